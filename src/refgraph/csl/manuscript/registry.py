"""The items of a document: their order, numbers and what tells them apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from refgraph.csl.elements.state import FIRST, PLAIN, Disambiguation, State
from refgraph.csl.elements.values import plain
from refgraph.csl.items.item import Item
from refgraph.csl.manuscript.disambiguation import NameLevels, Rules, disambiguate
from refgraph.csl.manuscript.sorting import sorted_by
from refgraph.csl.style import Layout, Style
from refgraph.csl.tokens import Tape


class Registry:
    """Items under one style.

    Attributes:
        style: the style.
        items: by id, in the order they were registered.
        order: ids in bibliography order.
        numbers: citation numbers from 1.
        needs: what sets each item apart.
    """

    def __init__(self, style: Style) -> None:
        """Begin without items."""
        self.style = style
        self.items: dict[str, Item] = {}
        self.order: list[str] = []
        self.numbers: dict[str, int] = {}
        self.needs: dict[str, Disambiguation] = {}
        self.levels: NameLevels | None = None
        self._edition = 0
        self.position = FIRST
        options = style.citation.options
        self.rule = options.get("givenname-disambiguation-rule", "by-cite")
        givens = options.get("disambiguate-add-givenname") == "true"
        self.rules = Rules(
            names=options.get("disambiguate-add-names") == "true",
            givens=givens and self.rule == "by-cite",
            condition=style.citation.context.uses_disambiguate,
            year_suffix=options.get("disambiguate-add-year-suffix") == "true",
        )
        self._levels_wanted = givens and self.rule != "by-cite"

    def update(self, items: Iterable[Item], position: int = FIRST) -> None:
        """Take these items instead of those before, and number, sort and disambiguate them.

        Args:
            items: in the order they are cited.
            position: the position in which citations are compared: `SUBSEQUENT` once any work is cited again.
        """
        self.items = {item.id: item for item in items}
        self.position = position
        self.numbers = {name: number for number, name in enumerate(self.items, 1)}
        self.order = self._sorted(list(self.items))
        self.numbers = {name: number for number, name in enumerate(self.order, 1)}
        self.needs = {}
        levels = self._name_levels()
        if levels is not None and not levels.same_as(self.levels):
            self._edition += 1
        self.levels = levels
        self.needs = disambiguate(self.order, self._draw, self.rules)

    def standing(self, name: str) -> tuple[Disambiguation, int, int]:
        """Return what the look of a citation depends on besides its place: equal values, equal looks."""
        return self.needs.get(name, PLAIN), self.numbers.get(name, 0), self._edition

    def _sorted(self, ids: list[str]) -> list[str]:
        layout = self.style.bibliography
        if layout is None or not layout.sort_keys:
            return ids
        return self.sort(ids, layout)

    def sort(self, ids: Sequence[str], layout: Layout) -> list[str]:
        """Return ids in the order a layout sorts them."""
        return sorted_by(ids, layout.sort_keys, lambda name: self.state(name, layout))

    def state(self, name: str, layout: Layout) -> State:
        """Return the state to render an item with."""
        state = State(self.items.get(name) or Item({"id": name}), layout.context.area)
        state.citation_number = self.numbers.get(name, 0)
        state.disambiguation = self.needs.get(name, PLAIN)
        state.name_levels = self.levels
        state.full_twins = self.rules.givens and layout.context.area == "bibliography"
        return state

    def _draw(self, name: str, given: Disambiguation) -> tuple[str, State]:
        state = self.state(name, self.style.citation)
        state.disambiguation = given
        state.position = self.position
        state.subsequent_names = state.drawing = True
        # every number differs, so that none may count
        state.citation_number = 0
        tape: Tape = self.style.citation.render(state)
        return plain(tape), state

    def _name_levels(self) -> NameLevels | None:
        if not self._levels_wanted:
            return None
        levels = NameLevels(self.rule)
        for name in self.order:
            lists = self._draw(name, PLAIN)[1].name_lists
            for number, (found, options) in enumerate(lists):
                last = (1 if number == 0 else 0) if levels.primary else len(found.names)
                for person in found.names[:last]:
                    levels.add(person, options)
        return levels
