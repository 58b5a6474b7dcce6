"""Call-outs that are easily misread, kind by kind."""

from __future__ import annotations

import json

import pytest

from refgraph.check.manuscripts import read_manuscript_text

LATEX = {
    "several with notes": (r"\parencites(pre)(post)[1][2]{a}[3]{b,c}", "a b c"),
    "several over lines": ("\\autocites[12]{a}\n  [34]{b} and \\cite{c}", "a b c"),
    "starred": (r"\textcite*{a} \citet*{b} \citeauthor*{c}", "a b c"),
    "authors of two": (r"\citeauthor{a,b}", "a b"),
    "two notes": (r"\citep[see][p.~3]{a}", "a"),
    "spaces before arguments": ("\\cite [p. 3] {a} \\cite\n{b}", "a b"),
    "a blank line ends a command": ("\\cite\n\n{no}", ""),
    "everything": (r"\nocite{*}", ""),
    "listed only": (r"\nocite{a, b}", "a b"),
    "mark and text of a note": (r"\footcitetext[12]{a} \footcite{b} \footfullcite{c}", "a b c"),
    "titles and fields": (r"\citetitle{a} \citeurl{b} \citefield{c}{title} \citedate{d}", "a b c d"),
    "volumes": (r"\volcite[see]{2}[12]{a} \pvolcites{1}[2]{b}{3}{c}", "a b c"),
    "comments in the list": ("\\autocite{a,%\n b}", "a b"),
    "comments around the list": ("\\autocite{%\n  a,% no, no\n  b%\n}", "a b"),
    "a comment before the list": ("\\cite% no\n{a}", "a"),
    "empty places": (r"\citep{ a , , b,} \cite{}", "a b"),
    "verb": (r"\verb|\cite{no}| \verb*+\cite{no}+ \cite{a}", "a"),
    "verb of fancyvrb": (r"\Verb|\cite{no}| \Verb[x=1]!\cite{no}! \cite{a}", "a"),
    "a percent sign in verb": (r"\verb!%! \cite{a}", "a"),
    "code in the line": (
        r"\lstinline|\cite{no}| \lstinline[x=y]{\cite{no}} \mintinline{tex}{\cite{no}} \cite{a}",
        "a",
    ),
    "code of minted": (r"\mintinline[x]{tex}!\cite{no}! \mintinline{tex}|\cite{no}| \cite{a}", "a"),
    "listings": ("\\begin{lstlisting}[language=TeX]\n\\cite{no}\n\\end{lstlisting}\\cite{a}", "a"),
    "fancy verbatim": ("\\begin{BVerbatim}\n\\cite{no}\n\\end{BVerbatim}\\cite{a}", "a"),
    "switched off": ("\\iffalse \\cite{no}\n\\fi \\cite{a}", "a"),
    "switched off up to else": ("\\iffalse \\cite{no}\n\\else \\cite{a} \\fi", "a"),
    "a switch in what is switched off": ("\\iffalse \\ifx\\a\\b x\\else y\\fi \\cite{no}\\fi \\cite{a}", "a"),
    "an escaped percent sign": (r"5\% of \cite{a} % \cite{no}", "a"),
    "a comment behind a line break": ("x \\\\% \\cite{no}\n\\cite{a}", "a"),
    "a percent sign in an address": (r"\url{http://x.org/a%20b} \cite{a} \href{http://x.org/%7E}{x} \cite{b}", "a b"),
    "a command of one's own": (r"\newcommand{\mycite}[1]{\cite{#1}} \mycite{a} \mycite{b,c}", "a b c"),
    "one's own with notes": (r"\newcommand{\see}[2][]{see \citep[#1]{#2}} \see[p. 3]{a} \see{b}", "a b"),
    "one's own of xparse": (r"\NewDocumentCommand{\see}{o m}{\textcite[#1]{#2}} \see[3]{a}", "a"),
    "one's own of TeX": (r"\def\see#1{\cite{#1}} \see{a}", "a"),
    "in a note": (r"\citep[see \citealt{b}][]{a}", "b a"),
    "brackets in notes": (r"\cite[{[sic]}]{a} \cite[see][{chap. [2]}]{b} \cite[see \emph{x]}]{c}", "a b c"),
    "apacite": (r"\citeA<see>[p.~3]{a} \shortcite{b} \fullciteNP{c}", "a b c"),
    "amsrefs": (r"\cite{a}*{Theorem 1} \citelist{\cite{b}\cite{c}*{p. 3}}", "a b c"),
    "text of natbib": (r"\citetext{see \citealp{a}}", "a"),
    "an alias": (r"\defcitealias{a}{Paper~I} \citetalias{a}", "a a"),
    "other words": (r"\excite{no} \citestyle{no} \incite{no} \hyperlink{cite.no}{x} \setcitestyle{no} \cite{a}", "a"),
    "other alphabets and marks": (r"\cite{müller:2020/a.b+c} \cite{李2020}", "müller:2020/a.b+c 李2020"),
    "behind the end": ("\\cite{a}\\end{document}\n\\cite{no}", "a"),
    "a command's definition": (r"\DeclareCiteCommand{\cite}{\cite{#1}}{}{}{} \cite{a}", "a"),
    "revtex": (r"\onlinecite{a} \citenum{b} \Citet{c}", "a b c"),
}
MARKDOWN = {
    "two and a page": ("[@a; -@b, p. 3]", "a b"),
    "in the sentence": ("@a [p. 3] and @b [see @c]", "a b c"),
    "in braces": (
        "@{a} [@{https://example.com/bib?name=foobar&date=2000}, p. 33]",
        "a https://example.com/bib?name=foobar&date=2000",
    ),
    "a space in braces": ("@{a b}", ""),
    "an e-mail address": ("Write to me@x.org or <me@x.org>, not to [me](mailto:me@x.org).", ""),
    "escaped": (r"\@no and \[@a\]", "a"),
    "code in the line": ("`@no` ``a ` @no`` `[@no]`{.r} @a", "a"),
    "an open backtick": ("a ` b @a", "a"),
    "fenced code": ("```\n@no\n```\n@a\n\n~~~~ {.r}\n~~~\n@no\n~~~~\n@b", "a b"),
    "an open fence": ("text\n\n```\n@a", "a"),
    "notes with emphasis": ("[see @a, pp. 33-35 and *passim*; @b]", "a b"),
    "a locator in braces": ("[@a{ii, A, D-Z}, with a suffix] [@b{}, 99 years later]", "a b"),
    "brackets in a suffix": ("[@a, [p. 3] and *x; y*; @b]", "a b"),
    "cross-references": ("@fig-x @tbl-x; see @sec-x and [@eq-x; @fig-y] @lst-x @thm-x @a", "a"),
    "a cross-reference beside a work": ("[@fig-x; @a]", "fig-x a"),
    "nocite": ("---\nnocite: |\n  @a, @b\n---\n@c", "a b c"),
    "nocite in a line": ("---\nnocite: '@a, @b'\ntitle: x\n---\n", "a b"),
    "nocite of everything": ("---\nnocite: '@*'\n---\n", ""),
    "nocite in brackets": ("---\nnocite: |\n  [@a; @b]\n...\n", "a b"),
    "no call-outs in other metadata": ("---\nauthor: me@x.org\ntwitter: '@no'\n---\n@a", "a"),
    "footnotes": ("a[^1] b^[See @b.]\n\n[^1]: As @a says.\n\n    More [@c].\n", "b a c"),
    "links": ("[text](http://x.org/@no) <http://x.org/@no> http://x.org/@no [@a]", "a"),
    "the text of a link": ("[see @a, too](http://x.org) ![Caption [@b]](x.png)", "a b"),
    "an account as the text of a link": ("[@no](https://github.com/no)", ""),
    "accounts": ("@user@example.org", ""),
    "inner marks": ("@a_b.c, @a:b. @a/b; @a--b (@a)", "a_b.c a:b a/b a a"),
    "ends of sentences": ("As @a. Or @b: so! @c's", "a b c"),
    "beside marks": ('**@a** (@b) "@c" @d---e [*see* @f]', "a b c d f"),
    "a list that ends in a semicolon": ("[@a; @b;]", "a b"),
    "over lines": ("[see @a;\n@b, p.\n3]", "a b"),
    "over a blank line": ("[see @a;\n\n@b]", "a b"),
    "formulas": ("$@no$ $$\n@no\n$$ 5$ @a 6$", "a"),
    "comments": ("<!-- @no --> @a <!--\n\n[@no]\n-->", "a"),
    "tables": ("| a | b |\n|---|---|\n| @a | [@b] |\n", "a b"),
    "code of a list": ("- a\n\n      @no\n\n- @a\n", "a"),
    "myst": ("{cite:p}`a,b` {cite}`{see}c{p. 3}` {footcite:t}`d` `{cite}` {ref}`no`", "a b c d"),
    "raw latex": (r"\cite{no} @a", "a"),
    "numbered examples": ("(@no) Example\n\nAs (@no) shows, @a", "a"),
    "in the line of R": ("`r f('@no')` @a", "a"),
    "line ends of Windows": ("---\r\nnocite: |\r\n  @a\r\n---\r\n\r\n```\r\n@no\r\n```\r\n\r\n[@b;\r\n@c]", "a b c"),
}
TYPST = {
    "a reference": ("As @a says, @b.", "a b"),
    "a supplement": ("@a[p. 3] @b[chap. [2]]", "a b"),
    "the function": ('#cite(<a>, form: "prose") #cite(\n  <b>,\n  supplement: [p. 3],\n)', "a b"),
    "a label made of text": ('#cite(label("DBLP:a/b c"))', "DBLP:a/b c"),
    "the function ref": ("#ref(<a>) and @a", "a a"),
    "its own labels": ("= Introduction <sec>\n$ x $ <eq:one>\n@sec @eq:one #ref(<sec>) @a", "a"),
    "a function on its own label": ("= X <sec>\n#link(<sec>)[x] @sec @a", "a"),
    "a label in a comment": ("// <a>\n@a", "a"),
    "ends of sentences": ("@a. @b: @c, (@d) @e:f.g.", "a b c d e:f.g"),
    "line comments": ("a // @no\n@a", "a"),
    "block comments": ("/* @no */ @a /* /* @no */ @no */ @b /* @no", "a b"),
    "addresses": ("https://x.org/@no http://x.org//@no @a", "a"),
    "raw": ("`@no` @a ```typ @no ` @no``` @b `` @c", "a b c"),
    "a raw block": ("```\n@no\n`` @no\n```\n@a", "a"),
    "an e-mail address": ("me@x.org @a", "a"),
    "escaped": (r"\@no @a", "a"),
    "a package": ('#import "@preview/cetz:0.2.0": canvas\n@a', "a"),
    "text in code": ('#let x = "see @no" + f("// no")\n@a', "a"),
    "a slash star in a text": ('#let x = "a/*b"\n@a', "a"),
    "an address in a text": ('#link("https://x.org")[x @a]', "a"),
    "an apostrophe and quotes in markup": ('He said "see @a".', "a"),
    "inner marks": ("@a-b_c @müller2020 @李2020", "a-b_c müller2020 李2020"),
}
RST = {
    "docutils": ("As [Key]_ says.\n\n.. [Key] Key, X. (2000). A title.\n", "Key"),
    "as the item is written": ("As [KEY]_ says.\n\n.. [Key] Key, X.\n", "Key"),
    "footnotes": ("[1]_ [#]_ [#note]_ [*]_ [a]_", "a"),
    "roles": (":cite:p:`a,b` :footcite:t:`c` :cite:`d` :cite:authorpars:`e`", "a b c d e"),
    "notes": (":cite:p:`{see}a{p. 3, and more},b`", "a b"),
    "over lines": (":cite:p:`a,\n   b`", "a b"),
    "a literal block": ("Code::\n\n   [no]_\n\n   :cite:`no`\n\n[a]_", "a"),
    "a quoted literal block": ("Code::\n\n> [no]_\n> :cite:`no`\n\n[a]_", "a"),
    "a literal block of a list": ("- Code::\n\n     [no]_\n\n  [a]_\n", "a"),
    "code": (".. code-block:: rst\n   :linenos:\n\n   [no]_\n\n[a]_", "a"),
    "comments": (".. [no]_ is none\n.. :cite:`no`\n   :cite:`no`\n\n[a]_", "a"),
    "an empty comment ends": ("..\n\n   [a]_", "a"),
    "admonitions": (".. note:: See [a]_.\n\n   And [b]_.\n", "a b"),
    "captions": (".. figure:: x.png\n   :alt: x\n\n   After :cite:t:`a`.\n", "a"),
    "substitutions": (".. |x| replace:: see [a]_\n", "a"),
    "literal text": ("``:cite:`no``` ``[no]_`` [a]_", "a"),
    "doctests": (">>> x[no]_\n[no]_\n\n[a]_", "a"),
    "tables": ("+------+\n| [a]_ |\n+------+\n", "a"),
    "a footnote's text": ("x [1]_\n\n.. [1] See [a]_.\n", "a"),
    "an item's text": (".. [a] See [b]_.\n", "b"),
    "other roles": (":ref:`[no]` :math:`[x]_2` :cite:`a`", "a"),
    "targets": (".. _x: http://x.org/[no]_\n\n[a]_", "a"),
    "marks around": ("([a]_), [b]_. *x* [c]_\n", "a b c"),
}
ORG = {
    "a style and notes": ("[cite/t:see @a p. 3; @b]", "a b"),
    "notes for all": ("[cite:see;@a;foo @b bar;and so on]", "a b"),
    "brackets in notes": ("[cite:@a [p. 3] x]", "a"),
    "a style with a variant": ("[cite/author/caps:@a] [cite/na/b:@b]", "a b"),
    "links of org-ref": ("cite:a,b citep:c parencite:d autocite*:e", "a b c d e"),
    "a link in a sentence": ("As cite:a, says; citet:b.", "a b"),
    "links in brackets": ("[[cite:a,b]] [[citep:c, d][text]]", "a b c d"),
    "links of org-ref 3": ("cite:&a [[cite:&b]] [[citet:see &c p. 3;&d]]", "a b c d"),
    "code": ("#+begin_src tex\n[cite:@no]\n#+end_src\n[cite:@a]", "a"),
    "examples in capitals": ("#+BEGIN_EXAMPLE\ncite:no\n#+END_EXAMPLE\ncite:a", "a"),
    "comments": ("# [cite:@no]\n#[cite:@a]\n  # cite:no\n#+begin_comment\ncite:no\n#+end_comment\n", "a"),
    "fixed width": (": [cite:@no]\n[cite:@a]", "a"),
    "verbatim": ("=[cite:@no]= ~cite:no~ src_tex{cite:no} [cite:@a]", "a"),
    "equals signs": ("a = [cite:@a] = b", "a"),
    "properties": ("* X\n:PROPERTIES:\n:ID: cite:no\n:END:\n[cite:@a]", "a"),
    "latex": ("\\cite{a} \\citep[see][]{b}", "a b"),
    "other words": ("excite:no recite:no website:no [cite:@a]", "a"),
    "everything": ("[cite/n:@*] nocite:a", "a"),
    "footnotes": ("x[fn:1] y[fn:: see [cite:@a]]\n\n[fn:1] [cite:@b]", "a b"),
    "over lines": ("[cite:see @a;\n@b]", "a b"),
    "addresses": ("https://x.org/cite:no [[https://x.org/cite:no][cite]] [cite:@a]", "a"),
    "marks in keys": ("[cite:@müller:2020/a-b_c]", "müller:2020/a-b_c"),
    "lists and tables": ("- [cite:@a]\n| cite:b | [cite:@c] |", "a b c"),
    "tags and headings": ("* TODO On [cite:@a] :cite:\n", "a"),
    "line ends of Windows": (
        "#+begin_src tex\r\ncite:no\r\n#+end_src\r\n:PROPERTIES:\r\n:X: cite:no\r\n:END:\r\ncite:a\r\n",
        "a",
    ),
}
ASCIIDOC = {
    "its own items": ("As <<a>> and <<b,Li>>.\n\n* [[[a]]] A.\n* [[[b,2]]] B.\n", "a b"),
    "no items": ("See <<a>>.", ""),
    "sections": ("See <<intro>> <<_intro>> <<a>> <<x.adoc#y>>.\n\n[[intro]]\n== X\n\n* [[[a]]] A.\n", "a"),
    "sections with other anchors": ("<<x>> <<y>> <<a>>\n\n[#x]\n== X\n\nanchor:y[] z\n\n* [[[a]]] A.\n", "a"),
    "a missing item": ("<<a>> <<c>>\n\n* [[[a]]] A.\n", "a c"),
    "xref": ("xref:a[Li] xref:other.adoc#a[]\n\n* [[[a]]] A.\n", "a"),
    "macros": ("cite:[a(12), b] citenp:[c] cite:author[d] citep:[e] nocite:[f]", "a b c d e f"),
    "pages and notes": ("cite:[a(12, 14), b(see)]", "a b"),
    "escaped": (r"\cite:[no] \<<no>> <<a>>" + "\n\n* [[[a]]] A.", "a"),
    "line comments": ("// cite:[no]\ncite:[a]", "a"),
    "no comments": ("/// cite:[a]\nhttps://x.org//y cite:[b]", "a b"),
    "block comments": ("////\ncite:[no]\n\n----\n////\ncite:[a]", "a"),
    "comments by style": (
        "[comment]\ncite:[no]\nno\n\ncite:[a]\n\n[comment]\n--\ncite:[no]\n\ncite:[no]\n--\ncite:[b]",
        "a b",
    ),
    "listings": ("[source,ruby]\n----\ncite:[no]\n\ncite:[no]\n----\ncite:[a]", "a"),
    "open blocks of code": ("[source,ruby]\n--\ncite:[no]\n\ncite:[no]\n--\n\ncite:[a]", "a"),
    "open blocks of text": ("--\ncite:[a]\n--\n", "a"),
    "literal blocks": ("....\ncite:[no]\n....\n\n cite:[no]\n\ncite:[a]", "a"),
    "literal paragraphs by style": ("[literal]\ncite:[no]\n\ncite:[a]", "a"),
    "fences as in Markdown": ("```ruby\ncite:[no]\n```\ncite:[a]", "a"),
    "passthroughs": ("++++\ncite:[no]\n++++\n+cite:[no]+ pass:[<<no>>] `+cite:[no]+` cite:[a]", "a"),
    "code in the line": ("`cite:[no]` cite:[a]", "a"),
    "examples and quotes": ("====\ncite:[a]\n====\n\n____\ncite:[b]\n____\n", "a b"),
    "continued lists": ("* x\n+\n----\ncite:[no]\n----\n* cite:[a]", "a"),
    "fences of other lengths": ("-----\n----\ncite:[no]\n-----\ncite:[a]", "a"),
    "tables": ("|===\n| cite:[a] | <<b>>\n|===\n\n* [[[b]]] B.", "a b"),
}
HTML = {
    "tags": ('<cite data-cite="a,b">x</cite> <cite class="y" data-cite=\'c\'>', "a b c"),
    "comments": ('<!-- <cite data-cite="no"> --><cite data-cite="a">', "a"),
    "scripts": (
        '<script>"<cite data-cite=\'no\'>"</script><style>/* <cite data-cite="no"> */</style><cite data-cite="a">',
        "a",
    ),
    "no citations": ("<cite>Hamlet</cite> @a [@b] \\cite{c}", ""),
}
TABLE = {
    ".tex": LATEX,
    ".md": MARKDOWN,
    ".typ": TYPST,
    ".rst": RST,
    ".org": ORG,
    ".adoc": ASCIIDOC,
    ".html": HTML,
    ".txt": {"nothing": ("@a [@b] \\cite{c} [cite:@d] :cite:`e`", "")},
}
SPACED = {"DBLP:a/b c"}


