"""Remarks in files that say which findings do not count: ``% refgraph: ignore[code, slug]``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from refgraph.check.bibliography import Bibliography
from refgraph.check.manuscripts.manuscript import line_starts, place
from refgraph.check.rule import Rule, all_rules, matches
from refgraph.model.finding import Finding, Severity

UNUSED = "C001"
_REMARK = re.compile(r"refgraph:[ \t]*(ignore(?:-file)?)[ \t]*\[([^\]\n]*)\]")
_SELECTOR = re.compile(r"[^,\s][^,]*")


@dataclass(slots=True)
class Remark:
    """One selector of a remark.

    Attributes:
        file: where it stands.
        span: half-open span of the selector in the file's text.
        selector: code, slug or beginning of a code.
        reach: half-open span of the text it is for; None for the whole file.
        is_used: True once it has left out a finding.
    """

    file: str | None
    span: tuple[int, int]
    selector: str
    reach: tuple[int, int] | None
    is_used: bool = field(default=False)

    def covers(self, finding: Finding) -> bool:
        """Return True if a finding is in reach and of the rule."""
        if not matches(self.selector, finding.code, finding.slug):
            return False
        if self.reach is None:
            return True
        return finding.span is not None and self.reach[0] <= finding.span[0] < self.reach[1]


class Ignores:
    """The remarks of all files of a run.

    In or before an entry a remark is for that entry, in a manuscript for its line and the next one;
    ``ignore-file[...]`` anywhere in a file is for the whole file.
    """

    def __init__(self, bibliography: Bibliography) -> None:
        self.texts: Mapping[str | None, str] = bibliography.texts
        self.remarks: list[Remark] = []
        for document in bibliography.documents:
            if "refgraph:" in document.text:
                entries = [(entry.start, entry.end) for entry in document.entries]
                self._read(document.file, document.text, entries)
        for manuscript in bibliography.manuscripts:
            if "refgraph:" in manuscript.text:
                self._read(manuscript.file, manuscript.text, None)
        self._by_file: dict[str | None, list[Remark]] = defaultdict(list)
        for remark in self.remarks:
            self._by_file[remark.file].append(remark)

    def _read(self, file: str | None, text: str, entries: list[tuple[int, int]] | None) -> None:
        for found in _REMARK.finditer(text):
            reach = None
            if found[1] == "ignore":
                reach = _lines_at(text, found.start()) if entries is None else _entry_at(entries, found.start())
                reach = reach or (0, 0)
            for selector in _SELECTOR.finditer(found[2]):
                start = found.start(2) + selector.start()
                name = selector[0].rstrip()
                self.remarks.append(Remark(file, (start, start + len(name)), name, reach))

    def __call__(self, finding: Finding) -> bool:
        """Return True if a remark leaves out a finding."""
        covering = [remark for remark in self._by_file.get(finding.file, ()) if remark.covers(finding)]
        for remark in covering:
            remark.is_used = True
        return bool(covering)


def unused_ignores(ignores: Ignores, rules: Sequence[Rule], severities: Mapping[str, Severity]) -> Iterator[Finding]:
    """Yield a finding (C001) for each remark that left out nothing, though its rules ran.

    Args:
        ignores: the remarks after the run.
        rules: the rules that ran.
        severities: severity by code where it is not the rule's own.
    """
    rule = next((rule for rule in rules if rule.code == UNUSED), None)
    if rule is None:
        return
    starts: dict[str | None, list[int]] = {}
    for remark in ignores.remarks:
        if remark.is_used or not _has_run(remark.selector, rules):
            continue
        if remark.file not in starts:
            starts[remark.file] = line_starts(ignores.texts.get(remark.file, ""))
        line, column = place(starts[remark.file], remark.span[0])
        known = any(matches(remark.selector, each.code, each.slug) for each in all_rules())
        yield Finding(
            code=rule.code,
            slug=rule.slug,
            message=f"{remark.selector!r} leaves out nothing here"
            if known
            else f"there is no rule {remark.selector!r}",
            severity=severities.get(rule.code) or rule.severity,
            file=remark.file,
            line=line,
            column=column,
            value=remark.selector,
            span=remark.span,
        )


def _has_run(selector: str, rules: Sequence[Rule]) -> bool:
    """Return True if all rules that a selector means were among those that ran, or it means none."""
    ran = {rule.code for rule in rules}
    return all(rule.code in ran for rule in all_rules() if matches(selector, rule.code, rule.slug))


def _entry_at(entries: list[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    """Return the span of the entry an offset lies in, or of the next one."""
    number = bisect_right(entries, (offset, offset))
    if number and entries[number - 1][1] > offset:
        return entries[number - 1]
    return entries[number] if number < len(entries) else None


def _lines_at(text: str, offset: int) -> tuple[int, int]:
    """Return the span of an offset's line and the next one."""
    start = text.rfind("\n", 0, offset) + 1
    end = offset
    for _ in range(2):
        end = text.find("\n", end) + 1 or len(text)
    return (start, end)
