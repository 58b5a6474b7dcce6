"""Works added to a result come to what a run over all of them comes to."""

from __future__ import annotations

from contextlib import ExitStack
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.dedupe import Decision, dedupe
from refgraph.dedupe.pairs import Reach
from refgraph.errors import DuplicateKeyError
from refgraph.model import Contributor, Date, Library, Name, Work

TITLES = (
    "Energy policy of Central Asia",
    "Energy policy in Central Asia and beyond",
    "Energy policy: a survey",
    "Water policy of Central Asia",
    "Water and energy",
    "Editorial",
)


def work(key, title, family, year=2001, page=None):
    by = (Contributor(agent=Name(family=family)),)
    return Work(key=key, title=title, contributors=by, issued=Date.of(year), page=page)


works = st.builds(
    work,
    key=st.just(""),
    title=st.sampled_from(TITLES),
    family=st.sampled_from(("Allison", "Alison", "Cooley")),
    year=st.sampled_from((2001, 2002)),
    page=st.sampled_from((None, "1-9", "30")),
)
decided = st.lists(st.tuples(st.integers(0, 9), st.integers(10, 24)), max_size=3, unique=True)


@settings(max_examples=60)
@given(st.lists(works, max_size=25), st.permutations(range(25)), st.lists(st.integers(1, 8), max_size=4), decided)
def test_adding_in_parts_is_one_run_over_all(many, numbers, sizes, pairs):
    library = [Work(**{**vars_of(each), "key": f"k{number:02}"}) for each, number in zip(many, numbers, strict=False)]
    decisions = [Decision(same=place % 2 == 0, a=f"k{a:02}", b=f"k{b:02}") for place, (a, b) in enumerate(pairs)]
    with ExitStack() as small:
        small.enter_context(patch("refgraph.dedupe.pairs.REACH", Reach(4, 2)))
        small.enter_context(patch("refgraph.dedupe.pairs.REACH_OF_COMMON", Reach(2, 1)))
        found = dedupe(Library(works=tuple(library[: sum(sizes[:1])])), decisions)
        at = sum(sizes[:1])
        for size in (*sizes[1:], len(library)):
            found = found.add(Library(works=tuple(library[at : at + size])))
            at += size
        whole = dedupe(Library(works=tuple(library)), decisions)
    assert found.clusters == whole.clusters
    assert found.pairs == whole.pairs
    assert (found.decisions, found.unknown) == (whole.decisions, whole.unknown)
    assert found.library == whole.library


def vars_of(each):
    return {name: getattr(each, name) for name in ("title", "contributors", "issued", "page")}


def test_a_result_can_be_added_to_twice():
    first = dedupe(Library(works=(work("a", TITLES[0], "Allison"),)))
    one = first.add(Library(works=(work("b", TITLES[0], "Allison"),)))
    other = first.add(Library(works=(work("c", TITLES[3], "Cooley"),)))
    assert [each.members for each in one.clusters] == [("a", "b")]
    assert [each.members for each in other.clusters] == [("a",), ("c",)]
    assert [each.members for each in first.clusters] == [("a",)]


def test_only_what_is_new_is_compared():
    old = tuple(work(f"k{number}", f"{TITLES[0]} {number}", "Allison") for number in range(30))
    result = dedupe(Library(works=old)).add(Library(works=(work("x", "Rivers", "Roe"),)))
    with patch("refgraph.dedupe.adding.score", side_effect=AssertionError) as score:
        score.side_effect = None
        score.return_value = []
        result.add(Library(works=(work("y", "Rivers", "Roe"),)))
    assert score.call_args.args[1] == [(0, 1)]


def test_a_key_that_is_taken_is_refused():
    with pytest.raises(DuplicateKeyError, match="'a'"):
        dedupe(Library(works=(work("a", "Rivers", "Roe"),))).add(Library(works=(work("a", "Lakes", "Roe"),)))
