"""Where two values differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe.differences import mark_differences


def shown(pieces):
    return "".join(f"[{each.text}]" if each.differs else each.text for each in pieces)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param("Russia", "Russia", ("Russia", "Russia"), id="equal"),
        pytest.param("", "Russia", ("", "Russia"), id="nothing to compare with"),
        pytest.param("2018", "2019", ("201[8]", "201[9]"), id="letters of a word"),
        pytest.param("Li, W.", "Li, Wei", ("Li, W[.]", "Li, W[ei]"), id="initial"),
        pytest.param("war and peace", "war or peace", ("war [and] peace", "war [or] peace"), id="a word"),
        pytest.param(
            "Energy policy", "Energy policy: a history", ("Energy policy", "Energy policy[: a history]"), id="end"
        ),
        pytest.param("Cafe\u0301", "Café", ("Caf[e\u0301]", "Caf[é]"), id="a letter in two ways of writing"),
    ],
)
def test_what_only_one_side_has_is_marked(left, right, expected):
    assert tuple(map(shown, mark_differences(left, right))) == expected


texts = st.text(st.sampled_from("ab c.é\n"), max_size=30)


@given(texts, texts)
def test_the_pieces_are_the_values_and_equal_pieces_agree(left, right):
    one, other = mark_differences(left, right)
    assert "".join(each.text for each in one) == left
    assert "".join(each.text for each in other) == right
    if left and right:
        assert "".join(each.text for each in one if not each.differs) == "".join(
            each.text for each in other if not each.differs
        )
