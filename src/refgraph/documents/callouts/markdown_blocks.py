"""The blocks of a Markdown text: what is code, comment or metadata, and where notes and tables are."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from refgraph.documents.callouts.ahead import Ahead

_END = r"[ \t]*(?=[\r\n]|\Z)"
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_QUOTE = re.compile(r"(?:[ ]{0,3}>[ ]?)+")
_FENCE = re.compile(r"(`{3,}(?=[^`\r\n]*(?:[\r\n]|\Z))|~{3,})")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
# The only list marks inside a list's own paragraphs; "p. 3" begins a line there, too.
_INNER_LIST = re.compile(r"(?:[-+*]|\(?\d{1,9}[.)])[ \t]+")
# A capital and a dot are a list mark only before two spaces: "B. Russell" is a name.
_LIST = re.compile(
    r"(?:(?:[-+*]|\(?(?:\d{1,9}|#|[ivxlcdm]+|[IVXLCDM]{2,}|[a-z])[.)]|\(?[A-Z]\))[ \t]+|\(?[A-Z]\.[ \t]{2,})"
    r"|[-+*](?=[\r\n]|\Z)"
)
_EXAMPLE = re.compile(r"\(@([\w-]*)\)[ \t]+|@([\w-]*)[.)][ \t]+")
_DEFINITION = re.compile(r"[:~][ \t]+")
_METADATA = re.compile(r"---[ \t]*(?:\r\n|\r|\n)(?![ \t]*(?:[\r\n]|\Z))")
_METADATA_END = rf"^(?:---|\.\.\.){_END}"
_METADATA_LINE = re.compile(r"""\s*(?:\#|[\w"'.-][^:\r\n]*:(?:\s|\Z))""")
_DIV = re.compile(r":{3,}[ \t]*(\{[^\r\n]*\}|[\w-]+)?[ \t:]*" + _END)
_DIV_END = r"^[ \t>]*:{3,}" + _END
_REFS_ATTRIBUTE = re.compile(r"(?:^|[\s{])#refs(?=[\s}]|$)|\bid[ \t]*=[ \t]*[\"']?refs[\"'\s}]")
_REFS_TAG = re.compile(r"<div\b(?=[^<>]*\bid\s*=\s*[\"']?refs[\"'\s>])[^<>]*>", re.IGNORECASE)
_DIV_TAG = re.compile(r"<(/?)div\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(
    r"\[(?!\^)(?:[^\[\]\\@\r\n]|\\.)+\]:[ \t]*(?:(?:\r\n|\r|\n)[ \t]+)?(?:<[^<>\r\n]*>|\S+)"
    r"(?:[ \t]*(?:(?:\r\n|\r|\n)[ \t]+)?(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|\([^()\r\n]*\)))?" + _END
)
_HEADING = re.compile(r"#{1,6}(?=[ \t])[^\r\n]*?(\{[^{}\r\n]*\})?" + _END)
_RULE = re.compile(r"(?:={3,}|(?:[*_-][ \t]*){3,})" + _END)
_UNDERLINE = re.compile(r"(?:={2,}|-{2,})" + _END)  # of a heading
_TEX = re.compile(r"\\(begin|end)\{([^{}\r\n]+)\}")
_BLOCK_TAG = re.compile(
    r"</?(?:div|section|article|aside|figure|figcaption|table|thead|tbody|tr|td|th|ul|ol|li|p|center|details|summary|hr)\b"
    r"[^<>]*>" + _END,
    re.IGNORECASE,
)
_VERBATIM_TAG = re.compile(r"<(pre|script|style|textarea)\b[^<>]*>", re.IGNORECASE)
_GRID = re.compile(r"\+(?:[-=:]+\+)+" + _END)
_RULED = re.compile(r"-{2,}(?:[ \t]+-{2,})+" + _END)
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)[^\r\n]*?(?<!`)\1(?!`)")
_UNQUOTED = re.compile(r"^[ \t]*[^>\s]", re.MULTILINE)


@dataclass(slots=True)
class Blocks:
    """What the lines of a Markdown text say.

    Attributes:
        shown: the text, with what no citation stands in turned to spaces; of the same length.
        notes: label, start and end of the texts of the footnotes.
        places: half-open spans of the insides of divisions for the bibliography.
        grids: spans of tables that are drawn with characters.
        examples: labels of numbered examples, which look like cite keys.
        metadata: spans of YAML blocks, without their marks.
        breaks: offsets that no citation reaches over, ascending.
    """

    shown: str = ""
    notes: list[tuple[str, int, int]] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    grids: list[tuple[int, int]] = field(default_factory=list)
    examples: set[str] = field(default_factory=set)
    metadata: list[tuple[int, int]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)


@lru_cache(maxsize=1)
def find_blocks(text: str) -> Blocks:
    """Return the blocks of a Markdown text (Pandoc's manual, "Pandoc's Markdown")."""
    return _Scanner(text).all()


@dataclass(slots=True)
class _Container:
    """A list item or a note: what is indented to its column belongs to it."""

    column: int
    note: tuple[str, int] | None = None  # label and start


