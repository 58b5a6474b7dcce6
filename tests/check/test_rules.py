"""Every rule by its cases: which places it finds, and which it leaves alone."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

import pytest
from golden import case_id, read_cases

from refgraph.check import Config, all_rules, apply_fixes, check

CASES = read_cases("check")
TODAY = date(2025, 6, 1)


def write_files(given, folder):
    """Write the files of a case ("@@ name" begins one) and return their names."""
    # A line "---" ends a case's input, so YAML's is written "@@@".
    parts = re.split(r"^@@ (.+)\n", given.replace("@@@", "---"), flags=re.MULTILINE)
    files = dict(zip(parts[1::2], parts[2::2], strict=True)) or {"refs.bib": given}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return list(files)


def run(case, folder, monkeypatch):
    monkeypatch.chdir(folder)
    names = write_files(case.given, folder)
    dialect = re.search(r"^% dialect: (\w+)", case.given)
    # A file that another one includes is no argument of its own.
    names = [name for name in names if name != "chapter.tex"]
    code = case.title.split()[0]
    return check(*names, select=[code], dialect=dialect and dialect[1], config=Config(), today=TODAY)


def describe(report):
    """Say what was found: place, severity, key and field, message, fix."""
    lines = []
    for each in report.findings:
        about = ".".join(part for part in (each.key, each.field) if part)
        line = f"{each.place} {each.severity.value} {about}: {each.message}"
        if each.fix:
            old = report.texts[each.file][each.fix.start : each.fix.end]
            line += f" [{'fix' if each.fix.safe else 'unsafe fix'}: {old!r} -> {each.fix.replacement!r}]"
        lines.append(line)
    return "\n".join(lines) or "nothing"


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_rule_finds_what_its_case_says(case, tmp_path, monkeypatch, update_cases):
    case.check(describe(run(case, tmp_path, monkeypatch)), update=update_cases)


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_every_finding_points_at_its_place(case, tmp_path, monkeypatch):
    report = run(case, tmp_path, monkeypatch)
    for finding in report:
        assert finding.file in {*report.files, "chapter.tex"} or finding.file is None
        if finding.span is not None:
            start, end = finding.span
            text = report.texts[finding.file]
            assert 0 <= start <= end <= len(text)
            assert text.count("\n", 0, start) + 1 == finding.line


@pytest.mark.parametrize("case", [case for case in CASES if "fix:" in case.expected], ids=case_id)
def test_a_fix_leaves_nothing_to_fix(case, tmp_path, monkeypatch):
    report = run(case, tmp_path, monkeypatch)
    for file, text in report.texts.items():
        own = [finding for finding in report if finding.file == file]
        fixed = apply_fixes(text, own, unsafe=True)
        (tmp_path / file).write_text(fixed, encoding="utf-8")
    again = check(*report.files, select=[case.title.split()[0]], config=Config(), today=TODAY)
    places = {(finding.file, finding.key, finding.field) for finding in report if finding.fix}
    assert not [finding for finding in again if (finding.file, finding.key, finding.field) in places]


def test_every_rule_has_a_text_that_it_finds_and_one_that_it_leaves_alone():
    found: defaultdict[str, int] = defaultdict(int)
    left: defaultdict[str, int] = defaultdict(int)
    for case in CASES:
        code = case.title.split()[0]
        # Every entry of a case stands on a line of its own.
        hits = (
            set()
            if case.expected == "nothing"
            else {line.split()[0].rpartition(":")[0] for line in case.expected.splitlines()}
        )
        things = len(re.findall(r"^@\w+ *\{|\{\"key\"|\\cite|^@@ \w+\.dat", case.given, re.MULTILINE))
        found[code] += len(hits)
        left[code] += max(things - len(hits), int(not hits))
    # Bytes that are no UTF-8 cannot stand in a case (test_bad_input.py), nor can settings (test_remarks.py) or files
    # of other formats (test_formats.py).
    # Rules that need answers of registries have their cases in tests/check/online.
    codes = {rule.code for rule in all_rules() if not rule.code.startswith("X")} - {"S014", "S017", "C001", "C002"}
    assert codes - {code for code, number in found.items() if number} == set()
    assert codes - {code for code, number in left.items() if number} == set()
