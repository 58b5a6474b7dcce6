"""Entries against recorded answers: what is reported, and what is excused."""

from __future__ import annotations

import base64
import gzip
import json

import pytest
from registry_works import BIB
from registry_works import crossref_work as work

from refgraph.check import Config, apply_fixes, check
from refgraph.check.online import Online
from refgraph.errors import ConfigurationError, UnreadableFileError

NAME = "10.1000_frogs.crossref.json"


def one(**changes):
    return {NAME: work(**changes)}


def bib(**changes):
    fields = {
        "author": "Li, Mei and Gustafson, Yara",
        "title": "Slow Pictures of Fast Rivers",
        "journal": "Journal of River Studies",
        "year": "2013",
        "doi": "10.1000/frogs",
    }
    fields = {name: value for name, value in {**fields, **changes}.items() if value is not None}
    kind = fields.pop("kind", "article")
    return f"@{kind}{{li2013,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


# --- packagings ---------------------------------------------------------------------------------------------


def cassette(status, body):
    request = {"method": "GET", "uri": "https://api.crossref.org/works/10.1000/frogs"}
    response = {"status": {"code": status, "message": ""}, "headers": {}, "body": {"string": body}}
    return json.dumps({"interactions": [{"request": request, "response": response}], "version": 1})


def yaml_cassette():
    body = base64.b64encode(gzip.compress(json.dumps({"status": "ok", "message": work()}).encode())).decode()
    return (
        "interactions:\n- request:\n    method: GET\n    uri: https://api.crossref.org/works/10.1000/frogs\n"
        f"  response:\n    body:\n      string: !!binary |\n        {body}\n    status:\n      code: 200\n"
        "      message: OK\nversion: 1\n"
    )


@pytest.mark.parametrize(
    "files",
    [
        {NAME: work()},
        {NAME: {"status": "ok", "message-type": "work", "message": work()}},
        {NAME: {"status": "ok", "message": {"items": [work(), work("10.1000/other")]}}},
        {"10.1000_FROGS.crossref.200.json": work()},
        {"answer.json": {"status": "ok", "message-type": "work", "message": work()}},
        {"x.yaml": yaml_cassette()},
        {"x.json": cassette(200, json.dumps({"message": work()}))},
        {
            "x.json": {
                "url": "https://api.crossref.org/works/10.1000/frogs",
                "status_code": 200,
                "body": json.dumps(work()),
            }
        },
        {NAME: {"status_code": 200, "body": work()}},
        {"10.1000_frogs.crossref.json.gz": gzip.compress(json.dumps(work()).encode())},
    ],
    ids=["message", "envelope", "list", "status", "any-name", "vcrpy", "vcrpy-json", "url", "body", "gzip"],
)
def test_a_clean_entry_is_clean_in_every_packaging(replay, files):
    assert replay(BIB, files).slugs == {}
    wrong = replay(BIB.replace("2013,", "2013,").replace("{2013}", "{1999}"), files)
    assert wrong.slugs == {"year-mismatch": "warning"}


@pytest.mark.parametrize(
    "files",
    [
        {NAME: "Resource not found."},
        {"10.1000_frogs.crossref.txt": "Resource not found."},
        {"10.1000_frogs.crossref.404.txt": ""},
        {NAME: {"status": 404}},
        {NAME: {"status_code": 404, "body": "Resource not found."}},
        {NAME: {"status": "error", "message-type": "resource-not-found", "message": "Resource not found."}},
        {"10.1000_frogs.datacite.json": {"errors": [{"status": "404", "title": "The resource doesn't exist."}]}},
        {"x.json": cassette(404, "Resource not found.")},
        {"10.1000_frogs.doi.json": [{"DOI": "10.1000/frogs", "status": "DOI does not exist"}]},
    ],
    ids=range(9),
)
def test_a_doi_that_only_has_404s_is_in_no_registry(replay, files):
    found = replay(BIB, files)
    assert found.slugs["doi-not-found"] == "error"
    assert "fabricat" not in found["doi-not-found"].message
    assert found["doi-not-found"].field == "doi"


