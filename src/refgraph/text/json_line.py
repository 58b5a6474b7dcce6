"""Values as JSON without line ends, and lines of JSON lines."""

from __future__ import annotations

import json

_encode = json.JSONEncoder(ensure_ascii=False).encode
_LINE_ENDS = {ord(character): f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}


def json_line(row: object) -> str:
    r"""Return a value as one line of JSON, with its line end; no character in it looks like another line end.

    >>> json_line({"a": "é\u2028"}).strip()
    '{"a": "é\\u2028"}'
    """
    return json_text(row) + "\n"


def json_text(value: object) -> str:
    """Return a value as JSON in which no character looks like a line end."""
    text = _encode(value)
    return text if text.isascii() else text.translate(_LINE_ENDS)
