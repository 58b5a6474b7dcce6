import numpy as np
import pytest

from refgraph.parse.labelling.encoding import Vocabulary
from refgraph.parse.labelling.habits import UNKNOWN
from refgraph.parse.labelling.placing import SIZES
from refgraph.parse.tokens import tokenize

_SPACE, _INDEX, _REST, _DEPTH, _QUOTED, _SIZE = range(6)


def places(*raws):
    vocabulary = Vocabulary()
    tokens = [tokenize(raw) for raw in raws]
    vocabulary.learn(tokens)
    return vocabulary.batch(
        vocabulary.encode(tokens), [len(each.texts) for each in tokens], [UNKNOWN] * len(tokens)
    ).places


def marked(raw, column):
    """Write the column's values under the tokens."""
    return "".join(map(str, places(raw)[0, :, column].tolist()))


@pytest.mark.parametrize(
    ("raw", "depth"),
    [
        ("a ( b ) c", "00100"),
        ("( a [ b ] c ) d", "01121100"),
        ("1 ) a ( b ) c", "0000100"),
        ("( ( ( a", "0122"),
    ],
)
def test_brackets_are_counted_and_strays_forgiven(raw, depth):
    assert marked(raw, _DEPTH) == depth


@pytest.mark.parametrize(
    ("raw", "quoted"),
    [
        ("a “ b c ” d", "001100"),
        ("a „ b “ d", "00100"),
        ("a « b » d", "00100"),
        ("a » b « d", "00100"),
        ('a " b " d', "00100"),
        ("「 日 」 a", "0100"),
        ("a b", "00"),
    ],
)
def test_what_stands_in_quotation_marks_is_known_in_every_fashion(raw, quoted):
    assert marked(raw, _QUOTED) == quoted


def test_a_place_does_not_depend_on_longer_company():
    alone, together = places("A. B, 12"), places("A. B, 12", "A much longer one (2003), with more in it: 12-13.")
    assert np.array_equal(alone[0], together[0, : alone.shape[1]])


def test_space_and_distances():
    found = places("a,b c")[0]
    assert found[:, _SPACE].tolist() == [0, 0, 0, 1]
    assert found[:, _INDEX].tolist() == [0, 1, 2, 3]
    assert found[:, _REST].tolist() == [3, 2, 1, 0]


def test_values_stay_in_their_tables():
    found = places("word " * 500, "( " * 90)
    assert all(found[:, :, column].max() < size for column, size in enumerate(SIZES))
    assert found.min() == 0
