"""Clusters of scored pairs."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe.clusters import CROWD, MANY, MEAN, MEAN_OF_MANY, SURE, cluster, clusters_of
from refgraph.dedupe.evidence import Comparison, Evidence, Outcome

KEYS = "abcdef"


def members(clusters):
    return {"".join(each.members) for each in clusters}


@pytest.mark.parametrize(
    ("joined", "apart", "certain", "expected"),
    [
        pytest.param([], [], [], {"a", "b", "c", "d", "e", "f"}, id="nothing joined"),
        pytest.param([(900, "a", "b"), (800, "b", "c")], [], [], {"abc", "d", "e", "f"}, id="chain"),
        pytest.param(
            [(900, "a", "b"), (800, "b", "c")], [("a", "c")], [], {"ab", "c", "d", "e", "f"}, id="cut at the weakest"
        ),
        pytest.param(
            [(800, "a", "b"), (900, "b", "c")], [("a", "c")], [], {"a", "bc", "d", "e", "f"}, id="the other is weakest"
        ),
        pytest.param(
            [(900, "a", "b"), (890, "b", "c"), (700, "c", "d"), (880, "d", "e")],
            [("a", "e")],
            [],
            {"abc", "de", "f"},
            id="cut in the middle of a long way",
        ),
        pytest.param([(900, "a", "b")], [("a", "b")], [], {"a", "b", "c", "d", "e", "f"}, id="the pair itself"),
        pytest.param([], [("a", "b")], [("a", "b")], {"ab", "c", "d", "e", "f"}, id="a person's word is stronger"),
        pytest.param([], [("a", "c")], [("a", "b"), ("b", "c")], {"abc", "d", "e", "f"}, id="and so is what follows"),
    ],
)
def test_pairs_become_clusters(joined, apart, certain, expected):
    assert members(cluster(KEYS, joined, apart, certain)) == expected


def test_a_cluster_has_its_smallest_key_as_id_and_stands_at_its_first_member():
    found = cluster(["z", "b", "a"], [(900, "a", "z")])
    assert [each.id for each in found] == ["a", "b"]


THREE = [(900, "a", "b"), (900, "b", "c"), (900, "d", "e"), (900, "e", "f")]
"""Two clusters of three."""


@pytest.mark.parametrize(
    ("joined", "unsure", "apart", "expected"),
    [
        pytest.param([(SURE, "a", "d")], [], [], {"abcdef"}, id="one strong pair"),
        pytest.param([(SURE - 1, "a", "d")], [], [], {"abc", "def"}, id="one weak pair is not enough"),
        pytest.param([(SURE - 1, "a", "d"), (SURE - 1, "b", "d")], [], [], {"abcdef"}, id="two weak pairs"),
        pytest.param(
            [], [(MEAN, "a", "d"), (MEAN + 9, "a", "e"), (MEAN - 9, "b", "f")], [], {"abcdef"}, id="doubtful pairs"
        ),
        pytest.param([], [(MEAN, "a", "d"), (MEAN, "a", "e")], [], {"abc", "def"}, id="two doubtful pairs"),
        pytest.param(
            [], [(MEAN, "a", "d"), (MEAN, "a", "e"), (MEAN - 1, "b", "f")], [], {"abc", "def"}, id="too doubtful"
        ),
        pytest.param([(900, "a", "d"), (900, "a", "e")], [(0, "b", "d")], [], {"abcdef"}, id="a weak veto is outvoted"),
        pytest.param([(900, "a", "d")], [(0, "b", "d")], [], {"abc", "def"}, id="one pair outvotes nothing"),
        pytest.param(
            [(900, "a", "d"), (900, "a", "e")],
            [(0, "b", "d"), (0, "b", "e"), (0, "b", "f")],
            [],
            {"abc", "def"},
            id="more weak vetoes than pairs",
        ),
        pytest.param(
            [(810, "a", "d"), (810, "a", "e"), (810, "a", "f")], [], [("b", "d")], {"abc", "def"}, id="a strong veto"
        ),
    ],
)
def test_two_clusters_are_judged_by_all_their_pairs(joined, unsure, apart, expected):
    assert members(cluster(KEYS, [*THREE, *joined], apart, unsure=unsure)) == expected


@pytest.mark.parametrize(
    ("pairs", "score", "joined"),
    [
        pytest.param(MANY, MEAN_OF_MANY, True, id="many"),
        pytest.param(MANY - 1, MEAN_OF_MANY, False, id="not so many"),
        pytest.param(MANY, MEAN_OF_MANY - 1, False, id="too doubtful"),
    ],
)
def test_many_doubtful_pairs_join_clusters_with_a_lower_mean(pairs, score, joined):
    left, right = "abcde", "fghij"
    chains = [(900, a, b) for side in (left, right) for a, b in pairwise(side)]
    unsure = [(score, a, b) for a, b in list(product(left, right))[:pairs]]
    assert members(cluster(left + right, chains, unsure=unsure)) == ({"abcdefghij"} if joined else {left, right})


@pytest.mark.parametrize(
    ("same", "contested", "joined"),
    [
        pytest.param(CROWD, 26, True, id="a third more"),
        pytest.param(CROWD, 27, False, id="more than that"),
        pytest.param(CROWD - 1, 26, False, id="too few"),
    ],
)
def test_a_crowd_of_pairs_outvotes_more_weak_vetoes(same, contested, joined):
    left, right = "abcdefg", "hijklmn"
    chains = [(900, a, b) for side in (left, right) for a, b in pairwise(side)]
    between = list(product(left, right))
    voted = [(SURE - 1, a, b) for a, b in between[:same]]
    vetoed = [(0, a, b) for a, b in between[same : same + contested]]
    found = members(cluster(left + right, [*chains, *voted], unsure=vetoed))
    assert found == ({left + right} if joined else {left, right})


@pytest.mark.parametrize(("pages", "expected"), [("missing", {"abcd"}), ("different", {"ab", "cd"})])
def test_doubtful_pairs_on_different_pages_have_no_vote(pages, expected):
    alike = [Comparison(a, b, 1000, Outcome.SAME, "", ()) for a, b in ("ab", "cd")]
    evidence = (Evidence("pages", pages, 0),)
    doubtful = [Comparison(a, b, 690, Outcome.REVIEW, "", evidence) for a, b in product("ab", "cd")]
    assert members(clusters_of("abcd", [*alike, *doubtful])) == expected


def test_joined_clusters_are_judged_anew():
    # "ab" and "cd" have two doubtful pairs with "ef" each, together enough.
    joined = [(950, "a", "b"), (950, "c", "d"), (950, "e", "f"), (810, "a", "c")]
    unsure = [(690, "a", "e"), (690, "b", "f"), (690, "c", "e"), (690, "d", "f")]
    assert members(cluster(KEYS, joined, unsure=unsure)) == {"abcdef"}
    assert members(cluster(KEYS, joined[:-1], unsure=unsure)) == {"ab", "cd", "ef"}


@pytest.mark.parametrize(
    ("veto", "same", "different", "expected"),
    [
        pytest.param("place", [], [], {"abcd"}, id="a weak veto"),
        pytest.param("numbers", [], [], {"ab", "cd"}, id="a strong veto"),
        pytest.param("numbers", [("b", "c")], [], {"abcd"}, id="a person's word against the veto"),
        pytest.param("place", [], [("b", "c")], {"ab", "cd"}, id="a person's word with the veto"),
    ],
)
def test_comparisons_become_clusters(veto, same, different, expected):
    alike = [("a", "b", 1000), ("c", "d", 1000), ("a", "c", 900), ("a", "d", 900)]
    comparisons = [Comparison(a, b, score, Outcome.SAME, "", ()) for a, b, score in alike]
    comparisons.append(Comparison("b", "c", 800, Outcome.REVIEW, "", (), veto))
    assert members(clusters_of("abcd", comparisons, same, different)) == expected


pairs = st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda pair: pair[0] < pair[1])
scored = st.dictionaries(pairs, st.integers(700, 1000), max_size=15)
doubted = st.dictionaries(pairs, st.sampled_from((0, 0, 610, 650, 690)), max_size=8)


@given(scored, doubted, st.sets(pairs, max_size=6), st.randoms(use_true_random=False))
def test_clusters_keep_apart_pairs_apart_and_do_not_depend_on_the_order(scores, doubts, apart, random):
    joined = [(score, *pair) for pair, score in scores.items()]
    unsure = [(score, *pair) for pair, score in doubts.items() if pair not in scores]
    found = cluster(KEYS, joined, apart, unsure=unsure)
    assert not any(set(pair) <= set(each.members) for pair in apart for each in found)
    keys = list(KEYS)
    random.shuffle(joined)
    random.shuffle(unsure)
    random.shuffle(keys)
    assert members(cluster(keys, joined, sorted(apart, reverse=True), unsure=unsure)) == members(found)


@given(st.dictionaries(pairs, st.integers(SURE, 1000), max_size=15))
def test_without_vetoes_clusters_of_strong_pairs_are_the_connected_components(scores):
    found = cluster(KEYS, [(score, *pair) for pair, score in scores.items()])
    home = {key: each.id for each in found for key in each.members}
    assert all(home[a] == home[b] for a, b in scores)
