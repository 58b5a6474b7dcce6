"""E11x to E133: fields that are missing, misspelt, of the other dialect, ignored or hold the wrong thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from refgraph.check.bibliography import Bibliography, split_keys
from refgraph.check.changes import fields_before, renamed, split_off
from refgraph.check.data import BIBLATEX, BIBTEX, model_of, word_set
from refgraph.check.entry import Entry, plain
from refgraph.check.rule import Hit, entry_rule
from refgraph.check.written_ids import is_arxiv
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Fix, Severity


@entry_rule("E111", "missing-required", Severity.ERROR)
def missing_required(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a required field that is missing, also after crossref and xdata inheritance.

    Why: BibTeX warns and prints an incomplete reference.
    Example: an @article without ``journal``. Which fields a type needs: BibTeX's documentation ("BibTeXing",
    3.1) and BibLaTeX's default data model.
    """
    model = bibliography.model
    if any(key not in bibliography.by_key for each in entry.own("crossref", "xdata") for key in split_keys(each.value)):
        return  # what the missing parent would give is not known; G803 says that it is missing
    for names, alternatives in model.required_names.get(entry.type, ()):
        if not (names.isdisjoint(entry.fields) and names.isdisjoint(entry.inherited)):
            continue
        if _stands_for(entry, alternatives):
            continue
        said = " or ".join(alternatives)
        yield Hit(message=f"@{entry.type} needs {said}", name=alternatives[0], value="")


def _stands_for(entry: Entry, alternatives: tuple[str, ...]) -> bool:
    """Return True where another field says the same, so that nothing is missing for the reader."""
    if "author" in alternatives:
        # A body that is its own author may be named in "key" ("BibTeXing", 3.1).
        return entry.has("key", "shortauthor") and entry.type in {"manual", "misc"}
    if "journal" in alternatives or "journaltitle" in alternatives:
        return entry.has("crossref")
    if "institution" in alternatives:
        return entry.has("publisher", "school", "organization") and entry.type != "techreport"
    if "type" in alternatives:
        return entry.type in {"thesis", "report"} and entry.has("titleaddon", "note")
    return ("year" in alternatives or "date" in alternatives) and entry.has("pubstate")


