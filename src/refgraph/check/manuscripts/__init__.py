"""Manuscripts: which keys they cite and which bibliographies they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript
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

_READERS = {
    ".tex": "latex:read_latex",
    ".ltx": "latex:read_latex",
    ".md": "markdown:read_markdown",
    ".markdown": "markdown:read_markdown",
    ".qmd": "markdown:read_markdown",
    ".rmd": "markdown:read_markdown",
    ".typ": "typst:read_typst",
    ".rst": "restructured:read_restructured",
    ".org": "org:read_org",
    ".adoc": "asciidoc:read_asciidoc",
    ".asciidoc": "asciidoc:read_asciidoc",
    ".ipynb": "notebook:read_notebook",
    ".html": "page:read_html",
    ".htm": "page:read_html",
    ".txt": "plain:read_plain",
    ".text": "plain:read_plain",
}
"""Module and function that read each kind; loaded when a file of it comes."""
_WORD = ".docx"
_LATEX = (".tex", ".ltx")
_ASCIIDOC = (".adoc", ".asciidoc")
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
    read = list(_read_all(Path(path), str(path)))
    if not any(each.bibliographies for each in read):
        from refgraph.check.manuscripts.projects import project_settings

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
    return _reader(suffix)(text, file)


def _reader(suffix: str) -> Callable[[str, str], Manuscript]:
    """Return what reads the text of a kind of manuscript."""
    module, _, function = _READERS[suffix].partition(":")
    found: Callable[[str, str], Manuscript] = getattr(import_module(f"{__name__}.{module}"), function)
    return found


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


def _together(read: list[Manuscript], suffix: str) -> list[Manuscript]:
    """Return the files, those again that need to know what another one defines: commands of LaTeX, AsciiDoc's keys."""
    if len(read) > 1 and suffix in _LATEX:
        return _latex_together(read)
    items = {item.key for each in read for item in each.items}
    return _asciidoc_together(read, items) if len(read) > 1 and items and suffix in _ASCIIDOC else read


def _latex_together(read: list[Manuscript]) -> list[Manuscript]:
    from refgraph.check.manuscripts.latex import read_latex
    from refgraph.documents.callouts.latex_macros import find_commands

    commands = {name: each for one in read for name, each in find_commands(one.text).items()}
    return [replace(read_latex(each.text, each.file, commands), root=each.root) for each in read] if commands else read


def _asciidoc_together(read: list[Manuscript], items: set[str]) -> list[Manuscript]:
    from refgraph.check.manuscripts.asciidoc import read_asciidoc

    return [
        each
        if Path(each.file).suffix.lower() == ".yml"
        else replace(read_asciidoc(each.text, each.file, items), root=each.root)
        for each in read
    ]


def _read_all(path: Path, root: str) -> Iterator[Manuscript]:
    """Yield a file and those that it includes, each before what it includes itself."""
    seen: set[Path] = set()
    waiting = [(path, root)]
    while waiting:
        path, shown = waiting.pop()
        if (place := _resolved(path)) in seen:
            continue
        seen.add(place)
        manuscript = _read(path, shown, root)
        yield manuscript
        included = (_included(name, path, Path(root)) for name in manuscript.includes)
        waiting += reversed([(found, str(found)) for found in included if found is not None])


def _read(path: Path, shown: str, root: str) -> Manuscript:
    suffix = path.suffix.lower()
    kind = Path(root).suffix.lower()
    if suffix == _WORD:
        from refgraph.check.manuscripts.word import read_word

        manuscript = read_word(path, shown)
    else:
        own = kind if suffix in _PARTS.get(kind, ()) else suffix
        manuscript = _reader(own)(read_text(path).text, shown)
    return replace(manuscript, root=root)


def _included(name: str, path: Path, root: Path) -> Path | None:
    suffixes = {*_READERS, *_PARTS.get(root.suffix.lower(), ())}
    names = [name] if Path(name).suffix.lower() in suffixes else [f"{name}{path.suffix}", name]
    for folder in (root.parent, path.parent):
        for each in names:
            candidate = folder / each.lstrip("/")
            if candidate.suffix.lower() in suffixes and _is_file(candidate):
                return candidate
    return None


def _resolved(path: Path) -> Path:
    """Return the path of the file that a path means; the path itself where that cannot be told (a link to itself)."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path


def _is_file(path: Path) -> bool:
    """Return True if there is such a file; names in manuscripts may be anything, even too long."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
