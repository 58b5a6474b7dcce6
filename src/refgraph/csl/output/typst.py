"""Typst: paragraphs, or a grid where entries have labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from refgraph.csl.output.blocks import in_blocks
from refgraph.csl.output.writer import BibliographyLayout, EntryLayout, Writer, Written
from refgraph.csl.tokens import Mark, Open, Token

# Signs of Typst's markup; hyphens inside a word are none.
_SPECIAL = re.compile(
    r"[\\#$*_`<>@~\[\]\"'=+]|(?<![^\W\d_])-|-(?![^\W\d_])|/(?=[/*]|\Z)|(?<=[/*])/|\A/|\A\d+\.(?=\s|\Z)|\.(?=\.)"
    r"|[\x00-\x1F\x7F\x85\u2028\u2029]+"
)
_MARKS: Final[dict[tuple[str, str], str]] = {
    ("font-style", "italic"): "#emph[",
    ("font-style", "oblique"): '#text(style: "oblique")[',
    ("font-weight", "bold"): "#strong[",
    ("font-weight", "light"): '#text(weight: "light")[',
    ("font-variant", "small-caps"): "#smallcaps[",
    ("text-decoration", "underline"): "#underline[",
    ("vertical-align", "sup"): "#super[",
    ("vertical-align", "sub"): "#sub[",
}
_BLOCKS: Final = {
    "left-margin": "[",
    "right-inline": "[",
    "block": "grid.cell(colspan: 2)[",
    "indent": "grid.cell(colspan: 2, inset: (left: 2em))[",
}
_LEADING, _LINE = 0.65, 1.3  # em: Typst's gap between lines, and the distance of two lines


class TypstWriter(Writer):
    """Writes Typst markup."""

    def escape(self, text: str) -> str:
        """Return the text with a backslash before every sign that Typst would read."""
        return text if isinstance(text, Written) else _SPECIAL.sub(_write, text)

    def open(self, mark: Mark) -> str:
        """Return the function of a mark and its opening bracket."""
        if mark.name == "display":
            return _BLOCKS[mark.value]
        if mark.name == "link":
            return f"#link({_string(mark.value)})["
        return _MARKS.get(mark, "#[")

    def close(self, mark: Mark) -> str:
        """Return the closing bracket; the semicolon keeps a bracket that follows out of the call."""
        return "],\n" if mark.name == "display" else "];"

    def prepare(self, tokens: Iterable[Token]) -> Iterable[Token]:
        """Return the tape without marks that undo others, and without a number and a full stop that begin a list."""
        tape = in_blocks(tokens)
        for number, token in enumerate(tape[:-1]):
            after = tape[number + 1]
            if not isinstance(token, tuple) or not isinstance(after, tuple) or not after[0].startswith("."):
                continue
            if token[0].isdecimal() and (number == 0 or isinstance(tape[number - 1], Open)):
                tape[number + 1] = (Written(f"\\.{self.escape(after[0][1:])}"), after[1])
        return tape

    def entry(self, body: str, entry: EntryLayout) -> str:  # noqa: ARG002 - the marks say it all
        """Return one paragraph, or the cells of a grid where the entry has blocks."""
        return body if _is_cells(body) else f"{body}\n"

    def bibliography(self, entries: Sequence[str], layout: BibliographyLayout) -> str:
        """Return a content block, so that its settings end with it."""
        leading = _LEADING + _LINE * (layout.line_spacing - 1)
        gap = leading + _LINE * layout.line_spacing * layout.entry_spacing
        hanging = "2em" if layout.hanging_indent and not layout.second_field_align else "0em"
        body = _grid(entries, layout, leading, gap) if any(map(_is_cells, entries)) else "\n".join(entries)
        return f"#[\n#set par(leading: {leading:g}em, spacing: {gap:g}em, hanging-indent: {hanging})\n\n{body}]\n"

    def heading(self, title: str) -> str:
        """Return a heading of the first level."""
        return f"= {self.escape(title)}\n\n"


def _is_cells(entry: str) -> bool:
    """Tell whether an entry is made of grid cells: markup never begins so, its brackets are escaped."""
    return entry.startswith(("[", "grid.cell("))


def _grid(entries: Sequence[str], layout: BibliographyLayout, leading: float, gap: float) -> str:
    """Return the entries as rows whose first column is as wide as the longest label."""
    space = f"grid.cell(colspan: 2)[#v({gap - 2 * leading:g}em)],\n" if gap > 2 * leading else ""
    cells = (each if _is_cells(each) else f"{_BLOCKS['block']}{each.rstrip()}],\n" for each in entries)
    rows = space.join(map(_hanging, cells) if layout.hanging_indent else cells)
    columns = "columns: (auto, 1fr), column-gutter: 0.5em"
    grid = f"#grid({columns}, row-gutter: {leading:g}em,\n{rows})\n"
    if layout.second_field_align == "margin":
        return f"#pad(left: -{max(layout.max_offset, 1) * 0.55 + 0.5:g}em)[\n{grid}]\n"
    return grid


def _hanging(cells: str) -> str:
    """Return the cells of an entry with the first one, if it is no label, as a paragraph: only those hang."""
    first, end, more = cells.partition("],\n")
    start = _BLOCKS["block"]
    return f"{start}#par[{first.removeprefix(start)}]{end}{more}" if first.startswith(start) else cells


def _write(found: re.Match[str]) -> str:
    sign = found[0]
    if sign[0] < " " or sign[0] in "\x7f\x85\u2028\u2029":
        return " " if any(each.isspace() for each in sign) else ""
    return f"{sign[:-1]}\\." if sign[0].isdigit() else f"\\{sign}"


def _string(text: str) -> str:
    """Return a string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
