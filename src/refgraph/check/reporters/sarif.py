"""A report as SARIF 2.1.0, the format of code scanning (OASIS, Static Analysis Results Interchange Format)."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from refgraph.check.fingerprint import numbered_fingerprints
from refgraph.check.manuscripts.manuscript import line_starts, place
from refgraph.check.report import Report
from refgraph.check.rule import Rule, all_rules
from refgraph.model.finding import Finding, Severity

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def pieces(report: Report) -> Iterator[str]:
    """Yield one run with the rules that found something, their results, fingerprints and fixes."""
    found = {finding.code for finding in report}
    rules = [rule for rule in all_rules() if rule.code in found]
    index = {rule.code: number for number, rule in enumerate(rules)}
    starts = {file: line_starts(text) for file, text in report.texts.items()}
    marks = numbered_fingerprints(report)
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file)}} for file in report.files],
        "results": [
            _result(finding, mark, index, starts.get(finding.file or ""))
            for finding, mark in zip(report, marks, strict=True)
        ],
    }
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _driver(rules: list[Rule]) -> dict[str, Any]:
    number = version("refgraph")
    return {"name": "refgraph", "version": number, "semanticVersion": number, "rules": [*map(_rule, rules)]}


def _rule(rule: Rule) -> dict[str, Any]:
    body = inspect.cleandoc(rule.check.__doc__ or rule.slug)
    return {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": {"text": rule.text},
        "fullDescription": {"text": body},
        "help": {"text": body},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(finding: Finding, mark: str, index: dict[str, int], starts: list[int] | None) -> dict[str, Any]:
    about = f"{finding.key}: " if finding.key else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": about + finding.message},
        "partialFingerprints": {"refgraph/v1": mark},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if finding.file:
        result["locations"] = [_location(finding, starts)]
        if finding.fix is not None and starts is not None:
            result["fixes"] = [_fix(finding)]
    return result


def _location(finding: Finding, starts: list[int] | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file or "")}}
    if finding.line:
        region = {"startLine": finding.line}
        if finding.column:
            region["startColumn"] = finding.column
        if finding.span and starts and finding.span[1] > finding.span[0]:
            region["endLine"], region["endColumn"] = place(starts, finding.span[1])
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.key:
        name = f"{finding.key}.{finding.field}" if finding.field else finding.key
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "member"}]
    return location


def _fix(finding: Finding) -> dict[str, Any]:
    fix = finding.fix
    assert fix is not None
    replacement = {
        "deletedRegion": {"charOffset": fix.start, "charLength": fix.end - fix.start},
        "insertedContent": {"text": fix.replacement},
    }
    change = {"artifactLocation": {"uri": _uri(finding.file or "")}, "replacements": [replacement]}
    text = "safe fix" if fix.safe else "fix that may change the meaning"
    return {"description": {"text": text}, "artifactChanges": [change]}


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
