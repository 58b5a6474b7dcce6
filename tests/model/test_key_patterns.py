"""The pattern language of cite keys: functions, filters, alternatives, errors; collisions and stability."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import InvalidValueError, RefgraphError, UnknownNameError
from refgraph.formats.bibtex import dumps, loads
from refgraph.model import (
    DEFAULT_PATTERN,
    Contributor,
    Date,
    KeyPattern,
    Library,
    Name,
    Organization,
    Role,
    Work,
    citation_keys,
    make_key,
)


def people(*families, role=Role.AUTHOR):
    return tuple(Contributor(agent=Name(family=family, given="A."), role=role) for family in families)


PAPER = Work(
    type="article-journal",
    title="The Structure of Scientific Revolutions: On a New View",
    contributors=(*people("Müller", "de la Cruz", "O’Brien", "Li"), *people("Huber", "Weiß", role=Role.EDITOR)),
    container_title="Journal of the History of Science",
    collection_title="Studies in Logic",
    issued=Date.of(1962, 5),
    volume="12",
    issue="3",
    page="101–119",
    doi="10.1000/xyz(12)",
    keyword="science; history",
    language="en",
)
KEYS = [
    ("auth", "Muller"),
    ("auth(3)", "Mul"),
    ("auth(0, 2)", "delaCruz"),
    ("auth(m=3)", "OBrien"),
    ("auth(n=2, m=4)", "Li"),
    ("authors", "MullerdelaCruzOBrienLi"),
    ("authors(2)", "MullerdelaCruzEtAl"),
    ("authors(2, '-', '')", "Muller-delaCruz"),
    ("authors(3, etal='+')", "MullerdelaCruzOBrien+"),
    ("authEtAl", "MullerEtAl"),
    ("authLast", "Li"),
    ("authorsAlpha", "MdO+"),
    ("editor", "Huber"),
    ("editors", "HuberWeiss"),
    ("editorLast", "Weiss"),
    ("title", "TheStructureofScientificRevolutions:OnaNewView"),
    ("shorttitle", "StructureScientificRevolutions"),
    ("shorttitle(2)", "StructureScientific"),
    ("veryshorttitle.lower", "structure"),
    ("year", "1962"),
    ("shortyear", "62"),
    ("month", "05"),
    ("journal.skipwords.abbr", "JHS"),
    ("journalAbbr", "JHS"),
    ("series.select(1, 1)", "Studies"),
    ("volume + '.' + issue", "12.3"),
    ("firstpage + '-' + lastpage", "101-119"),
    ("doi", "10.1000/xyz12"),
    ("type", "article-journal"),
    ("language", "en"),
    ("keyword(2)", "history"),
    ("auth.lower + shorttitle(3, 3) + year", "mullerStructureScientificRevolutions1962"),
    ("AUTH.Lower + Year", "muller1962"),
    ("auth . upper+year", "MULLER1962"),
    ("title.skipwords.select(2, 2).condense('_')", "Scientific_Revolutions"),
    ("title.select(2)", "StructureofScientificRevolutionsOnaNewView"),
    ("title.clean.lower.capitalize.condense", "TheStructureOfScientificRevolutionsOnANewView"),
    ("title.abbr(2)", "ThStofScReOnaNeVi"),
    ("title.substring(5, 9)", "Structure"),
    ("title.substring(5).substring(1, 3)", "Str"),
    ("title.nopunct.replace('Scientific', 'X').condense('.')", "The.Structure.of.X.Revolutions.On.a.New.View"),
    ("volume.prefix('v') + issue.postfix('i') + edition.prefix('e')", "v123i"),
    ("auth.ascii", "Muller"),
    ("'x' + 5 + \"y\"", "x5y"),
    ("edition || volume", "12"),
    ("edition || isbn || 'none'", "none"),
    ("(edition || auth) + year", "Muller1962"),
    ("edition + year | auth + volume", "Muller12"),
    ("edition + year | auth + isbn | title.substring(1, 3)", "The"),
    ("edition + year | isbn", "1962"),
    ("isbn", "muller1962"),
    ("(auth || title).lower.substring(1, 4) + shortyear", "mull62"),
]


@pytest.mark.parametrize(("pattern", "key"), KEYS, ids=[pattern for pattern, _ in KEYS])
def test_a_pattern_makes_a_key(pattern, key):
    assert make_key(PAPER, pattern) == key
    assert KeyPattern.parse(pattern).key(PAPER) == key


def test_the_default_is_author_and_year():
    assert make_key(PAPER) == make_key(PAPER, DEFAULT_PATTERN) == make_key(PAPER, "{author}{year}") == "muller1962"


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (Work(contributors=people("Назарбаев"), issued=Date.of(2006)), "nazarbaev2006"),
        (Work(contributors=people("Παπαδόπουλος"), issued=Date.of(2006)), "papadopoylos2006"),
        (Work(contributors=people("王"), issued=Date.of(2006)), "wang2006"),
        (Work(contributors=people("Łukasiewicz"), issued=Date.of(2006)), "lukasiewicz2006"),
        (Work(contributors=people("Nguyễn"), issued=Date.of(2006)), "nguyen2006"),
        (
            Work(contributors=(Contributor(agent=Organization(name="World Health Organization", acronym="WHO")),)),
            "whond",
        ),
        (Work(contributors=people("Huber", role=Role.EDITOR), issued=Date.of(2006)), "huber2006"),
        (Work(title="Über die Rolle", issued=Date.of(-44)), "uberbc44"),
        (Work(title="…", issued=Date.of(2006)), "anon2006"),
        (Work(), "anonnd"),
    ],
    ids=["Cyrillic", "Greek", "Chinese", "Polish", "Vietnamese", "body", "editor", "title", "signs only", "nothing"],
)
def test_keys_are_ascii_whatever_the_script_and_never_empty(work, key):
    assert make_key(work) == key


ERRORS = [
    ("auth + shortitle", UnknownNameError, (7, 16), "no such function in a key pattern", "did you mean shorttitle?"),
    ("auth.lowr", UnknownNameError, (5, 9), "no such filter in a key pattern", "did you mean lower?"),
    ("qqq + year", UnknownNameError, (0, 3), "no such function in a key pattern", "known are auth, authors, "),
    ("auth +", InvalidValueError, (6, 7), "not a key pattern", "expected a function such as auth, title or year"),
    ("auth year", InvalidValueError, (5, 9), "not a key pattern", "expected '+', '|', '.' or the end"),
    ("auth(3", InvalidValueError, (6, 7), "not a key pattern", "expected ',' or ')'"),
    ("auth('a')", InvalidValueError, (5, 8), "not a key pattern", "expected a number"),
    ("auth.condense(3)", InvalidValueError, (14, 15), "not a key pattern", "expected text in quotes"),
    ("auth(1, 2, 3)", InvalidValueError, (11, 12), "not a key pattern", "auth takes 2 arguments"),
    ("year(1)", InvalidValueError, (5, 6), "not a key pattern", "year takes no arguments"),
    ("auth(k=1)", InvalidValueError, (5, 6), "not a key pattern", "auth takes n, m"),
    ("(auth", InvalidValueError, (5, 6), "not a key pattern", "expected ')'"),
    ("auth + 'open", InvalidValueError, (7, 8), "not a key pattern", "the quotation mark is never closed"),
    ("auth + ä", InvalidValueError, (7, 8), "not a key pattern", "text stands in quotes"),
    ("auth. + year", InvalidValueError, (6, 7), "not a key pattern", "expected the name of a filter after the dot"),
    ("yaer", UnknownNameError, (0, 4), "no such function in a key pattern", "did you mean year?"),
    ("(" * 40 + "auth" + ")" * 40, InvalidValueError, (30, 31), "not a key pattern", "parentheses lie too deep"),
]


@pytest.mark.parametrize(("pattern", "error", "span", "problem", "hint"), ERRORS, ids=[each[0][:20] for each in ERRORS])
def test_a_pattern_that_is_none_is_pointed_at(pattern, error, span, problem, hint):
    with pytest.raises(error) as caught:
        KeyPattern.parse(pattern)
    assert caught.value.span == span
    assert caught.value.problem == problem
    assert caught.value.hint.startswith(hint)


@given(st.text("auth.lower()+|'\"year,=0 {}titk", max_size=25))
def test_any_pattern_gives_a_key_or_an_error_with_its_place(pattern):
    key = key_or_error(pattern)
    if isinstance(key, RefgraphError):
        assert key.span is not None
        assert 0 <= key.span[0] < key.span[1] <= len(pattern) + 1
    else:
        assert re.fullmatch(r"[A-Za-z0-9_:./+-]+", key)


def key_or_error(pattern):
    try:
        return make_key(PAPER, pattern)
    except RefgraphError as error:
        return error


def test_equal_keys_get_letters_or_numbers():
    works = [PAPER] * 4
    assert citation_keys(works) == ("muller1962", "muller1962a", "muller1962b", "muller1962c")
    assert citation_keys(works, postfix="-1") == ("muller1962", "muller1962-1", "muller1962-2", "muller1962-3")
    assert citation_keys(works, postfix="A")[1:] == ("muller1962A", "muller1962B", "muller1962C")
    assert citation_keys([PAPER] * 30, postfix="_a")[26:29] == ("muller1962_z", "muller1962_aa", "muller1962_ab")


@pytest.mark.parametrize("postfix", ["", "b", "aa", " a", "{a"])
def test_a_postfix_that_is_none_is_refused(postfix):
    with pytest.raises(InvalidValueError, match="no postfix of keys"):
        citation_keys([PAPER], postfix=postfix)


def test_keys_differ_in_more_than_capitals():
    works = [Work(contributors=people(name), issued=Date.of(2000), title=name) for name in ("Deman", "de Man")]
    assert citation_keys(works, "auth + year") == ("Deman2000a", "deMan2000")


def test_old_keys_stay_and_are_not_given_again():
    works = [PAPER, replace(PAPER, key="muller1962"), replace(PAPER, key="mine")]
    assert citation_keys(works) == ("muller1962a", "muller1962", "mine")
    assert citation_keys(works, taken=["muller1962a"]) == ("muller1962b", "muller1962", "mine")


def test_new_keys_for_all_leave_those_that_fit():
    works = [replace(PAPER, key="muller1962b"), replace(PAPER, key="mine"), replace(PAPER, key="muller1962b")]
    assert citation_keys(works, rekey=True) == ("muller1962b", "muller1962", "muller1962a")


SOME = st.builds(
    Work,
    title=st.sampled_from(["On Ducks", "Geese", "On ducks", None]),
    contributors=st.sampled_from([people("Li"), people("LI"), people("Li2000"), ()]),
    issued=st.sampled_from([Date.of(2000), Date.of(2001), None]),
    doi=st.sampled_from(["10.1000/a", None]),
    key=st.just(""),
)


@given(st.lists(SOME, max_size=8), st.randoms(use_true_random=False), st.sampled_from(["a", "-1", "1"]))
def test_keys_do_not_depend_on_the_order_of_works(works, random, postfix):
    turned = list(works)
    random.shuffle(turned)
    one = sorted(zip(citation_keys(works, postfix=postfix), map(repr, works), strict=True))
    other = sorted(zip(citation_keys(turned, postfix=postfix), map(repr, turned), strict=True))
    assert one == other


@given(st.lists(SOME, max_size=6), st.lists(SOME, max_size=6), st.booleans())
def test_no_key_changes_because_another_work_comes_in(works, more, rekey):
    keys = citation_keys(works)
    keyed = [replace(work, key=key) for work, key in zip(works, keys, strict=True)]
    assert citation_keys([*more, *keyed], rekey=rekey)[len(more) :] == keys
    together = citation_keys([*more, *keyed], rekey=rekey)
    assert len({key.casefold() for key in together}) == len(together)


@given(
    st.lists(SOME, max_size=6), st.sampled_from(["title + '{,}' + year", "auth + ' ' + title", "doi", "'%~#' + title"])
)
def test_every_key_is_one_that_bibtex_takes(works, pattern):
    keys = citation_keys(works, pattern)
    library = Library(works=tuple(replace(work, key=key) for work, key in zip(works, keys, strict=True)))
    assert loads(dumps(library)).keys == keys
