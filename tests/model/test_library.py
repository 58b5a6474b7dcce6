"""Libraries are values: unique keys, order kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.errors import DuplicateKeyError, UnknownNameError
from refgraph.model import Citation, Contributor, Date, Library, Name, Origin, Related, Relation, Work


def work(key, family=None, year=None, title=None):
    contributors = (Contributor(agent=Name(family=family)),) if family else ()
    return Work(key=key, contributors=contributors, issued=Date.of(year) if year else None, title=title)


A, B, C = work("a", "Cooley", 2017), work("b", "Allison", 2018), work("c", "Allison", 2012)
LIBRARY = Library(
    works=(A, B, C),
    citations=(Citation(citing="a", cited="b"), Citation(citing="b", cited="c")),
    provenance={"b": {"title": (Origin(record="x"),)}, "c": {}},
)


def test_a_library_keeps_the_order_and_finds_by_key():
    assert list(LIBRARY) == [A, B, C]
    assert LIBRARY.keys == ("a", "b", "c")
    assert (LIBRARY["b"], len(LIBRARY), "b" in LIBRARY, "d" in LIBRARY) == (B, 3, True, False)


@pytest.mark.parametrize(
    ("works", "message"),
    [
        pytest.param((A, B, A), "two works have the key 'a'; give every work a key of its own", id="twice"),
        pytest.param(
            (A, replace(B, key="", title="Russia")), "a work has no key: 'Russia'; give every work", id="none"
        ),
    ],
)
def test_keys_must_be_there_and_unique(works, message):
    with pytest.raises(DuplicateKeyError) as error:
        Library(works=works)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("library", "key", "message"),
    [
        pytest.param(
            Library(works=(work("allison2018"),)),
            "alison2018",
            "no work has this key: 'alison2018'; did you mean allison2018?",
            id="near",
        ),
        pytest.param(LIBRARY, "zzz", "no work has this key: 'zzz'; the library has 3 works", id="far"),
    ],
)
def test_an_unknown_key_is_an_error_that_helps(library, key, message):
    with pytest.raises(UnknownNameError) as error:
        library[key]
    assert str(error.value) == message
    assert isinstance(error.value, LookupError)


def test_adding_works_leaves_the_old_library_alone():
    more = LIBRARY.add(work("d"), work("e"))
    assert more.keys == ("a", "b", "c", "d", "e")
    assert LIBRARY.keys == ("a", "b", "c")
    with pytest.raises(DuplicateKeyError, match="two works have the key 'a'"):
        LIBRARY.add(A)


def test_removing_a_work_takes_its_citations_and_provenance_along():
    less = LIBRARY.remove("b")
    assert (less.keys, less.citations, less.provenance) == (("a", "c"), (), {"c": {}})
    with pytest.raises(UnknownNameError, match="no work has this key: 'd'"):
        LIBRARY.remove("d")


def test_mapping_changes_every_work():
    titled = LIBRARY.map(lambda each: replace(each, title=each.key.upper()))
    assert [each.title for each in titled] == ["A", "B", "C"]
    assert titled.citations == LIBRARY.citations


def test_a_library_is_sorted_by_author_year_and_title_or_as_one_likes():
    assert LIBRARY.sorted().keys == ("c", "b", "a")
    assert LIBRARY.sorted(by=lambda each: each.year).keys == ("c", "a", "b")


def test_works_without_author_or_date_sort_first_and_last():
    works = (work("x", "Allison"), work("y", "Allison", 2018), work("z", title="A"))
    assert Library(works=works).sorted().keys == ("z", "y", "x")


def test_libraries_are_values():
    assert Library(works=(A,)) == Library(works=(A,))
    with pytest.raises(AttributeError):
        setattr(LIBRARY, "works", ())  # noqa: B010 - mypy refuses the plain assignment


@pytest.mark.parametrize("edge", [("a", "z"), ("z", "a")], ids=["cited", "citing"])
def test_both_ends_of_a_citation_must_be_works_of_the_library(edge):
    with pytest.raises(UnknownNameError, match="a citation names no work of the library: 'z'"):
        Library(works=(A,), citations=(Citation(citing=edge[0], cited=edge[1]),))


def test_both_ends_of_a_relation_must_be_works_of_the_library():
    relation = Related(Relation.PART_OF, "a", "d", "in it")
    with pytest.raises(UnknownNameError, match="a relation names no work of the library: 'd'"):
        replace(LIBRARY, relations=(relation,))


def test_joined_libraries_keep_the_first_keys_and_what_joins_the_works_follows_the_new_ones():
    added = Library(
        works=(A, work("d")),
        citations=(Citation(citing="d", cited="a"),),
        relations=(Related(Relation.PART_OF, "a", "d", "in it"),),
        provenance={"a": {"title": (Origin(record="y"),)}},
    )
    joined, keys = LIBRARY.join(added)
    assert keys == {"a": "cooley2017", "d": "d"}
    assert joined.keys == ("a", "b", "c", "cooley2017", "d")
    assert joined.citations == (*LIBRARY.citations, Citation(citing="d", cited="cooley2017"))
    assert joined.relations == (Related(Relation.PART_OF, "cooley2017", "d", "in it"),)
    assert joined.provenance["cooley2017"] == added.provenance["a"]
    assert joined.remove("d").relations == ()
