"""Which field of which entry type holds a CSL variable: what the vocabulary leaves to the context."""

from __future__ import annotations

from refgraph.formats.bibtex.names import Dialect
from refgraph.model.vocabulary import (
    CSL_TYPES,
    CSL_VARIABLES,
    Kind,
    read_type,
    read_variable,
    write_type,
    write_variable,
)

STANDARD_TYPES = frozenset(
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings "
    "techreport unpublished".split()
)
"""The entry types that every BibTeX style knows."""

DEFAULT_GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
}
"""Entry types that say the kind of work by themselves."""

GENRE_KEYS = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
"""BibLaTeX's localisation keys in the field ``type``."""

PRINTED_GENRES = {"techreport": "Report", "phdthesis": "Thesis"}
"""What ``type`` says where the work has no genre, since styles would print "Technical Report" or "PhD thesis"."""

_PERIODICALS = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "review", "review-book", "periodical"}
)
_SERIES = frozenset(
    "book chapter classic collection entry entry-dictionary entry-encyclopedia paper-conference pamphlet".split()
)
_PUBLISHERS = {
    "techreport": "institution",
    "report": "institution",
    "phdthesis": "school",
    "mastersthesis": "school",
    "thesis": "institution",
    "manual": "organization",
    "online": "organization",
    "www": "organization",
    "electronic": "organization",
}
_IN_JOURNALS = frozenset({"article", "periodical", "suppperiodical", "review", "commentary"})
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_SUBTYPE_NAMES = {csl: name for name, csl in _SUBTYPES.items()}
_ANY_FIELD = {variable: variable for variable in CSL_VARIABLES}


def entry_type(csl: str, genre: str, dialect: Dialect, filled: frozenset[str]) -> str:
    """Return the entry type for a work.

    Args:
        csl: CSL type.
        genre: CSL genre, or "".
        dialect: which set of types.
        filled: CSL variables that the work has; a report without publisher is a booklet in BibTeX, whose
            techreport needs an institution.
    """
    if dialect == "bibtex":
        if csl == "report" and "publisher" not in filled:
            return "booklet"
        if csl == "manuscript" and "note" not in filled:
            return "misc"
        if csl == "thesis" and genre == DEFAULT_GENRES["mastersthesis"]:
            return "mastersthesis"
    return write_type(csl, dialect)


def csl_type(kind: str, subtype: str, fields: frozenset[str]) -> str:
    """Return the CSL type of an entry.

    Args:
        kind: entry type, lower case.
        subtype: the field ``entrysubtype``, or "".
        fields: lower-case names of the entry's fields.

    >>> csl_type("misc", "", frozenset({"url"}))
    'webpage'
    """
    if subtype in _SUBTYPES:
        return _SUBTYPES[subtype]
    if is_subtype(subtype):
        return subtype
    if kind == "misc" and "eprint" in fields and not fields & {"howpublished", "publisher"}:
        return "article"
    if kind == "misc" and "url" in fields:
        return "webpage"
    if kind == "inbook" and not fields & {"booktitle", "maintitle", "crossref"}:
        return "chapter"
    return read_type(kind, "bibtex") or read_type(kind, "biblatex") or "document"


def is_subtype(text: str) -> bool:
    """Return True if a value of ``entrysubtype`` names a CSL type."""
    return text in _SUBTYPES or text in CSL_TYPES


def subtype_name(csl: str) -> str:
    """Return what ``entrysubtype`` says for a CSL type."""
    return _SUBTYPE_NAMES.get(csl, csl)


def field_name(variable: str, kind: str, csl: str, dialect: Dialect) -> str:
    """Return the field that a CSL variable is written to in an entry of this type."""
    if variable == "container-title":
        if kind in _IN_JOURNALS:
            return "journal" if dialect == "bibtex" else "journaltitle"
        return "booktitle"
    if variable == "publisher":
        name = _PUBLISHERS.get(kind, "publisher")
        return "institution" if name == "school" and dialect == "biblatex" else name
    if variable in {"issue", "collection-number", "number"}:
        return _number_field(variable, csl)
    return write_variable(variable, dialect) or _ANY_FIELD[variable]


def variable_of(name: str, kind: str, csl: str) -> str | None:
    """Return the CSL variable a field holds in an entry of this type, or None."""
    if name == "number":
        return _holder_of_number(csl)
    if name in {"organization", "school", "institution"}:
        return "publisher" if _PUBLISHERS.get(kind) == name or name != "organization" else None
    variable = read_variable(name, "bibtex") or read_variable(name, "biblatex")
    if variable is None and CSL_VARIABLES.get(name, Kind.OTHER) in {Kind.STANDARD, Kind.NUMBER}:
        return name
    return variable


def _holder_of_number(csl: str) -> str:
    if csl in _PERIODICALS:
        return "issue"
    return "collection-number" if csl in _SERIES else "number"


def _number_field(variable: str, csl: str) -> str:
    if variable == _holder_of_number(csl):
        return "number"
    return "eid" if variable == "number" else variable


def preference(name: str, variable: str, kind: str, csl: str) -> int:
    """Return how good a field is for a variable that two fields of an entry hold: 0 is best.

    BibLaTeX's word comes first, then BibTeX's, then any other.
    """
    if name == field_name(variable, kind, csl, "biblatex"):
        return 0
    return 1 if name == field_name(variable, kind, csl, "bibtex") else 2
