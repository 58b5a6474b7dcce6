import pytest

from refgraph.documents.callouts import read_aux, read_bcf
from refgraph.errors import UnreadableFileError


def test_an_aux_file_names_keys_files_and_style(tmp_path):
    (tmp_path / "chap.aux").write_text("\\citation{c}\n\\@input{paper.aux}\n")
    path = tmp_path / "paper.aux"
    path.write_text(
        "\\relax\n\\citation{a,b}\n\\@input{chap.aux}\n\\@input{gone.aux}\n\\citation{a}\\citation{*}\n"
        "\\bibstyle{plain}\n\\bibdata{refs,more.bib}\n"
    )
    noted = read_aux(path)
    assert noted.clusters == (("a", "b"), ("c",), ("a",), ("*",))
    assert noted.keys == ("a", "b", "c", "*")
    assert noted.bibliographies == ("refs.bib", "more.bib")
    assert (noted.bib_style, noted.biblatex) == ("plain", False)


def test_an_aux_file_of_biblatex_is_known(tmp_path):
    path = tmp_path / "paper.aux"
    path.write_text("\\abx@aux@refcontext{nty}\n\\abx@aux@cite{0}{a}\n\\abx@aux@segm{0}{0}{a}\n\\abx@aux@cite{b}\n")
    noted = read_aux(path)
    assert (noted.keys, noted.biblatex) == (("a", "b"), True)


BCF = """<?xml version="1.0" encoding="UTF-8"?>
<bcf:controlfile version="3.10" xmlns:bcf="https://sourceforge.net/projects/biblatex">
  <bcf:bibdata section="0"><bcf:datasource type="file" datatype="bibtex">refs.bib</bcf:datasource></bcf:bibdata>
  <bcf:section number="0">
    <bcf:citekey order="1">a</bcf:citekey><bcf:citekey order="2">b&amp;c</bcf:citekey>
  </bcf:section>
</bcf:controlfile>
"""


def test_a_bcf_file_is_read(tmp_path):
    path = tmp_path / "paper.bcf"
    path.write_text(BCF)
    noted = read_bcf(path)
    assert (noted.keys, noted.bibliographies, noted.biblatex) == (("a", "b&c"), ("refs.bib",), True)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("<a><b></a>", "is no XML"), ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "document type")],
    ids=["broken", "entity"],
)
def test_a_broken_bcf_file_is_refused(tmp_path, text, problem):
    path = tmp_path / "paper.bcf"
    path.write_text(text)
    with pytest.raises(UnreadableFileError, match=problem):
        read_bcf(path)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(UnreadableFileError, match="no such file"):
        read_aux(tmp_path / "none.aux")
