"""Cites of one place put together: ranges of numbers, years of the same authors (CSL 1.0.2, "Cite Collapsing")."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from refgraph.csl.elements.frames import affix, markup
from refgraph.csl.elements.state import State
from refgraph.csl.elements.values import plain
from refgraph.csl.manuscript.cites import Placed
from refgraph.csl.style import Layout
from refgraph.csl.tokens import Tape
from refgraph.csl.words.richtext import QuoteStyle

_PUNCTUATION = tuple(".,;:!?")
Redraw = Callable[[Placed, str], Tape]


class Drawn(NamedTuple):
    """A cite that has been rendered."""

    placed: Placed
    tape: Tape
    state: State


def delimiter_between(delimiter: Tape, before: Drawn, after: Drawn) -> Tape:
    """Return the delimiter, unless a suffix or prefix brings punctuation of its own."""
    if after.placed.cite.prefix.lstrip()[:1] in _PUNCTUATION:
        return []
    if before.placed.cite.suffix.rstrip()[-1:] in _PUNCTUATION:
        bare = plain(delimiter).lstrip(",;")
        return [(bare, None)] if bare else []
    return delimiter


def around(each: Drawn, quotes: QuoteStyle, tape: Tape | None = None) -> Tape:
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


def join_numbers(drawn: list[Drawn], layout: Layout) -> Tape:
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
            joined.extend(around(drawn[at], quotes))
            joined.append(("–", None))
            joined.extend(around(drawn[end], quotes))
            ended_range = True
        else:
            for number in range(at, end + 1):
                if number > at:
                    joined.extend(layout.delimiter)
                joined.extend(around(drawn[number], quotes))
            ended_range = False
        at = end + 1
    return joined


def _shows_locator(each: Drawn) -> bool:
    """Tell whether a cite prints its locator; many numeric styles do not."""
    return any(
        isinstance(token, tuple) and token[1] is not None and token[1].variable == "locator" for token in each.tape
    )


def _continues(one: Drawn, two: Drawn) -> bool:
    if any(_shows_locator(each) or each.placed.cite.suffix for each in (one, two)) or two.placed.cite.prefix:
        return False
    return two.state.citation_number == one.state.citation_number + 1


class _YearDelimiters:
    """What stands between cites of collapsed authors."""

    def __init__(self, layout: Layout) -> None:
        options = layout.options
        group = options.get("cite-group-delimiter")
        suffixes = options.get("year-suffix-delimiter", group)
        after = options.get("after-collapse-delimiter")
        self.after_locator = None if after is None else affix(after)
        self.groups = layout.delimiter if after is None else affix(after)
        self.suffixes = layout.delimiter if suffixes is None else affix(suffixes)
        if group is not None:
            self.years = affix(group)
        else:
            self.years = [(", ", None)] if layout.context.in_text else layout.delimiter


def join_years(drawn: list[Drawn], layout: Layout, collapse: str, redraw: Redraw) -> Tape:
    """Leave out the names, and the year where only the suffix differs, of cites of the same authors.

    Args:
        drawn: the cites.
        layout: the layout of citations.
        collapse: "year", "year-suffix" or "year-suffix-ranged".
        redraw: renders a cite again without its names and without a year, or with it where that is "".
    """
    between, quotes = _YearDelimiters(layout), layout.context.quotes
    joined: Tape = []
    for at, each in enumerate(drawn):
        before = drawn[at - 1] if at else None
        if before is None or not _same_authors(before, each):
            if before is not None:
                # the first cite counts as a collapsed group, as citeproc-js has it
                ended = at == 1 or _same_authors(drawn[at - 2], before)
                joined.extend(delimiter_between(between.groups if ended else layout.delimiter, before, each))
            joined.extend(around(each, quotes))
            continue
        same_year = collapse != "year" and _follows(before, each) and not before.placed.cite.locator
        short = around(each, quotes, redraw(each.placed, each.state.rendered_year if same_year else ""))
        if same_year and collapse == "year-suffix-ranged" and _in_run(drawn, at):
            if at + 1 == len(drawn) or not _in_run(drawn, at + 1):
                joined.extend([("–", None), *short])
            continue
        after_locator = between.after_locator if before.placed.cite.locator else None
        joined.extend(between.suffixes if same_year else after_locator or between.years)
        joined.extend(short)
    return joined


def _same_authors(one: Drawn, two: Drawn) -> bool:
    if two.placed.cite.prefix or one.state.primary_names != two.state.primary_names:
        return False
    # without any names only suffixes of one year are put together
    return bool(one.state.primary_names) or _follows(one, two)


def _follows(one: Drawn, two: Drawn) -> bool:
    """Tell whether two cites have the same year and differ in its suffix."""
    suffixes = (one.state.disambiguation.year_suffix, two.state.disambiguation.year_suffix)
    return bool(one.state.rendered_year) and one.state.rendered_year == two.state.rendered_year and min(suffixes) >= 0


def _in_run(drawn: list[Drawn], at: int) -> bool:
    """Tell whether a cite continues a range of at least three year suffixes."""

    def next_to(one: Drawn, two: Drawn) -> bool:
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
