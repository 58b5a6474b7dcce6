"""Which files belong together: a bibliography, the manuscripts that name it, and the settings of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from refgraph.check import Config, find_config
from refgraph.check.manuscripts import SUFFIXES, Manuscript, find_bibliography, is_manuscript
from refgraph.errors import RefgraphError
from refgraph.lsp.documents import BIBLIOGRAPHY_SUFFIXES, is_bibliography
from refgraph.lsp.files import Files, files_in

# These name no bibliography, and a folder may be full of them.
_NOT_LOOKED_FOR = frozenset({".txt", ".text", ".html", ".htm", ".docx"})
_LOOKED_FOR = (frozenset(SUFFIXES) | BIBLIOGRAPHY_SUFFIXES) - _NOT_LOOKED_FOR
_CITES = re.compile(r"cite|bib|@|<<", re.IGNORECASE)
_LOOK_AGAIN = 5  # seconds
_LONGEST = 4_000_000  # characters of a manuscript


@dataclass(frozen=True)
class Group:
    """Files that one manuscript, or the settings, bring together.

    Attributes:
        manuscripts: main files of manuscripts.
        parts: their files, and those they include.
        bibliographies: the bibliographies they name.
    """

    manuscripts: tuple[Path, ...] = ()
    parts: tuple[Path, ...] = ()
    bibliographies: tuple[Path, ...] = ()

    @property
    def files(self) -> frozenset[Path]:
        """Return all of them."""
        return frozenset((*self.manuscripts, *self.parts, *self.bibliographies))


@dataclass(frozen=True)
class Project:
    """What is checked together.

    Attributes:
        config: the settings of the checker, file patterns taken out.
        bibliographies: paths of bibliographies, of any format.
        manuscripts: every file of every manuscript, as it is now.
        problem: what is wrong with the settings, or "".
    """

    config: Config
    bibliographies: tuple[Path, ...] = ()
    manuscripts: tuple[Manuscript, ...] = ()
    problem: str = ""

    @property
    def files(self) -> frozenset[Path]:
        """Return the paths of all files."""
        return frozenset((*self.bibliographies, *(Path(each.file) for each in self.manuscripts)))


def find_project(files: Files, folders: Sequence[Path], path: Path) -> Project:
    """Return the project of a file.

    Args:
        files: the files as they are now.
        folders: the folders that are open in the editor; manuscripts are looked for in them, and in the file's own.
        path: of a .bib file or manuscript.
    """
    config, problem = _settings(files, path)
    groups = [_configured(config, path), *(_group(files, each) for each in _main_files(files, folders, path))]
    manuscripts, bibliographies = _connected(path, groups)
    read: dict[str, Manuscript] = {}
    for main in manuscripts:
        for each in files.manuscript(main):
            read.setdefault(each.file, each)
    return Project(
        config=replace(config, files=(), manuscripts=()),
        bibliographies=bibliographies,
        manuscripts=tuple(read.values()),
        problem=problem,
    )


def _settings(files: Files, path: Path) -> tuple[Config, str]:
    with files.unsaved():
        try:
            return find_config(path.parent), ""
        except RefgraphError as error:
            return Config(), str(error)


def _configured(config: Config, path: Path) -> Group:
    """Return the files that the settings bring together with a file."""
    try:
        bibliographies = tuple(each.resolve() for each in config.bibliography_files())
        manuscripts = tuple(each.resolve() for each in config.manuscript_files())
    except RefgraphError:  # a pattern that names no file
        return Group()
    if is_bibliography(path) and not bibliographies and manuscripts:
        bibliographies = (path,)
    return Group(manuscripts=manuscripts, bibliographies=bibliographies)


def _main_files(files: Files, folders: Sequence[Path], path: Path) -> list[Path]:
    """Return the main files of manuscripts: all that no other one includes."""
    own = path.parent
    alone = () if any(own.is_relative_to(folder) for folder in folders) else (own,)
    found = [each for folder in (*folders, *alone) for each in _found(files, folder, deep=folder not in alone)]
    opened = [each for each in files.documents if is_manuscript(each)]
    candidates = [each for each in dict.fromkeys([*found, *opened, path]) if is_manuscript(each)]
    candidates = [each for each in candidates if each == path or _may_cite(files, each)]
    included: set[Path] = set()
    for each in candidates:
        if each not in included:  # of two that include each other, the first is the main file
            included |= {Path(part.file) for part in files.manuscript(each)[1:]}
    return [each for each in candidates if each not in included]


def bibliographies(files: Files, folders: Sequence[Path]) -> list[Path]:
    """Return the .bib files in folders, and those that are open."""
    found = [each for folder in folders for each in _found(files, folder, deep=True) if is_bibliography(each)]
    return list(dict.fromkeys([*found, *(each for each in files.documents if is_bibliography(each))]))


def _found(files: Files, folder: Path, *, deep: bool) -> tuple[Path, ...]:
    """Return .bib files and manuscripts in a folder; new ones are noticed after some seconds: looking takes time."""
    moment = int(monotonic() / _LOOK_AGAIN)
    return files.cache.get(("found", folder, deep), moment, lambda: tuple(files_in(folder, _LOOKED_FOR, deep=deep)))


def _may_cite(files: Files, path: Path) -> bool:
    def look() -> bool:
        text = files.lines(path).text
        return len(text) < _LONGEST and _CITES.search(text) is not None

    return files.cache.get(("cites", path), files.stamp(path), look)


def _group(files: Files, main: Path) -> Group:
    read = files.manuscript(main)
    named = (find_bibliography(each, name.key) for each in read for name in each.bibliographies)
    return Group(
        manuscripts=(main,),
        parts=tuple(Path(each.file) for each in read),
        bibliographies=tuple(dict.fromkeys(each.resolve() for each in named if each is not None)),
    )


def _connected(path: Path, groups: Iterable[Group]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return main files and bibliographies of the groups that hang together with a file."""
    rest = list(groups)
    manuscripts: dict[Path, None] = {}
    bibliographies: dict[Path, None] = {path: None} if is_bibliography(path) else {}
    reached = {path}
    while joined := [each for each in rest if each.files & reached]:
        rest = [each for each in rest if each not in joined]
        for group in joined:
            reached |= group.files
            manuscripts |= dict.fromkeys(group.manuscripts)
            bibliographies |= dict.fromkeys(group.bibliographies)
    return tuple(manuscripts), tuple(bibliographies)
