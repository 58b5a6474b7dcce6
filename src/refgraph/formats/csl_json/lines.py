"""CSL-JSON with an item a line (JSON lines), read and written work by work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from refgraph.formats.csl_json.library import dumps as dumps_list
from refgraph.formats.csl_json.library import entries_of_lines
from refgraph.formats.csl_json.library import loads as loads_list
from refgraph.formats.records import Entry, collect
from refgraph.formats.records.objects import is_object
from refgraph.model.library import Library
from refgraph.model.work import Work

__all__ = ["dumps", "loads", "pieces", "stream"]

_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE_ENDS = {ord(character): f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}
"""Characters that are no line ends in JSON, but are for some programs."""


def stream(lines: Iterable[str], file: str | None = None) -> Iterator[Entry]:
    """Read JSON lines, one item after the other; a line that is broken is a finding and costs no other.

    A first line that begins a list is read with all that follow, as one text.
    """
    numbered = ((number, line.strip()) for number, line in enumerate(lines, 1))
    full = ((number, line.removeprefix("\ufeff")) for number, line in numbered if line)
    number, first = next(full, (0, ""))
    if first.startswith("["):
        library = loads_list("\n".join([first, *(line for _, line in full)]), file)
        yield Entry(None, library.findings)
        yield from (Entry(work) for work in library)
    elif first:
        yield from entries_of_lines(chain([(number, first)], full), file)


def loads(text: str, file: str | None = None) -> Library:
    r"""Read JSON lines, or one list or item of CSL-JSON.

    Raises:
        InvalidValueError: if the text is a list that is broken.

    >>> loads('{"id": "a", "title": "Salt"}\n{"id": "b", "title": "Peat"}\n')["b"].title
    'Peat'
    """
    first = text.lstrip("\ufeff \t\r\n")
    if first.startswith("[") or (first.startswith("{") and _is_one(first)):
        return loads_list(text, file)
    return collect(stream(_LINE_END.split(text), file), file)


def _is_one(text: str) -> bool:
    """Return True if a text, but not its first line, is a whole object of JSON."""
    line = _LINE_END.split(text, maxsplit=1)[0]
    return not is_object(line) and is_object(text)


def dumps(library: Library | Iterable[Work]) -> str:
    """Write works as CSL-JSON items, one a line; Unicode stays as it is."""
    return "".join(pieces(library))


def pieces(works: Iterable[Work]) -> Iterator[str]:
    """Yield the line of each work."""
    for work in works:
        yield dumps_list((work,), indent=None)[1:-2].translate(_LINE_ENDS) + "\n"
