"""References printed through templates: every pattern prints, spans are right, the same seed gives the same."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from random import Random

import pytest

from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example
from refgraph.parse.training.synthetic.show import shown
from refgraph.parse.training.synthetic.templates import templates
from refgraph.parse.training.synthetic.templates.__main__ import main
from refgraph.parse.training.synthetic.templates.pattern import compiled
from refgraph.parse.training.synthetic.templates.printing import Order, printed
from refgraph.parse.training.synthetic.templates.scene import Scene
from refgraph.parse.training.synthetic.templates.styles import Style, styles
from refgraph.parse.training.synthetic.templates.words import languages, words_of

_STYLES = {style.name: style for style in styles()}
_EDGES = set(" \t\u00a0,;:")
_ITEM = {
    "type": "article-journal",
    "title": "Water and power",
    "container-title": "Journal of Rivers",
    "author": [{"family": "Berg", "given": "Anna"}],
    "issued": {"date-parts": [[2001]]},
    "language": "en",
}


def _wrong_edges(example: Example) -> list[str]:
    """Return the fields that are not trimmed."""
    texts = [example.raw[span.start : span.end] for span in example.spans]
    return [text for text in texts if not text or {text[0], text[-1]} & _EDGES]


@pytest.mark.parametrize("style", _STYLES.values(), ids=_STYLES)
def test_every_pattern_of_a_style_prints(style: Style) -> None:
    for kind, patterns in style.kinds.items():
        for number in range(len(patterns)):
            found = [printed(Random(4), Order(style, kind, each, {}), number) for each in sorted(set(style.languages))]
            examples = [example for example in found if example is not None]
            assert examples, f"{kind} {number}: {patterns[number]}"
            for example in examples:
                assert not _wrong_edges(example), shown(example)
                assert not set(example.raw) & set("{}⟦⟧⟪⟫‹›"), example.raw


def test_spans_come_in_order_and_within_the_text() -> None:
    for example in islice(templates(Random(2)), 300):
        ends = [0, *(span.end for span in example.spans)]
        assert all(span.start >= end for span, end in zip(example.spans, ends, strict=False)), shown(example)
        assert ends[-1] <= len(example.raw)


def test_the_same_seed_gives_the_same_references() -> None:
    assert list(islice(templates(Random(7)), 200)) == list(islice(templates(Random(7)), 200))


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    paths = [tmp_path / "one.jsonl.gz", tmp_path / "two.jsonl.gz"]
    for path in paths:
        assert main(["--seed", "3", "--count", "40", "-o", str(path)]) == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_items_are_printed_with_their_own_values() -> None:
    found = list(templates(Random(5), [_ITEM] * 40))
    assert len(found) > 30
    for example in found:
        assert example.source.endswith("/article")
        dates = [text for label, text in example.texts() if label is Label.DATE]
        assert not dates or any("2001" in date for date in dates), shown(example)


def test_an_item_of_an_unknown_kind_is_passed_over() -> None:
    assert not list(templates(Random(5), [{**_ITEM, "type": "song"}]))


@pytest.mark.parametrize("language", languages())
def test_a_language_has_the_words_that_most_patterns_need(language: str) -> None:
    words = words_of(language)
    for term in ("p", "vol", "no", "and", "etal", "edition", "thesis", "totals"):
        assert words.get("terms", term), term
    for symbol in ("title", "book", "journal", "publisher", "place", "university", "body", "newspaper"):
        assert words.get("grammar", symbol), symbol
    assert len(words.get("dates", "months")) == 12


def test_no_shape_of_names_ends_with_what_should_stand_between_names() -> None:
    tables = [table for style in styles() for table in style.shapes.values()]
    shapes = [shape for table in tables for each in table.values() for shape in each]
    assert not [shape for shape in shapes if "¦" not in shape and shape[-1] in " ,;"]


def test_an_unknown_field_names_itself_and_the_style() -> None:
    scene = Scene(Random(1), _STYLES["abnt"], "pt")
    with pytest.raises(ValueError, match="no field 'colour' in the style abnt; correct the pattern"):
        compiled("{colour}").render(scene)


@pytest.mark.parametrize("pattern", ["{title}⟧", "⟦{title}", "‹note:{title}⟧", "⟪a|b"])
def test_brackets_of_a_pattern_must_match(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|closes"):
        compiled(pattern)
