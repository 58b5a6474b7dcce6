"""Files as they are opened: from the disk, from an editor that has not saved them, or from a pipe."""

from __future__ import annotations

import io
import shutil
import stat
import sys
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from contextvars import ContextVar
from pathlib import Path
from tempfile import TemporaryDirectory

STANDARD_INPUT = "-"
"""What stands for standard input where pipes are kept."""

_NOTHING: Mapping[Path, str] = {}
_UNSAVED: ContextVar[Mapping[Path, str]] = ContextVar("refgraph.unsaved", default=_NOTHING)
_KEPT: ContextVar[_Pipes | None] = ContextVar("refgraph.kept", default=None)


@contextmanager
def unsaved(texts: Mapping[Path, str]) -> Generator[None]:
    """Let files have other texts than on the disk while the block runs: what is open in an editor and not yet saved.

    Holds in the thread that enters the block, for whatever opens files with this module.

    Args:
        texts: text by resolved path.
    """
    token = _UNSAVED.set(texts)
    try:
        yield
    finally:
        _UNSAVED.reset(token)


@contextmanager
def kept_pipes() -> Generator[None]:
    """Let pipes, and standard input under the name "-", be opened as often as files are while the block runs.

    What comes out of one is kept on the disk when it is first opened. Holds where `unsaved` does.
    """
    with ExitStack() as stack:
        token = _KEPT.set(_Pipes(stack))
        try:
            yield
        finally:
            _KEPT.reset(token)


def open_file(path: Path | str) -> io.BufferedReader:
    """Open a file to read its bytes.

    Raises:
        OSError: as `open` does.
    """
    texts = _UNSAVED.get()
    text = texts.get(Path(path).resolve()) if texts else None
    if text is not None:
        # A lone half of a surrogate pair is no text; it becomes another single character, so that offsets hold.
        return io.BufferedReader(io.BytesIO(text.encode(errors="replace")))
    kept = _KEPT.get()
    if kept is not None and is_pipe(path):
        return kept.open(str(path))
    return Path(path).open("rb")


def is_pipe(path: Path | str) -> bool:
    """Return True for what gives its bytes only once; for "-" where it stands for standard input."""
    if str(path) == STANDARD_INPUT and _KEPT.get() is not None:
        return True
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or stat.S_ISCHR(mode)


class _Pipes:
    """What came out of pipes, in files of a folder that is there when the first is opened and while the stack is."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._files: dict[str, Path] = {}

    def open(self, name: str) -> io.BufferedReader:
        if name not in self._files:
            self._files[name] = self._keep(name)
        return self._files[name].open("rb")

    def _keep(self, name: str) -> Path:
        with nullcontext(sys.stdin.buffer) if name == STANDARD_INPUT else Path(name).open("rb") as pipe:
            folder = self._stack.enter_context(TemporaryDirectory(prefix="refgraph-", ignore_cleanup_errors=True))
            file = Path(folder) / "kept"
            with file.open("wb") as copy:
                shutil.copyfileobj(pipe, copy)
        return file
