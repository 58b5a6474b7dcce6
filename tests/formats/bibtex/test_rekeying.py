"""New keys in .bib files: only keys and their uses change."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import DuplicateKeyError, InvalidValueError, UnknownNameError
from refgraph.formats.bibtex import RenameKeys, parse_document, rekey

TEXT = """% a comment that says old
@String{cas = "Central Asian Survey"}

@Article{old,
	Author  = "Cooley, Alexander",   Title = {Old {DNA}},
	Journal = cas, Year = 2016
}
@inbook( chapter , crossref = {OLD}, title = {Offshore}, pages = "1--2",)
@set{both, entryset = {old, chapter}, note = {see old}}
@misc{, title = {Without a Key}, related = "old,chapter"}
"""


def test_only_entries_without_a_key_get_one():
    done = rekey(parse_document(TEXT))
    assert done.document.text == TEXT.replace("@misc{,", "@misc{withoutnd,")
    assert [tuple(each) for each in done.renamed] == [(3, 10, "", "withoutnd")]


def test_all_keys_and_their_uses_change_on_request_and_nothing_else():
    done = rekey(parse_document(TEXT), "auth.lower + year | veryshorttitle.lower", every=True)
    expected = (
        TEXT.replace("@Article{old", "@Article{cooley2016a")
        .replace("@inbook( chapter ", "@inbook( cooley2016 ")
        .replace("{OLD}", "{cooley2016a}")
        .replace("@set{both", "@set{anonnd")
        .replace("{old, chapter}", "{cooley2016a, cooley2016}")
        .replace("@misc{,", "@misc{without,")
        .replace('"old,chapter"', '"cooley2016a,cooley2016"')
    )
    assert done.document.text == expected
    assert {each.old: each.new for each in done.renamed} == {
        "old": "cooley2016a",
        "chapter": "cooley2016",
        "both": "anonnd",
        "": "without",
    }


def test_once_is_enough():
    once = rekey(parse_document(TEXT), every=True)
    twice = rekey(once.document, every=True)
    assert twice.renamed == ()
    assert twice.document is once.document


def test_of_two_entries_with_one_key_each_gets_its_own():
    text = "@book{a, title={One}} @book{a, title={Two}} @inbook{c, crossref={a}}"
    done = rekey(parse_document(text), "veryshorttitle.lower", every=True)
    assert (
        done.document.text
        == "@book{one, title={One}} @book{two, title={Two}} @inbook{one-1, crossref={one}}".replace("one-1", "onea")
    )


def test_keys_can_be_swapped():
    document = parse_document("@book{a, crossref={b}} @book{b, xdata={a, b}}")
    changed = document.edit(RenameKeys({0: "b", 1: "a"}))
    assert changed.text == "@book{b, crossref={a}} @book{a, xdata={b, a}}"
    assert [document.text[each.start : each.end] for each in changed.changes] == ["a", "b", "b", "a", "b"]


@pytest.mark.parametrize(
    ("new", "error", "message"),
    [
        ({0: "b"}, DuplicateKeyError, "two entries would have the key 'b'"),
        ({0: "x", 1: "X"}, DuplicateKeyError, "two entries would have the key 'x'"),
        ({0: "a b"}, InvalidValueError, "no key"),
        ({7: "x"}, UnknownNameError, "there is no entry 7"),
    ],
)
def test_keys_that_cannot_be_are_refused(new, error, message):
    with pytest.raises(error, match=message):
        parse_document("@book{a} @book{b}").edit(RenameKeys(new))


KEYS = st.sampled_from(["a", "b", "A", "c1", ""])
FILES = st.lists(st.tuples(KEYS, st.sampled_from(["a", "b", "zz"]), st.sampled_from(["One", "Two"])), max_size=6)


@given(FILES, st.booleans())
def test_keys_are_unique_and_all_else_stays(entries, every):
    text = "\n".join(f"@book{{{key}, crossref = {{{to}}}, title = {{{title}}}}}" for key, to, title in entries)
    document = parse_document(text)
    changed = rekey(document, "veryshorttitle.lower", every=every).document
    bare = re.compile(r"(?<=@book\{)[^,]*|(?<=crossref = \{)[^}]*")
    assert bare.sub("", changed.text) == bare.sub("", document.text)
    keys = [entry.key for entry in changed.entries]
    assert all(keys)
    if every:
        assert len({key.casefold() for key in keys}) == len(keys)
