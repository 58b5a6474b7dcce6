"""A bibliography or citations in a style: the style's name decides which engine writes them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from refgraph.errors import ConfigurationError, UnknownNameError
from refgraph.model import Library

if TYPE_CHECKING:
    from refgraph.csl import Bibliography, CitationProcessor, Cite
    from refgraph.csl.items.reading import Works

DEFAULT_STYLE = "apa"
_NAME = re.compile(r"[\w.+-]+")
_BST_STYLES = ("plain", "unsrt", "alpha", "unsrtalpha")


@overload
def render(
    library: Works,
    style: str | os.PathLike[str] = ...,
    output: str = ...,
    *,
    locale: str | None = ...,
    keys: Sequence[str] | None = ...,
    spans: Literal[False] = ...,
) -> str: ...
@overload
def render(
    library: Works,
    style: str | os.PathLike[str] = ...,
    output: str = ...,
    *,
    locale: str | None = ...,
    keys: Sequence[str] | None = ...,
    spans: Literal[True],
) -> Bibliography: ...
def render(  # noqa: PLR0913 - what a bibliography can be asked for
    library: Works,
    style: str | os.PathLike[str] = DEFAULT_STYLE,
    output: str = "text",
    *,
    locale: str | None = None,
    keys: Sequence[str] | None = None,
    spans: bool = False,
) -> str | Bibliography:
    """Write the bibliography of works.

    Args:
        library: a library, works or CSL-JSON items.
        style: name of a CSL style ("apa", "gost-r-7-0-5-2008"), the path of a .csl file, a BibTeX style ("plain",
            "unsrt", "alpha", "unsrtalpha") or the path of a .bst file.
        output: "text", "html", "latex", "markdown", "typst" or "rtf"; BibTeX styles have the first four.
        locale: language tag for CSL styles ("de-DE"); what the style says by default.
        keys: only these works, in this order where the style does not sort; all by default, but for
            entries that only give others their fields (@xdata) or join them (@set).
        spans: return a `Bibliography` whose entries say where every piece of every item stands.

    Raises:
        UnknownNameError: if style, output or a key is unknown.
        StyleError: if the file of the style is not CSL.
        ConfigurationError: if output is "docx", which is no text.
    """
    if is_bst(style):
        if spans or locale is not None:
            raise UnknownNameError("a BibTeX style has no labelled spans and no locale", text=str(style))
        from refgraph.bst import render_bst

        listed = _listed(library) if keys is None else library
        return render_bst(_library(listed), style=str(style), output=output, keys=keys)
    if output == "docx":
        hint = "take CitationProcessor(...).bibliography().document, or `refgraph render --output docx -o FILE`"
        raise ConfigurationError("docx is no text", hint=hint)
    made = csl_bibliography(library, style, output, locale=locale, keys=keys, spans=spans)
    return made if spans else made.text


def csl_bibliography(  # noqa: PLR0913 - as above
    works: Works,
    style: str | os.PathLike[str] = DEFAULT_STYLE,
    output: str = "html",
    *,
    locale: str | None = None,
    keys: Sequence[str] | None = None,
    spans: bool = False,
) -> Bibliography:
    """Return the bibliography of works in a CSL style, with findings and, on request, labelled spans.

    Raises:
        UnknownNameError: if style, output or a key is unknown.
        StyleError: if the file of the style is not CSL.
    """
    processor = _processor(_listed(works) if keys is None else works, style, output, locale)
    for key in keys or ():
        processor.require(key)
    processor.include(processor.ids if keys is None else keys)
    return processor.bibliography(spans=spans)


def render_citation(
    works: Works,
    cites: Iterable[Cite],
    style: str | os.PathLike[str] = DEFAULT_STYLE,
    output: str = "text",
    *,
    locale: str | None = None,
) -> str:
    """Write one citation of works, as it would stand in a manuscript that cites nothing else.

    Raises:
        UnknownNameError: if style, output or a key is unknown.
        StyleError: if the file of the style is not CSL.
    """
    from refgraph.csl import Cluster

    processor = _processor(works, style, output, locale)
    cluster = Cluster(tuple(cites), "citation", 1 if processor.note_style else 0)
    for cite in cluster.cites:
        processor.require(cite.id)
    return processor.set_clusters([cluster]).texts["citation"]


def _processor(works: Works, style: str | os.PathLike[str], output: str, locale: str | None) -> CitationProcessor:
    """Make a processor; an unknown style is compared with the names of BibTeX's styles too."""
    from refgraph.csl import CitationProcessor

    try:
        return CitationProcessor(works, style, output, locale)
    except UnknownNameError as error:
        near = get_close_matches(str(style), _BST_STYLES, n=1) if error.text == str(style) else []
        if not near:
            raise
        hint = f"did you mean {near[0]}? {error.hint}"
        raise UnknownNameError(error.problem, text=error.text, hint=hint) from None


def render_outputs(library: Library, style: str, outputs: Sequence[str]) -> dict[str, str]:
    """Write the bibliography of a library as several kinds of text.

    Raises:
        UnknownNameError: if the style is unknown.
    """
    if is_bst(style):
        from refgraph.bst import render_outputs as bst_outputs

        return bst_outputs(library, style, outputs)
    return {output: csl_bibliography(library, style, output).text for output in outputs}


def is_bst(style: str | os.PathLike[str]) -> bool:
    """Tell whether a style is one of BibTeX's: one that comes with refgraph, a .bst file, or one that TeX has.

    The name of a CSL style is that.
    """
    if str(style) in _BST_STYLES or Path(style).suffix == ".bst":
        return True
    if not _NAME.fullmatch(str(style)):
        return False
    from refgraph.csl.styles.archive import find_style

    if find_style(str(style)) is not None:
        return False
    from refgraph.bst import installed_styles

    return any(path.stem == str(style) for path in installed_styles())


def _listed(works: Works) -> Works:
    """Leave out what no bibliography lists, unless it is asked for by its key."""
    if not isinstance(works, Library):
        return works
    from refgraph.formats.bibtex import is_listed

    unlisted = [work.key for work in works if not is_listed(work)]
    return works.remove(*unlisted) if unlisted else works


def _library(works: Works) -> Library:
    from refgraph.csl.items.reading import mappings
    from refgraph.formats.csl_json import from_items

    if isinstance(works, Library):
        return works
    return from_items(mappings(works))
