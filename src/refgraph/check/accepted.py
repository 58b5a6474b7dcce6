"""Findings that a project has looked at and accepts, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from refgraph.check.rule import matches, select_rules
from refgraph.errors import ConfigurationError
from refgraph.model.finding import Finding

_KEYS = ("rule", "key", "field", "file", "value", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """One entry of ``[[accept]]``.

    Attributes:
        rule: code, slug or beginning of a code.
        reason: why it is right as it is.
        key: only findings on this entry.
        field: only findings on this field.
        file: only findings in files that fit this pattern.
        value: only findings with this value.
    """

    rule: str
    reason: str
    key: str | None = None
    field: str | None = None
    file: str | None = None
    value: str | None = None

    def fits(self, finding: Finding) -> bool:
        """Return True if this accepts a finding; the file is not looked at."""
        return (
            matches(self.rule, finding.code, finding.slug)
            and self.key in (None, finding.key)
            and (self.field is None or self.field.lower() == (finding.field or "").lower())
            and self.value in (None, finding.value)
        )

    @property
    def text(self) -> str:
        """Return what is accepted in words: "rule pages-hyphen, key smith2010"."""
        parts = ((name, getattr(self, name)) for name in _KEYS[:-1])
        return ", ".join(f"{name} {value}" for name, value in parts if value is not None)


def read_accepted(tables: object, source: str) -> tuple[Accepted, ...]:
    """Return the entries of ``[[accept]]``.

    Raises:
        ConfigurationError: if one has no rule or no reason, or says something else.
        UnknownNameError: if there is no such rule.
    """
    hint = 'write [[tool.refgraph.check.accept]] with rule = "...", key = "..." and reason = "..."'
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise ConfigurationError(f"accept in {source} is no list of tables", text=repr(tables), hint=hint)
    return tuple(_accepted(table, source, hint) for table in tables)


def _accepted(table: Mapping[str, Any], source: str, hint: str) -> Accepted:
    for name, value in table.items():
        if name not in _KEYS:
            near = get_close_matches(name, _KEYS, n=1)
            known = f"did you mean {near[0]}?" if near else f"known are {', '.join(_KEYS)}"
            raise ConfigurationError(f"an accept in {source} has no such key", text=name, hint=known)
        if not isinstance(value, str):
            raise ConfigurationError(f"{name} of an accept in {source} is no text", text=repr(value), hint=hint)
    for name in ("rule", "reason"):
        if not table.get(name, "").strip():
            raise ConfigurationError(f"an accept in {source} has no {name}", text=str(dict(table)), hint=hint)
    select_rules([table["rule"]])
    return Accepted(**table)


def unused(accepted: Iterable[Accepted], used: Iterable[Accepted]) -> tuple[Accepted, ...]:
    """Return those that accepted nothing, in order."""
    taken = set(used)
    return tuple(each for each in accepted if each not in taken)
