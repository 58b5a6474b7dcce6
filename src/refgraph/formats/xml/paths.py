"""Values of works at paths of elements: a vocabulary table whose words are paths is read and written by it.

A path is what ElementTree understands: ``relatedItem[@type='host']/titleInfo/title``. Written, it makes the elements
that are not there yet; its last element is always a new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from refgraph.formats.records import Draft, Table, facts
from refgraph.formats.records.dates import is_plain
from refgraph.formats.xml.tree import Node, local, path_to, text_of
from refgraph.model.contributor import Role
from refgraph.model.dates import Date
from refgraph.model.edtf import dump_edtf
from refgraph.model.names import Name
from refgraph.model.work import Work

PROSE = frozenset({"abstract", "note", "annote"})
LISTS = {"keyword": ";", "ISBN": ",", "ISSN": ",", "language": ","}
"""Variables of several values -> what they are parted at."""
_STEP = re.compile(r"([\w-]+)((?:\[@[\w-]+='[^']*'\])*)")
_FIRST = re.compile(r"[\w.-]*")
_CONDITION = re.compile(r"\[@([\w-]+)='([^']*)'\]")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_paths(record: Node, draft: Draft, table: Table, used: set[Node]) -> None:
    """Add to a draft what stands at the paths of a table, but for elements in ``used``; those that are read go there.

    An element that several paths of the table reach says what the first of them says.
    """
    first = {local(each) for each in record}
    for path, (variable, rank) in table.words(draft.type).items():
        begins = _FIRST.match(path)
        if begins is None or begins[0] not in first:
            continue
        for each in record.iterfind(path):
            if each in used:
                continue
            used.add(each)
            text = text_of(each, prose=variable in PROSE)
            draft.add(variable, text, path, rank)


def keep_leaves(record: Node, draft: Draft, used: set[Node], *, skip: frozenset[str] = frozenset()) -> None:
    """Keep the text of every element that nothing has read, by the names from the record down to it."""
    done = set(used)
    for each in record.iter():
        if each is record or not local(each):
            continue
        parent = each.getparent()
        if each in done or parent in done or local(each) in skip:
            done.add(each)
        elif not any(local(below) for below in each):
            text = text_of(each)
            if text:
                draft.keep(path_to(record, each), text)


def write_paths(record: Node, work: Work, table: Table, shown: Mapping[str, Callable[[Node, str, str], None]]) -> None:
    """Write the texts and dates of a work that the table has a path for.

    Args:
        record: the element to write into.
        work: the work.
        table: the vocabulary.
        shown: variable -> what writes it in another way than as the text of the element at its path.
    """
    csl_type = table.type_back(work.type)
    values = dict(facts(work))
    for variable in table.order(csl_type):
        value = values.get(variable)
        path = table.word(variable, csl_type)
        if value is None or path is None:
            continue
        text = date_text(value) if isinstance(value, Date) else value
        if variable in shown:
            shown[variable](record, path, text)
        else:
            for part in parts_of(variable, text):
                put(record, path, part)
    known = {path.lower(): path for path in table.words(csl_type)}
    for name, value in work.extra.items():
        path = known.get(name.partition("-")[2])
        texts = value if isinstance(value, list) else [value]
        for each in texts if path else ():
            if isinstance(each, str):
                put(record, path or "", each)


def put(record: Node, path: str, text: str) -> Node:
    """Make the elements of a path, as far as they are not there, and one with a text at its end.

    >>> from lxml import etree
    >>> record = etree.Element("mods")
    >>> _ = put(record, "titleInfo[@type='abbreviated']/title", "Bogs")
    >>> etree.tostring(record).decode()
    '<mods><titleInfo type="abbreviated"><title>Bogs</title></titleInfo></mods>'
    """
    *above, last = path.split("/")
    at = record
    for step in above:
        same = [each for each in at.findall(step) if _same(each, _attributes(step))]
        at = same[-1] if same else _new(at, step)
    leaf = _new(at, last)
    leaf.text = clean(text)
    return leaf


def clean(text: str) -> str:
    """Return a text with spaces for the characters that XML cannot hold."""
    return _NOT_XML.sub(" ", text)


def parts_of(variable: str, text: str) -> list[str]:
    """Return the values that a text of a variable holds: keywords and numbers one by one.

    >>> parts_of("keyword", "peat; moss"), parts_of("title", "a; b")
    (['peat', 'moss'], ['a; b'])
    """
    sign = LISTS.get(variable)
    if sign is None:
        return [text]
    if variable == "keyword" and ";" not in text:
        sign = ","
    return [part for each in text.split(sign) if (part := each.strip())]


def date_text(date: Date) -> str:
    """Return a date as EDTF, or its words."""
    return (dump_edtf(date) if date.start or date.end else "") or date.literal or ""


def plain_parts(date: Date) -> tuple[str, str, str] | None:
    """Return year, month and day of a date that says no more; None for any other."""
    point = date.start
    if point is None or not is_plain(date):
        return None
    return str(point.year), str(point.month or ""), str(point.day or "")


def text_document(root: Node, space: str = "") -> str:
    """Return an element as the text of a file, all of it in one namespace."""
    etree.indent(root)
    text = etree.tostring(root, encoding="unicode")
    if space:
        name = local(root)
        text = f'<{name} xmlns="{space}"' + text.removeprefix(f"<{name}")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text + "\n"


def roles_in(work: Work) -> list[Role]:
    """Return the roles of a work in their order, those that only go on with "et al." too."""
    return list(dict.fromkeys([*(each.role for each in work.contributors), *work.truncated]))


def name_parts(agent: Name) -> tuple[str, str, str]:
    """Return family name, given names and suffix, each with the particles that `read_parts` finds in it again."""
    family = " ".join(part for part in (agent.non_dropping_particle, agent.family or agent.literal) if part)
    given = " ".join(part for part in (agent.given, agent.dropping_particle) if part)
    return family, given, agent.suffix or ""


def skip(record: Node, path: str, text: str) -> None:
    """Write nothing: this variable is written in another way."""


def _new(at: Node, step: str) -> Node:
    found = _STEP.fullmatch(step)
    name = found[1] if found else step
    return etree.SubElement(at, name, _attributes(step))


def _same(element: Node, attributes: dict[str, str]) -> bool:
    return {str(name): str(text) for name, text in element.attrib.items()} == attributes


def _attributes(step: str) -> dict[str, str]:
    return dict(_CONDITION.findall(step))
