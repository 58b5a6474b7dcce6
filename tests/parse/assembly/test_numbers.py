import pytest

from refgraph.parse.assembly.numbers import Volume, parse_edition, parse_number, parse_series, parse_volume
from refgraph.parse.assembly.pages import page_total, parse_pages

PAGES = [
    ("215–232", "215–232"),
    ("215-32", "215–232"),
    ("pp. 215--232", "215–232"),
    ("e1234", "e1234"),
    ("Art. no. 45", "45"),
    ("xii–xv", "xii–xv"),
    ("S12-S15", "S12–S15"),
    ("123S-127S", "123S–127S"),
    ("232-215", "232–215"),
    ("с. 23–41", "23–41"),
    ("ص 45", "45"),
    ("第10~20頁", "10–20"),
    ("163/9", "163/9"),
    ("p. 7", "7"),
    ("S. 12 ff.", "12 ff."),
    ("9-16.CrossRef", "9–16"),
]


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_pages_get_an_en_dash_and_a_full_last_page(text, expected):
    assert parse_pages(text) == expected


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("544 с.", "544"),
        ("xii + 434 pp.", "xii + 434"),
        ("XVI, 320 p. : ill.", "XVI, 320"),
        ("312 S.", "312"),
        ("464 b.", "464"),
        ("210 бет", "210"),
        ("188頁", "188"),
        ("S. 312", None),
        ("pp. 12-15", None),
        ("209", None),
    ],
)
def test_a_unit_behind_the_number_tells_a_total(text, total):
    assert page_total(text) == total


def test_the_unit_may_stand_outside_the_span():
    assert page_total("320", "Paris, ", " p.") == "320"
    assert page_total("320", "Paris, S. ", " p.") is None


NUMBERS = [
    ("vol. 12", "12"),
    ("no. 3-4", "3–4"),
    ("№ 5", "5"),
    ("XII", "XII"),
    ("Т. 4", "4"),
    ("Bd. 12", "12"),
    ("37. Jg.", "37"),
    ("1-т.", "1"),
    ("제40권", "40"),
    ("第3巻", "3"),
    ("第一册", "1"),
    ("第2期", "2"),
    ("Heft 9", "9"),
    ("(2)", "2"),
    ("S1", "S1"),
    ("suppl. 1", "suppl. 1"),
    ("Special Issue", "Special Issue"),
    ("Summer", "Summer"),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS, ids=[text for text, _ in NUMBERS])
def test_numbers_lose_their_lead_in(text, expected):
    assert parse_number(text) == expected


VOLUMES = [
    ("Т. 3, № 2", Volume("3", issue="2")),
    ("25, n° 3", Volume("25", issue="3")),
    ("25(3)", Volume("25", issue="3")),
    ("25 Suppl 1", Volume("25", issue="Suppl 1")),
    ("Т. 4, ч. 1", Volume("4", part="1")),
    ("4 vols", Volume(volumes="4")),
    ("в 4 т.", Volume(volumes="4")),
    ("2009;25(5)", Volume("25", issue="5", year="2009")),
    ("14/2", Volume("14", issue="2")),
    ("15/16", Volume("15/16")),
]


@pytest.mark.parametrize(("text", "expected"), VOLUMES, ids=[text for text, _ in VOLUMES])
def test_the_text_of_a_volume_may_say_more(text, expected):
    assert parse_volume(text, in_container=True) == expected


EDITIONS = [
    ("2nd ed.", "2"),
    ("Second edition", "2"),
    ("3. Aufl.", "3"),
    ("Zweite Auflage", "2"),
    ("2e éd.", "2"),
    ("Segunda edición", "2"),
    ("4ª ed.", "4"),
    ("2-е изд.", "2"),
    ("2-ге вид.", "2"),
    ("wyd. II", "2"),
    ("9. vyd.", "9"),
    ("3. kiadás", "3"),
    ("3. baskı", "3"),
    ("2. uppl.", "2"),
    ("2e druk", "2"),
    ("第2版", "2"),
    ("제3판", "3"),
    ("الطبعة الثانية", "2"),
    ("rev. ed.", "rev. ed."),
    ("2-е изд., испр. и доп.", "2-е изд., испр. и доп."),
]


@pytest.mark.parametrize(("text", "expected"), EDITIONS, ids=[text for text, _ in EDITIONS])
def test_editions_become_numbers_where_they_are_nothing_else(text, expected):
    assert parse_edition(text) == expected


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        ("Suhrkamp Taschenbuch Wissenschaft ; 666", "Suhrkamp Taschenbuch Wissenschaft", "666"),
        ("LNCS 1234", "LNCS", "1234"),
        ("Lecture Notes in Math., Vol. 123", "Lecture Notes in Math.", "123"),
        ("(Studien 9).", "Studien", "9"),
        ("現代数学19", "現代数学", "19"),
        ("Vol. 5 of Studies in Logic", "Studies in Logic", "5"),
        ("Beiträge 2001", "Beiträge 2001", None),
        ("Le sens commun", "Le sens commun", None),
    ],
)
def test_a_series_is_parted_from_its_number(text, title, number):
    assert parse_series(text) == (title, number)
