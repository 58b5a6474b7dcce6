"""References with their labelled spans given: the reference, then a line "label: text" for each span, in order."""

import pytest
from golden import case_id, read_cases

from refgraph.model import Name, Reference
from refgraph.parse import Field, Label, Labelling
from refgraph.parse.assembly.assemble import assemble

_SHOWN_APART = {"key", "type", "contributors", "as_written"}


def given_spans(given):
    """Return the reference and the spans of its lines."""
    raw, *lines = given.split("\n")
    fields, place = [], 0
    for line in lines:
        label, _, text = line.partition(": ")
        start = raw.index(text, place)
        place = start + len(text)
        fields.append(Field(Label(label), start, place, text))
    return Reference(raw=raw, start=0, end=len(raw)), Labelling(tuple(fields), 1.0)


def shown(value):
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return ", ".join(f"{name} {each}" for name, each in value.items()) if isinstance(value, dict) else str(value)


def describe(given):
    """Say which work the spans make, and how sure its type is."""
    parsed = assemble(*given_spans(given))
    work = parsed.work
    lines = [f"{work.type} ({parsed.type_confidence:.2f})"]
    for each in work.contributors:
        parts = {name: getattr(each.agent, name) for name in type(each.agent).__dataclass_fields__}
        kind = "person" if isinstance(each.agent, Name) else "body"
        lines.append(
            f"{each.role.value}, {kind}: " + ", ".join(f"{name} {value}" for name, value in parts.items() if value)
        )
    lines += [
        f"{name}: {shown(value)}"
        for name in type(work).__dataclass_fields__
        if name not in _SHOWN_APART and (value := getattr(work, name))
    ]
    lines += [f"language: {parsed.language}"] if parsed.language else []
    lines += [f"!! {finding.code} {finding.slug}: {finding.value}" for finding in parsed.findings]
    return "\n".join(lines)


@pytest.mark.parametrize("case", read_cases("assembly"), ids=case_id)
def test_spans_make_the_work_that_their_case_says(case, update_cases):
    case.check(describe(case.given), update=update_cases)