@pytest.mark.parametrize(
    "files",
    [
        {},
        {NAME: ""},
        {NAME: '{"status": "ok", "message": {"DOI": '},
        {NAME: "<html><body>Please log in</body></html>"},
        {NAME: {"status": 503}},
        {NAME: {"status": "error", "message-type": "internal", "message": "oops"}},
        {NAME: {"status_code": 429, "body": ""}},
        {"10.1000_frogs.crossref.503.json": ""},
        {"10.1000_frogs.crossref.429.txt": "Too many requests"},
        {NAME: "Rate limit exceeded"},
        {NAME: []},
        {NAME: "null"},
        {"x.json": cassette(500, "")},
        {NAME: {"status": 404}, "10.1000_frogs.datacite.503.json": ""},
        {NAME: "Resource not found.", "10.1000_frogs.datacite.json": "{broken"},
    ],
    ids=range(15),
)
def test_what_proves_nothing_is_unchecked(replay, files):
    found = replay(BIB, files)
    assert found.slugs == {"unchecked": "info"}
    assert found.report.exit_code == 0


def test_one_clear_answer_is_enough(replay):
    assert replay(BIB, {**one(), "10.1000_frogs.datacite.json": "Resource not found."}).slugs == {}
    assert replay(BIB, {**one(), "10.1000_frogs.datacite.503.json": ""}).slugs == {}


def test_an_unreached_register_of_retractions_is_said(replay):
    assert replay(BIB, {**one(), "10.1000_frogs.pubmed.503.xml": ""}).slugs == {"unchecked": "info"}


def test_a_missing_folder_is_an_error(tmp_path):
    (tmp_path / "a.bib").write_text(BIB)
    with pytest.raises(UnreadableFileError, match="no such folder"):
        check(tmp_path / "a.bib", online=Online(recorded=tmp_path / "none"))


def test_online_rules_do_not_run_offline(tmp_path):
    (tmp_path / "a.bib").write_text(BIB)
    assert not {code for code in check(tmp_path / "a.bib", config=Config()).rules if code.startswith("X")}
    with pytest.raises(ConfigurationError, match="online"):
        check(tmp_path / "a.bib", select=["X101"])


# --- the fields -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("authors", "severity"),
    [
        ("Li, M. and Gustafson, Y.", None),
        ("Mei Li and Yara Gustafson", None),
        ("Li, Mei and others", None),
        ("Gustafson, Yara and Li, Mei", "warning"),
        ("Li, Mei", "warning"),
        ("Li, Mei and Gustafson, Yara and Doe, Jane", "warning"),
        ("Li, Mei and Doe, Jane", "error"),
        ("Doe, Jane and others", "error"),
        ("Li, Mei and Gustavson, Yara", "info"),
        ("Li, Mei and Gustafson, Tom", "warning"),
    ],
)
def test_authors(replay, authors, severity):
    assert replay(bib(author=authors), one()).slugs.get("author-mismatch") == severity


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Castaño-Vinyals, Gemma", {"given": "Gemma", "family": "CastaÃ±o-Vinyals"}),
        ("Mirón Pozo, Benito", {"given": "Benito MirÃ³n", "family": "Pozo"}),
        ("Le Corre, C.", {"given": "C Le", "family": "Corre"}),
        ("van Liere, M. J.", {"given": "M J", "family": "van Liere"}),
        ("Müller, Jörg", {"given": "Joerg", "family": "Mueller"}),
        ('M{\\"u}ller, J.', {"given": "J", "family": "M\ufffdller"}),
        ("Olivier, Jocelien", {"given": "Jocelien Olivier"}),
        ("Olivier, Jocelien", {"name": "Jocelien Olivier"}),
        ("Wakefield, A. J.", {"given": "AJ", "family": "Wakefield"}),
        ("Berzal, Fernando", {"given": "Fernando", "family": "Berzal Galiano"}),
        ("Berzal Galiano, Fernando", {"given": "Fernando", "family": "Berzal"}),
        ("Galiano, Fernando Berzal", {"given": "Fernando", "family": "Berzal"}),
        ("Gerber, Bob", {"given": "Robert H.", "family": "Gerber"}),
        ("{Richard T. Snodgrass}", {"given": "R. T.", "family": "Snodgrass"}),
        ('{\\"O}zsu, M. Tamer', {"given": "M. Tamer", "family": "?zsu"}),
        ("García Márquez, Gabriel", {"given": "Gabriel", "family": "García"}),
        ("{The ATLAS Collaboration}", {"name": "ATLAS Collaboration"}),
    ],
)
def test_spellings_of_one_name(replay, mine, theirs):
    assert "author-mismatch" not in replay(bib(author=mine), one(author=[theirs])).slugs


