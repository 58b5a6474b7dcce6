"""PubMed XML (NLM's PubMed DTD): articles and books of the Bookshelf; read only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from refgraph.formats.records import Draft
from refgraph.formats.records.names import dotted, read_inverted, read_parts
from refgraph.formats.xml.tree import Node, Source, first_text, leaves_of, library_of, text_at, text_of
from refgraph.model.contributor import Contributor, Role
from refgraph.model.identifiers import parse_identifier
from refgraph.model.library import Library
from refgraph.model.names import Agent, Organization
from refgraph.model.schemes import Scheme, is_valid

_LEFT_OUT = re.compile(
    r"(?:PubmedData/(?:History|PublicationStatus|ReferenceList)|MedlineCitation/(?:Date\w+|CitationSubset|"
    r"NumberOfReferences)|PubmedBookData/(?:History|PublicationStatus)|Date\w+|CitationSubset|NumberOfReferences)(?:/|\Z)"
)
"""How the record came about, and what the article cites."""
SOURCE = Source(
    "PubMed XML",
    frozenset({"PubmedArticle", "PubmedBookArticle"}),
    frozenset({"PubmedArticleSet", "PubmedBookArticleSet", "MedlineCitationSet"}),
    leaves_of,
    _LEFT_OUT,
)
_CITATIONS = replace(SOURCE, records=frozenset({"MedlineCitation"}))
TYPES = {
    "Preprint": "article",
    "Dataset": "dataset",
    "Newspaper Article": "article-newspaper",
    "Book Review": "review-book",
    "Academic Dissertation": "thesis",
    "Technical Report": "report",
    "Legal Case": "legal_case",
    "Legislation": "legislation",
}
"""PublicationType -> CSL type; anything else is an article in a journal."""
FIELDS = (
    ("container-title", "Article/Journal/Title"),
    ("container-title", "MedlineJournalInfo/MedlineTA"),
    ("container-title-short", "Article/Journal/ISOAbbreviation"),
    ("container-title-short", "MedlineJournalInfo/MedlineTA"),
    ("volume", "Article/Journal/JournalIssue/Volume"),
    ("issue", "Article/Journal/JournalIssue/Issue"),
    ("ISSN", "Article/Journal/ISSN"),
    ("ISSN", "MedlineJournalInfo/ISSNLinking"),
    ("PMID", "PMID"),
    ("page", "Article/Pagination/MedlinePgn"),
)
"""CSL variable and path below MedlineCitation; of several the first counts."""
BOOK_FIELDS = (
    ("publisher", "Book/Publisher/PublisherName"),
    ("publisher-place", "Book/Publisher/PublisherLocation"),
    ("collection-title", "Book/CollectionTitle"),
    ("edition", "Book/Edition"),
    ("volume", "Book/Volume"),
    ("ISBN", "Book/Isbn"),
    ("medium", "Book/Medium"),
    ("number", "Book/ReportNumber"),
    ("PMID", "PMID"),
    ("page", "Pagination/MedlinePgn"),
)
_RANGE = re.compile(r"(\w+)\s*[-–]\s*(\w+)", re.ASCII)


def loads(text: str, file: str | None = None) -> Library:
    """Read an answer of PubMed's efetch, or a file of its baseline.

    Raises:
        InvalidValueError: if the text is no XML, of another format, or declares entities.

    >>> text = "<MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Bogs.</ArticleTitle></Article></MedlineCitation>"
    >>> loads(f"<PubmedArticle>{text}</PubmedArticle>").works[0].title
    'Bogs'
    """
    whole = any(f"<{name}" in text for name in SOURCE.records)
    return library_of(text, SOURCE if whole else _CITATIONS, _draft, file)


def _draft(record: Node) -> Draft | None:
    book = record.find("BookDocument")
    if book is not None:
        return _book(record, book)
    citation = record if record.tag == "MedlineCitation" else record.find("MedlineCitation")
    article = None if citation is None else citation.find("Article")
    if citation is None or article is None:
        return None
    kinds = [text_of(each) for each in article.iterfind("PublicationTypeList/PublicationType")]
    draft = Draft("pubmed-", next((TYPES[kind] for kind in kinds if kind in TYPES), "article-journal"))
    draft.add("title", _title(text_at(article, "ArticleTitle")) or _title(text_at(article, "VernacularTitle")))
    if text_at(article, "ArticleTitle") and text_at(article, "VernacularTitle"):
        draft.add("original-title", _title(text_at(article, "VernacularTitle")))
    _fill(draft, citation, FIELDS)
    _issued(draft, article)
    _identifiers(draft, record, article)
    _people(draft, article.iterfind("AuthorList"))
    for each in citation.iterfind("InvestigatorList/Investigator"):
        _add(draft, each, Role.CONTRIBUTOR)
    _text(draft, article, citation)
    _keep(draft, kinds, citation)
    if draft.type == "article":
        _preprint(draft, article)
    return draft


def _fill(draft: Draft, element: Node, fields: tuple[tuple[str, str], ...]) -> None:
    for variable, path in fields:
        text = text_at(element, path)
        if text and variable not in draft.texts:
            draft.add(variable, text, path)


def _title(text: str) -> str:
    """Return a title without its full stop, and without the brackets of a translated one."""
    text = text.removesuffix(".") if not text.endswith("..") else text
    inner = text[1:-1].removesuffix(".")
    return inner if text.startswith("[") and text.endswith("]") and "[" not in inner else text


def _issued(draft: Draft, article: Node) -> None:
    """Take the date of the issue; the article's own where that has more of the same year, or there is none."""
    issue = article.find("Journal/JournalIssue/PubDate")
    own = article.find("ArticleDate")
    printed = _date(issue) if issue is not None else ""
    draft.add("issued", printed or (_date(own) if own is not None else ""), "PubDate")


