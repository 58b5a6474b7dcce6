"""The walk through doubtful pairs on a terminal; `refgraph.dedupe.review` says what each key does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from refgraph.dedupe.differences import Pieces, mark_differences
from refgraph.dedupe.printable import printable
from refgraph.dedupe.review import Review, step
from refgraph.errors import ConfigurationError

if TYPE_CHECKING:
    from refgraph.dedupe import DedupeResult, Explanation
    from refgraph.dedupe.decisions_file import DecisionsFile

_ENDS = frozenset({"\x03", "\x04", "\x1b"})  # Ctrl-C, Ctrl-D, Escape
_PROMPT = "y same · n different · s skip · w why · u undo · ? help · q stop"
_LAST = "That was the last pair: q or Enter ends, u undoes the last answer."


def walk(result: DedupeResult, file: DecisionsFile) -> Review:
    """Ask for each doubtful pair, the best first, and write every decision to the file at once.

    The pairs and questions go to standard error. Keys come from the terminal one by one, or from piped standard input
    one a line.

    Raises:
        ConfigurationError: if standard input is neither a terminal nor gives a key, or the decisions file is wrong.
        UnwritableFileError: if the decisions file cannot be written.
    """
    console = Console(stderr=True, highlight=False, soft_wrap=False)
    pairs = tuple(each.pair for each in result.review)
    review = Review(pairs=pairs, given=(*result.decisions, *result.unknown), merged=result.merges)
    if not review.pairs:
        console.print(Text("There are no doubtful pairs to decide on."))
        return replace(review, ended=True)
    keys = _Keys(console)
    shown: tuple[str, str] | None = None
    while not review.ended:
        if review.current is not None and review.current != shown:
            console.print(_screen(result, review, result.explain(*review.current), marks=console.is_terminal))
        shown = review.current
        key = keys.next(review)
        after = replace(review, ended=True) if key is None else _saved(review, step(review, key), file)
        if after.message:
            console.print(Text(printable(after.message), style="bold"))
        if len(after.answers) < len(review.answers):
            shown = None  # a pair that comes back is shown again
        review = after
    _summary(console, review, file)
    return review


def _saved(before: Review, after: Review, file: DecisionsFile) -> Review:
    """Write what a step has decided or undone; where the file says otherwise by now, nothing has been decided."""
    try:
        if len(after.made) > len(before.made):
            file.append(after.made[-1])
        elif len(after.made) < len(before.made):
            file.take_back()
    except ConfigurationError as error:
        return replace(before, message=f"not written: {error}")
    return after


class _Keys:
    """Where keys come from: a terminal, one by one, or a pipe, one a line."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._lines: Iterator[str] | None = None if sys.stdin.isatty() else chain([_first_line()], sys.stdin)

    def next(self, review: Review) -> str | None:
        """Return the next key, or the reason where one is asked for; None where nothing more is to come."""
        if review.asks_why:
            self._console.print(Text("why (an empty line for no reason): ", style="bold"), end="")
        elif review.current is None:
            self._console.print(Text(_LAST, style="bold"))
        else:
            why = f"  # {review.why}" if review.why else ""
            self._console.print(Text(printable(_PROMPT + why), style="bold"))
        if self._lines is not None:
            return self._next_line(review)
        try:
            if review.asks_why:
                return input()
            key = typer.getchar()
        except (EOFError, KeyboardInterrupt):
            return None
        return None if key in _ENDS or (review.current is None and not key.strip()) else key

    def _next_line(self, review: Review) -> str | None:
        for each in self._lines or ():
            line = each.rstrip("\r\n")
            self._console.print(Text(f"> {printable(line)}"))  # a terminal would have shown what was typed
            if review.asks_why or line.strip():
                return line
        return None


def _first_line() -> str:
    line = sys.stdin.readline()
    if not line:
        hint = "run it in a terminal, or pipe one key a line into it: printf 'y\\nn\\nq\\n' | refgraph dedupe ..."
        raise ConfigurationError("--review asks questions, but standard input is no terminal", hint=hint)
    return line


def _screen(result: DedupeResult, review: Review, explanation: Explanation, *, marks: bool) -> Group:
    """Return one pair: how far the walk is, both works side by side, and what speaks for and against.

    Args:
        result: the run.
        review: the walk.
        explanation: of the pair.
        marks: show differences by colour and underline; else by brackets, as wdiff does.
    """
    comparison = explanation.comparison
    place = Text(f"\n{review.place + 1} of {len(review.pairs)}", style="bold")
    place.append(f"   score {comparison.score} of 1000, the same from {explanation.threshold}", style="not bold")
    table = Table(expand=True, box=SIMPLE_HEAD)
    table.add_column("", style="dim", no_wrap=True)
    for key in comparison.pair:
        table.add_column(Text(printable(key)), ratio=1, overflow="fold")
    table.add_column("alike")
    for row in (each for each in explanation.rows if each.left or each.right):
        left, right = mark_differences(row.left, row.right)
        points = f" {row.points:+d}" if row.points else ""
        style = "green" if (row.points or 0) > 0 else "red" if (row.points or 0) < 0 else "dim"
        table.add_row(
            row.field,
            _marked(left, "[-", "-]", marks=marks),
            _marked(right, "{+", "+}", marks=marks),
            Text(row.level + points, style=style),
        )
    label = f"veto {comparison.veto!r}: " if comparison.veto else ""
    said = [Text(printable(f"{label}{comparison.reason}"))]
    said += [Text(printable(f"- {note}")) for note in (*explanation.notes, *_merged(result, comparison.pair))]
    return Group(place, table, *said)


def _merged(result: DedupeResult, pair: tuple[str, str]) -> Iterator[str]:
    """Say with which works each of a pair is merged."""
    for key in pair:
        others = [each for each in result.members_of(key) if each != key]
        if others:
            yield f"{key} is merged with {', '.join(others)}"


def _marked(pieces: Pieces, opened: str, closed: str, *, marks: bool) -> Text:
    text = Text()
    for each in pieces:
        shown = printable(each.text)
        if not each.differs:
            text.append(shown)
        elif marks:
            text.append(shown, style="bold underline yellow")
        else:
            text.append(f"{opened}{shown}{closed}")
    return text


def _summary(console: Console, review: Review, file: DecisionsFile) -> None:
    same = sum(each.same for each in review.made)
    decided = len(review.made)
    left = len(review.pairs) - review.place
    console.print(
        Text(
            f"{decided} decided ({same} the same, {decided - same} different), {review.skipped} skipped, {left} left."
            + (f" Saved in {file.path}." if decided else "")
        )
    )
