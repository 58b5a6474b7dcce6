"""Read and write 100,000 entries of .bib text and split their names: entries per CPU second, and peak memory.

    python benchmarks/bibtex_speed.py [--entries N] [--lane corpus|works] [--only READER]

Two texts, made anew from the data beside the project (REFGRAPH_SHARED, default ../shared): the entries of the real
files of bib-corpus that BibTeX reads without complaint, as they are written, repeated under new keys with the @string
definitions of their files; and the records of works-sample written plainly. Each measurement is a process of its own;
values are asked for, field by field, before the clock stops. Correctness first: every key has to be there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

from places import shared


def corpus_blocks() -> Iterator[str]:
    """Yield the blocks of the good files of bib-corpus, keys left open."""
    from refgraph.formats.bibtex import parse_document

    for path in sorted(shared("bib-corpus/files").glob("*/*.bib")):
        try:
            document = parse_document(path.read_bytes().decode("utf-8"))
        except UnicodeDecodeError:
            continue
        if document.findings or not document.entries:
            continue
        for field in document.string_definitions:
            yield "@string{" + document.text[field.start : field.end] + "}\n"
        for entry in document.entries:
            head = re.match(r"@[^{(]*[{(]\s*", entry.raw)
            if head and entry.key and entry.raw.startswith(entry.key, head.end()) and "\0" not in entry.raw:
                yield head[0] + "\0" + entry.raw[head.end() + len(entry.key) :] + "\n\n"


def works_blocks() -> Iterator[str]:
    """Yield the records of works-sample as entries, keys left open."""
    for name in ("mlanth", "glottolog", "syriaca"):
        with gzip.open(shared(f"works-sample/{name}.jsonl.gz"), "rt", encoding="utf-8") as lines:
            for line in islice(lines, 15_000):
                yield _entry(json.loads(line))


_NAMES = {
    "title": "title",
    "container-title": "journal",
    "volume": "volume",
    "page": "pages",
    "publisher": "publisher",
    "publisher-place": "address",
    "DOI": "doi",
    "URL": "url",
}


def _entry(item: dict[str, object]) -> str:
    people = item.get("author") or []
    assert isinstance(people, list)
    names = " and ".join(
        "{" + each["literal"] + "}" if "literal" in each else f"{each.get('family', '')}, {each.get('given', '')}"
        for each in people
    )
    fields = {"author": names} | {name: str(item[csl]) for csl, name in _NAMES.items() if item.get(csl)}
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value.count("{") == value.count("}")]
    year = str(item.get("issued") or "")
    digits = "".join(each for each in year if each.isdigit())[:4]
    lines += [f"  year = {digits},", "  month = jan,"] if digits else []
    return "@article{\0,\n" + "\n".join(lines) + "\n}\n\n"


def text_of(blocks: Callable[[], Iterator[str]], count: int) -> str:
    pieces, number = [], 0
    for block in cycle(list(blocks())):
        if "\0" in block:
            number += 1
            block = block.replace("\0", f"k{number}", 1)  # noqa: PLW2901 - the key of this copy
        pieces.append(block)
        if number == count:
            break
    return "".join(pieces)


LANES = {"corpus": corpus_blocks, "works": works_blocks}


def with_refgraph(path: str) -> int:
    from refgraph.formats.bibtex import read_document

    document = read_document(path)
    values = 0
    for entry in document.entries:
        values += len([value for _, value in entry.pairs])
    assert values
    return len(document.entries)


def with_fields(path: str) -> int:
    from refgraph.formats.bibtex import read_document

    document = read_document(path)
    places = 0
    for entry in document.entries:
        places += len([(each.name, each.value, each.line, each.start) for each in entry.fields])
    assert places
    return len(document.entries)


def writing(path: str) -> int:
    """Only the writing counts: every entry of the file as text, from its type, key and values."""
    from refgraph.formats.bibtex import read_document
    from refgraph.formats.bibtex.entries import Entry
    from refgraph.formats.bibtex.library import write_block

    document = read_document(path)
    start = time.process_time()
    text = "\n".join([write_block(each.key, Entry(each.type, each.values)) for each in document.entries])
    data = document.to_bytes()
    print(f"  writing: {len(document.entries) / (time.process_time() - start):,.0f} per CPU s", flush=True)
    assert text.count("\n@") + 1 >= len(document.entries)
    assert data == Path(path).read_bytes()
    return len(document.entries)


def names(path: str) -> int:
    """Only the names count: each different author field is split once."""
    from refgraph.formats.bibtex import read_document
    from refgraph.formats.bibtex.names import read_names
    from refgraph.formats.bibtex.persons import split_names

    fields = list({entry.value("author") for entry in read_document(path).entries})
    for name, split in (
        ("BibTeX's four parts", split_names),
        ("names of the model", lambda field: read_names(field)[0]),
    ):
        start = time.process_time()
        found = sum(len(split(field)) for field in fields)
        print(f"  {name}: {found / (time.process_time() - start):,.0f} per CPU s ({found} names)", flush=True)
    return len(fields)


def with_bibtexparser(path: str) -> int:
    import bibtexparser

    logging.disable(logging.WARNING)
    return len(bibtexparser.parse_file(path, encoding="utf-8").entries)


def with_pybtex(path: str) -> int:
    from pybtex import errors
    from pybtex.database import parse_file

    errors.set_strict_mode(enable=False)
    return len(parse_file(path, "bibtex").entries)


READERS = {
    "refgraph": with_refgraph,
    "refgraph, fields with places": with_fields,
    "writing": writing,
    "names": names,
    "bibtexparser": with_bibtexparser,
    "pybtex": with_pybtex,
}


def peak() -> float:
    """Return the peak memory in MB; not ru_maxrss, which a process inherits from the one that started it."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


def child(what: str, path: str, count: int) -> None:
    """Measure one reader in this process."""
    import refgraph.formats.bibtex

    assert refgraph.formats.bibtex
    before = peak()
    start = time.process_time()
    found = READERS[what](path)
    seconds = time.process_time() - start
    print(
        f"  {what}: {found} of {count}, {count / seconds:,.0f} per CPU s, peak {peak():.0f} MB ({before:.0f} before)",
        flush=True,
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--lane", choices=LANES, action="append")
    parser.add_argument("--only", choices=READERS, action="append")
    parser.add_argument("--child", nargs=3)
    options = parser.parse_args()
    if options.child:
        child(options.child[0], options.child[1], int(options.child[2]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for lane in options.lane or LANES:
            path = Path(folder, f"{lane}.bib")
            path.write_text(text_of(LANES[lane], options.entries), encoding="utf-8")
            print(f"{lane}: {path.stat().st_size / 1e6:.0f} MB", flush=True)
            for name in options.only or READERS:
                command = [sys.executable, __file__, "--child", name, str(path), str(options.entries)]
                subprocess.run(command, check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
