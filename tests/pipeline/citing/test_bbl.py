import pytest
from golden import CASES

from refgraph.pipeline.citing import Wishes, cite_aux
from refgraph.pipeline.citing.latex import without_item

FOLDER = CASES / "citing"
WISHES = Wishes(bibliography=(FOLDER / "works.json",), style=FOLDER / "author-date.csl")
AUX = "\\relax\n\\citation{roe2010}\n\\citation{doe2005,nope}\n\\bibstyle{plain}\n\\bibdata{refs}\n"
NATBIB = "\\usepackage[{}]{{natbib}}\n"


@pytest.fixture
def aux(tmp_path):
    path = tmp_path / "paper.aux"
    path.write_text(AUX)
    return path


def items(text):
    return [line for line in text.splitlines() if line.startswith("\\bibitem")]


def test_the_list_is_one_that_latex_reads(aux):
    result = cite_aux(aux, WISHES)
    assert result.text == (
        "\\begin{thebibliography}{9}\n\n\\providecommand{\\href}[2]{#2}\n\n"
        "\\bibitem{doe2005}\nDoe. 2005. \\emph{Peat and People}.\n\n"
        "\\bibitem{roe2010}\nRoe and Poe. 2010. \\emph{Slow Rivers}.\n\n"
        "\\end{thebibliography}\n"
    )
    assert result.keys == ("roe2010", "doe2005")


def test_an_unknown_key_is_a_finding(aux):
    (finding,) = cite_aux(aux, WISHES).findings
    assert (finding.code, finding.key, finding.file) == ("G801", "nope", str(aux))


@pytest.mark.parametrize("name", ["paper.tex", "paper.log"])
def test_natbib_gets_labels_of_author_and_year(aux, name):
    text = NATBIB.format("round") if name == "paper.tex" else "Package: natbib 2010/09/13 8.31b (PWD, AO)\n"
    aux.with_name(name).write_text(text)
    assert items(cite_aux(aux, WISHES).text) == [
        "\\bibitem[{Doe(2005)}]{doe2005}",
        "\\bibitem[{Roe and Poe(2010)Roe, Poe}]{roe2010}",
    ]


@pytest.mark.parametrize("source", [NATBIB.format("numbers"), NATBIB.format("") + "\\setcitestyle{numbers,square}"])
def test_natbib_with_numbers_gets_no_labels(aux, source):
    aux.with_name("paper.tex").write_text(source)
    assert items(cite_aux(aux, WISHES).text) == ["\\bibitem{doe2005}", "\\bibitem{roe2010}"]


def test_numbers_of_the_style_are_left_to_latex(aux):
    result = cite_aux(aux, Wishes(bibliography=WISHES.bibliography, style=FOLDER / "raised.csl"))
    assert "\\bibitem{roe2010}\nRoe and Poe, \\emph{Slow Rivers}." in result.text


def test_all_works_are_listed_when_asked(tmp_path):
    path = tmp_path / "paper.aux"
    path.write_text("\\citation{*}\n")
    assert len(items(cite_aux(path, WISHES).text)) == 3


def test_the_aux_file_names_the_works(aux):
    (aux.parent / "refs.bib").write_text("@book{roe2010, author = {Roe, Rick}, title = {Slow Rivers}, year = 2010}\n")
    result = cite_aux(aux, Wishes(style=FOLDER / "author-date.csl"))
    assert "Roe. 2010. \\emph{Slow Rivers}." in result.text


def test_biblatex_is_told_that_it_reads_no_such_file(tmp_path):
    path = tmp_path / "paper.bcf"
    path.write_text('<a xmlns:b="x"><b:citekey>doe2005</b:citekey></a>')
    assert [finding.code for finding in cite_aux(path, WISHES).findings] == ["M007"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\\item[{[1]}] A [b].\n", "A [b]."),
        ("\\item A.", "A."),
        ("A.", "A."),
        ("\\item[{\\textsuperscript{1}}] A", "A"),
    ],
)
def test_the_label_of_an_item_goes(text, expected):
    assert without_item(text) == expected
