import pytest

from refgraph.parse.labelling.gazetteer import places
from refgraph.parse.tokens import tokenize


def found(raw):
    tokens = tokenize(raw)
    return [" ".join(tokens.texts[start:end]) for start, end in places(tokens)]


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Fox, A. (1990). Dens. Oxford: Verso.", ["Oxford"]),
        ("“Speech.” Xi’an.", ["Xi’an"]),
        ("Verso, New York, 1990", ["New York"]),
        ("Астана: Фолиант", ["Астана"]),
        ("The Paris Review 12", []),
        ("", []),
        ("Oxford", ["Oxford"]),
        ("Oxford University Press", []),
    ],
)
def test_a_name_of_a_place_fills_what_stands_between_marks(raw, names):
    assert found(raw) == names
