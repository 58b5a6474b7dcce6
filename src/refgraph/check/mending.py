"""Mending files: fixes applied round after round until none is left, with the encoding of each file kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from refgraph.check.fixes import apply_fixes, fixes_in_order
from refgraph.check.report import Report
from refgraph.errors import InvalidValueError
from refgraph.formats.bibtex.encoding import Encoding, decode_file, encode
from refgraph.model.finding import Finding
from refgraph.text.decoding import open_binary
from refgraph.text.files import write_bytes

_ROUNDS = 20
_LOSSLESS = frozenset({".bib", ".bibtex", ".biblatex", ".tex", ".ltx", ".md", ".markdown", ".qmd", ".rmd", ".typ"})


@dataclass(frozen=True, slots=True)
class Mended:
    """A file that fixes change.

    Attributes:
        file: its path.
        before: its text.
        after: its text with the fixes.
        fixes: how many were applied.
        problem: why it cannot be written, or "".
        data: the bytes to write.
    """

    file: str
    before: str
    after: str
    fixes: int
    problem: str = ""
    data: bytes = b""


def preview(report: Report, *, unsafe: bool = False) -> tuple[Mended, ...]:
    """Return the files of a report that its fixes change; nothing is written.

    Args:
        report: of files, just read.
        unsafe: True to apply fixes that may change what an entry means, too.
    """
    return tuple(_mended(report, unsafe=unsafe))


def mend(check: Callable[[], Report], *, unsafe: bool = False) -> tuple[Report, dict[str, int], dict[str, str]]:
    """Write fixes to files and check again, until no fix is left that changes anything.

    Args:
        check: checks the files as they are.
        unsafe: True to apply fixes that may change what an entry means, too.

    Returns:
        The last report, how many fixes were made in each file, and for each file that could not be mended why.

    Raises:
        UnwritableFileError: if a file cannot be written.
    """
    made: dict[str, int] = {}
    problems: dict[str, str] = {}
    report = check()
    for _ in range(_ROUNDS):
        changed = False
        for each in preview(report, unsafe=unsafe):
            if each.problem:
                problems[each.file] = each.problem
                continue
            write_bytes(each.file, each.data)
            made[each.file] = made.get(each.file, 0) + each.fixes
            changed = True
        if not changed:
            break
        report = check()
    return report, made, problems


def _mended(report: Report, *, unsafe: bool) -> Iterator[Mended]:
    by_file = report.group("file")
    for file, text in report.texts.items():
        findings = by_file[file].findings if file in by_file else ()
        fixes = fixes_in_order(findings, unsafe=unsafe)
        after = apply_fixes(text, findings, unsafe=unsafe) if fixes else text
        if after == text:
            continue
        try:
            yield Mended(file, text, after, len(fixes), data=_bytes(file, text, after, findings, unsafe=unsafe))
        except InvalidValueError as error:
            yield Mended(file, text, after, len(fixes), problem=f"{error.problem}: {error.hint}")


def _bytes(file: str, before: str, after: str, findings: Iterable[Finding], *, unsafe: bool) -> bytes:
    """Return the bytes of a mended file in the encoding it has; single damaged bytes stay where they are."""
    if Path(file).suffix.lower() not in _LOSSLESS:
        raise InvalidValueError("not a file that can be mended", hint="mend the .bib file or manuscript it comes from")
    with open_binary(file) as stream:
        decoded, encoding = decode_file(stream.read(), file)
    if decoded.text.removeprefix("\ufeff") != before.removeprefix("\ufeff"):
        raise InvalidValueError("it is not as it was when it was checked", hint="check it again")
    return encode(after.removeprefix("\ufeff"), _moved(encoding, findings, unsafe=unsafe))


def _moved(encoding: Encoding, findings: Iterable[Finding], *, unsafe: bool) -> Encoding:
    """Return an encoding whose single bytes stand where they are after the fixes."""
    if not encoding.single:
        return encoding
    single = encoding.single
    for fix in reversed(fixes_in_order(findings, unsafe=unsafe)):
        shift = len(fix.replacement) - (fix.end - fix.start)
        single = tuple(
            (place + shift if place >= fix.end else place, byte)
            for place, byte in single
            if not fix.start <= place < fix.end
        )
    return encoding._replace(single=single)
