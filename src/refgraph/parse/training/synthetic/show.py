"""Examples in a form for the eye: every field between corners, its label in front."""

from __future__ import annotations

from refgraph.parse.training.examples import Example


def shown(example: Example) -> str:
    """Return an example as one line.

    >>> from refgraph.parse.training.examples import LabelledSpan
    >>> from refgraph.parse.result import Label
    >>> shown(Example("Emma. 1815.", (LabelledSpan(Label.TITLE, 0, 4), LabelledSpan(Label.DATE, 6, 10))))
    '⟦title: Emma⟧. ⟦date: 1815⟧.'
    """
    parts = []
    at = 0
    for span in example.spans:
        parts.append(f"{example.raw[at : span.start]}⟦{span.label}: {example.raw[span.start : span.end]}⟧")
        at = span.end
    return "".join(parts) + example.raw[at:]
