"""A BibTeX style run as BibTeX runs it: .bst and .bib files in, the bytes of the .bbl file out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from refgraph.bst.letters import BYTES, Letters
from refgraph.bst.locating import find_style
from refgraph.bst.machine import LimitReachedError, Limits, Message
from refgraph.bst.running import Database, Run, Task
from refgraph.bst.script import name_error, parse_script
from refgraph.model.finding import Finding, Severity
from refgraph.text.decoding import open_binary

_BYTES = "latin-1"
_RULES = {
    "warning": ("B101", "bst-warning"),
    "citation": ("B102", "bst-citation"),
    "database": ("B103", "bst-database"),
    "execution": ("B104", "bst-execution"),
    "definition": ("B105", "bst-definition"),
    "limit": ("B106", "bst-limit"),
}


@dataclass(frozen=True, slots=True)
class Bbl:
    """What a style wrote.

    Attributes:
        data: the bytes of the .bbl file.
        keys: the keys of the entries, in the order of the style.
        findings: what BibTeX would have warned of or called an error, in order.
        log: the same in the words and lines of BibTeX's .blg file.
    """

    data: bytes
    keys: tuple[str, ...]
    findings: tuple[Finding, ...]
    log: str

    @property
    def text(self) -> str:
        """Return the output as text: UTF-8, or Latin-1 where it is not UTF-8 (a style may cut a character in two)."""
        try:
            return self.data.decode()
        except UnicodeDecodeError:
            return self.data.decode(_BYTES)


def render_bbl(
    style: str | Path,
    databases: str | Path | bytes | Sequence[str | Path | bytes],
    keys: Iterable[str] = ("*",),
    *,
    min_crossrefs: int = 2,
    limits: Limits = Limits(),  # noqa: B008 - a value that does not change
) -> Bbl:
    r"""Run a .bst style over .bib files; the result has the bytes that BibTeX 0.99d writes.

    As in BibTeX a character is a byte: lines are broken after 79 bytes, and letters other than A to Z have no case.
    What is not ASCII comes out as it went in, whatever the encoding.

    Args:
        style: the path of a .bst file, or the name of one that TeX would find.
        databases: the paths of .bib files, or their bytes, in the order of ``\bibdata``; one alone needs no list.
        keys: the citations in their order; "*" stands for all entries (``\nocite{*}``).
        min_crossrefs: an entry that is not cited is listed when so many cited ones refer to it.
        limits: how long texts may grow before BibTeX cuts them, and how often loops may turn.

    Raises:
        UnreadableFileError: if a file is not there or cannot be read; for a style, the message says where it was looked
            for and names near ones.
        BstError: if the style is no BibTeX style, or runs without end.
    """
    path = find_style(style)
    with open_binary(path) as stream:
        source = stream.read().decode(_BYTES)
    each = [databases] if isinstance(databases, str | Path | bytes) else databases
    task = Task([_database(database, place) for place, database in enumerate(each, 1)], _as_bytes(keys), min_crossrefs)
    run = run_style(source, path, task, BYTES, limits)
    messages = [_from_bytes(message) for message in run.machine.messages]
    return Bbl(
        data="".join(f"{line}\n" for line in run.machine.lines).encode(_BYTES),
        keys=tuple(_text(entry.key) for entry in run.entries),
        findings=tuple(finding_of(message, str(path), each) for message in messages if message.kind in _RULES),
        log="".join(f"{message.logged()}\n" for message in messages),
    )


def run_style(source: str, path: Path, task: Task, letters: Letters, limits: Limits) -> Run:
    """Run the text of a style.

    Raises:
        BstError: if it is no BibTeX style, or runs without end.
    """
    commands = parse_script(source, str(path))
    run = Run(task, letters, limits, path.name)
    try:
        run.run(commands)
    except LimitReachedError as error:
        entry = run.machine.entry
        about = "" if entry is None else f", at the entry {entry.key!r}"
        raise name_error(f"{error}{about}", "", source, str(path), run.machine.line) from None
    return run


def finding_of(message: Message, style: str, databases: Sequence[str | Path | bytes]) -> Finding:
    """Return a message as a finding."""
    code, slug = _RULES[message.kind]
    file: str | None = style if message.line is not None else None
    if message.file:
        paths = {Path(each).name: str(each) for each in databases if not isinstance(each, bytes)}
        file = paths.get(message.file, message.file)
    severity = Severity.ERROR if message.error else Severity.WARNING
    text = " ".join(message.text.split("\n"))
    return Finding(code=code, slug=slug, message=text, severity=severity, file=file, line=message.line, key=message.key)


def _database(database: str | Path | bytes, place: int) -> Database:
    if isinstance(database, bytes):
        return Database(database.decode(_BYTES), f"database-{place}.bib")
    with open_binary(database) as stream:
        return Database(stream.read().decode(_BYTES), Path(database).name)


def _as_bytes(keys: Iterable[str]) -> list[str]:
    return [key.encode().decode(_BYTES) for key in keys]


def _text(text: str) -> str:
    """Return bytes in disguise as the text they are."""
    try:
        return text.encode(_BYTES).decode()
    except UnicodeDecodeError:
        return text


def _from_bytes(message: Message) -> Message:
    key = None if message.key is None else _text(message.key)
    return message._replace(text=_text(message.text), key=key)
