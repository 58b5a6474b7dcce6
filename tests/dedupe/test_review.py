"""The walk through doubtful pairs, as values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe import Decision, parse_decisions
from refgraph.dedupe.consequences import Consequences
from refgraph.dedupe.decisions import check_decisions
from refgraph.dedupe.review import HELP, Review, contradiction, step

PAIRS = (("a", "b"), ("c", "d"), ("e", "f"))


def walked(review, *keys):
    for key in keys:
        review = step(review, key)
    return review


def texts(review):
    return [each.text for each in review.made]


def test_each_answer_is_a_decision_and_leads_to_the_next_pair():
    review = walked(Review(pairs=PAIRS), "y", "N")
    assert texts(review) == ["same a b", "different c d"]
    assert review.current == ("e", "f")
    assert (review.place, review.skipped, review.ended) == (2, 0, False)


def test_a_skipped_pair_is_no_decision():
    review = walked(Review(pairs=PAIRS), "s", "y")
    assert texts(review) == ["same c d"]
    assert review.skipped == 1


def test_undo_goes_back_one_answer_at_a_time():
    review = walked(Review(pairs=PAIRS), "y", "s", "u")
    assert (review.current, review.message) == (("c", "d"), "back to the pair that was skipped")
    review = step(review, "u")
    assert (review.current, review.message, texts(review)) == (("a", "b"), "taken back: same a b", [])
    assert step(review, "u").message == "there is nothing to undo"


def test_a_reason_is_written_beside_the_next_decision_only():
    review = step(Review(pairs=PAIRS), "w")
    assert review.asks_why
    review = walked(review, "q  is a letter ", "n", "y")
    assert texts(review) == ["different a b  # q is a letter", "same c d"]


@pytest.mark.parametrize("then", ["s", "u"])
def test_a_reason_does_not_outlive_its_pair(then):
    review = walked(Review(pairs=PAIRS), "y", "w", "a reason", then, "n")
    assert [each.why for each in review.made][-1] is None


def test_an_empty_reason_is_none():
    assert texts(walked(Review(pairs=PAIRS), "w", "", "y")) == ["same a b"]


def test_an_unknown_key_changes_nothing_but_the_message():
    review = step(Review(pairs=PAIRS), "x")
    assert (review.current, review.message) == (("a", "b"), "'x' is no key here; ? lists them")


def test_help_names_every_key():
    message = step(Review(pairs=PAIRS), "?").message
    assert [line[0] for line in message.splitlines()] == list(HELP)


def test_the_walk_ends_with_q_and_stays_ended():
    review = step(Review(pairs=PAIRS), "q")
    assert review.ended
    assert step(review, "y") == review


def test_after_the_last_pair_an_answer_says_so_and_undo_still_works():
    review = walked(Review(pairs=PAIRS[:1]), "y")
    assert (review.current, review.ended) == (None, False)
    for key in "ynsw":
        assert step(review, key).message == "no pair is left; u undoes the last answer, q ends"
    assert step(review, "u").current == ("a", "b")


@pytest.mark.parametrize(
    ("keys", "passed"),
    [
        pytest.param("yy", ("a", "c"), id="the same as the same"),
        pytest.param("yn", ("a", "c"), id="different from the same"),
    ],
)
def test_what_follows_from_the_answers_is_not_asked(keys, passed):
    review = walked(Review(pairs=(("a", "b"), ("b", "c"), passed, ("x", "y"))), *keys)
    assert review.current == ("x", "y")
    assert review.message == "the next pair follows from what you decided"


def test_what_follows_from_the_file_and_from_merges_is_not_asked():
    given = parse_decisions("same a b\ndifferent b c\n")
    merged = (Decision(same=True, a="c", b="d"),)
    review = Review(pairs=(("a", "b"), ("a", "c"), ("a", "d"), ("x", "y")), given=given, merged=merged)
    assert review.current == ("x", "y")


def test_a_decision_against_others_is_named_with_its_lines():
    given = parse_decisions("same a b\nsame b c\ndifferent c d\n")
    assert contradiction(given, Decision(same=False, a="a", b="c")) == (
        "not written: line 1 ('same a b') and line 2 ('same b c') make 'a' and 'c' the same"
    )
    assert contradiction(given, Decision(same=True, a="d", b="c")) == (
        "not written: line 3 ('different c d') makes 'd' and 'c' different"
    )
    assert contradiction(given, Decision(same=True, a="a", b="x")) == ""


names = st.sampled_from("abcdef")
pairs = st.tuples(names, names).filter(lambda pair: pair[0] < pair[1])


@given(st.lists(pairs, unique=True, max_size=10).map(tuple), st.lists(st.sampled_from("ynsuwx?"), max_size=40))
def test_whatever_is_pressed_the_decisions_agree_and_none_follows_from_the_others(asked, keys):
    review = Review(pairs=asked)
    for key in keys:
        review = step(review, key)
        check_decisions(review.made)
        for place, each in enumerate(review.made):
            assert Consequences(review.made[:place]).verdict(each.a, each.b) is None


@given(st.lists(pairs, unique=True, min_size=1, max_size=8).map(tuple), st.lists(st.sampled_from("yns"), max_size=12))
def test_undoing_everything_is_the_beginning(asked, keys):
    review = start = Review(pairs=asked)
    for key in keys:
        review = step(review, key)
    while review.answers:
        review = step(review, "u")
    assert (review.answers, review.current) == ((), start.current)
