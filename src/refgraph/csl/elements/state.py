"""What changes while one citation or entry is rendered."""

from __future__ import annotations

from typing import Any, NamedTuple

from refgraph.csl.items.item import Item

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = range(4)


class Disambiguation(NamedTuple):
    """What sets an item's citations apart from those of others.

    Attributes:
        names: for each names variable in order of rendering, how many names are shown at least (0: as the style says).
        givens: for each of them, the level of every name: 0 as the style says, 1 initials, 2 in full.
        condition: how many of the tests for `disambiguate="true"` hold, counted in order of rendering.
        year_suffix: number of the suffix from 0, or -1 for none.
    """

    names: tuple[int, ...] = ()
    givens: tuple[tuple[int, ...], ...] = ()
    condition: int = 0
    year_suffix: int = -1


PLAIN = Disambiguation()


class State:
    """The item at hand and what has been rendered of it so far.

    Renderers read all and write only the fields below the line.
    """

    __slots__ = (
        "area",
        "author_substitute",
        "called",
        "capitalize_term",
        "citation_number",
        "disambiguation",
        "drawing",
        "first_note",
        "full_twins",
        "item",
        "keeps_terms",
        "label",
        "locator",
        "name_levels",
        "name_lists",
        "nameset",
        "near_note",
        "position",
        "previous_names",
        "primary_names",
        "primary_tape",
        "rendered",
        "rendered_year",
        "sort_names",
        "sorting",
        "subsequent_names",
        "substitute_names",
        "substituted",
        "suppress_names",
        "suppress_year",
        "suppressed",
        "tests",
        "year_suffix_used",
    )

    def __init__(self, item: Item, area: str) -> None:
        """Begin with nothing rendered.

        Args:
            item: the item.
            area: "citation" or "bibliography".
        """
        self.item = item
        self.area = area
        self.sorting = False
        self.sort_names: tuple[int | None, int | None, bool | None] | None = None
        self.position: int | None = FIRST if area == "citation" else None
        self.near_note = False
        self.first_note = 0
        self.locator = ""
        self.label = ""
        self.citation_number = 0
        self.disambiguation = PLAIN
        self.name_levels: Any = None
        self.subsequent_names = False
        self.capitalize_term = False
        self.drawing = False
        self.full_twins = False
        self.author_substitute: Any = None
        self.previous_names: Any = None
        self.suppress_names = False
        self.keeps_terms = False
        self.suppress_year = ""
        self.reset()

    def reset(self) -> None:
        """Forget what has been rendered, so that the same citation can be rendered anew."""
        self.called = False
        self.rendered = False
        self.nameset = 0
        self.primary_names: Any = None
        self.primary_tape: Any = None
        self.suppressed: set[str] | None = None
        self.substituted: set[str] | None = None
        self.substitute_names: Any = None
        self.year_suffix_used = False
        self.tests = 0
        self.rendered_year = ""
        self.name_lists: list[Any] = []
