"""JSON as the standard has it (RFC 8259): the numbers NaN and Infinity, which Python reads and writes, are none."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

_NUMBER = re.compile(r'"(?:[^"\\]|\\.)*"|(NaN|-?Infinity|-?[0-9]+)', re.DOTALL)
_SHOWN = 20
"""Characters of a number that a message shows."""


def parse_strictly(text: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        json.JSONDecodeError: if it is none, or has a whole number of more digits than Python reads (4300), with the
            place.
        RecursionError: if it is nested too deeply.

    >>> parse_strictly('["NaN", NaN]')
    Traceback (most recent call last):
    json.decoder.JSONDecodeError: NaN is no JSON number: line 1 column 9 (char 8)
    """
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError:
        raise
    except ValueError:
        found = next(each for each in _NUMBER.finditer(text) if each[1] and not _is_number(each[1]))
        problem = f"{found[1]} is no JSON number" if found[1][-1].isalpha() else f"{found[1][:_SHOWN]}... is too long"
        raise json.JSONDecodeError(problem, text, found.start()) from None


def _is_number(text: str) -> bool:
    try:
        int(text)
    except ValueError:
        return False
    return True


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


_DECODER = json.JSONDecoder(parse_constant=_refuse)
