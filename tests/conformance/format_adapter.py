"""What refgraph reads in the format samples beside the project, as Zotero items and as CSL-JSON.

``python tests/conformance/format_adapter.py ../shared/format-samples -o predictions.json``: one entry per file under
the folder, by its relative path. For ``zotero/<format>.json`` that is a list with, for each case, the list of its
items in Zotero's terms; for a file of a bibliographic format ``{"format", "items", "findings", "error"}`` with
CSL-JSON items. `zotero_item` is the documented mapping: Zotero's own one to CSL, read backwards.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from refgraph.errors import RefgraphError
from refgraph.formats import csl_json, find_format, loads, read
from refgraph.model import Organization, dump_edtf
from refgraph.model.names import Name

FORMATS = {
    "bibtex": "bibtex",
    "bibliontology_rdf": "zotero-rdf",
    "bookmarks": None,
    "crossref_unixref_xml": "crossref-xml",
    "csl_json": "csl-json",
    "datacite_json": "datacite",
    "dspace_intermediate_metadata": None,
    "endnote_xml": "endnote-xml",
    "marc": "marc",
    "marcxml": "marcxml",
    "medlinenbib": "nbib",
    "mets": "mods",
    "mods": "mods",
    "openalex_json": "openalex",
    "ovid_tagged": "ovid",
    "primo_normalized_xml": None,
    "pubmed_xml": "pubmed-xml",
    "rdf": "zotero-rdf",
    "referbibix": "refer",
    "refworks_tagged": "refworks",
    "ris": "ris",
    "web_of_science_tagged": "wos",
    "xml_contextobject": None,
}
"""File of Zotero's cases -> format that refgraph reads them as; None for formats that are not its business."""

TYPES = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "tvBroadcast",
    "chapter": "bookSection",
    "classic": "book",
    "collection": "book",
    "dataset": "dataset",
    "entry": "encyclopediaArticle",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "figure": "artwork",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "musical_score": "audioRecording",
    "pamphlet": "manuscript",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "performance": "presentation",
    "periodical": "book",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "regulation": "statute",
    "report": "report",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "statute",
    "webpage": "webpage",
}

FIELDS = {
    "abstract": "abstractNote",
    "archive": "archive",
    "archive_location": "archiveLocation",
    "authority": "legislativeBody issuingAuthority court committee institution",
    "call-number": "callNumber",
    "chapter-number": "session",
    "collection-number": "seriesNumber",
    "collection-title": "series seriesTitle",
    "container-title": "publicationTitle bookTitle proceedingsTitle conferenceName encyclopediaTitle dictionaryTitle "
    "blogTitle forumTitle websiteTitle programTitle reporter code committee",
    "container-title-short": "journalAbbreviation",
    "dimensions": "artworkSize runningTime",
    "DOI": "DOI",
    "edition": "edition",
    "event-place": "place",
    "event-title": "conferenceName meetingName",
    "genre": "type thesisType reportType manuscriptType mapType letterType websiteType postType presentationType genre",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "issue": "issue priorityNumbers",
    "jurisdiction": "country jurisdiction",
    "language": "language programmingLanguage",
    "license": "rights",
    "medium": "artworkMedium interviewMedium audioRecordingFormat videoRecordingFormat system medium",
    "number": "number billNumber documentNumber publicLawNumber patentNumber reportNumber docketNumber episodeNumber "
    "applicationNumber archiveID identifier",
    "number-of-pages": "numPages",
    "number-of-volumes": "numberOfVolumes",
    "page": "pages codePages firstPage",
    "PMCID": "PMCID",
    "PMID": "PMID",
    "publisher": "publisher university institution label distributor studio network company assignee court repository",
    "publisher-place": "place country repositoryLocation",
    "references": "history references",
    "scale": "scale",
    "section": "section",
    "source": "libraryCatalog repository",
    "status": "legalStatus status",
    "title": "title caseName nameOfAct subject",
    "title-short": "shortTitle",
    "URL": "url",
    "version": "versionNumber",
    "volume": "volume codeNumber codeVolume reporterVolume",
}
"""CSL variable -> fields of Zotero; the first that the type of the item has is filled."""

DATES = {"issued": "date dateDecided dateEnacted issueDate", "accessed": "accessDate", "submitted": "filingDate"}

