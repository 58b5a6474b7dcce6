"""From one file format to another, with a list of what is lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from refgraph.formats import Loss, losses, read
from refgraph.formats.registry import writable_format
from refgraph.model import Library
from refgraph.text.files import write_bytes


@dataclass(frozen=True, slots=True)
class Conversion:
    """A library that was written in another format.

    Attributes:
        library: what was read, with its findings.
        losses: what the new format does not hold.
    """

    library: Library
    losses: tuple[Loss, ...]


def convert(source: str | Path, target: str | Path, to: str | None = None, origin: str | None = None) -> Conversion:
    """Read a file and write it in another format.

    Args:
        source: the file to read.
        target: the file to write.
        to: name of the format to write; without it the target's extension says it.
        origin: name of the format to read; without it content and name say it.

    Raises:
        UnknownNameError: if a format is not known or not recognised.
        InvalidValueError: if the source is broken as a whole, or the format of the target is only read.
        UnreadableFileError: if the source cannot be read.
        UnwritableFileError: if the target cannot be written.
    """
    chosen = writable_format(target, to)
    library = read(source, origin)
    write_bytes(target, chosen.dump_bytes(library))
    return Conversion(library, losses(library, chosen.name))
