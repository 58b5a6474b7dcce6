"""Bibliographies in BibTeX styles: plain, unsrt, alpha, unsrtalpha, or any .bst file, as BibTeX runs it."""

from refgraph.bst.bbl import Bbl, render_bbl
from refgraph.bst.locating import find_database, find_style, installed_styles
from refgraph.bst.machine import Limits
from refgraph.bst.render import OUTPUTS, STYLES, render_bst, render_outputs
from refgraph.bst.script import BstError

__all__ = [
    "OUTPUTS",
    "STYLES",
    "Bbl",
    "BstError",
    "Limits",
    "find_database",
    "find_style",
    "installed_styles",
    "render_bbl",
    "render_bst",
    "render_outputs",
]