ROLES = {
    "collection-editor": "seriesEditor",
    "container-author": "bookAuthor",
    "reviewed-author": "reviewedAuthor",
    "script-writer": "scriptwriter",
}
OWN_NAMES = {
    "title": {"case": "caseName", "statute": "nameOfAct"},
    "date": {"case": "dateDecided", "statute": "dateEnacted", "patent": "issueDate"},
    "publicationTitle": {
        "bookSection": "bookTitle",
        "conferencePaper": "proceedingsTitle",
        "dictionaryEntry": "dictionaryTitle",
        "encyclopediaArticle": "encyclopediaTitle",
        "blogPost": "blogTitle",
        "forumPost": "forumTitle",
        "webpage": "websiteTitle",
        "tvBroadcast": "programTitle",
        "case": "reporter",
        "bill": "code",
        "statute": "code",
    },
    "series": {"report": "seriesTitle", "map": "seriesTitle", "computerProgram": "seriesTitle"},
    "publisher": {
        "thesis": "university",
        "report": "institution",
        "manuscript": "institution",
        "audioRecording": "label",
        "film": "distributor",
        "tvBroadcast": "network",
        "computerProgram": "company",
        "patent": "assignee",
        "case": "court",
        "dataset": "repository",
        "preprint": "repository",
    },
    "number": {
        "bill": "billNumber",
        "hearing": "documentNumber",
        "statute": "publicLawNumber",
        "patent": "patentNumber",
        "report": "reportNumber",
        "case": "docketNumber",
        "dataset": "identifier",
        "preprint": "archiveID",
    },
    "type": {
        "thesis": "thesisType",
        "report": "reportType",
        "manuscript": "manuscriptType",
        "map": "mapType",
        "letter": "letterType",
        "webpage": "websiteType",
        "blogPost": "websiteType",
    },
    "volume": {"statute": "codeNumber", "bill": "codeVolume", "case": "reporterVolume"},
    "pages": {"bill": "codePages", "case": "firstPage"},
}
"""Zotero's base field -> type -> what that type calls it."""


def zotero_item(work):
    """Return a work as a Zotero item."""
    kind = TYPES.get(work.type, "document")
    item = {"itemType": kind, "creators": [creator(each) for each in work.contributors]}
    for variable, names in FIELDS.items():
        value = work.get(variable)
        if value:
            first = names.split()[0]
            item[OWN_NAMES.get(first, {}).get(kind, first)] = value
    for variable, names in DATES.items():
        value = work.get(variable)
        if value:
            first = names.split()[0]
            item[OWN_NAMES.get(first, {}).get(kind, first)] = dump_edtf(value) or value.literal
    item["tags"] = [{"tag": each} for each in work.keywords]
    item["notes"] = [{"note": text} for text in (work.note, work.annote) if text]
    item["extra"] = "\n".join(
        [f"{name}: {text}" for name, text in work.extra.items() if isinstance(text, str)]
        + [f"{each.scheme.value}: {each.value}" for each in work.identifiers]
    )
    return {name: value for name, value in item.items() if value or name == "creators"}


def creator(contributor):
    """Return a contributor as a Zotero creator; one in a single piece has no first name."""
    role = ROLES.get(contributor.role.value, contributor.role.value)
    agent = contributor.agent
    if isinstance(agent, Organization):
        return {"lastName": agent.name, "creatorType": role, "fieldMode": 1}
    assert isinstance(agent, Name)
    family = " ".join(part for part in (agent.non_dropping_particle, agent.family or agent.literal) if part)
    given = ", ".join(part for part in (agent.given, agent.suffix) if part)
    return {
        "lastName": family,
        "firstName": " ".join(part for part in (given, agent.dropping_particle) if part),
        "creatorType": role,
    }


def read_case(text, name):
    """Return the works of one of Zotero's cases."""
    if FORMATS[name] is None:
        return loads(text).works
    chosen = find_format(FORMATS[name])
    return chosen.loads(text.encode() if chosen.binary else text).works


def predictions(folder):
    """Return what was read of every file under a folder."""
    found = {}
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.parent.name == "zotero" and path.stem in FORMATS:
            found[name] = zotero_cases(path)
        elif path.suffix not in {".md", ".py"}:
            found[name] = file_of(path)
    return found


def zotero_cases(path):
    """Return, for each case of a file, the Zotero items read of it; an error is an object."""
    cases = []
    for case in json.loads(path.read_text(encoding="utf-8")):
        try:
            cases.append([zotero_item(work) for work in read_case(case["input"], path.stem)])
        except (RefgraphError, ImportError) as error:
            cases.append({"error": str(error)})
    return cases


def file_of(path):
    """Return format, CSL-JSON items and findings of a file, or the error it is refused with."""
    try:
        library = read(path)
    except (RefgraphError, ImportError) as error:
        return {"items": [], "findings": [], "error": str(error)}
    return {"items": csl_json.to_items(library), "findings": [str(each) for each in library.findings], "error": None}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    text = json.dumps(predictions(options.folder), ensure_ascii=False, indent=1)
    options.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
