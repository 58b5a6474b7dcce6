import pytest
from golden import CASES

from refgraph.cli import main

FOLDER = CASES / "citing"
STYLE = FOLDER / "author-date.csl"
WORKS = FOLDER / "works.json"


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Run the command in an empty folder; give exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        code = main(["cite", *(str(each) for each in arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "paper.md"
    path.write_text("As [@doe2005, p. 3].\n", encoding="utf-8")
    return path


def test_a_manuscript_is_printed(run, paper):
    code, out, err = run(paper, "-b", WORKS, "--style", STYLE)
    assert (code, out, err) == (0, "As (Doe 2005, p. 3).\n\nDoe. 2005. *Peat and People*.\n", "")


def test_a_manuscript_is_written_with_its_own_line_ends(run, paper):
    paper.write_bytes(b"As\r\n[@doe2005].")
    assert run(paper, "-b", WORKS, "--style", STYLE, "-o", "out.md") == (0, "", "")
    assert paper.with_name("out.md").read_bytes() == b"As\r\n(Doe 2005).\r\n\r\nDoe. 2005. *Peat and People*."


def test_a_missing_line_end_stays_missing_on_standard_output(run, paper):
    paper.write_text("Nothing")
    assert run(paper, "-b", WORKS, "--style", STYLE, "-o", "-") == (0, "Nothing", "")


def test_an_unknown_key_is_a_finding_with_its_place(run, paper):
    paper.write_text("As [@does2005].\n")
    arguments = (paper, "-b", WORKS, "--style", STYLE)
    code, out, err = run(*arguments)
    assert code == 1
    assert "[?does2005" in out.replace("\\", "")
    assert (
        err == f"{paper}:1:6: error G801 cited-missing: no entry has the cited key 'does2005'; did you mean doe2005?\n"
    )
    assert run(*arguments, "--exit-zero")[0] == 0


def test_the_input_is_never_overwritten(run, paper, tmp_path):
    for target in (paper, tmp_path / "." / "paper.md", WORKS):
        code, out, err = run(paper, "-b", WORKS, "--style", STYLE, "-o", target)
        assert (code, out) == (2, "")
        assert "would be overwritten, and it is read; give another file with -o" in err
    assert paper.read_text() == "As [@doe2005, p. 3].\n"


def test_what_cannot_be_read_is_said(run, paper, tmp_path):
    assert run(tmp_path / "none.md", "-b", WORKS)[0] == 2
    assert run(paper, "-b", "none.bib")[0] == 2
    code, _, err = run(paper)
    assert code == 2
    assert "no bibliography to cite from; name one with -b" in err
    code, _, err = run(paper, "-b", WORKS, "--style", "appa")
    assert code == 2
    assert "apa" in err
    assert run(tmp_path / "paper.docx", "-b", WORKS)[0] == 2


def test_an_aux_file_gives_the_bbl_file_beside_it(run, tmp_path):
    (tmp_path / "paper.aux").write_text("\\citation{doe2005}\n")
    assert run("paper.aux", "-b", WORKS, "--style", STYLE) == (0, "", "")
    assert "\\bibitem{doe2005}" in (tmp_path / "paper.bbl").read_text()
    assert "\\bibitem{doe2005}" in run("paper.aux", "-b", WORKS, "--style", STYLE, "-o", "-")[1]


def test_latex_is_written_out(run, tmp_path):
    (tmp_path / "paper.tex").write_text("As \\citep[p.~3]{doe2005}.\n")
    assert run("paper.tex", "-b", WORKS, "--style", STYLE)[1] == "As (Doe 2005, p. 3).\n"


def test_the_kind_of_a_manuscript_can_be_said(run, tmp_path):
    (tmp_path / "paper.adoc").write_text("As [@doe2005].\n")
    assert run("paper.adoc", "-b", WORKS)[0] == 2
    assert run("paper.adoc", "-b", WORKS, "--style", STYLE, "--from", "text")[1].startswith("As (Doe 2005).\n")


def test_standard_input_is_read(run, monkeypatch):
    import io
    import sys
    from types import SimpleNamespace

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"As [@doe2005].\n")))
    assert run("-", "-b", WORKS, "--style", STYLE)[1].startswith("As (Doe 2005).\n")
