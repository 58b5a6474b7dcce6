"""P40x: pages, volumes and issues."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.bibliography import Bibliography
from refgraph.check.entry import Entry, inner, plain, replace_in, span_in
from refgraph.check.rule import Hit, field_rule
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Fix, Severity

_PAGE = r"[A-Za-z]{0,3}\.?\d+[A-Za-z]{0,2}|[ivxlcdmIVXLCDM]+"
_DASH = r"-{1,3}|[‐‑‒–—−]|\\(?:text)?(?:en|em)dash\s*(?:\{\})?|\$-\$|\{-\}"
_RANGE = re.compile(rf"(?P<first>{_PAGE})(?P<dash>\s*(?:{_DASH})\s*)(?P<last>{_PAGE})")
_PREFIX = re.compile(
    r"^\s*(?:pp?\s*\.\s*|pp\s+|pages?\s+|pgs?\s*\.\s*|S\s*\.\s*|Seiten?\s+|с\s*\.\s*"
    r"|стр\s*\.\s*)~?(?=[\divxlc])",
    re.IGNORECASE,
)


def _ranges(value: str) -> list[re.Match[str]]:
    """Return the page ranges in a value, from a list of them."""
    found, offset = [], 0
    for part in re.split(r"([,;+&])", value):
        match = _RANGE.fullmatch(part.strip())
        if match:
            at = offset + part.index(part.strip())
            found.append(_RANGE.match(value, at, at + len(part.strip())))
        offset += len(part)
    return [match for match in found if match is not None]


@field_rule("P401", "pages-hyphen", Severity.WARNING, "pages")
def pages_hyphen(_: Entry, field: BibField, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a page range that is not written with two hyphens.

    Why: BibTeX prints a single hyphen where a dash belongs, and three give an em dash. A Unicode en dash and
    spaces around the hyphens only matter to old programs, so they are noted.
    Example: ``pages = {1915-1925}``; ``1915--1925`` would do. "3-1--3-15", pages with hyphens of their own,
    are fine.
    Fix: safe: two hyphens.
    """
    # "12-1" may be page 1 of chapter 12; P402 asks what it is.
    wrong = [found for found in _ranges(field.value) if found["dash"] != "--" and not _is_reversed(found)]
    if not wrong:
        return
    mild = all(found["dash"].strip() in ("--", "–") for found in wrong)
    if bibliography.is_biblatex and all(found["dash"].strip() in ("-", "–", "--") for found in wrong):
        mild = True  # biber reads every dash as a range
    mended = field.value
    for found in reversed(wrong):
        mended = mended[: found.start("dash")] + "--" + mended[found.end("dash") :]
    shown = wrong[0]["dash"]
    yield Hit(
        message=f"the range {wrong[0][0]} is joined by {shown!r}; expected --",
        span=span_in(field, wrong[0]),
        value=field.value,
        severity=Severity.INFO if mild else None,
        fix=replace_in(field, mended),
    )


