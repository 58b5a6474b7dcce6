"""Decisions of a person about pairs of works: a text file with one decision a line, obeyed on every run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from refgraph.dedupe.consequences import Consequences, named
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
        file: path of the file, or None. Like ``span``, it does not count when decisions are compared.
        span: half-open character span of the decision in the file's text, without its comment, or None.
    """

    same: bool
    a: str
    b: str
    why: str | None = None
    line: int | None = None
    file: str | None = field(default=None, compare=False, repr=False)
    span: tuple[int, int] | None = field(default=None, compare=False, repr=False)

    @property
    def pair(self) -> tuple[str, str]:
        """Return the two keys, the smaller first."""
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)

    @property
    def text(self) -> str:
        """Return the line of the decisions file."""
        keys = f"{_written(self.a)} {_written(self.b)}"
        why = " ".join((self.why or "").split())
        return f"{'same' if self.same else 'different'} {keys}" + (f"  # {why}" if why else "")


Decisions = tuple[Decision, ...]


def parse_decisions(text: str, file: str | None = None) -> Decisions:
    """Parse the text of a decisions file; empty lines and lines that begin with "#" are left out.

    Args:
        text: the whole file.
        file: its path, for messages and findings.

    Raises:
        ConfigurationError: if a line is no decision, or two lines contradict each other; with the line and its span.

    >>> parse_decisions("different a b  # two editions")[0].why
    'two editions'
    """
    decisions = []
    offset = 0
    for number, line in enumerate(text.split("\n"), 1):
        found = _parse_line(line, number, file)
        if found and found.span:
            decisions.append(replace(found, span=(found.span[0] + offset, found.span[1] + offset)))
        offset += len(line) + 1
    check_decisions(decisions)
    return tuple(decisions)


def read_decisions(path: Path | str) -> Decisions:
    """Read a decisions file.

    Raises:
        UnreadableFileError: if the file cannot be read.
        ConfigurationError: as `parse_decisions`.
    """
    return parse_decisions(read_text(path).text, str(path))


def dump_decisions(decisions: Iterable[Decision]) -> str:
    """Return the text of a decisions file, one decision a line, each line ended."""
    return "".join(decision.text + "\n" for decision in decisions)


def check_decisions(decisions: Iterable[Decision]) -> None:
    """Refuse decisions that cannot all be obeyed, also when they contradict only through others ("same" is transitive).

    Raises:
        ConfigurationError: which names the two works and all lines that have a part in it.
    """
    said = Consequences(decisions)
    for decision in said.contradictions():
        because = said.because(decision.a, decision.b)
        make = "makes" if len(because) == 1 else "make"
        raise ConfigurationError(
            f"{_place(decision.file, decision.line)}decisions contradict each other",
            text=decision.text,
            hint=f"{named(because)} {make} them the same; take one of these lines out",
        )


def _parse_line(line: str, number: int, file: str | None) -> Decision | None:
    tokens = list(_TOKEN.finditer(line))
    comment = next((token for token in tokens if token["comment"] is not None), None)
    words = [
        token for token in tokens if token["comment"] is None and (comment is None or token.start() < comment.start())
    ]
    if not words:
        return None
    error = partial(_error, line, _place(file, number))
    if words[0].group() not in _VERDICTS:
        raise error("neither same nor different", words[0].span())
    if len(words) < 3:
        raise error("a decision needs two keys", (words[0].start(), words[-1].end()))
    if len(words) > 3:
        raise error("a decision is about two keys", (words[3].start(), words[-1].end()))
    left, right = (_key(word) for word in words[1:])
    if left == right:
        raise error("the two keys are the same key", (words[1].start(), words[2].end()))
    why = comment.group()[1:].strip() if comment else ""
    span = (words[0].start(), words[2].end())
    same = _VERDICTS[words[0].group()]
    return Decision(same=same, a=left, b=right, why=why or None, line=number, file=file, span=span)


def _place(file: str | None, line: int | None) -> str:
    parts = [part for part in (file, f"line {line}" if line else None) if part]
    return "".join(f"{part}: " for part in parts)


def _error(line: str, place: str, problem: str, span: tuple[int, int]) -> ConfigurationError:
    return ConfigurationError(place + problem, text=line, span=span, hint=_FORM)


_ESCAPES = {"n": "\n", "r": "\r"}
"""Letters that stand for line ends after a backslash, so that a key with one still fits on its line."""


def _key(word: re.Match[str]) -> str:
    if word["quoted"] is None:
        return word["word"]
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), word["quoted"])


def _written(key: str) -> str:
    if re.fullmatch(r'[^\s"#\\]+', key):
        return key
    for old, new in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
        key = key.replace(old, new)
    return f'"{key}"'
