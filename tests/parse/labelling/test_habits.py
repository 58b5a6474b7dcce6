import pytest

from refgraph.parse.labelling.habits import SIZES, UNKNOWN, habits, voted
from refgraph.parse.labelling.lists import doubtful
from refgraph.parse.result import Field, Label, Labelling

DATE, QUOTED, NAMES, NUMBER, ISSUE, AFTER, PLACE, LED = range(8)


def fields(raw, **texts):
    spans = (
        (Label(name.replace("_", "-")), raw.index(text), raw.index(text) + len(text)) for name, text in texts.items()
    )
    return sorted(spans, key=lambda span: span[1])


@pytest.mark.parametrize(
    ("raw", "texts", "habit", "value"),
    [
        ("Fox, A. (1990). Dens.", {"author": "Fox, A.", "date": "1990", "title": "Dens"}, DATE, 1),
        ("Fox, A. Dens. Oxford, 1990.", {"author": "Fox, A.", "date": "1990", "title": "Dens"}, DATE, 2),
        ("Fox A. Dens. J Den. 1990;3:4", {"title": "Dens", "date": "1990", "volume": "3"}, DATE, 3),
        ("A. Fox, „Dens“, 1990", {"title": "Dens"}, QUOTED, 1),
        ("A. Fox, Dens, 1990", {"title": "Dens"}, QUOTED, 2),
        ("A. B. Fox, Dens", {"author": "A. B. Fox"}, NAMES, 1),
        ("Fox AB, Roe C. Dens", {"author": "Fox AB, Roe C"}, NAMES, 2),
        ("Fox, Anna: Dens", {"author": "Fox, Anna"}, NAMES, 3),
        ("Anna Fox: Dens", {"author": "Anna Fox"}, NAMES, 4),
        ("1. Fox", {"citation_number": "1", "author": "Fox"}, NUMBER, 1),
        ("Den 3(4)", {"container": "Den", "volume": "3", "issue": "4"}, ISSUE, 1),
        ("Den 3, no. 4", {"container": "Den", "volume": "3", "issue": "4"}, ISSUE, 2),
        ("Den 3.4", {"container": "Den", "volume": "3", "issue": "4"}, ISSUE, 3),
        ("Den 3", {"container": "Den", "volume": "3"}, ISSUE, 4),
        ("Fox, Anna: Dens", {"author": "Fox, Anna"}, AFTER, 3),
        ("Paris: Den", {"location": "Paris", "publisher": "Den"}, PLACE, 1),
        ("Den, Paris", {"location": "Paris", "publisher": "Den"}, PLACE, 2),
        ("Dens. In: Holes", {"title": "Dens", "container": "Holes"}, LED, 1),
        ("Dens // Holes", {"title": "Dens", "container": "Holes"}, LED, 1),
        ("Dens. Holes", {"title": "Dens", "container": "Holes"}, LED, 2),
    ],
)
def test_a_reference_shows_its_habits(raw, texts, habit, value):
    shown = habits(raw, fields(raw, **texts))
    assert shown[habit] == value
    assert all(0 <= each < size for each, size in zip(shown, SIZES, strict=True))


def test_nothing_shows_nothing():
    assert habits("", []) == UNKNOWN
    assert voted([]) == UNKNOWN


def test_a_vote_needs_five_and_a_large_majority():
    assert voted([(1,) * 8] * 4)[DATE] == 0
    assert voted([(1,) * 8] * 5)[DATE] == 1
    assert voted([(1,) * 8] * 5 + [(2,) * 8] * 2)[DATE] == 0


def labelled(raw, sure, **texts):
    return Labelling(
        tuple(Field(label, start, end, raw[start:end]) for label, start, end in fields(raw, **texts)), sure
    )


def test_only_doubtful_references_hear_their_neighbours():
    raw = "Fox, A. (1990). Dens."
    good = labelled(raw, 0.95, author="Fox, A.", date="1990", title="Dens")
    poor = labelled("Roe B 1991 Nests", 0.2, title="Roe B 1991 Nests")
    votes = doubtful([raw] * 5 + ["Roe B 1991 Nests", ""], [good] * 5 + [poor, Labelling((), 0.0)])
    assert set(votes) == {5}
    assert votes[5][DATE] == 1


def test_a_doubtful_reference_that_does_as_its_list_is_not_read_again():
    raw = "Fox, A. (1990). Dens."
    good = labelled(raw, 0.95, author="Fox, A.", date="1990", title="Dens")
    poor = labelled(raw, 0.2, author="Fox, A.", date="1990", title="Dens")
    assert doubtful([raw] * 6, [good] * 5 + [poor]) == {}


def test_a_doubtful_reference_alone_hears_nobody():
    raw = "Roe B 1991 Nests"
    assert doubtful([raw], [labelled(raw, 0.2, title=raw)]) == {}
