"""A compiled style: its layouts, sort keys and options, in one language."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache, partial

from refgraph.csl.elements.compiler import compile_children, compile_element
from refgraph.csl.elements.context import Context
from refgraph.csl.elements.frames import Frame, affix, marks
from refgraph.csl.elements.state import State
from refgraph.csl.elements.values import is_begun
from refgraph.csl.items.item import Item
from refgraph.csl.manuscript.sorting import SortKey, sort_keys
from refgraph.csl.styles import StyleSource, load_locale, load_style, locale_chain
from refgraph.csl.styles.element import Element
from refgraph.csl.terms import Locale, merge_locales
from refgraph.csl.tokens import Tape

_KEPT = 32
_COMPILED: dict[tuple[str, str | None, str | None], Style] = {}
_EMPTY = Element("layout", {}, (), "", 0)


class Layout:
    """What `citation` or `bibliography` says.

    Attributes:
        options: their attributes.
        context: surroundings of their elements.
        delimiter: text between citations.
        frame: what stands around the whole cluster or entry; `prefix`, `suffix` and `marks` are its pieces.
        sort_keys: empty where nothing is sorted.
    """

    def __init__(self, area: Element, context: Context) -> None:
        """Compile the layout and its sort keys."""
        layouts = [child for child in area.children if child.tag == "layout"]
        layout = next(
            (child for child in layouts if "locale" not in child.attributes), layouts[0] if layouts else _EMPTY
        )
        self.options: Mapping[str, str] = area.attributes
        self.context = context
        self.delimiter = affix(layout.attributes.get("delimiter", ""))
        self.delimiter_text = layout.attributes.get("delimiter", "")
        self.frame = Frame(layout, inside=True)
        self.prefix = affix(layout.attributes.get("prefix", ""))
        self.suffix = affix(layout.attributes.get("suffix", ""))
        self.marks = marks(layout)
        self._render = compile_children(layout, context)
        self._fields = [context.compile(child) for child in layout.children]
        self.sort_keys: list[SortKey] = sort_keys(area, context)
        self._others: dict[str, Callable[[], Layout]] = {}

    def add(self, language: str, make: Callable[[], Layout]) -> None:
        """Render works of a language as another layout says, which is made when a work needs it."""
        self._others[language.partition("-")[0].lower()] = cache(make)

    def _of(self, item: Item) -> Layout:
        other = self._others.get(item_language(item)) if self._others else None
        return other() if other else self

    def locale_of(self, item: Item) -> Locale:
        """Return the language in which an item is rendered."""
        return self._of(item).context.locale

    def render(self, state: State) -> Tape:
        """Return one citation or entry without what stands around it."""
        tape: Tape = []
        self._of(state.item)._render(state, tape)  # noqa: SLF001 - a layout of the same style
        return tape

    def render_fields(self, state: State) -> list[Tape]:
        """Return an entry as the outputs of the layout's direct children, those without output left out."""
        fields = []
        for child in self._of(state.item)._fields:
            tape: Tape = []
            if child(state, tape):
                fields.append(tape)
                state.capitalize_term = state.capitalize_term and not is_begun(tape)
        return fields


