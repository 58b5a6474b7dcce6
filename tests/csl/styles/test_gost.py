"""The Russian styles of our own, entry by entry as GOST R 7.0.100-2018 and GOST R 7.0.5-2008 print their examples."""

import pytest

from refgraph.csl import CitationProcessor, Cite, Cluster
from refgraph.csl.styles import load_style

DESCRIPTION, REFERENCE = "gost-r-7-0-100-2018", "gost-r-7-0-5-2008-multilingual"


def people(*names):
    return [dict(zip(("family", "given"), name.split(" ", 1), strict=True)) for name in names]


def dated(*parts):
    return {"date-parts": [list(parts)]}


BOOK = {
    "id": "book",
    "type": "book",
    "title": "Торф и вода",
    "author": people("Осина Вера Петровна", "Липин Олег Юрьевич"),
    "edition": "5",
    "publisher": "Болото",
    "publisher-place": "Псков",
    "issued": dated(2015),
    "number-of-pages": "608",
    "ISBN": "978-5-392-16399-1",
    "language": "ru",
}
ARTICLE = {
    "id": "article",
    "type": "article-journal",
    "title": "Болота сегодня",
    "author": people("Осина Вера Петровна"),
    "container-title": "Вестник торфа",
    "volume": "3",
    "issue": "2",
    "page": "5-10",
    "issued": dated(2019),
    "DOI": "10.5555/12345678",
    "language": "ru",
}
MANY = people("Осина В. П.", "Липин О. Ю.", "Дубов И. И.", "Клёнов А. А.")
PAGE = {
    "id": "page",
    "type": "webpage",
    "title": "Сколько торфа",
    "author": people("Осина Вера"),
    "container-title": "Торф.рф",
    "URL": "https://example.org/peat",
    "issued": dated(2018, 3, 2),
    "accessed": dated(2020, 2, 1),
    "language": "ru",
}
CHAPTER = {
    "id": "chapter",
    "type": "chapter",
    "title": "Мох",
    "author": people("Осина Вера Петровна"),
    "container-title": "Болота мира",
    "editor": people("Липин Олег Юрьевич", "Дубов И. И."),
    "publisher": "Болото",
    "publisher-place": "Псков",
    "issued": dated(2012),
    "page": "120-145",
    "language": "ru",
}


def entry(item, style):
    processor = CitationProcessor([item], style, "text")
    processor.include([item["id"]])
    (made,) = processor.bibliography().entries
    return made.text.removeprefix("1. ")


@pytest.mark.parametrize(
    ("item", "style", "expected"),
    [
        pytest.param(
            BOOK, DESCRIPTION,
            "Осина, В. П. Торф и вода / В. П. Осина, О. Ю. Липин. – 5-е изд. – Псков : Болото, 2015. – 608 с."
            " – ISBN 978-5-392-16399-1. – Текст : непосредственный.", id="book described",
        ),
        pytest.param(
            ARTICLE, DESCRIPTION,
            "Осина, В. П. Болота сегодня / В. П. Осина. – Текст : непосредственный // Вестник торфа. – 2019."
            " – Т. 3, № 2. – С. 5–10. – DOI 10.5555/12345678.", id="article described",
        ),
        pytest.param(
            PAGE, DESCRIPTION,
            "Осина, В. Сколько торфа / В. Осина. – Текст : электронный // Торф.рф : [сайт]. – 2018. – 2 марта."
            " – URL: https://example.org/peat (дата обращения: 01.02.2020).", id="web page described",
        ),
        pytest.param(
            CHAPTER, DESCRIPTION,
            "Осина, В. П. Мох / В. П. Осина. – Текст : непосредственный // Болота мира / редакторы О. Ю. Липин,"
            " И. И. Дубов. – Псков : Болото, 2012. – С. 120–145.", id="chapter described",
        ),
        pytest.param(
            {**BOOK, "type": "thesis", "genre": "дис. ... канд. геогр. наук", "publisher": "ПГУ", "author":
             people("Осина Вера Петровна"), "edition": "", "ISBN": ""}, DESCRIPTION,
            "Осина, В. П. Торф и вода : дис. ... канд. геогр. наук / Осина Вера Петровна ; ПГУ. – Псков, 2015. – 608 с."
            " – Текст : непосредственный.", id="thesis described",
        ),
    ],
)  # fmt: skip
def test_an_entry_is_as_the_standard_prints_it(item, style, expected):
    assert entry(item, style) == expected


