"""One work out of several."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe.merge import NOT_TAKEN, merge
from refgraph.model import (
    Contributor,
    Date,
    DatePoint,
    Identifier,
    Name,
    Organization,
    Origin,
    Role,
    Scheme,
    Work,
    parse_identifier,
)


def person(family, given=None, **more):
    return Contributor(agent=Name(family=family, given=given), **more)


def merged(**values):
    """Merge works that differ in one field."""
    (name, several), *_ = values.items()
    works = [Work(key=f"k{number}", **{name: value}) for number, value in enumerate(several)]
    return merge(works)


@pytest.mark.parametrize(
    ("name", "values", "best", "rule"),
    [
        pytest.param(
            "title",
            ("ENERGY POLICY IN ASIA", "Energy policy in Asia"),
            "Energy policy in Asia",
            "longest",
            id="title not in capitals",
        ),
        pytest.param(
            "title",
            ("Energy policy", "Energy policy: a history"),
            "Energy policy: a history",
            "longest",
            id="title with subtitle",
        ),
        pytest.param(
            "container_title",
            ("Cent. Asian Surv.", "Central Asian Survey"),
            "Central Asian Survey",
            "longest",
            id="container in full",
        ),
        pytest.param("volume", ("39", "93", "39"), "39", "most records agree", id="volume by majority"),
        pytest.param("page", ("215", "215", "215–232"), "215–232", "full range", id="whole page range"),
        pytest.param(
            "type", ("document", "article-journal", "document"), "article-journal", "most specific", id="type"
        ),
        pytest.param(
            "issued", (Date.of(2018), Date.of(2018, 3, 1)), Date.of(2018, 3, 1), "most precise", id="date in full"
        ),
        pytest.param(
            "issued", (Date(literal="in press"), Date.of(2018)), Date.of(2018), "most precise", id="year, not words"
        ),
        pytest.param(
            "publisher", (None, "Yale University Press"), "Yale University Press", "only value", id="only value"
        ),
        pytest.param("publisher", ("IEA", "IEA"), "IEA", "all records agree", id="no question"),
    ],
)
def test_the_best_value_of_a_field_is_taken_and_the_rule_said(name, values, best, rule):
    result = merged(**{name: values})
    assert getattr(result.work, name) == best
    assert result.origins[name][0].rule == rule
    assert result.origins[name][0].value == str(best)


def test_values_that_are_not_taken_stay_in_the_provenance():
    origins = merged(title=("Energy", "Energy policy")).origins["title"]
    assert [(each.record, each.value, each.rule) for each in origins] == [
        ("k1", "Energy policy", "longest"),
        ("k0", "Energy", NOT_TAKEN),
    ]


def test_the_smallest_key_remains_and_all_keys_are_named():
    result = merge([Work(key="b"), Work(key="a"), Work(key="c")])
    assert result.work.key == "a"
    assert [each.record for each in result.origins["key"]] == ["a", "b", "c"]


def test_origins_of_a_parsed_work_are_carried_over():
    known = {
        "a": {"title": (Origin(source="article.txt", record="1. Allison", value="Energy policy", start=3, end=16),)}
    }
    result = merge([Work(key="a", title="Energy policy"), Work(key="b", title="Energy")], known)
    best = result.origins["title"][0]
    assert (best.source, best.start, best.end, best.rule) == ("article.txt", 3, 16, "longest")


def test_names_get_the_fullest_form_of_all_records():
    orcid = Identifier(Scheme.ORCID, "0000-0002-1825-0097")
    short = Work(
        key="a", contributors=(person("Cooley", "A."), person("Heathershaw", "John", affiliations=("Exeter",)))
    )
    full = Work(
        key="b", contributors=(person("Cooley", "Alexander", identifiers=(orcid,)), person("Heathershaw", "J."))
    )
    people = merge([short, full]).work.contributors
    assert [each.agent.text for each in people] == ["Alexander Cooley", "John Heathershaw"]
    assert people[0].identifiers == (orcid,)
    assert people[1].affiliations == ("Exeter",)


def test_the_longer_list_of_authors_is_taken_and_is_no_longer_cut():
    cut = Work(key="a", contributors=(person("Cooley", "Alexander"),), truncated=(Role.AUTHOR,))
    whole = Work(key="b", contributors=(person("Cooley", "A."), person("Heathershaw", "J.")))
    work = merge([cut, whole]).work
    assert [each.agent.text for each in work.contributors] == ["Alexander Cooley", "J. Heathershaw"]
    assert work.truncated == ()


def test_roles_are_merged_one_by_one():
    author = Work(key="a", contributors=(person("Cooley"),))
    editor = Work(key="b", contributors=(person("Heathershaw", role=Role.EDITOR),))
    work = merge([author, editor]).work
    assert ([each.text for each in work.authors], [each.text for each in work.editors]) == (["Cooley"], ["Heathershaw"])


def test_an_organisation_keeps_the_acronym_that_one_record_knows():
    body = Contributor(agent=Organization(name="International Energy Agency"))
    known = Contributor(agent=Organization(name="International Energy Agency", acronym="IEA"))
    work = merge([Work(key="a", contributors=(body,)), Work(key="b", contributors=(known,))]).work
    assert work.contributors == (known,)


def test_a_second_doi_is_kept_as_an_identifier():
    work = merged(doi=("10.1000/a", "10.1000/b", "10.1000/B")).work
    assert work.doi == "10.1000/B"
    assert work.identifiers == (parse_identifier("10.1000/a"),)


def test_a_broken_identifier_is_not_lost():
    work = merged(isbn=("0-306-40615-2", "0-306-40615-9")).work
    kept = {work.isbn, *(each.value for each in work.identifiers)}
    assert {each.replace("-", "") for each in kept} == {"0306406152", "0306406159"}


def test_variables_and_unknown_fields_are_joined():
    first = Work(key="a", variables={"section": "A"}, extra={"file": "a.pdf"})
    second = Work(key="b", variables={"section": "A section"}, extra={"rating": "5"})
    result = merge([first, second])
    assert result.work.variables == {"section": "A section"}
    assert result.work.extra == {"file": "a.pdf", "rating": "5", "ids": "b"}
    assert [each.value for each in result.origins["variables.section"]] == ["A section", "A"]


def test_a_spelling_is_kept_only_with_the_value_it_spells():
    kept = Work(key="a", volume="39", as_written={"volume": 39})
    lost = Work(key="b", volume="39", page="1", as_written={"page": 1})
    longer = Work(key="c", page="1-2")
    assert merge([kept, lost, longer]).work.as_written == {"volume": 39}


words = st.sampled_from(["Energy", "ENERGY POLICY", "Energy policy: a history", "Energie", None])
works = st.builds(
    Work,
    title=words,
    container_title=words,
    volume=st.sampled_from(["1", "2", None]),
    doi=st.sampled_from(["10.1000/a", "10.1000/b", None]),
    issued=st.sampled_from([None, Date.of(2018), Date.of(2018, 3), Date(start=DatePoint(year=2019, approximate=True))]),
    contributors=st.lists(
        st.sampled_from([person("Cooley", "A."), person("Cooley", "Alexander"), person("Li")]), max_size=3
    ).map(tuple),
)


@given(st.lists(works, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_the_order_and_loses_no_value(some, random):
    some = [replace(work, key=f"k{number}") for number, work in enumerate(some)]
    result = merge(some)
    shuffled = list(some)
    random.shuffle(shuffled)
    assert merge(shuffled) == result
    for work in some:
        for name in ("title", "container_title", "volume", "doi", "issued"):
            if getattr(work, name) is not None:
                assert str(getattr(work, name)) in {each.value for each in result.origins[name]}
