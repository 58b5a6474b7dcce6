"""What words around names say that the persons did: "(Hrsg.)", "пер. с англ.", "主编"."""

from __future__ import annotations

import re
from typing import NamedTuple

from refgraph.model import Role
from refgraph.parse.assembly.words import alternatives, key, phrases, table

_TABLE = table("roles")
_MEANING: dict[str, tuple[Role, ...]] = {
    "editor": (Role.EDITOR,),
    "translator": (Role.TRANSLATOR,),
    "both": (Role.EDITOR, Role.TRANSLATOR),
}


def _by_phrase(place: str) -> dict[str, tuple[Role, ...]]:
    split = str.split if place == "cjk_after" else phrases
    return {key(phrase): roles for kind, roles in _MEANING.items() for phrase in split(_TABLE[kind][place])}


_BEFORE = _by_phrase("before")
_AFTER = _by_phrase("after")
_CJK_AFTER = _by_phrase("cjk_after")
_GENITIVE = frozenset(key(phrase) for phrase in phrases(_TABLE["genitive"]["before"]))
_ALL_BEFORE = [phrase for kind in _MEANING for phrase in phrases(_TABLE[kind]["before"])]
_ALL_AFTER = [phrase for kind in _MEANING for phrase in phrases(_TABLE[kind]["after"])]
_LEAD = re.compile(
    rf"[\s(\[«]*(?P<word>{alternatives(_ALL_BEFORE)})(?P<mark>[)\]]*\s*[:：]?\s*[)\]]*)(?=[\s:(\[]|(?<=[.:)\]])|$)\s*",
    re.IGNORECASE,
)
_WORD = alternatives(_ALL_AFTER, stops=False)
_TAIL = re.compile(
    rf"[\s,;]*(?:[(\[]\s*(?P<in_brackets>{_WORD})\.?\s*[)\]]|[,;]\s*(?P<behind_comma>{_WORD})\.?"
    rf"|\s(?P<behind_space>{_WORD})\.)[\s.,:;]*$",
    re.IGNORECASE,
)
_LOWER_TAIL = re.compile(r"\s+(?P<word>eds?|hrsg|трад)[\s.,:;]*$")
_LAST_WORDS = frozenset(re.split(r"[\s.]+", phrase.rstrip("."))[-1].casefold() for phrase in _ALL_AFTER)
_FIRST_WORDS = frozenset(re.split(r"[\s.]+", phrase)[0].casefold() for phrase in _ALL_BEFORE)
_CJK_TAIL = re.compile(
    rf"(?P<sep>[\s,，、（(\[]*)(?P<word>{'|'.join(sorted(_CJK_AFTER, key=len, reverse=True))})[\s)）\]。.]*$"
)
_LAST_WORD = re.compile(r"([^\s.,;:()\[\]]+)[\s.,;:)\]]*$")
_END = 40  # characters that hold the last word
_EDGE = re.compile(r"[^\W_]+")


class Credit(NamedTuple):
    """Names with what their role words say.

    Attributes:
        names: the text without the role words.
        roles: what they say; empty if there are none.
        genitive: True if they put the names into the genitive, as Russian "под ред." does.
    """

    names: str
    roles: tuple[Role, ...] = ()
    genitive: bool = False


def read_roles(text: str) -> Credit:
    """Part names from role words before and behind them.

    >>> read_roles("Schmidt, A.; Weber, M. (Hrsg.)").roles
    (<Role.EDITOR: 'editor'>,)
    >>> read_roles("пер. с англ. Р. Клочка")[0]
    'Р. Клочка'
    """
    text = _unwrapped(text)
    names, roles, genitive = _without_lead(text)
    names, more = _without_tail(names)
    return Credit(names, roles + tuple(role for role in more if role not in roles), genitive)


def leads_names(text: str) -> bool:
    """Return True if the text begins with words that say a role."""
    return bool(_without_lead(_unwrapped(text))[1])


def _unwrapped(text: str) -> str:
    """Drop brackets around all of it: "(R. Harris, Trans.)."."""
    if text[:1] not in "([":
        return text
    bare = text.rstrip(" .,;:")
    while len(bare) > 2 and bare[0] in "([" and bare[-1] in ")]" and not re.search(r"[()\[\]]", bare[1:-1]):
        text = bare = bare[1:-1].strip()
    return text


def _without_lead(text: str) -> tuple[str, tuple[Role, ...], bool]:
    first = _EDGE.search(text)
    if first is None or first.start() > 2 or first[0].casefold() not in _FIRST_WORDS:
        return text, (), False
    found = _LEAD.match(text)
    if found is None or found.end() == len(text):
        return text, (), False
    word = key(found["word"])
    return text[found.end() :], _BEFORE[word], word in _GENITIVE and ":" not in found["mark"]


def _without_tail(text: str) -> tuple[str, tuple[Role, ...]]:
    if text > "\u3000":
        found = _CJK_TAIL.search(text)
        if found and found.start() >= (1 if found["sep"] else 2):
            return text[: found.start()].strip(" ,，、"), _CJK_AFTER[found["word"]]
        return text, ()
    last = _LAST_WORD.search(text, max(0, len(text) - _END))
    if last is None or last[1].casefold() not in _LAST_WORDS:
        return text, ()
    found = _TAIL.search(text) or _LOWER_TAIL.search(text)
    if found is None or found.start() == 0:
        return text, ()
    word = next(filter(None, found.groupdict().values()))
    return text[: found.start()].strip(" ,;:"), _AFTER[key(word)]
