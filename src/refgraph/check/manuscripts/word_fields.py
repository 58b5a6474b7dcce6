"""The fields of Word documents that cite: those of Zotero, Mendeley, EndNote and Word itself."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from refgraph.check.manuscripts.manuscript import CitedKey
from refgraph.errors import InvalidValueError
from refgraph.model.work import Work

_CSL = re.compile(r"\s*ADDIN\s+(?:ZOTERO_ITEM\s+|PAPERS2_CITATIONS\s+)?(?:CSL_CITATION)?\s*(?=\{)")
_ENDNOTE = re.compile(r"\s*ADDIN\s+EN\.CITE\b")
_XML = re.compile(r"<EndNote>.*?</EndNote>", re.DOTALL)
_WORD = re.compile(r"\s*CITATION\s+(.*)", re.DOTALL)
_WORD_TAG = re.compile(r"\\m\s+(\"[^\"]+\"|\S+)|^(\"[^\"]+\"|[^\s\\]\S*)")
_CITATION_KEY = re.compile(r"^[ \t]*(?:citation[ -]key|bibtex)[ \t]*[:=*][ \t]*(\S+)", re.MULTILINE | re.IGNORECASE)
_MENDELEY = "MENDELEY_CITATION_"
_LONGEST = 5_000_000  # characters of one field


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a Word document.

    Attributes:
        code: its instruction, those of the fields in it included.
        data: what its ``fldData`` holds, in base64.
        start: offset of its result in the text of the document.
        end: offset after it.
    """

    code: str
    data: str
    start: int
    end: int


def read_fields(fields: Iterable[Field], sources: Iterable[Work]) -> tuple[tuple[CitedKey, ...], tuple[Work, ...]]:
    """Return the cited works of fields: a key for each citation, and each work once.

    Args:
        fields: in the order of the document.
        sources: Word's own list of sources.
    """
    by_tag = {work.key: work for work in sources}
    works: dict[str, Work] = {}
    cited = []
    for number, each in enumerate(fields, 1):
        for work in _works(each, by_tag):
            kept = _kept(work, works)
            cited.append(
                CitedKey(key=kept.key, start=each.start, end=each.end, group=number, title=kept.title or kept.key)
            )
    return tuple(cited), tuple(works.values())


def _kept(work: Work, works: dict[str, Work]) -> Work:
    """Return the work under which a cited one is kept; two of one key that differ get keys of their own."""
    number, key = 1, work.key
    while key in works and _is_other(works[key], work):
        number += 1
        key = f"{work.key}-{number}"
    return works.setdefault(key, replace(work, key=key))


def _is_other(one: Work, other: Work) -> bool:
    return (one.title, one.issued, one.doi) != (other.title, other.issued, other.doi)


def _works(each: Field, sources: dict[str, Work]) -> Iterator[Work]:
    if len(each.code) + len(each.data) > _LONGEST:
        return
    csl = _CSL.match(each.code)
    word = _WORD.match(each.code)
    if csl:
        yield from _csl_works(each.code[csl.end() :])
    elif _ENDNOTE.match(each.code):
        yield from _endnote_works(each)
    elif word:
        for found in _WORD_TAG.finditer(word[1]):
            tag = (found[1] or found[2]).strip('"')
            yield sources.get(tag, Work(key=tag))


def control_works(tag: str) -> str:
    """Return the instruction of a content control, as Mendeley Cite makes them; "" if it cites nothing."""
    if not tag.startswith(_MENDELEY):
        return ""
    decoded = _decoded(tag[len(_MENDELEY) :].partition("_")[2])
    return f"ADDIN CSL_CITATION {decoded}" if decoded.startswith("{") else ""


def _csl_works(text: str) -> Iterator[Work]:
    from refgraph.formats.csl_json import from_items

    try:
        data = json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):
        return
    for each in data.get("citationItems") or () if isinstance(data, dict) else ():
        item = each.get("itemData") if isinstance(each, dict) else None
        if isinstance(item, dict):
            try:
                works = from_items([{**item, "id": _key(item, each)}]).works
            except InvalidValueError:
                continue
            yield from works


def _key(item: dict[str, Any], citation: dict[str, Any]) -> str:
    """Return the key of an item: that of Better BibTeX, else the one of its program."""
    said = item.get("citation-key") or item.get("citationKey")
    custom = item.get("custom")
    if not said and isinstance(custom, dict):
        said = custom.get("citationKey") or custom.get("citation-key")
    note = _CITATION_KEY.search(str(item.get("note") or ""))
    return str(said or (note and note[1]) or item.get("id") or citation.get("id") or "item")


def _endnote_works(each: Field) -> Iterator[Work]:
    from refgraph.formats.xml.endnote import loads

    for text in (each.code, _decoded(each.data)):
        found = _XML.search(text)
        if found is None:
            continue
        try:
            yield from loads(found[0]).works
        except InvalidValueError:
            continue
        return


def _decoded(data: str) -> str:
    """Return the text in base64, UTF-8 or UTF-16; "" if it is none."""
    try:
        raw = base64.b64decode("".join(data.split()) + "==", validate=False)
    except (binascii.Error, ValueError):
        return ""
    encoding = "utf-16-le" if raw[1:2] == b"\0" else "utf-8"
    return raw.decode(encoding, "replace").rstrip("\0")
