"""Blocking keys and candidate pairs."""

from __future__ import annotations

import numpy as np

from refgraph.dedupe.keys import COMMON, block_keys, word_counts
from refgraph.dedupe.numbering import numbered, numbered_keys
from refgraph.dedupe.pairs import REACH, candidate_pairs
from refgraph.dedupe.prepare import prepare
from refgraph.model import Contributor, Date, Name, Work


def work(key, title=None, family=None, **fields):
    contributors = (Contributor(agent=Name(family=family)),) if family else ()
    return Work(key=key, title=title, contributors=contributors, **fields)


def keys_of(works):
    records = prepare(works)
    counts = word_counts(records)
    return records, [block_keys(record, counts) for record in records]


def pairs_of(works):
    records, keys = keys_of(works)
    return {(records[a].key, records[b].key) for a, b in candidate_pairs(records, numbered(keys))}


def test_an_empty_work_has_no_keys_and_no_pairs():
    assert keys_of([work("a")])[1] == [[]]
    assert pairs_of([work("a"), work("b", "Energy policy")]) == set()


def test_every_kind_of_key_is_made():
    full = Work(
        key="a",
        title="Russia and Central Asia: policies, security and influence",
        contributors=(Contributor(agent=Name(family="Allison")), Contributor(agent=Name(family="Cooley"))),
        issued=Date.of(2018),
        volume="3",
        page="10-20",
        doi="10.1000/x",
    )
    made = keys_of([full, work("b", "Security in Central Asia")])[1][0]
    assert {key.partition(":")[0] for key in made} == set("itserwacvp")


def test_a_garbled_title_meets_the_right_one_by_author_and_rare_word():
    works = [
        work("a", "Dictators without borders: power and money in Central Asia", "Cooley"),
        work("b", "Dictat0rs with0ut borders p0wer money Central Asia", "Cooley"),
    ]
    assert pairs_of(works) == {("a", "b")}


def test_a_title_in_another_script_meets_by_author_and_year():
    works = [
        work("a", "Foreign policy of Kazakhstan", "Nazarbayev", issued=Date.of(2010), page="5"),
        work("b", "Внешняя политика Казахстана", "Назарбаев", issued=Date.of(2010), page="5"),
    ]
    assert pairs_of(works) == {("a", "b")}


def test_a_work_without_a_title_meets_by_volume_and_page():
    works = [work("a", "Energy policy", volume="3", page="10-20"), work("b", volume="3", page="10")]
    assert pairs_of(works) == {("a", "b")}


def test_equal_records_are_a_chain_and_not_a_block():
    works = [work(f"k{number:04}", "Energy policy of Central Asia") for number in range(1000)]
    assert len(pairs_of(works)) == 999


def test_a_large_block_is_compared_with_neighbours_only():
    size = 50 * REACH.largest
    works = [work(f"k{number:04}", f"Editorial {number}", "Smith") for number in range(size)]
    records, _ = keys_of(works)
    keys = [["one key for all"]] * size
    assert len(candidate_pairs(records, numbered(keys))) <= REACH.neighbours * size


def test_pairs_do_not_depend_on_the_order_of_the_works():
    works = [work(f"k{number:03}", f"Editorial {number % 7} of the house", "Smith") for number in range(200)]
    there = {frozenset(pair) for pair in pairs_of(works)}
    back = {frozenset(pair) for pair in pairs_of(works[::-1])}
    assert there == back


def test_keys_as_numbers_bring_the_same_pairs_together_as_keys_as_text():
    titles = "Energy policy of {}; Water and trade in {}; Security of {}; Rivers of {}: a history; Editorial".split(
        "; "
    )
    places = ("Osh", "Merv", "Khujand and Osh", "Semey")
    works = [
        work(f"k{number:03}", titles[number % 5].format(places[number % 4]), ("Smith", None, "Cooley")[number % 3])
        for number in range(300)
    ]
    works += [work("empty"), work("only small words", "On the of"), work("rare", "Xylography")]
    records, keys = keys_of(works)
    common = np.array([key.startswith(COMMON) for each in keys for key in each])
    by_text = candidate_pairs(records, numbered(keys)._replace(common=common)).tolist()
    assert candidate_pairs(records, numbered_keys(records)).tolist() == by_text
    assert by_text
