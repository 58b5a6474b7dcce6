"""A manuscript with a printed list: its items, its call-outs and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from refgraph.check.manuscripts import Manuscript
from refgraph.check.printed.items import PrintedItem, read_items
from refgraph.check.printed.links import Link, link
from refgraph.documents.callouts.printed import Number, find_author_years, find_numbers


@dataclass(frozen=True, kw_only=True)
class PrintedText:
    """What is printed in one manuscript.

    Attributes:
        items: of its reference lists, in order.
        links: its call-outs by name and year with the items they mean, in order.
        numbers: its call-outs by number, in order.
        is_keyed: True if works are cited by keys as well.
    """

    items: tuple[PrintedItem, ...] = ()
    links: tuple[Link, ...] = ()
    numbers: tuple[Number, ...] = ()
    is_keyed: bool = False

    @property
    def is_numbered(self) -> bool:
        """Return True if the items are called out by their numbers."""
        if not self.numbers or not self.items:
            return False
        labelled = sum(item.reference.label is not None for item in self.items)
        named = sum(bool(each.items) for each in self.links)
        return labelled * 2 > len(self.items) or len(self.numbers) > named

    @property
    def is_named(self) -> bool:
        """Return True if the items are called out by names and years."""
        return bool(self.items) and any(each.items for each in self.links) and not self.is_numbered

    @cached_property
    def called(self) -> frozenset[int]:
        """Return the numbers of the items that are called out, however badly."""
        by_name = {item.number for each in self.links for item in each.items}
        return frozenset(by_name | {each.number for each in self.numbers})


def printed_text(manuscript: Manuscript) -> PrintedText:
    """Read what is printed in a manuscript; nothing where it has no reference list."""
    if not manuscript.references:
        return PrintedText()
    prose = _without_lists(manuscript)
    named, numbers = find_author_years(prose), find_numbers(prose)
    if not named and not numbers:
        return PrintedText()
    items = read_items(manuscript.references)
    return PrintedText(
        items=items,
        links=tuple(link(each, items) for each in named),
        numbers=tuple(numbers),
        is_keyed=bool(manuscript.cited),
    )


def _without_lists(manuscript: Manuscript) -> str:
    """Return the running text with the items of the lists, their labels included, turned to spaces."""
    prose, pieces, cursor = manuscript.prose, [], 0
    for each in sorted(manuscript.references, key=lambda reference: reference.start):
        start = max(cursor, prose.rfind("\n", 0, each.start) + 1)
        pieces += [prose[cursor:start], " " * (each.end - start)]
        cursor = max(cursor, each.end)
    return "".join([*pieces, prose[cursor:]])
