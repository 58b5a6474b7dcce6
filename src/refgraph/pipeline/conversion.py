"""What a file format cannot carry."""

from __future__ import annotations

from pathlib import Path

from refgraph.formats import read
from refgraph.model import Library, Work

_NOT_CONTENT = {"as_written", "extra"}  # spellings and fields of the old format


def losses(library: Library, path: str | Path, format_name: str | None = None) -> list[str]:
    """Read a written library back and say which values are not what they were.

    Args:
        library: what was written.
        path: the file.
        format_name: its format, if the suffix does not say it.

    Returns:
        One line for each value: key, field, and what became of it.
    """
    back = read(path, format_name)
    lines = [loss for before, after in zip(library, back, strict=False) for loss in _lost(before, after)]
    if len(back) != len(library):
        lines.append(f"{len(library)} works were written and {len(back)} read back")
    if library.citations and not back.citations:
        lines.append(f"{len(library.citations)} citations are not in this format")
    return lines


def _lost(before: Work, after: Work) -> list[str]:
    lines = []
    for name in type(before).__dataclass_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if name not in _NOT_CONTENT and old and old != new:
            fate = "lost" if not new else f"now {_short(new)}"
            lines.append(f"{before.key}: {name} {_short(old)} is {fate}")
    return lines


def _short(value: object) -> str:
    text = value if isinstance(value, str) else str(value)
    return repr(text if len(text) <= 60 else text[:59] + "…")
