"""From one file format to another, with a list of what is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from refgraph.errors import InvalidValueError
from refgraph.formats import FileFormat, Loss, losses, read
from refgraph.formats.registry import writable_format
from refgraph.model import Library
from refgraph.text.files import write_bytes

_LATEX = ("bibtex", "biblatex")
_BY_NUMBER = re.compile(r'\{\\char"([0-9A-F]{4,6})\}')


@dataclass(frozen=True, slots=True)
class Conversion:
    """A library that was written in another format.

    Attributes:
        library: what was read, with its findings.
        losses: what the new format does not hold.
        by_number: characters for which neither the encoding nor LaTeX has anything but their number.
    """

    library: Library
    losses: tuple[Loss, ...]
    by_number: tuple[str, ...] = ()


def convert(
    source: str | Path,
    target: str | Path,
    to: str | None = None,
    origin: str | None = None,
    encoding: str | None = None,
) -> Conversion:
    """Read a file and write it in another format.

    Args:
        source: the file to read.
        target: the file to write.
        to: name of the format to write; without it the target's extension says it.
        origin: name of the format to read; without it content and name say it.
        encoding: of the target, where it is BibTeX or BibLaTeX for bibtex8 or pdfLaTeX ("ascii", "latin-1"); characters
            that it does not have are written as LaTeX commands.

    Raises:
        UnknownNameError: if a format or an encoding is not known, or a format not recognised.
        InvalidValueError: if the source is broken as a whole, the format of the target is only read, or it cannot be
            written in this encoding.
        UnreadableFileError: if the source cannot be read.
        UnwritableFileError: if the target cannot be written.
    """
    chosen = writable_format(target, to)
    library = read(source, origin)
    data = chosen.dump_bytes(library) if encoding is None else _encoded(library, chosen, encoding)
    write_bytes(target, data)
    by_number = () if encoding is None else _written_by_number(data.decode(encoding))
    return Conversion(library, losses(library, chosen.name), by_number)


def _encoded(library: Library, chosen: FileFormat, encoding: str) -> bytes:
    """Return a .bib file in an encoding."""
    if chosen.name not in _LATEX:
        raise InvalidValueError(
            "this format is written in UTF-8 only", text=chosen.name, hint="an encoding is for " + " and ".join(_LATEX)
        )
    text = replace(chosen, arguments=(*chosen.arguments, ("encoding", encoding))).dumps(library)
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        raise InvalidValueError(
            f"{encoding} has no such character, and a field like doi or file holds no LaTeX commands",
            text=text[text.rfind("\n", 0, error.start) + 1 : error.end],
            hint="write the file in UTF-8, or change the field",
        ) from None


def _written_by_number(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chr(int(number, 16)) for number in _BY_NUMBER.findall(text)))
