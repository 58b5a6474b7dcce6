"""The `label` element for locators, pages and numbers; labels of names are in names."""

from __future__ import annotations

from refgraph.csl.elements.context import Context
from refgraph.csl.elements.frames import Renderer, framed
from refgraph.csl.elements.state import State
from refgraph.csl.elements.values import value_tape
from refgraph.csl.styles.element import Element
from refgraph.csl.tokens import Tape
from refgraph.csl.words.number_values import is_whole, parse_number

# the term has a space in CSL 1.0 and a hyphen in 1.0.2
_SUB_VERBO = ("sub verbo", "sub-verbo")
_COUNTS = ("number-of-pages", "number-of-volumes")


def label(element: Element, context: Context) -> Renderer:
    """Return the renderer of a `label` element outside `names`."""
    attributes = element.attributes
    name = attributes.get("variable", "")
    form = attributes.get("form", "long")
    forced = {"always": True, "never": False}.get(attributes.get("plural", ""))
    made: dict[tuple[str, bool], Tape] = {}

    def render(state: State, tape: Tape) -> bool:
        value = value_of(state, name)
        if not value or (state.suppressed and name in state.suppressed):
            return False
        term = (state.label or "page") if name == "locator" else name
        plural = forced if forced is not None else is_plural(name, value)
        tokens = made.get((term, plural))
        if tokens is None:
            tokens = made[term, plural] = label_tape(element, term, form, context, plural=plural)
        tape.extend(tokens)
        return bool(tokens)

    return framed(element, render)


def label_tape(element: Element, term: str, form: str, context: Context, *, plural: bool) -> Tape:
    """Return a label's text in its case; empty where the locale has no such term."""
    attributes = element.attributes
    text = context.locale.term(term, form, plural=plural)
    if text is None and term in _SUB_VERBO:
        text = next(filter(None, (context.locale.term(name, form, plural=plural) for name in _SUB_VERBO)), None)
    if text is None and term.startswith("number-of-"):
        text = context.locale.term(term.removeprefix("number-of-").removesuffix("s"), form, plural=plural)
    return value_tape(
        text or "",
        None,
        attributes.get("text-case", ""),
        strip=attributes.get("strip-periods") == "true",
        language="en" if attributes.get("text-case") == "title" else context.locale.language,
    )


def is_plural(name: str, value: str) -> bool:
    """Tell whether a value's label is plural (CSL 1.0.2, "Label", contextual)."""
    if name in _COUNTS:
        return is_whole(value) and int(value) != 1
    return parse_number(value).plural


def value_of(state: State, name: str) -> str:
    """Return a number variable's value; that of the place where the place has it."""
    match name:
        case "locator":
            return state.locator
        case "citation-number":
            return str(state.citation_number or "")
        case "first-reference-note-number":
            return str(state.first_note or "")
    return state.item.texts.get(name, "")
