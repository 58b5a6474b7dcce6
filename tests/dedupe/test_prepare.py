"""Works to comparison records."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.dedupe.prepare import prepare
from refgraph.dedupe.prepare.titles import cleaned_title, read_titles, title_and_main, title_marks, title_numbers
from refgraph.model import Contributor, Date, Identifier, Name, Organization, Role, Scheme, Work
from refgraph.text.normal import fold

WORDS = (
    *("The", "a", "energy", "Reply", "Erratum", "correction in", "comment in", "part", "ii", "second", "report", "é"),
    *("2001", "(2001)", "[Review]", "(Tutorial)", "(vol 36, pg 54, 2009", "et al.", "жизнь", "\ufffd", "<i>", "&amp;"),
)
SIGNS = (" ", " ", ": ", ". ", " - ", " – ", "? ", "! ", "?", "-", ":\t", "\n", " (", ") ", "[", "]", ",", "")
titles = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SIGNS)).map("".join), max_size=4).map("".join)


@settings(max_examples=400)
@given(st.lists(titles, max_size=8))
def test_hints_at_what_is_rare_pass_nothing_over(texts):
    read = read_titles(texts)
    for place, text in enumerate(texts):
        cleaned, year = cleaned_title(text)
        folded = fold(cleaned)
        assert (read.titles[place], read.mains[place]) == title_and_main(cleaned, folded)
        assert read.numbers[place] == title_numbers(folded)
        assert read.marks[place] == title_marks(cleaned, folded)
        assert read.years[place] == year


def record(**fields):
    return prepare([Work(key="k", **fields)])[0]


def person(family=None, given=None, **parts):
    return Contributor(agent=Name(family=family, given=given, **parts))


def literal(text):
    return Contributor(agent=Name(literal=text))


@pytest.mark.parametrize(
    ("title", "folded"),
    [
        pytest.param("Energy &amp; Power: A &#8220;New&#8221; View", "energy and power a new view", id="entities"),
        pytest.param(r"The {\'E}cole of G{\"o}del's \emph{Proofs}", "ecole of godels proofs", id="latex"),
        pytest.param("Économie <i>politique</i> de l’Asie", "economie politique de lasie", id="diacritics and tags"),
        pytest.param("[Social capital in Almaty].", "social capital in almaty", id="translated title in brackets"),
        pytest.param("Tea in Osh. [Chinese]", "tea in osh", id="language in brackets"),
        pytest.param(
            "Screening: time to stop?. [Review] [24 refs]", "screening time to stop", id="remarks in brackets"
        ),
        pytest.param(
            "Cell counts.[Erratum appears in J Cell. 2009;9(9):2205]", "cell counts", id="notice of an erratum"
        ),
        pytest.param("Reading old hands (Tutorial)", "reading old hands", id="kind in parentheses"),
        pytest.param("(1990) Learning of concepts by query", "learning of concepts by query", id="year at the start"),
        pytest.param("Costs of 1,250 patients", "costs of 1250 patients", id="thousands"),
        pytest.param("Ren?e and J\ufffdrg", "renee and jrg".replace("renee", "rene"), id="lost letters"),
        pytest.param("Внешняя политика", "vneshnyaya politika", id="cyrillic"),
    ],
)
def test_a_title_is_levelled(title, folded):
    assert record(title=title).title == folded


@pytest.mark.parametrize(
    ("title", "main"),
    [
        pytest.param("Dictators Without Borders: Power and Money", "dictators without borders", id="colon"),
        pytest.param("The Great Game – A History", "great game", id="dash"),
        pytest.param("Who cites? An answer", "who cites", id="question"),
        pytest.param("Plain title", "", id="none"),
    ],
)
def test_the_part_before_a_subtitle_is_known(title, main):
    assert record(title=title).main == main


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        pytest.param("Dictators without …", True, id="ellipsis"),
        pytest.param("Dictators without...", True, id="points"),
        pytest.param("“Dictators without . . .”,", True, id="points apart, and what a list puts after a title"),
        pytest.param("Power &amp; money &hellip;", True, id="entity"),
        pytest.param("Dictators: …", True, id="after a colon"),
        pytest.param("Dictators ... without borders", False, id="within"),
        pytest.param("Who cites ...?", False, id="a question"),
        pytest.param("...", False, id="nothing else"),
        pytest.param("Power and money.", False, id="one point"),
    ],
)
def test_a_title_that_breaks_off_is_known(title, cut):
    made = record(title=title, container_title=title)
    assert made.cut == made.container.endswith(" ...") == cut


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        pytest.param("Global trends, Part II", ("2",), id="roman after part"),
        pytest.param("Global trends 2", ("2",), id="digit"),
        pytest.param("Global trends (part IV)", ("4",), id="roman in parentheses"),
        pytest.param("Volume two of the letters", ("2",), id="number word after volume"),
        pytest.param("One hundred years of solitude", (), id="number word in a sentence"),
        pytest.param("I know why the caged bird sings", (), id="the word I"),
        pytest.param("World Energy Outlook 2024", ("2024",), id="year"),
        pytest.param("HIV-1 and CD4+ cells", ("1", "4"), id="numbers in names"),
        pytest.param("Tea in Osh [87 refs]", (), id="a remark has no number"),
    ],
)
def test_numbers_of_a_title_are_found(title, numbers):
    assert record(title=title).numbers == numbers


@pytest.mark.parametrize(
    ("title", "marks"),
    [
        pytest.param("Erratum: Cells in culture", ("erratum",), id="erratum"),
        pytest.param("Correction to: Cells in culture", ("erratum",), id="correction"),
        pytest.param("Cells in culture (vol 360, pg 542, 2009)", ("erratum",), id="Web of Science"),
        pytest.param("Correction of myopia in children", (), id="a correction that is a treatment"),
        pytest.param("Reply to Smith", ("reply",), id="reply"),
        pytest.param("Response to treatment in asthma", (), id="a response that is medical"),
        pytest.param("Letters on asthma (author reply)", ("reply",), id="reply in parentheses"),
        pytest.param("Comment on “Cells in culture”", ("comment",), id="comment"),
        pytest.param("Re: Cells in culture", ("reply",), id="re"),
        pytest.param("Re- membering Osh: a history", (), id="a word that was parted at the end of a line"),
        pytest.param("Book review: Central Asia", ("review",), id="book review"),
        pytest.param("A systematic review of asthma", (), id="a review is a work of its own"),
        pytest.param("Retracted: Cells in culture", ("retraction",), id="retraction"),
    ],
)
def test_what_a_title_announces_is_found(title, marks):
    assert record(title=title).marks == marks


@pytest.mark.parametrize(
    ("names", "people"),
    [
        pytest.param([person("Allison", "R.")], [("allison", "r")], id="parts"),
        pytest.param([literal("Allison, R.")], [("allison", "r")], id="inverted"),
        pytest.param([literal("K. J. Tokayev")], [("tokayev", "k j")], id="natural"),
        pytest.param([literal("Tokayev KJ")], [("tokayev", "kj")], id="initials last"),
        pytest.param([literal("Jan van der Berg")], [("van der berg", "jan")], id="particles"),
        pytest.param([person("Wright Jr.", "T C")], [("wright", "t c")], id="suffix in the family name"),
        pytest.param([person("Cooley", "A."), literal("et al.")], [("cooley", "a")], id="et al."),
        pytest.param(
            [literal("cooley"), literal("a. & heathershaw"), literal("j. b")],
            [("cooley", "a"), ("heathershaw", "j b")],
            id="split at every comma",
        ),
        pytest.param(
            [Contributor(agent=Organization(name="International Energy Agency", acronym="IEA"))],
            [("international energy agency", "iea")],
            id="organisation",
        ),
        pytest.param([person("", "")], [], id="empty name"),
    ],
)
def test_names_are_split_and_levelled(names, people):
    assert [each[:2] for each in record(contributors=tuple(names)).people] == people


def test_persons_whom_an_export_gives_as_one_string_are_split_and_bodies_are_not():
    names = ("Yannis E. Ioannidis", "World Health Organization", "et al.")
    found = record(contributors=tuple(Contributor(agent=Organization(name=name)) for name in names))
    assert [(each.family, each.given) for each in found.people] == [
        ("ioannidis", "yannis e"),
        ("world health organization", ""),
    ]
    assert found.truncated


@pytest.mark.parametrize(
    ("fields", "preprint"),
    [
        pytest.param({"container_title": "arXiv preprint arXiv:1706.03762"}, True, id="server"),
        pytest.param({"doi": "10.2139/ssrn.3456789"}, True, id="prefix of the DOI"),
        pytest.param({"identifiers": (Identifier(Scheme.ARXIV, "1706.03762"),)}, True, id="arXiv id and nothing else"),
        pytest.param({"container_title": "arXiv", "volume": "12"}, False, id="a volume"),
        pytest.param({"container_title": "Nature", "doi": "10.1038/x"}, False, id="journal"),
    ],
)
def test_preprints_are_known(fields, preprint):
    assert record(title="Dens", **fields).preprint is preprint


def test_editors_stand_in_for_authors():
    editor = Contributor(agent=Name(family="Heathershaw"), role=Role.EDITOR)
    assert record(contributors=(editor,)).people[0].family == "heathershaw"


@pytest.mark.parametrize(
    ("names", "truncated"),
    [
        pytest.param((Role.AUTHOR,), ("x",), id="said by the work"),
        pytest.param((), ("Allison, R. et al.",), id="said by the last name"),
    ],
)
def test_a_list_that_goes_on_is_marked(names, truncated):
    work = Work(key="k", truncated=names, contributors=tuple(map(literal, truncated)))
    assert prepare([work])[0].truncated


def test_transliterations_of_a_name_sound_the_same():
    sounds = {record(contributors=(person(name),)).people[0].sound for name in ("Назарбаев", "Nazarbayev", "Nazarbaev")}
    assert len(sounds) == 1


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [
        pytest.param("215–232", "215", "232", id="range"),
        pytest.param("215-32", "215", "232", id="shortened"),
        pytest.param("pp. 322-331.", "322", "331", id="pp."),
        pytest.param("376 -- 383", "376", "383", id="two hyphens"),
        pytest.param("S417-S429", "s417", "s429", id="supplement"),
        pytest.param("e1234", "e1234", "e1234", id="article number"),
        pytest.param("0012-0019", "12", "19", id="leading zeros"),
        pytest.param("Suppl-29", "", "", id="first page lost"),
        pytest.param("in press", "", "", id="words"),
    ],
)
def test_pages_become_first_and_last(page, first, last):
    made = record(page=page)
    assert (made.first, made.last) == (first, last)


@pytest.mark.parametrize(
    ("fields", "volume", "issue"),
    [
        pytest.param({"volume": "39", "issue": "2"}, "39", "2", id="plain"),
        pytest.param({"volume": "39(2)"}, "39", "2", id="both in one"),
        pytest.param({"volume": "vol. 05"}, "5", "", id="word and zero"),
        pytest.param({"volume": "XIV"}, "14", "", id="roman"),
        pytest.param({"volume": "UNKNOWN", "issue": "May"}, "", "", id="words"),
        pytest.param({"volume": "8", "issue": "e70933"}, "8", "", id="article number"),
        pytest.param({"volume": "2016", "issued": Date.of(2016)}, "", "", id="year as volume"),
    ],
)
def test_volume_and_issue_become_numbers(fields, volume, issue):
    made = record(**fields)
    assert (made.volume, made.issue) == (volume, issue)


def test_identifiers_are_canonical_and_found_where_they_are_hidden():
    made = record(
        doi="https://doi.org/10.1000/ABC.",
        url="https://doi.org/10.1000/abc?download=1",
        isbn="0957-9672 (Print)\n0-306-40615-2",
        pmid="PMID: 12345",
        identifiers=(Identifier(Scheme.ARXIV, "2301.00001v2"), Identifier(Scheme.ISSN, "0263-4937")),
    )
    assert made.dois == ("10.1000/abc",)
    assert made.identifiers == ("arxiv:2301.00001", "isbn:9780306406157", "pmid:12345")


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        pytest.param({"issued": Date.of(2018)}, 2018, id="date"),
        pytest.param({"title": "Heathershaw (2017). Dictators without borders"}, 2017, id="left in the title"),
        pytest.param({"container_title": "5th workshop on learning (1992) 341"}, 1992, id="left in the container"),
        pytest.param({"container_title": "Annals 1990-1995"}, None, id="two years are none"),
    ],
)
def test_the_year_is_found(fields, year):
    assert record(**fields).year == year


def test_an_empty_work_has_an_empty_record():
    made = record()
    assert not any(made[2:])


@pytest.mark.parametrize("family", ["Cooley et al.", "COOLEY ET AL", "Cooley And Others", "Кули и др."])
def test_others_are_seen_in_any_case(family):
    (record,) = prepare([Work(key="a", contributors=(Contributor(agent=Name(family=family)),))])
    assert record.truncated


@pytest.mark.parametrize("last", ["others", "…", "...", "Others "], ids=["others", "ellipsis", "dots", "with a space"])
@pytest.mark.parametrize("is_person", [True, False], ids=["person", "body"])
def test_a_list_that_ends_in_others_goes_on(last, is_person):
    first = Contributor(agent=Name(family="Cooley", given="A."))
    agent = Name(family=last) if is_person else Organization(name=last)
    (record,) = prepare([Work(key="a", contributors=(first, Contributor(agent=agent)))])
    assert [each.family for each in record.people] == ["cooley"]
    assert record.truncated


def test_a_year_in_brackets_before_a_title_is_its_year():
    (record,) = prepare([Work(key="a", title="[1995] A decision-theoretic generalization of learning [in Russian]")])
    assert (record.title, record.year) == ("decision theoretic generalization of learning", 1995)
