"""Marks as they take effect: for formats that cannot write "normal" inside italics, or one emphasis inside another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refgraph.csl.tokens import Mark, Open, Run, Token

NEUTRAL = frozenset({"normal", "none", "baseline"})


def effective(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield a tape that says the same with marks that add something only.

    No mark stands inside one of the same name, none says "normal", "none" or "baseline", none is empty, and none
    reaches over white space at its ends: `<i>a <normal>b</normal></i>` becomes `<i>a</i> b`. All stand inside the
    blocks of "display".
    """
    wanted: list[Mark] = []
    written: list[Open] = []
    space: list[Token] = []
    for token in tokens:
        if isinstance(token, tuple):
            yield from _write(token, _taking_effect(wanted), written, space)
        elif token.mark.name != "display":
            if isinstance(token, Open):
                wanted.append(token.mark)
            else:
                wanted.pop()
        else:
            yield from _end(written, 0)
            yield from _flush(space)
            yield token
    yield from _end(written, 0)
    yield from space


def _write(run: Run, marks: list[Mark], written: list[Open], space: list[Token]) -> Iterator[Token]:
    text, source = run
    bare = text.strip()
    if not bare:
        if text:
            space.append(run)
        return
    start = text.index(bare)
    if start:
        space.append((text[:start], source))
    shared = 0
    while shared < min(len(marks), len(written)) and written[shared].mark == marks[shared]:
        shared += 1
    yield from _end(written, shared)
    yield from _flush(space)
    for mark in marks[shared:]:
        written.append(Open(mark))
        yield written[-1]
    end = start + len(bare)
    yield bare, source and source.moved(start)
    if end < len(text):
        space.append((text[end:], source and source.moved(end)))


def _taking_effect(wanted: list[Mark]) -> list[Mark]:
    """Return the innermost mark of every name, without those that only undo another."""
    if len(wanted) < 2 and not (wanted and wanted[0].value in NEUTRAL):  # nothing can undo anything
        return wanted
    last: dict[str, Mark] = {}
    for mark in wanted:
        last.pop(mark.name, None)
        last[mark.name] = mark
    return [mark for mark in last.values() if mark.value not in NEUTRAL]


def _end(written: list[Open], shared: int) -> Iterator[Token]:
    while len(written) > shared:
        yield written.pop().close


def _flush(space: list[Token]) -> Iterator[Token]:
    yield from space
    space.clear()
