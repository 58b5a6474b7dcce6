"""Excel workbooks (the extra "xlsx", openpyxl): the first sheet with headings that are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook

from refgraph.errors import InvalidValueError
from refgraph.formats.records import collect
from refgraph.formats.tables import rows
from refgraph.model.library import Library
from refgraph.model.work import Work

_LARGEST = 500 << 20
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def loads(data: bytes, file: str | None = None) -> Library:
    """Read a workbook; values that formulas had when it was saved, never the formulas.

    Raises:
        InvalidValueError: if it is no workbook, is too large unpacked, or no sheet has headings that are known.
    """
    if not data:
        return Library()
    try:
        sheets = _sheets(data)
    except InvalidValueError:
        raise
    except (
        BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        OSError,
        EOFError,
        SyntaxError,
    ) as error:  # SyntaxError: of XML
        raise InvalidValueError(f"not an Excel workbook: {error}") from None
    if not any(sheets):
        return Library()
    for found in sheets:
        if found and rows.knows(found[0][1]):
            return collect(rows.entries(found, file), file)
    raise InvalidValueError("no sheet has headings that are known in its first row")


def dumps(library: Library | Iterable[Work]) -> bytes:
    """Write works as a workbook with one sheet; every cell is text, so none is a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("References")
    works = list(library)
    for row in rows.table(works) if works else ():
        sheet.append([_cell(sheet, each) for each in row])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _sheets(data: bytes) -> list[list[tuple[int, list[str]]]]:
    with ZipFile(BytesIO(data)) as archive:
        size = sum(each.file_size for each in archive.infolist())
    if size > _LARGEST:
        raise InvalidValueError(f"the workbook would be {size >> 20} MB unpacked", hint="split it")
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    return [list(_rows(sheet)) for sheet in book.worksheets]


def _cell(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=_NOT_XML.sub("", text))
    cell.data_type = "s"
    return cell


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for line, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [_text(value) for value in row]
        if any(cells):
            yield line, cells


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    return text.removesuffix(" 00:00:00")  # a date without a time
