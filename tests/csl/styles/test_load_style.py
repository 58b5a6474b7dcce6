"""Styles by name, from files and from text."""

from pathlib import Path

import pytest

from refgraph.csl.styles import load_style, style_names
from refgraph.csl.styles.element import NAMESPACE
from refgraph.errors import StyleError, UnknownNameError, UnreadableFileError

CITATION = "<citation><layout><text variable='title'/></layout></citation>"


@pytest.fixture(autouse=True)
def no_cache(monkeypatch):
    monkeypatch.setenv("REFGRAPH_CACHE", "off")


def independent(title="Mine", attributes=""):
    return (
        f'<style xmlns="{NAMESPACE}" version="1.0" class="in-text" {attributes}>'
        f"<info><title>{title}</title></info>{CITATION}</style>"
    )


def dependent(parent, attributes=""):
    return (
        f'<style xmlns="{NAMESPACE}" version="1.0" {attributes}>\n<info><title>Child</title>\n'
        f'<link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/></info></style>'
    )


def layout(source):
    return [each.tag for each in source.element.children]


@pytest.mark.parametrize(
    "name",
    [
        "apa",
        "APA",
        " apa ",
        "apa.csl",
        "http://www.zotero.org/styles/apa",
        "https://www.zotero.org/styles/apa/",
        "zotero.org/styles/apa",
    ],
)
def test_a_style_has_many_spellings_of_its_name(name):
    source = load_style(name)
    assert (source.name, source.title, source.default_locale) == ("apa", "APA Style 7th edition", None)
    assert source.findings == ()
    assert "bibliography" in layout(source)


def test_a_style_keeps_its_default_locale():
    assert load_style("gost-r-7-0-5-2008").default_locale == "ru-RU"


def test_a_dependent_style_is_the_style_it_follows_under_its_own_name():
    source, parent = load_style("nature-physics"), load_style("nature")
    assert (source.name, source.title) == ("nature-physics", "Nature Physics")
    assert (source.element, source.digest) == (parent.element, parent.digest)


def test_a_dependent_style_has_its_own_default_locale():
    assert load_style("suomen-laakarilehti").default_locale == "fi-FI"
    assert load_style("2d-materials").default_locale == "en-US"


def test_a_renamed_style_is_found_by_its_former_name():
    assert load_style("mla").name == "modern-language-association"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("chicago", "did you mean 'chicago-notes' or 'chicago-author-date'", id="beginning"),
        pytest.param("nature-physiks", "did you mean 'nature-physics'", id="mistyped"),
        pytest.param("apaa", "did you mean 'apa'", id="one letter too many"),
        pytest.param("zzzzqqqq", "`refgraph styles search WORD` finds styles", id="nothing like it"),
        pytest.param("", "`refgraph styles search WORD` finds styles", id="empty"),
        pytest.param("@ru-RU", "", id="a locale"),
        pytest.param("apa\tx", "did you mean", id="tab"),
        pytest.param("apa\nx", "did you mean", id="line end"),
    ],
)
def test_an_unknown_name_is_answered_with_near_ones(name, hint):
    with pytest.raises(UnknownNameError) as caught:
        load_style(name)
    assert caught.value.problem == "no such style"
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize("address", ["https://example.org/apa.csl", "file:///styles/apa.csl", "ftp://example.org/apa"])
def test_nothing_is_fetched(address):
    with pytest.raises(UnknownNameError, match=r"not fetched from the network: .*; save the style and name the file"):
        load_style(address)


def test_a_file_is_read_by_its_path(tmp_path):
    path = tmp_path / "my style.csl"
    path.write_text(independent("Meiner – é", 'default-locale="kk-KZ"'), encoding="utf-8")
    for style in (path, str(path)):
        source = load_style(style)
        assert (source.name, source.title, source.default_locale) == (str(path), "Meiner – é", "kk-KZ")
        assert layout(source) == ["info", "citation"]


