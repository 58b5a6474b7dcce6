"""BibTeX's built-in functions: each takes its arguments from the stack of a machine and puts its result there.

An argument of the wrong kind is complained about, and the result is an empty text or zero (bibtex.web 0.99d, sections
335 to 465).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from refgraph.bst import names, texts
from refgraph.bst.letters import WHITE
from refgraph.bst.machine import EMPTY, Function, Machine, Message, Missing, described, shown

_ASCII = 127
BUILT_IN: dict[str, Callable[[Machine], None]] = {}
"""Name -> function; ``if$``, ``while$`` and ``:=`` are here too, though most of their uses are compiled away."""


def _built_in(name: str) -> Callable[[Callable[[Machine], None]], Callable[[Machine], None]]:
    def keep(function: Callable[[Machine], None]) -> Callable[[Machine], None]:
        BUILT_IN[name] = function
        return function

    return keep


@_built_in("=")
def equals(machine: Machine) -> None:
    """Compare two numbers or two texts."""
    last, first = machine.pop(), machine.pop()
    kind = type(last)
    if kind is type(first) and (kind is int or kind is str):
        machine.stack.append(1 if first == last else 0)
        return
    if kind is not type(first):
        if last is not EMPTY and first is not EMPTY:
            machine.error(f"{described(last)}, {described(first)}\n---they aren't the same literal types")
    elif last is not EMPTY:
        machine.error(f"{described(last)}, not an integer or a string,")
    machine.stack.append(0)


def _two_numbers(machine: Machine) -> tuple[int, int] | None:
    last, first = machine.pop(), machine.pop()
    if type(last) is int and type(first) is int:
        return first, last
    machine.wrong(last if type(last) is not int else first, "int")
    machine.stack.append(0)
    return None


@_built_in(">")
def greater(machine: Machine) -> None:
    """Tell whether the first number is greater."""
    pair = _two_numbers(machine)
    if pair:
        machine.stack.append(1 if pair[0] > pair[1] else 0)


@_built_in("<")
def less(machine: Machine) -> None:
    """Tell whether the first number is less."""
    pair = _two_numbers(machine)
    if pair:
        machine.stack.append(1 if pair[0] < pair[1] else 0)


@_built_in("+")
def plus(machine: Machine) -> None:
    """Add two numbers."""
    pair = _two_numbers(machine)
    if pair:
        machine.stack.append(pair[0] + pair[1])


@_built_in("-")
def minus(machine: Machine) -> None:
    """Subtract the second number."""
    pair = _two_numbers(machine)
    if pair:
        machine.stack.append(pair[0] - pair[1])


@_built_in("*")
def concatenate(machine: Machine) -> None:
    """Join two texts."""
    last, first = machine.pop(), machine.pop()
    if type(last) is str and type(first) is str:
        machine.stack.append(machine.concatenated(first, last))
        return
    machine.wrong(last if type(last) is not str else first, "str")
    machine.stack.append("")


@_built_in(":=")
def gets(machine: Machine) -> None:
    """Give a variable a value."""
    target, value = machine.pop(), machine.pop()
    if not isinstance(target, Function):
        machine.wrong(target, "function")
    else:
        assign(machine, target, value)


def assign(machine: Machine, target: Function, value: Any) -> None:
    """Give a variable a value; a text that is too long is cut, with a warning."""
    kind, cell = target.kind, target.cell
    of_entry = isinstance(cell, int)
    if cell is None:
        machine.error(f"You can't assign to type {kind}, a nonvariable function class")
    elif of_entry and machine.entry is None:
        machine.no_entry()
    elif kind.startswith("int"):
        if type(value) is int:
            _store(machine, cell, value)
        else:
            machine.wrong(value, "int")
    elif type(value) is not str:
        machine.wrong(value, "str")
    else:
        _store(machine, cell, _cut(machine, value, of_entry=of_entry))


def _store(machine: Machine, cell: Any, value: int | str) -> None:
    if isinstance(cell, int):
        assert machine.entry is not None
        machine.entry.values[cell] = value
    else:
        cell.value = value


def _cut(machine: Machine, value: str, *, of_entry: bool) -> str:
    limit = machine.limits.entry_text if of_entry else machine.limits.global_text
    if len(value) <= limit or (not of_entry and value in machine.permanent):
        return value
    name = "entry" if of_entry else "global"
    machine.warn(f"You've exceeded {limit}, the {name}-string-size,")
    return value[:limit]


def _text(machine: Machine, otherwise: int | str) -> str | None:
    """Take a text; put ``otherwise`` on the stack and return None if there is none."""
    value = machine.pop()
    if type(value) is str:
        return value
    machine.wrong(value, "str")
    machine.stack.append(otherwise)
    return None


@_built_in("add.period$")
def add_period(machine: Machine) -> None:
    """Add a full stop where none is."""
    text = _text(machine, "")
    if text is not None:
        machine.stack.append(texts.add_period(text))


@_built_in("call.type$")
def call_type(machine: Machine) -> None:
    """Run the function of the entry's type, or "default.type"."""
    if machine.entry is None:
        machine.no_entry()
        return
    function = machine.functions.get(machine.entry.type or "default.type")
    if function is not None:
        function.run()


