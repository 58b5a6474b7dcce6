"""Edits of .bib files: they do what they say, and change no byte that they need not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.errors import DuplicateKeyError, InvalidValueError, UnknownNameError
from refgraph.formats.bibtex import (
    AddEntry,
    DeleteField,
    RemoveEntry,
    RenameField,
    RenameKey,
    SetField,
    SortEntries,
    parse_document,
    read_document,
)

SAMPLE = Path(__file__).with_name("sample.bib").read_text(encoding="utf-8")


def edited(text, *edits):
    return parse_document(text).edit(*edits).text


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        pytest.param("@a{k,\n t = {x},\n}", SetField("k", "T", "y"), "@a{k,\n t = {y},\n}", id="value in braces"),
        pytest.param('@a{k, t = "x"}', SetField("k", "t", "y"), '@a{k, t = "y"}', id="quotes stay"),
        pytest.param('@a{k, t = "x"}', SetField("k", "t", 'a "b"'), '@a{k, t = {a "b"}}', id="quotes do not fit"),
        pytest.param("@a{k, y = 1999}", SetField("k", "y", "2000"), "@a{k, y = 2000}", id="bare number"),
        pytest.param("@a{k, y = 1999}", SetField("k", "y", "in press"), "@a{k, y = {in press}}", id="no number"),
        pytest.param("@a{k, month = {x}}", SetField("k", "month", "jan"), "@a{k, month = {jan}}", id="braces stay"),
        pytest.param("@a{k, month = feb}", SetField("k", "month", "jan"), "@a{k, month = jan}", id="month"),
        pytest.param(
            "@a{k, month = feb}", SetField("k", "month", "jan # {~5}", raw=True), "@a{k, month = jan # {~5}}", id="raw"
        ),
        pytest.param("@a{k, t = {x}, T = {z}}", SetField("k", "t", "y"), "@a{k, t = {y}, T = {z}}", id="first counts"),
        pytest.param(
            "@a{k,\r\n\tt    = {x}\r\n}",
            SetField("k", "note", "y"),
            "@a{k,\r\n\tt    = {x},\r\n\tnote = {y}\r\n}",
            id="new field, aligned, no comma at the end",
        ),
        pytest.param(
            "@a{k,\n  title = {x},\n}", SetField("k", "y", "1"), "@a{k,\n  title = {x},\n  y = 1,\n}", id="new field"
        ),
        pytest.param("@a{k,t={x}}", SetField("k", "u", "y"), "@a{k,t={x},u={y}}", id="new field without blanks"),
        pytest.param("@a{k}", SetField("k", "t", "x"), "@a{k,\n  t = {x}\n}", id="first field"),
        pytest.param("@a{k,\n}", SetField("k", "t", "x"), "@a{k,\n  t = {x},\n}", id="first field after a comma"),
        pytest.param("@a(k, t = {x})", SetField("k", "u", "y"), "@a(k, t = {x}, u = {y})", id="parentheses"),
        pytest.param("@a{k, t = , u = 1}", SetField("k", "t", "x"), "@a{k, t = {x}, u = 1}", id="value was missing"),
        pytest.param("@a{k,\n a = 1,\n b = 2\n}", DeleteField("k", "A"), "@a{k,\n b = 2\n}", id="delete"),
        pytest.param("@a{k,\n a = 1,\n b = 2\n}", DeleteField("k", "b"), "@a{k,\n a = 1,\n}", id="delete the last"),
        pytest.param("@a{k, a = 1, b = 2, A = 3}", DeleteField("k", "a"), "@a{k, b = 2,}", id="delete all of a name"),
        pytest.param("@a{k, a = 1\n , b = 2}", DeleteField("k", "a"), "@a{k, b = 2}", id="comma on the next line"),
        pytest.param("@a{k, Year=1}", RenameField("k", "year", "date"), "@a{k, date=1}", id="rename a field"),
        pytest.param(
            "@a{k}\n@b{c, crossref = {K}, note = {k}}",
            RenameKey("k", "new"),
            "@a{new}\n@b{c, crossref = {new}, note = {k}}",
            id="rename a key, crossref in any case",
        ),
        pytest.param(
            '@a{k, ids = {k-old}}@b{c, xdata = "a,k ,kk", RELATED = {k}, entryset={kk,k}, xref = {K}, ids={x k}}',
            RenameKey("k", "n"),
            '@a{n, ids = {k-old}}@b{c, xdata = "a,n ,kk", RELATED = {n}, entryset={kk,n}, xref = {K}, ids={x n}}',
            id="rename a key, lists of keys",
        ),
        pytest.param("@a{K}@a{k}@b{c, crossref={K}}", RenameKey("k", "n"), "@a{K}@a{n}@b{c, crossref={K}}", id="cases"),
        pytest.param("@a{, t = 1}", RenameKey("", "n"), "@a{n, t = 1}", id="a key for an entry without"),
        pytest.param("@a{k}\n\n@a{l}\n% x\n", RemoveEntry("k"), "@a{l}\n% x\n", id="remove the first"),
        pytest.param("% x\n@a{k}\n\n@a{l}\n", RemoveEntry("l"), "% x\n@a{k}\n", id="remove the last"),
        pytest.param("@a{k}\n", RemoveEntry("k"), "\n", id="remove the only one"),
        pytest.param("@a{k}", AddEntry("b", "n", {"y": "1999"}), "@a{k}\n\n@b{n,\n  y = 1999,\n}\n", id="add"),
        pytest.param("", AddEntry("book", "n", {}), "@book{n,\n}\n", id="add to nothing"),
        pytest.param("@a{k}\r\n", AddEntry("b", "n"), "@a{k}\r\n\r\n@b{n,\r\n}\r\n", id="add, line ends of the file"),
        pytest.param("@a{k}\n\n@a{l}", AddEntry("b", "n", after="k"), "@a{k}\n\n@b{n,\n}\n\n@a{l}", id="add after"),
        pytest.param("@a{b}\n\n@a{a}\n", SortEntries(), "@a{a}\n\n@a{b}\n", id="sort"),
        pytest.param(
            "% file\n\n% b's\n@a{b}\n\n@a{a}\n% end", SortEntries(), "% file\n\n@a{a}\n\n% b's\n@a{b}\n% end",
            id="sort with comments",
        ),
        pytest.param(
            "@a{z, j = s}@string{s = {1}}@a{c, j = s}@a{b}", SortEntries(),
            "@a{z, j = s}@string{s = {1}}@a{b}@a{c, j = s}", id="no entry passes an @string",
        ),
        pytest.param(
            "@a{c, crossref={A}}@a{b}@a{a}", SortEntries(), "@a{b}@a{c, crossref={A}}@a{a}", id="parents stay last"
        ),
    ],
)  # fmt: skip
def test_an_edit_changes_what_it_must(before, edit, after):
    document = parse_document(before)
    changed = document.edit(edit)
    assert changed.text == after
    check_changes(document, changed)


def check_changes(document, changed):
    """Outside the listed changes the two texts are the same."""
    old = new = 0
    for change in changed.changes:
        assert document.text[old : change.start] == changed.text[new : change.new_start]
        old, new = change.end, change.new_end
    assert document.text[old:] == changed.text[new:]


@pytest.mark.parametrize(
    ("edit", "error", "message"),
    [
        (SetField("z", "t", "x"), UnknownNameError, "no entry has the key 'z'"),
        (SetField("k", "t", "a } b"), InvalidValueError, "cannot be the value of a field: 'a } b' at 0-5"),
        (SetField("k", "t", "{a", raw=True), InvalidValueError, "cannot be the value of a field: '{a'"),
        (SetField("k", "t", "1}, b = {2", raw=True), InvalidValueError, "cannot be the value of a field"),
        (SetField("k", "t", "a\n@book{b, x = 1}"), InvalidValueError, "cannot be the value of a field"),
        (SetField("k", "a b", "x"), InvalidValueError, "no name of a field: ' ' at 1-2 of 'a b'"),
        (DeleteField("k", "z"), UnknownNameError, "the entry 'k' has no field 'z'; it has t"),
        (RenameField("k", "t", "a="), InvalidValueError, "no name of a field: '=' at 1-2"),
        (RenameKey("k", "L"), DuplicateKeyError, "an entry has the key 'L' already"),
        (RenameKey("k", "a,b"), InvalidValueError, "no key: ',' at 1-2 of 'a,b'"),
        (AddEntry("book", "k"), DuplicateKeyError, "an entry has the key 'k' already"),
        (AddEntry("book", "n", {"t": "{"}), InvalidValueError, "cannot be the value of a field"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_an_edit_that_would_break_the_file_is_refused(edit, error, message):
    with pytest.raises(error) as caught:
        parse_document("@a{k, t = {x}}@a{l}").edit(edit)
    assert message in str(caught.value)


def test_two_edits_of_one_value_are_refused():
    with pytest.raises(InvalidValueError, match="two edits change the same text"):
        parse_document("@a{k, t = {x}}").edit(SetField("k", "t", "y"), SetField("k", "t", "z"))


def test_several_edits_are_about_the_document_as_it_is():
    document = parse_document(SAMPLE)
    changed = document.edit(
        SetField("Cooley2017", "year", "2018"),
        SetField("Cooley2017", "doi", "10.1/x"),
        SetField("Cooley2017", "note", "n"),
        DeleteField("Cooley2017", "keywords"),
        RenameKey("Cooley2017", "new"),
        RemoveEntry("spaced"),
        RemoveEntry("both"),
    )
    check_changes(document, changed)
    assert [entry.key for entry in changed.entries] == ["new", "child1", "Parent", "x", "last"]
    assert [name for name, _ in changed.entries[0].pairs][-2:] == ["doi", "note"]
    assert changed.entries[3].value("related") == "new"
    assert changed.findings == ()
    assert document.text == SAMPLE


def test_sorting_after_other_edits_names_the_span_from_first_to_last_difference():
    document = parse_document("@a{b}\n@a{a, t = 1}\n% end\n")
    changed = document.edit(SortEntries(), SetField("a", "t", "2"))
    assert changed.text == "@a{a, t = 2}\n@a{b}\n% end\n"
    check_changes(document, changed)


def test_macros_from_elsewhere_are_known_after_an_edit():
    document = parse_document("@a{k, t = x, u = 1}", strings={"x": "X"}).edit(SetField("k", "u", "2"))
    assert document.entries[0].value("t") == "X"


def test_single_bytes_of_a_damaged_file_stay(tmp_path):
    path = tmp_path / "refs.bib"
    data = b"@a{b, t = {\xd6 \xc3\xa9\xc3\xa9\xc3\xa9}, u = {x}}\n@a{a, t = {\xe9}}\n"
    path.write_bytes(data)
    document = read_document(path)
    assert document.edit(SetField("b", "u", "longer é")).to_bytes() == data.replace(b"{x}", "{longer é}".encode())
    assert document.edit(RemoveEntry("b")).to_bytes() == b"@a{a, t = {\xe9}}\n"
    one, other = data.splitlines()
    assert document.edit(SortEntries()).to_bytes() == other + b"\n" + one + b"\n"
    assert document.edit(SetField("a", "t", "é")).to_bytes() == data.replace(b"{\xe9}", "{é}".encode())


def test_in_every_file_of_the_corpus_a_changed_field_is_all_that_changes(shared):
    folder = shared / "bib-corpus" / "files"
    if not folder.is_dir():
        pytest.skip("needs ../shared/bib-corpus")
    edits = 0
    for path in sorted(folder.glob("*/*.bib")):
        document = read_document(path)
        seen, candidates = set(), []
        for entry in document.entries:
            if entry.key not in seen and entry.fields:
                candidates.append(entry)
            seen.add(entry.key)
        for entry in {*candidates[:1], *candidates[-1:], *candidates[len(candidates) // 2 :][:1]}:
            field = entry.field(entry.names[-1])
            changed = document.edit(SetField(entry.key, field.name, "changed"))
            edits += 1
            start, end = field.value_start, field.end
            before, after = document.text[:start], document.text[end:]
            new = changed.text[start : len(changed.text) - len(after)]
            assert (changed.text, new[1:-1]) == (before + new + after, "changed"), (path.name, entry.key)
            (change,) = changed.changes
            assert change == (start, end, start, start + len(new))
            assert changed.to_bytes().startswith(path.read_bytes()[: len(before)]) or not before.isascii()
            again = next(each for each in changed.entries if each.start == entry.start)
            assert again.value(field.name) == "changed", (path.name, entry.key)
            assert len(changed.entries) == len(document.entries)
    assert edits > 700


def stands(value):
    document = parse_document("@m{k, a = {" + value + "}}")
    return not document.findings and [each.value("a") for each in document.entries] == [value]


VALUES = st.text('ab {}"#,=é\n1', max_size=8).filter(stands)
KEYS = ["Cooley2017", "child1", "Parent", "spaced", "both", "x", "last"]


@settings(max_examples=60)
@given(st.sampled_from(KEYS), st.data(), VALUES)
def test_what_is_set_is_read_and_setting_it_back_gives_the_file_again(key, data, value):
    document = parse_document(SAMPLE)
    entry = next(each for each in document.entries if each.key == key)
    name = data.draw(st.sampled_from(entry.names))
    changed = document.edit(SetField(key, name, value))
    check_changes(document, changed)
    again = {each.key: each for each in changed.entries}
    assert again[key].value(name) == value
    assert [each.values for each in changed.entries if each.key != key] == [
        each.values for each in document.entries if each.key != key
    ]
    assert changed.edit(SetField(key, name, entry.field(name).raw, raw=True)).text == SAMPLE


@settings(max_examples=40)
@given(st.sampled_from(KEYS), st.text("abc:_-.", min_size=1, max_size=5))
def test_a_key_renamed_there_and_back_gives_the_file_again(key, new):
    document = parse_document(SAMPLE)
    changed = document.edit(RenameKey(key, new))
    assert new in [entry.key for entry in changed.entries]
    assert changed.edit(RenameKey(new, key)).text == SAMPLE.replace("{parent}", "{Parent}")


@given(st.permutations(KEYS))
def test_sorting_twice_is_sorting_once_and_loses_nothing(order):
    document = parse_document(SAMPLE)
    once = document.edit(SortEntries(by=lambda entry: order.index(entry.key)))
    assert once.edit(SortEntries(by=lambda entry: order.index(entry.key))).text == once.text
    assert sorted(entry.raw for entry in once.entries) == sorted(entry.raw for entry in document.entries)
    assert {entry.key: entry.values for entry in once.entries} == {
        entry.key: entry.values for entry in document.entries
    }
    assert once.comments.count("@article{ghost, title = {Not there}}") == 1


@given(VALUES)
def test_an_added_entry_is_read_and_removing_it_gives_the_rest(value):
    changed = parse_document(SAMPLE).edit(AddEntry("book", "new", {"title": value, "year": "1999"}))
    assert changed.text.startswith(SAMPLE)
    assert changed.entries[-1].pairs == (("title", value), ("year", "1999"))
    assert changed.edit(RemoveEntry("new")).text.rstrip("\n") == SAMPLE.rstrip("\n")
