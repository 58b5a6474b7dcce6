"""The formats there are, and reading and writing files in any of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from refgraph.errors import InvalidValueError, UnknownNameError
from refgraph.model.finding import encoding_findings
from refgraph.model.library import Library
from refgraph.text.decoding import read_text
from refgraph.text.files import write_text
from refgraph.text.packing import bare_name

_SNIFFED = 20_000


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One file format.

    Attributes:
        name: as users name it ("bibtex").
        extensions: with dot, lower case; the first is the usual one.
        looks_like: matches the beginning of a text in this format.
        module: where its ``loads`` and ``dumps`` are; imported when first used.
        arguments: what ``dumps`` is called with besides the library.
    """

    name: str
    extensions: tuple[str, ...]
    looks_like: re.Pattern[str]
    module: str
    arguments: tuple[tuple[str, Any], ...] = ()

    def loads(self, text: str, file: str | None = None) -> Library:
        """Read a text; ``file`` is for its findings."""
        return cast("Library", import_module(self.module).loads(text, file))

    def dumps(self, library: Library) -> str:
        """Write a library as text."""
        write: Callable[..., str] = import_module(self.module).dumps
        return partial(write, **dict(self.arguments))(library)


# The text begins with a block, after blank lines and lines of comment.
_BIBTEX = re.compile(r"\A\s*(?:%[^\n]*\n\s*)*@[ \t]*[A-Za-z]\w*\s*[{(]")
_JSON = re.compile(r"\A\s*(?:\[\s*(?:\{|\]\s*\Z)|\{\s*\")")

FORMATS: dict[str, FileFormat] = {
    each.name: each
    for each in (
        FileFormat("bibtex", (".bib", ".bibtex"), _BIBTEX, "refgraph.formats.bibtex"),
        FileFormat("biblatex", (".bib",), _BIBTEX, "refgraph.formats.bibtex", (("dialect", "biblatex"),)),
        FileFormat("csl-json", (".json", ".csljson", ".jsonl"), _JSON, "refgraph.formats.csl_json"),
    )
}
"""Every format by name; of two that look alike the first is the one that is detected."""

_ALIASES = {"bib": "bibtex", "csljson": "csl-json", "csl_json": "csl-json", "json": "csl-json", "csl": "csl-json"}


def find_format(name: str) -> FileFormat:
    """Return a format by its name.

    Raises:
        UnknownNameError: if there is none; the hint names near ones.

    >>> find_format("biblatex").extensions
    ('.bib',)
    """
    wanted = name.casefold()
    found = FORMATS.get(_ALIASES.get(wanted, wanted))
    if found is None:
        near = get_close_matches(wanted, [*FORMATS, *_ALIASES], n=1, cutoff=0.5)
        hint = f"did you mean {_ALIASES.get(near[0], near[0])!r}?" if near else "known are " + ", ".join(FORMATS)
        raise UnknownNameError("no such format", text=name, hint=hint)
    return found


def detect(text: str, path: Path | str | None = None) -> FileFormat | None:
    """Return the format of a text, or None; what it contains wins over what its file is called.

    >>> detect('[{"id": "a"}]', "references.bib").name
    'csl-json'
    """
    head = text.removeprefix("\ufeff")[:_SNIFFED]
    by_content = next((each for each in FORMATS.values() if each.looks_like.search(head)), None)
    by_name = _by_name(path)
    if by_content is None or (by_name and by_name.looks_like is by_content.looks_like):
        return by_name
    return by_content


def detect_format(path: Path | str) -> str | None:
    """Return the name of a file's format, or None if it is none of those refgraph reads.

    Raises:
        UnreadableFileError: if it cannot be read or is not text.
    """
    found = detect(read_text(path).text, path)
    return found.name if found else None


def loads(text: str, format: str | None = None, file: str | None = None) -> Library:  # noqa: A002 - the word users look for
    """Read a text in a format, or in the one it looks like.

    Raises:
        UnknownNameError: if the format is not known, or not given and not recognised.
        InvalidValueError: if the text as a whole is broken, as JSON can be.
    """
    chosen = find_format(format) if format else detect(text, file)
    if chosen is None:
        if not text.strip():
            return Library()
        where = f"{file}: " if file else ""
        raise UnknownNameError(f"{where}the format is not recognised", hint="name one of " + ", ".join(FORMATS))
    return chosen.loads(text, file)


def read(path: Path | str, format: str | None = None) -> Library:  # noqa: A002 - the word users look for
    """Read a file of any format, found by its content and its name.

    Args:
        path: the file.
        format: name of the format, where it should not be guessed.

    Raises:
        UnreadableFileError: if the file cannot be read or is not text.
        UnknownNameError: if the format is not known or not recognised.
        InvalidValueError: if the file as a whole is broken; the message begins with its path.
    """
    decoded = read_text(path)
    try:
        library = loads(decoded.text, format, str(path))
    except InvalidValueError as error:
        raise InvalidValueError(
            f"{path}: {error.problem}", text=error.text, span=error.span, hint=error.hint
        ) from error
    return replace(library, findings=(*encoding_findings(decoded, str(path)), *library.findings))


def write(library: Library, path: Path | str, format: str | None = None) -> None:  # noqa: A002 - the word users look for
    """Write a library to a file, whole or not at all.

    Args:
        library: what to write.
        path: the file; it is replaced when the new text is complete.
        format: name of the format; without it the file's extension says it.

    Raises:
        UnknownNameError: if the format is not known, or the extension names none.
        UnwritableFileError: if the file or its folder cannot be written.
    """
    chosen = find_format(format) if format else _by_name(path)
    if chosen is None:
        known = ", ".join(f"{each.extensions[0]} ({each.name})" for each in FORMATS.values())
        raise UnknownNameError(f"{path}: the extension names no format", hint=f"use one of {known}, or name the format")
    write_text(path, chosen.dumps(library))


def _by_name(path: Path | str | None) -> FileFormat | None:
    extension = bare_name(path or "").suffix.lower()
    return next((each for each in FORMATS.values() if extension in each.extensions), None)