@field_rule("P402", "pages-reversed", Severity.ERROR, "pages", works=True)
def pages_reversed(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report a range whose last page is before the first.

    Why: a digit is wrong or swapped.
    Example: ``pages = {264--257}``. A shortened last page ("123--5") is not meant; see P403.
    """
    for found in _ranges(field.value):
        if _is_reversed(found):
            message = f"the last page {found['last']} is before the first page {found['first']}"
            yield Hit(message=message, span=span_in(field, found))


def _is_reversed(found: re.Match[str]) -> bool:
    first, last = found["first"], found["last"]
    return first.isdigit() and last.isdigit() and int(last) < int(first) and _lengthened(first, last) is None


def _lengthened(first: str, last: str) -> str | None:
    """Return a shortened last page in full ("123", "5": "125"), or None if it is not a shortened one."""
    if not (first.isdigit() and last.isdigit()) or len(last) >= len(first):
        return None
    full = first[: len(first) - len(last)] + last
    return full if int(full) > int(first) else None


@field_rule("P403", "pages-abbreviated", Severity.INFO, "pages")
def pages_abbreviated(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report a range whose last page is shortened.

    Why: a style can shorten a number, but not lengthen it; and "123--5" is easily read as an error.
    Example: ``pages = {818-23}``; ``818--823`` would do.
    Fix: safe: the last page in full.
    """
    for found in _ranges(field.value):
        full = _lengthened(found["first"], found["last"])
        if full:
            message = f"the last page {found['last']} is short for {full}"
            yield Hit(message=message, span=span_in(field, found), fix=replace_in(field, full, found.span("last")))


@field_rule("P404", "pages-prefix", Severity.WARNING, "pages", works=True)
def pages_prefix(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report "p.", "pp." or its like before the pages.

    Why: styles add it themselves.
    Example: ``pages = {pp. 12--19}``.
    Fix: safe: the pages alone.
    """
    found = _PREFIX.match(field.value)
    if found:
        fix = replace_in(field, field.value[found.end() :].strip())
        yield Hit(
            message=f"{found[0].strip()!r} before the pages is what the style adds",
            span=span_in(field, found),
            fix=fix,
        )


_ODD_OK = re.compile(
    rf"""(?:{_PAGE}|[A-Za-z]{{0,6}}[.:\-/ ]?\d[\w.:/\-()*]*|\d+[.:]\d+)   # a page, an article number, "1:12"
        (?:\s*(?:{_DASH}|[,;&+/]|\\&|\ and\ )\s*(?:{_PAGE}|[A-Za-z]{{0,6}}[.:\-/ ]?\d[\w.:/\-()*]*|\d+[.:]\d+))*
        \s*(?:\+|ff?\.?|sq{{1,2}}\.?|pp?\.?|pages|[,;])*""",
    re.VERBOSE | re.IGNORECASE,
)
_ODD_WORDS = re.compile(
    r"n\.?\s?pag\.?|in press|forthcoming|to appear|online first|early access|n/?a|\?+|article\b.*"
    r"|art\.?\s.*|paper\b.*|id\b.*|no\.?\s*\w+",
    re.IGNORECASE,
)


@field_rule("P405", "pages-odd", Severity.INFO, "pages")
def pages_odd(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report pages that are neither a range, a page, an article number nor a roman number.

    Why: it is often a parsing error or a value that belongs elsewhere.
    Example: ``pages = {Chapter 3}``, ``pages = {12 24}``.
    """
    value = _PREFIX.sub("", plain(field.value))
    if "\\" in value or "??" in value:
        return  # a macro, or a placeholder (E133)
    digits = re.fullmatch(r"\d{8,}", value)
    if digits or not (_ODD_OK.fullmatch(value) or _ODD_WORDS.fullmatch(value)):
        yield Hit(message=f"{value!r} is neither a page, a range nor an article number", span=span_in(field))


_VOLUME_WORD = re.compile(
    r"^\s*(?:vol(?:ume)?|bd|band|tome?|no|nr|number|issue|iss|num|№|n°)\b\.?\s*~?(?=[\divxlc])", re.IGNORECASE
)
_PROSE = re.compile(r"[^\W\d_]{3,}(?:[\s,;:]+\S+)*\s+[^\W\d_]{3,}", re.UNICODE)
_ISSUE_WORDS = re.compile(
    r"suppl|special|issue|part|spec|pt\b|theme|extra|winter|spring|summer|fall|autumn|sonder|beiheft|hors"
    r"|numéro|выпуск|part|section|art(?:icle)?\b"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|database|web server|series|ser\.|proceedings|paper"
    r"|conference|first|annual",
    re.IGNORECASE,
)


@field_rule("P406", "volume-odd", Severity.WARNING, "volume", "number", "issue", "edition")
def volume_odd(entry: Entry, field: BibField, _: Bibliography) -> Iterator[Hit]:
    """Report a volume, issue or edition that holds words.

    Why: styles add "vol.", "no." and "edition" themselves.
    Example: ``volume = {Vol. 12}``, ``volume = {twelve of the series}``, ``edition = {2nd edition}``.
    Supplements and special issues are fine, and so are the numbers of reports and patents.
    Fix: safe: the word before the number, or after the edition, goes.
    """
    name, value = field.name.lower(), plain(field.value)
    if name == "edition":
        if re.search(r"\b(?:edition|edn?\b\.?|auflage|aufl\.?)", value, re.IGNORECASE) and re.search(
            r"\w+\W+edition|\d|edn?\.?$", value, re.IGNORECASE
        ):
            yield Hit(
                message=f"the edition {value!r} holds the word that the style adds",
                span=span_in(field),
                fix=_ordinal(field),
            )
        return
    if name == "number" and entry.type not in ("article", "inproceedings", "incollection"):
        return
    found = _VOLUME_WORD.match(value)
    if found:
        fix = _dropped(field, found[0])
        yield Hit(
            message=f"{field.name} begins with {found[0].strip()!r}, which the style adds",
            span=span_in(field),
            fix=fix,
        )
    elif (
        _PROSE.search(value)
        and not (name != "volume" and _ISSUE_WORDS.search(value))
        and not re.search(r"suppl|special", value, re.IGNORECASE)
    ):
        yield Hit(message=f"{field.name} holds words: {value!r}", span=span_in(field))


def _ordinal(field: BibField) -> Fix | None:
    bare = re.fullmatch(r"\s*(\w+)\s+(?:edition|edn?\.?)\s*", field.value, re.IGNORECASE)
    return replace_in(field, bare[1]) if bare else None


def _dropped(field: BibField, word: str) -> Fix | None:
    content = inner(field)
    return replace_in(field, content[1][len(word) :]) if content and content[1].startswith(word) else None
