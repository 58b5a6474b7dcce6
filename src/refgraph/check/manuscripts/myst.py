r"""What Markdown has beyond Pandoc's: MyST's roles and directives, included files, ``<cite data-cite>``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.manuscripts.manuscript import CitedKey, blank, listed_keys

_ROLE_OR_CODE = re.compile(
    r"\{(?:foot)?cite(?::[A-Za-z*]{1,20})?\}(`{1,2})(?P<keys>[^`]{1,4000})\1(?!`)|(?<![`\\])(`+)(?!`)[^\r\n]{0,2000}?(?<!`)\3(?!`)"
)
CODE = re.compile(r"(?<![`\\])(`+)(?!`)[^\r\n]{0,2000}?(?<!`)\1(?!`)")
_AROUND = re.compile(r"\{[^{}]*\}")
_TAG = re.compile(r"<cite\b[^<>]{0,200}?\bdata-cite\s*=\s*[\"']([^\"'<>]{0,2000})[\"']", re.IGNORECASE)
_DIRECTIVE = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>bibliography|include)\}[ \t]*(?P<files>[^\r\n`]*)"
    r"(?P<options>(?:(?:\r\n|\r|\n)(?![ \t>]*(?:`{3}|~{3}|:{3}))[^\r\n]*){0,30})",
    re.MULTILINE,
)
_ALL = re.compile(r"^[ \t>]*(?::all:|:filter:[ \t]*True\b|all:|filter:[ \t]*True\b)", re.MULTILINE)
_NAME = re.compile(r"[^\s\"']+")
_SHORTCODE = re.compile(r"\{\{<[ \t]*include[ \t]+([^\s<>]+)[ \t]*>\}\}")
_CHILD = re.compile(r"^[ \t]*`{3,}[ \t]*\{r\b[^\r\n{}]*?\bchild[ \t]*=[ \t]*(?:c\()?([^\r\n{}]*)\}", re.MULTILINE)
_QUOTED = re.compile(r"[\"']([^\"'\r\n]+)[\"']")


def role_keys(shown: str) -> Iterator[CitedKey]:
    """Yield the keys in MyST's roles and in HTML's ``cite`` tags.

    Args:
        shown: Markdown in which blocks of code are hidden.
    """
    for found in _ROLE_OR_CODE.finditer(shown):
        inside = blank(found["keys"] or "", _AROUND)
        for each in listed_keys(inside, 0, len(inside), found.start() + 1):
            start = found.start("keys") + each.start
            yield CitedKey(key=each.key, start=start, end=start + len(each.key), group=each.group)
    yield from tag_keys(blank(shown, CODE))


def tag_keys(shown: str) -> Iterator[CitedKey]:
    """Yield the keys in ``<cite data-cite="key">``."""
    for found in _TAG.finditer(shown):
        yield from listed_keys(shown, *found.span(1), found.start() + 1)


def directive_files(text: str) -> tuple[list[CitedKey], list[str], bool]:
    """Return the bibliographies that MyST directives name, the files they include, and if everything is listed."""
    named: list[CitedKey] = []
    included: list[str] = []
    everything = False
    for found in _DIRECTIVE.finditer(text):
        if found["name"] == "include":
            included.append(found["files"].strip())
            continue
        everything = everything or _ALL.search(found["options"]) is not None
        names = _NAME.finditer(text, *found.span("files"))
        named += (CitedKey(key=name[0], start=name.start(), end=name.end()) for name in names)
    included += [found[1].strip("\"'") for found in _SHORTCODE.finditer(text)]
    included += [name[1] for found in _CHILD.finditer(text) for name in _QUOTED.finditer(found[1])]
    return named, [each for each in included if each], everything
