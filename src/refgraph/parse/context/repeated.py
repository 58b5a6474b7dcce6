"""Marks that stand for the authors of the entry before: "———.", "Idem", "Ders.", "Он же", "同上"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refgraph.parse.result import Field, Label

_DASHES = r"(?:[-‐‑‒–—―─＿_]\s?){2,}|[—―─]"
_WORDS = (
    r"idem|id|eadem|ead|eidem|iidem|ders|dies|derselbe|dieselben?|le même|la même|les mêmes|el mismo|la misma"
    r"|lo stesso|l[oa]\sstess[oa]|o mesmo|a mesma|dezelfde|samme|tenże|tamże|týž|ibid|ibidem|ebd|ebenda"
    r"|(?:он|она|они) же|тот же|та же|те же|там же|той же|той самий|там само|сол автор|бұл да сонда|aynı yazar|a\.g\.y"
    r"|同上|同前|同著者|同|위의 글|같은 글|المؤلف نفسه|نفسه|همو"
)
_MARK = re.compile(rf"\s*[\[(]?(?:{_DASHES}|(?:{_WORDS})(?=[\W_]|$))[\])]?(?P<rest>\s*[.,:;]?\s*)", re.IGNORECASE)
_NUMBERS = re.compile(r"\s*(?:\[\d+\]|\(\d+\)|\d+[.)]?)\s*")


def repeats_authors(raw: str, fields: Sequence[Field]) -> bool:
    """Tell whether a reference begins with a mark that stands for the authors of the entry before.

    Args:
        raw: the reference.
        fields: what was found in it.

    >>> repeats_authors("———. (1999). Nests.", [])
    True
    >>> repeats_authors("He, X. (1999). Nests.", [])
    False
    """
    start = 0
    if fields and fields[0].label is Label.CITATION_NUMBER:
        start = fields[0].end
        while start < len(raw) and raw[start] in ".)] \t":
            start += 1
    elif number := _NUMBERS.match(raw):
        start = number.end()
    found = _MARK.match(raw, start)
    if found is None:
        return False
    mark = raw[start : found.start("rest")].strip(" .[]()").casefold()
    if mark == "id" and not found["rest"].startswith((".", ":")):
        return False
    author = next((field for field in fields if field.label is Label.AUTHOR), None)
    return author is None or author.start < found.end()
