"""The CSL type of a work, from what its reference says, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from refgraph.parse.assembly.words import phrases, table

Texts = Mapping[str, str]
"""Label -> text of the first field with it; "container-follows-in" is set where "In" leads the container, and
"title-bracket" is what stands in square brackets in the title."""

_TABLE = table("types")
_GBT: Mapping[str, str] = _TABLE["gbt"]
_SINGLE: dict[str, set[str]] = {}
_PHRASES: dict[str, list[tuple[str, str]]] = {}
for _mark, _text in _TABLE.items():
    for _phrase in phrases(_text) if isinstance(_text, str) else ():
        if re.fullmatch(r"[^\W_]+", _phrase):
            _SINGLE.setdefault(_phrase, set()).add(_mark)
        else:
            _first = re.findall(r"[^\W_]+", _phrase)[0]
            _PHRASES.setdefault(_first, []).append((" ".join(re.findall(r"[^\W_]+", _phrase)), _mark))
_TELLING = frozenset(_SINGLE) | frozenset(_PHRASES)
_CJK = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]")
_EXACT = frozenset(phrases(_TABLE["magazine_exact"]))
_CJK_MARKS = [(word, mark) for word, marks in _SINGLE.items() if word > "\u2e80" for mark in marks]
_WORD = re.compile(r"[^\W_]+")
_SPEAKS = re.compile(r"\s(?:at|to|before|on|by|delivered|in|na|no|auf|на|в|at)\b", re.IGNORECASE)
_CASE = re.compile(r"\S+ v(?:s|ersus)?\.? [A-Z]\S+")
_ACT = re.compile(r"\bact,? (?:of )?\d{4}\b", re.IGNORECASE)
_PATENT = re.compile(r"\b(?:us \d[,\d]{6,}|ep ?\d{7}|wo ?\d{4}/\d+)\b", re.IGNORECASE)
_STANDARD = re.compile(
    r"\b(?:ISO(?:/IEC)?|IEC|ANSI|DIN(?: EN)?|EN|ГОСТ(?: Р)?|ASTM|IEEE Std|RFC|BS|GB/T)\s?[A-Z]?\s?\d{2,}"
)
_BRACKETED = re.compile(r"\[(?P<words>[^\]]{3,40})\]")
_TO_THE_DAY = re.compile(
    r"(?<!\d)[0-3]?\d(?!\d)\W*(?:st|nd|rd|th|de|º)?\W*[^\W\d_]{3,}|[^\W\d_]{3,}\W*[0-3]?\d(?!\d)|\d[./-]\d\d?[./-]\d"
)
_PERIODICAL = re.compile(
    r"(?:blatt|blätter|zeitschrift|zeitung|hefte|magazin|nachrichten|mitteilungen|jahrbuch)\b", re.IGNORECASE
)


class Inferred(NamedTuple):
    """A type and how probable it is, 0-1."""

    type: str
    confidence: float


@lru_cache(maxsize=16_384)
def marks(text: str) -> frozenset[str]:
    """Return which kinds of work the words of a text speak of."""
    found: set[str] = set()
    lower = text.casefold()
    words = _WORD.findall(lower)
    telling = _TELLING.intersection(words)
    if telling:
        joined = f" {' '.join(words)} "
        for word in telling:
            found.update(_SINGLE.get(word, ()))
            found.update(mark for phrase, mark in _PHRASES.get(word, ()) if f" {phrase} " in joined)
    if not text.isascii() and _CJK.search(text):
        found.update(mark for word, mark in _CJK_MARKS if word in lower)
    found.discard("magazine_exact")
    if lower.strip(" .") in _EXACT:
        found.add("magazine")
    return frozenset(found)


def is_mark_of_kind(genre: str) -> bool:
    """Return True for the GB/T 7714 mark of a kind of work ("M", "EB/OL"), which is no genre."""
    return genre.strip("[] ").partition("/")[0] in _GBT


class _Signs:
    """What a reference says of its kind."""

    __slots__ = ("by_body", "labels", "texts")

    def __init__(self, texts: Texts, *, by_body: bool) -> None:
        self.texts, self.by_body = texts, by_body
        self.labels = frozenset(texts)

    def marked(self, mark: str, label: str) -> bool:
        return label in self.labels and mark in marks(self.texts[label])

    def text(self, label: str) -> str:
        return self.texts.get(label, "")


def infer_type(texts: Texts, *, by_body: bool = False) -> Inferred:
    """Return the CSL type of a work and how probable it is.

    Args:
        texts: label -> text of the first field with it, as the labeller gave them.
        by_body: True if an organisation is the author.
    """
    if "[" in texts.get("title", "") and (found := _BRACKETED.search(texts["title"])):
        texts = {**texts, "title-bracket": found["words"]}
    signs = _Signs(texts, by_body=by_body)
    genre = texts.get("genre", "").strip("[] ").partition("/")[0]
    if genre in _GBT:
        kind = _GBT[genre]
        if "container" in texts:
            return Inferred("chapter" if kind == "book" else kind, 0.95)
        return Inferred("book" if kind == "paper-conference" else kind, 0.95)
    for kind, confidence, mark, labels, holds in _rules(signs.labels):
        if mark and not any(mark in marks(texts[label]) for label in labels):
            continue
        if holds is None or holds(signs):
            return Inferred(kind, confidence)
    return Inferred("document", 0.3)


class Rule(NamedTuple):
    """A rule for a type.

    Attributes:
        kind: the type.
        confidence: how often it is right where it holds, 0-1.
        mark: what the words of a text must speak of.
        labels: the texts of which one must; one of them must be there also where no mark is asked for.
        holds: what else must be so.
        needs: labels that must be there.
        without: labels that must not.
    """

    kind: str
    confidence: float
    mark: str
    labels: tuple[str, ...]
    holds: Callable[[_Signs], bool] | None
    needs: frozenset[str]
    without: frozenset[str]


def _rule(
    kind: str,
    confidence: float,
    needs: str = "",
    without: str = "",
    **tests: Callable[[_Signs], bool] | tuple[str, str],
) -> Rule:
    """Make a rule; of the tests, "said" is a mark and the labels that may say it, "holds" a function."""
    said, holds = tests.get("said", ("", "")), tests.get("holds")
    assert isinstance(said, tuple)
    assert not isinstance(holds, tuple)
    mark, labels = said
    return Rule(
        kind, confidence, mark, tuple(labels.split()), holds, frozenset(needs.split()), frozenset(without.split())
    )


Applicable = tuple[str, float, str, tuple[str, ...], Callable[[_Signs], bool] | None]


@lru_cache(maxsize=1024)
def _rules(labels: frozenset[str]) -> tuple[Applicable, ...]:
    """Return the rules that references with these labels can meet, in order."""
    return tuple(
        (*rule[:3], present, rule.holds)
        for rule in RULES
        if rule.needs <= labels
        and rule.without.isdisjoint(labels)
        and ((present := tuple(each for each in rule.labels if each in labels)) or not rule.labels)
    )


def _any(*labels: str) -> Callable[[_Signs], bool]:
    wanted = frozenset(labels)
    return lambda signs: not wanted.isdisjoint(signs.labels)


def _is_patent(signs: _Signs) -> bool:
    return any(_PATENT.search(signs.text(label)) is not None for label in ("genre", "note"))


def _is_speech(signs: _Signs) -> bool:
    return any(
        label in signs.texts
        and "speech" in marks(signs.texts[label])
        and _SPEAKS.search(signs.texts[label]) is not None
        for label in ("title", "genre")
    )


def _is_part_of_book(signs: _Signs) -> bool:
    """Return False for "In: Zeitschrift 12 (1998), S. 3-9", which only looks like a part of a book."""
    if "editor" in signs.labels or "publisher" in signs.labels:
        return True
    if "volume" in signs.labels and "location" not in signs.labels:
        return False
    return not (signs.marked("journal", "container") or _names_periodical(signs))


def _names_periodical(signs: _Signs) -> bool:
    return _PERIODICAL.search(signs.text("container")) is not None


def _is_newspaper(signs: _Signs) -> bool:
    return signs.marked("newspaper", "container") and not (
        signs.marked("journal", "container") and "wall street" not in signs.text("container").casefold()
    )


def _is_report(signs: _Signs) -> bool:
    """Return True for what a body issues: its author is one, or its publisher is one and no book publisher."""
    reports = signs.by_body and signs.marked("report", "title")
    if signs.marked("book_publisher", "publisher") and not reports:
        return False
    return signs.by_body or signs.marked("reporting_body", "publisher")


def _is_law(signs: _Signs) -> bool:
    if "author" in signs.labels and not signs.by_body and "genre" not in signs.labels:
        return _ACT.search(signs.text("title")) is not None
    return (
        signs.marked("legal", "title") or signs.marked("legal", "genre") or _ACT.search(signs.text("title")) is not None
    )


def _names_standard(signs: _Signs) -> bool:
    return any(_STANDARD.search(signs.text(label)) is not None for label in ("title", "genre", "note"))


RULES: tuple[Rule, ...] = (
    _rule("dataset", 0.95, said=("dataset", "genre title-bracket")),
    _rule("software", 0.9, said=("software", "genre title-bracket")),
    _rule("patent", 0.95, said=("patent", "genre note")),
    _rule("patent", 0.95, holds=_is_patent, said=("", "genre note")),
    _rule("thesis", 0.95, without="volume issue", said=("thesis", "genre note publisher institution")),
    _rule("personal_communication", 0.9, said=("personal", "genre note")),
    _rule("motion_picture", 0.85, said=("film", "genre")),
    _rule("broadcast", 0.85, said=("broadcast", "genre")),
    _rule("interview", 0.8, said=("interview", "genre")),
    _rule("map", 0.85, said=("map", "genre")),
    _rule("speech", 0.8, without="volume pages", holds=_is_speech, said=("speech", "title genre")),
    _rule("entry-encyclopedia", 0.85, "container", "issue", said=("entry", "container")),
    _rule("paper-conference", 0.9, "container", "issue", said=("proceedings", "container")),
    _rule("chapter", 0.93, "container container-follows-in", "issue", holds=_is_part_of_book),
    _rule("chapter", 0.85, "container editor", "issue"),
    _rule("chapter", 0.6, "container editor"),
    _rule("article", 0.9, "arxiv", "volume"),
    _rule("article", 0.85, "", "volume", said=("preprint", "container publisher genre")),
    _rule("article-magazine", 0.8, "container", "volume", said=("magazine", "container")),
    _rule("article-newspaper", 0.85, "container", "volume", holds=_is_newspaper),
    _rule("chapter", 0.7, "container volume publisher", "issue", holds=lambda s: not s.marked("journal", "container")),
    _rule("article-journal", 0.97, "container volume pages"),
    _rule("article-journal", 0.95, "container volume"),
    _rule("article-journal", 0.95, "container issue"),
    _rule("article-journal", 0.9, "container pages", "publisher location"),
    _rule("article-journal", 0.6, "container pages", said=("journal", "container")),
    _rule("article-journal", 0.7, "container pages", "publisher editor", holds=_names_periodical),
    _rule("chapter", 0.8, "container pages"),
    _rule("article-journal", 0.8, "container", said=("journal", "container")),
    _rule("chapter", 0.7, "container", holds=_any("publisher", "location")),
    _rule(
        "article-newspaper", 0.6, "container", holds=lambda signs: _TO_THE_DAY.search(signs.text("date")) is not None
    ),
    _rule("article-journal", 0.85, "container doi"),
    _rule("webpage", 0.7, "container url"),
    _rule("article-journal", 0.6, "container"),
    _rule("chapter", 0.6, "title author editor container-follows-in"),
    _rule("legal_case", 0.7, "title", holds=lambda signs: _CASE.search(signs.text("title")) is not None),
    _rule("legislation", 0.75, "", "isbn", holds=_is_law),
    _rule("standard", 0.85, holds=_names_standard),
    _rule("report", 0.85, "title", said=("report", "genre")),
    _rule("manuscript", 0.7, "", "publisher isbn", said=("manuscript", "genre")),
    _rule("report", 0.7, "", "isbn", holds=lambda s: _any("publisher", "location", "institution")(s) and _is_report(s)),
    _rule("book", 0.95, "isbn"),
    _rule("book", 0.9, "publisher"),
    _rule("book", 0.85, "edition"),
    _rule("report", 0.6, "title", holds=lambda signs: signs.by_body and signs.marked("report", "title")),
    _rule("webpage", 0.8, "url"),
    _rule("article-journal", 0.7, "volume pages"),
    _rule("book", 0.75, "location"),
    _rule("book", 0.45, "title author date", "doi note institution"),
    _rule("book", 0.45, "title editor date", "doi"),
)
"""The first that holds decides: kinds named outright, then parts of something, then wholes."""
