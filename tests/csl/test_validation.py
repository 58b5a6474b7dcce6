"""What a style may hold, and what cannot work."""

from importlib.resources import files

import pytest

from refgraph.csl.styles import archive, load_style, style_names
from refgraph.csl.styles.element import NAMESPACE, parse_xml
from refgraph.csl.styles.grammar import places
from refgraph.csl.styles.validation import check_style
from refgraph.errors import StyleError
from refgraph.model import Severity

CITATION = "<citation><layout><text variable='title'/></layout></citation>"


def style(inside, version="1.0"):
    return f'<style xmlns="{NAMESPACE}" class="in-text" version="{version}">\n{inside}\n</style>'


def check(inside, version="1.0"):
    return check_style(parse_xml(style(inside, version), "m.csl"), "m.csl")


def only(findings):
    assert len(findings) == 1, findings
    return findings[0]


def macro(name, *called):
    return f"<macro name='{name}'>" + "".join(f"<text macro='{each}'/>" for each in called) + "</macro>\n"


def test_a_good_style_has_no_findings():
    assert check(CITATION) == ()


@pytest.mark.parametrize(
    ("inside", "code", "line", "field", "message"),
    [
        pytest.param(
            "<macro name='m'>\n<texts/></macro>", "Y201", 3, "texts",
            "<texts> is no element of CSL; it is left out; did you mean 'text'?", id="element",
        ),
        pytest.param(
            "<text value='a'/>", "Y202", 2, "text", "<text> has no place in <style>; it is left out", id="place",
        ),
        pytest.param(
            "<macro name='m'><text value='a' sufix='.'/></macro>", "Y203", 2, "sufix",
            "<text> has no attribute 'sufix' in CSL; did you mean 'suffix'?", id="attribute",
        ),
        pytest.param(
            "<macro name='m'><text value='a' font-style='italics'/></macro>", "Y204", 2, "font-style",
            "font-style cannot be 'italics'; did you mean 'italic'?", id="value",
        ),
        pytest.param(
            "<macro name='m'><names variable='author editr'/></macro>", "Y204", 2, "variable",
            "variable cannot be 'editr'; did you mean 'editor'?", id="one of several values",
        ),
        pytest.param(
            "<macro name='m'><names variable='author'><name et-al-min='four'/></names></macro>", "Y204", 2, "et-al-min",
            "et-al-min cannot be 'four'", id="number",
        ),
        pytest.param(
            "<macro name='m'><text prefix='('/></macro>", "Y205", 2, "macro",
            "<text> says nothing without an attribute macro or term or value or variable", id="wanted",
        ),
        pytest.param(
            "<macro name='m'/>\n<macro name='m'/>", "Y302", 3, "macro",
            "macro 'm' was defined in line 2 already; the last one counts", id="twice",
        ),
    ],
)  # fmt: skip
def test_what_csl_does_not_know_is_a_warning_with_its_line(inside, code, line, field, message):
    finding = only(check(inside + CITATION))
    assert (finding.code, finding.severity, finding.file) == (code, Severity.WARNING, "m.csl")
    assert (finding.line, finding.field, finding.message) == (line, field, message)


def test_a_macro_that_is_called_but_not_defined_is_an_error_and_no_more():
    finding = only(check(macro("author", "authro") + macro("authors") + CITATION))
    assert (finding.code, finding.severity, finding.line, finding.value) == ("Y301", Severity.ERROR, 2, "authro")
    assert finding.message == "macro 'authro' is not defined; nothing is printed for it; did you mean 'author'?"


def test_a_style_that_cannot_cite_is_an_error():
    finding = only(check("<bibliography><layout/></bibliography>"))
    assert (finding.code, finding.severity) == ("Y206", Severity.ERROR)


@pytest.mark.parametrize("version", ["1.1", "1.1mlz1", "2", ""])
def test_an_unknown_version_is_a_warning(version):
    finding = only(check(CITATION, version))
    assert (finding.code, finding.severity, finding.value) == ("Y101", Severity.WARNING, version)


@pytest.mark.parametrize("version", ["1.0", "1.0.1", "1.0.2"])
def test_the_versions_up_to_1_0_2_are_known(version):
    assert check(CITATION, version) == ()


@pytest.mark.parametrize(
    ("macros", "line", "circle"),
    [
        pytest.param([("a", "a")], 2, "a > a", id="itself"),
        pytest.param([("a", "b"), ("b", "c"), ("c", "a")], 2, "a > b > c > a", id="three"),
        pytest.param([("start", "x"), ("x", "y"), ("y", "x")], 3, "x > y > x", id="entered from outside"),
    ],
)
def test_macros_in_a_circle_are_refused(macros, line, circle):
    with pytest.raises(StyleError) as caught:
        check("".join(macro(*each) for each in macros) + CITATION)
    assert str(caught.value) == (
        f"m.csl:{line}: macros call each other in a circle: {circle}; let one of them not call the next"
    )


def test_a_bomb_of_macros_is_refused():
    doubled = [macro(f"m{n}", f"m{n + 1}", f"m{n + 1}") for n in range(40)]
    with pytest.raises(StyleError, match="macro 'm25' calls others so often or so deep"):
        check("".join(doubled) + macro("m40") + CITATION)


def test_a_long_row_of_macros_is_refused():
    with pytest.raises(StyleError, match="and 60 macros in a row"):
        check("".join(macro(f"m{n}", f"m{n + 1}") for n in range(5_000)) + CITATION)


def test_of_alternatives_only_one_counts_as_work():
    branches = "<if type='book'><text macro='m{0}'/></if><else-if type='map'><text macro='m{0}'/></else-if>"
    forked = [f"<macro name='m{n}'><choose>{branches.format(n + 1)}</choose></macro>\n" for n in range(40)]
    assert check("".join(forked) + macro("m40") + CITATION) == ()


def test_a_dependent_style_needs_no_citation():
    link = "<link href='http://www.zotero.org/styles/nature' rel='independent-parent'/>"
    assert check(f"<info><title>T</title>{link}</info>") == ()


def test_every_style_that_comes_with_refgraph_loads_and_is_clean():
    names = style_names(dependent=False)
    assert len(names) > 2_800
    # In the order of the pack, so that each chunk is unpacked once.
    for name in sorted(names, key=lambda name: archive._row(archive._index(), name)[1:]):
        root = parse_xml(archive.find_text(name).read(), name)
        assert check_style(root, name) == ()
        assert {"info", "citation"} <= {each.tag for each in root.children}


def test_the_styles_of_our_own_are_clean_too():
    for file in (files("refgraph.csl") / "data" / "own").iterdir():
        if file.name.endswith(".csl"):
            assert load_style(str(file)).findings == ()


def test_every_place_leads_to_places_that_exist():
    table = places()
    assert {opened for place in table.values() for opened in place.children.values()} <= table.keys()
    assert all(set(place.one_of) <= place.attributes.keys() for place in table.values())
