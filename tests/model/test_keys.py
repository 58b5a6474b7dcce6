"""Cite keys: patterns, collisions, stability."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import UnknownNameError
from refgraph.model import Contributor, Date, Name, Organization, Role, Work, assign_keys, make_key


def by(*families, role=Role.AUTHOR):
    return tuple(Contributor(agent=Name(family=family), role=role) for family in families)


ALLISON = Work(
    type="book",
    title="Russia and Central Asia: Policies, Security and Influence",
    contributors=by("Allison"),
    container_title="Central Asian Survey",
    issued=Date.of(2018),
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        pytest.param("{author}{year}", "allison2018", id="default"),
        pytest.param("{author}:{year}:{title}", "allison:2018:russia", id="title"),
        pytest.param("{author}{shorttitle}", "allisonrussiacentralasia", id="three words of the title"),
        pytest.param("{title:3}{year}", "rus2018", id="cut"),
        pytest.param("{container}{year}", "cas2018", id="container"),
        pytest.param("{type}-{year}", "book-2018", id="type"),
        pytest.param("fixed", "fixed", id="no field"),
        pytest.param("", "anon", id="empty pattern"),
    ],
)
def test_a_pattern_is_filled(pattern, key):
    assert make_key(ALLISON, pattern) == key


@pytest.mark.parametrize(
    ("work", "key"),
    [
        pytest.param(Work(contributors=by("Müller"), issued=Date.of(2018)), "muller2018", id="umlaut"),
        pytest.param(Work(contributors=by("Назарбаев"), issued=Date.of(2018)), "nazarbaev2018", id="cyrillic"),
        pytest.param(Work(contributors=by("O’Brien"), issued=Date.of(2018)), "obrien2018", id="apostrophe"),
        pytest.param(Work(contributors=by("Li", role=Role.EDITOR), issued=Date.of(2018)), "li2018", id="editor"),
        pytest.param(
            Work(contributors=(Contributor(agent=Organization(name="World Bank")),), issued=Date.of(2024)),
            "worldbank2024",
            id="organisation",
        ),
        pytest.param(Work(title="The rise of the West", issued=Date.of(1963)), "rise1963", id="title for an author"),
        pytest.param(Work(contributors=by("Allison")), "allisonnd", id="no date"),
        pytest.param(Work(contributors=by("Plato"), issued=Date.of(-380)), "platobc380", id="before our era"),
        pytest.param(Work(), "anonnd", id="nothing"),
    ],
)
def test_keys_are_ascii_and_stand_for_what_is_missing(work, key):
    assert make_key(work) == key


@pytest.mark.parametrize(
    ("families", "key"),
    [
        pytest.param(("Cooley",), "cooley", id="one"),
        pytest.param(("Cooley", "Heathershaw"), "cooleyheathershaw", id="two"),
        pytest.param(("A", "B", "C", "D"), "abcetal", id="four"),
    ],
)
def test_up_to_three_authors_are_named(families, key):
    assert make_key(Work(contributors=by(*families)), "{authors}") == key


def test_an_unknown_field_is_pointed_at():
    with pytest.raises(UnknownNameError) as error:
        make_key(ALLISON, "{author}{yaer}")
    assert str(error.value) == (
        "no such field in a key pattern: '{yaer}' at 8-14 of '{author}{yaer}'; did you mean {year}?"
    )
    assert error.value.span == (8, 14)


def test_the_hint_lists_the_fields_where_none_is_near():
    with pytest.raises(UnknownNameError, match=r"known are author, authors, year, title, shorttitle, container, type"):
        make_key(ALLISON, "{xyz}")


def test_collisions_get_letters_and_then_two_letters():
    keys = [work.key for work in assign_keys([ALLISON] * 29)]
    assert keys[:3] == ["allison2018", "allison2018a", "allison2018b"]
    assert keys[26:] == ["allison2018z", "allison2018aa", "allison2018ab"]


def test_keys_in_use_are_passed_over():
    keyed = replace(ALLISON, key="allison2018a")
    keys = [work.key for work in assign_keys([ALLISON, keyed, ALLISON], taken={"allison2018"})]
    assert keys == ["allison2018b", "allison2018a", "allison2018c"]


works = st.builds(
    Work,
    key=st.sampled_from(["", "", "", "allison2018a", "mine"]),
    contributors=st.sampled_from([by("Allison"), by("Allison2018"), by("Cooley"), ()]),
    issued=st.sampled_from([Date.of(2018), Date.of(2017), None]),
)


def unique(some):
    """Leave the second of two works with one key without it."""
    seen = set()
    for work in some:
        yield replace(work, key="") if work.key in seen else work
        seen.add(work.key)


@given(st.lists(works), st.lists(works))
def test_adding_works_never_changes_keys_and_all_keys_differ(first, second):
    keyed = assign_keys(list(unique(first)))
    more = [work for work in second if work.key not in {each.key for each in keyed}]
    all_keyed = assign_keys([*keyed, *unique(more)])
    assert all_keyed[: len(keyed)] == keyed
    keys = [work.key for work in all_keyed]
    assert len(set(keys)) == len(keys)
    assert all(keys)
