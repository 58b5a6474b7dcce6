"""Variables that users of reference managers write into the note: "original-date: 1851" or "{:number: 5}".

CSL-JSON documentation, "Cheater syntax for odd fields": such lines stand at the head of the note, braces anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from refgraph.csl.items.variables import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES

_BRACED = re.compile(r"\{:([-_a-z]+|[A-Z]+):\s*([^{}]*)\}")
_LINE = re.compile(r"^([-_a-z]+|[A-Z]+):\s*(.*)$")


def with_note_fields(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the item with the variables of its note, and the note without them; the item itself if there are none."""
    note = data.get("note")
    if not isinstance(note, str) or ":" not in note:
        return data
    found: dict[str, Any] = {}
    for name, value in _BRACED.findall(note):
        _add(found, data, name, value.strip())
    lines = _BRACED.sub("", note).split("\n")
    kept = []
    for number, line in enumerate(lines):
        match = _LINE.match(line.strip())
        if match and match[1] in TEXT_VARIABLES | NAME_VARIABLES | DATE_VARIABLES:
            _add(found, data, match[1], match[2].strip())
        elif number:
            kept.extend(lines[number:])
            break
        else:
            kept.append(line)
    return {**data, **found, "note": "\n".join(kept).strip()} if found else data


def _add(found: dict[str, Any], data: Mapping[str, Any], name: str, value: str) -> None:
    if not value:
        return
    if name == "type":
        found["type"] = value
    elif name in NAME_VARIABLES:
        family, separator, given = value.partition("||")
        person = {"family": family.strip(), "given": given.strip()} if separator else {"literal": value}
        found.setdefault(name, [] if name not in data else list(data[name])).append(person)
    elif name in DATE_VARIABLES:
        found[name] = {"raw": value}
    elif name not in data:
        found[name] = value
