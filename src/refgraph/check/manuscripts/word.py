"""Word documents: the text of their paragraphs and notes, a paragraph a line."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from refgraph.check.manuscripts.manuscript import Manuscript
from refgraph.check.manuscripts.plain import read_plain
from refgraph.errors import InvalidValueError, UnreadableFileError
from refgraph.text.decoding import open_binary

if TYPE_CHECKING:
    from lxml.etree import _Element

_BODY = "word/document.xml"
_NOTES = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}
_LARGEST = 200_000_000  # bytes of XML; a longer document is an attack
_SIGNS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}


def read_word(path: Path | str, file: str) -> Manuscript:
    """Return a Word document as a manuscript; its notes stand behind the paragraphs they belong to.

    Raises:
        UnreadableFileError: if it is no Word document.
    """
    with open_binary(path) as stream:
        try:
            with zipfile.ZipFile(stream) as package:
                body = _part(package, _BODY, path)
                notes = {mark: _notes(package, name, path) for mark, name in _NOTES.items()}
        except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError):
            raise UnreadableFileError("is no Word document (.docx)", path=path) from None
    return read_plain("\n".join(_lines(body, notes)), file)


def _part(package: zipfile.ZipFile, name: str, path: Path | str) -> _Element:
    from refgraph.formats.xml.tree import parse

    if package.getinfo(name).file_size > _LARGEST:
        raise UnreadableFileError(f"{name} in it is too large", path=path)
    try:
        return parse(package.read(name).decode("utf-8", "replace"), "a Word document")[0]
    except InvalidValueError as error:
        raise UnreadableFileError(f"{name} in it is broken: {error.problem}", path=path) from None


def _notes(package: zipfile.ZipFile, name: str, path: Path | str) -> dict[str, list[str]]:
    """Return the paragraphs of the notes by their ids."""
    if name not in package.namelist():
        return {}
    return {
        str(note.get("id")): [text for each in note.iter("p") if (text := _text(each)).strip()]
        for note in _part(package, name, path)
    }


def _lines(body: _Element, notes: Mapping[str, Mapping[str, list[str]]]) -> Iterator[str]:
    for paragraph in body.iter("p"):
        yield _text(paragraph)
        for mark, texts in notes.items():
            for each in paragraph.iter(mark):
                yield from texts.get(str(each.get("id")), ())


def _text(paragraph: _Element) -> str:
    """Return the text of a paragraph without what is deleted or belongs to a field's code."""
    parts = []
    for each in paragraph.iter():
        name = str(each.tag)
        if name == "t" and (each.text or ""):
            parts.append(str(each.text))
        elif name in _SIGNS and each is not paragraph:
            parts.append(_SIGNS[name])
    return "".join(parts).replace("\n", " ").replace("\r", " ")
