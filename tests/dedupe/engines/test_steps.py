"""Rules on columns: what is packed comes back, and rows do not depend on how they are batched."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe.engines.steps import KEYS, PREPARE, columns_of, comparisons_of, scoring
from refgraph.dedupe.evidence import THRESHOLD
from refgraph.dedupe.keys import block_keys, word_counts
from refgraph.dedupe.packing import pack, unpack
from refgraph.dedupe.prepare import prepare
from refgraph.dedupe.score import score
from refgraph.errors import DuplicateKeyError
from refgraph.formats.csl_json import dumps, loads
from refgraph.model import Contributor, Date, Library, Name, Organization, Work

# Letters, digits and what a careless program leaves in a field: separators, line ends, null characters.
texts = st.none() | st.text(st.sampled_from("abcÄжя日 0123456789.:;-–()[]{}&<>/\\'\"\n\t\x00\x1d\x1e\x1f"), max_size=30)
agents = st.builds(Name, family=texts.map(lambda text: text or "x"), given=texts) | st.builds(
    Organization, name=texts.map(lambda text: text or "x")
)
wild = st.builds(
    Work,
    key=st.just("k"),
    type=st.sampled_from(("article-journal", "book", "chapter", "paper-conference")),
    title=texts,
    contributors=st.lists(st.builds(Contributor, agent=agents), max_size=3).map(tuple),
    issued=st.none() | st.integers(0, 2100).map(Date.of),
    container_title=texts,
    volume=texts,
    issue=texts,
    page=texts,
    edition=texts,
    doi=texts,
    isbn=texts,
)

NAZARBAYEV = {"author": [{"family": "Nazarbayev", "given": "N."}], "issued": {"date-parts": [[2001]]}}
ITEMS = [
    {"id": "a", "type": "article-journal", "title": "Energy policy of Kazakhstan", "volume": "3"} | NAZARBAYEV,
    {"id": "ж", "type": "article-journal", "title": "Energy policy of Kazakhstan"} | NAZARBAYEV,
    {"id": "c", "type": "book", "title": "Water: a history", "publisher": "Brill", "DOI": "10.1234/water"},
    {"id": "d", "type": "article-journal", "title": "Energy policy of Kazakhstan: erratum", "volume": "3"} | NAZARBAYEV,
    {"id": "e", "type": "book"},
]


def rows(columns):
    """Return columns as a set of rows, the words of a field in one order."""
    found = zip(*columns.values(), strict=True)
    return {tuple(" ".join(sorted(str(each).split(" "))) for each in row) for row in found}


def rows_one_by_one(step, columns):
    """Return the rows that a step makes of batches of one row each."""
    length = len(next(iter(columns.values())))
    batches = ({name: [values[place]] for name, values in columns.items()} for place in range(length))
    return set().union(*(rows(step.function(batch)) for batch in batches))


@given(wild)
def test_a_packed_record_comes_back(work):
    (record,) = prepare([work])
    assert unpack("k", pack(record)) == record


@given(wild, wild)
def test_records_are_equal_where_their_texts_are(one, other):
    left, right = prepare([one, other])
    assert (pack(left) == pack(right)) == (left == right)


def test_csl_json_items_become_the_records_that_their_works_do():
    made = PREPARE.function({"item": [json.dumps(each) for each in ITEMS]})
    expected = columns_of(prepare(loads(json.dumps(ITEMS)).works))
    assert made["id"] == [each["id"] for each in ITEMS]
    assert rows(made) == rows(expected)
    assert [*made] == [*PREPARE.columns]


@pytest.mark.parametrize(
    ("items", "message"),
    [
        pytest.param(['{"type": "book", "title": "Water"}'], "the item has no id", id="no id"),
        pytest.param(['{"type": "book", "id": "a"}'] * 2, "the id 'a' is there twice", id="one id twice"),
    ],
)
def test_items_whose_ids_would_depend_on_the_batch_are_refused(items, message):
    with pytest.raises(DuplicateKeyError, match=message):
        PREPARE.function({"item": items})


def test_the_records_of_items_do_not_depend_on_their_batch():
    items = {"item": [json.dumps(each) for each in ITEMS]}
    assert rows_one_by_one(PREPARE, items) == rows(PREPARE.function(items))


def test_keys_do_not_depend_on_their_batch_and_are_those_of_the_process():
    records = prepare(loads(json.dumps(ITEMS)).works)
    rare = ["energy", "energy", None, "energy", None], ["policy", "policy", None, "policy", None], [None] * 5
    batch = {"id": [each.key for each in records], "record": [*map(pack, records)]}
    batch |= dict(zip(("rare1", "rare2", "rare3"), rare, strict=True))
    made = KEYS.function(batch)
    assert rows_one_by_one(KEYS, batch) == rows(made)
    counts = {word: count for word, count in word_counts(records).items() if word != "kazakhstan"}
    assert made["blocks"] == ["\n".join(block_keys(each, counts)) for each in records]


def test_scores_do_not_depend_on_their_batch_and_are_those_of_the_process():
    records = prepare(loads(json.dumps(ITEMS)).works)
    records.sort(key=lambda each: each.key)
    places = [(a, b) for b in range(len(records)) for a in range(b)]
    pairs = [(records[a], records[b]) for a, b in places]
    batch = {"a": [one.key for one, _ in pairs], "b": [other.key for _, other in pairs]}
    batch |= {"one": [pack(one) for one, _ in pairs], "other": [pack(other) for _, other in pairs]}
    step = scoring(THRESHOLD)
    made = step.function(batch)
    assert [*made] == [*step.columns]
    assert rows_one_by_one(step, batch) == rows(made)
    assert comparisons_of(made) == score(records, places)
    assert made["a"], "something is compared"


def test_no_rows_give_no_rows():
    for step, columns in ((PREPARE, ["item"]), (KEYS, ["id", "record", "rare1", "rare2", "rare3"])):
        assert step.function({name: [] for name in columns}) == {name: [] for name in step.columns}
    step = scoring(THRESHOLD)
    assert step.function({name: [] for name in ("a", "b", "one", "other")}) == {name: [] for name in step.columns}


def test_works_written_as_lines_are_prepared_as_they_are():
    works = (Work(key="x", title="Energie & Wasser", contributors=(Contributor(agent=Name(family="Müller")),)),)
    items = json.loads(dumps(Library(works=works)))
    assert rows(PREPARE.function({"item": [json.dumps(each) for each in items]})) == rows(columns_of(prepare(works)))
