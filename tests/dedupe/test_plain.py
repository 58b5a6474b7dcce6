"""Components in which nothing is to be weighed."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from refgraph.dedupe.clusters import SURE, clusters_of
from refgraph.dedupe.evidence import Comparison, Outcome
from refgraph.dedupe.plain import part

KEYS = "abcdefghi"
PAIRS = list(combinations(KEYS, 2))


def same(pair, score=900):
    return Comparison(*pair, score, Outcome.SAME, "", ())


def vetoed(pair):
    return Comparison(*pair, 900, Outcome.REVIEW, "", (), "number")


@pytest.mark.parametrize(
    ("comparisons", "decided", "clusters", "rest"),
    [
        pytest.param([], "", set(), 0, id="nothing compared"),
        pytest.param([same("ab"), same("ce")], "", {"ab", "ce"}, 0, id="pairs"),
        pytest.param([same("ab"), same("ac"), same("bc")], "", {"abc"}, 0, id="each with each"),
        pytest.param([same("ab"), same("bc")], "", set(), 2, id="a pair that was not compared"),
        pytest.param([same("ab"), same("ac"), vetoed("bc"), same("de")], "", {"de"}, 3, id="a veto"),
        pytest.param([same("ab", 700), same("ac", 700), same("bc", 700)], "", {"abc"}, 0, id="three that are not sure"),
        pytest.param(
            [*map(same, ["ab", "ac", "ad", "bc", "bd"]), same("cd", SURE - 1)], "", set(), 6, id="one of four not sure"
        ),
        pytest.param([same("ab"), same("ce")], "eg", {"ab"}, 1, id="a decision"),
    ],
)
def test_only_components_with_nothing_to_weigh_are_taken_out(comparisons, decided, clusters, rest):
    parted = part(comparisons, decided)

    assert {"".join(each.members) for each in parted.clusters} == clusters
    assert len(parted.rest) == rest


@st.composite
def comparisons(draw):
    """Return comparisons of a few groups of keys, most of them whole."""
    groups = draw(st.lists(st.sets(st.sampled_from(KEYS), min_size=2, max_size=4), max_size=4))
    pairs = {pair for group in groups for pair in combinations(sorted(group), 2)}
    outcomes = st.sampled_from([Outcome.SAME] * 8 + [Outcome.REVIEW, Outcome.DIFFERENT])
    vetoes = st.sampled_from([""] * 12 + ["number", "note"])
    scores = st.integers(650, 1000)
    return [
        Comparison(*pair, draw(scores), draw(outcomes), "", (), draw(vetoes))
        for pair in draw(st.permutations(sorted(pairs)))
    ]


@given(comparisons())
@example([same(pair) for pair in PAIRS])
def test_the_clusters_are_those_of_weighing_everything(found):
    parted = part(found)

    rest = clusters_of(KEYS, parted.rest)
    taken = {key for each in parted.clusters for key in each.members}
    together = {*parted.clusters, *(each for each in rest if each.id not in taken)}
    assert together == set(clusters_of(KEYS, found))


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_long_chains_are_one_component(links):
    names = [f"{place:03}" for place in range(len(links) + 1)]
    found = [same((names[place], names[place + 1])) for place, linked in enumerate(links) if linked]
    parted = part(found)

    lone = [
        place
        for place, linked in enumerate(links)
        if linked and not (place and links[place - 1]) and not any(links[place + 1 : place + 2])
    ]
    assert sorted(each.members for each in parted.clusters) == [(names[place], names[place + 1]) for place in lone]
