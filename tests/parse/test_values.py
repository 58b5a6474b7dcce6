import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.model import Reference
from refgraph.parse import Field, Label, parse
from refgraph.parse.dates import parse_date
from refgraph.parse.numbers import parse_edition, parse_number, parse_pages
from refgraph.parse.places import is_place
from refgraph.parse.rule_labeller import label
from refgraph.parse.tokens import Kind, tokenize

DATES = [
    ("2018", "2018"),
    ("2018, March 3", "2018-03-03"),
    ("12 Sept. 1999", "1999-09-12"),
    ("May–June 2010", "2010-05/2010-06"),
    ("2013 Nov 25-28", "2013-11-25/2013-11-28"),
    ("Spring 2003", "2003-21"),
    ("c. 1450", "1450~"),
    ("1914-18", "1914/1918"),
    ("1998–2001", "1998/2001"),
    ("1985-", "1985/.."),
    ("13.02.2024", "2024-02-13"),
    ("02/13/2024", "2024-02-13"),
    ("2024-02", "2024-02"),
    ("300 BC", "-0299"),
    ("12 декабря 2019", "2019-12-12"),
    ("2019年3月5日", "2019-03-05"),
    ("30 February 2018", "2018"),
    ("2018a", "2018"),
    ("n.d.", "n.d."),
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


PAGES = [
    ("215–232", "215–232"),
    ("215-32", "215–232"),
    ("pp. 215--232", "215–232"),
    ("e1234", "e1234"),
    ("xii–xv", "xii–xv"),
    ("S12-S15", "S12–S15"),
    ("232-215", "232–215"),
    ("с. 23–41", "23–41"),
    ("163/9", "163/9"),
    ("p. 7", "7"),
]


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_pages_get_an_en_dash_and_a_full_last_page(text, expected):
    assert parse_pages(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vol. 12", "12"),
        ("no. 3-4", "3–4"),
        ("№ 5", "5"),
        ("XII", "XII"),
        ("Т. 4", "4"),
        ("Summer", "Summer"),
    ],
)
def test_numbers_lose_their_lead_in(text, expected):
    assert parse_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2nd ed.", "2"),
        ("Second edition", "2"),
        ("3. Aufl.", "3"),
        ("rev. ed.", "rev. ed."),
        ("2-е изд.", "2"),
        ("4ª ed.", "4"),
    ],
)
def test_editions_become_numbers_where_they_have_one(text, expected):
    assert parse_edition(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Washington, DC", "Xi’an", "Paris", "London and New York", "Cambridge, Mass.", "Астана", "Oxford"],
)
def test_places_are_known(text):
    assert is_place(text)


@pytest.mark.parametrize("text", ["The Hill", "Central Asian Survey", "Routledge", ""])
def test_other_names_are_no_places(text):
    assert not is_place(text)


@given(st.text(max_size=120))
def test_tokens_cover_everything_but_white_space(text):
    tokens = tokenize(text)
    place = 0
    for token in tokens:
        assert text[token.start : token.end] == token.text
        assert not text[place : token.start].strip()
        place = token.end
    assert not text[place:].strip()


def test_addresses_are_single_tokens():
    kinds = [
        (token.kind, token.text) for token in tokenize("see https://doi.org/10.1/a(b). or me@x.org, 10.1234/x; 文献")
    ]
    assert (Kind.URL, "https://doi.org/10.1/a(b)") in kinds
    assert (Kind.EMAIL, "me@x.org") in kinds
    assert (Kind.DOI, "10.1234/x") in kinds
    assert [text for kind, text in kinds if kind is Kind.CJK] == ["文", "献"]


@given(st.text(alphabet="Allison, R. (2018)“”:;/-–.&[]12345 abc\n", max_size=200))
def test_labels_of_any_text_point_at_their_text_and_do_not_overlap(text):
    (fields,) = label([text])
    place = 0
    for field in fields:
        assert text[field.start : field.end] == field.text
        assert field.start >= place
        place = field.end


def test_another_labeller_can_take_the_place_of_the_rules():
    def labeller(raws):
        return [(Field(Label.TITLE, 0, len(raw), raw, 0.5),) for raw in raws]

    (parsed,) = parse([Reference(raw="Anything", start=3, end=11)], labeller=labeller)
    assert parsed.work.title == "Anything"
    assert parsed.confidence == 0.5
    assert parsed.text("title") == "Anything"


def test_no_references_give_no_result():
    assert parse([]) == []
