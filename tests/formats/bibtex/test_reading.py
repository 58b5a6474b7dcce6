"""A .bib file as it is written: values, places, and what survives when it is broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import UnreadableFileError
from refgraph.formats.bibtex import parse_document, read_document

AROUND = "@book{before, title = {Before}}\n\n{}\n\n@misc{after, title = {After}, year = 2003}\n"


def around(block):
    return AROUND.replace("{}", block, 1)


def values(entry):
    return {field.name: field.value for field in entry.fields}


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param("@article{k, title = {A {B} c}, year = 1999}", {"title": "A {B} c", "year": "1999"}, id="plain"),
        pytest.param(
            '@Article(k, title = {a ) b}, note = "c ) d")', {"title": "a ) b", "note": "c ) d"}, id="parentheses"
        ),
        pytest.param('@article{k, title = "A {"}q{"} b",}', {"title": 'A {"}q{"} b'}, id="quotes in quotes"),
        pytest.param(r"@misc{k, title = {Set \{a, b\} ok}}", {"title": r"Set \{a, b\} ok"}, id="backslash braces"),
        pytest.param(
            "@misc{k, title = {x @article{y, z} @}}", {"title": "x @article{y, z} @"}, id="at sign in a value"
        ),
        pytest.param("@misc{k, note = {a\n@foo{bar} b}}", {"note": "a\n@foo{bar} b"}, id="at sign at a line's start"),
        pytest.param("@misc{k, month = jan, title = {a} # { b}}", {"month": "jan", "title": "a b"}, id="joined"),
        pytest.param("@ misc {k,\n  TITLE\n =\n {a}\n}", {"TITLE": "a"}, id="white space everywhere"),
        pytest.param("@misc\n{k, title = {a}}", {"title": "a"}, id="brace on the next line"),
        pytest.param("@misc{k, month = mar # {~5}}", {"month": "mar~5"}, id="month joined to a day"),
        pytest.param("@misc{k}", {}, id="key only"),
        pytest.param("@misc{k, title = {}}", {"title": ""}, id="empty value"),
        pytest.param(
            "@misc{k, title = " + "{" * 40 + "a" + "}" * 40 + "}", {"title": "{" * 39 + "a" + "}" * 39}, id="deep"
        ),
    ],
)
def test_a_good_entry_is_read_without_findings(block, expected):
    document = parse_document(around(block))
    assert [entry.key for entry in document.entries] == ["before", "k", "after"]
    assert values(document.entries[1]) == expected
    assert document.findings == ()


# What is wrong, the fields that are read all the same, and the place the finding points at.
BROKEN = [
    pytest.param(
        "@article{k, title = {T}, year = 1999\n", {"title": "T", "year": "1999"}, "9", id="closing brace missing"
    ),
    pytest.param(
        "@article{k, title = {T, year = 1999}", {"title": "T", "year": "1999"}, "{T, year", id="brace of a value"
    ),
    pytest.param(
        '@article{k, title = "a { b", year = 1999}', {"title": "a { b", "year": "1999"}, '"a {', id="brace in quotes"
    ),
    pytest.param('@article{k, title = "a, year = {1999}}', {"title": "a", "year": "1999"}, "}", id="quote not closed"),
    pytest.param("@article{k, title = {T} year = 1999}", {"title": "T", "year": "1999"}, "}", id="comma missing"),
    pytest.param(
        "@article{k title = {T}, year = 1999}", {"title": "T", "year": "1999"}, " title", id="comma after the key"
    ),
    pytest.param("@article{k, title {T}, year = 1999}", {"year": "1999"}, "title {T}", id="equals sign missing"),
    pytest.param("@article{k, title = , year = 1999}", {"title": "", "year": "1999"}, ", year", id="value missing"),
    pytest.param(
        "@article{k, title = {a} # , year = 1999}", {"title": "{a} #", "year": "1999"}, ", year", id="join with nothing"
    ),
    pytest.param(
        "@article{k, title = Bare Words, year = 1999}",
        {"title": "Bare Words", "year": "1999"},
        "Words",
        id="bare words",
    ),
    pytest.param("@article{k, title = {T},, year = 1999}", {"title": "T", "year": "1999"}, ", year", id="double comma"),
    pytest.param(
        "@article(k, title = {T}, year = 1999}", {"title": "T", "year": "1999"}, "}", id="closed by the wrong sign"
    ),
    pytest.param(
        '@article{k, title = "a ""b"" c", year = 1999}',
        {"title": 'a ""b"" c', "year": "1999"},
        '"b""',
        id="doubled quotes",
    ),
    pytest.param("@article{k, title = {T}}, year = 1999}", {"title": "T"}, ", year = 1999}", id="brace too many"),
]


@pytest.mark.parametrize(("block", "expected", "pointed_at"), BROKEN)
def test_a_broken_entry_is_pointed_at_and_its_neighbours_survive(block, expected, pointed_at):
    text = around(block)
    document = parse_document(text, "refs.bib")
    assert [entry.key for entry in document.entries] == ["before", "k", "after"]
    assert values(document.entries[1]) == expected
    finding = document.findings[0]
    assert (finding.code, finding.slug, finding.severity) == ("S001", "unparsable-block", "error")
    assert (finding.key, finding.file) == ("k", "refs.bib")
    assert pointed_at.startswith(text[slice(*finding.span)][: len(pointed_at)])
    assert finding.line == text[: finding.span[0]].count("\n") + 1


def test_the_finding_of_a_broken_entry_holds_its_text():
    (finding,) = parse_document(around("@article{k, title {T}}")).findings
    assert finding.value == "@article{k, title {T}}"
    assert finding.message == "@article 'k': a field 'name = value' should stand here"


def test_a_value_without_end_does_not_swallow_the_next_entries():
    text = "".join(f"@article{{k{n},\n  title = {{no end,\n  year = {n}\n}}\n\n" for n in range(1, 50))
    document = parse_document(text)
    assert [entry.key for entry in document.entries] == [f"k{n}" for n in range(1, 50)]
    assert {entry.value("title") for entry in document.entries} == {"no end"}


def test_a_missing_key_is_a_finding_and_the_entry_stays():
    document = parse_document("@article{, title = {A}}\n@article{title = {B}}")
    assert [(entry.key, entry.value("title")) for entry in document.entries] == [("", "A"), ("", "B")]
    assert [(each.code, each.slug, each.line) for each in document.findings] == [
        ("S002", "missing-key", 1),
        ("S002", "missing-key", 2),
    ]


def test_a_key_may_hold_a_space():
    assert parse_document("@book{Cohn 2012,\n title = {A}}").entries[0].key == "Cohn 2012"


def test_a_repeated_key_keeps_both_entries():
    document = parse_document("@book{a, title = {1}}\n@book{b}\n@book{a, title = {2}}")
    assert [entry.value("title") for entry in document.entries] == ["1", "", "2"]
    (finding,) = document.findings
    assert (finding.code, finding.key, finding.line) == ("U701", "a", 3)


def test_of_a_repeated_field_the_first_counts():
    document = parse_document("@book{a, title = {1}, Title = {2}}")
    assert document.entries[0].value("TITLE") == "1"
    assert len(document.entries[0].fields) == 2
    (finding,) = document.findings
    assert (finding.code, finding.key, finding.field, finding.value, finding.column) == ("S003", "a", "title", "2", 23)


def test_macros_are_what_they_are_at_the_point_of_use():
    text = '@string{J = "Old"}@misc{a, journal = j # { X}}@STRING(j = {New})@misc{b, journal = J}'
    document = parse_document(text)
    assert [entry.value("journal") for entry in document.entries] == ["Old X", "New"]
    assert document.entries[0].field("journal").macros == ("j",)
    assert document.strings["j"].value == "New"
    assert len(document.string_definitions) == 2
    (finding,) = document.findings
    assert (finding.code, finding.slug, finding.severity) == ("S005", "duplicate-string", "warning")


def test_an_undefined_macro_is_pointed_at_and_kept_as_text():
    text = "@misc{a, journal = later}\n@string{later = {J}}"
    document = parse_document(text)
    assert document.entries[0].value("journal") == "later"
    (finding,) = document.findings
    assert (finding.code, finding.field, text[slice(*finding.span)]) == ("S004", "journal", "later")


def test_macros_may_be_defined_elsewhere():
    document = parse_document("@misc{a, journal = cas}", strings={"CAS": "Central Asian Survey"})
    assert document.entries[0].value("journal") == "Central Asian Survey"
    assert document.findings == ()


def test_comments_preambles_and_text_between_are_kept():
    text = (
        'Some text = with, {odd} " signs\n@comment{ @article{ghost, title={no}} }\n'
        '@preamble{"\\newcommand{\\x}{y}" # { z}}\n@misc{a}'
    )
    document = parse_document(text)
    assert [entry.key for entry in document.entries] == ["a"]
    assert document.comments == ('Some text = with, {odd} " signs', "@article{ghost, title={no}}")
    assert document.preambles == ("\\newcommand{\\x}{y} z",)
    assert document.findings == ()


def test_a_broken_string_leaves_the_next_one_alone():
    document = parse_document('@string{bad = }\n@string{good = "Good"}\n@misc{a, title = good}')
    assert document.entries[0].value("title") == "Good"
    assert [finding.code for finding in document.findings] == ["S001"]


def test_an_address_in_text_is_no_entry():
    document = parse_document("Write to me@example.org or see foo@bar{nothing\n\n@misc{a, title = {T}}")
    assert [entry.key for entry in document.entries] == ["a"]


@pytest.mark.parametrize(
    "text", ["", " \n ", "no entries at all", "@", "@@@", "{}", "@{", "@article", "@article{", "@string{", "\ufeff"]
)
def test_files_without_entries(text):
    document = parse_document(text)
    assert [entry.key for entry in document.entries] in ([], [""])


def test_line_ends_and_byte_order_mark():
    text = "\ufeff@misc{a,\r\n  title = {x\r\n y},\r\n  year = 2000\r\n}\r\n"
    document = parse_document(text)
    (entry,) = document.entries
    year = entry.field("year")
    assert (year.line, year.column, document.text[year.start : year.end]) == (4, 3, "year = 2000")
    assert document.text[0] == "@"


def test_a_latin_1_file_is_read_with_a_finding(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_bytes("@misc{a,\n title = {Café}}".encode("latin-1"))
    document = read_document(path)
    assert document.entries[0].value("title") == "Café"
    (finding,) = document.findings
    assert (finding.code, finding.slug, finding.line, finding.column) == ("S014", "not-utf8", 2, 14)


def test_a_utf_16_file_is_read(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_bytes("@misc{a, title = {Café}}".encode("utf-16"))
    assert read_document(path).entries[0].value("title") == "Café"


def test_a_binary_file_is_refused(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_bytes(b"\x89PNG\r\n\x00\x01")
    with pytest.raises(UnreadableFileError, match="is an image, not a text file"):
        read_document(path)


def test_bibtexparser_prints_nothing(capsys):
    parse_document("@article{a, title = {x\n@article{b, title = {y}}")
    assert capsys.readouterr() == ("", "")


SIGNS = st.text('@abk{}(),=#"\\ \n1', max_size=60)
PARTS = st.lists(
    st.sampled_from(
        [
            "@article{k",
            "@string{s",
            "@comment{",
            "@",
            "{",
            "}",
            ",",
            "=",
            " title ",
            " = {",
            '"',
            "#",
            "\n",
            "x",
            "jan",
            "(",
            ")",
        ]
    ),
    max_size=25,
).map("".join)


@given(SIGNS | PARTS)
def test_places_are_right_in_any_text(text):
    document = parse_document(text)
    assert document.text == text
    end = 0
    for entry in document.entries:
        assert text[entry.start : entry.end] == entry.raw
        assert entry.raw[0] == "@"
        assert entry.start >= end
        end = entry.end
        assert entry.line == text[: entry.start].count("\n") + 1
        for field in entry.fields:
            assert text.startswith(field.name, field.start)
            assert text[field.value_start : field.end] == field.raw
            assert entry.start < field.start < field.end <= entry.end or not field.raw
    for finding in document.findings:
        assert 0 <= finding.span[0] <= finding.span[1] <= len(text)


WORDS = st.text("abcdefgh", min_size=1, max_size=6)


@given(st.lists(st.tuples(WORDS, st.lists(st.tuples(WORDS, WORDS), max_size=3)), max_size=5), st.integers(0, 4), SIGNS)
def test_no_junk_in_one_entry_loses_another(entries, place, junk):
    blocks = [
        f"@misc{{key{n}, {', '.join(f'{a} = {{{b}}}' for a, b in fields)}\n}}" for n, (_, fields) in enumerate(entries)
    ]
    blocks.insert(place, "@article{broken, " + junk.replace("@", ""))
    keys = [entry.key for entry in parse_document("\n".join(blocks)).entries]
    assert {f"key{n}" for n in range(len(entries))} <= set(keys)


@pytest.mark.parametrize(
    "line",
    ["@foo{ a = {\n", "@comment{ x\n", "x@y{z (\n", '@foo{a, b = "\n', "@foo{a b c\n", "b = {,\n", "@foo{\n", "@ "],
    ids=["no end", "comment", "address", "quote", "no comma", "field", "no key", "at sign"],
)
def test_a_long_row_of_broken_blocks_is_read_in_one_go(line):
    assert parse_document("@foo{a, " + line * 3000).text


def test_an_undefined_macro_is_its_name_or_nothing_as_one_asks():
    text = '@string{a = "A"} @misc{k, note = "see " # a # b, title = c}'
    document = parse_document(text)
    as_bibtex = parse_document(text, undefined="empty")
    assert [entry.values for entry in document.entries] == [{"note": "see Ab", "title": "c"}]
    assert [entry.values for entry in as_bibtex.entries] == [{"note": "see A", "title": ""}]
    assert [each.code for each in document.findings] == [each.code for each in as_bibtex.findings] == ["S004", "S004"]
