"""NBIB, the MEDLINE display format of PubMed (NLM, "MEDLINE/PubMed Data Element (Field) Descriptions"), and ERIC's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from refgraph.formats.records import Draft, Entry, Row, Table, collect
from refgraph.formats.records.dates import spelled
from refgraph.formats.records.names import read_compact, write_compact, write_inverted
from refgraph.formats.tagged import reading, writing
from refgraph.formats.tagged.dialect import Dialect, Field, Record, Tagged
from refgraph.model.dates import Date
from refgraph.model.library import Library
from refgraph.model.names import Organization
from refgraph.model.work import Work

TYPES = (
    ("article-journal", "Journal Article|Journal Articles|Case Reports|Clinical Trial|Evaluation Studies|Editorial"),
    ("chapter", "Book Chapter|Book Chapters|Section"),
    ("book", "Book|Books|Collected Works - General|Monograph"),
    ("thesis", "Academic Dissertation|Academic Dissertations|Dissertations/Theses"),
    ("paper-conference", "Congress|Congresses|Speeches/Meeting Papers|Proceedings"),
    ("report", "Technical Report|Government Publication"),
    ("dataset", "Dataset"),
    ("article", "Preprint"),
    ("article-newspaper", "Newspaper Article"),
    ("patent", "Patent"),
    ("review", "Book Review|Book Reviews|Published Comment"),
    ("interview", "Interview"),
    ("legal_case", "Legal Case|Legal Cases"),
    ("legislation", "Legislation"),
    ("webpage", "Web Page|Webcast"),
)
_BOOKS = "book chapter thesis report paper-conference"
ROWS = (
    Row("title", "TI BTI", "book thesis report"),
    Row("title", "TI"),
    Row("author", "FAU AU CN"),
    Row("editor", "FED ED"),
    Row("contributor", "FIR IR"),
    Row("container-title", "BTI JT", "chapter paper-conference"),
    Row("container-title", "JT BTI"),
    Row("container-title-short", "TA"),
    Row("collection-title", "CTI"),
    Row("volume-title", "VTI"),
    Row("original-title", "TT"),
    Row("issued", "DP"),
    Row("available-date", "DEP"),
    Row("volume", "VI"),
    Row("issue", "IP"),
    Row("page", "PG"),
    Row("edition", "EN"),
    Row("publisher", "PB"),
    Row("publisher-place", "PL", _BOOKS),
    Row("ISBN", "ISBN"),
    Row("ISSN", "IS ISSN"),
    Row("DOI", "LID"),
    Row("PMID", "PMID"),
    Row("PMCID", "PMC"),
    Row("language", "LA"),
    Row("abstract", "AB"),
    Row("license", "CI"),
    Row("keyword", "OT MH"),
    Row("note", "GN"),
)
TABLE = Table(TYPES, ROWS, default="article-journal")
_LABELLED = re.compile(r"(?P<text>\S+)\s+\[(?P<label>[a-z]+)\]", re.IGNORECASE)
_QUALIFIER = re.compile(r"\s*\((?:Electronic|Print|Linking|Undetermined|ISBN|hbk|pbk|[a-z. ]+)\)", re.IGNORECASE)
_ISBN_WORD = re.compile(r"^(?:E?ISBN|E?ISSN)-", re.IGNORECASE)
_ERIC_TYPE = re.compile(r"(Dissertations/Theses|Reports|Books|Numerical/Quantitative Data)\b", re.IGNORECASE)
_DEGREE = re.compile(r"(?P<genre>[^,]*(?:Dissertation|Thesis)),\s*(?P<school>.+)", re.IGNORECASE)


def loads(text: str, file: str | None = None) -> Library:
    r"""Read NBIB text.

    >>> loads("PMID- 12345\nTI  - On bogs\n      and fens\nFAU - Doe, Jane\nAU  - Doe J\n").works[0].title
    'On bogs and fens'
    """
    return collect(reading.entries(text, DIALECT, file), file)


def stream(lines: Iterable[str], file: str | None = None) -> Iterator[Entry]:
    """Read NBIB line by line, one record after the other."""
    return reading.entries_of_lines(lines, DIALECT, file)


def dumps(library: Iterable[Work]) -> str:
    """Write works as NBIB."""
    return writing.dumps(library, DIALECT)


def _prepare(record: Record) -> Record:
    """Leave out short names that repeat a full one, and take ERIC's types apart."""
    fields: list[Field] = []
    for each in record.fields:
        before = fields[-1].tag if fields else ""
        if (each.tag, before) in {("AU", "FAU"), ("ED", "FED"), ("IR", "FIR")}:
            continue
        eric = _ERIC_TYPE.match(each.text) if each.tag == "PT" else None
        if eric and eric[1].casefold() in {"dissertations/theses", "books"}:
            fields.append(Field("PT", (eric[1],), each.line))
        fields.append(each)
    return record._replace(fields=tuple(fields))


