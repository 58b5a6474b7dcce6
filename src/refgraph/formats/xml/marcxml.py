"""MARC 21 records in XML (MARCXML, Library of Congress), as library catalogues write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from refgraph.formats.records import Draft, Row, Table, facts
from refgraph.formats.records.dates import parse_date
from refgraph.formats.records.rest import Said, words_of
from refgraph.formats.xml import marc_names
from refgraph.formats.xml.paths import clean, date_text, parts_of, text_document
from refgraph.formats.xml.tree import Node, Source, library_of, local, text_of
from refgraph.model.dates import Date
from refgraph.model.library import Library
from refgraph.model.schemes import Scheme
from refgraph.model.vocabulary import CSL_TYPES
from refgraph.model.work import Work

SPACE = "http://www.loc.gov/MARC21/slim"
SOURCE = Source("MARCXML", frozenset({"record"}), frozenset({"collection"}))
_HOSTED = (
    "article article-journal article-magazine article-newspaper review review-book chapter paper-conference entry "
    "entry-dictionary entry-encyclopedia"
)
_COUNTED = " ".join(each for each in CSL_TYPES if each not in {"song", "motion_picture"})
ROWS = (
    Row("ISSN", "773x 022a", _HOSTED),
    Row("ISBN", "773z 020a", _HOSTED),
    Row("ISSN", "022a"),
    Row("ISBN", "020a"),
    Row("title", "=245a"),
    Row("title-short", "210a"),
    Row("original-title", "240a 765t"),
    Row("medium", "245h"),
    Row("edition", "250a"),
    Row("scale", "255a"),
    Row("publisher-place", "264a 260a"),
    Row("publisher", "264b 260b"),
    Row("issued", "264c 260c"),
    Row("dimensions", "=300a", "song motion_picture"),
    Row("number-of-pages", "=300a", _COUNTED),
    Row("collection-title", "490a 830a 440a"),
    Row("collection-number", "490v 830v 440v"),
    Row("genre", "502b"),
    Row("number", "088a"),
    Row("container-title", "773t"),
    Row("container-title-short", "773p"),
    Row("volume", "773v"),
    Row("issue", "773l"),
    Row("page", "773q"),
    Row("event-title", "111a 711a"),
    Row("event-place", "111c 711c"),
    Row("note", "500a 505a 511a 533a 538a 546a 501a 590a"),
    Row("abstract", "520a"),
    Row("license", "540a 506a"),
    Row("language", "041a"),
    Row("call-number", "=050a"),
    Row("keyword", "650a 600a 610a 611a 630a 648a 651a 653a 655a"),
    Row("keyword", "650x 650y 650z 650v 651x 651y 651z 651v 600x 600v 610b 610x 610v 610z 655y 655z 630x 648x"),
    Row("URL", "856u"),
)
TABLE = Table(tuple((csl, csl) for csl in CSL_TYPES), ROWS, default="book")
"""Tag and code of a subfield."""
_LEADER = {
    "c": "musical_score",
    "d": "musical_score",
    "e": "map",
    "f": "map",
    "g": "motion_picture",
    "i": "song",
    "j": "song",
    "k": "graphic",
    "r": "graphic",
    "t": "manuscript",
}
"""Position 6 of the leader -> CSL type; anything else is a book, or what its position 7 says."""
_LETTERS = {
    "map": "em",
    "motion_picture": "gm",
    "song": "jm",
    "graphic": "km",
    "manuscript": "tm",
    "musical_score": "cm",
    "article-journal": "ab",
    "article-magazine": "ab",
    "article-newspaper": "ab",
    "review": "ab",
    "chapter": "aa",
    "paper-conference": "aa",
    "entry-dictionary": "aa",
    "entry-encyclopedia": "aa",
    "periodical": "as",
}
_CALL_NUMBERS = ("090", "099", "050", "060", "070", "080", "082", "084")
_SCHEMES = {"doi": Scheme.DOI, "hdl": Scheme.HANDLE, "arxiv": Scheme.ARXIV, "uri": Scheme.URL, "isbn": Scheme.ISBN}
_ENDS = re.compile(r"[\s:;/=,]+$")
_STOP = re.compile(r"(?<=\w\w)\.$|(?<=[\])])\.$")
_PAGES = re.compile(r"(\d+)\s*(?:p(?:p|ages?|ag)?|s|S(?:eiten)?|leaves)\b", re.ASCII)
_RELATED = re.compile(r"(?:S|p|pp|pages?|Seiten?)\.?\s*(\d+(?:\s*[-–]\s*\d+)?)", re.ASCII)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_KEPT = re.compile(r"marc-(\d{3})")
_DOLLAR = "{dollar}"
_PART = "-part"
_KEPT_PART = re.compile(rf"marc-(\d{{3}}){_PART}")
"""In ``Work.extra``: whole fields, and the rest of fields that were read in part."""
_MEANING = frozenset("24e68")
"""Codes of subfields that say how another is meant, or link fields: source, relator, linkage, sequence."""


class Field(NamedTuple):
    """One field of a record: tag, both indicators, and codes with their texts (no code in a control field)."""

    tag: str
    indicators: str
    parts: tuple[tuple[str, str], ...]

    def text(self, codes: str) -> str:
        """Return the texts of the codes, in the order of the record."""
        return " ".join(text for code, text in self.parts if code in codes and text)


def loads(text: str, file: str | None = None) -> Library:
    """Read a record or a collection of them.

    Raises:
        InvalidValueError: if the text is no XML, of another format, or declares entities.

    >>> text = "<record><datafield tag='245'><subfield code='a'>Bogs /</subfield></datafield></record>"
    >>> loads(text).works[0].title
    'Bogs'
    """
    return library_of(text, SOURCE, _read, file)


def dumps(library: Iterable[Work]) -> str:
    """Write works as a collection of MARC 21 records.

    >>> from refgraph.model import Work
    >>> '<subfield code="a">Bogs</subfield>' in dumps([Work(key="a", type="book", title="Bogs")])
    True
    """
    root = etree.Element("collection")
    for work in library:
        record = etree.SubElement(root, "record")
        etree.SubElement(record, "leader").text = leader_of(work)
        for field in fields_of(work):
            _write(record, field)
    return text_document(root, SPACE)


def leader_of(work: Work) -> str:
    """Return the leader of a work's record; lengths are blank."""
    return f"     n{_LETTERS.get(work.type, 'am')} a22     uu 4500"


