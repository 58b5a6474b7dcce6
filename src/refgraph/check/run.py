"""Running rules over a bibliography: every hit becomes a finding with its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from refgraph.check.bibliography import Bibliography
from refgraph.check.entry import Entry, span_in
from refgraph.check.ignores import Ignores, unused_ignores
from refgraph.check.manuscripts.manuscript import line_starts, place
from refgraph.check.rule import Hit, Rule, Scope
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Finding, Severity

# In a work that comes from no .bib file the fields have CSL names.
_CSL_NAMES = {
    "year": "issued",
    "month": "issued",
    "date": "issued",
    "journal": "container-title",
    "booktitle": "container-title",
    "number": "issue",
    "pages": "page",
    "address": "publisher-place",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "url": "URL",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "urldate": "accessed",
    "series": "collection-title",
}


def run(bibliography: Bibliography, rules: Sequence[Rule], severities: Mapping[str, Severity]) -> tuple[Finding, ...]:
    """Return the findings of some rules, in the order of files and lines.

    Args:
        bibliography: what is checked.
        rules: the rules that look at it; their order does not matter.
        severities: severity by code where it is not the rule's own.
    """
    runner = _Runner(bibliography, severities)
    runner.entries([rule for rule in rules if rule.scope in (Scope.FIELD, Scope.ENTRY)])
    for rule in rules:
        if rule.scope not in (Scope.FIELD, Scope.ENTRY):
            runner.once(rule)
    ignores = Ignores(bibliography)
    found = [finding for finding in runner.findings if not ignores(finding)]
    found += unused_ignores(ignores, rules, severities)
    order = {file: number for number, file in enumerate(_files(bibliography))}
    last = len(order)
    return tuple(
        sorted(
            found,
            key=lambda each: (
                order.get(each.file or "", last),
                each.file or "",
                each.line or 0,
                each.column or 0,
                each.code,
            ),
        )
    )


def _files(bibliography: Bibliography) -> Iterator[str]:
    yield from (document.file or "" for document in bibliography.documents)
    yield from (manuscript.file for manuscript in bibliography.manuscripts)


class _Runner:
    """Calls the rules and keeps what they find."""

    def __init__(self, bibliography: Bibliography, severities: Mapping[str, Severity]) -> None:
        self.findings: list[Finding] = []
        self._bibliography = bibliography
        self._severities = severities
        self._places = _Places(bibliography)

    def once(self, rule: Rule) -> None:
        """Call a rule of file, manuscript or bibliography scope."""
        bibliography = self._bibliography
        targets: Iterable[tuple[str | None, Iterable[Hit]]]
        if rule.scope is Scope.FILE:
            targets = ((each.file, rule.check(each, bibliography)) for each in bibliography.documents)
        elif rule.scope is Scope.MANUSCRIPT:
            targets = ((each.file, rule.check(each, bibliography)) for each in bibliography.manuscripts)
        else:
            targets = [(None, rule.check(bibliography))]
        for file, hits in targets:
            for hit in hits:
                self._add(rule, hit, hit.entry, hit.field, file)
                if hit.entry is not None:
                    hit.entry.forget_fields()

    def entries(self, rules: Iterable[Rule]) -> None:
        """Call rules of entry and field scope for every entry."""
        bibliography = self._bibliography
        choice = _Choice(rules)
        for entry in bibliography.entries:
            fields = entry.fields
            for_entry, for_fields = choice(entry)
            for rule in for_entry:
                for hit in rule.check(entry, bibliography):
                    self._add(rule, hit, hit.entry or entry, hit.field, entry.document.file)
            for name, of_field in for_fields:
                field = fields.get(name)
                if field is None:
                    continue
                for rule in of_field:
                    for hit in rule.check(entry, field, bibliography):
                        self._add(rule, hit, entry, hit.field or field, entry.document.file)
            entry.forget_fields()

    def _add(self, rule: Rule, hit: Hit, entry: Entry | None, field: BibField | None, file: str | None) -> None:
        file = hit.file or (entry.document.file if entry is not None else file)
        span = hit.span or self._span(entry, field)
        line, column = self._places(file, span) if span else (hit.line or self._record_line(entry), None)
        name = field.name if field else hit.name
        if entry is not None and entry.work is not None and name:
            name = _CSL_NAMES.get(name.lower(), name)
        self.findings.append(
            Finding(
                code=rule.code,
                slug=rule.slug,
                message=hit.message,
                severity=self._severities.get(rule.code) or hit.severity or rule.severity,
                file=file,
                line=line,
                column=column,
                key=hit.key or (entry.key if entry else None) or None,
                field=name,
                value=hit.value if hit.value is not None else (field.value if field else None),
                span=span,
                edge=hit.edge,
                fix=hit.fix,
            )
        )

    def _record_line(self, entry: Entry | None) -> int | None:
        if entry is None or entry.work is None:
            return None
        return self._bibliography.lines.get(entry.document.file, {}).get(entry.key)

    @staticmethod
    def _span(entry: Entry | None, field: BibField | None) -> tuple[int, int] | None:
        if field is not None:
            return span_in(field)
        if entry is None or entry.source.line < 1:
            return None
        head = entry.source.raw.split("\n", 1)[0].rstrip("\r, ")
        return (entry.source.start, entry.source.start + len(head))


_Chosen = tuple[list[Rule], list[tuple[str, list[Rule]]]]


class _Choice:
    """The rules that fit an entry; entries with the same fields have the same rules, so they are chosen once."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._for_entries: list[Rule] = []
        self._for_fields: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            if rule.scope is Scope.ENTRY:
                self._for_entries.append(rule)
            else:
                for name in rule.fields:
                    self._for_fields[name].append(rule)
        self._chosen: dict[tuple[tuple[str, ...], bool], _Chosen] = {}

    def __call__(self, entry: Entry) -> _Chosen:
        """Return the rules that look at an entry, and those that look at its fields, by lower-case name."""
        kind = (entry.source.names, entry.work is not None)
        found = self._chosen.get(kind)
        if found is None:
            self._chosen[kind] = found = self._choose(entry.source.names, only_works=entry.work is not None)
        return found

    def _choose(self, names: Iterable[str], *, only_works: bool) -> _Chosen:
        lower = dict.fromkeys(name.lower() for name in names)
        for_entry = [
            rule
            for rule in self._for_entries
            if (rule.works or not only_works) and (not rule.fields or any(name in lower for name in rule.fields))
        ]
        for_fields = [
            (name, [rule for rule in self._for_fields[name] if rule.works or not only_works])
            for name in lower
            if name in self._for_fields
        ]
        return for_entry, for_fields


class _Places:
    """Line and column of offsets in all files of a run; a file's lines are counted once."""

    def __init__(self, bibliography: Bibliography) -> None:
        self._texts = bibliography.texts
        self._starts: dict[str | None, list[int]] = {}

    def __call__(self, file: str | None, span: tuple[int, int]) -> tuple[int | None, int | None]:
        if file not in self._starts:
            self._starts[file] = line_starts(self._texts.get(file, ""))
        return place(self._starts[file], span[0])
