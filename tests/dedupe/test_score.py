"""Evidence, points, vetoes and outcomes of pairs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.dedupe.evidence import REVIEW, THRESHOLD, Outcome
from refgraph.dedupe.prepare import prepare
from refgraph.dedupe.score import compare, score
from refgraph.model import Contributor, Date, Name, Organization, Work


def people(*names):
    return tuple(
        Contributor(agent=Name(family=family.strip(), given=given.strip() or None))
        for family, _, given in (name.partition(",") for name in names)
    )


ARTICLE = Work(
    key="a",
    type="article-journal",
    title="Kazakhstan’s multi-vector foreign policy in the context of regional security",
    contributors=people("Dadabaev, Timur", "Allison, Roy"),
    container_title="Central Asian Survey",
    issued=Date.of(2020),
    volume="39",
    issue="2",
    page="215–232",
    doi="10.1080/x.2020.1",
)
BARE = replace(ARTICLE, doi=None, volume=None, issue=None, page=None)


def compared(base=ARTICLE, /, **changes):
    left, right = prepare([base, replace(base, key="b", **changes)])
    return compare(left, right)


def level(comparison, field):
    return next(each.level for each in comparison.evidence if each.field == field)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            {"title": "KAZAKHSTAN'S MULTI-VECTOR FOREIGN POLICY IN THE CONTEXT OF REGIONAL SECURITY"}, id="case"
        ),
        pytest.param(
            {"title": "Kazakhstan’s multivector foreign polcy in the context of regional security"}, id="typo"
        ),
        pytest.param({"contributors": people("Dadabaev, T.", "Allison, R.")}, id="initials"),
        pytest.param({"contributors": people("Allison, R.", "Dadabaev, T.")}, id="order"),
        pytest.param({"contributors": people("Dadabayev, T.", "Allison, R.")}, id="transliteration"),
        pytest.param({"contributors": people("Dadabaev, T.")}, id="one of two authors"),
        pytest.param({"container_title": "Cent. Asian Surv."}, id="journal abbreviated"),
        pytest.param({"container_title": None, "volume": None, "issue": None, "page": None}, id="container missing"),
        pytest.param({"doi": None}, id="no DOI"),
        pytest.param({"doi": "https://doi.org/10.1080/X.2020.1"}, id="DOI as address"),
        pytest.param({"page": "215-32"}, id="page shortened"),
        pytest.param({"issued": Date.of(2019)}, id="year of online publication"),
        pytest.param({"issued": None}, id="no year"),
        pytest.param({"title": "Kazakhstan’s multi-vector foreign policy in the context"}, id="title cut, same place"),
        pytest.param({"title": f"{ARTICLE.title} 39 215"}, id="volume and page in the title"),
        pytest.param({"title": "Kazakhstan’s multi-vector …", "container_title": "Central …"}, id="ellipses"),
    ],
)
def test_spellings_of_one_work_are_the_same(changes):
    comparison = compared(**changes)
    assert comparison.outcome is Outcome.SAME, comparison


@pytest.mark.parametrize(
    ("base", "changes", "outcome", "veto"),
    [
        pytest.param(
            replace(BARE, title="Trends in trade, Part I"),
            {"title": "Trends in trade, Part II"},
            Outcome.DIFFERENT,
            "numbers",
            id="parts",
        ),
        pytest.param(
            replace(BARE, title="World Energy Outlook 2023"),
            {"title": "World Energy Outlook 2024"},
            Outcome.DIFFERENT,
            "numbers",
            id="reports of two years",
        ),
        pytest.param(
            replace(BARE, title="Water law: principles and practice (part I)"),
            {"title": "Water law: principles and practice (part II)"},
            Outcome.DIFFERENT,
            "numbers",
            id="parts in parentheses",
        ),
        pytest.param(BARE, {"title": f"Erratum: {BARE.title}"}, Outcome.DIFFERENT, "note", id="erratum"),
        pytest.param(BARE, {"title": f"Reply to: {BARE.title}"}, Outcome.DIFFERENT, "note", id="reply"),
        pytest.param(
            replace(BARE, doi="10.1000/a"), {"doi": "10.1000/b"}, Outcome.REVIEW, "DOIs", id="two DOIs, no page agrees"
        ),
        pytest.param(
            replace(ARTICLE, doi=None),
            {"volume": "40", "page": "1-20"},
            Outcome.REVIEW,
            "place",
            id="other volume and pages",
        ),
        pytest.param(
            replace(ARTICLE, doi=None, title="Notes from Bishkek", page=None),
            {"issue": "3"},
            Outcome.REVIEW,
            "place",
            id="a column of two issues",
        ),
        pytest.param(
            replace(BARE, title="Editorial"), {}, Outcome.REVIEW, "generic title", id="editorials without a place"
        ),
        pytest.param(
            replace(BARE, title="From the editor of Central Asian Survey"),
            {},
            Outcome.REVIEW,
            "generic title",
            id="generic but for the journal",
        ),
        pytest.param(
            replace(BARE, type="book", container_title=None, edition="2"),
            {"edition": "3rd ed."},
            Outcome.REVIEW,
            "edition",
            id="editions",
        ),
        pytest.param(
            replace(BARE, type="report", container_title=None),
            {"issued": Date.of(2024)},
            Outcome.REVIEW,
            "years",
            id="years",
        ),
        pytest.param(
            replace(BARE, container_title="Journal of Trade"),
            {"container_title": "Proceedings of the Conference on Trade"},
            Outcome.REVIEW,
            "version",
            id="conference and journal",
        ),
        pytest.param(ARTICLE, {"title": None, "doi": None}, Outcome.REVIEW, "no title", id="title missing on one side"),
        pytest.param(
            ARTICLE,
            {"title": "Supplement: abstracts of the meeting", "page": "1", "contributors": people("Smith, J.")},
            Outcome.REVIEW,
            "shared identifier",
            id="shared DOI and nothing else",
        ),
    ],
)
def test_what_must_not_be_merged_is_vetoed(base, changes, outcome, veto):
    comparison = compared(base, **changes)
    assert (comparison.outcome, comparison.veto) == (outcome, veto), comparison


LONG = replace(BARE, title="Winter feeding of yak herds above the tree line: a survey of nine valleys")
LISTED = replace(
    LONG, contributors=people("Oroz, A.", "Becker, J.", "Lind, M.", "Weiss, E."), container_title=None, issued=None
)


@pytest.mark.parametrize(
    ("base", "changes"),
    [
        pytest.param(LISTED, {"contributors": LISTED.contributors[:3]}, id="three of four authors and nothing else"),
        pytest.param(replace(LONG, container_title=None), {"issued": Date.of(2019)}, id="a year apart, no place"),
        pytest.param(
            replace(
                LISTED, container_title="Mountain Letters", issued=Date.of(2009), volume="9", issue="5", page="7-9"
            ),
            {"issue": "7", "page": "31"},
            id="printed twice in one volume",
        ),
        pytest.param(
            replace(ARTICLE, title="Guest editorial", doi=None, page=None), {}, id="the guests of one year's issue"
        ),
        pytest.param(
            replace(LONG, container_title="SIGPAS Conference"),
            {
                "title": "Winter feeding of yak herds above the tree line: survey of nine valleys (poster abstract)",
                "container_title": "Conference on the Practice of Animal Science",
            },
            id="poster in the proceedings of a special interest group",
        ),
        pytest.param(
            replace(LONG, contributors=people("Øresund, Øystein", "Ålborg, Åsa")),
            {"contributors": people("resund, ystein", "lborg, sa")},
            id="lost letters",
        ),
        pytest.param(
            replace(LONG, contributors=(Contributor(agent=Organization(name="Institute of Pasture Studies")),)),
            {"contributors": (Contributor(agent=Organization(name="Institute of Pasture Studies, Osh")),)},
            id="organisation with its town",
        ),
        pytest.param(
            BARE, {"title": "Kazakhstan’s multi-vector foreign policy in the context", "issued": None}, id="title cut"
        ),
        pytest.param(
            BARE,
            {"title": "Kazakhstan’s multi-vector policy in the context of regional security", "issued": None},
            id="word lost in the title",
        ),
        pytest.param(LONG, {"contributors": (), "container_title": None}, id="long title without people"),
        pytest.param(LONG, {"contributors": people("Allison, R."), "issued": None}, id="only the second author"),
        pytest.param(
            replace(LONG, contributors=people("Oroz, A.", "Lind, M. K.")),
            {"contributors": people("Oroz, A.", "M."), "container_title": None, "issued": None},
            id="a name cut to its initial",
        ),
        pytest.param(
            LONG,
            {"title": "Winter feeding of yak herd5 above the tree 1ine: a survey of nine valleys"},
            id="letters read as digits",
        ),
        pytest.param(
            replace(LONG, container_title="Conference on Highland Economies"),
            {"container_title": "Technical report HE-19-33", "issued": Date.of(2019)},
            id="report of the year before the conference",
        ),
        pytest.param(ARTICLE, {"volume": "215", "page": None, "doi": None}, id="first page in place of the volume"),
        pytest.param(
            replace(LONG, contributors=people("Oroz, Aida")),
            {"contributors": people("Oroz, A."), "container_title": "Cattle and pasture", "issued": None},
            id="a long title of one author, a wrong container and no year",
        ),
        pytest.param(
            LISTED,
            {"contributors": people("Oroz, A."), "container_title": "Mountain Letters"},
            id="a long title and one of four authors",
        ),
        pytest.param(
            replace(LISTED, contributors=people("Oroz, A.", "Becker, J.")),
            {"title": "Oroz, Becker. Winter feding of yak herds abo ve the tree line: a survey of nine valleys"},
            id="a misspelled title with its authors in it",
        ),
    ],
)
def test_references_that_say_little_or_vary_are_the_same(base, changes):
    comparison = compared(base, **changes)
    assert (comparison.outcome, comparison.veto) == (Outcome.SAME, ""), comparison


@pytest.mark.parametrize(
    ("base", "changes", "veto"),
    [
        pytest.param(
            replace(BARE, title="SGLT2 in herders’ diets"),
            {"title": "SGLT2 in herders’ diets, Part II"},
            "number",
            id="2 twice",
        ),
        pytest.param(
            replace(BARE, title="World energy report"),
            {"title": "World energy report 2030"},
            "number",
            id="one has a year",
        ),
        pytest.param(
            replace(BARE, title="Notes from Bishkek", contributors=people("Lind, M.")),
            {"issued": Date.of(2021)},
            "years",
            id="a column of the next year",
        ),
        pytest.param(
            replace(BARE, title="Notes from Bishkek", contributors=people("Lind, M.")),
            {"contributors": people("Lind, M.", "Weiss, E.")},
            "column",
            id="a column with a guest",
        ),
        pytest.param(
            replace(
                LISTED,
                type="report",
                contributors=(Contributor(agent=Organization(name="Pasture Institute")),),
                issued=Date.of(2020),
            ),
            {"issued": Date.of(2021)},
            "years",
            id="the report of the next year",
        ),
        pytest.param(
            replace(LONG, container_title="Alpine Reviews Library", issue="1"),
            {"title": "Winter feeding of yak herds above the tree line", "container_title": "Herder", "issue": "4"},
            "version",
            id="a shorter title in the issue of another journal",
        ),
        pytest.param(
            replace(LONG, container_title="Conference on Highland Economies"),
            {"container_title": None, "note": "Unpublished manuscript (on our web pages)"},
            "version",
            id="a note tells that it is a manuscript",
        ),
        pytest.param(
            replace(ARTICLE, doi=None, page=None),
            {"title": f"{ARTICLE.title} (Central Asian Survey (2020) 39 (215-232))"},
            "note",
            id="an erratum as Embase prints it",
        ),
        pytest.param(
            replace(BARE, title="Old maps of Osh", contributors=people("Lind, M.", "Weiss, E.", "Oroz, A.")),
            {"contributors": people("Lind, M.", "Becker, J.", "Smith, K.")},
            "column",
            id="a column that one person edits with others each time",
        ),
        pytest.param(
            replace(BARE, title="Old maps of four passes", contributors=people("Lind, M.", "Weiss, E.", "Oroz, A.")),
            {"contributors": people("Lind, M.", "Becker, J.", "Smith, K.")},
            "",
            id="one of three authors",
        ),
        pytest.param(
            replace(BARE, page="215-232"),
            {"title": "Kazakhstan’s multi-vector foreign policy in the context", "page": "240-250"},
            "",
            id="a shorter title on other pages",
        ),
        pytest.param(
            replace(LONG, page="1-9"),
            {"contributors": (), "page": "31-40"},
            "",
            id="a long title without people on other pages",
        ),
        pytest.param(
            replace(LONG, page="1-9"),
            {"contributors": people("Allison, R."), "page": "31-40"},
            "",
            id="only the second author, on other pages",
        ),
        pytest.param(
            replace(LONG, container_title="Conference on Highland Economies"),
            {"container_title": "Tech. rep."},
            "version",
            id="a report of no series",
        ),
        pytest.param(
            replace(LONG, container_title="Conference on Highland Economies"),
            {"container_title": "PhD thesis, University of Osh"},
            "version",
            id="a thesis",
        ),
        pytest.param(
            replace(LONG, container_title="Conference on Highland Economies"),
            {"container_title": "Technical report HE-19-33", "title": "Winter feeding of yak herds"},
            "version",
            id="a report with another title",
        ),
        pytest.param(
            replace(LONG, container_title="Conference on Highland Economies"),
            {"container_title": "Technical report HE-19-33", "issued": Date.of(2018)},
            "version",
            id="a report of two years before",
        ),
        pytest.param(
            replace(LONG, container_title="Diabetes", page="A111"),
            {"container_title": "Diabetologia", "page": "S354"},
            "version",
            id="an abstract in two journals of like names",
        ),
    ],
)
def test_what_only_looks_the_same_is_doubted(base, changes, veto):
    comparison = compared(base, **changes)
    assert comparison.outcome is not Outcome.SAME, comparison
    assert comparison.veto == veto, comparison


def test_a_title_says_the_more_the_longer_it_is_and_the_less_else_is_to_be_compared():
    def points(title, **changes):
        base = replace(ARTICLE, title=title, doi=None, **changes)
        return next(each.points for each in compared(base).evidence if each.field == "title")

    words = "winter feeding yak herds tree line nine valleys survey".split()
    by_length = [points(" ".join(words[:size])) for size in range(1, len(words) + 1)]
    assert by_length == sorted(by_length)
    assert len({*by_length}) == 8
    placed, unplaced = (points(" ".join(words), **changes) for changes in ({}, {"volume": None, "page": None}))
    assert placed == unplaced  # container and year say where it stands
    nowhere = {"volume": None, "issue": None, "page": None, "container_title": None}
    assert points(" ".join(words), **nowhere) > placed


def test_a_shared_doi_with_different_titles_is_for_review():
    comparison = compared(title="Water and energy along the Syr Darya river", page="1-9")
    assert comparison.outcome is Outcome.REVIEW
    assert comparison.reason == "same DOI, but the titles differ"


def test_editorials_on_one_page_of_one_volume_are_the_same():
    assert compared(replace(ARTICLE, title="Editorial")).outcome is Outcome.SAME


def test_two_dois_on_the_same_pages_are_no_veto():
    assert compared(doi="10.1080/y.2020.9").outcome is Outcome.SAME


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"title": "Ethnic minorities and language policy in Kyrgyzstan"}, id="title"),
        pytest.param({"title": "Water policy", "contributors": people("Smith, J.")}, id="title and authors"),
    ],
)
def test_other_works_of_the_same_place_are_different(changes):
    assert compared(BARE, **changes).outcome is Outcome.DIFFERENT


@pytest.mark.parametrize(
    ("title", "found"),
    [
        pytest.param("Kazakhstan’s multi-vector foreign …", "goes on", id="ellipsis"),
        pytest.param("Kazakhstan’s multi-vec...", "goes on", id="within a word"),
        pytest.param("Kazakhstan’s …", "different", id="one word may be the start of many titles"),
        pytest.param("Russia’s multi-vector foreign …", "different", id="another start"),
        pytest.param("Kazakhstan’s multi-vector", "longer", id="no ellipsis"),
    ],
)
def test_a_title_with_an_ellipsis_goes_on(title, found):
    assert level(compared(BARE, title=title), "title") == found


def test_the_more_of_a_title_stands_before_the_ellipsis_the_more_it_says():
    said = [
        next(each.points for each in compared(BARE, title=f"{start} …").evidence if each.field == "title")
        for start in ("Kazakhstan’s multi-vector", "Kazakhstan’s multi-vector foreign policy", BARE.title)
    ]
    assert sorted(said) == said
    assert said[0] > 0
    assert len(set(said)) == 3


def test_parts_whose_numbers_are_cut_are_doubted():
    found = compared(
        replace(BARE, title="Trends in trade of Central Asia, Part I"), title="Trends in trade of Central ..."
    )
    assert (found.outcome, found.veto) == (Outcome.REVIEW, "number")


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        pytest.param("J. Cent. Asian Stud.", "Journal of Central Asian Studies", "abbreviation", id="iso 4"),
        pytest.param("EuroSem 91", "European Workshop on Semantics", "abbreviation", id="acronym by prefixes"),
        pytest.param(
            "POPL", "Symposium on Principles of Programming Languages", "abbreviation", id="acronym by first letters"
        ),
        pytest.param(
            "SIGIR Conference", "International Conference on Information Retrieval", "acronym", id="unexplained"
        ),
        pytest.param("ISWC Journal", "ISWC Conference", "other kind", id="journal and conference"),
        pytest.param("Machine Learning", "Conference on Computational Learning Theory", "different", id="no acronym"),
        pytest.param("Nature", "Science", "different", id="two names"),
        pytest.param("Journal of Central Asian …", "Journal of Central Asian Studies", "abbreviation", id="ellipsis"),
        pytest.param("TMPA", "Conference on Tea and Milk …", "abbreviation", id="acronym with an ellipsis"),
        pytest.param("ICMP", "International Conference on …", "cut", id="nothing before the ellipsis"),
        pytest.param("Proceedings of the …", "Proceedings of the Osh Society", "cut", id="any proceedings"),
        pytest.param("Journal of Central …", "Conference of Central Asia", "other kind", id="kinds with an ellipsis"),
    ],
)
def test_containers_are_compared_by_words_kinds_and_acronyms(a, b, found):
    assert level(compared(replace(BARE, container_title=a), container_title=b), "container") == found


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        pytest.param(("Xi, Jinping",), ("Jinping, Xi",), "same", id="inverted"),
        pytest.param(("Xi, J.",), ("Jinping, Xi",), "same", id="given name as family name"),
        pytest.param(("van der Berg, J.",), ("Berg, Jan",), "same", id="particles"),
        pytest.param(("Nazarbayev, N.",), ("Назарбаев, Н.",), "same", id="scripts"),
        pytest.param(("Müller, K.",), ("Mueller, K.",), "same", id="umlaut"),
        pytest.param(("Smith, J.",), ("Smith, P.",), "family only", id="other initial"),
        pytest.param(("Smith, J.",), ("Allison, R.",), "different", id="other name"),
        pytest.param(("A, B", "C, D", "E, F"), ("A, B", "C, D", "X, Y", "Z, W"), "most", id="most of them"),
        pytest.param(("Able, B",), ("Able, B", "Cane, D"), "truncated", id="first of many"),
    ],
)
def test_people_are_compared_in_any_order_and_script(a, b, found):
    assert level(compared(replace(BARE, contributors=people(*a)), contributors=people(*b)), "authors") == found


def test_an_acronym_is_its_organisation():
    body = Contributor(agent=Organization(name="International Energy Agency"))
    short = Contributor(agent=Organization(name="IEA"))
    assert level(compared(replace(BARE, contributors=(body,)), contributors=(short,)), "authors") == "same"


def test_a_comparison_does_not_depend_on_the_side():
    left, right = prepare([ARTICLE, replace(BARE, key="b", title="Other words", issued=Date.of(2001))])
    assert compare(left, right) == compare(right, left)


def test_the_threshold_moves_the_outcome_not_the_score():
    left, right = prepare([BARE, replace(BARE, key="b", contributors=())])
    strict, lax = compare(left, right, 900), compare(left, right, 700)
    assert strict.score == lax.score == 850
    assert (strict.outcome, lax.outcome) == (Outcome.REVIEW, Outcome.SAME)


def test_the_reason_says_what_agrees_and_what_does_not():
    assert compared(BARE, contributors=people("Smith, J.")).reason == "title, year, container agree; authors do not"


PREPRINT = {
    "type": "article",
    "container_title": "medRxiv",
    "doi": "10.1101/2019.12.01.19012345",
    "volume": None,
    "issue": None,
    "page": None,
}


def test_a_preprint_is_its_article_though_server_and_doi_are_others():
    found = compared(**PREPRINT)
    assert found.outcome is Outcome.SAME
    assert (level(found, "container"), level(found, "identifiers")) == ("preprint", "preprint")
    assert compared(**PREPRINT, issued=Date.of(2019)).outcome is Outcome.SAME, "it came out the year before"


def test_a_preprint_of_other_people_is_not_the_article():
    assert compared(**PREPRINT, contributors=people("Roe, Ann")).outcome is not Outcome.SAME


def test_two_articles_with_dois_of_their_own_are_not_taken_for_preprints():
    assert compared(doi="10.1080/x.2020.99", page="300–310").outcome is not Outcome.SAME


def test_pairs_that_are_dropped_early_are_those_that_a_full_comparison_drops():
    records = prepare(
        replace(ARTICLE, key=f"k{number}", **changes)
        for number, changes in enumerate(
            (
                {},
                PREPRINT,
                {"title": "Nests", "doi": None},
                {"title": "Nests"},
                {"issued": Date.of(2011), "contributors": people("Roe, Ann"), "doi": None},
                {"title": ARTICLE.title + " Part II", "doi": None},
                {"title": f"Reply to: {ARTICLE.title}", "volume": "52", "issue": "9", "page": "1", "doi": None},
            )
        )
    )
    pairs = [(a, b) for a in range(len(records)) for b in range(a)]
    full = [compare(records[a], records[b]) for a, b in pairs]
    least = THRESHOLD - REVIEW
    kept = [each for each in full if each.score >= least or each.outcome is not Outcome.DIFFERENT or each.relation]
    assert score(records, pairs) == kept
    assert 0 < len(kept) < len(full)
