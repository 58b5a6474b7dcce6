"""Identifiers in .bib files: doi, url, eprint and the like, taken verbatim but for LaTeX escapes."""

from __future__ import annotations

import re

from refgraph.errors import InvalidValueError
from refgraph.model.identifiers import Identifier, parse_identifier
from refgraph.model.schemes import Scheme

_URL_COMMAND = re.compile(r"\s*\\(?:url|path|nolinkurl)\s*\{(.*)\}\s*", re.DOTALL)
_ESCAPE = re.compile(r"\{\\textasciitilde\}|\\textasciitilde\s*(?:\{\})?|\{?\\~\{\}\}?|\\([%#&_~{}$])")
_EPRINTS = {
    "arxiv": Scheme.ARXIV,
    "pubmed": Scheme.PMID,
    "pmid": Scheme.PMID,
    "pmcid": Scheme.PMCID,
    "pmc": Scheme.PMCID,
    "hdl": Scheme.HANDLE,
    "handle": Scheme.HANDLE,
}
_EPRINT_TYPES = {
    Scheme.ARXIV: {"bibtex": "arXiv", "biblatex": "arxiv"},
    Scheme.HANDLE: {"bibtex": "hdl", "biblatex": "hdl"},
}


def read_verbatim(value: str) -> str:
    r"""Return the text of a verbatim field without LaTeX escapes or ``\url{}`` around it.

    >>> read_verbatim(r"\url{https://a.example/c\_d\%20e}")
    'https://a.example/c_d%20e'
    """
    found = _URL_COMMAND.fullmatch(value)
    text = found[1] if found else value
    return _ESCAPE.sub(lambda escape: escape[1] or "~", " ".join(text.split()))


def write_verbatim(text: str) -> str:
    """Return text for a verbatim field: a brace that is not balanced is percent-encoded."""
    depth = 0
    for each in text:
        depth += {"{": 1, "}": -1}.get(each, 0)
        if depth < 0:
            break
    return text.replace("{", "%7B").replace("}", "%7D") if depth else text


def read_doi(value: str) -> str:
    """Return a DOI without resolver or prefix; text that is no DOI stays as it is."""
    text = read_verbatim(value)
    try:
        return parse_identifier(text, Scheme.DOI).value
    except InvalidValueError:
        return text


def read_eprint(eprint: str, archive: str) -> Identifier | None:
    """Return the identifier that eprint and archiveprefix (or eprinttype) name, or None if it is no valid one.

    >>> read_eprint("2301.00001", "arXiv").value
    '2301.00001'
    """
    scheme = _EPRINTS.get(archive.casefold())
    text = read_verbatim(eprint)
    if not archive and re.match(r"(?i)arxiv:", text):
        scheme = Scheme.ARXIV
    return None if scheme is None else _parsed(text, scheme)


def write_eprint(identifier: Identifier, dialect: str) -> dict[str, str] | None:
    """Return the fields that name an arXiv id or a Handle, or None for another scheme."""
    kind = _EPRINT_TYPES.get(identifier.scheme)
    if kind is None:
        return None
    return {"eprint": identifier.value, "archiveprefix" if dialect == "bibtex" else "eprinttype": kind[dialect]}


def read_identifiers(value: str) -> tuple[Identifier, ...] | None:
    """Return the identifiers of refgraph's own field (``handle:2027/x; arxiv:2301.00001``), or None."""
    found = []
    for piece in value.split("; "):
        name, _, text = piece.partition(":")
        scheme = Scheme(name) if name in set(Scheme) else Scheme.URL if name in {"http", "https", "ftp"} else None
        parsed = None if scheme is None else _parsed(piece if scheme is Scheme.URL else text, scheme)
        if parsed is None:
            return None
        found.append(parsed)
    return tuple(found)


def _parsed(text: str, scheme: Scheme) -> Identifier | None:
    try:
        return parse_identifier(text, scheme)
    except InvalidValueError:
        return None
