"""check() and its report."""

from __future__ import annotations

import json
from datetime import date

import pytest

from refgraph.check import Config, Report, apply_fixes, check, diff
from refgraph.errors import RefgraphError, UnknownNameError, UnreadableFileError
from refgraph.formats.bibtex import parse_document
from refgraph.model import Citation, Contributor, Date, Library, Name, Severity, Work

BIB = """@article{lund2018,
  author = {Lund, Ada},
  title = {On rivers},
  journal = {Journal of Rivers},
  year = 2018,
  pages = {1-5},
  issn = {0378-595X},
  month = {March}
}
"""


def bib(text, **options):
    return check(parse_document(text, "refs.bib"), config=Config(), today=date(2025, 6, 1), **options)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(**files):
        for name, content in files.items():
            path = tmp_path / name.replace("__", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return write


def test_a_report_counts_and_sorts():
    report = bib(BIB)
    assert [finding.code for finding in report] == ["P401", "I221", "D304"]
    assert [len(report.errors), len(report.warnings), len(report.infos)] == [1, 1, 1]
    assert report.exit_code == 1
    assert len(report) == 3
    assert report.summary() == "1 error, 1 warning, 1 note in 1 entry of 1 file"
    assert report.counts() == {"P401": 1, "I221": 1, "D304": 1}


def test_notes_alone_do_not_fail():
    report = bib(BIB, select=["D304"])
    assert report.exit_code == 0
    assert report
    assert report.summary() == "1 note in 1 entry of 1 file"


def test_a_clean_report_says_so():
    assert bib(BIB, select=["U"]).to_text() == "no findings in 1 entry of 1 file\n"
    assert bib(BIB, select=["U"]).to_json() == "[]\n"


def test_a_report_is_filtered_as_a_value():
    report = bib(BIB)
    assert [each.code for each in report.filter(select=["P", "D"])] == ["P401", "D304"]
    assert [each.code for each in report.filter(ignore=["pages-hyphen"])] == ["I221", "D304"]
    assert [each.code for each in report.filter(severity="warning")] == ["P401", "I221"]
    assert [each.code for each in report.filter(severity=Severity.ERROR)] == ["I221"]
    assert not report.filter(file="other.bib").findings
    assert len(report) == 3
    with pytest.raises(UnknownNameError):
        report.filter(select=["nonsense"])


def test_json_is_a_list_with_the_same_keys_in_every_finding():
    rows = json.loads(bib(BIB).to_json())
    assert len({tuple(row) for row in rows}) == 1
    assert rows[0]["code"] == "P401"
    assert (rows[0]["file"], rows[0]["line"], rows[0]["key"], rows[0]["field"]) == ("refs.bib", 6, "lund2018", "pages")
    assert rows[0]["fixable"]


def test_text_shows_the_line_with_a_caret():
    assert bib(BIB, select=["I221", "P401"]).to_text() == (
        "refs.bib:6:12: warning P401 pages-hyphen (lund2018): the range 1-5 is joined by '-'; expected --\n"
        "    6 |   pages = {1-5},\n"
        "      |            ^^^\n"
        "refs.bib:7:11: error I221 issn-checksum (lund2018): check digit of the ISSN 0378-595X is wrong: "
        "0378595 would end in 5\n"
        "    7 |   issn = {0378-595X},\n"
        "      |           ^^^^^^^^^\n"
        "1 error, 1 warning in 1 entry of 1 file; 1 can be fixed safely\n"
    )


@pytest.mark.parametrize(
    ("text", "shown", "marks"),
    [
        pytest.param("@misc{a,\n\tpages = {1-5}}", "\tpages = {1-5}}", "\t         ^^^", id="tab"),
        pytest.param(
            "@misc{a, title = {中文}, pages = {1-5}}",
            "@misc{a, title = {中文}, pages = {1-5}}",
            " " * 34 + "^^^",
            id="wide",
        ),
        pytest.param(
            "@misc{a, title = {e\u0301}, pages = {1-5}}",
            "@misc{a, title = {e\u0301}, pages = {1-5}}",
            " " * 31 + "^^^",
            id="combining",
        ),
    ],
)
def test_the_caret_stands_below_its_text(text, shown, marks):
    lines = bib(text, select=["P401"]).to_text().splitlines()
    assert lines[1].partition(" | ")[2] == shown
    assert lines[2].partition(" | ")[2] == marks


def test_a_long_line_is_cut_around_the_place():
    text = "@misc{a, abstract = {" + "x" * 300 + "}, pages = {1-5}, note = {" + "y" * 300 + "}}"
    lines = bib(text, select=["P401"]).to_text().splitlines()
    assert len(lines[1]) < 120
    start = lines[2].index("^")
    assert lines[1][start : start + 3] == "1-5"


def test_colours_are_only_there_when_asked_for():
    report = bib(BIB)
    assert "\x1b[" not in report.to_text()
    assert "\x1b[31;1merror\x1b[0m" in report.to_text(color=True)


def test_a_document_without_a_file_is_data():
    report = check(parse_document("@article{a, pages = {1-5}}"), config=Config(), select=["P401"])
    assert report.to_text().startswith("<data>:1:22: warning P401")


def test_a_library_is_checked_without_a_file():
    author = (Contributor(agent=Name(family="Lund", given="Ada")),)
    works = [
        Work(
            key="a",
            type="article-journal",
            contributors=author,
            title="ON RIVERS AND SEAS",
            issn="0378-595X",
            issued=Date.of(2099),
        ),
        Work(
            key="b",
            type="book",
            contributors=author,
            title="A history of rivers & seas",
            isbn="978-3-7643-7791-6",
            page="9–3",
        ),
        Work(key="c", type="book", contributors=author, title="A history of rivers and seas", doi="10.1016"),
        Work(key="d", type="article-journal", title="Rivers", container_title="Nature", issued=Date.of(2001)),
    ]
    library = Library(works=tuple(works), citations=(Citation(citing="d", cited="a"),))
    report = check(library, config=Config(), today=date(2025, 6, 1))
    found = {(each.code, each.key, each.field) for each in report}
    assert {
        ("I221", "a", "ISSN"),
        ("D302", "a", "issued"),
        ("T601", "a", "title"),
        ("I211", "b", "ISBN"),
        ("P402", "b", "page"),
        ("I201", "c", "DOI"),
        ("U704", "c", "title"),
        ("G807", "d", None),
    } <= found
    assert not {code for code, *_ in found} & {"S009", "E111", "P401", "N503"}
    assert all(each.line is None for each in report)


def test_findings_of_reading_a_library_are_kept():
    finding = bib("@article{, title = {T}}", select=["S002"]).findings[0]
    library = Library(works=(Work(key="a"),), findings=(finding,))
    assert finding in check(library, config=Config()).findings
    assert finding not in check(library, config=Config(), select=["I"]).findings


def test_a_library_and_a_file_are_one_bibliography():
    library = Library(works=(Work(key="a", doi="10.1000/1"),))
    document = parse_document("@misc{b, doi = {10.1000/1}}", "refs.bib")
    assert [each.key for each in check(library, document, config=Config(), select=["U703"])] == ["a"]


def test_nothing_to_check_is_an_empty_report():
    report = check(config=Config())
    assert report == Report()


def test_fixes_change_only_the_characters_concerned():
    report = bib(BIB.replace("\n", "\r\n"))
    fixed = apply_fixes(BIB.replace("\n", "\r\n"), report)
    assert fixed == BIB.replace("\n", "\r\n").replace("1-5", "1--5").replace("{March}", "mar")
    again = bib(fixed)
    assert apply_fixes(fixed, again) == fixed


def test_unsafe_fixes_are_for_those_who_ask():
    text = "@misc{a, author = {European Commission}}"
    report = bib(text, select=["N503"])
    assert apply_fixes(text, report) == text
    assert apply_fixes(text, report, unsafe=True) == "@misc{a, author = {{European Commission}}}"


def test_of_overlapping_fixes_one_is_taken_at_a_time():
    text = "@article{a, pages = {pp. 818-23}}"
    fixed = text
    for _ in range(4):
        fixed = apply_fixes(fixed, bib(fixed))
    assert fixed == "@article{a, pages = {818--823}}"


def test_a_value_joined_of_macros_is_not_fixed():
    (finding,) = bib('@article{a, pages = "1-" # "5"}', select=["P401"])
    assert finding.fix is None


def test_diff_shows_what_would_change():
    report = bib(BIB)
    assert diff(BIB, apply_fixes(BIB, report), "refs.bib").splitlines()[:2] == ["--- a/refs.bib", "+++ b/refs.bib"]
    assert "+  pages = {1--5},\n" in diff(BIB, apply_fixes(BIB, report), "refs.bib")
    assert diff(BIB, BIB, "refs.bib") == ""
    assert diff("a", "b", "x").endswith("+b\n\\ No newline at end of file\n")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param(
            "% refgraph: ignore[P401]\n@article{a, pages = {1-5}}\n@article{b, pages = {1-5}}", ["b"], id="before"
        ),
        pytest.param(
            "@article{a,\n pages = {1-5},\n note = {refgraph: ignore[pages-hyphen]}}\n@article{b, pages = {1-5}}",
            ["b"],
            id="inside",
        ),
        pytest.param(
            "@article{a, pages = {1-5}}\n% refgraph: ignore[I, P]\n@article{b, pages = {1-5}}", ["a"], id="family"
        ),
        pytest.param(
            "% refgraph: ignore-file[ALL]\n@article{a, pages = {1-5}}\n@article{b, pages = {1-5}}", [], id="file"
        ),
        pytest.param("@article{a, pages = {1-5}}\n% refgraph: ignore[P401]", ["a"], id="after-the-last"),
        pytest.param("% refgraph: ignore[I211]\n@article{a, pages = {1-5}}", ["a"], id="another-rule"),
    ],
)
def test_a_remark_in_the_file_ignores_rules(text, left):
    assert [each.key for each in bib(text, select=["P401"])] == left


