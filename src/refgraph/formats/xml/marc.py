"""MARC 21 records as library systems exchange them (ISO 2709; MARC 21 Specifications for Record Structure), as bytes.

Reading goes by the separators where lengths and offsets of the directory do not fit, so a record whose text was
recoded somewhere on its way is read all the same. UTF-8 and MARC-8, for which the extra "marc" (pymarc) has the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from io import StringIO
from itertools import pairwise
from unicodedata import normalize

from refgraph.errors import InvalidValueError
from refgraph.formats.records import Entry, collect
from refgraph.formats.records.library import finding
from refgraph.formats.xml.marcxml import Field, draft_of, fields_of, leader_of
from refgraph.model.finding import Finding
from refgraph.model.library import Library
from refgraph.model.work import Work
from refgraph.text.codepages import guess_encoding

_RECORD_END, _FIELD_END, _CODE = b"\x1d", b"\x1e", b"\x1f"
_LEADER = 24
_ENTRY = 12
_LONGEST_FIELD = 9_999
_LONGEST_RECORD = 99_999
_SIGNS = re.compile("[\x1d-\x1f]")


def loads(data: bytes, file: str | None = None) -> Library:
    """Read records; what is broken in one is a finding and costs no other.

    Raises:
        InvalidValueError: if there is no record in it.
        ModuleNotFoundError: if a record in MARC-8 has letters beyond ASCII, and pymarc is not installed.

    >>> loads(dumps([Work(key="a", type="book", title="Bogs")])).works[0].title
    'Bogs'
    """
    if not data.strip():
        return Library()
    if _FIELD_END not in data:
        raise InvalidValueError(
            "no MARC 21: there is no end of a field in it", hint="expected records as ISO 2709 has them"
        )
    return collect(_entries(data, file), file)


def dumps(library: Iterable[Work]) -> bytes:
    """Write works as records in UTF-8; a field that is longer than a record can hold (9,999 bytes) is left out."""
    return b"".join(_record(work) for work in library)


def _entries(data: bytes, file: str | None) -> Iterator[Entry]:
    for number, chunk in enumerate(data.split(_RECORD_END), 1):
        bare = chunk.lstrip(b" \r\n\t\x00\x1a")
        if bare:
            yield _entry(bare, number, file)


def _entry(record: bytes, number: int, file: str | None) -> Entry:
    leader = record[:_LEADER]
    problems: list[str] = []
    raw = _fields(record, problems)
    if raw is None:
        message = f"record {number} is no MARC 21 and was left out: {'; '.join(problems)}"
        shown = record[:200].decode("utf-8", "replace")
        return Entry(None, (finding("unparsable-block", message, file, value=shown),))
    decoder = _decoder(record, leader, problems)
    fields = [field for tag, part in raw if (field := _field(tag, part, decoder)) is not None]
    found = tuple(_problem(f"record {number}: {each}", file) for each in dict.fromkeys(problems))
    return Entry(draft_of(leader.decode("latin-1"), fields).work() if fields else None, found)


def _problem(message: str, file: str | None) -> Finding:
    return finding("unparsable-block", message, file)


def _fields(record: bytes, problems: list[str]) -> list[tuple[str, bytes]] | None:
    """Return tags and contents of a record's fields; None if there is no directory."""
    directory, sign, body = record[_LEADER:].partition(_FIELD_END)
    if not sign:
        problems.append("it ends within its directory")
        return None
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
    tags = [each[:3].decode("latin-1") for each in entries if len(each) == _ENTRY]
    places = [_place(each) for each in entries if len(each) == _ENTRY]
    if len(places) < len(entries):
        problems.append("its directory is cut off")
    if all(place is not None and body[sum(place) - 1 : sum(place)] == _FIELD_END for place in places):
        return [
            (tag, body[start : start + size - 1]) for tag, (start, size) in zip(tags, filter(None, places), strict=True)
        ]
    problems.append("lengths in its directory are wrong; it is read by the ends of its fields")
    ordered = all(one <= other for one, other in pairwise(place[0] for place in places if place))
    parts = body.split(_FIELD_END)
    if not body.endswith(_FIELD_END):
        problems.append("its end is missing")
    whole = [part for part in parts if part]
    if not ordered or None in places or len(whole) != len(tags):
        problems.append(f"it has {len(whole)} fields, and {len(tags)} in its directory")
    return list(zip(tags, whole, strict=False))


