"""References in, parsed references out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from refgraph.model import Reference
from refgraph.parse.assemble import assemble
from refgraph.parse.result import Field, Parsed
from refgraph.parse.rule_labeller import label as label_by_rules

Labeller = Callable[[Sequence[str]], list[tuple[Field, ...]]]
"""Strings in; for each its fields in order, without overlap."""


def parse(references: Iterable[Reference | str], labeller: Labeller = label_by_rules) -> list[Parsed]:
    """Parse reference strings into fields and works.

    Args:
        references: references as found in a document, or plain strings.
        labeller: what finds the fields; the rules for common styles unless another is given.

    Returns:
        One result for each reference, in order. A string in which nothing is recognised gives a work of type
        "document" without values; nothing is invented. Works have no key yet (see ``assign_keys``).

    >>> parse(["Allison, R. (2018). Russia and Central Asia. Oxford University Press."])[0].work.publisher
    'Oxford University Press'
    """
    given = [
        each if isinstance(each, Reference) else Reference(raw=each, start=0, end=len(each)) for each in references
    ]
    labelled = labeller([reference.raw for reference in given])
    return [assemble(reference, fields) for reference, fields in zip(given, labelled, strict=True)]
