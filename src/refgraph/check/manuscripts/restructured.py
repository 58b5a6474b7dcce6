"""Cited keys and bibliographies of reStructuredText: the roles of sphinxcontrib-bibtex and docutils' own citations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript, blank, blank_spans, listed_keys
from refgraph.check.manuscripts.plain import printed_list
from refgraph.model.reference import Reference

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_EXPLICIT = re.compile(r"[ \t]*\.\.(?:[ \t]+|(?=[\r\n]|\Z))")
_DIRECTIVE = re.compile(r"(?:\|[^|\r\n]+\|[ \t]+)?([\w.+:-]*[\w.+-])[ \t]?::(?!\S)")
_ITEM = re.compile(r"[ \t]*(?:(?:[-*+•]|\(?(?:\d+|[A-Za-z]|#)[.)])[ \t]+)+")
_CITATION = re.compile(r"\[(?!\d+\])([^\W_](?:[\w]|[.:+-](?=\w))*)\](?=\s)")
_FOOTNOTE = re.compile(r"\[(?:\d+|#[\w.:+-]*|\*)\](?=\s)")
_QUOTES = ">#$%"
_TARGET = re.compile(r"_[^\r\n]|__[ \t]")
_VERBATIM = frozenset(
    (
        "code code-block sourcecode highlight literalinclude math raw doctest testcode testoutput testsetup "
        "testcleanup ipython jupyter-execute code-cell plot graphviz digraph graph uml mermaid prompt program-output "
        "command-output parsed-literal productionlist toctree bibliography footbibliography include image meta"
    ).split()
)
_LITERAL = re.compile(r"``(?=\S).{0,2000}?(?<=\S)``", re.DOTALL)
_ADDRESS = re.compile(r"<?\bhttps?://[^\s>`]+")
_ROLE = re.compile(r":(?:foot)?cite(?::[A-Za-z*]+)?:`([^`]{0,4000})`")
_AROUND = re.compile(r"\{[^{}]*\}")
_OTHER_ROLE = re.compile(r":[A-Za-z][\w:+.-]{0,60}:`[^`\r\n]{0,500}`")
_REFERENCE = re.compile(r"(?<![\w\]])\[(?!\d+\])([^\W_](?:\w|[.:+-](?=\w))*)\]_(?!\w)")
_BIBLIOGRAPHY = re.compile(
    r"^([ \t]*)\.\.[ \t]+bibliography::([^\r\n]*)((?:(?:\r\n|\r|\n)(?:\1[ \t]+\S[^\r\n]*)){0,50})", re.MULTILINE
)
_OPTION = re.compile(r"^[ \t]*:([\w-]+):[ \t]*([^\r\n]*)", re.MULTILINE)
_NAME = re.compile(r"[^\s\"']+")
_INCLUDE = re.compile(r"^[ \t]*\.\.[ \t]+include::[ \t]+([^\r\n]*[^\s])", re.MULTILINE)
_TREE = re.compile(
    r"^([ \t]*)\.\.[ \t]+toctree::[^\r\n]*((?:(?:\r\n|\r|\n)(?:\1[ \t]+\S[^\r\n]*|[ \t]*(?=[\r\n])))*)", re.MULTILINE
)
_TITLED = re.compile(r"[^<>\r\n]*<([^<>\r\n]+)>")


def read_restructured(text: str, file: str) -> Manuscript:
    """Return what a reStructuredText file cites; literal text, code, comments and footnotes are left out."""
    blocks = _Blocks(text)
    shown = blank(blank_spans(text, blocks.hidden), _LITERAL)
    items = tuple(blocks.items)
    cited = sorted([*_roles(shown), *_references(shown, items)], key=lambda each: each.start)
    named = list(_BIBLIOGRAPHY.finditer(blank_spans(text, blocks.comments)))
    return Manuscript(
        file=file,
        text=text,
        cited=tuple(cited),
        bibliographies=tuple(each for found in named for each in _files(text, found)),
        items=items,
        includes=tuple(_includes(blank_spans(text, blocks.comments))),
        cites_all=any(_lists_all(found[3]) for found in named),
        prose=blank(shown, _ROLE, _OTHER_ROLE, _ADDRESS),
        references=tuple(blocks.references) or printed_list(shown, file),
        root=file,
    )


def _roles(shown: str) -> Iterator[CitedKey]:
    for found in _ROLE.finditer(shown):
        inside = blank(found[1], _AROUND)
        for each in listed_keys(inside, 0, len(inside), found.start() + 1):
            start = found.start(1) + each.start
            yield CitedKey(key=each.key, start=start, end=start + len(each.key), group=each.group)


def _references(shown: str, items: tuple[CitedKey, ...]) -> Iterator[CitedKey]:
    """Yield docutils' citations; they are compared without case, so each has the spelling of its item."""
    spelling = {item.key.lower(): item.key for item in items}
    for found in _REFERENCE.finditer(shown):
        key = spelling.get(found[1].lower(), found[1])
        yield CitedKey(key=key, start=found.start(1), end=found.end(1), group=found.start() + 1)


