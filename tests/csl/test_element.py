"""CSL files as elements, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.csl.styles.element import NAMESPACE, Element, dump_xml, find_info, parent_link, parse_xml
from refgraph.errors import RefgraphError, StyleError


def style(inside, attributes='version="1.0"'):
    return f'<style xmlns="{NAMESPACE}" {attributes}>{inside}</style>'


BOMB = (
    '<!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]>"
    + style("<info><title>&lol9;</title></info>")
)
EXTERNAL = '<!DOCTYPE style [<!ENTITY file SYSTEM "file:///etc/passwd">]>' + style("<info><title>&file;</title></info>")
DTD = '<!DOCTYPE style SYSTEM "http://example.org/csl.dtd">\n' + style("")
RSS = '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>News</title></channel></rss>'


def test_an_element_has_its_attributes_children_text_and_line():
    root = parse_xml(style('\n<macro name="m">\n  <text value=" a "/>\n</macro>', 'xml:lang="kk"'), "mine")
    macro = root.children[0]
    assert (root.tag, root.attributes, root.line) == ("style", {"lang": "kk"}, 1)
    assert (macro.tag, macro.attributes, macro.text, macro.line) == ("macro", {"name": "m"}, "", 2)
    assert macro.children == (Element("text", {"value": " a "}, (), "", 3),)


def test_blanks_of_a_term_are_kept_and_comments_are_not():
    root = parse_xml(style("<!-- no --><term> A<!-- no -->D </term>"), "mine")
    assert root.children == (Element("term", {}, (), " AD ", 1),)


def test_the_namespace_may_have_any_prefix():
    root = parse_xml(
        f'<c:style xmlns:c="{NAMESPACE}" xmlns:x="urn:x"><c:macro x:a="b"/><x:macro/><macro/></c:style>', "m"
    )
    assert [(each.tag, each.attributes) for each in root.children] == [
        ("macro", {"urn:x a": "b"}),
        ("urn:x macro", {}),
        (" macro", {}),
    ]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(style("<term>é№</term>"), id="text"),
        pytest.param("\ufeff" + '<?xml version="1.0" encoding="latin-1"?>' + style("<term>é№</term>"), id="decoded"),
        pytest.param(style("<term>é№</term>").encode(), id="utf-8"),
        pytest.param(style("<term>é№</term>").encode("utf-8-sig"), id="utf-8 with mark"),
        pytest.param(style("<term>é№</term>").encode("utf-16"), id="utf-16"),
        pytest.param(f'<?xml version="1.0" encoding="cp1251"?>{style("<term>é№</term>")}'.replace("é", "й"), id="й"),
    ],
)
def test_every_encoding_is_read(data):
    assert parse_xml(data, "mine").children[0].text in {"é№", "й№"}


def test_a_file_in_another_encoding_is_read_as_its_declaration_says():
    data = ('<?xml version="1.0" encoding="windows-1251"?>' + style("<term>№ й</term>")).encode("cp1251")
    assert parse_xml(data, "mine").children[0].text == "№ й"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param("", "m.csl: it is empty; expected a CSL style or locale in XML", id="empty"),
        pytest.param(b" \n", "m.csl: it is empty; expected a CSL style or locale in XML", id="blank"),
        pytest.param(
            style("\n<macro>\n</macros>"),
            "m.csl:3:3: broken XML: mismatched tag; mend it, or check",
            id="wrong end tag",
        ),
        pytest.param(style("")[:-4], "m.csl:1:", id="cut off"),
        pytest.param(style("&nbsp;"), "m.csl:1:62: broken XML: undefined entity", id="entity of HTML"),
        pytest.param(style("a & b"), "m.csl:1:", id="bare ampersand"),
        pytest.param(
            b"\xef\xbb\xbf" + style("<a>\xe9</a>").encode("latin-1"),
            "m.csl:1:66: broken XML: not well-formed",
            id="bytes",
        ),
        pytest.param(
            b'<?xml version="1.0" encoding="klingon"?><a/>', "m.csl:1: broken XML: unknown enc", id="encoding"
        ),
        pytest.param("<style>\ud800</style>", "m.csl: not Unicode text: surrogates not allowed", id="surrogate"),
        pytest.param("no XML", "m.csl:1:1: broken XML: syntax error", id="prose"),
    ],
)
def test_broken_xml_is_pointed_at(data, message):
    with pytest.raises(StyleError) as caught:
        parse_xml(data, "m.csl")
    assert str(caught.value).startswith(message)
    assert isinstance(caught.value, RefgraphError)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    "data", [pytest.param(BOMB, id="bomb"), pytest.param(EXTERNAL, id="external"), pytest.param(DTD, id="dtd")]
)
def test_a_doctype_is_refused_before_anything_of_it_is_used(data):
    with pytest.raises(StyleError) as caught:
        parse_xml(data, "m.csl")
    error = caught.value
    assert error.problem.startswith("m.csl:1:")
    assert "it declares a DOCTYPE" in error.problem
    assert (error.line, error.hint) == (1, "remove the declaration; no style needs one")


def test_a_web_page_saved_as_a_style_is_called_one():
    with pytest.raises(StyleError, match=r"m\.csl:1:15: it is a web page, not a style; save the style itself"):
        parse_xml("<!DOCTYPE html><html></html>", "m.csl")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(RSS, "m.csl:2:1: it begins with <rss> in no namespace", id="rss"),
        pytest.param("<style/>", "m.csl:1:1: it begins with <style> in no namespace", id="no namespace"),
        pytest.param('<style xmlns="urn:x"/>', "m.csl:1:1: it begins with <style xmlns='urn:x'>", id="other"),
        pytest.param(f'<locale xmlns="{NAMESPACE}"/>', "m.csl:1:1: it begins with <locale>", id="locale"),
    ],
)
def test_what_is_not_a_style_is_refused(data, message):
    with pytest.raises(StyleError) as caught:
        parse_xml(data, "m.csl", ("style",))
    assert str(caught.value) == f"{message}; expected <style> in the CSL namespace, xmlns='{NAMESPACE}'"


def test_absurd_nesting_is_refused():
    with pytest.raises(StyleError, match="more than 200 elements inside each other"):
        parse_xml(style("<group>" * 100_000), "m.csl")


def test_a_huge_file_is_read():
    data = style('<macro name="m"><text value="x"/></macro>' * 50_000)
    assert len(parse_xml(data, "m.csl").children) == 50_000


def test_a_dependent_style_is_known_by_its_link():
    link = '<link href="http://www.zotero.org/styles/nature" rel="independent-parent"/>'
    root = parse_xml(style(f"<info><title>T</title>{link}</info>"), "mine")
    assert parent_link(root).attributes["href"] == "http://www.zotero.org/styles/nature"
    assert [each.text for each in find_info(root, "title")] == ["T"]
    assert parent_link(parse_xml(style("<info/>"), "mine")) is None


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r<>&\"' "))
NAMES = st.sampled_from(["text", "group", "macro", "lang", "name", "value", "et-al"])
ELEMENTS = st.recursive(
    st.builds(Element, NAMES, st.dictionaries(NAMES, TEXT), st.just(()), TEXT, st.just(0)),
    lambda inner: st.builds(
        Element, NAMES, st.dictionaries(NAMES, TEXT), st.lists(inner, min_size=1).map(tuple), st.just(""), st.just(0)
    ),
    max_leaves=8,
)


@given(ELEMENTS, st.booleans())
def test_what_is_written_reads_as_the_same(element, indented):
    root = Element("style", {}, (element,), "", 0)
    assert without_lines(parse_xml(dump_xml(root, indented=indented), "mine")) == root


def without_lines(element):
    return element._replace(line=0, children=tuple(map(without_lines, element.children)))
