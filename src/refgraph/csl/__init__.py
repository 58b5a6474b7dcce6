"""Citations and bibliographies in CSL styles (Citation Style Language 1.0.2).

The way of a work: `items` (works to items) -> `style` and `elements` (a style compiled to callables) -> `manuscript`
(numbers, order, disambiguation, clusters, entries, as tapes) -> `finish` (quotation marks, punctuation) -> `output`.
`words` knows single values, `styles` the styles and locales that come with refgraph.
"""

from refgraph.csl.manuscript.cites import Cite, Cluster
from refgraph.csl.manuscript.processor import CitationProcessor
from refgraph.csl.manuscript.rendered import Bibliography, Entry, Span, Update
from refgraph.csl.output import OUTPUTS
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
