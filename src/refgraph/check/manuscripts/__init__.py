"""Manuscripts: which keys they cite and which bibliographies they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from refgraph.check.manuscripts.latex import read_latex
from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript
from refgraph.check.manuscripts.markdown import read_markdown
from refgraph.check.manuscripts.plain import read_plain
from refgraph.check.manuscripts.typst import read_typst
from refgraph.check.manuscripts.word import read_word
from refgraph.errors import UnknownNameError
from refgraph.text.decoding import read_text

__all__ = ["SUFFIXES", "CitedKey", "Manuscript", "find_bibliography", "is_manuscript", "read_manuscript"]

_READERS: dict[str, Callable[[str, str], Manuscript]] = {
    ".tex": read_latex,
    ".ltx": read_latex,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".qmd": read_markdown,
    ".rmd": read_markdown,
    ".typ": read_typst,
    ".txt": read_plain,
    ".text": read_plain,
}
_WORD = ".docx"
SUFFIXES = (*_READERS, _WORD)
"""Suffixes of the files that are read as manuscripts, lower case."""


def is_manuscript(path: Path | str) -> bool:
    """Return True if a path's suffix is that of a manuscript."""
    return Path(path).suffix.lower() in SUFFIXES


def read_manuscript(path: Path | str) -> tuple[Manuscript, ...]:
    r"""Read a manuscript and the files it includes (``\input``, ``\include``, ``#include``), each once.

    A file that is included but missing is passed over: the compiler says that better.

    Raises:
        UnreadableFileError: if the manuscript itself cannot be read.
        UnknownNameError: if its suffix is that of no manuscript.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownNameError(
            "not a manuscript", text=str(path), hint=f"expected a file ending in {', '.join(SUFFIXES)}"
        )
    return tuple(_read(Path(path), str(path), root=str(path), seen=set()))


def find_bibliography(manuscript: Manuscript, name: str) -> Path | None:
    """Return the file a bibliography name of a manuscript means, or None if there is none.

    Names are looked up from the folder of the main file, then of the file that says them, then from the
    current folder.
    """
    for folder in (Path(manuscript.root).parent, Path(manuscript.file).parent, Path()):
        candidate = (
            folder / name.lstrip("/") if name.startswith("/") and manuscript.file.endswith(".typ") else folder / name
        )
        if candidate.is_file():
            return candidate
    return None


def _read(path: Path, shown: str, root: str, seen: set[Path]) -> Iterator[Manuscript]:
    seen.add(path.resolve())
    suffix = path.suffix.lower()
    manuscript = read_word(path, shown) if suffix == _WORD else _READERS[suffix](read_text(path).text, shown)
    manuscript = replace(manuscript, root=root)
    yield manuscript
    for name in manuscript.includes:
        found = _included(name, path, Path(root))
        if found is not None and found.resolve() not in seen:
            yield from _read(found, str(found), root, seen)


def _included(name: str, path: Path, root: Path) -> Path | None:
    names = [name] if Path(name).suffix.lower() in _READERS else [f"{name}{path.suffix}", name]
    for folder in (root.parent, path.parent):
        for each in names:
            candidate = folder / each
            if candidate.is_file() and candidate.suffix.lower() in _READERS:
                return candidate
    return None
