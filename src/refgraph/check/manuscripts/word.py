"""Word documents: the text of their paragraphs and notes, a paragraph a line, and the works their fields cite."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from refgraph.check.manuscripts.manuscript import Manuscript
from refgraph.check.manuscripts.plain import read_plain
from refgraph.check.manuscripts.word_fields import Field, control_works, read_fields
from refgraph.errors import InvalidValueError, UnreadableFileError
from refgraph.text.decoding import open_binary

if TYPE_CHECKING:
    from lxml.etree import _Element

    from refgraph.model.work import Work

_BODY = "word/document.xml"
_NOTES = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}
_LARGEST = 200_000_000  # bytes of XML; a longer document is an attack
_SKIPPED = frozenset(
    {"del", "moveFrom", "Fallback", "pPr", "rPr", "sdtPr", "sectPr", "tblPr", "delText", "delInstrText"}
)
_DEEPEST = 20  # paragraphs in paragraphs; a note that calls itself out must not exhaust the stack
_SIGNS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}


def read_word(path: Path | str, file: str) -> Manuscript:
    """Return a Word document as a manuscript; its notes and text boxes stand behind the paragraphs they belong to.

    Deleted text and the headers and footers of pages are left out.

    Raises:
        UnreadableFileError: if it is no Word document.
    """
    with open_binary(path) as stream:
        try:
            with zipfile.ZipFile(stream) as package:
                body = _part(package, _BODY, path)
                notes = {mark: _notes(package, name, path) for mark, name in _NOTES.items()}
                sources = tuple(_sources(package, path))
        except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError):
            raise UnreadableFileError("is no Word document (.docx)", path=path) from None
    reader = _Reader(notes)
    reader.all(body)
    cited, works = read_fields(sorted(reader.fields, key=lambda each: each.start), sources)
    return replace(read_plain(reader.text, file), cited=cited, works=works)


def _part(package: zipfile.ZipFile, name: str, path: Path | str) -> _Element:
    from refgraph.formats.xml.tree import parse

    if package.getinfo(name).file_size > _LARGEST:
        raise UnreadableFileError(f"{name} in it is too large", path=path)
    try:
        root, noticed = parse(package.read(name).decode("utf-8", "replace"), "a Word document")
    except InvalidValueError as error:
        raise UnreadableFileError(f"{name} in it is broken: {error.problem}", path=path) from None
    if noticed:
        raise UnreadableFileError(f"{name} in it is broken: {noticed[0].message}", path=path)
    return root


def _notes(package: zipfile.ZipFile, name: str, path: Path | str) -> dict[str, _Element]:
    """Return the notes by their ids."""
    if name not in package.namelist():
        return {}
    return {str(note.get("id")): note for note in _part(package, name, path)}


def _sources(package: zipfile.ZipFile, path: Path | str) -> Iterator[Work]:
    """Yield the works of Word's own list of sources."""
    from refgraph.formats.xml.word import loads

    for name in package.namelist():
        if name.startswith("customXml/item") and name.endswith(".xml") and "Props" not in name:
            if package.getinfo(name).file_size > _LARGEST:
                raise UnreadableFileError(f"{name} in it is too large", path=path)
            text = package.read(name).decode("utf-8", "replace")
            if "Sources" in text[:2000]:
                try:
                    yield from loads(text).works
                except InvalidValueError:
                    continue


@dataclass(slots=True)
class _Open:
    """A field that has begun and not ended."""

    start: int
    code: str = ""
    data: str = ""
    in_code: bool = True


class _Reader:
    """Goes through the elements of a document in order."""

    def __init__(self, notes: Mapping[str, Mapping[str, _Element]]) -> None:
        self.fields: list[Field] = []
        self._notes = notes
        self._pieces: list[str] = []
        self._at = 0
        self._open: list[_Open] = []
        self._after: list[_Element] = []
        self._depth = 0

    @property
    def text(self) -> str:
        return "".join(self._pieces).removesuffix("\n")

    def all(self, parent: _Element) -> None:
        """Read what is in an element."""
        for each in parent:
            name = str(each.tag)
            if name == "p":
                self._paragraph(each)
            elif name in _SKIPPED:
                continue
            elif name == "txbxContent" or (name in self._notes and self._depth < _DEEPEST):
                self._later(each, name)
            elif name == "sdt":
                self._control(each)
            elif name == "fldSimple":
                self._around(each, str(each.get("instr") or ""))
            else:
                self._run_part(each, name)

    def _run_part(self, each: _Element, name: str) -> None:
        if name == "t":
            self._add(str(each.text or "").replace("\n", " ").replace("\r", " "))
        elif name in _SIGNS:
            self._add(_SIGNS[name])
        elif name == "fldChar":
            self._field(each)
        elif name == "instrText":
            if self._open:
                self._open[-1].code += str(each.text or "")
        else:
            self.all(each)

    def _paragraph(self, paragraph: _Element) -> None:
        self._depth += 1
        outer, self._after = self._after, []
        self.all(paragraph)
        self._add("\n")
        after, self._after = self._after, outer
        for each in after:
            self._apart(each)
        self._depth -= 1

    def _apart(self, each: _Element) -> None:
        """Read a note or a text box; the fields of the text around it are not about it."""
        outer, self._open = self._open, []
        self.all(each)
        self._open = outer

    def _later(self, each: _Element, name: str) -> None:
        if name == "txbxContent":
            self._after.append(each)
        else:
            note = self._notes[name].get(str(each.get("id")))
            self._after += [] if note is None else [note]

    def _control(self, each: _Element) -> None:
        tag = each.find("sdtPr/tag")
        code = control_works(str(tag.get("val") or "")) if tag is not None else ""
        inside: Callable[[_Element], None] = self.all if not code else lambda content: self._around(content, code)
        for content in each.iterfind("sdtContent"):
            inside(content)

    def _around(self, each: _Element, code: str) -> None:
        start = self._at
        self.all(each)
        self.fields.append(Field(code, "", start, self._at))

    def _field(self, each: _Element) -> None:
        match each.get("fldCharType"):
            case "begin":
                data = each.findtext("fldData") or ""
                self._open.append(_Open(self._at, data=str(data)))
            case "separate" if self._open:
                self._open[-1].in_code = False
                self._open[-1].start = self._at
            case "end" if self._open:
                done = self._open.pop()
                field = Field(done.code, done.data, done.start, self._at)
                if self._open and self._open[-1].in_code:  # part of the instruction of the one around it
                    self._open[-1].code += done.code
                    self._open[-1].data += done.data
                else:
                    self.fields.append(field)

    def _add(self, text: str) -> None:
        if text and not (self._open and self._open[-1].in_code and text != "\n"):
            self._pieces.append(text)
            self._at += len(text)