def test_bodies_between_people_are_left_out(replay):
    people = [{"given": "Mei", "family": "Li"}, {"name": "River Study Group"}, {"given": "Yara", "family": "Gustafson"}]
    assert replay(BIB, one(author=people)).slugs == {}


def test_the_fix_of_authors_takes_the_registrys(replay, tmp_path):
    found = replay(bib(author="Li, Mei and Doe, Jane"), one())
    fix = found["author-mismatch"].fix
    assert not fix.safe
    assert fix.replacement == "Li, Mei and Gustafson, Yara"


@pytest.mark.parametrize(
    ("mine", "theirs", "severity"),
    [
        ("Slow Pictures of Fast Rivers", "RETRACTED: Slow Pictures of Fast Rivers", None),
        ("Slow Pictures of Fast Rivers", "WITHDRAWN: Slow Pictures of Fast Rivers", None),
        ("Slow Pictures of Fast Rivers", "RETRACTED ARTICLE: Slow Pictures of Fast Rivers", None),
        ("Slow Pictures of Fast Rivers: A Study", "Slow Pictures of Fast Rivers", None),
        ("Slow Pictures of Fast Rivers", "Slow Pictures of Fast Rivers: A Study", None),
        ("Slow Pictures of Fast Rivers", "SLOW PICTURES OF FAST RIVERS", None),
        ("Slow $H_2O$ Pictures", "Slow <i>H</i><sub>2</sub>O Pictures", None),
        ("Slow Pictures \\& Rivers", "Slow Pictures &amp;amp; Rivers", None),
        ("Un sistema dell'assistenza", "Un sistema dell?assistenza", None),
        ("Slow Pictures of Fast Rivers", "Slow Picture of Fast Rivers", "info"),
        ("Slow Pictures of Fast Trains", "Slow Pictures of Fast Rivers", "warning"),
    ],
)
def test_titles(replay, mine, theirs, severity):
    found = replay(bib(title=mine), one(title=[theirs]), select=["X104"])
    assert found.slugs.get("title-mismatch") == severity


def test_a_title_in_the_original_language(replay):
    files = one(**{"original-title": ["Langsame Bilder schneller Flüsse"]})
    assert replay(bib(title="Langsame Bilder schneller Flüsse"), files).slugs == {}


def test_mathml_of_a_title(replay):
    math = "<mml:math><mml:mi>H</mml:mi><mml:mn>2</mml:mn><mml:annotation>\\mathrm{H}_2</mml:annotation></mml:math>"
    assert replay(bib(title="Slow Pictures of H2 Rivers"), one(title=[f"Slow Pictures of {math} Rivers"])).slugs == {}


