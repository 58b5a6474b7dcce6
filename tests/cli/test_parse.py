import json

import pytest

GOOD = "Allison, R. (2018). Russia and Central Asia. Oxford: Oxford University Press."
ODD = "12 maybe 13 or fourteen things (see there"


@pytest.fixture
def references(tmp_path):
    path = tmp_path / "references.txt"
    path.write_text(f"{GOOD}\n{ODD}\n", encoding="utf-8")
    return path


def test_references_that_are_not_sure_enough_are_marked(run, references):
    _, out, err = run("parse", references, "--min-confidence", "1")
    assert out.count("\n? ") + out.startswith("? ") == 2
    assert "2 of 2 references (marked with ?) are less than 100% sure" in err
    _, out, err = run("parse", references, "--min-confidence", "0")
    assert not out.startswith("? ")
    assert "sure" not in err


def test_json_lines_tell_how_sure_the_reference_is_as_a_whole(run, references):
    _, out, _ = run("parse", references, "--output-format", "jsonl")
    good, odd = map(json.loads, out.splitlines())
    assert good["confidence"] > odd["confidence"]
    assert all(0 <= field["confidence"] <= 1 for field in good["fields"])


def test_what_is_doubtful_comes_with_alternatives(run, tmp_path):
    path = tmp_path / "references.txt"
    odd = (
        "Fox and Roe Dens 12 Setts",
        "Paris Verso 1990 3 4 5",
        "Holes, Burrows, Nests",
        ODD,
        "Fox; Dens; 7-8 Roe In Setts",
    )
    path.write_text("\n".join(odd), encoding="utf-8")
    _, out, _ = run("parse", path, "--output-format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    others = [(row, other) for row in rows for field in row["fields"] for other in field.get("alternatives", ())]
    assert others
    assert all(0 <= other["start"] < other["end"] <= len(row["raw"]) for row, other in others)


def test_two_jobs_give_what_one_gives(run, tmp_path):
    path = tmp_path / "references.txt"
    path.write_text("\n".join(f"{GOOD[:-1]}, {number}." for number in range(5000)), encoding="utf-8")
    _, one, _ = run("parse", path, "--output-format", "jsonl")
    assert run("parse", path, "--output-format", "jsonl", "--jobs", "2", "-o", tmp_path / "two")[0] == 0
    assert (tmp_path / "two").read_text(encoding="utf-8") == one
    assert len(one.splitlines()) == 5000


def test_a_file_that_is_missing_or_no_model_is_named(run, references, tmp_path):
    code, _, err = run("parse", tmp_path / "none.txt")
    assert (code, "none.txt: no such file" in err) == (2, True)
    code, _, err = run("parse", references, "--model", references)
    assert code == 2
    assert "references.txt: no model of a refgraph parser" in err


def test_of_many_odd_values_the_first_are_told(run, tmp_path):
    path = tmp_path / "references.txt"
    path.write_text("Fox, A. (1990). Dens. Oxford: Verso. ISBN 0-201-89683-5.\n" * 30, encoding="utf-8")
    _, _, err = run("parse", path, "--output-format", "jsonl")
    assert err.count("isbn-checksum") == 20
    assert "and 10 more values" in err


def test_nothing_gives_nothing(run, tmp_path):
    path = tmp_path / "references.txt"
    path.write_text("", encoding="utf-8")
    for output_format in ("text", "jsonl", "bibtex"):
        assert run("parse", path, "--output-format", output_format)[:2] == (0, "")


def test_training_without_its_extra_says_what_to_install(run, tmp_path):
    try:
        import torch  # noqa: F401
    except ModuleNotFoundError:
        path = tmp_path / "mine.jsonl"
        path.write_text('{"raw": "Dens", "fields": []}\n', encoding="utf-8")
        code, _, err = run("train", path)
        assert code == 2
        assert "pip install 'refgraph[train]'" in err
