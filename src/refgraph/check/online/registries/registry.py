"""What a client of a registry has to know: how to ask, and how to read the answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from refgraph.check.online.answers import BrokenAnswerError, Record

Pieces = dict[str, str]
"""Records as text, by the identifiers that they answer to, lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """An address below a registry's base, and its parameters."""

    path: str
    params: Mapping[str, str] = field(default_factory=dict)


Get = Callable[[Request], str]
"""Asks and returns the text of an answer that says 200.

It raises `MissingError` at 404 and `RefusedError` at 400.
"""


class MissingError(Exception):
    """The registry says that it has no such thing."""


class RefusedError(Exception):
    """The registry finds the question malformed; asked alone, another identifier may be well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """One registry.

    Attributes:
        slug: name in the names of recorded files and in the cache ("crossref").
        title: name in messages ("Crossref").
        base: address of its API.
        batch: how many identifiers go into one question.
        spacing: least seconds between two questions, until the answers' headers say otherwise.
        fetch: asks for several identifiers; what is not among the pieces is not there.
        pieces: takes an answer's text apart; raises `BrokenAnswerError`.
        read: reads one piece.
        search: the question for a title, a family name and a year, where the registry can search.
    """

    slug: str
    title: str
    base: str
    batch: int
    spacing: float
    fetch: Callable[[Get, Sequence[str]], Pieces]
    pieces: Callable[[str], Pieces]
    read: Callable[[str], Record]
    search: Callable[[str, str, int | None], Request] | None = None


def json_of(text: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        BrokenAnswerError: if it is none.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenAnswerError(f"the answer is no JSON: {text.strip()[:40]!r}") from error


def object_of(text: str) -> dict[str, Any]:
    """Return the object that a JSON text holds.

    Raises:
        BrokenAnswerError: if it is none.
    """
    value = json_of(text)
    if not isinstance(value, dict):
        raise BrokenAnswerError("the answer is no JSON object")
    return value


def compact(record: Mapping[str, Any], without: frozenset[str] = frozenset()) -> str:
    """Return a record as JSON without what is never looked at."""
    return json.dumps({name: value for name, value in record.items() if name not in without}, ensure_ascii=False)


def unique(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the texts that are not empty, each once, in order."""
    return tuple(dict.fromkeys(text.strip() for text in texts if text and text.strip()))
