"""Page ranges, abbreviated or written out: CSL 1.0.2, "Page Ranges" and Appendix V."""

from __future__ import annotations

import re

_TEN, _HUNDRED, _FOUR_DIGITS = 10, 100, 4
_WORTH_IT = re.compile(r"[-&–‐‑−\\]")
_HYPHEN = r"\s*(?:--?|[–‐‑−])\s*"
_RANGE = re.compile(
    rf"""
    (?<![\w.:/\\–-])                     # a range is not the middle of something longer ("1-5-9", "1.1-1.5")
    (?P<chapter>\w+:)?
    (?: (?P<prefix>[^\W\d_]*) (?P<first>\d{{1,18}}) (?P<suffix>[^\W\d_]*)
        (?P<hyphen>{_HYPHEN})
        (?: (?P=prefix) | (?P=chapter) ) (?P<last>\d{{1,18}}) (?P<end>[^\W\d_]*)
      | (?P<roman>[ivxlcdm]+) {_HYPHEN} (?P<to>[ivxlcdm]+|\d+)
    )
    (?! [\w:/\\] | [.–-]\w )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "N110 - 5" is no range, but closes up all the same.
_LOOSE = re.compile(r"(?<=\d)\s+-\s+(?=\w*\d)")
# "006a–c", "12r–v": a dash at mere letters joins no two numbers.
_DASHED = re.compile(r"(\w+)–(?=(\w+))")
_COUNTS = re.compile(r"[ivxlcdm]+|\d+", re.IGNORECASE)
_AMPERSAND = re.compile(r"(?<=\w)\s*&\s*(?=\w)")


def format_page_range(text: str, style: str | None, delimiter: str) -> str:
    r"""Return page numbers with their ranges in the form that a style asks for.

    What is no range of pages stays as it is: other hyphens, an escaped hyphen (`\-`), a range whose ends have
    different letters before them. Roman numerals get the delimiter only, a dash at mere letters becomes a hyphen.

    Args:
        text: one or more pages and ranges ("1-5, 7 & 9").
        style: "expanded", "minimal", "minimal-two", "chicago", "chicago-15", "chicago-16", or None to change the
            delimiter only.
        delimiter: the term "page-range-delimiter".

    >>> format_page_range("321-328, 415-532 & xi-xiv", "chicago", "–")
    '321–28, 415–532 & xi–xiv'
    >>> format_page_range("S42-S5, 110-5", "expanded", "–")
    'S42–S45, 110–115'
    >>> format_page_range("006a–c, 12a-15b", "minimal", "–")
    '006a-c, 12a–5b'
    """
    if not _WORTH_IT.search(text):
        return text

    if "–" in text:
        text = _DASHED.sub(_unlettered, text)
    return _AMPERSAND.sub(
        " & ", _LOOSE.sub("-", _RANGE.sub(lambda found: _write(found, style, delimiter), text))
    ).replace("\\-", "-")


def _unlettered(found: re.Match[str]) -> str:
    """Return the first end of a range with its dash; a hyphen where one of the ends has letters only."""
    ends = found.groups()
    joins = all(map(_COUNTS.fullmatch, ends)) or not any(map(str.isalpha, ends))
    return ends[0] + ("–" if joins else "-")


def _write(found: re.Match[str], style: str | None, delimiter: str) -> str:
    if found["roman"]:
        return f"{found['chapter'] or ''}{found['roman']}{delimiter}{found['to']}"
    suffix, end = found["suffix"], found["end"]
    if style is None or bool(suffix) != bool(end) or found["chapter"]:
        before, after = found.span("hyphen")
        return f"{found.string[found.start() : before]}{delimiter}{found.string[after : found.end()]}"
    prefix, first = found["prefix"], found["first"]
    last = _whole(first, found["last"])
    if int(last) <= int(first) or style == "expanded" or (suffix and style.startswith("chicago")):
        return f"{prefix}{first}{suffix}{delimiter}{prefix}{last}{end}"
    return f"{prefix}{first}{suffix}{delimiter}{_abbreviated(first, last, style)}{end}"


def _whole(first: str, last: str) -> str:
    """Return the second number with the digits that were left out, if it is the greater one then."""
    whole = first[: -len(last)] + last
    return whole if len(last) < len(first) and int(whole) > int(first) else last


def _abbreviated(first: str, last: str, style: str) -> str:
    """Return what remains of the second, greater number."""
    if len(first) != len(last):
        return last
    changed = next(place for place, (one, other) in enumerate(zip(first, last, strict=True)) if one != other)
    number = int(first)
    if style.startswith("chicago"):
        if number < _HUNDRED or number % _HUNDRED == 0:
            return last
        # "1496-1504": the 15th edition spells out four digits of which three change.
        if style != "chicago-16" and len(first) == _FOUR_DIGITS and changed <= 1:
            return last
        if number % _HUNDRED < _TEN:
            return last[changed:]
    return last[changed:] if style == "minimal" else last[min(changed, len(last) - 2) :]
