"""Decisions of a person about pairs of works: a text file with one decision a line, obeyed on every run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from refgraph.errors import ConfigurationError
from refgraph.text.decoding import read_text

_TOKEN = re.compile(r'"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<comment>#.*)|(?P<word>\S+)')
_VERDICTS = {"same": True, "different": False}
_FORM = 'expected: same KEY KEY  # why, or: different KEY KEY  # why; a key with spaces stands in "quotes"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person has decided about two works.

    Attributes:
        same: True if they are one work.
        a: key of one work.
        b: key of the other.
        why: the comment, or None.
        line: line of the file, from 1, or None.
    """

    same: bool
    a: str
    b: str
    why: str | None = None
    line: int | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """Return the two keys, the smaller first."""
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)

    @property
    def text(self) -> str:
        """Return the line of the decisions file."""
        keys = f"{_written(self.a)} {_written(self.b)}"
        return f"{'same' if self.same else 'different'} {keys}" + (f"  # {self.why}" if self.why else "")


Decisions = tuple[Decision, ...]


def parse_decisions(text: str) -> Decisions:
    """Parse the text of a decisions file; empty lines and lines that begin with "#" are left out.

    Raises:
        ConfigurationError: if a line is no decision, or two lines contradict each other; with the line and its span.

    >>> parse_decisions("different a b  # two editions")[0].why
    'two editions'
    """
    found = [_parse_line(line, number) for number, line in enumerate(text.split("\n"), 1)]
    decisions = tuple(decision for decision in found if decision)
    check_decisions(decisions)
    return decisions


def read_decisions(path: Path | str) -> Decisions:
    """Read a decisions file.

    Raises:
        UnreadableFileError: if the file cannot be read.
        ConfigurationError: as `parse_decisions`.
    """
    return parse_decisions(read_text(path).text)


def dump_decisions(decisions: Iterable[Decision]) -> str:
    """Return the text of a decisions file, one decision a line, each line ended."""
    return "".join(decision.text + "\n" for decision in decisions)


def check_decisions(decisions: Iterable[Decision]) -> None:
    """Refuse decisions that cannot all be obeyed, also when they contradict only through others ("same" is transitive).

    Raises:
        ConfigurationError: which names the two works and the lines.
    """
    decisions = tuple(decisions)
    parents: dict[str, str] = {}
    for decision in decisions:
        if decision.same:
            parents[_root(parents, decision.a)] = _root(parents, decision.b)
    for decision in decisions:
        if not decision.same and _root(parents, decision.a) == _root(parents, decision.b):
            lines = [each.line for each in decisions if each.same and each.pair == decision.pair and each.line]
            by = f"line {lines[0]} says the same" if lines else "other decisions make them the same"
            at = f"line {decision.line}: " if decision.line else ""
            raise ConfigurationError(
                f"{at}decisions contradict each other", text=decision.text, hint=f"{by}; take one of them out"
            )


def _root(parents: dict[str, str], key: str) -> str:
    while parents.get(key, key) != key:
        key = parents[key]
    return key


def _parse_line(line: str, number: int) -> Decision | None:
    tokens = list(_TOKEN.finditer(line))
    comment = next((token for token in tokens if token["comment"] is not None), None)
    words = [
        token for token in tokens if token["comment"] is None and (comment is None or token.start() < comment.start())
    ]
    if not words:
        return None
    if words[0].group() not in _VERDICTS:
        raise _error("neither same nor different", line, number, words[0].span())
    if len(words) < 3:
        raise _error("a decision needs two keys", line, number, (words[0].start(), words[-1].end()))
    if len(words) > 3:
        raise _error("a decision is about two keys", line, number, (words[3].start(), words[-1].end()))
    left, right = (_key(word) for word in words[1:])
    if left == right:
        raise _error("the two keys are the same key", line, number, (words[1].start(), words[2].end()))
    why = comment.group()[1:].strip() if comment else ""
    return Decision(same=_VERDICTS[words[0].group()], a=left, b=right, why=why or None, line=number)


def _error(problem: str, line: str, number: int, span: tuple[int, int]) -> ConfigurationError:
    return ConfigurationError(f"line {number}: {problem}", text=line, span=span, hint=_FORM)


def _key(word: re.Match[str]) -> str:
    return word["word"] if word["quoted"] is None else re.sub(r"\\(.)", r"\1", word["quoted"])


def _written(key: str) -> str:
    if re.fullmatch(r'[^\s"#\\]+', key):
        return key
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
