"""The body of a style's function to Python functions, so that no name is looked up while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import count

from refgraph.bst.functions import BUILT_IN, assign, loop
from refgraph.bst.machine import Cell, Function, Machine, Message, Operation
from refgraph.bst.script import Token

WIZARD = "wizard-defined"
"""BibTeX's word for a function that a style defines."""


class Compiler:
    """Compiles bodies for one machine; what a body names must have been defined before, as in BibTeX."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._numbers = count()

    def body(self, tokens: Sequence[Token], name: str = "") -> Operation:
        """Return what runs all tokens; unknown names are complained about and left out."""
        tokens = [token for token in tokens if self._is_known(token, name)]
        operations: list[Operation] = []
        place = 0
        while place < len(tokens):
            fused = self._fused(tokens[place : place + 3], name)
            if fused is None:
                operations.append(self._operation(tokens[place], name))
                place += 1
            else:
                operations.append(fused[0])
                place += fused[1]
        return _sequence(operations)

    def _is_known(self, token: Token, name: str) -> bool:
        if token.kind not in {"name", "quoted"} or token.value in self._machine.functions:
            return True
        complain(
            self._machine,
            "Curse you, wizard, before you recurse upon me"
            if token.value == name
            else f"{token.value} is an unknown function",
            token.line,
        )
        return False

    def _fused(self, tokens: Sequence[Token], name: str) -> tuple[Operation, int] | None:
        """Return one operation for ``'variable :=``, ``'a {b} if$`` or ``{a} {b} while$``, and its number of tokens."""
        machine = self._machine
        if len(tokens) > 1 and tokens[0].kind == "quoted" and tokens[1] == tokens[1]._replace(kind="name", value=":="):
            return _assignment(machine, machine.functions[tokens[0].value]), 2
        last = tokens[2] if len(tokens) == 3 else None
        if last is None or last.kind != "name" or last.value not in {"if$", "while$"}:
            return None
        if any(token.kind not in {"quoted", "block"} for token in tokens[:2]):
            return None
        first, second = (self._function(token, name).run for token in tokens[:2])
        if last.value == "while$":
            return partial(loop, machine, first, second), 3
        return _choice(machine, first, second), 3

    def _function(self, token: Token, name: str) -> Function:
        if token.kind == "quoted":
            return self._machine.functions[token.value]
        return Function(f"'{next(self._numbers)}", WIZARD, self.body(token.value, name))

    def _operation(self, token: Token, name: str) -> Operation:
        if token.kind == "name":
            return self._machine.functions[token.value].run
        value = token.value if token.kind in {"int", "str"} else self._function(token, name)
        return partial(self._machine.stack.append, value)


def complain(machine: Machine, text: str, line: int) -> None:
    """Say what is wrong with the style itself."""
    place = f"---line {line} of file {machine.style}"
    machine.messages.append(Message("definition", text + place, error=True, line=line))


def define_built_in(machine: Machine) -> None:
    """Give a machine BibTeX's functions."""
    for name, function in BUILT_IN.items():
        machine.functions[name] = Function(name, "built-in", partial(function, machine))


def global_variable(machine: Machine, name: str, value: int | str) -> Function:
    """Make a variable that belongs to no entry."""
    cell = Cell(value)
    push = machine.stack.append
    kind = "integer-global-variable" if isinstance(value, int) else "string-global-variable"
    return Function(name, kind, lambda: push(cell.value), cell)


def entry_variable(machine: Machine, name: str, place: int, kind: str) -> Function:
    """Make a variable that each entry has for itself; ``kind`` is "integer" or "string"."""
    push = machine.stack.append

    def run() -> None:
        entry = machine.entry
        if entry is None:
            machine.no_entry()
        else:
            push(entry.values[place])

    return Function(name, f"{kind}-entry-variable", run, place)


def field(machine: Machine, name: str, place: int) -> Function:
    """Make what gives a field of the entry at work."""
    push = machine.stack.append

    def run() -> None:
        entry = machine.entry
        if entry is None:
            machine.no_entry()
        else:
            push(entry.fields[place])

    return Function(name, "field", run)


def _sequence(operations: list[Operation]) -> Operation:
    if len(operations) == 1:
        return operations[0]
    steps = tuple(operations)

    def run() -> None:
        for step in steps:
            step()

    return run


def _choice(machine: Machine, then: Operation, otherwise: Operation) -> Operation:
    pop = machine.pop

    def run() -> None:
        condition = pop()
        if type(condition) is not int:
            machine.wrong(condition, "int")
        elif condition > 0:
            then()
        else:
            otherwise()

    return run


def _assignment(machine: Machine, target: Function) -> Operation:
    pop = machine.pop
    cell = target.cell
    if isinstance(cell, Cell) and target.kind.startswith("string"):
        limit = machine.limits.global_text

        def run() -> None:
            value = pop()
            if type(value) is str and len(value) <= limit:
                cell.value = value
            else:
                assign(machine, target, value)

        return run
    return lambda: assign(machine, target, pop())
