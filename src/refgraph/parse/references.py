"""References in, parsed references out."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence

from refgraph.memory import collector_paused
from refgraph.model import Contributor, Reference, Role
from refgraph.parse.assembly.assemble import assemble
from refgraph.parse.context.repeated import repeats_authors
from refgraph.parse.context.several import parts
from refgraph.parse.parallel import chunks
from refgraph.parse.result import Labelling, Parsed
from refgraph.parse.tagged import label_tagged

Labeller = Callable[[Sequence[str]], list[Labelling]]
"""Strings in; for each what was found in it."""


def parse(references: Iterable[Reference | str], labeller: Labeller | None = None) -> list[Parsed]:
    """Parse reference strings into fields and works.

    Args:
        references: references as found in a document, or plain strings; what stands together is read together.
        labeller: what finds the fields; the model that comes with refgraph unless another is given.

    Returns:
        One result for each reference, in order. A string in which nothing is recognised gives a work of type
        "document" without values; nothing is invented. Works have no key yet (see ``assign_keys``). Where a dash or
        "Idem" stands for the authors of the entry before, the work has them; where an entry holds several
        references, they are its `parts`, and its work is that of the first.

    >>> parse(["Allison, R. (2018). Russia and Central Asia. Oxford University Press."])[0].work.publisher
    'Oxford University Press'
    """
    given = [
        each if isinstance(each, Reference) else Reference(raw=each, start=0, end=len(each)) for each in references
    ]
    label = labeller or _default_labeller()
    with collector_paused():
        found = _labelled(given, label)
        return _with_repeated_authors(_with_parts(found, label))


def _default_labeller() -> Labeller:
    from refgraph.parse.labelling import default_labeller

    return default_labeller()


def _labelled(references: Sequence[Reference], label: Labeller) -> list[Parsed]:
    tagged = [label_tagged(reference.raw) for reference in references]
    plain = [reference.raw for reference, found in zip(references, tagged, strict=True) if found is None]
    labelled = iter(label(plain))
    return [
        assemble(reference, next(labelled) if found is None else found)
        for reference, found in zip(references, tagged, strict=True)
    ]


def _with_parts(found: list[Parsed], label: Labeller) -> list[Parsed]:
    """Read the references that share an entry with others one by one."""
    spans = {index: held for index, each in enumerate(found) if (held := parts(each.raw, each.fields))}
    if not spans:
        return found
    pieces = [_piece(found[index].reference, *span) for index, held in spans.items() for span in held]
    read = iter(_labelled(pieces, label))
    for index, held in spans.items():
        mine = tuple(_with_repeated_authors([next(read) for _ in held], always=True))
        found[index] = dataclasses.replace(found[index], parts=mine, work=mine[0].work)
    return found


def _piece(reference: Reference, start: int, end: int) -> Reference:
    """Return a piece of a reference; it stands where the whole does if lines were joined."""
    piece = dataclasses.replace(reference, raw=reference.raw[start:end])
    if reference.end - reference.start != len(reference.raw):
        return piece
    return dataclasses.replace(piece, start=reference.start + start, end=reference.start + end)


def _with_repeated_authors(found: list[Parsed], *, always: bool = False) -> list[Parsed]:
    """Give entries that begin with a dash or "Idem" the authors of the entry before; always, if they have none."""
    before: tuple[Contributor, ...] = ()
    for index, each in enumerate(found):
        last = each.parts[-1].work if each.parts else each.work
        authors = tuple(other for other in last.contributors if other.role is Role.AUTHOR)
        if before and (repeats_authors(each.raw, each.fields) or (always and not authors)):
            own = tuple(other for other in each.work.contributors if other.role is not Role.AUTHOR)
            work = dataclasses.replace(each.work, contributors=(*before, *own))
            found[index] = dataclasses.replace(each, work=work, repeats_authors=True)
        else:
            before = authors
    return found


def parse_stream(references: Iterable[Reference | str], labeller: Labeller | None = None) -> Iterator[Parsed]:
    """Parse reference strings one after the other in constant memory, for files of any length.

    Args:
        references: as for `parse`; neighbours are read together, a few thousand at a time.
        labeller: as for `parse`.
    """
    for chunk in chunks(references):
        yield from parse(chunk, labeller)
