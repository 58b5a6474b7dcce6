"""What is put into a manuscript's call-outs is found again, and nothing of what stands in comments and code."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.check.manuscripts import read_manuscript_text

_few = settings(max_examples=60)
KEYED = (".tex", ".md", ".qmd", ".typ", ".rst", ".org", ".adoc", ".ipynb", ".html")


def _keys(text: str, kind: str) -> list[str]:
    cited = read_manuscript_text(text, f"paper{kind}").cited
    assert [text[each.start : each.end] for each in cited] == [each.key for each in cited]
    return [each.key for each in cited]


any_key = st.from_regex(r"[A-Za-z][A-Za-z0-9:_-]{1,15}", fullmatch=True)
_CROSS_REFERENCE = re.compile(r"[A-Za-z]{2,4}[-:].*|ref", re.IGNORECASE)
clean_key = st.from_regex(r"[A-Za-z][A-Za-z0-9]{1,5}(?:[:_-][A-Za-z0-9]{1,4}){0,2}", fullmatch=True).filter(
    lambda key: not _CROSS_REFERENCE.fullmatch(key)
)

# What any key of the alphabet can stand in.
ANY = {
    ".tex": [
        r"\cite{KEY}", r"\citep[see][p.~3]{KEY}", r"\Textcite*{KEY}", r"\parencites(a)(b)[1][2]{KEY}",
        "\\autocite{%\n KEY}",
        r"\nocite{KEY}", r"\footnote{See \footcite[12]{KEY}.}", "\\cite\n[p. 3]\n{KEY}", r"5\% \citeauthor{KEY} % x",
        r"\textbf{\citet{KEY}}", r"\section{On \citet{KEY}}", r"\fullcite{KEY}", r"\volcite{2}{KEY}", r"\citealp{KEY}",
    ],
    ".md": [
        "[see @{KEY}, p. 3]", "@{KEY} says", "{cite:p}`KEY`", "{cite}`{see}KEY`", '<cite data-cite="KEY">x</cite>',
    ],
    ".typ": [
        "#cite(<KEY>)", '#cite(<KEY>, form: "prose")', "#cite( <KEY>, supplement: [p. 3])", '#cite(label("KEY"))',
    ],
    ".rst": [
        ":cite:p:`KEY`", "- :cite:`{see}KEY{p. 3}`", ":footcite:t:`KEY`", ":cite:authorpar:`KEY`", "\n| :cite:ct:`KEY`",
    ],
    ".org": [
        "[cite:@KEY]", "[cite/t:see @KEY p. 3]", "- [cite/noauthor/bare:@KEY]", r"\citep[see][]{KEY}", "[[cite:KEY]]",
    ],
    ".adoc": [
        "cite:[KEY]", "cite:[KEY(12)]", "citenp:[KEY]", "* cite:authoryear[KEY]", "fullcite:[KEY]", "nocite:[KEY]",
    ],
    ".html": ['<p><cite data-cite="KEY">x</cite></p>', "<CITE class=a DATA-CITE='KEY'>"],
}  # fmt: skip
# What a key without punctuation at its end or in a row can stand in.
CLEAN = {
    ".tex": [],
    ".md": [
        "[@KEY]", "@KEY says", "[-@KEY]", "[see @KEY, pp. 33-35 and *passim*]", "As @KEY, says.", "*@KEY*",
        "**[@KEY]**",
        "| [@KEY] |", "- @KEY [p. 3]", "# On @KEY", "a^[See @KEY.]", "(@KEY)", '"@KEY"', "> [@KEY]",
        "text[^1]\n\n[^1]: See @KEY.",
        "@KEY's", "@KEY---and", "@KEY: that", "@KEY; that", "[**see** @KEY]",
    ],
    ".typ": [
        "@KEY", "@KEY[p. 3]", "As @KEY, says.", "(@KEY)", "- @KEY: that", "*@KEY*", "#footnote[@KEY]", "~@KEY",
        "= On @KEY",
    ],
    ".rst": ["[KEY]_", "(see [KEY]_).", "As [KEY]_, says", "- [KEY]_"],
    ".org": [
        "cite:KEY", "cite:&KEY", "(citep:KEY)", "[[citep:&KEY p. 3]]", "[[citet:see &KEY]]", "As cite:KEY, says.",
        "cite:KEY.",
    ],
    ".adoc": ["<<KEY>>\n\n* [[[KEY]]] A.", "<<KEY,[1]>>\n\n[[[KEY,1]]] A.", "xref:KEY[]\n\n- [[[KEY]]] A."],
    ".html": [],
}  # fmt: skip
for _table in (ANY, CLEAN):
    _table[".qmd"] = [*_table[".md"]]
    _table[".ipynb"] = [*_table[".md"], *_table[".tex"]]

# What a call-out, put in the place of CITE, is not read in.
HIDDEN = {
    ".tex": [
        "% CITE", "a % b CITE", r"\verb|CITE|", r"\verb+CITE+", "\\begin{verbatim}\nCITE\n\\end{verbatim}",
        "\\begin{lstlisting}[language=TeX]\nCITE\n\\end{lstlisting}", "\\begin{comment}\nCITE\n\\end{comment}",
        "\\begin{minted}{tex}\nCITE\n\\end{minted}", "\\iffalse\nCITE\n\\fi", r"\lstinline|CITE|",
        "\\end{document}\nCITE",
        "\\begin{Verbatim}\nCITE\n\\end{Verbatim}", r"\lstinline{CITE}", r"\mintinline{tex}|CITE|",
    ],
    ".md": [
        "<!-- CITE -->", "<!--\n\nCITE\n\n-->", "```\nCITE\n```", "~~~ {.python}\nCITE\n~~~", "a `` CITE `` b",
        "- item\n\n  ```\n  CITE\n  ```\n", "    CITE", "<pre>\nCITE\n</pre>", "````\n```\nCITE\n```\n````",
        "> ```\n> CITE\n> ```",
    ],
    ".typ": [
        "// CITE", "a /* CITE */ b", "```\nCITE\n```", "`CITE`", "/* a\nCITE\n*/", "/* /* a */ CITE */",
        "```typ CITE```",
    ],
    ".rst": [
        ".. CITE", ".. a\n   CITE", "..\n   a\n\n   CITE", "a::\n\n   CITE", "::\n\n   CITE",
        ".. code-block:: rst\n\n   CITE",
        ".. code:: rst\n   :number-lines:\n\n   CITE", "``CITE x``", ">>> CITE", "- a::\n\n     CITE", ".. math:: CITE",
        "a::\n\n> CITE\n> b",
    ],
    ".org": [
        "# CITE", "a\n  # CITE", "#+begin_src tex\nCITE\n#+end_src", "#+BEGIN_EXAMPLE\nCITE\n#+END_EXAMPLE",
        ": CITE", "=CITE=",
        "~CITE~", "#+begin_comment\nCITE\n#+end_comment", "#+begin_export html\nCITE\n#+end_export", "@@html:CITE@@",
    ],
    ".adoc": [
        "// CITE", "////\nCITE\n////", "----\nCITE\n----", "....\nCITE\n....", "[source]\nCITE", "`+CITE+`",
        " a CITE", "```\nCITE\n```",
        "++++\nCITE\n++++", "[listing]\n----\n\nCITE\n----", "[source,ruby]\n----\nCITE\n\nCITE\n----",
        "[comment]\nCITE",
        "----\na\n\n----\n\n....\nCITE\n....",
    ],
    ".html": ["<!-- CITE -->", "<script>\nCITE\n</script>", "<style>CITE</style>"],
}  # fmt: skip
HIDDEN[".qmd"] = [*HIDDEN[".md"], "```{r}\nCITE\n```", "```{python}\n#| label: x\nCITE\n```"]


def _document(call_out: str, kind: str) -> str:
    if kind == ".ipynb":
        return json.dumps({"cells": [{"cell_type": "markdown", "metadata": {}, "source": f"Text {call_out} text\n"}]})
    if kind == ".html":
        return f"<html><body><p>Text</p>{call_out}<p>text</p></body></html>"
    return f"Text\n\n{call_out}\n\ntext\n"


def _cases(table: dict[str, list[str]]) -> list[object]:
    return [
        pytest.param(kind, each, id=f"{kind[1:]}-{number}")
        for kind in KEYED
        for number, each in enumerate(table.get(kind, ()))
    ]


@pytest.mark.parametrize(("kind", "call_out"), _cases(ANY))
@settings(max_examples=12)
@given(key=any_key)
def test_any_key_is_found_again(kind: str, call_out: str, key: str) -> None:
    assert _keys(_document(call_out.replace("KEY", key), kind), kind) == [key]


@pytest.mark.parametrize(("kind", "call_out"), _cases(CLEAN))
@settings(max_examples=12)
@given(key=clean_key)
def test_a_key_is_found_again(kind: str, call_out: str, key: str) -> None:
    assert _keys(_document(call_out.replace("KEY", key), kind), kind) == [key]


@pytest.mark.parametrize(("kind", "place"), _cases(HIDDEN))
@settings(max_examples=10)
@given(key=clean_key, data=st.data())
def test_a_key_in_a_comment_or_in_code_is_not_found(kind: str, place: str, key: str, data: st.DataObject) -> None:
    written = [each for each in (*ANY[kind], *CLEAN[kind]) if "\n" not in each and not set("`|+") & set(each)]
    call_out = data.draw(st.sampled_from(written)).replace("KEY", key)
    if kind == ".adoc":
        assert _keys(_document(place.replace("CITE", call_out) + f"\n\n* [[[{key}]]] A.", kind), kind) == []
    else:
        assert _keys(_document(place.replace("CITE", call_out), kind), kind) == []


@_few
@given(key=clean_key)
def test_code_cells_and_outputs_of_notebooks_are_not_read(key: str) -> None:
    call_outs = f"[@{key}] \\cite{{{key}}} :cite:`{key}`"
    code = {"cell_type": "code", "source": [call_outs], "outputs": [{"text": call_outs}], "metadata": {"x": call_outs}}
    unknown = {"cell_type": "chart", "source": call_outs}
    assert _keys(json.dumps({"cells": [code, unknown], "metadata": {"title": call_outs}}), ".ipynb") == []


@_few
@given(key=st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8), ascii_only=st.booleans())
def test_keys_in_any_script_are_found_in_notebooks(key: str, ascii_only: bool) -> None:  # noqa: FBT001
    text = json.dumps({"cells": [{"cell_type": "markdown", "source": f"x [@{{{key}}}]"}]}, ensure_ascii=ascii_only)
    (only,) = read_manuscript_text(text, "paper.ipynb").cited
    assert only.key == key
    assert json.loads(f'"{text[only.start : only.end]}"') == key


@pytest.mark.parametrize("kind", [".tex", ".md", ".typ", ".rst", ".org"])
@_few
@given(key=st.text(st.characters(categories=["Ll", "Lo", "Lu"]), min_size=2, max_size=6))
def test_keys_in_any_script_are_found(kind: str, key: str) -> None:
    call_out = {
        ".tex": r"\cite{KEY}", ".md": "[@KEY]", ".typ": "@KEY", ".rst": ":cite:`KEY`", ".org": "[cite:@KEY]"
    }[kind]  # fmt: skip
    assert _keys(_document(call_out.replace("KEY", key), kind), kind) == [key]
