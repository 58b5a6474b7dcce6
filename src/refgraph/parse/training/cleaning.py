"""Where the conventions of published sources are not ours."""

from __future__ import annotations

import dataclasses
import re

from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example

_ACCESS = re.compile(
    r"\b(?:retrieved|(?:last )?(?:accessed|visited|viewed|consulted|checked)|abgerufen|zugriff|zuletzt|consulté"
    r"|consultad[oa]|acesso em|acessado|recuperado|geraadpleegd|дата обращения|dostęp|consultato)\b",
    re.IGNORECASE,
)


def cleaned(example: Example) -> Example:
    """Return an example without notes that tell a date of access: what they are is left open.

    >>> from refgraph.parse.training.examples import LabelledSpan
    >>> odd = Example("Dens. Accessed 3 May 2020", (LabelledSpan(Label.NOTE, 6, 25),))
    >>> cleaned(odd).spans, cleaned(odd).unknown
    ((), ((6, 25),))
    """
    odd = [
        span for span in example.spans if span.label is Label.NOTE and _ACCESS.search(example.raw, span.start, span.end)
    ]
    if not odd:
        return example
    unknown = tuple(sorted((*example.unknown, *((span.start, span.end) for span in odd))))
    return dataclasses.replace(example, spans=tuple(span for span in example.spans if span not in odd), unknown=unknown)
