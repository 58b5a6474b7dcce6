"""Deduplication of a library: laws, decisions, citations, explanations."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe import Decision, Outcome, dedupe
from refgraph.errors import ConfigurationError, UnknownNameError
from refgraph.model import Citation, Contributor, Date, Library, Name, Work


def person(family, given=None):
    return Contributor(agent=Name(family=family, given=given))


RUSSIA = Work(
    key="allison2018",
    type="book",
    title="Russia and Central Asia: Policies, Security and Influence",
    contributors=(person("Allison", "R."),),
    issued=Date.of(2018),
    publisher="Oxford University Press",
)
AGAIN = replace(RUSSIA, key="allison2018a", contributors=(person("Allison", "Roy"),), publisher=None)
SURVEY = Work(
    key="dadabaev2020",
    type="article-journal",
    title="Kazakhstan’s Multi-Vector Foreign Policy in the Context of Regional Security",
    contributors=(person("Dadabaev", "T."),),
    issued=Date.of(2020),
    container_title="Central Asian Survey",
    volume="39",
    issue="2",
    page="215–232",
)
ARTICLE = Work(key="isroilov2026", title="Between giants", contributors=(person("Isroilov", "Sardorbek"),))
LIBRARY = Library(works=(ARTICLE, RUSSIA, SURVEY, AGAIN))


def members(result):
    return {each.members for each in result.clusters}


def test_duplicates_become_one_work_and_nothing_is_lost():
    result = dedupe(LIBRARY)
    assert result.library.keys == ("isroilov2026", "allison2018", "dadabaev2020")
    work = result.library["allison2018"]
    assert (work.contributors[0].text, work.publisher) == ("Roy Allison", "Oxford University Press")
    assert [each.record for each in result.library.provenance["allison2018"]["key"]] == ["allison2018", "allison2018a"]
    assert result.merged == ("allison2018a",)
    assert result.key_of("allison2018a") == "allison2018"
    assert result.original is LIBRARY


def test_works_without_duplicates_are_the_same_objects():
    result = dedupe(LIBRARY)
    assert result.library["dadabaev2020"] is SURVEY


def test_an_empty_library_has_no_clusters():
    result = dedupe(Library())
    assert (len(result.library), result.clusters, result.pairs) == (0, (), ())


def test_works_without_anything_are_kept_apart():
    works = tuple(Work(key=f"k{number}") for number in range(50))
    assert len(dedupe(Library(works=works)).library) == 50


def test_many_equal_records_become_one():
    works = tuple(replace(SURVEY, key=f"k{number:05}") for number in range(3000))
    result = dedupe(Library(works=works))
    assert result.library.keys == ("k00000",)


def test_citations_follow_the_merged_works():
    citations = (
        Citation(citing="isroilov2026", cited="allison2018", label="1"),
        Citation(citing="isroilov2026", cited="allison2018a"),
        Citation(citing="dadabaev2020", cited="allison2018a", locator="p. 3"),
        Citation(citing="allison2018a", cited="allison2018"),
    )
    result = dedupe(replace(LIBRARY, citations=citations))
    assert result.library.citations == (
        Citation(citing="isroilov2026", cited="allison2018", label="1"),
        Citation(citing="dadabaev2020", cited="allison2018", locator="p. 3"),
    )
    (finding,) = result.library.findings
    assert (finding.code, finding.edge) == ("U791", ("allison2018a", "allison2018"))
    assert finding.message == (
        "allison2018a cites allison2018, but both were merged into allison2018: the citation was left out"
    )


# --- decisions


def test_a_decision_that_works_differ_is_obeyed():
    decision = Decision(same=False, a="allison2018a", b="allison2018")
    result = dedupe(LIBRARY, [decision])
    assert len(result.library) == 4
    assert result.explain("allison2018", "allison2018a").outcome is Outcome.DIFFERENT


def test_a_decision_that_works_are_the_same_is_obeyed_against_every_veto():
    other = replace(SURVEY, key="b", title="Erratum: something else", volume="40", page="1", doi="10.1000/b")
    result = dedupe(Library(works=(SURVEY, other)), [Decision(same=True, a="b", b="dadabaev2020")])
    assert result.library.keys == ("b",)


def test_decisions_may_be_a_path(tmp_path):
    path = tmp_path / "decisions.txt"
    path.write_text("different allison2018 allison2018a\n", encoding="utf-8")
    assert len(dedupe(LIBRARY, path).library) == 4


def test_a_decision_about_an_unknown_work_is_a_finding():
    result = dedupe(LIBRARY, [Decision(same=True, a="allison2018", b="none2000", line=7)])
    (finding,) = result.library.findings
    assert (finding.code, finding.line) == ("U790", 7)
    assert finding.message == "a decision names 'none2000', which the library does not have"


def test_decisions_that_contradict_each_other_are_refused():
    decisions = [Decision(same=same, a="allison2018", b="allison2018a") for same in (True, False)]
    with pytest.raises(ConfigurationError, match="decisions contradict each other"):
        dedupe(LIBRARY, decisions)


@pytest.mark.parametrize("threshold", [-1, 1001])
def test_a_threshold_out_of_range_is_refused(threshold):
    with pytest.raises(ConfigurationError) as error:
        dedupe(LIBRARY, threshold=threshold)
    assert str(error.value) == f"no such threshold: '{threshold}'; scores are 0-1000"


# --- explanations


def test_an_explanation_is_a_readable_table():
    text = str(dedupe(LIBRARY).explain("allison2018a", "allison2018"))
    assert text.splitlines()[:2] == [
        "allison2018 and allison2018a: the same work",
        "score 970 of 1000, the same from 700; title, authors, year agree",
    ]
    assert "authors      Allison, R." in text
    assert "+630" in text


def test_works_that_were_never_compared_are_explained_too():
    explanation = dedupe(LIBRARY).explain("isroilov2026", "dadabaev2020")
    assert explanation.outcome is Outcome.DIFFERENT
    assert explanation.notes == ("they share no key, so a run does not compare them",)


def test_a_way_over_another_work_is_shown():
    first = replace(SURVEY, key="a", volume=None, issue=None, page=None, container_title=None)
    second = replace(SURVEY, key="b")
    third = replace(SURVEY, key="c", contributors=(), title="Kazakhstan’s Multi-Vector Foreign Policy")
    result = dedupe(Library(works=(first, second, third)))
    assert result.library.keys == ("a",)
    explanation = result.explain("a", "c")
    assert explanation.chain == ("a", "b", "c")
    assert "they are in one cluster by way of b" in explanation.notes


def test_works_that_would_be_the_same_but_for_others_are_explained():
    first = replace(SURVEY, key="a", volume="39", page="215")
    second = replace(SURVEY, key="b", volume=None, issue=None, page=None)
    third = replace(SURVEY, key="c", volume="40", page="1")
    result = dedupe(Library(works=(first, second, third)))
    assert len(result.library) == 2
    apart = next(key for key in ("a", "c") if result.key_of(key) != result.key_of("b"))
    note = "they are kept apart because their clusters hold works that must stay apart"
    assert result.explain("b", apart).notes == (note,)


def test_a_decision_is_shown_in_the_explanation():
    result = dedupe(LIBRARY, [Decision(same=False, a="allison2018", b="allison2018a", why="two books", line=3)])
    note = "decided: different allison2018 allison2018a  # two books (line 3)"
    assert note in str(result.explain("allison2018", "allison2018a"))


def test_explaining_an_unknown_work_names_near_ones():
    with pytest.raises(UnknownNameError) as error:
        dedupe(LIBRARY).explain("allison2018", "alison2018b")
    assert "did you mean allison2018 or allison2018a?" in str(error.value)


def test_results_and_explanations_are_json():
    result = dedupe(LIBRARY)
    values = json.loads(json.dumps(result.to_dict()))
    assert values["clusters"] == [{"id": "allison2018", "members": ["allison2018", "allison2018a"]}]
    assert values["pairs"][0]["outcome"] == "same"
    explained = json.loads(json.dumps(result.explain("allison2018", "allison2018a").to_dict()))
    assert explained["evidence"][1]["left"] == "Allison, R."
    assert explained["together"] is True


def test_doubtful_pairs_are_for_review_and_not_merged():
    report = Work(key="a", type="report", title="Energy report of the ministry of Kazakhstan", issued=Date.of(2020))
    result = dedupe(Library(works=(report, replace(report, key="b"))))
    assert len(result.library) == 2
    assert [each.pair for each in result.review] == [("a", "b")]


# --- laws

_TITLES = (
    "Russia and Central Asia: Policies, Security and Influence",
    "Russia and Central Asia",
    "RUSSIA AND CENTRAL ASIA: POLICIES, SECURITY AND INFLUENCE",
    "Erratum: Russia and Central Asia",
    "World Energy Outlook 2023",
    "World Energy Outlook 2024",
    "Editorial",
    None,
)
works = st.builds(
    Work,
    type=st.sampled_from(["article-journal", "book"]),
    title=st.sampled_from(_TITLES),
    contributors=st.sampled_from([(), (person("Allison", "R."),), (person("Allison", "Roy"), person("Cooley", "A."))]),
    issued=st.sampled_from([None, Date.of(2018), Date.of(2019)]),
    container_title=st.sampled_from([None, "Central Asian Survey", "Cent. Asian Surv."]),
    volume=st.sampled_from([None, "39", "40"]),
    page=st.sampled_from([None, "215-232", "215-32", "1"]),
    doi=st.sampled_from([None, None, "10.1000/a", "10.1000/b"]),
)
libraries = st.lists(works, max_size=12).map(
    lambda some: Library(works=tuple(replace(work, key=f"k{number:02}") for number, work in enumerate(some)))
)


@given(libraries)
def test_deduplicating_again_and_again_comes_to_an_end(library):
    known = library
    for _ in library.works:  # a merged work knows more than its records, and may be the same as yet another
        again, before = dedupe(known), len(known)
        known = again.library
        if not again.merged:
            break
        assert len(known) < before
    assert dedupe(known).library == known


@given(libraries, st.randoms(use_true_random=False))
def test_clusters_do_not_depend_on_the_order_of_the_works(library, random):
    shuffled = list(library.works)
    random.shuffle(shuffled)
    there, back = dedupe(library), dedupe(replace(library, works=tuple(shuffled)))
    assert members(there) == members(back)
    assert there.pairs == back.pairs
    assert set(map(repr, there.library)) == set(map(repr, back.library))


@given(libraries)
def test_every_work_is_in_one_cluster_and_every_doi_survives(library):
    result = dedupe(library)
    assert sorted(key for each in result.clusters for key in each.members) == sorted(library.keys)
    kept = {work.doi for work in result.library} | {each.value for work in result.library for each in work.identifiers}
    assert {work.doi for work in library} <= kept | {None}


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, refgraph.dedupe; print([m for m in ('rapidfuzz', 'numpy', 'anyascii') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
