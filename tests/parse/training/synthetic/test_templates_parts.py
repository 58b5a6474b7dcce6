"""The parts of templates: shapes of names, joined pieces, grown texts, dates, Latin letters."""

from __future__ import annotations

from random import Random

import pytest

from refgraph.parse.result import Label
from refgraph.parse.training.synthetic.templates.dates import Day, day_of, printed_date
from refgraph.parse.training.synthetic.templates.growing import grown
from refgraph.parse.training.synthetic.templates.latin import in_latin
from refgraph.parse.training.synthetic.templates.names import printed_names, read_shape
from refgraph.parse.training.synthetic.templates.pieces import Piece, joined, labelled
from refgraph.parse.training.synthetic.templates.words import known_language, words_of

_THREE = [
    {"family": "Müller", "given": "Hans-Georg"},
    {"family": "Kaya", "given": "Ayşe Nur"},
    {"family": "Cole", "given": "Ian"},
]
_WORDS = {"and": "und", "etal": " u. a."}


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("F I. I.¦, ", "Müller H.-G., Kaya A. N., Cole I."),
        ("F, I.I.¦; ", "Müller, H.-G.; Kaya, A.N.; Cole, I."),
        ("FF, G¦ / ", "MÜLLER, Hans-Georg / KAYA, Ayşe Nur / COLE, Ian"),
        ("F, G¦, ¦ @and ¦99¦¦G F", "Müller, Hans-Georg, Ayşe Nur Kaya und Ian Cole"),
        ("F II¦, ¦, ¦2>1¦@etal", "Müller H-G u. a."),
        ("F, I.¦ & ", "Müller, H., Kaya, A. & Cole, I."),
        ("G F¦, ", "Hans-Georg Müller, Ayşe Nur Kaya, Ian Cole"),
    ],
)
def test_a_list_of_names_is_printed_in_a_shape(shape: str, expected: str) -> None:
    assert printed_names(_THREE, read_shape(shape), _WORDS) == expected


def test_an_organisation_is_printed_as_it_is() -> None:
    assert printed_names([{"literal": "World Bank"}], read_shape("FF, I.¦; "), {}) == "World Bank"


def test_names_in_western_letters_are_not_joined_like_chinese_ones() -> None:
    people = [{"family": "王", "given": "伟"}, {"family": "Berg", "given": "Anna"}]
    assert printed_names(people, read_shape("FG¦、"), {}) == "王伟、Anna Berg"


def test_of_two_full_stops_that_meet_one_remains_and_belongs_to_the_initial() -> None:
    text, spans = labelled([Piece("Ivanov I. I.", Label.AUTHOR), Piece(". "), Piece("Why?", Label.TITLE), Piece(".")])
    assert text == "Ivanov I. I. Why?"
    assert [text[span.start : span.end] for span in spans] == ["Ivanov I. I.", "Why?"]


def test_quotes_and_commas_around_a_field_belong_to_no_field() -> None:
    text, spans = labelled([Piece("«Water»,", Label.TITLE), Piece(" 1999", Label.DATE)])
    assert [text[span.start : span.end] for span in spans] == ["Water", "1999"]
    assert joined([Piece("a "), Piece(", b")]) == "a, b"


def test_a_grown_text_has_no_slots_left() -> None:
    rng = Random(3)
    for language in ("ru", "zh", "pl", "uz", "ru-Latn"):
        for symbol in ("title", "book", "journal", "proceedings"):
            text = grown(rng, words_of(language), symbol)
            assert text
            assert "<" not in text


def test_a_language_that_stands_alone_takes_no_titles_from_english() -> None:
    assert grown(Random(1), words_of("hu"), "law") is None


@pytest.mark.parametrize(
    ("language", "mode", "expected"),
    [("ru", "num", "05.03.2021"), ("zh", "my", "2021年3月"), ("en", "iso", "2021-03-05"), ("hu", "md", "március 5.")],
)
def test_a_date_is_printed_in_the_manner_of_its_language(language: str, mode: str, expected: str) -> None:
    assert printed_date(Day(2021, 3, 5), mode, words_of(language), Random(1)) == expected


def test_a_date_without_a_day_has_no_day_to_print() -> None:
    assert printed_date(Day(2021, 3), "long", words_of("en"), Random(1)) is None
    assert day_of({"date-parts": [["2021", 3]]}) == Day(2021, 3)
    assert day_of({"raw": "spring"}) is None


def test_latin_letters_leave_slots_alone() -> None:
    assert in_latin("Журнал <jgen>: Щука", "bgn") == "Zhurnal <jgen>: Shchuka"


def test_a_tag_finds_the_nearest_language() -> None:
    assert known_language("uz-Cyrl-UZ") == "uz-Cyrl"
    assert known_language("pt-BR") == "pt"
    assert words_of("xx").language == "en"