@pytest.mark.parametrize(
    ("item", "style", "expected"),
    [
        pytest.param(
            BOOK, REFERENCE, "Осина В. П., Липин О. Ю. Торф и вода. 5-е изд. Псков : Болото, 2015. 608 с.",
            id="book referred to",
        ),
        pytest.param(
            ARTICLE, REFERENCE,
            "Осина В. П. Болота сегодня // Вестник торфа. 2019. Т. 3, № 2. С. 5–10. DOI 10.5555/12345678.",
            id="article referred to",
        ),
        pytest.param(
            {**BOOK, "author": MANY, "ISBN": ""}, DESCRIPTION,
            "Торф и вода / В. П. Осина, О. Ю. Липин, И. И. Дубов, А. А. Клёнов. – 5-е изд. – Псков : Болото, 2015."
            " – 608 с. – Текст : непосредственный.", id="four authors described",
        ),
        pytest.param(
            {**ARTICLE, "author": [*MANY, *people("Ивов П.")]}, DESCRIPTION,
            "Болота сегодня / В. П. Осина, О. Ю. Липин, И. И. Дубов [и др.]. – Текст : непосредственный"
            " // Вестник торфа. – 2019. – Т. 3, № 2. – С. 5–10. – DOI 10.5555/12345678.", id="five authors described",
        ),
        pytest.param(
            {**ARTICLE, "author": MANY}, REFERENCE,
            "Болота сегодня / В. П. Осина [и др.] // Вестник торфа. 2019. Т. 3, № 2. С. 5–10. DOI 10.5555/12345678.",
            id="four authors referred to",
        ),
        pytest.param(
            {**ARTICLE, "title": "Bogs today", "author": people("Smith Ann Mary"), "container-title": "Peat Review",
             "language": "en-GB"}, REFERENCE,
            "Smith A. M. Bogs today // Peat Review. 2019. Vol. 3, no. 2. P. 5–10. DOI 10.5555/12345678.", id="English",
        ),
        pytest.param(
            {**ARTICLE, "title": "Батпақ", "author": people("Әбенов Ерлан"), "container-title": "Хабаршы",
             "language": "kk", "DOI": "", "URL": "https://example.org", "accessed": dated(2020, 2, 1)}, DESCRIPTION,
            "Әбенов, Е. Батпақ / Е. Әбенов. – Мәтін : электрондық // Хабаршы. – 2019. – Т. 3, № 2. – Б. 5–10."
            " – URL: https://example.org (қаралған күні: 01.02.2020).", id="Kazakh",
        ),
    ],
)  # fmt: skip
def test_authors_and_language_of_the_work_decide(item, style, expected):
    assert entry(item, style) == expected


def test_citations_stand_in_square_brackets_with_pages():
    processor = CitationProcessor([BOOK, ARTICLE], DESCRIPTION, "text")
    clusters = [Cluster((Cite("book", locator="5", label="page"), Cite("article")), "a")]
    assert processor.set_clusters(clusters).texts["a"] == "[1, с. 5; 2]"


def test_the_alphabetical_style_differs_in_its_sorting_only():
    def parts(name):
        return [
            each
            for each in load_style(name).element.children
            if each.tag in {"locale", "macro"} and each.attributes.get("name") != "heading-or-title"
        ]

    plain, alphabetical = parts(DESCRIPTION), parts(f"{DESCRIPTION}-alphabetical")
    assert list(map(without_lines, plain)) == list(map(without_lines, alphabetical))


def without_lines(element):
    return element._replace(line=0, children=tuple(map(without_lines, element.children)))
