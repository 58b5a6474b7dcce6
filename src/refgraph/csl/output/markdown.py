"""Markdown as Pandoc reads it, and CommonMark as far as it goes: one paragraph for each entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from refgraph.csl.output.blocks import in_blocks
from refgraph.csl.output.emphasis import COMMENT, safe_emphasis
from refgraph.csl.output.writer import BibliographyLayout, EntryLayout, Writer, Written
from refgraph.csl.tokens import Close, Mark, Open, Token

# Quotation marks, rows of hyphens and full stops are for Pandoc's "smart" typography. A row may go on in the next run.
_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>#$@^~|\"']|&(?=#?\w)|!(?=\[|\Z)|-(?=-|\Z)|(?<=-)-|\A-|\.(?=\.)"
    r"|[\x00-\x1F\x7F\x85\u2028\u2029]+"
)
_CIRCUMFLEX = frozenset({"^", "~"})
_MARKS: Final[dict[tuple[str, str], tuple[str, str]]] = {
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
    ("font-weight", "light"): ("[", "]{.light}"),
    ("font-variant", "small-caps"): ("[", "]{.smallcaps}"),
    ("text-decoration", "underline"): ("[", "]{.underline}"),
    ("vertical-align", "sup"): ("^", "^"),
    ("vertical-align", "sub"): ("~", "~"),
}
_RAISED = frozenset({"sup", "sub"})
# The sign that would make a list, a definition, a heading or a title block of the line it begins.
_LINE_START = re.compile(r"\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)([.)])(?=\s|\Z)|([-+:%=])")
_LIST_LABEL = re.compile(r"\(?[0-9A-Za-z]{,9}")
_SPACE = re.compile(r"\s")
_ADDRESS = re.compile(r"[\\<>\s]")
_INDENT = "&emsp;"
_BREAK = "\\\n"


class MarkdownWriter(Writer):
    """Writes Markdown."""

    def escape(self, text: str) -> str:
        """Return the text with a backslash before every sign that Markdown or Pandoc would read."""
        return text if isinstance(text, Written) else _SPECIAL.sub(_write, text)

    def open(self, mark: Mark) -> str:
        """Return what begins a mark."""
        return "[" if mark.name == "link" else _MARKS.get(mark, ("", ""))[0]

    def close(self, mark: Mark) -> str:
        """Return what ends a mark."""
        if mark.name == "link":
            return f"](<{_ADDRESS.sub(_percent, mark.value)}>)"
        return _MARKS.get(mark, ("", ""))[1]

    def prepare(self, tokens: Iterable[Token]) -> Iterable[Token]:
        """Return the tape with line starts, line breaks and the signs next to emphasis made safe."""
        return self._parted(safe_emphasis(list(_raised(self._lines(in_blocks(tokens)))), self.escape))

    def bibliography(self, entries: Sequence[str], layout: BibliographyLayout) -> str:  # noqa: ARG002 - readers set it
        """Return one paragraph for each entry."""
        return "\n".join(entries)

    def entry(self, body: str, entry: EntryLayout) -> str:  # noqa: ARG002 - the marks say it all
        """Return one paragraph."""
        return f"{body}\n"

    def heading(self, title: str) -> str:
        """Return a heading of the first level."""
        return f"# {self.escape(title)}\n\n"

    def _lines(self, tokens: list[Token]) -> Iterator[Token]:
        """Yield the tape with blocks on lines of their own, and with safe line starts."""
        line: str | None = ""  # what the line begins with, as long as it may become the label of a list
        begins, last = True, ""
        for token in tokens:
            if isinstance(token, tuple):
                text, source = token
                bare = text.lstrip() if begins else text
                text, source = bare, source and source.moved(len(text) - len(bare))
                if not text:
                    continue
                safe = text if line is None else self._line_start(line, text)
                line = line + text if line is not None and _LIST_LABEL.fullmatch(line + text) else None
                begins, last = False, text[-1]
                yield safe, source
            elif token.mark.name == "display":
                if isinstance(token, Open):
                    kind = token.mark.value
                    yield from _gap(kind, last)
                    line = "" if kind in {"block", "left-margin"} else None
                    begins = True
            else:
                line = line if token.mark.name == "link" else None
                yield token

    def _line_start(self, line: str, text: str) -> str:
        """Return a run that continues the beginning of a line, so that the line begins a paragraph."""
        found = _LINE_START.match(line + text)
        place = max(found.start(1), found.start(2)) - len(line) if found else -1
        if place < 0:
            return text
        return Written(f"{self.escape(text[:place])}\\{text[place]}{self.escape(text[place + 1 :])}")

    def _parted(self, tokens: list[Token]) -> list[Token]:
        """Return the tape with comments between marks that would be read as one."""
        parted: list[Token] = []
        for token in tokens:
            before = parted[-1] if parted else None
            if isinstance(token, Open) and before is not None and not isinstance(before, tuple):
                touching = (self.close if isinstance(before, Close) else self.open)(before.mark)
                if self._clash(touching, self.open(token.mark), closed=isinstance(before, Close)):
                    parted.append(COMMENT)
            parted.append(token)
        return parted

    def _clash(self, before: str, after: str, *, closed: bool) -> bool:
        """Tell whether two marks that touch would be read as one, or as a footnote."""
        if not closed:
            return before == "[" and after == "^"
        return (before.startswith("*") and after.startswith("*")) or (
            before in _CIRCUMFLEX and after in _CIRCUMFLEX | {"["}
        )


def _gap(kind: str, last: str) -> Iterator[Token]:
    """Yield what stands before a block: a space after the label, or a line break."""
    if kind == "right-inline":
        if not last.isspace():
            yield " ", None
    elif last:
        yield Written(_BREAK), None
    if kind == "indent":
        yield Written(_INDENT), None


def _raised(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tape with superscripts and subscripts as Pandoc reads them.

    A space would end them, and what is escaped in them is read twice.
    """
    depth = 0
    for token in tokens:
        if isinstance(token, tuple):
            text, source = token
            if depth and not isinstance(text, Written):
                text = _SPACE.sub("\N{NO-BREAK SPACE}", text)
                yield Written(_SPECIAL.sub(_write, _SPECIAL.sub(_write, text))), source
            else:
                yield token
        else:
            if token.mark.value in _RAISED:
                depth += 1 if isinstance(token, Open) else -1
            yield token


def _write(found: re.Match[str]) -> str:
    sign = found[0]
    if sign[0] < " " or sign[0] in "\x7f\x85\u2028\u2029":
        return " " if any(each.isspace() for each in sign) else ""
    return f"\\{sign}"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
