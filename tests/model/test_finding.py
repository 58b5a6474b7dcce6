"""Findings and errors say what is wrong, and where."""

from __future__ import annotations

import json

import pytest

from refgraph import errors
from refgraph.model import Finding, Fix, Severity

FINDING = Finding(
    code="I211",
    slug="isbn-checksum",
    message="the check digit is wrong",
    severity=Severity.ERROR,
    file="references.bib",
    line=12,
    column=3,
    key="allison2018",
    field="isbn",
    value="0-306-40615-3",
    span=(100, 113),
    fix=Fix(start=100, end=113, replacement="0-306-40615-2"),
)


def test_a_finding_is_one_line_with_its_place():
    assert str(FINDING) == "references.bib:12:3: error I211 isbn-checksum: the check digit is wrong"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        pytest.param({}, "<data>", id="no file"),
        pytest.param({"file": "a.bib"}, "a.bib", id="file"),
        pytest.param({"file": "a.bib", "line": 3}, "a.bib:3", id="line"),
        pytest.param({"file": "a.bib", "column": 3}, "a.bib", id="a column needs a line"),
    ],
)
def test_the_place_is_as_exact_as_is_known(place, text):
    assert Finding(code="S001", slug="x", message="m", **place).place == text


def test_a_finding_is_json():
    values = json.loads(json.dumps(FINDING.to_dict()))
    assert (values["severity"], values["span"], values["edge"], values["fixable"]) == ("error", [100, 113], None, True)


def test_severities_are_ranked():
    assert [severity.rank for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param({}, "it is wrong", id="problem"),
        pytest.param({"text": "2018-13"}, "it is wrong: '2018-13'", id="text"),
        pytest.param({"text": "2018-13", "span": (5, 7)}, "it is wrong: '13' at 5-7 of '2018-13'", id="span"),
        pytest.param(
            {"text": "2018-13", "span": (5, 7), "hint": "months are 1-12"},
            "it is wrong: '13' at 5-7 of '2018-13'; months are 1-12",
            id="hint",
        ),
    ],
)
def test_an_error_says_what_is_wrong_where_and_what_would_be_right(arguments, message):
    assert str(errors.InvalidValueError("it is wrong", **arguments)) == message


def test_a_long_text_is_cut_to_the_surroundings_of_the_bad_piece():
    text = "a" * 300 + "BAD" + "b" * 300
    message = str(errors.InvalidValueError("it is wrong", text=text, span=(300, 303)))
    assert message.startswith("it is wrong: 'BAD' at 300-303 of '…")
    assert "BADb" in message.partition(" of ")[2]
    assert len(message) < 300


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (errors.InvalidValueError, ValueError),
        (errors.UnknownNameError, LookupError),
        (errors.DuplicateKeyError, ValueError),
        (errors.UnreadableFileError, OSError),
        (errors.UnwritableFileError, OSError),
        (errors.ConfigurationError, ValueError),
        (errors.FindingsError, AssertionError),
    ],
    ids=lambda each: each.__name__,
)
def test_errors_are_refgraph_errors_and_the_fitting_builtin(error, builtin):
    raised = error("it is wrong", hint="do right")
    assert isinstance(raised, errors.RefgraphError)
    assert isinstance(raised, builtin)
    assert str(raised) == "it is wrong; do right"


@pytest.mark.parametrize("error", [errors.UnreadableFileError, errors.UnwritableFileError])
def test_a_file_error_begins_with_the_path(error):
    raised = error("permission denied", path="a.bib", hint="make it readable")
    assert str(raised) == "a.bib: permission denied; make it readable"
    assert raised.path == "a.bib"
