"""Names of persons and organisations."""

from __future__ import annotations

import pytest

from refgraph.model import Contributor, Name, Organization, Role

BEAUVOIR = Name(family="Beauvoir", given="Simone", dropping_particle="de")
BERG = Name(family="Berg", given="Jan", non_dropping_particle="van der")
KING = Name(family="King", given="Martin Luther", suffix="Jr.")
TOKAYEV = Name(family="Tokayev", given="Kassym-Jomart")
PLATO = Name(family="Plato")
LITERAL = Name(literal="Xi Jinping")
IEA = Organization(name="International Energy Agency", acronym="IEA")


@pytest.mark.parametrize(
    ("name", "text", "inverted", "full_family"),
    [
        pytest.param(BEAUVOIR, "Simone de Beauvoir", "de Beauvoir, Simone", "de Beauvoir", id="dropping particle"),
        pytest.param(BERG, "Jan van der Berg", "van der Berg, Jan", "van der Berg", id="non-dropping particle"),
        pytest.param(KING, "Martin Luther King, Jr.", "King, Jr., Martin Luther", "King", id="suffix"),
        pytest.param(PLATO, "Plato", "Plato", "Plato", id="one name"),
        pytest.param(LITERAL, "Xi Jinping", "Xi Jinping", "Xi Jinping", id="literal"),
        pytest.param(Name(), "", "", "", id="nothing"),
        pytest.param(IEA, *["International Energy Agency"] * 3, id="organisation"),
    ],
)
def test_a_name_is_written_in_both_orders(name, text, inverted, full_family):
    assert (name.text, name.inverted, name.full_family) == (text, inverted, full_family)


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        pytest.param("Kassym-Jomart", "KJ", id="hyphen"),
        pytest.param("K. J.", "KJ", id="initials"),
        pytest.param("K.-J.", "KJ", id="initials with a hyphen"),
        pytest.param("roy", "R", id="small letters"),
        pytest.param("Sardorbek Samandar ugli", "SSU", id="patronymic"),
        pytest.param(None, "", id="none"),
    ],
)
def test_initials_are_capitals_without_dots(given, initials):
    assert Name(family="X", given=given).initials == initials


def test_a_contributor_is_a_person_or_a_body_in_a_role():
    author, publisher = Contributor(agent=TOKAYEV), Contributor(agent=IEA, role=Role.EDITOR)
    assert (author.role, author.is_person, author.text) == (Role.AUTHOR, True, "Kassym-Jomart Tokayev")
    assert (publisher.is_person, publisher.text) == (False, "International Energy Agency")


def test_names_are_values():
    assert Name(family="Plato") == PLATO
    assert len({PLATO, Name(family="Plato")}) == 1
    with pytest.raises(AttributeError):
        setattr(PLATO, "family", "Aristotle")  # noqa: B010 - mypy refuses the plain assignment
