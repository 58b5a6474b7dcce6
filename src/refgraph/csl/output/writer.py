"""What every output format answers for: text, marks, entries, the bibliography and a document of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from refgraph.csl.tokens import Mark, Open, Source, Token


class EntryLayout(NamedTuple):
    """One entry of a bibliography.

    Attributes:
        items: ids of the items it stands for.
        left_margin: whether it begins with a label in the left margin (second-field-align or display="left-margin").
    """

    items: tuple[str, ...] = ()
    left_margin: bool = False


class BibliographyLayout(NamedTuple):
    """How the entries of a bibliography are set; CSL 1.0.2, "Whitespace".

    Attributes:
        hanging_indent: every line of an entry but the first is indented.
        second_field_align: "flush" (the label begins at the margin) or "margin" (it stands in the margin) or None.
        entry_spacing: lines between two entries.
        line_spacing: height of a line, in lines.
        max_offset: characters of the longest label.
    """

    hanging_indent: bool = False
    second_field_align: Literal["flush", "margin"] | None = None
    entry_spacing: int = 1
    line_spacing: int = 1
    max_offset: int = 0


class Written(str):
    """A run in a format's own notation already; `Writer.prepare` may yield it, and `escape` leaves it alone."""

    __slots__ = ()


class Writer:
    """An output format; the methods keep no state, so one writer serves every thread."""

    def escape(self, text: str) -> str:
        """Return the text of a run as it is written in this format."""
        return text

    def open(self, mark: Mark) -> str:  # noqa: ARG002 - a format without marks
        """Return what begins a mark."""
        return ""

    def close(self, mark: Mark) -> str:  # noqa: ARG002 - as above
        """Return what ends a mark."""
        return ""

    def prepare(self, tokens: Iterable[Token]) -> Iterable[Token]:
        """Return the tape in the form that `escape`, `open` and `close` can write piece by piece."""
        return tokens

    def entry(self, body: str, entry: EntryLayout) -> str:  # noqa: ARG002 - as above
        """Return one entry of a bibliography.

        Args:
            body: its tokens as `write_tokens` wrote them.
            entry: what it is made of.
        """
        return f"{body}\n"

    def bibliography(self, entries: Sequence[str], layout: BibliographyLayout) -> str | bytes:  # noqa: ARG002 - as above
        """Return the bibliography, to be put into a document.

        Args:
            entries: as `entry` returned them.
            layout: how they are set.
        """
        return "".join(entries)

    def document(
        self,
        entries: Sequence[str],
        layout: BibliographyLayout,
        *,
        title: str = "",
        language: str = "",  # noqa: ARG002 - not every format names it
    ) -> str | bytes:
        """Return the bibliography as a document of its own, where the format knows such a thing.

        Args:
            entries: as `entry` returned them.
            layout: how they are set.
            title: heading; none if empty.
            language: language tag of the text ("en-GB"), where known.
        """
        return (
            self.heading(title) + str(self.bibliography(entries, layout))
            if title
            else self.bibliography(entries, layout)
        )

    def heading(self, title: str) -> str:
        """Return the heading of the document."""
        return f"{self.escape(title)}\n\n"


def write_tokens(tokens: Iterable[Token], writer: Writer) -> str:
    """Return a tape as text of the writer's format."""
    escape, begin, end = writer.escape, writer.open, writer.close
    return "".join(
        [
            escape(token[0])
            if isinstance(token, tuple)
            else begin(token.mark)
            if isinstance(token, Open)
            else end(token.mark)
            for token in writer.prepare(tokens)
        ]
    )


def write_spans(tokens: Iterable[Token], writer: Writer) -> tuple[str, list[tuple[int, int, Source | None]]]:
    """Return a tape as text of the writer's format, and where every run is in it.

    The spans are half-open, in characters of the text, ascending, and none is empty. Between them is markup only, in
    plain text nothing at all.
    """
    parts: list[str] = []
    spans: list[tuple[int, int, Source | None]] = []
    at = 0
    for token in writer.prepare(tokens):
        if isinstance(token, tuple):
            written = writer.escape(token[0])
            if written:
                spans.append((at, at + len(written), token[1]))
        else:
            written = (writer.open if isinstance(token, Open) else writer.close)(token.mark)
        parts.append(written)
        at += len(written)
    return "".join(parts), spans
