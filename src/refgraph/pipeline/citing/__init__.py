"""Citing in manuscripts: Markdown and LaTeX with their citations and bibliography written out."""

from refgraph.pipeline.citing.bbl import cite_aux
from refgraph.pipeline.citing.manuscript import KINDS, CitedManuscript, cite_manuscript
from refgraph.pipeline.citing.settings import DEFAULT_STYLE, Wishes

__all__ = ["DEFAULT_STYLE", "KINDS", "CitedManuscript", "Wishes", "cite_aux", "cite_manuscript"]
