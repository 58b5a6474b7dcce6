"""``refgraph styles``."""

import json

import pytest

from refgraph.cli import main
from refgraph.csl.styles import load_style


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Run a command in an empty folder; give exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFGRAPH_CACHE", "off")

    def run(*arguments):
        code = main(["styles", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_search_prints_names_and_titles(run):
    code, out, err = run("search", "gost", "numeric")
    assert (code, err) == (0, "")
    assert "gost-r-7-0-5-2008-numeric               Russian GOST R 7.0.5-2008 (numeric)\n" in out


def test_search_says_which_style_a_dependent_one_follows(run):
    _, out, _ = run("search", "nature", "physics", "--limit", 1)
    assert out == "nature-physics  Nature Physics (as nature)\n"


def test_search_for_programs_is_json(run):
    code, out, _ = run("search", "nature physics", "--limit", 1, "--output-format", "json")
    assert code == 0
    assert json.loads(out) == [
        {
            "name": "nature-physics",
            "title": "Nature Physics",
            "short_title": "",
            "fields": ["physics"],
            "citation_format": "numeric",
            "issns": ["1745-2473", "1745-2481"],
            "default_locale": "en-GB",
            "parent": "nature",
        }
    ]


def test_search_without_a_result_is_exit_code_1(run):
    assert run("search", "qqqqzzzz") == (1, "", "no style has anything like 'qqqqzzzz' in its name or title\n")
    assert run("search", "qqqqzzzz", "--output-format", "json")[:2] == (1, "[]\n")


def test_show_prints_what_a_style_says_about_itself(run):
    code, out, _ = run("show", "apa")
    assert code == 0
    assert out.startswith("name             apa\ntitle            APA Style 7th edition\n")
    assert "authors          Brenton M. Wiernik, Andrew Dunning\n" in out
    assert "follows" not in out


def test_show_for_programs_is_json(run):
    _, out, _ = run("show", "nature-physics", "--output-format", "json")
    shown = json.loads(out)
    assert (shown["name"], shown["follows"], shown["default_locale"]) == ("nature-physics", "nature", "en-GB")


def test_show_answers_an_unknown_name_with_near_ones(run):
    code, out, err = run("show", "nature-physiks")
    assert (code, out) == (2, "")
    assert err.startswith("refgraph: no such style: 'nature-physiks'; did you mean 'nature-physics'")


def test_an_exported_style_is_the_style(run, tmp_path):
    assert run("export", "apa", "-o", "mine.csl") == (0, "", "")
    text = (tmp_path / "mine.csl").read_text(encoding="utf-8")
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>\n<style xmlns="http://purl.org/net/xbiblio/csl" ')
    assert "      <name>Brenton M. Wiernik</name>\n" in text
    mine = load_style("mine.csl")
    assert (mine.title, mine.findings) == ("APA Style 7th edition", ())
    assert without_lines(mine.element) == without_lines(load_style("apa").element)


def test_of_a_dependent_style_its_parent_is_exported_with_its_locale(run):
    code, out, err = run("export", "2d-materials")
    assert (code, err) == (0, "2d-materials follows institute-of-physics-numeric, which is what is written\n")
    assert 'default-locale="en-US"' in out.partition(">\n  <info>")[0]


def test_check_lists_what_is_wrong_with_a_style(run, tmp_path):
    (tmp_path / "mine.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">\n<citation><layout>\n'
        '<text macro="authr"/></layout></citation>\n<macro name="author"/></style>',
        encoding="utf-8",
    )
    code, out, _ = run("check", "mine.csl")
    assert code == 1
    assert out == (
        "mine.csl:3: error Y301 csl-undefined-macro: macro 'authr' is not defined; nothing is printed for it;"
        " did you mean 'author'?\n"
    )
    code, out, _ = run("check", "mine.csl", "--output-format", "json")
    assert (code, json.loads(out)[0]["line"]) == (1, 3)


def test_check_is_silent_about_a_good_style(run):
    run("export", "nature", "-o", "nature.csl")
    assert run("check", "nature.csl") == (0, "", "")


def test_check_of_what_is_no_style_is_exit_code_2(run, tmp_path):
    (tmp_path / "feed.csl").write_text('<rss version="2.0"/>', encoding="utf-8")
    code, out, err = run("check", "feed.csl")
    assert (code, out) == (2, "")
    assert err.startswith("refgraph: feed.csl:1:1: it begins with <rss> in no namespace; expected <style>")


def without_lines(element):
    return element._replace(line=0, children=tuple(map(without_lines, element.children)))
