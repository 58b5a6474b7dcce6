"""Call-outs: where a manuscript cites what, and what LaTeX noted down about it."""

from refgraph.documents.callouts.aux_files import CitedKeys, read_aux, read_bcf
from refgraph.documents.callouts.front_matter import FrontMatter, read_front_matter
from refgraph.documents.callouts.locators import ENGLISH_TERMS, LABELS, Locator, split_locator
from refgraph.documents.callouts.values import CitationSpan, CitedPart, CitedText, Form, ListPlace, Mode, NoteSpan

__all__ = [
    "ENGLISH_TERMS",
    "LABELS",
    "CitationSpan",
    "CitedKeys",
    "CitedPart",
    "CitedText",
    "Form",
    "FrontMatter",
    "ListPlace",
    "Locator",
    "Mode",
    "NoteSpan",
    "read_aux",
    "read_bcf",
    "read_front_matter",
    "split_locator",
]
