"""A rule, what it reports, and the registry of all rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from refgraph.errors import ConfigurationError, UnknownNameError
from refgraph.formats.bibtex.document import BibDocument
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Fix, Severity

if TYPE_CHECKING:
    from refgraph.check.bibliography import Bibliography
    from refgraph.check.entry import Entry
    from refgraph.check.manuscripts import Manuscript

FAMILIES = {
    "S": "syntax",
    "E": "types and fields",
    "I": "identifiers",
    "D": "dates",
    "P": "pages and volumes",
    "N": "names",
    "T": "titles and venues",
    "U": "duplicates",
    "G": "keys and graph",
    "M": "call-outs and printed lists",
    "R": "records and the references they come from",
    "H": "offline signs of fabrication",
    "X": "online: registries of works, only when asked for",
    "C": "remarks and settings",
}
"""First letter of a code -> what its rules are about."""
ONLINE = "X"
"""First letter of the rules that need answers of registries; they run only when checking online is asked for."""


class Scope(StrEnum):
    """What a rule is called with, once for each of them."""

    FIELD = "field"
    ENTRY = "entry"
    FILE = "file"
    MANUSCRIPT = "manuscript"
    BIBLIOGRAPHY = "bibliography"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a rule function reports; the runner adds code, severity and place and makes it a Finding.

    Attributes:
        message: one sentence: what is wrong and, where known, what would be right.
        entry: the entry it is about; the runner knows it for field and entry rules.
        field: the field it is about; the runner knows it for field rules.
        span: half-open character span in the file's text; by default the field's value or the entry's first
            line.
        value: the bad value; by default the field's.
        severity: where it differs from the rule's.
        fix: a change that mends it.
        file: where there is no entry.
        line: where there is no entry and no span.
        key: where there is no entry.
        name: name of a field that is not there.
        edge: (citing key, cited key).
    """

    message: str
    entry: Entry | None = None
    field: BibField | None = None
    span: tuple[int, int] | None = None
    value: str | None = None
    severity: Severity | None = None
    fix: Fix | None = None
    file: str | None = None
    line: int | None = None
    key: str | None = None
    name: str | None = None
    edge: tuple[str, str] | None = None


Hits = Iterable[Hit]
FieldCheck = Callable[["Entry", BibField, "Bibliography"], Hits]
EntryCheck = Callable[["Entry", "Bibliography"], Hits]
FileCheck = Callable[[BibDocument, "Bibliography"], Hits]
ManuscriptCheck = Callable[["Manuscript", "Bibliography"], Hits]
BibliographyCheck = Callable[["Bibliography"], Hits]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A check with a stable code.

    Attributes:
        code: a letter for the family and three digits ("I211").
        slug: readable name ("isbn-checksum").
        severity: of its findings, where a finding or the configuration does not say otherwise.
        scope: what the function is called with.
        check: the function that looks.
        fields: lower-case names of the fields it is called for, with field scope; with entry scope, it is called for
            entries that have one of them themselves, or for every entry if there are none.
        works: True where it also fits works that come from no .bib file (CSL-JSON, a Library).
    """

    code: str
    slug: str
    severity: Severity
    scope: Scope
    check: Callable[..., Hits]
    fields: tuple[str, ...] = ()
    works: bool = False

    @property
    def family(self) -> str:
        """Return what the rules with this letter are about."""
        return FAMILIES.get(self.code[0], "own rules")

    @property
    def is_online(self) -> bool:
        """Return True if it needs answers of registries."""
        return self.code.startswith(ONLINE)

    @property
    def text(self) -> str:
        """Return the first line of the rule's docstring, without its full stop."""
        return (self.check.__doc__ or self.slug).strip().splitlines()[0].rstrip(".")

    @property
    def name(self) -> str:
        """Return code and slug: "I211 isbn-checksum"."""
        return f"{self.code} {self.slug}"


RULES_OF_OTHERS = "refgraph.rules"
"""Group of the entry points at which packages register modules with rules of their own."""

_REGISTRY: dict[str, Rule] = {}
_CODE = re.compile(r"[A-Z]\d{3}")


def register(rule: Rule) -> None:
    """Add a rule to the registry.

    Raises:
        UnknownNameError: if the code is no code, or code or slug are taken by another function.
    """
    if not _CODE.fullmatch(rule.code):
        raise UnknownNameError("not a rule code", text=rule.code, hint="a code is a letter and three digits")
    taken = _REGISTRY.get(rule.code) or next((each for each in _REGISTRY.values() if each.slug == rule.slug), None)
    # A module that is imported again (reload, doctest) may bring its own rule again.
    if taken and (taken.check.__module__, taken.slug) != (rule.check.__module__, rule.slug):
        raise UnknownNameError(
            f"{rule.name} is already taken by {taken.check.__module__}", hint="choose another code and slug"
        )
    _REGISTRY[rule.code] = rule
    all_rules.cache_clear()


