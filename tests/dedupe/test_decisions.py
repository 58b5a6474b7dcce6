"""The decisions file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe import Decision, dump_decisions, parse_decisions, read_decisions
from refgraph.errors import ConfigurationError, UnreadableFileError

TEXT = """\
# what we decided in May
same allison2018 allison2018a
different iea2023 iea2024  # two yearly reports

same "a key with spaces" "it's \\"quoted\\""
"""


def test_a_file_of_decisions_is_read():
    first, second, third = parse_decisions(TEXT)
    assert first == Decision(same=True, a="allison2018", b="allison2018a", line=2)
    assert second == Decision(same=False, a="iea2023", b="iea2024", why="two yearly reports", line=3)
    assert (third.a, third.b) == ("a key with spaces", 'it\'s "quoted"')


@pytest.mark.parametrize(
    ("text", "message", "span"),
    [
        pytest.param(
            "maybe a b", "line 1: neither same nor different: 'maybe' at 0-5 of 'maybe a b'", (0, 5), id="verdict"
        ),
        pytest.param("\nsame a", "line 2: a decision needs two keys: 'same a' at 0-6", (0, 6), id="one key"),
        pytest.param("same a b c", "line 1: a decision is about two keys: 'c' at 9-10", (9, 10), id="three keys"),
        pytest.param("same a a", "line 1: the two keys are the same key: 'a a' at 5-8", (5, 8), id="one key twice"),
    ],
)
def test_a_line_that_is_no_decision_is_pointed_at(text, message, span):
    with pytest.raises(ConfigurationError) as error:
        parse_decisions(text)
    assert str(error.value).startswith(message)
    assert error.value.span == span
    assert "; expected: same KEY KEY" in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "same a b\ndifferent b a",
            "line 2: decisions contradict each other: 'different b a'; line 1 says the same; take one of them out",
            id="directly",
        ),
        pytest.param(
            "different a c\nsame a b\nsame b c",
            "line 1: decisions contradict each other: 'different a c'; "
            "other decisions make them the same; take one of them out",
            id="through a third work",
        ),
    ],
)
def test_decisions_that_contradict_each_other_are_refused(text, message):
    with pytest.raises(ConfigurationError) as error:
        parse_decisions(text)
    assert str(error.value) == message


def test_decisions_are_read_from_a_file(tmp_path):
    path = tmp_path / "decisions.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read_decisions(path) == parse_decisions(TEXT)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnreadableFileError, match="no such file"):
        read_decisions(tmp_path / "none.txt")


keys = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)


@given(keys, keys, st.booleans())
def test_what_is_written_is_read_back(a, b, same):
    if a == b:
        return
    decision = Decision(same=same, a=a, b=b, why="why not", line=1)
    assert parse_decisions(dump_decisions([decision])) == (decision,)
