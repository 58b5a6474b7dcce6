"""Remarks that leave out a finding, as edits: ``% refgraph: ignore[I211]`` in the words of each kind of file."""

from __future__ import annotations

import re
from pathlib import Path

from refgraph.formats.bibtex.document import BibDocument
from refgraph.lsp.documents import is_bibliography
from refgraph.lsp.positions import Lines
from refgraph.lsp.uses import entry_at
from refgraph.lsp.view import Replacement
from refgraph.model.finding import Finding

_COMMENTS = {
    ".tex": " % {}",
    ".ltx": " % {}",
    ".md": " <!-- {} -->",
    ".markdown": " <!-- {} -->",
    ".qmd": " <!-- {} -->",
    ".rmd": " <!-- {} -->",
    ".html": " <!-- {} -->",
    ".htm": " <!-- {} -->",
    ".typ": " // {}",
    ".org": " @@comment: {}@@",
}
"""Comments that can stand at the end of a line."""
_BLOCKS = {".rst": ".. {}", ".adoc": "// {}", ".asciidoc": "// {}", **dict.fromkeys((".tex", ".ltx"), "% {}")}
"""Comments that take a line of their own."""
_ABOVE = re.compile(r"refgraph:[ \t]*ignore[ \t]*\[([^\]\r\n]*)\](?=[^\r\n]*(?:\r\n|\r|\n)?[ \t]*\Z)")
_NEWLINE = re.compile(r"\r\n|\r|\n")


def ignore_here(finding: Finding, path: Path, lines: Lines, document: BibDocument | None) -> Replacement | None:
    """Return the edit that leaves out a finding in its entry, or in a manuscript in its line; None where none can.

    Args:
        finding: with a place.
        path: of its file.
        lines: of its file.
        document: its file, if that is a .bib file.
    """
    if finding.span is None:
        return None
    if document is not None:
        entry = entry_at(document, finding.span[0])
        return _above(lines, entry.start, finding.code) if entry is not None else None
    comment = _COMMENTS.get(path.suffix.lower())
    if comment is None:
        return None
    end = lines.span_of_line(lines.line_at(finding.span[0]))[1]
    return (end, end), comment.format(f"refgraph: ignore[{finding.code}]")


def _above(lines: Lines, start: int, code: str) -> Replacement:
    """Return the edit that puts a remark above an entry, or the code into the remark that is there."""
    found = _ABOVE.search(lines.text, 0, start)
    if found:
        return (found.end(1), found.end(1)), f", {code}" if found[1].strip() else code
    line = lines.span_of_line(lines.line_at(start))[0]
    at = line if not lines.text[line:start].strip() else start
    return (at, at), f"{'' if at == line else newline(lines.text)}% refgraph: ignore[{code}]{newline(lines.text)}"


def ignore_in_file(finding: Finding, path: Path, lines: Lines) -> Replacement | None:
    """Return the edit that leaves out a rule in a whole file; None where no comment can say so."""
    suffix = path.suffix.lower()
    remark = f"refgraph: ignore-file[{finding.code}]"
    end = newline(lines.text)
    if is_bibliography(path):
        return (0, 0), f"% {remark}{end}"
    block = _BLOCKS.get(suffix)
    if block is None and suffix not in _COMMENTS:
        return None
    comment = (block or _COMMENTS[suffix].strip()).format(remark)
    at = len(lines.text)  # at the end: the beginning may be front matter
    gap = end if not lines.text or lines.text.endswith(("\n", "\r")) else end + end
    return (at, at), f"{gap}{comment}{end}"


def newline(text: str) -> str:
    """Return the line end of a text."""
    found = _NEWLINE.search(text)
    return found[0] if found else "\n"
