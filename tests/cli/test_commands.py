import json
from pathlib import Path

import pytest

LIST = """References
1. Allison, R. (2018). Russia and Central Asia: Policies, Security and Influence. Oxford University Press.
2. Dadabaev, T. (2020). “Multi-Vector Foreign Policy.” Central Asian Survey, 39(2), 215–232.
"""
BIB = "@book{a, author = {Allison, Roy}, title = {Russia}, publisher = {OUP}, year = {2018}}\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.fixture
def bib(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


def test_find_prints_one_reference_a_line(run, article):
    code, out, err = run("find", article)
    assert (code, err) == (0, "")
    assert (
        out.splitlines()[1]
        == "Dadabaev, T. (2020). “Multi-Vector Foreign Policy.” Central Asian Survey, 39(2), 215–232."
    )


def test_find_as_json_lines_has_spans_of_the_source(run, article):
    _, out, _ = run("find", article, "--output-format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [list(row) for row in rows] == [["raw", "start", "end", "label", "confidence"]] * 2
    assert all(LIST[row["start"] : row["end"]] == row["raw"] for row in rows)


def test_a_document_without_a_list_prints_nothing_and_is_no_error(run, tmp_path):
    path = tmp_path / "prose.txt"
    path.write_text("Description\nThe invasion in February 2022 has created disorder.\n")
    assert run("find", path) == (0, "", f"{path}: no reference list found.\n")


def test_parse_answers_line_for_line(run, tmp_path):
    path = tmp_path / "references.txt"
    path.write_text("Allison, R. (2018). Russia. Verso.\r\n\r\n???\r\n", newline="", encoding="utf-8")
    code, out, _ = run("parse", path, "--output-format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["raw"] for row in rows] == ["Allison, R. (2018). Russia. Verso.", "", "???"]
    assert [row["fields"] for row in rows[1:]] == [[], []]
    first = rows[0]["fields"][0]
    assert (first["label"], first["start"], first["end"], first["text"]) == ("author", 0, 11, "Allison, R.")
    assert rows[0]["work"]["author"] == [{"family": "Allison", "given": "R."}]


def test_only_line_ends_part_references(run, tmp_path):
    path = tmp_path / "references.txt"
    path.write_text("Allison, R.\x0b(2018).\u2028Russia. Verso.\nSmith, J. (2019). Peat. Verso.", encoding="utf-8")
    _, out, _ = run("parse", path, "--output-format", "jsonl")
    assert len(out.splitlines()) == 2


@pytest.mark.parametrize(("form", "begins"), [("text", "Allison"), ("bibtex", "@book{allison2018,"), ("csl-json", "[")])
def test_parse_writes_other_forms(run, tmp_path, form, begins):
    path = tmp_path / "references.txt"
    path.write_text("Allison, R. (2018). Russia. Verso.\n")
    code, out, _ = run("parse", path, "--output-format", form)
    assert code == 0
    assert out.startswith(begins)


def test_build_writes_every_file_and_says_which(run, article, tmp_path):
    code, out, err = run("build", article, "-o", tmp_path / "new" / "build")
    assert code == 0
    names = {Path(line).name for line in out.splitlines()}
    assert names == {
        "references.bib",
        "references.csl.json",
        "bibliography.html",
        "bibliography.md",
        "graph.graphml",
        "report.html",
        "report.json",
    }
    assert all(Path(line).stat().st_size for line in out.splitlines())
    assert err.startswith("2 references, 2 works, 0 duplicates merged")


def test_building_a_document_without_a_list_says_so_and_writes_empty_files(run, tmp_path):
    path = tmp_path / "prose.txt"
    path.write_text("Just prose.\n")
    code, _, err = run("build", path, "-o", tmp_path / "build")
    assert code == 0
    assert f"{path}: no reference list found." in err
    assert (tmp_path / "build" / "references.bib").read_text() == ""


def test_building_twice_gives_the_same_bytes(run, article, tmp_path):
    run("build", article, "-o", tmp_path / "one")
    run("build", article, "-o", tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_a_bibliography_and_a_document_are_built_into_one_library(run, article, tmp_path):
    more = tmp_path / "more.bib"
    more.write_text(
        "@article{d, author={Timur Dadabaev}, title={Multi-Vector Foreign Policy}, journal={Central Asian Survey},"
        " volume=39, number=2, pages={215--232}, year=2020, doi={10.1080/02634937.2020.1}}"
    )
    _, _, err = run("build", article, more, "-o", tmp_path / "build")
    assert "2 works, 1 duplicate merged" in err
    text = (tmp_path / "build" / "references.bib").read_text(encoding="utf-8")
    assert "doi = {10.1080/02634937.2020.1}" in text
    assert "Dadabaev, Timur" in text


def test_check_exits_with_1_on_findings_and_0_if_asked(run, tmp_path):
    path = tmp_path / "bad.bib"
    path.write_text("@book{k, author={A. Bee}, title={T}, publisher={P}, year=1997, isbn={0-201-89683-5}}\n")
    code, out, _ = run("check", path)
    assert code == 1
    assert "I211 isbn-checksum" in out
    code, out, _ = run("check", path, "--output-format", "json", "--exit-zero")
    assert code == 0
    assert any(finding["slug"] == "isbn-checksum" for finding in json.loads(out))


def test_check_shows_and_makes_safe_fixes(run, tmp_path):
    path = tmp_path / "fix.bib"
    text = "@article{a, author={A. Bee}, title={T}, journal={J}, year=1997, pages={1-5}}\n"
    path.write_text(text)
    code, out, _ = run("check", path, "--diff")
    assert code == 0
    assert "+@article{a, author={A. Bee}, title={T}, journal={J}, year=1997, pages={1--5}}" in out
    assert path.read_text() == text
    run("check", path, "--fix")
    assert "pages={1--5}" in path.read_text()


def test_convert_goes_both_ways(run, bib, tmp_path):
    assert run("convert", bib, "-o", tmp_path / "r.json")[0] == 0
    assert run("convert", tmp_path / "r.json", "-o", tmp_path / "r2.bib")[0] == 0
    assert "author = {Allison, Roy}" in (tmp_path / "r2.bib").read_text()


def test_convert_names_what_the_format_cannot_carry(run, tmp_path):
    source = tmp_path / "r.json"
    source.write_text(
        json.dumps([{"id": "a", "type": "book", "title": "T", "author": [{"family": "B"}], "scale": "1:100"}])
    )
    code, _, err = run("convert", source, "-o", tmp_path / "r.bib")
    assert code == 0
    written = "1:100" in (tmp_path / "r.bib").read_text()
    assert written != ("1:100" in err), "it is written, or named as lost"


def test_dedupe_prints_clusters_and_explains(run, tmp_path):
    path = tmp_path / "twice.bib"
    entry = (
        "@article{%s, author={%s}, title={Slow rivers and fast money}, journal={River Studies}, volume=12,"
        " pages={1--9}, year=2019}\n"
    )
    path.write_text(entry % ("a", "T. H. Nguyen") + entry % ("b", "Nguyen, Thi Hoa"))
    code, out, err = run("dedupe", path)
    assert (code, out, err) == (0, "a b\n", "2 works, 1 after merging.\n")
    _, out, _ = run("dedupe", path, "--explain", "a", "b")
    assert "a and b: the same work" in out
    run("dedupe", path, "-o", tmp_path / "merged.bib", "--clusters", tmp_path / "clusters.jsonl")
    assert [json.loads(line) for line in (tmp_path / "clusters.jsonl").read_text().splitlines()] == [
        {"id": "a", "cluster": "a"},
        {"id": "b", "cluster": "a"},
    ]


def test_a_decision_on_a_key_that_is_not_there_is_pointed_at(run, bib, tmp_path):
    decisions = tmp_path / "decisions.txt"
    decisions.write_text("same a nobody\n")
    _, _, err = run("dedupe", bib, "--decisions", decisions)
    assert "U790" in err
    assert "nobody" in err
    run("build", bib, "-o", tmp_path / "build", "--decisions", decisions)
    codes = [each["code"] for each in json.loads((tmp_path / "build" / "report.json").read_text())["findings"]]
    assert "U790" in codes


def test_render_prints_the_bibliography(run, bib):
    code, out, _ = run("render", bib, "--style", "plain", "--output", "markdown")
    assert code == 0
    assert "*Russia*" in out


@pytest.mark.parametrize(("form", "begins"), [("graphml", "<?xml"), ("node-link", "{")])
def test_graph_writes_both_formats(run, article, form, begins):
    code, out, _ = run("graph", article, "--output-format", form)
    assert code == 0
    assert out.startswith(begins)


def test_version_and_help(run):
    assert run("--version")[1].startswith("refgraph ")
    code, out, _ = run("build", "--help")
    assert code == 0
    assert "refgraph build article.html -o build" in out


COMMANDS = [("find",), ("parse",), ("check",), ("render",), ("dedupe",), ("graph",)]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
class TestBadInput:
    def refused(self, run, command, path):
        code, out, err = run(*command, path)
        assert code == 2
        assert out == ""
        assert err.startswith("refgraph: ")
        assert str(path) in err
        assert "Traceback" not in err
        return err

    def test_a_missing_file_is_named(self, run, command, tmp_path):
        assert "no such file" in self.refused(run, command, tmp_path / "missing.bib")

    def test_a_folder_is_no_file(self, run, command, tmp_path):
        assert "is a folder" in self.refused(run, command, tmp_path)

    def test_a_binary_file_is_refused(self, run, command, tmp_path):
        path = tmp_path / "binary.bib"
        path.write_bytes(bytes(range(256)) * 8)
        assert "not a text file" in self.refused(run, command, path)


def test_an_unknown_format_lists_the_known_ones(run, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Only a note.")
    code, _, err = run("render", path)
    assert code == 2
    assert "format is not recognised" in err
    assert "bibtex" in err


def test_an_unknown_style_is_answered_with_a_near_one(run, bib):
    code, _, err = run("render", bib, "--style", "plian")
    assert code == 2
    assert "did you mean plain" in err


def test_an_output_folder_that_cannot_be_made_is_an_error_and_nothing_is_half_written(run, article, tmp_path):
    (tmp_path / "file").write_text("")
    code, _, err = run("build", article, "-o", tmp_path / "file" / "build")
    assert code == 2
    assert "cannot be made" in err
    assert not (tmp_path / "build").exists()


def test_a_wrong_option_is_misuse(run):
    code, _, err = run("find", "--nonsense")
    assert code == 2
    assert "nonsense" in err


ENCODINGS = [("latin-1", "Müller"), ("utf-16", "Müller"), ("utf-8-sig", "Müller")]


@pytest.mark.parametrize(("encoding", "name"), ENCODINGS, ids=[each for each, _ in ENCODINGS])
def test_other_encodings_are_read_right(run, tmp_path, encoding, name):
    path = tmp_path / "list.txt"
    path.write_bytes(f"References\r\n1. {name}, K. (1998). Nebel. Suhrkamp.\r\n".encode(encoding))
    code, out, err = run("find", path)
    assert (code, out) == (0, f"{name}, K. (1998). Nebel. Suhrkamp.\n")
    assert ("S014" in err) == (encoding == "latin-1")


def test_one_broken_entry_costs_no_other(run, tmp_path):
    path = tmp_path / "broken.bib"
    path.write_text(BIB + "@book{b, title = {Open\n\n" + BIB.replace("{a,", "{c,"))
    code, out, _ = run("check", path)
    assert code == 1
    assert f"{path}:2:1" in out
    run("convert", path, "-o", tmp_path / "out.json")
    assert {"a", "c"} <= {item["id"] for item in json.loads((tmp_path / "out.json").read_text())}


@pytest.mark.parametrize("command", [("find",), ("build", "-o", "out")], ids=["find", "build"])
def test_an_empty_file_is_an_empty_result(run, tmp_path, command):
    path = tmp_path / "empty.txt"
    path.write_text("")
    code, _, err = run(*command, path)
    assert code == 0
    assert "no reference list found" in err


@pytest.mark.parametrize("command", ["convert", "dedupe", "resolve people"])
def test_examples_stand_in_lines_of_their_own(command, run):
    code, shown, _ = run(*command.split(), "--help")
    assert code == 0
    assert shown.count(f"\n    refgraph {command} ") >= 2