def _settle(record: Record, draft: Draft) -> None:
    """Tell identifiers by their labels; strip what is said about numbers; place what ERIC says elsewhere."""
    for _, word, text in draft.take("DOI"):
        _labelled(draft, word, text)
    for text in _listed(draft.extra.pop("nbib-aid", [])):
        _labelled(draft, "AID", text)
    for variable in ("ISSN", "ISBN"):
        for rank, word, text in draft.take(variable):
            draft.add(variable, _ISBN_WORD.sub("", _QUALIFIER.sub("", text)), word, rank)
    if record.first("OWN") == "ERIC":
        _eric(record, draft)
    if draft.type == "chapter" and not draft.get("title"):
        draft.move("container-title", "title")
    elif draft.type == "article-journal" and "container-title" not in draft.texts and record.first("BTI"):
        draft.type = "book"


def _labelled(draft: Draft, word: str, text: str) -> None:
    found = _LABELLED.fullmatch(text)
    label = found["label"].lower() if found else ""
    if found and label == "doi":
        draft.add("DOI", found["text"], word)
    elif found and label == "pii" and "page" not in draft.texts and word == "LID":
        draft.add("page", found["text"], word)
    elif not found and text.removeprefix("doi:").strip().startswith("10."):
        draft.add("DOI", text.removeprefix("doi:"), word)
    elif re.match(r"https?://", text):
        draft.add("URL", text, word, 0 if word == "LID" else 1)
    else:
        draft.keep(word, text)


def _eric(record: Record, draft: Draft) -> None:
    """Place the source of what is no article: ERIC has publishers for journals, and schools in the source line."""
    degree = _DEGREE.fullmatch(record.first("SO"))
    if draft.type == "thesis":
        draft.move("container-title", "archive")
        if degree:
            draft.extra.pop("nbib-so", None)
            draft.add("genre", degree["genre"], "SO")
            draft.add("publisher", degree["school"], "SO")
    elif draft.type in {"book", "report"}:
        draft.move("container-title", "publisher")


def _listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _write_dates(date: Date) -> Tagged:
    return [("DP", spelled(date))]


def _arrange(work: Work, lines: Tagged) -> Tagged:
    """Add the short names, say bodies as such, and label identifiers."""
    people = {write_inverted(each.agent): each.agent for each in work.contributors}
    arranged: Tagged = []
    for tag, text in lines:
        agent = people.get(text)
        if tag == "FAU" and isinstance(agent, Organization):
            arranged.append(("CN", agent.name))
        elif tag in {"FAU", "FED", "FIR"} and agent is not None:
            arranged += [(tag, text), (tag[1:], write_compact(agent))]
        elif tag == "LID" and text == work.doi:
            arranged.append((tag, f"{text} [doi]"))
        else:
            arranged.append((tag, text))
    return [each for each in arranged if each[0] == "PMID"] + [each for each in arranged if each[0] != "PMID"]


def _print_line(tag: str, text: str) -> str:
    return (f"{tag:<4}- {text}" if tag else f"      {text}").rstrip(" ") + "\n"


DIALECT = Dialect(
    name="nbib",
    table=TABLE,
    line=re.compile(r"(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,2}-(?: (?P<value>.*)|$)"),
    type_tags=("PT",),
    open_types=True,
    begins=frozenset({"PMID"}),
    lists={"OT": "", "MH": ""},
    bodies=frozenset({"CN"}),
    read_name=read_compact,
    prepare=_prepare,
    settle=_settle,
    print_line=_print_line,
    write_dates=_write_dates,
    arrange=_arrange,
)
pieces = partial(writing.pieces, dialect=DIALECT)
