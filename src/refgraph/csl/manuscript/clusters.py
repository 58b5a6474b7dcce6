"""The cites of one place, joined: sorted, grouped, collapsed (CSL 1.0.2, "Cite Grouping" and "Cite Collapsing")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from refgraph.csl.elements.frames import affix
from refgraph.csl.elements.name_lists import NameListWriter
from refgraph.csl.elements.name_options import name_options
from refgraph.csl.elements.state import State
from refgraph.csl.elements.values import plain
from refgraph.csl.manuscript.bibliography import NOTHING_PRINTED
from refgraph.csl.manuscript.cites import Placed
from refgraph.csl.manuscript.collapsing import Drawn, around, delimiter_between, join_numbers, join_years
from refgraph.csl.manuscript.registry import Registry
from refgraph.csl.manuscript.sorting import sorted_by
from refgraph.csl.style import Layout
from refgraph.csl.tokens import Mark, Open, Tape

_REST = "rest"
"""Mode of a narrative cite's second part: what stands for the authors is in the sentence already, terms included."""


def cluster_tape(placed: Sequence[Placed], registry: Registry) -> Tape:
    """Return a cluster as tape, with what the layout puts around it."""
    layout = registry.style.citation
    told = [each for each in placed if each.cite.mode == "narrative"]
    if told:
        return _narrative(told, [each for each in placed if each.cite.mode != "narrative"], registry)
    ordered = _sorted(placed, registry, layout)
    drawn = [_draw(each, registry, layout, first=number == 0) for number, each in enumerate(ordered)]
    drawn = _grouped([each for each in drawn if each.tape], layout)
    joined = _joined(drawn, registry, layout)
    if not joined:
        return [(NOTHING_PRINTED, None)]
    if all(each.placed.cite.mode == "author-only" for each in drawn):
        return joined
    return [*layout.frame.before, *joined, *layout.frame.after]


def _narrative(told: Sequence[Placed], others: Sequence[Placed], registry: Registry) -> Tape:
    """Return works named in the sentence, each as its authors and the rest of the citation after them."""
    layout = registry.style.citation
    whole: Tape = []
    for number, each in enumerate(told):
        cite = replace(each.cite, mode=_REST, prefix="")
        # what stands with the last one in the same brackets
        rest = [each._replace(cite=cite), *(others if number == len(told) - 1 else ())]
        if number:
            whole.extend(layout.delimiter)
        if each.cite.id not in registry.items:
            whole.extend(_missing(each.cite.id))
            continue
        if each.cite.prefix:
            whole.extend(around(Drawn(each, [], _state(each, registry, layout)), layout.context.quotes, []))
        names = author_tape(each, registry)
        whole.extend(names)
        tape = cluster_tape(rest, registry)
        if tape and plain(tape) != NOTHING_PRINTED:
            whole.extend([*([(" ", None)] if names else []), *tape])
    return whole or [(NOTHING_PRINTED, None)]


def author_tape(placed: Placed, registry: Registry) -> Tape:
    """Return the names by which a style cites a work; where it cites by number, its authors in short form."""
    layout = registry.style.citation
    state = _state(placed, registry, layout)
    layout.render(state)
    if state.primary_tape:
        return [*state.primary_tape]
    options = name_options(None, layout.context)._replace(form="short")
    if not options.conjunction:
        options = options._replace(conjunction=layout.context.locale.term("and") or "")
    if options.minimum is None:
        options = options._replace(minimum=3, first=1)
    writer = NameListWriter(options, None, layout.context)
    for variable in ("author", "editor", "translator"):
        if variable in state.item.names:
            found = writer.list_of(registry.state(placed.cite.id, layout), variable)
            return [*found.tape] if found else []
    return []


def _sorted(placed: Sequence[Placed], registry: Registry, layout: Layout) -> list[Placed]:
    if not layout.sort_keys or len(placed) < 2:
        return list(placed)
    return sorted_by(placed, layout.sort_keys, lambda each: _state(each, registry, layout))


def _state(placed: Placed, registry: Registry, layout: Layout) -> State:
    cite = placed.cite
    state = registry.state(cite.id, layout)
    state.position = placed.position
    state.near_note = placed.near_note
    state.first_note = placed.first_note
    state.locator = (cite.locator or "").strip()
    state.label = cite.label
    return state


def _draw(  # noqa: PLR0913 - what collapsing asks for
    placed: Placed, registry: Registry, layout: Layout, *, first: bool = False, names: bool = True, year: str = ""
) -> Drawn:
    state = _state(placed, registry, layout)
    if placed.cite.id not in registry.items:
        return Drawn(placed, _missing(placed.cite.id), state)
    state.capitalize_term = registry.style.is_note and _begins_sentence(placed, first=first)
    state.suppress_names = not names or placed.cite.mode in ("suppress-author", _REST)
    state.keeps_terms = names and placed.cite.mode != _REST
    state.suppress_year = year
    tape = layout.render(state)
    if placed.cite.mode == "author-only":
        tape = author_tape(placed, registry)
    return Drawn(placed, tape, state)


def _missing(name: str) -> Tape:
    """Return what stands for a work that is not there."""
    bold = Open(Mark("font-weight", "bold"))
    return [bold, (f"[?{name}]", None), bold.close]


def _begins_sentence(placed: Placed, *, first: bool) -> bool:
    """Tell whether a term at the head of a cite begins a sentence of the note."""
    prefix = placed.cite.prefix.rstrip().rstrip("\"'”’»")
    return prefix.endswith((".", "!", "?")) if prefix else first


def _grouped(drawn: list[Drawn], layout: Layout) -> list[Drawn]:
    """Move cites of the same authors together, to where the first of them stands."""
    options = layout.options
    if not layout.sort_keys:
        return drawn
    if "cite-group-delimiter" not in options and not options.get("collapse", "").startswith("year"):
        return drawn
    groups: dict[object, list[Drawn]] = {}
    for number, each in enumerate(drawn):
        key = each.state.primary_names or number
        groups.setdefault(key, []).append(each)
    return [each for group in groups.values() for each in group]


def _joined(drawn: list[Drawn], registry: Registry, layout: Layout) -> Tape:
    collapse = layout.options.get("collapse", "")
    quotes = layout.context.quotes
    if collapse == "citation-number":
        return join_numbers(drawn, layout)
    if collapse.startswith("year"):

        def redraw(placed: Placed, year: str) -> Tape:
            return _draw(placed, registry, layout, names=False, year=year).tape

        return join_years(drawn, layout, collapse, redraw)
    joined: Tape = []
    before: Drawn | None = None
    for each in drawn:
        if before is not None:
            same = before.state.primary_names and before.state.primary_names == each.state.primary_names
            grouping = layout.options.get("cite-group-delimiter")
            delimiter = affix(grouping) if same and grouping is not None else layout.delimiter
            joined.extend(delimiter_between(delimiter, before, each))
        joined.extend(around(each, quotes))
        before = each
    return joined
