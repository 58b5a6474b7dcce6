"""Findings while one types: what is open counts, files that belong together are checked together."""

from __future__ import annotations

import pytest

BIB = "@book{noll2005,\n  author = {Noll, Anna},\n  title = {On 🦆 קצר},\n  publisher = {P},\n  year = 2005,\n}\n"


def codes(findings):
    return {each.get("code") for each in findings}


def place(finding):
    start, end = finding["range"]["start"], finding["range"]["end"]
    return start["line"], start["character"], end["line"], end["character"]


def one(findings, code):
    (found,) = [each for each in findings if each["code"] == code]
    return found


@pytest.fixture
def paper(editor):
    editor.write("refs.bib", BIB)
    editor.write("paper.tex", "\\addbibresource{refs.bib}\n🦆 קצר \\cite{noll2005} \\cite{nobody}\n")
    return editor


def test_a_manuscript_is_checked_with_the_bibliography_it_names(paper):
    paper.open("paper.tex")
    found = one(paper.findings("paper.tex"), "G801")
    assert place(found) == (1, 29, 1, 35)
    assert (found["severity"], found["source"]) == (1, "refgraph cited-missing")
    assert "'nobody'" in found["message"]


def test_unsaved_text_counts_and_renews_the_findings_of_the_other_file(paper):
    bib = paper.open("refs.bib")
    paper.open("paper.tex")
    paper.findings("paper.tex", having=["G801"])
    paper.change("refs.bib", bib + "@misc{nobody, title = {T}, year = 2000}\n")
    paper.findings("refs.bib", lacking=["G802"])
    paper.findings("paper.tex", lacking=["G801"])
    paper.change("paper.tex", "\\addbibresource{refs.bib}\n\\cite{nobody}\n")
    paper.findings("refs.bib", having=["G802"])


def test_changes_come_piece_by_piece_in_utf_16(paper):
    text = paper.open("paper.tex")
    start = paper.at("paper.tex", text, r"\cite{nobody", back=6)["position"]
    end = paper.at("paper.tex", text, r"\cite{nobody")["position"]
    paper.change("paper.tex", ({"start": start, "end": end}, "no"), ({"start": start, "end": start}, "ש🦆"))
    assert "'ש🦆no'" in one(paper.findings("paper.tex"), "G801")["message"]


def test_line_ends_of_windows(editor):
    text = BIB.replace("\n", "\r\n").replace("year = 2005", "pages = {1-5},\r\n  year = 2005")
    editor.write("refs.bib", text)
    editor.open("refs.bib")
    assert place(one(editor.findings("refs.bib"), "P401")) == (4, 11, 4, 14)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 32), ("utf-16", 27), ("utf-32", 26)])
