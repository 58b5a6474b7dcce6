"""`refgraph dedupe --review`: the walk, driven by a pipe and by a terminal."""

from __future__ import annotations

import io
import os
import re
import select
import subprocess
import sys
import time

import pytest

TWICE = """\
@techreport{r1, title = {Energy report of the ministry of Kazakhstan}, year = 2020}
@techreport{r2, title = {Energy report of the Ministry of Kazakhstan}, year = 2020, institution = {Ministry}}
@techreport{w1, title = {Water levels in spring}, year = 2019}
@techreport{w2, title = {Water levels in spring}, year = 2019, url = {https://example.org/w}}
"""


@pytest.fixture
def bib(tmp_path):
    path = tmp_path / "reports.bib"
    path.write_text(TWICE, encoding="utf-8")
    return path


@pytest.fixture
def decisions(tmp_path):
    return tmp_path / "decisions.txt"


@pytest.fixture
def walk(run, bib, decisions, monkeypatch):
    """Walk with lines piped into standard input."""

    def walk(keys, *arguments):
        monkeypatch.setattr(sys, "stdin", keys if isinstance(keys, io.StringIO) else io.StringIO(keys))
        return run("dedupe", bib, "--review", "--decisions", decisions, *arguments)

    return walk


def test_each_pair_is_shown_with_its_place_and_marked_differences(walk):
    _, _, err = walk("s\ns\n")
    assert re.search(r"1 of 2 +score \d+ of 1000, the same from 700", err)
    assert "2 of 2" in err
    assert "[-m-]inistry" in err
    assert "{+M+}inistry" in err
    assert "title, year agree" in err
    assert "0 decided (0 the same, 0 different), 2 skipped, 0 left." in err


def test_decisions_are_written_and_obeyed_at_once(walk, decisions, tmp_path):
    code, out, err = walk("y\nw\ntwo printings\nn\n", "-o", tmp_path / "merged.bib", "--clusters", tmp_path / "c.jsonl")
    assert (code, out) == (0, "")
    assert decisions.read_text(encoding="utf-8") == "same r1 r2\ndifferent w1 w2  # two printings\n"
    assert "4 works, 3 after merging." in err
    assert '{"id": "r2", "cluster": "r1"}' in (tmp_path / "c.jsonl").read_text(encoding="utf-8")
    assert "ids = {r2}" in (tmp_path / "merged.bib").read_text(encoding="utf-8")


def test_what_was_decided_is_not_asked_again(walk, decisions):
    walk("y\nq\n")
    _, _, err = walk("n\n")
    assert "1 of 1" in err
    assert decisions.read_text(encoding="utf-8") == "same r1 r2\ndifferent w1 w2\n"
    code, _, err = walk("")
    assert code == 0
    assert "There are no doubtful pairs to decide on." in err


def test_undo_takes_back_exactly_its_line(walk, decisions):
    decisions.write_bytes(b"# mine\r\nsame x y")
    walk("y\nu\nq\n")
    assert decisions.read_bytes() == b"# mine\r\nsame x y"
    walk("y\nn\nu\nq\n")
    assert decisions.read_bytes() == b"# mine\r\nsame x y\r\nsame r1 r2\r\n"


def test_undo_after_the_last_pair_asks_it_again(walk, decisions):
    _, _, err = walk("s\ny\nu\nn\n")
    assert "That was the last pair" in err
    assert "taken back: same w1 w2" in err
    assert decisions.read_text(encoding="utf-8") == "different w1 w2\n"


def test_q_saves_and_stops(walk, decisions):
    _, _, err = walk("y\nq\nn\n")
    assert decisions.read_text(encoding="utf-8") == "same r1 r2\n"
    assert f"1 decided (1 the same, 0 different), 0 skipped, 1 left. Saved in {decisions}." in " ".join(err.split())


def test_help_and_unknown_keys_change_nothing(walk, decisions):
    _, _, err = walk("?\nx\n\nq\n")
    assert "y  the same work" in err
    assert "'x' is no key here; ? lists them" in err
    assert not decisions.exists()