@pytest.mark.parametrize(
    ("kind", "text", "keys"),
    [
        pytest.param(kind, *case, id=f"{kind[1:]}-{name}")
        for kind, cases in TABLE.items()
        for name, case in cases.items()
    ],
)
def test_what_is_cited(kind: str, text: str, keys: str) -> None:
    found = read_manuscript_text(text, f"paper{kind}").cited
    assert [each.key for each in found] == ([keys] if keys in SPACED else keys.split())
    if kind != ".rst":
        assert [text[each.start : each.end] for each in found] == [each.key for each in found]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (".tex", r"\nocite{*}"),
        (".md", "---\nnocite: '@*'\n---\n"),
        (".md", "---\nnocite: |\n  @*, @a\n---\n"),
        (".typ", '#bibliography("refs.bib", full: true)'),
        (".rst", ".. bibliography:: refs.bib\n   :all:\n"),
        (".rst", ".. bibliography::\n   :filter: True\n"),
        (".org", "[cite/n:@*]"),
        (".org", "nocite:*"),
        (".adoc", "nocite:[*]"),
    ],
)
def test_everything_can_be_listed(kind: str, text: str) -> None:
    found = read_manuscript_text(text, f"paper{kind}")
    assert found.cites_all
    assert "*" not in {each.key for each in found.cited}


