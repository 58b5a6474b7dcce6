"""`python -m refgraph.parse.training.synthetic`: write a file of synthetic labelled references."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

from refgraph.parse.training.examples import Example, write_examples
from refgraph.parse.training.synthetic.compose import compose
from refgraph.parse.training.synthetic.show import shown

_EVERY = 2000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = ArgumentParser(prog="python -m refgraph.parse.training.synthetic", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--works-sample", type=Path, metavar="PATH", help="folder of public records")
    parser.add_argument("--languages", nargs="+", metavar="TAG", help="only these languages")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to: .jsonl or .jsonl.gz")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N on stdout, fields marked")
    parser.add_argument("--no-templates", action="store_true", help="print by styles only")
    parser.add_argument("--clean", action="store_true", help="without noise")
    options = parser.parse_args(arguments)
    examples = compose(
        options.seed,
        options.count,
        options.works_sample,
        options.languages,
        with_templates=not options.no_templates,
        clean=options.clean,
    )
    examples = _shown(_counted(examples), options.show)
    if options.output:
        write_examples(examples, options.output)
    else:
        for _ in examples:
            pass
    return 0


def _shown(examples: Iterator[Example], count: int) -> Iterator[Example]:
    for number, example in enumerate(examples):
        if number < count:
            sys.stdout.write(f"{example.source}\t{example.lang}\t{shown(example)}\n")
        yield example


def _counted(examples: Iterator[Example]) -> Iterator[Example]:
    number = 0
    for number, example in enumerate(examples, 1):
        if number % _EVERY == 0:
            sys.stderr.write(f"{number} examples, {number / time.process_time():.0f} a CPU second\n")
        yield example
    sys.stderr.write(f"{number} examples\n")


if __name__ == "__main__":
    raise SystemExit(main())
