"""What a style says about itself."""

from __future__ import annotations

import os

from refgraph.csl.styles.archive import find_style
from refgraph.csl.styles.element import Element, find_info
from refgraph.csl.styles.source import load_style


def describe_style(style: str | os.PathLike[str]) -> dict[str, str | list[str]]:
    """Return title, subjects, people, licence and so on, in a fixed order; "" and [] where a style is silent.

    Authors, summary, licence and documentation of a dependent style are those of the style that it follows.

    Args:
        style: as for `load_style`, which says what is raised.
    """
    source = load_style(style)
    root = source.element
    info = find_style(source.name)
    categories = [each.attributes for each in find_info(root, "category")]
    own_fields = [each["field"] for each in categories if "field" in each]
    formats = [each["citation-format"] for each in categories if "citation-format" in each]
    rights = find_info(root, "rights")
    return {
        "name": source.name,
        "title": source.title,
        "follows": (info.parent or "") if info else "",
        "summary": _text(root, "summary"),
        "class": root.attributes.get("class", ""),
        "citation_format": (info.citation_format if info else "") or " ".join(formats),
        "fields": list(info.fields) if info else own_fields,
        "issns": list(info.issns) if info else [each.text for tag in _ISSNS for each in find_info(root, tag)],
        "default_locale": source.default_locale or "",
        "authors": [_text_of(each, "name") for each in find_info(root, "author")],
        "contributors": [_text_of(each, "name") for each in find_info(root, "contributor")],
        "documentation": [
            each.attributes.get("href", "")
            for each in find_info(root, "link")
            if each.attributes.get("rel") == "documentation"
        ],
        "updated": _text(root, "updated"),
        "licence": " ".join(_licence(each) for each in rights),
    }


_ISSNS = ("issn", "eissn", "issnl")


def _text(root: Element, tag: str) -> str:
    return " ".join(" ".join(each.text.split()) for each in find_info(root, tag))


def _text_of(person: Element, tag: str) -> str:
    return " ".join(each.text for each in person.children if each.tag == tag)


def _licence(rights: Element) -> str:
    address = rights.attributes.get("license", "")
    text = " ".join(rights.text.split())
    return f"{text} <{address}>" if address else text
