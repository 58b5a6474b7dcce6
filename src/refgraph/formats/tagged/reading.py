"""Lines to records, records to works; one record at a time, in constant memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from refgraph.formats.records import Draft, Entry
from refgraph.formats.records.library import finding
from refgraph.formats.tagged.dialect import Dialect, Field, Record
from refgraph.model.contributor import Role
from refgraph.model.finding import Finding
from refgraph.model.names import Organization

_LINE_END = re.compile(r"\r\n|\r|\n")
_PAGES = re.compile(r"[\w.:]+", re.ASCII)


def entries(text: str, dialect: Dialect, file: str | None = None) -> Iterator[Entry]:
    """Read a text; what is broken is a finding, and no record costs another."""
    return entries_of_lines(_LINE_END.split(text.removeprefix("\ufeff")), dialect, file)


def entries_of_lines(lines: Iterable[str], dialect: Dialect, file: str | None = None) -> Iterator[Entry]:
    """Read lines one by one, for files of any length."""
    for found in records(lines, dialect, file):
        yield read_record(found, dialect, file) if isinstance(found, Record) else Entry(None, (found,))


def records(lines: Iterable[str], dialect: Dialect, file: str | None = None) -> Iterator[Record | Finding]:
    """Yield the records, and findings for lines that belong to none.

    Lines in front of the first record that are not tagged are taken for the words of an exporter if there are tagged
    ones after them; a line that goes on with nothing is a finding.
    """
    gathered = _Gathered(dialect)
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\r")
        if dialect.skip is not None and dialect.skip.match(line):
            yield from gathered.close(closed=True)
            continue
        found = dialect.line.match(line)
        if found:
            tag = found["tag"].upper()
            if tag == dialect.end:
                yield from gathered.close(closed=True)
                continue
            if gathered.begins_another(tag):
                yield from gathered.close(closed=not dialect.end)
            gathered.fields.append(Field(tag, ((found["value"] or "").strip(),), number))
            gathered.blank = False
        elif not line.strip():
            gathered.blank = True
        elif gathered.fields:
            gathered.goes_on(line.strip())
        else:
            yield _stray(line, number, file)
    yield from gathered.close(closed=not dialect.end)


class _Gathered:
    """The fields of the record that is being read."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.fields: list[Field] = []
        self.blank = False
        """The line before was blank, which ends a record of a format without a tag for that."""

    def begins_another(self, tag: str) -> bool:
        if not self.fields:
            return False
        if self.blank and self.dialect.blank_ends and not self.dialect.end:
            return True
        # What begins a record may also be the second of its kind at its head ("%0 Serial", "%0 Audio").
        return tag in self.dialect.begins and any(each.tag not in self.dialect.begins for each in self.fields)

    def goes_on(self, text: str) -> None:
        last = self.fields[-1]
        self.fields[-1] = last._replace(lines=(*last.lines, text))

    def close(self, *, closed: bool) -> Iterator[Record]:
        if self.fields:
            yield Record(tuple(self.fields), self.fields[0].line, closed)
        self.fields = []
        self.blank = False


def read_record(record: Record, dialect: Dialect, file: str | None = None) -> Entry:
    """Make a work of a record."""
    findings: list[Finding] = []
    if dialect.prepare:
        record = dialect.prepare(record)
    if not record.closed:
        message = f"the record has no end ({dialect.end}); it is read as far as it goes"
        findings.append(finding("unparsable-block", message, file, line=record.line))
    draft = Draft(dialect.prefix, _type(record, dialect, findings, file), dialect.read_name)
    for each in record.fields:
        if each.tag in dialect.type_tags:
            if each.text and each.text.casefold() != dialect.table.write_type(draft.type).casefold():
                draft.keep(each.tag, each.text)
        elif each.tag == dialect.key_tag and not draft.key:
            draft.key = each.text
        else:
            _take(each, dialect, draft)
    if dialect.page_end:
        _join_pages(record, dialect, draft)
    dialect.settle(record, draft)
    return Entry(draft.work(), tuple(findings), record.line)


def _stray(line: str, number: int, file: str | None) -> Finding:
    message = "the line belongs to no record and was left out"
    return finding("unparsable-block", message, file, line=number, value=line.strip()[:200])


def _type(record: Record, dialect: Dialect, findings: list[Finding], file: str | None) -> str:
    """Return the type that the first known word says."""
    said = [each for each in record.fields if each.tag in dialect.type_tags and each.text]
    for each in said:
        found = dialect.table.read_type(each.text)
        if found:
            return found
    if said and not dialect.open_types:
        message = f"{said[0].text!r} is no type of this format; it is read as {dialect.table.default}"
        findings.append(
            finding("unknown-type", message, file, line=said[0].line, field=said[0].tag, value=said[0].text[:200])
        )
    return dialect.table.default


def _take(each: Field, dialect: Dialect, draft: Draft) -> None:
    variable, rank = dialect.table.variable(each.tag, draft.type) or ("", 0)
    if each.tag == dialect.page_end and variable == "page":
        return
    if each.tag in dialect.bodies and variable:
        for value in _values(each, dialect.lists.get(each.tag, "+")):
            draft.person(Role(variable), Organization(name=value))
        return
    if each.tag in dialect.lists:
        for value in _values(each, dialect.lists[each.tag]):
            draft.add(variable, value, each.tag, rank)
    elif each.tag in dialect.prose or not variable:
        draft.add(variable, "\n".join(each.lines), each.tag, rank)
    else:
        draft.add(variable, each.text, each.tag, rank)


def _values(each: Field, separators: str) -> list[str]:
    """Return the values of a list: one a line, or parted by a separator; "+" joins the lines first."""
    lines = [each.text] if separators.startswith("+") else list(each.lines)
    pattern = f"[{re.escape(separators.lstrip('+'))}]" if separators.lstrip("+") else None
    found = [part for line in lines for part in (re.split(pattern, line) if pattern else [line])]
    return [part.strip() for part in found if part.strip()]


def _join_pages(record: Record, dialect: Dialect, draft: Draft) -> None:
    """Make one range of first and last page."""
    last = record.first(dialect.page_end)
    if not last or (dialect.table.variable(dialect.page_end, draft.type) or ("",))[0] != "page":
        return
    first = draft.get("page") or draft.get("number-of-pages")
    if first is None:
        draft.add("page", last, dialect.page_end)
    elif not _PAGES.fullmatch(first) or not _PAGES.fullmatch(last):
        draft.keep(dialect.page_end, last)
    else:
        for _, word, text in draft.take("page")[1:]:
            draft.keep(word, text)
        draft.take("number-of-pages")
        draft.add("page", f"{first}-{last}", dialect.page_end)
