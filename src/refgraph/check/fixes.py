"""Applying the fixes that findings carry."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import unified_diff

from refgraph.model.finding import Finding, Fix


def apply_fixes(text: str, findings: Iterable[Finding], *, unsafe: bool = False) -> str:
    """Return a file's text with the fixes of its findings applied.

    Only the characters concerned change. Of two fixes that overlap, the one that begins first is taken; check
    the result again to get the other.

    Args:
        text: the text that was checked.
        findings: of this file; those without a fix are passed over.
        unsafe: True to apply fixes that may change what an entry means, too.

    >>> from refgraph.check import check
    >>> from refgraph.formats.bibtex import parse_document
    >>> text = "@article{a, pages = {1-5}}"
    >>> apply_fixes(text, check(parse_document(text), select=["pages-hyphen"]).findings)
    '@article{a, pages = {1--5}}'
    """
    parts, cursor = [], 0
    for fix in fixes_in_order(findings, unsafe=unsafe):
        parts += [text[cursor : fix.start], fix.replacement]
        cursor = fix.end
    return "".join([*parts, text[cursor:]])


def diff(text: str, fixed: str, file: str) -> str:
    """Return the change of a file as a unified diff; empty if there is none."""
    before, after = text.splitlines(keepends=True), fixed.splitlines(keepends=True)
    lines = list(unified_diff(before, after, f"a/{file}", f"b/{file}"))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def fixes_in_order(findings: Iterable[Finding], *, unsafe: bool) -> list[Fix]:
    """Return the fixes that can be made together, in the order of the text; of those that overlap, the first."""
    fixes = {
        (fix.start, fix.end): fix for finding in findings if (fix := finding.fix) is not None and (fix.safe or unsafe)
    }
    chosen: list[Fix] = []
    for span in sorted(fixes):
        if not chosen or span[0] >= chosen[-1].end:
            chosen.append(fixes[span])
    return chosen
