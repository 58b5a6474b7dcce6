import json
from pathlib import Path
from random import Random

import pytest

from refgraph.parse.training.synthetic.show import shown
from refgraph.parse.training.synthetic.styled import styled
from refgraph.parse.training.synthetic.styled.choice import Choice, choose
from refgraph.parse.training.synthetic.styled.labelling import labelled
from refgraph.parse.training.synthetic.styled.printing import printed

HERE = Path(__file__).parent
ITEMS = json.loads((HERE / "items.json").read_text(encoding="utf-8"))
GOLDEN = [block.split("\n") for block in (HERE / "golden.txt").read_text(encoding="utf-8").strip().split("\n\n")]


def example_of(name, style, locale=None, language="en"):
    item = {**ITEMS[name], "id": "i", "language": language}
    entry = next(printed(Random(0), [item], Choice(style, locale, "")))
    return labelled(entry, item, "")


@pytest.mark.parametrize(("case", "expected"), GOLDEN, ids=[case for case, _ in GOLDEN])
def test_fields_of_a_printed_item(case, expected):
    assert shown(example_of(*case.split(" / "))) == expected


def test_what_is_printed_twice_in_an_entry_is_left_out():
    item = {**ITEMS["book"], "id": "i", "language": "it"}
    entry = next(printed(Random(0), [item], Choice("rassegna-degli-archivi-di-stato", None, "note")))
    assert labelled(entry, item, "") is None


def test_notes_cite_items_with_a_place_in_them():
    items = [{**ITEMS["book"], "id": f"i{number}", "language": "en"} for number in range(20)]
    entries = list(printed(Random(3), items, Choice("chicago-notes-bibliography", None, "note")))
    assert any(span.variable == "locator" for entry in entries for span in entry.spans)


def test_an_item_of_a_language_is_often_printed_in_its_own_words():
    batch = [{"id": "a", "language": "ru"}]
    chosen = [choose(Random(seed), batch) for seed in range(60)]
    assert sum((choice.locale or "").startswith("ru") for choice in chosen) > 30
    assert len({choice.style for choice in chosen}) > 10


def test_styled_examples_of_many_items_keep_their_language():
    items = [{**item, "id": name, "language": "en"} for name, item in ITEMS.items()]
    examples = list(styled(Random(1), items))
    assert len(examples) > len(items) / 2
    assert {example.lang for example in examples} == {"en"}
    assert all(example.source.startswith("csl/") for example in examples)
