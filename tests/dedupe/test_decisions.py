"""The decisions file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe import Decision, dump_decisions, parse_decisions, read_decisions
from refgraph.dedupe.consequences import Consequences, redundancy_findings
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
            "line 2: decisions contradict each other: 'different b a'; "
            "line 1 ('same a b') makes them the same; take one of these lines out",
            id="directly",
        ),
        pytest.param(
            "different a c\nsame a b\nsame b c",
            "line 1: decisions contradict each other: 'different a c'; "
            "line 2 ('same a b') and line 3 ('same b c') make them the same; take one of these lines out",
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


def test_the_file_of_a_bad_line_is_named(tmp_path):
    path = tmp_path / "decisions.txt"
    path.write_text("same a b\nsame a\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        read_decisions(path)
    assert str(error.value).startswith(f"{path}: line 2: a decision needs two keys: 'same a' at 0-6")


def test_a_decision_knows_where_it_stands():
    *_, third = parse_decisions(TEXT, "decisions.txt")
    assert third.file == "decisions.txt"
    assert TEXT[slice(*third.span)] == 'same "a key with spaces" "it\'s \\"quoted\\""'


def test_a_key_with_a_line_end_stays_on_its_line():
    decision = Decision(same=True, a="two\nlines", b="one\rline", why="a reason\nof two lines")
    assert decision.text == 'same "two\\nlines" "one\\rline"  # a reason of two lines'
    (read,) = parse_decisions(decision.text)
    assert (read.a, read.b) == ("two\nlines", "one\rline")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "same a b\nsame b a\n", "'a' and 'b' are the same already: line 1 ('same a b') says so", id="twice"
        ),
        pytest.param(
            "same a b\nsame b c\nsame c a\n",
            "'a' and 'c' are the same already: line 1 ('same a b') and line 2 ('same b c') say so",
            id="a cycle",
        ),
        pytest.param(
            "different a b\ndifferent b a\n",
            "'a' and 'b' are different already: line 1 ('different a b') says so",
            id="different twice",
        ),
    ],
)
def test_a_decision_that_says_nothing_new_is_a_finding_with_its_lines(text, message):
    (finding,) = redundancy_findings(parse_decisions(text, "decisions.txt"))
    assert (finding.code, finding.file, finding.line) == ("U792", "decisions.txt", text.count("\n"))
    assert finding.message == message


def test_what_follows_from_decisions_names_them_in_order():
    said = Consequences(parse_decisions("same a b\nsame b c\ndifferent c d\nsame d e\n"))
    assert said.verdict("a", "c") is True
    assert said.verdict("a", "e") is False
    assert said.verdict("a", "f") is None
    assert [each.line for each in said.because("a", "e")] == [1, 2, 3, 4]
    assert [each.line for each in said.because("e", "a")] == [4, 3, 2, 1]
    assert said.because("a", "f") == ()


def test_many_decisions_in_a_chain_are_checked_fast():
    text = "".join(f"same k{number:05} k{number + 1:05}\n" for number in range(20_000)) + "different k00000 k20000\n"
    with pytest.raises(ConfigurationError, match="decisions contradict each other"):
        parse_decisions(text)


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
