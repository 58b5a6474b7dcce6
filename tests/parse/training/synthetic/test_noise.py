from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example, LabelledSpan
from refgraph.parse.training.synthetic.noise import NOISES, noisy
from refgraph.parse.training.synthetic.noise.edges import retrimmed
from refgraph.parse.training.synthetic.noise.edits import (
    Edit,
    cut_off,
    edited,
    with_prefix,
    with_suffix,
    without_span,
)
from refgraph.parse.training.synthetic.noise.entries import numbered, preprint_behind, unnumbered
from refgraph.parse.training.synthetic.noise.fields import repeated_author, swapped_names
from refgraph.parse.training.synthetic.show import shown

LINES = (Path(__file__).parent / "lines.txt").read_text(encoding="utf-8").splitlines()


def parsed(line, lang="en"):
    raw, spans = "", []
    for at, part in enumerate(line.replace("⟧", "⟦").split("⟦")):
        if at % 2:
            label, _, text = part.partition(": ")
            spans.append(LabelledSpan(Label(label), len(raw), len(raw) + len(text)))
            raw += text
        else:
            raw += part
    return Example(raw, tuple(spans), "x", lang)


@st.composite
def marked(draw):
    """Return a text of unlike characters, so that each tells where it comes from, with some fields in it."""
    size = draw(st.integers(1, 40))
    cuts = sorted(draw(st.sets(st.integers(0, size), max_size=8)))
    labels = list(Label)
    spans = tuple(LabelledSpan(labels[at], *cuts[at : at + 2]) for at in range(0, len(cuts) - 1, 2))
    return Example("".join(chr(0x4E00 + at) for at in range(size)), spans)


EDITS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 5), st.text("xyz", max_size=3)).map(
        lambda row: (row[0], row[0] + row[1], row[2])
    ),
    max_size=6,
)


def of(example, label):
    return next((text for each, text in example.texts() if each == label), "")


@given(marked(), EDITS)
def test_after_edits_a_field_holds_its_own_characters_only(example, rows):
    after = edited(example, [Edit(*row) for row in rows if row[1] <= len(example.raw)])
    for label, text in example.texts():
        ours = [letter for letter in after.raw if letter in text]
        kept = of(after, label)
        assert [letter for letter in kept if letter not in "xyz"] == (ours if kept else [])
        assert not ours or kept


@given(marked(), st.data())
def test_without_a_span_the_others_are_as_before(example, data):
    if not example.spans:
        return
    at = data.draw(st.integers(0, len(example.spans) - 1))
    assert without_span(example, at).texts() == example.texts()[:at] + example.texts()[at + 1 :]


@given(marked(), st.integers(0, 40))
def test_cut_off_keeps_what_is_before_the_cut(example, end):
    after = cut_off(example, end)
    assert example.raw.startswith(after.raw)
    assert all(whole.startswith(part) for (_, whole), (_, part) in zip(example.texts(), after.texts(), strict=False))


@given(marked(), st.text("ab[] ", max_size=3), st.text("ab[] ", max_size=3))
def test_prefix_and_suffix_are_fields_of_their_own(example, before, after):
    with_number = with_prefix(example, before, "12", after, Label.CITATION_NUMBER)
    assert with_number.texts() == ((Label.CITATION_NUMBER, "12"), *example.texts())
    with_note = with_suffix(example, before, "in press", after, Label.NOTE)
    assert with_note.texts() == (*example.texts(), (Label.NOTE, "in press"))
    assert with_note.raw == example.raw + before + "in press" + after


@pytest.mark.parametrize("noise", [function for function, _ in NOISES], ids=lambda function: function.__name__)
@settings(max_examples=40)
@given(line=st.sampled_from(LINES), seed=st.integers(0, 10**6))
def test_noise_keeps_fields_in_order_and_trimmed(noise, line, seed):
    example = parsed(line)
    after = retrimmed(noise(Random(seed), example))
    labels = [span.label for span in example.spans]
    added = {Label.CITATION_NUMBER, Label.NOTE, Label.ARXIV}
    rest = iter(labels)
    assert all(span.label in added or span.label in rest for span in after.spans)
    for span in after.spans:
        text = after.raw[span.start : span.end]
        assert text == text.strip()
        assert text.strip(" ,;:") == text


@pytest.mark.parametrize("noise", [function for function, _ in NOISES], ids=lambda function: function.__name__)
def test_noise_is_the_same_for_the_same_seed(noise):
    example = parsed(LINES[0])
    assert [noise(Random(seed), example) for seed in range(5)] == [noise(Random(seed), example) for seed in range(5)]


@given(st.sampled_from(LINES), st.integers(0, 10**6))
def test_noisy_says_so(line, seed):
    example = parsed(line)
    after = noisy(Random(seed), example)
    assert after.spans
    assert after == example or after.source == "x+noise"


def test_a_number_is_put_before_an_entry_and_taken_away():
    example = parsed(LINES[5])
    assert numbered(Random(1), example).texts()[0][0] == Label.CITATION_NUMBER
    assert shown(unnumbered(Random(1), parsed(LINES[0]))) == LINES[0].partition("] ")[2]


def test_a_dash_for_the_same_author_is_no_field():
    after = [repeated_author(Random(seed), parsed(LINES[5])) for seed in range(30)]
    dashes = [example for example in after if example.spans[0].label != Label.AUTHOR]
    assert dashes
    assert all(not any(map(str.isalpha, example.raw[: example.spans[0].start])) for example in dashes)


def test_names_are_turned_round():
    after = {of(swapped_names(Random(seed), parsed(LINES[0])), Label.AUTHOR) for seed in range(20)}
    assert "A. M. Okafor, & J. Lee-Smith" in after


def test_a_preprint_is_put_behind_an_article():
    after = [preprint_behind(Random(seed), parsed(LINES[5])) for seed in range(20)]
    assert all(Label.ARXIV in {span.label for span in example.spans} for example in after)
    assert parsed(LINES[3]) == preprint_behind(Random(1), parsed(LINES[3]))
