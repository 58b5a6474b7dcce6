"""Go to definition, references, highlights, and rename everywhere."""

from __future__ import annotations

import pytest

BIB = """@string{cas = "Central 🦆 Survey"}
@inbook{part, crossref = {BOOK}, title = {קצר}, journal = cas # { X}}
@book{book, ids = {livre}, title = {B}, related = {part}, journal = cas}
"""
TEX = "\\addbibresource{refs.bib}\n🦆 קצר \\cite{book} and \\parencite[12]{part,book} \\cite{livre}\n\\input{chapter}\n"
TYP = '@book says\n#bibliography("refs.bib")\n'


@pytest.fixture
def paper(editor):
    editor.write("refs.bib", BIB)
    editor.write("paper.tex", TEX)
    editor.write("chapter.tex", "Chapter \\cite{book}\n")
    editor.write("note.typ", TYP)
    editor.open("paper.tex")
    return editor


def places(editor, found):
    """Return (file, line, text before on that line, text) of locations."""
    shown = []
    for each in found:
        name = each["uri"].rpartition("/")[2]
        start, end = each["range"]["start"], each["range"]["end"]
        line = editor.path(name).read_text(encoding="utf-8").split("\n")[start["line"]].encode("utf-16-le")
        shown.append((name, start["line"], line[2 * start["character"] : 2 * end["character"]].decode("utf-16-le")))
    return shown


def test_from_a_key_to_its_entry(paper):
    found = paper.ask("textDocument/definition", **paper.at("paper.tex", TEX, "{part,bo"))
    assert places(paper, found) == [("refs.bib", 2, "book")]


def test_from_a_second_key_to_where_it_is_given(paper):
    found = paper.ask("textDocument/definition", **paper.at("paper.tex", TEX, "{livre"))
    assert places(paper, found) == [("refs.bib", 2, "livre")]


def test_from_a_crossref_in_any_case_to_the_parent(paper):
    paper.open("refs.bib")
    found = paper.ask("textDocument/definition", **paper.at("refs.bib", BIB, "{BO"))
    assert places(paper, found) == [("refs.bib", 2, "book")]


def test_from_a_macro_to_its_definition_and_to_its_uses(paper):
    paper.open("refs.bib")
    place = paper.at("refs.bib", BIB, "journal = ca")
    assert places(paper, paper.ask("textDocument/definition", **place)) == [("refs.bib", 0, "cas")]
    found = paper.ask("textDocument/references", context={"includeDeclaration": True}, **place)
    assert places(paper, found) == [("refs.bib", line, "cas") for line in range(3)]


def test_from_the_name_of_a_bibliography_to_the_file(paper):
    found = paper.ask("textDocument/definition", **paper.at("paper.tex", TEX, "{refs"))
    assert [each["uri"] for each in found] == [paper.uri("refs.bib")]


def test_a_key_that_is_nowhere_leads_nowhere(paper):
    paper.change("paper.tex", TEX.replace("{book}", "{nobody}"))
    place = paper.at("paper.tex", TEX, "🦆 קצר \\cite{bo")
    assert paper.ask("textDocument/definition", **place) == []
    assert paper.ask("textDocument/prepareRename", **place) is None


def test_references_are_found_in_all_files_of_the_project(paper):
    place = paper.at("paper.tex", TEX, "{part,bo")
    found = paper.ask("textDocument/references", context={"includeDeclaration": False}, **place)
    assert sorted(places(paper, found)) == [
        ("chapter.tex", 0, "book"),
        ("note.typ", 0, "book"),
        ("paper.tex", 1, "book"),
        ("paper.tex", 1, "book"),
        ("refs.bib", 1, "BOOK"),
    ]


def test_the_uses_in_a_file_are_highlighted(paper):
    found = paper.ask("textDocument/documentHighlight", **paper.at("paper.tex", TEX, "{part,bo"))
    assert [(each["range"]["start"]["character"], each["kind"]) for each in found] == [(13, 2), (43, 2)]


