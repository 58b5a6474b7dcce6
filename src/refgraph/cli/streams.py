"""What every command does alike: read standard input, write results, say where it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from refgraph.text import files
from refgraph.text.decoding import decode, decoded_lines, open_binary, read_text
from refgraph.text.files import write_text
from refgraph.text.opening import STANDARD_INPUT


def read_input(path: str) -> str:
    """Return the text of a file, or of standard input for "-".

    Raises:
        UnreadableFileError: if it cannot be read or is not text.
    """
    if path == STANDARD_INPUT:
        return decode(sys.stdin.buffer.read(), path="standard input").text
    return read_text(path).text


@contextmanager
def open_lines(path: str) -> Generator[tuple[Iterator[str], Callable[[], float]]]:
    """Open a file, or standard input for "-", to read it line by line in constant memory.

    Yields:
        Its lines without their ends, and a function that tells what share of it was read, 0-1; 0 where unknown.

    Raises:
        UnreadableFileError: if it cannot be read or is not text.
    """
    if path == STANDARD_INPUT:
        yield decoded_lines(sys.stdin.buffer, "standard input"), lambda: 0.0
        return
    with open_binary(path) as stream:
        size = max(1, Path(path).stat().st_size)
        yield decoded_lines(stream, path), lambda: stream.tell() / size


def write_pieces(pieces: Iterable[str], path: str | Path | None) -> None:
    """Write a result piece by piece to a file, or to standard output for None and "-"."""
    if path is None or str(path) == STANDARD_INPUT:
        try:
            sys.stdout.writelines(pieces)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        files.write_pieces(path, pieces)


def write_output(text: str, path: str | Path | None) -> None:
    """Write a result to a file, or to standard output for None and "-"."""
    if path is None or str(path) == STANDARD_INPUT:
        try:
            sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
            sys.stdout.flush()
        except BrokenPipeError:  # "refgraph parse ... | head" is no error
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        write_text(path, text)


def write_bytes(data: bytes, path: str | Path | None) -> None:
    """Write a binary result to a file, or to standard output for None and "-"."""
    if path is None or str(path) == STANDARD_INPUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        files.write_bytes(path, data)


def say(message: str) -> None:
    """Print a sentence for a person on standard error."""
    print(message, file=sys.stderr)


def progress(message: str) -> None:
    """Print what is being done, if a person is watching."""
    if sys.stderr.isatty():
        print(f"\x1b[2m{message} …\x1b[0m", file=sys.stderr)
