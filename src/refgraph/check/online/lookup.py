"""Which registry is asked what about each entry, and what came of it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from refgraph.check.entry import Entry, fold, plain
from refgraph.check.online.answers import Answer, Notice, Record, State
from refgraph.check.online.registries import REGISTRIES
from refgraph.check.online.source import Link, Query, Source
from refgraph.check.online.transport import host_of
from refgraph.check.written_ids import DOI, arxiv_numbers, clean_doi, doi_in, is_arxiv

_LIKE_ARXIV = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7}")
_PMID_ADDRESS = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,8})")
_WEB = re.compile(r"https?://[^\s{}\\<>\"]+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_%&#~$])")
_OF_DATACITE = re.compile(r"10\.(?:48550|5281|5061|6084|17605|13140|7910|3929|5880|1594|4230)/")
_ARXIV_DOI = "10.48550/arxiv."
_INDEXED = frozenset(
    "article inproceedings conference incollection inbook book proceedings collection phdthesis mastersthesis thesis "
    "techreport report mvbook mvcollection bookinbook suppbook review".split()
)
_CERTAINLY_INDEXED = frozenset("article inproceedings conference incollection".split())
_BOOKS = frozenset("book mvbook collection mvcollection proceedings mvproceedings inbook reference".split())
_LEAST_TITLE = 12


@dataclass(frozen=True, slots=True)
class Ids:
    """The identifiers of an entry, as registries take them; empty where it has none."""

    doi: str = ""
    arxiv: str = ""
    pmid: str = ""
    isbn: str = ""

    def __bool__(self) -> bool:
        """Return True if there is one."""
        return bool(self.doi or self.arxiv or self.pmid or self.isbn)

    @property
    def words(self) -> str:
        """Return them in words."""
        named = (("DOI", self.doi), ("arXiv", self.arxiv), ("PMID", self.pmid), ("ISBN", self.isbn))
        return ", ".join(f"{name} {value}" for name, value in named if value)


@dataclass(slots=True)
class Dossier:
    """All answers about one entry.

    Attributes:
        ids: its identifiers.
        answers: what registries answered about them.
        searches: what they answered to a search for it.
        links: what became of its web addresses.
        notices: what Retraction Watch has about it.
    """

    ids: Ids
    answers: list[Answer] = field(default_factory=list)
    searches: list[Answer] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notices: tuple[Notice, ...] = ()
    was_searched: bool = False

    @property
    def found(self) -> list[tuple[Record, Answer]]:
        """Return the records of its identifiers that say more than that they exist."""
        pairs = [(record, each) for each in self.answers if each.is_found for record in each.records]
        return [(record, each) for record, each in pairs if record.titles]

    @property
    def exists(self) -> bool:
        """Return True if a registry knows one of its identifiers."""
        return any(each.is_found for each in self.answers)

    @property
    def candidates(self) -> list[tuple[Record, Answer]]:
        """Return what a search found."""
        return [(record, each) for each in self.searches if each.is_found for record in each.records if record.titles]

    def about(self, *values: str) -> list[Answer]:
        """Return the answers about some identifiers."""
        return [each for each in self.answers if each.asked in values]


def ids_of(entry: Entry) -> Ids:
    """Return the identifiers of an entry; those that cannot be any are left to the rules that need no network."""
    doi = clean_doi(entry.get("doi")) or next(
        (found for each in entry.own("url", "note", "howpublished") if (found := doi_in(each.value))), ""
    )
    doi = doi.lower() if DOI.fullmatch(doi) and doi.startswith("10.") else ""
    numbers = (re.sub(r"v\d+$", "", said).lower() for _, said in arxiv_numbers(entry))
    number = next((each for each in numbers if is_arxiv(each) or _LIKE_ARXIV.fullmatch(each)), "")
    if doi.startswith(_ARXIV_DOI):
        number = number or re.sub(r"v\d+$", "", doi.removeprefix(_ARXIV_DOI))
    pmid = re.sub(r"\D", "", entry.get("pmid"))
    if not pmid and entry.get("eprinttype", "archiveprefix").strip().lower() == "pubmed":
        pmid = re.sub(r"\D", "", entry.get("eprint"))
    address = _PMID_ADDRESS.search(entry.get("url"))
    isbn = re.sub(r"[^0-9Xx]", "", re.split(r"[,;]|\s{2,}|\s(?=97[89])", entry.get("isbn").strip())[0])
    is_book = entry.type in _BOOKS and len(isbn) in (10, 13)
    return Ids(doi, number, pmid or (address[1] if address else ""), isbn.lower() if is_book else "")


def links_of(entry: Entry) -> tuple[str, ...]:
    """Return the web addresses of an entry that no registry answers for."""
    texts = [_ESCAPED.sub(r"\1", each.value) for each in entry.own("url", "howpublished")]
    urls = [url.rstrip(".,;)") for text in texts for url in _WEB.findall(text)]
    return tuple(dict.fromkeys(url for url in urls if not doi_in(url) and "arxiv.org/" not in url and _is_public(url)))


def _is_public(url: str) -> bool:
    """Return True if an address is one of the web: a bibliography must not make anybody ask their own network."""
    host = host_of(url).rpartition("@")[2].lower()
    try:
        return ipaddress.ip_address(
            host.partition("]")[0].strip("[") if host.startswith("[") else host.split(":")[0]
        ).is_global
    except ValueError:
        name = host.split(":")[0].rstrip(".")
        return "." in name and not name.endswith((".local", ".localhost", ".internal", ".lan"))


def consult(
    entries: Sequence[Entry], source: Source, *, links: bool, progress: Callable[[str], None]
) -> dict[int, Dossier]:
    """Ask about all entries, in batches, and return the answers by the entry's ``id()``."""
    asking = _Asking(source, {id(each): Dossier(ids_of(each)) for each in entries})
    progress("asking registries")
    asking.by_identifier()
    asking.search([each for each in entries if each.source.key or each.title])
    for entry in entries:
        dossier = asking.dossiers[id(entry)]
        records = [record for record, _ in dossier.found]
        numbers = [*(each.work.pmid or "" for each in records), *(each.work.doi or "" for each in records)]
        dossier.notices = source.watch.about(dossier.ids.doi, dossier.ids.pmid, *numbers)
    if links:
        progress("asking for web pages")
        asking.links(entries)
    return asking.dossiers


