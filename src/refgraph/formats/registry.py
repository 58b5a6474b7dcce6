"""Reading and writing files in any format, in one piece or work by work, and what is lost on the way."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from refgraph.errors import InvalidValueError, UnknownNameError, UnreadableFileError
from refgraph.formats.catalogue import FORMATS, FileFormat, candidates, detect, find_format, format_of_name
from refgraph.formats.loss import Loss, compare
from refgraph.formats.records import Entry
from refgraph.formats.records.keys import with_keys
from refgraph.formats.records.library import finding
from refgraph.formats.records.objects import is_object
from refgraph.model.finding import Finding, encoding_findings
from refgraph.model.library import Library
from refgraph.model.work import Work
from refgraph.text.decoding import DecodedText, decode, decoded_lines, open_members
from refgraph.text.files import write_bytes, write_pieces
from refgraph.text.packing import Member, zip_document

_HEAD_LINES = 200
_PEEKED = 4096
_BATCH = 200
_FORMATS_HINT = "name one of " + ", ".join(FORMATS)


def detect_format(path: Path | str) -> str | None:
    """Return the name of a file's format, or None if it is none of those refgraph reads.

    Raises:
        UnreadableFileError: if it cannot be read or is not text.
    """
    with open_members(path) as members:
        found = [chosen for each in members if (chosen := _detected(each)) is not None]
    return found[0].name if found else None


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
        raise _unknown(text, file)
    return chosen.loads(text, file)


def _unknown(text: str | bytes, file: str | None) -> UnknownNameError:
    where = f"{file}: " if file else ""
    near = candidates(text) if isinstance(text, str) else ()
    problem = f"{where}the format is not recognised"
    if near:
        return UnknownNameError(problem, hint=f"it may be {' or '.join(near)}: name it")
    return UnknownNameError(problem, hint=_FORMATS_HINT)


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
    named = find_format(format) if format else None
    with open_members(path) as members:
        if len(members) == 1:
            return _read(members[0], named)
        return _read_all(members, named, path)


def _read_all(members: Iterable[Member], named: FileFormat | None, path: Path | str) -> Library:
    """Read the files in an archive; one of no known format is a finding, unless all are."""
    library, left_out, read_some = Library(), list[Finding](), False
    for member in members:
        try:
            found = _read(member, named)
        except (UnknownNameError, UnreadableFileError) as error:
            left_out.append(_left_out(str(error), member.name))
        else:
            library, read_some = library.join(found)[0], True
    if not read_some:
        raise UnknownNameError(f"{path}: no file in the archive is of a format that is known", hint=_FORMATS_HINT)
    return replace(library, findings=(*library.findings, *left_out))


def _left_out(message: str, file: str) -> Finding:
    return finding("unparsable-block", f"the file in the archive was left out: {message}", file)


def _read(member: Member, named: FileFormat | None) -> Library:
    path = member.name
    with member.open() as stream:
        chosen = named or _binary_format(stream, path)
        try:
            if chosen is not None and chosen.binary:
                return chosen.loads(stream.read(), path)
            decoded = decode(stream.read(), path)
            library = chosen.loads(decoded.text, path) if chosen else loads(decoded.text, None, path)
        except InvalidValueError as error:
            raise InvalidValueError(
                f"{path}: {error.problem}", text=error.text, span=error.span, hint=error.hint
            ) from error
    return replace(library, findings=(*encoding_findings(decoded, path), *library.findings))


def stream(
    path: Path | str,
    format: str | None = None,  # noqa: A002 - the word users look for
    report: Callable[[Finding], object] | None = None,
) -> Iterator[Work]:
    """Yield the works of a file one by one, in constant memory where the format allows it.

    That is so for BibTeX, the tagged formats (RIS, NBIB, Web of Science, Refer, RefWorks, Ovid) and JSON with a record
    a line; a file of any other format is read whole first. Each work has a key of its own: that of its record, or one
    that is made, if it has none or that was there before.

    Args:
        path: the file, packed or not, or a ZIP archive of such files.
        format: name of the format, where it should not be guessed.
        report: gets each finding.

    Raises:
        UnreadableFileError: if the file cannot be read or is not text.
        UnknownNameError: if the format is not known or not recognised.
    """
    named = find_format(format) if format else None
    tell = report or (lambda _: None)
    with open_members(path) as members:
        entries = chain.from_iterable(_entries(each, named, path, tell) for each in members)
        for entry in with_keys(entries, str(path)):
            for each in entry.findings:
                tell(each)
            if entry.work is not None:
                yield entry.work


def can_stream(path: Path | str, format: str | None = None) -> bool:  # noqa: A002 - the word users look for
    """Return True if `stream` needs no more memory for a larger file of this kind.

    Raises:
        UnreadableFileError: if the file cannot be read or is not text.
        UnknownNameError: if the format is not known.
    """
    named = find_format(format) if format else None
    if not Path(path).is_file():  # a pipe can be read only once
        return False
    with open_members(path) as members:
        chosen = [(named or _detected(each), each) for each in members]
        return all(each is not None and _streams(each, member) for each, member in chosen)


def _streams(chosen: FileFormat, member: Member) -> bool:
    if not chosen.json_lines:
        return chosen.streams
    with member.open() as stream:
        first = next((line for line in decoded_lines(stream, member.name) if line.strip()), "")
    return is_object(first)


def _entries(
    member: Member, named: FileFormat | None, path: Path | str, tell: Callable[[Finding], object]
) -> Iterator[Entry]:
    chosen = named or _detected(member)
    if chosen is None or not _streams(chosen, member):
        library = _read(member, named) if named or str(path) == member.name else _read_all((member,), named, path)
        yield Entry(None, library.findings)
        yield from (Entry(work) for work in library)
        return
    told: list[bool] = []

    def notice(part: DecodedText, before: int) -> None:
        for each in () if told else encoding_findings(part, member.name):
            tell(replace(each, line=each.line and each.line + before, span=None))
        told.append(True)

    def open_lines() -> Iterator[str]:
        with member.open() as stream:
            yield from _lines(decoded_lines(stream, member.name, notice))

    yield from chosen.stream(open_lines, member.name)


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


def write_stream(works: Iterable[Work], path: Path | str, format: str | None = None) -> None:  # noqa: A002 - as above
    """Write works one by one to a file, whole or not at all, in constant memory.

    Raises:
        UnknownNameError: if the format is not known, or the extension names none.
        InvalidValueError: if the format cannot be written work by work.
        UnwritableFileError: if the file or its folder cannot be written.
    """
    chosen = writable_format(path, format)
    if not (chosen.streams and chosen.writes):
        known = ", ".join(each.name for each in FORMATS.values() if each.streams and each.writes)
        raise InvalidValueError("this format is not written work by work", text=chosen.name, hint=f"{known} are")
    write_pieces(path, chosen.pieces(works))


def convert_stream(
    source: Path | str,
    target: Path | str,
    to: str | None = None,
    origin: str | None = None,
    tell: Callable[[Finding | Loss | int], object] = lambda _: None,
) -> None:
    """Read a file and write it in another format in constant memory; the target is there when it is whole.

    Args:
        source: the file to read.
        target: the file to write.
        to: name of the format to write; without it the target's extension says it.
        origin: name of the format to read; without it content and name say it.
        tell: gets each finding, what the new format does not hold, and now and then how many works were written since.

    Raises:
        UnknownNameError: if a format is not known or not recognised.
        InvalidValueError: if the format of the target cannot be written work by work.
        UnreadableFileError: if the source cannot be read.
        UnwritableFileError: if the target cannot be written.
    """
    chosen = writable_format(target, to)

    def watched() -> Iterator[Work]:
        works = stream(source, origin, tell)
        while batch := tuple(islice(works, _BATCH)):
            yield from batch
            for each in losses(Library(works=batch), chosen.name):
                tell(each)
            tell(len(batch))

    write_stream(watched(), target, chosen.name)


def _binary_format(stream: BinaryIO, path: str) -> FileFormat | None:
    """Return the binary format that the first bytes say, or, where they say nothing, the name of the file."""
    head = stream.peek(_PEEKED)[:_PEEKED] if isinstance(stream, io.BufferedReader) else b""
    kind = zip_document(stream) if head.startswith(b"PK") and stream.seekable() else None
    if kind in FORMATS:
        return FORMATS[kind]
    found = next((each for each in FORMATS.values() if each.begins and each.begins.match(head)), None)
    if found is not None:
        return found
    named = format_of_name(path)
    is_other = kind is None and head and detect(head.decode("utf-8", "replace")) is not None
    return named if named and named.binary and not is_other else None


def _detected(member: Member) -> FileFormat | None:
    """Return the format that the first lines of a file and its name say."""
    with member.open() as stream:
        binary = _binary_format(stream, member.name)
        if binary is not None:
            return binary
        lines = [line for line, _ in zip(decoded_lines(stream, member.name), range(_HEAD_LINES), strict=False)]
    return detect("\n".join(lines), member.name)


def _lines(lines: Iterable[str]) -> Iterator[str]:
    r"""Part lines at "\r", too: old files have no other line end."""
    for line in lines:
        if "\r" in line[:-1]:
            yield from line.removesuffix("\r").split("\r")
        else:
            yield line.removesuffix("\r")
