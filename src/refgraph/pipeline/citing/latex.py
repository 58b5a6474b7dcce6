"""LaTeX with its citations and bibliography written out, and the bibliography as LaTeX reads it from a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from refgraph.documents.callouts import CitedText, Form
from refgraph.documents.callouts.latex_source import find_closing
from refgraph.pipeline.citing.edits import RAISED, Edit, Raising, apply_edits, line_end, raised
from refgraph.pipeline.citing.rendering import Replacement

_ITEM = re.compile(r"\\item\s*")
# The heading that \bibliography and \printbibliography would print: article and its like have no chapters.
_HEADING = r"""\makeatletter
\@ifundefined{chapter}{\section*{\refname}}{\chapter*{\bibname}}
\makeatother
"""


def write_latex(cited: CitedText, replacements: Sequence[Replacement], bibliography: str) -> str:
    r"""Return LaTeX source with its citations and the first place for a bibliography replaced.

    Args:
        cited: the source.
        replacements: of its citations.
        bibliography: the list, as LaTeX; "" for none.
    """
    edits = [*_citations(cited.text, sorted(replacements, key=lambda each: each.placed.span.start))]
    edits += (Edit(each.start, each.end, "") for each in cited.citations if each.form is Form.HIDDEN)
    if cited.places and bibliography:
        place = cited.places[0]
        title = _title(cited.text[place.start : place.end])
        heading = _HEADING if title is None else title
        edits.append(Edit(place.start, place.end, _with_breaks(heading + bibliography, line_end(cited.text))))
    return apply_edits(cited.text, edits)


def _title(command: str) -> str | None:
    r"""Return the heading that the options of ``\printbibliography`` ask for; None for the usual one."""
    options = command.partition("[")[2]
    if re.search(r"\bheading\s*=\s*none\b", options):
        return ""
    title = re.search(r"\btitle\s*=\s*(?:\{([^{}]*)\}|([^,\]]*))", options)
    return f"\\section*{{{(title[1] or title[2]).strip()}}}\n" if title else None


def _citations(text: str, ordered: Sequence[Replacement]) -> Iterator[Edit]:
    done = 0
    for each in ordered:
        span = each.placed.span
        if each.note is not None:
            mark = f"\\footnote{{{each.note}}}"
            edit = raised(text, (span.start, span.end), mark, Raising(after_punctuation=True, into_quotes=False), done)
            if each.text:
                edit = Edit(span.start, edit.end, f"{each.text}{edit.text}")
        elif RAISED.fullmatch(each.text):
            edit = raised(text, (span.start, span.end), each.text, Raising(after_punctuation=False), done)
        else:
            edit = Edit(span.start, span.end, each.text)
        yield edit
        done = edit.end


def _with_breaks(text: str, break_: str) -> str:
    return break_.join(text.rstrip("\n").split("\n"))


def write_bbl(entries: Sequence[tuple[str, str]], labels: Mapping[str, str] | None = None) -> str:
    r"""Return a ``thebibliography`` as BibTeX would write it into the ``.bbl`` file.

    Args:
        entries: key and text of each work; an ``\item`` and its label at the beginning are taken off, since LaTeX
            numbers the list itself.
        labels: for author-year citations of natbib, key to ``Author(Year)Authors``; None for numbers.
    """
    widest = "9" * len(str(len(entries)))
    lines = [f"\\begin{{thebibliography}}{{{widest}}}", ""]
    if labels is not None:
        lines.append("\\providecommand{\\natexlab}[1]{#1}")
    lines += ["\\providecommand{\\href}[2]{#2}", ""]
    for key, text in entries:
        label = "" if labels is None else f"[{{{labels[key]}}}]"
        lines += [f"\\bibitem{label}{{{key}}}", without_item(text), ""]
    return "\n".join([*lines, "\\end{thebibliography}", ""])


def without_item(text: str) -> str:
    r"""Return the text of an entry without ``\item`` and its label.

    >>> without_item("\\item[{[1]}] Doe.")
    'Doe.'
    """
    found = _ITEM.match(text)
    at = found.end() if found else 0
    if found and text.startswith("[", at):
        closing = find_closing(text, at)
        at = closing + 1 if closing is not None else at
    return text[at:].strip().removesuffix("\\par").rstrip()
