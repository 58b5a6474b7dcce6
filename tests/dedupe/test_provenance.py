"""Where the values of merged works come from, and the keys that still resolve."""

from __future__ import annotations

import json
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe import Decision, dedupe
from refgraph.model import Contributor, Date, Identifier, Library, Name, Role, Scheme, Work

ORCID = Identifier(Scheme.ORCID, "0000-0002-1825-0097")


def person(family, given=None, **more):
    return Contributor(agent=Name(family=family, given=given), **more)


def merged(*works):
    decisions = [Decision(same=True, a=works[0].key, b=work.key) for work in works[1:]]
    return dedupe(Library(works=works), decisions)


def row(result, field):
    (found,) = [each for each in result.provenance if each["field"] == field]
    return found


def test_each_field_has_its_value_rule_records_and_what_was_not_taken():
    result = merged(Work(key="b", title="Energy"), Work(key="a", title="Energy policy"))
    assert row(result, "title") == {
        "key": "a",
        "field": "title",
        "value": "Energy policy",
        "rule": "longest",
        "records": ["a"],
        "not_taken": [{"record": "b", "value": "Energy"}],
    }
    assert row(result, "key")["not_taken"] == [{"record": "b", "value": "b"}]


def test_a_record_that_gave_fuller_names_is_a_source_of_the_names():
    short = Work(key="a", contributors=(person("Cooley", "A."), person("Heathershaw", "J.")))
    fuller = Work(key="b", contributors=(person("Cooley", "Alexander"),))
    known = Work(key="c", contributors=(person("Cooley", "A.", identifiers=(ORCID,)),))
    poorer = Work(key="d", contributors=(person("Cooley", "A."),))
    result = merged(short, fuller, known, poorer)
    names = row(result, "contributors")
    assert names["value"] == "Cooley, Alexander; Heathershaw, J."
    assert names["records"] == ["a", "b", "c"]
    assert names["not_taken"] == [{"record": "d", "value": "Cooley, A."}]
    assert result.library["a"].contributors[0].identifiers == (ORCID,)


def test_a_second_identifier_is_kept_and_its_record_named():
    result = merged(Work(key="a", doi="10.1000/a"), Work(key="b", doi="10.1000/b"))
    assert row(result, "doi")["value"] == "10.1000/b"
    kept = row(result, "identifiers")
    assert (kept["value"], kept["records"], kept["rule"]) == ("doi:10.1000/a", ["a"], "all kept")


def test_names_that_go_on_are_said_to():
    result = merged(Work(key="a", contributors=(person("Li"),), truncated=(Role.AUTHOR,)), Work(key="b", title="T"))
    assert row(result, "truncated")["value"] == "author"


def test_only_merged_works_have_rows_and_they_are_json():
    result = merged(Work(key="a", title="T", extra={"file": "x"}), Work(key="b", variables={"section": "S"}))
    alone = dedupe(Library(works=(Work(key="a", title="T"),)))
    assert list(alone.provenance) == []
    assert json.loads(json.dumps(list(result.provenance)))
    assert row(result, "extra.file")["rule"] == "only value"
    assert row(result, "variables.section")["records"] == ["b"]


def test_old_keys_still_resolve():
    result = merged(Work(key="a", extra={"ids": "a0, old"}), Work(key="b", extra={"ids": "b0"}))
    assert result.library["a"].extra["ids"] == "a0, b, b0, old"
    assert {key: result.key_of(key) for key in ("a", "b", "a0", "old", "b0")} == dict.fromkeys(
        ("a", "b", "a0", "old", "b0"), "a"
    )
    assert row(result, "extra.ids")["records"] == ["a", "b"]


def test_a_further_key_that_is_the_key_of_another_work_is_that_works():
    result = merged(Work(key="a", extra={"ids": "x"}), Work(key="b"), Work(key="c", title="T"))
    other = dedupe(Library(works=(Work(key="a", extra={"ids": "x"}), Work(key="x", title="Something else"))))
    assert result.key_of("x") == "a"
    assert other.key_of("x") == "x"


def test_further_keys_given_as_a_list_are_kept():
    result = merged(Work(key="a", extra={"ids": ["k1", "k2"]}), Work(key="b"))
    assert result.library["a"].extra["ids"] == "b, k1, k2"


def test_a_key_that_a_list_of_keys_cannot_hold_is_still_an_alias():
    result = merged(Work(key="a"), Work(key="b, with comma"))
    assert "ids" not in result.library["a"].extra
    assert result.key_of("b, with comma") == "a"


works = st.builds(
    Work,
    title=st.sampled_from([None, "Energy", "Energy policy"]),
    genre=st.sampled_from([None, "Report"]),
    volume=st.sampled_from([None, "1", "2"]),
    issued=st.sampled_from([None, Date.of(2018), Date.of(2018, 3)]),
    doi=st.sampled_from([None, "10.1000/a", "10.1000/b"]),
    isbn=st.sampled_from([None, "0-306-40615-2", "978-0-306-40615-7"]),
    contributors=st.lists(
        st.sampled_from([person("Cooley", "A."), person("Cooley", "Alexander"), person("Li")]), max_size=2
    ).map(tuple),
    truncated=st.sampled_from([(), (Role.AUTHOR,)]),
    variables=st.sampled_from([{}, {"section": "A"}, {"section": "B"}]),
    extra=st.sampled_from([{}, {"file": "a.pdf"}, {"ids": "old"}]),
)


@given(st.lists(works, min_size=2, max_size=4))
def test_every_value_of_a_merged_work_has_a_row_and_every_record_is_one_of_its_own(some):
    some = [replace(work, key=f"k{number}") for number, work in enumerate(some)]
    result = merged(*some)
    rows = {each["field"]: each for each in result.provenance}
    work = result.library["k0"]
    for field in fields(Work):
        value = getattr(work, field.name)
        if field.name in {"variables", "extra"}:
            assert {f"{field.name}.{key}" for key in value} <= set(rows)
        elif field.name != "as_written" and value:
            assert field.name in rows
    for each in rows.values():
        assert each["records"]
        assert set(each["records"]) <= {work.key for work in some}
