"""Files of JSON objects, one a line; packed ones too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from refgraph.errors import RefgraphError, UnreadableFileError
from refgraph.text.decoding import decoded_lines, open_binary


class ExampleError(RefgraphError, ValueError):
    """A line of a file of examples that is none."""


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read a file of JSON objects, one by one, with the number of the line; empty lines are passed over.

    Raises:
        UnreadableFileError: if it cannot be read.
        ExampleError: at a line that is no JSON object; names file and line.
    """
    with open_binary(path) as stream:
        number = 0
        try:
            for line in decoded_lines(stream, path):
                number += 1
                if line.strip():
                    row = json.loads(line)
                    if not isinstance(row, dict):
                        raise ExampleError(f"no JSON object but {line[:40]!r}")
                    yield number, row
        except ValueError as error:
            if isinstance(error, UnreadableFileError):
                raise
            raise ExampleError(f"{path}:{number}: {error}") from error
