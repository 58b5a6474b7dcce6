"""The result of a check: a value that knows its exit code and its texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self

from refgraph.check.rule import matches, select_rules
from refgraph.errors import UnknownNameError
from refgraph.model.finding import Finding, Severity


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a check found.

    Attributes:
        findings: in the order of files and lines.
        files: the checked files as given, manuscripts after bibliographies.
        works: number of entries and works checked.
        texts: text of each file, for the lines shown with findings.
        rules: codes of the rules that ran.
    """

    findings: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()
    works: int = 0
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    rules: tuple[str, ...] = field(default=(), repr=False, compare=False)

    def __len__(self) -> int:
        """Return the number of findings."""
        return len(self.findings)

    def __bool__(self) -> bool:
        """Return True: a report without findings is still a report; ask ``exit_code``."""
        return True

    def __iter__(self) -> Iterator[Finding]:
        """Iterate over the findings."""
        return iter(self.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that are errors."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return the findings that are warnings."""
        return self._of(Severity.WARNING)

    @property
    def infos(self) -> tuple[Finding, ...]:
        """Return the findings that are information."""
        return self._of(Severity.INFO)

    @property
    def exit_code(self) -> int:
        """Return 0 if there is no error and no warning, else 1; information never fails."""
        return int(any(finding.severity is not Severity.INFO for finding in self.findings))

    def filter(
        self,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] = (),
        *,
        severity: Severity | str | None = None,
        file: str | None = None,
    ) -> Self:
        """Return the report with only some of its findings.

        Args:
            select: codes, slugs or beginnings of codes to keep; None keeps all.
            ignore: the same, to leave out.
            severity: the mildest severity to keep ("warning" keeps errors too).
            file: keep only findings in this file.

        Raises:
            UnknownNameError: if a selector fits no rule.
        """
        codes = {rule.code for rule in select_rules(select, ignore)} if select is not None or ignore else None
        mildest = Severity(severity).rank if severity is not None else Severity.INFO.rank
        kept = (
            finding
            for finding in self.findings
            if (codes is None or finding.code in codes)
            and finding.severity.rank <= mildest
            and (file is None or finding.file == file)
        )
        return replace(self, findings=tuple(kept))

    def without(self, ignores: Mapping[str, Sequence[str]]) -> Self:
        """Return the report without findings that are ignored by file.

        Args:
            ignores: for a file as given the selectors that do not count in it.
        """
        kept = (
            finding
            for finding in self.findings
            if not any(matches(each, finding.code, finding.slug) for each in ignores.get(finding.file or "", ()))
        )
        return replace(self, findings=tuple(kept))

    def group(self, by: Literal["rule", "file", "key", "severity"] = "rule") -> dict[str, Self]:
        """Return a report for each rule (by code), file, entry or severity that has findings.

        Findings without a file or key are under the empty text. Groups come in the order of their first findings.

        Raises:
            UnknownNameError: if findings cannot be grouped by this.
        """
        read = _GROUPS.get(by)
        if read is None:
            raise UnknownNameError("no such way to group findings", text=by, hint=f"known are {', '.join(_GROUPS)}")
        groups: dict[str, list[Finding]] = {}
        for finding in self.findings:
            groups.setdefault(read(finding), []).append(finding)
        return {name: replace(self, findings=tuple(found)) for name, found in groups.items()}

    def counts(self) -> dict[str, int]:
        """Return how often each rule was broken, by code, the most frequent first."""
        return dict(Counter(finding.code for finding in self.findings).most_common())

    def summary(self) -> str:
        """Return one line: "2 errors, 1 warning in 14 entries of 1 file"."""
        numbers = [
            _count(len(self.errors), "error"),
            _count(len(self.warnings), "warning"),
            _count(len(self.infos), "note"),
        ]
        said = ", ".join(number for number in numbers if not number.startswith("0 ")) or "no findings"
        where = f" of {_count(len(self.files), 'file')}" if self.files else ""
        return f"{said} in {_count(self.works, 'entry', 'entries')}{where}"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the findings as plain JSON values."""
        return [finding.to_dict() for finding in self.findings]

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain JSON values: ``findings``, ``files``, ``works``, ``counts``, ``summary``."""
        return {
            "summary": self.summary(),
            "works": self.works,
            "files": list(self.files),
            "counts": self.counts(),
            "findings": self.to_dicts(),
        }

    def to_json(self) -> str:
        """Return the findings as one JSON list."""
        return self.to("json")

    def to(self, output_format: str) -> str:
        """Return the report as "text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown" or "html".

        Raises:
            UnknownNameError: if there is no such format.
        """
        return "".join(self.pieces(output_format))

    def pieces(self, output_format: str) -> Iterator[str]:
        """Yield the text that `to` returns, piece by piece: a long one need not stand in memory whole.

        Raises:
            UnknownNameError: if there is no such format.
        """
        from refgraph.check.reporters import pieces

        return pieces(self, output_format)

    def statistics(self) -> str:
        """Return a table: how often each rule was broken, how badly, and how many findings can be mended."""
        from refgraph.check.reporters.statistics import dumps

        return dumps(self)

    def _repr_html_(self) -> str:
        """Show the report in a notebook."""
        from refgraph.check.reporters.html import fragment

        return fragment(self)

    def to_text(self, *, color: bool = False) -> str:
        """Return the findings for people: place, rule, message, source line with a caret, and a summary."""
        from refgraph.check.reporters.text import pieces

        return "".join(pieces(self, color=color))

    def _of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is severity)


_GROUPS: dict[str, Callable[[Finding], str]] = {
    "rule": lambda finding: finding.code,
    "file": lambda finding: finding.file or "",
    "key": lambda finding: finding.key or "",
    "severity": lambda finding: finding.severity.value,
}


def _count(number: int, word: str, plural: str | None = None) -> str:
    return f"{number} {word if number == 1 else plural or word + 's'}"
