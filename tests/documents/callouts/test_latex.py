import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.documents.callouts.latex import (
    find_bibliographies,
    find_citations,
    find_includes,
    find_items,
    find_packages,
)
from refgraph.documents.callouts.latex_source import hide

CASES = [
    (r"\cite{a,b}", "normal '' a '' | normal '' b ''"),
    (r"\citep[see][p.~3]{a, b}", "normal 'see' a '' | normal '' b 'p.~3'"),
    (r"\citep[p.~3]{a}", "normal '' a 'p.~3'"),
    (r"\citep[see][]{a}", "normal 'see' a ''"),
    (r"\citet{a}", "narrative '' a ''"),
    (r"\Textcite[3]{a}", "narrative '' a '3'"),
    (r"\citep*{a}", "normal '' a ''"),
    (r"\parencite*{a}", "suppress-author '' a ''"),
    (r"\citeauthor{a}", "author-only '' a ''"),
    (r"\citeyear{a}", "suppress-author year '' a ''"),
    (r"\citealp{a}", "normal bare '' a ''"),
    (r"\footcite[12]{a}", "normal note '' a '12'"),
    (r"\parencites(see)[12]{a}[34][5]{b}", "normal '' a '12' | normal '34' b '5'"),
    (r"\nocite{*}", "normal hidden '' * ''"),
    (r"\citetitle{a}", "normal other '' a ''"),
    ("\\cite\n  [p.\n 3]\n  {a}", "normal '' a 'p.\\n 3'"),
    (r"\citep[\S 5 {[x]}]{a}", "normal '' a '\\\\S 5 {[x]}'"),
    ("% \\cite{a}\n50\\% \\cite{b} \\\\% \\cite{c}", "normal '' b ''"),
    (r"\verb|\cite{a}| \lstinline!\cite{b}!", ""),
    ("\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}\\cite{b}", "normal '' b ''"),
    ("% \\begin{verbatim}\n\\cite{a}", "normal '' a ''"),
    (r"\iffalse \cite{a} \fi \cite{b}", "normal '' b ''"),
    (r"\newcommand{\mycite}[1]{\cite{#1}}", ""),
    (r"\end{document} \cite{a}", ""),
    (r"\citestyle{x} \excite{x}", ""),
    (r"\cite{a", ""),
]


def outline(found):
    return " | ".join(
        f"{part.mode.value}{'' if each.form.value == 'plain' else ' ' + each.form.value}"
        f" {found.text[slice(*part.before)]!r} {part.key} {found.text[slice(*part.after)]!r}"
        for each in found.citations
        for part in each.parts
    )


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[each[0] for each in CASES])
def test_a_command_says_what_is_cited_and_how(text, expected):
    assert outline(find_citations(text)) == expected


def test_a_citation_in_a_prenote_belongs_to_the_one_around_it():
    (only,) = find_citations(r"\citep[see also \citealp{a}, and][]{b}").citations
    assert [each.parts[0].key for each in only.nested] == ["a"]


def test_footnotes_are_notes():
    found = find_citations(r"A\footnote[2]{As \cite{a}.} \cite{b}\footnotemark")
    assert [found.note_at(each.start) is not None for each in found.citations] == [True, False]


def test_places_for_the_bibliography_are_found():
    text = "\\bibliographystyle{plain}\n\\bibliography{a,b}\n\\printbibliography[heading=none,title={X}]\n"
    found = find_citations(text)
    assert [text[place.start : place.end] for place in found.places] == [
        r"\bibliography{a,b}",
        "\\printbibliography[heading=none,title={X}]",
    ]


def test_files_and_packages_are_named():
    text = (
        "\\usepackage[round, numbers]{natbib}\n% \\usepackage{x}\n\\input{intro} \\include{a/b}\\input plain\n"
        "\\bibliography{refs,more.bib}\\addbibresource{x.bib}\\addbibresource[location=remote]{https://x.org/y.bib}"
    )
    assert find_packages(text) == {"natbib": ("round", "numbers")}
    assert [each.name for each in find_includes(text)] == ["intro", "a/b", "plain"]
    assert [each.name for each in find_bibliographies(text)] == ["refs.bib", "more.bib", "x.bib"]


def test_own_items_are_found():
    assert [each.name for each in find_items("\\bibitem{a} x \\bibitem[A{[1]}(2000)]{b c}")] == ["a", "b c"]


SOURCE = st.lists(
    st.sampled_from(
        "\\cite \\citep \\parencites \\footnote \\begin{verbatim} \\end{verbatim} \\verb| | { } [ ] {a} {a,b} [p. 3] %"
        " \n \\ \\% \\\\ ( ) * x \\iffalse \\fi".split(" ")
    ),
    max_size=25,
).map("".join)


@given(SOURCE)
def test_citations_lie_in_the_text_and_do_not_overlap(text):
    found = find_citations(text)
    end = 0
    for each in found.citations:
        assert end <= each.start < each.end <= len(text)
        end = each.end
        for part in each.parts:
            assert text[part.start : part.end] == part.key
    for note in found.notes:
        assert 0 <= note.start <= note.end <= len(text)


@given(SOURCE)
def test_hiding_keeps_the_length_and_the_lines(text):
    shown = hide(text)
    assert len(shown) == len(text)
    assert shown.count("\n") == text.count("\n")