def test_the_editor_chooses_the_encoding_of_positions(editors, tmp_path, encoding, column):
    editor = editors(tmp_path, encodings=("utf-7", encoding))
    assert editor.initialized["capabilities"]["positionEncoding"] == encoding
    editor.write("refs.bib", BIB)
    editor.write("a.tex", "\\addbibresource{refs.bib} 🦆ש\n🦆 קצר \\cite{noll2005} \\cite{x}\n")
    text = editor.open("a.tex")
    line = text.split("\n")[1]
    before = line[: line.index("{x}") + 1]
    expected = {"utf-8": len(before.encode()), "utf-16": len(before.encode("utf-16-le")) // 2, "utf-32": len(before)}
    assert place(one(editor.findings("a.tex"), "G801"))[1] == expected[encoding]


def test_the_settings_of_the_project_count_saved_or_not(editor):
    editor.write("refs.bib", BIB.replace("Noll, Anna", "Noll, A and others"))
    editor.write("pyproject.toml", '[tool.refgraph.check]\nselect = ["P"]\n')
    text = editor.open("refs.bib")
    assert editor.findings("refs.bib") == []
    editor.write("pyproject.toml", '[tool.refgraph.check]\nselect = ["P"]\nseverity = { P401 = "error" }\n')
    editor.change("refs.bib", text.replace("year", "pages = {1-5},\n  year"))
    assert one(editor.findings("refs.bib"), "P401")["severity"] == 1


def test_settings_that_make_no_sense_are_said(editor):
    editor.write("refs.bib", BIB)
    editor.write("refgraph.toml", '[check]\nselekt = ["P"]\n')
    editor.open("refs.bib")
    assert "selekt" in editor.findings("refs.bib")[0]["message"]


def test_findings_go_when_a_file_is_closed(paper):
    paper.open("paper.tex")
    paper.findings("paper.tex")
    paper.close("paper.tex")
    while (note := paper.note("textDocument/publishDiagnostics"))["diagnostics"]:
        continue
    assert note["uri"] == paper.uri("paper.tex")


def test_a_closed_file_counts_as_it_is_on_the_disk(paper):
    bib = paper.open("refs.bib")
    paper.open("paper.tex")
    paper.change("refs.bib", bib.replace("noll2005", "other"))
    paper.findings("refs.bib")
    while "noll2005" not in str(paper.findings("paper.tex", having=["G801"])):
        continue
    paper.close("refs.bib")
    while "noll2005" in str(paper.findings("paper.tex", having=["G801"])):
        continue


def test_files_that_change_on_the_disk_are_noticed_when_the_editor_says_so(paper):
    paper.open("paper.tex")
    paper.findings("paper.tex")
    paper.write("refs.bib", BIB + "@misc{nobody, title = {T}, year = 2000}\n")
    change = {"uri": paper.uri("refs.bib"), "type": 2}
    paper.tell("workspace/didChangeWatchedFiles", changes=[change])
    paper.findings("paper.tex", lacking=["G801"])


def test_a_chapter_is_checked_as_part_of_its_book(editor):
    editor.write("refs.bib", BIB)
    editor.write("book.tex", "\\addbibresource{refs.bib}\n\\input{chapters/one}\n")
    editor.write("chapters/one.tex", "\\cite{noll2005} \\cite{nobody}\n")
    editor.open("chapters/one.tex")
    assert place(one(editor.findings("chapters/one.tex"), "G801")) == (0, 22, 0, 28)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "---\nbibliography: refs.bib\n---\n\n[@noll2005] and [@nobody]\n"),
        ("a.qmd", "---\nbibliography: refs.bib\n---\n\n@noll2005 and @nobody\n"),
        ("a.typ", '@noll2005 and @nobody\n#bibliography("refs.bib")\n'),
        ("a.rst", ":cite:`noll2005` and :cite:p:`nobody`\n\n.. bibliography:: refs.bib\n"),
        ("a.org", "#+bibliography: refs.bib\n\n[cite:@noll2005] and [cite:@nobody]\n"),
        ("a.adoc", ":bibtex-file: refs.bib\n\ncite:[noll2005] and cite:[nobody]\n\nbibliography::[]\n"),
    ],
)
def test_every_kind_of_manuscript_is_checked(editor, name, text):
    editor.write("refs.bib", BIB)
    editor.write(name, text)
    editor.open(name)
    found = one(editor.findings(name), "G801")
    line = text.split("\n")[found["range"]["start"]["line"]]
    assert line[found["range"]["start"]["character"] :].startswith("nobody")


def test_related_entries_are_linked(editor):
    editor.write("refs.bib", BIB + BIB.replace("noll2005", "noll2005b").replace("🦆", "the 🦆"))
    editor.write("refs.bib", BIB + BIB.replace("noll2005", "again"))
    editor.open("refs.bib")
    found = one(editor.findings("refs.bib"), "U704")
    (related,) = found["relatedInformation"]
    assert related["location"]["uri"] == editor.uri("refs.bib")
    assert related["location"]["range"]["start"]["line"] == 0


def test_what_is_there_twice_is_unnecessary(editor):
    editor.write("refs.bib", BIB + BIB)
    editor.open("refs.bib")
    assert one(editor.findings("refs.bib"), "U701")["tags"] == [1]


def test_a_document_without_a_file_is_checked(editor):
    editor.open("untitled:Untitled-1", BIB.replace("year", "pages = {1-5},\n  year"), "bibtex")
    assert "P401" in codes(editor.findings("untitled:Untitled-1"))


def test_of_very_many_findings_the_worst_are_shown(editor):
    many = "".join(f"@book{{k{n},\n  pages = {{1-5}},\n}}\n" for n in range(1200))
    editor.write("refs.bib", many + "@book{last\n")
    editor.write("pyproject.toml", '[tool.refgraph.check]\nselect = ["P401", "S001"]\nevery-finding = true\n')
    editor.open("refs.bib")
    found = editor.findings("refs.bib")
    assert len(found) == 1001
    assert "202 more findings are not shown" in found[0]["message"]
    assert "S001" in codes(found)
