"""The `display` attribute as a plain list of blocks; CSL 1.0.2, "Display"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refgraph.csl.output.effective import effective
from refgraph.csl.tokens import Mark, Open, Token

_BLOCK = "block"


def in_blocks(tokens: Iterable[Token]) -> list[Token]:
    """Return a tape whose formatting takes effect as written, and whose text all stands in blocks if any of it does.

    Text between blocks, such as a suffix of the layout, goes into the block before it. A "left-margin" that no
    "right-inline" follows, and a "right-inline" that follows no "left-margin", become a "block". No block stands in
    another one.
    """
    tape = list(effective(tokens))
    if not any(isinstance(token, Open) and token.mark.name == "display" for token in tape):
        return tape
    found = _joined(_split(tape))
    written: list[Token] = []
    for number, (kind, block) in enumerate(found):
        before = found[number - 1][0] if number else ""
        after = found[number + 1][0] if number + 1 < len(found) else ""
        alone = (kind == "left-margin" and after != "right-inline") or (
            kind == "right-inline" and before != "left-margin"
        )
        begin = Open(Mark("display", _BLOCK if alone else kind))
        written += [begin, *block, begin.close]
    return written


def _split(tape: list[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Yield the blocks and the stretches between them, which have no kind."""
    depth = 0
    kind = ""
    block: list[Token] = []
    for token in tape:
        if isinstance(token, tuple) or token.mark.name != "display":
            block.append(token)
        elif isinstance(token, Open):
            depth += 1
            if depth == 1:
                yield kind, block
                kind, block = token.mark.value, []
        else:
            depth -= 1
            if depth == 0:
                yield kind, block
                kind, block = "", []
    yield kind, block


def _joined(blocks: Iterable[tuple[str, list[Token]]]) -> list[tuple[str, list[Token]]]:
    """Return the blocks that have text, with the text between them."""
    joined: list[tuple[str, list[Token]]] = []
    waiting: list[Token] = []
    for kind, block in blocks:
        if not any(isinstance(token, tuple) and not token[0].isspace() for token in block):
            continue
        if kind:
            joined.append((kind, [*waiting, *block]))
            waiting = []
        elif joined:
            joined[-1][1].extend(block)
        else:
            waiting = [*waiting, *block]
    return [*joined, (_BLOCK, waiting)] if waiting else joined