@_built_in("change.case$")
def change_case(machine: Machine) -> None:
    """Change the case of a text."""
    mode, text = machine.pop(), machine.pop()
    if type(mode) is not str or type(text) is not str:
        machine.wrong(mode if type(mode) is not str else text, "str")
        machine.stack.append("")
        return
    if len(mode) != 1 or mode not in "tTlLuU":
        machine.error(f"{mode} is an illegal case-conversion string")
        machine.unbalanced(text, texts.change_case(text, "l", machine.letters).unbalanced)
        machine.stack.append(text)
        return
    changed = texts.change_case(text, mode.lower(), machine.letters)
    machine.unbalanced(text, changed.unbalanced)
    machine.stack.append(changed.value)


@_built_in("chr.to.int$")
def chr_to_int(machine: Machine) -> None:
    """Return the code of a character."""
    text = _text(machine, 0)
    if text is None:
        return
    if len(text) != 1:
        machine.error(f'"{text}" isn\'t a single character')
        machine.stack.append(0)
    else:
        machine.stack.append(ord(text))


@_built_in("cite$")
def cite(machine: Machine) -> None:
    """Return the entry's key."""
    if machine.entry is None:
        machine.no_entry()
    else:
        machine.stack.append(machine.entry.key)


@_built_in("duplicate$")
def duplicate(machine: Machine) -> None:
    """Put the top of the stack there again."""
    value = machine.pop()
    machine.stack.append(value)
    machine.stack.append(value)


@_built_in("empty$")
def empty(machine: Machine) -> None:
    """Tell whether a field is missing, or a text without anything but white space."""
    value = machine.pop()
    if type(value) is str:
        machine.stack.append(0 if value.strip(WHITE) else 1)
    elif type(value) is Missing:
        machine.stack.append(1)
    else:
        if value is not EMPTY:
            machine.error(f"{described(value)}, not a string or missing field,")
        machine.stack.append(0)


@_built_in("missing$")
def missing(machine: Machine) -> None:
    """Tell whether a field is missing."""
    value = machine.pop()
    if machine.entry is None:
        machine.no_entry()
        return
    if type(value) is not str and type(value) is not Missing and value is not EMPTY:
        machine.error(f"{described(value)}, not a string or missing field,")
    machine.stack.append(1 if type(value) is Missing else 0)


@_built_in("format.name$")
def format_name(machine: Machine) -> None:
    """Format one name of a list."""
    template, number, text = machine.pop(), machine.pop(), machine.pop()
    if type(template) is str and type(number) is int and type(text) is str:
        formatted = names.format_name(text, number, template, machine.letters)
        if formatted.problems:
            machine.say_all(formatted.problems)
        machine.stack.append(formatted.text)
        return
    if type(template) is not str:
        machine.wrong(template, "str")
    elif type(number) is not int:
        machine.wrong(number, "int")
    else:
        machine.wrong(text, "str")
    machine.stack.append("")


@_built_in("num.names$")
def num_names(machine: Machine) -> None:
    """Count the names of a list."""
    text = _text(machine, 0)
    if text is not None:
        split = names.split_names(text)
        machine.unbalanced(text, split.unbalanced[-1] if split.unbalanced else 0)
        machine.stack.append(len(split.names))


@_built_in("if$")
def if_(machine: Machine) -> None:
    """Run one of two functions."""
    otherwise, then, condition = machine.pop(), machine.pop(), machine.pop()
    for function in (otherwise, then):
        if not isinstance(function, Function):
            machine.wrong(function, "function")
            return
    if type(condition) is not int:
        machine.wrong(condition, "int")
    elif condition > 0:
        then.run()
    else:
        otherwise.run()


@_built_in("while$")
def while_(machine: Machine) -> None:
    """Run a function as long as another gives a number above zero."""
    body, condition = machine.pop(), machine.pop()
    for function in (body, condition):
        if not isinstance(function, Function):
            machine.wrong(function, "function")
            return
    loop(machine, condition.run, body.run)