def fields_of(work: Work) -> list[Field]:
    """Return the fields of a work's record in the order of their tags."""
    fields = sorted(_fields(work), key=lambda each: each.tag)
    for name, value in work.extra.items():
        found = _KEPT_PART.fullmatch(name)
        for text in (value if isinstance(value, list) else [value]) if found else ():
            if found and isinstance(text, str) and text.startswith("$"):
                _put_back(fields, found[1], _parts(text))
    return sorted(fields, key=lambda each: each.tag)


def _put_back(fields: list[Field], tag: str, parts: tuple[tuple[str, str], ...]) -> None:
    """Add subfields to the field they are of: that with the first of them, or one of the same tag, or a new one."""
    same = [place for place, each in enumerate(fields) if each.tag == tag]
    anchored = [
        place
        for place in same
        if any(code == parts[0][0] and words_of(text) == words_of(parts[0][1]) for code, text in fields[place].parts)
    ]
    place = next(iter(anchored or same), None)
    if place is None:
        fields.append(Field(tag, "  ", parts))
    else:
        new = tuple(each for each in parts if each not in fields[place].parts and not (anchored and each is parts[0]))
        fields[place] = fields[place]._replace(parts=fields[place].parts + new)


def draft_of(leader: str, fields: list[Field]) -> Draft:
    """Make a draft of a record, from XML or not."""
    draft = Draft("marc-", _type(leader, fields))
    used, whole = {"300", "852", *_CALL_NUMBERS}, list[Field]()
    for each in fields:
        if each.tag == "001":
            draft.key = each.parts[0][1]
        elif each.tag in {"100", "110", "700", "710"}:
            marc_names.read(draft, each.tag, each.parts)
        elif each.tag == "245":
            draft.add("title", _title(each))
            draft.add("medium", each.text("h").strip(" []:/.;"))
        elif each.tag == "024":
            _standard_number(draft, each)
        elif not _read_field(draft, each) and each.tag not in used:
            draft.keep(each.tag, _kept(each))
            whole.append(each)
    _settle(draft, fields)
    _keep_unsaid(draft, [each for each in fields if each not in whole])
    return draft


