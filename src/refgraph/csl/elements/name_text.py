"""One name: its parts in order, with particles, suffix, initials and formatting (CSL 1.0.2, "Name-part Order")."""

from __future__ import annotations

import re

from refgraph.csl.elements.context import Context
from refgraph.csl.elements.frames import affix, marks
from refgraph.csl.elements.name_options import NameOptions
from refgraph.csl.elements.values import value_tape
from refgraph.csl.items.item import Item
from refgraph.csl.items.names import PersonName
from refgraph.csl.styles.element import Element
from refgraph.csl.tokens import Source, Tape
from refgraph.csl.words.initials import initials
from refgraph.csl.words.richtext import Piece, parse_rich

AS_STYLED, INITIALS, FULL = range(3)
_ELIDING = ("'", "’", "ʼ", "-", "‐", "–", "‘")
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_SPACE: Tape = [(" ", None)]


class _PartStyle:
    """Formatting and affixes of a `name-part`."""

    __slots__ = ("after", "before", "case", "prefix", "suffix")

    def __init__(self, element: Element | None) -> None:
        attributes = element.attributes if element is not None else {}
        opens = marks(element) if element is not None else []
        self.case = attributes.get("text-case", "")
        self.before: Tape = list(opens)
        self.after: Tape = [mark.close for mark in reversed(opens)]
        self.prefix = affix(attributes.get("prefix", ""))
        self.suffix = affix(attributes.get("suffix", ""))

    def formatted(self, tape: Tape) -> Tape:
        return [*self.before, *tape, *self.after] if self.before and tape else tape

    def affixed(self, tape: Tape) -> Tape:
        return [*self.prefix, *tape, *self.suffix] if tape and (self.prefix or self.suffix) else tape


class NameWriter:
    """Writes single names under one set of options."""

    def __init__(self, options: NameOptions, context: Context) -> None:
        """Compile the formatting of the parts."""
        self.options = options
        self.demote = context.demote
        self.hyphen = context.initialize_hyphen
        self.language_of = context.language_of
        self.family = _PartStyle(options.family)
        self.given = _PartStyle(options.given)

    def write(  # noqa: PLR0913 - what decides how a name looks
        self, name: PersonName, item: Item, variable: str, level: int, *, inverted: bool, sorting: bool
    ) -> Tape:
        """Return a name.

        Args:
            name: the name.
            item: the item it belongs to.
            variable: its variable.
            level: `AS_STYLED`, `INITIALS` or `FULL` given names.
            inverted: whether the family name comes first.
            sorting: whether a sort key is wanted.
        """
        if name.literal:
            source = Source(item.id, variable, name.index, "literal")
            if sorting:
                return value_tape(_ARTICLE.sub("", name.literal), source._replace(offset=None))
            literal = value_tape(name.literal, source, self.family.case, language=self.language_of(item))
            return self.family.affixed(self.family.formatted(literal))
        parts = _Parts(self, name, item, variable, level)
        if not name.family:
            return self.given.affixed(parts.whole_given())
        if not parts.given:
            return self.family.affixed(parts.full_family())
        if name.static or not name.western:
            between = _SPACE if name.western else []
            return [*self.family.affixed(parts.full_family()), *between, *self.given.affixed(parts.given)]
        return self._inverted(parts, sorting=sorting) if inverted else self._natural(name, parts)

    def _natural(self, name: PersonName, parts: _Parts) -> Tape:
        family = [*parts.full_family(), *_suffix(name, parts)]
        front = parts.given
        if parts.dropping and name.dropping.endswith(_ELIDING) and not name.comma_dropping:
            # "d'Aubignac" is one word, so the particle goes where the family name goes
            family = [*parts.dropping, *family]
        elif parts.dropping:
            front = parts.with_dropping()
            if name.dropping.endswith(_ELIDING):
                return [*self.given.affixed(front), *self.family.affixed(family)]
        return [*self.given.affixed(front), *_SPACE, *self.family.affixed(family)]

    def _inverted(self, parts: _Parts, *, sorting: bool) -> Tape:
        separator = affix(self.options.separator)
        demoted = self.demote == "display-and-sort" or (sorting and self.demote == "sort-only")
        rest = parts.with_dropping()
        if sorting:
            rest = parts.sorted_rest(demoted=demoted)
            tape = parts.family if demoted else [*parts.particle, *(_SPACE if parts.particle else []), *parts.family]
        elif demoted:
            tape = self.family.affixed(parts.family)
            if parts.particle:
                rest = [*rest, *_SPACE, *parts.particle]
        else:
            tape = self.family.affixed(parts.full_family())
        tape = [*tape, *separator, *self.given.affixed(rest)]
        return [*tape, *separator, *parts.suffix] if parts.suffix else tape


