r"""Citing commands that a LaTeX file defines itself: ``\newcommand{\see}[2][]{see \citep[#1]{#2}}``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from refgraph.documents.callouts.latex_source import Argument, find_closing, hide_but_definitions, read_arguments

_DEFINITION = re.compile(
    r"\\(?P<how>(?:re)?newcommand|providecommand|DeclareRobustCommand"
    r"|(?:New|Renew|Provide|Declare)(?:Expandable)?DocumentCommand|[gex]?def)\*?\s*"
    r"(?:\{\s*\\(?P<braced>[A-Za-z]+)\s*\}|\\(?P<bare>[A-Za-z]+))"
)
_DEF_PARAMETERS = re.compile(r"(?:\s*#(\d))*\s*(?=\{)")
_USE = re.compile(r"\\[A-Za-z]*(?:[cC]it(?:e|al)|bibentry)[A-Za-z]*\*?(?:\s*\[[^\[\]]{0,200}\])*\s*\{([^{}]{1,200})\}")
_PARAMETER = re.compile(r"#(\d)")
_SPECIFICATION = re.compile(r"[mosOdD]|\{[^{}]*\}|\S")
_LONGEST = 5_000  # characters of a definition
_OPTIONAL = frozenset("oOdDsgG")


@dataclass(frozen=True, slots=True)
class CitingCommand:
    """A command of somebody's own that cites.

    Attributes:
        parameters: what it takes, in order: "[" for an optional one, "{" for one in braces.
        keys: the places of those that hold keys, from 0.
    """

    parameters: str
    keys: tuple[int, ...]


def find_commands(text: str) -> dict[str, CitingCommand]:
    r"""Return the commands that LaTeX source defines and that cite what they are given, by name.

    >>> find_commands(r"\newcommand{\see}[2][]{see \citep[#1]{#2}}")
    {'see': CitingCommand(parameters='[{', keys=(1,))}
    """
    if "cit" not in text.lower() and "bibentry" not in text:
        return {}
    shown = hide_but_definitions(text)
    found: dict[str, CitingCommand] = {}
    for each in _DEFINITION.finditer(shown):
        command = _command(shown, each)
        if command is not None:
            found[each["braced"] or each["bare"]] = command
    return found


def _command(shown: str, found: re.Match[str]) -> CitingCommand | None:
    how = found["how"]
    if how.endswith("def"):
        parameters, opening = _of_def(shown, found.end())
    elif how.endswith("DocumentCommand"):
        parameters, opening = _of_document_command(shown, found.end())
    else:
        parameters, opening = _of_newcommand(shown, found.end())
    closing = find_closing(shown, opening) if shown[opening : opening + 1] == "{" else None
    if closing is None or not parameters or closing - opening > _LONGEST:
        return None
    numbers = {
        int(each[1]) - 1
        for use in _USE.finditer(shown, opening, closing)
        for each in _PARAMETER.finditer(use[1])
        if use[1].strip(" ,#0123456789") == ""
    }
    keys = tuple(sorted(each for each in numbers if parameters[each : each + 1] == "{"))
    return CitingCommand(parameters, keys) if keys else None


def _of_newcommand(shown: str, at: int) -> tuple[str, int]:
    count, has_default, opening = 0, False, at
    for each in read_arguments(shown, at, "[{"):
        opening = each.start - 1
        if each.kind == "{":
            break
        inside = shown[each.start : each.end].strip()
        if count == 0 and inside.isdecimal():
            count = min(int(inside[:2]), 9)
        else:
            has_default = True
    return ("[" if has_default else "{"[: min(count, 1)]) + "{" * max(count - 1, 0), opening


def _of_def(shown: str, at: int) -> tuple[str, int]:
    found = _DEF_PARAMETERS.match(shown, at)
    if found is None:
        return "", at
    return "{" * min(int(found[1] or 0), 9), found.end()


def _of_document_command(shown: str, at: int) -> tuple[str, int]:
    given = list(_first(read_arguments(shown, at, "{"), 2))
    if len(given) < 2:
        return "", at
    parameters = ""
    for each in _SPECIFICATION.finditer(shown, given[0].start, given[0].end):
        if each[0] == "m":
            parameters += "{"
        elif each[0] in _OPTIONAL:
            parameters += "*" if each[0] == "s" else "["
    return parameters, given[1].start - 1


def _first(arguments: Iterator[Argument], count: int) -> Iterator[Argument]:
    for _, each in zip(range(count), arguments, strict=False):
        yield each


def find_uses(shown: str, commands: Mapping[str, CitingCommand]) -> Iterator[tuple[re.Match[str], list[Argument]]]:
    """Yield where such commands stand, with the arguments that hold keys.

    Args:
        shown: source in which what is not typeset is hidden.
        commands: by name.
    """
    if not commands:
        return
    names = "|".join(sorted(map(re.escape, commands), key=len, reverse=True))
    for found in re.finditer(rf"\\({names})(?![A-Za-z])\*?", shown):
        command = commands[found[1]]
        keys = list(_keys(shown, found.end(), command))
        if keys:
            yield found, keys


def _keys(shown: str, at: int, command: CitingCommand) -> Iterator[Argument]:
    place = 0
    for each in read_arguments(shown, at, "[{"):
        while command.parameters[place : place + 1] not in {each.kind, ""}:
            place += 1  # an optional one that is left out
        if place >= len(command.parameters):
            return
        if place in command.keys:
            yield each
        place += 1
        if place > max(command.keys):
            return
