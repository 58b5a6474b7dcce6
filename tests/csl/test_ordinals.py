"""Ordinals by a locale's terms, and roman numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.csl.terms import Term
from refgraph.csl.words.ordinals import long_ordinal, ordinal, ordinal_suffix, roman


def terms(*rows):
    """Return terms made of rows (name, text, gender form, match), the last two optional."""
    return {
        (name, "long", rest[0] if rest else ""): Term(text, text, "", rest[1] if len(rest) > 1 else "")
        for name, text, *rest in rows
    }


ENGLISH = terms(
    ("ordinal", "th"), ("ordinal-01", "st"), ("ordinal-02", "nd"), ("ordinal-03", "rd"),
    ("ordinal-11", "th"), ("ordinal-12", "th"), ("ordinal-13", "th"), ("long-ordinal-03", "third"),
)  # fmt: skip
FRENCH = terms(
    ("ordinal", "e"),
    ("ordinal-01", "re", "feminine", "whole-number"),
    ("ordinal-01", "er", "masculine", "whole-number"),
    ("long-ordinal-01", "première", "feminine"),
    ("long-ordinal-01", "premier", "masculine"),
)


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0th"), (1, "1st"), (22, "22nd"), (13, "13th"), (113, "113th"), (203, "203rd"), (1011, "1011th")],
)
def test_two_last_digits_come_before_the_last(number, text):
    assert ordinal(number, ENGLISH) == text


@pytest.mark.parametrize(
    ("number", "gender", "text"),
    [(1, "feminine", "1re"), (1, "masculine", "1er"), (1, "", "1e"), (21, "feminine", "21e"), (2, "masculine", "2e")],
)
def test_gender_and_whole_numbers(number, gender, text):
    assert ordinal(number, FRENCH, gender) == text


def test_a_term_without_the_gender_falls_back_to_the_neuter_one():
    assert ordinal_suffix(2, terms(("ordinal", "."), ("ordinal-02", "a", "feminine")), "masculine") == "."


def test_a_locale_with_genders_only_serves_a_noun_without_one():
    assert ordinal_suffix(4, terms(("ordinal", "º", "masculine"), ("ordinal", "ª", "feminine"))) == "ª"


def test_match_on_the_last_two_digits():
    dutch = terms(("ordinal", "ste"), ("ordinal-02", "de", "", "last-two-digits"))
    assert [ordinal(number, dutch) for number in (2, 22, 102)] == ["2de", "22ste", "102de"]


def test_the_scheme_of_csl_1_0():
    old = terms(("ordinal-01", "st"), ("ordinal-02", "nd"), ("ordinal-03", "rd"), ("ordinal-04", "th"))
    assert [ordinal(number, old) for number in (1, 11, 12, 22, 33, 40, 112)] == [
        "1st", "11th", "12th", "22nd", "33rd", "40th", "112th",
    ]  # fmt: skip


def test_without_terms_a_number_stays_bare():
    assert ordinal(5, {}) == "5"


def test_long_ordinals_go_as_far_as_their_terms():
    assert [long_ordinal(number, ENGLISH) for number in (3, 4, 23)] == ["third", "4th", "23rd"]
    assert long_ordinal(1, FRENCH, "masculine") == "premier"
    assert long_ordinal(1, FRENCH) == "première"


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "i"), (4, "iv"), (88, "lxxxviii"), (2024, "mmxxiv"), (0, "0"), (-3, "-3"), (10_000, "10000")],
)
def test_roman_numerals(number, text):
    assert roman(number) == text


@given(st.integers(1, 3999))
def test_roman_numerals_add_up(number):
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    signs = [values[sign] for sign in roman(number)]
    after = [*signs[1:], 0]
    assert sum(-one if one < other else one for one, other in zip(signs, after, strict=True)) == number
