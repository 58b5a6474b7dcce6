"""Works to records of tagged text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from refgraph.formats.records import facts
from refgraph.formats.tagged.dialect import Dialect, Tagged
from refgraph.model.dates import Date
from refgraph.model.work import Work

_RANGE = re.compile(r"(\w+)\s*[-‐‑‒–—]\s*(\w+)", re.ASCII)
_ET_AL = "et al."


def dumps(works: Iterable[Work], dialect: Dialect) -> str:
    """Write works as the text of a file."""
    return "".join(pieces(works, dialect))


def pieces(works: Iterable[Work], dialect: Dialect) -> Iterator[str]:
    """Yield the text of a file piece by piece, for libraries of any size."""
    if dialect.header:
        yield dialect.header
    for work in works:
        yield write_record(work, dialect)
    if dialect.footer:
        yield dialect.footer


def write_record(work: Work, dialect: Dialect) -> str:
    """Return one record, from its type to its end; what the dialect has no tag for is left out."""
    lines = dialect.arrange(work, tagged(work, dialect))
    if dialect.end:
        lines = [*lines, (dialect.end, "")]
    return "".join(_printed(tag, text, dialect) for tag, text in lines) + "\n"


def tagged(work: Work, dialect: Dialect) -> Tagged:
    """Return tag and text of every value, in the order of the table."""
    table = dialect.table
    csl_type = table.type_back(work.type)
    values = _values(work, dialect, csl_type)
    lines: Tagged = []
    if dialect.type_tags:
        lines.append((dialect.type_tags[0], _type_word(work, dialect)))
    for variable in table.order(csl_type):
        lines += values.get(variable, [])
    if dialect.key_tag and work.key:
        lines.append((dialect.key_tag, work.key))
    return lines + _extra(work, dialect)


def _type_word(work: Work, dialect: Dialect) -> str:
    """Return the word for the type: the one it was read from, if that still says the same."""
    table = dialect.table
    word = work.extra.get(dialect.prefix + dialect.type_tags[0].lower())
    if not dialect.open_types and isinstance(word, str):
        read = table.read_type(word) or table.default
        if read == work.type:
            return word
    return table.write_type(work.type)


def _values(work: Work, dialect: Dialect, csl_type: str) -> dict[str, Tagged]:
    values: dict[str, Tagged] = {}
    for variable, value in facts(work):
        word = dialect.table.word(variable, csl_type)
        if word is None:
            continue
        if isinstance(value, Date):
            values[variable] = dialect.write_dates(value) if variable == "issued" else [(word, _date(value, dialect))]
        else:
            values[variable] = _texts(variable, value, word, dialect)
    first = values.get("page", [("", "")])[0][0]
    if first == dialect.page_start and any(tag == first for tag, _ in values.get("number-of-pages", [])):
        del values["page"]  # one tag for both
    for each in work.contributors:
        role = each.role.value
        word = dialect.table.word(role, csl_type)
        if word:
            values.setdefault(role, []).append((word, dialect.write_name(each.agent)))
    for truncated in work.truncated:
        word = dialect.table.word(truncated.value, csl_type)
        if word:
            values.setdefault(truncated.value, []).append((word, _ET_AL))
    return values


def _date(value: Date, dialect: Dialect) -> str:
    """Return a date other than that of publication in one field."""
    return max((text for _, text in dialect.write_dates(value)), key=len, default="")


def _texts(variable: str, value: str, word: str, dialect: Dialect) -> Tagged:
    if variable == "keyword" and word in dialect.lists:
        parts = value.split(";" if ";" in value else ",")
        return [(word, part.strip()) for part in parts if part.strip()]
    if variable == "page" and dialect.page_end:
        found = _RANGE.fullmatch(value)
        if found:
            return [(dialect.page_start, found[1]), (dialect.page_end, found[2])]
    return [(word, value)]


def _extra(work: Work, dialect: Dialect) -> Tagged:
    """Return the fields that a reader of this dialect kept."""
    lines: Tagged = []
    for name, value in work.extra.items():
        if name.startswith(dialect.prefix):
            tag = name.removeprefix(dialect.prefix).upper()
            texts = value if isinstance(value, list) else [value]
            known = tag in {dialect.end, dialect.key_tag, *dialect.begins}
            known = known or (tag in dialect.type_tags and not dialect.open_types)
            if not known and dialect.line.match(dialect.print_line(tag, "x").rstrip("\n")):
                lines += [(tag, text) for text in texts if isinstance(text, str)]
    return lines


def _printed(tag: str, text: str, dialect: Dialect) -> str:
    """Return the lines of a field; a line that looks like a tag itself goes on with the line before."""
    first, *rest = re.split(r"[\r\n]+", text.strip()) or [""]
    lines = [first]
    for line in rest:
        if not line.strip() or dialect.line.match(dialect.print_line("", line.strip()).rstrip("\n")):
            lines[-1] += " " + line.strip()
        else:
            lines.append(line.strip())
    if tag not in dialect.prose:
        lines = [" ".join(each for each in lines if each)]
    return dialect.print_line(tag, lines[0]) + "".join(dialect.print_line("", line) for line in lines[1:])