@entry_rule("E121", "unknown-field", Severity.WARNING)
def unknown_field(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report a field name that no data model has and that is close to one they have.

    Why: a misspelt field is ignored, so its value is lost. Names that are close to nothing are taken as the
    author's own.
    Example: ``autor = {...}``, ``jounal = {...}``, ``Opt_Month = {...}``.
    Fix: unsafe: the field name that is meant, if the entry does not have it yet.
    """
    for name, field in entry.fields.items():
        if name in _known():
            continue
        parked = re.fullmatch(r"(?:opt|x|old)[_-]?(\w+)", name)
        if parked and parked[1] in _standard():
            message = f"{field.name} is no field; {parked[1]} is, if the value is wanted"
            yield Hit(message=message, field=field, span=_name_span(field), severity=Severity.INFO)
            continue
        meant = _meant(name)
        if meant is not None:
            fix = None if meant in entry.fields else renamed(field, meant)
            message = f"no data model has the field {field.name}; did you mean {meant}?"
            yield Hit(message=message, field=field, span=_name_span(field), fix=fix)


@cache
def _standard() -> frozenset[str]:
    return (
        model_of(BIBTEX).fields
        | model_of(BIBLATEX).fields
        | frozenset({"doi", "url", "isbn", "issn", "eprint", "abstract"})
    )


@cache
def _known() -> frozenset[str]:
    aliases = frozenset(model_of(BIBTEX).aliases) | frozenset(model_of(BIBLATEX).aliases)
    return _standard() | aliases | word_set("fields", "other")


@cache
def _meant(name: str) -> str | None:
    """Return the standard field that a name misspells, or None."""
    if len(name) < 4:
        return None
    near = get_close_matches(name, sorted(_standard() | {"address", "journal", "school"}), n=1, cutoff=0.8)
    # "title2" and "note-x" are somebody's own fields
    if not near or abs(len(near[0]) - len(name)) > 2 or not name.isalpha():
        return None
    plural = name in (near[0] + "s", near[0] + "es") and near[0] not in (
        "author",
        "editor",
        "volume",
        "publisher",
        "title",
        "journal",
    )
    return None if plural or (name.startswith(near[0]) and len(name) > len(near[0]) + 1) else near[0]


def _name_span(field: BibField) -> tuple[int, int] | None:
    return (field.start, field.start + len(field.name)) if field.line > 0 else None


@entry_rule("E122", "dialect-field", Severity.WARNING)
def dialect_field(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a field that has another name in BibTeX.

    Why: BibTeX's styles do not look at it, so the value is not printed. BibLaTeX knows both names. Fields of BibLaTeX
    that BibTeX has no word for are only noted.
    Example: ``location = {Rome}`` for ``address``, ``journaltitle`` for ``journal``, ``date = {2018-03}`` for
    ``year``.
    Fix: safe: the name in this dialect; a date that is more than a year stays.
    """
    if bibliography.is_biblatex:
        return
    for name, target in bibliography.model.aliases.items():
        field = entry.fields.get(name)
        if field is None or entry.has(target):
            continue
        fits = name != "date" or re.fullmatch(r"\d{4}", field.value.strip())
        fix = renamed(field, target, safe=True) if fits else None
        message = f"BibTeX's styles do not know {field.name}; the field is called {target}"
        yield Hit(message=message, field=field, span=_name_span(field), fix=fix)
    if entry.type in model_of(BIBTEX).types:
        for field in entry.own(*sorted(word_set("fields", "biblatex_only"))):
            message = f"BibTeX's styles do not know {field.name}; its value is not printed"
            yield Hit(message=message, field=field, span=_name_span(field), severity=Severity.INFO)


@entry_rule("E123", "ignored-field", Severity.INFO)
def ignored_field(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a field of BibTeX's data model that the entry's type does not use.

    Why: its value is not printed.
    Example: ``school`` in an @article, ``booktitle`` in a @book.
    """
    allowed = bibliography.model.allowed.get(entry.type)
    if allowed is None:
        return
    for name, field in entry.fields.items():
        if name in _core() and name not in allowed:
            yield Hit(
                message=f"@{entry.type} does not use {field.name}; its value is not printed",
                field=field,
                span=_name_span(field),
            )


@cache
def _core() -> frozenset[str]:
    """Return the fields that only some types of BibTeX use."""
    return frozenset[str]().union(*model_of(BIBTEX).allowed.values())


_PAGES_IN = re.compile(r"\b(?:pp?\.|pages?|S\.|с\.)\s*\d", re.IGNORECASE)
_SERIES_IN = re.compile(r"\d+\s+of\s+[A-Z{]|\b(?:lncs|lnai|lecture notes|ccis)\b", re.IGNORECASE)
_NUMBER_IN = re.compile(
    r"\d\s*[,;:(]\s*(?:no|nr|number|issue|iss|n°|№)\b\.?\s*\d|^\s*\d+\s*\(\s*\d+\s*\)\s*$", re.IGNORECASE
)
_VOLUME_IN_JOURNAL = re.compile(
    r"\b(?:vol(?:ume)?|bd|т)\b\.?\s*\d+|[\s,]\d+\s*\(\d+\)|,\s*\d+\s*:\s*\d+", re.IGNORECASE
)
_ARXIV_IN = re.compile(r"arXiv[:\s]+\s*(?:preprint\s+)?(?:arXiv:)?\s*([a-z.-]*/?\d[\w./-]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"^(?:\\url\{)?(?:https?|ftp)://", re.IGNORECASE)


@entry_rule("E132", "value-in-wrong-field", Severity.WARNING)
def value_in_wrong_field(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report a value that belongs to another field.

    Why: styles add "vol.", "pp." or commas around each field, and programs look for the number where it
    belongs.
    Example: ``volume = {1592 of LNCS, pages 90-106}``, ``volume = {12(3)}``, ``journal = {Nature, vol.
    521}``; an arXiv number as the journal is only worth a note, since many programs write it so.
    Fix: unsafe: the value, or the part of it, in the field where it belongs, if that is not there; for an arXiv number
    safe: ``eprint`` beside the journal.
    """
    for name in ("volume", "number", "issue"):
        field = entry.fields.get(name)
        if field is not None and not field.value.isdigit():
            yield from _volume_like(entry, field, name)
    for name in ("journal", "journaltitle"):
        field = entry.fields.get(name)
        if field is not None:
            yield from _journal_like(entry, field)
    yield from _others(entry)


def _volume_like(entry: Entry, field: BibField, name: str) -> Iterator[Hit]:
    value = plain(field.value)
    if re.match(r"(?:https?://\S*/)?10\.\d{4,9}/", value):
        yield Hit(message=f"{field.name} holds a DOI; it belongs in doi", field=field, fix=_moved(entry, field, "doi"))
    elif _PAGES_IN.search(value):
        fix = _split(entry, field, _VOLUME_SERIES_PAGES, "series", "pages") or _split(
            entry, field, _VOLUME_PAGES, "pages"
        )
        yield Hit(message=f"{field.name} holds pages; they belong in pages", field=field, fix=fix)
    elif name == "volume" and _SERIES_IN.search(value):
        fix = _split(entry, field, _VOLUME_SERIES, "series")
        yield Hit(message=f"{field.name} holds a series; it belongs in series", field=field, fix=fix)
    elif name == "volume" and _NUMBER_IN.search(value):
        fix = _split(entry, field, _VOLUME_NUMBER, "number")
        yield Hit(message=f"{field.name} holds the issue, too; it belongs in number", field=field, fix=fix)


_PAGES_BEHIND = r"[,;]\s*(?:pp?\.|pages?)[\s~]*(\d+(?:\s*[-–]+\s*\d+)?)\s*"
_VOLUME_PAGES = re.compile(rf"\s*(.*\w){_PAGES_BEHIND}", re.IGNORECASE)
_VOLUME_SERIES_PAGES = re.compile(rf"\s*(\d+)\s+of\s+(.*\w){_PAGES_BEHIND}", re.IGNORECASE)
_VOLUME_SERIES = re.compile(r"\s*(\d+)\s+of\s+(.*\S)\s*")
_VOLUME_NUMBER = re.compile(
    r"\s*(\d+)\s*(?:\(\s*|[,;:]\s*(?:no|nr|number|issue|iss|n°|№)\b\.?\s*)(\d+)\s*\)?\s*", re.IGNORECASE
)
_JOURNAL_VOLUME = re.compile(r"\s*(.*?[^\W\d_])[,;]?\s+vol(?:ume)?\b\.?\s*(\d+)\s*", re.IGNORECASE)
_JOURNAL_NUMBER = re.compile(r"\s*(.*?[^\W\d_])[,;]?\s+(\d+)\s*\(\s*(\d+)\s*\)\s*")
_PLACE_PUBLISHER = re.compile(r"(?P<address>[A-Z]\w+(?:[ ,]+[A-Z]\w+)*)\s*:\s+([A-Z].*)")


def _split(entry: Entry, field: BibField, pattern: re.Pattern[str], *names: str) -> Fix | None:
    """Return the fix that leaves the first group of a pattern and puts the others into fields of these names."""
    found = pattern.fullmatch(field.value)
    return split_off(entry, field, found[1], dict(zip(names, found.groups()[1:], strict=True))) if found else None


def _moved(entry: Entry, field: BibField, name: str) -> Fix | None:
    return None if entry.has(name) else renamed(field, name)


def _journal_like(entry: Entry, field: BibField) -> Iterator[Hit]:
    value = plain(field.value)
    arxiv = _ARXIV_IN.search(value)
    if arxiv:
        if not entry.has("eprint"):
            message = f"{field.name} holds an arXiv number; it belongs in eprint (with archiveprefix = arXiv)"
            found = {"eprint": arxiv[1], "archiveprefix": "arXiv"}
            fix = fields_before(entry, field, found) if is_arxiv(arxiv[1]) else None
            yield Hit(message=message, field=field, value=arxiv[1], severity=Severity.INFO, fix=fix)
    elif _PAGES_IN.search(value) or _VOLUME_IN_JOURNAL.search(value):
        fix = _split(entry, field, _JOURNAL_VOLUME, "volume") or _split(
            entry, field, _JOURNAL_NUMBER, "volume", "number"
        )
        message = f"{field.name} holds volume or pages; they belong in fields of their own"
        yield Hit(message=message, field=field, fix=fix)


def _others(entry: Entry) -> Iterator[Hit]:
    for field in entry.own("eprint"):
        if _ADDRESS.match(field.value.strip()) and "arxiv.org" not in field.value.lower():
            yield Hit(
                message=f"{field.name} holds an address; it belongs in url or doi",
                field=field,
                severity=Severity.INFO,
                fix=_moved(entry, field, "url"),
            )
    for field in entry.own("publisher", "institution", "school", "address", "series", "month", "edition"):
        if _ADDRESS.match(field.value.strip()):
            fix = _moved(entry, field, "url")
            yield Hit(message=f"{field.name} holds an address; it belongs in url", field=field, fix=fix)
    for field in entry.own("pages"):
        if re.search(r"\b(?:vol(?:ume)?|no|iss(?:ue)?)\b\.?\s*\d", field.value, re.IGNORECASE):
            yield Hit(message=f"{field.name} holds volume or issue; they belong in fields of their own", field=field)
    for field in entry.own("issn"):
        if re.fullmatch(r"97[89][\d\- ]{10,14}", field.value.strip()):
            fix = _moved(entry, field, "isbn")
            yield Hit(message=f"{field.name} holds an ISBN; it belongs in isbn", field=field, fix=fix)
    for field in entry.own("publisher"):
        if re.match(r"^[A-Z]\w+(?:[ ,]+[A-Z]\w+)*\s*:\s+[A-Z]", plain(field.value)) and not entry.has(
            "address", "location"
        ):
            message = f"{field.name} holds the place, too; it belongs in address"
            found = _PLACE_PUBLISHER.fullmatch(field.value.strip())
            fix = split_off(entry, field, found[2], found.groupdict()) if found else None
            yield Hit(message=message, field=field, severity=Severity.INFO, fix=fix)


_PLACEHOLDER = re.compile(
    r"n\.?/?a\.?|null|none|nil|nan|undefined|unknown|unbekannt|inconnu|\?+|todo:?.*|tb[ad]|fixme:?.*|x{3,}"
    r"|-+|–|—|\.{2,}|_+|\*+"
    r"|missing|not available|not given|not applicable|to be (?:added|determined|done)|insert .* here"
    r"|\[?\s*(?:title|author|year|journal)\s+(?:here|missing|unknown)\s*\]?"
    r"|no (?:title|author|journal|publisher)|lorem ipsum.*",
    re.IGNORECASE,
)
_IN_PRESS = re.compile(
    r"forthcoming|in press|to appear|ahead[- ]of[- ]print|accepted|submitted|online first|early access"
    r"|in print",
    re.IGNORECASE,
)
_RANGE_HOLDER = re.compile(r"[?xy_]{1,6}\s*-+\s*[?xy_]{1,6}|0+\s*-+\s*0+", re.IGNORECASE)
_UNCHECKED = frozenset(
    {
        "note",
        "keywords",
        "abstract",
        "annote",
        "annotation",
        "comment",
        "language",
        "langid",
        "key",
        "options",
        "file",
        "issn",
    }
)


@cache
def _checked() -> frozenset[str]:
    return (word_set("fields", "rendered") | {"doi", "url", "isbn", "urldate", "eprint"}) - _UNCHECKED


@entry_rule("E133", "placeholder-value", Severity.WARNING)
def placeholder_value(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report a placeholder in the place of a value.

    Why: it is printed as if it were the value.
    Example: ``pages = {n/a}``, ``publisher = {???}``, ``number = {forthcoming}``, ``title = {TODO}``.
    """
    checked = _checked()
    for name, field in entry.fields.items():
        if name not in checked:
            continue
        value = field.value.strip().strip("{}").strip()
        if _PLACEHOLDER.fullmatch(value) and not (name == "number" and value.isdigit()):
            if (
                name == "title"
                and value.lower() in {"none", "unknown", "nan", "null", "nil"}
                and entry.has("journal", "booktitle", "publisher")
            ):
                continue  # films and poems are called so
            yield Hit(message=f"{field.name} holds the placeholder {value!r}", field=field)
        elif name in ("volume", "number", "issue", "pages") and _IN_PRESS.fullmatch(value):
            yield Hit(message=f"{field.name} says {value!r}, which is no number; it belongs in note", field=field)
        elif name == "pages" and _RANGE_HOLDER.fullmatch(value):
            yield Hit(message=f"{field.name} holds the placeholder {value!r}", field=field)
