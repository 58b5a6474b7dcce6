"""The types of MODS records: genres of MARC, Zotero and CSL, kinds of resource, and what the host says."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.formats.xml.govinfo import COLLECTIONS
from refgraph.formats.xml.tree import Node, text_at, text_of
from refgraph.model.vocabulary import CSL_TYPES

_WORDS = {
    "article-journal": "journalArticle|journal article|article|academic journal|review article",
    "article-magazine": "magazineArticle|magazine|magazine article",
    "article-newspaper": "newspaperArticle|newspaper|newspaper article",
    "article": "preprint|e-print",
    "bill": "bill",
    "book": "book|books|monograph|ebook",
    "broadcast": "tvBroadcast|radioBroadcast|podcast",
    "chapter": "bookSection|book chapter|book section|incollection|inbook",
    "dataset": "dataset|research data|numeric data",
    "document": "document|misc",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle|encyclopedia article",
    "graphic": "artwork|art original|art reproduction|picture|photograph|painting",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case|law report or digest|legal case and case notes",
    "legislation": "statute|legislation|law",
    "manuscript": "manuscript|unpublished",
    "map": "map|atlas|globe",
    "motion_picture": "film|motion picture|videoRecording|videorecording",
    "paper-conference": "conferencePaper|conference paper|inproceedings|conference contribution",
    "patent": "patent",
    "periodical": "periodical|journal|serial",
    "personal_communication": "letter|email|instantMessage",
    "post": "forumPost",
    "post-weblog": "blogPost|blog|weblog",
    "report": "report|technical report|techreport|working paper",
    "review-book": "book review",
    "software": "computerProgram|computer program|software",
    "song": "audioRecording|sound recording",
    "speech": "presentation|speech|lecture",
    "standard": "standard|standard or specification",
    "thesis": "thesis|theses|dissertation|phdthesis|mastersthesis|doctoral thesis|doctoralThesis|masterThesis",
    "webpage": "webpage|web page|web site|website|web document",
}
TYPES = tuple((csl, "|".join(dict.fromkeys([csl, *_WORDS.get(csl, "").split("|")])).rstrip("|")) for csl in CSL_TYPES)
"""CSL type and the genres that say it: its own name, Zotero's, those of marcgt, and what repositories write."""
_TYPE_OF = {word.casefold(): csl for csl, words in TYPES for word in words.split("|")}
_RESOURCES = {
    "cartographic": "map",
    "moving image": "motion_picture",
    "software, multimedia": "software",
    "sound recording": "song",
    "sound recording-musical": "song",
    "sound recording-nonmusical": "song",
    "still image": "graphic",
    "three dimensional object": "graphic",
}
_HOST = "relatedItem[@type='host']"
_PARTS = ("part/extent", "part/detail[@type='volume']", "part/detail[@type='issue']")
_CONTINUING = frozenset({"continuing", "serial"})
_WHOLE = frozenset({"monographic", "single unit", "multipart monograph"})


def read_type(record: Node) -> str:
    """Return the CSL type of a record: what a genre says, or the kind of resource, or host and manner of issuance."""
    own = next((text_of(each) for each in record.iterfind("genre") if each.get("authority") == "csl"), "")
    if own in CSL_TYPES:
        return own
    collection = COLLECTIONS.get(text_at(record, "extension/collectionCode"))
    if collection:
        return collection
    genre = next((found for text in _genres(record) if (found := _TYPE_OF.get(text))), None)
    if genre and genre not in {"document", "book"}:
        return _with_host(record, genre)
    resource = text_at(record, "typeOfResource").casefold()
    return _RESOURCES.get(resource) or _by_issuance(record, genre)


def _genres(record: Node) -> Iterator[str]:
    """Yield the genres, those of Zotero (authority "local") first."""
    found = list(record.iterfind("genre"))
    for each in sorted(found, key=lambda each: each.get("authority") != "local"):
        yield text_of(each).casefold()


def _with_host(record: Node, genre: str) -> str:
    """Return "periodical" for a journal as such, whose genre is that of its articles in some catalogues."""
    manner = text_at(record, "originInfo/issuance")
    return (
        "periodical" if genre == "article-journal" and manner in _CONTINUING and record.find(_HOST) is None else genre
    )


def _by_issuance(record: Node, genre: str | None) -> str:
    host = record.find(_HOST)
    manner = text_at(record, "originInfo/issuance")
    if host is not None and (manner not in _WHOLE or any(host.find(path) is not None for path in _PARTS)):
        journal = (
            text_at(host, "originInfo/issuance") in _CONTINUING or host.find("identifier[@type='issn']") is not None
        )
        return "article-journal" if journal or any(host.find(path) is not None for path in _PARTS[1:]) else "chapter"
    if genre == "book" or (text_at(record, "typeOfResource") == "text" and manner in _WHOLE):
        return "book"
    return "document"