@pytest.mark.parametrize(
    ("year", "changes", "reported"),
    [
        ("2013", {}, False),
        ("2012", {}, True),
        ("2012", {"published-online": {"date-parts": [[2012, 12]]}}, False),
        ("2012", {"accepted": {"date-parts": [[2012]]}}, False),
        ("2012", {"created": {"date-parts": [[2012]]}}, False),
        ("2019", {"created": {"date-parts": [[2019]]}}, True),
        ("1999", {"published-online": {"date-parts": [[2012, 12]]}}, True),
    ],
)
def test_years(replay, year, changes, reported):
    found = replay(bib(year=year), one(**changes))
    assert ("year-mismatch" in found.slugs) is reported
    if reported:
        assert found["year-mismatch"].fix.replacement == "2013"


def test_the_years_of_all_registries_count(replay):
    other = {"id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/frogs", "publication_year": 2012}
    other |= {"title": "Slow Pictures of Fast Rivers", "authorships": []}
    assert replay(bib(year="2012"), {**one(), "10.1000_frogs.openalex.json": other}).slugs == {}


@pytest.mark.parametrize(
    ("changes", "reported"),
    [
        ({"journal": "J. River Stud."}, False),
        ({"journal": "The Journal of River Studies"}, False),
        ({"journal": "Annals of Snow"}, True),
        ({"volume": "21"}, True),
        ({"volume": "012"}, False),
        ({"pages": "115--25"}, False),
        ({"pages": "215--225"}, True),
        ({"pages": "e64723"}, False),
    ],
)
def test_venues_and_numbers(replay, changes, reported):
    found = replay(bib(**changes), one())
    assert found.slugs == ({"venue-mismatch": "info"} if reported else {})


@pytest.mark.parametrize("book", ["Methods in Biobanking", "Methods in Molecular Biology"])
def test_series_and_book_both_fit(replay, book):
    names = ["Methods in Molecular Biology", "Methods in Biobanking"]
    files = one(**{"type": "book-chapter", "container-title": names, "short-container-title": None})
    assert replay(bib(kind="incollection", journal=None, booktitle=book), files).slugs == {}


def test_another_work(replay):
    theirs = {"title": ["Commuting Groups"], "author": [{"given": "Thomas", "family": "Noll"}]}
    found = replay(BIB, one(**theirs))
    assert found.slugs == {"doi-other-work": "error"}
    assert "'Commuting Groups' by Thomas Noll" in found["doi-other-work"].message


def test_the_book_of_a_chapter_is_no_other_work(replay):
    theirs = {"title": ["Methods in Biobanking"], "author": [{"given": "Joakim", "family": "Dillner"}], "type": "book"}
    found = replay(bib(kind="incollection", journal=None, booktitle="Methods in Biobanking"), one(**theirs))
    assert "doi-other-work" not in found.slugs
    assert "title-mismatch" not in found.slugs


# --- notices -----------------------------------------------------------------------------------------------------


def update(doi, kind, day, source="publisher"):
    return {
        "DOI": doi,
        "type": kind,
        "source": source,
        "updated": {"date-parts": [[int(each) for each in day.split("-")]]},
    }


def test_the_direction_of_updates(replay):
    paper = one(**{"updated-by": [update("10.1000/notice", "retraction", "2014-01-02", "retraction-watch")]})
    assert replay(BIB, paper).slugs == {"retracted": "error"}
    notice = one(
        **{
            "title": ["Retraction: Slow Pictures of Fast Rivers"],
            "update-to": [update("10.1000/paper", "retraction", "2014-01-02")],
        }
    )
    assert replay(bib(title="Retraction: Slow Pictures of Fast Rivers"), notice).slugs == {}
    found = replay(BIB, notice)
    assert found.slugs == {"doi-other-work": "error"}
    assert "notice" in found["doi-other-work"].message


def test_updates_that_point_at_each_other(replay):
    both = {
        "updated-by": [update("10.1000/notice", "retraction", "2014-01-02")],
        "update-to": [update("10.1000/notice", "retraction", "2014-01-02")],
    }
    assert replay(BIB, one(**both)).slugs == {"retracted": "error"}
    assert (
        replay(
            bib(title="Retraction---Slow Pictures of Fast Rivers"),
            one(title=["Retraction—Slow Pictures of Fast Rivers"], **both),
        ).slugs
        == {}
    )


