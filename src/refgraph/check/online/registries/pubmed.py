"""PubMed by NCBI's E-utilities (eutils.ncbi.nlm.nih.gov): by PMID, or by DOI where PubMed has one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from refgraph.check.online.answers import BrokenAnswerError, Notice, NoticeKind, Record
from refgraph.check.online.registries.registry import Get, Pieces, Registry, Request, object_of, unique
from refgraph.check.online.texts import readable, says_retracted
from refgraph.errors import InvalidValueError
from refgraph.formats.records.objects import objects_at, text_at, texts_at, value_at
from refgraph.formats.tagged import nbib
from refgraph.formats.xml import pubmed as pubmed_xml
from refgraph.model.work import Work

_ARTICLE = re.compile(r"<Pubmed(?:Book)?Article>.*?</Pubmed(?:Book)?Article>", re.DOTALL)
_PMID_XML = re.compile(r"<PMID\b[^>]*>\s*(\d+)")
_DOI_XML = re.compile(r'<(?:ArticleId IdType|ELocationID EIdType)="doi"[^>]*>\s*(10\.[^<\s]+)', re.IGNORECASE)
_PMID = re.compile(r"^PMID- *(\d+)", re.MULTILINE)
_DOI = re.compile(r"^(?:LID|AID) *- *(10\.\S+) \[doi\]", re.MULTILINE)
_LINE = re.compile(r"^([A-Z][A-Z0-9]{1,3}) *- (.*(?:\n {6}.*)*)", re.MULTILINE)
_COMMENT = re.compile(r'<CommentsCorrections\b[^>]*RefType="(\w+)"[^>]*>(.*?)</CommentsCorrections>', re.DOTALL)
_KIND_XML = re.compile(r"<PublicationType\b[^>]*>([^<]*)<")
_DAY = re.compile(r"(\d{4}) ([A-Z][a-z]{2})[a-z]*(?:[ -]+(\d{1,2}))?")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_YEAR_XML = re.compile(r"<(PubDate|ArticleDate)\b[^>]*>.*?<(?:Year|MedlineDate)>(\d{4})", re.DOTALL)
_MONTHS: tuple[str, ...] = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_TAGS = {
    "RIN": (NoticeKind.RETRACTION, "retraction"),
    "PRIN": (NoticeKind.RETRACTION, "partial retraction"),
    "RRI": (NoticeKind.RETRACTION, "retraction and republication"),
    "ECI": (NoticeKind.CONCERN, "expression of concern"),
    "EIN": (NoticeKind.CORRECTION, "erratum"),
    "CRI": (NoticeKind.CORRECTION, "correction and republication"),
}
_XML_TAGS = {
    "RetractionIn": "RIN",
    "PartialRetractionIn": "PRIN",
    "RetractedandRepublishedIn": "RRI",
    "ExpressionOfConcernIn": "ECI",
    "ErratumIn": "EIN",
    "CorrectedandRepublishedIn": "CRI",
    "CorrectedRepublishedIn": "CRI",
    "UpdateIn": "UIN",
    "RetractionOf": "ROF",
    "PartialRetractionOf": "PROF",
    "ExpressionOfConcernFor": "ECF",
    "ErratumFor": "EFR",
}
_OF = frozenset({"ROF", "PROF", "ECF", "EFR"})
_SUMMARY_TAGS = {"retraction in": "RIN", "expression of concern in": "ECI", "erratum in": "EIN", "update in": "UIN"}


def fetch(get: Get, ids: Sequence[str]) -> Pieces:
    """Ask for PMIDs and DOIs."""
    numbers = [each for each in ids if each.isdigit()]
    dois = [each for each in ids if not each.isdigit()]
    if dois:
        term = " OR ".join('"{}"[doi]'.format(each.replace('"', "")) for each in dois)
        params = {"db": "pubmed", "term": term, "retmax": str(2 * len(dois)), "retmode": "json", "tool": "refgraph"}
        found = object_of(get(Request(path="entrez/eutils/esearch.fcgi", params=params)))
        if "esearchresult" not in found or text_at(found, "esearchresult.ERROR"):
            raise BrokenAnswerError("PubMed's search failed")
        numbers += texts_at(found, "esearchresult.idlist")
    if not numbers:
        return {}
    params = {"db": "pubmed", "id": ",".join(numbers), "retmode": "xml", "tool": "refgraph"}
    return pieces(get(Request(path="entrez/eutils/efetch.fcgi", params=params)))


def pieces(text: str) -> Pieces:
    """Take an answer apart: XML, MEDLINE text, or the JSON of summaries."""
    found = {}
    if text.lstrip().startswith("{"):
        text = "\n\n".join(_medline(each) for each in _summaries(text))
        if not text:
            return {}
    if "<PubmedArticle" in text or "<PubmedBookArticle" in text:
        for article in _ARTICLE.findall(text):
            head = article.partition("<PubmedData>")
            # The reference list, which comes later, has DOIs of its own.
            own = head[0] + head[2].partition("<ReferenceList>")[0]
            for each in [*_PMID_XML.findall(own)[:1], *_DOI_XML.findall(own)[:1]]:
                found[each.lower()] = article
    elif _PMID.search(text):
        for record in re.split(r"(?m)^(?=PMID- )", text):
            for each in [*_PMID.findall(record)[:1], *_DOI.findall(record)[:1]]:
                found[each.lower()] = record
    elif "<PubmedArticleSet" not in text and text.strip():
        raise BrokenAnswerError(f"the answer is no record of PubMed: {text.strip()[:40]!r}")
    elif not text.strip():
        raise BrokenAnswerError("the answer is empty")
    return found


def _summaries(text: str) -> list[dict[str, Any]]:
    data = object_of(text)
    inside = value_at(data, "result")
    if not isinstance(inside, dict):
        raise BrokenAnswerError("the answer is no record of PubMed")
    records = [inside[each] for each in texts_at(inside, "uids") if isinstance(inside.get(each), dict)]
    return [each for each in records if "error" not in each]


def _medline(summary: dict[str, Any]) -> str:
    """Return a summary in the MEDLINE format, which has a reader."""
    names = {
        "title": "TI",
        "fulljournalname": "JT",
        "source": "TA",
        "volume": "VI",
        "issue": "IP",
        "pages": "PG",
        "pubdate": "DP",
    }
    lines = [f"PMID- {text_at(summary, 'uid')}"]
    lines += [f"{tag:<4}- {text_at(summary, name)}" for name, tag in names.items() if text_at(summary, name)]
    lines += [f"AU  - {text_at(each, 'name')}" for each in objects_at(summary, "authors")]
    lines += [f"PT  - {each}" for each in texts_at(summary, "pubtype") if each]
    for each in objects_at(summary, "articleids"):
        if text_at(each, "idtype") == "doi":
            lines.append(f"AID - {text_at(each, 'value')} [doi]")
    for each in objects_at(summary, "references"):
        tag = _SUMMARY_TAGS.get(text_at(each, "reftype").lower())
        lines += [f"{tag} - {text_at(each, 'refsource')}"] if tag else []
    return "\n".join(lines) + "\n"


def read(text: str) -> Record:
    """Read one article."""
    is_xml = text.lstrip().startswith("<")
    work = _work(text, is_xml=is_xml)
    kinds, said = (_xml_says if is_xml else _medline_says)(text)
    notice_of = tuple(_named(each) or "another work" for tag, each in said if tag in _OF)
    own_title = " ".join(dict(_LINE.findall(text)).get("TI", "").split()) if not is_xml else work.title or ""
    return Record(
        registry="PubMed",
        id=work.pmid or "",
        work=work,
        titles=unique([readable(own_title), readable(work.title or ""), readable(work.original_title or "")]),
        containers=unique([work.container_title or "", work.container_title_short or ""]),
        years=_years(text, work, is_xml=is_xml),
        notices=() if notice_of else tuple(_notices(kinds, said, work.title or "")),
        notice_of=notice_of,
        published_as=next((_named(each) for tag, each in said if tag == "UIN"), ""),
        is_preprint="Preprint" in kinds,
        is_translated=own_title.startswith("[") or bool(work.original_title),
    )


def _work(text: str, *, is_xml: bool) -> Work:
    try:
        works = pubmed_xml.loads(text).works if is_xml else nbib.loads(text).works
    except InvalidValueError as error:
        raise BrokenAnswerError("the answer is no record of PubMed") from error
    if not works:
        raise BrokenAnswerError("the answer is no record of PubMed")
    return works[0]


def _medline_says(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    lines = [(tag, " ".join(value.split())) for tag, value in _LINE.findall(text)]
    return [value for tag, value in lines if tag == "PT"], lines


def _xml_says(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    comments = [
        (_XML_TAGS.get(kind, ""), " ".join(re.sub(r"<[^<>]+>", " ", inside).split()))
        for kind, inside in _COMMENT.findall(text)
    ]
    return _KIND_XML.findall(text), comments


def _notices(kinds: list[str], said: list[tuple[str, str]], title: str) -> Iterator[Notice]:
    found = False
    for tag, value in said:
        if tag in _TAGS:
            kind, label = _TAGS[tag]
            found = found or kind is NoticeKind.RETRACTION
            yield Notice(kind=kind, label=label, id=_named(value), on=_day(value), source="PubMed")
    if not found and ("Retracted Publication" in kinds or says_retracted(title)):
        yield Notice(kind=NoticeKind.RETRACTION, label="retracted publication", source="PubMed")


def _named(citation: str) -> str:
    """Return the DOI, else the PMID, that a citation in a record names."""
    doi = re.search(r"doi: *(10\.\S+)", citation, re.IGNORECASE)
    if doi:
        return doi[1].rstrip(".;,").lower()
    number = re.search(r"PMID: *(\d+)|(?<!\d)(\d{6,9})$", citation)
    return f"PMID {number[1] or number[2]}" if number else ""


def _day(citation: str) -> date | None:
    found = _DAY.search(citation)
    month = found[2].lower() if found else ""
    if not found or month not in _MONTHS:
        year = _YEAR.search(citation)
        return date(int(year[0]), 1, 1) if year else None
    try:
        return date(int(found[1]), _MONTHS.index(month) + 1, int(found[3] or 1))
    except ValueError:
        return None


def _years(text: str, work: Work, *, is_xml: bool) -> dict[str, int]:
    if is_xml:
        return {name: int(year) for name, year in _YEAR_XML.findall(text)} | (
            {"issued": work.year} if work.year else {}
        )
    found = {}
    for tag, value in _LINE.findall(text):
        year = _YEAR.search(value) if tag == "DP" else re.match(r"\d{4}", value) if tag == "DEP" else None
        if year:
            found["published" if tag == "DP" else "published online"] = int(year[0])
    return found


PUBMED = Registry(
    slug="pubmed",
    title="PubMed",
    base="https://eutils.ncbi.nlm.nih.gov",
    batch=40,
    spacing=0.4,
    fetch=fetch,
    pieces=pieces,
    read=read,
)
