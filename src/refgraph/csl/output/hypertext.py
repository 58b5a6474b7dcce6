"""HTML with the classes and spellings that citeproc-js made usual, so that the official test suite can compare it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape as escape_attribute
from typing import Final

from refgraph.csl.output.superscripts import CHARACTERS, SUPERSCRIPTS
from refgraph.csl.output.writer import BibliographyLayout, EntryLayout, Writer
from refgraph.csl.tokens import Mark

_SPECIAL = re.compile(f"[&<>{CHARACTERS}]")
_WRITTEN = {sign: f"<sup>{plain}</sup>" for sign, plain in SUPERSCRIPTS.items()}
_WRITTEN |= {"&": "&#38;", "<": "&#60;", ">": "&#62;"}

_SPAN = '<span style="{}">', "</span>"
_ELEMENTS: Final[dict[tuple[str, str], tuple[str, str]]] = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<em>", "</em>"),
    ("font-style", "normal"): (_SPAN[0].format("font-style:normal;"), _SPAN[1]),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("font-weight", "normal"): (_SPAN[0].format("font-weight:normal;"), _SPAN[1]),
    ("font-weight", "light"): (_SPAN[0].format("font-weight:300;"), _SPAN[1]),
    ("font-variant", "small-caps"): (_SPAN[0].format("font-variant:small-caps;"), _SPAN[1]),
    ("font-variant", "normal"): (_SPAN[0].format("font-variant:normal;"), _SPAN[1]),
    ("text-decoration", "underline"): (_SPAN[0].format("text-decoration:underline;"), _SPAN[1]),
    ("text-decoration", "none"): (_SPAN[0].format("text-decoration:none;"), _SPAN[1]),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("vertical-align", "baseline"): (_SPAN[0].format("baseline"), _SPAN[1]),
    ("display", "block"): ('\n\n    <div class="csl-block">', "</div>\n"),
    ("display", "left-margin"): ('\n    <div class="csl-left-margin">', "</div>"),
    ("display", "right-inline"): ('<div class="csl-right-inline">', "</div>\n  "),
    ("display", "indent"): ('<div class="csl-indent">', "</div>\n  "),
}


class HtmlWriter(Writer):
    """Writes HTML."""

    def escape(self, text: str) -> str:
        """Return the text with `&`, `<` and `>` as references and raised letters as `<sup>`."""
        return _SPECIAL.sub(_write, text) if _SPECIAL.search(text) else text

    def open(self, mark: Mark) -> str:
        """Return the start tag of a mark."""
        found = _ELEMENTS.get(mark)
        if found:
            return found[0]
        return f'<a href="{escape_attribute(mark.value)}">' if mark.name == "link" else ""

    def close(self, mark: Mark) -> str:
        """Return the end tag of a mark."""
        found = _ELEMENTS.get(mark)
        if found:
            return found[1]
        return "</a>" if mark.name == "link" else ""

    def entry(self, body: str, entry: EntryLayout) -> str:  # noqa: ARG002 - the marks say it all
        """Return one `csl-entry`."""
        return f'  <div class="csl-entry">{body}</div>\n'

    def bibliography(self, entries: Sequence[str], layout: BibliographyLayout) -> str:  # noqa: ARG002 - `document` sets it
        """Return the `csl-bib-body`, without a line break at its end."""
        return f'<div class="csl-bib-body">\n{"".join(entries)}</div>'

    def document(
        self, entries: Sequence[str], layout: BibliographyLayout, *, title: str = "", language: str = ""
    ) -> str:
        """Return a page that sets the bibliography as its layout wants it."""
        name = self.escape(title)
        heading = f"<h1>{name}</h1>\n" if title else ""
        tongue = f' lang="{escape_attribute(language)}"' if language else ""
        return (
            f'<!DOCTYPE html>\n<html{tongue}>\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{name or 'References'}</title>\n<style>\n{_rules(layout)}</style>\n</head>\n<body>\n"
            f"{heading}{self.bibliography(entries, layout)}\n</body>\n</html>\n"
        )


def _write(found: re.Match[str]) -> str:
    return _WRITTEN[found[0]]


def _rules(layout: BibliographyLayout) -> str:
    """Return the style sheet of a page: hanging indents, labels and spacing of CSL 1.0.2, "Whitespace"."""
    height = 1.35 * layout.line_spacing
    label = max(layout.max_offset, 1) * 0.6 + 0.6
    rules = [
        "body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; font-family: Georgia, serif; }",
        f".csl-bib-body {{ line-height: {height:g}; }}",
        f".csl-entry {{ overflow-wrap: break-word; margin-bottom: {height * layout.entry_spacing:g}em; }}",
        ".csl-indent { margin-left: 2em; }",
        "sup, sub { line-height: 0; }",
    ]
    if layout.second_field_align == "margin":
        rules += [f".csl-bib-body {{ margin-left: {label:g}em; }}"]
    if layout.hanging_indent and not layout.second_field_align:
        rules += [
            ".csl-entry { padding-left: 2em; text-indent: -2em; }",
            ".csl-block ~ div, .csl-left-margin, .csl-right-inline, .csl-indent { text-indent: 0; }",
        ]
    start = f"-{label:g}em" if layout.second_field_align == "margin" else "0"
    room = "0" if layout.second_field_align == "margin" else f"{label:g}em"
    rules += [
        ".csl-entry { display: flow-root; }",
        f".csl-left-margin {{ float: left; margin-left: {start}; min-width: {label:g}em; padding-right: 0.5em; }}",
        ".csl-left-margin { box-sizing: border-box; }",
        f".csl-right-inline {{ margin-left: {room}; }}",
    ]
    return "".join(f"{rule}\n" for rule in rules)