def _suffix(name: PersonName, parts: _Parts) -> Tape:
    if not parts.suffix:
        return []
    return [(", " if name.comma_suffix else " ", None), *parts.suffix]


class _Parts:
    """The parts of a person's name, each formatted."""

    __slots__ = ("dropping", "family", "given", "item", "name", "particle", "suffix", "variable", "writer")

    def __init__(self, writer: NameWriter, name: PersonName, item: Item, variable: str, level: int) -> None:
        self.writer = writer
        self.name = name
        self.item = item
        self.variable = variable
        family, given = writer.family, writer.given
        self.family = family.formatted(self._tape("family", name.family, family.case))
        self.particle = family.formatted(self._tape("non-dropping-particle", name.non_dropping, family.case))
        self.given = given.formatted(self._given(level))
        self.dropping = (
            given.formatted(self._tape("dropping-particle", name.dropping, given.case)) if self.given else []
        )
        self.suffix = self._tape("suffix", name.suffix, "") if self.given else []

    def _tape(self, part: str, text: str, case: str, offset: int | None = 0) -> Tape:
        if not text:
            return []
        source = Source(self.item.id, self.variable, self.name.index, part, offset)
        return value_tape(text, source, case, language=self.writer.language_of(self.item) if case else "")

    def whole_given(self) -> Tape:
        """Return the given names although the form leaves them out: there is no family name."""
        return self.writer.given.formatted(self._tape("given", self.name.given, self.writer.given.case))

    def full_family(self) -> Tape:
        """Return the family name after its particle."""
        if not self.particle:
            return self.family
        between = [] if self.name.non_dropping.endswith(_ELIDING) and not self.name.spaced else _SPACE
        return [*self.particle, *between, *self.family]

    def with_dropping(self) -> Tape:
        """Return the given names before the dropping particle."""
        if not self.dropping:
            return self.given
        between: Tape = [(", ", None)] if self.name.comma_dropping else _SPACE
        return [*self.given, *between, *self.dropping]

    def sorted_rest(self, *, demoted: bool) -> Tape:
        """Return what a sort key has after the family name: particles, then given names (CSL 1.0.2, "Sorting").

        A name without particles keeps their place empty, so that it sorts before one that has some.
        """
        after = self.particle if demoted else []
        between = _SPACE if self.dropping and after else []
        return [*self.dropping, *between, *after, *_SPACE, *self.given]

    def _given(self, level: int) -> Tape:
        writer, name = self.writer, self.name
        options = writer.options
        if not name.given or (options.form == "short" and level == AS_STYLED):
            return []
        mark = options.initialize_with
        if mark is None or level == FULL or not name.western:
            return self._tape("given", name.given, writer.given.case)
        short = initials(_bare(name.given), mark, initialize=options.initialize, hyphen=writer.hyphen)
        if "<" in name.given:
            return self._rich_initials(mark)
        return self._tape("given", short, writer.given.case, 0 if short == name.given else None)

    def _rich_initials(self, mark: str) -> Tape:
        """Shorten given names that carry markup, piece by piece."""
        options, source = self.writer.options, Source(self.item.id, self.variable, self.name.index, "given", None)
        tape: Tape = []
        for part in parse_rich(self.name.given):
            if isinstance(part, Piece):
                lead = part.text[:1] if part.text[:1] in " -" else ""
                short = initials(part.text, mark, initialize=options.initialize, hyphen=self.writer.hyphen)
                tape.append((lead + short, source))
            else:
                tape.append(part)
        return tape


def _bare(text: str) -> str:
    return text if "<" not in text else "".join(part.text for part in parse_rich(text) if isinstance(part, Piece))
