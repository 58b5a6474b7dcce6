"""Bibliographies in BibTeX styles."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from refgraph.bst import OUTPUTS, STYLES, render_bst
from refgraph.errors import InvalidValueError, UnknownNameError, UnreadableFileError
from refgraph.formats.bibtex import loads
from refgraph.model import Contributor, Date, Identifier, Library, Name, Organization, Role, Scheme, Work

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.works import example_library

PLAIN = """\
[1] R. Allison. Russia and Central Asia: Policies, Security and Influence. Oxford University Press, 2018.
[2] A. Cooley and J. Heathershaw. Dictators Without Borders: Power and Money in Central Asia. Yale \
University Press, 2017.
[3] T. Dadabaev. Kazakhstan’s Multi-Vector Foreign Policy in the Context of Regional Security. Central \
Asian Survey, 39(2):215–232, 2020.
[4] International Energy Agency. World Energy Outlook 2024. Report, IEA Publications, Paris, 2024.
[5] M. Laruelle. China’s Belt and Road Initiative in Central Asia: Economic Cooperation or Strategic \
Expansion? Report, Wilson Center, Washington, DC, 2022.
[6] Ministry of Energy of the Republic of Kazakhstan. Annual Energy Report. Astana, 2025.
[7] K. J. Tokayev. Global Responsibility in a Fragmenting World Order. The Hill, 2024.
[8] U.S. Department of State. U.S.–Kazakhstan Strategic Partnership Framework. Washington, DC, 2025.
[9] World Bank. Central Asia Economic Update: Energy and Trade Corridors. Report, World Bank Group, \
Washington, DC, 2024.
[10] Jinping Xi. Speech at the China–Central Asia Summit on Energy Cooperation. Xi’an, 2023.
"""


def spaces(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_example_article_in_plain():
    assert spaces(render_bst(example_library())) == PLAIN


def test_html():
    text = render_bst(example_library(), "plain", "html")
    assert text.startswith('<dl class="refgraph-bibliography">\n<dt>[1]</dt>\n<dd id="ref-allison2018">')
    assert "<em>Central Asian Survey</em>, 39(2):215–232, 2020.</dd>\n" in text


def test_markdown():
    lines = spaces(render_bst(example_library(), "plain", "markdown")).split("\n\n")
    assert lines[2].endswith("Security. *Central Asian Survey*, 39(2):215–232, 2020.")
    assert len(lines) == 10


def test_latex():
    text = render_bst(example_library(), "plain", "latex")
    assert text.startswith("\\begin{thebibliography}{10}\n\n\\bibitem[1]{allison2018}\nR.~Allison. \\emph{Russia and")
    assert "\\emph{Central Asian Survey}, 39(2):215--232, 2020." in text
    assert text.endswith("\\end{thebibliography}\n")


def test_alpha_has_labels():
    labels = [line.split("]")[0] for line in render_bst(example_library(), "alpha").splitlines()]
    assert labels[:3] == ["[All18", "[CH17", "[Dad20"]


def test_unsrt_keeps_the_order_and_keys_choose():
    text = render_bst(example_library(), "unsrt", keys=["xi2023", "allison2018"])
    assert [line.split(". ")[0] for line in spaces(text).splitlines()] == ["[1] Jinping Xi", "[2] R"]


ODD = Work(
    key="odd",
    type="book",
    contributors=(
        Contributor(agent=Organization(name="A & <B> _C_ {D}")),
        Contributor(agent=Name(family="E*F", given="G")),
    ),
    truncated=(Role.AUTHOR,),
    title="5% of $x # y_z & <i> [w] \\ ^ ~ *v*",
    publisher="P",
    issued=Date.of(2000),
    url="https://a.example/?a=1&b=%20_c",
)


@pytest.mark.parametrize(
    ("output", "piece"),
    [
        ("text", "A & <B> _C_ {D}, G E*F, et al. 5% of $x # y_z & <i> [w]"),
        ("html", "A &amp; &lt;B&gt; _C_ {D}, G E*F, et al. <em>5% of $x # y_z &amp; &lt;i&gt; [w]"),
        ("markdown", "A & \\<B\\> \\_C\\_ {D}, G E\\*F, et al. *5% of $x \\# y\\_z & \\<i\\> \\[w\\]"),
        ("latex", "A \\& <B> \\_C\\_ \\{D\\}, G~E*F, et al. \\emph{5\\% of \\$x \\# y\\_z \\& <i> [w]"),
    ],
)
def test_every_output_escapes_what_means_something_in_it(output, piece):
    text = render_bst(Library(works=(ODD,)), "plain", output)
    assert piece in spaces(text)


@pytest.mark.parametrize(
    ("output", "link"),
    [
        ("html", '<a href="https://a.example/?a=1&amp;b=%20_c">https://a.example/?a=1&amp;b=%20_c</a>'),
        ("markdown", "(<https://a.example/?a=1&b=%20_c>)"),
        ("latex", "\\url{https://a.example/?a=1\\&b=\\%20\\_c}"),
    ],
)
def test_addresses_are_links(output, link):
    assert link in render_bst(Library(works=(ODD,)), "plain", output)


def test_two_authors_and_more_than_two_that_go_on():
    names = tuple(Contributor(agent=Name(family=name)) for name in "AB")
    work = Work(key="a", type="book", contributors=names, title="T", publisher="P", issued=Date.of(2000))
    assert render_bst(Library(works=(work,))).startswith("[1] A and B. T.")
    one = Work(key="a", type="book", contributors=names[:1], truncated=(Role.AUTHOR,), title="T", publisher="P")
    assert spaces(render_bst(Library(works=(one,)))).startswith("[1] A et al. T.")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "kind",
    ["article-journal", "book", "chapter", "paper-conference", "report", "thesis", "webpage", "manuscript", "document"],
)
def test_a_work_that_lacks_what_a_style_requires_is_rendered_all_the_same(style, kind):
    library = Library(works=(Work(key="a", type=kind, title="Only a Title"), Work(key="b", type=kind)))
    assert "Only a Title" in render_bst(library, style)


def test_a_title_with_braces_of_its_own_is_recased_around_them():
    library = loads("@article{a, author={A. B}, title={The {DNA} Story Told}, journal={J}, year=2000}")
    assert "The DNA story told." in render_bst(library)


def test_arxiv_is_linked_and_a_handle_is_not_taken_for_one():
    works = [
        Work(key=key, title="T", identifiers=(identifier,))
        for key, identifier in (
            ("a", Identifier(Scheme.ARXIV, "2301.00001")),
            ("h", Identifier(Scheme.HANDLE, "2027/x")),
        )
    ]
    text = render_bst(Library(works=tuple(works)), "unsrt", "html")
    assert text.count("https://arxiv.org/abs/") == 1


def test_an_empty_library_is_an_empty_text():
    assert [render_bst(Library(), "plain", output) for output in OUTPUTS] == [""] * 4


@pytest.mark.parametrize(
    ("style", "output", "keys", "message"),
    [
        ("plian", "text", None, "no such style: 'plian'; did you mean plain?, or give the path of a .bst file"),
        ("plain", "pdf", None, "no such output: 'pdf'; known are text, html, latex, markdown"),
        ("plain", "htm", None, "no such output: 'htm'; did you mean html?"),
        ("plain", "text", ["alison2018"], "no work has this key: 'alison2018'; did you mean allison2018?"),
    ],
)
def test_unknown_names_have_near_ones(style, output, keys, message):
    with pytest.raises(UnknownNameError) as caught:
        render_bst(example_library(), style, output, keys)
    assert str(caught.value) == message


STYLE = r"""
ENTRY { author title publisher year url } {} { label }
FUNCTION {presort} { title 'sort.key$ := }
FUNCTION {emphasize} { "{\em " swap$ * "}" * }
FUNCTION {book} {
  newline$ "\bibitem{" cite$ * "}" * write$ newline$
  author #1 "{ff~}{vv~}{ll}" format.name$ ". " * write$
  title "t" change.case$ emphasize write$
  ". \newblock " publisher * ", " * year * ". \url{http://a.example/x\_y}" * write$ newline$
}
FUNCTION {default.type} { book }
FUNCTION {techreport} { book } FUNCTION {booklet} { book } FUNCTION {misc} { book } FUNCTION {article} { book }
READ
ITERATE {presort}
SORT
FUNCTION {begin.bib} { "\begin{thebibliography}{9}" write$ newline$ }
EXECUTE {begin.bib}
ITERATE {call.type$}
FUNCTION {end.bib} { newline$ "\end{thebibliography}" write$ newline$ }
EXECUTE {end.bib}
"""


@pytest.fixture
def style(tmp_path):
    path = tmp_path / "mine.bst"
    path.write_text(STYLE, encoding="utf-8")
    return path


def test_a_style_file_of_the_user(style):
    library = example_library()
    text = spaces(render_bst(library, style, keys=["dadabaev2020", "allison2018", "cooley2017"]))
    assert text.splitlines()[0].startswith(
        "[1] A. Cooley. Dictators Without Borders: Power and Money in Central Asia. Yale"
    )
    assert len(text.splitlines()) == 3
    html = render_bst(library, style, "html", keys=["allison2018"])
    assert "<em>Russia and Central Asia: Policies, Security and Influence</em>." in html
    assert '<a href="http://a.example/x_y">http://a.example/x_y</a>' in html
    assert '<dd id="ref-allison2018">' in html
    assert "\\emph{Russia" in render_bst(library, str(style), "latex", keys=["allison2018"])


def test_a_broken_style_file_is_named(tmp_path):
    path = tmp_path / "broken.bst"
    path.write_text("ENTRY { title } {} {}\nREAD\nEXECUTE {nothing}\n", encoding="utf-8")
    with pytest.raises(InvalidValueError, match=r"broken.bst: the style fails"):
        render_bst(example_library(), path)


def test_a_missing_style_file_is_named(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"no.bst: no such file"):
        render_bst(example_library(), tmp_path / "no.bst")