def _date(element: Node) -> str:
    """Return year, month or season and day as words, or the words of MedlineDate."""
    parts = [text_at(element, name) for name in ("Year", "Month", "Season", "Day")]
    if parts[1].isdigit():
        return "-".join(part.zfill(2) for part in (parts[0], parts[1], parts[3]) if part)
    return " ".join(part for part in parts if part) or text_at(element, "MedlineDate")


def _identifiers(draft: Draft, record: Node, article: Node) -> None:
    ids = [(each.get("IdType") or "", text_of(each)) for each in record.iterfind("PubmedData/ArticleIdList/ArticleId")]
    ids += [
        (each.get("EIdType") or "", text_of(each))
        for each in article.iterfind("ELocationID")
        if each.get("ValidYN") != "N"
    ]
    for kind, variable in (("doi", "DOI"), ("pmc", "PMCID"), ("pmcid", "PMCID"), ("pubmed", "PMID")):
        text = next((text for name, text in ids if name == kind and text), "")
        if text and variable not in draft.texts:
            draft.add(variable, text)
    pii = next((text for name, text in reversed(ids) if name == "pii"), "")
    if pii and "page" not in draft.texts and draft.type != "article":
        draft.add("page", pii)
    elif pii and draft.get("page") != pii:
        draft.keep("pii", pii)
    first, last = text_at(article, "Pagination/StartPage"), text_at(article, "Pagination/EndPage")
    if "page" not in draft.texts or (first and draft.get("page") == pii):
        draft.take("page")
        draft.add("page", "-".join(part for part in (first, last) if part) or pii * (draft.type != "article"))
    page = draft.take("page")
    for _, word, text in page[:1]:
        draft.add("page", _RANGE.sub(_full, text), word)


def _full(found: re.Match[str]) -> str:
    """Return a range with its end in full: "205-7" is "205-207"."""
    first, last = found[1], found[2]
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}-{last}"


def _people(draft: Draft, lists: Iterator[Node]) -> None:
    for each in lists:
        role = Role.EDITOR if (each.get("Type") or "").startswith("editor") else Role.AUTHOR
        for person in each.iterfind("Author"):
            if person.get("ValidYN") != "N":
                _add(draft, person, role)
        if each.get("CompleteYN") == "N" and role not in draft.truncated:
            draft.truncated.append(role)


