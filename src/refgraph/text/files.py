"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from refgraph.errors import RefgraphError, UnwritableFileError
from refgraph.text.packing import packed


def write_text(path: Path | str, text: str) -> None:
    r"""Write a text file as UTF-8 with "\n" line ends, through a temporary file that is renamed when it is whole.

    A path that ends in ".gz", ".xz", ".bz2" or ".zip" is packed, here and below.

    Raises:
        UnwritableFileError: if the folder is missing or not writable, or the path is a folder.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path | str, data: bytes) -> None:
    """Write a file through a temporary file that is renamed when it is whole.

    Raises:
        UnwritableFileError: as for `write_text`.
    """
    with _replacing(path) as file:
        file.write(data)


def write_pieces(path: Path | str, pieces: Iterable[str]) -> None:
    """Write a text file piece by piece, as UTF-8, through a temporary file that is renamed when it is whole.

    Raises:
        UnwritableFileError: as for `write_text`.
    """
    with _replacing(path) as file:
        for piece in pieces:
            file.write(piece.encode("utf-8"))


@contextmanager
def _replacing(path: Path | str) -> Generator[BinaryIO]:
    target = Path(path)
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file, packed(file, target) as bare:
            yield bare
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except RefgraphError:  # what is written could not be read: that is said already
        raise
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def _unwritable(path: Path | str, error: OSError) -> UnwritableFileError:
    return UnwritableFileError(_reason(error), path=path, hint="check that its folder exists and can be written")


def _mode(target: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _reason(error: OSError) -> str:
    match error:
        case PermissionError():
            return "permission denied"
        case FileNotFoundError():
            return "its folder does not exist"
        case IsADirectoryError() | NotADirectoryError():
            return "is a folder, or lies below a file"
        case _:
            return error.strerror or str(error)
