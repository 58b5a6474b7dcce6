"""A library to a bibliography in a BibTeX style."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from refgraph.bst import outputs
from refgraph.bst.locating import SUFFIX, find_style
from refgraph.errors import UnknownNameError, UnreadableFileError
from refgraph.model.library import Library
from refgraph.model.work import Work

STYLES = ("plain", "unsrt", "alpha", "unsrtalpha")
"""The styles that need no .bst file."""

OUTPUTS = tuple(outputs.WRITERS)
"""The kinds of text a bibliography can be written as."""


def render_bst(
    library: Library, style: str | Path = "plain", output: str = "text", keys: Sequence[str] | None = None
) -> str:
    """Write the bibliography of a library in a BibTeX style.

    Titles keep their capitals, since refgraph does not know which of them are names; a title that came from a .bib file
    with braces is recased by the style around them, as BibTeX does. A field that a style requires and a work lacks is
    left out without further ado: that is for ``refgraph check`` to report. For the file that BibTeX itself would write,
    to the byte, see `render_bbl`.

    Args:
        library: the works.
        style: one of `STYLES`, the path of a .bst file, or the name of one that TeX would find.
        output: one of `OUTPUTS`; "latex" is a ``thebibliography``, "html" a fragment without head and body.
        keys: only these works, in this order where the style does not sort; all by default.

    Raises:
        UnknownNameError: if style, output or a key is unknown; the hint names near ones.
        UnreadableFileError: if the .bst file cannot be read.
        InvalidValueError: if the .bst file is broken.
    """
    return render_outputs(library, style, (output,), keys)[output]


def render_outputs(
    library: Library, style: str | Path, wanted: Sequence[str], keys: Sequence[str] | None = None
) -> dict[str, str]:
    """Write the bibliography of a library as several kinds of text; the style runs only once.

    Args:
        library: the works.
        style: as for `render_bst`.
        wanted: kinds of text, among `OUTPUTS`.
        keys: as for `render_bst`.

    Returns:
        The text of each kind.

    Raises:
        UnknownNameError: as for `render_bst`.
    """
    for output in wanted:
        if output not in outputs.WRITERS:
            raise UnknownNameError("no such output", text=output, hint=_hint(output, OUTPUTS))
    works = tuple(library) if keys is None else tuple(library[key] for key in keys)
    items = _items(works, style) if works else []
    return {output: outputs.WRITERS[output](items) if works else "" for output in wanted}


def _items(works: tuple[Work, ...], style: str | Path) -> list[outputs.Item]:
    if str(style) in STYLES:
        from refgraph.bst.styles import format_works

        return format_works(works, str(style))
    from refgraph.bst.interpreter import run_bst

    return run_bst(works, _path(style))


def _path(style: str | Path) -> Path:
    """Return where a .bst file is; a name without ".bst" that is none is an unknown style."""
    try:
        return find_style(style, STYLES)
    except UnreadableFileError:
        if Path(style).suffix == SUFFIX:
            raise
        hint = f"{_hint(str(style), STYLES)}, or give the path of a .bst file"
        raise UnknownNameError("no such style", text=str(style), hint=hint) from None


def _hint(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name.casefold(), known, n=2, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else "known are " + ", ".join(known)