@pytest.mark.parametrize(
    ("kind", "text", "names"),
    [
        pytest.param(".tex", "\\bibliography{a,b.bib}", "a.bib b.bib", id="bibtex"),
        pytest.param(".tex", "\\bibliography{%\n a, % no\n b}", "a.bib b.bib", id="comments"),
        pytest.param(".tex", "\\addbibresource[label=x]{a.bib} % \\addbibresource{no.bib}", "a.bib", id="biblatex"),
        pytest.param(".tex", "\\bibliographystyle{no}\\bibliography{a}", "a.bib", id="style"),
        pytest.param(".md", "---\nbibliography: a.bib # no\n---\n", "a.bib", id="yaml"),
        pytest.param(
            ".md", "---\nbibliography:\n  - a.bib\n  - 'b.bib'\ntitle: x\n---\n", "a.bib b.bib", id="yaml list"
        ),
        pytest.param(
            ".md", "---\r\nbibliography:\r\n- a.bib\r\n- b.bib\r\n---\r\n", "a.bib b.bib", id="yaml of windows"
        ),
        pytest.param(".typ", '#bibliography("a.bib") // #bibliography("no")', "a.bib", id="typst"),
        pytest.param(".typ", '#bibliography(("a.bib", "b.yml"), title: none)', "a.bib b.yml", id="typst list"),
        pytest.param(".typ", '#bibliography(\n  "a.bib",\n  title: [Works (all)],\n)', "a.bib", id="typst over lines"),
        pytest.param(".rst", ".. bibliography:: a.bib b.bib\n   :all:\n", "a.bib b.bib", id="rst"),
        pytest.param(".org", "#+bibliography: a.bib\n#+BIBLIOGRAPHY: b.bib\n", "a.bib b.bib", id="org"),
        pytest.param(".org", "bibliography:a,b.bib", "a.bib b.bib", id="org-ref"),
        pytest.param(".adoc", ":bibtex-file: a.bib\n", "a.bib", id="asciidoc"),
        pytest.param(
            ".adoc", "----\n:bibtex-file: no.bib\n----\n\nbibliography::a.bib[]\n", "a.bib", id="asciidoc macro"
        ),
    ],
)
def test_which_bibliographies_are_named(kind: str, text: str, names: str) -> None:
    found = read_manuscript_text(text, f"paper{kind}").bibliographies
    assert [each.key for each in found] == names.split()
    assert all(text[each.start : each.end] in {each.key, each.key.removesuffix(".bib")} for each in found)


def test_code_cells_of_notebooks_are_not_read() -> None:
    cells = [
        {"cell_type": "code", "source": ["# @no [@no] \\cite{no}"], "outputs": [{"text/markdown": "@no"}]},
        {"cell_type": "markdown", "source": ["```\n", "@no\n", "```\n", "[@a]"], "attachments": {"@no": "@no"}},
        {"cell_type": "raw", "metadata": {"format": "text/restructuredtext"}, "source": ":cite:`b` \\cite{no} @no"},
        {"cell_type": "raw", "source": "\\cite{c} :cite:`no` @no"},
    ]
    text = json.dumps({"cells": cells, "metadata": {"title": "@no"}})
    found = read_manuscript_text(text, "paper.ipynb").cited
    assert [each.key for each in found] == ["a", "b", "c"]
    assert [text[each.start : each.end] for each in found] == ["a", "b", "c"]
