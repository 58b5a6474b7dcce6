"""BibTeX and BibLaTeX files.

Two layers: `parse_document` keeps a file as it is written, with places, for those who check it;
`loads` makes typed works of it, and `dumps` writes them.
"""

from refgraph.formats.bibtex.document import BibDocument, BibEntry, BibField
from refgraph.formats.bibtex.library import bibtex_keys, dumps, library_of, loads, read
from refgraph.formats.bibtex.reading import parse_document, read_document

__all__ = [
    "BibDocument",
    "BibEntry",
    "BibField",
    "bibtex_keys",
    "dumps",
    "library_of",
    "loads",
    "parse_document",
    "read",
    "read_document",
]
