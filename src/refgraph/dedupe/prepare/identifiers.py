"""Identifiers, to compare by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from refgraph.errors import InvalidValueError
from refgraph.model import Identifier, Scheme, parse_identifier

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>;]+")
_NUMBERED = re.compile(r"[\d][\d\s‐‑–-]{6,16}[\dXx]")
_NAMING = frozenset({Scheme.URL, Scheme.ISSN, Scheme.ORCID, Scheme.ISNI})
"""Identifiers of something else than the work."""


def dois_in(*texts: str | None) -> list[str]:
    """Return the DOIs in texts, as they are compared."""
    found: list[str] = []
    for text in texts:
        if text and "10." in text:
            found += map(_clean_doi, _DOI.findall(text))
    return found


def numbers_of(pmid: str | None, pmcid: str | None, isbn: str | None) -> set[str]:
    """Return identifiers that are no DOIs as "scheme:value".

    Fields of reference managers hold ISSNs among the ISBNs; an ISSN names the journal, not the work.
    """
    found: set[str] = set()
    if pmid:
        found |= _parsed(pmid, Scheme.PMID)
    if pmcid:
        found |= _parsed(pmcid, Scheme.PMCID)
    if isbn:
        found |= {each for text in _NUMBERED.findall(isbn) for each in _parsed(text, Scheme.ISBN)}
    return found


def further(identifiers: Iterable[Identifier]) -> tuple[set[str], set[str]]:
    """Return the DOIs among identifiers, and the others that name the work as "scheme:value"."""
    dois = {_clean_doi(each.canonical) for each in identifiers if each.scheme is Scheme.DOI}
    rest = (each for each in identifiers if each.scheme is not Scheme.DOI and each.scheme not in _NAMING)
    return dois, {f"{each.scheme}:{each.canonical}" for each in rest}


def _clean_doi(text: str) -> str:
    """Return a DOI in lower case without what sentences and resolvers leave at its end."""
    return text.lower().replace("%2f", "/").rstrip(".,)]}'").partition("?")[0]


@lru_cache(maxsize=4096)
def _parsed(text: str, scheme: Scheme) -> frozenset[str]:
    try:
        return frozenset({f"{scheme}:{parse_identifier(text, scheme).canonical}"})
    except InvalidValueError:
        return frozenset()
