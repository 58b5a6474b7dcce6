"""Printed numbers of a reference: volumes, issues, parts, editions, series."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from refgraph.parse.assembly.words import alternatives, key, phrases, table

_TABLE = table("numbers")
_VOLUME_WORD = alternatives(phrases(_TABLE["volume"]), stops=False)
_ISSUE_WORD = alternatives(phrases(_TABLE["issue"]), stops=False)
_PART_WORD = alternatives(phrases(_TABLE["part"]), stops=False)
_SUPPLEMENT = alternatives(phrases(_TABLE["supplement"]), stops=False)
_DASH = r"\s*(?:-{1,3}|[‐‑‒–—―−])\s*"
_NUMBER = r"(?:[A-Z]{0,2}\d+[A-Za-z]?|[IVXLC]+)"
_LEAD = re.compile(
    rf"(?:(?:{_VOLUME_WORD})|(?:{_ISSUE_WORD}))(?![^\W\d_])\.?\s*:?\s*(?=[\d#№IVXLCDMivxlcdm(]|[A-Z]\d)", re.IGNORECASE
)
_TAIL = re.compile(
    rf"(?P<number>\d+|[IVXLC]+)(?:\.|-?[а-яіїәa-z]{{1,3}}|[º°ª])?[\s-]*(?:{_VOLUME_WORD}|{_ISSUE_WORD}|{_PART_WORD})\.?",
    re.IGNORECASE,
)
_CJK = re.compile(
    r"[第제]?\s*(?P<number>\d+(?:\s*[-–·/~]\s*\d+)?|[一二三四五六七八九十]+)\s*[권호집卷巻期号號册冊輯集篇編編部辑回](?!\w)"
)
_CJK_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
_LETTER_NUMBER = re.compile(r"[A-Z]\d+")  # "S1" is a supplement
_HASH = re.compile(r"^[#№]\s*(?=\d)")
_MARKUP = re.compile(r"</?\w+>")


@lru_cache(maxsize=16_384)
def parse_number(text: str) -> str:
    """Return a volume or issue without its lead-in.

    >>> parse_number("vol. 12"), parse_number("no. 3-4"), parse_number("제40권"), parse_number("37. Jg.")
    ('12', '3–4', '40', '37')
    """
    text = " ".join(_MARKUP.sub("", text).split()).strip(" .,;:()[]")
    if text.isdigit():
        return text
    found = _CJK.fullmatch(text)
    if found:
        return _cjk_number(found["number"])
    lead = None if _LETTER_NUMBER.fullmatch(text) else _LEAD.match(text)
    if lead:
        text = text[lead.end() :]
    else:
        found = _TAIL.fullmatch(text)
        if found:
            return found["number"]
    return re.sub(rf"(?<=\d){_DASH}(?=\d)", "–", _HASH.sub("", text))


def _cjk_number(text: str) -> str:
    """Return a number in digits: "十二" -> "12"."""
    if text[0].isdigit():
        return re.sub(r"\s*[-–·~]\s*", "–", text)
    tens, ten, ones = text.rpartition("十")
    value = (_CJK_DIGITS.get(tens, 1) if ten else 0) * 10 + (_CJK_DIGITS.get(ones, 0))
    return str(value) if value else text


class Volume(NamedTuple):
    """What the text of a volume says.

    Attributes:
        volume: its number.
        issue: the issue printed with it, or a supplement.
        part: the part of the volume.
        volumes: how many volumes the work has.
        year: the year printed before it.
    """

    volume: str | None = None
    issue: str | None = None
    part: str | None = None
    volumes: str | None = None
    year: str | None = None


_VOLUMES = re.compile(
    rf"\(?(?:{alternatives(phrases(_TABLE['volumes_in']), stops=False)}\s+)?(?P<count>\d+)"
    rf"\s*(?:{alternatives(phrases(_TABLE['volumes']), stops=False)})(?![^\W\d_])\.?\)?",
    re.IGNORECASE,
)
_SEVERAL_AFTER = re.compile(
    r"\s*(?:vols|volumes|volumi|voll|voli|Bde|Bände|тт|томах|tomos|tomes|tomi|volúmenes)\b", re.IGNORECASE
)
_LED = rf"(?:(?:{_VOLUME_WORD})(?![^\W\d_])\.?\s*)?"
_YEAR_BEFORE = re.compile(r"(1[89]\d\d|20\d\d)\s*[;:]\s*(?=\d)")
_WITH_BRACKETS = re.compile(
    rf"(?:\d{{4}}\s*;\s*)?{_LED}(?P<volume>{_NUMBER})\s*[,:]?\s*\(\s*(?P<issue>[^()]{{1,24}})\)?", re.IGNORECASE
)
_WITH_ISSUE = re.compile(
    rf"{_LED}(?P<volume>{_NUMBER})\.?(?:\s*(?:{_VOLUME_WORD})\.?)?\s*[,;:.]?\s*(?:{_ISSUE_WORD})(?![^\W\d_])\.?\s*[:#]?\s*(?P<issue>\d[\w/–-]*|[IVX]+)",
    re.IGNORECASE,
)
_WITH_SUPPLEMENT = re.compile(
    rf"{_LED}(?P<volume>{_NUMBER})\s*[,;:]?\s*\(?(?P<issue>(?:\d+\s*,?\s*)?{_SUPPLEMENT}(?![^\W\d_])\.?.{{0,12}}?)\)?",
    re.IGNORECASE,
)
_WITH_PART = re.compile(
    rf"{_LED}(?P<volume>{_NUMBER})\s*[,;:.]?\s*(?:{_PART_WORD})(?![^\W\d_])\.?\s*(?P<part>\d+|[A-Z]|[IVX]+)",
    re.IGNORECASE,
)
_TWO_NUMBERS = re.compile(r"(?P<volume>\d+[A-Z]?|[IVXLC]+)\s*[,:;/.]\s*(?P<issue>\d{1,4}(?:[-–]\d{1,4})?)")


@lru_cache(maxsize=16_384)
def parse_volume(text: str, *, in_container: bool = False) -> Volume:
    """Read the text of a volume.

    Args:
        text: "Bd. 12", "Т. 3, № 2", "25 Suppl 1", "4 vols.", "Т. 4, ч. 1", "14/2".
        in_container: True for a periodical, where two numbers are volume and issue.

    >>> parse_volume("Т. 4, ч. 1"), parse_volume("4 vols.").volumes, parse_volume("12, n° 3").issue
    (Volume(volume='4', issue=None, part='1', volumes=None, year=None), '4', '3')
    """
    text = " ".join(_MARKUP.sub("", text).split()).strip(" .,;:")
    if text.isdigit():
        return Volume(text)
    year = _YEAR_BEFORE.match(text)
    if year:
        return parse_volume(text[year.end() :], in_container=in_container)._replace(year=year[1])
    found = _VOLUMES.fullmatch(text)
    if found:
        return Volume(volumes=found["count"])
    found = _WITH_SUPPLEMENT.fullmatch(text) or _WITH_PART.fullmatch(text)
    if found:
        parts = found.groupdict()
        return Volume(found["volume"], issue=parts.get("issue"), part=parts.get("part"))
    found = _WITH_ISSUE.fullmatch(text) or _WITH_BRACKETS.fullmatch(text)
    if found is None and in_container:
        found = _TWO_NUMBERS.fullmatch(text)
        if found and _is_double(found["volume"], found["issue"]):
            found = None
    if found:
        return Volume(found["volume"], issue=parse_number(found["issue"]))
    return Volume(parse_number(text))


def several_volumes(text: str, after: str) -> bool:
    """Return True if a number is one of volumes and not of a volume: "4" before " vols."."""
    return text.isdigit() and _SEVERAL_AFTER.match(after) is not None


def _is_double(first: str, second: str) -> bool:
    """Return True for two volumes in one: "15/16"."""
    return first.isdigit() and second.isdigit() and int(second) == int(first) + 1


_EDITION_WORDS = frozenset(key(word) for word in phrases(_TABLE["edition"]))
_ORDINALS = {word: str(number) for number, line in enumerate(_TABLE["ordinals"], 1) for word in line.split()}
_COUNTED = re.compile(r"(?P<number>\d{1,3})(?:\.|[-‑]?[^\W\d_]{1,3}\.?|[.]?[ªº°])?")
_CJK_EDITION = re.compile(r"[第제]?\s*(?P<number>\d+|[一二三四五六七八九十]+)\s*[版판]")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@lru_cache(maxsize=8_192)
def parse_edition(text: str) -> str:
    """Return the number of an edition where it has nothing else ("2nd ed." -> "2"), else its words ("rev. ed.").

    >>> parse_edition("Second edition"), parse_edition("3-е изд."), parse_edition("第2版"), parse_edition("rev. ed.")
    ('2', '3', '2', 'rev. ed.')
    """
    text = " ".join(text.split()).strip(" ,;()[]")
    bare = re.sub(r"(?<=\d)-(?=[^\W\d_]{4})", " ", text.strip(" .,;()[]"))
    found = _CJK_EDITION.fullmatch(bare)
    if found:
        return _cjk_number(found["number"])
    numbers: list[str] = []
    for word in re.split(r"[\s,()]+", bare.replace(".ª", "ª").replace(".º", "º")):
        plain = word.strip(".,()[]")
        counted = _COUNTED.fullmatch(word)
        if counted:
            numbers.append(counted["number"])
        elif plain.casefold() in _ORDINALS:
            numbers.append(_ORDINALS[plain.casefold()])
        elif plain in _ROMAN:
            numbers.append(str(_ROMAN.index(plain) + 1))
        elif plain and key(plain) not in _EDITION_WORDS and key(plain) not in _ORDINAL_ENDS:
            return text
    return numbers[0] if len(numbers) == 1 else text


_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th", "the", "ª", "º", "e", "a", "lần", "thứ", "die", "der"))
_SERIES_LEAD = r"(?:no|nr|vol|bd|band|n[°º]|number|heft|h|t|т|вып|v|volume|№|#|tome|tomo|livre|fasc|д|кн)"
_SERIES = re.compile(
    rf"(?=.*[^\W\d_]{{2}})(?P<title>.+?)(?P<mark>\s*[;,:]\s*|\s+)(?P<lead>{_SERIES_LEAD}\.?\s*)?(?P<number>\d{{1,5}}[A-Za-z]?(?:[-/–.]\d{{1,5}})?|[IVXL]+)",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(
    rf"(?:{_SERIES_LEAD})\.?\s*(?P<number>\d{{1,5}}|[IVXLC]+)\s+(?:of|von|des|der|di|de|du|in)\s+(?:the\s+)?(?P<title>.+)",
    re.IGNORECASE,
)
_CJK_SERIES = re.compile(
    r"(?P<title>.*[\u3040-\u9fff\uac00-\ud7a3])\s*[第제（(;]?\s*(?P<number>\d+)\s*[巻卷号輯집권）)]?"
)


@lru_cache(maxsize=8_192)
def parse_series(text: str) -> tuple[str, str | None]:
    """Part a series from the number in it.

    >>> parse_series("Suhrkamp Taschenbuch Wissenschaft ; 666"), parse_series("Vol. 5 of Studies in Logic")
    (('Suhrkamp Taschenbuch Wissenschaft', '666'), ('Studies in Logic', '5'))
    """
    text = text.strip(" ,;:")
    bare = text.rstrip(".")
    if bare[-1:].isdigit() or bare[-1:] == ")":
        text = bare
    if text[:1] == "(" and text[-1:] == ")":
        text = text[1:-1].strip(" ,;:")
    text = re.sub(r"^[Oo]f (?:the )?", "", text)
    found = _NUMBER_FIRST.fullmatch(text)
    if found is None and not text[-1:].isalpha():
        found = _CJK_SERIES.fullmatch(text) if text > "\u2e80" else None
    if found is None and (text[-1:].isalnum()):
        found = _SERIES.fullmatch(text)
        roman = found is not None and not found["number"][0].isdigit()
        if (
            found
            and not found["lead"]
            and (not found["mark"].strip())
            and (roman or re.fullmatch(r"1[89]\d\d|20\d\d", found["number"]))
        ):
            found = None
    if found is None:
        return text, None
    return found["title"].strip(" ,;:("), found["number"]
