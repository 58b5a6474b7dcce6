"""A labelled reference, and files of them: one JSON object a line, packed if the suffix says so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from refgraph.parse.result import Label
from refgraph.parse.training.rows import ExampleError, read_rows
from refgraph.text.files import write_pieces


class LabelledSpan(NamedTuple):
    """A span of a reference and what it is: characters, half-open."""

    label: Label
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """A reference whose fields are known.

    Attributes:
        raw: the reference as printed.
        spans: its fields in order, without overlap, trimmed of edge punctuation, brackets, quotes and lead-ins.
        source: where it is from ("grobid", "csl/apa", "gost-7.1-2003").
        lang: BCP 47, or "".
        free: labels that the source does not annotate: characters outside `spans` may be any of them.
        unknown: spans, half-open, of which nothing is known: any label is possible there.
        doc: the document it is from, for splits; "" if unknown.
    """

    raw: str
    spans: tuple[LabelledSpan, ...]
    source: str = ""
    lang: str = ""
    free: frozenset[Label] = frozenset()
    unknown: tuple[tuple[int, int], ...] = ()
    doc: str = ""

    def __post_init__(self) -> None:
        end = 0
        for span in self.spans:
            if not end <= span.start < span.end <= len(self.raw):
                raise ExampleError(
                    f"a span overlaps another, is empty or leaves the text: {span.label} at {span.start}-{span.end} "
                    f"of {self.raw!r}; spans must be in order and lie within the {len(self.raw)} characters"
                )
            end = span.end

    def texts(self) -> tuple[tuple[Label, str], ...]:
        """Return label and text of each field."""
        return tuple((span.label, self.raw[span.start : span.end]) for span in self.spans)


def from_row(row: dict[str, Any]) -> Example:
    """Make an example of a JSON row: "raw", "fields" with "label", "start", "end", and what else an example has.

    Raises:
        ExampleError: if the row is no labelled reference.
    """
    try:
        return Example(
            raw=row["raw"],
            spans=tuple(LabelledSpan(Label(each["label"]), each["start"], each["end"]) for each in row["fields"]),
            source=row.get("source", ""),
            lang=row.get("lang") or "",
            free=frozenset(map(Label, row.get("free", ()))),
            unknown=tuple((start, end) for start, end in row.get("unknown", ())),
            doc=row.get("doc") or "",
        )
    except (KeyError, TypeError) as error:
        raise ExampleError(
            f"no labelled reference: {error!r}; needed are raw, and fields of label, start, end"
        ) from error
    except ValueError as error:
        raise ExampleError(str(error)) from error


def to_row(example: Example) -> dict[str, Any]:
    """Return the JSON row of an example; what is empty is left out."""
    row: dict[str, Any] = {
        "source": example.source,
        "lang": example.lang,
        "doc": example.doc,
        "raw": example.raw,
        "fields": [
            {
                "label": span.label.value,
                "start": span.start,
                "end": span.end,
                "text": example.raw[span.start : span.end],
            }
            for span in example.spans
        ],
        "free": sorted(label.value for label in example.free),
        "unknown": [list(span) for span in example.unknown],
    }
    return {name: value for name, value in row.items() if value or name in {"raw", "fields"}}


def read_examples(path: Path) -> Iterator[Example]:
    """Read a file of examples, one by one.

    Raises:
        UnreadableFileError: if it cannot be read.
        ExampleError: at a line that is no example; names file and line.
    """
    for number, row in read_rows(path):
        try:
            yield from_row(row)
        except ValueError as error:
            raise ExampleError(f"{path}:{number}: {error}") from error


def write_examples(examples: Iterable[Example], path: Path) -> int:
    """Write a file of examples, packed if its suffix says so; return how many."""
    count = 0

    def lines() -> Iterator[str]:
        nonlocal count
        for count, example in enumerate(examples, 1):  # noqa: B007 - counted for the caller
            yield json.dumps(to_row(example), ensure_ascii=False) + "\n"

    write_pieces(path, lines())
    return count
