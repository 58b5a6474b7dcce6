import pytest
from golden import case_id, read_cases

from refgraph.model import Name
from refgraph.parse import parse

_SKIPPED = {"key", "contributors", "as_written"}


def describe(raw):
    """Say what a reference was parsed to: its fields, then its work."""
    (parsed,) = parse([raw])
    lines = [f"{field.label.value}: {field.text}" for field in parsed.fields]
    work = parsed.work
    lines.append(f"=> {work.type}")
    for each in work.contributors:
        parts = {name: getattr(each.agent, name) for name in type(each.agent).__dataclass_fields__}
        kind = "person" if isinstance(each.agent, Name) else "body"
        lines.append(
            f"=> {each.role.value}, {kind}: " + ", ".join(f"{name} {value}" for name, value in parts.items() if value)
        )
    for name in type(work).__dataclass_fields__:
        value = getattr(work, name)
        if value and name not in _SKIPPED | {"type"}:
            shown = (
                "; ".join(map(str, value))
                if isinstance(value, tuple)
                else str(dict(value))
                if isinstance(value, dict)
                else str(value)
            )
            lines.append(f"=> {name}: {shown}")
    lines += [f"!! {finding.code} {finding.slug}" for finding in parsed.findings]
    return "\n".join(lines)


@pytest.mark.parametrize("case", read_cases("parse"), ids=case_id)
def test_a_reference_is_parsed_as_its_case_says(case, update_cases):
    case.check(describe(case.given), update=update_cases)


@pytest.mark.parametrize("case", read_cases("parse"), ids=case_id)
def test_every_field_points_at_its_text(case):
    (parsed,) = parse([case.given])
    ends = [0]
    for field in parsed.fields:
        assert case.given[field.start : field.end] == field.text
        assert field.start >= ends[-1], "fields stand in order and do not overlap"
        assert 0 < field.confidence <= 1
        ends.append(field.end)
