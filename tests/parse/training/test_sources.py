import pytest

from refgraph.parse.training.examples import ExampleError
from refgraph.parse.training.sources import READERS


def read(tmp_path, kind, text):
    path = tmp_path / "core.xml"
    path.write_text(text, encoding="utf-8")
    return list(READERS[kind](path))


def shown(example):
    return [example.raw, *(f"{label.value}: {text}" for label, text in example.texts())]


def test_anystyle(tmp_path):
    (found,) = read(
        tmp_path,
        "anystyle",
        """<?xml version="1.0" encoding="UTF-8"?><dataset><sequence>
        <citation-number>[7]</citation-number><author>Fox, A. &amp; Roe, B.</author><date>(1990).</date>
        <title>“Dens and setts.”</title><journal>In: Journal of Holes,</journal><volume>12(3),</volume>
        <pages>pp. 4–5.</pages></sequence></dataset>""",
    )
    assert shown(found) == [
        "[7] Fox, A. & Roe, B. (1990). “Dens and setts.” In: Journal of Holes, 12(3), pp. 4–5.",
        "citation-number: 7",
        "author: Fox, A. & Roe, B.",
        "date: 1990",
        "title: Dens and setts",
        "container: Journal of Holes",
        "volume: 12",
        "issue: 3",
        "pages: 4–5",
    ]
    assert (found.source, found.doc) == ("anystyle-core", "core#1")


@pytest.mark.parametrize(
    ("volume", "parts"),
    [("12", ["volume: 12"]), ("12, no. 3", ["volume: 12", "issue: 3"]), ("12/3", ["volume: 12", "issue: 3"])],
)
def test_anystyle_volumes_are_parted_from_their_numbers(tmp_path, volume, parts):
    (found,) = read(tmp_path, "anystyle", f"<dataset><sequence><volume>{volume},</volume></sequence></dataset>")
    assert shown(found)[1:] == parts


def test_grobid(tmp_path):
    article, book = read(
        tmp_path,
        "grobid",
        """<tei xmlns="http://www.tei-c.org/ns/1.0"><listBibl>
        <bibl>[1] <author>A. Fox, B. Roe</author>, <title level="a">Dens</title>, <title level="j">J. Holes</title>
        <biblScope unit="volume">12</biblScope>, <biblScope unit="page">4<lb/>5</biblScope>
        (<date>1990</date>). doi:<idno type="DOI">10.1000/x</idno></bibl>
        <bibl><author>Cole, C.</author> <title level="m">Hives</title>. <publisher>Verso</publisher>,
        <pubPlace>London</pubPlace>.</bibl></listBibl></tei>""",
    )
    assert shown(article)[1:] == [
        "author: A. Fox, B. Roe",
        "title: Dens",
        "container: J. Holes",
        "volume: 12",
        "pages: 45",
        "date: 1990",
        "doi: 10.1000/x",
    ]
    assert shown(book)[1:] == ["author: Cole, C.", "title: Hives", "publisher: Verso", "location: London"]


def test_linkedbooks(tmp_path):
    text = """-DOCSTART- -X- -X- o

L author b-secondary b-r
. author i-secondary i-r
Fox author i-secondary i-r
, author i-secondary i-r
Le title i-secondary i-r
tane title i-secondary i-r
, title i-secondary i-r
Bologna publicationplace i-secondary i-r
1983 year e-secondary i-r
. year e-secondary e-r

ASV tomo b-primary b-r
"""
    (found,) = read(tmp_path, "linkedbooks", text)
    assert shown(found) == [
        "L. Fox, Le tane, Bologna 1983.",
        "author: L. Fox",
        "title: Le tane",
        "location: Bologna",
        "date: 1983",
    ]


@pytest.mark.parametrize("kind", ["anystyle", "grobid"])
def test_a_file_that_is_no_xml_is_named(tmp_path, kind):
    with pytest.raises(ExampleError, match=r"core\.xml"):
        read(tmp_path, kind, "<dataset><sequence>")


def test_a_line_without_tags_is_named(tmp_path):
    with pytest.raises(ExampleError, match=r"core\.xml:2: .*'Fox'"):
        read(tmp_path, "linkedbooks", "L author b-secondary\nFox\n")
