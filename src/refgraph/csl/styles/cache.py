"""Styles and locales that were read before, in the user's cache folder: half the time of reading them again."""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from refgraph.csl.styles.element import Element, parse_xml

VARIABLE = "REFGRAPH_CACHE"
"""Names another folder, or "off"."""

# The format of a file: raise it when `Element` changes. marshal differs between versions of Python.
_SUFFIX = f".1.{sys.implementation.cache_tag}"
_MOST = 200
_NEW = tuple.__new__


def cache_folder() -> Path | None:
    """Return the folder for what can be made again, None where the user wants none.

    It is the folder in REFGRAPH_CACHE, or "refgraph" in the place that the system has for caches; that folder need not
    exist. REFGRAPH_CACHE=off switches caching off.
    """
    wanted = os.environ.get(VARIABLE, "")
    if wanted.casefold() in {"off", "0", "no", "false"}:
        return None
    if wanted:
        return Path(wanted)
    base = _system_folder()
    return base / "refgraph" if base else None


def _system_folder() -> Path | None:
    named = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", "")
    if named and Path(named).is_absolute():  # the XDG specification: a path that is not absolute is ignored
        return Path(named)
    with contextlib.suppress(RuntimeError):  # no home
        home = Path.home()
        if os.name == "nt":
            return home / "AppData" / "Local"
        return home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return None


def remembered(digest: str, read: Callable[[], bytes], name: str, roots: tuple[str, ...]) -> Element:
    """Return the element that was kept under a digest, or read it and keep it.

    Args:
        digest: of the content, hexadecimal.
        read: gives the XML where it has to be read.
        name: of the style or locale, for messages.
        roots: the elements that it may consist of.

    Raises:
        StyleError: as `parse_xml`.
    """
    folder = cache_folder()
    if folder is None:
        return parse_xml(read(), name, roots)
    file = folder / "styles" / f"{digest}{_SUFFIX}"
    element = _recall(file)
    if element is None or element.tag not in roots:
        element = parse_xml(read(), name, roots)
        # An unwritable folder is no fault of the user's: the cache is only there for speed.
        with contextlib.suppress(OSError):
            _keep(file, element)
    return element


def _recall(file: Path) -> Element | None:
    """Return what a file holds, None if there is none or it is damaged."""
    try:
        data = file.read_bytes()
        if zlib.crc32(data[4:]).to_bytes(4, "big") != data[:4]:
            return None
        return _element(marshal.loads(data[4:]))  # noqa: S302 - as with .pyc files, who can write there is the user
    except (OSError, EOFError, ValueError, TypeError):
        return None


def _keep(file: Path, element: Element) -> None:
    data = marshal.dumps(_plain(element))
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _make_room(file.parent)
    handle, temporary = tempfile.mkstemp(dir=file.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(zlib.crc32(data).to_bytes(4, "big") + data)
        Path(temporary).replace(file)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _plain(element: Element) -> tuple[Any, ...]:
    """Return an element as plain tuples, which marshal takes."""
    tag, attributes, children, text, line = element
    return (tag, attributes, tuple(map(_plain, children)), text, line)


def _element(plain: tuple[Any, ...]) -> Element:
    tag, attributes, children, text, line = plain
    made: Element = _NEW(Element, (tag, attributes, tuple(map(_element, children)), text, line))
    return made


def _make_room(folder: Path) -> None:
    """Remove the oldest half of too many files."""
    files = list(folder.iterdir())
    if len(files) >= _MOST:
        for file in sorted(files, key=lambda each: each.stat().st_mtime)[: _MOST // 2]:
            file.unlink(missing_ok=True)
