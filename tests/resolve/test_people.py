"""Which names are one person's or one body's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.dedupe import Decision, Outcome
from refgraph.errors import ConfigurationError, UnknownNameError
from refgraph.model import Contributor, Date, Identifier, Library, Name, Organization, Role, Scheme, Work
from refgraph.resolve import resolve_people

ORCID = Identifier(Scheme.ORCID, "0000-0002-1825-0097")
OTHER = Identifier(Scheme.ORCID, "0000-0001-5109-3700")


def person(family, given=None, *identifiers, at=(), **parts):
    return Contributor(agent=Name(family=family, given=given, **parts), identifiers=identifiers, affiliations=at)


def body(name, acronym=None, *identifiers):
    return Contributor(agent=Organization(name=name, acronym=acronym), identifiers=identifiers)


def groups(*contributors):
    """Return what contributors of one work each are, as groups of their places."""
    works = tuple(Work(key=f"w{place:02}", contributors=(each,)) for place, each in enumerate(contributors))
    result = resolve_people(Library(works=works))
    return sorted(sorted(int(key[1:]) for key in each.works) for each in (*result.people, *result.bodies))


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        pytest.param([person("Allison", "R."), person("Allison", "Roy")], [[0, 1]], id="initial and name"),
        pytest.param([person("Müller", "K."), person("Muller", "K")], [[0, 1]], id="accents"),
        pytest.param([person("Müller", "K."), person("Mueller", "K.")], [[0, 1]], id="umlaut written out"),
        pytest.param([person("Токаев", "К."), person("Tokaev", "K.")], [[0, 1]], id="scripts"),
        pytest.param(
            [person("Nazarbayev", "Nursultan"), person("Назарбаев", "Н."), person("Назарбаев", "Нурсултан")],
            [[0, 1, 2]],
            id="scripts and spellings",
        ),
        pytest.param([person("Тоқаев", "Ж."), person("Tokayev", "Jomart")], [[0, 1]], id="J for Zh"),
        pytest.param([person("Allison", "R."), person("Allison", "P.")], [[0], [1]], id="other initial"),
        pytest.param([person("Allison", "Roy"), person("Allison", "Robert")], [[0], [1]], id="other name"),
        pytest.param(
            [person("Allison", "R."), person("Allison", "Roy"), person("Allison", "Robert")],
            [[0], [1], [2]],
            id="an initial that fits two",
        ),
        pytest.param(
            [person("Tokayev", "K. J."), person("Tokayev", "Kassym-Jomart"), person("Tokayev", "K.")],
            [[0, 1, 2]],
            id="a double name, its initials and its first one",
        ),
        pytest.param([person("Wang", "Jian-Guo"), person("Wang", "Jianguo")], [[0, 1]], id="hyphen or none"),
        pytest.param([person("Wang", "Jian-Guo"), person("Wang", "Jian-Hua")], [[0], [1]], id="half of a double name"),
        pytest.param([person("Wang", "Jian"), person("Wang", "Jianguo")], [[0], [1]], id="a name is no abbreviation"),
        pytest.param([person("Xi", "Jinping"), person("Jinping", "Xi")], [[0, 1]], id="swapped order"),
        pytest.param(
            [Contributor(agent=Name(literal="K. J. Tokayev")), person("Tokayev", "K. J.")], [[0, 1]], id="literal"
        ),
        pytest.param([person("Allison"), person("Allison", "Roy")], [[0], [1]], id="no given name fits nothing"),
        pytest.param([person("Plato"), person("Plato")], [[0, 1]], id="one name"),
        pytest.param([person("King", "M."), person("King", "M.", suffix="Jr.")], [[0], [1]], id="suffix"),
        pytest.param(
            [person("King", "M. A.", suffix="Sr."), person("King", "M. A.", suffix="Jr.")],
            [[0], [1]],
            id="two suffixes",
        ),
        pytest.param(
            [person("Berg", "J.", non_dropping_particle="van der"), person("Berg", "J.")], [[0], [1]], id="particle"
        ),
        pytest.param(
            [person("Li", "Wei", ORCID), person("Li", "Wei", OTHER)], [[0], [1]], id="two ORCID iDs are two people"
        ),
        pytest.param(
            [person("Allison", "Roy", ORCID), person("Allison", None, ORCID)], [[0, 1]], id="one ORCID iD is one person"
        ),
        pytest.param(
            [person("Kowalska", "Anna", ORCID), person("Nowak", "Maria", ORCID)],
            [[0, 1]],
            id="one ORCID iD against both names",
        ),
        pytest.param(
            [person("Li", "W.", ORCID), person("Li", "W."), person("Li", "W.", OTHER)],
            [[0, 1], [2]],
            id="one without an ORCID iD cannot be both",
        ),
        pytest.param(
            [person("Berg", "J.", non_dropping_particle="van der"), person("van der Berg", "J.")],
            [[0, 1]],
            id="particle in the family name",
        ),
        pytest.param(
            [person("Gogh", "Vincent", dropping_particle="van"), person("Gogh", "Vincent van")],
            [[0, 1]],
            id="particle behind the given name",
        ),
        pytest.param(
            [person("García Márquez", "Gabriel"), person("García", "Gabriel")], [[0, 1]], id="one family name of two"
        ),
        pytest.param([person("García Márquez", "G."), person("Márquez Soto", "G.")], [[0], [1]], id="crossed families"),
        pytest.param([body("Smith"), person("Smith")], [[0], [1]], id="a body is no person"),
        pytest.param([person("???"), person("???")], [[0], [1]], id="no letter"),
    ],
)
def test_names_are_joined_only_where_nothing_speaks_against_it(people, expected):
    assert groups(*people) == expected


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        pytest.param(
            [body("International Energy Agency", "IEA"), body("IEA"), body("international energy agency")],
            [[0, 1, 2]],
            id="acronym",
        ),
        pytest.param([body("World Health Organization (WHO)"), body("WHO")], [[0, 1]], id="acronym in brackets"),
        pytest.param(
            [body("International Energy Agency", "IEA"), body("Institute of Asia", "IEA"), body("IEA")],
            [[0], [1], [2]],
            id="acronym of two bodies",
        ),
        pytest.param([body("International Energy Agency"), body("IEA")], [[0], [1]], id="initials alone"),
        pytest.param([body("The World Bank"), body("World Bank")], [[0, 1]], id="article"),
        pytest.param([body("U.S. Department of State"), body("US Dept. of State")], [[0, 1]], id="abbreviated"),
        pytest.param([body("World Bank"), body("World Bank Research Group")], [[0], [1]], id="a part is another body"),
        pytest.param([body("ATLAS Collaboration"), body("CMS Collaboration")], [[0], [1]], id="consortia"),
        pytest.param([body("ATLAS Collaboration"), body("The ATLAS collaboration")], [[0, 1]], id="one consortium"),
    ],
)
def test_bodies_are_joined_by_name_acronym_and_abbreviation(bodies, expected):
    assert groups(*bodies) == expected


def smith(key, title, venue, year, *others):
    names = (person("Smith", "J."), *(person(*name.split(", ")) for name in others))
    return Work(key=key, title=title, container_title=venue, issued=Date.of(year), contributors=names)


CHEMISTRY = (
    smith("a1", "Catalytic hydrogenation of aromatic ketones", "Organic Letters", 2004, "Okafor, B.", "Lindqvist, E."),
    smith("a2", "Ruthenium in the hydrogenation of ketones", "Organic Letters", 2006, "Okafor, B."),
)
HISTORY = (
    smith("b1", "Monastic landholding in medieval Burgundy", "Speculum", 2005, "Dupont, C."),
    smith("b2", "Charters and landholding in Burgundy", "Revue Mabillon", 2009, "Dupont, C."),
)


def smiths(result):
    return {each.works for each in result.people if "Smith" in each.name}


def test_one_name_in_two_fields_is_two_people():
    result = resolve_people(Library(works=(*CHEMISTRY, *HISTORY)))
    assert smiths(result) == {("a1", "a2"), ("b1", "b2")}
    (doubt,) = result.review
    assert (doubt.a, doubt.b) == ("a1/author/1", "b1/author/1")


def test_a_decision_joins_and_another_keeps_apart():
    library = Library(works=(*CHEMISTRY, *HISTORY))
    one = Decision(same=True, a="a2/author/1", b="b1/author/1")
    assert smiths(resolve_people(library, [one])) == {("a1", "a2", "b1", "b2")}
    two = Decision(same=False, a="a2/author/1", b="a1/author/1")
    result = resolve_people(library, [two])
    assert {("a1",), ("a2",)} < smiths(result)
    assert result.explain("a1/author/1", "a2/author/1").outcome is Outcome.DIFFERENT


def test_decisions_are_read_from_a_file_and_unknown_ids_are_findings(tmp_path):
    path = tmp_path / "decisions.txt"
    path.write_text("same a1/author/1 b1/author/1  # his site says so\nsame a1/author/1 z/author/1\n", encoding="utf-8")
    result = resolve_people(Library(works=(*CHEMISTRY, *HISTORY)), path)
    assert smiths(result) == {("a1", "a2", "b1", "b2")}
    (finding,) = result.findings
    assert (finding.line, finding.slug) == (2, "decision-unknown-key")


def test_decisions_that_contradict_each_other_are_refused():
    pair = {"a": "a1/author/1", "b": "a2/author/1"}
    with pytest.raises(ConfigurationError, match="contradict"):
        resolve_people(Library(works=CHEMISTRY), [Decision(same=True, **pair), Decision(same=False, **pair)])


def test_nobody_is_on_a_work_twice_but_an_author_may_edit_it():
    twice = Work(key="a", contributors=(person("Wang", "J."), person("Wang", "J.")))
    edits = Work(key="b", contributors=(person("Roe", "A."), replace(person("Roe", "A."), role=Role.EDITOR)))
    result = resolve_people(Library(works=(twice, edits)))
    assert [each.members for each in result.people] == [
        ("a/author/1",),
        ("a/author/2",),
        ("b/author/1", "b/editor/1"),
    ]


def test_a_shared_affiliation_tells_namesakes_apart():
    physics, genomics = ("Institute of High Energy Physics, Beijing",), ("Genome Center, Davis",)
    full = [person("Wang", given) for given in ("Jian", "Jing", "Jun", "Jie", "Juan", "Jia", "Ju", "Jiang")]
    some = [person("Wang", "J.", at=physics), person("Wang", "J.", at=genomics), person("Wang", "J.", at=physics)]
    found = groups(*some, *full)
    assert [0, 2] in found
    assert [1] in found


def of_forty_years(*others):
    """Return a library where "Allison, R." wrote on two things in two places, beside works of others."""
    works = [
        Work(key="a", title="Clocks of early towns", contributors=(person("Allison", "R."), person("Reo", "Ula"))),
        Work(key="b", title="Birds seen in winter", contributors=(person("Allison", "R."), person("Tam", "Osk"))),
    ]
    works[0] = replace(works[0], container_title="Time", issued=Date.of(1970))
    works[1] = replace(works[1], container_title="Wing", issued=Date.of(1995))
    return Library(works=(*works, *(Work(key=f"w{n}", contributors=(each,)) for n, each in enumerate(others))))


def test_initials_are_trusted_as_far_as_the_names_that_are_written_out_deserve():
    families = [f"{first}{last}" for first in ("Bar", "Kol", "Min", "Tov") for last in ("dal", "gren", "sky", "tun")]
    alike = [person(family, "Maria") for family in families for _ in range(3)]
    unlike = [person(family, name) for family in families for name in ("Maria", "Martin", "Moses")]

    assert ("a", "b") in [each.works for each in resolve_people(of_forty_years(*alike)).people]
    assert ("a", "b") not in [each.works for each in resolve_people(of_forty_years(*unlike)).people]
    assert ("a", "b") not in [each.works for each in resolve_people(of_forty_years()).people]


def test_a_person_has_the_fullest_name_and_counts_every_form():
    names = {"b": person("Allison", "R."), "a": person("Allison", "Roy", ORCID), "c": person("Allison", "R.")}
    works = tuple(Work(key=key, contributors=(each,)) for key, each in names.items())
    (found,) = resolve_people(Library(works=works)).people
    assert (found.id, found.name, found.works) == ("a/author/1", "Roy Allison", ("b", "a", "c"))
    assert found.forms == (("R. Allison", 2), ("Roy Allison", 1))
    assert found.identifiers == (str(ORCID),)


def test_an_explanation_says_what_speaks_for_and_against():
    result = resolve_people(Library(works=(*CHEMISTRY, *HISTORY)))
    text = str(result.explain("a1/author/1", "a2/author/1"))
    assert text.startswith("a1/author/1 and a2/author/1: same (score ")
    assert "co-authors  1 shared" in text
    assert result.explain("a1/author/1", "b2/author/1").together is False


def test_an_unknown_id_is_an_error_that_shows_what_ids_are():
    with pytest.raises(UnknownNameError) as error:
        resolve_people(Library(works=CHEMISTRY)).explain("a1", "a2/author/1")
    assert str(error.value) == "nothing has this id: 'a1'; such as a1/author/1"


def test_time_grows_linearly_with_the_works_of_one_author(monkeypatch):
    from refgraph.resolve.persons import Judge

    scored = []
    real = Judge.score
    monkeypatch.setattr(Judge, "score", lambda self, a, b: scored.append(1) or real(self, a, b))

    def comparisons(size):
        scored.clear()
        works = tuple(
            Work(
                key=f"w{n:05}",
                contributors=(person("Wang", "Jian"), person("Roe", "A.")),
                issued=Date.of(1990 + n % 30),
            )
            for n in range(size)
        )
        assert len(resolve_people(Library(works=works)).people) == 2
        return len(scored)

    assert comparisons(800) < 3 * comparisons(400)


people = st.builds(
    person,
    st.sampled_from(["Li", "Allison", "Müller", "Muller", "Токаев", "Tokayev"]),
    st.sampled_from([None, "R.", "Roy", "R. S.", "P.", "K.", "Кассым"]),
    st.sampled_from([ORCID, OTHER]),
) | st.builds(person, st.sampled_from(["Li", "Allison", "Muller"]), st.sampled_from([None, "R.", "Roy", "R. S.", "P."]))
bodies = st.builds(body, st.sampled_from(["International Energy Agency", "IEA"]), st.sampled_from([None, "IEA"]))
works = st.builds(
    Work,
    title=st.sampled_from([None, "Central Asian security", "Energy in Central Asia", "Medieval charters"]),
    contributors=st.lists(people | bodies, max_size=4).map(tuple),
    issued=st.sampled_from([None, Date.of(1950), Date.of(2018)]),
)
libraries = st.lists(works, max_size=10).map(
    lambda some: Library(works=tuple(replace(work, key=f"k{place}") for place, work in enumerate(some)))
)


def partition(result):
    return {each.members for each in (*result.people, *result.bodies)}


@given(libraries, st.randoms())
def test_the_order_of_works_makes_no_difference(library, chance):
    mixed = list(library.works)
    chance.shuffle(mixed)
    assert partition(resolve_people(library)) == partition(resolve_people(Library(works=tuple(mixed))))


@given(libraries)
def test_every_contributor_is_of_one_entity_and_clashes_keep_apart(library):
    result = resolve_people(library)
    members = [member for some in partition(result) for member in some]
    assert len(members) == len(set(members)) == sum(len(work.contributors) for work in library)
    for each in result.people:
        slots = [member.rpartition("/")[0] for member in each.members]
        assert len(slots) == len(set(slots))
        assert len([one for one in each.identifiers if one.startswith("orcid:")]) <= 1


@given(libraries, st.data())
def test_deciding_that_two_are_the_same_makes_them_one(library, data):
    members = [each.members[0] for each in resolve_people(library).people]
    if len(members) < 2:
        return
    a, b = data.draw(st.lists(st.sampled_from(members), min_size=2, max_size=2, unique=True))
    result = resolve_people(library, [Decision(same=True, a=a, b=b)])
    assert result.home(a) == result.home(b)
    kept = resolve_people(library, [Decision(same=False, a=a, b=b)])
    assert kept.home(a) != kept.home(b)


@given(libraries)
def test_decisions_that_say_what_was_found_change_nothing(library):
    found = partition(resolve_people(library))
    said = [Decision(same=True, a=some[0], b=other) for some in found for other in some[1:]]
    assert partition(resolve_people(library, said)) == found