def _add(draft: Draft, person: Node, role: Role) -> None:
    family, given = text_at(person, "LastName"), text_at(person, "ForeName") or text_at(person, "FirstName")
    agent: Agent
    if family:
        agent = read_parts(family, given or dotted(text_at(person, "Initials")), text_at(person, "Suffix") or None)
    elif text_at(person, "CollectiveName"):
        agent = Organization(name=text_at(person, "CollectiveName"))
    elif text_of(person):
        agent = read_inverted(text_of(person))
    else:
        return
    numbers = [text_of(each) for each in person.iterfind("Identifier")]
    places = [*person.iterfind("AffiliationInfo/Affiliation"), *person.iterfind("Affiliation")]
    draft.contributors.append(
        Contributor(
            agent=agent,
            role=role,
            identifiers=tuple(parse_identifier(one, Scheme.ORCID) for one in numbers if is_valid(one, Scheme.ORCID)),
            affiliations=tuple(text for each in places if (text := text_of(each))),
        )
    )


def _text(draft: Draft, article: Node, citation: Node) -> None:
    """Take abstract (its parts with their labels), languages, MeSH headings and keywords."""
    for each in article.iterfind("Abstract/AbstractText"):
        label = each.get("Label") or ""
        draft.add("abstract", (f"{label}: " if label else "") + text_of(each))
    for each in article.iterfind("Language"):
        draft.add("language", text_of(each))
    for path in ("MeshHeadingList/MeshHeading/DescriptorName", "KeywordList/Keyword"):
        for each in citation.iterfind(path):
            draft.add("keyword", text_of(each))


def _keep(draft: Draft, kinds: list[str], citation: Node) -> None:
    for kind in kinds:
        if kind != "Journal Article":
            draft.keep("publication-type", kind)
    for path in ("MedlineJournalInfo/NlmUniqueID", "MedlineJournalInfo/Country", "CoiStatement"):
        if text_at(citation, path):
            draft.keep(path.rpartition("/")[2], text_at(citation, path))
    for each in citation.iterfind("Article/GrantList/Grant"):
        draft.keep("grant", " ".join(part for name in ("GrantID", "Agency") if (part := text_at(each, name))))


def _preprint(draft: Draft, article: Node) -> None:
    """Move the "journal" of a preprint to its repository, and its number there to ``number``."""
    draft.move("container-title", "publisher")
    pii = first_text(article, ("ELocationID[@EIdType='pii']",))
    name = (draft.get("publisher") or "").casefold()
    draft.add("number", "arXiv:" + pii.removeprefix("arXiv:") if name == "arxiv" and pii else pii)
    if name == "arxiv" and is_valid(pii, Scheme.ARXIV):
        draft.identifiers.append(parse_identifier(pii, Scheme.ARXIV))


def _book(record: Node, book: Node) -> Draft:
    """Make a draft of a book, or of a chapter: that has a title of its own."""
    own = _title(text_at(book, "ArticleTitle"))
    draft = Draft("pubmed-", "chapter" if own else "book")
    draft.add("title", own or _title(text_at(book, "Book/BookTitle")))
    if own:
        draft.add("container-title", _title(text_at(book, "Book/BookTitle")))
    _fill(draft, book, BOOK_FIELDS)
    for path in ("ContributionDate", "Book/PubDate"):
        found = book.find(path)
        if found is not None and "issued" not in draft.texts:
            draft.add("issued", _date(found), path)
    for each in book.iterfind("ArticleIdList/ArticleId"):
        variable = {"doi": "DOI", "pmc": "PMCID", "pmcid": "PMCID"}.get(each.get("IdType") or "")
        if variable:
            draft.add(variable, text_of(each))
        elif each.get("IdType") == "bookaccession":
            draft.keep("bookaccession", text_of(each))
    _people(draft, book.iterfind("AuthorList"))
    role = Role.CONTAINER_AUTHOR if own and draft.contributors else Role.AUTHOR
    before = len(draft.contributors)
    _people(draft, book.iterfind("Book/AuthorList"))
    draft.contributors[before:] = [
        Contributor(
            agent=each.agent,
            role=role if each.role is Role.AUTHOR else each.role,
            identifiers=each.identifiers,
            affiliations=each.affiliations,
        )
        for each in draft.contributors[before:]
    ]
    _text(draft, book, book)
    for each in record.iterfind("PubmedBookData/ArticleIdList/ArticleId[@IdType='pubmed']"):
        if "PMID" not in draft.texts:
            draft.add("PMID", text_of(each))
    return draft
