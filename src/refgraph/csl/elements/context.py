"""What a style's elements share while they are compiled."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from refgraph.csl.elements.frames import Renderer
from refgraph.csl.elements.state import State
from refgraph.csl.items.item import Item
from refgraph.csl.styles.element import Element
from refgraph.csl.terms import Locale
from refgraph.csl.tokens import Tape
from refgraph.csl.words.page_ranges import format_page_range


class Context:
    """The surroundings of an element: locale, macros and inherited attributes.

    Attributes:
        locale: terms and date formats.
        quotes: quotation marks of the language.
        area: "citation" or "bibliography".
        inherited: name attributes of `style` and of `citation` or `bibliography`.
        demote: demote-non-dropping-particle: "never", "sort-only" or "display-and-sort".
        initialize_hyphen: whether initials keep the hyphen of compound given names.
        in_text: whether the style's class is "in-text".
        uses_year_suffix: whether the style says itself where the year suffix goes.
        uses_disambiguate: whether the style tests `disambiguate`.
    """

    def __init__(
        self,
        style: Element,
        locale: Locale,
        area: str,
        compilers: tuple[Callable[[Element, Context], Renderer], Callable[[Element, Context], Renderer]],
    ) -> None:
        """Read what the root of the style says."""
        attributes = style.attributes
        self.locale = locale
        self.quotes = locale.quote_style
        self.area = area
        self.demote = attributes.get("demote-non-dropping-particle", "display-and-sort")
        self.initialize_hyphen = attributes.get("initialize-with-hyphen") != "false"
        self.page_range_format = attributes.get("page-range-format")
        self.in_text = attributes.get("class") != "note"
        self.uses_year_suffix = False
        self.uses_disambiguate = False
        own = next((child for child in style.children if child.tag == area), None)
        self.inherited: Mapping[str, str] = {**attributes, **(own.attributes if own else {})}
        self.range_delimiter = locale.term("page-range-delimiter") or "–"
        self._compile_children, self._compile_element = compilers
        self._macros = {child.attributes.get("name", ""): child for child in style.children if child.tag == "macro"}
        self._compiled: dict[str, Renderer] = {}
        self._pages: dict[str, str] = {}

    def macro(self, element: Element) -> Renderer:
        """Return the renderer of the macro that an element names; it is compiled at first use."""
        name = element.attributes["macro"]
        found = self._compiled.get(name)
        if found is None:
            body = self._macros.get(name)
            if body is None:
                found = _nothing
            else:
                self._compiled[name] = _nothing
                found = self._compile_children(body, self)
            self._compiled[name] = found
        return found

    def compile(self, element: Element) -> Renderer:
        """Return the renderer of an element inside another one."""
        return self._compile_element(element, self)

    def page_range(self, pages: str) -> str:
        """Return page numbers in the style's page-range-format."""
        found = self._pages.get(pages)
        if found is None:
            found = self._pages[pages] = format_page_range(pages, self.page_range_format, self.range_delimiter)
        return found

    def language_of(self, item: Item) -> str:
        """Return the language of an item's own text: its own tag, else the style's."""
        return item.language or self.locale.language

    def cache_key(self, *parts: object) -> tuple[object, ...]:
        """Return a key for what an item's variable looks like under this style."""
        return (id(self), *parts)


def _nothing(_state: State, _tape: Tape) -> bool:
    return False
