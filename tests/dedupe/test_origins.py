"""Provenance of merged works: made when it is read, and a mapping like any other."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe import origins
from refgraph.dedupe.merge import merge
from refgraph.dedupe.origins import NOT_TAKEN, MergedProvenance, find_origins
from refgraph.dedupe.values import merge_contributors, merge_works
from refgraph.model import Contributor, Date, Identifier, Library, Name, Organization, Origin, Role, Scheme, Work
from refgraph.text.normal import fold

BEFORE = {
    "a": {"title": (Origin(source="one.bib", value="Water"),)},
    "c": {"title": (Origin(source="two.bib", value="Salt"),)},
    "d": {"title": (Origin(source="two.bib", value="Sand"),)},
}
RECORDS = (Work(key="a", title="Water"), Work(key="b", title="Water law"), Work(key="d", title="Sand"))
MERGED = merge_works(RECORDS)


def provenance():
    return MergedProvenance(BEFORE, [(MERGED, RECORDS)])


def expected():
    return {"c": BEFORE["c"], "a": find_origins(MERGED, RECORDS, BEFORE)}


def test_the_provenance_is_that_of_the_works_that_stay_and_then_of_the_merged_ones():
    assert list(provenance().items()) == list(expected().items())
    assert (len(provenance()), "c" in provenance(), "b" in provenance()) == (2, True, False)


def test_it_can_be_used_like_the_dictionary_it_stands_for():
    assert provenance() == expected()
    assert expected() == provenance()
    assert {**provenance()} == expected()
    assert repr(provenance()) == repr(expected())
    assert pickle.loads(pickle.dumps(provenance())) == expected()
    assert copy.deepcopy(provenance()) == expected()
    assert Library(provenance=provenance()) == Library(provenance=expected())


def test_nothing_is_made_before_it_is_read_and_nothing_twice(monkeypatch):
    made = []

    def count(work, *rest):
        made.append(work.key)
        return find_origins(work, *rest)

    monkeypatch.setattr(origins, "find_origins", count)
    lazy = provenance()
    assert (list(lazy), len(lazy), lazy["c"], made) == (["c", "a"], 2, BEFORE["c"], [])
    assert lazy["a"] is lazy["a"]
    assert made == ["a"]


# --- the quick ways say what the slow ones would say

NAMES = st.builds(
    Name,
    family=st.sampled_from(["Abe", "abe", "Ōe", "Ito", None]),
    given=st.sampled_from(["K.", "Kenji", "Kenji T.", "T.", None]),
    non_dropping_particle=st.sampled_from([None, "de"]),
    literal=st.sampled_from([None, None, None, "Abe Kenji"]),
)
BODIES = st.builds(
    Organization, name=st.sampled_from(["Water Board", "WATER BOARD"]), acronym=st.sampled_from([None, "WB"])
)
PEOPLE = st.builds(
    Contributor,
    agent=NAMES | BODIES,
    role=st.sampled_from([Role.AUTHOR, Role.EDITOR]),
    identifiers=st.lists(st.sampled_from([Identifier(Scheme.ISNI, "1"), Identifier(Scheme.ISNI, "2")]), max_size=3).map(
        tuple
    ),
    affiliations=st.lists(st.sampled_from(["Oslo", "Bergen"]), max_size=2).map(tuple),
)
LISTS = st.lists(PEOPLE, max_size=4).map(tuple)


def slowly(works):
    """Merge contributors as the documentation says it: each person compared with each of the other records."""
    merged = []
    for role in dict.fromkeys(each.role for work in works for each in work.contributors):
        lists = [(work, work.by_role(role)) for work in works if work.by_role(role)]
        base, people = max(
            reversed(lists), key=lambda pair: (len(pair[1]), role not in pair[0].truncated, detail(pair[1]))
        )
        for person in people:
            everybody = [
                person,
                *(each for work, some in lists if work is not base for each in some if same(person.agent, each.agent)),
            ]
            merged.append(
                Contributor(
                    agent=max((each.agent for each in everybody), key=fullness),
                    role=role,
                    identifiers=tuple(dict.fromkeys(each for one in everybody for each in one.identifiers)),
                    affiliations=tuple(dict.fromkeys(each for one in everybody for each in one.affiliations)),
                )
            )
    return tuple(merged)


def detail(people):
    known = [each for each in people if isinstance(each.agent, Organization) or not each.agent.literal]
    return len(known), "; ".join(each.agent.inverted for each in people)


def same(a, b):
    if isinstance(a, Organization) or isinstance(b, Organization):
        return type(a) is type(b) and fold(a.name) == fold(b.name)
    if a.literal or b.literal or fold(a.full_family) != fold(b.full_family):
        return False
    return a.initials.startswith(b.initials) or b.initials.startswith(a.initials)


def fullness(agent):
    if isinstance(agent, Organization):
        return (1 if agent.acronym else 0, len(agent.name), agent.name)
    given = agent.given or ""
    return (sum(1 for word in fold(given).split() if len(word) > 1), len(given), agent.inverted)


@given(st.lists(LISTS, min_size=1, max_size=3), st.lists(st.integers(0, 2), min_size=2, max_size=4), st.booleans())
def test_people_of_several_records_are_merged_one_by_one(lists, places, is_cut):
    works = [
        Work(
            key=f"k{number}", contributors=lists[place % len(lists)], truncated=(Role.AUTHOR,) * (is_cut and place > 0)
        )
        for number, place in enumerate(places)
    ]
    assert merge_contributors(works).contributors == slowly(works)


WORDS = st.sampled_from([None, "", "Salt", "salt", "Salt and sand", "12", "1,200", "12-15"])
WORKS = st.builds(
    Work,
    type=st.sampled_from(["book", "document", "article"]),
    title=WORDS,
    page=WORDS,
    volume=WORDS,
    doi=WORDS,
    isbn=WORDS,
    issued=st.sampled_from([None, Date.of(1990), Date.of(1990, 5), Date(literal="soon")]),
    variables=st.dictionaries(st.sampled_from(["section", "scale"]), st.sampled_from(["A", "B", "AB"])),
    extra=st.dictionaries(st.sampled_from(["file", "ids"]), st.sampled_from(["x", "y,z", ""])),
)


@given(st.lists(WORKS, min_size=2, max_size=4))
def test_the_value_that_was_taken_is_the_first_of_its_origins(works):
    works = [replace(work, key=f"k{number}") for number, work in enumerate(works)]
    result = merge(works)
    for name, found in result.origins.items():
        if name in {"key", "contributors", "identifiers"} or name == "extra.ids":
            continue
        field, _, key = name.partition(".")
        value = getattr(result.work, field)
        assert found[0].value == str(value[key] if key else value)
        assert found[0].rule != NOT_TAKEN
        values = [getattr(work, field) for work in works]
        held = {each.get(key) for each in values} - {None} if key else {*values} - {None, ""}
        assert {each.value for each in found} == {str(each) for each in held}