def _keep_unsaid(draft: Draft, fields: list[Field]) -> None:
    """Keep the subfields that nothing was made of; of several fields with one tag after the first of their own."""
    said = Said(draft)
    for field in fields:
        left = [(code, text) for code, text in field.parts if code not in _MEANING and not said.has(text)]
        if left and field.indicators and ("2", "csl") not in field.parts:
            alone = sum(each.tag == field.tag for each in fields) == 1
            first = [(code, _plain(text)) for code, text in field.parts[:1] if not alone and (code, text) not in left]
            draft.keep(field.tag + _PART, _dollars((*first, *left)))


def _read(record: Node) -> Draft | None:
    fields, leader = [], ""
    for each in record:
        name, tag = local(each), (each.get("tag") or "").strip()
        if name == "leader":
            leader = each.text or ""
        elif name == "controlfield" and tag:
            fields.append(Field(tag, "", (("", (each.text or "").strip() if tag == "001" else each.text or ""),)))
        elif name == "datafield" and tag:
            indicators = "".join((each.get(name) or " ")[:1] for name in ("ind1", "ind2"))
            parts = tuple((part.get("code") or "", text_of(part)) for part in each if local(part) == "subfield")
            fields.append(Field(tag, indicators, parts))
    return draft_of(leader, fields) if fields else None


def _type(leader: str, fields: list[Field]) -> str:
    for each in fields:
        if each.tag == "655" and ("2", "csl") in each.parts and each.text("a") in CSL_TYPES:
            return each.text("a")
    tags = {each.tag for each in fields}
    if "502" in tags:
        return "thesis"
    if leader[7:8] in {"a", "b"} or ("773" in tags and leader[7:8] not in {"m", "s"}):
        host = next((each for each in fields if each.tag == "773"), None)
        return "chapter" if host and host.text("z") and not host.text("x") else "article-journal"
    return "periodical" if leader[6:8] == "as" else _LEADER.get(leader[6:7], "book")


def _title(field: Field) -> str:
    """Join title, remainder and parts, without the marks that part them in a catalogue."""
    main = before = ""
    for code, text in field.parts:
        if code in "abnp" and text:
            sign = ": " if (code == "b" and not main.endswith(("=", ";"))) or before == "n" else ". "
            main, before = _plain(main) + sign * bool(main) + text, code
    return _plain(main)


def _plain(text: str) -> str:
    return _STOP.sub("", _ENDS.sub("", text))


def _standard_number(draft: Draft, field: Field) -> None:
    kind = field.text("2").casefold()
    if kind == "doi" and "DOI" not in draft.texts:
        draft.add("DOI", field.text("a"), "024")
    elif kind in _SCHEMES:
        draft.identifier(_SCHEMES[kind], field.text("a"), "024")
    else:
        draft.keep("024", _kept(field))


def _together(field: Field) -> list[tuple[str, str]]:
    """Return the subfields of a field; of a heading those of one code as one: "France Paris" is one place."""
    joined: list[tuple[str, str]] = []
    for code, text in field.parts:
        place = next((place for place, each in enumerate(joined) if each[0] == code), None)
        if place is None or field.tag[:1] != "6" or code not in "vxyz":
            joined.append((code, text))
        else:
            joined[place] = (code, f"{_plain(joined[place][1])} {text}")
    return joined


def _read_field(draft: Draft, field: Field) -> bool:
    """Add the subfields that the table knows; return False if it knows none."""
    if field.tag == "655" and ("2", "csl") in field.parts:
        return True
    known = False
    for code, text in _together(field):
        found = TABLE.variable(field.tag + code, draft.type)
        if found is None:
            continue
        known = True
        variable, rank = found
        if variable == "issued":
            text = _date(text)  # noqa: PLW2901 - the same text, cleaner
        elif variable in {"ISBN", "ISSN"}:
            text = text.split(" ")[0] if text[:1].isdigit() else text  # noqa: PLW2901
        elif variable not in {"abstract", "URL", "page"}:
            text = _plain(text)  # noqa: PLW2901
        if variable == "publisher-place" and variable in draft.texts:
            if draft.texts[variable][0][1] == field.tag + code:  # further places of one publisher
                rank, word, before = draft.take(variable)[0]
                draft.add(variable, f"{before}; {text}" if text not in before else before, word, rank)
        elif variable not in {"URL", "issued", "publisher"} or variable not in draft.texts:
            draft.add(variable, text, field.tag + code, rank)
    return known


def _date(text: str) -> str:
    if parse_date(text):
        return text
    year = _YEAR.search(text)
    return year[0] if year else _plain(text).strip("[] ")