def field_rule(
    code: str, slug: str, severity: Severity, *fields: str, works: bool = False
) -> Callable[[FieldCheck], FieldCheck]:
    """Register a function that is called with every field of the given names that has a value."""

    def add(check: FieldCheck) -> FieldCheck:
        scope = Scope.FIELD
        register(Rule(code=code, slug=slug, severity=severity, scope=scope, check=check, fields=fields, works=works))
        return check

    return add


def entry_rule(
    code: str, slug: str, severity: Severity, *fields: str, works: bool = False
) -> Callable[[EntryCheck], EntryCheck]:
    """Register a function that is called with every entry, or with those that have one of the given fields."""

    def add(check: EntryCheck) -> EntryCheck:
        scope = Scope.ENTRY
        register(Rule(code=code, slug=slug, severity=severity, scope=scope, check=check, fields=fields, works=works))
        return check

    return add


def file_rule(code: str, slug: str, severity: Severity) -> Callable[[FileCheck], FileCheck]:
    """Register a function that is called with every .bib file."""

    def add(check: FileCheck) -> FileCheck:
        register(Rule(code=code, slug=slug, severity=severity, scope=Scope.FILE, check=check))
        return check

    return add


def manuscript_rule(code: str, slug: str, severity: Severity) -> Callable[[ManuscriptCheck], ManuscriptCheck]:
    """Register a function that is called with every file of every manuscript."""

    def add(check: ManuscriptCheck) -> ManuscriptCheck:
        register(Rule(code=code, slug=slug, severity=severity, scope=Scope.MANUSCRIPT, check=check))
        return check

    return add


def bibliography_rule(
    code: str, slug: str, severity: Severity, *, works: bool = True
) -> Callable[[BibliographyCheck], BibliographyCheck]:
    """Register a function that is called once, with everything that is checked together."""

    def add(check: BibliographyCheck) -> BibliographyCheck:
        register(Rule(code=code, slug=slug, severity=severity, scope=Scope.BIBLIOGRAPHY, check=check, works=works))
        return check

    return add


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of the codes; those of other packages come by the entry points "refgraph.rules".

    Raises:
        ConfigurationError: if the rules of another package cannot be loaded.
    """
    import refgraph.check.families  # noqa: F401 - its modules register their rules

    for entry_point in entry_points(group=RULES_OF_OTHERS):
        try:
            entry_point.load()
        except Exception as error:
            message = f"the rules {entry_point.name!r} ({entry_point.value}) cannot be loaded: {error}"
            hint = "update or remove the package that brings them"
            raise ConfigurationError(message, hint=hint) from error
    return tuple(_REGISTRY[code] for code in sorted(_REGISTRY))


def find_rule(name: str) -> Rule:
    """Return the rule with this code or slug.

    Raises:
        UnknownNameError: if there is none (a LookupError); the hint names near ones.
    """
    for rule in all_rules():
        if name in (rule.code, rule.slug):
            return rule
    raise _unknown(name)


def select_rules(select: Sequence[str] | None = None, ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules that selectors choose.

    The more exact selector wins ("I211" over "I2" over "I" over "ALL"); between equals, ignore wins.

    Args:
        select: codes, slugs, beginnings of codes ("I", "I2") or "ALL"; None means "ALL".
        ignore: the same, for rules to leave out.

    Raises:
        UnknownNameError: if a selector fits no rule.
    """
    chosen = ("ALL",) if select is None else tuple(select)
    for selector in (*chosen, *ignore):
        if not any(_weight(selector, rule) for rule in all_rules()):
            raise _unknown(selector)
    rules = []
    for rule in all_rules():
        wanted = max((_weight(selector, rule) for selector in chosen), default=0)
        unwanted = max((_weight(selector, rule) for selector in ignore), default=0)
        if wanted > unwanted:
            rules.append(rule)
    return tuple(rules)


def _weight(selector: str, rule: Rule) -> int:
    """Return how exactly a selector means a rule; 0 is not at all."""
    if selector == "ALL":
        return 1
    if selector in (rule.slug, rule.code):
        return 9
    return 1 + len(selector) if rule.code.startswith(selector) else 0


def matches(selector: str, code: str, slug: str) -> bool:
    """Return True if a selector means the rule with this code and slug."""
    return selector in ("ALL", slug) or (bool(selector) and code.startswith(selector))


def _unknown(name: str) -> UnknownNameError:
    names = [each for rule in all_rules() for each in (rule.slug, rule.code)]
    near = get_close_matches(name, names, n=2) or get_close_matches(name.upper(), names, n=2)
    hint = f"did you mean {' or '.join(near)}?" if near else "`refgraph.check.all_rules()` lists them"
    return UnknownNameError("no such rule", text=name, hint=hint)
