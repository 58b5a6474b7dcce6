"""The lists of references that entries were made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from refgraph.check.entry import Entry
from refgraph.check.manuscripts import Manuscript
from refgraph.check.raw.pairs import RawPair, pair_up

if TYPE_CHECKING:
    from refgraph.model.reference import Reference
    from refgraph.parse import Parsed

_SHARE = 0.5
"""Share of a list's references that have an entry, where the entries were made from it."""
_WHOLE = 0.9
"""Share of a text that its references are, where it is nothing but a list."""


@dataclass(frozen=True)
class RawSource:
    """A list of references, and the entries that were made from it.

    Attributes:
        file: where the list stands.
        pairs: references with their entries, in the order of the list.
        without_entry: references that no entry was made from.
        without_reference: entries that were made from none of them; not known for a text that is more than a list,
            since the text itself may have an entry.
    """

    file: str
    pairs: tuple[RawPair, ...]
    without_entry: tuple[Reference, ...]
    without_reference: tuple[Entry, ...]

    @cached_property
    def parsed(self) -> tuple[tuple[RawPair, Parsed], ...]:
        """Return the pairs with what the parser reads in their references."""
        from refgraph.parse import parse

        return tuple(zip(self.pairs, parse([pair.reference for pair in self.pairs]), strict=True))


def raw_sources(manuscripts: Sequence[Manuscript], entries: Sequence[Entry]) -> Iterator[RawSource]:
    """Yield the texts without cite keys whose references mostly have entries."""
    for manuscript in manuscripts:
        if not manuscript.references or manuscript.cited or manuscript.items or not entries:
            continue
        pairs = pair_up(manuscript.references, entries)
        if len(pairs) < len(manuscript.references) * _SHARE:
            continue
        found = {id(pair.reference) for pair in pairs}
        used = {id(pair.entry) for pair in pairs}
        yield RawSource(
            manuscript.file,
            tuple(pairs),
            tuple(each for each in manuscript.references if id(each) not in found),
            tuple(each for each in entries if id(each) not in used) if _is_list(manuscript) else (),
        )


def _is_list(manuscript: Manuscript) -> bool:
    """Return True if a text is nothing but a list, perhaps with a heading."""
    listed = sum(each.end - each.start for each in manuscript.references)
    return listed >= _WHOLE * len(" ".join(manuscript.text.split()))
