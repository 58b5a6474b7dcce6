"""Manuscripts without cite keys: text with call-outs and a reference list as a reader sees them."""

from __future__ import annotations

import re

from refgraph.check.manuscripts.manuscript import Manuscript
from refgraph.documents.lines import split_lines
from refgraph.documents.list_references import list_references
from refgraph.documents.segment import take_label
from refgraph.model.reference import Reference

_DATED = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|\b[ns]\.\s?d\.|in press|forthcoming", re.IGNORECASE)
_LONGEST = 600  # characters of a reference


def read_plain(text: str, file: str) -> Manuscript:
    """Return a plain text with the reference list in it."""
    references = _one_a_line(text, file, share=1) or printed_list(text, file) or _one_a_line(text, file, share=2 / 3)
    return Manuscript(file=file, text=text, prose=text, references=references, root=file)


def _one_a_line(text: str, file: str, share: float) -> tuple[Reference, ...]:
    """Return the lines of a text of which at least this share are dated and no longer than a reference may be."""
    lines = [line for line in split_lines(text) if line.text.strip()]
    dated = sum(len(line.text) <= _LONGEST and _DATED.search(line.text) is not None for line in lines)
    if not lines or dated < len(lines) * share:
        return ()
    items = (take_label(line) for line in lines)
    return tuple(
        Reference(raw=item.text, start=item.start, end=item.end, label=label, source=file) for label, item in items
    )


def printed_list(text: str, file: str) -> tuple[Reference, ...]:
    """Return the references of the lists in a text, in order."""
    return list_references(split_lines(text), text, file)
