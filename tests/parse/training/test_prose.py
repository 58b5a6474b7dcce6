from itertools import islice
from random import Random

from refgraph.parse.result import Label
from refgraph.parse.training.prose import prose

LINES = list(islice(prose(Random(3)), 800))


def test_lines_are_drawn_from_the_seed_alone():
    assert LINES[:50] == list(islice(prose(Random(3)), 50))
    assert LINES[:50] != list(islice(prose(Random(4)), 50))


def test_prose_holds_nothing_but_lone_addresses():
    for line in LINES:
        labels = {span.label for span in line.spans}
        assert labels <= {Label.URL, Label.DOI}
        assert not labels or "http" in line.raw or "www" in line.raw or "10." in line.raw


def test_every_slot_is_filled():
    assert not [line.raw for line in LINES if "{" in line.raw or not line.raw.strip()]


def test_many_languages_are_there():
    assert {"en", "de", "ru", "kk", "zh", "ja", "ar"} <= {line.lang for line in LINES}
