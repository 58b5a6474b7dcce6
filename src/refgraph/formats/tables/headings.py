"""Headings of columns: our own, and those of Zotero, Scopus, Web of Science, Dimensions, PubMed and EndNote."""

from __future__ import annotations

import re

from refgraph.formats.records import Row

TYPES = {
    "journal article": "article-journal",
    "journalarticle": "article-journal",
    "article": "article-journal",
    "review": "article-journal",
    "short survey": "article-journal",
    "letter": "article-journal",
    "editorial": "article-journal",
    "note": "article-journal",
    "erratum": "article-journal",
    "article in press": "article-journal",
    "magazinearticle": "article-magazine",
    "newspaperarticle": "article-newspaper",
    "book": "book",
    "monograph": "book",
    "edited book": "book",
    "book chapter": "chapter",
    "booksection": "chapter",
    "chapter": "chapter",
    "conference paper": "paper-conference",
    "conferencepaper": "paper-conference",
    "proceedings paper": "paper-conference",
    "proceeding": "paper-conference",
    "proceedings": "paper-conference",
    "conference review": "paper-conference",
    "thesis": "thesis",
    "dissertation": "thesis",
    "report": "report",
    "webpage": "webpage",
    "web page": "webpage",
    "blogpost": "post-weblog",
    "forumpost": "post",
    "preprint": "article",
    "dataset": "dataset",
    "data paper": "article-journal",
    "computerprogram": "software",
    "software": "software",
    "patent": "patent",
    "case": "legal_case",
    "statute": "legislation",
    "bill": "bill",
    "hearing": "hearing",
    "letters": "personal_communication",
    "email": "personal_communication",
    "manuscript": "manuscript",
    "map": "map",
    "film": "motion_picture",
    "videorecording": "motion_picture",
    "audiorecording": "song",
    "artwork": "graphic",
    "interview": "interview",
    "presentation": "speech",
    "encyclopediaarticle": "entry-encyclopedia",
    "dictionaryentry": "entry-dictionary",
    "standard": "standard",
    "document": "document",
    "journal": "article-journal",
    "j": "article-journal",
    "b": "book",
    "s": "chapter",
    "c": "paper-conference",
    "p": "patent",
}
"""What programs call a type, in lower case -> CSL type; CSL's own names are known besides."""

TYPE_HEADINGS = ("type", "itemtype", "documenttype", "publicationtype", "referencetype", "entrytype")
KEY_HEADINGS = ("key", "id", "citationkey", "citekey", "eid", "utuniquewosid", "publicationid", "pmidkey")

ROWS = (
    Row("author", "author authors authorfullnames authorslist creators"),
    Row("title", "title articletitle documenttitle publicationname"),
    Row(
        "container-title",
        "containertitle sourcetitle publicationtitle journal journalbook booktitle source journaltitle",
    ),
    Row(
        "container-title-short",
        "containertitleshort abbreviatedsourcetitle journalabbreviation isoabbreviation journalisoabbreviation",
    ),
    Row("issued", "issued year date publicationyear publicationdate pubyear yearofpublication"),
    Row("volume", "volume"),
    Row("issue", "issue number"),
    Row("page", "page pages pagination pagestart startpage beginningpage"),
    Row("number", "number artno articlenumber"),
    Row("DOI", "doi dois"),
    Row("URL", "url link sourcelinkout urls"),
    Row("abstract", "abstract abstractnote"),
    Row("keyword", "keyword keywords authorkeywords manualtags automatictags tags indexkeywords keywordsplus"),
    Row("publisher", "publisher publishers institution"),
    Row("publisher-place", "publisherplace place publisheraddress publishercity placeofpublication"),
    Row("editor", "editor editors bookeditors bookauthors"),
    Row("translator", "translator translators"),
    Row("collection-editor", "collectioneditor serieseditor serieseditors"),
    Row("ISSN", "issn issnisbn"),
    Row("ISBN", "isbn"),
    Row("PMID", "pmid pubmedid"),
    Row("PMCID", "pmcid"),
    Row("language", "language languageoforiginaldocument"),
    Row("edition", "edition"),
    Row("collection-title", "collectiontitle series seriestitle bookseriestitle"),
    Row("collection-number", "collectionnumber seriesnumber"),
    Row("number-of-pages", "numberofpages numpages pagecount"),
    Row("number-of-volumes", "numberofvolumes"),
    Row("title-short", "titleshort shorttitle"),
    Row("event-title", "eventtitle conferencename conferencetitle meetingname"),
    Row("event-place", "eventplace conferencelocation"),
    Row("accessed", "accessed accessdate"),
    Row("archive", "archive"),
    Row("archive_location", "archivelocation locinarchive"),
    Row("call-number", "callnumber"),
    Row("source", "librarycatalog"),
    Row("license", "license rights"),
    Row("genre", "genre thesistype reporttype"),
    Row("note", "note notes extra"),
)
"""Headings without spaces and signs, in lower case; the first is written."""

PAGE_ENDS = ("pageend", "endpage", "endingpage")


def plain(heading: str) -> str:
    """Return a heading as the table has it.

    >>> plain("Art. No."), plain("Container-title")
    ('artno', 'containertitle')
    """
    return re.sub(r"[\W_]+", "", heading.casefold())


VARIABLE_OF = {word: (row.variable, rank) for row in reversed(ROWS) for rank, word in enumerate(row.words.split())}
"""Heading -> CSL variable and its rank: of several headings for one variable the lowest rank counts."""
