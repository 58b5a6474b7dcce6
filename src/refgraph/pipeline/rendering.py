"""A bibliography in a style: the style's name decides which engine writes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from refgraph.bst import render_bst
from refgraph.model import Library


def render(
    library: Library, style: str | Path = "plain", output: str = "text", *, keys: Sequence[str] | None = None
) -> str:
    """Write the bibliography of a library.

    Args:
        library: the works.
        style: a BibTeX style: "plain", "unsrt", "alpha", "unsrtalpha" or the path of a .bst file.
        output: "text", "html", "latex" or "markdown".
        keys: only these works, in this order where the style does not sort; all by default.

    Raises:
        UnknownNameError: if style, output or a key is unknown.
    """
    return render_bst(library, style=str(style), output=output, keys=None if keys is None else list(keys))
