"""CSL-JSON: nothing is lost in either direction."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.errors import InvalidValueError
from refgraph.formats.csl_json import dumps, from_item, from_items, loads, to_item, to_items
from refgraph.model import (
    Contributor,
    Date,
    DatePoint,
    Identifier,
    Library,
    Name,
    Organization,
    Role,
    Scheme,
    Work,
    parse_edtf,
)
from refgraph.model.vocabulary import CSL_TYPES, CSL_VARIABLES, Kind

sys.path.insert(0, str(Path(__file__).parents[2]))
from support.works import DATES, LIBRARIES, example_library


def item(**variables):
    return {"id": "a", "type": "book", **variables}


KEPT = [
    pytest.param(item(volume=5, edition="2"), id="numbers and text"),
    pytest.param({"id": 17, "type": "book"}, id="numeric id"),
    pytest.param(item(issued={"date-parts": [["2020", 1]]}), id="numeric strings in a date"),
    pytest.param(item(issued={"date-parts": [[2020], [2021]], "circa": True}), id="range"),
    pytest.param(item(issued={"date-parts": [[2020]], "season": "summer"}), id="season in words"),
    pytest.param(item(issued={"date-parts": [[2020, 14]]}), id="season as a month"),
    pytest.param(item(issued={"raw": "2020-01-05"}), id="raw date"),
    pytest.param(item(issued={"raw": "sometime in May"}), id="raw words"),
    pytest.param(item(issued={"literal": "n.d."}), id="literal date"),
    pytest.param(item(issued="1985/.."), id="EDTF string"),
    pytest.param(item(issued={"date-parts": [[2020, 13, 45]]}), id="impossible date"),
    pytest.param(item(issued={"date-parts": [[]]}), id="empty date"),
    pytest.param(item(issued={}), id="date without anything"),
    pytest.param(item(author=[{"literal": "World Bank"}, {"family": "Plato"}]), id="names"),
    pytest.param(
        item(
            author=[{"family": "King", "given": "M. L.", "suffix": "Jr.", "comma-suffix": True, "static-ordering": 1}]
        ),
        id="name options",
    ),
    pytest.param(item(author=[{"given": "van der Berg", "parse-names": "true"}]), id="names to parse"),
    pytest.param(item(author=[{"family": "A", "literal": "B A"}, {}]), id="odd names"),
    pytest.param(item(author=[]), id="no authors"),
    pytest.param(item(author=["A. Name"], title="T"), id="a name that is none"),
    pytest.param(item(title=None), id="null"),
    pytest.param(item(title=["T"]), id="a title that is a list"),
    pytest.param(item(DOI="https://doi.org/10.1000/x"), id="DOI with resolver"),
    pytest.param(item(custom={"x": 1}, categories=["c"], unheard={"of": [1, None]}), id="unknown keys"),
    pytest.param(item(custom={}), id="empty custom"),
    pytest.param(item(custom="text"), id="custom that is none"),
    pytest.param(
        item(custom={"refgraph": {"extra": [], "order": 5, "truncated": [{}]}}),
        id="odd custom",
    ),
    pytest.param(item(journalAbbreviation="CAS", shortTitle="S"), id="old names"),
    pytest.param({"id": "a", "type": "blogpost"}, id="unknown type"),
    pytest.param({"id": "a", "title": "T"}, id="no type"),
    pytest.param(
        item(archive_location="5", **{"archive-place": "P", "year-suffix": "a", "number-of-pages": "10"}),
        id="rare variables",
    ),
]


@pytest.mark.parametrize("value", KEPT)
def test_an_item_comes_back_as_it_was(value):
    again = to_item(from_item(value))
    assert json.dumps(again, sort_keys=True) == json.dumps(value, sort_keys=True)


@pytest.mark.parametrize(
    ("value", "attribute", "expected"),
    [
        pytest.param(item(volume=5), "volume", "5", id="number"),
        pytest.param(item(issued={"date-parts": [["2020", 1]]}), "issued", Date.of(2020, 1), id="date"),
        pytest.param(item(issued={"raw": "2020-01-05"}), "issued", Date.of(2020, 1, 5), id="raw date"),
        pytest.param(item(issued="1985/.."), "issued", parse_edtf("1985/.."), id="EDTF"),
        pytest.param(item(issued={"date-parts": [[2020, 14]]}), "issued", Date.of(2020, season=2), id="season"),
        pytest.param(
            item(issued={"date-parts": [[-43]], "circa": 1}),
            "issued",
            Date(start=DatePoint(year=-43, approximate=True)),
            id="circa",
        ),
        pytest.param(item(DOI="https://doi.org/10.1000/x"), "doi", "10.1000/x", id="DOI"),
        pytest.param(item(shortTitle="S"), "title_short", "S", id="old name"),
        pytest.param(
            item(issued={"date-parts": [[2020, 13, 45]]}), "issued", Date.of(2020), id="year of an impossible date"
        ),
    ],
)
def test_values_are_typed(value, attribute, expected):
    assert getattr(from_item(value), attribute) == expected


def test_a_changed_value_is_written_anew():
    work = from_item(item(volume=5, issued={"raw": "2020"}))
    changed = Work(
        **{**{name: getattr(work, name) for name in work.__dataclass_fields__}, "volume": "6", "issued": Date.of(2021)}
    )
    assert to_item(changed) == item(volume="6", issued={"date-parts": [[2021]]})


FULL = Work(
    key="a",
    type="report",
    contributors=(
        Contributor(agent=Organization(name="International Energy Agency", acronym="IEA")),
        Contributor(agent=Name(family="Doe", given="J."), role=Role.EDITOR, affiliations=("X",)),
        Contributor(agent=Name(literal="Xi Jinping"), identifiers=(Identifier(Scheme.ORCID, "0000-0002-1825-0097"),)),
    ),
    truncated=(Role.AUTHOR,),
    identifiers=(Identifier(Scheme.ARXIV, "2301.00001"),),
    extra={"memo": "m", "custom": {"x": 1}},
    as_written={"bibtex": {"title": "{T}"}},
)


def test_what_csl_json_cannot_say_goes_to_custom_and_comes_back():
    written = to_item(FULL)
    assert written.keys() == {"id", "type", "author", "editor", "custom"}
    assert written["author"][0] == {"literal": "International Energy Agency"}
    assert written["custom"]["x"] == 1
    assert from_item(json.loads(json.dumps(written))) == FULL


def test_findings_name_the_item():
    library = loads(
        '[{"id": 1, "type": "book"}, 5, {"id": "b", "type": "blogpost", "author": "X", '
        '"issued": {"date-parts": [[2020, 30]]}}]'
    )
    assert library.keys == ("1", "b")
    assert [(each.code, each.field, each.message.split(":")[0]) for each in library.findings] == [
        ("S001", None, "item 1 is no object and was left out"),
        ("E101", "type", "item 2"),
        ("S001", "author", "item 2"),
        ("D305", "issued", "item 2"),
    ]
    assert "months are 1-12" in library.findings[3].message


def test_missing_and_repeated_ids_get_keys():
    library = from_items(
        [{"type": "book", "author": [{"family": "Doe"}]}, item(), item(title="T"), {"id": "a-2", "type": "book"}]
    )
    assert library.keys == ("doend", "a", "a-3", "a-2")
    assert [finding.code for finding in library.findings] == ["U701", "S002"]


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "a", "type": "book"}]',
        '{"id": "a", "type": "book"}',
        '{"items": [{"id": "a", "type": "book"}]}',
        '\ufeff[{"id": "a", "type": "book"}]',
        '{"id": "a", "type": "book"}\n\n{"id": "b", "type": "book"}\n',
    ],
    ids=["list", "one item", "items", "byte order mark", "lines"],
)
def test_shapes_of_files(text):
    assert loads(text)["a"].type == "book"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"id": 1,}]', "not JSON: Expecting property name enclosed in double quotes at line 1, column 11"),
        ('[\n{"id": 1},\n{"id": 2}\n', "line 4, column 1"),
        ("", "line 1, column 1"),
        ("5", "JSON without items"),
        ('{"a": 1}', "JSON without items"),
        ("[NaN]", "NaN is no JSON number"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": 1}\nnot json\nnor this\n', "Extra data at line 2, column 1"),
    ],
    ids=["comma", "end", "empty", "number", "object", "NaN", "deep", "lines"],
)
def test_broken_json_is_pointed_at(text, message):
    with pytest.raises(InvalidValueError, match=message):
        loads(text)


def test_the_example_article_comes_back():
    library = example_library()
    assert loads(dumps(library)).works == library.works


def test_unicode_stays_unless_it_cannot_be_utf_8():
    assert "Алматы" in dumps([Work(key="a", title="Алматы")])
    assert dumps([Work(key="a", title="\ud800")]).isascii()


def test_output_ends_with_a_newline_and_can_be_on_one_line():
    assert dumps(Library()) == "[]\n"
    assert dumps([Work(key="a")], indent=None) == '[{"id": "a", "type": "document"}]\n'


@settings(max_examples=60)
@given(LIBRARIES)
def test_a_library_comes_back(library):
    again = loads(dumps(library))
    assert again.works == library.works
    assert again.findings == ()


@given(DATES)
def test_dates_come_back(date):
    assert from_item(to_item(Work(key="a", issued=date))).issued == date


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 2100)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text("ab1-", max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["date-parts", "literal", "raw", "family", "season"]), inner)
    ),
    max_leaves=6,
)
VALUES = {
    Kind.NAME: st.lists(
        st.dictionaries(
            st.sampled_from(["family", "given", "literal", "suffix", "comma-suffix"]),
            st.text("ab", max_size=3) | st.booleans(),
        ),
        max_size=3,
    ),
    Kind.DATE: st.fixed_dictionaries(
        {
            "date-parts": st.lists(
                st.lists(st.integers(1, 2100) | st.just("5"), min_size=1, max_size=3), min_size=1, max_size=2
            )
        },
        optional={"season": st.integers(1, 4), "circa": st.booleans(), "literal": st.text("ab")},
    ),
    Kind.STANDARD: st.text(max_size=5) | st.integers(),
    Kind.NUMBER: st.text("12ab-", max_size=5) | st.integers(),
}
ITEMS = st.fixed_dictionaries(
    {"id": st.text(min_size=1) | st.integers(), "type": st.sampled_from(CSL_TYPES)},
    optional={name: JSON | VALUES[kind] for name, kind in CSL_VARIABLES.items()} | {"unheard-of": JSON, "custom": JSON},
)


@settings(max_examples=200)
@given(ITEMS)
def test_any_item_comes_back(value):
    again = to_item(from_item(value))
    assert json.dumps(again, sort_keys=True) == json.dumps(value, sort_keys=True)
    assert from_item(again) == from_item(value)


@given(st.lists(JSON, max_size=4))
def test_any_json_list_is_read(values):
    library = from_items(values)
    assert len(to_items(library)) + sum("left out" in each.message for each in library.findings) == len(values)
