"""Name lists and dates of .bib files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.formats.bibtex.dates import read_issued, read_month, write_issued
from refgraph.formats.bibtex.identifiers import read_doi, read_eprint, read_verbatim
from refgraph.formats.bibtex.names import read_names, write_names
from refgraph.model import Date, DatePoint, Identifier, Name, Organization, Scheme, parse_edtf


def person(family, given=None, von=None, suffix=None, dropping=None):
    return Name(family=family, given=given, non_dropping_particle=von, suffix=suffix, dropping_particle=dropping)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Allison, R.", [person("Allison", "R.")]),
        ("R. Allison and Alexander Cooley", [person("Allison", "R."), person("Cooley", "Alexander")]),
        ("Ludwig van Beethoven", [person("Beethoven", "Ludwig", "van")]),
        ("de la Fontaine, Jean", [person("Fontaine", "Jean", "de la")]),
        ("King, Jr., Martin Luther", [person("King", "Martin Luther", suffix="Jr.")]),
        ("Plato", [person("Plato")]),
        ("{van Gogh}, Vincent", [person("van Gogh", "Vincent")]),
        ("{World Bank}", [Organization(name="World Bank")]),
        ("{Simon and Schuster} and A. Sand", [Organization(name="Simon and Schuster"), person("Sand", "A.")]),
        (r"{\'E}mile Zola and Erd{\H o}s, P{\'a}l", [person("Zola", "Émile"), person("Erdős", "Pál")]),
        ("Назарбаев, Нурсултан", [person("Назарбаев", "Нурсултан")]),
        ("family=Fontaine, given=Jean, prefix=de, useprefix=false", [person("Fontaine", "Jean", dropping="de")]),
        ("given=Hans, family=Harman, prefix=van, given-i=H", [person("Harman", "Hans", "van")]),
        ("García Márquez, {}", [person("García Márquez")]),
        ("A. One and and B. Two", [person("One", "A."), person("Two", "B.")]),
        ("", []),
    ],
)
def test_names_are_split(value, expected):
    assert read_names(value) == (tuple(expected), False)


@pytest.mark.parametrize("end", ["others", "et al.", "et al"])
def test_a_list_may_go_on(end):
    assert read_names(f"Allison, R. and {end}") == ((person("Allison", "R."),), True)


def test_an_author_field_with_300_names():
    value = " and ".join(f"Author{n}, A. B." for n in range(300))
    agents, _ = read_names(value)
    assert len(agents) == 300
    assert write_names(agents) == value


PARTS = st.text("abcdeÁБ", min_size=1, max_size=6).map(str.capitalize)
PERSONS = st.builds(
    person,
    PARTS
    | st.lists(PARTS, min_size=2, max_size=3).map(" ".join)
    | st.sampled_from(["van Gogh", "Smith and Sons", "Doe, X", "R{D"]),
    st.none() | PARTS | st.sampled_from(["R.", "J. R. R.", "Jean-Paul"]),
    st.none() | st.sampled_from(["van", "de la", "von der"]),
    st.none() | st.sampled_from(["Jr.", "III"]),
)
AGENTS = PERSONS | st.builds(Organization, name=st.lists(PARTS, min_size=1, max_size=3).map(" and ".join))


@given(st.lists(AGENTS, min_size=1, max_size=4).map(tuple), st.booleans(), st.booleans())
def test_names_come_back(agents, truncated, ascii_only):
    agents = tuple(agent for agent in agents if "{" not in agent.text) or (person("Doe"),)
    written = write_names(agents, truncated=truncated, ascii_only=ascii_only)
    assert read_names(written) == (agents, truncated)


def test_a_dropping_particle_comes_back_in_biblatex():
    name = person("Beauvoir", "Simone", dropping="de")
    written = write_names((name,), dialect="biblatex")
    assert written == "family={Beauvoir}, given={Simone}, prefix={de}, useprefix=false"
    assert read_names(written) == ((name,), False)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"year": "2018"}, "2018"),
        ({"year": "2018", "month": "mar"}, "2018-03"),
        ({"year": "2018", "month": "March", "day": "5"}, "2018-03-05"),
        ({"year": "2018", "month": "3"}, "2018-03"),
        ({"year": "2018", "month": "mar~5"}, "2018-03-05"),
        ({"year": "2018", "month": "5 March"}, "2018-03-05"),
        ({"year": "2018", "month": "Spring"}, "2018-21"),
        ({"year": "1998--2001"}, "1998/2001"),
        ({"year": "c. 1850"}, "1850~"),
        ({"date": "2018-03-05"}, "2018-03-05"),
        ({"date": "1985/.."}, "1985/.."),
        ({"date": "199X"}, "199X"),
        ({"year": "-43"}, "-0043"),
    ],
)
def test_dates_are_read(fields, expected):
    assert read_issued(fields) == (parse_edtf(expected), frozenset(fields))


@pytest.mark.parametrize("words", ["in press", "n.d.", "forthcoming", "Michaelmas term"])
def test_words_may_stand_for_a_year(words):
    assert read_issued({"year": words})[0] == Date(literal=words)


def test_words_with_a_year_keep_both():
    assert read_issued({"year": "2004a"})[0] == Date(start=DatePoint(year=2004), literal="2004a")


@pytest.mark.parametrize("month", ["Foo", "13", "jan-feb", "{}", "5 March 6"])
def test_garbage_in_the_month_is_left_alone(month):
    assert read_issued({"year": "2018", "month": month}) == (Date.of(2018), frozenset({"year"}))


def test_a_day_that_does_not_exist_is_left_alone():
    assert read_issued({"year": "2018", "month": "feb", "day": "30"}) == (Date.of(2018), frozenset({"year"}))


def test_a_year_that_disagrees_with_the_date_is_left_over():
    assert read_issued({"date": "2018", "year": "2017"}) == (Date.of(2018), frozenset({"date"}))


@pytest.mark.parametrize("text", ["sept", "september", "Sep.", "jan", "dec"])
def test_month_names_may_be_short(text):
    assert read_month(text)[0] in {9, 1, 12}


POINTS = st.builds(Date.of, st.integers(-999, 2100)) | st.builds(Date.of, st.integers(1, 2100), st.integers(1, 12))
DATES = (
    POINTS
    | st.builds(Date.of, st.integers(1, 2100), st.integers(1, 12), st.integers(1, 28))
    | st.builds(lambda year, season: Date.of(year, season=season), st.integers(1000, 2100), st.integers(1, 4))
    | st.sampled_from(["1985/..", "../1985", "199X", "1984~", "1984?", "2004-06/2006-08", "2004-XX"]).map(parse_edtf)
    | st.sampled_from(["in press", "n.d.", "2004a", "forthcoming"]).map(lambda text: read_issued({"year": text})[0])
)


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@given(date=DATES)
def test_dates_come_back(dialect, date):
    written = write_issued(date, dialect)
    assert read_issued(written) == (date, frozenset(written))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10.1080/02634937.2018.1428789", "10.1080/02634937.2018.1428789"),
        ("https://doi.org/10.1000/a\\_b", "10.1000/a_b"),
        ("doi:10.1000/x", "10.1000/x"),
        ("not a doi", "not a doi"),
    ],
)
def test_dois_lose_their_resolver(value, expected):
    assert read_doi(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (r"\url{http://a.example/b_c}", "http://a.example/b_c"),
        (r"http://a.example/\~{}me/50\%", "http://a.example/~me/50%"),
        ("http://a.example/x%20y", "http://a.example/x%20y"),
    ],
)
def test_addresses_are_verbatim(value, expected):
    assert read_verbatim(value) == expected


def test_eprints_are_identifiers():
    assert read_eprint("2301.00001v2", "arXiv") == Identifier(Scheme.ARXIV, "2301.00001v2")
    assert read_eprint("arXiv:hep-th/9109046", "") == Identifier(Scheme.ARXIV, "hep-th/9109046")
    assert read_eprint("12345", "jstor") is None
    assert read_eprint("2313.00001", "arxiv") is None
