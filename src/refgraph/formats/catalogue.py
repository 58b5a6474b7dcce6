"""The formats there are: their names, extensions, and what a text in them looks like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from refgraph.errors import ConfigurationError, InvalidValueError, UnknownNameError
from refgraph.formats.records import Entry
from refgraph.model.library import Library
from refgraph.model.work import Work
from refgraph.text.decoding import decode
from refgraph.text.packing import bare_name

_SNIFFED = 20_000


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One file format.

    Attributes:
        name: as users name it ("bibtex").
        extensions: with dot, lower case; the first is the usual one.
        looks_like: matches the beginning of a text in this format; None where only the name of a file says it.
        module: where its ``loads`` and ``dumps`` are; imported when first used.
        arguments: what ``dumps`` is called with besides the library.
        title: what its makers call it.
        reads: False for a format that is only written.
        writes: False for a format that is only read.
        binary: ``loads`` takes and ``dumps`` returns bytes.
        streams: there is ``stream``, which reads line by line, and ``pieces``, which writes work by work.
        json_lines: there is ``stream`` for files with a record a line.
        streaming: the module of these, where it is another one; if it has ``look_ahead``, that is called first.
        extra: the extra of refgraph that it needs, or the empty string.
        begins: matches the first bytes of a file, for a binary format.
    """

    name: str
    extensions: tuple[str, ...]
    looks_like: re.Pattern[str] | None
    module: str
    arguments: tuple[tuple[str, Any], ...] = ()
    title: str = ""
    reads: bool = True
    writes: bool = True
    binary: bool = False
    streams: bool = False
    json_lines: bool = False
    streaming: str = ""
    extra: str = ""
    begins: re.Pattern[bytes] | None = None

    def loads(self, text: str | bytes, file: str | None = None) -> Library:
        """Read a text (bytes for a binary format); ``file`` is for its findings.

        Raises:
            InvalidValueError: if the format is only written, or the text as a whole is broken.
            ConfigurationError: if the format needs an extra that is not installed.
        """
        if not self.reads:
            raise InvalidValueError("this format is only written, not read", text=self.name, hint=_others("reads"))
        if self.binary and isinstance(text, str):
            raise InvalidValueError("this format is no text", text=self.name, hint="give the bytes of the file")
        if not self.binary and isinstance(text, bytes):
            text = decode(text, file).text
        return cast("Library", self._call("loads", text, file))

    def dumps(self, library: Library) -> str:
        """Write a library as text.

        Raises:
            InvalidValueError: if the format is only read, or binary.
        """
        if self.binary:
            raise InvalidValueError("this format is no text", text=self.name, hint="use dump_bytes")
        return cast("str", self._dump(library))

    def dump_bytes(self, library: Library) -> bytes:
        """Write a library as the bytes of a file; text as UTF-8.

        Raises:
            InvalidValueError: if the format is only read.
        """
        written = self._dump(library)
        return written.encode() if isinstance(written, str) else cast("bytes", written)

    def stream(self, open_lines: Callable[[], Iterable[str]], file: str | None = None) -> Iterator[Entry]:
        """Yield what each record comes to, if the format ``streams``, or has ``json_lines`` and the file is such.

        Args:
            open_lines: gives the lines of the file from its beginning, each time it is called.
            file: for the findings.
        """
        module = import_module(self.streaming or self.module)
        if not hasattr(module, "look_ahead"):
            return cast("Iterator[Entry]", module.stream(open_lines(), file))
        return cast("Iterator[Entry]", module.stream(open_lines(), file, module.look_ahead(open_lines, file)))

    def pieces(self, works: Iterable[Work]) -> Iterator[str]:
        """Yield the text of a file piece by piece, if the format ``streams``."""
        module = import_module(self.streaming or self.module)
        return cast("Iterator[str]", module.pieces(works, **dict(self.arguments)))

    def _dump(self, library: Library) -> object:
        if not self.writes:
            raise InvalidValueError("this format is only read, not written", text=self.name, hint=_others("writes"))
        return self._call("dumps", library, **dict(self.arguments))

    def _call(self, function: str, *arguments: object, **options: object) -> object:
        try:
            return getattr(import_module(self.module), function)(*arguments, **options)
        except ModuleNotFoundError as error:
            if not self.extra:
                raise
            hint = f"install it with: pip install 'refgraph[{self.extra}]'"
            raise ConfigurationError(f"the format {self.name} needs {error.name}", hint=hint) from error


