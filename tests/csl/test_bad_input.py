"""What should not be there: the rest is rendered, and what is wrong is said."""

import time

import pytest
from csl_items import ITEMS
from hypothesis import given
from hypothesis import strategies as st

from refgraph.csl import CitationProcessor, Cite, Cluster, compile_style
from refgraph.csl.items.variables import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES
from refgraph.errors import RefgraphError, StyleError, UnknownNameError
from refgraph.model import Library
from refgraph.pipeline.rendering import csl_bibliography, render

STYLES = ["apa", "ieee", "chicago-notes-bibliography", "gost-r-7-0-5-2008"]
CSL = "http://purl.org/net/xbiblio/csl"


def style(inside, attributes='class="in-text"'):
    return f'<style xmlns="{CSL}" {attributes} version="1.0"><info><title>t</title></info>{inside}</style>'


TITLES = style(
    '<citation><layout><text variable="title"/></layout></citation>'
    '<bibliography><layout><text variable="title"/></layout></bibliography>'
)
CITING_ONLY = style('<citation><layout><text variable="title"/></layout></citation>')


def codes(made):
    return [(finding.code, finding.key, finding.field) for finding in made.findings]


# items


def test_an_item_without_a_type_is_rendered_and_reported():
    made = csl_bibliography([{"id": "a", "title": "Wells"}], "apa", "text")
    assert "Wells" in made.text
    assert codes(made) == [("C101", "a", None)]


def test_an_item_without_an_id_gets_one():
    made = csl_bibliography(
        [{"type": "book", "title": "Wells"}, {"id": "", "type": "book", "title": "Springs"}], TITLES
    )
    assert [entry.ids for entry in made.entries] == [("item-1",), ("item-2",)]
    assert [code for code, _, _ in codes(made)] == ["C105", "C105"]


def test_of_two_items_of_one_id_the_first_counts():
    made = csl_bibliography(
        [{"id": "a", "type": "book", "title": "One"}, {"id": "a", "type": "book", "title": "Two"}], TITLES
    )
    assert [entry.text for entry in made.entries] == ["One"]
    assert codes(made) == [("C104", "a", None)]


def test_an_id_may_be_a_number():
    made = csl_bibliography([{"id": 7, "type": "book", "title": "One"}], TITLES)
    assert made.entries[0].ids == ("7",)


@pytest.mark.parametrize("item", [None, 3, "wells", ["wells"], 1.5], ids=str)
def test_what_is_no_item_is_left_out_and_reported(item):
    made = csl_bibliography([item, {"id": "a", "type": "book", "title": "Wells"}], TITLES)
    assert [entry.ids for entry in made.entries] == [("a",)]
    assert codes(made) == [("C102", None, None)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("author", 7),
        ("author", True),
        ("author", [7, None]),
        ("author", [["Weiß", "Änne"]]),
        ("author", [{"name": "Weiß"}]),
        ("issued", ["x"]),
        ("issued", {"date-parts": "2010"}),
        ("issued", {"date-parts": [["x"]]}),
        ("issued", {"from": 2010}),
        pytest.param("issued", True),
    ],
    ids=repr,
)
def test_names_and_dates_of_the_wrong_shape_are_reported(field, value):
    made = csl_bibliography([{"id": "a", "type": "book", "title": "Wells", field: value}], "apa", "text")
    assert "Wells" in made.text
    assert codes(made) == [("C103", "a", field)]
    assert field in made.findings[0].message


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("author", []),
        ("author", None),
        ("author", ""),
        ("author", {}),
        ("issued", None),
        ("issued", {}),
        ("issued", {"date-parts": [[]]}),
        ("issued", {"date-parts": [[0]]}),
        ("issued", {"date-parts": [None]}),
    ],
    ids=repr,
)
def test_what_says_nothing_is_no_mistake(field, value):
    made = csl_bibliography([{"id": "a", "type": "book", "title": "Wells", field: value}], "apa", "text")
    assert "Wells" in made.text
    assert made.findings == ()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Weiß, Änne", "Weiß, Änne"),
        ({"family": "Weiß", "given": "Änne"}, "Weiß, Ä."),
        ([{"literal": "Orda"}], "Orda"),
        (["Orda"], "Orda"),
        ([{"family": "Weiß", "given": 7}], "Weiß, 7"),
        ([{"family": None, "given": "Änne"}], "Ä"),
    ],
    ids=repr,
)
def test_names_of_an_odd_shape_are_read(value, shown):
    made = csl_bibliography([{"id": "a", "type": "book", "title": "Wells", "author": value}], "apa", "text")
    assert made.text.startswith(shown)
    assert made.findings == ()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (2010, "2010"),
        ("2010", "2010"),
        ("2010-03", "2010"),
        ([[2010]], "2010"),
        ([2010, 3], "2010"),
        ({"date-parts": [["2010", "3", "x"]]}, "2010"),
        ({"year": 2010}, "2010"),
        ({"raw": "March 7, 2010"}, "2010"),
        ({"date-parts": [[2010, 99, 99]]}, "2010"),
        ({"date-parts": [[2010], [2012], [2014]]}, "2010–2012"),
        ("sometime", "sometime"),
    ],
    ids=repr,
)
def test_dates_of_an_odd_shape_are_read(value, shown):
    made = csl_bibliography([{"id": "a", "type": "book", "title": "Wells", "issued": value}], "apa", "text")
    assert f"({shown})" in made.text
    assert made.findings == ()


