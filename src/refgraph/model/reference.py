"""References as they stand in a source, and citations between works."""

from __future__ import annotations

from pydantic.dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One entry of a reference list, as it stands in its source.

    Attributes:
        raw: the string on one line, without its number or bullet.
        start: offset of its first character in the source's text.
        end: offset after its last character; ``source_text[start:end]`` is the string before lines were joined.
        label: its number or mark as printed, without brackets or dot ("1", "Smith04"), or None.
        source: path of the source as it was given, or None.
        page: page of the source, from 1, or None.
        section: heading of the list it stands in ("References"), or None.
        confidence: 0-1, how sure it is that this is one whole reference.
    """

    raw: str
    start: int = 0
    end: int = 0
    label: str | None = None
    source: str | None = None
    page: int | None = None
    section: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One work cites another.

    Attributes:
        citing: key of the work that cites.
        cited: key of the work that is cited.
        label: number or mark of the cited work in the citing work's list.
        locator: the cited place ("p. 3"), where known.
    """

    citing: str
    cited: str
    label: str | None = None
    locator: str | None = None