def _settle(draft: Draft, fields: list[Field]) -> None:
    """Take what stands in several places: call number, extent, pages of a part, language."""
    held = next((text for each in fields if each.tag == "852" and (text := each.text("khij")) and each.text("hi")), "")
    draft.add("call-number", held, "852")
    for tag in () if held else _CALL_NUMBERS:
        found = next((each for each in fields if each.tag == tag and each.text("ab")), None)
        if found:
            draft.add("call-number", found.text("ab"), tag)
            break
    extent = next((each.text("a") for each in fields if each.tag == "300"), "")
    pages = _PAGES.search(extent)
    counted = pages or draft.type not in {"song", "motion_picture"}
    draft.add("number-of-pages" if counted else "dimensions", pages[1] if pages else _plain(extent))
    if "page" not in draft.texts:
        related = next((each.text("g") for each in fields if each.tag == "773"), "")
        found_pages = _RELATED.search(related)
        if found_pages:
            draft.add("page", found_pages[1], "773g")
    fixed = next((each.parts[0][1] for each in fields if each.tag == "008"), "")
    if "language" not in draft.texts and re.fullmatch("[a-z]{3}", fixed[35:38]):
        draft.add("language", fixed[35:38], "008")


def _kept(field: Field) -> str:
    """Return a field as text: its indicators, and each subfield after a dollar sign and its code."""
    if not field.indicators:
        return field.parts[0][1]
    return field.indicators + _dollars(field.parts)


def _dollars(parts: Iterable[tuple[str, str]]) -> str:
    """Return subfields as text, each after a dollar sign and its code; one in a text has its name, as in MARC's own."""
    return "".join(f"${code}{text.replace('$', _DOLLAR)}" for code, text in parts)


def _parts(text: str) -> tuple[tuple[str, str], ...]:
    """Return the subfields that a text of `_dollars` stands for."""
    return tuple((part[:1], part[1:].replace(_DOLLAR, "$")) for part in text[1:].split("$"))


def _fields(work: Work) -> Iterator[Field]:
    if work.key:
        yield Field("001", "", (("", work.key),))
    yield Field("655", " 7", (("a", work.type), ("2", "csl")))
    for tag, indicators, parts in marc_names.write(work):
        yield Field(tag, indicators, parts)
    yield from _numbers(work)
    together: dict[str, list[tuple[str, str]]] = {}
    values = dict(facts(work))
    for variable in TABLE.order(work.type):
        value, word = values.get(variable), TABLE.word(variable, work.type)
        if value is None or word is None:
            continue
        text = date_text(value) if isinstance(value, Date) else value
        for part in parts_of(variable, text):
            if variable in {"keyword", "ISBN", "ISSN", "language"} and word[:3] != "773":
                yield Field(word[:3], "  ", ((word[3], part),))
            else:
                together.setdefault(word[:3], []).append((word[3], part))
    for tag, found in together.items():
        yield Field(tag, {"245": "00", "264": " 1", "856": "40", "773": "0 "}.get(tag, "  "), tuple(sorted(found)))
    yield from _extra(work)


def _numbers(work: Work) -> Iterator[Field]:
    numbers = [("doi", work.doi)] if work.doi else []
    for each in work.identifiers:
        numbers += [(name, each.value) for name, scheme in _SCHEMES.items() if scheme is each.scheme]
    for kind, text in numbers:
        yield Field("024", "7 ", (("a", text), ("2", kind)))


def _extra(work: Work) -> Iterator[Field]:
    """Yield the fields that a reader kept."""
    for name, value in work.extra.items():
        found = _KEPT.fullmatch(name)
        for text in (value if isinstance(value, list) else [value]) if found else ():
            if not found or not isinstance(text, str):
                continue
            if found[1] < "010":
                yield Field(found[1], "", (("", text),))
            elif re.match(r"..\$", text):
                yield Field(found[1], text[:2], _parts(text[2:]))


def _write(record: Node, field: Field) -> None:
    if not field.indicators:
        etree.SubElement(record, "controlfield", {"tag": field.tag}).text = clean(field.parts[0][1])
        return
    attributes = {"tag": field.tag, "ind1": field.indicators[0], "ind2": field.indicators[1]}
    element = etree.SubElement(record, "datafield", attributes)
    for code, text in field.parts:
        etree.SubElement(element, "subfield", {"code": code}).text = clean(text)