BY_VOLUME = style(
    '<citation><layout><number variable="volume" form="ordinal"/></layout></citation><bibliography><sort>'
    '<key variable="volume"/></sort><layout><number variable="volume" form="ordinal"/></layout></bibliography>'
)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param(
            "volume",
            "²",
            id="a raised digit",
        ),
        pytest.param("volume", "٣", id="an Arabic digit"),
        pytest.param(
            "volume",
            "9" * 5_000,
            id="5,000 digits",
        ),
        pytest.param(
            "page",
            f"1-{'9' * 5_000}",
            id="5,000 digits of a page",
        ),
        pytest.param("issued", [float("inf")], id="an infinite year"),
        pytest.param("issued", [[10**40]], id="a year far away"),
        pytest.param("volume", -3, id="below zero"),
        pytest.param("volume", 1e300, id="a large float"),
    ],
)
def test_odd_numbers_do_no_harm(field, value):
    item = {"id": "a", "type": "article-journal", "title": "Wells", field: value}
    for name in (BY_VOLUME, "apa", "chicago-notes-bibliography"):
        assert csl_bibliography([item, *ITEMS[:2]], name, "text").entries


@pytest.mark.parametrize("works", [[], (), Library(), iter([])], ids=["list", "tuple", "library", "iterator"])
def test_an_empty_library_gives_an_empty_list(works):
    made = csl_bibliography(works, "apa", "text")
    assert (made.entries, made.text, made.findings) == ((), "", ())


@pytest.mark.parametrize("name", STYLES)
def test_an_item_with_every_variable(name):
    item = {variable: f"{variable} value" for variable in TEXT_VARIABLES}
    item |= {variable: [{"family": variable, "given": "Given"}] for variable in NAME_VARIABLES}
    item |= {variable: {"date-parts": [[2010, 3, 7]]} for variable in DATE_VARIABLES}
    for kind in ("book", "article-journal", "patent", "no such type", "legal_case"):
        for output in ("text", "html", "latex"):
            assert csl_bibliography([{**item, "id": "a", "type": kind}], name, output).entries[0].text


def test_a_title_of_a_megabyte():
    title = "Wells " * 170_000
    begun = time.process_time()
    made = csl_bibliography([{"id": "a", "type": "book", "title": title}], "apa", "html", spans=True)
    assert len(made.text) >= len(title.rstrip())
    assert time.process_time() - begun < 60


def test_a_title_of_open_tags_and_quotation_marks():
    begun = time.process_time()
    for piece in ("<i>", "</i>", '"', "'", "“", " : ", "<span class=", "(", "« "):
        made = csl_bibliography([{"id": "a", "type": "book", "title": piece * 5_000 + "end"}], "apa", "text")
        assert "end" in made.text.casefold()
    assert time.process_time() - begun < 120


