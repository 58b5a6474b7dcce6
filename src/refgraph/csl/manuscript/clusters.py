"""The cites of one place, joined: sorted, grouped, collapsed (CSL 1.0.2, "Cite Grouping" and "Cite Collapsing")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from refgraph.csl.elements.frames import affix, markup
from refgraph.csl.elements.name_lists import NameListWriter
from refgraph.csl.elements.name_options import name_options
from refgraph.csl.elements.state import State
from refgraph.csl.elements.values import plain
from refgraph.csl.manuscript.bibliography import NOTHING_PRINTED
from refgraph.csl.manuscript.cites import Placed
from refgraph.csl.manuscript.registry import Registry
from refgraph.csl.manuscript.sorting import sorted_by
from refgraph.csl.style import Layout
from refgraph.csl.tokens import Mark, Open, Tape
from refgraph.csl.words.richtext import QuoteStyle


class _Drawn(NamedTuple):
    """A cite that has been rendered."""

    placed: Placed
    tape: Tape
    state: State


def cluster_tape(placed: Sequence[Placed], registry: Registry) -> Tape:
    """Return a cluster as tape, with what the layout puts around it."""
    layout = registry.style.citation
    told = [each for each in placed if each.cite.mode == "narrative"]
    if told:
        return _narrative(told, [each for each in placed if each.cite.mode != "narrative"], registry)
    ordered = _sorted(placed, registry, layout)
    drawn = [_draw(each, registry, layout, first=number == 0) for number, each in enumerate(ordered)]
    drawn = _grouped(drawn, layout)
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
        cite = replace(each.cite, mode="suppress-author", prefix="")
        # what stands with the last one in the same brackets
        rest = [each._replace(cite=cite), *(others if number == len(told) - 1 else ())]
        if number:
            whole.extend(layout.delimiter)
        if each.cite.id not in registry.items:
            whole.extend(_missing(each.cite.id))
            continue
        if each.cite.prefix:
            whole.extend(_around(_Drawn(each, [], _state(each, registry, layout)), layout.context.quotes, []))
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
    ordered: list[Placed] = []
    for part in _between_prefixes(placed):
        ordered += sorted_by(part, layout.sort_keys, lambda each: _state(each, registry, layout))
    return ordered


def _between_prefixes(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Split cites where a prefix stands: "see" governs what the author put after it, so it stays before that."""
    parts: list[list[Placed]] = [[]]
    for each in placed:
        if each.cite.prefix and parts[-1]:
            parts.append([])
        parts[-1].append(each)
        if each.cite.prefix:
            parts.append([])
    return [part for part in parts if part]


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
) -> _Drawn:
    state = _state(placed, registry, layout)
    if placed.cite.id not in registry.items:
        return _Drawn(placed, _missing(placed.cite.id), state)
    state.capitalize_term = registry.style.is_note and _begins_sentence(placed, first=first)
    state.suppress_names = not names or placed.cite.mode == "suppress-author"
    state.suppress_year = year
    tape = layout.render(state)
    if placed.cite.mode == "author-only":
        tape = author_tape(placed, registry)
    return _Drawn(placed, tape, state)


def _missing(name: str) -> Tape:
    """Return what stands for a work that is not there."""
    bold = Open(Mark("font-weight", "bold"))
    return [bold, (f"[?{name}]", None), bold.close]


def _begins_sentence(placed: Placed, *, first: bool) -> bool:
    """Tell whether a term at the head of a cite begins a sentence of the note."""
    prefix = placed.cite.prefix.rstrip().rstrip("\"'”’»")
    return prefix.endswith((".", "!", "?")) if prefix else first


def _grouped(drawn: list[_Drawn], layout: Layout) -> list[_Drawn]:
    """Move cites of the same authors together, to where the first of them stands."""
    options = layout.options
    if not layout.sort_keys:
        return drawn
    if "cite-group-delimiter" not in options and not options.get("collapse", "").startswith("year"):
        return drawn
    groups: dict[object, list[_Drawn]] = {}
    for number, each in enumerate(drawn):
        key = each.state.primary_names or number
        groups.setdefault(key, []).append(each)
    return [each for group in groups.values() for each in group]


def _joined(drawn: list[_Drawn], registry: Registry, layout: Layout) -> Tape:
    collapse = layout.options.get("collapse", "")
    quotes = layout.context.quotes
    if collapse == "citation-number":
        return _join_numbers(drawn, layout)
    if collapse.startswith("year"):
        return _join_years(drawn, registry, layout, collapse)
    joined: Tape = []
    before: _Drawn | None = None
    for each in drawn:
        if not each.tape:
            continue
        if before is not None:
            same = before.state.primary_names and before.state.primary_names == each.state.primary_names
            grouping = layout.options.get("cite-group-delimiter")
            delimiter = affix(grouping) if same and grouping is not None else layout.delimiter
            joined.extend(_delimiter(delimiter, before, each))
        joined.extend(_around(each, quotes))
        before = each
    return joined


def _delimiter(delimiter: Tape, before: _Drawn, after: _Drawn) -> Tape:
    """Return the delimiter, unless a suffix or prefix brings punctuation of its own."""
    if after.placed.cite.prefix.lstrip()[:1] in _PUNCTUATION:
        return []
    if before.placed.cite.suffix.rstrip()[-1:] in _PUNCTUATION:
        bare = plain(delimiter).lstrip(",;")
        return [(bare, None)] if bare else []
    return delimiter


_PUNCTUATION = tuple(".,;:!?")


