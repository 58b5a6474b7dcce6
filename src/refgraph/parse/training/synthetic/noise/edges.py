"""Fields trimmed again after a change of their text."""

from __future__ import annotations

from dataclasses import replace

from refgraph.parse.training.examples import Example

_LOOSE = "\u200b\u00ad,;:|"


def retrimmed(example: Example) -> Example:
    """Return an example whose fields have no blanks and separators at their edges; empty ones are left out."""
    spans = []
    for span in example.spans:
        start, end = span.start, span.end
        while start < end and (example.raw[start] in _LOOSE or example.raw[start].isspace()):
            start += 1
        while start < end and (example.raw[end - 1] in _LOOSE or example.raw[end - 1].isspace()):
            end -= 1
        if start < end and any(map(str.isalnum, example.raw[start:end])):
            spans.append(span._replace(start=start, end=end))
    found = tuple(spans)
    return example if found == example.spans else replace(example, spans=found)