def test_five_thousand_authors():
    names = [{"family": f"Omarov{number}", "given": "Alibek Serikuly"} for number in range(5_000)]
    item = {"id": "a", "type": "article-journal", "title": "Wells", "author": names}
    begun = time.process_time()
    for name in STYLES:
        assert "Omarov0" in render([item], name, "text")
    inside = style('<citation><layout><names variable="author"/></layout></citation>')
    text = CitationProcessor([item], inside, "text").insert(Cluster((Cite("a"),), "c")).texts["c"]
    assert text.endswith("Omarov4999")
    assert time.process_time() - begun < 60


def test_many_works_of_one_author_and_year():
    items = [
        {
            "id": f"a{number}",
            "type": "book",
            "title": f"Wells {number}",
            "author": [{"literal": "Orda"}],
            "issued": 2010,
        }
        for number in range(800)
    ]
    text = render(items, "apa", "text")
    assert "(2010a)" in text
    assert "(2010adt)" in text


CONTROL = "".join(map(chr, [*range(32), 0x7F, *range(0x80, 0xA0), 0xFFFE, 0x202E, 0x200B, 0xFEFF]))


@pytest.mark.parametrize("output", ["text", "html", "latex", "markdown", "typst", "rtf"])
def test_control_characters_do_no_harm(output):
    item = {
        "id": "a\x00b",
        "type": "book",
        "title": f"Wells {CONTROL} and springs",
        "author": [{"family": f"We{CONTROL}iß", "given": "Ä\x00nne"}],
        "publisher": "\n\n\tOrda\r\n",
    }
    text = render([item], "apa", output)
    assert "Wells" in text
    assert "springs" in text


def test_half_a_surrogate_pair_does_no_harm():
    assert "Wells" in render([{"id": "a", "type": "book", "title": "Wells \ud83d"}], "apa", "text")


# styles


def test_a_style_without_a_bibliography_lists_nothing():
    made = csl_bibliography(ITEMS, CITING_ONLY, "text")
    assert (made.entries, made.text) == ((), "")


def test_a_style_of_which_nothing_is_printed():
    nothing = style('<citation><layout><text variable="genre"/></layout></citation>')
    processor = CitationProcessor([{"id": "a", "type": "book", "title": "Wells"}], nothing, "text")
    assert processor.insert(Cluster((Cite("a"),), "c")).texts["c"], "a place in the text is never left empty"


CIRCLE = style(
    '<macro name="a"><text macro="b"/></macro><macro name="b"><group><text macro="a"/></group></macro>'
    '<citation><layout><text macro="a"/></layout></citation>'
)
BOMB = style(
    "".join(f'<macro name="m{n}">{f"""<text macro="m{n + 1}"/>""" * 10}</macro>' for n in range(9))
    + '<macro name="m9"><text value="boom"/></macro><citation><layout><text macro="m0"/></layout></citation>'
)
DEEP = style(f'<citation><layout>{"<group>" * 5_000}<text variable="title"/>{"</group>" * 5_000}</layout></citation>')


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(CIRCLE, id="circle"),
        pytest.param(BOMB, id="bomb"),
        pytest.param(DEEP, id="deep"),
        pytest.param(CITING_ONLY.replace("</layout>", ""), id="broken"),
        pytest.param("<style>", id="cut short"),
        pytest.param('<style xmlns="urn:other"/>', id="other language"),
    ],
)
def test_styles_that_cannot_work_are_refused(text):
    with pytest.raises(StyleError):
        render(ITEMS, text, "text")


def test_a_style_with_mistakes_renders_and_says_so():
    doubtful = style(
        '<citation><layout><text variable="title" font-wieght="bold"/><text macro="none"/></layout></citation>'
        '<bibliography><layout><text variable="title"/></layout></bibliography>'
    )
    made = csl_bibliography(ITEMS[:1], doubtful, "text")
    assert [entry.text for entry in made.entries] == [ITEMS[0]["title"]]
    assert [finding.code for finding in made.findings] == ["Y203", "Y301"]


