"""Several references in one entry: "(a) Fox, A. ...; (b) Roe, B. ..."; "Phys. Rev. 12 (1990) 3; Nucl. Phys. 4 ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from refgraph.parse.result import Field, Label

_LETTER = re.compile(r"(?:(?<=[;.,:\s])|^)\(?([a-z])\)\s+(?=\S)")
_STOP = re.compile(r"\s*;\s+(?:(?:and|see also|und|et|y|e|и)\s+)?")
_SOURCE = frozenset({Label.CONTAINER, Label.TITLE, Label.ARXIV, Label.DOI})


def parts(raw: str, fields: Sequence[Field]) -> list[tuple[int, int]]:
    """Return where the references that an entry holds begin and end; empty if it holds one only.

    Args:
        raw: the entry.
        fields: what was found in it.
    """
    return _lettered(raw) or _listed(raw, fields)


def _lettered(raw: str) -> list[tuple[int, int]]:
    """Part an entry at letters in their order that stand at its beginning or behind a stop."""
    found = [each for each in _LETTER.finditer(raw) if (raw[: each.start()].rstrip() or ";")[-1] in ";.,:"]
    wanted = "a"
    marks = []
    for each in found:
        if each[1] == wanted:
            marks.append(each)
            wanted = chr(ord(wanted) + 1)
    if len(marks) <= 1 or raw[: marks[0].start()].strip(" [](){}.0123456789"):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(raw)]
    return [_trimmed(raw, mark.end(), end) for mark, end in zip(marks, ends, strict=True)]


def _listed(raw: str, fields: Sequence[Field]) -> list[tuple[int, int]]:
    """Part an entry at those semicolons that stand between two whole references: each with a source and a date."""
    cuts = [stop for left, right in pairwise(fields) if (stop := _STOP.search(raw, left.end, right.start))]
    if not cuts:
        return []
    spans = []
    start = 0
    for cut in [*cuts, None]:
        end = cut.start() if cut else len(raw)
        if not _is_whole([field for field in fields if start <= field.start < end]):
            if cut is None:
                return []
            continue
        spans.append(_trimmed(raw, start, end))
        start = cut.end() if cut else end
    return spans if len(spans) > 1 else []


def _is_whole(fields: Sequence[Field]) -> bool:
    labels = {field.label for field in fields}
    return bool(labels & _SOURCE) and (Label.DATE in labels or bool(labels & {Label.ARXIV, Label.DOI}))


def _trimmed(raw: str, start: int, end: int) -> tuple[int, int]:
    while end > start and raw[end - 1] in " ;,\t":
        end -= 1
    while start < end and raw[start] in " ;,\t":
        start += 1
    return start, end
