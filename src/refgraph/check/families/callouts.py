"""M901 to M905 and M909: printed call-outs by name and year against the printed list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from refgraph.check.bibliography import Bibliography
from refgraph.check.manuscripts import Manuscript
from refgraph.check.printed import LinkKind
from refgraph.check.rule import Hit, manuscript_rule
from refgraph.model.finding import Severity

if TYPE_CHECKING:
    from refgraph.check.printed import Link, PrintedItem

_NO_NAMES = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|"
    r"october|november|december|spring|summer|autumn|fall|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|enero|febrero|marzo|mayo|"
    r"junio|julio|septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|"
    r"novembre|décembre|januar|februar|märz|juni|juli|oktober|dezember|январ[ья]|феврал[ья]|март|апрел[ья]|май|июн[ья]|"
    r"июл[ья]|август|сентябр[ья]|октябр[ья]|ноябр[ья]|декабр[ья]|fig|figure|table|tab|eq|equation|section|chapter|appendix|"
    r"act|law|lei|ley|decree|decreto|resolution|directive|regulation|version|since|until|in|from|to|by|as|at|on|of|during|"
    r"before|after|around|about|year|years|founded|born|died|copyright|vol|volume|no|issue|edition|census|censo|olympics|"
    r"games|world cup|phase|wave|stage|model|series|cohort|season|fiscal year|fy|q[1-4]|covid)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z0-9][A-Z0-9./-]{0,6}$")
_ARTICLE = re.compile(r"(?:do|da|dos|das|del|de|of|the|la|le|el|na|no)\s", re.IGNORECASE)


def _links(manuscript: Manuscript, bibliography: Bibliography, *kinds: LinkKind) -> Iterator[Link]:
    printed = bibliography.printed(manuscript)
    if printed.is_named:
        yield from (each for each in printed.links if each.kind in kinds)


def _hit(link: Link, message: str, severity: Severity | None = None) -> Hit:
    callout = link.callout
    span = (callout.start, callout.end)
    return Hit(message=message, span=span, value=callout.shown, severity=severity)


@manuscript_rule("M901", "callout-unmatched", Severity.ERROR)
def callout_unmatched(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a call-out by name and year that no item of the printed list fits.

    Why: a reader cannot find the work. It is a note where the words may be something else that has a year.
    Example: "Brown (2019)" where the list has no Brown.
    """
    for each in _links(manuscript, bibliography, LinkKind.NONE):
        if not each.callout.sure or _NO_NAMES.match(each.callout.names[0]):
            continue
        severity = Severity.INFO if _is_doubtful(each) else None
        yield _hit(each, f"no item of the list fits {each.callout.shown!r}", severity)


def _is_doubtful(link: Link) -> bool:
    """Return True for one word with a year in brackets that may be a census, a model or an acronym."""
    (first, *others), et_al = link.callout.names, link.callout.et_al
    return not others and not et_al and bool(_ACRONYM.match(first) or _ARTICLE.match(first))


@manuscript_rule("M902", "item-uncalled", Severity.WARNING)
def item_uncalled(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:
    """Report an item of a printed list of authors and years that the text never calls out.

    Why: it is a leftover, or its call-out was forgotten.
    Example: the list has "Lehman, F. (2018)", the text nowhere.
    """
    printed = bibliography.printed(manuscript)
    if not printed.is_named or printed.is_keyed:
        return
    for item in printed.items:
        if item.number not in printed.called:
            span = (item.reference.start, item.reference.end)
            yield Hit(message=f"the text never calls out {item.shown!r}", span=span, value=item.shown)


@manuscript_rule("M903", "callout-year", Severity.ERROR)
def callout_year(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a call-out whose names fit an item of the list and whose year does not.

    Why: one of the two years is wrong, or the work is missing from the list.
    Example: "Fiore & Noll (2012)" where the list has Fiore and Noll 2011.
    """
    for each in _links(manuscript, bibliography, LinkKind.YEAR):
        years = [item.years[0] if item.years else "no year" for item in each.items[:3]]
        severity = None if each.callout.sure and all(item.years for item in each.items) else Severity.WARNING
        yield _hit(each, f"{each.callout.shown!r}: the list has {' and '.join(dict.fromkeys(years))}", severity)


@manuscript_rule("M904", "callout-name", Severity.WARNING)
def callout_name(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a call-out whose year fits an item of the list and whose name differs from it by a slip.

    Why: one of the two spellings is wrong.
    Example: "Mazola and Andreatta (2006)" where the list has Mazzola.
    """
    for each in _links(manuscript, bibliography, LinkKind.NAME):
        yield _hit(each, f"{each.callout.shown!r}: did you mean {each.items[0].shown!r}?")


@manuscript_rule("M905", "callout-ambiguous", Severity.WARNING)
def callout_ambiguous(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a call-out that fits several items of the list.

    Why: a reader cannot tell which is meant; styles add a letter to the year (2010a, 2010b).
    Example: "Noll (2005)" where the list has two works of Noll 2005.
    """
    for each in _links(manuscript, bibliography, LinkKind.SEVERAL):
        if _is_ambiguous(each):
            meant = " or ".join(repr(item.shown) for item in each.items[:3])
            yield _hit(each, f"{each.callout.shown!r} fits {meant}: add a letter to the year")


def _is_ambiguous(link: Link) -> bool:
    """Return True if the items have the same authors and the same year of publication."""
    first = link.items[0]
    alike = [item for item in link.items if item.years[:1] == first.years[:1] or link.callout.year[4:] == ""]
    return len(alike) > 1 and len({item.families[:1] for item in alike}) == 1


@manuscript_rule("M909", "et-al-misused", Severity.INFO)
def et_al_misused(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:
    """Report "et al." for a work of one or two authors, and authors that are left out without it.

    Why: styles shorten from three authors on; a call-out of two names for a work of three points to another work. Where
    the text shortens other works of as many authors, all names from the second call-out on are reported, too.
    Example: "Popoff and Andreatta (2015)" for a work of three authors.
    """
    links = list(_links(manuscript, bibliography, LinkKind.ITEM))
    shortened = min((_count(each) for each in links if each.callout.et_al and _count(each) > 2), default=0)
    seen: set[int] = set()
    for each in links:
        item = each.items[0]
        message = _misuse(each, item, shortens=bool(shortened) and _count(each) >= shortened and item.number in seen)
        seen.add(item.number)
        if message:
            yield _hit(each, f"{each.callout.shown!r}: {message}")


def _count(link: Link) -> int:
    return link.items[0].persons


def _misuse(link: Link, item: PrintedItem, *, shortens: bool) -> str:
    named, count = len(link.names), item.persons
    if not named or not count or item.is_open:
        return ""
    if link.callout.et_al:
        return f"the work has only {count} author{'s'[: count > 1]}" if count <= max(2, named) else ""
    if named < count and named <= 2:
        return f"the work has {count} authors: {'name both' if count == 2 else 'write et al.'}"
    return f"the text shortens other works of {count} authors with et al." if shortens and named > 2 else ""
