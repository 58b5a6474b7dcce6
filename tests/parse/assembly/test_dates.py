import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.parse.assembly.dates import (
    original_date,
    parse_date,
    publication_status,
    split_original,
    year_suffix,
)

DATES = [
    ("2018", "2018"),
    ("2018, March 3", "2018-03-03"),
    ("12 Sept. 1999", "1999-09-12"),
    ("May–June 2010", "2010-05/2010-06"),
    ("2013 Nov 25-28", "2013-11-25/2013-11-28"),
    ("30 June–2 July 2010", "2010-06-30/2010-07-02"),
    ("December 2009–January 2010", "2009-12/2010-01"),
    ("20–21.11.2008", "2008-11-20/2008-11-21"),
    ("Spring 2003", "2003-21"),
    ("c. 1450", "1450~"),
    ("um 1450", "1450~"),
    ("[1999?]", "1999?"),
    ("1914-18", "1914/1918"),
    ("1998–2001", "1998/2001"),
    ("1998/99", "1998/1999"),
    ("1985-", "1985/.."),
    ("199-", "199X"),
    ("13.02.2024", "2024-02-13"),
    ("12.03.04", "2004-03-12"),
    ("02/13/2024", "2024-02-13"),
    ("3.2010", "2010-03"),
    ("2024-02", "2024-02"),
    ("300 BC", "-0299"),
    ("300 v. Chr.", "-0299"),
    ("AD 79", "0079"),
    ("12 декабря 2019", "2019-12-12"),
    ("5 березня 2010 р.", "2010-03-05"),
    ("5 наурыз 2010 ж.", "2010-03-05"),
    ("3 de julho de 2009", "2009-07-03"),
    ("15 marca 2011", "2011-03-15"),
    ("5. května 2010", "2010-05-05"),
    ("2010. március 5.", "2010-03-05"),
    ("2 Şubat 2011", "2011-02-02"),
    ("12 augusti 2010", "2010-08-12"),
    ("12 Μαρτίου 2010", "2010-03-12"),
    ("tháng 3 năm 2010", "2010-03"),
    ("مارس 2004", "2004-03"),
    ("٢٠٠٤", "2004"),
    ("2019年3月5日", "2019-03-05"),
    ("2015년 8월", "2015-08"),
    ("昭和38年", "1963"),
    ("MCMXCVIII", "1998"),
    ("1425/2004", "2004"),
    ("1425 هـ", "1425 هـ"),
    ("30 February 2018", "2018"),
    ("2018a", "2018"),
    ("abgerufen am 17.06.2010", "2010-06-17"),
    ("дата обращения: 12.03.2020", "2020-03-12"),
    ("n.d.", "n.d."),
    ("o. J.", "o. J."),
    ("б. г.", "б. г."),
    ("in press", "in press"),
    ("no year at all", None),
]


@pytest.mark.parametrize(("text", "expected"), DATES, ids=[text for text, _ in DATES])
def test_printed_dates_become_typed_ones(text, expected):
    date = parse_date(text)
    assert (None if date is None else str(date)) == expected


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text):
    parse_date(text)


@pytest.mark.parametrize(
    ("text", "issued", "original"),
    [
        ("1975 [1899]", "1975", "1899"),
        ("1899 [1975]", "1975", "1899"),
        ("(1899/1975)", "1975", "1899"),
        ("[1899] 1975", "1975", "1899"),
        ("1934, Reprint 1990", "1990", "1934"),
        ("1967 (orig. 1899)", "1967", "1899"),
        ("1998/99", "1998/99", None),
        ("1425/2004", "1425/2004", None),
    ],
)
def test_the_date_of_the_first_edition_is_parted_from_that_of_this_one(text, issued, original):
    assert split_original(text) == (issued, original)


def test_a_note_may_tell_the_first_edition():
    assert original_date("Original work published 1899").year == 1899
    assert original_date("Published in 1899 pages") is None


@pytest.mark.parametrize(
    ("text", "status"), [("2019, in press", "in press"), ("в печати", "в печати"), ("2019", None), ("May 2019", None)]
)
def test_what_is_not_out_yet_says_so(text, status):
    assert publication_status(text) == status


@pytest.mark.parametrize(("text", "suffix"), [("2017b", "b"), ("n.d.-a", "a"), ("1990s", None), ("2017", None)])
def test_the_letter_behind_the_year_is_kept(text, suffix):
    assert year_suffix(text) == suffix
