"""What the entries of a file say of each other."""

from __future__ import annotations

import pytest

from refgraph import render
from refgraph.formats.bibtex import loads
from refgraph.model import Relation


def related(text):
    return [each.text for each in loads(text).relations]


def test_a_chapter_and_a_volume_are_parts_of_what_they_refer_to():
    text = """
    @incollection{chapter, title = {Steppe}, crossref = {BOOK}}
    @book{volume, title = {One}, xref = {book}}
    @collection{book, title = {Asia}}
    """
    assert related(text) == ["chapter is part of book: in it", "volume is part of book: in it"]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("translationof", "a is a version of b: a translation"),
        ("translationas", "b is a version of a: a translation"),
        ("reprintfrom", "a is a version of b: a reprint"),
        ("reprintas", "b is a version of a: a reprint"),
        ("origpubin", "a is a version of b: a later publication of it"),
        ("reviewof", "a is about b: a review"),
        ("multivolume", "b is part of a: a volume of it"),
        ("bytranslator", "a is related to b: bytranslator"),
        ("", "a is related to b"),
    ],
)
def test_related_types_of_biblatex(kind, sentence):
    assert related(f"@book{{a, related = {{b}}, relatedtype = {{{kind}}}}} @book{{b}}") == [sentence]


def test_the_words_of_the_entry_are_the_reason():
    text = r"@book{a, related = {b,c}, relatedtype = {reviewof}, relatedstring = {R\'eponse \`a}} @book{b} @book{c}"
    assert related(text) == ["a is about b: Réponse à", "a is about c: Réponse à"]


def test_members_belong_to_their_set_however_it_is_said():
    new = "@set{s, entryset = {a, b}} @book{a} @book{b}"
    old = "@set{s, entryset = {a, b}} @book{a, entryset = {s}} @book{b, entryset = {s}}"
    expected = ["a is part of s: a member of the entry set", "b is part of s: a member of the entry set"]
    assert related(new) == expected
    assert related(old) == expected


def test_keys_that_lead_nowhere_or_home_are_no_relations():
    assert related("@book{a, related = {nobody, a}, crossref = {a}}") == []


def test_an_alias_leads_to_its_entry_and_a_repeated_key_to_the_first():
    library = loads("@book{a, related = {old}} @book{b, ids = {x, old}} @book{a, related = {a}}")
    assert [each[1:3] for each in library.relations] == [("a", "b"), ("aa", "a")]


def test_what_gives_fields_only_is_not_related_and_not_listed():
    text = """
    @xdata{press, publisher = {Hurst}, location = {London}}
    @set{both, entryset = {one, two}}
    @book{one, title = {Dictators}, year = 2017, xdata = {press}}
    @book{two, title = {Borders}, year = 2018, related = {press}}
    """
    library = loads(text)
    assert {each.kind for each in library.relations} == {Relation.PART_OF}
    assert library.keys == ("press", "both", "one", "two")
    assert render(library, style="apa") == "Borders. (2018).\nDictators. (2017). Hurst.\n"


def test_an_unlisted_entry_is_printed_when_it_is_asked_for():
    library = loads("@xdata{press, publisher = {Hurst}}")
    assert render(library, style="apa") == ""
    assert "Hurst" in render(library, style="apa", keys=["press"])
