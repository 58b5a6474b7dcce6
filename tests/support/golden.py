"""Golden cases as prose: a title, the input, a line of dashes, what must come out.

    == A book with a publisher
    Allison, R. (2018). Russia and Central Asia. Oxford University Press.
    ---
    author: Allison, R.

`pytest --update-cases` writes what comes out now; read the difference as prose before you commit it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent.parent / "cases"
HEAD, BAR = "== ", "---"


@dataclass(frozen=True)
class Case:
    path: Path
    title: str
    given: str
    expected: str

    def check(self, actual: str, *, update: bool) -> None:
        """Compare, or rewrite the case in its file."""
        actual = actual.rstrip("\n")
        if update and actual != self.expected:
            replace_case(self, actual)
            return
        assert actual == self.expected, f"{self.path.name}: {self.title}"


def read_cases(folder: str) -> list[Case]:
    """Return the cases of every file of a folder below tests/cases, in order."""
    return [case for path in sorted((CASES / folder).glob("*.txt")) for case in parse_cases(path)]


def parse_cases(path: Path) -> list[Case]:
    cases = []
    for block in path.read_bytes().decode("utf-8").split("\n" + HEAD):
        title, _, rest = block.removeprefix(HEAD).partition("\n")
        given, bar, expected = rest.partition(f"\n{BAR}\n")
        if not bar:
            given, bar, expected = rest.removesuffix("\n" + BAR), BAR, ""
        cases.append(Case(path, title, given, expected.rstrip("\n")))
    return cases


def replace_case(case: Case, expected: str) -> None:
    cases = [
        (each if each.title != case.title else Case(case.path, case.title, case.given, expected))
        for each in parse_cases(case.path)
    ]
    text = "\n\n".join(f"{HEAD}{each.title}\n{each.given}\n{BAR}\n{each.expected}".rstrip() for each in cases)
    case.path.write_bytes((text + "\n").encode("utf-8"))


def case_id(case: Case) -> str:
    return f"{case.path.stem}: {case.title}"


Describe = Callable[[str], str]
