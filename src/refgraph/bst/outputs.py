"""Formatted entries as text, HTML, LaTeX or Markdown: each escapes what has a meaning in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

from refgraph.text.latex import unicode_to_latex


class Span(NamedTuple):
    """A stretch of text in one style.

    Attributes:
        text: plain Unicode.
        style: "em", "strong", "code", "sup", "sub" or "" for none.
        url: where it leads, or "".
    """

    text: str
    style: str = ""
    url: str = ""


class Item(NamedTuple):
    """One entry of a bibliography: its key, its label without brackets and its text."""

    key: str
    label: str
    spans: tuple[Span, ...]


_MARKDOWN = re.compile(r"[\\`*_\[\]<>#|]|(?<=[!])(?=\[)|&(?=#?\w+;)")
_MARKDOWN_STYLES = {"em": "*{}*", "strong": "**{}**", "code": "`{}`", "sup": "<sup>{}</sup>", "sub": "<sub>{}</sub>"}
_LATEX_STYLES = {"em": "emph", "strong": "textbf", "code": "texttt", "sup": "textsuperscript", "sub": "textsubscript"}
_URL_IN_LATEX = re.compile(r"[%#\\{}^~&_]")


def to_text(items: Sequence[Item]) -> str:
    """Return one entry a line, each after its label in brackets."""
    return "".join(f"[{item.label}] {''.join(span.text for span in item.spans)}\n" for item in items)


def to_html(items: Sequence[Item]) -> str:
    """Return a description list; every entry has an id made of its key."""
    rows = (
        f'<dt>[{escape(item.label)}]</dt>\n<dd id="ref-{escape(item.key)}">{"".join(map(_html, item.spans))}</dd>\n'
        for item in items
    )
    return f'<dl class="refgraph-bibliography">\n{"".join(rows)}</dl>\n'


def to_markdown(items: Sequence[Item]) -> str:
    """Return one paragraph for each entry."""
    return "\n".join(f"\\[{_escape_markdown(item.label)}\\] {''.join(map(_markdown, item.spans))}\n" for item in items)


def to_latex(items: Sequence[Item]) -> str:
    """Return a ``thebibliography``."""
    longest = max((item.label for item in items), key=len, default="")
    rows = (
        f"\\bibitem[{unicode_to_latex(item.label)}]{{{item.key}}}\n{''.join(map(_latex, item.spans))}\n\n"
        for item in items
    )
    return f"\\begin{{thebibliography}}{{{unicode_to_latex(longest)}}}\n\n{''.join(rows)}\\end{{thebibliography}}\n"


WRITERS: dict[str, Callable[[Sequence[Item]], str]] = {
    "text": to_text,
    "html": to_html,
    "latex": to_latex,
    "markdown": to_markdown,
}
"""Kind of output -> function that writes it."""


def _html(span: Span) -> str:
    text = escape(span.text, quote=False)
    if span.style and text:
        text = f"<{span.style}>{text}</{span.style}>"
    return f'<a href="{escape(span.url)}">{text}</a>' if span.url and text else text


def _markdown(span: Span) -> str:
    if span.style == "code":
        return f"`{span.text}`"
    text = _escape_markdown(span.text)
    if span.style and text.strip():
        bare = text.strip()
        start = text.index(bare)
        text = text[:start] + _MARKDOWN_STYLES[span.style].format(bare) + text[start + len(bare) :]
    return f"[{text}](<{span.url}>)" if span.url and text else text


def _escape_markdown(text: str) -> str:
    return _MARKDOWN.sub(lambda found: "\\" + found[0], text)


def _latex(span: Span) -> str:
    text = unicode_to_latex(span.text).replace("\N{NO-BREAK SPACE}", "~").replace("–", "--")
    if span.url:
        address = _URL_IN_LATEX.sub(lambda found: "\\" + found[0] if found[0] in "%#&_{}" else found[0], span.url)
        return f"\\url{{{address}}}" if span.text == span.url else f"\\href{{{address}}}{{{text}}}"
    return f"\\{_LATEX_STYLES[span.style]}{{{text}}}" if span.style and text else text
