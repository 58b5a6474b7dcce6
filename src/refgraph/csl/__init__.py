"""Citations and bibliographies in CSL styles (Citation Style Language 1.0.2).

The way of a work: `reading` (works to items) -> `style` (a style compiled to callables) -> `registry` (numbers, order,
disambiguation) -> `clusters` and `bibliography` (tapes) -> `finish` (quotation marks, punctuation) -> `output`.
"""

from refgraph.csl.cites import Cite, Cluster
from refgraph.csl.output import OUTPUTS
from refgraph.csl.processor import CitationProcessor
from refgraph.csl.rendered import Bibliography, Entry, Span, Update
from refgraph.csl.style import Style, compile_style
from refgraph.csl.styles import load_style, search_styles

__all__ = [
    "OUTPUTS",
    "Bibliography",
    "CitationProcessor",
    "Cite",
    "Cluster",
    "Entry",
    "Span",
    "Style",
    "Update",
    "compile_style",
    "load_style",
    "search_styles",
]
