"""The `text` element: variables, terms, macros and verbatim values."""

from __future__ import annotations

from refgraph.csl.elements.context import Context
from refgraph.csl.elements.frames import Renderer, framed
from refgraph.csl.elements.groups import conditional
from refgraph.csl.elements.numerals import number_tape, number_text, same_but_dashes, with_and
from refgraph.csl.elements.state import State
from refgraph.csl.elements.values import is_begun, recased, value_tape
from refgraph.csl.items.item import Item
from refgraph.csl.items.variables import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES
from refgraph.csl.styles.element import Element
from refgraph.csl.tokens import Source, Tape, Verbatim

_SHORT = {
    "title": ("title-short", "title"),
    "container-title": ("container-title-short", "container-title"),
}
_PLACES = frozenset({"page", "page-first", "chapter-number"})


def text(element: Element, context: Context) -> Renderer:
    """Return the renderer of a `text` element."""
    attributes = element.attributes
    if "macro" in attributes:
        return _macro(element, context)
    if "term" in attributes:
        term = _constant(_term(element, context), element, context)
        if "text-case" not in attributes:
            term = _beginning(term)
        return framed(element, _unless_sorting(term) if attributes["term"] == "no date" else term)
    if "value" in attributes:
        return framed(element, _constant(attributes["value"], element, context, verbatim=True))
    name = attributes.get("variable", "")
    maker = _SPECIAL.get(name)
    if maker is not None:
        return framed(element, maker(element, context))
    if name in NUMBER_VARIABLES:
        return framed(element, _number(element, context))
    return framed(element, _variable(element, context))


def _case(element: Element) -> tuple[str, bool]:
    attributes = element.attributes
    return attributes.get("text-case", ""), attributes.get("strip-periods") == "true"


def _macro(element: Element, context: Context) -> Renderer:
    # `text-case` of the call does nothing, as in citeproc-js, with which styles were written: see docs/divergences.md
    inner = conditional(context.macro(element))
    if element.attributes.get("strip-periods") == "true":
        inner = _without_periods(inner)
    return framed(element, inner)


def _without_periods(inner: Renderer) -> Renderer:
    def render(state: State, tape: Tape) -> bool:
        start = len(tape)
        if not inner(state, tape):
            return False
        recased(tape, start, "", strip=True, language="")
        return True

    return render


def _term(element: Element, context: Context) -> str:
    attributes = element.attributes
    plural = attributes.get("plural") in ("true", "always")
    return context.locale.term(attributes["term"], attributes.get("form", "long"), plural=plural) or ""


def _unless_sorting(inner: Renderer) -> Renderer:
    """Leave "no date" out of sort keys, so that works without a date come last."""
    return lambda state, tape: not state.sorting and inner(state, tape)


def _beginning(inner: Renderer) -> Renderer:
    """Write a term with a capital where it begins a note."""

    def render(state: State, tape: Tape) -> bool:
        start = len(tape)
        found = inner(state, tape)
        begun = state.primary_names is not None or is_begun(tape[:start])
        if found and state.capitalize_term and not begun:
            recased(tape, start, "capitalize-first", strip=False, language="en")
        return found

    return render


def _cased_as(context: Context, case: str) -> str:
    return "en" if case == "title" else context.locale.language


def _constant(value: str, element: Element, context: Context, *, verbatim: bool = False) -> Renderer:
    case, strip = _case(element)
    # title case of a style's own words is the style's business, whatever the language
    constant = value_tape(value, None, case, strip=strip, language=_cased_as(context, case), quotes=context.quotes)
    if not constant:
        return lambda _state, _tape: False
    if verbatim:
        constant = [(Verbatim(token[0]), None) if isinstance(token, tuple) else token for token in constant]

    def render(_state: State, tape: Tape) -> bool:
        tape.extend(constant)
        return True

    return render


def _variable(element: Element, context: Context) -> Renderer:
    """Return the renderer of an ordinary variable."""
    name = element.attributes.get("variable", "")
    names = _SHORT.get(name, (name,)) if element.attributes.get("form") == "short" else (name,)
    if name == "title-short":
        names = ("title-short",)
    case, strip = _case(element)
    key = context.cache_key(names, case, strip)

    def render(state: State, tape: Tape) -> bool:
        state.called = True
        item = state.item
        found = item.cache.get(key)
        if found is None:
            found = item.cache[key] = _tape_of(item, names, case, strip, context)
        tokens, used = found
        if not tokens or (state.suppressed and used in state.suppressed):
            return False
        state.rendered = True
        if state.substituted is not None:
            state.substituted.add(used)
        tape.extend(tokens)
        return True

    return render


