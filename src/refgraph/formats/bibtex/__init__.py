"""BibTeX and BibLaTeX files.

Two layers: `parse_document` keeps a file as it is written, to the byte and with places, for those who check or edit
it; `loads` makes typed works of it, and `dumps` writes them.
"""

from refgraph.formats.bibtex.document import BibBlock, BibDocument, BibEntry, BibField, TextChange
from refgraph.formats.bibtex.edits import (
    AddEntry,
    DeleteField,
    RemoveEntry,
    RenameField,
    RenameKey,
    RenameKeys,
    SetField,
    SortEntries,
)
from refgraph.formats.bibtex.library import bibtex_keys, dumps, library_of, loads, read
from refgraph.formats.bibtex.reading import parse_document, read_document
from refgraph.formats.bibtex.rekeying import Rekeyed, RenamedEntry, rekey
from refgraph.formats.bibtex.relations import is_listed

__all__ = [
    "AddEntry",
    "BibBlock",
    "BibDocument",
    "BibEntry",
    "BibField",
    "DeleteField",
    "Rekeyed",
    "RemoveEntry",
    "RenameField",
    "RenameKey",
    "RenameKeys",
    "RenamedEntry",
    "SetField",
    "SortEntries",
    "TextChange",
    "bibtex_keys",
    "dumps",
    "is_listed",
    "library_of",
    "loads",
    "parse_document",
    "read",
    "read_document",
    "rekey",
]
