"""The data models of BibTeX and BibLaTeX and other tables the rules use, from the TOML files beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from refgraph.errors import UnknownNameError

BIBTEX = "bibtex"
BIBLATEX = "biblatex"
DIALECTS = (BIBTEX, BIBLATEX)


@dataclass(frozen=True, kw_only=True)
class DataModel:
    """Which entry types and fields a dialect has.

    Attributes:
        types: entry types, lower case.
        required: for a type the fields it must have, each a tuple of alternatives.
        allowed: for a type the fields it uses; empty where the dialect does not say.
        fields: every field the dialect knows.
        aliases: other names of fields, in this dialect or from the other one, to the name used here.
        type_aliases: other names of types to the name used here, and the ``type`` field they stand for.
        inheritance: rows of (parent types, child types, {field of the parent: field of the child}).
        not_inherited: fields that stay with the parent.
    """

    types: frozenset[str]
    required: Mapping[str, tuple[tuple[str, ...], ...]]
    allowed: Mapping[str, frozenset[str]]
    fields: frozenset[str]
    aliases: Mapping[str, str]
    type_aliases: Mapping[str, str]
    inheritance: tuple[tuple[frozenset[str], frozenset[str], Mapping[str, str]], ...]
    not_inherited: frozenset[str]

    def alternatives(self, name: str) -> tuple[str, ...]:
        """Return a field's name with its aliases."""
        return (name, *(alias for alias, target in self.aliases.items() if target == name))

    @cached_property
    def required_names(self) -> Mapping[str, tuple[tuple[frozenset[str], tuple[str, ...]], ...]]:
        """For a type the fields it must have: every name of one, and the names that this dialect has for it."""
        return {
            kind: tuple(
                (frozenset(each for name in group for each in self.alternatives(name)), group) for group in groups
            )
            for kind, groups in self.required.items()
        }

    def inherited_name(self, name: str, parent: str, child: str) -> str | None:
        """Return under which name a child of a parent gets a field, or None if it does not."""
        if name in self.not_inherited:
            return None
        for sources, targets, names in self.inheritance:
            if parent in sources and child in targets and name in names:
                return names[name] or None
        return name


@cache
def model_of(dialect: str) -> DataModel:
    """Return the data model of a dialect.

    Raises:
        UnknownNameError: if there is no such dialect.
    """
    if dialect not in DIALECTS:
        raise UnknownNameError("no such dialect", text=dialect, hint=f"known are {' and '.join(DIALECTS)}")
    table = load(dialect)
    return DataModel(
        types=frozenset(table["types"]),
        required={
            kind: tuple(tuple(each.split("|")) for each in row["fields"])
            for row in table["required"]
            for kind in row["types"]
        },
        allowed={kind: frozenset(names) for kind, names in table.get("optional", {}).items()},
        fields=frozenset(table["fields"]),
        aliases=table["aliases"],
        type_aliases=table["type_aliases"],
        inheritance=tuple(
            (frozenset(row["parents"]), frozenset(row["children"]), row["fields"]) for row in table["inheritance"]
        ),
        not_inherited=frozenset(table["not_inherited"]),
    )


@cache
def load(name: str) -> dict[str, Any]:
    """Return the table in ``NAME.toml``."""
    return tomllib.loads((files("refgraph.check.data") / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def word_set(table: str, name: str) -> frozenset[str]:
    """Return the words of one list of a table, in lower case; each line may hold many, separated by white space."""
    words: list[str] = load(table)[name].split()
    return frozenset(word.lower() for word in words)