# names of things


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"style": "apaa"}, "no such style: 'apaa'; did you mean"),
        ({"style": ""}, ""),
        ({"output": "pdf"}, "'pdf'"),
        ({"output": "htm"}, "did you mean 'html'"),
        ({"keys": ["wels"]}, "no work has this key: 'wels'; did you mean wells"),
    ],
    ids=["style", "no style", "output", "near output", "key"],
)
def test_unknown_names_are_refused_with_what_would_be_right(arguments, message):
    with pytest.raises(RefgraphError) as caught:
        render(ITEMS, **arguments)
    assert message in str(caught.value)


def test_a_style_that_is_nowhere_is_a_lookup_error_too():
    with pytest.raises(LookupError):
        render(ITEMS, "no-such-style-at-all")


@pytest.mark.parametrize("locale", ["xx-XX", "", "kk_KZ", "de", "EN-us", "../../etc/passwd", "e\x00"])
def test_any_locale_renders(locale):
    assert render(ITEMS, "apa", "text", locale=locale)


# anything


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
MARKED = st.lists(
    st.sampled_from(["<i>", "</i>", "<b>", "</b>", "<sup>", '<span class="nocase">', "</span>", '"', "'", "«", "»"])
    | st.sampled_from([" ", ".", ",", ":", "?", "-", "–", "&", "2", "IV", "Ж", "中", "é", "\u202f", "\x00", "wells"]),
    max_size=8,
).map("".join)
PARTS = st.dictionaries(
    st.sampled_from("family given literal suffix dropping-particle non-dropping-particle comma-suffix".split()),
    MARKED | JSON,
    max_size=4,
)
NAMES = st.lists(PARTS | JSON, max_size=4) | JSON
DATES = (
    st.fixed_dictionaries(
        {},
        optional={
            "date-parts": st.lists(st.lists(st.integers(-9999, 9999) | JSON, max_size=3), max_size=2) | JSON,
            "season": JSON,
            "circa": JSON,
            "literal": MARKED | JSON,
            "raw": MARKED | JSON,
        },
    )
    | JSON
)
ANY_ITEM = st.builds(
    lambda fields, names, dates, kind: {**fields, **names, **dates, "id": "any", "type": kind},
    st.dictionaries(st.sampled_from(sorted(TEXT_VARIABLES)), MARKED | JSON, max_size=6),
    st.dictionaries(st.sampled_from(["author", "editor", "translator", "container-author"]), NAMES, max_size=3),
    st.dictionaries(st.sampled_from(["issued", "accessed", "original-date"]), DATES, max_size=2),
    st.sampled_from(["book", "article-journal", "chapter", "webpage", "thesis", ""]) | JSON,
)


@pytest.mark.parametrize("name", STYLES)
@given(item=ANY_ITEM, output=st.sampled_from(["text", "html", "latex", "markdown", "typst", "rtf"]))
def test_rendering_never_raises(name, item, output):
    made = csl_bibliography([item, ITEMS[0]], compile_style(name), output, spans=True)
    assert any(entry.ids == ("wells",) for entry in made.entries)
    processor = CitationProcessor([item, ITEMS[0]], compile_style(name), output)
    for cite in (Cite("any"), Cite("any", "3-4", mode="narrative"), Cite("any", "x", "chapter", "see ", " etc.")):
        assert set(processor.insert(Cluster((cite, Cite("wells")), "c", 1)).texts) == {"c"}


@given(data=JSON)
def test_anything_at_all_may_be_an_item(data):
    made = csl_bibliography([data, ITEMS[0]], compile_style("apa"), "text")
    assert any("Wells" in entry.text for entry in made.entries)


MARKUP = ["<i>", "</i>", "<b>", "<span", "</", "{\\", "\\emph", "**", "&#38;", "&amp;"]


# one title holds a tag that is none of CSL-JSON's, and so is text
PLAIN = [item for item in ITEMS if "<span" not in item["title"]]


@given(item=st.sampled_from(PLAIN), name=st.sampled_from([*STYLES, "nature", "modern-language-association"]))
def test_plain_text_holds_no_markup(item, name):
    text = render([item], name, "text")
    assert not [markup for markup in MARKUP if markup in text]


def test_a_processor_does_not_start_with_an_unknown_output():
    with pytest.raises(UnknownNameError):
        CitationProcessor(ITEMS, "apa", "pdf")
