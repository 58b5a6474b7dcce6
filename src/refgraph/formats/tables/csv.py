"""CSV and tab-separated text (RFC 4180); the sign between cells is found, formulas are escaped when written."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from refgraph.errors import InvalidValueError
from refgraph.formats.records import collect
from refgraph.formats.tables import rows
from refgraph.model.library import Library
from refgraph.model.work import Work

_SIGNS = ",;\t|"
_LONGEST_CELL = 1 << 24


def loads(text: str, file: str | None = None) -> Library:
    r"""Read a table with one work a row.

    Raises:
        InvalidValueError: if the first line has no headings that are known.

    >>> loads("Authors,Title,Year,Source title\n\"Doe, J.; Roe, R.\",On bogs,2018,Fens\n").works[0].container_title
    'Fens'
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return Library()
    found = list(_rows(text))
    if not found or not rows.knows(found[0][1]):
        raise InvalidValueError("the first row has no headings that are known", text=text.split("\n", 1)[0][:200])
    return collect(rows.entries(found, file), file)


def dumps(library: Library | Iterable[Work]) -> str:
    """Write works as CSV, columns by CSL variable, names and keywords apart by semicolons."""
    works = list(library)
    if not works:
        return ""
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    for row in rows.table(works):
        writer.writerow([rows.escaped(cell.replace("\0", "")) for cell in row])
    return target.getvalue()


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    head = re.split(r"[\r\n]", text, maxsplit=1)[0]
    sign = max(_SIGNS, key=lambda each: (len(next(csv.reader([head], delimiter=each), [])), -_SIGNS.index(each)))
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(StringIO(re.sub(r"\r\n?", "\n", text), newline=""), delimiter=sign)
    line = 1
    try:
        for cells in reader:
            yield line, [rows.unescaped(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise InvalidValueError(f"not CSV: {error} at line {line}") from None
