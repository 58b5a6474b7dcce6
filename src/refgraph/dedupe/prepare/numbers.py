"""Pages, volumes, issues, editions and years, to compare by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from refgraph.dedupe.prepare.titles import DIGITS, NUMBER_WORDS, ROMAN
from refgraph.text.normal import fold

_PAGE = re.compile(r"(?P<prefix>[a-z]*)(?P<number>\d+)[a-z]?", re.IGNORECASE)
_PLAIN_PAGES = re.compile(r"([1-9]\d*)(?:[-–]([1-9]\d*))?")
_HEADLESS = re.compile(r"\s*[A-Za-z]+-\d+\s*")
_PAGE_WORDS = re.compile(r"\b(?:pp?|pages?|pgs?|seiten?|art|article|no|стр|с|s)\.?\s+(?=[a-z]*\d)", re.IGNORECASE)


def pages(text: str) -> tuple[str, str]:
    """Return first and last page; a shortened last page is filled up from the first, "Suppl-29" has lost its first."""
    if not text:
        return "", ""
    if plain := _PLAIN_PAGES.fullmatch(text):
        first, last = plain[1], plain[2] or plain[1]
        return (first, last) if len(last) >= len(first) else (first, first[: len(first) - len(last)] + last)
    if _HEADLESS.fullmatch(text):
        return "", ""
    found = [each for each in _PAGE.finditer(_PAGE_WORDS.sub("", text)) if each["number"].strip("0")]
    if not found:
        return "", ""
    first = found[0]["number"].lstrip("0")
    prefix = found[0]["prefix"].lower()
    prefix = "" if prefix in {"p", "pp"} else prefix
    last = found[1]["number"].lstrip("0") if len(found) > 1 else first
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return prefix + first, prefix + last


def volumes_and_issues(
    volumes: Sequence[str], issues: Sequence[str], years: Sequence[int | None]
) -> tuple[list[str], list[str]]:
    """Return the numbers of volumes and issues; "39(2)" in the volume is both, and a volume that is the year is none.

    Args:
        volumes: volumes of works.
        issues: their issues.
        years: their years.
    """
    parts = [
        _part(issue) or (_in_brackets(volume) if "(" in volume else "")
        for volume, issue in zip(volumes, issues, strict=True)
    ]
    numbers = map(_part, volumes)
    return ["" if number == str(year) else number for number, year in zip(numbers, years, strict=True)], parts


def _in_brackets(volume: str) -> str:
    parts = DIGITS.findall(volume)
    return parts[1] if len(parts) > 1 else ""


_COUNT = re.compile(r"(?<![\de])\d{1,4}(?!\d)")  # not "e70933" and its like, which are article numbers


@lru_cache(maxsize=1 << 14)
def _part(text: str) -> str:
    """Return the number of a volume or issue, Roman ones in digits; words ("online", "May", "Ph.D.") are left out."""
    if text.isdecimal() and len(text) < 5:
        return text.lstrip("0") or "0"
    found = _COUNT.search(text) if text else None
    return (found[0].lstrip("0") or "0") if found else ROMAN.get(fold(text), "")


def edition_number(text: str) -> str:
    """Return the number of an edition, or else its folded text."""
    if not text:
        return ""
    folded = fold(text)
    found = DIGITS.search(folded)
    return found[0] if found else NUMBER_WORDS.get(folded.partition(" ")[0], folded)


_YEAR = re.compile(r"(?<!\d)(?:1[89]\d\d|20\d\d)(?!\d)")


def year_in(container: str | None) -> int | None:
    """Return the year that a container names, if it is one: "5th workshop on learning theory (1992) 341-352"."""
    years = set(_YEAR.findall(container)) if container else set()
    return int(years.pop()) if len(years) == 1 else None
