"""The machine that runs a BibTeX style: a stack, variables, lines of output and messages.

The rules are those of bibtex.web 0.99d, sections 290 to 350. Where a style errs, BibTeX says so and goes on; so does
this machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from refgraph.bst.letters import WHITE, Letters

_FIRST_BREAK = 3
_LONGEST_LINE = 79
_WHITE_RUN = re.compile("[ \t]+")
_LARGEST_TEXT = 1 << 24

Operation = Callable[[], None]
"""What a token of a style does when it is run."""


class Limits(NamedTuple):
    """What a style may use; texts are cut as BibTeX of TeX Live cuts them.

    Attributes:
        entry_text: characters of a text variable of an entry, ``entry.max$``.
        global_text: characters of any other text variable, ``global.max$``.
        loops: turns of all ``while$`` together while one entry or ``EXECUTE`` is at work.
    """

    entry_text: int = 500
    global_text: int = 200_000
    loops: int = 500_000


class Message(NamedTuple):
    """Something BibTeX would say.

    Attributes:
        kind: "warning" of the style itself, "citation", "database", "execution", "definition" or "limit".
        text: what it says, without the words "Warning--".
        error: whether it counts as an error.
        key: the entry it is about, or None.
        place: the line BibTeX prints after it, or "".
        line: line in the .bib or .bst file, or None.
        file: name of the .bib file, or "".
    """

    kind: str
    text: str
    error: bool = False
    key: str | None = None
    place: str = ""
    line: int | None = None
    file: str = ""

    def logged(self) -> str:
        """Return it as BibTeX's .blg file has it."""
        head = self.text if self.error else f"Warning--{self.text}"
        return f"{head}\n{self.place}" if self.place else head


class LimitReachedError(Exception):
    """A style that loops without end, or makes texts without end."""


