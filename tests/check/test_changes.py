"""Fixes that put in or take out a whole field: the layout of the entry stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.check import Config, apply_fixes, check
from refgraph.formats.bibtex import parse_document


def mended(text, *rules, unsafe=False):
    report = check(parse_document(text, "refs.bib"), config=Config(), select=rules)
    return apply_fixes(text, report.findings, unsafe=unsafe)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("@book{a,\n  title = {T},\n  volume = {},\n}", "@book{a,\n  title = {T},\n}", id="own-line"),
        pytest.param("@book{a,\n  volume = {},\n  title = {T}\n}", "@book{a,\n  title = {T}\n}", id="first"),
        pytest.param("@book{a,\n  title = {T},\n  volume = {}\n}", "@book{a,\n  title = {T}\n}", id="last"),
        pytest.param("@book{a, volume = {}, title = {T}}", "@book{a, title = {T}}", id="one-line"),
        pytest.param("@book{a, title = {T}, volume = {}}", "@book{a, title = {T}}", id="one-line-last"),
        pytest.param("@book{a, volume = {}}", "@book{a}", id="alone"),
        pytest.param("@book{a\n , title = {T}\n , volume = {}\n}", "@book{a\n , title = {T}\n}", id="commas-first"),
        pytest.param(
            "@book{a, title = {T},\n  volume = {}, year = 1}", "@book{a, title = {T},\n  year = 1}", id="shared"
        ),
    ],
)
def test_an_empty_field_goes_with_its_comma_and_its_line(before, after, end):
    before, after = before.replace("\n", end), after.replace("\n", end)
    assert mended(before, "empty-field") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "@misc{a,\n\turl = {https://doi.org/10.1016/b},\n}",
            "@misc{a,\n\tdoi = {10.1016/b},\n\turl = {https://doi.org/10.1016/b},\n}",
            id="own-line",
        ),
        pytest.param(
            "@misc{a,\r\n  note = {doi:10.1016/b}}",
            "@misc{a,\r\n  doi = {10.1016/b},\r\n  note = {doi:10.1016/b}}",
            id="CRLF",
        ),
        pytest.param(
            "@misc{a, year = 2000, note = {doi:10.1016/b}}",
            "@misc{a, year = 2000, doi = {10.1016/b}, note = {doi:10.1016/b}}",
            id="one-line",
        ),
    ],
)
def test_a_doi_elsewhere_is_put_into_a_field_of_its_own(before, after):
    assert mended(before, "doi-elsewhere") == after


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("SMITH, JOHN", "Smith, John"),
        ("VAN DER BERG, JAN and Lund, Ada", "van der Berg, Jan and Lund, Ada"),
        ("O'BRIEN-MCDONALD, PATRICIA J.", "O'Brien-McDonald, Patricia J."),
        ("SMITH, JB", "Smith, JB"),
    ],
)
def test_names_in_capitals_are_written_in_ordinary_letters(value, after):
    assert mended(f"@book{{a, author = {{{value}}}}}", "name-caps", unsafe=True) == f"@book{{a, author = {{{after}}}}}"


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("Smith, John; Doe, Ann; {A; B}", "Smith, John and Doe, Ann and {A; B}"),
        ("Smith, John; Doe, Ann;", "Smith, John and Doe, Ann"),
        ("John Smith \\& Ann Doe", "John Smith and Ann Doe"),
        ("John Smith; and Ann Doe", "John Smith and Ann Doe"),
    ],
)
def test_names_are_separated_by_and(value, after):
    text = "@book{a, author = {%s}}"
    assert mended(text % value, "name-separator", unsafe=True) == text % after


def test_a_title_of_capitals_keeps_small_words_small():
    assert mended("@book{a, title = {THE FALL: A HISTORY OF THE WEST'S BANKS}}", "title-caps", unsafe=True) == (
        "@book{a, title = {The Fall: A History of the West's Banks}}"
    )


def fixed_until_nothing_changes(text, *rules):
    for _ in range(20):
        after = mended(text, *rules)
        if after == text:
            return text
        text = after
    raise AssertionError(text)


def test_a_parent_is_moved_behind_its_children():
    children = "@inbook{a, crossref = {p}}\n% between\n@inbook{b, crossref = {p}}"
    before = f"% venues\n@book{{p, title = {{P}}}}\n\n{children}\n\n@book{{c}}\n"
    after = f"% venues\n{children}\n\n@book{{p, title = {{P}}}}\n\n@book{{c}}\n"
    assert fixed_until_nothing_changes(before, "crossref-order") == after


def test_a_parent_is_not_moved_over_a_macro():
    text = "@book{p, title = p}\n@string{p = {P}}\n@inbook{a, crossref = {p}}\n"
    assert mended(text, "crossref-order") == text


def test_parents_in_a_circle_stay_where_they_are():
    text = "@book{a, crossref = {c}}\n@book{b, crossref = {a}}\n@book{c, crossref = {b}}\n@inbook{d, crossref = {a}}\n"
    assert fixed_until_nothing_changes(text, "crossref-order")


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("Li, X. et al.", "Li, X. and others"),
        ("Li, X., \\textit{et al}", "Li, X. and others"),
        ("{P.~Bock et al.}", "{P.~Bock et al.}"),
        ("{Bock} et al.", "{Bock} and others"),
        ("Li, X. et al. and Bo, A.", "Li, X. et al. and Bo, A."),
    ],
)
def test_and_others_takes_no_brace_with_it(value, after):
    text = "@book{a, author = {%s}}"
    assert mended(text % value, "et-al", unsafe=True) == text % after


def test_a_macro_is_not_text():
    text = "@book{a, booktitle = IEEE_J_PROC, title = {A_b}}"
    assert mended(text, "S", unsafe=True) == "@book{a, booktitle = IEEE_J_PROC, title = {A\\_b}}"


FIELDS = st.lists(
    st.sampled_from(["title = {T}", "volume = {}", 'number = ""', "year = 2000", "note = { }", "pages = {1--2}"]),
    max_size=6,
)


@given(FIELDS, st.sampled_from([", ", ",\n  ", ",\r\n\t", "\n , "]), st.sampled_from(["", ",", ",\n", "\n"]))
def test_only_empty_fields_go(fields, between, last):
    text = "@book{k" + "".join(f"{between}{field}" for field in fields) + (last if fields else "") + "}\n"
    before = [(name, value) for name, value in parse_document(text).entries[0].pairs if value.strip()]
    while (after := mended(text, "empty-field")) != text:
        text = after
    document = parse_document(text)
    assert not [each for each in document.findings if each.code == "S001"]
    assert [pair for pair in document.entries[0].pairs if pair[1].strip()] == before
