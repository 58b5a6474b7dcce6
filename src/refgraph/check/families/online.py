"""X1xx: entries against registries; these rules only run when checking online is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from refgraph.check.bibliography import Bibliography
from refgraph.check.entry import Entry, replace_in
from refgraph.check.rule import Hit, entry_rule
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Fix, Severity

if TYPE_CHECKING:
    from refgraph.check.online.view import View
    from refgraph.model.contributor import Contributor

_SPECIAL = re.compile(r"(?<!\\)([&%$#_])")
_MAIN_YEARS = ("published-print", "issued", "published", "publication year", "posted", "published-online")


def _own(entry: Entry, *names: str) -> BibField | None:
    return next(iter(entry.own(*names)), None)


def _id_field(entry: Entry, name: str = "doi") -> BibField | None:
    places = {
        "doi": ("doi", "url", "note", "howpublished"),
        "eprint": ("eprint", "arxivid", "arxiv", "journal", "url", "note"),
        "pmid": ("pmid", "eprint", "url"),
    }
    return _own(entry, *places[name])


def _latex(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


@entry_rule("X101", "doi-not-found", Severity.ERROR, works=True)
def doi_not_found(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a DOI, an arXiv number or a PMID that no registry has.

    Why: it leads nowhere: mistyped, cut, or never registered. Only said where all registries that could have it
    answered; an outage proves nothing.
    Example: ``doi = {10.1371/notarealdoi}``.
    """
    view = bibliography.view(entry)
    for name, value, answer in view.missing() if view else ():
        what = {"doi": "the DOI", "eprint": "the arXiv number", "pmid": "the PMID"}[name]
        message = f"{what} {value} is in no registry{_on(answer.on)}"
        known = (
            [each.record.id for each in view.searched if name == "doi" and each.record.id.startswith("10.")]
            if view
            else []
        )
        if known:
            message += f"; a work of this title is {known[0]}"
        yield Hit(message=message, field=_id_field(entry, name), value=value)


