"""The registry: codes, slugs, selectors, rules of one's own."""

from __future__ import annotations

import re

import pytest

from refgraph.check import Hit, Scope, all_rules, check, field_rule, find_rule, select_rules
from refgraph.check.rule import _REGISTRY, FAMILIES
from refgraph.errors import UnknownNameError
from refgraph.formats.bibtex import parse_document
from refgraph.model import Severity

RULES = all_rules()


def test_codes_and_slugs_are_unique_and_in_order():
    assert [rule.code for rule in RULES] == sorted({rule.code for rule in RULES})
    assert len({rule.slug for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_why_and_an_example(rule):
    text = rule.check.__doc__
    assert rule.code[0] in FAMILIES
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.slug)
    assert text.startswith("Report ")
    assert "\n    Why: " in text
    assert "\n    Example: " in text
    assert bool(rule.fields) <= (rule.scope in (Scope.FIELD, Scope.ENTRY))
    assert bool(rule.fields) or rule.scope is not Scope.FIELD


def test_a_rule_is_found_by_code_and_slug():
    assert find_rule("I211") is find_rule("isbn-checksum")
    assert find_rule("I211").family == "identifiers"
    assert find_rule("I211").name == "I211 isbn-checksum"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        pytest.param("isbn-checksumm", "isbn-checksum", id="slug"),
        pytest.param("i211", "I211", id="case"),
        pytest.param("nonsense", "all_rules", id="nothing-near"),
    ],
)
def test_an_unknown_rule_brings_near_ones(name, near):
    with pytest.raises(UnknownNameError, match="no such rule") as caught:
        find_rule(name)
    assert near in str(caught.value)


@pytest.mark.parametrize(
    ("select", "ignore", "within", "without"),
    [
        pytest.param(None, [], {"I211", "S001"}, set(), id="all"),
        pytest.param(["I"], [], {"I211"}, {"S001", "D301"}, id="family"),
        pytest.param(["I21"], [], {"I211", "I212"}, {"I201"}, id="part-of-a-family"),
        pytest.param(["isbn-checksum"], [], {"I211"}, {"I212"}, id="slug"),
        pytest.param(["ALL"], ["I"], {"S001"}, {"I211"}, id="ignore"),
        pytest.param(["I211", "ALL"], ["I"], {"I211", "S001"}, {"I212"}, id="the-more-exact-wins"),
        pytest.param(["I211"], ["I211"], set(), {"I211"}, id="ignore-wins-between-equals"),
        pytest.param([], [], set(), {"I211"}, id="nothing"),
    ],
)
def test_selectors_choose_rules(select, ignore, within, without):
    codes = {rule.code for rule in select_rules(select, ignore)}
    assert within <= codes
    assert not without & codes


def test_a_selector_that_fits_nothing_is_an_error():
    with pytest.raises(UnknownNameError, match="'Q9'"):
        select_rules(["I", "Q9"])


def test_a_project_can_add_a_rule_of_its_own():
    try:

        @field_rule("Z900", "no-wikipedia", Severity.WARNING, "url")
        def no_wikipedia(_, field, __):
            """Report links to Wikipedia."""
            if "wikipedia.org" in field.value:
                yield Hit(message="cite the source, not Wikipedia")

        document = parse_document("@misc{a, url = {https://en.wikipedia.org/wiki/River}}")
        (finding,) = check(document, select=["no-wikipedia"]).findings
        assert (finding.code, finding.key, finding.field, finding.line) == ("Z900", "a", "url", 1)
        with pytest.raises(UnknownNameError, match="already taken"):
            field_rule("Z900", "other", Severity.INFO, "url")(lambda *_: [])
        with pytest.raises(UnknownNameError, match="not a rule code"):
            field_rule("ZZ9", "other", Severity.INFO, "url")(lambda *_: [])
    finally:
        _REGISTRY.pop("Z900", None)
        all_rules.cache_clear()
