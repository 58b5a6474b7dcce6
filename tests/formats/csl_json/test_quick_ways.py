"""Quick ways of reading and writing CSL-JSON, which give what the slow ones give."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.errors import InvalidValueError
from refgraph.formats.csl_json import dumps, from_item, from_items, loads, reading, to_items
from refgraph.formats.csl_json.layout import indented
from refgraph.formats.csl_json.names import read_name, write_name
from refgraph.model import Contributor, Name, Organization, Work

PARTS = st.sampled_from(["Ito", "K.", "", "Ō"]) | st.none() | st.integers(0, 1) | st.booleans()
NAMES = st.lists(
    st.dictionaries(st.sampled_from(["family", "given", "suffix", "literal", "parse-names"]), PARTS)
    | st.fixed_dictionaries({"family": st.sampled_from(["Ito", "Abe"]), "given": st.sampled_from(["K.", "Ken"])})
    | st.sampled_from(["Ito", None, {"family": ["Ito"]}, {"literal": "Water Board"}]),
    max_size=3,
)
PIECES = st.sampled_from([1, True, 1.0, "1", 1990, "1990", 13, 5, 31, -43, "", None])
DATES = st.sampled_from(["1990", {"raw": "1990-05"}, {"literal": "soon"}, {}, 5, None]) | st.fixed_dictionaries(
    {"date-parts": st.lists(st.lists(PIECES, max_size=3), max_size=2)}, optional={"circa": st.booleans()}
)
TEXTS = st.sampled_from(
    ["Salt", "", "10.1000/salt", "doi:10.1000/salt", "10.1000/a%2Fb", "10.1000/doi.org/10.1000/x", " x"]
)
VALUES = TEXTS | st.sampled_from([5, 5.0, True, None, ["x"], {"a": 1}])
ITEMS = st.fixed_dictionaries(
    {},
    optional={
        "id": TEXTS | st.sampled_from([1, True, None]),
        "type": st.sampled_from(["book", "blogpost", None, 5]),
        **dict.fromkeys(("title", "DOI", "volume", "section", "shortTitle", "title-short", "memo", "custom"), VALUES),
        **dict.fromkeys(("author", "editor"), NAMES | VALUES),
        **dict.fromkeys(("issued", "accessed", "unheard-of"), DATES),
    },
)


def read(item):
    problems = []
    work = from_item(item, problems)
    return repr(work), work, problems


@settings(max_examples=300)
@given(ITEMS)
def test_an_item_is_read_the_quick_ways_as_without_them(item):
    quickly = read(item)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_TEXTS", {})
        patch.setattr(reading, "_USUAL_PARTS", {None})
        patch.setattr(reading, "_PLAIN_DOI", re.compile("(?!)"))
        patch.setattr(reading, "_date_key", lambda _: None)
        assert quickly == read(item)


@given(st.lists(ITEMS, max_size=5))
def test_items_that_share_names_and_dates_are_read_as_each_alone(items):
    items = [{**item, "id": f"k{number}"} for number, item in enumerate(items)]
    works = from_items(items).works
    assert list(map(repr, works)) == [repr(from_item(item)) for item in items]


def test_true_is_not_taken_for_a_1_that_was_seen_before():
    months = (1, True, 1.0, "1")
    dates = [{"id": repr(each), "type": "book", "issued": {"date-parts": [[1990, each]]}} for each in months]
    assert [each.as_written.get("issued") for each in from_items(dates)] == [
        None,
        *(each["issued"] for each in dates[1:]),
    ]
    assert json.dumps(to_items(from_items(dates))) == json.dumps(dates)


def test_reading_leaves_the_items_as_they_are():
    items = [{"id": "a", "type": "book", "author": [{"family": "Ito"}]}, {"id": "b", "type": "book"}]
    from_items(items)
    assert items == [{"id": "a", "type": "book", "author": [{"family": "Ito"}]}, {"id": "b", "type": "book"}]


@pytest.mark.parametrize(
    ("text", "message", "span"),
    [
        pytest.param('[{"id": "a"}] x', "not JSON: Extra data at line 1, column 15", (14, 15), id="more after a list"),
        pytest.param(
            '[{"id": "NaN"},\n{"id": NaN}]',
            "not JSON: NaN is no JSON number at line 2, column 8",
            (23, 24),
            id="no number",
        ),
        pytest.param(
            f'[{{"id": -{"1" * 5000}}}]',
            "not JSON: -1111111111111111111... is too long at line 1, column 9",
            (8, 9),
            id="a number that Python does not read",
        ),
    ],
)
def test_broken_lines_are_pointed_at(text, message, span):
    with pytest.raises(InvalidValueError) as caught:
        loads(text)
    assert str(caught.value).startswith(message)
    assert caught.value.span == span


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1" * 5000])
def test_a_line_with_what_is_no_number_costs_no_other(number):
    lines = ['{"id": "a", "title": "NaN"}', f'{{"id": "b", "title": "\\"NaN", "volume": {number}}}', '{"id": "c"}']
    library = loads("\n".join(lines), "x.jsonl")
    assert library.keys == ("a", "c")
    (finding,) = (each for each in library.findings if each.code == "S001")
    assert finding.place == f"x.jsonl:2:{lines[1].index(': ' + number) + 3}"
    assert number[:20] in finding.message


def test_lines_are_read_like_a_list():
    items = [{"id": "a", "type": "book", "title": "Salt"}, {"id": "b", "title": 5}, 7]
    texts = [json.dumps(item) for item in items]
    assert loads("\n\n".join(texts)) == loads("[" + "\n,\n".join(texts) + "]")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["\ud800", "\u2028", '"\\']),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner) | st.tuples(inner),
    max_leaves=10,
)


@given(JSON, st.sampled_from([0, 1, 2, 4]))
def test_json_is_laid_out_as_python_does_it(value, indent):
    assert indented(value, indent) == json.dumps(value, ensure_ascii=False, indent=indent)


def test_json_that_is_nested_deeply_is_laid_out_too():
    value = []
    for _ in range(400):
        value = [value]
    assert indented(value, 1) == json.dumps(value, indent=1)


def test_half_a_surrogate_pair_is_escaped():
    assert json.loads(dumps([Work(key="a", title="\ud800é")]))[0]["title"] == "\ud800é"
    assert dumps([Work(key="a", title="\ud800é")]).isascii()
    assert "é" in dumps([Work(key="a", title="é")])


PERSONS = st.builds(Name, **dict.fromkeys(("family", "given", "suffix", "literal"), st.sampled_from([None, "", "Ito"])))


@given(PERSONS)
def test_what_csl_json_cannot_say_of_a_name_is_found(name):
    (item,) = to_items([Work(key="a", contributors=(Contributor(agent=name),))])
    assert ("custom" in item) == (read_name(write_name(name)) != name)
    assert from_item(item).contributors == (Contributor(agent=name),)


def test_an_organisation_is_written_as_a_literal():
    assert write_name(Organization(name="Water Board")) == {"literal": "Water Board"}


def test_a_broken_line_costs_no_other():
    library = loads(
        '{"id": "a", "type": "book"}\r\n{"id": \n\n{"id": "b", "type": "book", "title": "one\u2028line"}\n', "x.jsonl"
    )
    assert library.keys == ("a", "b")
    assert library["b"].title == "one\u2028line"
    (finding,) = library.findings
    assert (finding.file, finding.line, finding.column) == ("x.jsonl", 2, 8)
    assert finding.value == '{"id":'
    assert "the line is not JSON (Expecting value) and was left out" in finding.message
