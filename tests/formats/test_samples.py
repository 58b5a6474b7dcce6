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

MODS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- from a catalogue -->
<mods xmlns="http://www.loc.gov/mods/v3" version="3.7" ID="doe2018">
  <titleInfo><nonSort>On</nonSort><title>bogs</title></titleInfo>
  <name type="personal"><namePart type="family">Doe</namePart><namePart type="given">Jane</namePart>
    <role><roleTerm authority="marcrelator" type="code">aut</roleTerm></role></name>
  <name type="personal"><namePart>van der Berg, Jan</namePart></name>
  <name type="corporate"><namePart>World Bank</namePart></name>
  <typeOfResource>text</typeOfResource>
  <genre authority="local">journalArticle</genre>
  <subject><topic>peat</topic><topic>moss</topic></subject>
  <subject><topic>sedge</topic></subject>
  <relatedItem type="host">
    <titleInfo><title>Journal of Fens</title></titleInfo>
    <identifier type="issn">1234-5679</identifier>
    <part>
      <detail type="volume"><number>4</number></detail>
      <detail type="issue"><number>2</number></detail>
      <extent unit="pages"><start>10</start><end>19</end></extent>
      <date>2018-03-01</date>
    </part>
  </relatedItem>
  <identifier type="doi">10.1000/bogs</identifier>
</mods>
"""

ENDNOTE_XML = """<?xml version="1.0" encoding="UTF-8" ?>
<xml><records><record>
<database name="fens.enl" path="C:\\fens.enl">fens.enl</database>
<source-app name="EndNote" version="20.0">EndNote</source-app>
<rec-number>7</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors>
<author><style face="normal" font="default" size="100%">Doe, Jane</style></author>
<author>van der Berg, Jan</author><author>World Bank,</author></authors></contributors>
<titles><title><style face="normal">On </style><style face="italic">bogs</style></title>
<secondary-title>Journal of Fens</secondary-title></titles>
<periodical><full-title>Journal of Fens</full-title></periodical>
<pages>10-19</pages><volume>4</volume><number>2</number>
<keywords><keyword>peat</keyword><keyword>moss</keyword><keyword>sedge</keyword></keywords>
<dates><year>2018</year><pub-dates><date>Mar 1</date></pub-dates></dates>
<isbn>1234-5679</isbn><electronic-resource-num>10.1000/bogs</electronic-resource-num><label>doe2018</label><urls/>
</record></records></xml>
"""

PUBMED_XML = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/x.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">12345678</PMID>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">1234-5679</ISSN>
<JournalIssue CitedMedium="Print"><Volume>4</Volume><Issue>2</Issue>
<PubDate><Year>2018</Year><Month>Mar</Month><Day>01</Day></PubDate></JournalIssue>
<Title>Journal of Fens</Title><ISOAbbreviation>J Fens</ISOAbbreviation></Journal>
<ArticleTitle>On <i>bogs</i>.</ArticleTitle><Pagination><MedlinePgn>10-9</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.1000/bogs</ELocationID>
<Pagination><StartPage>10</StartPage><EndPage>19</EndPage><MedlinePgn>10-9</MedlinePgn></Pagination>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Doe</LastName><ForeName>Jane</ForeName></Author>
<Author ValidYN="Y"><LastName>van der Berg</LastName><ForeName>Jan</ForeName></Author>
<Author><CollectiveName>World Bank</CollectiveName></Author></AuthorList><Language>eng</Language></Article>
<MeshHeadingList><MeshHeading><DescriptorName>peat</DescriptorName></MeshHeading></MeshHeadingList>
<KeywordList><Keyword>moss</Keyword><Keyword>sedge</Keyword></KeywordList>
</MedlineCitation></PubmedArticle></PubmedArticleSet>
"""

JATS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.3 20210610//EN"
 "JATS-journalpublishing1-3.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink"><back><ref-list><title>References</title>
<ref id="doe2018"><label>1</label><element-citation publication-type="journal">
<person-group person-group-type="author"><name><surname>Doe</surname><given-names>Jane</given-names></name>
<name><surname>van der Berg</surname><given-names>Jan</given-names></name><collab>World Bank</collab></person-group>
<article-title>On <italic>bogs</italic></article-title><source>Journal of Fens</source>
<year iso-8601-date="2018">2018</year><month>3</month><day>1</day><volume>4</volume><issue>2</issue>
<fpage>10</fpage><lpage>19</lpage><issn>1234-5679</issn><pub-id pub-id-type="doi">10.1000/bogs</pub-id>
<annotation content-type="keyword"><p>peat</p><p>moss</p><p>sedge</p></annotation>
</element-citation><mixed-citation>Doe J. On bogs. 2018.</mixed-citation></ref></ref-list></back></article>
"""

WORD = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<b:Sources SelectedStyle="" xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">
<b:Source><b:Tag>doe2018</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Title>On bogs</b:Title>
<b:Year>2018</b:Year><b:Month>March</b:Month><b:Day>1</b:Day><b:Guid>{1}</b:Guid>
<b:Author><b:Author><b:NameList><b:Person><b:Last>Doe</b:Last><b:First>Jane</b:First></b:Person>
<b:Person><b:Last>van der Berg</b:Last><b:First>Jan</b:First></b:Person>
<b:Person><b:Last>World Bank</b:Last></b:Person></b:NameList></b:Author></b:Author>
<b:JournalName>Journal of Fens</b:JournalName><b:Volume>4</b:Volume><b:Issue>2</b:Issue><b:Pages>10-19</b:Pages>
<b:StandardNumber>ISSN: 1234-5679</b:StandardNumber><b:DOI>10.1000/bogs</b:DOI></b:Source></b:Sources>
"""

