"""LaTeX for any engine: a list with labels or hanging indents; letters beyond ASCII stay as they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from refgraph.csl.output.blocks import in_blocks
from refgraph.csl.output.superscripts import CHARACTERS, SUPERSCRIPTS
from refgraph.csl.output.writer import BibliographyLayout, EntryLayout, Writer
from refgraph.csl.tokens import Mark, Token

_WRITTEN: Final = {sign: rf"\textsuperscript{{{plain}}}" for sign, plain in SUPERSCRIPTS.items()} | {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "-": "-{}",
    "'": "'{}",
    ",": ",{}",
    "\N{NO-BREAK SPACE}": "~",
    "\N{THIN SPACE}": r"\,",
    "\N{NARROW NO-BREAK SPACE}": r"\,",
    "\N{SOFT HYPHEN}": r"\-",
}
for _kept in "ª²³¹º™":  # LaTeX has these
    del _WRITTEN[_kept]
# Two hyphens, apostrophes or commas in a row would be read as one sign, also where two runs meet.
_SPECIAL = re.compile(
    rf"[\\{{}}$&%#_~^`<>|\u00A0\u2009\u202F\u00AD{''.join(sign for sign in CHARACTERS if sign in _WRITTEN)}]"
    r"|-(?=-|\Z)|'(?='|\Z)|,(?=,)|[\x00-\x1F\x7F]+"
)
_MARKS: Final[dict[tuple[str, str], str]] = {
    ("font-style", "italic"): r"\emph{",
    ("font-style", "oblique"): r"\textsl{",
    ("font-weight", "bold"): r"\textbf{",
    ("font-weight", "light"): r"{\fontseries{l}\selectfont ",
    ("font-variant", "small-caps"): r"\textsc{",
    ("text-decoration", "underline"): r"\underline{",
    ("vertical-align", "sup"): r"\textsuperscript{",
    ("vertical-align", "sub"): r"\textsubscript{",
}
_BLOCKS: Final = {
    "left-margin": (r"\item[{", "}] "),
    "right-inline": ("", "\\par\n"),
    # from margin to margin, where labels have a column
    "block": (r"{\advance\leftskip-\labelwidth\advance\leftskip-\labelsep ", "\\par}\n"),
    "indent": (r"{\advance\leftskip 2em ", "\\par}\n"),
}
_HREF = "\\providecommand{\\href}[2]{#2}\n"
_PREAMBLE = r"""\documentclass{article}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[T1]{fontenc}
\else
  \usepackage{fontspec}
\fi
\usepackage[hidelinks]{hyperref}
"""


class LatexWriter(Writer):
    """Writes LaTeX."""

    def escape(self, text: str) -> str:
        """Return the text with LaTeX's own characters as commands, composed (NFC), without control characters."""
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        return _SPECIAL.sub(_write, text)

    def open(self, mark: Mark) -> str:
        """Return the command of a mark and its opening brace."""
        if mark.name == "display":
            return _BLOCKS[mark.value][0]
        if mark.name == "link":
            return rf"\href{{{_address(mark.value)}}}{{"
        return _MARKS.get(mark, "{")

    def close(self, mark: Mark) -> str:
        """Return the closing brace of a mark."""
        return _BLOCKS[mark.value][1] if mark.name == "display" else "}"

    def prepare(self, tokens: Iterable[Token]) -> Iterable[Token]:
        """Return the tape without marks that undo others, which LaTeX has no commands for."""
        return in_blocks(tokens)

    def entry(self, body: str, entry: EntryLayout) -> str:  # noqa: ARG002 - the marks say it all
        r"""Return one `\item`."""
        body = body.removesuffix("\n").removesuffix("\\par")
        begin = _BLOCKS["left-margin"][0]
        # `\item [1]` would make a label of the text.
        start = begin if body.startswith(begin) else r"\item[] " if body.lstrip().startswith("[") else r"\item "
        # A label within the entry begins a line too, but without the space that stands between entries.
        return start + body.removeprefix(begin).replace(begin, rf"\vspace{{-\itemsep}}{begin}") + "\n"

    def bibliography(self, entries: Sequence[str], layout: BibliographyLayout) -> str:
        r"""Return a `list`; `\href` is asked for only if there are links, and left out where hyperref is not loaded."""
        body = "".join(entries)
        before = _HREF if r"\href{" in body else ""
        if layout.line_spacing > 1:
            before += f"{{\\linespread{{{layout.line_spacing}}}\\selectfont\n"
        after = "\\par}\n" if layout.line_spacing > 1 else ""
        items = body or "\\item[]\n"
        return f"{before}\\begin{{list}}{{}}{{%\n{_lengths(layout)}}}\n{items}\\end{{list}}\n{after}"

    def document(
        self,
        entries: Sequence[str],
        layout: BibliographyLayout,
        *,
        title: str = "",
        language: str = "",  # noqa: ARG002 - babel is the author's choice
    ) -> str:
        """Return a document for pdfLaTeX, XeLaTeX and LuaLaTeX; beyond Latin letters it takes one of the last two."""
        heading = f"\\section*{{{self.escape(title)}}}\n" if title else ""
        return f"{_PREAMBLE}\\begin{{document}}\n{heading}{self.bibliography(entries, layout)}\\end{{document}}\n"


def _write(found: re.Match[str]) -> str:
    sign = found[0]
    written = _WRITTEN.get(sign)
    if written is not None:
        return written
    return " " if any(each.isspace() for each in sign) else ""


def _address(url: str) -> str:
    """Return an address as hyperref reads it, even inside another command's argument."""
    encoded = "".join(f"%{ord(each):02X}" if each <= " " or each in '\\{}^"<>|`' else each for each in url)
    return re.sub(r"[%#&]", r"\\\g<0>", encoded)


def _lengths(layout: BibliographyLayout) -> str:
    """Return the lengths of the list."""
    label = f"{max(layout.max_offset, 1) * 0.55:.4g}em"
    margin, indent, width, gap = "0pt", "0pt", "0pt", "0pt"
    if layout.second_field_align or layout.max_offset:
        width, gap = label, "0.5em"
        margin = "0pt" if layout.second_field_align == "margin" else r"\dimexpr\labelwidth+\labelsep\relax"
    elif layout.hanging_indent:
        margin, indent = "2em", "-2em"
    spacing = f"{layout.entry_spacing}\\baselineskip" if layout.entry_spacing else "0pt"
    lengths = {
        "labelwidth": width,
        "labelsep": gap,
        "leftmargin": margin,
        "itemindent": indent,
        "itemsep": spacing,
        "parsep": "0pt",
        "listparindent": "0pt",
    }
    rows = "".join(f"  \\setlength{{\\{name}}}{{{length}}}%\n" for name, length in lengths.items())
    return f"{rows}  \\renewcommand{{\\makelabel}}[1]{{#1\\hfil}}%\n"
