"""The one table of types and variables, and that every format keeps to it."""

from __future__ import annotations

import dataclasses

import pytest

from refgraph.formats import csl_json
from refgraph.formats.bibtex import dumps, parse_document
from refgraph.model import Contributor, Date, Name, Role, Work
from refgraph.model.vocabulary import (
    CSL_TYPES,
    CSL_VARIABLES,
    TYPES,
    VARIABLES,
    Kind,
    fabio_class,
    read_type,
    read_variable,
    words,
    write_type,
    write_variable,
)
from refgraph.model.work import ATTRIBUTES

FORMATS = ("bibtex", "biblatex", "ris")

# CSL 1.0.2, appendix III.
TYPES_OF_CSL = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance
    periodical personal_communication post post-weblog regulation report review review-book software song speech
    standard thesis treaty webpage
""".split()

# CSL 1.0.2, appendix IV.
VARIABLES_OF_CSL = {
    Kind.STANDARD: """
    abstract annote archive archive_collection archive_location archive-place authority call-number citation-key
    citation-label collection-title container-title container-title-short dimensions division DOI event
    event-title event-place genre ISBN ISSN jurisdiction keyword language license medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place references
    reviewed-genre reviewed-title scale source status title title-short URL volume-title year-suffix
    """,
    Kind.NUMBER: """
    chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number
    version volume
    """,
    Kind.DATE: "accessed available-date event-date issued original-date submitted",
    Kind.NAME: " ".join(role.value for role in Role),
}

# btxdoc (1988): every standard type and field.
BIBTEX_TYPES = """
    article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis
    proceedings techreport unpublished
""".split()
BIBTEX_FIELDS = """
    address annote author booktitle chapter crossref edition editor howpublished institution journal key month
    note number organization pages publisher school series title type volume year
""".split()

# biblatex 3.20, blx-dm.def: types, aliases and the unsupported types that styles define.
BIBLATEX_TYPES = """
    article book mvbook inbook bookinbook suppbook booklet collection mvcollection incollection suppcollection
    dataset manual misc online patent periodical suppperiodical proceedings mvproceedings inproceedings
    reference mvreference inreference report set software thesis unpublished xdata conference electronic
    mastersthesis phdthesis techreport www artwork audio bibnote commentary image jurisdiction legislation legal
    letter movie music performance review standard video customa customb customc customd custome customf
""".split()
BIBLATEX_FIELDS = """
    abstract addendum afterword annotation annotator author authortype bookauthor bookpagination booksubtitle
    booktitle booktitleaddon chapter commentator date doi edition editor editora editorb editorc editortype
    editoratype editorbtype editorctype eid entrysubtype eprint eprintclass eprinttype eventdate eventtitle
    eventtitleaddon file foreword holder howpublished indextitle institution introduction isan isbn ismn isrn
    issn issue issuesubtitle issuetitle issuetitleaddon iswc journalsubtitle journaltitle journaltitleaddon
    label language library location mainsubtitle maintitle maintitleaddon month nameaddon note number
    organization origdate origlanguage origlocation origpublisher origtitle pages pagetotal pagination part
    publisher pubstate reprinttitle series shortauthor shorteditor shorthand shorthandintro shortjournal
    shortseries shorttitle subtitle title titleaddon translator type url urldate venue version volume volumes
    year crossref entryset execute gender langid langidopts ids indexsorttitle keywords options presort related
    relatedoptions relatedtype relatedstring sortkey sortname sortshorthand sorttitle sortyear xdata xref namea
    nameb namec nameatype namebtype namectype lista listb listc listd liste listf usera userb userc userd usere
    userf verba verbb verbc address annote archiveprefix journal key pdf primaryclass school
""".split()

# The tags and types of the RIS format (2011 specification).
RIS_TYPES = """
    ABST ADVS AGGR ANCIENT ART BILL BLOG BOOK CASE CHAP CHART CLSWK COMP CONF CPAPER CTLG DATA DBASE DICT EBOOK
    ECHAP EDBOOK EJOUR ELEC ENCYC EQUA FIGURE GEN GOVDOC GRANT HEAR ICOMM INPR JFULL JOUR LEGAL MANSCPT MAP MGZN
    MPCT MULTI MUSIC NEWS PAMP PAT PCOMM RPRT SER SLIDE SOUND STAND STAT THES UNBILL UNPB VIDEO WEB
