"""M906 to M908 and M911: printed call-outs by number against the printed list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.bibliography import Bibliography
from refgraph.check.manuscripts import Manuscript
from refgraph.check.rule import Hit, manuscript_rule
from refgraph.model.finding import Severity

_DIGITS = re.compile(r"\d+")


@manuscript_rule("M906", "number-out-of-range", Severity.ERROR)
def number_out_of_range(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a number in the text that the printed list does not have.

    Why: a reader cannot find the work.
    Example: "[12]" where the list has four items.
    """
    printed = bibliography.printed(manuscript)
    if not printed.is_numbered:
        return
    known = {item.number for item in printed.items}
    last = max(known)
    seen = set()
    for each in printed.numbers:
        if each.number not in known and (each.start, each.number) not in seen:
            seen.add((each.start, each.number))
            message = f"{each.shown}: the list has no number {each.number}; it ends with {last}"
            yield Hit(message=message, span=(each.start, each.end), value=each.shown)


@manuscript_rule("M907", "number-order", Severity.INFO)
def number_order(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:
    """Report the first number that comes before a smaller one was called out.

    Why: styles with numbers count in the order of the text, unless their list is sorted by name.
    Example: "[2]" before the first "[1]".
    """
    printed = bibliography.printed(manuscript)
    if not printed.is_numbered or _is_alphabetic([item.families[:1] for item in printed.items]):
        return
    known = {item.number for item in printed.items}
    expected = 1
    for each in printed.numbers:
        if each.number > expected and each.number in known:
            message = f"{each.shown}: {each.number} is called out before {expected}"
            yield Hit(message=message, span=(each.start, each.end), value=each.shown)
            return
        expected = max(expected, each.number + 1)


def _is_alphabetic(names: list[tuple[str, ...]]) -> bool:
    """Return True if a list of some length is sorted by its first authors."""
    known = [each for each in names if each]
    return len(known) > 4 and known == sorted(known)


@manuscript_rule("M908", "list-numbering", Severity.ERROR)
def list_numbering(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:  # noqa: ARG001
    """Report a number of the printed list that does not follow the one before.

    Why: call-outs lead to the wrong item, or to none.
    Example: items 1, 2, 4; items 1, 2, 2, 3.
    """
    before: tuple[str | None, int] | None = None
    for each in manuscript.references:
        found = _DIGITS.fullmatch((each.label or "").strip(" .()[]"))
        if found is None:
            before = None
            continue
        number = int(found[0])
        if before is not None and before[0] == each.section and number not in {before[1] + 1, 1}:
            what = "repeats" if number <= before[1] else "skips from"
            message = f"the list {what} {number if number <= before[1] else f'{before[1]} to {number}'}"
            yield Hit(message=message, span=(each.start, each.end), value=each.label)
        before = (each.section, number)


@manuscript_rule("M911", "number-uncalled", Severity.WARNING)
def number_uncalled(manuscript: Manuscript, bibliography: Bibliography) -> Iterator[Hit]:
    """Report an item of a numbered list that the text never calls out.

    Why: it is a leftover, or its call-out was forgotten.
    Example: item 3 where the text has "[1]", "[2]" and "[4]".
    """
    printed = bibliography.printed(manuscript)
    if not printed.is_numbered:
        return
    keys = {place: each.key for place, each in enumerate(manuscript.items, 1)}
    cited = {each.key for each in manuscript.cited}
    for item in printed.items:
        if item.number not in printed.called and keys.get(item.number) not in cited:
            message = f"the text never calls out number {item.number}: {item.shown!r}"
            span = (item.reference.start, item.reference.end)
            yield Hit(message=message, span=span, value=str(item.number))
