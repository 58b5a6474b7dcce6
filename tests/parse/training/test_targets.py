import numpy as np

from refgraph.parse.result import Label
from refgraph.parse.tokens import tokenize
from refgraph.parse.training.examples import Example, LabelledSpan
from refgraph.parse.training.targets import ANY, OUTSIDE, allowed, targets

LABELS = tuple(Label)
NUMBER = {label: number for number, label in enumerate(LABELS, 1)}


def given(raw, unknown=(), **texts):
    spans = sorted(
        (LabelledSpan(Label(name), raw.index(text), raw.index(text) + len(text)) for name, text in texts.items()),
        key=lambda span: span.start,
    )
    return Example(raw=raw, spans=tuple(spans), unknown=unknown)


def names(example):
    found = targets(example, tokenize(example.raw), LABELS).tolist()
    return [{ANY: "any", OUTSIDE: "-"}.get(number) or LABELS[number - 1].value for number in found]


def test_tokens_have_the_label_of_the_field_they_stand_in():
    assert names(given("Fox, A. (1990).", author="Fox, A.", date="1990")) == [
        *["author"] * 4,
        *("-", "date", "-", "-"),
    ]


def test_a_token_belongs_to_a_field_that_covers_half_of_it():
    raw = "https://doi.org/10.1000/abcdefghijk"
    assert names(given(raw, doi="10.1000/abcdefghijk")) == ["doi"]
    assert names(given("abcdefgh", title="abc")) == ["-"]


def test_of_an_unknown_span_everything_is_possible():
    assert names(given("Fox, Paris", unknown=((5, 10),), author="Fox")) == ["author", "-", "any"]


def test_what_a_source_does_not_annotate_is_possible_everywhere_outside_its_fields():
    may = allowed(np.array([OUTSIDE, NUMBER[Label.TITLE], ANY]), [NUMBER[Label.NOTE]], len(LABELS) + 1)
    assert np.flatnonzero(may[0]).tolist() == [0, NUMBER[Label.NOTE]]
    assert np.flatnonzero(may[1]).tolist() == [NUMBER[Label.TITLE]]
    assert may[2].all()
