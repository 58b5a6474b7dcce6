"""Styles by name, from a file or from text; dependent styles lead to the style that they follow."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from refgraph.csl.styles.archive import content_digest, current_name, find_style, find_text
from refgraph.csl.styles.cache import remembered
from refgraph.csl.styles.element import Element, find_info, parent_link, parse_xml
from refgraph.errors import StyleError, UnknownNameError, UnreadableFileError
from refgraph.model.finding import Finding

_ID = re.compile(
    r"(?:https?://)?(?:www\.)?(?:zotero\.org/styles|citationstyles\.org/styles?)/([^/?#]+)/?", re.IGNORECASE
)
_ROOTS = ("style",)
_TEXT = "<style>"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StyleSource:
    """A style as it was found, ready to be compiled.

    Attributes:
        name: of the style as it was asked for, or its path; for messages.
        element: root of the independent style.
        default_locale: that of the dependent style, or else of the independent one; None where neither says any.
        title: of the style that was asked for.
        findings: what is doubtful in it; the styles that come with refgraph have none.
        digest: hexadecimal digest of the content: the same for the same independent style.
    """

    name: str
    element: Element
    default_locale: str | None
    title: str
    findings: tuple[Finding, ...]
    digest: str


def load_style(style: str | os.PathLike[str]) -> StyleSource:
    """Find a style; nothing is ever fetched.

    Args:
        style: a name ("apa", "gost-r-7-0-5-2008", the id "http://www.zotero.org/styles/apa"), the path of a .csl file,
            or the XML itself.

    Raises:
        UnknownNameError: if there is no style of this name; the hint names near ones.
        UnreadableFileError: if the file cannot be read.
        StyleError: if it is no CSL style, or its parent cannot be found.

    >>> load_style("nature-digest").default_locale, load_style("apa").title
    ('en-GB', 'APA Style 7th edition')
    """
    if isinstance(style, os.PathLike):
        return _from_file(Path(style))
    if style.lstrip("\ufeff \t\r\n").startswith("<"):
        root = parse_xml(style, _TEXT, _ROOTS)
        return _source(root, _TEXT, content_digest(style.encode()), None, _findings(root, _TEXT))
    if _ADDRESS.match(style) is None and _is_path(style):
        return _from_file(Path(style))
    return _by_name(_name_of(style))


def _is_path(style: str) -> bool:
    if _ID.fullmatch(style):
        return False
    has_folder = "/" in style or os.sep in style
    return has_folder or (style.lower().endswith(".csl") and Path(style).is_file())


def _name_of(style: str) -> str:
    name = style.strip()
    found = _ID.fullmatch(name)
    if found:
        name = found[1]
    elif _ADDRESS.match(name):
        raise UnknownNameError(
            "styles are not fetched from the network", text=style, hint="save the style and name the file"
        )
    name = name.lower()
    return current_name(name.removesuffix(".csl").replace(" ", "-").replace("_", "-"))


@lru_cache(maxsize=32)
def _by_name(name: str) -> StyleSource:
    text = find_text(name)
    if text is not None:
        return _source(remembered(*text, name, _ROOTS), name, text.digest, None)
    info = None if name.startswith("@") else find_style(name)
    if info is None or info.parent is None:
        from refgraph.csl.styles.search import suggestion

        raise UnknownNameError("no such style", text=name, hint=suggestion(name))
    parent = _by_name(info.parent)
    return replace(parent, name=name, title=info.title, default_locale=info.default_locale or parent.default_locale)


def _from_file(path: Path) -> StyleSource:
    root, digest = _read(path)
    return _source(root, str(path), digest, path.parent, _findings(root, str(path)))


def _read(path: Path) -> tuple[Element, str]:
    """Read a file and return its root and the digest of its content."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFileError(
            "no such file", path=path, hint="check the path, or give the name of a style"
        ) from None
    except IsADirectoryError:
        raise UnreadableFileError("is a folder, not a style", path=path, hint="name a .csl file in it") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise UnreadableFileError(getattr(error, "strerror", None) or str(error), path=path) from error
    digest = content_digest(data)
    return remembered(digest, lambda: data, str(path), _ROOTS), digest


def _source(
    root: Element, name: str, digest: str, folder: Path | None, findings: tuple[Finding, ...] = ()
) -> StyleSource:
    """Make the value of a style; ``folder`` is where a parent may lie, None for what is not a file."""
    title = "".join(each.text for each in find_info(root, "title"))
    locale = root.attributes.get("default-locale") or None
    link = parent_link(root)
    if link is None:
        return StyleSource(name, root, locale, title, findings, digest)
    parent = _parent(link, name, folder)
    return replace(
        parent,
        name=name,
        title=title,
        default_locale=locale or parent.default_locale,
        findings=(*findings, *parent.findings),
    )


def _findings(root: Element, name: str) -> tuple[Finding, ...]:
    from refgraph.csl.styles.validation import check_style

    return check_style(root, name)


def _parent(link: Element, name: str, folder: Path | None) -> StyleSource:
    """Return the style that a dependent style follows: beside its file, or one that comes with refgraph."""
    wanted = link.attributes.get("href", "").rstrip("/").rpartition("/")[2].removesuffix(".csl")
    beside = folder / f"{wanted}.csl" if folder and wanted else None
    known = current_name(wanted.lower())
    info = find_style(known)
    if beside is not None and beside.is_file():
        root, _ = _read(beside)
        dependent = parent_link(root) is not None
        found = None if dependent else _from_file(beside)
    else:
        dependent = info is not None and info.parent is not None
        found = None if dependent or info is None else _by_name(known)
    if found is not None:
        return found
    if dependent:
        raise StyleError(
            f"its parent style {wanted!r} is a dependent style too",
            path=name,
            line=link.line,
            hint="name the independent style that the parent follows",
        )
    raise StyleError(
        f"its parent style is missing: {wanted!r}",
        path=name,
        line=link.line,
        hint="put it beside this file" if folder else "no style of this name comes with refgraph",
    )
