"""What the YAML of a manuscript says about citing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from refgraph.documents.callouts.markdown import find_keys
from refgraph.documents.callouts.markdown_blocks import find_blocks
from refgraph.documents.callouts.values import CitedPart

_NOCITE = re.compile(r"^nocite[ \t]*:(.*?)(?=^[^\s#\-]|^-[ \t]*[^@\s'\"]|\Z)", re.DOTALL | re.MULTILINE)
_TRUE, _FALSE = {"true", "yes", "on"}, {"false", "no", "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The keys of a manuscript's YAML that are about citing (Pandoc's manual, "Citations").

    Attributes:
        bibliography: files, as written.
        references: works written into the YAML, as CSL-JSON objects.
        style: ``csl`` or ``citation-style``: a file, a name or an address.
        lang: language of the text, a BCP 47 tag.
        nocite: works to list without citing them; the key "*" is all.
        suppress_bibliography: True for citations without a bibliography.
        link_citations: True if citations shall lead to the bibliography.
        section_title: heading of the bibliography, or None.
        notes_after_punctuation: whether note marks go behind punctuation; None to leave it to the style.
        spans: half-open spans of the blocks in the text.
        problem: what is wrong with the YAML, and the offset of the place; None if it is right.
    """

    bibliography: tuple[str, ...] = ()
    references: tuple[dict[str, Any], ...] = ()
    style: str | None = None
    lang: str | None = None
    nocite: tuple[CitedPart, ...] = ()
    suppress_bibliography: bool = False
    link_citations: bool = False
    section_title: str | None = None
    notes_after_punctuation: bool | None = None
    spans: tuple[tuple[int, int], ...] = field(default=())
    problem: tuple[str, int] | None = None


def read_front_matter(text: str) -> FrontMatter:
    r"""Read the YAML blocks of a Markdown text; of a key that two of them have, the second counts.

    >>> read_front_matter("---\nbibliography: refs.bib\nlang: no\n---\n").bibliography
    ('refs.bib',)
    """
    values: dict[str, Any] = {}
    nocite: list[CitedPart] = []
    problem = None
    spans = find_blocks(text).metadata
    for start, end in spans:
        try:
            block = _load(text[start:end])
        except _BrokenYamlError as error:
            problem = problem or (str(error), start + error.offset)
            continue
        values |= block
        if "nocite" in block and (found := _NOCITE.search(text[start:end])):
            nocite = [*find_keys(found[1], start + found.start(1))]
    return FrontMatter(
        bibliography=_texts(values.get("bibliography")),
        references=tuple(each for each in _list(values.get("references")) if isinstance(each, dict)),
        style=_text(values.get("csl")) or _text(values.get("citation-style")),
        lang=_text(values.get("lang")),
        nocite=tuple(nocite),
        suppress_bibliography=_flag(values.get("suppress-bibliography")) or False,
        link_citations=_flag(values.get("link-citations")) or False,
        section_title=_text(values.get("reference-section-title")),
        notes_after_punctuation=_flag(values.get("notes-after-punctuation")),
        spans=tuple(spans),
        problem=problem,
    )


class _BrokenYamlError(Exception):
    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def _load(text: str) -> dict[str, Any]:
    """Return the mapping of a block; every value a string, a list or a mapping, so that "lang: no" is Norwegian."""
    import yaml  # type: ignore[import-untyped]

    try:
        value = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but strings, lists and mappings
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "cannot be read"
        raise _BrokenYamlError(problem, min(mark.index, len(text)) if mark else 0) from None
    except RecursionError:
        raise _BrokenYamlError("is nested too deeply", 0) from None
    return {str(key): each for key, each in value.items()} if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: object) -> tuple[str, ...]:
    values: Iterable[object] = value if isinstance(value, list) else (value,)
    return tuple(each.strip() for each in values if isinstance(each, str) and each.strip())


def _text(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


def _flag(value: object) -> bool | None:
    word = value.lower() if isinstance(value, str) else ""
    return True if word in _TRUE else False if word in _FALSE else None
