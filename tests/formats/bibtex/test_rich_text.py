"""Italics, protected letters and the like in .bib files: kept beside the text, printed, and written back."""

from __future__ import annotations

from dataclasses import replace

import pytest

import refgraph as rg
from refgraph.errors import UnknownNameError
from refgraph.formats import csl_json, losses
from refgraph.formats.bibtex import dumps, loads

TITLE = r"The {DNA} of \textit{Escherichia coli} in {\"O}sterreich"
ENTRY = rf"@article{{doe, author = {{Doe, Jane}}, title = {{{TITLE}}}, journal = {{Nature}}, year = {{2020}}}}"
MARKUP = 'The <span class="nocase">DNA</span> of <i><span class="nocase">Escherichia coli</span></i> in Österreich'
SENTENCE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>x</title><id>x</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title" text-case="CASE"/></layout></bibliography></style>"""


def style(tmp_path, case):
    path = tmp_path / f"{case}.csl"
    path.write_text(SENTENCE.replace("CASE", case), encoding="utf-8")
    return str(path)


def without_spelling(library):
    works = [
        replace(work, as_written={name: value for name, value in work.as_written.items() if name != "bibtex"})
        for work in library
    ]
    return rg.Library(works=tuple(works))


def test_the_title_is_plain_and_its_markup_stands_beside_it():
    work = loads(ENTRY)["doe"]
    assert work.title == "The DNA of Escherichia coli in Österreich"
    assert work.as_written["title"] == MARKUP


@pytest.mark.parametrize(
    ("case", "html"),
    [
        ("sentence", "The DNA of <i>Escherichia coli</i> in österreich"),
        ("title", "The DNA of <i>Escherichia coli</i> in Österreich"),
        ("uppercase", "THE DNA OF <i>Escherichia coli</i> IN ÖSTERREICH"),
        ("lowercase", "the DNA of <i>Escherichia coli</i> in österreich"),
    ],
)
def test_a_style_recases_only_what_is_not_protected(tmp_path, case, html):
    assert html in rg.render(loads(ENTRY), style=style(tmp_path, case), output="html")
    text = rg.render(loads(ENTRY), style=style(tmp_path, case), output="text")
    assert text.strip() == html.replace("<i>", "").replace("</i>", "")


def test_a_whole_title_in_braces_is_left_alone_by_every_style(tmp_path):
    library = loads("@book{a, title = {{Of Mice And Men}}}")
    for case in ("sentence", "title", "uppercase"):
        assert rg.render(library, style=style(tmp_path, case)).strip() == "Of Mice And Men"


def test_braces_mean_nothing_outside_titles():
    work = loads(r"@book{a, title = {T}, publisher = {{ACM} Press}, note = {{Special} \emph{edition}}}")["a"]
    assert (work.publisher, work.note) == ("ACM Press", "Special edition")
    assert "publisher" not in work.as_written
    assert work.as_written["note"] == "Special <i>edition</i>"


def test_a_subtitle_keeps_its_markup():
    work = loads(r"@book{a, title = {On {DNA}}, subtitle = {A \textit{Short} View}}")["a"]
    assert work.title == "On DNA: A Short View"
    assert work.as_written["title"] == (
        'On <span class="nocase">DNA</span>: A <i><span class="nocase">Short</span></i> View'
    )


def test_structure_is_written_back_without_the_old_spelling():
    library = loads(ENTRY)
    assert "  title = {" + TITLE + "},\n" in dumps(library)
    plain = r"  title = {The {DNA} of \textit{Escherichia coli} in Österreich}," + "\n"
    assert plain in dumps(library, keep_spelling=False)
    assert plain in dumps(without_spelling(library))
    assert "  title = {" + TITLE + "},\n" in dumps(without_spelling(library), ascii_only=True)


def test_a_title_that_was_changed_loses_the_old_markup():
    library = loads(ENTRY)
    changed = rg.Library(works=tuple(replace(work, title="Another {Title}") for work in library))
    assert r"  title = {Another \{Title\}}," in dumps(changed)
    assert csl_json.to_items(changed)[0]["title"] == "Another {Title}"


def test_markup_goes_to_csl_json_and_comes_back():
    library = loads(ENTRY)
    assert csl_json.to_items(library)[0]["title"] == MARKUP
    back = csl_json.loads(csl_json.dumps(library))
    assert back["doe"].title == library["doe"].title
    assert back["doe"].as_written["title"] == MARKUP
    assert losses(library, "csl-json") == ()
    assert losses(back, "bibtex") == ()


def test_markup_of_csl_json_becomes_latex():
    item = {"id": "a", "type": "book", "title": 'CO<sub>2</sub>, <i>E. coli</i> & <span class="nocase">DNA</span> < 5'}
    library = csl_json.from_items([item])
    assert library["a"].title == "CO₂, E. coli & DNA < 5"
    assert r"title = {CO\textsubscript{2}, \textit{E. coli} \& {DNA} < 5}" in dumps(library)
    assert csl_json.to_items(library) == [item]


def test_text_that_only_looks_like_markup_stays_text():
    library = loads("@book{a, title = {The <i>Tag</i> and {DNA}}}")
    assert library["a"].title == "The <i>Tag</i> and DNA"
    assert loads(dumps(library, keep_spelling=False))["a"].title == library["a"].title


def test_verbatim_fields_are_untouched():
    text = r"@misc{a, url = {https://a.example/{x}_~y%20$z}, doi = {10.1000/a_b<c>}, file = {:C\:\\a_b.pdf:PDF}}"
    work = loads(text)["a"]
    assert (work.url, work.doi) == ("https://a.example/{x}_~y%20$z", "10.1000/a_b<c>")
    assert work.extra["file"] == r":C\:\\a_b.pdf:PDF"


ENCODED = rg.Library(
    works=(
        rg.Work(
            key="a",
            type="article-journal",
            title="Łódź – мир",
            url="https://a.example/ö?q=ż",
            doi="10.1000/ä",
            contributors=(rg.Contributor(agent=rg.Name(family="Müller", given="Ä.")),),
            extra={"file": "ü.pdf"},
        ),
    )
)


@pytest.mark.parametrize(
    ("encoding", "title", "author"),
    [
        ("ascii", r"{\L}{\'o}d{\'z} -- {\cyrm}{\cyri}{\cyrr}", r"M{\"u}ller, {\"A}."),
        ("latin-1", r"{\L}ód{\'z} -- {\cyrm}{\cyri}{\cyrr}", "Müller, Ä."),
        ("cp1252", r"{\L}ód{\'z} – {\cyrm}{\cyri}{\cyrr}", "Müller, Ä."),
        ("utf-8", "Łódź – мир", "Müller, Ä."),
    ],
)
def test_a_library_is_written_for_an_encoding(encoding, title, author):
    written = dumps(ENCODED, encoding=encoding)
    assert f"  title = {{{title}}},\n" in written
    assert f"  author = {{{author}}},\n" in written
    assert loads(written)["a"].title == ENCODED["a"].title


def test_addresses_are_percent_encoded_and_other_verbatim_fields_left_alone():
    written = dumps(ENCODED, encoding="ascii")
    assert "  url = {https://a.example/%C3%B6?q=%C5%BC},\n" in written
    assert "  doi = {10.1000/ä},\n" in written
    assert "  file = {ü.pdf},\n" in written


def test_an_encoding_that_is_none_is_refused():
    with pytest.raises(UnknownNameError, match="no such encoding: 'klingon'"):
        dumps(ENCODED, encoding="klingon")
