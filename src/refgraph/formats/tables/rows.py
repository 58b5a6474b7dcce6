"""Rows of cells to works and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from refgraph.formats.records import Draft, Entry, facts
from refgraph.formats.records.dates import parse_date
from refgraph.formats.records.library import finding
from refgraph.formats.records.names import read_compact, write_inverted
from refgraph.formats.tables.headings import KEY_HEADINGS, PAGE_ENDS, TYPE_HEADINGS, TYPES, VARIABLE_OF, plain
from refgraph.model.contributor import Role
from refgraph.model.dates import Date
from refgraph.model.edtf import dump_edtf
from refgraph.model.finding import Finding
from refgraph.model.vocabulary import CSL_TYPES, CSL_VARIABLES
from refgraph.model.work import Work

FORMULA = "=+-@\t\r"
"""A cell that begins with one of these is run as a formula by spreadsheets (OWASP, "CSV Injection")."""
_PLAIN = {plain(name): name for name in CSL_VARIABLES}
_ROLES = frozenset(role.value for role in Role)
_ID = re.compile(r"\s*\(\d{5,}\)")


def entries(rows: Iterable[tuple[int, Sequence[str]]], file: str | None = None) -> Iterator[Entry]:
    """Read rows, each with its line in the file (from 1); the first has the headings."""
    numbered = iter(rows)
    first = next(numbered, None)
    if first is None:
        return
    headings = list(first[1])
    for line, cells in numbered:
        if not any(cell.strip() for cell in cells):
            continue
        findings: tuple[Finding, ...] = ()
        if len(cells) > len(headings):
            message = f"the row has {len(cells)} cells, the head {len(headings)}; those beyond were left out"
            shown = "; ".join(cells[len(headings) :])[:200]
            findings = (finding("unparsable-block", message, file, line=line, value=shown),)
        yield Entry(_work(headings, cells), findings, line)


def knows(headings: Sequence[str]) -> bool:
    """Return True if headings are those of a list of works: a title and something else that is known."""
    known = {VARIABLE_OF.get(plain(each), ("",))[0] for each in headings} - {""}
    return "title" in known and len(known) >= 3


def table(works: Sequence[Work]) -> Iterator[list[str]]:
    """Yield the headings and a row for each work; cells as they are, formulas not escaped."""
    rows = [_cells(work) for work in works]
    used = {name for row in rows for name in row}
    used |= {"author", "title", "issued"}  # what a table of works is known by
    order = ["key", "type", *(name for name in CSL_VARIABLES if name in used)]
    order += sorted(used.difference(order))
    yield order
    for row in rows:
        yield [row.get(name, "") for name in order]


def escaped(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe is put before what looks like a formula.

    >>> escaped("=1+1"), escaped("'=1"), escaped("a=b")
    ("'=1+1", "''=1", 'a=b')
    """
    return "'" + cell if cell and cell.lstrip("'")[:1] and cell.lstrip("'")[0] in FORMULA else cell


def unescaped(cell: str) -> str:
    """Return a cell without the apostrophe that `escaped` puts."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] and cell.lstrip("'")[0] in FORMULA else cell


def _work(headings: Sequence[str], cells: Sequence[str]) -> Work:
    row = {heading: cell for heading, cell in zip(headings, cells, strict=False) if cell.strip()}
    draft = Draft("table-", _type(row), read_compact)
    end = ""
    for heading, cell in row.items():
        word = plain(heading)
        if word in KEY_HEADINGS and not draft.key:
            draft.key = cell.strip()
        elif word in TYPE_HEADINGS:
            if _type_of(cell) is None or _type_of(cell) != draft.type:
                draft.keep(word, cell)
        elif word in PAGE_ENDS:
            end = cell.strip()
        else:
            _take(draft, heading, cell)
    if end and draft.get("page"):
        draft.add("page", f"{draft.get('page')}-{end}", "pages", -1)
        draft.texts["page"] = draft.texts["page"][-1:]
    _date(draft)
    return draft.work()


def _take(draft: Draft, heading: str, cell: str) -> None:
    word = plain(heading)
    variable, rank = VARIABLE_OF.get(word, (_PLAIN.get(word, ""), 0))
    if variable in _ROLES:
        if any(each.role == variable for each in draft.contributors):
            return  # "Author full names" after "Authors"
        for name in _names(cell):
            draft.person(Role(variable), name)
    elif variable:
        draft.add(variable, cell, heading, rank)
    else:
        draft.keep(heading, cell)


def _names(cell: str) -> list[str]:
    """Part names at semicolons; at commas where there is none and each part is a name in short ("Doe J., Roe R.")."""
    cell = _ID.sub("", cell)
    parts = cell.split(";")
    if len(parts) == 1 and "," in cell:
        commas = [part.strip() for part in cell.split(",")]
        if len(commas) > 1 and all(re.fullmatch(r"\S.*\s(?:[A-Z]\.?-?){1,4}", part) for part in commas):
            parts = [re.sub(r"\s((?:[A-Z]\.?-?){1,4})$", r", \1", part) for part in commas]
    return [part.strip() for part in parts if part.strip()]


def _date(draft: Draft) -> None:
    """Prefer the full date to the year, whichever comes first."""
    found = draft.texts.get("issued", [])
    best = [each for each in found if (date := parse_date(each[2])) and date.start and date.start.month]
    if best:
        draft.texts["issued"] = [best[0]]


def _type(row: dict[str, str]) -> str:
    for heading, cell in row.items():
        if plain(heading) in TYPE_HEADINGS:
            found = _type_of(cell)
            if found:
                return found
    return (
        "article-journal"
        if any(plain(each) in {"journal", "sourcetitle", "journaltitle"} for each in row)
        else "document"
    )


def _type_of(cell: str) -> str | None:
    word = cell.strip()
    return word if word in CSL_TYPES else TYPES.get(word.split(";")[0].strip().casefold())


def _cells(work: Work) -> dict[str, str]:
    cells: dict[str, str] = {"key": work.key, "type": work.type}
    for variable, value in facts(work):
        cells[variable] = dump_edtf(value) or value.literal or "" if isinstance(value, Date) else str(value)
    for each in work.contributors:
        role = each.role.value
        name = write_inverted(each.agent).replace(";", ",")
        cells[role] = f"{cells[role]}; {name}" if role in cells else name
    for truncated in work.truncated:
        cells[truncated.value] = f"{cells[truncated.value]}; et al." if truncated.value in cells else "et al."
    for name, text in work.extra.items():
        if name.startswith("table-") and isinstance(text, str):
            cells.setdefault(name.removeprefix("table-"), text)
    return cells
