"""E10x and E131: entry types that no data model has, or that the fields contradict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from refgraph.check.bibliography import Bibliography
from refgraph.check.changes import retyped
from refgraph.check.data import BIBLATEX, BIBTEX, model_of
from refgraph.check.entry import Entry, plain
from refgraph.check.rule import Hit, entry_rule
from refgraph.model.finding import Severity


@entry_rule("E101", "unknown-type", Severity.ERROR)
def unknown_type(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report an entry type that neither BibTeX nor BibLaTeX has.

    Why: styles do not know how to print it; BibTeX falls back to @misc.
    Example: ``@artcle{...}``, ``@newspaper{...}``.
    Fix: unsafe: the type that is meant, if it is close to one.
    """
    known = model_of(BIBTEX).types | model_of(BIBLATEX).types
    if entry.type in known:
        return
    near = get_close_matches(entry.type, sorted(known), n=1, cutoff=0.7)
    hint = f"did you mean @{near[0]}?" if near else "@misc is for what fits nothing else"
    fix = retyped(entry, near[0], {}) if near else None
    yield Hit(message=f"no data model has the type @{entry.type}; {hint}", value=entry.type, fix=fix)


@entry_rule("E102", "dialect-type", Severity.WARNING)
def dialect_type(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report an entry type that only BibLaTeX has in a bibliography for BibTeX.

    Why: BibTeX's styles print it like @misc, without institution, book title or address.
    Example: ``@thesis{...}``; ``@phdthesis{...}`` would do. Run with ``dialect = "biblatex"`` if BibLaTeX is
    used.
    Fix: unsafe: the type of BibTeX's standard styles that comes nearest.
    """
    if bibliography.is_biblatex or entry.type in bibliography.model.types or entry.type not in model_of(BIBLATEX).types:
        return
    if entry.type in ("set", "xdata"):
        return  # they are no entries of their own
    instead = bibliography.model.type_aliases.get(entry.type, "misc")
    message = f"BibTeX's styles do not know @{entry.type}; use @{instead}, or check with the biblatex dialect"
    yield Hit(message=message, value=entry.type, fix=retyped(entry, instead, {}) if instead != "misc" else None)


_MEETING = (
    r"conference|conf\.|symposium|workshop|congress|colloquium|meeting|konferenz|tagung|congrès"
    r"|congreso|конференци\w*"
)
_PROCEEDINGS = re.compile(
    rf"\bproc(?:eedings|\.)?\s+(?:of\s+)?(?:the\s+)?.*\b(?:{_MEETING})"
    rf"|\b\d+(?:st|nd|rd|th)\b.*\b(?:{_MEETING})\b|\b(?:first|second|third|fourth|fifth"
    rf"|annual)\s+.*(?:{_MEETING})\b"
    rf"|\b(?:{_MEETING})\s+(?:on|for)\b|\binternational (?:{_MEETING})|lecture notes in|^in proceedings"
    rf"|advances in neural information",
    re.IGNORECASE,
)
# Periodicals that have such words in their names.
_SERIES = re.compile(
    r"conference series|conference proceedings|symposium series|symposia|proceedings of the (?:national"
    r"|royal|ieee|acm on|vldb|"
    r"london|american|edinburgh|cambridge|combustion|prehistoric|aristotelian|institution|estonian|japan"
    r"|steklov|biological)"
    r"|procedia|lecture notes (?:series|of)|on the web|web of conferences|transactions|journal|archives"
    r"|workshop series|pmlr"
    r"|machine learning research",
    re.IGNORECASE,
)
_GATHERING = re.compile(
    rf"(?i:proc\b|proceedings|{_MEETING}|advances in|lecture notes|seminar|forum on|summit|school|track"
    rf"|poster|annual|international)"
    r"|[A-Z]{3,}|\d{2}",
)
_THESIS = re.compile(
    r"\b(?:ph\.?\s?d\.?|doctoral|master'?s?|m\.?sc\.?|bachelor'?s?|diploma)\s+(?:thesis|dissertation)"
    r"|^(?:thesis|dissertation|doktorarbeit|masterarbeit|diplomarbeit)$",
    re.IGNORECASE,
)
_PART = re.compile(r"(?!1\b)\d+\s*(?:-+|–)\s*\d+")
_ARXIV = re.compile(
    r"arxiv|corr\b|biorxiv|medrxiv|ssrn|preprint|submitted|to appear|in press|unpublished", re.IGNORECASE
)


@entry_rule("E131", "wrong-type", Severity.WARNING)
def wrong_type(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report an entry whose fields contradict its type.

    Why: a style prints the fields of the type and drops the others, so the reference is printed incomplete or
    as something else.
    Example: an @article whose journal is "Proceedings of the 9th Python in Science Conference", an
    @inproceedings whose book title is a journal with volume and number, a chapter as @misc, an @book with a
    journal.
    Fix: unsafe: the type that it looks like, and the names that its fields have there.
    """
    for looks, why, name in _contradictions(entry):
        field = entry.fields.get(name)
        if field is not None:
            message = f"@{entry.type}, but {why}; it looks like {looks}"
            fix = retyped(entry, *_INSTEAD[looks]) if looks in _INSTEAD else None
            yield Hit(message=message, field=field, value=field.value, fix=fix)
            return


_INSTEAD = {
    "an @inproceedings": ("inproceedings", {"journal": "booktitle", "journaltitle": "booktitle"}),
    "an @article": ("article", {"booktitle": "journal"}),
    "an article": ("article", {}),
    "an @inbook": ("inbook", {}),
}
"""The type of what an entry looks like, and new names of its fields."""


def _contradictions(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield (what the entry looks like, why, the field that says so)."""
    match entry.type:
        case "article":
            yield from _article(entry)
        case "inproceedings" | "conference" | "incollection":
            yield from _contribution(entry)
        case "book" | "booklet" | "collection" | "mvbook":
            yield from _book(entry)
        case "misc" | "unpublished" | "online" | "www":
            yield from _misc(entry)
        case "phdthesis" | "mastersthesis" | "thesis" if entry.has("journal", "journaltitle", "booktitle"):
            yield "an article", "it stands in a journal", "journal"
        case "techreport" | "report" if entry.has("journal") and not entry.has("institution"):
            yield "an @article", "it has a journal and no institution", "journal"
        case _:
            return


def _article(entry: Entry) -> Iterator[tuple[str, str, str]]:
    journal = entry.journal
    if journal:
        name = "journal" if "journal" in entry.fields else "journaltitle"
        if _THESIS.search(journal):
            yield "a @phdthesis or @mastersthesis", "the journal is a thesis", name
        elif _PROCEEDINGS.search(journal) and not _SERIES.search(journal):
            yield "an @inproceedings", "the journal is a conference's proceedings", name
    elif entry.has("booktitle"):
        yield "an @inproceedings or @incollection", "it has a book title and no journal", "booktitle"
    elif entry.has("school"):
        yield "a thesis", "it has a school and no journal", "school"
    elif entry.has("publisher") and entry.has("isbn"):
        yield "a @book", "it has a publisher, an ISBN and no journal", "isbn"


def _contribution(entry: Entry) -> Iterator[tuple[str, str, str]]:
    if not entry.has("booktitle"):
        if entry.has("journal", "journaltitle") and not entry.has("crossref"):
            yield "an @article", "it has a journal and no book title", "journal"
        return
    title = plain(entry.get("booktitle"))
    numbered = entry.has("volume") and entry.has("number", "issue") and not entry.has("series", "editor")
    if entry.type != "incollection" and numbered and not _GATHERING.search(title):
        why = "the book title is no meeting, and there are volume and number as of a journal"
        yield "an @article", why, "booktitle"


def _book(entry: Entry) -> Iterator[tuple[str, str, str]]:
    if entry.has("journal", "journaltitle") and (entry.has("volume", "number", "pages") or not entry.has("publisher")):
        yield "an @article", "it has a journal", "journal"
    elif entry.has("booktitle") and entry.has("title") and entry.title_key != _folded(entry, "booktitle"):
        yield "an @incollection or @inbook", "it has a book title", "booktitle"
    elif entry.type == "book" and entry.has("chapter"):
        yield "an @inbook", "it is one chapter", "chapter"
    elif entry.type == "book" and _PART.fullmatch(entry.get("pages").strip()):
        yield "an @inbook or @incollection", "its pages are a part of a book", "pages"


def _misc(entry: Entry) -> Iterator[tuple[str, str, str]]:
    journal = entry.journal
    if entry.has("booktitle") and (entry.has("pages") or entry.has("publisher", "editor")):
        yield "an @incollection or @inproceedings", "it has a book title", "booktitle"
    elif journal and entry.has("volume") and entry.has("pages", "number") and not _ARXIV.search(journal):
        yield (
            "an @article",
            "it has journal and volume",
            "journal" if "journal" in entry.fields else "journaltitle",
        )
    elif entry.has("school"):
        yield "a thesis", "it has a school", "school"


def _folded(entry: Entry, name: str) -> str:
    from refgraph.check.entry import fold

    return fold(plain(entry.get(name)))