class _Scanner:
    """Goes through the lines; every method that takes a block moves ``at`` behind it and says whether it did."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.end = 0  # of the line, without its break
        self.fresh = True  # a block may start here
        self.quote = 0  # depth of quotation
        self.containers: list[_Container] = []
        self.grid: int | None = None
        self.divisions: list[int | None] = []
        self.hidden: list[tuple[int, int]] = []
        self.ahead = Ahead(text)
        self.found = Blocks()

    def all(self) -> Blocks:
        while self.at < len(self.text):
            self.line()
        self.leave(-1)
        self.close_grid()
        self.found.places += [(start, start) for start in self.divisions if start is not None]
        self.found.shown = _blanked(self.text, self.hidden)
        return self.found

    def line(self) -> None:
        start = self.at
        self.measure()
        quote = _QUOTE.match(self.text, start, self.end)
        depth = quote[0].count(">") if quote else 0
        if quote:
            self.hide(start, quote.end())
            self.at = quote.end()
        blank = not self.text[self.at : self.end].strip()
        if blank or (depth != self.quote and (self.fresh or depth)):
            self.fresh = True
            self.close_grid()
        if blank:
            self.next_line()
            return
        if depth != self.quote and self.fresh:
            self.leave(-1)
        if depth or self.fresh:
            self.quote = depth
        self.block(self.indent())

    def measure(self) -> None:
        found = _LINE.match(self.text, self.at)
        self.end = found.end(1) if found else len(self.text)

    def next_line(self, *, fresh: bool = True) -> None:
        found = _LINE.match(self.text, self.at)
        self.at = found.end() if found else len(self.text)
        self.fresh = fresh
        if fresh:
            self.break_here()

    def break_here(self) -> None:
        if not self.found.breaks or self.found.breaks[-1] < self.at:
            self.found.breaks.append(self.at)

    def indent(self) -> int:
        """Move behind the white space at the beginning of the line; return its width, a tab to the next of 4."""
        width = 0
        while self.at < self.end and self.text[self.at] in " \t":
            width += 4 - width % 4 if self.text[self.at] == "\t" else 1
            self.at += 1
        return width

    def block(self, indent: int) -> None:
        if self.fresh:
            self.leave(indent)
            if indent - self.base() >= 4:
                self.hide(self.at, self.end)
                self.next_line()
                return
        self.markers(indent)
        if self.at >= self.end:
            self.next_line()
            return
        if self.text[self.at] == "|":  # a line of verse or a row of a table
            self.break_here()
        if any(take() for take in (self.fence, self.division, self.table_rule)):
            return
        if self.fresh and any(
            take() for take in (self.metadata, self.link, self.heading, self.verbatim_tag, self.raw_tex)
        ):
            return
        rule = (_RULE if self.fresh else _UNDERLINE).match(self.text, self.at)
        if rule:
            self.next_line()
            return
        self.prose()

    def base(self) -> int:
        return self.containers[-1].column if self.containers else 0

    def leave(self, indent: int) -> None:
        """Close the lists and notes that a line of this indentation does not belong to."""
        while self.containers and self.containers[-1].column > indent:
            note = self.containers.pop().note
            if note is not None:
                self.found.notes.append((*note, min(self.at, len(self.text))))

    def markers(self, indent: int) -> None:
        """Take the marks of notes and list items at the beginning of a line."""
        while True:
            note = _NOTE.match(self.text, self.at, self.end) if indent < 4 else None
            if note and (self.fresh or any(each.note for each in self.containers)):
                self.leave(-1)
                self.hide(note.start(), note.end())
                self.containers.append(_Container(4, (note[1], note.end())))
                indent, self.at, self.fresh = 4, note.end(), True
                self.break_here()
                continue
            found = self.list_marker()
            if found is None:
                return
            if not self.fresh:
                self.leave(indent)
            indent += len(found[0])
            self.containers.append(_Container(indent))
            self.at, self.fresh = found.end(), True
            self.break_here()

    def list_marker(self) -> re.Match[str] | None:
        example = _EXAMPLE.match(self.text, self.at, self.end)
        if example and (self.fresh or self.containers):
            self.hide(example.start(), example.end())
            self.found.examples.add(example[1] or example[2] or "")
            return example
        if _RULE.match(self.text, self.at):
            return None
        if self.fresh:
            found = _LIST.match(self.text, self.at, self.end)
        elif self.containers and not self.containers[-1].note:
            found = _INNER_LIST.match(self.text, self.at, self.end)
        else:
            found = None
        return found or _DEFINITION.match(self.text, self.at, self.end)

    def fence(self) -> bool:
        """Take fenced code; a fence that nothing closes is none."""
        found = _FENCE.match(self.text, self.at)
        if found is None:
            return False
        closing = self.ahead.search(rf"^[ \t>]*{found[1][0]}{{{len(found[1])},}}{_END}", self.end)
        if closing is None or (self.quote and _UNQUOTED.search(self.text, self.end, closing.start())):
            return False
        self.hide(self.at, closing.end())
        self.at = closing.end()
        self.next_line()
        return True

    def division(self) -> bool:
        """Take the opening or closing line of a fenced division."""
        found = _DIV.match(self.text, self.at)
        if found is None or (found[1] and not self.ahead.search(_DIV_END, self.end)):
            return False
        start = self.line_start()
        self.hide(self.at, self.end)
        self.next_line()
        if found[1]:
            self.divisions.append(self.at if _REFS_ATTRIBUTE.search(found[1]) else None)
        elif self.divisions and (opened := self.divisions.pop()) is not None:
            self.found.places.append((opened, start))
        return True

    def line_start(self) -> int:
        return max(self.text.rfind("\n", 0, self.at), self.text.rfind("\r", 0, self.at)) + 1

    def table_rule(self) -> bool:
        """Take the rule of a grid or ruled table; the table goes to the next blank line."""
        if not (_GRID.match(self.text, self.at) or _RULED.match(self.text, self.at)):
            return False
        if self.grid is None:
            self.grid = self.at
        self.next_line(fresh=False)
        return True

    def close_grid(self) -> None:
        if self.grid is not None:
            self.found.grids.append((self.grid, self.at))
            self.grid = None

    def metadata(self) -> bool:
        """Take a YAML block: "---" before a line of text, up to "---" or "..."."""
        found = _METADATA.match(self.text, self.at)
        if found is None or self.at != self.line_start() or not _METADATA_LINE.match(self.text, found.end()):
            return False
        closing = self.ahead.search(_METADATA_END, found.end())
        if closing is None:
            return False
        self.found.metadata.append((found.end(), closing.start()))
        self.hide(self.at, closing.end())
        self.at = closing.end()
        self.next_line()
        return True

    def link(self) -> bool:
        """Take the definition of a link: ``[label]: target "title"``."""
        found = _LINK.match(self.text, self.at)
        if found is None:
            return False
        self.hide(self.at, found.end())
        self.at = found.end()
        self.next_line()
        return True

    def heading(self) -> bool:
        found = _HEADING.match(self.text, self.at)
        if found is None:
            return False
        if found[1]:
            self.hide(found.start(1), found.end(1))
        self.prose()
        self.fresh = True
        self.break_here()
        return True

    def verbatim_tag(self) -> bool:
        found = _VERBATIM_TAG.match(self.text, self.at)
        closing = self.ahead.search(rf"(?i:</{found[1]}\s*>)", found.end()) if found else None
        if closing is None:
            return False
        self.skip_to(closing.end())
        return True

    def raw_tex(self) -> bool:
        end = self.environments.get(self.at) if self.text.startswith("\\begin", self.at) else None
        if end is None:
            return False
        self.skip_to(end)
        return True

    @cached_property
    def environments(self) -> dict[int, int]:
        """Return where each environment of LaTeX begins and ends."""
        ends: dict[int, int] = {}
        opened: defaultdict[str, list[int]] = defaultdict(list)
        for each in _TEX.finditer(self.text):
            if each[1] == "begin":
                opened[each[2]].append(each.start())
            elif opened[each[2]]:
                ends[opened[each[2]].pop()] = each.end()
        return ends

    def skip_to(self, end: int) -> None:
        """Hide everything up to an offset and go on there, in the middle of a line or at its end."""
        self.hide(self.at, end)
        self.at = end
        self.measure()
        if not self.text[end : self.end].strip():
            self.next_line()
        else:
            self.prose()

    def prose(self) -> None:
        """Take a line of text; a comment in it may go on over many lines, blank ones too."""
        start = self.text.find("<!--", self.at, self.end)
        code = [found.span() for found in _CODE.finditer(self.text, self.at, self.end)] if start >= 0 else []
        while start >= 0 and any(left <= start < right for left, right in code):
            start = self.text.find("<!--", start + 1, self.end)
        closing = self.ahead.search("-->", start + 4) if start >= 0 else None
        if closing is not None:
            fresh = self.fresh and not self.text[self.at : start].strip()
            self.at = start
            self.skip_to(closing.end())
            self.fresh = self.fresh and fresh
            return
        tag = _REFS_TAG.search(self.text, self.at, self.end)
        if tag:
            self.tagged_division(tag.end())
        self.next_line(fresh=_BLOCK_TAG.match(self.text, self.at) is not None)

    def tagged_division(self, start: int) -> None:
        depth = 1
        for each in _DIV_TAG.finditer(self.text, start):
            depth += -1 if each[1] else 1
            if depth == 0:
                self.found.places.append((start, each.start()))
                return

    def hide(self, start: int, end: int) -> None:
        self.hidden.append((start, end))


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text with everything in spans but line breaks turned to spaces."""
    parts = []
    done = 0
    for start, end in sorted(spans):
        if end <= done:
            continue
        begin = max(start, done)
        parts += [text[done:begin], re.sub(r"[^\r\n]", " ", text[begin:end])]
        done = end
    return "".join([*parts, text[done:]])