def _around(each: _Drawn, quotes: QuoteStyle, tape: Tape | None = None) -> Tape:
    """Return a cite between its prefix and suffix."""
    cite = each.placed.cite
    made = [*(each.tape if tape is None else tape)]
    if cite.prefix:
        space = "" if cite.prefix[-1:].isspace() else " "
        made = [*markup(cite.prefix + space, quotes), *made]
    if cite.suffix:
        space = " " if cite.suffix[:1].isalnum() else ""
        made = [*made, *markup(space + cite.suffix, quotes)]
    return made


def _join_numbers(drawn: list[_Drawn], layout: Layout) -> Tape:
    """Write three or more numbers in a row as a range."""
    quotes = layout.context.quotes
    joined: Tape = []
    at = 0
    after_collapse = layout.options.get("after-collapse-delimiter")
    ended_range = False
    while at < len(drawn):
        end = at
        while end + 1 < len(drawn) and _continues(drawn[end], drawn[end + 1]):
            end += 1
        if joined:
            joined.extend(affix(after_collapse) if ended_range and after_collapse is not None else layout.delimiter)
        if end - at >= 2:
            joined.extend(_around(drawn[at], quotes))
            joined.append(("–", None))
            joined.extend(_around(drawn[end], quotes))
            ended_range = True
        else:
            for number in range(at, end + 1):
                if number > at:
                    joined.extend(layout.delimiter)
                joined.extend(_around(drawn[number], quotes))
            ended_range = False
        at = end + 1
    return joined


def _shows_locator(each: _Drawn) -> bool:
    """Tell whether a cite prints its locator; many numeric styles do not."""
    return any(
        isinstance(token, tuple) and token[1] is not None and token[1].variable == "locator" for token in each.tape
    )


def _continues(one: _Drawn, two: _Drawn) -> bool:
    if any(_shows_locator(each) or each.placed.cite.prefix or each.placed.cite.suffix for each in (one, two)):
        return False
    return two.state.citation_number == one.state.citation_number + 1


def _join_years(drawn: list[_Drawn], registry: Registry, layout: Layout, collapse: str) -> Tape:
    """Leave out the names, and the year where only the suffix differs, of cites of the same authors."""
    options, quotes = layout.options, layout.context.quotes
    group = options.get("cite-group-delimiter")
    suffixes = options.get("year-suffix-delimiter", group)
    between_suffixes = layout.delimiter if suffixes is None else affix(suffixes)
    between_years = (
        affix(group) if group is not None else [(", ", None)] if layout.context.in_text else layout.delimiter
    )
    after = options.get("after-collapse-delimiter")
    between_groups = layout.delimiter if after is None else affix(after)
    ranged = collapse == "year-suffix-ranged"
    joined: Tape = []
    for at, each in enumerate(drawn):
        before = drawn[at - 1] if at else None
        if before is None:
            joined.extend(_around(each, quotes))
            continue
        if not _same_authors(before, each):
            # the first cite counts as a collapsed group, as citeproc-js has it
            ended = at == 1 or _same_authors(drawn[at - 2], before)
            joined.extend(_delimiter(between_groups if ended else layout.delimiter, before, each))
            joined.extend(_around(each, quotes))
            continue
        same_year = (
            collapse != "year"
            and each.state.rendered_year
            and each.state.rendered_year == before.state.rendered_year
            and each.state.disambiguation.year_suffix >= 0
            and not before.placed.cite.locator
        )
        year = each.state.rendered_year if same_year else ""
        short = _draw(each.placed, registry, layout, names=False, year=year)
        if same_year and ranged and _in_run(drawn, at):
            if at + 1 == len(drawn) or not _in_run(drawn, at + 1):
                joined.append(("–", None))
                joined.extend(_around(each, quotes, short.tape))
            continue
        between = between_groups if before.placed.cite.locator and after is not None else between_years
        joined.extend(between_suffixes if same_year else between)
        joined.extend(_around(each, quotes, short.tape))
    return joined


def _same_authors(one: _Drawn, two: _Drawn) -> bool:
    if two.placed.cite.prefix or one.state.primary_names != two.state.primary_names:
        return False
    # without any names only suffixes of one year are put together
    return bool(one.state.primary_names) or _follows(one, two)


def _follows(one: _Drawn, two: _Drawn) -> bool:
    """Tell whether two cites have the same year and differ in its suffix."""
    suffixes = (one.state.disambiguation.year_suffix, two.state.disambiguation.year_suffix)
    return bool(one.state.rendered_year) and one.state.rendered_year == two.state.rendered_year and min(suffixes) >= 0


def _in_run(drawn: list[_Drawn], at: int) -> bool:
    """Tell whether a cite continues a range of at least three year suffixes."""

    def next_to(one: _Drawn, two: _Drawn) -> bool:
        plain = not any(
            (each.placed.cite.locator or each.placed.cite.prefix or each.placed.cite.suffix) for each in (one, two)
        )
        step = two.state.disambiguation.year_suffix - one.state.disambiguation.year_suffix
        return plain and step == 1 and _follows(one, two) and _same_authors(one, two)

    first = at
    while first > 0 and next_to(drawn[first - 1], drawn[first]):
        first -= 1
    last = at
    while last + 1 < len(drawn) and next_to(drawn[last], drawn[last + 1]):
        last += 1
    return last - first >= 2 and at > first


def text_of(tape: Tape) -> str:
    """Return the text of a tape."""
    return plain(tape)
