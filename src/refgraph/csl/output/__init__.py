"""Writers of rendered citations and bibliographies, one for each output format."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib import import_module

from refgraph.csl.output.writer import BibliographyLayout, EntryLayout, Writer, write_spans, write_tokens
from refgraph.errors import UnknownNameError

# Format -> module and class; a module is loaded when its format is asked for.
_WRITERS = {
    "text": ("plain", "PlainWriter"),
    "html": ("hypertext", "HtmlWriter"),
    "latex": ("latex", "LatexWriter"),
    "markdown": ("markdown", "MarkdownWriter"),
    "typst": ("typst", "TypstWriter"),
    "rtf": ("rtf", "RtfWriter"),
    "docx": ("docx", "DocxWriter"),
}

OUTPUTS: tuple[str, ...] = tuple(_WRITERS)
"""Names of the output formats."""


@cache
def writer(output: str) -> Writer:
    """Return the writer of an output format.

    Args:
        output: one of `OUTPUTS`.

    Raises:
        UnknownNameError: there is no such format; the hint names near ones.
    """
    found = _WRITERS.get(output)
    if found is None:
        near = get_close_matches(output.lower(), OUTPUTS, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(OUTPUTS)}"
        raise UnknownNameError(f"no output format {output!r}", hint=hint)
    made = getattr(import_module(f"{__name__}.{found[0]}"), found[1])()
    assert isinstance(made, Writer)
    return made


__all__ = ["OUTPUTS", "BibliographyLayout", "EntryLayout", "Writer", "write_spans", "write_tokens", "writer"]
