"""CSL-JSON items become the records of their works, however odd they are and whatever stands beside them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe.prepare import prepare
from refgraph.errors import InvalidValueError
from refgraph.formats.csl_json.library import from_items

pytest.importorskip("msgspec", reason="the extra duckdb is not installed")

from refgraph.dedupe.prepare.items import prepare_items

odd = st.sampled_from((None, 3, 1.5, True, [], {}, "", "\ud800", ["a"], {"a": 1}, [[1]]))
texts = st.sampled_from(
    ("Energy policy", "Вода: a history (2001)", "39(2)", "10.1234/one", "to appear in Trade", "é & <i>x</i>")
)
parts = st.sampled_from(
    ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle", "nickname")
)
names = st.fixed_dictionaries({"family": texts, "given": st.sampled_from(("A.", "Anna", "et al.", "others"))})
agents = st.lists(names | st.dictionaries(parts, texts | odd, max_size=3) | odd, max_size=3)
numbers = st.integers(-1, 40) | st.sampled_from((1999, 2001, 12345, "1999", 1999.0, True))
dates = st.builds(lambda days: {"date-parts": days}, st.lists(st.lists(numbers, max_size=4), max_size=2))
VALUES = {
    **dict.fromkeys(
        ("title", "container-title", "event-title", "note", "volume", "issue", "page", "number", "DOI", "URL"), texts
    ),
    **dict.fromkeys(
        ("ISBN", "PMID", "publisher", "edition", "original-title", "journalAbbreviation", "cluster"), texts
    ),
    **dict.fromkeys(("author", "editor", "translator", "director"), agents | st.lists(names, min_size=1, max_size=2)),
    **dict.fromkeys(("issued", "accessed"), dates | st.just({"date-parts": [[2001, 5]]}) | st.just({"raw": "2001"})),
    "custom": st.just({"a": 1}),
    "id": st.sampled_from(("a", "b", 7)),
    "type": st.sampled_from(("book", "article-journal", "nonsense")),
}
items = (
    st.fixed_dictionaries(
        {"id": st.sampled_from(("a", "b", "ж")), "type": st.sampled_from(("book", "article-journal"))},
        optional={name: values for name, values in VALUES.items() if name not in {"custom", "id", "type"}},
    )
    | st.fixed_dictionaries({}, optional={name: values | odd for name, values in VALUES.items()})
    | odd
)


def expected(values):
    """Return the records and findings of items by way of their works, each read by itself."""
    libraries = [from_items([each]) for each in values]
    return [record for each in libraries for record in prepare(each.works)], [
        finding for each in libraries for finding in each.findings
    ]


@given(st.lists(items, max_size=6))
def test_the_records_are_those_of_the_works(values):
    assert prepare_items([json.dumps(each) for each in values]) == expected(values)


@given(st.lists(items, max_size=4))
def test_what_is_spelled_otherwise_is_the_same(values):
    spaced = [
        json.dumps(each, ensure_ascii=not json.dumps(each, ensure_ascii=False).isprintable(), indent=1)
        for each in values
    ]
    assert prepare_items(spaced) == expected(values)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"id": "b", "type": "book"', id="cut off"),
        pytest.param('{"id": "b", "type": "book"}, {"id": "c", "type": "book"}', id="two items"),
        pytest.param('{"id": "b", "type": "book"} {"id": "c", "type": "book"}', id="two items without a comma"),
        pytest.param("", id="nothing"),
        pytest.param("[" * 100_000, id="too deep"),
    ],
)
def test_what_is_not_one_json_value_is_refused(text):
    with pytest.raises(InvalidValueError, match="not JSON"):
        prepare_items(['{"id": "a", "type": "book"}', text, '{"id": "d", "type": "book"}'])


def test_the_last_of_repeated_variables_counts():
    (record,), findings = prepare_items(['{"id": "a", "type": "book", "title": "One", "title": "Two", "id": "b"}'])
    assert (record.key, record.title, findings) == ("b", "two", [])