# The text begins with a block, after blank lines and lines of comment.
_BIBTEX = re.compile(r"\A\s*(?:%[^\n]*\n\s*)*@[ \t]*[A-Za-z]\w*\s*[{(]")
_JSON = re.compile(r"\A\s*(?:\[\s*(?:\{|\]\s*\Z)|\{\s*\")")
_JSON_LINES = re.compile(r"\A\s*\{[^\n]*(?:\}[ \t\r]*\n\s*\{|(?<=[^\n]{10000})\Z)")
_OBJECT = r"\A\s*[\[{](?s:.)*?\""
"""The text is JSON, and some way into it begins a name or text."""
_CROSSREF = re.compile(
    _OBJECT + r"(?:(?:message-type|references?-count|is-referenced-by-count|content-domain)\"\s*:"
    r"|type\"\s*:\s*\"(?:journal-article|book-chapter|proceedings-article|posted-content|edited-book)\")"
)
_DATACITE = re.compile(_OBJECT + r"(?:resourceTypeGeneral|schemaOrg|nameType|titleType|nameIdentifiers)\"\s*:")
_OPENALEX = re.compile(_OBJECT + r"https://openalex\.org/[WASIP]?\d*\"")
_CSL_YAML = re.compile(r"\A(?:---[^\n]*\n)?(?:#[^\n]*\n|[ \t\r]*\n)*references:[ \t\r]*(?:\n|\[)")
_CFF = re.compile(r"\A(?:(?:[# \t\r-]|[a-z-]+:)[^\n]*\n|\n)*?cff-version:")
_HAYAGRIVA = re.compile(
    r"\A(?:(?:---|#)[^\n]*\n|[ \t\r]*\n)*[^\s:#][^\n:]*:[ \t\r]*\n(?:[ \t][^\n]*\n|\r?\n)*?[ \t]+type:\s*[\"']?"
    r"(?:article|chapter|entry|anthos|report|thesis|web|scene|artwork|patent|case|newspaper|legislation|manuscript|post|misc|performance|periodical|"
    r"proceedings|book|blog|reference|conference|anthology|repository|thread|video|audio|exhibition|original)\b",
    re.IGNORECASE,
)
_BIBJSON = re.compile(r"\A\s*\{(?s:.){0,400}?\"(?:bibjson|records)\"")
_TABLE = re.compile(
    r"\A[ \t]*\"?[A-Za-z][^\n]{0,4000}?[,;\t|]\"?(?:Article |Document )?Title\"?[,;\t|\r\n]"
    r"|\A[ \t]*\"?(?:Article |Document )?Title\"?[,;\t|](?=[^\n]*\b(?:Authors?|Year|DOI|issued)\b)",
    re.IGNORECASE,
)
_WIKIPEDIA = re.compile(r"\A[\s*#:;]*(?:<ref[^<>]*>)?\{\{\s*(?:cite [a-z]|citation\s*\|)", re.IGNORECASE)
_PROLOG = r"\A\s*(?:(?:<\?[^>]*>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>|<!--(?s:(?!-->).)*-->)\s*)*"
"""The declaration of XML, its document type and comments; then comes the root element."""


def _root(names: str) -> re.Pattern[str]:
    return re.compile(_PROLOG + rf"<(?:[\w-]+:)?(?:{names})(?=[\s>/])")


def _wrapped(names: str, space: str) -> re.Pattern[str]:
    """Return what matches a root of these names, or an answer of a catalogue (SRU, OAI-PMH) with records in it."""
    answer = rf"<(?:[\w-]+:)?(?:searchRetrieveResponse|OAI-PMH|record(?:s|Data))[\s>/](?s:.)*?{space}"
    return re.compile(_PROLOG + rf"(?:{answer}|<(?:[\w-]+:)?(?:{names})(?=[\s>/]))")


_JATS = re.compile(
    _PROLOG + r"<(?:ref-list\b|article\b[^>]*\b(?:article-type|dtd-version)=)"
    r"|\A\s*(?:<\?[^>]*>\s*)*<!DOCTYPE\s+article\b[^>]*(?:JATS|NLM)"
)
_HEAD = r"\A(?:[^\n]*\n){0,20}?"
"""A few lines of a header are allowed in front; quotations in a document are not."""
_RIS = re.compile(_HEAD + r"\s{0,3}TY  ?- {0,2}[A-Z]{3,7}[ \t]*\r?(?:\n|\Z)")
_NBIB = re.compile(_HEAD + r"(?:PMID- ?\d+[ \t]*\r?\n|OWN - [A-Z]+[ \t]*\r?\n)")
_WOS = re.compile(r"\A\s*(?:FN [^\n\r]*[\n\r]+VR |PT [JBSPC]\s*[\n\r])")
_REFER = re.compile(r"\A\s*%0 [A-Z][A-Za-z/ ]+\s*[\n\r]|\A\s*(?:%[A-Z] [^\n\r]+[\n\r]+){2}")
_OVID = re.compile(_HEAD + r"(?:VN {1,2}- Ovid|<\d+\.? ?>[ \t]*\r?\n)")
_REFWORKS = re.compile(_HEAD + r"RT [A-Z][A-Za-z/, ]+[\n\r]+(?:SR|ID|A[1-6]|T[1-3]|YR|JF) ")

