"""The decisions file while somebody decides: lines are added and taken back, and all else stays byte for byte."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from refgraph.dedupe.decisions import Decision, Decisions, check_decisions, parse_decisions
from refgraph.errors import ConfigurationError
from refgraph.text.decoding import decode, open_binary
from refgraph.text.files import write_bytes

_MARKS = {
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@dataclass(slots=True)
class DecisionsFile:
    """A file that decisions are written to, one at a time; it need not be there yet.

    Every change reads the file anew and writes it whole through a temporary file, so that neither a kill nor an editor
    that is open beside it loses a line.

    Attributes:
        path: the file.
    """

    path: Path
    _added: list[bytes] = field(default_factory=list, init=False, repr=False)

    def read(self) -> Decisions:
        """Return the decisions of the file; none where there is no file.

        Raises:
            UnreadableFileError: if it cannot be read.
            ConfigurationError: if it is no decisions file, or contradicts itself.
        """
        return parse_decisions(decode(self._data(), self.path).text, str(self.path))

    def append(self, *decisions: Decision) -> None:
        """Add decisions at the end of the file, each on a line of its own with the line end that the file has.

        Raises:
            ConfigurationError: if they contradict the file as it is now, or cannot be written in its encoding.
            UnreadableFileError: if the file cannot be read.
            UnwritableFileError: if it cannot be written.
        """
        data = self._data()
        added = self._added_to(data, decisions)
        write_bytes(self.path, data + added)
        self._added.append(added)

    def take_back(self) -> None:
        """Remove what the last `append` added, and nothing else.

        Raises:
            ConfigurationError: if nothing was added, or the file does not end with it any more.
            UnreadableFileError: if the file cannot be read.
            UnwritableFileError: if it cannot be written.
        """
        if not self._added:
            raise ConfigurationError(f"{self.path}: nothing was added")
        data, added = self._data(), self._added[-1]
        if not data.endswith(added):
            line = decode(added).text.strip()
            hint = f"take the line {line!r} out yourself"
            raise ConfigurationError(f"{self.path}: the file has been changed by somebody else", hint=hint)
        write_bytes(self.path, data[: -len(added)])
        self._added.pop()

    def revise(self, remarks: Mapping[int, str], decisions: Iterable[Decision]) -> None:
        """Make comments of some lines and add decisions, in one go; all else stays byte for byte.

        Args:
            remarks: number of a line, from 1, and what to write before it.
            decisions: what to add at the end.

        Raises:
            ConfigurationError: if the decisions contradict the others, or the file is in no one encoding.
            UnreadableFileError: if the file cannot be read.
            UnwritableFileError: if it cannot be written.
        """
        data = self._data()
        if remarks:
            decoded = decode(data, self.path)
            encoding = decoded.encoding.removesuffix("-sig")
            mark = _MARKS.get(decoded.encoding, b"")
            mark = mark if data.startswith(mark) else b""
            if mark + decoded.text.encode(encoding, "replace") != data:
                raise ConfigurationError(f"{self.path}: its encoding is damaged", hint="save it as UTF-8 first")
            rows = decoded.text.split("\n")
            for number, remark in remarks.items():
                rows[number - 1] = f"# {remark}: {rows[number - 1]}"
            data = mark + "\n".join(rows).encode(encoding)
        write_bytes(self.path, data + self._added_to(data, tuple(decisions)))

    def _added_to(self, data: bytes, decisions: Decisions) -> bytes:
        """Return what to add to the file so that it holds further decisions."""
        decoded = decode(data, self.path)
        check_decisions((*parse_decisions(decoded.text, str(self.path)), *decisions))
        end = "\r\n" if "\r\n" in decoded.text else "\n"
        text = "".join(each.text + end for each in decisions)
        if text and decoded.text and not decoded.text.endswith("\n"):
            text = end + text
        encoding = decoded.encoding.removesuffix("-sig")
        try:
            return text.encode(encoding)
        except UnicodeEncodeError as error:
            hint = "save it as UTF-8 first"
            raise ConfigurationError(f"{self.path}: {encoding} has no {text[error.start]!r}", hint=hint) from None

    def _data(self) -> bytes:
        if not self.path.exists():
            return b""
        with open_binary(self.path) as stream:
            return stream.read()
