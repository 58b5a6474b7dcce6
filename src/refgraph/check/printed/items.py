"""The items of a printed list as call-outs see them: who, when, which number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from refgraph.model.contributor import Contributor
from refgraph.model.names import Organization
from refgraph.model.reference import Reference
from refgraph.model.work import Work
from refgraph.text.normal import fold

_YEAR = re.compile(r"(?<![\d/.-])((?:1[4-9]|20)\d\d)([a-h](?![A-Za-z]))?(?!\d)")
_UNDATED = re.compile(
    r"\b(?:n\.\s?d\.|s\.\s?d\.|s\.\s?f\.|in press|forthcoming|accepted|submitted|no prelo|en prensa|im Druck|"
    r"sous presse)|б\.\s?г\.|в печати",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_DASHES = re.compile(r"\s*(?:[_—–―-]{2,}|[—―])")


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """One item of a printed list.

    Attributes:
        reference: the item and its place.
        number: its number, printed or counted, from 1.
        families: family names of its authors or editors, or names of bodies, folded; in order.
        persons: how many authors are printed, bodies left out; 0 where that is not known.
        is_open: True if its list of authors ends in "et al.".
        years: the years in it with their letters ("2015", "2015a"), that of publication first.
        words: all its words, folded, before the year of publication.
    """

    reference: Reference
    number: int
    families: tuple[str, ...]
    persons: int
    is_open: bool
    years: tuple[str, ...]
    words: str

    @property
    def shown(self) -> str:
        """Return the beginning of the item, for messages."""
        raw = self.reference.raw
        return raw if len(raw) <= 80 else raw[:79].rstrip() + "…"


def read_items(references: Sequence[Reference]) -> tuple[PrintedItem, ...]:
    """Return the items of a list; their authors are parsed."""
    from refgraph.parse import parse

    items: list[PrintedItem] = []
    for place, parsed in enumerate(parse(references), 1):
        label = _NUMBER.search(parsed.reference.label or "")
        items.append(_item(parsed.reference, parsed.work, int(label[0]) if label else place, items))
    return tuple(items)


def _item(reference: Reference, work: Work, number: int, before: Sequence[PrintedItem]) -> PrintedItem:
    raw = reference.raw
    people = work.authors or work.editors or work.contributors
    families = tuple(family for each in people if (family := _family(each)))
    if not families and before and _DASHES.match(raw):
        families = before[-1].families  # "———. 2016."
    found = [(each.start(), each[1] + (each[2] or "")) for each in _YEAR.finditer(raw)]
    published = str(work.year) if work.year else ""
    first = next((place for place in found if place[1][:4] == published), found[0] if found else None)
    years = [year for _, year in ([first] if first else []) + found]
    undated = _UNDATED.search(raw)
    if undated:
        years.append(fold(undated[0]))
    return PrintedItem(
        reference=reference,
        number=number,
        families=families,
        persons=0 if any(isinstance(each.agent, Organization) for each in people) else len(people),
        is_open=bool(work.truncated),
        years=tuple(dict.fromkeys(years)),
        words=fold(raw[: first[0]] if first and first[0] > 2 else raw),
    )


def _family(contributor: Contributor) -> str:
    return fold(contributor.agent.full_family)