MARCXML = """<?xml version="1.0" encoding="UTF-8"?>
<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000naa a2200000uu 4500</leader>
<controlfield tag="001">doe2018</controlfield>
<datafield tag="024" ind1="7" ind2=" ">
<subfield code="a">10.1000/bogs</subfield><subfield code="2">doi</subfield></datafield>
<datafield tag="100" ind1="1" ind2=" ">
<subfield code="a">Doe, Jane,</subfield><subfield code="e">author.</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0">
<subfield code="a">On bogs /</subfield><subfield code="c">Jane Doe.</subfield></datafield>
<datafield tag="264" ind1=" " ind2="1"><subfield code="c">2018-03-01</subfield></datafield>
<datafield tag="650" ind1=" " ind2="0"><subfield code="a">peat</subfield><subfield code="x">moss</subfield></datafield>
<datafield tag="653" ind1=" " ind2=" "><subfield code="a">sedge.</subfield></datafield>
<datafield tag="700" ind1="1" ind2=" ">
<subfield code="a">van der Berg, Jan</subfield><subfield code="4">aut</subfield></datafield>
<datafield tag="710" ind1="2" ind2=" ">
<subfield code="a">World Bank,</subfield><subfield code="4">aut</subfield></datafield>
<datafield tag="773" ind1="0" ind2=" ">
<subfield code="t">Journal of Fens</subfield><subfield code="x">1234-5679</subfield>
<subfield code="v">4</subfield><subfield code="l">2</subfield><subfield code="q">10-19</subfield></datafield>
</record></collection>
"""

ZOTERO_RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
<bib:Article rdf:about="#item_1"><z:itemType>journalArticle</z:itemType>
<dcterms:isPartOf rdf:resource="urn:issn:1234-5679"/>
<bib:authors><rdf:Seq>
<rdf:li><foaf:Person><foaf:surname>Doe</foaf:surname><foaf:givenName>Jane</foaf:givenName></foaf:Person></rdf:li>
<rdf:li><foaf:Person><foaf:surname>van der Berg</foaf:surname>
<foaf:givenName>Jan</foaf:givenName></foaf:Person></rdf:li>
<rdf:li><foaf:Person><foaf:surname>World Bank</foaf:surname></foaf:Person></rdf:li></rdf:Seq></bib:authors>
<dc:subject>peat</dc:subject><dc:subject>moss</dc:subject>
<dc:subject><z:AutomaticTag><rdf:value>sedge</rdf:value></z:AutomaticTag></dc:subject>
<dc:title>On bogs</dc:title><dc:date>2018-03-01</dc:date><bib:pages>10-19</bib:pages></bib:Article>
<bib:Journal rdf:about="urn:issn:1234-5679"><dc:title>Journal of Fens</dc:title>
<prism:volume>4</prism:volume><prism:number>2</prism:number>
<dc:identifier>ISSN 1234-5679</dc:identifier><dc:identifier>DOI 10.1000/bogs</dc:identifier></bib:Journal>
</rdf:RDF>
"""

CROSSREF_XML = """<?xml version="1.0" encoding="UTF-8"?>
<doi_records><doi_record><crossref><journal>
<journal_metadata language="en"><full_title>Journal of Fens</full_title><issn media_type="print">1234-5679</issn>
</journal_metadata><journal_issue><publication_date media_type="print"><year>2018</year></publication_date>
<journal_volume><volume>4</volume></journal_volume><issue>2</issue></journal_issue>
<journal_article publication_type="full_text"><titles><title>On <i>bogs</i></title></titles>
<contributors><person_name sequence="first" contributor_role="author"><given_name>Jane</given_name>
<surname>Doe</surname></person_name><person_name sequence="additional" contributor_role="author">
<given_name>Jan</given_name><surname>van der Berg</surname></person_name>
<organization sequence="additional" contributor_role="author">World Bank</organization></contributors>
<publication_date media_type="online"><year>2017</year></publication_date>
<publication_date media_type="print"><month>03</month><day>01</day><year>2018</year></publication_date>
<pages><first_page>10</first_page><last_page>19</last_page></pages>
<doi_data><doi>10.1000/bogs</doi><resource>https://fens.example/bogs</resource></doi_data>
</journal_article></journal></crossref></doi_record></doi_records>
"""

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
    "mods": MODS,
    "endnote-xml": ENDNOTE_XML,
    "pubmed-xml": PUBMED_XML,
    "jats": JATS,
    "word": WORD,
    "marcxml": MARCXML,
    "zotero-rdf": ZOTERO_RDF,
    "crossref-xml": CROSSREF_XML,
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_is_recognised_by_its_content(name):
    assert detect(SAMPLES[name]).name == name
    assert detect(SAMPLES[name], "refs.txt").name == name


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_article_is_read_from_every_format(name):
    library = loads(SAMPLES[name])
    (work,) = library
    assert [each.slug for each in library.findings] == (["left-out"] if name == "endnote-xml" else [])
    assert (work.type, work.title, work.container_title.title()) == ("article-journal", "On bogs", "Journal Of Fens")
    assert (work.volume, work.issue, work.doi, work.issn) == ("4", "2", "10.1000/bogs", "1234-5679")
    assert work.page.replace("–", "-") in {"10-19", "10-9"}
    assert dump_edtf(work.issued) == "2018-03-01"
    families = [each.agent.full_family for each in work.authors]
    assert families[:2] == ["Doe", "van der Berg"]
    assert families[2] in {"World Bank", "Bank"}  # OpenAlex does not tell bodies from persons
    if name not in {"hayagriva", "wikipedia", "word", "crossref-xml"}:  # these have no keywords
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