def test_a_file_in_this_folder_is_preferred_to_a_style_of_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("apa.csl").write_text(independent("Mine"), encoding="utf-8")
    assert load_style("apa.csl").title == "Mine"
    assert load_style("apa").title == "APA Style 7th edition"


def test_text_is_read_as_a_style():
    source = load_style("\n" + independent("Text"))
    assert (source.name, source.title) == ("<style>", "Text")
    assert source.digest != load_style(independent("Other")).digest


def test_the_same_content_has_the_same_digest_wherever_it_comes_from(tmp_path):
    path = tmp_path / "a.csl"
    path.write_bytes(independent().encode())
    assert load_style(path).digest == load_style(independent()).digest


def test_findings_of_a_file_name_it_and_its_line(tmp_path):
    path = tmp_path / "a.csl"
    path.write_text(independent().replace("<layout>", '\n<layout colour="red">'), encoding="utf-8")
    (finding,) = load_style(path).findings
    assert (finding.place, finding.slug) == (f"{path}:2", "csl-unknown-attribute")


def test_a_dependent_file_follows_a_style_of_the_pack(tmp_path):
    path = tmp_path / "child.csl"
    path.write_text(dependent("gost-r-7-0-5-2008"), encoding="utf-8")
    source = load_style(path)
    assert (source.title, source.default_locale) == ("Child", "ru-RU")
    assert source.element == load_style("gost-r-7-0-5-2008").element


def test_a_dependent_file_follows_a_file_beside_it_first(tmp_path):
    (tmp_path / "apa.csl").write_text(independent("Beside", 'default-locale="de"'), encoding="utf-8")
    path = tmp_path / "child.csl"
    path.write_text(dependent("apa", 'default-locale="fr"'), encoding="utf-8")
    source = load_style(path)
    assert (source.title, source.default_locale, layout(source)) == ("Child", "fr", ["info", "citation"])


def test_a_missing_parent_is_named_with_the_line_of_the_link(tmp_path):
    path = tmp_path / "child.csl"
    path.write_text(dependent("atlantis"), encoding="utf-8")
    with pytest.raises(StyleError) as caught:
        load_style(path)
    assert str(caught.value) == f"{path}:3: its parent style is missing: 'atlantis'; put it beside this file"
    with pytest.raises(StyleError, match="<style>:3: its parent style is missing: 'atlantis'; no style of this name"):
        load_style(dependent("atlantis"))


def test_a_parent_cannot_be_dependent_itself(tmp_path):
    path = tmp_path / "child.csl"
    path.write_text(dependent("child"), encoding="utf-8")
    for style in (path, dependent("nature-physics")):
        with pytest.raises(StyleError, match="is a dependent style too; name the independent style"):
            load_style(style)


def test_a_file_that_is_not_there_or_a_folder_is_unreadable(tmp_path):
    with pytest.raises(UnreadableFileError, match="no such file; check the path, or give the name of a style"):
        load_style(tmp_path / "no.csl")
    with pytest.raises(UnreadableFileError, match=r"no/such\.csl: no such file"):
        load_style("no/such.csl")
    with pytest.raises(UnreadableFileError, match="is a folder"):
        load_style(tmp_path)
    with pytest.raises(UnreadableFileError):
        load_style("a/\0.csl")


def test_what_is_wrong_with_a_file_is_said_with_its_path(tmp_path):
    path = tmp_path / "feed.csl"
    path.write_text('<?xml version="1.0"?>\n<rss version="2.0"/>', encoding="utf-8")
    with pytest.raises(StyleError) as caught:
        load_style(path)
    assert str(caught.value).startswith(f"{path}:2:1: it begins with <rss> in no namespace")


def test_every_dependent_style_has_a_parent_that_is_there():
    independent_names = set(style_names(dependent=False))
    dependent_names = set(style_names()) - independent_names
    assert len(dependent_names) > 7_900
    for name in sorted(dependent_names)[::40]:
        assert load_style(name).name == name
