import gzip
import json
from itertools import islice
from random import Random

import pytest

from refgraph.csl import CitationProcessor
from refgraph.parse.training.synthetic.records import identifiers as made
from refgraph.parse.training.synthetic.records import records
from refgraph.parse.training.synthetic.records.drawing import Draw
from refgraph.parse.training.synthetic.records.grammar import languages, words_of
from refgraph.parse.training.synthetic.records.invented import invented
from refgraph.parse.training.synthetic.records.kinds import KINDS
from refgraph.parse.training.synthetic.records.pools import Pools
from refgraph.parse.training.synthetic.records.sample import load_sample

SLOTS = {"n", "num", "nn", "N", "Y", "R", "P", "G", "C", "coined"}
NONE = Pools({})


def test_the_same_seed_gives_the_same_records():
    assert list(records(5, 40)) == list(records(5, 40))
    assert list(records(5, 40)) != list(records(6, 40))


def test_ids_count_and_languages_can_be_chosen():
    found = list(records(1, 60, languages=["kk", "ja"]))
    assert [item["id"] for item in found] == [f"r{number}" for number in range(60)]
    assert {item["language"] for item in found} == {"kk", "ja"}


@pytest.mark.parametrize("language", languages())
def test_every_slot_of_a_language_has_a_list(language):
    words = words_of(language)
    used = {slot for parts in words._rules.values() for rule in parts for _, slot, _ in rule if slot}
    assert used - SLOTS - set(words._rules) == set()
    for rule in words._rules:
        assert "{" not in words.draw(Random(rule), rule)


@pytest.mark.parametrize("language", languages())
def test_titles_of_a_language_hardly_repeat(language):
    words = words_of(language)
    rng = Random(language)
    titles = {words.draw(rng, "title") for _ in range(400)}
    assert len(titles) > 280


@pytest.mark.parametrize(
    ("make", "needs"), [(make, needs) for make, _, needs in KINDS], ids=lambda kind: getattr(kind, "__name__", "")
)
def test_every_kind_is_printed_by_the_engine(make, needs):
    words = words_of("en")
    assert all(rule in words for rule in needs.split())
    items = []
    for seed in range(8):
        item = make(Draw(Random(seed), words, NONE))
        items.append({"id": f"i{seed}", **{name: value for name, value in item.items() if value}})
    processor = CitationProcessor(items, "modern-language-association", "text")
    processor.include(processor.ids)
    entries = processor.bibliography(spans=True).entries
    assert len(entries) == 8
    assert all(entry.text.strip() for entry in entries)


def test_there_are_many_kinds_and_languages():
    kinds = {invented(Random(seed), NONE)["type"] for seed in range(1500)}
    assert len(kinds) >= 25
    assert len(languages()) >= 22


def test_identifiers_have_right_check_digits():
    for seed in range(200):
        digits = made.isbn(Random(seed)).replace("-", "")
        if len(digits) == 13:
            assert sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0
        else:
            values = [10 if digit == "X" else int(digit) for digit in digits]
            assert sum((10 - at) * value for at, value in enumerate(values)) % 11 == 0


def test_addresses_and_dois_have_no_open_slots():
    for seed in range(300):
        rng = Random(seed)
        for text in (
            made.doi(rng, 2001, "Acta X"),
            made.url(rng, "de", "Über Čapek", "Die Zeit", 2003),
            made.code(rng),
        ):
            assert not set("{}#@ ") & set(text) - {" "}


def test_a_folder_without_records_gives_an_empty_sample(tmp_path):
    assert load_sample(tmp_path).languages() == frozenset()


def test_records_of_a_folder_are_cleaned_and_mixed_in(tmp_path):
    good = {
        "id": "1",
        "type": "book",
        "title": "A Grammar of Nowhere",
        "publisher": "Köln: Institut",
        "language": "English",
    }
    rows = [good | {"author": [{"family": "Doe", "given": "Ann"}], "language": "English"}, good | {"title": "__"}]
    with gzip.open(tmp_path / "cldf.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write("\n".join(map(json.dumps, rows)))
    sample = load_sample(tmp_path)
    assert sample.languages() == {"en"}
    [item] = sample.items["en"]
    assert (item["publisher-place"], item["publisher"]) == ("Köln", "Institut")
    found = list(islice(records(1, 60, tmp_path, ["en"]), 60))
    assert sum(each["title"] == "A Grammar of Nowhere" for each in found) > 5
