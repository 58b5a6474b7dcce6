"""The kinds of identifier: how each is recognised, its normal form, its check digits and its resolver.

Each scheme is one row of the tables. Sources: DOI Handbook 2.2, ISO 2108 (ISBN), ISO 3297 (ISSN), arXiv "Understanding
the arXiv identifier", NLM (PMID, PMCID), ISO 27729 and ISO 7064 MOD 11-2 (ORCID, ISNI), RFC 3650 (Handle), RFC 3986
(URL).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from refgraph.errors import InvalidValueError


class Scheme(StrEnum):
    """The kinds of identifier that refgraph knows."""

    DOI = "doi"
    ISBN = "isbn"
    ISSN = "issn"
    ARXIV = "arxiv"
    PMID = "pmid"
    PMCID = "pmcid"
    ORCID = "orcid"
    ISNI = "isni"
    HANDLE = "handle"
    URL = "url"


def normal_form(text: str, scheme: Scheme | str) -> str:
    """Return an identifier without prefix or resolver, in the normal form of its scheme.

    Raises:
        InvalidValueError: if the text is no identifier of that kind, or a check digit is wrong.

    >>> normal_form("ISBN 0-306-40615-2", "isbn")
    '0306406152'
    """
    return _PARSERS[Scheme(scheme)](text)


def is_valid(text: str, scheme: Scheme | str) -> bool:
    """Return True if the text is a valid identifier of the scheme."""
    try:
        normal_form(text, scheme)
    except InvalidValueError:
        return False
    return True


def isbn13(value: str) -> str:
    """Return the 13 digits of a compact ISBN-10 or ISBN-13."""
    if len(value) != 10:
        return value
    body = "978" + value[:9]
    return body + _isbn13_check(body)


def isbn_check_digit(body: str) -> str:
    """Return the check digit for 9 (ISBN-10) or 12 (ISBN-13) digits."""
    return _isbn10_check(body) if len(body) == 9 else _isbn13_check(body)


def issn_check_digit(body: str) -> str:
    """Return the check digit for the first 7 digits of an ISSN (ISO 3297)."""
    return _mod11(sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), body, strict=True)))


def mod_11_2(body: str) -> str:
    """Return the ISO 7064 MOD 11-2 check character (ORCID, ISNI)."""
    total = 0
    for digit in body:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "X" if check == 10 else str(check)


def _isbn10_check(body: str) -> str:
    return _mod11(sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), body, strict=True)))


def _isbn13_check(body: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return str(-total % 10)


def _mod11(total: int) -> str:
    check = -total % 11
    return "X" if check == 10 else str(check)


_DOI_PREFIX = re.compile(
    r"\s*(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s*:?\s*(?=10\.|10/))(?:doi:)?", re.IGNORECASE
)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+|10/[a-z0-9]+", re.IGNORECASE)


def _doi(text: str) -> str:
    value = _DOI_PREFIX.sub("", text, count=1).strip()
    if "%" in value:
        value = unquote(value)
    if not _DOI.fullmatch(value):
        raise InvalidValueError(
            "not a DOI", text=text, hint="expected 10.NNNN/suffix, such as 10.1080/02634937.2018.1428789"
        )
    return value


def _isbn(text: str) -> str:
    value = re.sub(r"(?i)^\s*(?:urn:)?isbn(?:-1[03])?\s*:?\s*|[\s‐‑‒–-]", "", text).upper()
    value = re.sub(r"(?i)^isbn(?:1[03]:)?", "", value)
    if not re.fullmatch(r"\d{9}[\dX]|97[89]\d{10}", value, re.ASCII):
        raise InvalidValueError(
            "not an ISBN", text=text, hint="expected 10 or 13 digits, the 13 beginning with 978 or 979"
        )
    check = isbn_check_digit(value[:-1])
    if check != value[-1]:
        raise InvalidValueError(
            "check digit of the ISBN is wrong", text=text, hint=f"{value[:-1]} would end in {check}"
        )
    return value


def _issn(text: str) -> str:
    value = re.sub(r"(?i)^\s*(?:urn:)?[ep]?-?issn(?:-l)?\s*:?\s*|[\s‐‑‒–-]", "", text).upper()
    if not re.fullmatch(r"\d{7}[\dX]", value, re.ASCII):
        raise InvalidValueError("not an ISSN", text=text, hint="expected NNNN-NNNC, such as 0263-4937")
    check = issn_check_digit(value[:-1])
    if check != value[-1]:
        raise InvalidValueError(
            "check digit of the ISSN is wrong", text=text, hint=f"{value[:-1]} would end in {check}"
        )
    return f"{value[:4]}-{value[4:]}"


_ARXIV_PREFIX = re.compile(
    r"\s*(?:https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv\s*:\s*|10\.48550/arxiv\.)", re.IGNORECASE
)
_ARXIV_NEW = re.compile(r"(\d{2})(\d{2})\.(\d{4,5})(v[1-9]\d*)?", re.ASCII)
_ARXIV_OLD = re.compile(r"([a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?)/(\d{2})(\d{2})(\d{3})(v[1-9]\d*)?", re.ASCII)


def _arxiv(text: str) -> str:
    value = re.sub(r"(?i)\.pdf$", "", _ARXIV_PREFIX.sub("", text, count=1).strip())
    value = re.sub(r"\s*\[[^\]]*\]$", "", value)  # "2301.00001 [cs.CL]"
    hint = "expected YYMM.NNNNN or archive/YYMMNNN"
    found = _ARXIV_NEW.fullmatch(value)
    if found:
        year, month, digits = int(found[1]), int(found[2]), len(found[3])
        if not 1 <= month <= 12:
            raise InvalidValueError("month of the arXiv id is not 01-12", text=text, hint=hint)
        if (year, month) < (7, 4) or digits != (5 if year >= 15 else 4):
            raise InvalidValueError(
                "not an arXiv id", text=text, hint="0704-1412 have four digits after the dot, later ones five"
            )
        return value
    found = _ARXIV_OLD.fullmatch(value)
    if not found:
        raise InvalidValueError("not an arXiv id", text=text, hint=hint)
    if not 1 <= int(found[3]) <= 12:
        raise InvalidValueError("month of the arXiv id is not 01-12", text=text, hint=hint)
    return value


def _pmid(text: str) -> str:
    value = re.sub(
        r"(?i)^\s*(?:https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/|pmid\s*:?\s*|pubmed\s*:\s*)",
        "",
        text,
    )
    value = value.strip().rstrip("/")
    if not re.fullmatch(r"[1-9]\d{0,8}", value, re.ASCII):
        raise InvalidValueError("not a PMID", text=text, hint="expected up to nine digits")
    return value


def _pmcid(text: str) -> str:
    value = re.sub(
        r"(?i)^\s*(?:https?://(?:www\.ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/|pmcid\s*:?\s*)",
        "",
        text,
    )
    value = value.strip().rstrip("/").upper()
    if not re.fullmatch(r"PMC[1-9]\d{0,8}(?:\.\d+)?", value, re.ASCII):
        raise InvalidValueError("not a PMCID", text=text, hint="expected PMC and digits, such as PMC1234567")
    return value


def _sixteen(text: str, what: str) -> str:
    value = re.sub(
        r"(?i)^\s*(?:https?://(?:www\.)?(?:orcid\.org|isni\.org/(?:isni/)?)/?|orcid\s*:?\s*|isni\s*:?\s*)|[\s‐‑‒–-]",
        "",
        text,
    ).upper()
    if not re.fullmatch(r"\d{15}[\dX]", value, re.ASCII):
        raise InvalidValueError(f"not an {what}", text=text, hint="expected 16 digits, the last may be X")
    check = mod_11_2(value[:-1])
    if check != value[-1]:
        raise InvalidValueError(f"check digit of the {what} is wrong", text=text, hint=f"it would end in {check}")
    return value


def _orcid(text: str) -> str:
    value = _sixteen(text, "ORCID iD")
    return "-".join(value[start : start + 4] for start in range(0, 16, 4))


def _isni(text: str) -> str:
    return _sixteen(text, "ISNI")


def _handle(text: str) -> str:
    value = re.sub(r"(?i)^\s*(?:https?://hdl\.handle\.net/|hdl\s*:\s*|handle\s*:\s*)", "", text).strip()
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)*/\S+", value):
        raise InvalidValueError(
            "not a Handle", text=text, hint="expected prefix/suffix, such as 2027/mdp.39015012345678"
        )
    return value


def _url(text: str) -> str:
    value = text.strip().strip("<>")
    parts = _split(value)
    if parts is None or re.search(r"\s", value):
        raise InvalidValueError("not a URL", text=text, hint="expected scheme://host/path without spaces")
    return value


def _split(value: str) -> bool | None:
    try:
        parts = urlsplit(value)
    except ValueError:  # "http://[half an IPv6 address"
        return None
    host = parts.hostname or ""
    fits = parts.scheme.lower() in {"http", "https", "ftp", "ftps", "gopher"} and (
        "." in host or host == "localhost" or ":" in host
    )
    return fits or None


_PARSERS: dict[Scheme, Callable[[str], str]] = {
    Scheme.DOI: _doi,
    Scheme.ISBN: _isbn,
    Scheme.ISSN: _issn,
    Scheme.ARXIV: _arxiv,
    Scheme.PMID: _pmid,
    Scheme.PMCID: _pmcid,
    Scheme.ORCID: _orcid,
    Scheme.ISNI: _isni,
    Scheme.HANDLE: _handle,
    Scheme.URL: _url,
}
RESOLVERS = {
    Scheme.DOI: "https://doi.org/",
    Scheme.ISSN: "https://portal.issn.org/resource/ISSN/",
    Scheme.ARXIV: "https://arxiv.org/abs/",
    Scheme.PMID: "https://pubmed.ncbi.nlm.nih.gov/",
    Scheme.PMCID: "https://pmc.ncbi.nlm.nih.gov/articles/",
    Scheme.ORCID: "https://orcid.org/",
    Scheme.ISNI: "https://isni.org/isni/",
    Scheme.HANDLE: "https://hdl.handle.net/",
    Scheme.URL: "",
}
