"""The `names` element: lists of names with their labels, "et al.", substitution, and what collapsing asks for."""

from __future__ import annotations

import sys

from refgraph.csl.elements.conditions import Condition, condition
from refgraph.csl.elements.context import Context
from refgraph.csl.elements.frames import FORMATTING, Frame, Renderer, affix, framed
from refgraph.csl.elements.groups import choice, first_of
from refgraph.csl.elements.labels import label_tape
from refgraph.csl.elements.name_lists import NameList, NameListWriter
from refgraph.csl.elements.name_options import name_options
from refgraph.csl.elements.state import State
from refgraph.csl.elements.values import plain
from refgraph.csl.items.names import PersonName
from refgraph.csl.styles.element import Element
from refgraph.csl.tokens import Tape

_FRAMING = (*FORMATTING, "prefix", "suffix", "delimiter")
_BOTH = ("editor", "translator")


class _Parent:
    """What `names` inside `substitute` inherits."""

    name: Element | None
    et_al: Element | None
    label: Element | None
    label_first: bool

    def __init__(self, element: Element, parent: _Parent | None) -> None:
        children = {child.tag: child for child in element.children}
        bare = parent is not None and not any(tag in children for tag in ("name", "label", "et-al"))
        self.name = children.get("name") or (parent.name if parent else None)
        self.et_al = children.get("et-al") or (parent.et_al if parent else None)
        self.label = parent.label if bare and parent else children.get("label")
        order = [child.tag for child in element.children]
        if bare and parent:
            self.label_first = parent.label_first
        else:
            self.label_first = "label" in order and ("name" not in order or order.index("label") < order.index("name"))
            if "label" in order and "name" not in order:
                self.label_first = False


def names(element: Element, context: Context) -> Renderer:
    """Return the renderer of a `names` element."""
    return _names(element, context, None)


def _names(element: Element, context: Context, parent: _Parent | None) -> Renderer:
    own = _Parent(element, parent)
    main: Renderer = _NamesRenderer(element, context, own).render
    substitutes = []
    for child in element.children:
        if child.tag == "substitute":
            substitutes = [_option(option, context, own, element) for option in child.children]
    main = framed(element, main)
    made = _Substitution(main, substitutes).render if substitutes else main
    return made if parent else _ending_the_beginning(made)


def _ending_the_beginning(inner: Renderer) -> Renderer:
    """Let the place of names that are missing count as the beginning of the entry: no term after it gets a capital."""

    def render(state: State, tape: Tape) -> bool:
        found = inner(state, tape)
        if not found:
            state.capitalize_term = False
        return found

    return render


def _option(element: Element, context: Context, own: _Parent, parent: Element) -> tuple[Renderer, bool]:
    """Return an alternative, and whether it ends the search even without output (a term that is defined as empty)."""
    if element.tag == "choose":
        return _choice(element, context, own, parent), False
    if element.tag == "names":
        inherited = {name: value for name, value in parent.attributes.items() if name in _FRAMING}
        return _names(element._replace(attributes={**inherited, **element.attributes}), context, own), False
    term = element.attributes.get("term")
    final = term is not None and context.locale.find_term(term, element.attributes.get("form", "long")) is not None
    return context.compile(element), final


def _choice(element: Element, context: Context, own: _Parent, parent: Element) -> Renderer:
    """Return a choice among alternatives: of the branch taken, the first that gives anything."""
    branches: list[tuple[Condition | None, Renderer | None]] = []
    for branch in element.children:
        test = None if branch.tag == "else" else condition(branch)
        options = [_option(option, context, own, parent)[0] for option in branch.children]
        branches.append((test, first_of(options)))
    return choice(branches)


class _Substitution:
    """Tries the alternatives in turn where a name variable is empty (CSL 1.0.2, "Substitute")."""

    def __init__(self, main: Renderer, substitutes: list[tuple[Renderer, bool]]) -> None:
        self.main = main
        self.substitutes = substitutes

    def render(self, state: State, tape: Tape) -> bool:
        """Render the names, or the first alternative that gives anything."""
        rendered = state.rendered
        state.rendered = False
        found = self.main(state, tape)
        if found or state.rendered:
            state.rendered = True
            return found
        for option, final in self.substitutes:
            start = len(tape)
            outer, state.substituted = state.substituted, set()
            found = option(state, tape)
            used, state.substituted = state.substituted, outer
            if found or state.rendered:
                state.suppressed = (state.suppressed or set()) | used
                if outer is not None:
                    outer |= used
                # a term or value of the style is no variable: a group of nothing else but it and the names is left out
                state.rendered = rendered or state.rendered
                return _as_primary(state, tape, start) if len(tape) > start else False
            if final:
                break
        state.rendered = rendered
        return False