def test_an_update_that_points_the_wrong_way(replay):
    """A work with an "update-to" of its own is none of its notices; a notice may be titled as its work is."""
    points = {"update-to": [update("10.1000/notice", "correction", "2014-01-02")]}
    assert replay(bib(year="1999"), one(**points, **{"reference-count": 40})).slugs == {"year-mismatch": "warning"}
    notice = {
        "title": ["Retracted: Slow Pictures of Fast Rivers"],
        "update-to": [update("10.1000/p", "retraction", "2014-01-02")],
    }
    files = one(**notice, **{"reference-count": 1})
    assert replay(bib(title="Retracted: Slow Pictures of Fast Rivers"), files).slugs == {}
    version = {"update-to": [update("10.1000/version1", "new_version", "2014-01-02")]}
    assert replay(bib(year="1999"), one(**version)).slugs == {"year-mismatch": "warning"}


@pytest.mark.parametrize(
    "name",
    [
        "li2013.crossref.json",
        "search.crossref.json",
        "search_li2013.crossref.json",
        "li2013.search.crossref.json",
        "crossref.json",
        "crossref-search.json",
    ],
)
def test_names_of_recorded_searches(replay, name):
    other = work(title=["Commuting Groups and Triads"], author=[{"given": "T", "family": "Noll"}])
    assert replay(bib(doi=None), {name: results(other)}).slugs == {"not-found": "warning"}
    assert replay(bib(doi=None), {name: results()}).slugs == {"not-found": "warning"}


def test_a_missing_pmid(replay):
    files = {"9500320.pubmed.medline.txt": "Resource not found."}
    assert replay(bib(doi=None, pmid="9500320"), files).slugs["doi-not-found"] == "error"


@pytest.mark.parametrize(
    ("kind", "slug"),
    [
        ("retraction", "retracted"),
        ("partial_retraction", "retracted"),
        ("withdrawal", "retracted"),
        ("removal", "retracted"),
        ("expression_of_concern", "expression-of-concern"),
        ("correction", "corrected"),
        ("erratum", "corrected"),
        ("corrigendum", "corrected"),
        ("new_version", None),
        ("something_new", None),
    ],
)
def test_kinds_of_notices(replay, kind, slug):
    found = replay(BIB, one(**{"updated-by": [update("10.1000/notice", kind, "2014-01-02")]}))
    assert list(found.slugs) == ([slug] if slug else [])
    if kind.startswith("partial"):
        assert "partly" in found["retracted"].message


def test_a_mark_in_the_title_is_a_retraction(replay):
    assert replay(BIB, one(title=["RETRACTED: Slow Pictures of Fast Rivers"])).slugs == {"retracted": "error"}


def test_who_says_so_is_told_less_loudly(replay):
    files = one(title=["RETRACTED: Slow Pictures of Fast Rivers"])
    assert replay(bib(title="RETRACTED: Slow Pictures of Fast Rivers"), files).slugs == {"retracted": "warning"}
    assert replay(bib(note="Retracted in 2014"), files).slugs == {"retracted": "info"}


COLUMNS = (
    "Record ID,Title,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason\n"
)
WATCH = (
    COLUMNS
    + """\
1,A,1/10/2014 0:00,10.1000/notice,0,5/1/2013 0:00,10.1000/FROGS,9500320,{0},x
2,B,1/10/2014 0:00,10.1000/unknown,0,,Unavailable,0,Retraction,x
"""
)


@pytest.mark.parametrize(
    ("nature", "slug"),
    [
        ("Retraction", "retracted"),
        ("", "retracted"),
        ("Expression of concern", "expression-of-concern"),
        ("Correction", "corrected"),
        ("Republication", None),
    ],
)
def test_retraction_watch(replay, nature, slug):
    found = replay(BIB, {**one(), "retraction-watch.csv": WATCH.replace("{0}", nature)})
    assert list(found.slugs) == ([slug] if slug else [])


