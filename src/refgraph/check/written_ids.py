"""DOIs and arXiv numbers as entries write them: with prefixes, LaTeX escapes and stray marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.entry import Entry
from refgraph.formats.bibtex.field import BibField
from refgraph.model.schemes import is_valid

DOI_PREFIX = re.compile(
    r"^\s*(?:\\(?:url|href|doi)\s*\{\s*)?(?:https?\s*:\s*//\s*)?(?:(?:dx\.|www\.)?doi\.org/|doi\s*[:=]\s*"
    r"|doi\s+(?=10[./])"
    r"|(?<=//)[^\s/]+/(?:[^\s]*/)?(?=10\.\d{4,9}/))(?:doi:\s*)?",
    re.IGNORECASE,
)
DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+|10/[a-z0-9]{2,10}", re.IGNORECASE)
_ESCAPE = re.compile(
    r"\\([_%&#$/{}~^]|textunderscore\s*(?:\{\})?|textless\s*(?:\{\})?|textgreater\s*(?:\{\})?)|\{\\?_\}"
    r"|\$([<>])\$|\\"
)
_NAMED = {"textunderscore": "_", "textless": "<", "textgreater": ">"}
_TRAILING = re.compile(r"[.,;:'\"\s\u200b]+$")
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
_LINK = re.compile(
    r"(?:https?://)?(?:dx\.|www\.)?doi\.org/(?:doi:)?(10[./][^\s{}\"]+)"
    r"|\bdoi\s*[:=]?\s*(10\.\d{4,9}/[^\s{}\",;]+)",
    re.IGNORECASE,
)


def clean_doi(value: str) -> str:
    """Return what is meant by the value of a doi field: prefix, LaTeX escapes and trailing marks taken off."""
    return without_trailing(_unescaped(DOI_PREFIX.sub("", value.strip())))


def doi_in(value: str) -> str | None:
    """Return the DOI that a text names with a resolver's address or a "doi:", or None."""
    found = _LINK.search(_unescaped(value))
    return without_trailing(found[1] or found[2]) if found else None


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(_plain_escape, value) if "\\" in value or "{" in value or "$" in value else value


def _plain_escape(found: re.Match[str]) -> str:
    if found[2]:
        return found[2]
    name = (found[1] or "").rstrip("{} ")
    if found[0] in ("{_}", "{\\_}"):
        return "_"
    return _NAMED.get(name, name)


def without_trailing(value: str) -> str:
    """Return a DOI without punctuation and closing brackets that open nowhere at its end."""
    before = ""
    while value != before:
        before = value
        value = _TRAILING.sub("", value)
        opening = _PAIRS.get(value[-1:])
        if opening and value.count(value[-1]) > value.count(opening):
            value = value[:-1]
    return value


_ARXIV_SAID = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html)/|10\.48550/arxiv\.|\barxiv\s*(?:e-?print"
    r"|preprint)?\s*(?:server)?\s*(?:no\.?|id)?\s*:\s*(?:arxiv\s*:\s*)?|\barxiv\s+preprint\s+)"
    r"([A-Za-z.-]*/?\d[^\s,;(){}\[\]]*|[a-z-]+/\d+)",
    re.IGNORECASE,
)
_NEW = re.compile(r"(\d{2})(\d{2})\.(\d{4,5})(?:v\d+)?")
_OLD = re.compile(r"[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/(\d{2})(\d{2})\d{3}(?:v\d+)?", re.IGNORECASE)


_TEXTS = ("journal", "journaltitle", "note", "url", "howpublished", "doi", "number", "volume", "publisher", "series")
MAY_NAME_ARXIV = ("eprint", "arxivid", "arxiv", *_TEXTS)
"""Fields that arXiv numbers stand in."""


def arxiv_numbers(entry: Entry) -> Iterator[tuple[BibField, str]]:
    """Yield what an entry gives as arXiv numbers, with the field each stands in."""
    for field in entry.own("eprint"):
        said = entry.get("archiveprefix", "eprinttype").strip().lower()
        value = field.value.strip().strip("{}").strip()
        if "://" not in value and (said == "arxiv" or (not said and _BARE_ARXIV.fullmatch(value))):
            yield field, _tidy(_ARXIV_PREFIX.sub("", value))
    for field in entry.own("arxivid", "arxiv"):
        yield field, _tidy(_ARXIV_PREFIX.sub("", field.value.strip()))
    for field in entry.own(*_TEXTS):
        if "arxiv" in field.value.lower():
            for found in _ARXIV_SAID.finditer(field.value):
                number = _tidy(found[1])
                if number:
                    yield field, number


_BARE_ARXIV = re.compile(r"(?:arxiv:)?(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?", re.IGNORECASE)
_ARXIV_PREFIX = re.compile(r"^(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv\s*:\s*)", re.IGNORECASE)


def _tidy(value: str) -> str:
    value = re.sub(r"\s*\[[^\]]*\]?$", "", value)  # "2301.00001 [cs.CL]"
    return re.sub(r"(?i)(?:\.pdf)?[.,;:]*$", "", value.replace("\\_", "_")).strip()


def is_arxiv(number: str) -> bool:
    """Return True for an arXiv number, however its archive is capitalised."""
    # The archive may be written with a capital, or with a subject class.
    return is_valid(number, "arxiv") or is_valid(number.lower(), "arxiv")


def arxiv_date(number: str) -> tuple[int, int] | None:
    """Return year and month of a valid arXiv number, or None.

    >>> arxiv_date("1706.03762"), arxiv_date("hep-th/9901001")
    ((2017, 6), (1999, 1))
    """
    found = _NEW.fullmatch(number) or _OLD.fullmatch(number)
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    year = int(found[1])
    return (2000 + year if year < 91 else 1900 + year, int(found[2]))