def _files(text: str, found: re.Match[str]) -> Iterator[CitedKey]:
    for part, (start, end) in ((found[2], found.span(2)), *_lines_of(found)):
        if part.lstrip().startswith(":"):
            return
        for name in _NAME.finditer(text, start, end):
            yield CitedKey(key=name[0], start=name.start(), end=name.end())


def _lines_of(found: re.Match[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    for line in _LINE.finditer(found.string, *found.span(3)):
        yield line[0], line.span()


def _lists_all(options: str) -> bool:
    given = {found[1]: found[2].strip() for found in _OPTION.finditer(options)}
    return bool(given.keys() & {"all", "notcited"}) or given.get("filter") == "True"


def _includes(shown: str) -> Iterator[str]:
    for found in _INCLUDE.finditer(shown):
        yield found[1]
    for found in _TREE.finditer(shown):
        for line in found[2].splitlines():
            name = line.strip()
            titled = _TITLED.fullmatch(name)
            if name and not name.startswith(":") and not any(mark in name for mark in "*?["):
                yield titled[1] if titled else name


class _Blocks:
    """What the lines say: which are literal text or comments, and which citations are defined."""

    def __init__(self, text: str) -> None:
        self.hidden: list[tuple[int, int]] = []
        self.comments: list[tuple[int, int]] = []
        self.items: list[CitedKey] = []
        self.references: list[Reference] = []
        self._text = text
        self._inside: int | None = None  # indentation of what the hidden block stands under
        self._is_comment = False
        self._defined: tuple[int, int, int] | None = None  # start, text and indentation of a citation
        self._doctest = False
        self._quote: str | None = None  # the mark of a quoted literal block; "" where one may begin
        self._is_bare = False  # the line before is an empty comment
        for found in _LINE.finditer(text):
            if found[0]:
                self._line(found.start(), found[0])
        self._define(len(text))

    def _line(self, start: int, whole: str) -> None:
        line = whole.rstrip()
        is_bare, self._is_bare = self._is_bare, False
        if not line:
            self._doctest, self._quote = False, self._quote and None
            if is_bare:  # what is indented under an empty comment is text
                self._inside = None
            return
        indent = len(line) - len(line.lstrip())
        if self._defined is not None and indent <= self._defined[2]:
            self._define(start)
        if self._inside is not None:
            if indent > self._inside:
                self._hide(start, len(line))
                return
            self._inside, self._is_comment = None, False
        if self._quoted(line):
            self._hide(start, len(line))
            return
        explicit = _EXPLICIT.match(line)
        if explicit:
            self._explicit(start, line, explicit.end(), indent)
        elif self._doctest or line.lstrip().startswith(">>> "):
            self._doctest = True
            self._hide(start, len(line))
        elif line.endswith("::"):
            item = _ITEM.match(line)
            self._inside, self._quote = item.end() if item else indent, ""

    def _quoted(self, line: str) -> bool:
        """Return True for a line of a quoted literal block; of the marks, those that begin nothing else count."""
        mark = line.lstrip()[0]
        if self._quote is None or mark not in (self._quote or _QUOTES):
            self._quote = None
            return False
        self._quote = mark
        return True

    def _explicit(self, start: int, line: str, at: int, indent: int) -> None:
        directive = _DIRECTIVE.match(line, at)
        citation = _CITATION.match(line + " ", at)
        if directive:
            if directive[1].rpartition(":")[2] in _VERBATIM:
                self._inside = indent
                self._hide(start, len(line))
        elif citation:
            key = CitedKey(key=citation[1], start=start + citation.start(1), end=start + citation.end(1))
            self.items.append(key)
            self.hidden.append((start, start + citation.end()))
            self._defined = (start, start + citation.end(), indent)
        elif _TARGET.match(line, at):
            self._hide(start, len(line))
        elif not _FOOTNOTE.match(line + " ", at):  # a footnote is text
            self._inside, self._is_comment = indent, True
            self._is_bare = at == len(line)
            self._hide(start, len(line))

    def _define(self, end: int) -> None:
        if self._defined is None:
            return
        start, inside, _ = self._defined
        raw = self._text[inside:end]
        if raw.strip():
            end = inside + len(raw.rstrip())
            self.references.append(Reference(raw=" ".join(raw.split()), start=start, end=end))
        self._defined = None

    def _hide(self, start: int, length: int) -> None:
        self.hidden.append((start, start + length))
        if self._is_comment:
            self.comments.append((start, start + length))