def test_retraction_watch_by_pmid_and_from_elsewhere(replay, tmp_path):
    (tmp_path / "watch.csv").write_text(WATCH.replace("{0}", "Retraction"))
    entry = bib(doi=None, pmid="9500320")
    medline = (
        "PMID- 9500320\nTI  - Slow Pictures of Fast Rivers.\nFAU - Li, Mei\nFAU - Gustafson, Yara\nDP  - 2013 May\n"
    )
    found = replay(entry, {"9500320.pubmed.txt": medline}, retraction_watch=tmp_path / "watch.csv")
    assert found.slugs == {"retracted": "error"}


@pytest.mark.parametrize(("day", "slug"), [("6/15/2015", "corrected"), ("6/15/2012", "retracted")])
def test_a_later_reinstatement_undoes_a_retraction(replay, day, slug):
    row = f"3,A,{day} 0:00,10.1000/back,0,5/1/2013 0:00,10.1000/frogs,0,Reinstatement,x\n"
    found = replay(BIB, {**one(), "retraction_watch.csv": WATCH.replace("{0}", "Retraction") + row})
    assert list(found.slugs) == [slug]


@pytest.mark.parametrize(
    ("lines", "slug"),
    [
        ("PT  - Retracted Publication\n", "retracted"),
        ("RIN - Lancet. 2010 Feb 6;375(9713):445. PMID: 20137807\n", "retracted"),
        ("ECI - PLoS One. 2021 Oct 28;16(10). doi: 10.1000/eoc. PMID: 34710116\n", "expression-of-concern"),
        ("EIN - Lancet. 2014 Feb 6;375(9713):445\n", "corrected"),
        ("PT  - Retraction of Publication\nROF - Lancet. 1998;351:637. PMID: 1\n", None),
    ],
)
def test_pubmed_is_added(replay, lines, slug):
    medline = (
        "PMID- 9500320\nTI  - Slow Pictures of Fast Rivers.\nFAU - Li, Mei\nFAU - Gustafson, Yara\n"
        f"JT  - Journal of river studies\nDP  - 2013 May\nLID - 10.1000/frogs [doi]\n{lines}"
    )
    found = replay(BIB, {**one(), "10.1000_frogs.pubmed.medline.txt": medline})
    assert list(found.slugs) == ([slug] if slug else [])
    assert list(replay(bib(doi=None, pmid="9500320"), {"9500320.pubmed.txt": medline}).slugs) == (
        [slug] if slug else []
    )


def test_pubmed_summaries(replay):
    summary = {
        "uid": "9500320",
        "title": "Slow Pictures of Fast Rivers.",
        "authors": [{"name": "Li M"}, {"name": "Gustafson Y"}],
        "fulljournalname": "Journal of river studies",
        "pubdate": "2013 May",
        "pubtype": ["Journal Article", "Retracted Publication"],
        "articleids": [{"idtype": "doi", "value": "10.1000/frogs"}],
        "references": [{"reftype": "Erratum in", "refsource": "J River Stud. 2014 Feb 6;12:1"}],
    }
    files = {"9500320.pubmed.json": {"result": {"uids": ["9500320"], "9500320": summary}}}
    assert replay(BIB, files).slugs == {"retracted": "error", "corrected": "info"}


def test_an_edition_of_open_library(replay):
    edition = {"title": "The catcher in the rye", "isbn_13": ["9780316769174"], "publish_date": "May 2001"}
    entry = "@book{s, author = {Salinger, J. D.}, title = {Slow Rivers of Bern}, year = 2001, isbn = {9780316769174}}"
    found = replay(entry, {"9780316769174.openlibrary.json": edition})
    assert found.slugs == {"title-mismatch": "warning"}


