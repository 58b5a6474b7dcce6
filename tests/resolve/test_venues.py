"""Which titles are one venue's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe import Decision, Outcome
from refgraph.model import Library, Work
from refgraph.resolve import resolve_venues
from refgraph.resolve.abbreviations import abbreviation_penalty


def library(*titles):
    """Return works in containers: a title, or a title and ISSN."""
    pairs = [(each, None) if isinstance(each, str) else each for each in titles]
    return Library(
        works=tuple(
            Work(key=f"w{place:02}", type="article-journal", container_title=title, issn=issn)
            for place, (title, issn) in enumerate(pairs)
        )
    )


@pytest.mark.parametrize(
    "titles",
    [
        pytest.param(("Central Asian Survey", "Cent. Asian Surv."), id="abbreviation"),
        pytest.param(("Central Asian Survey", "The Central Asian Survey."), id="article and dot"),
        pytest.param(("Journal of the Royal Statistical Society Series B", "J. R. Stat. Soc. B"), id="series letter"),
        pytest.param(("Proceedings of the National Academy of Sciences", "Proc. Natl. Acad. Sci."), id="contraction"),
        pytest.param(("Annales de l’Institut Pasteur", "Ann Inst Pasteur"), id="elision"),
        pytest.param(
            ("American Educational Research Journal", "Am Educ Res J"), id="abbreviation that is a preposition"
        ),
        pytest.param(("Anti-Cancer Drugs", "Anticancer Drugs"), id="hyphen"),
        pytest.param(("Nature (London)", "Nature"), id="place on one side"),
        pytest.param(("Physica Scripta (Online)", "Physica Scripta"), id="medium"),
        pytest.param(("Вопросы истории", "Voprosy Istorii"), id="scripts"),
        pytest.param(("Вестник истории = Herald of History", "Herald of History"), id="parallel title"),
        pytest.param(("Journal of Sleep: official organ of the Sleep Union", "J. Sleep"), id="subtitle"),
        pytest.param(("Journal of the American Widget Association (JAWA)", "JAWA"), id="acronym in brackets"),
        pytest.param(
            (
                "Proceedings of the 3rd International Conference on Widgets, 2001",
                "Proc. 12th Int. Conf. Widgets (2010)",
                "International Conference on Widgets",
            ),
            id="meetings of a series",
        ),
        pytest.param(("Lecture Notes in Widgetry, vol. 512", "Lecture Notes in Widgetry"), id="volume"),
        pytest.param((("Zeitschrift A", "0263-4937"), ("Journal B", "02634937")), id="ISSN"),
        pytest.param(
            (("Survey", "0263-4937"), ("Survey", "1465-3354"), "Survey"), id="ISSNs of print and web under one title"
        ),
    ],
)
def test_titles_of_one_venue(titles):
    (venue,) = resolve_venues(library(*titles)).venues
    assert len(venue.works) == len(titles)


@pytest.mark.parametrize(
    "titles",
    [
        pytest.param(("Physical Review A", "Physical Review B"), id="section letter"),
        pytest.param(("Physical Review A", "Physical Review"), id="section and whole"),
        pytest.param(("Health Education", "Health Econ."), id="letters in order are no abbreviation"),
        pytest.param(("Acta Cardiologica", "Acta Cardiologica Supplementum"), id="supplement"),
        pytest.param(("Journal of Botany", "Journal of Zoology"), id="other word"),
        pytest.param(("Medical Tribune (Paris)", "Medical Tribune (Wien)"), id="places"),
        pytest.param(("IOP Series: Materials", "IOP Ser.: Earth"), id="two subtitles"),
        pytest.param(("Inflammopharmacology", "Inflamm."), id="a title of one word is not abbreviated"),
        pytest.param(("Conference on Widgets", "Conference on Gadgets"), id="other meeting"),
    ],
)
def test_titles_of_two_venues(titles):
    assert len(resolve_venues(library(*titles)).venues) == 2


def test_an_abbreviation_that_two_venues_have_is_doubted():
    found = library("American Journal of Physics", "American Journal of Physiology", "Am. J. Phys.")
    result = resolve_venues(found)
    assert len(result.venues) == 3
    assert {each.veto for each in result.review} == {"ambiguous"}


def test_a_meeting_is_an_event_of_its_venue():
    found = library("Proceedings of the 3rd Conference on Widgets, 2001", "Proc. 4th Conf. on Widgets, 2003")
    (venue,) = resolve_venues(found).venues
    assert venue.events == ("3rd 2001", "4th 2003")


def test_a_venue_has_forms_with_counts_identifiers_and_works():
    titles = ("Central Asian Survey", ("Cent. Asian Surv.", "0263-4937"), "Cent. Asian Surv.")
    (venue,) = resolve_venues(library(*titles)).venues
    assert venue.name == "Central Asian Survey"
    assert venue.forms == (("Cent. Asian Surv.", 2), ("Central Asian Survey", 1))
    assert venue.identifiers == ("issn:0263-4937",)
    assert venue.members == ("venue:cent-asian-surv", "venue:central-asian-survey")


def test_a_short_title_that_a_work_gives_is_the_venue():
    one = Work(key="a", container_title="Zeitschrift für Widgets", container_title_short="ZfW")
    (venue,) = resolve_venues(Library(works=(one, Work(key="b", container_title="ZfW")))).venues
    assert (venue.works, venue.short) == (("a", "b"), "ZfW")


def test_decisions_are_obeyed_and_explained():
    found = library("Journal of Botany", "Journal of Zoology", "J. Bot.")
    decisions = [
        Decision(same=True, a="venue:journal-of-botany", b="venue:journal-of-zoology", why="renamed"),
        Decision(same=False, a="venue:j-bot", b="venue:journal-of-botany"),
    ]
    result = resolve_venues(found, decisions)
    assert [each.works for each in result.venues] == [("w00", "w01"), ("w02",)]
    assert result.explain("venue:journal-of-botany", "venue:journal-of-zoology").outcome is Outcome.SAME
    assert "decided: different" in str(result.explain("venue:j-bot", "venue:journal-of-botany"))


@pytest.mark.parametrize(
    ("short", "word"),
    [("surv", "survey"), ("natl", "national"), ("dept", "department"), ("jpn", "japan"), ("engrg", "engineering")],
)
def test_words_are_cut_or_contracted(short, word):
    assert abbreviation_penalty(short, word) is not None


@pytest.mark.parametrize(
    ("short", "word"), [("econ", "education"), ("doc", "divorce"), ("survey", "surv"), ("12", "123")]
)
def test_other_letters_are_no_abbreviation(short, word):
    assert abbreviation_penalty(short, word) is None


works = st.builds(
    Work,
    container_title=st.sampled_from(
        ("Central Asian Survey", "Cent. Asian Surv.", "CAS", "Central Asian Studies", "Physical Review A", None)
    )
    | st.sampled_from(
        ("Phys. Rev.", "Proc. 3rd Conf. Widgets 2001", "Conference on Widgets", "Вестник", "Vestnik", "???")
    ),
    issn=st.sampled_from([None, None, "0263-4937", "wrong"]),
)
libraries = st.lists(works, max_size=10).map(
    lambda some: Library(works=tuple(replace(work, key=f"k{place}") for place, work in enumerate(some)))
)


@given(libraries, st.randoms())
def test_the_order_of_works_makes_no_difference(found, chance):
    mixed = list(found.works)
    chance.shuffle(mixed)
    ordered, other = resolve_venues(found), resolve_venues(Library(works=tuple(mixed)))
    assert {each.members for each in ordered.venues} == {each.members for each in other.venues}


@given(libraries)
def test_every_work_with_a_container_is_in_one_venue_and_saying_so_changes_nothing(found):
    result = resolve_venues(found)
    keys = [key for each in result.venues for key in each.works]
    assert sorted(keys) == sorted(work.key for work in found if work.container_title)
    said = [Decision(same=True, a=each.members[0], b=other) for each in result.venues for other in each.members[1:]]
    assert {each.members for each in resolve_venues(found, said).venues} == {each.members for each in result.venues}
