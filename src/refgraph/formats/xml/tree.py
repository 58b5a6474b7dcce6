"""XML texts to records, with limits: no entities, no DTD, no network; what is broken is a finding with its line."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree

from refgraph.errors import InvalidValueError
from refgraph.formats.records import Draft, Entry, collect
from refgraph.formats.records.library import finding
from refgraph.formats.records.rest import LeftOut, keep_unsaid
from refgraph.model.finding import Finding
from refgraph.model.library import Library

Node = etree._Element  # noqa: SLF001 - lxml has no public name for the type
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST_FINDINGS = 20
_HARMLESS = frozenset({"NS_ERR_UNDEFINED_NAMESPACE"})
_AMPERSAND = re.compile(
    r"<!\[CDATA\[(?:.*?\]\]>|.*)|&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)(\w{1,32};)?", re.DOTALL
)


@dataclass(frozen=True)
class Source:
    """One XML format, as its reader needs to know it.

    Attributes:
        title: what messages call it.
        records: local names of the elements that are records.
        roots: local names of root elements; a text with another root and no record is refused.
        leaves: yields path and text of every value of a record that its draft must say; None where the reader of the
            format sees to that.
        left_out: matches the beginnings of paths of values about the record, which are only named.
    """

    title: str
    records: frozenset[str]
    roots: frozenset[str]
    leaves: Callable[[Node], Iterable[tuple[str, str]]] | None = None
    left_out: re.Pattern[str] | None = None


def library_of(text: str, source: Source, make: Callable[[Node], Draft | None], file: str | None) -> Library:
    """Read the records of a text one by one.

    Args:
        text: the XML.
        source: the format.
        make: makes a draft of a record; None for an element that is none after all.
        file: for the findings.

    Raises:
        InvalidValueError: if it is no XML, of another format, or declares entities.
    """
    root, findings = parse(text, source.title, file)
    lines_before = text[: len(text) - len(text.lstrip("\ufeff \t\r\n"))].count("\n")
    records, wrappers = _records(root, source)
    if not records and local(root) not in source.roots:
        raise InvalidValueError(f"XML, but not {source.title}", text=f"<{local(root)}>")
    entries = [Entry(None, findings)]
    left_out = LeftOut()
    for record in records:
        line = line_of(record, lines_before)
        draft = make(record)
        if draft is None:
            if record not in wrappers:
                message = f"<{local(record)}> describes no work that is known here and was left out"
                shown = text_of(record)[:200]
                entries.append(Entry(None, (finding("unparsable-block", message, file, line=line, value=shown),)))
            continue
        if source.leaves is not None:
            keep_unsaid(draft, source.leaves(record), source.left_out)
        left_out.add(draft, line)
        entries.append(Entry(draft.work(), (), line))
    return collect([*entries, Entry(None, left_out.findings(file))], file)


def line_of(element: Node, lines_before: int = 0) -> int | None:
    """Return the line of an element's tag in a text, from 1, if it is known."""
    line = cast("int | None", element.sourceline)  # which the stubs do not say
    return None if line is None else line + lines_before


def leaves_of(record: Node) -> Iterator[tuple[str, str]]:
    """Yield path and text of every element of a record that has text and no element below it but marks in the text."""
    done: set[Node] = set()
    for each in record.iter():
        if each is record or not local(each):
            continue
        if each.getparent() in done:
            done.add(each)
        elif _is_leaf(each):
            done.add(each)
            text = text_of(each)
            if text:
                yield path_to(record, each), text


def _is_leaf(element: Node) -> bool:
    """Return True if an element has no others in it, or text beside them."""
    inside = any(local(each) for each in element)
    return not inside or bool((element.text or "").strip() or any((each.tail or "").strip() for each in element))


def path_to(record: Node, element: Node) -> str:
    """Return the names from a record, without its own, down to an element in it."""
    names = [local(element)]
    for above in element.iterancestors():
        if above is record:
            break
        names.insert(0, local(above))
    return "/".join(names)


