"""The Retraction Watch database as the CSV file that Crossref publishes."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

from refgraph.check.online.answers import Notice, NoticeKind
from refgraph.text.decoding import read_text

_KINDS = {
    "": NoticeKind.RETRACTION,  # a row without a word: the database is about retractions
    "retraction": NoticeKind.RETRACTION,
    "partial retraction": NoticeKind.RETRACTION,
    "expression of concern": NoticeKind.CONCERN,
    "correction": NoticeKind.CORRECTION,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class RetractionWatch:
    """Notices by the DOI and by the PMID of the work they are about."""

    def __init__(self, *texts: str) -> None:
        self._notices: defaultdict[str, list[Notice]] = defaultdict(list)
        for text in texts:
            for row in csv.DictReader(io.StringIO(text)):
                self._add({str(name): value for name, value in row.items() if isinstance(value, str)})

    @classmethod
    def read(cls, path: Path | str) -> RetractionWatch:
        """Read the file.

        Raises:
            UnreadableFileError: if it cannot be read.
        """
        return cls(read_text(path).text)

    def about(self, *ids: str) -> tuple[Notice, ...]:
        """Return the notices about a work of these DOIs or PMIDs."""
        return tuple(dict.fromkeys(each for one in ids if one for each in self._notices.get(one.lower(), ())))

    def _add(self, row: dict[str, str]) -> None:
        nature = row.get("RetractionNature", "").strip().lower()
        kind = _KINDS.get(nature)
        if kind is None:  # "Republication" and what may come: said nowhere to be against the work
            return
        notice = Notice(
            kind=kind,
            label=nature or "retraction",
            id=_doi(row.get("RetractionDOI", "")),
            on=_day(row.get("RetractionDate", "")),
            source="Retraction Watch",
        )
        number = row.get("OriginalPaperPubMedID", "").strip()
        for each in (_doi(row.get("OriginalPaperDOI", "")), number if number.isdigit() and number != "0" else ""):
            if each:
                self._notices[each].append(notice)


def is_retraction_watch(text: str) -> bool:
    """Return True for the text of such a file."""
    head = text.lstrip("\ufeff").partition("\n")[0]
    return "RetractionNature" in head and "OriginalPaperDOI" in head


def _doi(text: str) -> str:
    text = text.strip().lower()
    return text if text.startswith("10.") else ""


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[1]), int(found[2]))
    except ValueError:
        return None