def test_a_remark_in_a_manuscript_is_for_its_line_and_the_next(folder):
    folder(refs__bib="@misc{a, title = {A}}", paper__tex="% refgraph: ignore[G801]\n\\cite{b}\n\\cite{c}\n")
    assert [each.key for each in check("refs.bib", "paper.tex", select=["G801"])] == ["c"]


def test_manuscripts_are_arguments_or_an_option(folder):
    folder(refs__bib="@misc{a, title = {A}}", paper__tex="\\cite{b}")
    for report in (
        check("refs.bib", "paper.tex", select=["G"]),
        check("refs.bib", manuscripts=["paper.tex"], select=["G"]),
    ):
        assert [(each.code, each.key, each.file) for each in report] == [
            ("G802", "a", "refs.bib"),
            ("G801", "b", "paper.tex"),
        ]


def test_a_manuscript_alone_brings_its_bibliography(folder):
    folder(refs__bib="@article{a, pages = {1-5}}", paper__tex="\\cite{a,b} \\bibliography{refs}")
    report = check("paper.tex", select=["P401", "G8"])
    assert [(each.code, each.file) for each in report] == [("P401", "refs.bib"), ("G801", "paper.tex")]
    assert report.works == 1


def test_another_bibliography_of_the_manuscript_is_only_looked_up(folder):
    folder(
        refs__bib="@article{a, title = {A}}",
        more__bib="@article{b, pages = {1-5}}",
        list__json='[{"id": "c"}]',
        works__yml="d:\n  type: book\n",
        paper__tex="\\cite{a,b,c,d,e} \\bibliography{refs,more} \\addbibresource{list.json} "
        "\\addbibresource{works.yml}",
    )
    report = check("refs.bib", "paper.tex", select=["P401", "G8"])
    assert [(each.code, each.key) for each in report] == [("G801", "e")]


