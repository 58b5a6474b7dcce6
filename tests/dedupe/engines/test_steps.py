"""Rules on columns: what is packed comes back, and rows do not depend on how they are batched."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe.engines.steps import (
    PREPARE,
    RECORDS,
    columns_of,
    comparisons_of,
    finding_of,
    placed,
    records_of,
    scoring,
)
from refgraph.dedupe.evidence import THRESHOLD
from refgraph.dedupe.keys import keys_with
from refgraph.dedupe.packing import pack, unpack
from refgraph.dedupe.prepare import prepare
from refgraph.dedupe.score import score
from refgraph.errors import DuplicateKeyError, InvalidValueError
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
    """Return columns as a set of rows, the values of a list in one order."""
    found = zip(*columns.values(), strict=True)
    return {tuple(tuple(sorted(each)) if isinstance(each, list) else each for each in row) for row in found}


def rows_one_by_one(step, columns):
    """Return the rows that a step makes of batches of one row each."""
    length = len(next(iter(columns.values())))
    batches = ({name: [values[place]] for name, values in columns.items()} for place in range(length))
    return set().union(*(rows(step.function(batch)) for batch in batches))


@given(wild)
def test_a_packed_record_comes_back(work):
    records = prepare([work])
    assert unpack(["k"], pack(records)) == records


@given(wild, wild)
def test_records_are_equal_where_their_texts_are(one, other):
    records = prepare([one, other])
    assert len(set(pack(records))) == len(set(records))


def test_csl_json_items_become_the_records_that_their_works_do():
    made = PREPARE.function({"item": [json.dumps(each) for each in ITEMS]})
    expected = placed(prepare(loads(json.dumps(ITEMS)).works))
    assert made["id"] == [each["id"] for each in ITEMS]
    assert rows({name: made[name] for name in RECORDS}) == rows(expected)
    assert [*made] == [*PREPARE.columns]
    assert made["finding"] == [None] * len(ITEMS)


@pytest.mark.parametrize(
    ("item", "error", "message"),
    [
        pytest.param('{"type": "book", "title": "Water"}', DuplicateKeyError, "the item has no id", id="no id"),
        pytest.param('{"type": "nonsense", "id": "a"}', InvalidValueError, "no CSL type", id="a type that is none"),
        pytest.param('{"type": "book", "id": "a"', InvalidValueError, "not JSON", id="cut off"),
        pytest.param("7", InvalidValueError, "no object", id="no item"),
    ],
)
def test_items_of_which_something_is_to_be_said_are_refused(item, error, message):
    with pytest.raises(error, match=message):
        records_of(['{"id": "b", "type": "book"}', item])


@pytest.mark.parametrize(
    ("item", "keys", "said"),
    [
        pytest.param('{"type": "book", "title": "Water"}', "bc", "the item has no id and was left out", id="no id"),
        pytest.param('{"type": "nonsense", "id": "a"}', "bac", "'nonsense' is no CSL type", id="a type that is none"),
        pytest.param(
            '{"type": "book", "id": "a"',
            "bc",
            "the line is not JSON (Expecting ',' delimiter) and was left out",
            id="cut off",
        ),
        pytest.param("7", "bc", "the item is no object and was left out", id="no item"),
    ],
)
def test_a_step_says_what_is_to_be_said_of_an_item_beside_the_others(item, keys, said):
    made = PREPARE.function({"item": ['{"id": "b", "type": "book"}', item, "", " ", '{"id": "c", "type": "book"}']})
    assert made["id"] == [*keys, None]
    told = finding_of(made["finding"][-1])
    assert (told.value, told.message.startswith(said)) == (item, True)
    assert made["finding"][:-1] == [None] * len(keys)


def test_the_records_of_items_do_not_depend_on_their_batch():
    items = {"item": [json.dumps(each) for each in ITEMS]}
    assert rows_one_by_one(PREPARE, items) == rows(PREPARE.function(items))


def test_blocks_are_the_keys_that_rest_on_no_rare_word():
    records = prepare(loads(json.dumps(ITEMS)).works)
    columns = columns_of(records)
    found = [own + common for own, common in zip(columns["blocks"], columns["common"], strict=True)]
    assert found == [keys_with(each, ()) for each in records]


def test_equal_records_and_no_others_share_a_text():
    columns = PREPARE.function({"item": [json.dumps(each | {"id": key}) for key in "xy" for each in ITEMS]})
    packed = columns["record"]
    assert packed[: len(ITEMS)] == packed[len(ITEMS) :]
    assert len(set(packed)) == len(ITEMS)


def test_scores_do_not_depend_on_their_batch_and_are_those_of_the_process():
    records = prepare(loads(json.dumps(ITEMS)).works)
    records.sort(key=lambda each: each.key)
    places = [(a, b) for b in range(len(records)) for a in range(b)]
    pairs = [(records[a], records[b]) for a, b in places]
    batch = {"a": [one.key for one, _ in pairs], "b": [other.key for _, other in pairs]}
    batch |= {"one": pack([one for one, _ in pairs]), "other": pack([other for _, other in pairs])}
    step = scoring(THRESHOLD)
    made = step.function(batch)
    assert [*made] == [*step.columns]
    assert rows_one_by_one(step, batch) == rows(made)
    assert comparisons_of(made) == score(records, places)
    assert made["a"], "something is compared"


def test_no_rows_give_no_rows():
    assert PREPARE.function({"item": []}) == {name: [] for name in PREPARE.columns}
    step = scoring(THRESHOLD)
    assert step.function({name: [] for name in ("a", "b", "one", "other")}) == {name: [] for name in step.columns}


def test_works_written_as_lines_are_prepared_as_they_are():
    works = (Work(key="x", title="Energie & Wasser", contributors=(Contributor(agent=Name(family="Müller")),)),)
    items = json.loads(dumps(Library(works=works)))
    made = PREPARE.function({"item": [json.dumps(each) for each in items]})
    assert rows({name: made[name] for name in RECORDS}) == rows(placed(prepare(works)))
