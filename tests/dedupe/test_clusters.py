"""Clusters of scored pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe.clusters import cluster

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


pairs = st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda pair: pair[0] < pair[1])
scored = st.dictionaries(pairs, st.integers(700, 1000), max_size=15)


@given(scored, st.sets(pairs, max_size=6), st.randoms(use_true_random=False))
def test_clusters_keep_apart_pairs_apart_and_do_not_depend_on_the_order(scores, apart, random):
    joined = [(score, *pair) for pair, score in scores.items()]
    found = cluster(KEYS, joined, apart)
    assert not any(set(pair) <= set(each.members) for pair in apart for each in found)
    keys = list(KEYS)
    random.shuffle(joined)
    random.shuffle(keys)
    assert members(cluster(keys, joined, sorted(apart, reverse=True))) == members(found)


@given(scored)
def test_without_vetoes_clusters_are_the_connected_components(scores):
    found = cluster(KEYS, [(score, *pair) for pair, score in scores.items()])
    home = {key: each.id for each in found for key in each.members}
    assert all(home[a] == home[b] for a, b in scores)