class _Asking:
    """Collects the questions of all entries and hands out the answers."""

    def __init__(self, source: Source, dossiers: dict[int, Dossier]) -> None:
        self.dossiers = dossiers
        self._source = source
        self._all = list(dossiers.values())

    def by_identifier(self) -> None:
        dois = _distinct(each.ids.doi for each in self._all)
        everywhere = self._source.asks_all
        first = [each for each in dois if not _OF_DATACITE.match(each)]
        self._ask("crossref", dois if everywhere else first)
        self._ask("datacite", dois if everywhere else self._still_unknown(dois))
        self._ask("doi", dois if everywhere else self._still_unknown(dois))
        articles = _distinct(each.ids.doi for each in self._all if self._may_be_in_pubmed(each))
        self._ask("pubmed", dois if everywhere else articles)
        self._ask("pubmed", _distinct(each.ids.pmid for each in self._all if everywhere or not self._in_pubmed(each)))
        self._ask("openalex", dois if everywhere else self._only_known_to_exist(dois))
        self._ask("arxiv", _distinct(each.ids.arxiv for each in self._all))
        if everywhere:
            self._ask(
                "datacite",
                _distinct(f"{_ARXIV_DOI}{each.ids.arxiv}" for each in self._all if each.ids.arxiv and not each.ids.doi),
            )
        self._ask("openlibrary", _distinct(each.ids.isbn for each in self._all if everywhere or not each.ids.doi))

    def search(self, entries: Iterable[Entry]) -> None:
        queries: dict[str, list[Dossier]] = {}
        wanted = []
        for entry in entries:
            dossier = self.dossiers[id(entry)]
            query = _query(entry, dossier)
            if query:
                dossier.was_searched = True
                wanted.append(query)
                queries.setdefault(query.text, []).append(dossier)
        for slug in ("crossref", "openalex"):
            open_queries = [
                each
                for each in wanted
                if not any(_has(record, each) for one in queries[each.text] for record, _ in one.candidates)
            ]
            answers = self._source.search(REGISTRIES[slug], open_queries)
            for text, answer in answers.items():
                for dossier in queries[text]:
                    dossier.searches.append(answer)

    def links(self, entries: Iterable[Entry]) -> None:
        wanted = {id(each): links_of(each) for each in entries}
        answers = self._source.links(_distinct(url for urls in wanted.values() for url in urls))
        for name, urls in wanted.items():
            self.dossiers[name].links = [answers[url] for url in urls if url in answers]

    def _ask(self, slug: str, ids: Sequence[str]) -> None:
        answers = self._source.ask(REGISTRIES[slug], ids) if ids else {}
        for each in self._all:
            for name in dict.fromkeys(
                (each.ids.doi, each.ids.pmid, each.ids.arxiv, each.ids.isbn, f"{_ARXIV_DOI}{each.ids.arxiv}")
            ):
                answer = answers.get(name)
                if name and answer is not None and answer not in each.answers:
                    each.answers.append(answer)

    def _still_unknown(self, dois: Sequence[str]) -> list[str]:
        known = {answer.asked for each in self._all for answer in each.answers if answer.is_found}
        return [each for each in dois if each not in known]

    def _only_known_to_exist(self, dois: Sequence[str]) -> list[str]:
        told = {answer.asked for each in self._all for record, answer in each.found}
        exist = {answer.asked for each in self._all for answer in each.answers if answer.is_found}
        return [each for each in dois if each in exist and each not in told]

    @staticmethod
    def _may_be_in_pubmed(dossier: Dossier) -> bool:
        return bool(dossier.ids.doi) and any(
            record.work.type == "article-journal" for record, answer in dossier.found if answer.registry == "Crossref"
        )

    @staticmethod
    def _in_pubmed(dossier: Dossier) -> bool:
        return any(answer.registry == "PubMed" and answer.is_found for answer in dossier.answers)


def _query(entry: Entry, dossier: Dossier) -> Query | None:
    """Return the search for an entry, where its identifiers do not tell what it is."""
    if dossier.found or entry.type not in _INDEXED or len(fold(entry.title)) < _LEAST_TITLE:
        return None
    if any(each.state is State.UNCHECKED for each in dossier.answers) or dossier.exists:
        return None
    names = entry.names("author") or entry.names("editor")
    family = plain(names[0].family) if names and not names[0].is_others else ""
    return Query(key=entry.key, title=entry.title, family=family, year=entry.year)


def is_certainly_indexed(entry: Entry) -> bool:
    """Return True for a kind of work that the indexes want to have completely."""
    return entry.type in _CERTAINLY_INDEXED


def _has(record: Record, query: Query) -> bool:
    return any(fold(title) == fold(query.title) for title in record.titles)


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(each for each in values if each))
