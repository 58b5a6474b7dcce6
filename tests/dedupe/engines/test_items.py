"""CSL-JSON items become the records of their works, however odd they are and whatever stands beside them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe.prepare import prepare
from refgraph.formats.csl_json.library import entries_of_lines

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


def expected(texts):
    """Return the records and findings of items by way of their works, each read by itself."""
    entries = [(place, each) for place, text in enumerate(texts) for each in entries_of_lines([(1, text)])]
    return [record for _, each in entries if each.work for record in prepare([each.work])], [
        (place, finding) for place, each in entries for finding in each.findings
    ]


@given(st.lists(items, max_size=6))
def test_the_records_are_those_of_the_works(values):
    texts = [json.dumps(each) for each in values]
    assert prepare_items(texts) == expected(texts)


@given(st.lists(items, max_size=4))
def test_what_is_spelled_otherwise_is_the_same(values):
    plain = [json.dumps(each) for each in values]
    spaced = [
        json.dumps(each, ensure_ascii=not json.dumps(each, ensure_ascii=False).isprintable(), indent=1)
        for each in values
    ]
    assert prepare_items(spaced) == expected(plain)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param('{"id": "b", "type": "book"', "not JSON", id="cut off"),
        pytest.param('{"id": "b", "type": "book"}, {"id": "c", "type": "book"}', "not JSON", id="two items"),
        pytest.param('{"id": "b", "type": "book"} {"id": "c", "type": "book"}', "not JSON", id="no comma"),
        pytest.param('{"id": "b", "type": "book", "volume": NaN}', "NaN is no JSON number", id="not a number"),
        pytest.param("", "not JSON", id="nothing"),
        pytest.param("7", "no object", id="no item"),
        pytest.param("[" * 100_000, "nested too deeply", id="too deep"),
    ],
)
def test_what_is_not_one_item_costs_no_other(text, said):
    records, findings = prepare_items(['{"id": "a", "type": "book"}', text, '{"id": "d", "type": "book"}'])
    assert [each.key for each in records] == ["a", "d"]
    assert [(place, said in each.message) for place, each in findings] == [(1, True)]


def test_items_in_a_collection_are_items():
    records, findings = prepare_items(['{"items": [{"id": "a", "type": "book"}, {"id": "b", "type": "book"}]}'])
    assert ([each.key for each in records], findings) == (["a", "b"], [])


def test_the_last_of_repeated_variables_counts():
    (record,), findings = prepare_items(['{"id": "a", "type": "book", "title": "One", "title": "Two", "id": "b"}'])
    assert (record.key, record.title, findings) == ("b", "two", [])
