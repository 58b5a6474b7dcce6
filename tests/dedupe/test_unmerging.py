"""Merged works taken apart again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe import Decision, dedupe
from refgraph.errors import ConfigurationError, UnknownNameError
from refgraph.model import Citation, Contributor, Date, Library, Name, Work


def person(family, given=None):
    return Contributor(agent=Name(family=family, given=given))


SURVEY = Work(
    key="a",
    type="article-journal",
    title="Kazakhstan’s Multi-Vector Foreign Policy",
    contributors=(person("Dadabaev", "Timur"),),
    issued=Date.of(2020),
    container_title="Central Asian Survey",
    volume="39",
    page="215–232",
)
OTHER = Work(key="x", type="book", title="Russia and Central Asia", contributors=(person("Allison", "Roy"),))
THREE = Library(
    works=(SURVEY, OTHER, replace(SURVEY, key="b", doi="10.1000/b"), replace(SURVEY, key="c", issue="2")),
    citations=(
        Citation(citing="x", cited="b"),
        Citation(citing="c", cited="x", label="3"),
        Citation(citing="x", cited="c"),
    ),
)


def texts(result):
    return [each.text for each in result.decisions]


def test_the_records_come_back_as_they_were():
    merged = dedupe(THREE)
    assert merged.library.keys == ("a", "x")
    result = merged.unmerge("a")
    assert result.library.works == THREE.works
    assert all(ours is theirs for ours, theirs in zip(result.library, THREE, strict=True))
    assert result.library.citations == THREE.citations
    assert result.library.provenance == THREE.provenance
    assert result.library.findings == THREE.findings


def test_the_decisions_grow_by_those_that_keep_them_apart_and_the_next_run_agrees():
    result = dedupe(THREE).unmerge("a")
    assert texts(result) == [
        "different a b  # unmerged",
        "different a c  # unmerged",
        "different b c  # unmerged",
    ]
    assert dedupe(THREE, result.decisions).library == result.library


def test_any_of_its_keys_names_the_merged_work():
    assert dedupe(THREE).unmerge("c").library == dedupe(THREE).unmerge("a").library


def test_one_record_is_taken_out_and_the_others_stay():
    result = dedupe(THREE).unmerge("a", "a")
    assert [each.members for each in result.clusters] == [("a",), ("x",), ("b", "c")]
    assert result.library["a"] is SURVEY
    assert (result.library["b"].doi, result.library["b"].issue) == ("10.1000/b", "2")
    assert texts(result) == ["different a b  # unmerged", "different a c  # unmerged"]
    assert [(each.citing, each.cited) for each in result.library.citations] == [("x", "b"), ("b", "x")]
    assert dedupe(THREE, result.decisions).library == result.library


def test_records_that_only_the_one_taken_out_had_joined_stay_together():
    first = replace(SURVEY, key="a", volume=None, issue=None, page=None, container_title=None)
    bridge = replace(SURVEY, key="b")
    third = replace(SURVEY, key="c", contributors=(), title="Kazakhstan’s Multi-Vector Foreign Policy in Context")
    library = Library(works=(first, bridge, third))
    merged = dedupe(library, [Decision(same=True, a="a", b="b"), Decision(same=True, a="b", b="c")])
    result = merged.unmerge("a", "b")
    assert [each.members for each in result.clusters] == [("a", "c"), ("b",)]
    assert dedupe(library, result.decisions).library == result.library


def test_what_had_been_decided_to_the_contrary_is_left_out():
    library = Library(works=(SURVEY, OTHER, replace(OTHER, key="y", title="Something else", type="report")))
    decisions = [Decision(same=True, a="a", b="x", line=1), Decision(same=False, a="y", b="a", why="two works", line=2)]
    result = dedupe(library, decisions).unmerge("a")
    assert texts(result) == ["different y a  # two works", "different a x  # unmerged"]
    assert result.library.works == library.works


def test_a_record_that_would_join_another_work_is_kept_single():
    works = (
        replace(SURVEY, key="a"),
        replace(SURVEY, key="b"),
        replace(SURVEY, key="d", volume="40", page="1"),
        replace(SURVEY, key="e", volume=None, page=None),
    )
    merged = dedupe(Library(works=works))
    key = merged.key_of("a")
    result = merged.unmerge(key)
    for member in merged.members_of(key):
        assert result.members_of(member) == (member,)
    assert dedupe(Library(works=works), result.decisions).library == result.library


def test_decisions_about_unknown_works_stay_findings():
    result = dedupe(THREE, [Decision(same=True, a="a", b="nobody", line=9)]).unmerge("a")
    assert [(each.code, each.line) for each in result.library.findings] == [("U790", 9)]


def test_two_works_are_taken_apart_one_after_the_other():
    library = Library(works=(*THREE.works, replace(OTHER, key="z", publisher="OUP", issued=Date.of(2018))))
    first = dedupe(library, [Decision(same=True, a="x", b="z")])
    both = first.unmerge("a").unmerge("x")
    assert both.library.works == library.works


def test_many_equal_records_are_taken_apart():
    library = Library(works=tuple(replace(SURVEY, key=f"k{number:03}") for number in range(60)))
    result = dedupe(library).unmerge("k000")
    assert result.library.works == library.works
    assert dedupe(library, result.decisions).library == result.library


def test_a_work_that_was_not_merged_is_refused():
    with pytest.raises(ConfigurationError, match="this work was not merged from others: 'x'"):
        dedupe(THREE).unmerge("x")


def test_an_unknown_key_is_refused():
    with pytest.raises(UnknownNameError, match="no work has this key: 'nobody'"):
        dedupe(THREE).unmerge("nobody")


def test_a_record_of_another_work_is_refused():
    with pytest.raises(UnknownNameError, match="no such record in this work: 'x'; it has a, b, c"):
        dedupe(THREE).unmerge("a", "x")


works = st.builds(
    Work,
    type=st.sampled_from(["article-journal", "book"]),
    title=st.sampled_from(["Russia and Central Asia", "Russia and Central Asia: A history", "Editorial"]),
    contributors=st.sampled_from([(), (person("Allison", "R."),), (person("Allison", "Roy"),)]),
    issued=st.sampled_from([None, Date.of(2018), Date.of(2019)]),
    volume=st.sampled_from([None, "39"]),
    page=st.sampled_from([None, "215-232", "1"]),
    doi=st.sampled_from([None, "10.1000/a"]),
)


@given(st.lists(works, min_size=2, max_size=8), st.data())
def test_whatever_was_merged_comes_apart_and_the_next_run_agrees(some, data):
    library = Library(works=tuple(replace(work, key=f"k{number}") for number, work in enumerate(some)))
    merged = dedupe(library)
    if not merged.duplicates:
        return
    cluster = data.draw(st.sampled_from(merged.duplicates))
    member = data.draw(st.sampled_from((None, *cluster.members)))
    result = merged.unmerge(cluster.id, member)
    for key in cluster.members if member is None else (member,):
        assert result.library[key] is library[key]
        assert result.members_of(key) == (key,)
    if member is not None:
        rest = [key for key in cluster.members if key != member]
        assert len({result.key_of(key) for key in rest}) == 1
    assert dedupe(library, result.decisions).library == result.library
