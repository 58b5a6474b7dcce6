"""Plain text: one entry a line; of all marks only the display blocks can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refgraph.csl.output.blocks import in_blocks
from refgraph.csl.output.writer import Writer
from refgraph.csl.tokens import Open, Run, Token

INDENT = "    "


class PlainWriter(Writer):
    """Writes plain text."""

    def prepare(self, tokens: Iterable[Token]) -> Iterable[Token]:
        """Return the runs alone, with a space between label and text, and blocks on lines of their own."""
        tokens = list(tokens)
        if any(isinstance(token, Open) and token.mark.name == "display" for token in tokens):
            return _without_last_spaces(list(_lines(in_blocks(tokens))))
        return [token for token in tokens if isinstance(token, tuple)]


def _lines(tokens: list[Token]) -> Iterator[Run]:
    last = ""
    kind = ""
    begins = False
    for token in tokens:
        if isinstance(token, tuple):
            text, source = token
            if begins and kind != "right-inline":
                bare = text.lstrip()
                text, source = bare, source and source.moved(len(text) - len(bare))
            if begins and text:
                gap = _gap(kind, last, text)
                if gap:
                    yield gap, None
                begins = False
            if text:
                yield text, source
                last = text[-1]
        elif token.mark.name == "display" and isinstance(token, Open):
            kind, begins = token.mark.value, True


def _without_last_spaces(runs: list[Run]) -> list[Run]:
    """Return runs without white space at the end of a line."""
    kept: list[Run] = []
    for text, source in runs:
        while kept and text.startswith("\n"):
            last, origin = kept.pop()
            if bare := last.rstrip():
                kept.append((bare, origin))
                break
        kept.append((text, source))
    return kept


def _gap(kind: str, last: str, text: str) -> str:
    """Return what stands before a block: a line break, or a space after a label that has none."""
    if kind == "right-inline":
        return "" if last.isspace() or text[0].isspace() else " "
    return ("\n" if last else "") + (INDENT if kind == "indent" else "")
