import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.documents.callouts import ENGLISH_TERMS, LABELS, split_locator

CASES = [
    (", p. 3", "page", "3", ""),
    (", pp. 33-35 and passim", "page", "33-35", " and passim"),
    (" 3", "page", "3", ""),
    (", 33--35", "page", "33–35", ""),
    (", 99 years later", "page", "99", " years later"),
    ("{ii, A, D-Z}, with a suffix", "page", "ii, A, D-Z", ", with a suffix"),
    (", {pp. iv, vi-xi, (xv)-(xvii)} with suffix here", "page", "iv, vi-xi, (xv)-(xvii)", " with suffix here"),
    ("{}, 99 years later", "", "", ", 99 years later"),
    (", {appendix A}", "appendix", "A", ""),
    (", {unclosed", "", "", ", {unclosed"),
    (", chap. 3", "chapter", "3", ""),
    (", chapter 3, p. 4", "chapter", "3", ", p. 4"),
    (", vols. 2-3, 5", "volume", "2-3, 5", ""),
    (", § 5", "section", "5", ""),
    (", §§5-6", "section", "5-6", ""),
    (", fig. 3a", "figure", "3a", ""),
    (", sec. 2.1.3 and more", "section", "2.1.3", " and more"),
    (", pp. iv-vi", "page", "iv-vi", ""),
    (", iv", "", "", ", iv"),
    (", p. 3, 5, xi", "page", "3, 5, xi", ""),
    (", 3, 5, xi", "page", "3, 5", ", xi"),
    (", p.3", "page", "3", ""),
    (", PAGE 3", "page", "3", ""),
    (", 34(1)(i)", "page", "34(1)(i)", ""),
    (", [17]", "page", "[17]", ""),
    (", 591 [84]", "page", "591 [84]", ""),
    (", p. (a)", "", "", ", p. (a)"),
    (", p. a3", "page", "a3", ""),
    (", 12 & 13", "page", "12", " & 13"),
    (", vol. 1:23-25", "volume", "1:23-25", ""),
    (", s.v. Foo", "", "", ", s.v. Foo"),
    (", sub verbo 3", "sub-verbo", "3", ""),
    (", p. 3f.", "page", "3f", "."),
    (", p. 3.5", "page", "3.5", ""),
    (", e.g. p. 3", "", "", ", e.g. p. 3"),
    (" see p. 3", "", "", " see p. 3"),
    (", (p. 3)", "", "", ", (p. 3)"),
    (", p.\u00a03", "page", "3", ""),
    (", note", "", "", ", note"),
    (" [p. 3] and", "", "", " [p. 3] and"),
    (": 3", "", "", ": 3"),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("suffix", "label", "value", "rest"), CASES, ids=[each[0] or "empty" for each in CASES])
def test_a_locator_is_parted_from_what_follows(suffix, label, value, rest):
    found = split_locator(suffix)
    assert (found.label, found.value, found.rest) == (label, value, rest)


def test_words_of_another_language_are_locators_when_given():
    assert split_locator(", Kap. 3", {"kap.": "chapter"}).label == "chapter"
    assert split_locator(", Kap. 3").value == ""


def test_english_words_name_only_locators_of_csl():
    assert set(ENGLISH_TERMS.values()) <= set(LABELS)


@given(st.text(st.sampled_from("p.3 ,;-–{}()[]ivx§aé\U000f0001\n"), max_size=20))
def test_nothing_is_lost(suffix):
    found = split_locator(suffix)
    assert suffix.endswith(found.rest)
    if not found.label:
        assert found.rest == suffix or suffix.lstrip(" ,").startswith("{")
