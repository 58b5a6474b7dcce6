"""The decisions file while somebody decides."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refgraph.dedupe import Decision
from refgraph.dedupe.decisions_file import DecisionsFile
from refgraph.errors import ConfigurationError, UnwritableFileError

SAME = Decision(same=True, a="a", b="b", why="two printings")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "decisions.txt"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"", b"same a b  # two printings\n", id="empty"),
        pytest.param(b"# mine\n\n", b"# mine\n\nsame a b  # two printings\n", id="comments"),
        pytest.param(b"same  c\td # x", b"same  c\td # x\nsame a b  # two printings\n", id="no line end at the end"),
        pytest.param(b"same c d\r\n", b"same c d\r\nsame a b  # two printings\r\n", id="line ends of Windows"),
        pytest.param(b"\xef\xbb\xbf# \xc3\xa9\n", b"\xef\xbb\xbf# \xc3\xa9\nsame a b  # two printings\n", id="mark"),
        pytest.param(b"# caf\xe9\n", b"# caf\xe9\nsame a b  # two printings\n", id="Latin-1"),
        pytest.param(
            "\ufeff# é\n".encode("utf-16-le"),
            "\ufeff# é\nsame a b  # two printings\n".encode("utf-16-le"),
            id="UTF-16",
        ),
    ],
)
def test_a_decision_is_added_and_taken_back_and_nothing_else_changes(path, before, after):
    path.write_bytes(before)
    file = DecisionsFile(path)
    file.append(SAME)
    assert path.read_bytes() == after
    file.take_back()
    assert path.read_bytes() == before


def test_a_file_that_is_not_there_is_made(path):
    DecisionsFile(path).append(SAME)
    assert DecisionsFile(path).read() == (Decision(same=True, a="a", b="b", why="two printings", line=1),)


def test_a_file_in_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnwritableFileError, match="its folder does not exist"):
        DecisionsFile(tmp_path / "none" / "decisions.txt").append(SAME)


def test_a_decision_that_contradicts_the_file_as_it_is_now_is_not_written(path):
    file = DecisionsFile(path)
    path.write_text("same a c\ndifferent c b\n", encoding="utf-8")  # by an editor, meanwhile
    with pytest.raises(ConfigurationError, match=r"line 2: .*'different c b'; .*line 1 \('same a c'\).*"):
        file.append(SAME)
    assert path.read_text(encoding="utf-8") == "same a c\ndifferent c b\n"


def test_what_an_editor_wrote_meanwhile_is_kept(path):
    file = DecisionsFile(path)
    file.append(SAME)
    path.write_bytes(path.read_bytes() + b"# mine\n")
    file.append(Decision(same=False, a="a", b="c"))
    assert path.read_text(encoding="utf-8") == "same a b  # two printings\n# mine\ndifferent a c\n"
    file.take_back()
    with pytest.raises(
        ConfigurationError, match="changed by somebody else; take the line 'same a b  # two printings' out"
    ):
        file.take_back()


def test_a_key_that_the_encoding_lacks_is_refused(path):
    path.write_bytes(b"# caf\xe9\n")
    with pytest.raises(ConfigurationError, match="cp1252 has no 'ж'; save it as UTF-8 first"):
        DecisionsFile(path).append(Decision(same=True, a="ж", b="b"))
    assert path.read_bytes() == b"# caf\xe9\n"


def test_lines_become_comments_and_others_are_added_in_one_go(path):
    path.write_bytes(b"# mine\r\nsame a b  # why\r\nsame c d")
    DecisionsFile(path).revise({2: "unmerged"}, [Decision(same=False, a="a", b="b")])
    assert path.read_bytes() == b"# mine\r\n# unmerged: same a b  # why\r\nsame c d\r\ndifferent a b\r\n"


def test_a_write_that_fails_leaves_the_file_as_it_was(path, monkeypatch):
    path.write_text("same c d\n", encoding="utf-8")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(UnwritableFileError, match="No space left"):
        DecisionsFile(path).append(SAME)
    assert path.read_text(encoding="utf-8") == "same c d\n"
    assert [each.name for each in path.parent.iterdir()] == ["decisions.txt"]


lines = st.lists(st.sampled_from(["", "# mine", "same a b", "different c d  # é", '  same "e f" g']), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(1, 4))
def test_taking_back_restores_every_byte(path, rows, end, ended, count):
    before = (end.join(rows) + (end if ended else "")).encode()
    path.write_bytes(before)
    file = DecisionsFile(path)
    for number in range(count):
        file.append(Decision(same=True, a=f"x{number}", b=f"y{number}"))
    assert path.read_bytes().startswith(before)
    for _ in range(count):
        file.take_back()
    assert path.read_bytes() == before
