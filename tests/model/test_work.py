"""Works under their CSL names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from refgraph.model import Contributor, Date, Name, Role, Work
from refgraph.model.vocabulary import CSL_VARIABLES, Kind
from refgraph.model.work import ATTRIBUTES

ROLES = {role.value for role in Role}
PERSON = Contributor(agent=Name(family="Allison"))


@pytest.mark.parametrize("variable", sorted({*CSL_VARIABLES} - {"type", "id"}))
def test_every_csl_variable_is_held_and_got_back(variable):
    if variable in ROLES:
        person = replace(PERSON, role=Role(variable))
        assert Work(contributors=(person,)).get(variable) == (person,)
        assert Work().get(variable) is None
        return
    value: Any = Date.of(2018) if CSL_VARIABLES[variable] is Kind.DATE else "value"
    attribute = ATTRIBUTES.get(variable)
    work = replace(Work(), **{attribute: value}) if attribute else Work(variables={variable: value})
    assert work.get(variable) == value
    assert Work().get(variable) is None


def test_every_attribute_is_a_csl_variable():
    assert set(ATTRIBUTES) <= set(CSL_VARIABLES)


def test_roles_are_the_name_variables():
    assert {name for name, kind in CSL_VARIABLES.items() if kind is Kind.NAME} == ROLES


def test_unknown_fields_are_found_too():
    assert Work(extra={"x-rating": "5"}).get("x-rating") == "5"
    assert Work().get("x-rating") is None


def test_contributors_are_got_by_role_in_order():
    editor = replace(PERSON, role=Role.EDITOR)
    other = Contributor(agent=Name(family="Cooley"))
    work = Work(contributors=(PERSON, editor, other))
    assert (work.authors, work.editors, work.by_role("translator")) == ((PERSON, other), (editor,), ())


@pytest.mark.parametrize(
    ("keyword", "keywords"),
    [
        pytest.param("Central Asia; energy, oil; ", ("Central Asia", "energy, oil"), id="semicolons"),
        pytest.param("Central Asia, energy", ("Central Asia", "energy"), id="commas"),
        pytest.param(None, (), id="none"),
    ],
)
def test_keywords_are_split(keyword, keywords):
    assert Work(keyword=keyword).keywords == keywords


def test_the_year_is_that_of_publication():
    assert Work(issued=Date.of(2018, 3)).year == 2018
    assert Work(issued=Date(literal="n.d.")).year is None
    assert Work().year is None
