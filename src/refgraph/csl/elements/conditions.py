"""Conditions of `if` and `else-if` (CSL 1.0.2, "Choose")."""

from __future__ import annotations

from collections.abc import Callable

from refgraph.csl.elements.state import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, State
from refgraph.csl.items.variables import DATE_VARIABLES, NAME_VARIABLES
from refgraph.csl.styles.element import Element
from refgraph.csl.words.number_values import is_numeric

Condition = Callable[[State], bool]


def condition(element: Element) -> Condition:
    """Return what decides whether a branch is taken."""
    tests: list[Condition] = []
    for name, value in element.attributes.items():
        make = _MAKERS.get(name)
        if make is not None:
            words = [make(word) for word in value.split()]
            # one item has one type and one position: several in one attribute are alternatives
            tests.extend([_any(words)] if name in _ALTERNATIVES and len(words) > 1 else words)
    return _matching(tests, element.attributes.get("match", "all"))


def _any(tests: list[Condition]) -> Condition:
    return lambda state: any(test(state) for test in tests)


def _matching(tests: list[Condition], match: str) -> Condition:
    if len(tests) == 1:
        only = tests[0]
        return (lambda state: not only(state)) if match == "none" else only
    if match == "any":
        return lambda state: any(test(state) for test in tests)
    if match == "none":
        return lambda state: not any(test(state) for test in tests)
    return lambda state: all(test(state) for test in tests)


def _type(name: str) -> Condition:
    return lambda state: state.item.type == name


def _variable(name: str) -> Condition:
    if name in _OF_PLACE:
        return _OF_PLACE[name]
    if name in NAME_VARIABLES:
        return lambda state: name in state.item.names
    if name in DATE_VARIABLES:
        return lambda state: name in state.item.dates
    return lambda state: name in state.item.texts


# variables that the place of a citation has, not the item
_OF_PLACE: dict[str, Condition] = {
    "locator": lambda state: bool(state.locator),
    "citation-number": lambda state: bool(state.citation_number),
    "first-reference-note-number": lambda state: bool(state.first_note),
    "year-suffix": lambda state: state.disambiguation.year_suffix >= 0,
}


def _is_numeric(name: str) -> Condition:
    if name == "locator":
        return lambda state: bool(state.locator) and is_numeric(state.locator)
    if name == "citation-number":
        return lambda state: bool(state.citation_number)

    def test(state: State) -> bool:
        value = state.item.texts.get(name)
        return value is not None and is_numeric(value)

    return test


def _is_uncertain(name: str) -> Condition:
    def test(state: State) -> bool:
        date = state.item.dates.get(name)
        return date is not None and date.circa

    return test


def _locator(label: str) -> Condition:
    # "sub-verbo" cannot be an XML Schema token, so styles write it with a hyphen
    wanted = label.replace("sub-verbo", "sub verbo")
    return lambda state: bool(state.locator) and (state.label or "page").replace("sub-verbo", "sub verbo") == wanted


def _position(name: str) -> Condition:
    if name == "near-note":
        return lambda state: state.position is not None and state.position >= SUBSEQUENT and state.near_note
    if name == "far-note":
        return lambda state: state.position is not None and state.position >= SUBSEQUENT and not state.near_note
    if name == "first":
        return lambda state: state.position == FIRST
    least = {"subsequent": SUBSEQUENT, "ibid": IBID, "ibid-with-locator": IBID_WITH_LOCATOR}.get(name, 99)
    return lambda state: state.position is not None and state.position >= least


def _disambiguate(value: str) -> Condition:
    wanted = value == "true"

    def test(state: State) -> bool:
        state.tests += 1
        return (state.tests <= state.disambiguation.condition) is wanted

    return test


_ALTERNATIVES = ("type", "locator", "position")
_MAKERS: dict[str, Callable[[str], Condition]] = {
    "type": _type,
    "variable": _variable,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
}
