"""Settings of a project that name bibliographies: Quarto, Jupyter Book, MyST, bookdown, Sphinx."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript
from refgraph.check.manuscripts.markdown import bibliographies_in
from refgraph.errors import UnreadableFileError
from refgraph.text.decoding import read_text

_MARKDOWN = (
    "_metadata.yml",
    "_metadata.yaml",
    "_quarto.yml",
    "_quarto.yaml",
    "_bookdown.yml",
    "_config.yml",
    "myst.yml",
)
_NAMES = {
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".qmd": _MARKDOWN,
    ".rmd": _MARKDOWN,
    ".ipynb": _MARKDOWN,
    ".rst": ("conf.py",),
}
_DEEPEST = 4  # folders from a chapter up to the settings of its book
_SPHINX = re.compile(r"^bibtex_bibfiles\s*(?::[^=\r\n]{0,100})?=\s*[\[(]([^\])]{0,5000})[\])]", re.MULTILINE)
_QUOTED = re.compile(r"(?:\"([^\"\r\n]+)\"|'([^'\r\n]+)')")


def project_settings(path: Path) -> Iterator[Manuscript]:
    """Yield the nearest settings in the folder of a manuscript or above it that name bibliographies; each once."""
    names = _NAMES.get(path.suffix.lower(), ())
    folder = path.resolve().parent if names else path.parent
    for _, above in zip(range(_DEEPEST), (folder, *folder.parents), strict=False):
        for name in names:
            found = _read(above, name, path)
            if found is not None:
                yield found
                return
        if (above / ".git").exists():
            return


def _read(folder: Path, name: str, path: Path) -> Manuscript | None:
    file = folder / name
    if not file.is_file():
        return None
    try:
        text = read_text(file).text
    except UnreadableFileError:
        return None
    named = tuple(_sphinx(text)) if name == "conf.py" else tuple(bibliographies_in(text))
    if not named:
        return None
    shown = str(path.parent / name) if folder == path.resolve().parent else str(file)
    return Manuscript(file=shown, text=text, bibliographies=named, root=shown)


def _sphinx(text: str) -> Iterator[CitedKey]:
    for found in _SPHINX.finditer(text):
        for name in _QUOTED.finditer(text, *found.span(1)):
            which = 1 if name[1] else 2
            yield CitedKey(key=name[which], start=name.start(which), end=name.end(which))