def test_pubmed_xml(replay):
    xml = """<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">9500320</PMID>
    <Article><Journal><JournalIssue><PubDate><Year>2013</Year></PubDate></JournalIssue>
    <Title>Journal of river studies</Title></Journal>
    <ArticleTitle>Slow Pictures of Fast Rivers.</ArticleTitle><AuthorList><Author><LastName>Li</LastName>
    <ForeName>Mei</ForeName></Author><Author><LastName>Gustafson</LastName><ForeName>Yara</ForeName></Author></AuthorList>
    <PublicationTypeList><PublicationType UI="D016441">Retracted Publication</PublicationType></PublicationTypeList>
    </Article><CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
    <RefSource>Lancet. 2014 Feb 6;375:445. doi: 10.1000/notice</RefSource><PMID Version="1">20137807</PMID>
    </CommentsCorrections></CommentsCorrectionsList>
    </MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">10.1000/frogs</ArticleId></ArticleIdList>
    </PubmedData></PubmedArticle></PubmedArticleSet>"""
    found = replay(BIB, {"9500320.pubmed.xml": xml})
    assert found.slugs == {"retracted": "error"}
    assert "10.1000/notice, 2014-02-06 (PubMed)" in found["retracted"].message


# --- other registries --------------------------------------------------------------------------------------------

ATOM = """<?xml version='1.0' encoding='UTF-8'?><feed xmlns:arxiv="http://arxiv.org/schemas/atom"
 xmlns="http://www.w3.org/2005/Atom">{}</feed>"""
PAPER = """<entry><id>http://arxiv.org/abs/1605.08386v2</id><title>Slow Pictures of Fast
  Rivers</title><published>2016-05-26T17:59:46Z</published><updated>2018-05-26T17:59:46Z</updated>
  <author><name>Mei Li</name></author><author><name>Yara Gustafson</name></author>{}</entry>"""
ARXIV_BIB = """@misc{li2016, author = {Li, Mei and Gustafson, Yara}, title = {Slow Pictures of Fast Rivers},
 year = {2017}, eprint = {1605.08386v1}, archiveprefix = {arXiv}}
"""


def test_arxiv(replay):
    assert replay(ARXIV_BIB, {"1605.08386.arxiv.xml": ATOM.format(PAPER.format(""))}).slugs == {}
    published = PAPER.format("<arxiv:doi>10.1000/frogs</arxiv:doi>")
    found = replay(ARXIV_BIB, {"1605.08386.arxiv.atom": ATOM.format(published)})
    assert found.slugs == {"preprint-published": "info"}
    body = {
        "url": "https://export.arxiv.org/api/query?id_list=1605.08386",
        "status_code": 200,
        "body": ATOM.format(published),
    }
    assert replay(ARXIV_BIB, {"1605.08386.arxiv.atom": "", "x.json": body}).slugs == {"preprint-published": "info"}


def test_an_unknown_arxiv_number(replay):
    assert replay(ARXIV_BIB, {"1605.08386.arxiv.xml": ATOM.format("")}).slugs["doi-not-found"] == "error"


def test_a_withdrawn_paper(replay):
    entry = PAPER.format("<arxiv:comment>This paper has been withdrawn by the authors</arxiv:comment>")
    assert replay(ARXIV_BIB, {"1605.08386.arxiv.xml": ATOM.format(entry)}).slugs == {"retracted": "error"}


def test_a_published_preprint_with_a_doi_gets_a_fix(replay):
    entry = bib(kind="misc", journal=None, doi="10.1101/frogs", howpublished="bioRxiv")
    relation = {"is-preprint-of": [{"id-type": "doi", "id": "10.1000/FROGS"}]}
    files = {"10.1101_frogs.crossref.json": work("10.1101/frogs", type="posted-content", relation=relation)}
    found = replay(entry, files)
    assert found.slugs == {"preprint-published": "info"}
    assert found["preprint-published"].fix.replacement == "10.1000/frogs"


