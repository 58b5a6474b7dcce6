"""Bibliographies in BibTeX styles: plain, unsrt, alpha, unsrtalpha, or any .bst file, through pybtex."""

from refgraph.bst.render import OUTPUTS, STYLES, render_bst, render_outputs

__all__ = ["OUTPUTS", "STYLES", "render_bst", "render_outputs"]
