"""A bibliography of works in a .bst style; the LaTeX that the style writes is taken apart into spans."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import Any

from refgraph.bst.bbl import run_style
from refgraph.bst.letters import UNICODE
from refgraph.bst.locating import find_style
from refgraph.bst.machine import Limits
from refgraph.bst.outputs import Item, Span
from refgraph.bst.running import Database, Task
from refgraph.bst.script import name_error
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


def run_bst(works: tuple[Work, ...], style: str | Path) -> list[Item]:
    r"""Run a .bst file over works; unlike BibTeX it takes a letter of any script for one letter that has case.

    Raises:
        UnreadableFileError: if the file is not there or cannot be read.
        BstError: if it is no BibTeX style, names what it does not define, or runs without end.
        InvalidValueError: if it writes no entries with ``\bibitem``, as styles for other packages may do.
    """
    path = find_style(style)
    source = read_text(path).text
    keys = bibtex_keys(works)
    text = "\n".join(write_block(keys[work.key], _protected(work)) for work in works)
    task = Task([Database(text, "works.bib")], [keys[work.key] for work in works])
    run = run_style(source, path, task, UNICODE, Limits())
    for message in run.machine.messages:  # what the works lack is not the style's business to report here
        if message.kind == "definition" and message.error:
            problem = message.text.split("---")[0]
            raise name_error(problem, problem.split()[0], source, str(path), message.line or 1)
    back = {written: key for key, written in keys.items()}
    items = _items("".join(f"{line}\n" for line in run.machine.lines), back)
    if not items:
        hint = "render_bbl gives what it writes as it is"
        raise InvalidValueError(f"{path}: the style writes no \\bibitem, so that its entries are not found", hint=hint)
    return items


def _protected(work: Work) -> Entry:
    entry = write_entry(work)
    return Entry(entry.type, titles_keep_capitals(work, entry.fields))


def _items(bbl: str, keys: dict[str, str]) -> list[Item]:
    """Split a ``thebibliography`` into its entries."""
    body = bbl.split("\\end{thebibliography}", maxsplit=1)[0]
    found = list(_BIBITEM.finditer(body))
    ends = [*(each.start() for each in found[1:]), len(body)] if found else []
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
