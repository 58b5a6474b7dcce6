"""A list of names: "and", delimiters, "et al.", how many are shown (CSL 1.0.2, "Name" and "Et-al")."""

from __future__ import annotations

from typing import Any, NamedTuple

from refgraph.csl.elements.context import Context
from refgraph.csl.elements.frames import Frame, affix
from refgraph.csl.elements.name_options import NameOptions
from refgraph.csl.elements.name_text import AS_STYLED, FULL, NameWriter
from refgraph.csl.elements.state import SUBSEQUENT, State
from refgraph.csl.elements.values import plain, value_tape
from refgraph.csl.items.names import PersonName
from refgraph.csl.styles.element import Element
from refgraph.csl.tokens import Tape
from refgraph.csl.words.initials import initials


class NameList(NamedTuple):
    """The names of one variable as they are written.

    Attributes:
        variable: the name variable.
        label: the term that labels it.
        names: the names.
        shown: how many are shown before "et al.".
        tapes: the shown names.
        texts: their plain text, "et al." included.
        tape: all of it joined.
    """

    variable: str
    label: str
    names: tuple[PersonName, ...]
    shown: int
    tapes: tuple[Tape, ...]
    texts: tuple[str, ...]
    tape: Tape


class NameListWriter:
    """Writes lists of names under one set of options."""

    def __init__(self, options: NameOptions, et_al: Element | None, context: Context) -> None:
        """Compile delimiters and the et-al term."""
        self.options = options
        self.writer = NameWriter(options, context)
        self.delimiter = affix(options.delimiter)
        self.conjunction = options.conjunction
        self.et_al = _et_al(et_al, context)
        self.area = context.area

    def list_of(self, state: State, variable: str) -> NameList | None:
        """Return the names of a variable; None where the style shows none of them."""
        names = state.item.names[variable]
        shown, use_last = self._shown(state, len(names))
        number = state.nameset
        state.nameset += 1
        levels = self._levels(state, names, number)
        key = (id(self), variable, shown, use_last, levels, state.sorting)
        found = state.item.cache.get(key)
        if found is None:
            found = self._write(state, variable, names, shown, levels, use_last=use_last)
            if not state.sorting:  # a sort key is asked for once
                state.item.cache[key] = found
        state.name_lists.append((found, self.options))
        return found if shown else None

    def _shown(self, state: State, count: int) -> tuple[int, bool]:
        options = self.options
        if state.sort_names is not None:
            minimum, first, last = state.sort_names
            options = options._replace(
                minimum=minimum if minimum is not None else options.minimum,
                first=first if first is not None else options.first,
                use_last=options.use_last if last is None else last,
            )
        subsequent = state.subsequent_names or (state.position is not None and state.position >= SUBSEQUENT)
        shown = options.cut(count, subsequent=subsequent)
        wanted = state.disambiguation.names
        if self.area == "citation" and not state.sorting and state.nameset < len(wanted) and shown:
            shown = min(max(shown, wanted[state.nameset]), count)
        return shown, options.use_last

    def _levels(self, state: State, names: tuple[PersonName, ...], number: int) -> tuple[int, ...]:
        """Return how much of every given name is shown."""
        if state.sorting:
            return ()
        givens = state.disambiguation.givens
        levels = givens[number] if number < len(givens) else ()
        if state.full_twins:
            levels = _with_twins(names, levels, self.options)
        if state.name_levels is not None:
            levels = state.name_levels.of(names, number, levels, self.options)
        return levels if any(levels) else ()

    def _write(  # noqa: PLR0913 - the parts of the cache key
        self,
        state: State,
        variable: str,
        names: tuple[PersonName, ...],
        shown: int,
        levels: tuple[int, ...],
        *,
        use_last: bool,
    ) -> NameList:
        tapes = [self._name(state, variable, names, at, levels) for at in range(shown)]
        texts = [plain(tape) for tape in tapes]
        if state.sorting and not use_last:
            tape = self._separated(tapes)
        elif shown == len(names):
            tape = self._joined(names, tapes, state)
        elif use_last and len(names) > shown + 1:
            last = self._name(state, variable, names, len(names) - 1, levels)
            tape = [*self._separated(tapes), *self.delimiter, ("… ", None), *last]
            texts.append(plain(last))
        else:
            tape = self._abbreviated(names, tapes, state)
            texts.append("…")
        return NameList(variable, variable, names, shown, tuple(tapes), tuple(texts), tape)

    def _name(
        self, state: State, variable: str, names: tuple[PersonName, ...], at: int, levels: tuple[int, ...]
    ) -> Tape:
        inverted = self._is_inverted(at, state)
        level = levels[at] if at < len(levels) else AS_STYLED
        tape = self.writer.write(names[at], state.item, variable, level, inverted=inverted, sorting=state.sorting)
        frame = self.options.frame
        return [*frame.before, *tape, *frame.after] if frame else tape

    def _is_inverted(self, at: int, state: State) -> bool:
        order = self.options.inverted
        return state.sorting or order == "all" or (order == "first" and at == 0)

    def _separated(self, tapes: list[Tape]) -> Tape:
        joined: Tape = []
        for at, tape in enumerate(tapes):
            if at:
                joined.extend(self.delimiter)
            joined.extend(tape)
        return joined

    def _joined(self, names: tuple[PersonName, ...], tapes: list[Tape], state: State) -> Tape:
        if len(tapes) < 2 or not self.conjunction:
            return self._separated(tapes)
        inverted = self._is_inverted(len(tapes) - 2, state) and not names[-2].literal
        after = self._precedes(self.options.precedes_last, len(tapes) > 2, inverted)
        head = self._separated(tapes[:-1])
        glue = self.conjunction
        if glue == glue.strip():
            glue = f"{glue} " if after else f" {glue} "
        return [*head, *(self.delimiter if after else ()), (glue, None), *tapes[-1]]

    def _abbreviated(self, names: tuple[PersonName, ...], tapes: list[Tape], state: State) -> Tape:
        head = self._separated(tapes)
        if not self.et_al:
            return head
        inverted = self._is_inverted(len(tapes) - 1, state) and not names[len(tapes) - 1].literal
        after = self._precedes(self.options.precedes_et_al, len(tapes) > 1, inverted)
        between: Tape = [] if _is_cjk(plain(self.et_al)[:1]) else [(" ", None)]
        return [*head, *(self.delimiter if after else between), *self.et_al]

    @staticmethod
    def _precedes(rule: str, contextual: bool, inverted: bool) -> bool:  # noqa: FBT001
        if rule == "always":
            return True
        if rule == "after-inverted-name":
            return inverted
        return rule == "contextual" and contextual


