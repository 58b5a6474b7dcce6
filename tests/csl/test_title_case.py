"""Text cases."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.csl.words.title_case import apply_text_case

CASES = ("lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title")


def cased(text, case, language="en"):
    return recased([(text, False)], case, language)[0]


def recased(pieces, case, language="en"):
    return apply_text_case(pieces, case, language[:2] == "en", language)


TITLES = {
    "small words": ("a history of the steppe and its people", "A History of the Steppe and Its People"),
    "a preposition at the end": ("where the rivers come from", "Where the Rivers Come From"),
    "capitals stay": (
        "energy policy of the EU and iOS apps in McAllen",
        "Energy Policy of the EU and iOS Apps in McAllen",
    ),
    "after a colon": ("oil and gas: the new players", "Oil and Gas: The New Players"),
    "after a question mark": ("who pays? the price of transit", "Who Pays? The Price of Transit"),
    "after a colon and a quote": ("on words: “of mice”", "On Words: “Of Mice”"),
    "not after a full stop": ("vol. two. of rivers", "Vol. Two. of Rivers"),
    "compounds": ("state-of-the-art low-cost sensors", "State-of-the-Art Low-Cost Sensors"),
    "a small word that leads a compound": ("notes on in-situ and x-ray methods", "Notes on In-Situ and x-Ray Methods"),
    "a letter that leads the second compound": (
        "two-tensors in n-dimensional spaces",
        "Two-Tensors in n-Dimensional Spaces",
    ),
    "an Arabic article": ("the life of al-Habashi", "The Life of Al-Habashi"),
    "a second one": ("on al-Habashi and al-Kindi", "On Al-Habashi and al-Kindi"),
    "dashes": ("the Beijing–astana axis—a way out", "The Beijing–Astana Axis—a Way Out"),
    "apostrophes": ("the world’s o’clock and l’art", "The World’s o’clock and l’art"),
    "single letters": ("a study of vitamin d and the p value", "A Study of Vitamin d and the p Value"),
    "initials": ("the works of A.N. Kononov", "The Works of A.N. Kononov"),
    "abbreviations": ("Smith v. Jones, e.g. in court", "Smith v. Jones, e.g. in Court"),
    "brackets": ("(in)equality (a review)", "(In)Equality (a Review)"),
    "numbers": ("the 2nd edition of co2", "The 2nd Edition of Co2"),
    "greek letters": ("β-catenin and the α-helix", "β-Catenin and the α-Helix"),
    "combining accents": ("le re\u0301sume\u0301", "Le Re\u0301sume\u0301"),
    "no-break spaces": ("one\N{NO-BREAK SPACE}of many", "One\N{NO-BREAK SPACE}of Many"),
    "addresses": ("see https://example.org/a-b in use", "See https://example.org/a-b in Use"),
    "formulas": ("the $b \\to s$ channel", "The $b \\to s$ Channel"),
    "nothing but signs": ("– … –", "– … –"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "titled"), TITLES.values(), ids=TITLES)
def test_title_case(text, titled):
    assert cased(text, "title") == titled


def test_title_case_is_for_english():
    assert cased("die neue seidenstraße", "title", "de") == "die neue seidenstraße"


OTHERS = {
    "lowercase": ("The EU and I", "lowercase", "the eu and i"),
    "uppercase": ("Die Straße", "uppercase", "DIE STRASSE"),
    "the first word": ("(steppe and River", "capitalize-first", "(Steppe and River"),
    "a first word with capitals": ("iPhones at work", "capitalize-first", "iPhones at work"),
    "a first word that is a number": ("3 rivers", "capitalize-first", "3 rivers"),
    "every word": ("lake of a well-known name", "capitalize-all", "Lake Of A Well-Known Name"),
    "sentence": ("The Great Game of EURASIA", "sentence", "The great game of eurasia"),
    "sentence of small letters": ("great Game", "sentence", "Great game"),
    "sentence of capitals": ("THE GREAT GAME", "sentence", "The great game"),
    "sentence that is one word": ("NATO", "sentence", "NATO"),
    "sentence without a word": ("?!", "sentence", "?!"),
    "unknown": ("The same", "none", "The same"),
}


@pytest.mark.parametrize(("text", "case", "changed"), OTHERS.values(), ids=OTHERS)
def test_other_cases(text, case, changed):
    assert cased(text, case) == changed


@pytest.mark.parametrize("language", ["tr", "tr-TR", "az"])
def test_turkish_and_azerbaijani_have_two_letters_i(language):
    assert cased("ilk ışık", "uppercase", language) == "İLK IŞIK"
    assert cased("İLK IŞIK", "lowercase", language) == "ilk ışık"
    assert cased("ilk ışık", "capitalize-all", language) == "İlk Işık"
    assert cased("İLK IŞIK", "sentence", language) == "İlk ışık"


def test_protected_pieces_stay_but_count_as_words():
    pieces = [("works on ", False), ("eBPF in", True), (" and in ", False), ("situ", True)]
    assert recased(pieces, "title") == ["Works on ", "eBPF in", " and in ", "situ"]
    assert recased(pieces, "uppercase") == ["WORKS ON ", "eBPF in", " AND IN ", "situ"]
    assert recased(pieces, "sentence") == ["Works on ", "eBPF in", " and in ", "situ"]


def test_a_word_may_begin_in_one_piece_and_end_in_another():
    assert recased([("co", False), ("2", True), (" levels and ", False), ("h", False), ("igh", False)], "title") == [
        "Co", "2", " Levels and ", "H", "igh",
    ]  # fmt: skip


def test_a_protected_first_word_keeps_its_small_letter():
    assert recased([("van", True), (" Gogh", False)], "capitalize-first") == ["van", " Gogh"]


@given(st.lists(st.tuples(st.text(), st.booleans())), st.sampled_from(CASES), st.booleans())
def test_only_the_case_of_letters_changes(pieces, case, english):
    changed = recased(pieces, case, "en" if english else "de")
    assert len(changed) == len(pieces)
    for (before, kept), after in zip(pieces, changed, strict=True):
        assert before == after if kept else before.casefold() == after.casefold() or case in {"uppercase", "lowercase"}


@given(st.text(), st.sampled_from(CASES))
def test_cutting_a_text_in_pieces_makes_no_difference(text, case):
    if case in {"lowercase", "sentence"}:
        text = text.replace("Σ", "")  # its small form depends on what follows
    half = len(text) // 2
    assert "".join(recased([(text[:half], False), (text[half:], False)], case)) == cased(text, case)


@given(st.text(), st.sampled_from(("uppercase", "lowercase", "capitalize-all", "title")))
def test_a_second_time_changes_nothing(text, case):
    once = cased(text, case)
    assert cased(once, case) == once


@pytest.mark.parametrize("text", ["$", "$a$ the ", "a@b the ", "www.a the ", "a$ "], ids=str)
def test_long_texts_take_no_time(text):
    begun = process_time()
    apply_text_case([(text * 40_000, False)], "title", language_is_english=True)
    assert process_time() - begun < 5
