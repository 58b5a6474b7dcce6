"""R001 to R004: records against the references they were made from."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.check.bibliography import Bibliography
from refgraph.check.rule import Hit, bibliography_rule
from refgraph.model.finding import Severity


@bibliography_rule("R001", "value-not-in-raw", Severity.ERROR, works=False)
def value_not_in_raw(bibliography: Bibliography) -> Iterator[Hit]:
    """Report a value that the reference the record was made from does not have.

    Why: it was misread or made up. Abbreviated titles and names, shortened pages and inverted names count as said. Only
    checked where a text with the references is given beside the bibliography.
    Example: ``year = {2023}`` for "Laruelle, M. (2022). China's Belt and Road Initiative".
    """
    if not bibliography.raw_sources:
        return
    from refgraph.check.raw import claims_of

    for source in bibliography.raw_sources:
        for pair in source.pairs:
            for claim in claims_of(pair):
                message = f"{claim.value!r} does not occur in the reference: {_shown(pair.reference.raw)}"
                yield Hit(message=message, entry=pair.entry, field=claim.field, value=claim.value)


@bibliography_rule("R002", "raw-text-lost", Severity.WARNING, works=False)
def raw_text_lost(bibliography: Bibliography) -> Iterator[Hit]:
    """Report a year, DOI, address, page range or person of the reference that no field of the record has.

    Why: what the reference says is lost.
    Example: a reference that ends in "https://doi.org/10.1000/182", and a record without ``doi``.
    """
    if not bibliography.raw_sources:
        return
    from refgraph.check.raw import lost

    for source in bibliography.raw_sources:
        for pair, parsed in source.parsed:
            for each in lost(pair, parsed):
                message = f"the {each.kind} {each.text!r} of the reference is in no field: {_shown(pair.reference.raw)}"
                yield Hit(message=message, entry=pair.entry, value=each.text)


@bibliography_rule("R003", "item-count", Severity.ERROR, works=False)
def item_count(bibliography: Bibliography) -> Iterator[Hit]:
    """Report a list of references that does not have as many items as there are records.

    Why: references were merged, split or left out.
    Example: seven references, and six records; the finding names the seventh.
    """
    for source in bibliography.raw_sources:
        items = len(source.pairs) + len(source.without_entry)
        records = len(source.pairs) + len(source.without_reference)
        if items == records:
            continue
        counts = f"{items} references and {records} records"
        for reference in source.without_entry:
            span = (reference.start, reference.end)
            message = f"{counts}: no record was made from {_shown(reference.raw)}"
            yield Hit(message=message, file=source.file, span=span, value=reference.raw)
        for entry in source.without_reference:
            yield Hit(message=f"{counts}: no reference belongs to {entry.key!r}", entry=entry, value=entry.key)


@bibliography_rule("R004", "field-swapped", Severity.WARNING, works=False)
def field_swapped(bibliography: Bibliography) -> Iterator[Hit]:
    """Report a value that the reference has in the place of another field.

    Why: the record says something else than the reference.
    Example: ``institution = {Astana}`` for "Annual Energy Report. Astana.", where Astana is the place.
    """
    if not bibliography.raw_sources:
        return
    from refgraph.check.raw import misplaced

    for source in bibliography.raw_sources:
        for pair, parsed in source.parsed:
            for each in misplaced(pair, parsed):
                message = f"{each.text!r} is the {each.label.value} in the reference: {_shown(pair.reference.raw)}"
                yield Hit(message=message, entry=pair.entry, field=each.field)


def _shown(raw: str) -> str:
    return repr(raw if len(raw) <= 100 else raw[:99].rstrip() + "…")
