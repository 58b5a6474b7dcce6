"""Reports in every format: valid, complete, and readable by what they are for."""

from __future__ import annotations

import csv
import json
import lzma
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from refgraph.check import Config, Report, check
from refgraph.check.reporters import REPORTERS
from refgraph.errors import UnknownNameError
from refgraph.model import Finding, Fix, Severity

SCHEMA = Path(__file__).parents[1] / "support" / "schemas" / "sarif-2.1.0.json.xz"

BIB = """@article{li2013,
  author = {Li, Mei and Gustafson, Yara},
  title = {Slow <Pictures> of | Fast & "Rivers".},
  journal = {Journal of River Studies},
  year = {2013},
  pages = {1915-1925},
  isbn = {978-3-00-123456-0},
}
"""


@pytest.fixture
def report(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my refs.bib").write_text(BIB, encoding="utf-8")
    return check("my refs.bib", config=Config(), select=["P", "T", "I211", "S009"])


@pytest.fixture(scope="module")
def schema():
    return json.loads(lzma.decompress(SCHEMA.read_bytes()))


ODD = Report(
    findings=(
        Finding(
            code="X999", slug="odd", message="a\nb: 100%, c\x00|`d`", severity=Severity.ERROR, file="a:b,c.bib", line=1
        ),
        Finding(
            code="P401", slug="pages-hyphen", message="m", key="k", field="f", fix=Fix(start=0, end=0, replacement="")
        ),
        Finding(code="G801", slug="cited-missing", message="", severity=Severity.INFO, edge=("a", "b"), value="\ud800"),
    ),
    files=("a:b,c.bib",),
)


def test_sarif_is_valid_and_points_at_the_place(report, schema):
    log = json.loads(report.to("sarif"))
    jsonschema.validate(log, schema)
    run = log["runs"][0]
    hyphen = next(each for each in run["results"] if each["ruleId"] == "P401")
    location = hyphen["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "my%20refs.bib"
    region = location["physicalLocation"]["region"]
    assert region == {"startLine": 6, "startColumn": 12, "endLine": 6, "endColumn": 21}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "li2013.pages"
    assert run["tool"]["driver"]["rules"][hyphen["ruleIndex"]]["id"] == "P401"
    replacement = hyphen["fixes"][0]["artifactChanges"][0]["replacements"][0]
    at = replacement["deletedRegion"]["charOffset"]
    assert BIB[at : at + replacement["deletedRegion"]["charLength"]] == "1915-1925"
    assert replacement["insertedContent"]["text"] == "1915--1925"


@pytest.mark.parametrize("odd", [ODD, Report()], ids=["odd", "empty"])
def test_sarif_is_valid_whatever_is_found(odd, schema):
    log = json.loads(odd.to("sarif"))
    jsonschema.validate(log, schema)
    assert len(log["runs"][0]["results"]) == len(odd)


def test_json_lines_are_the_json_list(report):
    assert [json.loads(line) for line in report.to("jsonl").splitlines()] == json.loads(report.to("json"))
    assert report.to_dict()["findings"] == json.loads(report.to_json())


def test_github_commands_stay_on_their_lines():
    lines = ODD.to("github").splitlines()
    assert lines[0] == "::error file=a%3Ab%2Cc.bib,line=1,title=X999 odd::a%0Ab: 100%25, c\x00|`d`"
    assert lines[1] == "::warning title=P401 pages-hyphen::k: m"
    assert lines[2] == "::notice title=G801 cited-missing::"


def test_gitlab_issues_have_different_fingerprints(report):
    issues = json.loads(Report(findings=(*report.findings, *report.findings), files=report.files).to("gitlab"))
    assert len({each["fingerprint"] for each in issues}) == len(issues) == 2 * len(report)
    hyphen = next(each for each in issues if each["check_name"] == "P401 pages-hyphen")
    assert (hyphen["severity"], hyphen["location"]) == ("minor", {"path": "my refs.bib", "lines": {"begin": 6}})


def test_junit_has_a_test_for_every_rule_that_ran(report):
    root = ET.fromstring(report.to("junit"))
    (suite,) = root
    cases = {case.get("name"): case for case in suite}
    assert len(cases) == int(suite.get("tests")) == len(report.rules)
    assert cases["P401 pages-hyphen"].find("failure").text.startswith("my refs.bib:6:12: warning P401")
    assert cases["P402 pages-reversed"].find("failure") is None
    assert int(root.get("failures")) == sum(case.find("failure") is not None for case in suite)


def test_junit_is_xml_whatever_is_found():
    assert len(ET.fromstring(ODD.to("junit")).findall(".//failure")) == 2
    assert ET.fromstring(Report(files=("a.bib",), rules=("P401",)).to("junit")).get("tests") == "1"


def test_markdown_tables_keep_their_columns(report):
    for one in (report, ODD):
        rows = [line for line in one.to("markdown").splitlines() if line.startswith("|")]
        widths = [
            len(next(csv.reader([row.replace("\\|", "")], delimiter="|", quoting=csv.QUOTE_NONE))) for row in rows
        ]
        assert set(widths) == {5, 7}
    assert "| my refs.bib:6:12 | warning | P401 pages-hyphen | li2013.pages |" in report.to("markdown")


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.open, self.seen, self.words = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


def test_the_page_is_whole_and_needs_nothing_else(report):
    page = Page(report.to("html"))
    assert page.open == []
    assert not {"script", "link", "img"} & {tag for tag, _ in page.seen}
    assert sum(tag == "article" for tag, _ in page.seen) == len(report)
    assert 'Slow <Pictures> of | Fast & "Rivers".' in page.words
    assert Page(ODD.to("html")).open == Page(Report().to("html")).open == []
    assert report._repr_html_().startswith("<header>")


def test_statistics_count_by_rule(report):
    lines = report.statistics().splitlines()
    assert any(line.split() == ["1", "P401", "pages-hyphen", "warning", "1", "safely", "fixable"] for line in lines)
    assert lines[-1] == report.summary()
    assert Report().statistics() == "no findings in 0 entries\n"


@pytest.mark.parametrize("output_format", REPORTERS)
def test_every_format_writes_every_report(report, output_format):
    for one in (report, ODD, Report()):
        text = one.to(output_format)
        assert text == "" or text.endswith("\n")


def test_an_unknown_format_is_an_error(report):
    with pytest.raises(UnknownNameError, match="no such format of reports: 'xml'; known are text, json"):
        report.to("xml")


def test_groups_are_reports(report):
    assert {name: len(group) for name, group in report.group("file").items()} == {"my refs.bib": len(report)}
    assert list(report.group("severity")) == list(dict.fromkeys(each.severity.value for each in report))
    assert sum(len(group) for group in ODD.group("rule").values()) == 3
    assert list(ODD.group("key")) == ["", "k"]
    with pytest.raises(UnknownNameError, match="no such way to group findings: 'day'"):
        report.group("day")
