"""A sample of each format, in our own words, and what is read of it."""

from __future__ import annotations

import json

import pytest

from refgraph.formats import detect, find_format, loads, losses
from refgraph.model import Library, dump_edtf

RIS = """TY  - JOUR
AU  - Doe, Jane
AU  - van der Berg, Jan, Jr.
AU  - World Bank
TI  - On bogs
T2  - Journal of Fens
J2  - J. Fens
PY  - 2018
DA  - 2018/03/01/
VL  - 4
IS  - 2
SP  - 10
EP  - 19
SN  - 1234-5679
DO  - https://doi.org/10.1000/bogs
KW  - peat
KW  - moss; sedge
N1  - First line
Second line
C1  - Somewhere
ID  - doe2018
ER  - 
"""  # noqa: W291 - as programs write it

NBIB = """
PMID- 12345678
OWN - NLM
IS  - 1234-5679 (Electronic)
VI  - 4
IP  - 2
DP  - 2018 Mar 1
TI  - On bogs
PG  - 10-9
LID - 10.1000/bogs [doi]
FAU - Doe, Jane
AU  - Doe J
FAU - van der Berg, Jan
AU  - van der Berg J
CN  - World Bank
LA  - eng
PT  - Journal Article
TA  - J Fens
JT  - Journal of Fens
OT  - peat
OT  - moss
OT  - sedge
PMC - PMC54321
"""

WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Doe, J
   van der Berg, J
AF Doe, Jane
   van der Berg, Jan
CA World Bank
TI On
   bogs
SO JOURNAL OF FENS
DE peat; moss;
   sedge
PD MAR 1
PY 2018
VL 4
IS 2
BP 10
EP 19
DI 10.1000/bogs
SN 1234-5679
UT WOS:000000000000001
ER

EF
"""

REFER = """%0 Journal Article
%A Doe, Jane
%A van der Berg, Jan
%A World Bank,
%T On bogs
%J Journal of Fens
%V 4
%N 2
%P 10-19
%D 2018
%8 March 1, 2018
%@ 1234-5679
%R 10.1000/bogs
%K peat
moss
sedge
%F doe2018
"""

REFWORKS = """RT Journal Article
SR Print(0)
ID doe2018
A1 Doe,Jane
A1 van der Berg,Jan
A1 World Bank
T1 On bogs
JF Journal of Fens
YR 2018
FD Mar 1
VO 4
IS 2
SP 10
OP 19
K1 peat
K1 moss
K1 sedge
SN 1234-5679
DO 10.1000/bogs
"""

OVID = """<1. >
VN  - Ovid Technologies
DB  - Fens Abstracts
AU  - Doe, Jane MD, PhD 1
AU  - van der Berg, Jan [Author]
AU  - World Bank
TI  - On bogs.  [Article]
SO  - Journal of Fens March 1, 2018;4(2):10-19
IS  - 1234-5679
DI  - 10.1000/bogs
KW  - peat;  moss;  sedge
"""

CSL_YAML = """---
references:
- id: doe2018
  type: article-journal
  author:
  - {family: Doe, given: Jane}
  - {family: Berg, given: Jan, non-dropping-particle: van der}
  - literal: World Bank
  title: On bogs
  container-title: Journal of Fens
  issued: 2018-03-01
  volume: 4
  issue: 2
  page: 10-19
  ISSN: 1234-5679
  DOI: 10.1000/bogs
  keyword: peat; moss; sedge
...
"""

HAYAGRIVA = """doe2018:
  type: article
  title: On bogs
  author: ["Doe, Jane", "van der Berg, Jan", "World Bank"]
  date: 2018-03-01
  page-range: 10-19
  serial-number:
    doi: 10.1000/bogs
    issn: 1234-5679
  parent:
    type: periodical
    title: Journal of Fens
    volume: 4
    issue: 2
