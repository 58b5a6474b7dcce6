"""Every error class of refgraph.

Only misuse and unreadable files raise. Bad data inside a readable file is a
`refgraph.model.Finding` in the result instead.
"""

from __future__ import annotations

from pathlib import Path

_EXCERPT = 80


class RefgraphError(Exception):
    """Base of all errors that refgraph raises on purpose.

    The message reads ``what went wrong: 'the bad piece' at start-end of 'the input'; what would be right``.

    Attributes:
        problem: what went wrong, without the place.
        text: the whole input the problem lies in, or None.
        span: half-open character span of the bad piece in ``text``, or None.
        hint: what would be right, or None.
    """

    def __init__(
        self,
        problem: str,
        *,
        text: str | None = None,
        span: tuple[int, int] | None = None,
        hint: str | None = None,
    ) -> None:
        self.problem = problem
        self.text = text
        self.span = span
        self.hint = hint
        super().__init__(_message(problem, text, span, hint))

    def __str__(self) -> str:
        """Return the message; KeyError would put it in quotes."""
        return _message(self.problem, self.text, self.span, self.hint)


class InvalidValueError(RefgraphError, ValueError):
    """A value cannot be what it is said to be (a month 13, a DOI without a slash)."""


class UnknownNameError(RefgraphError, LookupError):
    """A name (format, style, rule, role, key) that is not known; the hint lists near ones."""


class DuplicateKeyError(RefgraphError, ValueError):
    """Two works of one library have the same key."""


class UnreadableFileError(RefgraphError, OSError):
    """A file that cannot be read: missing, a folder, no permission, binary, unknown encoding."""

    def __init__(self, problem: str, *, path: Path | str | None = None, hint: str | None = None) -> None:
        self.path = path
        super().__init__(problem if path is None else f"{path}: {problem}", hint=hint)


class UnwritableFileError(RefgraphError, OSError):
    """A file or folder that cannot be written."""

    def __init__(self, problem: str, *, path: Path | str | None = None, hint: str | None = None) -> None:
        self.path = path
        super().__init__(problem if path is None else f"{path}: {problem}", hint=hint)


class StyleError(RefgraphError, ValueError):
    """A citation style or locale that cannot be used: broken XML, not CSL, no parent, macros that call each other.

    Attributes:
        path: path or name of the style, as it was given.
        line: line in the file, from 1, or None.
        column: column in the line, in characters, from 1, or None.
    """

    def __init__(
        self,
        problem: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        self.path = path
        self.line = line
        self.column = column
        place = ":".join(str(part) for part in (path, line, column if line else None) if part is not None)
        super().__init__(f"{place}: {problem}" if place else problem, hint=hint)


class ConfigurationError(RefgraphError, ValueError):
    """A setting in ``pyproject.toml``, an ini option or an argument that makes no sense."""


class FindingsError(RefgraphError, AssertionError):
    """Raised by ``assert_no_findings``: the message lists the findings."""


def _message(problem: str, text: str | None, span: tuple[int, int] | None, hint: str | None) -> str:
    message = problem
    if text is not None and span is not None:
        start, end = span
        message += f": {text[start:end]!r} at {start}-{end} of {_excerpt(text, start, end)!r}"
    elif text is not None:
        message += f": {_excerpt(text, 0, len(text))!r}"
    return f"{message}; {hint}" if hint else message


def _excerpt(text: str, start: int, end: int) -> str:
    """Cut a long text down to the surroundings of the bad piece."""
    if len(text) <= _EXCERPT:
        return text
    left = max(0, min(start, len(text) - _EXCERPT))
    right = min(len(text), max(end, left + _EXCERPT), left + 2 * _EXCERPT)
    return ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")
