"""Completion of keys in every kind of manuscript, and of types, fields and macros in .bib files."""

from __future__ import annotations

import pytest

BIB = """@string{cas = "Central Asian Survey"}
@book{cooley2017,
  author = {Cooley, Alexander and Heathershaw, John},
  title = {Dictators Without {Borders}},
  publisher = {Yale University Press},
  year = 2017,
}
@article{muller2020,
  author = {M{\\"u}ller, Anna},
  title = {On 🦆 Ducks},
  journal = cas,
  year = 2020,
}
"""


def completed(editor, name, text, **context):
    """Open a text with "|" for the cursor and return what is offered there."""
    place = text.index("|")
    before, text = text[:place], text.replace("|", "", 1)
    if editor.uri(name) in editor.versions:
        editor.change(name, text)
    else:
        editor.write(name, "")
        editor.open(name, text)
    return text, editor.ask(
        "textDocument/completion", context={"triggerKind": 1, **context}, **editor.at(name, text, before)
    )


def labels(answer):
    return [each["label"] for each in answer["items"]]


@pytest.fixture
def bib(editor):
    editor.write("refs.bib", BIB)
    return editor


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tex", "\\addbibresource{refs.bib} 🦆 \\parencite[see][12]{|"),
        ("a.tex", "\\addbibresource{refs.bib} \\newcommand{\\see}[1]{\\cite{#1}}\n\n\\see{coo|}"),
        ("a.md", "---\nbibliography: refs.bib\n---\n\n🦆 [see @|"),
        ("a.qmd", "---\nbibliography: refs.bib\n---\n\n@coo|"),
        ("a.typ", '#bibliography("refs.bib")\n🦆 @coo|'),
        ("a.rst", ".. bibliography:: refs.bib\n\n:cite:t:`coo|`"),
        ("a.org", "#+bibliography: refs.bib\n\n[cite:@|"),
        ("a.adoc", ":bibtex-file: refs.bib\n\ncite:[coo|"),
    ],
)
def test_a_key_is_completed_in_every_kind_of_manuscript(bib, name, text):
    text, answer = completed(bib, name, text)
    assert "cooley2017" in labels(answer)
    item = answer["items"][labels(answer).index("cooley2017")]
    assert item["detail"] == "Cooley & Heathershaw (2017). Dictators Without Borders"
    done = bib.applied(text, [item["textEdit"]])
    assert "cooley2017" in done
    assert "coocooley" not in done


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("heath", ["cooley2017"]),
        ("Dict", ["cooley2017"]),
        ("borders coo", ["cooley2017"]),
        ("muller", ["muller2020"]),
        ("Müll", ["muller2020"]),
        ("2020", ["muller2020"]),
        ("ley2017", ["cooley2017"]),
        ("zebra", []),
        ("", ["cooley2017", "muller2020"]),
    ],
)
def test_a_key_is_found_by_author_title_and_year(bib, typed, found):
    _, answer = completed(bib, "a.tex", f"\\addbibresource{{refs.bib}} \\cite{{{typed}|}}")
    assert labels(answer) == found
    assert answer["isIncomplete"]
    for item in answer["items"]:
        assert item["filterText"].casefold().startswith(typed.split(" ")[0].casefold() if typed else "")


def test_the_documentation_of_a_key_comes_when_it_is_looked_at(bib):
    _, answer = completed(bib, "a.tex", "\\addbibresource{refs.bib} \\cite{coo|}")
    (item,) = answer["items"]
    assert "documentation" not in item
    shown = bib.ask("completionItem/resolve", **item)["documentation"]
    assert shown["kind"] == "markdown"
    assert "*Dictators Without Borders*" in shown["value"]


def test_entries_that_are_not_saved_are_offered(bib):
    bib.open("refs.bib")
    bib.change("refs.bib", BIB + "@misc{fresh, title = {T}}\n")
    _, answer = completed(bib, "a.tex", "\\addbibresource{refs.bib} \\cite{fre|}")
    assert labels(answer) == ["fresh"]


