"""A CSL file as plain values: elements with attributes, children and the line they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

from refgraph.errors import StyleError

NAMESPACE = "http://purl.org/net/xbiblio/csl"
ROOTS = ("style", "locale")
DEEPEST = 200
"""Levels of elements; the deepest of the 2,851 styles in the pack has 19."""

_PREFIX = f"{NAMESPACE} "
_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
_TUPLE = tuple.__new__
_IN_TEXT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
# In an attribute XML reads a tab or a line end as a blank unless it is written so.
_IN_ATTRIBUTE = _IN_TEXT | {ord('"'): "&quot;", ord("\t"): "&#9;", ord("\n"): "&#10;"}


class Element(NamedTuple):
    """One element of a style or locale.

    Attributes:
        tag: the name without the CSL namespace ("text", "names", ...); of another namespace or none, that, a blank and
            the name.
        attributes: name to value; "xml:lang" is "lang". Shared by all who hold the element: never change it.
        children: elements inside, comments left out.
        text: character data as written, of an element that has no children; "" for any other.
        line: line of the start tag in the file, from 1.
    """

    tag: str
    attributes: dict[str, str]
    children: tuple[Element, ...]
    text: str
    line: int


def parse_xml(data: bytes | str, name: str, roots: tuple[str, ...] = ROOTS) -> Element:
    """Read a style or locale.

    Nothing outside the data is ever read: a DOCTYPE, and with it every entity of its own, is refused.

    Args:
        data: the file.
        name: its path or name, for messages.
        roots: the elements it may consist of.

    Raises:
        StyleError: if it is not XML, not CSL, declares a DOCTYPE or is nested absurdly; with line and column.

    >>> parse_xml('<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"/>', "mine").attributes
    {'version': '1.0'}
    """
    return _Reader(name, roots).read(data)


def find_info(root: Element, tag: str) -> list[Element]:
    """Return the elements of a name in a style's description of itself."""
    return [each for part in root.children if part.tag == "info" for each in part.children if each.tag == tag]


def parent_link(root: Element) -> Element | None:
    """Return the link of a dependent style to the style that it follows, None for an independent style."""
    return next((each for each in find_info(root, "link") if each.attributes.get("rel") == "independent-parent"), None)


def dump_xml(element: Element, *, indented: bool = False) -> str:
    """Write a style or locale as XML; `parse_xml` reads the same elements from it.

    What is of another namespace than CSL's is left out.

    Args:
        element: its root.
        indented: one element a line, for people; otherwise everything in one line, without a declaration.
    """
    lines = list(_written(element, 0, f' xmlns="{NAMESPACE}"'))
    if not indented:
        return "".join(line.lstrip(" ") for line in lines)
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', *lines, ""])


def _written(element: Element, depth: int, namespace: str = "") -> Iterator[str]:
    if " " in element.tag:
        return
    attributes = "".join(
        f' {"xml:lang" if name == "lang" else name}="{value.translate(_IN_ATTRIBUTE)}"'
        for name, value in element.attributes.items()
        if " " not in name
    )
    margin, head = "  " * depth, f"<{element.tag}{namespace}{attributes}"
    if element.children:
        yield f"{margin}{head}>"
        for child in element.children:
            yield from _written(child, depth + 1)
        yield f"{margin}</{element.tag}>"
    elif element.text:
        yield f"{margin}{head}>{element.text.translate(_IN_TEXT)}</{element.tag}>"
    else:
        yield f"{margin}{head}/>"


class _Reader:
    """Builds elements from the events of expat, which comes with Python and loads 40 times faster than lxml."""

    def __init__(self, name: str, roots: tuple[str, ...]) -> None:
        from xml.parsers import expat  # what makes it unsafe, entities, is refused below

        self.name = name
        self.roots = roots
        self.error = expat.ExpatError
        self.create = expat.ParserCreate
        self.tags: dict[str, str] = {}
        self.open: list[tuple[str, dict[str, str], int, list[Element], list[str]]] = []
        self.root: Element | None = None

    def read(self, data: bytes | str) -> Element:
        data = data.lstrip("\ufeff") if isinstance(data, str) else data
        if not data.strip():
            raise StyleError("it is empty", path=self.name, hint="expected a CSL style or locale in XML")
        # The declaration of a text that is already decoded says what its file was once encoded in.
        encoding = "utf-8" if isinstance(data, str) else None
        self.parser: Any = self.create(encoding, " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        try:
            self.parser.Parse(data.encode() if isinstance(data, str) else data, True)  # noqa: FBT003 - expat's signature
        except self.error as error:
            raise StyleError(
                f"broken XML: {_reason(error)}",
                path=self.name,
                line=error.lineno,
                column=error.offset + 1,
                hint="mend it, or check that the whole file was saved",
            ) from None
        except UnicodeEncodeError as error:
            raise StyleError(f"not Unicode text: {error.reason}", path=self.name) from None
        except LookupError as error:  # the declaration names an encoding that does not exist
            raise StyleError(f"broken XML: {error}", path=self.name, line=1, hint="save it as UTF-8") from None
        assert self.root is not None
        return self.root

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self.tags.get(tag)
        if name is None:
            name = tag if " " in tag else f" {tag}"
            name = self.tags[tag] = name.removeprefix(_PREFIX)
        if _LANGUAGE in attributes:
            attributes["lang"] = attributes.pop(_LANGUAGE)
        if not self.open and name not in self.roots:
            self._not_csl(tag)
        elif len(self.open) >= DEEPEST:
            raise self._refused(f"more than {DEEPEST} elements inside each other", "no style needs that")
        self.open.append((name, attributes, self.parser.CurrentLineNumber, [], []))

    def _end(self, _: str) -> None:
        tag, attributes, line, children, texts = self.open.pop()
        text = "" if children or not texts else texts[0] if len(texts) == 1 else "".join(texts)
        element: Element = _TUPLE(Element, (tag, attributes, tuple(children), text, line))
        if self.open:
            self.open[-1][3].append(element)
        else:
            self.root = element

    def _text(self, text: str) -> None:
        self.open[-1][4].append(text)

    def _doctype(self, name: str, *_: object) -> None:
        if name.casefold() == "html":
            raise self._refused("it is a web page, not a style", "save the style itself, the .csl file")
        raise self._refused(
            "it declares a DOCTYPE, through which XML can pull in other files or blow up",
            "remove the declaration; no style needs one",
        )

    def _not_csl(self, tag: str) -> NoReturn:
        namespace, _, name = tag.rpartition(" ")
        if namespace and namespace != NAMESPACE:
            name += f" xmlns={namespace!r}"
        expected = " or ".join(f"<{root}>" for root in self.roots)
        found = f"begins with <{name}>" + ("" if namespace else " in no namespace")
        raise self._refused(f"it {found}", f"expected {expected} in the CSL namespace, xmlns={NAMESPACE!r}")

    def _refused(self, problem: str, hint: str) -> StyleError:
        parser = self.parser
        return StyleError(
            problem, path=self.name, line=parser.CurrentLineNumber, column=parser.CurrentColumnNumber + 1, hint=hint
        )


def _reason(error: Exception) -> str:
    return str(error).partition(":")[0]