_BIB_STREAM = "refgraph.formats.bibtex.streaming"
_MARC = re.compile(rb"\s*\d{5}[a-z0-9 ][a-z ][a-z# ][a-z0-9 ][a-zA-Z ]\d{2}\d{5}")
"""The leader of a record (ISO 2709): its length, what it is, two digits, where its data begins."""

FORMATS: dict[str, FileFormat] = {
    each.name: each
    for each in (
        FileFormat(
            "bibtex",
            (".bib", ".bibtex"),
            _BIBTEX,
            "refgraph.formats.bibtex",
            title="BibTeX",
            streams=True,
            streaming=_BIB_STREAM,
        ),
        FileFormat(
            "biblatex",
            (".bib",),
            _BIBTEX,
            "refgraph.formats.bibtex",
            (("dialect", "biblatex"),),
            title="BibLaTeX",
            streams=True,
            streaming=_BIB_STREAM,
        ),
        FileFormat("ris", (".ris",), _RIS, "refgraph.formats.tagged.ris", title="RIS", streams=True),
        FileFormat("nbib", (".nbib",), _NBIB, "refgraph.formats.tagged.nbib", title="NBIB (MEDLINE)", streams=True),
        FileFormat("wos", (".ciw", ".isi"), _WOS, "refgraph.formats.tagged.wos", title="Web of Science", streams=True),
        FileFormat(
            "refer", (".enw", ".refer"), _REFER, "refgraph.formats.tagged.refer", title="Refer, EndNote", streams=True
        ),
        FileFormat("ovid", (), _OVID, "refgraph.formats.tagged.ovid", title="Ovid", streams=True),
        FileFormat("refworks", (), _REFWORKS, "refgraph.formats.tagged.refworks", title="RefWorks", streams=True),
        FileFormat(
            "mods",
            (".mods",),
            _wrapped("mods|modsCollection|mets", r"loc\.gov/mods"),
            "refgraph.formats.xml.mods",
            title="MODS",
        ),
        FileFormat("endnote-xml", (".xml",), _root("xml|records"), "refgraph.formats.xml.endnote", title="EndNote XML"),
        FileFormat(
            "pubmed-xml",
            (".xml",),
            _root("Pubmed(?:Book)?Article(?:Set)?|MedlineCitation(?:Set)?"),
            "refgraph.formats.xml.pubmed",
            title="PubMed XML",
            writes=False,
        ),
        FileFormat("jats", (".xml", ".nxml"), _JATS, "refgraph.formats.xml.jats", title="JATS reference list"),
        FileFormat("word", (".xml",), _root("Sources"), "refgraph.formats.xml.word", title="Word sources"),
        FileFormat(
            "marcxml",
            (".xml", ".marcxml"),
            _wrapped("collection|record", r"(?:MARC21/slim|<(?:[\w-]+:)?datafield\b)"),
            "refgraph.formats.xml.marcxml",
            title="MARCXML",
        ),
        FileFormat(
            "marc",
            (".mrc", ".marc"),
            None,
            "refgraph.formats.xml.marc",
            title="MARC 21",
            binary=True,
            extra="marc",
            begins=_MARC,
        ),
        FileFormat(
            "zotero-rdf", (".rdf",), _root("RDF"), "refgraph.formats.xml.zotero_rdf", title="Zotero RDF", writes=False
        ),
        FileFormat(
            "crossref-xml",
            (".xml",),
            _root("doi_records?|crossref_result|doi_batch"),
            "refgraph.formats.xml.crossref_xml",
            title="Crossref XML",
            writes=False,
        ),
        FileFormat(
            "crossref", (), _CROSSREF, "refgraph.formats.crossref", title="Crossref JSON", writes=False, json_lines=True
        ),
        FileFormat(
            "datacite", (), _DATACITE, "refgraph.formats.datacite", title="DataCite JSON", writes=False, json_lines=True
        ),
        FileFormat(
            "openalex", (), _OPENALEX, "refgraph.formats.openalex", title="OpenAlex JSON", writes=False, json_lines=True
        ),
        FileFormat("cff", (".cff",), _CFF, "refgraph.formats.cff", title="CITATION.cff"),
        FileFormat("hayagriva", (), _HAYAGRIVA, "refgraph.formats.hayagriva", title="Hayagriva YAML"),
        FileFormat("csl-yaml", (".yaml", ".yml"), _CSL_YAML, "refgraph.formats.csl_yaml", title="CSL-YAML"),
        FileFormat("bibjson", (), _BIBJSON, "refgraph.formats.bibjson", title="BibJSON"),
        FileFormat(
            "wikipedia",
            (".wiki", ".wikitext", ".mediawiki"),
            _WIKIPEDIA,
            "refgraph.formats.wikipedia",
            title="Wikipedia citation templates",
        ),
        FileFormat("csv", (".csv", ".tsv"), _TABLE, "refgraph.formats.tables.csv", title="CSV"),
        FileFormat(
            "xlsx",
            (".xlsx",),
            None,
            "refgraph.formats.tables.xlsx",
            title="Excel",
            binary=True,
            extra="xlsx",
        ),
        FileFormat(
            "csl-jsonl",
            (".jsonl", ".ndjson"),
            _JSON_LINES,
            "refgraph.formats.csl_json.lines",
            title="CSL-JSON, an item a line",
            streams=True,
        ),
        FileFormat("csl-json", (".json", ".csljson"), _JSON, "refgraph.formats.csl_json", title="CSL-JSON"),
    )
}
"""Every format by name; of two that look alike the first is the one that is detected."""