def loop(machine: Machine, condition: Callable[[], None], body: Callable[[], None]) -> None:
    """Run ``body`` while ``condition`` gives a number above zero."""
    while True:
        condition()
        value = machine.pop()
        if type(value) is not int:
            machine.wrong(value, "int")
            return
        if value <= 0:
            return
        machine.turn()
        body()


@_built_in("int.to.chr$")
def int_to_chr(machine: Machine) -> None:
    """Return the character of a code of ASCII."""
    number = _number(machine)
    if number is None:
        return
    if 0 <= number <= _ASCII:
        machine.stack.append(chr(number))
    else:
        machine.error(f"{number} isn't valid ASCII")
        machine.stack.append("")


@_built_in("int.to.str$")
def int_to_str(machine: Machine) -> None:
    """Return a number as text."""
    number = _number(machine)
    if number is not None:
        machine.stack.append(str(number))


def _number(machine: Machine) -> int | None:
    value = machine.pop()
    if type(value) is int:
        return value
    machine.wrong(value, "int")
    machine.stack.append("")
    return None


@_built_in("newline$")
def newline(machine: Machine) -> None:
    """End the line of output."""
    machine.new_line()


@_built_in("pop$")
def pop(machine: Machine) -> None:
    """Drop the top of the stack."""
    machine.pop()


@_built_in("preamble$")
def preamble(machine: Machine) -> None:
    """Return what @preamble says, with nothing between two of them."""
    machine.stack.append(machine.preamble)


@_built_in("purify$")
def purify(machine: Machine) -> None:
    """Keep letters, digits and spaces."""
    text = _text(machine, "")
    if text is not None:
        machine.stack.append(texts.purify(text))


@_built_in("quote$")
def quote(machine: Machine) -> None:
    """Return a quotation mark, which no text of a style can contain."""
    machine.stack.append('"')


@_built_in("skip$")
def skip(machine: Machine) -> None:
    """Do nothing."""


@_built_in("stack$")
def stack(machine: Machine) -> None:
    """Print the stack and empty it."""
    while machine.stack:
        top(machine)


@_built_in("top$")
def top(machine: Machine) -> None:
    """Print the top of the stack."""
    machine.messages.append(Message("print", str(shown(machine.pop())), error=True))


@_built_in("substring$")
def substring(machine: Machine) -> None:
    """Return a part of a text."""
    length, start, text = machine.pop(), machine.pop(), machine.pop()
    if type(length) is int and type(start) is int and type(text) is str:
        machine.stack.append(texts.substring(text, start, length))
        return
    if type(length) is not int:
        machine.wrong(length, "int")
    elif type(start) is not int:
        machine.wrong(start, "int")
    else:
        machine.wrong(text, "str")
    machine.stack.append("")


@_built_in("swap$")
def swap(machine: Machine) -> None:
    """Exchange the two values on the top."""
    last, first = machine.pop(), machine.pop()
    machine.stack.append(last)
    machine.stack.append(first)


@_built_in("text.length$")
def text_length(machine: Machine) -> None:
    """Count the characters of a text; of what is no text BibTeX gives an empty one, and not zero."""
    text = _text(machine, "")
    if text is not None:
        machine.stack.append(texts.text_length(text))


@_built_in("text.prefix$")
def text_prefix(machine: Machine) -> None:
    """Return the first characters of a text."""
    length, text = machine.pop(), machine.pop()
    if type(length) is int and type(text) is str:
        machine.stack.append(texts.text_prefix(text, length))
        return
    if type(length) is not int:
        machine.wrong(length, "int")
    else:
        machine.wrong(text, "str")
    machine.stack.append("")


@_built_in("type$")
def type_(machine: Machine) -> None:
    """Return the entry's type, or nothing where the style does not know it."""
    if machine.entry is None:
        machine.no_entry()
    else:
        machine.stack.append(machine.entry.type or "")


@_built_in("warning$")
def warning(machine: Machine) -> None:
    """Say something to the user."""
    value = machine.pop()
    if type(value) is str:
        key = None if machine.entry is None else machine.entry.key
        machine.messages.append(Message("warning", value, key=key, line=machine.line))
    else:
        machine.wrong(value, "str")


@_built_in("width$")
def width(machine: Machine) -> None:
    """Return the width of a text."""
    text = _text(machine, 0)
    if text is not None:
        measured = texts.width(text, machine.letters)
        machine.unbalanced(text, measured.unbalanced)
        machine.stack.append(measured.value)


@_built_in("write$")
def write(machine: Machine) -> None:
    """Add a text to the line of output."""
    value = machine.pop()
    if type(value) is str:
        machine.write(value)
    else:
        machine.wrong(value, "str")
