"""Explanations of pairs: why, which keys, and the page."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from refgraph.dedupe import Decision, dedupe
from refgraph.dedupe.nearest import key_pairs, kind_of
from refgraph.errors import ConfigurationError, UnknownNameError
from refgraph.model import Contributor, Date, Library, Name, Work


def person(family, given=None):
    return Contributor(agent=Name(family=family, given=given))


SURVEY = Work(
    key="a",
    type="article-journal",
    title="Kazakhstan’s Multi-Vector Foreign Policy",
    contributors=(person("Dadabaev", "Timur"),),
    issued=Date.of(2020),
    container_title="Central Asian Survey",
    volume="39",
    page="215–232",
)
REPORT = Work(key="r", type="report", title="Energy report of the ministry of Kazakhstan", issued=Date.of(2020))


def explained(*works, decisions=(), pair=("a", "b")):
    return dedupe(Library(works=works), list(decisions)).explain(*pair)


@pytest.mark.parametrize(
    ("other", "decisions", "why"),
    [
        pytest.param(SURVEY, [], "together: the score of 1000 reaches 700", id="score"),
        pytest.param(
            replace(SURVEY, volume="40", page="1"),
            [],
            "apart: the veto 'place': volumes differ (39 and 40), and no page agrees, which only a person can overrule",
            id="veto",
        ),
        pytest.param(
            replace(SURVEY, title="Erratum: Kazakhstan’s Multi-Vector Foreign Policy", volume="40", page="1"),
            [],
            "apart: the veto 'note': only one is marked as erratum",
            id="veto without appeal",
        ),
        pytest.param(
            replace(REPORT, title="Water levels of the Aral Sea"),
            [],
            "apart: the score of 0 is far below 700",
            id="low",
        ),
        pytest.param(
            SURVEY,
            [Decision(same=False, a="b", b="a", line=4)],
            "apart: decided by line 4 ('different b a')",
            id="decision",
        ),
    ],
)
def test_one_sentence_says_why(other, decisions, why):
    explanation = explained(SURVEY, replace(other, key="b"), decisions=decisions)
    assert explanation.why == why
    assert why in str(explanation).splitlines()


def test_doubt_is_said_to_be_for_a_person():
    explanation = explained(REPORT, replace(REPORT, key="s"), pair=("r", "s"))
    assert explanation.why == "apart: the score of 590 is below 700, near enough that a person should decide"


def test_decisions_about_others_that_decide_the_pair_are_named():
    decisions = [Decision(same=True, a="a", b="r", line=1), Decision(same=False, a="r", b="b", line=2)]
    explanation = explained(SURVEY, replace(SURVEY, key="b"), REPORT, decisions=decisions)
    assert explanation.why == "apart: decided by line 1 ('same a r') and line 2 ('different r b')"


def test_works_that_keep_others_apart_are_named():
    first = replace(SURVEY, volume="39", page="215")
    second = replace(SURVEY, key="b", volume=None, page=None)
    third = replace(SURVEY, key="c", volume="40", page="1")
    result = dedupe(Library(works=(first, second, third)))
    apart = next(key for key in ("a", "c") if result.key_of(key) != result.key_of("b"))
    why = result.explain("b", apart).why
    assert why.startswith("apart: their clusters hold works that must stay apart: a and c (")
    assert "no page agrees" in why


def test_keys_that_both_have_are_listed():
    text = str(explained(SURVEY, replace(SURVEY, key="b")))
    assert "keys that both have, which is why they are compared:" in text
    assert "  v:39 215" in text


def test_works_without_a_common_key_show_the_nearest_most_similar_first():
    other = replace(SURVEY, key="b", title="Kasachstans multivektorale Aussenpolitik", page="216", issued=Date.of(2021))
    explanation = explained(SURVEY, other)
    assert explanation.shared_keys == ()
    similarities = [each.similarity for each in explanation.nearest_keys]
    assert similarities == sorted(similarities, reverse=True)
    assert 0 < len(similarities) <= 5
    assert explanation.nearest_keys[0].kind == "first author and first page"
    assert 'volume and first page (83% alike): "39 215" and "39 216"' in str(explanation)


def test_equal_records_that_another_stands_for_are_said_not_to_be_compared():
    works = [replace(SURVEY, key=f"k{number}") for number in range(5)]
    explanation = explained(*works, pair=("k0", "k4"))
    assert explanation.together
    assert not explanation.compared
    assert any("equal works stand for them" in note for note in explanation.notes)


def test_of_keys_of_one_kind_the_two_most_alike_are_shown():
    (pair,) = key_pairs(["r:asia central", "r:asia policy"], ["r:asian policy"])
    assert (pair.left, pair.right) == ("asia policy", "asian policy")
    assert 0.9 < pair.similarity < 1


def test_a_kind_that_one_side_lacks_comes_last():
    found = key_pairs(["v:39 215", "t:russia"], ["t:russia"])
    assert [(each.kind, each.similarity) for each in found] == [("title", 1.0), ("volume and first page", 0.0)]
    assert (found[1].left, found[1].right) == ("39 215", "")


def test_keys_that_differ_a_little_in_much_are_not_called_equal():
    (pair,) = key_pairs([f"t:{'a' * 1000}"], [f"t:{'a' * 1000}b"])
    assert pair.similarity == 0.99


def test_a_new_kind_of_key_shows_its_letter():
    assert kind_of("z:1") == "z"


@pytest.mark.parametrize(("pair", "near"), [(("a", "bb"), "did you mean b?"), (("aa", "b"), "did you mean a?")])
def test_an_unknown_key_names_near_ones(pair, near):
    with pytest.raises(UnknownNameError) as error:
        explained(SURVEY, replace(SURVEY, key="b"), pair=pair)
    assert near in str(error.value)


def test_a_work_is_not_compared_with_itself():
    with pytest.raises(ConfigurationError, match="a work cannot be compared with itself: 'a'; name two keys"):
        explained(SURVEY, replace(SURVEY, key="b"), pair=("a", "a"))


def test_json_has_everything_the_text_has():
    values = json.loads(json.dumps(explained(SURVEY, replace(REPORT, key="b")).to_dict()))
    assert values["why"] == "apart: the score of 0 is far below 700"
    assert values["shared_keys"] == []
    assert set(values["nearest_keys"][0]) == {"kind", "left", "right", "similarity"}
    assert values["context"][0] == {"field": "type", "left": "article-journal", "right": "report"}


HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too' \x1b[2J \u202eevil"


class Page(HTMLParser):
    VOID = frozenset({"meta"})

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.open, self.text = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def test_the_page_escapes_all_values_loads_nothing_and_runs_nothing():
    hostile = replace(
        SURVEY, key="b<b>", title=HOSTILE, container_title=HOSTILE, contributors=(person(HOSTILE),), note=HOSTILE,
        publisher=HOSTILE, url="javascript:alert(1)", doi='10.1000/"><img src=x>',
    )  # fmt: skip
    decisions = [Decision(same=False, a="a", b="b<b>", why=HOSTILE)]
    html = explained(SURVEY, hostile, decisions=decisions, pair=("a", "b<b>")).to_html()
    page = Page(html)
    assert page.open == []
    assert not {"script", "img", "link", "iframe", "a", "b"} & set(page.tags)
    assert not [each for each in page.attributes if each[1] in {"src", "href", "onclick"}]
    assert "http://" not in html
    assert "https://" not in html
    assert "url(" not in html
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert "<script>alert(1)</script>" in "".join(page.text)


def test_the_page_can_be_read_aloud_and_used_with_the_keyboard():
    page = Page(explained(SURVEY, replace(REPORT, key="b")).to_html())
    assert ("html", "lang", "en") in page.attributes
    assert [tag for tag in page.tags if tag in {"h1", "h2"}][:2] == ["h1", "h2"]
    assert page.tags.count("main") == 1
    assert "caption" in page.tags
    assert {value for tag, name, value in page.attributes if (tag, name) == ("th", "scope")} == {"row", "col"}
    regions = [value for _, name, value in page.attributes if name == "role"]
    assert regions == ["region"] * page.attributes.count(("div", "tabindex", "0"))
    assert "prefers-color-scheme: dark" in "".join(page.text)


def test_differences_are_marked_in_the_page():
    html = explained(SURVEY, replace(SURVEY, key="b", contributors=(person("Dadabaev", "T."),))).to_html()
    assert "Dadabaev, T<mark>imur</mark>" in html
    assert "Dadabaev, T<mark>.</mark>" in html


def test_what_steers_a_terminal_is_not_printed():
    text = str(explained(replace(SURVEY, title="\x1b[2JTitle \u202ex"), replace(SURVEY, key="b")))
    assert "\x1b" not in text
    assert "\\x1b[2JTitle \\u202ex" in text