def _with_twins(names: tuple[PersonName, ...], levels: tuple[int, ...], options: NameOptions) -> tuple[int, ...]:
    """Show given names in full of authors of one work who would look the same."""
    if options.initialize_with is None or len(names) < 2:
        return levels
    short = [(name.family, initials(name.given, ".")) for name in names]
    if len(set(short)) == len(short):
        return levels
    base = levels or (AS_STYLED,) * len(names)
    return tuple(FULL if short.count(each) > 1 else level for each, level in zip(short, base, strict=True))


def _is_cjk(character: str) -> bool:
    """Tell whether a character belongs to a script without spaces between words."""
    return "\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af"


def _et_al(element: Element | None, context: Context) -> Tape:
    name = element.attributes.get("term", "et-al") if element is not None else "et-al"
    text = context.locale.term(name) or ""
    made = value_tape(text, None)
    if element is None or not made:
        return made
    frame = Frame(element)
    return [*frame.before, *made, *frame.after]


class AuthorSubstitute(NamedTuple):
    """What replaces names that the entry before has too (CSL 1.0.2, "Reference Grouping").

    Attributes:
        tape: the replacement.
        rule: "complete-all", "complete-each", "partial-each" or "partial-first".
        delimiter: unused names keep the style's own delimiters.
    """

    tape: Tape
    rule: str

    def apply(self, found: NameList, previous: Any) -> Tape:
        """Return a list of names with those replaced that the previous entry began with."""
        if not previous:
            return found.tape
        same = 0
        for now, before in zip(found.texts, previous, strict=False):
            if now != before:
                break
            same += 1
        complete = same == len(found.texts) == len(previous)
        if self.rule == "complete-all":
            return self.tape if complete else found.tape
        if self.rule == "complete-each":
            return self._replaced(found, len(found.tapes)) if complete else found.tape
        if self.rule == "partial-first":
            same = min(same, 1)
        return self._replaced(found, same) if same else found.tape

    def _replaced(self, found: NameList, count: int) -> Tape:
        """Return the joined names with the first `count` replaced."""
        tape = list(found.tape)
        at = 0
        for name in found.tapes[:count]:
            width = len(name)
            while tape[at : at + width] != name:
                at += 1
            tape[at : at + width] = self.tape
            at += len(self.tape)
        return tape
