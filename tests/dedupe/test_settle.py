"""From comparisons to clusters: pairs that were no candidates, decisions, and clusters that are cut."""

from __future__ import annotations

from refgraph.dedupe import Decision, dedupe
from refgraph.dedupe.evidence import THRESHOLD, Comparison, Outcome
from refgraph.dedupe.prepare import prepare
from refgraph.dedupe.score import compare
from refgraph.dedupe.settle import comparing, settle
from refgraph.model import Contributor, Date, Library, Name, Work

BY = (Contributor(agent=Name(family="Dadabaev", given="Timur")),)
ARTICLE = {"contributors": BY, "issued": Date.of(2020), "container_title": "Central Asian Survey"}


def article(key, title, **more):
    return Work(key=key, type="article-journal", title=title, **{**ARTICLE, **more})


def settled(works, pairs, **decided):
    """Settle works of which only some pairs were candidates."""
    records = {record.key: record for record in prepare(works)}
    compared = [compare(records[a], records[b]) for a, b in pairs]
    return settle(tuple(records), compared, comparing(records, THRESHOLD), **decided)


FIRST = article("a", "Trends in the trade of the region, part I")
MIDDLE = article("b", "Trends in the trade of the region")
LAST = article("c", "Trends in the trade of the region, part II")


def same(a, b, score=900):
    return Comparison(a, b, score, Outcome.SAME, "", ())


def members(clusters):
    return [each.members for each in clusters]


def test_a_chain_whose_ends_must_stay_apart_is_cut_at_its_weakest_pair():
    records = {record.key: record for record in prepare([FIRST, MIDDLE, LAST])}
    assert compare(records["a"], records["c"]).veto, "the ends were no candidates, and are different parts"
    links = [same("a", "b"), same("b", "c", 800)]
    clusters, found, checked = settle("abc", links, comparing(records, THRESHOLD))
    assert members(clusters) == [("a", "b"), ("c",)]
    assert checked == {("a", "c")}
    assert [(each.pair, bool(each.veto)) for each in found] == [
        (("a", "b"), False),
        (("a", "c"), True),
        (("b", "c"), False),
    ]


def test_without_the_far_pair_the_chain_holds():
    works = [article(key, "Trends in the trade of the region") for key in "abc"]
    clusters, _, _ = settled(works, [("a", "b"), ("b", "c")])
    assert members(clusters) == [("a", "b", "c")]


def test_clusters_stand_in_the_order_of_the_keys_and_are_called_by_the_smallest():
    records = {record.key: record for record in prepare([article(key, "Trends in trade") for key in "dcab"])}
    clusters, _, _ = settle("dcab", [same("a", "c")], comparing(records, THRESHOLD))
    assert [(each.id, each.members) for each in clusters] == [("d", ("d",)), ("a", ("a", "c")), ("b", ("b",))]


def test_records_are_looked_up_only_where_a_cluster_has_three():
    def never(keys):
        assert not [*keys]
        return {}

    assert members(settle("ab", [same("a", "b")], never)[0]) == [("a", "b")]


def test_what_a_person_has_called_the_same_is_not_cut():
    records = {record.key: record for record in prepare([FIRST, MIDDLE, LAST])}
    clusters, _, _ = settle("abc", [same("a", "b")], comparing(records, THRESHOLD), same=[("a", "c")])
    assert members(clusters) == [("a", "c"), ("b",)], "the middle, of which one may be a part, has to go"


def test_what_a_person_has_called_different_is_cut():
    clusters, _, _ = settled([article(key, "Trends in trade") for key in "ab"], [("a", "b")], different=[("a", "b")])
    assert members(clusters) == [("a",), ("b",)]


def test_deciding_gives_what_a_run_with_the_decisions_gives():
    works = [FIRST, MIDDLE, LAST, article("d", "Trends in the trade of the region"), article("e", "Water")]
    library = Library(works=tuple(works))
    decisions = (
        Decision(same=False, a="b", b="d"),
        Decision(same=True, a="a", b="e"),
        Decision(same=True, a="a", b="x"),
    )
    result = dedupe(library)
    decided, whole = result.decide(decisions), dedupe(library, decisions)
    assert decided.clusters == whole.clusters != result.clusters
    assert decided.library == whole.library
    assert (decided.decisions, decided.unknown, decided.given) == (whole.decisions, whole.unknown, whole.given)
    assert decided.pairs == whole.pairs
    assert decided.decide(()).clusters == result.clusters
