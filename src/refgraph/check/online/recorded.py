"""Recorded answers in the place of the registries: files of a folder, in any of the packagings that recorders use."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

from refgraph.check.online.answers import Answer, UnreachableError
from refgraph.check.online.registries import REGISTRIES, MissingError, Registry
from refgraph.check.online.retraction_watch import RetractionWatch, is_retraction_watch
from refgraph.check.online.source import Link, Query, found, missing, unchecked
from refgraph.check.online.transport import host_of
from refgraph.errors import UnreadableFileError
from refgraph.text.normal import fold

_SLUGS = {
    "crossref": "crossref",
    "datacite": "datacite",
    "openalex": "openalex",
    "pubmed": "pubmed",
    "medline": "pubmed",
    "nbib": "pubmed",
    "efetch": "pubmed",
    "esummary": "pubmed",
    "arxiv": "arxiv",
    "atom": "arxiv",
    "openlibrary": "openlibrary",
    "doi": "doi",
    "doira": "doi",
    "ra": "doi",
    "agency": "doi",
}
_HOSTS = {
    "api.crossref.org": "crossref",
    "api.datacite.org": "datacite",
    "api.openalex.org": "openalex",
    "eutils.ncbi.nlm.nih.gov": "pubmed",
    "pubmed.ncbi.nlm.nih.gov": "pubmed",
    "export.arxiv.org": "arxiv",
    "arxiv.org": "arxiv",
    "openlibrary.org": "openlibrary",
    "doi.org": "doi",
}
_NAME = re.compile(
    rf"(?:(?P<id>.+)[._-]{{1,2}})?(?P<slug>{'|'.join(_SLUGS)})(?P<search>[._-]search)?(?P<rest>(?:\.\w+)*)\Z",
    re.IGNORECASE,
)
_FORMS = re.compile(r"(?i)(pubmed)[._-](?:medline|nbib|efetch|esummary)")
_LIST = re.compile(r'"(?:items|results)"\s*:\s*\[')
_STATUS = re.compile(r"\.([1-5]\d\d)(?=\.|\Z)")
_ENDS = re.compile(r"(?:\.(?:json|xml|txt|html?|ya?ml|gz|headers|body|response|recorded|[1-5]\d\d))+\Z", re.IGNORECASE)
_MISSING = re.compile(
    r"\A\W*(?:resource|doi|page|work|record|id|item)?\s*(?:was |is |does )?not (?:found|exist)\b", re.IGNORECASE
)
_LIMITED = re.compile(
    r"rate limit|too many requests|service unavailable|bad gateway|gateway time-?out|timed? ?out", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Exchange:
    """One recorded answer: where it came from, its status if known, its text."""

    url: str
    status: int | None
    text: str


class Recorded:
    """Answers from a folder.

    A file is named after what was asked for: the identifier in lower case with "/" as "_" (or the cite key, for a
    search), the registry, and an ending: ``10.1000_182.crossref.json``. Other names count by what the files hold.
    """

    asks_all = True

    def __init__(self, folder: Path | str) -> None:
        self._answers: dict[str, dict[str, Answer]] = {slug: {} for slug in REGISTRIES}
        self._searches: dict[str, dict[str, Answer]] = {slug: {} for slug in REGISTRIES}
        self._links: dict[str, Link] = {}
        root = Path(folder)
        if not root.is_dir():
            raise UnreadableFileError(
                "there is no such folder", path=root, hint="expected a folder of recorded answers"
            )
        tables = []
        for path in sorted(each for each in root.rglob("*") if each.is_file()):
            text = _text(path)
            if is_retraction_watch(text):
                tables.append(text)
            else:
                self._read(path.name, text)
        self.watch = RetractionWatch(*tables)

    def ask(self, registry: Registry, ids: Sequence[str]) -> Mapping[str, Answer]:
        """Return the recorded answers of a registry by identifier."""
        known = self._answers[registry.slug]
        return {each: replace(known[name], asked=each) for each in ids if (name := _key(each)) in known}

    def search(self, registry: Registry, queries: Sequence[Query]) -> Mapping[str, Answer]:
        """Return the recorded answers of a registry to searches, found by cite key or title."""
        known = self._searches[registry.slug] | self._answers[registry.slug]
        answers = {}
        for query in queries:
            names = (query.key, query.title, f"{query.key} search", f"search {query.key}", "search")
            name = next((_key(each) for each in names if _key(each) in known), "" if len(queries) == 1 else None)
            if name is not None and name in known:
                answers[query.text] = known[name]
        return answers

    def links(self, urls: Sequence[str]) -> Mapping[str, Link]:
        """Return what was recorded of web addresses."""
        return {url: self._links[_address(url)] for url in urls if _address(url) in self._links}

    def close(self) -> None:
        """Give nothing back: the files were read."""

    def _read(self, name: str, text: str) -> None:
        name = _FORMS.sub(r"\1", name)
        named = _NAME.fullmatch(_ENDS.sub("", name)) or _NAME.fullmatch(_ENDS.sub("", name).rpartition(".")[0])
        asked = (named["id"] or "") if named else ""
        status = _STATUS.search(name)
        for exchange in _exchanges(text, int(status[1]) if status else None):
            self._link(exchange)
            slug = _SLUGS[named["slug"].lower()] if named else _slug(exchange)
            if slug is None:
                continue
            is_search = bool(named and named["search"]) or "search" in asked.lower() or "query" in exchange.url
            is_search = is_search or bool(_LIST.search(exchange.text))
            self._add(REGISTRIES[slug], asked or _asked(exchange.url), exchange, is_search=is_search)

    def _add(self, registry: Registry, asked: str, exchange: _Exchange, *, is_search: bool) -> None:
        """Keep an answer under what was asked, and under the identifiers of what it holds."""
        key = _key(asked)
        try:
            pieces = _judged(registry, exchange)
        except MissingError:
            self._keep(registry, key, missing(registry, asked, None))
            return
        except UnreachableError as error:
            self._keep(registry, key, unchecked(registry, asked, f"{registry.title}: {error}"))
            return
        except Exception as error:  # noqa: BLE001 - whatever was recorded, the run goes on
            reason = f"{registry.title}'s answer cannot be read ({type(error).__name__})"
            self._keep(registry, key, unchecked(registry, asked, reason))
            return
        distinct = list(dict.fromkeys(pieces.values()))
        if is_search or len(distinct) != 1:
            self._searches[registry.slug][key] = found(registry, asked, distinct, None)
        if len(distinct) <= 1:
            self._keep(registry, key, found(registry, asked, distinct, None))
        for name, piece in pieces.items():
            self._keep(registry, _key(name), found(registry, name, [piece], None))

    def _keep(self, registry: Registry, key: str, answer: Answer) -> None:
        known = self._answers[registry.slug].get(key)
        if key and (known is None or not known.is_found):
            self._answers[registry.slug][key] = answer

    def _link(self, exchange: _Exchange) -> None:
        if exchange.url and exchange.status is not None and host_of(exchange.url) not in _HOSTS:
            dead = exchange.status in (404, 410)
            proved = dead or exchange.status < 400
            reason = f"it answers {exchange.status}" if dead else f"it answered {exchange.status}"
            link = Link(url=exchange.url, is_dead=dead if proved else None, reason=reason)
            self._links[_address(exchange.url)] = link


def _text(path: Path) -> str:
    data = path.read_bytes()
    return _decoded(data)


def _decoded(data: bytes | str | object) -> str:
    """Return a recorded body as text, unpacked if it is packed."""
    if isinstance(data, str):
        return data
    if not isinstance(data, bytes):
        return json.dumps(data) if isinstance(data, dict | list) else ""
    for unpack in (gzip.decompress, zlib.decompress):
        if data[:2] in (b"\x1f\x8b", b"\x78\x9c", b"\x78\x01", b"\x78\xda"):
            try:
                data = unpack(data)
                break
            except (OSError, EOFError, zlib.error):
                continue
    return data.decode("utf-8-sig", "replace")


def _exchanges(text: str, status: int | None) -> Iterator[_Exchange]:
    """Yield the answers in a file: a cassette of vcrpy, an object with address and status, or the answer itself."""
    if re.match(r"(?:---\s*)?(?:interactions|http_interactions|version):", text):
        yield from _cassette(text)
        return
    data = _object(text)
    if isinstance(data, dict) and isinstance(data.get("interactions"), list):
        yield from _interactions(data["interactions"])
        return
    packed = [data] if isinstance(data, dict) else data if isinstance(data, list) else []
    packed = [each for each in packed if isinstance(each, dict) and _is_packed(each)]
    for each in packed:
        yield _unpacked(each, status)
    if not packed:
        yield _Exchange("", status, text)


def _is_packed(each: dict[str, Any]) -> bool:
    """Return True for an answer with its address or status around it."""
    has_status = any(name in each for name in ("status_code", "statusCode", "http_status"))
    return has_status or ("url" in each and ("body" in each or "status" in each) and "key" not in each)


def _unpacked(each: dict[str, Any], status: int | None) -> _Exchange:
    said = next((each[name] for name in ("status_code", "statusCode", "http_status", "status") if name in each), status)
    said = said.get("code") if isinstance(said, dict) else said
    number = int(said) if isinstance(said, int | str) and str(said).isdigit() else status
    body = next((each[name] for name in ("body", "text", "content", "json", "data") if name in each), "")
    return _Exchange(str(each.get("url") or each.get("uri") or ""), number, _decoded(body))


def _cassette(text: str) -> Iterator[_Exchange]:
    import yaml  # type: ignore[import-untyped]

    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        yield _Exchange("", None, "")
        return
    if isinstance(data, dict):
        yield from _interactions(data.get("interactions") or data.get("http_interactions") or [])


def _interactions(interactions: Any) -> Iterator[_Exchange]:
    for each in interactions if isinstance(interactions, list) else []:
        request, response = (
            (each.get(name) for name in ("request", "response")) if isinstance(each, dict) else (None, None)
        )
        if isinstance(request, dict) and isinstance(response, dict):
            status, body = response.get("status"), response.get("body")
            code = status.get("code") if isinstance(status, dict) else response.get("status_code", status)
            content = body.get("string", body.get("base64_string", "")) if isinstance(body, dict) else body
            url = str(request.get("uri") or request.get("url") or "")
            yield _Exchange(url, code if isinstance(code, int) else None, _decoded(content))


def _object(text: str) -> object:
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return cast("object", json.loads(text))
    except (ValueError, RecursionError):
        return None


def _slug(exchange: _Exchange) -> str | None:
    """Return the registry that an answer comes from, by its address, else by what it holds."""
    host = host_of(exchange.url).lower()
    if exchange.url:
        return _HOSTS.get(host)
    text = exchange.text.lstrip()
    signs = (
        ("pubmed", ("PMID- ", "<PubmedArticle", "<?xml", '"uids"')),
        ("arxiv", ("http://www.w3.org/2005/Atom",)),
        ("openalex", ("https://openalex.org/W",)),
        ("crossref", ('"message-type"', '"container-title"', '"is-referenced-by-count"')),
        ("datacite", ('"creators"', '"publicationYear"')),
        ("openlibrary", ('"ISBN:', "openlibrary.org/books")),
        ("doi", ('"RA"',)),
    )
    found_in: defaultdict[str, int] = defaultdict(int)
    for slug, words in signs:
        found_in[slug] = sum(word in text for word in words if word != "<?xml")
    best = max(found_in, key=lambda slug: found_in[slug])
    return best if found_in[best] else None


def _judged(registry: Registry, exchange: _Exchange) -> dict[str, str]:
    """Return the pieces of an answer.

    Raises:
        MissingError: if it says that there is no such thing.
        UnreachableError: if it proves nothing.
    """
    status = exchange.status if exchange.status is not None else _said_status(exchange.text)
    if status in (404, 410):
        raise MissingError
    if status is not None and status >= 400 and status != 400:
        raise UnreachableError(f"it answered {status}")
    text = exchange.text
    if status is None and len(text) < 2000 and not text.lstrip().startswith(("{", "[", "<")):
        if _MISSING.match(text):
            raise MissingError
        if _LIMITED.search(text):
            raise UnreachableError(f"it answered {text.strip()[:60]!r}")
    if status is None and registry.slug == "doi" and '"DOI does not exist"' in text:
        raise MissingError
    if not text.strip():
        raise UnreachableError("its answer is empty")
    return registry.pieces(text)


def _said_status(text: str) -> int | None:
    """Return the status that the text of an answer tells of itself."""
    data = _object(text)
    if not isinstance(data, dict):
        return None
    errors = data.get("errors")
    places = [data, *(each for each in errors if isinstance(each, dict))] if isinstance(errors, list) else [data]
    for each in places:
        for name in ("status", "status_code", "statusCode", "code", "http_status"):
            said = str(each.get(name, ""))
            if re.fullmatch(r"[45]\d\d", said):
                return int(said)
    said = " ".join(
        str(each.get(name, "")) for each in places for name in ("message", "message-type", "error", "title", "detail")
    )
    failed = (
        any(str(each.get("status", "")).lower() in ("error", "failed") for each in places) or "error" in data or errors
    )
    if failed and not data.keys() & {"titles", "DOI", "doi", "authorships"}:
        return 404 if re.search(r"not[ -]found|doesn't exist|does not exist", said, re.IGNORECASE) else 500
    return None


def _asked(url: str) -> str:
    """Return the identifier that an address asks for, or the empty string."""
    found_doi = re.search(r"10\.\d{4,9}/[^?#&]+", unquote(url))
    if found_doi:
        return found_doi[0].removesuffix("/agency")
    listed = re.search(r"(?:id_list|[?&]id|bibkeys)=([^&,]+)(?:&|\Z)", url)
    return unquote(listed[1]).removeprefix("ISBN:") if listed else ""


def _key(name: str) -> str:
    """Return an identifier, a cite key or a title as the names of files are compared.

    >>> _key("10.1016/S0140-6736(97)11096-0") == _key("10.1016_s0140-6736(97)11096-0")
    True
    """
    bare = re.sub(
        r"^(?:https?://(?:dx\.)?doi\.org/|doi:|arxiv[:_ ]|pmid[:_ -]?|isbn[:_ -]?)", "", unquote(name).strip().lower()
    )
    return fold(re.sub(r"(?<=\d)v\d+$", "", bare)).replace(" ", "")


def _address(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url.strip()).rstrip("/").lower()
