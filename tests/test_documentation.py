"""Every example in README.md and docs/ is run, in order, in an empty folder.

`$ cat FILE` followed by lines writes that file; other `$ ...` lines run in a shell, and the lines below are what they
must print (`...` stands for anything); `>>>` lines are doctests.
"""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(?P<kind>console|python)[^\n]*\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def examples(page):
    text = page.read_text(encoding="utf-8")
    return [(found["kind"], found["body"], text.count("\n", 0, found.start()) + 1) for found in FENCE.finditer(text)]


WITH_EXAMPLES = [page for page in PAGES if any(kind == "console" or ">>>" in body for kind, body, _ in examples(page))]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_example_of_a_page_runs_and_prints_what_it_says(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    globs = {}
    for kind, body, line in examples(page):
        if kind == "console":
            for command, expected in commands(body):
                run(command, expected, tmp_path, f"{page.name}:{line}")
        else:
            test = doctest.DocTestParser().get_doctest(body, globs, page.name, str(page), line)
            runner = doctest.DocTestRunner(optionflags=OPTIONS, verbose=False)
            report = []
            runner.run(test, out=report.append, clear_globs=False)
            globs = test.globs
            assert runner.failures == 0, "".join(report)


def commands(body):
    """Split a console block into commands and what follows each."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        while command.endswith("\\"):
            more, _, expected = expected.partition("\n")
            command = command[:-1] + more.strip()
        yield command, expected


def run(command, expected, folder, place):
    written = re.fullmatch(r"cat (\S+)", command)
    if written and not (folder / written[1]).exists():
        target = folder / written[1]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(expected, encoding="utf-8")
        return
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, f"{place}: {command}\n{done.stdout}{done.stderr}"
    if expected.strip():
        shown = (done.stdout + done.stderr).replace("\u00a0", " ")
        assert doctest.OutputChecker().check_output(expected, shown, OPTIONS), f"{place}: {command}\n{shown}"
