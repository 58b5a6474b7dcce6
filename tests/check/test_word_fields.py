"""The items that reference managers put into Word documents, as a bibliography and against one."""

from __future__ import annotations

import json
import zipfile

import pytest

from refgraph.check import Config, check

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ITEM = {"type": "book", "title": "Dictators Without Borders", "issued": {"date-parts": [[2017]]}, "DOI": "10.1000/182"}


@pytest.fixture
def paper(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = " ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps(
        {"citationItems": [{"id": 7, "itemData": {"id": 7, **ITEM}}]}
    )
    runs = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code.replace("&", "&amp;").replace("<", "&lt;")}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>(Cooley, 2017)</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>Text </w:t></w:r>{runs}</w:p></w:body></w:document>'
    with zipfile.ZipFile(tmp_path / "paper.docx", "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", body)
    return tmp_path


def found(*files):
    return [(each.code, each.key) for each in check(*files, select=["G801", "G802"], config=Config())]


def test_items_are_checked_where_there_is_no_other_bibliography(paper):
    report = check("paper.docx", select=["G801", "G802", "I206"], config=Config())
    assert (report.works, [each.code for each in report]) == (1, [])


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("@book{cooley, title = {Something Else}, doi = {10.1000/182}}", id="doi"),
        pytest.param("@book{cooley, title = {Dictators without borders}, year = 2017}", id="title and year"),
    ],
)
def test_an_item_that_the_bibliography_has_under_a_key_of_its_own(paper, entry):
    (paper / "refs.bib").write_text(entry, encoding="utf-8")
    assert found("paper.docx", "refs.bib") == []


def test_an_item_that_the_bibliography_lacks(paper):
    (paper / "refs.bib").write_text("@book{other, title = {Other}, year = 2017}", encoding="utf-8")
    assert [code for code, _ in found("paper.docx", "refs.bib")] == ["G802", "G801"]
