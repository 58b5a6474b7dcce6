"""Reading and writing files in any format, in one piece or work by work, and what is lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from refgraph.errors import InvalidValueError, UnknownNameError
from refgraph.formats.catalogue import FORMATS, FileFormat, detect, find_format, format_of_name
from refgraph.formats.loss import Loss, compare
from refgraph.model.finding import Finding, encoding_findings
from refgraph.model.library import Library
from refgraph.model.work import Work
from refgraph.text.decoding import decoded_lines, open_binary, read_text
from refgraph.text.files import write_bytes

_HEAD_LINES = 200


def detect_format(path: Path | str) -> str | None:
    """Return the name of a file's format, or None if it is none of those refgraph reads.

    Raises:
        UnreadableFileError: if it cannot be read or is not text.
    """
    named = format_of_name(path)
    if named and named.binary:
        return named.name
    found = detect(read_text(path).text, path)
    return found.name if found else None


def loads(text: str | bytes, format: str | None = None, file: str | None = None) -> Library:  # noqa: A002 - the word users look for
    """Read a text in a format, or in the one it looks like; bytes only where the format is named.

    Raises:
        UnknownNameError: if the format is not known, or not given and not recognised.
        InvalidValueError: if the text as a whole is broken, as JSON can be, or the format is only written.
        ConfigurationError: if the format needs an extra that is not installed.
    """
    chosen = find_format(format) if format else detect(text, file) if isinstance(text, str) else format_of_name(file)
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
        InvalidValueError: if the file as a whole is broken, or of a format that is only written; the message begins
            with its path.
        ConfigurationError: if the format needs an extra that is not installed.
    """
    named = find_format(format) if format else format_of_name(path)
    findings: tuple[Finding, ...] = ()
    try:
        if named and named.binary:
            with open_binary(path) as file:
                library = named.loads(file.read(), str(path))
        else:
            decoded = read_text(path)
            findings = encoding_findings(decoded, str(path))
            library = loads(decoded.text, format, str(path))
    except InvalidValueError as error:
        raise InvalidValueError(
            f"{path}: {error.problem}", text=error.text, span=error.span, hint=error.hint
        ) from error
    return replace(library, findings=(*findings, *library.findings))


def stream(
    path: Path | str,
    format: str | None = None,  # noqa: A002 - the word users look for
    report: Callable[[Finding], object] | None = None,
) -> Iterator[Work]:
    """Yield the works of a file one by one, in constant memory where the format allows it.

    That is so for the tagged formats (RIS, NBIB, Web of Science, Refer, RefWorks, Ovid); a file of any other format is
    read whole first. Works from a stream have the key that their record says, or none, and a key may repeat.

    Args:
        path: the file.
        format: name of the format, where it should not be guessed.
        report: gets each finding.

    Raises:
        UnreadableFileError: if the file cannot be read or is not text.
        UnknownNameError: if the format is not known or not recognised.
    """
    chosen = find_format(format) if format else _detected(path)
    if chosen is None or not chosen.streams:
        library = read(path, format)
        _tell(library.findings, report)
        yield from library
        return
    with open_binary(path) as file:
        for entry in chosen.stream(_lines(decoded_lines(file, path)), str(path)):
            _tell(entry.findings, report)
            if entry.work is not None:
                yield entry.work


def write(library: Library, path: Path | str, format: str | None = None) -> None:  # noqa: A002 - the word users look for
    """Write a library to a file, whole or not at all.

    Args:
        library: what to write.
        path: the file; it is replaced when the new text is complete.
        format: name of the format; without it the file's extension says it.

    Raises:
        UnknownNameError: if the format is not known, or the extension names none.
        InvalidValueError: if the format is only read.
        UnwritableFileError: if the file or its folder cannot be written.
        ConfigurationError: if the format needs an extra that is not installed.
    """
    write_bytes(path, writable_format(path, format).dump_bytes(library))


def writable_format(path: Path | str, format: str | None = None) -> FileFormat:  # noqa: A002 - the word users look for
    """Return the format that a path or a name says.

    Raises:
        UnknownNameError: if neither names a format.
    """
    chosen = find_format(format) if format else format_of_name(path)
    if chosen is None:
        known = ", ".join(f"{each.extensions[0]} ({each.name})" for each in FORMATS.values() if each.extensions)
        raise UnknownNameError(f"{path}: the extension names no format", hint=f"use one of {known}, or name the format")
    return chosen


def losses(library: Library, format: str) -> tuple[Loss, ...]:  # noqa: A002 - the word users look for
    """Return what a format cannot hold of a library: all that is gone or changed after writing and reading it back.

    Raises:
        UnknownNameError: if the format is not known.
        InvalidValueError: if the format is only read.

    >>> from refgraph.model import Library, Work
    >>> print(*losses(Library(works=(Work(key="a", type="book", status="in press"),)), "ris"))
    a: status 'in press': not in this format
    """
    chosen = find_format(format)
    written = chosen.dump_bytes(library)
    if not chosen.reads:
        return ()
    return compare(library, chosen.loads(written if chosen.binary else written.decode()))


def _tell(findings: Iterable[Finding], report: Callable[[Finding], object] | None) -> None:
    if report is not None:
        for each in findings:
            report(each)


def _detected(path: Path | str) -> FileFormat | None:
    """Return the format that the first lines of a file and its name say."""
    named = format_of_name(path)
    if named and named.binary:
        return named
    with open_binary(path) as file:
        lines = [line for line, _ in zip(decoded_lines(file, path), range(_HEAD_LINES), strict=False)]
    return detect("\n".join(lines), path)


def _lines(lines: Iterable[str]) -> Iterator[str]:
    r"""Part lines at "\r", too: old files have no other line end."""
    for line in lines:
        if "\r" in line[:-1]:
            yield from line.removesuffix("\r").split("\r")
        else:
            yield line.removesuffix("\r")
