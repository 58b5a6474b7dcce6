"""What refgraph reads in the shared corpus of .bib files, in the form its score.py takes.

``python tests/conformance/bib_corpus.py > predictions.json``, then
``python ../shared/bib-corpus/score.py ../shared/bib-corpus/facts.json predictions.json``.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from refgraph.formats.bibtex import parse_document
from refgraph.formats.bibtex.library import inherited_fields, own_fields
from refgraph.formats.bibtex.persons import split_names
from refgraph.text.decoding import decode

SHARED = Path(os.environ.get("REFGRAPH_SHARED") or Path(__file__).parents[3] / "shared")


def predictions(folder):
    """Return what was read of every file that facts.json names."""
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    return {name: read(folder / "files" / name) for name in facts}


def read(path):
    """Return the entries of one file."""
    document = parse_document(decode(path.read_bytes()).text, str(path))
    by_key = {entry.key.casefold(): entry for entry in reversed(document.entries)}
    return {"entries": [entry_of(each, by_key) for each in document.entries], "error": None}


def entry_of(entry, by_key):
    """Return one entry: fields with macros expanded and crossref followed, names in BibTeX's four parts."""
    fields = inherited_fields(entry, own_fields(entry), by_key)
    names = {role: [*map(list, split_names(fields[role]))] for role in ("author", "editor") if role in fields}
    return {"key": entry.key, "type": entry.type, "fields": fields, "names": names}


if __name__ == "__main__":
    json.dump(predictions(SHARED / "bib-corpus"), sys.stdout, ensure_ascii=False)