class Style:
    """A style in a language, ready to render.

    Attributes:
        source: where it comes from.
        locale: its language.
        citation, bibliography: its two layouts; a style may lack the second.
        is_note: whether its class is "note".
        is_numeric: whether citations show citation numbers.
    """

    def __init__(self, source: StyleSource, language: str | None = None) -> None:
        """Compile a style.

        Args:
            source: the style.
            language: overrides the style's default-locale; "en-US" where neither says anything.
        """
        root = _top_level_display(source.element)
        self.source = source
        chosen = language or source.default_locale or "en-US"
        self.locale = style_locale(root, chosen)
        self.is_note = root.attributes.get("class") == "note"
        areas = {child.tag: child for child in root.children}
        self._names_suffix = _calls(root, "year-suffix")
        self.is_numeric = _calls(areas.get("citation"), "citation-number")
        # every area compiles its own macros, since name options are inherited from the area
        self.citation = self._layout(root, areas.get("citation", Element("citation", {}, (), "", 0)), "citation")
        self.bibliography = (
            self._layout(root, areas["bibliography"], "bibliography") if "bibliography" in areas else None
        )

    def _layout(self, root: Element, area: Element, name: str) -> Layout:
        context = Context(root, self.locale, name, (compile_children, compile_element))
        context.uses_year_suffix = self._names_suffix
        made = Layout(area, context)
        for child in area.children:
            if child.tag == "layout":
                for language in child.attributes.get("locale", "").split():
                    made.add(language, partial(self._in_language, root, area, child, language))
        return made

    def _in_language(self, root: Element, area: Element, layout: Element, language: str) -> Layout:
        context = Context(root, style_locale(root, language), area.tag, (compile_children, compile_element))
        context.uses_year_suffix = self._names_suffix
        return Layout(area._replace(children=(layout,)), context)


def item_language(item: Item) -> str:
    """Return the main language of an item, guessed from the letters of its title where it names none."""
    if item.language:
        return item.language.replace("_", "-").partition("-")[0].lower()
    title = item.texts.get("title", "") + item.texts.get("container-title", "")
    if not title or any("\u0400" <= letter <= "\u04ff" for letter in title):
        return ""
    return "en" if any("a" <= letter <= "z" for letter in title.lower()) else ""


def _top_level_display(root: Element) -> Element:
    """Return a style without `display` where it says nothing: it belongs to the children of a layout.

    CSL 1.0.2, "Display": all of an entry is under the control of a display attribute, or nothing.
    """
    if not _has_display(root):
        return root
    children = []
    for child in root.children:
        if child.tag == "bibliography":
            layouts = [_kept(part) if part.tag == "layout" else part for part in child.children]
            children.append(child._replace(children=tuple(layouts)))
        else:
            children.append(_undisplayed(child) if child.tag in ("macro", "citation") else child)
    return root._replace(children=tuple(children))


def _has_display(element: Element) -> bool:
    return "display" in element.attributes or any(_has_display(child) for child in element.children)


def _kept(element: Element) -> Element:
    """Keep `display` on children, through `choose`, and take it from all below."""
    children = []
    for child in element.children:
        if child.tag in ("choose", "if", "else-if", "else"):
            children.append(_kept(child))
        else:
            below = tuple(_undisplayed(part) for part in child.children)
            children.append(child._replace(children=below))
    return element._replace(children=tuple(children))


def _undisplayed(element: Element) -> Element:
    attributes = {name: value for name, value in element.attributes.items() if name != "display"}
    return element._replace(attributes=attributes, children=tuple(_undisplayed(child) for child in element.children))


def _calls(element: Element | None, variable: str) -> bool:
    """Tell whether an element or what is inside it shows a variable."""
    if element is None:
        return False
    shown = element.tag in ("text", "number") and element.attributes.get("variable") == variable
    return shown or any(_calls(child, variable) for child in element.children)


def style_locale(root: Element, language: str) -> Locale:
    """Return a language with the overrides of a style."""
    chain = locale_chain(language)
    files = [element for element in (load_locale(tag) for tag in chain) if element is not None]
    known = chain[0] if chain[0].split("-")[0] == language.split("-", maxsplit=1)[0].lower() else language
    return merge_locales(known, files, [child for child in root.children if child.tag == "locale"])


def compile_style(style: str | os.PathLike[str], language: str | None = None) -> Style:
    """Load and compile a style; the last ones used are kept.

    Args:
        style: name, path of a .csl file, or XML.
        language: overrides the style's default-locale.
    """
    source = load_style(style)
    key = (source.digest, source.default_locale, language)
    found = _COMPILED.get(key)
    if found is None:
        found = Style(source, language)
        while len(_COMPILED) >= _KEPT:
            del _COMPILED[next(iter(_COMPILED))]
        _COMPILED[key] = found
    return found
