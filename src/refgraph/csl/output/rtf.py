"""RTF 1.9: paragraphs with hanging indents and tabs; letters beyond ASCII as Unicode escapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from refgraph.csl.output.blocks import in_blocks
from refgraph.csl.output.writer import BibliographyLayout, EntryLayout, Writer
from refgraph.csl.tokens import Mark, Token

_SPECIAL = re.compile(r"[\\{}]|[\x00-\x1F\x7F]+|[^\x00-\x7F]")
_MARKS: Final[dict[tuple[str, str], str]] = {
    ("font-style", "italic"): r"{\i ",
    ("font-style", "oblique"): r"{\i ",
    ("font-weight", "bold"): r"{\b ",
    ("font-variant", "small-caps"): r"{\scaps ",
    ("text-decoration", "underline"): r"{\ul ",
    ("vertical-align", "sup"): r"{\super ",
    ("vertical-align", "sub"): r"{\sub ",
}
# The paragraphs of an entry by number of their style; `bibliography` puts in what the layout makes of it.
_ENTRY, _BLOCK, _INDENT = (rf"\pard\plain\s{number} " for number in (1, 2, 3))
_BLOCKS: Final = {
    "left-margin": (_ENTRY, r"\tab "),
    "right-inline": ("", "\\par\n"),
    "block": (_BLOCK, "\\par\n"),
    "indent": (_INDENT, "\\par\n"),
}
_TWIPS_PER_LINE, _TWIPS_PER_INDENT, _TWIPS_PER_SIGN = 240, 720, 130
_HEADER = r"""{\rtf1\ansi\ansicpg1252\uc1\deff0
{\fonttbl{\f0\froman\fcharset0 Times New Roman;}}
{\stylesheet{\s0 Normal;}{\s1 Bibliography;}{\s2 Bibliography block;}{\s3 Bibliography indent;}{\s4 Heading;}}
"""


class RtfWriter(Writer):
    """Writes RTF."""

    def escape(self, text: str) -> str:
        """Return the text in ASCII; characters beyond the first plane as two surrogates."""
        return _SPECIAL.sub(_write, text)

    def open(self, mark: Mark) -> str:
        """Return what begins a mark."""
        if mark.name == "display":
            return _BLOCKS[mark.value][0]
        if mark.name == "link":
            address = self.escape(re.sub(r'["\\\s]', _percent, mark.value))
            return rf'{{\field{{\*\fldinst HYPERLINK "{address}"}}{{\fldrslt '
        return _MARKS.get(mark, "{")

    def close(self, mark: Mark) -> str:
        """Return what ends a mark."""
        if mark.name == "display":
            return _BLOCKS[mark.value][1]
        return "}}" if mark.name == "link" else "}"

    def prepare(self, tokens: Iterable[Token]) -> Iterable[Token]:
        """Return the tape with its text in paragraphs."""
        return in_blocks(tokens)

    def entry(self, body: str, entry: EntryLayout) -> str:  # noqa: ARG002 - the marks say it all
        """Return the paragraphs of one entry."""
        return body if body.startswith(r"\pard") else f"{_ENTRY}{body}\\par\n"

    def bibliography(self, entries: Sequence[str], layout: BibliographyLayout) -> str:
        """Return the paragraphs as a group, to be put into an RTF document."""
        room = (layout.entry_spacing * layout.line_spacing) * _TWIPS_PER_LINE
        line = rf"\sl{_TWIPS_PER_LINE * layout.line_spacing}\slmult1"
        label = max(layout.max_offset, 1) * _TWIPS_PER_SIGN + _TWIPS_PER_SIGN
        left, first = (0, 0)
        if layout.second_field_align == "margin":
            first = -label
        elif layout.second_field_align or layout.max_offset:
            left, first = label, -label
        elif layout.hanging_indent:
            left, first = _TWIPS_PER_INDENT, -_TWIPS_PER_INDENT
        paragraphs = {
            _ENTRY: rf"\li{left}\fi{first}\tx{left}",
            _BLOCK: rf"\li{left}\fi{first}" if layout.hanging_indent else r"\li0\fi0",
            _INDENT: rf"\li{left + _TWIPS_PER_INDENT}\fi0",
        }
        written = [self._entry(entry, paragraphs, line, room) for entry in entries]
        return "{\n" + "".join(written) + "}\n"

    def document(
        self,
        entries: Sequence[str],
        layout: BibliographyLayout,
        *,
        title: str = "",
        language: str = "",  # noqa: ARG002 - RTF has numbers for a few languages only
    ) -> str:
        """Return a whole RTF file."""
        heading = rf"\pard\plain\s4\sa240\f0\fs32\b {self.escape(title)}\par" + "\n" if title else ""
        return f"{_HEADER}{heading}{self.bibliography(entries, layout)}}}\n"

    def _entry(self, entry: str, paragraphs: dict[str, str], line: str, room: int) -> str:
        """Return an entry with the layout in its paragraphs; the space after it belongs to the last one."""
        for style, layout in paragraphs.items():
            entry = entry.replace(style, rf"{style.rstrip()}{layout}{line}\sa0\f0\fs24 ")
        before, _, after = entry.rpartition(r"\sa0\f0")
        return rf"{before}\sa{room}\f0{after}"


def _write(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in "\\{}":
        return f"\\{sign}"
    if sign == "\N{NO-BREAK SPACE}":
        return r"\~"
    if sign[0] < "\x80":
        return " " if any(each.isspace() for each in sign) else ""
    code = ord(sign)
    units = (code,) if code < 0x10000 else (0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF))
    return "".join(rf"\u{unit - 0x10000 if unit > 0x7FFF else unit}?" for unit in units)


def _percent(found: re.Match[str]) -> str:
    return f"%{ord(found[0]) & 0xFF:02X}"
