"""Laws of the manuscript readers: they read any text, and what they find stands where they say."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from refgraph.check.manuscripts import Manuscript, read_manuscript_text
from refgraph.errors import UnreadableFileError

_few = settings(max_examples=60)

TEX = r"""\documentclass{article}
\usepackage[style=apa]{biblatex}
\addbibresource{refs.bib}
\newcommand{\see}[2][]{see \citep[#1]{#2}}
\begin{document}
As \textcite[12]{li2020} says~\parencites(see)(end)[1][2]{a:b}[3]{b, c}. % \cite{no}
\verb|\cite{no}| \see[p. 3]{own} 5\,\% \footnote{\cite[see][]{d}}
\begin{lstlisting}
\cite{no}
\end{lstlisting}
\input{chapters/one} \nocite{*}
\begin{thebibliography}{9}
\bibitem[Li(2020)]{li2020} Li, X. (2020). A title. Journal, 3(2), 1--9.
\end{thebibliography}
\end{document}
"""
MARKDOWN = """---
title: A paper
bibliography: [refs.bib, "more.bib"]
nocite: |
  @first, @second
---

# Introduction {#sec-intro}

As @li2020 [p. 3] says [see @a:b, pp. 33-35 and *passim*; -@b; @{c d}]. Write to me@x.org.
`[@no]` and {cite:p}`d,e` <cite data-cite="f">F</cite> ^[a note @g]

```{r}
x <- "@no"
```

> quoted [-@h] <!-- [@no] --> $a @no b$ [link](http://x.org/@no "title")[^1]

[^1]: A note [@i].

```{bibliography} refs.bib
:filter: docname in docnames
```

## References

Li, X. (2020). A title. *Journal*, 3(2), 1-9.
"""
DOCUMENTS = {
    ".tex": TEX,
    ".md": MARKDOWN,
    ".qmd": MARKDOWN.replace("{bibliography} refs.bib", "{r, child='part.Rmd'}") + "\n{{< include _part.qmd >}}\n",
    ".typ": """#import "@preview/cetz:0.2.0"
#set text(lang: "en") // @no
= Introduction <sec-intro>
As @li2020[p. 3] says, #cite(<a:b>, form: "prose") and #cite(label("b/c")). See @sec-intro.
`@no` /* @no /* nested */ */ me@x.org https://x.org/@no
```typ
@no
```
$ a <= b @d $ <eq:one>
#include "part.typ"
#bibliography(("refs.bib", "more.yml"), full: true, title: [Works])
""",
    ".rst": """Introduction
============

As :cite:t:`li2020` says :cite:p:`{see}a:b{p. 3},b` and [Key2000]_ [#]_. ``:cite:`no```

.. a comment :cite:`no`
   more of it

Code::

    :cite:`no`

.. code-block:: rst

   [no]_

>>> "[no]_"

- item:: text [c]_

.. include:: part.rst
.. toctree::
   :maxdepth: 2

   one
   Two <two>

.. [Key2000] Key, X. (2000). A title. Journal, 3(2), 1-9.
.. [#] A note :footcite:p:`d`.

.. bibliography:: refs.bib
   :all:
""",
    ".org": """#+title: A paper
#+bibliography: refs.bib
# a comment [cite:@no]
* Introduction
As [cite/t:see @li2020 p. 3; @b] says cite:a,b [[cite:&c;&d p. 3]] citep:e \\cite{f} =cite:no= ~@no~.
#+begin_src tex
\\cite{no}
#+end_src
: [cite:@no]
:PROPERTIES:
:ID: cite:no
:END:
[[https://x.org/cite:no][link]] @@latex:\\cite{no}@@ [fn:: a note [cite:@g]]
#+include: "part.org"
#+print_bibliography:
[[bibliography:refs,more.bib]]
""",
    ".adoc": """= A paper
:bibtex-file: refs.bib

As cite:[li2020(12), b] says <<key2000>>, <<key2000,Key>> and citenp:[c]. See <<intro>> `<<no>>`. // <<no>>
// cite:[no]
////
cite:[no]
////

[[intro]]
== Introduction

[source,ruby]
----
cite:[no]
----

 cite:[no] literal

include::part.adoc[]

bibliography::[]

[bibliography]
== References

- [[[key2000,1]]] Key, X. (2000). A title. Journal, 3(2), 1-9.
""",
    ".ipynb": json.dumps(
        {
            "cells": [
                {"cell_type": "markdown", "metadata": {}, "source": ["As @li2020 says\n", "[see @a:b; @b].\n"]},
                {"cell_type": "code", "metadata": {}, "outputs": [], "source": ["x = '@no'\n"]},
                {"cell_type": "markdown", "source": "\u00e4 \U0001d400 \\cite{c} {cite:p}`d`"},
                {"cell_type": "raw", "metadata": {"format": "text/restructuredtext"}, "source": ":cite:`e`"},
                {"cell_type": "raw", "metadata": {"format": "text/latex"}, "source": ["\\cite{f}"]},
            ],
            "metadata": {"kernelspec": {"name": "python3"}},
            "nbformat": 4,
        },
        indent=1,
    ),
    ".html": """<!doctype html><html><head><title>A paper</title><script>"[1]"</script></head>
<body><h1>Introduction</h1><p>As Li (2020) says &amp; &#228; <cite data-cite="li2020,b">(Li)</cite> [1]</p>
<!-- <cite data-cite="no"> --><pre>x</pre>
<h2>References</h2><ol><li>Li, X. (2020). A title. <i>Journal</i>, 3(2), 1-9.</li>
<li>No, Y. (1999). Another title. Publisher.</li></ol></body></html>
""",
    ".txt": """A paper

As Li (2020) says (No, 1999).

References

Li, X. (2020). A title. Journal, 3(2), 1-9.
No, Y. (1999). Another title. Publisher.
""",
}
KINDS = tuple(DOCUMENTS)
each_kind = pytest.mark.parametrize("kind", KINDS)

MARKS = r"""
\cite{ \cite[ \verb| \iffalse \fi \begin{verbatim} \end{ \newcommand{ \def\x#1{ \input{ \bibitem{ \bibitem[ \\
% { } [ ] ( ) [[ ]] [[[ ]]] << >> <! <![a --> <!-- < > @ @{ -@ @a [@a ; [^1]: [^ ^[ ` `` ``` ~~~ ::: :::{ {{<
>}} --- ... $ $$ ''' " * ** _ # | +--+ * > /* */ // //// ---- cite( cite(< #bibliography( label(" .. .. [a]
..:: :: :cite:` ]_ >>> [cite: [[cite: cite: cite:[ cite:& #+begin_src #+end_src :PROPERTIES: :END: @@ = ~ +++
<<a,b [[a]] xref: anchor: <cite data-cite=' </p> <table> <pre> &#x &#0; \ud \u0000
"""
SIGNS = ("\n \r\n \r \n\n \t \x00 \x0b \x85 \u2028 \ufeff \U0001f600 \ud800 \u0130").split(" ")

PIECES = (*MARKS.split(), *SIGNS, " ")

mangled = st.tuples(
    st.floats(0, 1, exclude_max=True), st.integers(0, 40), st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
)


def _mangle(text: str, changes: list[tuple[float, int, str]]) -> str:
    for share, length, piece in changes:
        at = int(share * len(text))
        text = text[:at] + piece + text[at + length * (length % 3 == 0) :]
    return text


def _read(text: str, kind: str) -> Manuscript | None:
    """Read a text and hold it to what is true of every manuscript; None for a notebook that is no JSON."""
    try:
        found = read_manuscript_text(text, f"paper{kind}")
    except UnreadableFileError:
        assert kind == ".ipynb"
        return None
    assert found.text == text
    assert len(found.prose) == len(text)
    assert list(found.cited) == sorted(found.cited, key=lambda each: each.start)
    for each in (*found.cited, *found.bibliographies, *found.items):
        assert each.key
        assert 0 <= each.start < each.end <= len(text)
        assert min(found.place(each.start)) >= 1
    for each in found.references:
        assert 0 <= (each.start or 0) <= (each.end or 0) <= len(text)
    _stand_there(found, kind)
    return found


def _stand_there(found: Manuscript, kind: str) -> None:
    text = found.text
    if kind == ".ipynb" and "\\" in text:  # a key may hold an escape
        return
    for each in (*found.cited, *found.items):
        # docutils compares without case; the key is as its item has it
        lower = str.lower if kind == ".rst" else str
        assert _is_written(lower(each.key), lower(text[each.start : each.end]))
    for each in found.bibliographies:
        written = text[each.start : each.end]
        assert _is_written(each.key, written) or _is_written(each.key, f"{written}.bib")


def _is_written(key: str, text: str) -> bool:
    """Return True if a text is a key; what is hidden within it, such as a comment, the key has as spaces."""
    return len(key) == len(text) and all(one in {" ", other} for one, other in zip(key, text, strict=True))


@each_kind
@_few
@given(text=st.text(st.characters(), max_size=300))
def test_any_text_is_read(kind: str, text: str) -> None:
    _read(text, kind)


@each_kind
@_few
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_marks_are_read(kind: str, pieces: list[str]) -> None:
    _read("".join(pieces), kind)
    _read(" ".join(pieces), kind)


@each_kind
def test_a_document_that_is_cut_off_anywhere_is_read(kind: str) -> None:
    text = DOCUMENTS[kind]
    for end in range(0, len(text), 1 if kind != ".ipynb" else 7):
        _read(text[:end], kind)
        if end % 5 == 0:
            _read(text[end:], kind)


@each_kind
@_few
@given(changes=st.lists(mangled, min_size=1, max_size=6))
def test_a_broken_document_is_read(kind: str, changes: list[tuple[float, int, str]]) -> None:
    _read(_mangle(DOCUMENTS[kind], changes), kind)


@pytest.mark.parametrize("kind", [".md", ".rst", ".tex"])
@pytest.mark.parametrize("newline", ["\r\n", "\r"], ids=["crlf", "cr"])
@pytest.mark.parametrize("of", ["cited", "bibliographies", "items", "includes", "cites_all"])
def test_a_part_of_a_notebook_is_read_as_its_kind(kind: str, newline: str, of: str) -> None:
    cell = {
        "cell_type": "markdown" if kind == ".md" else "raw",
        "metadata": {} if kind != ".rst" else {"format": "text/x-rst"},
        "source": DOCUMENTS[kind].replace("\n", newline),
    }
    alone = getattr(_read(cell["source"] + "\n\n", kind), of)
    inside = getattr(_read(json.dumps({"cells": [cell]}), ".ipynb"), of)
    if not isinstance(alone, bool):
        alone, inside = ([getattr(each, "key", each) for each in several] for several in (alone, inside))
    assert inside == alone


@_few
@given(
    sources=st.lists(
        st.tuples(
            st.sampled_from(["markdown", "raw", "code"]),
            st.lists(st.sampled_from([*PIECES, "@a", "\\cite{b}", "a"]), max_size=12) | st.text(max_size=40),
        ),
        max_size=4,
    ),
    ascii_only=st.booleans(),
)
def test_notebooks_of_any_cells_are_read(sources: list[tuple[str, list[str] | str]], ascii_only: bool) -> None:  # noqa: FBT001
    cells = [{"cell_type": kind, "metadata": {}, "source": source} for kind, source in sources]
    assert _read(json.dumps({"cells": cells}, ensure_ascii=ascii_only), ".ipynb") is not None


_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["markdown", "raw", "@a", '"', "\\", "{", "[cells"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["cells", "cell_type", "source", "metadata", "format", "worksheets", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@_few
@given(value=_anything)
@example(value={"cells": {"source": ["@a"], "cell_type": "markdown"}})
def test_any_json_is_read_as_a_notebook(value: object) -> None:
    assert _read(json.dumps(value), ".ipynb") is not None


@each_kind
@_few
@given(changes=st.lists(mangled, max_size=3))
def test_line_ends_change_no_keys(kind: str, changes: list[tuple[float, int, str]]) -> None:
    text = re.sub(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", _mangle(DOCUMENTS[kind], changes))
    one, other = _read(text, kind), _read(text.replace("\n", "\r\n"), kind)
    if one is None or other is None:
        assert one is other
        return
    for of in ("cited", "bibliographies", "items"):  # a key may hold a line end
        keys = [each.key.replace("\r\n", "\n") for each in getattr(other, of)]
        assert keys == [each.key for each in getattr(one, of)]
    assert tuple(name.replace("\r\n", "\n") for name in other.includes) == one.includes
    assert other.cites_all == one.cites_all
