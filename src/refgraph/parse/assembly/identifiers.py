"""DOI, ISBN, URL and arXiv id of a reference: checked, and mended where a line break or a space broke them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from refgraph.errors import InvalidValueError
from refgraph.model import Identifier, parse_identifier

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*\s*/\s*\S.*", re.DOTALL)
_JOINT = re.compile(r"(?<=[/.\-_=&?(])\s+|\s+(?=[/.\-_=&?)])")
_DOI_JOINT = re.compile(r"(?<=[/\-_(])\s+|(?<=\.)\s+(?=\d)|\s+(?=[/\-_.]\w)")
_WEB = re.compile(r"(?:https?|ftp)\s*:?\s*/{1,2}\s*|https?\s*:\s*(?=www\.)", re.IGNORECASE)
_TAIL = " .,;:>\"'”’«»"
_DOI_IN_URL = re.compile(r"(?:dx\.)?doi\.org/(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ARXIV_IN_URL = re.compile(r"arxiv\.org/(?:abs|pdf|html)/([\w.\-/]+?)(?:\.pdf)?$", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89][\s‐‑–-]?)?\d[\d\s‐‑–-]{7,14}[\dXx](?!\d)")
_ISSN = re.compile(r"\b\d{4}[-‐–]\d{3}[\dXx]\b")
_PMID = re.compile(r"\bPMID\s*:?\s*(\d{1,8})\b")
_PMCID = re.compile(r"\b(PMC\d{4,9})\b")


@lru_cache(maxsize=8_192)
def read_identifier(text: str, scheme: str) -> tuple[Identifier | None, str]:
    """Read an identifier.

    Spaces inside it are dropped where that makes it valid: "10.1021/ es030360x", "http:// www.rki.de". A web address
    without a scheme ("www.rki.de") gets "http://".

    Returns:
        The identifier, or None and what is wrong with it.

    >>> read_identifier("10.1021/ es030360x", "doi")[0].value, read_identifier("www.rki.de", "url")[0].value
    ('10.1021/es030360x', 'http://www.rki.de')
    """
    message = ""
    for form in _FORMS[scheme](text):
        try:
            return parse_identifier(form, scheme), ""
        except InvalidValueError as error:
            message = message or str(error)
    return None, message


def _doi_forms(text: str) -> list[str]:
    found = _DOI.search(text)
    if found is None:
        return [text]
    value = found[0].rstrip(_TAIL)
    if value.endswith(")") and value.count("(") < value.count(")"):
        value = value[:-1].rstrip(_TAIL)
    if not re.search(r"\s", value):
        return [value]
    joined = _DOI_JOINT.sub("", value)
    return [joined.split()[0].rstrip(_TAIL), text]


def _url_forms(text: str) -> list[str]:
    bare = text.strip(" .,;:<>\"'”’“‘").lstrip("([{")
    if bare.startswith(("http://", "https://", "ftp://")) and not re.search(r"\s", bare):
        return [_balanced(bare)]
    found = _WEB.search(bare)
    if found:
        scheme = found[0].split(":")[0].strip().lower().rstrip("/ ")
        rest = _JOINT.sub("", bare[found.end() :]).split()
        return [_balanced(f"{scheme}://{rest[0]}"), text] if rest else [text]
    joined = _JOINT.sub("", bare)
    if joined.lower().startswith("www.") and not re.search(r"\s", joined):
        return [f"http://{joined}"]
    if re.fullmatch(r"[a-z0-9][\w-]*(?:\.[\w-]+)*\.[a-z]{2,6}(?:/\S*)?", joined) and "@" not in joined:
        return [f"http://{joined}"]
    return [text]


def _balanced(url: str) -> str:
    """Drop a bracket and a stop that close what the address stands in."""
    url = url.rstrip(_TAIL)
    while url.endswith((")", "]", "}")) and url.count(url[-1]) > url.count({")": "(", "]": "[", "}": "{"}[url[-1]]):
        url = url[:-1].rstrip(_TAIL)
    return url


def _arxiv_forms(text: str) -> list[str]:
    bare = re.sub(r"\s*\[.*$|\s*\(.*$", "", text.strip(" .,;:()<>")).strip()
    joined = re.sub(r"\s+", "", bare)
    joined = re.sub(r"(?i)^(?:e-?prints?|preprint)?:?arxiv(?:\.org)?[:.]*(?:preprint)?(?:arxiv:?)?", "", joined)
    return [joined, bare, text]


def _isbn_forms(text: str) -> list[str]:
    numbers = [found.strip() for found in _ISBN.findall(text)]
    return [numbers[0], text] if numbers else [text]


_FORMS: dict[str, Callable[[str], list[str]]] = {
    "doi": _doi_forms,
    "url": _url_forms,
    "arxiv": _arxiv_forms,
    "isbn": _isbn_forms,
}


def printed_isbns(text: str) -> tuple[str, ...]:
    """Return the ISBNs of a text as they are printed, without the word before them."""
    return tuple(found.strip() for found in _ISBN.findall(text))


def printed_issn(text: str) -> str | None:
    """Return the ISSN of a text that names one."""
    if "ISSN" not in text:
        return None
    found = _ISSN.search(text)
    return found[0] if found else None


def doi_of(url: str) -> str | None:
    """Return the DOI that a web address resolves, or None."""
    found = _DOI_IN_URL.search(url) if "doi.org" in url else None
    return found[1].rstrip(_TAIL) if found else None


def arxiv_of(url: str) -> str | None:
    """Return the arXiv id that a web address leads to, or None."""
    found = _ARXIV_IN_URL.search(url) if "arxiv.org" in url.lower() else None
    return found[1] if found else None


def medline_ids(note: str) -> dict[str, str]:
    """Return the PMID and PMCID of a note.

    >>> medline_ids("PubMed PMID: 12345")
    {'pmid': '12345'}
    """
    found = {"pmid": _PMID.search(note), "pmcid": _PMCID.search(note)} if "PM" in note else {}
    return {name: match[1] for name, match in found.items() if match}