_ALIASES = {
    "bib": "bibtex",
    "medline": "nbib",
    "pubmed": "nbib",
    "isi": "wos",
    "web-of-science": "wos",
    "endnote": "refer",
    "enw": "refer",
    "csljson": "csl-json",
    "csl_json": "csl-json",
    "json": "csl-json",
    "csl": "csl-json",
}


def find_format(name: str) -> FileFormat:
    """Return a format by its name.

    Raises:
        UnknownNameError: if there is none; the hint names near ones.

    >>> find_format("biblatex").extensions
    ('.bib',)
    """
    wanted = name.casefold()
    found = FORMATS.get(_ALIASES.get(wanted, wanted))
    if found is None:
        near = get_close_matches(wanted, [*FORMATS, *_ALIASES], n=1, cutoff=0.5)
        hint = f"did you mean {_ALIASES.get(near[0], near[0])!r}?" if near else "known are " + ", ".join(FORMATS)
        raise UnknownNameError("no such format", text=name, hint=hint)
    return found


def detect(text: str, path: Path | str | None = None) -> FileFormat | None:
    """Return the format of a text, or None; what it contains wins over what its file is called.

    >>> detect('[{"id": "a"}]', "references.bib").name
    'csl-json'
    """
    head = text.removeprefix("\ufeff")[:_SNIFFED]
    by_content = next((each for each in FORMATS.values() if each.looks_like and each.looks_like.search(head)), None)
    by_name = format_of_name(path)
    if by_content is None or (by_name and by_name.looks_like is by_content.looks_like):
        return by_name
    return by_content


_KINDS = (
    (
        re.compile(r"\A\s*<"),
        ("mods", "endnote-xml", "pubmed-xml", "jats", "word", "marcxml", "zotero-rdf", "crossref-xml"),
    ),
    (re.compile(r"\A\s*[{\[]"), ("csl-json", "bibjson", "crossref", "datacite", "openalex")),
    (re.compile(r"^[A-Z][A-Z0-9]  ?- ", re.MULTILINE), ("ris", "nbib", "ovid")),
    (re.compile(r"^(?:AU|TI|SO|PY) \S", re.MULTILINE), ("wos", "refworks")),
    (re.compile(r"^%[A-Z0-9] \S", re.MULTILINE), ("refer",)),
    (re.compile(r"@\w+\s*[{(]"), ("bibtex",)),
    (re.compile(r"\{\{\s*(?:cite|citation)", re.IGNORECASE), ("wikipedia",)),
    (re.compile(r"\A(?:---|#[^\n]*)?\s*[\w-]+:[ \t]*(?:\S|\n[ \t-])"), ("csl-yaml", "hayagriva", "cff")),
    (re.compile(r"\A[^\n]*[,;\t][^\n]*[,;\t]"), ("csv",)),
)


def candidates(text: str) -> tuple[str, ...]:
    """Return the names of the formats that a text may be in which is not recognised, by its first signs.

    >>> candidates("<bibliography><book/></bibliography>")[:2]
    ('mods', 'endnote-xml')
    """
    head = text.removeprefix("\ufeff")[:_SNIFFED]
    return next((names for sign, names in _KINDS if sign.search(head)), ())


def format_of_name(path: Path | str | None) -> FileFormat | None:
    """Return the first format with the extension of a file name, or None."""
    extension = bare_name(path or "").suffix.lower()
    return next((each for each in FORMATS.values() if extension in each.extensions), None)


def _others(direction: str) -> str:
    names = ", ".join(each.name for each in FORMATS.values() if getattr(each, direction))
    return f"refgraph {direction} {names}"
