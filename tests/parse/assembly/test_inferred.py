"""Type, language, reviews and identifiers."""

import pytest

from refgraph.parse.assembly.identifiers import medline_ids, read_identifier
from refgraph.parse.assembly.languages import infer_language
from refgraph.parse.assembly.reviews import reviewed
from refgraph.parse.assembly.types import infer_type

TYPES = [
    ({"container": "Bog Letters", "volume": "3", "pages": "1-2"}, "article-journal"),
    ({"container": "Washington Post", "date": "May 3, 2010"}, "article-newspaper"),
    ({"container": "Time", "date": "2010"}, "article-magazine"),
    ({"container": "Time and Society", "volume": "3"}, "article-journal"),
    ({"container": "Proceedings of the Bog Conference", "pages": "1-2"}, "paper-conference"),
    ({"container": "Cities", "editor": "A. Sow", "pages": "1-2"}, "chapter"),
    ({"container": "Deutsches Bogenblatt", "container-follows-in": "yes", "pages": "1-2"}, "article-journal"),
    ({"container": "Oxford English Dictionary", "publisher": "Quay"}, "entry-encyclopedia"),
    ({"title": "Bogs", "genre": "PhD thesis", "publisher": "Quay University"}, "thesis"),
    ({"title": "Bogs [Data set]", "url": "http://x.org"}, "dataset"),
    ({"title": "Bogs", "genre": "EB/OL"}, "webpage"),
    ({"title": "论河流", "genre": "M", "container": "河流"}, "chapter"),
    ({"title": "Bogs", "isbn": "1", "publisher": "Quay"}, "book"),
    ({"title": "Bogs", "author": "A. Sow", "date": "1999"}, "book"),
    ({"title": "Bogs", "url": "http://x.org"}, "webpage"),
    ({"title": "Moss v. Peat"}, "legal_case"),
    ({}, "document"),
]


@pytest.mark.parametrize(("texts", "kind"), TYPES, ids=[f"{kind} {' '.join(texts)}" for texts, kind in TYPES])
def test_the_type_is_what_the_labels_and_words_say(texts, kind):
    assert infer_type(texts).type == kind


def test_a_body_that_issues_its_own_work_reports():
    texts = {"title": "Energy outlook", "publisher": "Peat Agency"}
    assert infer_type(texts, by_body=True).type == "report"
    assert infer_type(texts, by_body=True).confidence < infer_type({**texts, "isbn": "1"}, by_body=True).confidence


LANGUAGES = [
    ("Slow rivers and fast money: Trade on the Mekong", "en"),
    ("Die Stadt im Nebel", "de"),
    ("L’archéologie du savoir", "fr"),
    ("El discurso social: los límites históricos", "es"),
    ("Eficácia escolar: regressão multinível com dados", "pt"),
    ("Floden och staden i norr", "sv"),
    ("Rzeka i miasto w średniowieczu", "pl"),
    ("Město a řeka ve středověku", "cs"),
    ("A város és a folyó", "hu"),
    ("Nehir ve şehir", "tr"),
    ("Kaupunki ja joki", "fi"),
    ("Dòng sông và thành phố", "vi"),
    ("Торговые пути Евразии", "ru"),
    ("Історія міста", "uk"),
    ("Тарих толқынында", "kk"),
    ("東京の歴史", "ja"),
    ("论经济发展", "zh"),
    ("도시의 역사", "ko"),
    ("تاريخ المدينة", "ar"),
    ("Η πόλη και το ποτάμι", "el"),
    ("Homo ludens", None),
    ("量子力学", None),
    ("", None),
]


@pytest.mark.parametrize(("title", "language"), LANGUAGES, ids=[title or "nothing" for title, _ in LANGUAGES])
def test_the_language_is_told_only_when_it_is_sure(title, language):
    assert infer_language(title) == language


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Review of the book Peat and People, by S. Moss", "Peat and People"),
        ("Rez. zu: Die Stadt im Nebel", "Die Stadt im Nebel"),
        ("Рец. на кн.: Мосты", "Мосты"),
        ("A review of methods", None),
        ("Recent reviews", None),
    ],
)
def test_a_review_names_what_it_is_of(text, title):
    assert reviewed(text) == title


IDENTIFIERS = [
    ("10.1021/ es030360x", "doi", "10.1021/es030360x"),
    (".org/10.3389/fevo.2015.00067", "doi", "10.3389/fevo.2015.00067"),
    ("10.1038/ejhg.2010.129. Epub", "doi", "10.1038/ejhg.2010.129"),
    ("http:// www.rki.de", "url", "http://www.rki.de"),
    ("http : //link. aps.org/doi/10.1103/x", "url", "http://link.aps.org/doi/10.1103/x"),
    ("www.ta-swiss.ch/x", "url", "http://www.ta-swiss.ch/x"),
    ("(http://x.org/a_(b))", "url", "http://x.org/a_(b)"),
    ("arXiv :1412 .4792", "arxiv", "1412.4792"),
    ("arXiv :hep-ph/9208248", "arxiv", "hep-ph/9208248"),
    ("1509.00074[hep -th]", "arxiv", "1509.00074"),
    ("ISBN: 978-90-247-0230-5", "isbn", "9789024702305"),
]


@pytest.mark.parametrize(("text", "scheme", "value"), IDENTIFIERS, ids=[text for text, *_ in IDENTIFIERS])
def test_identifiers_are_mended_where_that_makes_them_valid(text, scheme, value):
    found, message = read_identifier(text, scheme)
    assert (found and found.value, message) == (value, "")


def test_what_cannot_be_mended_says_what_is_wrong():
    found, message = read_identifier("htp://peat", "url")
    assert found is None
    assert message.startswith("not a URL: 'htp://peat'")


def test_notes_may_hold_identifiers():
    assert medline_ids("PMID: 123, PMC1234567") == {"pmid": "123", "pmcid": "PMC1234567"}
