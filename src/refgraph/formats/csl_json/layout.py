"""JSON in lines with indentation: the text of ``json.dumps``, which Python's json writes slowly when it indents."""

from __future__ import annotations

import json
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any


def indented(value: Any, indent: int) -> str:
    """Return the text of ``json.dumps`` with ``ensure_ascii=False`` and an indentation.

    Args:
        value: what JSON can say; it nowhere contains itself.
        indent: spaces a level.
    """
    try:
        return _text(value, "\n", " " * indent)
    except (_OtherTypeError, RecursionError):
        return json.dumps(value, ensure_ascii=False, indent=indent)


class _OtherTypeError(TypeError):
    """A value is of a type that is not one of JSON's own."""


_name = lru_cache(maxsize=1 << 10)(encode_basestring)  # names of variables come again and again


def _text(value: Any, line: str, step: str) -> str:
    """Return the text of a value.

    Args:
        value: to write.
        line: the line break and indentation that its closing bracket has before it.
        step: a level of indentation.
    """
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is dict or kind is list:
        return _brackets(value, line, step)
    if kind is int:
        return str(value)
    if value is None or kind is bool or kind is float:
        return json.dumps(value)
    raise _OtherTypeError


def _brackets(value: dict[Any, Any] | list[Any], line: str, step: str) -> str:
    inner = line + step
    if isinstance(value, list):
        parts = [_text(part, inner, step) for part in value]
        return f"[{inner}{f',{inner}'.join(parts)}{line}]" if parts else "[]"
    parts = []
    for name, part in value.items():
        if type(name) is not str:
            raise _OtherTypeError
        text = encode_basestring(part) if type(part) is str else _text(part, inner, step)
        parts.append(f"{_name(name)}: {text}")
    return f"{{{inner}{f',{inner}'.join(parts)}{line}}}" if parts else "{}"
