"""The commands of a BibTeX style, one after the other: ENTRY, FUNCTION, READ, ITERATE and the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from refgraph.bst.citations import Citations, Record, field_values
from refgraph.bst.compiling import (
    WIZARD,
    Compiler,
    complain,
    define_built_in,
    entry_variable,
    field,
    global_variable,
)
from refgraph.bst.letters import Letters
from refgraph.bst.machine import Entry, Function, LimitReachedError, Limits, Machine, Message, Missing, Operation
from refgraph.bst.reading import Reader, one_line_end
from refgraph.bst.script import Command, Token

_MOST_ENDLESS = 3
_READ_FIRST = frozenset({"EXECUTE", "ITERATE", "REVERSE", "SORT"})


class Database(NamedTuple):
    """The text of a .bib file, and the name that messages give it."""

    text: str
    name: str


class Task(NamedTuple):
    """What a style is to work on.

    Attributes:
        databases: read in this order.
        keys: the citations; "*" stands for all entries.
        min_crossrefs: how many cited entries must refer to one that is not cited itself, for it to be listed.
    """

    databases: Sequence[Database]
    keys: Iterable[str]
    min_crossrefs: int = 2


class Run:
    """One run of a style.

    Attributes:
        machine: holds the output and the messages when the run is over.
        entries: the entries in the order of the style.
    """

    def __init__(self, task: Task, letters: Letters, limits: Limits, style: str) -> None:
        self.machine = Machine(letters, limits, style)
        self.entries: list[Entry] = []
        self._task = task
        self._compiler = Compiler(self.machine)
        self._fields = ["crossref"]
        self._missing = [Missing("crossref")]
        self._defaults: list[int | str] = [""]
        self._macros: dict[str, str] = {}
        self._seen: set[str] = set()
        self._endless = 0
        self._commands: dict[str, Callable[[Command], None]] = {
            "ENTRY": self._entry,
            "EXECUTE": self._execute,
            "FUNCTION": self._function,
            "INTEGERS": self._globals,
            "ITERATE": self._iterate,
            "MACRO": self._macro,
            "READ": self._read,
            "REVERSE": self._iterate,
            "SORT": self._sort,
            "STRINGS": self._globals,
        }
        functions = self.machine.functions
        define_built_in(self.machine)
        functions["crossref"] = field(self.machine, "crossref", 0)
        functions["sort.key$"] = entry_variable(self.machine, "sort.key$", 0, "string")
        functions["entry.max$"] = global_variable(self.machine, "entry.max$", limits.entry_text)
        functions["global.max$"] = global_variable(self.machine, "global.max$", limits.global_text)

    def run(self, commands: Iterable[Command]) -> None:
        """Run the commands.

        Raises:
            LimitReachedError: if ``while$`` ends for no entry, or not in EXECUTE.
        """
        for command in commands:
            self.machine.line = command.line
            problem = self._out_of_order(command.name)
            if problem:
                complain(self.machine, problem, command.line)
                continue
            self._seen.add(command.name)
            self._commands[command.name](command)

    def _out_of_order(self, name: str) -> str:
        lower = name.lower()
        if name in {"ENTRY", "READ"} and name in self._seen:
            return f"Illegal, another {lower} command"
        if name == "MACRO" and "READ" in self._seen:
            return "Illegal, macro command after read command"
        if name == "READ" and "ENTRY" not in self._seen:
            return "Illegal, read command before entry command"
        if name in _READ_FIRST and "READ" not in self._seen:
            return f"Illegal, {lower} command before read command"
        return ""

    def _define(self, token: Token, make: Callable[[str], Function]) -> None:
        functions = self.machine.functions
        before = functions.get(token.value)
        if token.kind != "name":
            complain(self.machine, f"{token.value!r} is no name", token.line)
        elif before is not None:
            complain(self.machine, f'{token.value} is already a type "{before.kind}" function name', token.line)
        else:
            functions[token.value] = make(token.value)

    def _entry(self, command: Command) -> None:
        if not command.groups[0]:
            text = f"I didn't find any fields--line {command.line} of file {self.machine.style}"
            self.machine.messages.append(Message("definition", text, line=command.line))
        for token in command.groups[0]:
            self._define(token, self._field)
        for token in command.groups[1]:
            self._define(token, lambda name: self._variable(name, "integer", 0))
        for token in command.groups[2]:
            self._define(token, lambda name: self._variable(name, "string", ""))

    def _field(self, name: str) -> Function:
        self._fields.append(name)
        self._missing.append(Missing(name))
        return field(self.machine, name, len(self._fields) - 1)

    def _variable(self, name: str, kind: str, default: int | str) -> Function:
        self._defaults.append(default)
        return entry_variable(self.machine, name, len(self._defaults) - 1, kind)

    def _globals(self, command: Command) -> None:
        value: int | str = 0 if command.name == "INTEGERS" else ""
        for token in command.groups[0]:
            self._define(token, lambda name: global_variable(self.machine, name, value))

    def _function(self, command: Command) -> None:
        body = command.groups[1]
        for token in command.groups[0][:1]:
            self._define(token, lambda name: Function(name, WIZARD, self._compiler.body(body, name)))

    def _macro(self, command: Command) -> None:
        names, values = command.groups
        if len(names) == len(values) == 1 and values[0].kind == "str":
            self._macros[str(names[0].value)] = values[0].value
        else:
            complain(self.machine, "a macro needs one name and one string", command.line)

    def _read(self, command: Command) -> None:  # noqa: ARG002 - all commands have one signature
        machine, task = self.machine, self._task
        citations = Citations(task.keys, self._fields, machine.letters, self._has_type)
        reader = Reader(self._macros)
        for database in task.databases:
            reader.read(one_line_end(database.text), database.name, citations)
        before = len(citations.messages)
        records = citations.finish(task.min_crossrefs)
        machine.messages += [*citations.messages[:before], *reader.messages, *citations.messages[before:]]
        machine.preamble = "".join(reader.preambles)
        self.entries = [self._entry_of(record, place) for place, record in enumerate(records)]

    def _has_type(self, name: str) -> bool:
        function = self.machine.functions.get(name)
        return function is not None and function.kind == WIZARD

    def _entry_of(self, record: Record, place: int) -> Entry:
        fields = field_values(record, self._fields, self._missing)
        limit = self.machine.limits.global_text
        self.machine.permanent.update(value for value in fields if isinstance(value, str) and len(value) > limit)
        return Entry(record.key, record.type or None, fields, list(self._defaults), place)

    def _sort(self, command: Command) -> None:  # noqa: ARG002 - all commands have one signature
        self.entries.sort(key=lambda entry: (entry.values[0], entry.place))

    def _execute(self, command: Command) -> None:
        operation = self._named(command)
        if operation:
            self._work(operation, None)

    def _iterate(self, command: Command) -> None:
        operation = self._named(command)
        entries = self.entries if command.name == "ITERATE" else self.entries[::-1]
        for entry in entries if operation else ():
            assert operation is not None
            self._work(operation, entry)

    def _named(self, command: Command) -> Operation | None:
        token = command.groups[0][0] if command.groups[0] else Token("name", "", command.line)
        function = self.machine.functions.get(token.value) if token.kind == "name" else None
        if function is None or function.kind not in {WIZARD, "built-in"}:
            problem = f"{token.value} is an unknown function" if function is None else f"{token.value} can't be run"
            complain(self.machine, problem, token.line)
            return None
        return function.run

    def _work(self, operation: Operation, entry: Entry | None) -> None:
        machine = self.machine
        machine.entry = entry
        machine.loops = 0
        try:
            operation()
        except (LimitReachedError, RecursionError) as error:
            text = "call.type$ calls itself" if isinstance(error, RecursionError) else str(error)
            self._endless += 1
            if entry is None or self._endless > _MOST_ENDLESS:
                raise LimitReachedError(text) from None
            place = f"while executing---line {machine.line} of file {machine.style}"
            machine.messages.append(
                Message("limit", f"{text} for entry {entry.key}", True, entry.key, place, machine.line)  # noqa: FBT003
            )
            machine.stack.clear()
        machine.clear()
        machine.entry = None