@entry_rule("X102", "doi-other-work", Severity.ERROR, works=True)
def doi_other_work(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report an identifier that leads to another work.

    Why: readers and citation counts end at the wrong place. Said where title and authors both differ, or where it
    leads to the notice of a retraction instead of the work.
    Example: the DOI of the article on the next page.
    """
    view = bibliography.view(entry)
    for each in view.other_works[:1] if view else ():
        record, ids = each.record, view.dossier.ids if view else None
        name = (
            "pmid"
            if ids and each.answer.asked == ids.pmid
            else "eprint"
            if ids and each.answer.asked == ids.arxiv
            else "doi"
        )
        if record.notice_of:
            message = f"{each.answer.asked} is a notice about the work, not the work itself: {record.titles[0]!r}"
        else:
            authors = [one.agent.text for one in record.work.authors]
            by = f" by {', '.join(authors[:2])}{' and others' if len(authors) > 2 else ''}" if authors else ""
            message = f"{each.answer.asked} is {record.titles[0]!r}{by} ({each.answer.source})"
        severity = None if each.people is not None or record.notice_of else Severity.WARNING
        yield Hit(message=message, field=_id_field(entry, name), value=each.answer.asked, severity=severity)


@entry_rule("X103", "author-mismatch", Severity.ERROR, works=True)
def author_mismatch(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report authors who differ from the registry's.

    Why: a wrong, missing or invented author is the commonest fault of made-up references. Lists that registries cut,
    initials, other spellings of one name, bodies among people and mis-decoded letters are excused; where the registry
    may lack an author it is a warning.
    Example: "Smith, J." where Crossref has "Lee, Jane".
    Fix: unsafe: the registry's authors.
    """
    view = bibliography.view(entry)
    found = view.people() if view else None
    if view is None or found is None or not found[0].level:
        return
    people, known = found
    severities = {"SPELLING": Severity.INFO, "WRONG": Severity.ERROR}
    severity = severities.get(people.level.name, Severity.WARNING)
    unsure = view.is_searched or (known.record.is_preprint and not known.answer.asked.startswith("10."))
    if severity is Severity.ERROR and unsure:
        severity = Severity.WARNING
    field = _own(entry, "author", "editor")
    fixable = people.level.name in ("WRONG", "ORDER") or (
        people.level.name == "LENGTH" and "the entry lacks" in people.message
    )
    fix = _authors_fix(field, known.record.work.authors) if fixable and field and not view.is_searched else None
    yield Hit(message=people.message + _on(known.answer.on), field=field, severity=severity, fix=fix)


def _authors_fix(field: BibField, authors: Sequence[Contributor]) -> Fix | None:
    from refgraph.model.names import Name

    names = []
    for each in authors:
        agent = each.agent
        if not isinstance(agent, Name) or agent.literal or not agent.given:
            names.append("{" + agent.text + "}")
        else:
            names.append(", ".join(part for part in (agent.full_family, agent.suffix, agent.given) if part))
    text = _latex(" and ".join(names))
    is_clear = field.name.lower() == "author" and names and not re.search(r"[ÃÂ\ufffd?]", text) and "others" not in text
    return replace_in(field, text, safe=False) if is_clear else None


@entry_rule("X104", "title-mismatch", Severity.WARNING, works=True)
def title_mismatch(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a title that differs from the registry's.

    Why: the work may be another one, or its title was retyped from memory. A missing subtitle, capitals, markup,
    "RETRACTED:" before it and titles in another language are excused; a few letters are only a note.
    Example: "On the Origin of Species" where the registry has "On the Origins of Space".
    Fix: unsafe: the registry's title.
    """
    view = bibliography.view(entry)
    found = view.title() if view else None
    if view is None or found is None or not found[0] or any(each.record.notice_of for each in view.best):
        return
    level, theirs, known = found
    if level.name == "OTHER" and _is_part_of(view, entry):
        return
    minor = level.name in ("SPELLING", "PART") or (
        known.record.is_preprint and len(view.best) == 1 and entry.has("journal", "booktitle")
    )
    field = _own(entry, "title")
    is_clear = field and not theirs.isupper() and not re.search(r"[<>\ufffd?]", theirs) and not view.is_searched
    fix = replace_in(field, _latex(theirs), safe=False) if field and is_clear else None
    message = f"the title in {known.record.registry} is {theirs!r}{_on(known.answer.on)}"
    yield Hit(message=message, field=field, severity=Severity.INFO if minor else None, fix=fix)


def _is_part_of(view: View, entry: Entry) -> bool:
    from refgraph.check.online.compare import holds

    return any(holds(entry, each.record) for each in view.best)


@entry_rule("X105", "year-mismatch", Severity.WARNING, works=True)
def year_mismatch(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a year that is none of the registry's years.

    Why: works are told apart, and sorted, by their year. A work has several: printed, online, accepted, in other
    registries; any of them is right.
    Example: ``year = {2012}`` for an article that came online in 2018 and in print in 2019.
    Fix: unsafe: the registry's year.
    """
    view = bibliography.view(entry)
    known = view.years() if view else ()
    if view is None or not known:
        return
    years = sorted({year for each in known for year in each.record.years.values()})
    sources = ", ".join(dict.fromkeys(each.record.registry for each in known))
    field = _own(entry, "year", "date")
    main = {name: year for each in reversed(known) for name, year in each.record.years.items()}
    right = next((main[name] for name in _MAIN_YEARS if name in main), None)
    is_year = field is not None and re.fullmatch(r"\s*\d{4}\s*", field.value) and not view.is_searched
    fix = replace_in(field, str(right), safe=False) if field and is_year and right else None
    message = f"the year is {entry.year} here, {' or '.join(map(str, years[:4]))} in {sources}{_on(known[0].answer.on)}"
    reprint = entry.type in ("book", "mvbook", "collection") and min(years) > (entry.year or 0)
    severity = Severity.INFO if view.is_searched or reprint else None
    yield Hit(message=message, field=field, severity=severity, fix=fix)


@entry_rule("X106", "venue-mismatch", Severity.INFO, works=True)
def venue_mismatch(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a journal, book, volume, issue or first page that differs from the registry's.

    Why: readers look there. Abbreviations, a series in the place of the book and numbers of articles in the place of
    pages are excused.
    Example: ``volume = {12}`` where the registry has 21.
    Fix: unsafe: the registry's value.
    """
    from refgraph.check.online.compare import differing_everywhere, venue_fits

    view = bibliography.view(entry)
    known = [each for each in view.own if not each.record.is_preprint and not each.record.notice_of] if view else []
    if not known:
        return
    fits = [venue_fits(entry, each.record) for each in known]
    if False in fits and True not in fits:
        each = known[fits.index(False)]
        field = _own(entry, "journal", "journaltitle", "booktitle")
        fix = replace_in(field, _latex(each.record.containers[0]), safe=False) if field else None
        message = f"{each.record.registry} has it in {each.record.containers[0]!r}{_on(each.answer.on)}"
        yield Hit(message=message, field=field, fix=fix)
        return
    shared = differing_everywhere(entry, [each.record for each in known])
    for name, _, theirs in shared[:1]:
        field = _own(entry, name)
        fix = replace_in(field, re.sub(r"\s*[-–]+\s*", "--", theirs), safe=False) if field and theirs else None
        said = "; ".join(f"{what} is {mine} here, {other}" for what, mine, other in shared)
        yield Hit(message=f"{said} in {known[0].record.registry}{_on(known[0].answer.on)}", field=field, fix=fix)


@entry_rule("X111", "retracted", Severity.ERROR, works=True)
def retracted(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a work that was retracted, withdrawn or removed, wholly or in part.

    Why: what it says no longer stands. Crossref, PubMed, the Retraction Watch data and marks in titles are put
    together; a later reinstatement takes a retraction back, and a notice is no retracted work. A warning where the
    title says "RETRACTED", a note where the entry's note says so.
    Example: ``doi = {10.1016/S0140-6736(97)11096-0}``.
    """
    from refgraph.check.online.standing import said
    from refgraph.check.online.texts import says_retracted

    view = bibliography.view(entry)
    if view is None or not view.standing.retractions:
        return
    told = re.search(r"\b(?:retracted|withdrawn)\b", entry.get("note", "addendum"), re.IGNORECASE)
    severity = Severity.INFO if told else Severity.WARNING if says_retracted(entry.title) else None
    notices = view.standing.retractions
    partial = all(each.label.startswith("partial") for each in notices)
    message = f"the work was {'partly ' if partial else ''}retracted: {said(notices)}"
    yield Hit(message=message, field=_id_field(entry), severity=severity)


@entry_rule("X112", "expression-of-concern", Severity.WARNING, works=True)
def expression_of_concern(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a work about which its publisher expressed concern.

    Why: its results are in doubt; cite it knowingly. Only a note where it was retracted as well.
    Example: ``doi = {10.1371/journal.pone.0064723}``.
    """
    from refgraph.check.online.standing import said

    view = bibliography.view(entry)
    if view is not None and view.standing.concerns:
        severity = Severity.INFO if view.standing.retractions else None
        yield Hit(message=said(view.standing.concerns), field=_id_field(entry), severity=severity)


@entry_rule("X113", "corrected", Severity.INFO, works=True)
def corrected(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a work that was corrected, or reinstated after a retraction.

    Why: what is quoted may be what was corrected.
    Example: ``doi = {10.1371/journal.pone.0033693}``.
    """
    from refgraph.check.online.standing import said

    view = bibliography.view(entry)
    if view is None:
        return
    notices = (*view.standing.corrections, *((view.standing.reinstated,) if view.standing.reinstated else ()))
    if notices:
        yield Hit(message=said(notices), field=_id_field(entry))


@entry_rule("X121", "preprint-published", Severity.INFO, works=True)
def preprint_published(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a preprint that has been published since.

    Why: the published version is reviewed, and may differ.
    Example: ``eprint = {2202.12139}``, which arXiv knows as 10.1109/icstw55395.2022.00035.
    Fix: unsafe: the DOI of the published version.
    """
    from refgraph.check.online.compare import is_preprint_entry

    view = bibliography.view(entry)
    for each in view.own if view else ():
        doi, asked = each.record.published_as, view.dossier.ids.doi if view else ""
        if not doi or doi == asked or (asked and asked != each.record.id.lower() and not asked.startswith("10.48550/")):
            continue
        if is_preprint_entry(entry) or (asked and asked == each.record.id.lower()):
            field = _own(entry, "doi")
            fix = replace_in(field, doi, safe=False) if field else None
            message = f"this preprint was published as {doi} ({each.answer.source})"
            yield Hit(message=message, field=field or _id_field(entry, "eprint"), fix=fix)
            return


@entry_rule("X131", "dead-link", Severity.WARNING, works=True)
def dead_link(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a web address that answers "not found" or "gone", or whose host is no more.

    Why: readers cannot follow it; an archived copy may exist. Hosts that refuse programs, time-outs and faults of
    servers prove nothing.
    Example: ``url = {https://example.org/gone}``.
    """
    view = bibliography.view(entry)
    dead = [each for each in view.dossier.links if each.is_dead] if view else []
    if dead:
        host = dead[0].url.split("://")[1][:12]
        field = next((each for each in entry.own("url", "howpublished") if host in each.value), None)
        message = "; ".join(f"{each.url} is dead: {each.reason}{_on(each.on)}" for each in dead)
        yield Hit(message=message, field=field, value=dead[0].url)


@entry_rule("X141", "not-found", Severity.WARNING, works=True)
def not_found(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a work that no index knows, where there is no identifier that leads to it.

    Why: title, authors or year may be wrong. It proves no more: indexes lack much, above all books, reports, theses
    and works in other languages than English; those are only a note.
    Example: an article whose title neither Crossref nor OpenAlex has.
    """
    from refgraph.check.online.lookup import is_certainly_indexed

    view = bibliography.view(entry)
    if view is not None and view.is_found_nowhere:
        asked = "; ".join(dict.fromkeys(each.source for each in view.dossier.searches))
        message = f"no index that was asked knows this work ({asked}); check title, authors and year"
        severity = None if is_certainly_indexed(entry) else Severity.INFO
        yield Hit(message=message, field=_own(entry, "title"), severity=severity)


@entry_rule("X190", "unchecked", Severity.INFO, works=True)
def unchecked(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report what could not be checked online.

    Why: silence would look like a good result. It proves nothing against the entry: a registry was not reached,
    refused, or gave an answer that cannot be read.
    Example: Crossref answered 503 three times.
    """
    view = bibliography.view(entry)
    reasons = view.unchecked() if view else []
    if reasons:
        more = f" and {len(reasons) - 3} more" if len(reasons) > 3 else ""
        yield Hit(message=f"not checked: {'; '.join(reasons[:3])}{more}")


def _on(day: object) -> str:
    return f" ({day})" if day else ""
