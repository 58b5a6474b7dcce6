"""A document as read: what kind it is, its references, and the article it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from refgraph.documents.article import Article, article_from_lines, article_from_metas
from refgraph.documents.html import Page, read_page
from refgraph.documents.lines import split_lines
from refgraph.documents.list_references import list_references
from refgraph.errors import UnreadableFileError
from refgraph.model import Finding, Reference, encoding_findings
from refgraph.text.decoding import read_text

_HTML = re.compile(
    (
        r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|section"
        r"|article|ol|ul|p|h[1-6])\b"
    ),
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = {
    "LaTeX": re.compile(r"\\documentclass|\\begin\{(?:document|thebibliography)\}|^\s*\\bibitem", re.MULTILINE),
    "XML": re.compile(
        r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
        r"(?:<!DOCTYPE\s+(?!html)\w+|<(?:article|book)\s[^>]*(?:xmlns|dtd-version|article-type)|<TEI\b)",
        re.IGNORECASE | re.DOTALL,
    ),
}
_HEAD = 20_000  # characters that show what kind a text is
_LATER = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".doc": "Word",
    ".odt": "OpenDocument",
    ".epub": "EPUB",
    ".rtf": "RTF",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A document and what was found in it.

    Attributes:
        source: path as given, or None for text.
        kind: "text" or "html".
        text: the whole source; spans of references point into it.
        references: in the order of the source.
        article: what the document says about itself; None if it says nothing.
        findings: what was noticed while it was read.
    """

    source: str | None
    kind: str
    text: str
    references: tuple[Reference, ...] = ()
    article: Article | None = None
    findings: tuple[Finding, ...] = ()


def read_document(path: str | Path) -> Document:
    """Read a document: find its reference list and what it says about itself.

    Args:
        path: a text or HTML file in any common encoding.

    Raises:
        UnreadableFileError: if it cannot be read, or is of a kind that refgraph does not read.
    """
    kind = _LATER.get(Path(path).suffix.lower())
    if kind is not None:
        raise UnreadableFileError(
            f"{kind} documents are not read", path=path, hint="save it as text or HTML and give that file"
        )
    decoded = read_text(path)
    return replace(parse_document(decoded.text, source=str(path)), findings=encoding_findings(decoded, str(path)))


def parse_document(text: str, *, source: str | None = None) -> Document:
    """Read a document from text in memory; HTML is known by its first tag.

    Args:
        text: the document; an empty one has no references.
        source: what to call it in references and findings.

    Raises:
        UnreadableFileError: if the text is LaTeX or XML, which refgraph does not read as documents.
    """
    _refuse_markup(text, source)
    if _HTML.match(text):
        page = read_page(text)
        references = _html_references(page, source)
        return Document(source, "html", text, references, article_from_metas(page))
    lines = split_lines(text)
    references = list_references(lines, text, source)
    return Document(source, "text", text, references, article_from_lines(lines))


def _refuse_markup(text: str, source: str | None) -> None:
    """Refuse kinds of text whose commands would be taken for references."""
    found = next((kind for kind, pattern in _MARKUP.items() if pattern.search(text[:_HEAD])), None)
    if found is not None:
        what = f"{found} documents are not read"
        raise UnreadableFileError(what, path=source or "the text", hint="save it as text or HTML and give that file")


def find_references(path: str | Path | None = None, *, text: str | None = None) -> list[Reference]:
    r"""Find the reference strings of a document.

    Args:
        path: a text or HTML file.
        text: the document's text, in place of a path.

    Returns:
        The references in order, each with its span in the source; an empty list where there is no reference list.

    Raises:
        UnreadableFileError: if the file cannot be read.
        TypeError: unless exactly one of path and text is given.

    >>> find_references(text="References\n1. Allison, R. (2018). Russia. Oxford University Press.")[0].raw
    'Allison, R. (2018). Russia. Oxford University Press.'
    """
    if (path is None) == (text is None):
        message = "find_references takes either a path or text=..."
        raise TypeError(message)
    document = parse_document(text) if text is not None else read_document(path or "")
    return list(document.references)


def _html_references(page: Page, source: str | None) -> tuple[Reference, ...]:
    """Take the visible list, or the ``citation_reference`` tags where they name more."""
    visible = list_references(page.lines, "", source)
    metas = [
        meta for meta in page.metas if meta.name in {"citation_reference", "dc.relation.references"} and meta.content
    ]
    if len(visible) >= len(metas):
        return visible
    return tuple(
        Reference(
            raw=" ".join(meta.content.split()),
            start=meta.start,
            end=meta.end,
            source=source,
            section=meta.name,
        )
        for meta in metas
    )
