from hypothesis import given
from hypothesis import strategies as st

from refgraph.model import Reference
from refgraph.parse import Field, Label, Labelling, parse


@given(st.text(alphabet="Allison, R. (2018)“”:;/-–.&[]12345 abc\n", max_size=200))
def test_labels_of_any_text_point_at_their_text_and_do_not_overlap(text):
    (parsed,) = parse([text])
    place = 0
    for field in parsed.fields:
        assert text[field.start : field.end] == field.text
        assert field.start >= place
        place = field.end


def test_another_labeller_can_take_the_place_of_the_model():
    def labeller(raws):
        return [Labelling((Field(Label.TITLE, 0, len(raw), raw, 0.7),), 0.5) for raw in raws]

    (parsed,) = parse([Reference(raw="Anything", start=3, end=11)], labeller=labeller)
    assert parsed.work.title == "Anything"
    assert parsed.confidence == 0.5
    assert parsed.text("title") == "Anything"


def test_no_references_give_no_result():
    assert parse([]) == []
