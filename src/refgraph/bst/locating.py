"""Where a .bst file is: the path given, the working folder, BSTINPUTS, and the trees of a TeX installation."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from refgraph.errors import UnreadableFileError

SUFFIX = ".bst"
_VARIABLE = "BSTINPUTS"
_ENOUGH_SECONDS = 20


def find_style(style: str | Path, known: tuple[str, ...] = ()) -> Path:
    """Return the path of a .bst file.

    Args:
        style: a path, or a name ("apalike", "apalike.bst") that is looked for in the working folder, in the folders of
            the environment variable BSTINPUTS, and with TeX's own ``kpsewhich`` where TeX is installed.
        known: more names, for the hint of the error.

    Raises:
        UnreadableFileError: if it is nowhere; the message says where it was looked for, and the hint names near styles.
    """
    path = Path(style)
    candidates = [path] if path.suffix == SUFFIX else [path.with_name(path.name + SUFFIX), path]
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    looked = [str(path.parent)]
    if len(path.parts) == 1:
        for folder, deep in _input_folders():
            looked.append(f"{folder} ({_VARIABLE})")
            found = _in_folder(folder, candidates[0].name, deep=deep)
            if found:
                return found
        installed = _installed_styles().get(candidates[0].name)
        if installed:
            return installed
        looked.append("TeX's trees" if _tex() else "no TeX, since kpsewhich is not there")
    raise UnreadableFileError(f"no such file; looked in {', '.join(looked)}", path=style, hint=_hint(path, known))


def find_database(name: str, folder: Path) -> Path:
    """Return the path of a .bib file that a document names, as BibTeX looks for it.

    Args:
        name: as the document has it, with its suffix.
        folder: where the document stands; then come the working folder, BIBINPUTS, and TeX's own files.

    Raises:
        UnreadableFileError: if it is nowhere; the message says where it was looked for.
    """
    for candidate in (folder / name, Path(name)):
        if candidate.is_file():
            return candidate
    looked = [str(folder), *([] if folder == Path() else ["."])]
    for place, deep in _input_folders("BIBINPUTS"):
        looked.append(f"{place} (BIBINPUTS)")
        found = _in_folder(place, name, deep=deep)
        if found:
            return found
    installed = _installed("bib").get(name)
    if installed:
        return installed
    raise UnreadableFileError(f"no such file; looked in {', '.join(looked)}", path=name)


def _hint(path: Path, known: tuple[str, ...]) -> str:
    beside = [each.name for each in path.parent.glob("*" + SUFFIX)] if path.parent.is_dir() else []
    names = {*beside, *known, *(_installed_styles() if len(path.parts) == 1 else ())}
    by_stem = {name.removesuffix(SUFFIX).casefold(): name for name in sorted(names)}
    near = get_close_matches(path.name.removesuffix(SUFFIX).casefold(), by_stem, n=3, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(by_stem[name] for name in near)}?"
    return "give the path of a .bst file, or install TeX's styles (docs/how-to/run-a-bst-style.md says which package)"


def _input_folders(variable: str = _VARIABLE) -> Iterator[tuple[Path, bool]]:
    """Yield the folders of an environment variable, and whether their subfolders count ("//" at the end)."""
    for entry in os.environ.get(variable, "").split(os.pathsep):
        if entry:
            yield Path(entry.rstrip("/") or "/"), entry.endswith("//")


def _in_folder(folder: Path, name: str, *, deep: bool) -> Path | None:
    if not deep:
        return folder / name if (folder / name).is_file() else None
    return next(iter(sorted(folder.rglob(name))), None)


def _tex() -> str | None:
    return shutil.which("kpsewhich")


def _installed_styles() -> dict[str, Path]:
    return _installed("bst")


@cache
def _installed(kind: str) -> dict[str, Path]:
    """Return the files of TeX's trees with this suffix, by name; the first one of a name counts, as for TeX."""
    program = _tex()
    if program is None:
        return {}
    try:
        ran = subprocess.run(  # noqa: S603 - TeX's own program, and nothing of the user's goes into the command
            [program, "--expand-path=$TEXMF"], capture_output=True, text=True, timeout=_ENOUGH_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return {}
    files: dict[str, Path] = {}
    for tree in ran.stdout.strip().split(os.pathsep):
        if tree:
            for path in sorted(Path(tree, "bibtex", kind).rglob(f"*.{kind}")):
                files.setdefault(path.name, path)
    return files


def installed_styles() -> tuple[Path, ...]:
    """Return the .bst files of the TeX installation, by name; none where TeX is not installed."""
    return tuple(path for _, path in sorted(_installed_styles().items()))
