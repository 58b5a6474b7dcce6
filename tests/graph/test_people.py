"""Which names are one person's or one body's."""

from __future__ import annotations

import pytest

from refgraph.graph.people import resolve
from refgraph.model import Contributor, Identifier, Name, Organization, Scheme

ORCID = Identifier(Scheme.ORCID, "0000-0002-1825-0097")
OTHER = Identifier(Scheme.ORCID, "0000-0001-5109-3700")


def person(family, given=None, *identifiers, **parts):
    return Contributor(agent=Name(family=family, given=given, **parts), identifiers=identifiers)


def body(name, acronym=None):
    return Contributor(agent=Organization(name=name, acronym=acronym))


@pytest.mark.parametrize(
    ("people", "groups"),
    [
        pytest.param([person("Allison", "R."), person("Allison", "Roy")], [[0, 1]], id="initial and name"),
        pytest.param([person("Müller", "K."), person("Muller", "K")], [[0, 1]], id="accents"),
        pytest.param([person("Токаев", "К."), person("Tokaev", "K.")], [[0, 1]], id="scripts"),
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
        pytest.param([person("Allison"), person("Allison", "Roy")], [[0], [1]], id="no given name fits nothing"),
        pytest.param([person("Plato"), person("Plato")], [[0, 1]], id="one name"),
        pytest.param([person("King", "M."), person("King", "M.", suffix="Jr.")], [[0], [1]], id="suffix"),
        pytest.param(
            [person("Li", "Wei", ORCID), person("Li", "Wei", OTHER)], [[0], [1]], id="two ORCID iDs are two people"
        ),
        pytest.param(
            [person("Allison", "Roy", ORCID), person("Allison", None, ORCID)], [[0, 1]], id="one ORCID iD is one person"
        ),
        pytest.param(
            [person("Berg", "J.", non_dropping_particle="van der"), person("Berg", "J.")], [[0], [1]], id="particle"
        ),
        pytest.param(
            [body("International Energy Agency", "IEA"), body("IEA"), body("international energy agency")],
            [[0, 1, 2]],
            id="acronym of a body",
        ),
        pytest.param(
            [body("International Energy Agency", "IEA"), body("Institute of Asia", "IEA"), body("IEA")],
            [[0], [1], [2]],
            id="acronym of two bodies",
        ),
        pytest.param([body("Smith"), person("Smith")], [[0], [1]], id="a body is no person"),
    ],
)
def test_names_are_joined_only_where_nothing_speaks_against_it(people, groups):
    assert resolve(people) == groups


def test_every_contributor_is_in_one_group():
    people = [person("Allison", given) for given in ("R.", "Roy", "P.", "R. S.", None)] * 2
    assert sorted(place for group in resolve(people) for place in group) == list(range(10))
