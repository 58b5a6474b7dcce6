"""The key that was meant, among few keys and among many."""

import pytest

from refgraph.model.keys import NearKeys, near_key

MANY = [f"{name}{year}{letter}" for name in ("allison", "noll", "wickham", "laruelle") for year in range(1700, 2020)
        for letter in "abc"]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("alison1987b", "allison1987b"),
        ("1987ballison", None),
        ("xllison1987b", "allison1987b"),
        ("Laruelle1999c", "laruelle1999c"),
        ("laruelle1999cc", "laruelle1999c"),
        ("zzz", None),
    ],
)
def test_a_slip_is_found_among_many_keys(written, meant):
    assert NearKeys(MANY).of(written) == meant


def test_a_key_in_other_case_is_the_key_that_was_meant():
    assert near_key("WHOLE-SET", ["whole-book", "Whole-SEt"]) == "Whole-SEt"


def test_a_short_key_means_the_only_long_one_with_its_name_and_year():
    keys = ["wickhamGgplot2ElegantGraphics2016", "wickhamTidyData2014"]
    assert near_key("wickham2016", keys) == "wickhamGgplot2ElegantGraphics2016"
    assert near_key("wickham2016", [*keys, "wickhamElegantGraphicsForData2016"]) is None


def test_of_no_keys_none_was_meant():
    assert NearKeys(()).of("a") is None