@pytest.mark.parametrize("text", ["plain text |", "\\section{coo|}", "% \\cite{|"])
def test_nothing_is_offered_elsewhere(bib, text):
    assert labels(completed(bib, "a.tex", f"\\addbibresource{{refs.bib}}\n\n{text}")[1]) == []


def test_commands_of_the_preamble_count_in_a_chapter(bib):
    bib.write("book.tex", "\\addbibresource{refs.bib}\n\\newcommand{\\zitat}[1]{\\cite{#1}}\n\\include{one}\n")
    _, answer = completed(bib, "one.tex", "\\cite{x} \\zitat{coo|")
    assert labels(answer) == ["cooley2017"]


def test_types_are_offered_with_the_fields_they_must_have(bib):
    text, answer = completed(bib, "refs.bib", BIB + "\n@artic|")
    item = next(each for each in answer["items"] if each["label"] == "article")
    assert item["insertTextFormat"] == 2
    assert item["textEdit"]["newText"].startswith("article{${1:key},\n  author = {$2},\n  title = {$3},")
    assert "journal" in item["detail"]
    assert {"string", "comment"} <= set(labels(answer))
    assert bib.applied(text, [item["textEdit"]]).count("@article{") == 2


def test_a_type_alone_replaces_a_type(bib):
    _, answer = completed(bib, "refs.bib", BIB + "\n@bo|k{x,\n title = {T}}")
    item = next(each for each in answer["items"] if each["label"] == "book")
    assert item["textEdit"]["newText"] == "book"


def test_fields_that_are_missing_come_first(bib):
    text, answer = completed(bib, "refs.bib", BIB + "\n@article{x,\n  title = {T},\n  jo|\n  year = 2001,\n}\n")
    offered = labels(answer)
    assert offered[:2] == ["author", "journal"]
    assert not {"title", "year"} & set(offered)
    item = answer["items"][1]
    assert item["detail"] == "required"
    assert "  journal = {$0},\n" in bib.applied(text, [item["textEdit"]])


def test_a_field_alone_replaces_a_field(bib):
    _, answer = completed(bib, "refs.bib", BIB + "\n@article{x,\n  jo|rnal = {J},\n}\n")
    item = next(each for each in answer["items"] if each["label"] == "journal")
    assert item["textEdit"]["newText"] == "journal"


def test_the_dialect_of_the_project_counts(bib):
    bib.write("pyproject.toml", '[tool.refgraph.check]\ndialect = "biblatex"\n')
    _, answer = completed(bib, "refs.bib", BIB + "\n@article{x, jour|")
    assert "journaltitle" in labels(answer)[:5]


def test_macros_are_offered_for_values_without_delimiters(bib):
    _, answer = completed(bib, "refs.bib", BIB + "\n@article{x, journal = c|")
    assert [(each["label"], each["detail"]) for each in answer["items"]] == [("cas", "Central Asian Survey")]
    _, answer = completed(bib, "refs.bib", BIB + "\n@article{x, month = |")
    assert labels(answer)[:2] == ["jan", "feb"]


def test_keys_are_offered_where_entries_refer_to_others(bib):
    _, answer = completed(bib, "refs.bib", BIB + "\n@inbook{x, crossref = {dictat|")
    assert labels(answer) == ["cooley2017"]
    _, answer = completed(bib, "refs.bib", BIB + "\n@inbook{x, title = {dictat|")
    assert labels(answer) == []


def test_an_editor_without_snippets_gets_none(editors, tmp_path):
    editor = editors(tmp_path, capabilities={"textDocument": {}})
    _, answer = completed(editor, "refs.bib", "@article{x,\n  ti|")
    item = next(each for each in answer["items"] if each["label"] == "title")
    assert (item["textEdit"]["newText"], item["insertTextFormat"]) == ("title = ", 1)


def test_of_many_entries_a_hundred_are_offered(editor):
    editor.write("refs.bib", "".join(f"@book{{key{n}, title = {{Ducks}}}}\n" for n in range(150)))
    _, answer = completed(editor, "a.tex", "\\addbibresource{refs.bib} \\cite{duck|")
    assert len(answer["items"]) == 100
    _, answer = completed(editor, "a.tex", "\\addbibresource{refs.bib} \\cite{key149|")
    assert labels(answer) == ["key149"]
