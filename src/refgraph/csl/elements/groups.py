"""Groups, choices and macros: what holds other elements."""

from __future__ import annotations

from collections.abc import Sequence

from refgraph.csl.elements.conditions import Condition
from refgraph.csl.elements.frames import Renderer, affix
from refgraph.csl.elements.state import State
from refgraph.csl.tokens import Delimiter, Tape


def sequence(children: Sequence[Renderer]) -> Renderer:
    """Render one after the other."""
    if len(children) == 1:
        return children[0]

    def render(state: State, tape: Tape) -> bool:
        found = False
        for child in children:
            if child(state, tape):
                found = True
        return found

    return render


def first_of(children: Sequence[Renderer]) -> Renderer:
    """Render the first that gives anything, or that has a value it does not show here."""

    def render(state: State, tape: Tape) -> bool:
        for child in children:
            if child(state, tape):
                return True
            if state.rendered:
                return False
        return False

    return render


def joined(children: Sequence[Renderer], delimiter: str) -> Renderer:
    """Render one after the other with a delimiter between those that give anything."""
    between: Tape = [(Delimiter(run[0]), None) for run in affix(delimiter) if isinstance(run, tuple)]
    if not between or len(children) < 2:
        return sequence(children)
    width = len(between)
    one = between[0] if width == 1 else None

    def render(state: State, tape: Tape) -> bool:
        found = False
        for child in children:
            if not found:
                found = child(state, tape)
                continue
            if one is not None:
                tape.append(one)
            else:
                tape.extend(between)
            if not child(state, tape):
                del tape[-width:]
        return found

    return render


def conditional(inner: Renderer) -> Renderer:
    """Leave a group out that calls variables of which none has a value (CSL 1.0.2, "Group")."""

    def render(state: State, tape: Tape) -> bool:
        called, rendered, begins = state.called, state.rendered, state.capitalize_term
        primary = state.primary_names
        state.called = state.rendered = False
        start = len(tape)
        found = inner(state, tape)
        if state.called and not state.rendered:
            del tape[start:]
            found = False
            state.called = True
            state.rendered = rendered
            state.primary_names = primary
        else:
            # a group of terms only stands for itself, and for the group around it counts like a value
            state.rendered = rendered or state.rendered or (found and not state.called)
            state.called = called or state.called
        if not found:
            state.capitalize_term = begins
        return found

    return render


def choice(branches: Sequence[tuple[Condition | None, Renderer | None]]) -> Renderer:
    """Render the first branch whose condition holds; None as condition always does."""

    def render(state: State, tape: Tape) -> bool:
        for condition, body in branches:
            if condition is None or condition(state):
                return body is not None and body(state, tape)
        return False

    return render
