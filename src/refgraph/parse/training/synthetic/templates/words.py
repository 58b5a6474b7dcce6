"""The words of a language: its phrases in reference lists, its months, and material for titles, names and places.

They stand in `data/words/<language>.toml`. A list is an array, or a text whose entries end with ";" or the line. A
language that lacks something takes it from the one its file names as `base`, in the end from English; a file with
`letters_of` has the names and titles of another language in Latin letters.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from refgraph.parse.training.synthetic.templates.latin import in_latin

_PACKAGE = "refgraph.parse.training.synthetic.templates"
_DEFAULT = "en"


class Words:
    """The words of a language, by group ("terms", "names") and name."""

    def __init__(self, language: str, tables: dict[str, dict[str, Any]], base: Words | None) -> None:
        self.language = language
        self.base = base
        self._tables = tables
        self._lists: dict[tuple[str, str], tuple[str, ...]] = {}

    def own(self, group: str, name: str) -> tuple[str, ...]:
        """Return a list that the language itself has, () if it has none."""
        key = (group, name)
        if key not in self._lists:
            self._lists[key] = _entries(self._tables.get(group, {}).get(name, ()))
        return self._lists[key]

    def get(self, group: str, name: str) -> tuple[str, ...]:
        """Return a list of the language or of its bases."""
        words: Words | None = self
        while words is not None:
            found = words.own(group, name)
            if found:
                return found
            words = words.base
        return ()


def _entries(value: Any) -> tuple[str, ...]:
    """Return the entries of a list in either notation."""
    if isinstance(value, str):
        return tuple(entry for line in value.splitlines() for each in line.split(";") if (entry := each.strip()))
    return tuple(value)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have words."""
    folder = files(_PACKAGE) / "data" / "words"
    return tuple(sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml")))


@cache
def words_of(language: str) -> Words:
    """Return the words of a language; those of English if it has none."""
    known = known_language(language) or _DEFAULT
    tables = tomllib.loads((files(_PACKAGE) / "data" / "words" / f"{known}.toml").read_text(encoding="utf-8"))
    base = tables.pop("base", "" if known == _DEFAULT else _DEFAULT)
    if "letters_of" in tables:
        tables = _in_letters(tables, tables["scheme"])
    return Words(known, tables, words_of(base) if base else None)


def _in_letters(tables: dict[str, Any], scheme: str) -> dict[str, Any]:
    """Return the tables of the language that `letters_of` names in other letters, below the tables' own lists."""
    other = tomllib.loads(
        (files(_PACKAGE) / "data" / "words" / f"{tables['letters_of']}.toml").read_text(encoding="utf-8")
    )
    out: dict[str, Any] = {}
    for group in ("names", "grammar"):
        lists = {name: [in_latin(each, scheme) for each in _entries(value)] for name, value in other[group].items()}
        out[group] = {**lists, **tables.get(group, {})}
    return {**tables, **out}


@cache
def known_language(tag: str) -> str:
    """Return the language of a tag that has words, "" if none has.

    >>> known_language("ru-RU"), known_language("zh-Hans-CN"), known_language("xx")
    ('ru', 'zh', '')
    """
    subtags = tag.replace("_", "-").split("-")
    for count in range(len(subtags), 0, -1):
        wanted = "-".join([subtags[0].lower(), *subtags[1:count]])
        if wanted in languages():
            return wanted
    return ""