""".split()
RIS_TAGS = """
    TY A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DO DP ED EP ER ET ID IS J1 J2
    JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP PY RI RN RP SE SN SP ST T1 T2 T3 TA TI TT U1 U2
    U3 U4 U5 UR VL VO Y1 Y2
""".split()


def test_every_csl_type_is_a_row():
    assert sorted(CSL_TYPES) == sorted(TYPES_OF_CSL)


@pytest.mark.parametrize("kind", VARIABLES_OF_CSL, ids=str)
def test_every_csl_variable_is_a_row(kind):
    assert sorted(name for name, found in CSL_VARIABLES.items() if found is kind) == sorted(
        VARIABLES_OF_CSL[kind].split()
    )


@pytest.mark.parametrize(
    ("of", "what", "standard"),
    [
        pytest.param("bibtex", "types", BIBTEX_TYPES, id="BibTeX types"),
        pytest.param("bibtex", "variables", BIBTEX_FIELDS, id="BibTeX fields"),
        pytest.param("biblatex", "types", BIBLATEX_TYPES, id="BibLaTeX types"),
        pytest.param("biblatex", "variables", BIBLATEX_FIELDS, id="BibLaTeX fields"),
        pytest.param("ris", "types", RIS_TYPES, id="RIS types"),
        pytest.param("ris", "variables", RIS_TAGS, id="RIS tags"),
    ],
)
def test_every_standard_word_of_a_format_is_in_the_table(of, what, standard):
    assert set(standard) - words(of, what) == set()


@pytest.mark.parametrize("of", FORMATS)
@pytest.mark.parametrize("rows", [TYPES, VARIABLES], ids=["types", "variables"])
def test_no_word_is_read_as_two_things(rows, of):
    read = [word for row in rows for word in getattr(row, of).split() if not word.startswith("=")]
    assert sorted(read) == sorted(set(read))


@pytest.mark.parametrize("of", FORMATS)
def test_a_primary_type_comes_back(of):
    for row in TYPES:
        word = getattr(row, of).split()[0]
        if not word.startswith("=") and write_type(row.csl, of) == word:
            assert read_type(word, of) == row.csl


@pytest.mark.parametrize("of", FORMATS)
def test_what_is_only_written_is_read_as_something(of):
    assert all(read_type(write_type(csl, of), of) for csl in CSL_TYPES)


@pytest.mark.parametrize("of", FORMATS)
def test_a_primary_variable_comes_back(of):
    for row in VARIABLES:
        cell = getattr(row, of).split()
        if row.csl and cell and not cell[0].startswith("="):
            assert read_variable(write_variable(row.csl, of), of) == row.csl


@pytest.mark.parametrize("of", ["bibtex", "biblatex"])
def test_every_variable_can_be_written(of):
    assert all(write_variable(variable, of) for variable in CSL_VARIABLES)


def test_every_type_has_a_fabio_class():
    assert all(fabio_class(csl).startswith("fabio:") for csl in CSL_TYPES)


def everything(kind):
    """Return a work of a type with every variable there is."""
    work = Work(key="k", type=kind, contributors=tuple(Contributor(agent=Name(family="A"), role=role) for role in Role))
    dates = {name: Date.of(2020, 3, 1) for name, kind in CSL_VARIABLES.items() if kind is Kind.DATE}
    texts = {name: f"x {name}" for name, kind in CSL_VARIABLES.items() if kind in {Kind.STANDARD, Kind.NUMBER}}
    values = dates | texts
    return dataclasses.replace(
        work,
        variables={name: text for name, text in texts.items() if name not in ATTRIBUTES},
        **{attribute: values[name] for name, attribute in ATTRIBUTES.items()},
    )


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@pytest.mark.parametrize("kind", CSL_TYPES)
def test_bibtex_writes_only_words_of_the_table(kind, dialect):
    (entry,) = parse_document(dumps([everything(kind)], dialect)).entries
    assert {field.name for field in entry.fields} <= words(dialect, "variables") | set(CSL_VARIABLES)
    assert entry.type in words(dialect, "types")


@pytest.mark.parametrize("kind", CSL_TYPES)
def test_csl_json_writes_only_words_of_the_table(kind):
    item = csl_json.to_item(everything(kind))
    assert item.keys() <= set(CSL_VARIABLES) | {"id", "type", "custom"}
    assert item.keys() >= set(CSL_VARIABLES)