def renamed(editor, edit, texts):
    return {name: editor.applied(text, edit["changes"].get(editor.uri(name), [])) for name, text in texts.items()}


def test_a_key_is_renamed_everywhere(paper):
    place = paper.at("paper.tex", TEX, "{part,bo")
    ready = paper.ask("textDocument/prepareRename", **place)
    assert ready["placeholder"] == "book"
    edit = paper.ask("textDocument/rename", newName="cooley:2017", **place)
    texts = {"refs.bib": BIB, "paper.tex": TEX, "note.typ": TYP, "chapter.tex": "Chapter \\cite{book}\n"}
    assert renamed(paper, edit, texts) == {
        "refs.bib": BIB.replace("{BOOK}", "{cooley:2017}").replace("@book{book", "@book{cooley:2017"),
        "paper.tex": TEX.replace("{book}", "{cooley:2017}").replace("part,book", "part,cooley:2017"),
        "note.typ": TYP.replace("@book", "@cooley:2017"),
        "chapter.tex": "Chapter \\cite{cooley:2017}\n",
    }


def test_a_second_key_is_renamed_where_it_is_used(paper):
    edit = paper.ask("textDocument/rename", newName="buch", **paper.at("paper.tex", TEX, "{livre"))
    texts = renamed(paper, edit, {"refs.bib": BIB, "paper.tex": TEX})
    assert texts == {"refs.bib": BIB.replace("livre", "buch"), "paper.tex": TEX.replace("livre", "buch")}


def test_a_macro_is_renamed(paper):
    paper.open("refs.bib")
    edit = paper.ask("textDocument/rename", newName="survey", **paper.at("refs.bib", BIB, "journal = ca"))
    assert renamed(paper, edit, {"refs.bib": BIB})["refs.bib"] == BIB.replace("cas", "survey")


def test_renaming_counts_what_is_not_saved(paper):
    text = "% 🦆\n" + BIB
    paper.open("refs.bib")
    paper.change("refs.bib", text)
    edit = paper.ask("textDocument/rename", newName="new", **paper.at("paper.tex", TEX, "{part"))
    assert "@inbook{new," in paper.applied(text, edit["changes"][paper.uri("refs.bib")])


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("part", "'part' is already defined in refs.bib, line 2"),
        ("PART", "'part' is already defined"),
        ("livre", "'livre' is already defined"),
        ("two words", "no key"),
        ("", "no key"),
        ("a{b", "no key"),
        ("a+b", "note.typ would not cite this key"),
    ],
)
def test_a_new_key_that_cannot_be_is_refused(paper, refused, new, reason):
    with pytest.raises(refused, match=reason):
        paper.ask("textDocument/rename", newName=new, **paper.at("paper.tex", TEX, "{part,bo"))


def test_a_key_without_an_entry_is_not_renamed(paper, refused):
    paper.change("paper.tex", TEX.replace("{book}", "{nobody}"))
    with pytest.raises(refused, match="no file of the project defines 'nobody'"):
        paper.ask("textDocument/rename", newName="x", **paper.at("paper.tex", TEX, "🦆 קצר \\cite{bo"))


def test_keys_of_other_formats_are_followed(editor):
    editor.write("refs.yml", "noll2005:\n  type: Book\n  title: T\n  author: Noll, Anna\n  date: 2005\n")
    text = '@noll2005\n#bibliography("refs.yml")\n'
    editor.write("a.typ", text)
    editor.open("a.typ")
    place = editor.at("a.typ", text, "@noll")
    assert places(editor, editor.ask("textDocument/definition", **place)) == [("refs.yml", 0, "noll2005")]
    assert "Noll" in editor.ask("textDocument/hover", **place)["contents"]["value"]
    edit = editor.ask("textDocument/rename", newName="noll", **place)
    assert set(edit["changes"]) == {editor.uri("a.typ"), editor.uri("refs.yml")}
