"""Write a file of invented references: `python -m ... --seed 1 --count 1000 -o out.jsonl.gz [--show 20]`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Any

from refgraph.parse.training.examples import Example, write_examples
from refgraph.parse.training.synthetic.show import shown
from refgraph.parse.training.synthetic.templates import templates


def main(arguments: list[str] | None = None) -> int:
    """Write examples and show some of them."""
    parser = argparse.ArgumentParser(
        prog="templates", description="write synthetic references printed through templates"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000, help="how many invented references")
    parser.add_argument("--items", type=Path, help="CSL-JSON items, one a line, that are printed too")
    parser.add_argument("-o", "--output", type=Path, help="a file of examples; packed if it ends in .gz")
    parser.add_argument("--show", type=int, default=0, help="print so many of them with their spans")
    parser.add_argument("--only", default="", help="show and write only sources that contain this")
    options = parser.parse_args(arguments)
    rng = Random(options.seed)
    stream: Iterator[Example] = (each for each in templates(rng) if options.only in each.source)
    stream = islice(stream, options.count)
    if options.items:
        stream = chain(stream, templates(Random(options.seed), _items(options.items)))
    examples = list(stream)
    rng.shuffle(examples)
    if options.output:
        write_examples(examples, options.output)
    for example in examples[: options.show]:
        sys.stdout.write(f"{example.source} [{example.lang}] {shown(example)}\n")
    return 0


def _items(path: Path) -> Iterator[Mapping[str, Any]]:
    """Read items of a file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    raise SystemExit(main())
