"""Dates and their text form, EDTF levels 0 and 1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import InvalidValueError
from refgraph.model import Date, DatePoint, Unspecified, dump_edtf, parse_edtf


def point(year, month=None, day=None, **more):
    return DatePoint(year=year, month=month, day=day, **more)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param("2018", Date.of(2018), id="year"),
        pytest.param("2018-03", Date.of(2018, 3), id="month"),
        pytest.param("2020-02-29", Date.of(2020, 2, 29), id="leap day"),
        pytest.param("2018-21", Date.of(2018, season=1), id="spring"),
        pytest.param("2018-24", Date.of(2018, season=4), id="winter"),
        pytest.param("0000", Date.of(0), id="1 BC"),
        pytest.param("-0043", Date.of(-43), id="negative year"),
        pytest.param("Y17000", Date.of(17000), id="long year"),
        pytest.param("Y-17000", Date.of(-17000), id="long negative year"),
        pytest.param("1984~", Date(start=point(1984, approximate=True)), id="approximate"),
        pytest.param("1984?", Date(start=point(1984, uncertain=True)), id="uncertain"),
        pytest.param("1984-06%", Date(start=point(1984, 6, approximate=True, uncertain=True)), id="both"),
        pytest.param("199X", Date(start=point(1990, unspecified=Unspecified.YEAR_DIGIT)), id="decade"),
        pytest.param("19XX", Date(start=point(1900, unspecified=Unspecified.YEAR_DIGITS)), id="century"),
        pytest.param("2004-XX", Date(start=point(2004, unspecified=Unspecified.MONTH)), id="some month"),
        pytest.param("2004-06-XX", Date(start=point(2004, 6, unspecified=Unspecified.DAY)), id="some day"),
        pytest.param(
            "2004-XX-XX", Date(start=point(2004, unspecified=Unspecified.MONTH_AND_DAY)), id="some day of some month"
        ),
        pytest.param("2018/2020", Date(start=point(2018), end=point(2020)), id="range"),
        pytest.param("2018-03-01/2018-03-02", Date(start=point(2018, 3, 1), end=point(2018, 3, 2)), id="range of days"),
        pytest.param("1985/..", Date(start=point(1985), open_end=True), id="open end"),
        pytest.param("../1985", Date(end=point(1985), open_start=True), id="open start"),
        pytest.param("2018-03-01T10:20:30Z", Date(start=point(2018, 3, 1, time="10:20:30Z")), id="time"),
    ],
)
def test_edtf_is_read_and_written(text, date):
    assert parse_edtf(text) == date
    assert dump_edtf(date) == text


@pytest.mark.parametrize("text", ["1985/", "/1985"])
def test_an_unknown_end_of_a_range_is_an_open_one(text):
    assert parse_edtf(text).is_range


@pytest.mark.parametrize(
    ("text", "message", "span"),
    [
        pytest.param("spring 2018", "not an EDTF date: 'spring 2018' at 0-11 of 'spring 2018'", (0, 11), id="words"),
        pytest.param("18", "not an EDTF date: '18' at 0-2 of '18'", (0, 2), id="two digits"),
        pytest.param("2018/20", "not an EDTF date: '20' at 5-7 of '2018/20'", (5, 7), id="end of a range"),
        pytest.param("2018/2018/2018", "not an EDTF date: '2018/2018' at 5-14", (5, 14), id="three ends"),
        pytest.param("", "not an EDTF date: '' at 0-0 of ''", (0, 0), id="nothing"),
        pytest.param("199X-05", "not an EDTF date: '199X-05' at 0-7", (0, 7), id="month of some year"),
        pytest.param("2004-XX-05", "not an EDTF date: '2004-XX-05' at 0-10", (0, 10), id="day of some month"),
        pytest.param("2018-01-01T99:00:00", "not an EDTF date: '2018-01-01T99:00:00'", (0, 19), id="hour 99"),
        pytest.param("2018-13", "no such month: '13'; months are 1-12", None, id="month 13"),
        pytest.param("2018-00", "no such month: '0'; months are 1-12", None, id="month 0"),
        pytest.param("2019-02-29", "no such day: '2019-02-29'", None, id="29 February"),
        pytest.param("../..", "a range without any date: '../..'", None, id="no ends"),
        pytest.param("2020/2018", "the range ends before it begins: '2020/2018'", None, id="years reversed"),
        pytest.param(
            "2018-05/2018-04", "the range ends before it begins: '2018-05/2018-04'", None, id="months reversed"
        ),
    ],
)
def test_what_is_no_date_is_pointed_at(text, message, span):
    with pytest.raises(InvalidValueError) as error:
        parse_edtf(text)
    assert str(error.value).startswith(message)
    assert error.value.span == span


def test_a_range_may_end_in_the_month_it_begins_in():
    assert parse_edtf("2018-05/2018").is_range


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        pytest.param({"month": 13}, "no such month: '13'; months are 1-12", id="month"),
        pytest.param({"season": 5}, "no such season: '5'; seasons are 1-4 and stand without a month", id="season"),
        pytest.param(
            {"season": 1, "month": 3}, "no such season: '1'; seasons are 1-4 and stand without a month", id="both"
        ),
        pytest.param({"day": 3}, "a day needs a month: '3'", id="day alone"),
        pytest.param({"month": 4, "day": 31}, "no such day: '2018-04-31'", id="31 April"),
    ],
)
def test_a_point_that_does_not_exist_is_refused(parts, message):
    with pytest.raises(InvalidValueError) as error:
        DatePoint(year=2018, **parts)
    assert str(error.value) == message


def test_leap_days_exist_in_leap_years_of_any_age():
    assert DatePoint(year=-4, month=2, day=29).day == 29
    with pytest.raises(InvalidValueError, match="no such day"):
        DatePoint(year=-100, month=2, day=29)


@pytest.mark.parametrize(
    ("literal", "status"),
    [
        pytest.param("n.d.", "no-date", id="n.d."),
        pytest.param("[n. d.]", "no-date", id="in brackets"),
        pytest.param("s.a.", "no-date", id="Latin"),
        pytest.param("б. г.", "no-date", id="Russian"),
        pytest.param("In press", "in-press", id="in press"),
        pytest.param("forthcoming", "forthcoming", id="forthcoming"),
        pytest.param("Michaelmas term 1923", None, id="words"),
        pytest.param(None, None, id="no words"),
    ],
)
def test_words_in_the_place_of_a_date_are_understood(literal, status):
    assert Date(literal=literal).status == status


def test_a_date_says_its_year_and_kind():
    assert Date.of(2018, 3, 1).year == 2018
    assert Date(end=point(1985), open_start=True).year == 1985
    assert Date(literal="n.d.").year is None
    assert Date(start=point(1984, approximate=True)).approximate
    assert not Date.of(1984).approximate
    assert not Date.of(1984).is_range


def test_dates_sort_by_time_and_words_last():
    dates = [Date(literal="n.d."), Date.of(2018, 3, 1), Date.of(2018), Date.of(2018, season=1), Date.of(-43)]
    assert [str(date) for date in sorted(dates, key=lambda date: date.sort_key)] == [
        "-0043",
        "2018",
        "2018-21",
        "2018-03-01",
        "n.d.",
    ]


def test_a_date_in_words_has_no_edtf():
    assert dump_edtf(Date(literal="n.d.")) == ""


years = st.integers(-99999, 99999)
qualifiers = {"approximate": st.booleans(), "uncertain": st.booleans()}
points = st.one_of(
    st.builds(DatePoint, year=years, **qualifiers),
    st.builds(DatePoint, year=years, month=st.integers(1, 12), **qualifiers),
    st.builds(DatePoint, year=years, month=st.integers(1, 12), day=st.integers(1, 28), **qualifiers),
    st.builds(DatePoint, year=years, season=st.integers(1, 4), **qualifiers),
    st.builds(
        DatePoint, year=st.integers(0, 999).map(lambda year: year * 10), unspecified=st.just(Unspecified.YEAR_DIGIT)
    ),
    st.builds(
        DatePoint, year=st.integers(0, 99).map(lambda year: year * 100), unspecified=st.just(Unspecified.YEAR_DIGITS)
    ),
    st.builds(DatePoint, year=years, unspecified=st.sampled_from([Unspecified.MONTH, Unspecified.MONTH_AND_DAY])),
    st.builds(DatePoint, year=years, month=st.integers(1, 12), unspecified=st.just(Unspecified.DAY)),
)
dates = st.one_of(
    st.builds(Date, start=points),
    st.tuples(points, points)
    .map(lambda ends: sorted(ends, key=lambda end: end.year))
    .filter(lambda ends: ends[0].year < ends[1].year)
    .map(lambda ends: Date(start=ends[0], end=ends[1])),
    points.map(lambda start: Date(start=start, open_end=True)),
    points.map(lambda end: Date(end=end, open_start=True)),
)


@given(dates)
def test_every_date_is_read_back_from_its_text(date):
    assert parse_edtf(dump_edtf(date)) == date


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_an_error_with_the_text(text):
    try:
        date = parse_edtf(text)
    except InvalidValueError as error:
        assert error.text is not None  # noqa: PT017 - either outcome is right
    else:
        assert parse_edtf(dump_edtf(date)) == date
