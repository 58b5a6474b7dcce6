import pytest

from refgraph.documents import parse_document, read_document
from refgraph.errors import UnreadableFileError
from refgraph.parse import article_work

PAGE = """A STUDY OF PEAT

Authors

  • Isroilov Sardorbek Samandar ugli The University of World Economy Email: [email\u00a0protected] Author
  • Jane Doe, Institute of Bogs, Cork

Keywords:

Peat, Bogs (wet, deep), Trade

Abstract

Peat is studied. Doe (2018) did so too.

References

1. Allison, R. (2018). Russia and Central Asia. Oxford University Press.

Published

2026-02-12
"""


def test_an_article_page_says_what_it_is():
    article = parse_document(PAGE).article
    assert article.title == "A STUDY OF PEAT"
    assert article.keywords == ("Peat", "Bogs (wet, deep)", "Trade")
    assert article.issued == "2026-02-12"


def test_the_hidden_address_is_no_address_and_no_part_of_the_name():
    work = article_work(parse_document(PAGE).article)
    first, second = work.contributors
    assert (first.agent.family, first.agent.given) == ("Isroilov", "Sardorbek Samandar ugli")
    assert first.affiliations == ("The University of World Economy",)
    assert (second.agent.text, second.affiliations) == ("Jane Doe", ("Institute of Bogs, Cork",))
    assert str(work.issued) == "2026-02-12"
    assert "email" not in repr(work).lower()


def test_the_date_below_the_list_is_no_part_of_the_last_reference():
    (reference,) = parse_document(PAGE).references
    assert reference.raw.endswith("Oxford University Press.")


def test_a_text_without_labelled_parts_is_no_article():
    assert parse_document("Description\nThe war created disorder.\n").article is None


def test_citation_tags_of_a_page_are_its_article():
    page = """<!DOCTYPE html><html lang="en"><head>
    <meta name="citation_title" content="Slow rivers"><meta name="citation_author" content="Nguyen, T. H.">
    <meta name="citation_author" content="Jan van der Berg"><meta name="citation_journal_title" content="River Studies">
    <meta name="citation_publication_date" content="2019/03/07"><meta name="citation_volume" content="12">
    <meta name="citation_firstpage" content="101"><meta name="citation_lastpage" content="119">
    <meta name="citation_doi" content="10.1234/jrs.1">
    <meta name="citation_keywords" content="rivers; trade"></head><body></body></html>"""
    work = article_work(parse_document(page).article)
    assert [each.agent.inverted for each in work.contributors] == ["Nguyen, T. H.", "van der Berg, Jan"]
    assert (work.type, work.title, work.container_title, work.volume, work.page) == (
        "article-journal",
        "Slow rivers",
        "River Studies",
        "12",
        "101–119",
    )
    assert (str(work.issued), work.doi, work.keywords) == ("2019-03-07", "10.1234/jrs.1", ("rivers", "trade"))


def test_citation_reference_tags_are_used_where_the_page_shows_no_list():
    page = (
        '<html><head><meta name="citation_reference" content="Allison, R. (2018). Russia. Oxford '
        'University Press."></head><body><p>Text</p></body></html>'
    )
    (reference,) = parse_document(page).references
    assert reference.raw == "Allison, R. (2018). Russia. Oxford University Press."
    assert page[reference.start : reference.end].startswith("<meta")


@pytest.mark.parametrize(("name", "what"), [("a.pdf", "PDF"), ("a.docx", "Word")])
def test_a_kind_that_is_not_read_is_refused_with_a_remedy(tmp_path, name, what):
    with pytest.raises(UnreadableFileError, match=f"{what} documents are not read; save it as text or HTML"):
        read_document(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("\\documentclass{article}\n\\begin{document}", "LaTeX"),
        ("\\begin{thebibliography}{9}\n\\bibitem{a} Allison, R. (2018). Russia.", "LaTeX"),
        ('<?xml version="1.0"?>\n<!DOCTYPE article PUBLIC "x" "y">\n<article>', "XML"),
        ('<article dtd-version="1.1" xmlns:xlink="x">', "XML"),
    ],
    ids=["class", "bibitem", "doctype", "jats"],
)
def test_markup_that_is_not_read_is_refused_and_not_taken_for_references(text, what):
    with pytest.raises(UnreadableFileError, match=f"the text: {what} documents are not read; save it as text or HTML"):
        parse_document(text)


def test_an_article_element_of_html_is_html():
    assert parse_document('<article class="x"><h2>References</h2><ol></ol></article>').kind == "html"


def test_a_file_that_is_not_utf8_is_read_and_pointed_at(tmp_path):
    path = tmp_path / "latin.txt"
    path.write_bytes("References\n1. Müller, K. (1998). Nebel. Suhrkamp.\n".encode("latin-1"))
    document = read_document(path)
    assert document.references[0].raw == "Müller, K. (1998). Nebel. Suhrkamp."
    (finding,) = document.findings
    assert (finding.code, finding.line, finding.column) == ("S014", 2, 5)