def test_a_decision_that_the_file_contradicts_by_now_is_said_and_not_written(walk, decisions):
    class Edited(io.StringIO):
        """Somebody edits the file before the first answer comes."""

        def readline(self, *arguments):
            decisions.write_text("same r1 x\ndifferent x r2\n", encoding="utf-8")
            return super().readline(*arguments)

    _, _, err = walk(Edited("y\nq\n"))
    assert "not written:" in err
    assert "'different x r2'" in " ".join(err.split())
    assert decisions.read_text(encoding="utf-8") == "same r1 x\ndifferent x r2\n"


def test_without_a_terminal_and_without_keys_it_is_refused(walk, decisions):
    code, out, err = walk("")
    assert (code, out) == (2, "")
    assert "--review asks questions, but standard input is no terminal; run it in a terminal, or pipe one key" in err
    assert "1 of 2" not in err
    assert not decisions.exists()


def test_what_steers_a_terminal_is_shown_and_not_obeyed(walk, bib):
    bib.write_text(TWICE.replace("spring}", "spring \x1b[2J [red]}"), encoding="utf-8")
    _, _, err = walk("s\nq\n")
    assert "\x1b[2J" not in err
    assert "[red]" in err


class Terminal(io.StringIO):
    """Standard input that says it is a terminal."""

    def isatty(self):
        return True


def on_terminal(keys, *arguments):
    """Run the command on a terminal of its own, press a key after each prompt, and return what it showed."""
    pytest.importorskip("termios", reason="Windows has no pseudo-terminals")
    terminal, theirs = os.openpty()
    command = [sys.executable, "-m", "refgraph.cli", *map(str, arguments)]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40"}
    environment.pop("NO_COLOR", None)
    child = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    shown, seen, last, pressed = b"", 0, b"", 0.0
    waiting = list(keys)
    deadline = time.monotonic() + 60
    try:
        while time.monotonic() < deadline:
            if waiting and waiting[0][0] in shown[seen:]:
                time.sleep(0.3)  # what is typed before the terminal is switched to single keys is thrown away ...
                seen, pressed, last = len(shown), time.monotonic(), waiting.pop(0)[1]
                os.write(terminal, last)
            elif last and time.monotonic() > pressed + 10:  # ... so it is typed again, as a person would
                pressed = time.monotonic()
                os.write(terminal, last)
            if select.select([terminal], [], [], 0.2)[0]:
                shown += os.read(terminal, 65536)
        child.kill()
    except OSError:  # how a terminal ends on Linux
        pass
    finally:
        os.close(terminal)
    try:
        child.wait(30)
    except subprocess.TimeoutExpired:
        child.kill()
    return child.wait(), shown.decode()


def test_on_a_terminal_single_keys_answer_without_enter(bib, decisions):
    ask = b"q stop"
    keys = [(ask, b"w"), (b"why (", b"one text\r"), (ask, b"y"), (ask, b"n"), (b"last pair", b"u"), (ask, b"q")]
    code, shown = on_terminal(keys, "dedupe", bib, "--review", "--decisions", decisions)
    assert code == 0, shown
    assert decisions.read_text(encoding="utf-8") == "same r1 r2  # one text\n"
    assert "\x1b[1;4;33m" in shown, "differences are bold, underlined and coloured"
    assert "[-m-]" not in shown


@pytest.mark.parametrize("end", [KeyboardInterrupt, EOFError, "\x03", "\x1b"], ids=str)
def test_control_c_ends_the_walk_and_all_is_saved(walk, decisions, monkeypatch, end):
    keys = iter(["y", end])

    def getchar():
        key = next(keys)
        if isinstance(key, str):
            return key
        raise key

    monkeypatch.setattr("typer.getchar", getchar)
    code, _, err = walk(Terminal())
    assert code == 0
    assert "1 decided" in err
    assert decisions.read_text(encoding="utf-8") == "same r1 r2\n"
