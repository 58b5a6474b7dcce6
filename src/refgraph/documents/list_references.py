"""The lines of a document to its reference strings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refgraph.documents.lines import Line, join_lines
from refgraph.documents.sections import find_sections
from refgraph.model.reference import Reference

_BROKEN_WORD = re.compile(r"\w[-\u00ad\u2010][ \t]*\r?\n")


def list_references(lines: Sequence[Line], text: str, source: str | None) -> tuple[Reference, ...]:
    """Return the references of all lists in the lines of a document, in order.

    Args:
        lines: of the document, with their places in its source.
        text: the source, where hyphens at line ends are to be judged by the words it has; else "".
        source: what to call it in the references.
    """
    words = frozenset(re.findall(r"[^\W\d_]+", text.lower())) if _BROKEN_WORD.search(text) else frozenset()
    references = []
    for section in find_sections(lines):
        for item in section.items:
            raw = join_lines([line.text for line in item.lines], words)
            if raw:
                span = (item.lines[0].start, item.lines[-1].end)
                references.append(
                    Reference(
                        raw=raw,
                        start=span[0],
                        end=span[1],
                        label=item.label,
                        source=source,
                        section=section.heading,
                        confidence=item.confidence,
                    )
                )
    return tuple(references)
