"""Relations of works that are not one: versions, parts, notes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.dedupe import dedupe
from refgraph.dedupe.evidence import Outcome
from refgraph.dedupe.prepare import prepare
from refgraph.dedupe.relations import relations_between
from refgraph.dedupe.score import compare, score
from refgraph.model import Contributor, Date, Library, Name, Organization, Related, Relation, Role, Work


def people(*names):
    return tuple(
        Contributor(agent=Name(family=family.strip(), given=given.strip() or None))
        for family, _, given in (name.partition(",") for name in names)
    )


ARTICLE = Work(
    key="article",
    type="article-journal",
    title="Pasture rights and herd mobility in the Tien Shan",
    contributors=people("Oroz, Aigul", "Becker, Jonas"),
    container_title="Journal of Mountain Research",
    issued=Date.of(2019),
    volume="12",
    issue="3",
    page="101-119",
    doi="10.5555/jmr.2019.101",
)
PAPER = replace(
    ARTICLE,
    key="paper",
    type="paper-conference",
    container_title="Proceedings of the Conference on Highland Economies",
    issued=Date.of(2018),
    volume=None,
    issue=None,
    page="7-12",
    doi=None,
)
BOOK = Work(
    key="book",
    type="book",
    title="The caravan cities",
    contributors=people("Lind, Maria"),
    publisher="Steppe Press",
    issued=Date.of(2011),
    isbn="978-3-16-148410-0",
)
CHAPTER = Work(
    key="chapter",
    type="chapter",
    title="Water law in the oases",
    contributors=people("Oroz, Aigul"),
    container_title="The Caravan Cities",
    issued=Date.of(2011),
    page="40-61",
)


TRANSLATION = replace(
    BOOK,
    key="translation",
    title="Die Karawanenstädte",
    original_title="The Caravan Cities",
    contributors=(
        *people("Lind, M."),
        Contributor(agent=Name(family="Weiss", given="Emil"), role=Role.TRANSLATOR),
    ),
    issued=Date.of(2014),
    isbn=None,
)
SECOND = replace(TRANSLATION, key="second", title="Les villes caravanières", issued=Date.of(2016))


def related(left, right):
    return compare(*prepare([left, right])).relation


@pytest.mark.parametrize(
    ("other", "work", "kind", "reason"),
    [
        pytest.param(
            PAPER, ARTICLE, "version_of", "a conference paper, where the other is a journal article", id="conference"
        ),
        pytest.param(
            replace(
                ARTICLE, key="thesis", type="thesis", container_title=None, volume=None, issue=None, page=None, doi=None
            ),
            replace(ARTICLE, issued=Date.of(2022)),
            "version_of",
            "a thesis, where the other is a journal article",
            id="thesis",
        ),
        pytest.param(
            replace(PAPER, key="report", type="report", container_title="Technical report 7", page="1-30"),
            PAPER,
            "version_of",
            "a report, where the other is a conference paper",
            id="report",
        ),
        pytest.param(
            replace(
                PAPER, key="preprint", type="article", container_title="SSRN Electronic Journal", issued=Date.of(2015)
            ),
            ARTICLE,
            "version_of",
            "a preprint, where the other is a journal article",
            id="preprint of years before",
        ),
        pytest.param(
            replace(BOOK, key="second", edition="2nd ed.", issued=Date.of(2016), isbn=None),
            replace(BOOK, edition="1"),
            "version_of",
            "another edition",
            id="edition",
        ),
        pytest.param(
            replace(
                ARTICLE,
                key="reprint",
                container_title="Anthropos Quarterly",
                issued=Date.of(2021),
                volume="3",
                page="1-9",
                doi=None,
            ),
            ARTICLE,
            "version_of",
            "printed again in another journal",
            id="reprint",
        ),
        pytest.param(CHAPTER, BOOK, "part_of", "a chapter in it", id="chapter"),
        pytest.param(
            replace(CHAPTER, container_title="Caravan cities of Asia", issued=Date.of(2012), isbn=BOOK.isbn),
            BOOK,
            "part_of",
            "a chapter in it",
            id="chapter by ISBN",
        ),
        pytest.param(
            PAPER,
            Work(key="volume", type="book", title=PAPER.container_title, issued=Date.of(2018)),
            "part_of",
            "a paper in it",
            id="proceedings",
        ),
        pytest.param(
            replace(ARTICLE, key="note", title=f"Erratum: {ARTICLE.title}", page="240", doi=None),
            ARTICLE,
            "about",
            "a correction",
            id="erratum",
        ),
        pytest.param(
            replace(
                ARTICLE,
                key="note",
                title=f"Reply to: {ARTICLE.title}",
                contributors=people("Weiss, Emil"),
                issued=Date.of(2020),
                volume="13",
                page="5",
                doi=None,
            ),
            ARTICLE,
            "about",
            "a reply",
            id="reply of others",
        ),
        pytest.param(
            replace(CHAPTER, key="note", type="article-journal", title="Review of The caravan cities"),
            BOOK,
            "about",
            "a review",
            id="review",
        ),
        pytest.param(TRANSLATION, BOOK, "version_of", "a translation", id="translation"),
        pytest.param(SECOND, TRANSLATION, "version_of", "another translation", id="another translation"),
    ],
)
def test_works_that_are_not_the_same_are_related(other, work, kind, reason):
    assert related(other, work) == related(work, other) == Related(Relation(kind), other.key, work.key, reason)


REPORT = replace(
    BOOK,
    type="report",
    title="State of the glaciers of the high ranges",
    contributors=(Contributor(agent=Organization(name="Institute of Glacier Studies")),),
    isbn=None,
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(REPORT, replace(REPORT, key="b", issued=Date.of(2013)), id="reports of two years"),
        pytest.param(
            replace(ARTICLE, doi=None),
            replace(ARTICLE, key="b", issued=Date.of(2021), volume="14", page="1-9", doi=None),
            id="the same title in a later volume",
        ),
        pytest.param(
            replace(ARTICLE, title=f"{ARTICLE.title}, Part I"),
            replace(PAPER, title=f"{PAPER.title}, Part II"),
            id="parts",
        ),
        pytest.param(ARTICLE, replace(PAPER, contributors=people("Weiss, Emil")), id="other people"),
        pytest.param(ARTICLE, replace(PAPER, title="Pasture rights of the Tien Shan herders today"), id="other title"),
        pytest.param(replace(ARTICLE, title="Editorial"), replace(PAPER, title="Editorial"), id="editorials"),
        pytest.param(CHAPTER, replace(BOOK, issued=Date.of(1987), isbn=None), id="a book of that name long before"),
        pytest.param(CHAPTER, replace(BOOK, title="The caravan routes", isbn=None), id="another book"),
        pytest.param(CHAPTER, replace(CHAPTER, key="b", title="Roads", page="62-80"), id="chapters of one book"),
        pytest.param(
            ARTICLE, replace(ARTICLE, key="b", title="Erratum: Snow leopards and their prey", page="240"), id="erratum"
        ),
        pytest.param(
            ARTICLE,
            replace(ARTICLE, key="b", title=f"Reply to: {ARTICLE.title}", issued=Date.of(2011)),
            id="a reply before what it replies to",
        ),
        pytest.param(ARTICLE, replace(ARTICLE, key="b"), id="the same"),
        pytest.param(
            TRANSLATION, replace(BOOK, contributors=people("Weiss, Emil")), id="a translation and another's book"
        ),
        pytest.param(TRANSLATION, replace(TRANSLATION, key="b"), id="one translation"),
    ],
)
def test_other_works_are_not_related(left, right):
    assert related(left, right) is None


def test_a_relation_is_kept_though_the_score_is_low():
    records = prepare([replace(ARTICLE, doi="10.5555/a"), replace(PAPER, doi="10.5555/b", volume="1", issue="1")])
    (found,) = score(records, [(0, 1)])
    assert found.outcome is Outcome.DIFFERENT
    assert found.relation is not None
    assert found == compare(*records)


def test_keys_bring_a_chapter_and_its_book_together_among_works_of_other_years():
    works = [CHAPTER, BOOK, *(replace(BOOK, key=f"b{year}", issued=Date.of(year), isbn=None) for year in (1951, 1987))]
    assert dedupe(Library(works=tuple(works))).relations == (
        Related(Relation.PART_OF, "chapter", "book", "a chapter in it"),
    )


def test_translations_are_found_among_works_of_other_titles_and_not_merged():
    others = (replace(REPORT, key="report"), ARTICLE, CHAPTER)
    cyrillic = replace(BOOK, key="translated", title="Города караванов", original_title="The caravan cities: essays")
    result = dedupe(Library(works=(TRANSLATION, *others, BOOK, SECOND, cyrillic)))
    found = {(each.from_key, each.to_key): each.reason for each in result.relations}
    assert found[("translation", "book")] == found[("second", "book")] == "a translation"
    assert found[("second", "translation")] == "another translation"
    assert ("translated", "book") not in found  # of a book of essays
    assert not result.duplicates


def test_merged_works_have_one_relation():
    works = (
        ARTICLE,
        replace(ARTICLE, key="article2", doi=None, container_title="J. Mt. Res."),
        PAPER,
        replace(PAPER, key="paper2", title=PAPER.title.upper()),
    )
    result = dedupe(Library(works=works))
    expected = Related(
        Relation.VERSION_OF, "paper", "article", "a conference paper, where the other is a journal article"
    )
    assert [each.members for each in result.duplicates] == [("article", "article2"), ("paper", "paper2")]
    assert result.relations == (expected,)
    assert result.to_dict()["relations"] == [
        {"kind": "version_of", "from": "paper", "to": "article", "reason": expected.reason}
    ]


def test_relations_inside_a_cluster_are_left_out_and_the_most_frequent_counts():
    records = prepare([ARTICLE, PAPER])
    comparison = compare(*records)
    other = comparison._replace(b="x", relation=comparison.relation._replace(kind=Relation.ABOUT, from_key="x"))
    clusters = {"article": "article", "paper": "paper", "paper2": "paper", "x": "paper"}
    again = comparison._replace(b="paper2", relation=comparison.relation._replace(from_key="paper2"))
    assert [each.kind for each in relations_between([other, comparison, again], clusters)] == [Relation.VERSION_OF]
    assert relations_between([comparison], {"article": "a", "paper": "a"}) == ()


def test_an_explanation_tells_the_relation():
    result = dedupe(Library(works=(ARTICLE, PAPER)))
    sentence = "paper is a version of article: a conference paper, where the other is a journal article"
    explanation = result.explain("article", "paper")
    assert f"- {sentence}" in str(explanation)
    assert f"<li>{sentence}</li>" in explanation.to_html()
    assert explanation.to_dict()["relation"]["kind"] == "version_of"


def test_the_merged_library_has_what_was_said_first_and_what_was_found():
    works = (ARTICLE, replace(ARTICLE, key="article2", doi=None), PAPER, BOOK, CHAPTER)
    said = Related(Relation.ABOUT, "paper", "article2", "a comment")
    between_records = Related(Relation.RELATED_TO, "article", "article2", "")
    merged = dedupe(Library(works=works, relations=(said, between_records))).library
    assert merged.keys == ("article", "paper", "book", "chapter")
    assert merged.relations == (
        Related(Relation.ABOUT, "paper", "article", "a comment"),
        Related(Relation.PART_OF, "chapter", "book", "a chapter in it"),
    )