def _tape_of(item: Item, names: tuple[str, ...], case: str, strip: bool, context: Context) -> tuple[Tape, str]:  # noqa: FBT001
    for name in names:
        value = item.texts.get(name)
        if value:
            return value_tape(
                value, item.source(name), case, strip=strip, language=context.language_of(item), quotes=context.quotes
            ), name
        if name in DATE_VARIABLES or name in NAME_VARIABLES:
            continue
    return [], ""


def _number(element: Element, context: Context) -> Renderer:
    name = element.attributes.get("variable", "")
    case, strip = _case(element)
    key = context.cache_key("number", name, case, strip)
    pages = name == "page"
    # as with missing names: no term after the place of a missing number begins the entry
    ends_beginning = name not in _PLACES

    def render(state: State, tape: Tape) -> bool:
        state.called = True
        item = state.item
        value = item.texts.get(name)
        if not value or (state.suppressed and name in state.suppressed):
            if ends_beginning:
                state.capitalize_term = False
            return False
        tokens = item.cache.get(key)
        if tokens is None:
            written = context.page_range(value) if pages else number_text(value, context)
            source = item.source(name)
            if not same_but_dashes(written, value):
                source = source._replace(offset=None)
            tokens = item.cache[key] = number_tape(written, source, case, state, context)
            if strip:
                recased(tokens, 0, "", strip=True, language="")
        state.rendered = True
        if state.substituted is not None:
            state.substituted.add(name)
        tape.extend(tokens)
        return True

    return render


def _locator(element: Element, context: Context) -> Renderer:
    case, strip = _case(element)

    def render(state: State, tape: Tape) -> bool:
        state.called = True
        if not state.locator:
            return False
        state.rendered = True
        value = state.locator
        pages = (state.label or "page") == "page"
        written = context.page_range(with_and(value, context)) if pages else number_text(value, context)
        tape.extend(
            value_tape(
                written,
                Source(state.item.id, "locator"),
                case,
                strip=strip,
                quotes=context.quotes,
            )
        )
        return True

    return render


def _counted(element: Element, context: Context) -> Renderer:
    """Return the renderer of a number that the processor gives: citation-number, first-reference-note-number."""
    name = element.attributes["variable"]
    attribute = {"citation-number": "citation_number", "first-reference-note-number": "first_note"}[name]
    _ = context

    def render(state: State, tape: Tape) -> bool:
        state.called = True
        value = getattr(state, attribute)
        if not value:
            return False
        state.rendered = True
        tape.append((str(value), Source(state.item.id, name)))
        return True

    return render


def _year_suffix(element: Element, context: Context) -> Renderer:
    _ = element, context

    def render(state: State, tape: Tape) -> bool:
        # no variable of the item: its absence leaves no group out
        number = state.disambiguation.year_suffix
        if number < 0 or state.year_suffix_used:
            return False
        state.called = state.rendered = True
        state.year_suffix_used = True
        tape.append((suffix_letters(number), Source(state.item.id, "year-suffix")))
        return True

    return render


def suffix_letters(number: int) -> str:
    """Return the year suffix of a number from 0: a to z, aa, ab and so on."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


def _citation_label(element: Element, context: Context) -> Renderer:
    _ = element

    def render(state: State, tape: Tape) -> bool:
        state.called = True
        label = state.item.texts.get("citation-label") or citation_label(state.item)
        if not label:
            return False
        state.rendered = True
        tape.append((label, Source(state.item.id, "citation-label")))
        number = state.disambiguation.year_suffix
        if number >= 0 and not state.year_suffix_used and not context.uses_year_suffix:
            state.year_suffix_used = True
            tape.append((suffix_letters(number), Source(state.item.id, "year-suffix")))
        return True

    return render


def citation_label(item: Item) -> str:
    """Return the trigraph of an item: four letters of one name, two of two, one each of three or more, and the year.

    As BibTeX's alpha styles and citeproc's default trigraph "Aaaa00:AaAa00:AaAA00:AAAA00" do.
    """
    names = next((item.names[name] for name in ("author", "editor", "translator") if name in item.names), ())
    families = [name.family or name.literal for name in names]
    widths = {0: (), 1: (4,), 2: (2, 2), 3: (2, 1, 1)}.get(len(families), (1, 1, 1, 1))
    letters = "".join(family[:width] for family, width in zip(families, widths, strict=False))
    date = item.dates.get("issued")
    year = f"{date.start.year % 100:02}" if date and date.start and date.start.year else ""
    return letters + year


_SPECIAL = {
    "locator": _locator,
    "citation-number": _counted,
    "first-reference-note-number": _counted,
    "year-suffix": _year_suffix,
    "citation-label": _citation_label,
}
