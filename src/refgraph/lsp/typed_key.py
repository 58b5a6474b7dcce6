r"""The key that is being typed in a manuscript: what the manuscript's own reader takes for one.

No citation command is named here. A made-up key is put where the cursor is, what may still be open is closed, and the
reader that the checker uses is asked whether it sees a citation; so completion knows every call-out that checks know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from refgraph.check.manuscripts import Manuscript, read_manuscript_text
from refgraph.check.manuscripts.latex import read_latex
from refgraph.documents.callouts.latex_macros import CitingCommand, find_commands
from refgraph.errors import RefgraphError

_MADE_UP = "refgraphxkey"
_LATEX = frozenset({".tex", ".ltx"})
_CLOSERS = {
    ".tex": ("", "}"),
    ".ltx": ("", "}"),
    ".md": ("", "]", "`", "}`"),
    ".markdown": ("", "]", "`", "}`"),
    ".qmd": ("", "]", "`", "}`"),
    ".rmd": ("", "]", "`", "}`"),
    ".typ": ("", ">)", ">", '")', '"))'),
    ".rst": ("", "`", "]_"),
    ".org": ("", "]", "]]", "}"),
    ".adoc": ("", "]", ">>"),
    ".asciidoc": ("", "]", ">>"),
    ".ipynb": ("", "]"),
    ".html": ("", '">'),
    ".htm": ("", '">'),
}
"""What ends a call-out that is only half there; nothing, where it is all there."""
_REST = re.compile(r"[^\s,;{}\[\]()<>`\"'@&\\|]*")
"""What may belong to the key after the cursor; an open brace lets it run on."""
_GAP = re.compile(r"\n[ \t]*\r?\n")
_FARTHEST = 2_000  # characters from the cursor to where its paragraph is cut
_SIGN = re.compile(r"cit|@|<|\{", re.IGNORECASE)


def typed_key(
    text: str, path: Path, offset: int, commands: Mapping[str, CitingCommand] | None = None
) -> tuple[int, int] | None:
    r"""Return the half-open span of the key that the cursor is in or where one would begin; None outside call-outs.

    Args:
        text: of the manuscript, which may be half typed.
        path: of the manuscript; its suffix says what it is.
        offset: of the cursor.
        commands: citing commands that a LaTeX manuscript defines; by default those that this text does.

    >>> typed_key(r"see \parencite[12]{smi", Path("a.tex"), 22)
    (19, 22)
    >>> typed_key("as @smi says", Path("a.typ"), 7)
    (4, 7)
    """
    if commands is None:
        commands = find_commands(text) if path.suffix.lower() in _LATEX else {}
    start, end = _paragraph(text, offset)
    if not _SIGN.search(text, start, offset):
        return None
    for closer in _CLOSERS.get(path.suffix.lower(), ()):
        piece = f"{text[start:offset]}{_MADE_UP}{closer}{text[offset:end]}"
        manuscript = _read(piece, path, commands)
        cursor = offset - start
        for each in manuscript.cited if manuscript is not None else ():
            if each.start <= cursor and cursor + len(_MADE_UP) <= each.end:
                rest = _REST.match(text, offset)
                return start + each.start, min(start + each.end - len(_MADE_UP), rest.end() if rest else offset)
    return None


def _read(text: str, path: Path, commands: Mapping[str, CitingCommand]) -> Manuscript | None:
    if path.suffix.lower() in _LATEX:
        return read_latex(text, str(path), commands)
    try:
        return read_manuscript_text(text, str(path))
    except RefgraphError:
        return None


def _paragraph(text: str, offset: int) -> tuple[int, int]:
    """Return the span of the paragraph at an offset, which is enough to see a call-out and quickly read."""
    first, last = max(0, offset - _FARTHEST), min(len(text), offset + _FARTHEST)
    start = max((found.end() for found in _GAP.finditer(text, first, offset)), default=first)
    after = _GAP.search(text, offset, last)
    return start, after.start() if after else last
