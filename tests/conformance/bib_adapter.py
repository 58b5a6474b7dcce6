"""What refgraph reads in a folder of .bib files, in the form the score.py of the shared corpus takes.

``python tests/conformance/bib_adapter.py ../shared/bib-corpus/files -o predictions.json``, then
``python ../shared/bib-corpus/score.py ../shared/bib-corpus/facts.json predictions.json``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from refgraph.errors import RefgraphError
from refgraph.formats.bibtex import parse_document
from refgraph.formats.bibtex.library import inherited_fields, own_fields
from refgraph.formats.bibtex.persons import split_names
from refgraph.text.decoding import decode


def predictions(folder):
    """Return what was read of every file under a folder, by its path there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): read(path) for path in files}


def read(path):
    """Return the entries of one file as BibTeX has them, or the error it is refused with."""
    try:
        document = parse_document(decode(path.read_bytes()).text, str(path), undefined="empty")
    except RefgraphError as error:
        return {"entries": [], "error": str(error)}
    by_key = {entry.key.casefold(): entry for entry in reversed(document.entries)}
    return {"entries": [entry_of(each, by_key) for each in document.entries], "error": None}


def entry_of(entry, by_key):
    """Return one entry: fields with macros expanded and crossref followed, names in BibTeX's four parts."""
    fields = inherited_fields(entry, own_fields(entry), by_key)
    names = {role: [*map(list, split_names(fields[role]))] for role in ("author", "editor") if role in fields}
    return {"key": entry.key, "type": entry.type, "fields": fields, "names": names}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    text = json.dumps(predictions(options.folder), ensure_ascii=False)
    options.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
