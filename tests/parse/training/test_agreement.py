from refgraph.parse.result import Field, Label, Labelling
from refgraph.parse.training.agreement import agreed

STRINGS = {
    "apa": "Fox, A. (1990). Dens and setts. Journal of Holes, 12, 3–4.",
    "mla": "Fox, A. “Dens and setts.” Journal of Holes 12 (1990): 3–4.",
    "van": "Fox A. Dens and setts. Journal of Holes. 1990;12:3–4.",
    "odd": "Fox A 1990 Dens and setts Journal of Holes 12 3–4",
}
TEXTS = {Label.AUTHOR: "Fox", Label.DATE: "1990", Label.TITLE: "Dens and setts", Label.CONTAINER: "Journal of Holes"}


def labelling(raw, sure, texts):
    fields = sorted(
        (Field(label, raw.index(text), raw.index(text) + len(text), text, sure) for label, text in texts.items()),
        key=lambda field: field.start,
    )
    return Labelling(tuple(fields), sure)


def reader(raws):
    """Read all but the last right, and that as one long title."""
    wrong = TEXTS | {Label.TITLE: "Dens and setts Journal of Holes"}
    del wrong[Label.CONTAINER]
    return [*(labelling(raw, 0.9, TEXTS) for raw in raws[:-1]), labelling(raws[-1], 0.3, wrong)]


def test_what_most_printings_agree_on_is_put_right_in_the_others():
    def sure_reader(raws):
        off = {**TEXTS, Label.AUTHOR: "Fox A", Label.CONTAINER: "Journal of Holes 12"}
        return [*reader(raws)[:-1], labelling(raws[-1], 0.6, off)]

    examples = {each.source: dict(each.texts()) for each in agreed([STRINGS], sure_reader)}
    assert examples["printings/apa"][Label.TITLE] == "Dens and setts"
    assert examples["printings/odd"][Label.CONTAINER] == "Journal of Holes"


def test_what_is_neither_agreed_upon_nor_sure_is_left_open():
    (odd,) = [each for each in agreed([STRINGS], reader) if each.source == "printings/odd"] or [None]
    assert odd is None or odd.unknown


def test_a_printing_alone_convinces_nobody():
    assert list(agreed([{"odd": STRINGS["odd"]}], lambda raws: [labelling(raws[0], 0.3, TEXTS)])) == []
