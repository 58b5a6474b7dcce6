"""Lists of persons as reference lists print them.

A shape is written as an example of it, in parts that "¦" divides: the form of a name, what stands between names, what
stands before the last, how many names may be printed ("3", or "3>1": of more than three only one), and how the rest is
said::

    F I. I.¦, ¦ и ¦3>1¦ и др.

A shape of two parts has one thing between all names; a word ("and", "&") stands before the last only.

In a form, F is the family name (FF in capitals), G the given names, "I. I.", "I.I.", "I I" and "II" their initials.
"@and" and "@etal" are the words of the language. A sixth part is the form of all names but the first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

_TOKEN = re.compile(r"FF|F|G|I\. I\.|I\.I\.|I I|II|I\.|I|[^FGI]+")
_GIVEN_PART = re.compile(r"[^\s-]+|-")
_EMPTY = re.compile(r"^[\s,]+|[\s,]+$")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a list of names is printed."""

    form: str
    between: str = ", "
    last: str = ", "
    most: int = 99
    shown: int = 99
    more: str = " et al."
    rest: str = ""


@cache
def read_shape(spec: str) -> Shape:
    """Read a shape from its notation."""
    parts = spec.split("¦")
    if len(parts) == 2:
        word = parts[1].strip(" @")
        parts[1:] = [", " if word.isalpha() or word == "&" else parts[1], parts[1]]
    form, between, last, most, more, rest = parts + [", ", ", ", "99", "@etal", ""][len(parts) - 1 :]
    limit, _, shown = most.partition(">")
    return Shape(form, between, last, int(limit), int(shown or limit), more, rest)


def printed_names(names: Sequence[Mapping[str, Any]], shape: Shape, words: Mapping[str, str]) -> str:
    """Return a list of CSL names in a shape.

    Args:
        names: names with "family", "given", perhaps "suffix" and particles, or "literal".
        shape: how to print them.
        words: "and" and "etal" of the language.

    >>> people = [{"family": "Иванов", "given": "Иван Петрович"}, {"family": "Ким", "given": "Анна"}]
    >>> printed_names(people, read_shape("F I. I.¦, "), {})
    'Иванов И. П., Ким А.'
    """
    shown = names[: shape.shown] if len(names) > shape.most else names
    out = ""
    for index, name in enumerate(shown):
        if index:
            out += shape.last if index == len(shown) - 1 and len(shown) == len(names) else shape.between
        out += printed_name(name, shape.rest if index and shape.rest else shape.form)
    if len(shown) < len(names):
        out += shape.more
    for key, word in words.items():
        out = out.replace("@" + key, word)
    return out


def printed_name(name: Mapping[str, Any], form: str) -> str:
    """Return one name in a form; an organisation as it is.

    >>> printed_name({"family": "Berg", "given": "Jan Willem", "non-dropping-particle": "van den"}, "F, I.I.")
    'van den Berg, J.W.'
    """
    literal = name.get("literal")
    if literal:
        return str(literal)
    given, family = str(name.get("given", "")), str(name.get("family", ""))
    particles = [str(name[key]) for key in ("dropping-particle", "non-dropping-particle") if name.get(key)]
    family = " ".join([*particles, family])
    if not given:
        return family.upper() if form.startswith("FF") else family
    if form == "FG" and family[0] < "\u2e80":
        form = "G F"
    out = ""
    for part in _TOKEN.findall(form):
        if part[0] == "F":
            out += family.upper() if part == "FF" else family
        elif part[0] == "G":
            out += given
        else:
            out += _initials(given, part) if part[0] == "I" else part
    suffix = name.get("suffix")
    return _EMPTY.sub("", out) + (f", {suffix}" if suffix else "")


def _initials(given: str, token: str) -> str:
    """Return the initials of given names as a token shows them."""
    dot = "." if "." in token else ""
    blank = " " if " " in token else ""
    out = ""
    for part in _GIVEN_PART.findall(given):
        if part == "-":
            out = out.rstrip() + "-"
            continue
        letters = part.rstrip(".")
        if not letters or not letters[0].isalpha():
            continue
        first = letters if len(letters) == 1 or (letters.isupper() and len(letters) < 4) else letters[0]
        out += first.upper() + dot + blank
        if token in {"I.", "I"}:
            break
    return out.rstrip()
