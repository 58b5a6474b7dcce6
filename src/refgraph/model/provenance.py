"""Where a value comes from."""

from __future__ import annotations

from pydantic.dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where one value of one work comes from.

    Attributes:
        source: path of the file, or None.
        record: what in the file: the raw reference or the key of the entry.
        value: the text the value was made from.
        start: offset of that text in the source file (half-open), or None.
        end: offset after it, or None.
        confidence: 0-1.
        rule: why this value was taken ("printed", "longest title", "most complete names").
    """

    source: str | None = None
    record: str | None = None
    value: str | None = None
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0
    rule: str = "printed"