def _as_primary(state: State, tape: Tape, start: int) -> bool:
    """Take what stands for the names (a title, say) as the primary names of the citation."""
    if state.primary_names is not None:
        return True
    key = (plain(tape, start),)
    state.primary_names = key
    state.primary_tape = tape[start:]
    # a term ("anon.") is no author: it repeats without meaning the same one, and an author left out leaves it there
    has_value = any(isinstance(token, tuple) and token[1] is not None for token in tape[start:])
    if state.suppress_names and (has_value or not state.keeps_terms):
        del tape[start:]
        return False
    substitute = state.author_substitute
    if substitute is not None and has_value and state.previous_names == key:
        tape[start:] = substitute.tape
    return len(tape) > start


class _NamesRenderer:
    """Renders the name variables of one element."""

    def __init__(self, element: Element, context: Context, own: _Parent) -> None:
        self.variables = element.attributes.get("variable", "").split()
        options = name_options(own.name, context)
        self.count_only = options.form == "count"
        attributes = own.name.attributes if own.name is not None else {}
        # Extensions of CSL-M: a work of four authors and more stands under its title in Russian bibliographies.
        least, most = (attributes.get(name, "") for name in ("suppress-max", "suppress-min"))
        self.least = int(least) + 1 if least.isdecimal() else 0
        self.most = int(most) - 1 if most.isdecimal() else sys.maxsize
        self.writer = NameListWriter(options, own.et_al, context)
        delimiter = element.attributes.get("delimiter", context.inherited.get("names-delimiter", ""))
        self.delimiter = affix(delimiter)
        self.label = own.label
        self.label_first = own.label_first
        self.context = context
        self.labels: dict[tuple[str, bool], Tape] = {}
        form = own.label.attributes.get("form", "long") if own.label else "long"
        self.both = bool(own.label is not None and context.locale.term("editortranslator", form)) or self.count_only

    def render(self, state: State, tape: Tape) -> bool:
        """Append the names of all variables that have any."""
        state.called = True
        lists = [found for found in self._lists(state) if self.least <= len(found.names) <= self.most]
        if not lists:
            return False
        if self.count_only:
            total = sum(min(found.shown, len(found.names)) for found in lists)
            tape.append((str(total), None))
            state.rendered = True
            return True
        state.rendered = True
        primary = state.primary_names is None
        if primary:
            state.primary_names = tuple(text for found in lists for text in found.texts)
            if state.suppress_names:
                return False
        start = len(tape)
        for number, found in enumerate(lists):
            if number:
                tape.extend(self.delimiter)
            self._append(found, state, tape, primary=primary)
        if primary:
            state.primary_tape = tape[start:]
        return len(tape) > start

    def _lists(self, state: State) -> list[NameList]:
        variables = [
            name
            for name in self.variables
            if name in state.item.names
            and not (state.suppressed and name in state.suppressed)
            and not (state.substituted and name in state.substituted)
        ]
        if not variables:
            return []
        if state.substituted is not None:
            state.substituted.update(variables)
        combined = set(variables) >= set(_BOTH) and self.both and _same(state.item.names)
        if combined:
            variables.remove("translator")
        lists = []
        for name in variables:
            found = self.writer.list_of(state, name)
            if found is None:
                continue
            lists.append(found._replace(label="editortranslator") if combined and name == "editor" else found)
        return lists

    def _append(self, found: NameList, state: State, tape: Tape, *, primary: bool) -> None:
        label = self._label(found, sorting=state.sorting)
        if self.label_first:
            tape.extend(label)
        substitute = state.author_substitute if primary else None
        tape.extend(found.tape if substitute is None else substitute.apply(found, state.previous_names))
        if not self.label_first:
            tape.extend(label)

    def _label(self, found: NameList, *, sorting: bool) -> Tape:
        if self.label is None or sorting:
            return []
        forced = {"always": True, "never": False}.get(self.label.attributes.get("plural", ""))
        plural = len(found.names) > 1 if forced is None else forced
        key = (found.label, plural)
        made = self.labels.get(key)
        if made is None:
            form = self.label.attributes.get("form", "long")
            text = label_tape(self.label, found.label, form, self.context, plural=plural)
            frame = Frame(self.label)
            made = self.labels[key] = [*frame.before, *text, *frame.after] if text else []
        return made


def _same(names: dict[str, tuple[PersonName, ...]]) -> bool:
    editors, translators = names["editor"], names["translator"]
    return [name.identity for name in editors] == [name.identity for name in translators]
