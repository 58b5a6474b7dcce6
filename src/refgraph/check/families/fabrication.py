"""H00x: signs, visible without a network, that a reference was made up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from refgraph.check.bibliography import Bibliography
from refgraph.check.data import load, word_set
from refgraph.check.entry import Entry, fold, plain, span_in
from refgraph.check.names import split_names
from refgraph.check.rule import Hit, entry_rule, field_rule
from refgraph.check.written_ids import DOI, MAY_NAME_ARXIV, arxiv_date, arxiv_numbers, clean_doi, is_arxiv
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Severity


@field_rule(
    "H001",
    "placeholder-name",
    Severity.WARNING,
    "author",
    "editor",
    "title",
    "journal",
    "booktitle",
    "publisher",
    works=True,
)
def placeholder_name(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report persons and titles that are examples.

    Why: templates and text generators leave them behind.
    Example: "John Doe", "Author, A.", "Firstname Lastname", "Title of paper", "Journal Name", "Lorem ipsum".
    """
    if field.name.lower() in ("author", "editor"):
        if _suspects().isdisjoint(field.value.lower().replace(",", " ").split()):
            return  # nearly every list of names
        for name in split_names(field.value):
            text = f"{fold(plain(name.given))} {fold(plain(name.family))}".strip()
            whole = fold(plain(name.text))
            if text in _people() or whole in _people() or _is_counted(name.family, name.given):
                yield Hit(
                    message=f"{plain(name.text)!r} is the name of nobody",
                    span=span_in(field, name.span),
                    value=name.text,
                )
                return
    else:
        text = plain(field.value).lower().strip(" .")
        if len(text) < 60 and _PLACEHOLDER_TITLE.fullmatch(text):
            yield Hit(message=f"{field.name} {plain(field.value)!r} is an example's", span=span_in(field))


_PLACEHOLDER_TITLE = re.compile(
    r"(?:the |your |paper |article |book |journal |conference |my |some |a |an |example |sample |full )*"
    r"(?:title|name|paper|article|journal|publisher|conference|book)"
    r"(?:\s(?:of|for) (?:the |your |my |this )?(?:paper|article|book|work|journal|conference|publication"
    r"|study))?(?: (?:name|title|here|\d|[a-z]))*"
    r"|lorem ipsum.*|example (?:title|paper|journal|conference|article)|journal of examples?"
    r"|publisher name|proceedings of (?:the )?conference name"
    r"|some (?:journal|conference|publisher)|test (?:title|paper|article|entry)"
)


@cache
def _people() -> frozenset[str]:
    people: list[str] = load("placeholders")["people"]
    return frozenset([*people, *(each.replace(" ", "") for each in people)])


@cache
def _suspects() -> frozenset[str]:
    """Return the words without which no name is an example's."""
    return word_set("placeholders", "roles") | {word for name in _people() for word in (name, name.split()[-1])}


def _is_counted(family: str, given: str) -> bool:
    """Return True for "Author, A.", "First Author", "Author 1", "Lastname, Firstname"."""
    words = {word for word in re.findall(r"[a-z]+", plain(f"{given} {family}").lower()) if len(word) > 1}
    return bool(words & word_set("placeholders", "roles")) and words <= (
        word_set("placeholders", "roles") | word_set("placeholders", "ordinals")
    )


_ACRONYM = re.compile(
    r"(?i:(?:in )?proc(?:eedings|\.)? (?:of )?(?:the )?)?([A-Z][A-Za-z]*[A-Z][A-Za-z]*)[ ']*(?:\d{2,4})?"
)


def _conference_clash(entry: Entry, field: BibField, doi: str) -> Iterator[Hit]:
    """Report a DOI that names another conference than the entry, where that is a bare acronym."""
    venue = _ACRONYM.fullmatch(plain(entry.get("booktitle", "journal", "journaltitle")).strip(" ."))
    if venue is None:
        return
    for row in load("doi_prefixes")["conference"]:
        found = re.match(row["pattern"], doi)
        if found:
            named, said = found[1].removesuffix("w"), venue[1].lower().removesuffix("w")
            if named not in said and said not in named:
                message = f"the DOI {doi} is one of {found[1].upper()}, not of {venue[1]}"
                yield Hit(message=message, span=span_in(field))
            return


@entry_rule("H002", "impossible-id", Severity.WARNING, *MAY_NAME_ARXIV, works=True)
def impossible_id(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report an identifier that cannot exist yet, or several that cannot be right.

    Why: numbers that were made up often lie in the future.
    Example: an arXiv number of a month to come, ``doi = {10.1000/j.abc.1234567}``.
    """
    today = (bibliography.today.year, bibliography.today.month)
    broken = []
    for field, number in arxiv_numbers(entry):
        date = arxiv_date(number)
        if not is_arxiv(number):
            broken.append(field)
        elif date is not None and date > today:
            message = f"the arXiv number {number} is of {date[0]}-{date[1]:02}, which is still to come"
            yield Hit(message=message, field=field, span=span_in(field, number), value=number)
            return
    for field in entry.own("doi"):
        doi = clean_doi(field.value)
        if _MADE_UP.search(doi):
            yield Hit(message=f"the DOI {doi} is made of counted digits or filler", field=field, value=doi)
        elif broken and not DOI.fullmatch(doi):
            yield Hit(message="neither the arXiv number nor the DOI can exist", field=broken[0])


_MADE_UP = re.compile(r"/.*(?:1234567|7654321|(?<![a-z])x{4,}(?![a-z]))", re.IGNORECASE)


@field_rule("H003", "doi-venue-clash", Severity.WARNING, "doi", works=True)
def doi_venue_clash(entry: Entry, field: BibField, _: Bibliography) -> Iterator[Hit]:
    """Report a DOI whose prefix, journal code or conference is not that of the venue named.

    Why: a made-up reference often has the DOI of another work. Only journals that have used the same prefixes
    all along count, and conferences that are named by their acronyms on both sides.
    Example: ``journal = {Nature}, doi = {10.1016/j.cell.2023.01.001}``; ``booktitle = {ICML}, doi =
    {10.1609/aaai.v35i13.17385}``.
    """
    doi, journal = clean_doi(field.value).lower(), entry.journal
    if not doi.startswith("10."):
        return
    yield from _conference_clash(entry, field, doi)
    if not journal:
        return
    row = _journal_row(journal)
    if row is None:
        return
    prefix = doi.partition("/")[0]
    # Archives register the DOIs of what they digitise: JSTOR 10.2307, Zenodo 10.5281, PubMed Central ...
    if prefix not in row["prefixes"] and prefix not in load("doi_prefixes")["archives"]:
        right = " or ".join(row["prefixes"])
        message = f"the DOI {doi} is not one of {journal!r}, whose DOIs begin with {right}"
        yield Hit(message=message, span=span_in(field))
    elif (
        "code" in row
        and prefix == row["prefixes"][0]
        and (code := re.match(row["code"], doi))
        and code[1] not in row["codes"]
    ):
        yield Hit(message=f"the DOI {doi} names another journal ({code[1]}) than {journal!r}", span=span_in(field))


@lru_cache(maxsize=4096)
def _journal_row(journal: str) -> Mapping[str, Any] | None:
    """Return the row of the table of prefixes that a journal is in, or None."""
    name = re.sub(r"^the ", "", journal.lower().replace("&", "and")).strip(" .")
    rows: list[dict[str, Any]] = load("doi_prefixes")["journal"]
    return next((row for row in rows if any(re.fullmatch(pattern, name) for pattern in row["names"])), None)
