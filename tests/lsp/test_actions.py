"""Quick fixes, everything safe at once, and remarks that leave a finding out."""

from __future__ import annotations

import pytest

BIB = """@article{noll2005,
  author = {Noll, Anna},
  title = {On 🦆 and קצר DNA},
  journal = {J},
  pages = {1-5},
  doi = "https://doi.org/10.1016/j.x",
  year = 2005,
}
"""


def actions(editor, name, text, marked, **context):
    place = editor.at(name, text, marked)["position"]
    return editor.ask(
        "textDocument/codeAction",
        textDocument={"uri": editor.uri(name)},
        range={"start": place, "end": place},
        context={"diagnostics": [], **context},
    )


def edits(editor, action, name):
    return action["edit"]["changes"][editor.uri(name)]


def titled(found, beginning):
    (action,) = [each for each in found if each["title"].startswith(beginning)]
    return action


@pytest.fixture
def bib(editor):
    editor.write("refs.bib", BIB)
    editor.open("refs.bib")
    return editor


def test_a_safe_fix_is_preferred(bib):
    action = titled(actions(bib, "refs.bib", BIB, "pages = {1"), "Replace '1-5' by '1--5'")
    assert (action["kind"], action["isPreferred"]) == ("quickfix", True)
    assert bib.applied(BIB, edits(bib, action, "refs.bib")) == BIB.replace("1-5", "1--5")


def test_a_fix_names_the_diagnostic_it_mends(bib):
    shown = next(each for each in bib.findings("refs.bib") if each["code"] == "P401")
    action = titled(actions(bib, "refs.bib", BIB, "pages = {1", diagnostics=[shown]), "Replace '1-5'")
    assert action["diagnostics"] == [shown]


def test_an_unsafe_fix_says_so(bib):
    text = BIB.replace("{Noll, Anna}", "{Noll, Anna et al.}")
    bib.change("refs.bib", text)
    action = titled(actions(bib, "refs.bib", text, "Noll, Anna et"), "Replace 'et al.' by 'and others'")
    assert "may change the meaning" in action["title"]
    assert "isPreferred" not in action
    (everything,) = actions(bib, "refs.bib", text, "@art", only=["source.fixAll"])
    assert "et al." in bib.applied(text, edits(bib, everything, "refs.bib"))


def test_all_that_is_safe_is_fixed_at_once(bib):
    (action,) = actions(bib, "refs.bib", BIB, "@art", only=["source.fixAll"])
    assert action["kind"] == "source.fixAll.refgraph"
    fixed = bib.applied(BIB, edits(bib, action, "refs.bib"))
    assert "pages = {1--5}" in fixed
    assert 'doi = "10.1016/j.x"' in fixed
    assert "🦆 and קצר" in fixed


def test_only_what_is_asked_for_is_offered(bib):
    assert actions(bib, "refs.bib", BIB, "pages = {1", only=["refactor"]) == []
    kinds = {each["kind"] for each in actions(bib, "refs.bib", BIB, "pages = {1", only=["quickfix"])}
    assert kinds == {"quickfix"}


def test_a_finding_can_be_ignored_for_its_entry(bib):
    action = titled(actions(bib, "refs.bib", BIB, "pages = {1"), "Ignore P401 pages-hyphen for this entry")
    text = bib.applied(BIB, edits(bib, action, "refs.bib"))
    assert text == "% refgraph: ignore[P401]\n" + BIB
    bib.change("refs.bib", text)
    bib.findings("refs.bib", lacking=["P401"])


def test_a_second_finding_joins_the_remark_of_the_first(bib):
    text = "% refgraph: ignore[P401]\n" + BIB
    bib.change("refs.bib", text)
    action = titled(actions(bib, "refs.bib", text, "doi.org"), "Ignore I202 doi-prefix for this entry")
    text = bib.applied(text, edits(bib, action, "refs.bib"))
    assert text.startswith("% refgraph: ignore[P401, I202]\n@article")
    bib.change("refs.bib", text)
    bib.findings("refs.bib", lacking=["P401", "I202", "C001"])


def test_a_rule_can_be_ignored_in_a_file(bib):
    action = titled(actions(bib, "refs.bib", BIB, "pages = {1"), "Ignore P401 pages-hyphen in this file")
    text = bib.applied(BIB, edits(bib, action, "refs.bib"))
    bib.change("refs.bib", text)
    bib.findings("refs.bib", lacking=["P401"])


@pytest.mark.parametrize(
    ("name", "text", "remark"),
    [
        ("a.tex", "\\addbibresource{refs.bib}\n\n\\cite{nobody} x\n", "\\cite{nobody} x % refgraph: ignore[G801]\n"),
        ("a.md", "---\nbibliography: refs.bib\n---\n\n[@nobody] x\n", "[@nobody] x <!-- refgraph: ignore[G801] -->\n"),
        ("a.typ", '#bibliography("refs.bib")\n@nobody x\n', "@nobody x // refgraph: ignore[G801]\n"),
        ("a.org", "#+bibliography: refs.bib\n\n[cite:@nobody]\n", "[cite:@nobody] @@comment: refgraph: ignore[G801]@@"),
        ("a.rst", ":cite:`nobody`\n\n.. bibliography:: refs.bib\n", "\n\n.. refgraph: ignore-file[G801]\n"),
        ("a.adoc", ":bibtex-file: refs.bib\n\ncite:[nobody]\n", "\n\n// refgraph: ignore-file[G801]\n"),
    ],
)
def test_a_finding_in_a_manuscript_is_ignored_in_its_own_words(bib, name, text, remark):
    bib.write(name, text)
    bib.open(name)
    bib.findings(name, having=["G801"])
    action = (
        titled(actions(bib, name, text, "nobo"), "Ignore G801 cited-missing in")
        if "-file" in remark
        else titled(actions(bib, name, text, "nobo"), "Ignore G801 cited-missing in this line")
    )
    text = bib.applied(text, edits(bib, action, name))
    assert remark in text
    bib.change(name, text)
    bib.findings(name, lacking=["G801"])


def test_a_misspelt_key_is_replaced_by_the_one_there_is(bib):
    text = "\\addbibresource{refs.bib} 🦆 \\cite{nol2005}\n"
    bib.write("a.tex", text)
    bib.open("a.tex")
    action = titled(actions(bib, "a.tex", text, "nol2"), "Replace 'nol2005' by 'noll2005'")
    assert bib.applied(text, edits(bib, action, "a.tex")) == text.replace("nol2005", "noll2005")


def test_edits_name_the_version_where_the_editor_wants_it(editors, tmp_path):
    editor = editors(tmp_path, capabilities={"workspace": {"workspaceEdit": {"documentChanges": True}}})
    editor.write("refs.bib", BIB)
    editor.open("refs.bib")
    action = titled(actions(editor, "refs.bib", BIB, "pages = {1"), "Replace '1-5'")
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": editor.uri("refs.bib"), "version": 1}


def test_nothing_is_offered_in_a_file_that_is_neither(editor):
    editor.write("a.py", "x = 1\n")
    editor.open("a.py", language="python")
    assert actions(editor, "a.py", "x = 1\n", "x") == []