"""

BIBJSON = {
    "metadata": {"collection": "fens"},
    "records": [
        {
            "type": "article",
            "citekey": "doe2018",
            "title": "On bogs",
            "author": [
                {"name": "Doe, Jane"},
                {"name": "Jan van der Berg"},
                {"name": "World Bank", "kind": "organization"},
            ],
            "journal": {"name": "Journal of Fens", "identifier": [{"type": "issn", "id": "1234-5679"}]},
            "year": "2018",
            "month": "3",
            "day": "1",
            "volume": "4",
            "issue": "2",
            "pages": "10-19",
            "identifier": [{"type": "doi", "id": "10.1000/bogs"}],
            "keywords": ["peat", "moss", "sedge"],
        }
    ],
}

SCOPUS = (
    '"Authors","Author full names","Title","Year","Source title","Volume","Issue","Page start","Page end","DOI","ISSN",'
    '"Author Keywords","EID"\n'
    '"Doe J.; van der Berg J.; World Bank","","On bogs","2018-03-01","Journal of Fens","4","2","10","19",'
    '"10.1000/bogs","1234-5679","peat; moss; sedge","doe2018"\n'
)

CROSSREF = {
    "status": "ok",
    "message-type": "work",
    "message": {
        "type": "journal-article",
        "title": ["On <i>bogs</i>"],
        "author": [
            {"family": "Doe", "given": "Jane", "ORCID": "https://orcid.org/0000-0002-1825-0097"},
            {"family": "van der Berg", "given": "Jan"},
            {"name": "World Bank"},
        ],
        "container-title": ["Journal of Fens"],
        "published-print": {"date-parts": [[2018, 3, 1]]},
        "volume": "4",
        "issue": "2",
        "page": "10-19",
        "ISSN": ["1234-5679"],
        "DOI": "10.1000/bogs",
        "subject": ["peat", "moss", "sedge"],
        "abstract": "<jats:p>Wet &amp; wild.</jats:p>",
    },
}

DATACITE = {
    "doi": "10.1000/bogs",
    "types": {"resourceTypeGeneral": "JournalArticle"},
    "titles": [{"title": "On bogs"}],
    "creators": [
        {"name": "Doe, Jane", "nameType": "Personal", "familyName": "Doe", "givenName": "Jane"},
        {"name": "van der Berg, Jan"},
        {"name": "World Bank", "nameType": "Organizational"},
    ],
    "container": {
        "title": "Journal of Fens",
        "volume": "4",
        "issue": "2",
        "firstPage": "10",
        "lastPage": "19",
        "identifier": "1234-5679",
        "identifierType": "ISSN",
    },
    "dates": [{"date": "2018-03-01", "dateType": "Issued"}],
    "subjects": [{"subject": "peat"}, {"subject": "moss"}, {"subject": "sedge"}],
}

OPENALEX = {
    "id": "https://openalex.org/W1",
    "doi": "https://doi.org/10.1000/bogs",
    "title": "On bogs",
    "type": "article",
    "publication_date": "2018-03-01",
    "authorships": [{"author": {"display_name": name}} for name in ("Jane Doe", "Jan van der Berg", "World Bank")],
    "primary_location": {
        "source": {"display_name": "Journal of Fens", "issn_l": "1234-5679", "issn": ["1234-5679"], "type": "journal"}
    },
    "biblio": {"volume": "4", "issue": "2", "first_page": "10", "last_page": "19"},
    "keywords": [{"display_name": "peat"}, {"display_name": "moss"}, {"display_name": "sedge"}],
    "abstract_inverted_index": {"wild.": [2], "Wet": [0], "and": [1]},
}

WIKIPEDIA = (
    "* {{Cite journal |last1=Doe |first1=Jane |last2=van der Berg |first2=Jan |author3=World Bank |title=On [[bog]]s "
    "|journal=Journal of Fens |date=1 March 2018 |volume=4 |issue=2 |pages=10–19 |issn=1234-5679 |doi=10.1000/bogs}}\n"
)

SAMPLES = {
    "ris": RIS,
    "nbib": NBIB,
    "wos": WOS,
    "refer": REFER,
    "refworks": REFWORKS,
    "ovid": OVID,
    "csl-yaml": CSL_YAML,
    "hayagriva": HAYAGRIVA,
    "bibjson": json.dumps(BIBJSON),
    "csv": SCOPUS,
    "crossref": json.dumps(CROSSREF),
    "datacite": json.dumps(DATACITE),
    "openalex": json.dumps(OPENALEX),
    "wikipedia": WIKIPEDIA,
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_is_recognised_by_its_content(name):
    assert detect(SAMPLES[name]).name == name
    assert detect(SAMPLES[name], "refs.txt").name == name


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_article_is_read_from_every_format(name):
    library = loads(SAMPLES[name])
    (work,) = library
    assert not library.findings
    assert (work.type, work.title, work.container_title.title()) == ("article-journal", "On bogs", "Journal Of Fens")
    assert (work.volume, work.issue, work.doi, work.issn) == ("4", "2", "10.1000/bogs", "1234-5679")
    assert work.page.replace("–", "-") in {"10-19", "10-9"}
    assert dump_edtf(work.issued) == "2018-03-01"
    families = [each.agent.full_family for each in work.authors]
    assert families[:2] == ["Doe", "van der Berg"]
    assert families[2] in {"World Bank", "Bank"}  # OpenAlex does not tell bodies from persons
    if name not in {"hayagriva", "wikipedia"}:
        assert work.keywords == ("peat", "moss", "sedge")


@pytest.mark.parametrize("name", [name for name in SAMPLES if find_format(name).writes])
def test_what_was_read_of_the_sample_is_written_again(name):
    library = loads(SAMPLES[name])
    again = loads(find_format(name).dumps(library), name)
    assert again.works == library.works
    assert losses(library, name) == ()


@pytest.mark.parametrize("name", [name for name in SAMPLES if find_format(name).writes])
def test_an_article_is_carried_from_any_format_to_any_other(name):
    article = loads(RIS)
    lost = {each.field for each in losses(article, name)}
    assert not lost & {"title", "container-title", "volume", "issue", "page", "DOI", "ISSN", "type"}


def test_ris_keeps_what_it_has_no_variable_for():
    work = loads(RIS)["doe2018"]
    assert work.extra == {"ris-c1": "Somewhere"}
    assert work.note == "First line\nSecond line"
    assert work.authors[1].agent.suffix == "Jr."
    assert "C1  - Somewhere\n" in find_format("ris").dumps(Library(works=(work,)))


def test_the_same_word_of_another_format_is_not_written():
    library = loads(WOS)
    assert "wos-ut" in library.works[0].extra
    assert "WOS:" not in find_format("ris").dumps(library)
    assert [each.field for each in losses(library, "ris")] == ["wos-ut"]


def test_names_in_wos_stand_below_each_other():
    assert "AU Doe, Jane\n   van der Berg, Jan\nCA World Bank\n" in find_format("wos").dumps(loads(WOS))


def test_a_short_name_beside_the_full_one_is_written_for_medline():
    assert "FAU - van der Berg, Jan\nAU  - van der Berg J\nCN  - World Bank\n" in find_format("nbib").dumps(loads(NBIB))


CFF = """cff-version: 1.2.0
message: Please cite this.
title: bogtools
version: 1.10
date-released: 2018-03-01
authors:
- family-names: Berg
  name-particle: van der
  given-names: Jan
  orcid: https://orcid.org/0000-0002-1825-0097
