"""Read the .bib files beside the project with refgraph, bibtexparser and pybtex, and score all three.

The facts are what BibTeX itself and btparse agree on. First what refgraph has after inheritance and with names split
(tests/conformance/bib_adapter.py), then all three without either.

    python benchmarks/read_bibtex.py

Needs the data beside the project (REFGRAPH_SHARED, default ../shared); its own score.py does the scoring. Fields are
compared as written, with macros expanded; in the comparison names are not scored.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from places import shared

Entry = dict[str, Any]
ADAPTER = Path(__file__).parent.parent / "tests" / "conformance" / "bib_adapter.py"


def with_refgraph(text: str) -> list[Entry]:
    from refgraph.formats.bibtex import parse_document

    return [
        {
            "key": entry.key,
            "type": entry.type,
            "fields": {each.name.lower(): each.value for each in reversed(entry.fields)},
        }
        for entry in parse_document(text).entries
    ]


def with_bibtexparser(text: str) -> list[Entry]:
    import bibtexparser

    return [
        {
            "key": entry.key,
            "type": entry.entry_type,
            "fields": {each.key.lower(): str(each.value) for each in entry.fields},
        }
        for entry in bibtexparser.parse_string(text).entries
    ]


def with_pybtex(text: str) -> list[Entry]:
    from pybtex.database import parse_string

    return [
        {"key": key, "type": entry.type, "fields": {name.lower(): value for name, value in entry.fields.items()}}
        for key, entry in parse_string(text, "bibtex").entries.items()
    ]


READERS: dict[str, Callable[[str], list[Entry]]] = {
    "refgraph": with_refgraph,
    "bibtexparser": with_bibtexparser,
    "pybtex": with_pybtex,
}


def main() -> int:
    logging.disable(logging.WARNING)  # bibtexparser reports every broken block there
    facts_path = shared("bib-corpus/facts.json")
    facts = json.loads(facts_path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        predicted_path = Path(folder, "predicted.json")
        files = str(shared("bib-corpus/files"))
        subprocess.run([sys.executable, str(ADAPTER), files, "-o", str(predicted_path)], check=True)
        print("refgraph, with inheritance and names", flush=True)
        score(facts_path, predicted_path)
    for name, read in READERS.items():
        start = time.process_time()
        predicted = {file: answer(read, shared("bib-corpus/files") / file, fact) for file, fact in facts.items()}
        seconds = time.process_time() - start
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "predicted.json")
            path.write_text(json.dumps(predicted), encoding="utf-8")
            print(f"{name} ({seconds:.1f} CPU s)", flush=True)
            score(facts_path, path)
    return 0


def score(facts: Path, predicted: Path) -> None:
    subprocess.run([sys.executable, str(shared("bib-corpus/score.py")), str(facts), str(predicted)], check=False)


def answer(read: Callable[[str], list[Entry]], path: Path, fact: dict[str, Any]) -> dict[str, Any]:
    text = path.read_bytes().decode("utf-8" if fact.get("encoding", "utf-8") == "utf-8" else "latin-1", "replace")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return {"entries": read(text), "error": None}
    except Exception as error:  # noqa: BLE001 - a rival that raises has failed on the file
        return {"entries": [], "error": str(error)[:200]}


if __name__ == "__main__":
    sys.exit(main())
