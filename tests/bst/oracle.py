"""BibTeX itself, where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

_NOT_ABOUT_THE_RUN = re.compile(
    r"This is BibTeX|Capacity:|The top-level|The style file|Database file|Reallocated|\(There w|You've used"
    r"|and the built| {8,}|\S+ -- \d| : |\(Error may"
)


def real_bibtex(style: Path, database: Path, keys, folder: Path):
    """Return the bytes of the .bbl, the messages of the .blg, and whether there was no error."""
    shutil.copy(database, folder / database.name)
    shutil.copy(style, folder / style.name)
    cited = "".join(f"\\citation{{{key}}}\n" for key in keys)
    aux = f"{cited}\\bibdata{{{database.stem}}}\n\\bibstyle{{{style.stem}}}\n"
    (folder / "paper.aux").write_text(aux, encoding="utf-8")
    (folder / "paper.bbl").unlink(missing_ok=True)
    ran = subprocess.run(["bibtex", "paper"], cwd=folder, capture_output=True, timeout=60, check=False)
    log = (folder / "paper.blg").read_bytes().decode("utf-8", "surrogateescape")
    return (folder / "paper.bbl").read_bytes(), messages_of(log), ran.returncode < 2


def messages_of(log):
    """Drop from a .blg what says nothing about style and databases: versions, capacities, counts, lines of context."""
    return "".join(f"{line}\n" for line in log.split("\n") if line and not _NOT_ABOUT_THE_RUN.match(line))
