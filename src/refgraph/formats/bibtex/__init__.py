"""BibTeX and BibLaTeX files.

Two layers: `parse_document` keeps a file as it is written, to the byte and with places, for those who check or edit
it; `loads` makes typed works of it, and `dumps` writes them.
"""

from typing import TYPE_CHECKING

from refgraph.exports import exports

if TYPE_CHECKING:
    from refgraph.formats.bibtex.document import BibBlock as BibBlock
    from refgraph.formats.bibtex.document import BibDocument as BibDocument
    from refgraph.formats.bibtex.document import BibEntry as BibEntry
    from refgraph.formats.bibtex.document import TextChange as TextChange
    from refgraph.formats.bibtex.edits import AddEntry as AddEntry
    from refgraph.formats.bibtex.edits import DeleteField as DeleteField
    from refgraph.formats.bibtex.edits import RemoveEntry as RemoveEntry
    from refgraph.formats.bibtex.edits import RenameField as RenameField
    from refgraph.formats.bibtex.edits import RenameKey as RenameKey
    from refgraph.formats.bibtex.edits import RenameKeys as RenameKeys
    from refgraph.formats.bibtex.edits import SetField as SetField
    from refgraph.formats.bibtex.edits import SortEntries as SortEntries
    from refgraph.formats.bibtex.field import BibField as BibField
    from refgraph.formats.bibtex.library import bibtex_keys as bibtex_keys
    from refgraph.formats.bibtex.library import dumps as dumps
    from refgraph.formats.bibtex.library import library_of as library_of
    from refgraph.formats.bibtex.library import loads as loads
    from refgraph.formats.bibtex.library import read as read
    from refgraph.formats.bibtex.reading import parse_document as parse_document
    from refgraph.formats.bibtex.reading import read_document as read_document
    from refgraph.formats.bibtex.rekeying import Rekeyed as Rekeyed
    from refgraph.formats.bibtex.rekeying import RenamedEntry as RenamedEntry
    from refgraph.formats.bibtex.rekeying import rekey as rekey
    from refgraph.formats.bibtex.relations import is_listed as is_listed

_HOMES = {
    "refgraph.formats.bibtex.document": ("BibBlock", "BibDocument", "BibEntry", "TextChange"),
    "refgraph.formats.bibtex.edits": (
        "AddEntry",
        "DeleteField",
        "RemoveEntry",
        "RenameField",
        "RenameKey",
        "RenameKeys",
        "SetField",
        "SortEntries",
    ),
    "refgraph.formats.bibtex.field": ("BibField",),
    "refgraph.formats.bibtex.library": ("bibtex_keys", "dumps", "library_of", "loads", "read"),
    "refgraph.formats.bibtex.reading": ("parse_document", "read_document"),
    "refgraph.formats.bibtex.rekeying": ("Rekeyed", "RenamedEntry", "rekey"),
    "refgraph.formats.bibtex.relations": ("is_listed",),
}

__getattr__, __dir__, __all__ = exports(__name__, _HOMES)
