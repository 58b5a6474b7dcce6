import pytest

from refgraph.parse.result import Field, Label, Labelling
from refgraph.parse.training.examples import Example, LabelledSpan
from refgraph.parse.training.scoring import calibration_error, score
from refgraph.parse.training.table import table

RAW = "Fox, A. (1990). Dens. Oxford."
FOX = Example(
    raw=RAW,
    spans=(LabelledSpan(Label.AUTHOR, 0, 7), LabelledSpan(Label.DATE, 9, 13), LabelledSpan(Label.TITLE, 16, 20)),
)


def found(*fields, sure=1.0):
    return Labelling(tuple(Field(Label(name), start, end, RAW[start:end], 0.8) for name, start, end in fields), sure)


RIGHT = found(("author", 0, 7), ("date", 9, 13), ("title", 16, 20))


def test_all_right_is_one():
    result = score([FOX], [RIGHT])
    assert (result.f1, result.wholly_right) == (1, 1)
    assert result.by_label == {Label.AUTHOR: 1, Label.DATE: 1, Label.TITLE: 1}


def test_edge_punctuation_does_not_count():
    assert score([FOX], [found(("author", 0, 6), ("date", 8, 14), ("title", 16, 21))]).f1 == 1


def test_missing_and_surplus_fields_count():
    result = score([FOX], [found(("author", 0, 7), ("date", 9, 13), ("location", 22, 28))])
    assert result.f1 == pytest.approx(2 * 2 / (3 + 3))
    assert result.wholly_right == 0


def test_labels_that_the_source_does_not_annotate_do_not_count():
    free = Example(raw=RAW, spans=FOX.spans, free=frozenset({Label.LOCATION}))
    assert score([free], [Labelling((*RIGHT.fields, *found(("location", 22, 28)).fields), 1)]).f1 == 1


def test_nothing_in_nothing_is_wholly_right():
    result = score([Example(raw="", spans=())], [Labelling((), 0)])
    assert (result.f1, result.wholly_right, result.calibration_error) == (0, 1, 0)


def test_confidence_is_compared_with_the_share_of_right_ones():
    assert calibration_error([(0.8, True)] * 8 + [(0.8, False)] * 2) == pytest.approx(0)
    assert calibration_error([(0.9, False)] * 10) == pytest.approx(0.9)
    assert calibration_error([(1.0, True)]) == 0


def test_scores_make_a_table():
    text = table({"before": score([FOX], [found(("author", 0, 7))]), "after": score([FOX], [RIGHT])})
    lines = {line.split("  ")[0]: line.split()[-2:] for line in text.splitlines()}
    assert lines["fields (F1)"] == ["0.500", "1.000"]
    assert lines["wholly right"] == ["0.0%", "100.0%"]
    assert lines["title"] == ["0.000", "1.000"]