class Missing:
    """The value of a field that an entry lacks."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class Empty:
    """What is taken from an empty stack."""


class Function:
    """Anything with a name: what it does when it is run, and what kind of thing it is to ``:=``."""

    __slots__ = ("cell", "kind", "name", "run")

    def __init__(self, name: str, kind: str, run: Operation, cell: Cell | int | None = None) -> None:
        self.name = name
        self.kind = kind
        self.run = run
        self.cell = cell


class Cell:
    """The value of a variable that belongs to no entry."""

    __slots__ = ("value",)

    def __init__(self, value: int | str) -> None:
        self.value = value


class Entry:
    """An entry at work: its key, its type (None where the style has none), its fields and its variables."""

    __slots__ = ("fields", "key", "place", "type", "values")

    def __init__(self, key: str, kind: str | None, fields: list[Any], values: list[int | str], place: int) -> None:
        self.key = key
        self.type = kind
        self.fields = fields
        self.values = values
        self.place = place


EMPTY = Empty()
_EXPECTED = {"int": "an integer", "str": "a string", "function": "a function"}


class Machine:
    """The state of a run.

    Attributes:
        stack: values: int, str, `Function`, `Missing` or `Empty`.
        entry: the entry at work, or None.
        functions: everything that has a name.
        lines: the lines written so far.
        messages: what BibTeX would have said so far.
        permanent: long texts of fields, which BibTeX does not cut.
    """

    def __init__(self, letters: Letters, limits: Limits, style: str) -> None:
        self.letters = letters
        self.limits = limits
        self.style = style
        self.stack: list[Any] = []
        self.entry: Entry | None = None
        self.functions: dict[str, Function] = {}
        self.lines: list[str] = []
        self.messages: list[Message] = []
        self.permanent: set[str] = set()
        self.preamble = ""
        self.line = 0
        self.loops = 0
        self._buffer = ""

    def pop(self) -> Any:
        """Take the top of the stack; from an empty one comes `EMPTY`, and BibTeX complains."""
        try:
            return self.stack.pop()
        except IndexError:
            self.error("You can't pop an empty literal stack")
            return EMPTY

    def push(self, value: Any) -> None:
        """Put a value on the stack."""
        self.stack.append(value)

    def concatenated(self, first: str, second: str) -> str:
        """Join two texts.

        Raises:
            LimitReachedError: if the result is longer than any bibliography.
        """
        if len(first) + len(second) > _LARGEST_TEXT:
            raise LimitReachedError(f"the style makes a text of more than {_LARGEST_TEXT} characters")
        return first + second

    def turn(self) -> None:
        """Count a turn of a loop.

        Raises:
            LimitReachedError: if there were too many.
        """
        self.loops += 1
        if self.loops > self.limits.loops:
            raise LimitReachedError(f"while$ does not end: {self.limits.loops} turns")

    def write(self, text: str) -> None:
        """Add text to the line that is being written; a line grown too long is broken at once."""
        self._buffer += text
        while len(self._buffer) > _LONGEST_LINE:
            buffer = self._buffer
            place = max(buffer.rfind(sign, _FIRST_BREAK, _LONGEST_LINE + 1) for sign in WHITE)
            if place < 0:
                found = _WHITE_RUN.search(buffer, _LONGEST_LINE + 1)
                if found is None:
                    return
                place = found.end() - 1
            self._buffer = buffer[:place]
            self.new_line()
            self._buffer = "  " + buffer[place + 1 :]

    def new_line(self) -> None:
        """End the line; a line of white space only is dropped, an empty one is written."""
        line = self._buffer.rstrip(WHITE)
        if line or not self._buffer:
            self.lines.append(line)
        self._buffer = ""

    def error(self, text: str) -> None:
        """Say what a style did wrong."""
        self._say(text, error=True)

    def warn(self, text: str) -> None:
        """Say what a style did that BibTeX minds only a little."""
        self._say(text, error=False)

    def say_all(self, problems: tuple[str, ...]) -> None:
        """Say each problem; one that begins with "Warning--" is only a warning."""
        for problem in problems:
            self._say(problem.removeprefix("Warning--"), error=not problem.startswith("Warning--"))

    def _say(self, text: str, *, error: bool) -> None:
        key = None if self.entry is None else self.entry.key
        where = "" if key is None else f" for entry {key}"
        dashes = "---" if error else "--"
        place = f"while executing{dashes}line {self.line} of file {self.style}"
        self.messages.append(Message("execution", text + where, error, key, place, self.line))

    def unbalanced(self, text: str, times: int) -> None:
        """Say that the braces of a text do not match."""
        for _ in range(times):
            self.warn(f'"{text}" isn\'t a brace-balanced string')

    def wrong(self, value: Any, expected: str) -> None:
        """Say that a value is of the wrong kind: "int", "str" or "function" was expected."""
        if value is not EMPTY:
            self.error(f"{described(value)}, not {_EXPECTED[expected]},")

    def no_entry(self) -> None:
        """Say that a style asks for an entry where none is at work."""
        self.error("You can't mess with entries here")

    def clear(self) -> None:
        """Complain if the stack is not empty, and empty it."""
        if self.stack:
            listed = "\n".join(str(shown(value)) for value in reversed(self.stack))
            count = len(self.stack)
            self.stack.clear()
            self.error(f"ptr={count}, stack=\n{listed}\n---the literal stack isn't empty")


def described(value: Any) -> str:
    """Return a value and its kind, in BibTeX's words."""
    if isinstance(value, int):
        return f"{value} is an integer literal"
    if isinstance(value, str):
        return f'"{value}" is a string literal'
    if isinstance(value, Function):
        return f"`{value.name}' is a function literal"
    return f"`{value.name}' is a missing field"


def shown(value: Any) -> str:
    """Return a value as ``top$`` prints it."""
    if isinstance(value, int | str):
        return str(value)
    return "Empty literal" if value is EMPTY else str(value.name)
