"""A report as JUnit XML, which CI servers show as tests: one test for each file and rule that ran."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from refgraph.check.report import Report
from refgraph.check.rule import all_rules
from refgraph.model.finding import Finding, Severity

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def pieces(report: Report) -> Iterator[str]:
    """Yield one suite for each file; a test fails if its rule found an error or a warning there.

    Notes are the output of tests that pass. Files without findings are suites in which every test passes.
    """
    by_file: dict[str, dict[str, list[Finding]]] = {file: {} for file in report.files}
    for finding in report:
        by_file.setdefault(finding.file or "data", defaultdict(list)).setdefault(finding.code, []).append(finding)
    names = {rule.code: rule.name for rule in all_rules()}
    suites = [_suite(file, found, names, report.rules) for file, found in by_file.items()]
    totals = {name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in ("tests", "failures")}
    root = Element("testsuites", {"name": "refgraph check", **totals, "errors": "0"})
    root.extend(suites)
    indent(root)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(file: str, found: dict[str, list[Finding]], names: dict[str, str], ran: tuple[str, ...]) -> Element:
    codes = sorted({*ran, *found})
    failing = sum(any(each.severity is not Severity.INFO for each in found.get(code, ())) for code in codes)
    attributes = {"name": file, "tests": str(len(codes)), "failures": str(failing), "errors": "0", "skipped": "0"}
    suite = Element("testsuite", attributes)
    for code in codes:
        case = SubElement(suite, "testcase", {"classname": file, "name": names.get(code, code), "file": file})
        _results(case, found.get(code, []))
    return suite


def _results(case: Element, findings: list[Finding]) -> None:
    failing = [each for each in findings if each.severity is not Severity.INFO]
    notes = [each for each in findings if each.severity is Severity.INFO]
    if failing:
        first = failing[0]
        count = f" (and {len(failing) - 1} more)" if len(failing) > 1 else ""
        attributes = {"type": first.severity.value, "message": _clean(first.message + count)}
        SubElement(case, "failure", attributes).text = _clean("\n".join(map(str, failing)))
        if first.line:
            case.set("line", str(first.line))
    if notes:
        SubElement(case, "system-out").text = _clean("\n".join(map(str, notes)))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
