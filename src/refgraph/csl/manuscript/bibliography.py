"""The list of works at the end: entries in order, repeated authors replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refgraph.csl.elements.frames import affix
from refgraph.csl.elements.name_lists import AuthorSubstitute
from refgraph.csl.elements.state import State
from refgraph.csl.manuscript.registry import Registry
from refgraph.csl.style import Layout
from refgraph.csl.tokens import Mark, Open, Tape


def entry_tapes(registry: Registry, ids: Sequence[str] | None = None) -> Iterator[tuple[str, Tape]]:
    """Yield (id, entry) in bibliography order.

    Args:
        registry: the items.
        ids: only these; all by default.
    """
    layout = registry.style.bibliography
    if layout is None:
        return
    chosen = None if ids is None else set(ids)
    wanted = registry.order if chosen is None else [name for name in registry.order if name in chosen]
    text = layout.options.get("subsequent-author-substitute")
    substitute = None
    if text is not None:
        substitute = AuthorSubstitute(
            affix(text), layout.options.get("subsequent-author-substitute-rule", "complete-all")
        )
    align = layout.options.get("second-field-align")
    previous = None
    for name in wanted:
        state = registry.state(name, layout)
        state.author_substitute = substitute
        state.capitalize_term = True
        state.previous_names = previous
        if align:
            tape = _aligned(layout.render_fields(state), layout)
        else:
            tape = layout.render(state)
            tape = [*layout.frame.before, *tape, *layout.frame.after] if tape else []
        previous = state.primary_names
        if tape or registry.style.is_numeric:
            yield name, tape or _unprinted(state)


NOTHING_PRINTED = "[CSL STYLE ERROR: reference with no printed form.]"
"""What citeproc-js and the official suite write for a citation or entry without any text."""

_MARGIN = Open(Mark("display", "left-margin"))
_INLINE = Open(Mark("display", "right-inline"))


def _aligned(fields: list[Tape], layout: Layout) -> Tape:
    """Put the first field into the margin."""
    if not fields:
        return []
    rest = [token for field in fields[1:] for token in field]
    margin = [_MARGIN, *layout.prefix, *fields[0], _MARGIN.close]
    inline, space = _without_last_space([*rest, *layout.suffix])
    closing = [mark.close for mark in reversed(layout.marks)]
    return [*layout.marks, *margin, _INLINE, *inline, _INLINE.close, *space, *closing]


def _without_last_space(tape: Tape) -> tuple[Tape, Tape]:
    """Take a space at the end apart: it stands outside the column, as citeproc-js has it."""
    last = tape[-1] if tape else None
    if not isinstance(last, tuple) or last[0] == (bare := last[0].rstrip(" ")):
        return tape, []
    rest: Tape = [(bare, last[1])] if bare else []
    return [*tape[:-1], *rest], [(last[0][len(bare) :], None)]


def _unprinted(state: State) -> Tape:
    """Return the mark for a number of which the style prints nothing; elsewhere it leaves the work out on purpose."""
    return [(f"{state.citation_number}. {NOTHING_PRINTED}", None)]
