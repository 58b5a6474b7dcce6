"""Whether a style is the CSL that it says it is: findings for what is not known, an error for what cannot work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from refgraph.csl.styles.element import Element, parent_link
from refgraph.csl.styles.grammar import VERSIONS, Place, Values, known_tags, places
from refgraph.errors import StyleError
from refgraph.model.finding import Finding, Severity

LARGEST = 100_000
"""Elements that one entry can run through; of the styles in the pack none has more than 1,831."""
DEEPEST = 60
"""Macros that call one another in a row; in the pack at most 12."""

_ERRORS = frozenset({"Y206", "Y301"})
_Problem = tuple[str, str, str, Element, str, str]


def check_style(root: Element, name: str) -> tuple[Finding, ...]:
    """Return what is doubtful in a style; everything else of it still renders.

    Codes: Y101 version, Y201 element, Y202 place of an element, Y203 attribute, Y204 value, Y205 attribute wanted,
    Y206 no citation layout, Y301 macro called but not defined, Y302 macro defined twice; Y206 and Y301 are errors.

    Args:
        root: the style.
        name: its path or name, the file of the findings.

    Raises:
        StyleError: if macros call each other in a circle, or blow up when written out.
    """
    _refuse_endless(root, name)
    return tuple(sorted(_findings(root, name), key=lambda each: each.line or 0))


def _findings(root: Element, name: str) -> Iterator[Finding]:
    for problems in (_version_problems(root), _structure_problems(root), _macro_problems(root)):
        for code, slug, message, element, field, value in problems:
            yield Finding(
                code=code,
                slug=slug,
                message=message,
                severity=Severity.ERROR if code in _ERRORS else Severity.WARNING,
                file=name,
                line=element.line,
                field=field,
                value=value,
            )


def _version_problems(root: Element) -> Iterator[_Problem]:
    version = root.attributes.get("version")
    if version is None:
        yield "Y101", "csl-version", "no version; it is read as CSL 1.0.2", root, "version", ""
    elif version not in VERSIONS:
        message = f"version {version!r} is not known; it is read as CSL 1.0.2"
        yield "Y101", "csl-version", message, root, "version", version


def _structure_problems(root: Element) -> Iterator[_Problem]:
    """Yield what is not known, or not known there, from the root down."""
    every = places()
    waiting = [(root, every[root.tag])]
    while waiting:
        element, place = waiting.pop()
        yield from _attribute_problems(element, place)
        for child in element.children:
            opened = place.children.get(child.tag)
            if opened is not None:
                waiting.append((child, every[opened]))
            elif child.tag in known_tags():
                message = f"<{child.tag}> has no place in <{element.tag}>; it is left out"
                yield "Y202", "csl-misplaced-element", message, child, child.tag, ""
            else:
                message = f"<{child.tag}> is no element of CSL; it is left out{_near(child.tag, place.children)}"
                yield "Y201", "csl-unknown-element", message, child, child.tag, ""
    citations = [each for each in root.children if each.tag == "citation"]
    if parent_link(root) is None and not any(part.tag == "layout" for each in citations for part in each.children):
        message = "there is no <citation> with a <layout>: the style cannot cite"
        yield "Y206", "csl-no-citation", message, root, "citation", ""


def _attribute_problems(element: Element, place: Place) -> Iterator[_Problem]:
    for name, value in element.attributes.items():
        values = place.attributes.get(name)
        if values is None:
            message = f"<{element.tag}> has no attribute {name!r} in CSL{_near(name, place.attributes)}"
            yield "Y203", "csl-unknown-attribute", message, element, name, value
            continue
        for word in _unknown(value, values):
            message = f"{name} cannot be {word!r}{_near(word, values.words or ())}"
            yield "Y204", "csl-unknown-value", message, element, name, word
    if place.one_of and not any(name in element.attributes for name in place.one_of):
        wanted = " or ".join(place.one_of)
        message = f"<{element.tag}> says nothing without an attribute {wanted}"
        yield "Y205", "csl-missing-attribute", message, element, place.one_of[0], ""


def _unknown(value: str, values: Values) -> list[str]:
    """Return the words of an attribute that may not stand there."""
    if values.words is None:
        return []
    words = value.split() if values.several else [value]
    return [
        word
        for word in words
        if word not in values.words and not (values.pattern is not None and values.pattern.fullmatch(word))
    ]


def _macro_problems(root: Element) -> Iterator[_Problem]:
    defined: dict[str, Element] = {}
    for each in root.children:
        if each.tag != "macro":
            continue
        name = each.attributes.get("name", "")
        if name in defined:
            message = f"macro {name!r} was defined in line {defined[name].line} already; the last one counts"
            yield "Y302", "csl-macro-defined-twice", message, each, "macro", name
        defined[name] = each
    for caller in _calls(root):
        name = caller.attributes["macro"]
        if name not in defined:
            message = f"macro {name!r} is not defined; nothing is printed for it{_near(name, defined)}"
            yield "Y301", "csl-undefined-macro", message, caller, "macro", name


def _refuse_endless(root: Element, name: str) -> None:
    """Raise if the macros have no end, or one that nobody lives to see (CSL's own entity bomb)."""
    macros = {each.attributes.get("name", ""): each for each in root.children if each.tag == "macro"}
    called = {
        macro: [call.attributes["macro"] for call in _calls(element) if call.attributes["macro"] in macros]
        for macro, element in macros.items()
    }
    order = _callees_first(called)
    if len(order) < len(macros):
        circle = _circle(called, macros.keys() - set(order))
        raise StyleError(
            "macros call each other in a circle: " + " > ".join(circle),
            path=name,
            line=macros[circle[0]].line,
            hint="let one of them not call the next",
        )
    sizes: dict[str, int] = {}
    depths: dict[str, int] = {}
    for macro in order:
        sizes[macro] = _size(macros[macro], sizes)
        depths[macro] = 1 + max((depths[each] for each in called[macro]), default=0)
        if sizes[macro] > LARGEST or depths[macro] > DEEPEST:
            raise StyleError(
                f"macro {macro!r} calls others so often or so deep that an entry would never be done",
                path=name,
                line=macros[macro].line,
                hint=f"at most {LARGEST:,} elements for an entry, and {DEEPEST} macros in a row",
            )


def _callees_first(called: Mapping[str, list[str]]) -> list[str]:
    """Order macros so that each stands behind all that it calls; those in circles, and who calls them, are left out."""
    callers: dict[str, list[str]] = defaultdict(list)
    for macro, those in called.items():
        for each in those:
            callers[each].append(macro)
    missing = {macro: len(those) for macro, those in called.items()}
    order = [macro for macro, count in missing.items() if not count]
    for macro in order:  # which grows as it goes
        for caller in callers[macro]:
            missing[caller] -= 1
            if not missing[caller]:
                order.append(caller)
    return order


def _size(element: Element, sizes: Mapping[str, int]) -> int:
    """Return how many elements an entry runs through at most: of alternatives only one is taken."""
    parts = [_size(child, sizes) for child in element.children]
    return 1 + (max(parts, default=0) if element.tag == "choose" else sum(parts)) + sizes.get(_called(element), 0)


def _circle(called: Mapping[str, list[str]], in_circles: Collection[str]) -> list[str]:
    """Return macros each of which calls the next, the first again at the end."""
    path = [min(in_circles)]
    while True:
        following = next(each for each in called[path[-1]] if each in in_circles)
        if following in path:
            return [*path[path.index(following) :], following]
        path.append(following)


def _calls(root: Element) -> Iterator[Element]:
    return (each for each in _inside(root) if _called(each))


def _called(element: Element) -> str:
    return element.attributes.get("macro", "") if element.tag in {"text", "key"} else ""


def _inside(root: Element) -> Iterator[Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(reversed(element.children))


def _near(word: str, known: Collection[str]) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0.7)
    return f"; did you mean {near[0]!r}?" if near else ""
