"""One table of types and one of variables: CSL 1.0.2, BibTeX, BibLaTeX 3, RIS and (for types) SPAR's FaBiO.

A cell holds words of a format, apart by spaces. The first word is the one that is written. Every word is read
as this row's type or variable, but for a word after ``=``: that one is only written, because another row reads
it (a newspaper article is written ``@article``, and ``@article`` is read as a journal article). So each
direction is a plain function: `write_type` and `read_type`, `write_variable` and
`read_variable`.

Sources: CSL 1.0.2 (appendices III and IV), btxdoc (Oren Patashnik, 1988), the BibLaTeX 3.20 manual (sections
2.1 to 2.3), the RIS tag list of Research Information Systems (2011), FaBiO 2.2.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Literal, NamedTuple

Format = Literal["bibtex", "biblatex", "ris"]


class Kind(StrEnum):
    """What a variable holds, as CSL divides them; OTHER is for words of a format that no CSL variable means."""

    STANDARD = "standard"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    OTHER = "other"


class TypeRow(NamedTuple):
    """One CSL type and its words in the other formats."""

    csl: str
    bibtex: str
    biblatex: str
    ris: str
    fabio: str


class VariableRow(NamedTuple):
    """One CSL variable and its words in the other formats; ``csl`` is empty for words without a CSL variable."""

    csl: str
    kind: Kind
    bibtex: str
    biblatex: str
    ris: str


_S, _N, _D, _P, _O = Kind.STANDARD, Kind.NUMBER, Kind.DATE, Kind.NAME, Kind.OTHER

TYPES: tuple[TypeRow, ...] = (
    TypeRow("article", "=misc preprint", "=online preprint", "INPR", "fabio:Preprint"),
    TypeRow("article-journal", "article", "article suppperiodical", "JOUR ABST EJOUR", "fabio:JournalArticle"),
    TypeRow("article-magazine", "=article", "=article", "MGZN", "fabio:MagazineArticle"),
    TypeRow("article-newspaper", "=article", "=article", "NEWS", "fabio:NewspaperArticle"),
    TypeRow("bill", "=misc", "=legislation", "BILL UNBILL", "fabio:Bill"),
    TypeRow("book", "book mvbook", "book mvbook", "BOOK EBOOK EDBOOK", "fabio:Book"),
    TypeRow("broadcast", "=misc", "audio", "=VIDEO POD", "fabio:Broadcast"),
    TypeRow(
        "chapter",
        "incollection inbook",
        "incollection inbook bookinbook suppbook suppcollection",
        "CHAP ECHAP",
        "fabio:BookChapter",
    ),
    TypeRow("classic", "=book", "=book", "CLSWK ANCIENT", "fabio:LiteraryWork"),
    TypeRow("collection", "=book collection mvcollection", "collection mvcollection", "=SER AGGR", "fabio:Collection"),
    TypeRow("dataset", "=misc dataset", "dataset", "DATA DBASE", "fabio:Dataset"),
    TypeRow(
        "document",
        "misc",
        "misc xdata set bibnote custom customa customb customc customd custome customf",
        "GEN MULTI GRANT",
        "fabio:Expression",
    ),
    TypeRow("entry", "=incollection", "inreference", "=ENCYC", "fabio:ReferenceEntry"),
    TypeRow("entry-dictionary", "=incollection", "=inreference", "DICT", "fabio:ReferenceEntry"),
    TypeRow("entry-encyclopedia", "=incollection", "=inreference", "ENCYC", "fabio:ReferenceEntry"),
    TypeRow("event", "=misc", "=misc", "=GEN", "fabio:Expression"),
    TypeRow("figure", "=misc", "=image", "FIGURE CHART EQUA", "fabio:Figure"),
    TypeRow("graphic", "=misc", "image artwork", "ART", "fabio:StillImage"),
    TypeRow("hearing", "=misc", "=misc", "HEAR", "fabio:Expression"),
    TypeRow("interview", "=misc", "=misc", "=PCOMM", "fabio:Interview"),
    TypeRow("legal_case", "=misc", "jurisdiction", "CASE", "fabio:CaseForOpinion"),
    TypeRow("legislation", "=misc", "legislation legal", "STAT", "fabio:Legislation"),
    TypeRow("manuscript", "unpublished", "unpublished", "MANSCPT UNPB UNPD", "fabio:Manuscript"),
    TypeRow("map", "=misc", "=misc", "MAP", "fabio:Map"),
    TypeRow("motion_picture", "=misc", "movie video", "MPCT VIDEO ADVS", "fabio:Film"),
    TypeRow("musical_score", "=misc", "=music", "=MUSIC", "fabio:MusicalComposition"),
    TypeRow("pamphlet", "booklet", "booklet", "PAMP", "fabio:Pamphlet"),
    TypeRow(
        "paper-conference",
        "inproceedings conference",
        "inproceedings conference",
        "CPAPER CONF",
        "fabio:ConferencePaper",
    ),
    TypeRow("patent", "=misc patent", "patent", "PAT", "fabio:Patent"),
    TypeRow("performance", "=misc", "performance", "=GEN", "fabio:Performance"),
    TypeRow("periodical", "=misc periodical", "periodical", "JFULL SER", "fabio:Periodical"),
    TypeRow("personal_communication", "=misc", "letter", "PCOMM ICOMM", "fabio:PersonalCommunication"),
    TypeRow("post", "=misc", "=online", "=ELEC", "fabio:WebContent"),
    TypeRow("post-weblog", "=misc", "=online", "BLOG", "fabio:BlogPost"),
    TypeRow("regulation", "=misc", "=legislation", "LEGAL", "fabio:Regulation"),
    TypeRow("report", "techreport report", "report techreport", "RPRT GOVDOC", "fabio:Report"),
    TypeRow("review", "=article", "review commentary", "=JOUR", "fabio:Review"),
    TypeRow("review-book", "=article", "=review", "=JOUR", "fabio:BookReview"),
    TypeRow("software", "=misc software", "software", "COMP", "fabio:Software"),
    TypeRow("song", "=misc", "music", "SOUND MUSIC", "fabio:Song"),
    TypeRow("speech", "=misc", "=misc", "SLIDE", "fabio:Speech"),
    TypeRow("standard", "=misc standard", "standard", "STAND STD", "fabio:Standard"),
    TypeRow("thesis", "phdthesis mastersthesis thesis", "thesis phdthesis mastersthesis", "THES", "fabio:Thesis"),
    TypeRow("treaty", "=misc", "=legal", "=LEGAL", "fabio:Treaty"),
    TypeRow("webpage", "=misc online electronic www", "online electronic www", "ELEC WEB", "fabio:WebPage"),
    # Words for a whole that CSL has no type of its own for.
    TypeRow(
        "book",
        "proceedings mvproceedings manual reference mvreference",
        "proceedings mvproceedings manual reference mvreference",
        "CTLG",
        "fabio:Book",
    ),
)

VARIABLES: tuple[VariableRow, ...] = (
    VariableRow("abstract", _S, "abstract", "abstract", "AB N2"),
    VariableRow("annote", _S, "annote annotation", "annotation annote", "RN"),
    VariableRow("archive", _S, "archive", "archive library", "DB AV"),
    VariableRow("archive_collection", _S, "archive_collection", "archive_collection", ""),
    VariableRow("archive_location", _S, "archive_location", "archive_location", "AN"),
    VariableRow("archive-place", _S, "archive-place", "archive-place", ""),
    VariableRow("authority", _S, "authority", "authority", ""),
    VariableRow("call-number", _S, "call-number lccn", "call-number lccn", "CN"),
    VariableRow("citation-key", _S, "citation-key", "citation-key", "ID"),
    VariableRow("citation-label", _S, "citation-label", "label citation-label", "LB"),
    VariableRow("collection-title", _S, "series", "series", "T3"),
    VariableRow(
        "container-title", _S, "journal booktitle journaltitle", "journaltitle booktitle journal", "T2 JO JF BT"
    ),
    VariableRow("container-title-short", _S, "shortjournal", "shortjournal", "J2 JA J1 TA"),
    VariableRow("dimensions", _S, "dimensions", "dimensions", ""),
    VariableRow("division", _S, "division", "division", ""),
    VariableRow("DOI", _S, "doi", "doi", "DO DI"),
    VariableRow("event", _S, "event", "event", ""),
    VariableRow("event-title", _S, "eventtitle", "eventtitle", "=T2"),
    VariableRow("event-place", _S, "venue", "venue", "=CY"),
    VariableRow("genre", _S, "type", "type", "M3"),
    VariableRow("ISBN", _S, "isbn", "isbn", "=SN"),
    VariableRow("ISSN", _S, "issn", "issn", "SN"),
    VariableRow("jurisdiction", _S, "jurisdiction", "jurisdiction", ""),
    VariableRow("keyword", _S, "keywords keyword", "keywords keyword", "KW"),
    VariableRow("language", _S, "language langid", "language langid", "LA"),
    VariableRow("license", _S, "license copyright", "license copyright", ""),
    VariableRow("medium", _S, "medium", "medium", ""),
    VariableRow("note", _S, "note", "note", "N1"),
    VariableRow("original-publisher", _S, "origpublisher", "origpublisher", ""),
    VariableRow("original-publisher-place", _S, "origlocation", "origlocation", ""),
    VariableRow("original-title", _S, "origtitle", "origtitle", "OP"),
    VariableRow("part-title", _S, "part-title", "part-title", ""),
    VariableRow("PMCID", _S, "pmcid", "pmcid", ""),
    VariableRow("PMID", _S, "pmid", "pmid", ""),
    VariableRow("publisher", _S, "publisher institution school", "publisher institution school", "PB"),
    VariableRow("publisher-place", _S, "address location", "location address", "CY PP"),
    VariableRow("references", _S, "references", "references", ""),
    VariableRow("reviewed-genre", _S, "reviewed-genre", "reviewed-genre", ""),
    VariableRow("reviewed-title", _S, "reviewed-title", "reviewed-title", "RI"),
    VariableRow("scale", _S, "scale", "scale", ""),
    VariableRow("source", _S, "source", "source", "DP"),
    VariableRow("status", _S, "pubstate", "pubstate", ""),
    VariableRow("title", _S, "title", "title", "TI T1 CT"),
    VariableRow("title-short", _S, "shorttitle", "shorttitle", "ST"),
    VariableRow("URL", _S, "url", "url", "UR L2 LK"),
    VariableRow("volume-title", _S, "volume-title", "volume-title", ""),
    VariableRow("year-suffix", _S, "year-suffix", "year-suffix", ""),
    VariableRow("chapter-number", _N, "chapter", "chapter", "=SE"),
    VariableRow("citation-number", _N, "citation-number", "citation-number", ""),
    VariableRow("collection-number", _N, "=number collection-number", "=number collection-number", "=M1"),
    VariableRow("edition", _N, "edition", "edition", "ET"),
    VariableRow("first-reference-note-number", _N, "first-reference-note-number", "first-reference-note-number", ""),
    VariableRow("issue", _N, "=number issue", "=number issue", "IS CP"),
    VariableRow("locator", _N, "locator", "locator", ""),
    VariableRow("number", _N, "number eid", "number eid", "M1"),
    VariableRow("number-of-pages", _N, "pagetotal numpages", "pagetotal numpages", "=SP"),
    VariableRow("number-of-volumes", _N, "volumes", "volumes", "NV"),
    VariableRow("page", _N, "pages", "pages", "SP EP"),
    VariableRow("page-first", _N, "page-first", "page-first", "=SP"),
    VariableRow("part-number", _N, "part", "part", ""),
    VariableRow("printing-number", _N, "printing-number", "printing-number", ""),
    VariableRow("section", _N, "section", "section", "SE"),
    VariableRow("supplement-number", _N, "supplement-number", "supplement-number", ""),
    VariableRow("version", _N, "version", "version", "=ET"),
    VariableRow("volume", _N, "volume", "volume", "VL VO"),
    VariableRow("accessed", _D, "urldate lastchecked", "urldate", "Y2"),
    VariableRow("available-date", _D, "available-date", "available-date", ""),
    VariableRow("event-date", _D, "eventdate", "eventdate", ""),
    VariableRow("issued", _D, "year month day date", "date year month day", "PY DA Y1"),
    VariableRow("original-date", _D, "origdate", "origdate", ""),
    VariableRow("submitted", _D, "submitted", "submitted", ""),
    VariableRow("author", _P, "author", "author", "AU A1"),
    VariableRow("chair", _P, "chair", "chair", ""),
    VariableRow("collection-editor", _P, "collection-editor", "collection-editor", "A3"),
    VariableRow("compiler", _P, "compiler", "compiler", ""),
    VariableRow("composer", _P, "composer", "composer", ""),
    VariableRow("container-author", _P, "bookauthor", "bookauthor", "=A2"),
    VariableRow("contributor", _P, "contributor", "contributor", "=A2"),
    VariableRow("curator", _P, "curator", "curator", ""),
    VariableRow("director", _P, "director", "director", ""),
    VariableRow("editor", _P, "editor", "editor", "ED A2"),
    VariableRow("editor-translator", _P, "editor-translator", "editor-translator", ""),
    VariableRow("editorial-director", _P, "editorial-director", "editorial-director", ""),
    VariableRow("executive-producer", _P, "executive-producer", "executive-producer", ""),
    VariableRow("guest", _P, "guest", "guest", ""),
    VariableRow("host", _P, "host", "host", ""),
    VariableRow("illustrator", _P, "illustrator", "illustrator", ""),
    VariableRow("interviewer", _P, "interviewer", "interviewer", ""),
    VariableRow("narrator", _P, "narrator", "narrator", ""),
    VariableRow("organizer", _P, "organizer", "organizer", ""),
    VariableRow("original-author", _P, "original-author", "original-author", ""),
    VariableRow("performer", _P, "performer", "performer", ""),
    VariableRow("producer", _P, "producer", "producer", ""),
    VariableRow("recipient", _P, "recipient", "recipient", ""),
    VariableRow("reviewed-author", _P, "reviewed-author", "reviewed-author", ""),
    VariableRow("script-writer", _P, "script-writer", "script-writer", ""),
    VariableRow("series-creator", _P, "series-creator", "series-creator", ""),
    VariableRow("translator", _P, "translator", "translator", "A4"),
    # What refgraph itself adds to a .bib file, so that nothing is lost: the CSL type where the entry type does not say
    # it, acronyms of organisations, and identifiers without a field of their own.
    VariableRow(
        "",
        _O,
        "entrysubtype shortauthor shorteditor identifiers",
        "entrysubtype shortauthor shorteditor identifiers",
        "",
    ),
    VariableRow(
        "",
        _O,
        "eprint archiveprefix primaryclass eprinttype eprintclass",
        "eprint eprinttype eprintclass archiveprefix primaryclass",
        "",
    ),
    VariableRow(
        "",
        _O,
        "crossref key howpublished organization",
        "crossref xref xdata key sortkey howpublished organization",
        "",
    ),
    VariableRow(
        "",
        _O,
        "",
        "subtitle titleaddon booksubtitle booktitleaddon journalsubtitle journaltitleaddon maintitle mainsubtitle",
        "",
    ),
    VariableRow(
        "",
        _O,
        "",
        "maintitleaddon issuetitle issuesubtitle issuetitleaddon eventtitleaddon indextitle reprinttitle",
        "",
    ),
    VariableRow(
        "", _O, "", "afterword annotator commentator foreword introduction holder nameaddon editora editorb editorc", ""
    ),
    VariableRow(
        "", _O, "", "editortype editoratype editorbtype editorctype authortype bookpagination pagination addendum", ""
    ),
    VariableRow(
        "", _O, "", "file pdf isan ismn isrn iswc origlanguage shorthand shorthandintro shortseries gender", ""
    ),
    VariableRow(
        "",
        _O,
        "",
        "entryset execute langidopts ids indexsorttitle options presort related relatedoptions relatedtype",
        "",
    ),
    VariableRow(
        "", _O, "", "relatedstring sortname sortshorthand sorttitle sortyear namea nameb namec nameatype namebtype", ""
    ),
    VariableRow(
        "",
        _O,
        "",
        "namectype lista listb listc listd liste listf usera userb userc userd usere userf verba verbb verbc",
        "",
    ),
    VariableRow("", _O, "", "", "TY ER AD C1 C2 C3 C4 C5 C6 C7 C8 CA L1 L3 L4 M2 RP SO TT U1 U2 U3 U4 U5"),
)

CSL_TYPES: tuple[str, ...] = tuple(dict.fromkeys(row.csl for row in TYPES))
"""Every type of CSL 1.0.2, in alphabetic order."""

CSL_VARIABLES: dict[str, Kind] = {row.csl: row.kind for row in VARIABLES if row.csl}
"""Every variable of CSL 1.0.2 and what it holds."""


def write_type(csl: str, to: Format) -> str:
    """Return the word a CSL type is written as in a format.

    >>> write_type("article-newspaper", "bibtex")
    'article'
    """
    return _written_types(to)[csl]


def read_type(word: str, of: Format) -> str | None:
    """Return the CSL type a word of a format is read as, or None for an unknown word; case does not matter.

    >>> read_type("InProceedings", "bibtex")
    'paper-conference'
    """
    return _read_types(of).get(word.casefold())


def write_variable(csl: str, to: Format) -> str | None:
    """Return the word a CSL variable is written as in a format, or None where the format has none.

    >>> write_variable("publisher-place", "bibtex"), write_variable("publisher-place", "biblatex")
    ('address', 'location')
    """
    return _written_variables(to).get(csl)


def read_variable(word: str, of: Format) -> str | None:
    """Return the CSL variable a word of a format is read as, or None; case does not matter.

    >>> read_variable("booktitle", "bibtex")
    'container-title'
    """
    return _read_variables(of).get(word.casefold())


def fabio_class(csl: str) -> str:
    """Return the FaBiO class of a CSL type.

    >>> fabio_class("article-journal")
    'fabio:JournalArticle'
    """
    return next(row.fabio for row in TYPES if row.csl == csl)


def words(of: Format, what: Literal["types", "variables"]) -> frozenset[str]:
    """Return every word of a format that the table knows, those without a CSL variable too."""
    rows: tuple[TypeRow, ...] | tuple[VariableRow, ...] = TYPES if what == "types" else VARIABLES
    return frozenset(word.removeprefix("=") for row in rows for word in getattr(row, of).split())


@cache
def _written_types(to: Format) -> dict[str, str]:
    return _written([(row.csl, getattr(row, to)) for row in TYPES])


@cache
def _read_types(of: Format) -> dict[str, str]:
    return _read([(row.csl, getattr(row, of)) for row in TYPES])


@cache
def _written_variables(to: Format) -> dict[str, str]:
    return _written([(row.csl, getattr(row, to)) for row in VARIABLES])


@cache
def _read_variables(of: Format) -> dict[str, str]:
    return _read([(row.csl, getattr(row, of)) for row in VARIABLES])


def _written(cells: list[tuple[str, str]]) -> dict[str, str]:
    """Return the first word for each CSL word; of two rows for one the first counts."""
    return {csl: cell.split()[0].removeprefix("=") for csl, cell in reversed(cells) if csl and cell}


def _read(cells: list[tuple[str, str]]) -> dict[str, str]:
    return {word.casefold(): csl for csl, cell in cells if csl for word in cell.split() if not word.startswith("=")}
