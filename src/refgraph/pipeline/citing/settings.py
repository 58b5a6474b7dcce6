"""What a manuscript is cited with: works, style and language, from its own words and from the caller's."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from refgraph.errors import ConfigurationError, UnreadableFileError
from refgraph.formats import csl_json
from refgraph.model import Library
from refgraph.pipeline.main_job import read_all

DEFAULT_STYLE = "chicago-author-date"
"""The style where neither the manuscript nor the caller names one; Pandoc's, too."""

_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a caller wants, which wins over what the manuscript says.

    Attributes:
        library: the works.
        bibliography: files with works, where there is no library.
        style: name of a style, or path of a style file.
        locale: language of terms.
    """

    library: Library | None = None
    bibliography: tuple[str | Path, ...] = ()
    style: str | Path | None = None
    locale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a manuscript is cited with.

    Attributes:
        library: the works.
        style: name or path of the style.
        locale: language of terms; None to leave it to the style.
    """

    library: Library
    style: str
    locale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """What a manuscript itself says.

    Attributes:
        folder: where it lies; the files it names are looked for there, then in the current folder.
        files: bibliographies.
        references: works in the manuscript itself, as CSL-JSON objects.
        style: a style.
        locale: its language.
        cites: False if it cites nothing, so that it needs no works.
    """

    folder: Path
    files: tuple[str, ...] = ()
    references: tuple[dict[str, Any], ...] = ()
    style: str | None = None
    locale: str | None = None
    cites: bool = True


def settle(wishes: Wishes, sayings: Sayings) -> Settings:
    """Return what to cite a manuscript with: the caller's wishes, else what the manuscript says.

    Raises:
        UnreadableFileError: if a bibliography cannot be read.
        ConfigurationError: if works are needed and nobody names any.
    """
    own = _own_works(sayings.references)
    library = wishes.library
    if library is None and wishes.bibliography:
        library = read_all(wishes.bibliography)
    elif library is None and sayings.files:
        library = read_all([_found(name, sayings.folder) for name in sayings.files])
    elif library is None and not own and sayings.cites:
        raise ConfigurationError(
            "no bibliography to cite from",
            hint="name one with -b, or in the manuscript (bibliography: in the front matter, \\bibliography in LaTeX)",
        )
    library = library or Library()
    library = library.add(*(work for work in own if work.key not in library))
    chosen = str(wishes.style) if wishes.style is not None else _style(sayings.style, sayings.folder)
    return Settings(library=library, style=chosen, locale=wishes.locale or sayings.locale)


def _own_works(references: Sequence[dict[str, Any]]) -> Library:
    return csl_json.loads(json.dumps([*references])) if references else Library()


def _found(name: str, folder: Path) -> Path:
    for candidate in (folder / name, Path(name)):
        if candidate.is_file():
            return candidate
    raise UnreadableFileError("no such file", path=folder / name, hint="the manuscript names it as its bibliography")


def _style(name: str | None, folder: Path) -> str:
    """Return the style a manuscript names: a file where there is one, else the name in a path or an address."""
    if name is None:
        return DEFAULT_STYLE
    if not _ADDRESS.match(name):
        for candidate in (folder / name, Path(name)):
            if candidate.is_file():
                return str(candidate)
    return name.rstrip("/").rpartition("/")[2].removesuffix(".csl")
