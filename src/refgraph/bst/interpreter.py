"""A .bst file the user has, run by pybtex's interpreter; the LaTeX it writes is taken apart into spans."""

from __future__ import annotations

import re
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

from pybtex import errors
from pybtex.bibtex import bst
from pybtex.bibtex.interpreter import Interpreter
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError

from refgraph.bst.outputs import Item, Span
from refgraph.bst.styles import titles_keep_capitals
from refgraph.errors import InvalidValueError
from refgraph.formats.bibtex import bibtex_keys
from refgraph.formats.bibtex.entries import Entry, write_entry
from refgraph.formats.bibtex.library import write_block
from refgraph.model.work import Work
from refgraph.text.decoding import read_text
from refgraph.text.latex import latex_to_unicode

_BIBITEM = re.compile(r"\\bibitem\s*(?:\[((?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\])?\s*\{([^{}]*)\}")
_GROUP = r"((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)"
_MARKUP = re.compile(
    rf"""\\(?P<link>url|path|nolinkurl)\s*\{{(?P<address>[^{{}}]*)\}}
      | \\href\s*\{{(?P<href>[^{{}}]*)\}}\s*\{{(?P<shown>{_GROUP[1:-1]})\}}
      | \\(?P<command>emph|textit|textbf|texttt|textsuperscript)\s*\{{(?P<inner>{_GROUP[1:-1]})\}}
      | \{{\s*\\(?P<switch>em|it|bf|tt|itshape|bfseries|ttfamily|sc|rm|sl)(?![A-Za-z])\s*(?P<rest>{_GROUP[1:-1]})\}}
    """,
    re.VERBOSE,
)
_STYLES = {
    **dict.fromkeys(("emph", "textit", "em", "it", "itshape", "sl"), "em"),
    **dict.fromkeys(("textbf", "bf", "bfseries"), "strong"),
    **dict.fromkeys(("texttt", "tt", "ttfamily"), "code"),
    "textsuperscript": "sup",
}


def run_bst(works: tuple[Work, ...], path: Path) -> list[Item]:
    """Run a .bst file over works.

    Raises:
        UnreadableFileError: if the file cannot be read.
        InvalidValueError: if it is no BibTeX style, or fails.
    """
    source = read_text(path).text
    keys = bibtex_keys(works)
    text = "\n".join(write_block(keys[work.key], _protected(work)) for work in works)
    with errors.capture():  # missing fields are not the style's business to report here
        try:
            bbl = Interpreter(Parser, None).run(
                bst.parse_string(source), [keys[work.key] for work in works], [StringIO(text)], 2
            )
        except (PybtexError, KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise InvalidValueError(f"{path}: the style fails: {error}", hint="check it with BibTeX itself") from error
    back = {written: key for key, written in keys.items()}
    return _items(bbl, back)


def _protected(work: Work) -> Entry:
    entry = write_entry(work)
    return Entry(entry.type, titles_keep_capitals(work, entry.fields))


def _items(bbl: str, keys: dict[str, str]) -> list[Item]:
    """Split a ``thebibliography`` into its entries."""
    body = bbl.split("\\end{thebibliography}", maxsplit=1)[0]
    found = list(_BIBITEM.finditer(body))
    ends = [*(each.start() for each in found[1:]), len(body)]
    numbers = count(1)
    items = []
    for item, end in zip(found, ends, strict=True):
        label = str(next(numbers)) if item[1] is None else latex_to_unicode(item[1])
        items.append(Item(keys.get(item[2], item[2]), label, tuple(_spans(_one_line(body[item.end() : end])))))
    return items


def _one_line(text: str) -> str:
    """Join the lines BibTeX broke; a percent sign at a line's end joins without space."""
    text = re.sub(r"(?<!\\)%\s*\n\s*", "", text)
    return " ".join(re.sub(r"\\newblock(?![A-Za-z])", " ", text).split())


def _spans(text: str) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for found in _MARKUP.finditer(text):
        spans.append(Span(_plain(text[at : found.start()])))
        spans += _marked(found)
        at = found.end()
    spans.append(Span(_plain(text[at:])))
    return [span for span in spans if span.text]


def _marked(found: re.Match[str]) -> list[Span]:
    if found["link"]:
        address = re.sub(r"\\([%#&_{}])", r"\1", found["address"])
        return [Span(address, url=address)]
    if found["href"] is not None:
        address = re.sub(r"\\([%#&_{}])", r"\1", found["href"])
        return [span._replace(url=address) for span in _spans(found["shown"])]
    name: Any = found["command"] or found["switch"]
    inner = found["inner"] if found["command"] else found["rest"]
    return [Span(span.text, span.style or _STYLES.get(name, ""), span.url) for span in _spans(inner)]


def _plain(text: str) -> str:
    return latex_to_unicode(text.replace("~", "\N{NO-BREAK SPACE}"))