def test_open_library(replay):
    book = {
        "ISBN:9780316769174": {
            "title": "The catcher in the rye",
            "authors": [{"name": "J. D. Salinger"}, {"name": "SparkNotes"}],
            "publish_date": "2001",
        }
    }
    entry = "@book{s, author = {Salinger, J. D.}, title = {The Catcher in the Rye}, year = {%s},"
    entry += " isbn = {978-0-316-76917-4}}\n"
    assert replay(entry % 2001, {"9780316769174.openlibrary.json": book}).slugs == {}
    assert replay(entry % 1951, {"9780316769174.openlibrary.json": book}).slugs == {"year-mismatch": "info"}


def test_pubmed_translated_title_is_excused(replay):
    medline = (
        "PMID- 1\nTI  - [Slow pictures of fast rivers].\nFAU - Li, Mei\nFAU - Gustafson, Yara\nLA  - ger\nDP  - 2013\n"
    )
    assert (
        replay(bib(title="Langsame Bilder schneller Flüsse", doi=None, pmid="1"), {"1.pubmed.txt": medline}).slugs == {}
    )


# --- search ----------------------------------------------------------------------------------------------------------


def results(*works):
    return {"status": "ok", "message-type": "work-list", "message": {"items": list(works)}}


def test_a_search_finds_the_work(replay):
    assert (
        replay(bib(doi=None), {"li2013.crossref.json": results(work(), work("10.1000/z", title=["Other"]))}).slugs == {}
    )


def test_no_index_knows_the_work(replay):
    other = work(title=["Commuting Groups and Triads"], author=[{"given": "T", "family": "Noll"}])
    found = replay(bib(doi=None), {"li2013.crossref.json": results(other)})
    assert found.slugs == {"not-found": "warning"}
    assert "fabricat" not in found["not-found"].message
    assert replay(bib(doi=None, kind="book", publisher="P"), {"li2013.crossref.json": results(other)}).slugs == {
        "not-found": "info"
    }


def test_a_failed_search_proves_nothing(replay):
    other = work(title=["Commuting Groups and Triads"], author=[{"given": "T", "family": "Noll"}])
    files = {"li2013.crossref.json": results(other), "li2013.openalex.503.json": ""}
    assert replay(bib(doi=None), files).slugs == {"unchecked": "info"}
    assert replay(bib(doi=None), {}).slugs == {"unchecked": "info"}


def test_a_work_of_that_title_by_others(replay):
    other = work(author=[{"given": "T", "family": "Noll"}])
    assert replay(bib(doi=None), {"li2013.crossref.json": results(other)}).slugs == {"author-mismatch": "warning"}


def test_the_right_doi_is_told(replay):
    files = {"10.1000_wrong.crossref.404.txt": "", "li2013.crossref.json": results(work())}
    found = replay(bib(doi="10.1000/wrong"), files)
    assert found.slugs["doi-not-found"] == "error"
    assert "10.1000/frogs" in found["doi-not-found"].message


# --- links -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "slug"), [(200, None), (404, "dead-link"), (410, "dead-link"), (403, "unchecked"), (503, "unchecked")]
)
def test_recorded_links(replay, status, slug):
    entry = "@online{a, title = {Rivers}, url = {https://rivers.example/a\\_b}}\n"
    found = replay(entry, {"links.json": [{"url": "https://rivers.example/a_b", "status": status}]})
    assert list(found.slugs) == ([slug] if slug else [])


# --- fixes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"author": "Li, Mei and Doe, Jane"},
        {"title": "Slow Pictures of Fast Trains"},
        {"year": "1999"},
        {"volume": "21"},
        {"journal": "Annals of Snow"},
    ],
)
def test_a_fix_leaves_nothing_to_fix(replay, changes):
    found = replay(bib(**changes), one())
    assert len(found.report) == 1
    text = apply_fixes(bib(**changes), found.report.findings, unsafe=True)
    assert replay(text, one()).slugs == {}