- name: World Bank
repository-code: https://git.example/bogtools
preferred-citation:
  type: article
  title: On bogs
  journal: Journal of Fens
  authors: [{family-names: Doe, given-names: Jane}]
  year: 2018
  start: 10
  end: 19
references:
- type: book
  title: Fens
  authors: [{name: World Bank}]
"""


def test_citation_cff_has_the_work_its_citation_and_references():
    library = loads(CFF)
    own, preferred, reference = library
    assert (own.type, own.version, own.url) == ("software", "1.10", "https://git.example/bogtools")
    assert own.authors[0].agent.full_family == "van der Berg"
    assert own.authors[0].identifiers[0].value == "0000-0002-1825-0097"
    assert (preferred.type, preferred.container_title, preferred.page, preferred.year) == (
        "article-journal",
        "Journal of Fens",
        "10-19",
        2018,
    )
    assert (reference.type, reference.title) == ("book", "Fens")
    assert losses(library, "cff") == ()


ZOTERO = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","ISSN","DOI","Url",'
    '"Abstract Note","Date","Pages","Issue","Volume","Manual Tags","Editor","Place","Publisher"\n'
    '"ABCD1234","bookSection","2018","Doe, Jane; World Bank","On bogs","Fens","","","","","","2018-03","10-19","","",'
    '"peat; moss","Roe, R.","Riga","Mire Press"\n'
)
SAVEDRECS = (
    "Publication Type\tAuthors\tArticle Title\tSource Title\tPublication Year\nJ\tDoe, J; Roe, R\tOn bogs\tFENS\t2018\n"
)


LONG_OVID = """<1>
Unique Identifier
  12345678
Authors
  Doe J. van der Berg JA.
Title
  On bogs.
Source
  Journal of Fens. 4(2):10-19, 2018 Mar 1.
"""


def test_ovid_with_names_of_fields_in_the_place_of_tags():
    (work,) = loads(LONG_OVID)
    assert (work.title, work.container_title, work.issue, work.page) == ("On bogs", "Journal of Fens", "2", "10-19")
    assert [each.agent.text for each in work.authors] == ["J. Doe", "J. A. van der Berg"]


def test_headings_of_zotero():
    work = loads(ZOTERO)["ABCD1234"]
    assert (work.type, work.container_title, str(work.issued), work.publisher_place) == (
        "chapter",
        "Fens",
        "2018-03",
        "Riga",
    )
    assert [each.agent.text for each in work.contributors] == ["Jane Doe", "World Bank", "R. Roe"]


def test_headings_of_web_of_science_and_tabs():
    (work,) = loads(SAVEDRECS, file="savedrecs.txt")
    assert (work.type, work.title, work.year, len(work.authors)) == ("article-journal", "On bogs", 2018, 2)
