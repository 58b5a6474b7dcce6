"""Typed works from .bib files and back, and what BibTeX itself says to the result."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from refgraph.formats.bibtex import bibtex_keys, dumps, library_of, loads, parse_document
from refgraph.model import Contributor, Date, Identifier, Library, Name, Organization, Role, Scheme, Work

sys.path.insert(0, str(Path(__file__).parents[2]))
from support.works import LIBRARIES, example_library


def one(text):
    (work,) = loads(text)
    return work


def test_an_article():
    work = one(
        r"""@Article{dadabaev,
          author = {T. Dadabaev and {World Bank} and others}, journal = "Central Asian Survey",
          year = 2020, month = mar,
          title = {{Kazakhstan}'s Multi-Vector Policy}, volume = 39, number = {2}, pages = {215--232},
          doi = {https://doi.org/10.1000/x\_y}, url = {\url{https://a.example/b\_c}}, keywords = {Asia, policy},
          eprint = {2301.00001}, archiveprefix = {arXiv}, primaryclass = {cs.CL}, urldate = {2024-05-06},
          memo = {read {it}}}"""
    )
    assert work.type == "article-journal"
    assert [each.agent for each in work.authors] == [
        Name(family="Dadabaev", given="T."),
        Organization(name="World Bank"),
    ]
    assert work.truncated == (Role.AUTHOR,)
    assert work.title == "Kazakhstan's Multi-Vector Policy"
    assert (work.container_title, work.volume, work.issue, work.page) == ("Central Asian Survey", "39", "2", "215–232")
    assert (work.issued, work.accessed) == (Date.of(2020, 3), Date.of(2024, 5, 6))
    assert (work.doi, work.url) == ("10.1000/x_y", "https://a.example/b_c")
    assert work.identifiers == (Identifier(Scheme.ARXIV, "2301.00001"),)
    assert work.keywords == ("Asia", "policy")
    assert work.extra == {"primaryclass": "cs.CL", "memo": "read {it}"}


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@inproceedings{k, booktitle = {B}}", "paper-conference"),
        ("@conference{k, booktitle = {B}}", "paper-conference"),
        ("@incollection{k, booktitle = {B}}", "chapter"),
        ("@inbook{k, title = {B}, chapter = 3}", "chapter"),
        ("@techreport{k, institution = {I}}", "report"),
        ("@report{k, institution = {I}}", "report"),
        ("@phdthesis{k, school = {S}}", "thesis"),
        ("@misc{k, title = {T}}", "document"),
        ("@misc{k, url = {http://a.example}}", "webpage"),
        ("@misc{k, howpublished = {\\url{http://a.example}}}", "webpage"),
        ("@misc{k, eprint = {2301.00001}, archiveprefix = {arXiv}}", "article"),
        ("@online{k, url = {http://a.example}}", "webpage"),
        ("@unpublished{k, note = {N}}", "manuscript"),
        ("@proceedings{k, title = {T}}", "book"),
        ("@dataset{k}", "dataset"),
        ("@software{k}", "software"),
        ("@patent{k}", "patent"),
        ("@article{k, entrysubtype = {newspaper}}", "article-newspaper"),
        ("@article{k, entrysubtype = {magazine}}", "article-magazine"),
        ("@misc{k, entrysubtype = {speech}}", "speech"),
        ("@jurisdiction{k}", "legal_case"),
        ("@whatever{k}", "document"),
    ],
)
def test_entry_types_become_csl_types_and_come_back(entry, kind):
    work = one(entry)
    assert work.type == kind
    for dialect in ("bibtex", "biblatex"):
        assert one(dumps([work], dialect)).type == kind


@pytest.mark.parametrize(
    ("entry", "attribute", "value"),
    [
        ("@book{k, series = {S}, number = 5}", "collection_number", "5"),
        ("@techreport{k, number = 5}", "number", "5"),
        ("@article{k, journal = {J}, number = 5}", "issue", "5"),
        ("@article{k, journaltitle = {J}, eid = {e5}}", "number", "e5"),
        ("@book{k, address = {Paris}}", "publisher_place", "Paris"),
        ("@book{k, location = {Paris}}", "publisher_place", "Paris"),
        ("@phdthesis{k, school = {S}}", "publisher", "S"),
        ("@phdthesis{k}", "genre", "PhD thesis"),
        ("@mastersthesis{k}", "genre", "Master's thesis"),
        ("@thesis{k, type = {mathesis}}", "genre", "Master's thesis"),
        ("@phdthesis{k, type = {Dissertation}}", "genre", "Dissertation"),
        ("@manual{k, organization = {O}}", "publisher", "O"),
        ("@book{k, title = {A}, subtitle = {B}}", "title", "A: B"),
        ("@book{k, title = {A?}, subtitle = {B}}", "title", "A? B"),
        ("@book{k, year = {in press}}", "issued", Date(literal="in press")),
        ("@book{k, date = {2004-06/2006-08}}", "issued", None),
        ("@book{k, month = {garbage}, year = 2000}", "issued", Date.of(2000)),
        ("@book{k, language = {german}}", "language", "german"),
    ],
)
def test_fields_become_variables_and_come_back(entry, attribute, value):
    work = one(entry)
    assert value is None or getattr(work, attribute) == value
    for dialect in ("bibtex", "biblatex"):
        assert getattr(one(dumps([work], dialect)), attribute) == getattr(work, attribute)


def test_fields_without_a_place_are_kept():
    text = (
        "@article{k,\n  journal = {J},\n  howpublished = {h},\n  year = {2000},\n  month = {garbage},\n"
        "  memo = {a {B}},\n}\n"
    )
    assert dumps(loads(text)) == text


def test_of_two_fields_for_one_variable_none_is_lost():
    work = one("@inproceedings{k, booktitle = {B}, address = {New York}, location = {Haifa}}")
    assert work.publisher_place == "Haifa"
    assert work.extra == {"address": "New York"}
    for dialect in ("bibtex", "biblatex"):
        assert one(dumps([work], dialect)).extra == {"address": "New York"}


def test_spelling_is_kept_as_long_as_it_is_true():
    text = (
        "@conference{k,\n  author = {Tom Jones and {\\'E}mile Zola},\n  title = {The {DNA} of {\\o}re},\n"
        "  booktitle = {Proc. of {X}},\n  year = {2000},\n  month = {March},\n}\n"
    )
    library = loads(text)
    assert library["k"].title == "The DNA of øre"
    assert dumps(library) == text
    changed = library.map(lambda work: dataclasses.replace(work, title="The RNA of øre"))
    assert "  title = {The RNA of øre},\n" in dumps(changed)
    assert "  author = {Tom Jones and {\\'E}mile Zola},\n" in dumps(changed)
    assert "  author = {Jones, Tom and Zola, Émile},\n" in dumps(library, keep_spelling=False)


def test_subtitles_come_back_as_they_were():
    text = "@book{k,\n  title = {A {B}},\n  subtitle = {C},\n}\n"
    assert dumps(loads(text), "biblatex") == text


def test_crossref_gives_what_the_child_lacks_and_is_not_written_twice():
    text = (
        "@inproceedings{child,\n  author = {Doe, Jane},\n  title = {Part},\n  crossref = {parent},\n}\n\n"
        "@proceedings{parent,\n  title = {Whole},\n  publisher = {P},\n  year = {2001},\n}\n"
    )
    library = loads(text)
    child = library["child"]
    assert (child.container_title, child.publisher, child.year, child.title) == ("Whole", "P", 2001, "Part")
    written = dumps(library)
    assert written.count("publisher") == 1
    assert loads(written).works == library.works


def test_repeated_and_missing_keys_get_one_of_their_own():
    library = loads("@book{a, title={1}}@book{a, title={2}}@book{aa, title={3}}@book{, author={Doe, J.}, year=2001}")
    assert library.keys == ("a", "ab", "aa", "doe2001")
    assert [work.title for work in library] == ["1", "2", "3", None]
    messages = {finding.code: finding.message for finding in library.findings}
    assert messages["U701"].endswith(f"here it is {library.keys[1]!r}")
    assert messages["S002"].endswith("here it is 'doe2001'")


def test_every_value_can_be_traced_to_its_characters():
    document = parse_document("@book{a, title = {T {X}}, year = 2000}", "refs.bib")
    origins = library_of(document, provenance=True).provenance["a"]
    (title,) = origins["title"]
    assert (title.source, title.record, title.value) == ("refs.bib", "a", "{T {X}}")
    assert document.text[title.start : title.end] == "{T {X}}"
    assert origins["issued"][0].value == "2000"


def test_the_output_of_the_example_article():
    text = dumps(example_library())
    assert text.startswith(
        "@book{allison2018,\n  author = {Allison, R.},\n"
        "  title = {Russia and Central Asia: Policies, Security and Influence},\n"
        "  publisher = {Oxford University Press},\n  year = {2018},\n}\n\n@book{cooley2017,\n"
    )
    assert "  author = {{International Energy Agency}},\n  shortauthor = {{IEA}},\n" in text
    assert "  pages = {215--232},\n" in text
    assert text.endswith("}\n")


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_the_example_article_comes_back(dialect, ascii_only):
    library = example_library()
    text = dumps(library, dialect, ascii_only=ascii_only)
    assert loads(text).works == library.works
    assert text.isascii() or not ascii_only


def test_an_empty_library_is_an_empty_file():
    assert dumps(Library()) == ""
    assert loads("").works == ()


def test_keys_that_bibtex_refuses_are_written_differently_and_referred_to_so():
    works = [
        Work(key="a b", extra={"crossref": "Ümlaut,1"}),
        Work(key="Ümlaut,1"),
        Work(key="x"),
        Work(key="X"),
        Work(key="%"),
    ]
    assert bibtex_keys(works) == {"a b": "ab", "Ümlaut,1": "Umlaut1", "x": "x", "X": "Xa", "%": "key"}
    assert "crossref = {Umlaut1}" in dumps(works)


def without_spelling(work):
    return dataclasses.replace(work, as_written={})


@settings(max_examples=150)
@given(LIBRARIES)
def test_dumping_and_loading_gives_the_works_again(library):
    for dialect in ("bibtex", "biblatex"):
        text = dumps(library, dialect)
        again = loads(text)
        assert again.findings == ()
        assert [without_spelling(work) for work in again] == list(library)
        assert dumps(again, dialect) == text


@pytest.mark.parametrize("title", ["$5 {x} Á $5", "$x$ Á $y$", "Á $5", "{x} Á"])
def test_what_looks_like_a_formula_keeps_its_letters_in_ascii(title):
    library = Library(works=(Work(key="a", type="book", title=title),))
    text = dumps(library, ascii_only=True)
    assert text.isascii()
    assert loads(text).works[0].title == title


@settings(max_examples=50)
@given(LIBRARIES)
def test_ascii_output_is_ascii_and_gives_the_works_again(library):
    text = dumps(library, ascii_only=True)
    assert text.isascii()
    assert [without_spelling(work) for work in loads(text)] == list(library)


@pytest.fixture
def bibtex(tmp_path):
    """Run BibTeX itself over a library and return what it says; its plain.bst is part of texlive-binaries' company."""
    program = shutil.which("bibtex")
    if program is None:
        pytest.skip("needs BibTeX (Debian: texlive-binaries)")
    found = subprocess.run(["kpsewhich", "plain.bst"], capture_output=True, text=True, check=False)
    if found.returncode:
        (tmp_path / "plain.bst").write_text(TINY_STYLE, encoding="utf-8")

    def run(text):
        (tmp_path / "refs.bib").write_text(text, encoding="utf-8")
        (tmp_path / "paper.aux").write_text("\\citation{*}\n\\bibdata{refs}\n\\bibstyle{plain}\n", encoding="utf-8")
        done = subprocess.run([program, "paper"], cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, (tmp_path / "paper.bbl").read_text(encoding="utf-8", errors="replace")

    return run


TINY_STYLE = """ENTRY { author title year } {} {}
FUNCTION {book} { newline$ "\\bibitem{" cite$ * "}" * write$ newline$ author write$ title write$ year write$ newline$ }
FUNCTION {article} { book } FUNCTION {misc} { book } FUNCTION {techreport} { book } FUNCTION {booklet} { book }
FUNCTION {default.type} { misc }
READ
ITERATE {call.type$}
"""


@pytest.mark.parametrize("ascii_only", [False, True])
def test_bibtex_accepts_the_example_article_without_a_word(bibtex, ascii_only):
    status, said, bbl = bibtex(dumps(example_library(), ascii_only=ascii_only))
    assert status == 0
    assert "Warning" not in said
    assert "error" not in said.lower()
    assert bbl.count("\\bibitem") == 10


def test_bibtex_accepts_whatever_is_in_a_work(bibtex):
    odd = "Odd {x} } { \" # % & ~ ^ \\ @book{y, _ $ $x_1$ \\foo{bar} “q” ’ – — 中 é \xa0 -- '' ``"
    names = (Name(family="and", given="{"), Name(family="O'Neil, X", given='"Q"'), Organization(name="R&D and {Sons}"))
    work = Work(
        key="odd key",
        type="book",
        contributors=tuple(Contributor(agent=name) for name in names),
        title=odd,
        publisher=odd,
        issued=Date.of(2000),
        extra={"memo": "unbalanced } {", "bad name": "x", "9": "y", "title": "z"},
        url="http://a.example/{b",
    )
    for ascii_only in (False, True):
        status, said, bbl = bibtex(dumps([work, Work(key="ODDKEY", title="B")], ascii_only=ascii_only))
        assert status == 0, said
        assert bbl.count("\\bibitem") == 2