def test_included_files_are_read_once(folder):
    folder(
        refs__bib="@misc{a, title = {A}}",
        main__tex="\\input{one} \\include{gone}",
        one__tex="\\cite{b} \\input{main.tex}",
    )
    report = check("refs.bib", "main.tex", "one.tex", select=["G801"])
    assert [(each.file, each.key) for each in report] == [("one.tex", "b")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("gone.bib", None, "gone.bib: no such file", id="missing"),
        pytest.param("gone.tex", None, "gone.tex: no such file", id="missing-manuscript"),
        pytest.param("gone.xyz", None, "gone.xyz: no such file", id="missing-unknown"),
        pytest.param("a.bib", b"%PDF-1.4 \x00", "is a PDF, not a text file", id="pdf"),
        pytest.param("a.bib", b"\x7fELF\x01\x02\x00\x00", "not a text file", id="binary"),
        pytest.param("a.json", b"{", "is no list of works: not JSON", id="json"),
        pytest.param("a.json", b'{"a": 1}', "is no list of works", id="other-json"),
        pytest.param("a.json", b'{"works": [{}]}', "is no citation graph", id="graph"),
    ],
)
def test_a_file_that_cannot_be_read_is_said(folder, tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=said) as caught:
        check(name)
    assert isinstance(caught.value, RefgraphError)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(b"", ["S015"], id="empty"),
        pytest.param(b"no entries here\n", ["S015"], id="prose"),
        pytest.param("@misc{a, title = {Übung.}}".encode("utf-16"), ["T602"], id="utf-16"),
        pytest.param("\ufeff@misc{a, title = {Übung.}}".encode(), ["T602"], id="bom"),
        pytest.param("@misc{a, title = {Übung.}}".encode("latin-1"), ["S014", "T602"], id="latin-1"),
        pytest.param(
            b"@misc{a, title = {Rivers.}}\n@misc{b, title = {B\n@misc{c, title = {Seas.}}",
            ["T602", "S001", "T602"],
            id="broken",
        ),
    ],
)
def test_bad_bytes_are_findings(folder, tmp_path, content, found):
    (tmp_path / "refs.bib").write_bytes(content)
    report = check("refs.bib", select=["S", "T602"])
    codes = [each.code for each in report]
    # One broken block may break in two places.
    assert [code for place, code in enumerate(codes) if codes[place - 1 : place] != [code] or code != "S001"] == found


def test_a_chain_of_a_thousand_parents_is_no_trouble():
    text = "\n".join(f"@inproceedings{{k{n}, crossref = {{k{n + 1}}}}}" for n in range(1000))
    assert {each.code for each in bib(text, select=["G803", "G804"])} == {"G803"}