def _place(entry: bytes) -> tuple[int, int] | None:
    """Return where a field begins and how long it is with its end, as the directory says."""
    if not entry[3:].isdigit():
        return None
    return int(entry[7:12]), int(entry[3:7])


class _Decoder:
    """Makes text of the bytes of one record."""

    def __init__(self, encoding: str, problems: list[str]) -> None:
        self.encoding = encoding
        self.problems = problems

    def text(self, data: bytes) -> str:
        if data.isascii() and b"\x1b" not in data:
            return data.decode("ascii")
        if self.encoding == "marc-8":
            return self._marc8(data)
        try:
            return normalize("NFC", data.decode())
        except UnicodeDecodeError:
            encoding = guess_encoding(data)
            self.problems.append(f"not UTF-8, as its leader says; read as {encoding}")
            return data.decode(encoding)

    def _marc8(self, data: bytes) -> str:
        from pymarc.marc8 import marc8_to_unicode

        with redirect_stderr(StringIO()) as said:
            try:
                text = marc8_to_unicode(data)
            except UnicodeDecodeError as error:
                self.problems.append(f"not MARC-8, as its leader says: {error.reason}")
                return data.decode("latin-1")
        if said.getvalue():
            self.problems.append("has characters that MARC-8 lacks; blanks stand for them")
        return text


def _decoder(record: bytes, leader: bytes, problems: list[str]) -> _Decoder:
    if leader[9:10] == b"a":
        return _Decoder("utf-8", problems)
    if not record.isascii() and _is_utf8(record):
        problems.append("UTF-8, and not MARC-8 as its leader says")
        return _Decoder("utf-8", problems)
    return _Decoder("marc-8", problems)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\x1b" not in data


def _field(tag: str, data: bytes, decoder: _Decoder) -> Field | None:
    """Return a field; one with codes begins with its two indicators."""
    if tag < "010" or _CODE not in data:
        text = decoder.text(data)
        return Field(tag, "", (("", text.strip() if tag == "001" else text),)) if text.strip() else None
    indicators, *parts = data.split(_CODE)
    marks = (indicators.decode("latin-1") + "  ")[:2]
    texts = [decoder.text(part) for part in parts if part]
    return Field(tag, marks, tuple((text[:1], " ".join(text[1:].split())) for text in texts if text))


def _record(work: Work) -> bytes:
    fields = [(field.tag, _data(field)) for field in fields_of(work)]
    fields = [(tag, data) for tag, data in fields if len(data) <= _LONGEST_FIELD]
    while sum(len(data) + _ENTRY for _, data in fields) + _LEADER + 2 > _LONGEST_RECORD:
        fields.remove(max(fields, key=lambda each: len(each[1])))
    directory, start = "", 0
    for tag, data in fields:
        directory += f"{tag:0>3}{len(data):04}{start:05}"
        start += len(data)
    base = _LEADER + len(directory) + 1
    leader = f"{base + start + 1:05}{leader_of(work)[5:12]}{base:05}{leader_of(work)[17:]}"
    return b"".join([leader.encode(), directory.encode(), _FIELD_END, *(data for _, data in fields), _RECORD_END])


def _data(field: Field) -> bytes:
    if not field.indicators:
        return _clean(field.parts[0][1]).encode("utf-8", "replace") + _FIELD_END
    parts = b"".join(_CODE + (code + _clean(text)).encode("utf-8", "replace") for code, text in field.parts)
    return field.indicators.encode() + parts + _FIELD_END


def _clean(text: str) -> str:
    """Return a text with blanks for the signs that separate fields and records."""
    return _SIGNS.sub(" ", text)