def parse(text: str, title: str, file: str | None = None) -> tuple[Node, tuple[Finding, ...]]:
    """Return the root element of a text, its tags without namespaces, and what is broken in it.

    Raises:
        InvalidValueError: if there is no element in it, or it declares entities.
    """
    if "<!DOCTYPE" in text and "<!ENTITY" in text:
        raise InvalidValueError("XML that declares entities is refused", hint="write out what the entities stand for")
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    bare = text.lstrip("\ufeff \t\r\n")
    lines_before = text[: len(text) - len(bare)].count("\n")
    found = list(_stray(bare, file, lines_before))
    clean = _AMPERSAND.sub(_character, _NOT_XML.sub(" ", bare))
    try:
        root = _parsed(clean, parser)
    except etree.XMLSyntaxError as error:
        raise InvalidValueError(f"not XML: {error.msg}", hint=f"expected {title}") from None
    if root is None:
        raise InvalidValueError("not XML", text=text[:80], hint=f"expected {title}")
    _without_namespaces(root)
    return root, (*found, *_findings(parser, file, lines_before))


def _parsed(text: str, parser: etree.XMLParser) -> Node | None:
    """Return the root element; None, whatever the stubs say, where recovery finds none."""
    return cast("Node | None", etree.fromstring(text.encode(), parser))


def local(element: Node) -> str:
    """Return the name of an element without its namespace; "" for a comment or an entity."""
    tag = cast("object", element.tag)  # that of a comment is a function
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: Node | None, *, prose: bool = False) -> str:
    """Return the text in an element and all below it, spaces made one; for prose line breaks are kept."""
    if element is None:
        return ""
    text = "".join(str(each) for each in element.itertext())
    if prose:
        return "\n".join(line for each in text.splitlines() if (line := " ".join(each.split())))
    return " ".join(text.split())


def text_at(element: Node, path: str) -> str:
    """Return the text of the first element at a path; "" if there is none."""
    return text_of(element.find(path))


def first_text(element: Node, paths: Iterable[str]) -> str:
    """Return the first text that is not empty at one of the paths; "" if there is none."""
    return next((text for path in paths for each in element.iterfind(path) if (text := text_of(each))), "")


def _records(root: Node, source: Source) -> tuple[list[Node], set[Node]]:
    """Return the records in the order of the text, and those that had others in them.

    One inside another, for want of an end tag or because an answer of a catalogue wraps it, stands by itself. Empty
    ones say nothing and are left out.
    """
    found = [each for each in root.iter() if local(each) in source.records]
    inside, wrappers = set(found), set[Node]()
    for each in reversed(found):
        around = [above for above in each.iterancestors() if above in inside]
        if around:
            wrappers.update(around)
            parent = each.getparent()
            if parent is not None:
                parent.remove(each)
    return [each for each in found if len(each) or text_of(each)], wrappers


def _without_namespaces(root: Node) -> None:
    for each in root.iter():
        if isinstance(each.tag, str):
            if "}" in each.tag:
                each.tag = each.tag.rpartition("}")[2]
            for name in [name for name in each.attrib if "}" in str(name)]:
                bare = str(name).rpartition("}")[2]
                if bare not in each.attrib:
                    each.set(bare, each.attrib[name])


def _character(found: re.Match[str]) -> str:
    """Return the character of one of HTML's names, and for any other ampersand the ampersand itself."""
    if found[0].startswith("<"):
        return found[0]
    character = html.entities.html5.get(found[1] or "", "")
    return character or "&amp;" + (found[1] or "")


def _stray(text: str, file: str | None, before: int) -> Iterator[Finding]:
    for found in _AMPERSAND.finditer(text):
        if found[0].startswith("&") and (found[1] or "") not in html.entities.html5:
            line = text.count("\n", 0, found.start()) + 1 + before
            yield finding("unparsable-block", "an ampersand that begins no character", file, line=line)
            return


def _findings(parser: etree.XMLParser, file: str | None, before: int) -> Iterator[Finding]:
    errors = [each for each in parser.error_log if each.type_name not in _HARMLESS]
    for each in errors[:_MOST_FINDINGS]:
        yield finding("unparsable-block", f"broken XML: {each.message}", file, line=each.line + before)
    if len(errors) > _MOST_FINDINGS:
        more = f"broken XML: {len(errors) - _MOST_FINDINGS} more places"
        yield finding("unparsable-block", more, file, line=errors[_MOST_FINDINGS].line + before)
