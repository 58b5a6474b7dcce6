"""Manuscripts: which keys they cite and which bibliographies they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from refgraph.check.manuscripts.asciidoc import read_asciidoc
from refgraph.check.manuscripts.latex import read_latex
from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript
from refgraph.check.manuscripts.markdown import read_markdown
from refgraph.check.manuscripts.notebook import read_notebook
from refgraph.check.manuscripts.org import read_org
from refgraph.check.manuscripts.page import read_html
from refgraph.check.manuscripts.plain import read_plain
from refgraph.check.manuscripts.projects import project_settings
from refgraph.check.manuscripts.restructured import read_restructured
from refgraph.check.manuscripts.typst import read_typst
from refgraph.check.manuscripts.word import read_word
from refgraph.documents.callouts.latex_macros import find_commands
from refgraph.errors import UnknownNameError, UnreadableFileError
from refgraph.text.decoding import read_text

__all__ = [
    "SUFFIXES",
    "CitedKey",
    "Manuscript",
    "find_bibliography",
    "is_manuscript",
    "read_manuscript",
    "read_manuscript_text",
]

_READERS: dict[str, Callable[[str, str], Manuscript]] = {
    ".tex": read_latex,
    ".ltx": read_latex,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".qmd": read_markdown,
    ".rmd": read_markdown,
    ".typ": read_typst,
    ".rst": read_restructured,
    ".org": read_org,
    ".adoc": read_asciidoc,
    ".asciidoc": read_asciidoc,
    ".ipynb": read_notebook,
    ".html": read_html,
    ".htm": read_html,
    ".txt": read_plain,
    ".text": read_plain,
}
_WORD = ".docx"
_LATEX = (".tex", ".ltx")
_PARTS = {
    **dict.fromkeys(_LATEX, (".tex", ".ltx", ".bbl", ".inc")),
    ".rst": (".rst", ".txt", ".inc", ".rest"),
    ".adoc": (".adoc", ".asciidoc", ".txt", ".inc"),
    ".asciidoc": (".adoc", ".asciidoc", ".txt", ".inc"),
}
"""Suffixes of what a kind includes and reads as its own kind."""
SUFFIXES = (*_READERS, _WORD)
"""Suffixes of the files that are read as manuscripts, lower case."""


def is_manuscript(path: Path | str) -> bool:
    """Return True if a path's suffix is that of a manuscript."""
    return Path(path).suffix.lower() in SUFFIXES


def read_manuscript(path: Path | str) -> tuple[Manuscript, ...]:
    r"""Read a manuscript and the files it includes (``\input``, ``#include``, ``.. include::``), each once.

    Where none of them names a bibliography, the settings of its project (``_quarto.yml``, ``conf.py``) follow. A file
    that is included but missing is passed over: the compiler says that better.

    Raises:
        UnreadableFileError: if the manuscript itself cannot be read.
        UnknownNameError: if its suffix is that of no manuscript.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownNameError(
            "not a manuscript", text=str(path), hint=f"expected a file ending in {', '.join(SUFFIXES)}"
        )
    read = list(_read(Path(path), str(path), root=str(path), seen=set()))
    if not any(each.bibliographies for each in read):
        read += project_settings(Path(path))
    return tuple(_together(read, suffix))


def read_manuscript_text(text: str, file: str) -> Manuscript:
    """Read the text of a manuscript, of its own and without the files it includes.

    Raises:
        UnreadableFileError: if it cannot be read, or is no text (Word).
        UnknownNameError: if its suffix is that of no manuscript.
    """
    suffix = Path(file).suffix.lower()
    if suffix == _WORD:
        raise UnreadableFileError("is no text", path=file)
    if suffix not in _READERS:
        raise UnknownNameError("not a manuscript", text=file, hint=f"expected a file ending in {', '.join(SUFFIXES)}")
    return _READERS[suffix](text, file)


def find_bibliography(manuscript: Manuscript, name: str) -> Path | None:
    """Return the file a bibliography name of a manuscript means, or None if there is none.

    Names are looked up from the folder of the main file, then of the file that says them, then from the
    current folder.
    """
    for folder in (Path(manuscript.root).parent, Path(manuscript.file).parent, Path()):
        candidate = (
            folder / name.lstrip("/") if name.startswith("/") and manuscript.file.endswith(".typ") else folder / name
        )
        if _is_file(candidate):
            return candidate
    return None


def _together(read: list[Manuscript], suffix: str) -> Iterator[Manuscript]:
    """Yield the files, those again that need to know what another one defines: commands of LaTeX, AsciiDoc's keys."""
    commands = (
        {name: each for one in read for name, each in find_commands(one.text).items()} if suffix in _LATEX else {}
    )
    items = {item.key for each in read for item in each.items} if suffix in {".adoc", ".asciidoc"} else set()
    for each in read:
        if len(read) > 1 and commands:
            yield replace(read_latex(each.text, each.file, commands), root=each.root)
        elif len(read) > 1 and items and Path(each.file).suffix.lower() != ".yml":
            yield replace(read_asciidoc(each.text, each.file, items), root=each.root)
        else:
            yield each


def _read(path: Path, shown: str, root: str, seen: set[Path]) -> Iterator[Manuscript]:
    seen.add(path.resolve())
    suffix = path.suffix.lower()
    kind = Path(root).suffix.lower()
    if suffix == _WORD:
        manuscript = read_word(path, shown)
    else:
        own = kind if suffix in _PARTS.get(kind, ()) else suffix
        manuscript = _READERS[own](read_text(path).text, shown)
    manuscript = replace(manuscript, root=root)
    yield manuscript
    for name in manuscript.includes:
        found = _included(name, path, Path(root))
        if found is not None and found.resolve() not in seen:
            yield from _read(found, str(found), root, seen)


def _included(name: str, path: Path, root: Path) -> Path | None:
    suffixes = {*_READERS, *_PARTS.get(root.suffix.lower(), ())}
    names = [name] if Path(name).suffix.lower() in suffixes else [f"{name}{path.suffix}", name]
    for folder in (root.parent, path.parent):
        for each in names:
            candidate = folder / each.lstrip("/")
            if candidate.suffix.lower() in suffixes and _is_file(candidate):
                return candidate
    return None


def _is_file(path: Path) -> bool:
    """Return True if there is such a file; names in manuscripts may be anything, even too long."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
