"""Files of other formats than BibTeX, checked by the rules that look at works."""

from __future__ import annotations

import json

import pytest

from refgraph.check import Config, check
from refgraph.errors import UnreadableFileError
from refgraph.formats import find_format, loads

RIS = """\
TY  - JOUR
ID  - bogs
AU  - Lund, Ada
TI  - On the slow growth of northern bogs
T2  - Fens and Mires
PY  - 2019
VL  - 4
SP  - 1
EP  - 9
ER  -
TY  - BOOK
ID  - moss
AU  - Roe, Rita
TI  - The great book of moss
PB  - Fen Press
PY  - 2001
ER  -
"""
BAD = RIS.replace("PY  - 2019", "PY  - 2190").replace("PY  - 2001", "PY  - 2001\nSN  - 978-3-7643-7791-6")


def found(path, **options):
    return [(each.code, each.key, each.field) for each in check(path, config=Config(), **options)]


@pytest.fixture
def written(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_clean_file_is_silent(written):
    report = check(written("refs.ris", RIS), config=Config())
    assert report.findings == ()
    assert report.works == 2


def test_works_of_ris_have_findings_by_key_and_csl_variable(written):
    path = written("refs.ris", BAD)
    assert found(path) == [("D302", "bogs", "issued"), ("I211", "moss", "ISBN")]
    assert {each.file for each in check(path, config=Config())} == {str(path)}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        pytest.param(name, lines, id=name)
        for name, lines in (
            ("ris", [1, 12]),
            ("nbib", [1, 10]),
            ("endnote-xml", [4, 25]),
            ("mods", [3, 35]),
            ("csl-json", [2, 23]),
            ("csl-jsonl", [1, 2]),
            ("csv", [2, 3]),
        )
    ],
)
def test_findings_stand_at_the_line_of_their_record(written, name, lines):
    chosen = find_format(name)
    path = written(f"refs{chosen.extensions[0]}", chosen.dumps(loads(BAD, "ris")))
    assert [(each.place, each.code) for each in check(path, config=Config())] == [
        (f"{path}:{lines[0]}", "D302"),
        (f"{path}:{lines[1]}", "I211"),
    ]


def test_findings_of_a_file_stand_together(written):
    one, other = written("a.ris", BAD), written("b.ris", BAD.replace("bogs", "bog").replace("moss", "mos"))
    report = check(other, one, config=Config(), select=["D302", "I211"])
    assert [each.file for each in report] == [str(one), str(one), str(other), str(other)]


def test_a_work_that_is_there_twice_is_told_with_both_lines(written):
    again = RIS.replace("ID  - bogs", "ID  - again").replace("ID  - moss", "ID  - others").replace("moss\n", "ferns\n")
    report = check(written("refs.ris", RIS + again), config=Config(), select=["U704"])
    assert [(each.key, each.line) for each in report] == [("again", 18)]


NBIB = """\
PMID- 29190000
TI  - On the slow growth of northern bogs.
FAU - Lund, Ada
DP  - 2019
JT  - Fens and Mires
VI  - 4
PG  - 1-9
AID - 10.1038/nature12373 [doi]
"""


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("refs.nbib", NBIB, [], id="nbib: clean"),
        pytest.param("refs.nbib", NBIB.replace("2019", "2190"), [("D302", "issued", 1)], id="nbib: future"),
        pytest.param("refs.nbib", NBIB.replace("10.1038/", "11.1038/"), [("I201", "DOI", 1)], id="nbib: doi"),
        pytest.param(
            "refs.json",
            '[\n {"id": "a", "type": "book", "title": "On moss", "author": [{"family": "Roe", "given": "Rita"}],\n'
            '  "publisher": "Fen Press", "issued": {"date-parts": [[2001]]}, "ISBN": "978-3-7643-7791-6"}\n]',
            [("I211", "ISBN", 2)],
            id="csl-json: isbn",
        ),
        pytest.param(
            "refs.ris", RIS.replace("VL  - 4", "VL  - 4\nSN  - 1234-5678"), [("I221", "ISSN", 1)], id="ris: issn"
        ),
    ],
)
def test_what_is_wrong_is_found(written, name, text, expected):
    report = check(written(name, text), config=Config())
    assert [(each.code, each.field, each.line) for each in report] == expected


@pytest.mark.parametrize(
    "name", ["nbib", "endnote-xml", "mods", "csl-json", "csl-jsonl", "csl-yaml", "hayagriva", "wos", "bibjson"]
)
def test_every_format_is_checked(written, name):
    path = written(f"refs{next(iter(find_format(name).extensions), '')}", find_format(name).dumps(loads(BAD, "ris")))
    assert "D302" in [code for code, _, _ in found(path)]


def test_what_was_read_is_told_by_content_not_by_the_suffix(written):
    assert found(written("savedrecs.txt", BAD)) == [("D302", "bogs", "issued"), ("I211", "moss", "ISBN")]
    prose = written(
        "paper.txt", "Bogs grow slowly (Lund 2019).\n\nReferences\n\nLund, A. (2019). On bogs. Fens, 4, 1-9.\n"
    )
    assert check(prose, config=Config()).works == 0


def test_a_work_listed_twice_is_found_across_formats(written, tmp_path):
    bib = tmp_path / "refs.bib"
    bib.write_text(
        "@article{lund, author = {Lund, Ada}, title = {On the slow growth of northern bogs},\n"
        " journal = {Fens and Mires}, year = 2019, volume = 4, pages = {1--9}}\n",
        encoding="utf-8",
    )
    ris = written("refs.ris", RIS)
    report = check(bib, ris, config=Config(), select=["U704"])
    assert [(each.code, each.file, each.key) for each in report] == [("U704", str(ris), "bogs")]


def test_what_a_reader_leaves_out_is_a_note(written):
    record = {"DOI": "10.5555/1", "type": "book", "title": ["A"], "score": 17, "URL": "https://doi.org/10.5555/1"}
    report = check(
        written("works.json", json.dumps({"status": "ok", "message-type": "work", "message": record})),
        config=Config(),
        select=["S017"],
    )
    assert [(each.code, each.severity.value, each.value) for each in report] == [("S017", "info", "score")]


def test_a_broken_file_is_named_once(written):
    path = written("refs.yml", "a:\n  type: article\n  title: 'On bogs\n")
    with pytest.raises(UnreadableFileError) as caught:
        check(path, config=Config())
    assert str(caught.value).count(str(path)) == 1
