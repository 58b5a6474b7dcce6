"""Files of any length, work by work: the same works as from the whole file, in memory that does not grow."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import subprocess
import sys
import tracemalloc
import zipfile
from dataclasses import replace

import pytest
from tests_samples import texts

from refgraph.errors import InvalidValueError, UnreadableFileError
from refgraph.formats import FORMATS, Loss, find_format, read, stream
from refgraph.formats.bibtex import streaming
from refgraph.formats.registry import can_stream, convert_stream, write_stream
from refgraph.model import Finding, Library, Work

BIB = """% a library
@string{fens = "Journal of Fens"}
@comment{
@article{hidden,
  title = {Not here},
}
}
@inproceedings{roe,
  author = {Roe, R.},
  title = {A Paper},
  crossref = {Proc},
}

@article{doe,
  author = {Doe, J.},
  title = {On bogs},
  journal = fens # { and Bogs},
  xdata = {press},
}
@string{fens = "Fens"}
@article{poe, title = {More}, journal = fens}
@xdata{press, publisher = {Mire Press}, crossref = {top}}
@proceedings{proc, title = {Proceedings of Fens}, year = 2018, crossref = {top}}
@book{top, editor = {Moe, M.}, address = {Riga}}
"""


def small_parts(monkeypatch):
    monkeypatch.setattr(streaming, "_PART", 10)


def test_a_bib_file_gives_the_same_works_in_parts(tmp_path, monkeypatch):
    small_parts(monkeypatch)
    path = tmp_path / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    works = list(stream(path))
    assert [work.key for work in works] == ["roe", "doe", "poe", "press", "proc", "top"]
    assert works == list(read(path))
    assert works[0].publisher_place == "Riga"


def test_findings_of_parts_have_their_places_in_the_file(tmp_path, monkeypatch):
    path = tmp_path / "refs.bib"
    path.write_text(BIB + "\n@article{bad, title = {x\n@book{b, title = undefined}\n", encoding="utf-8")
    whole = [(each.code, each.line, each.span) for each in read(path).findings]
    small_parts(monkeypatch)
    found = []
    list(stream(path, report=found.append))
    assert [(each.code, each.line, each.span) for each in found] == whole
    assert whole


def test_a_comment_that_goes_on_over_parts_hides_what_is_in_it(tmp_path, monkeypatch):
    small_parts(monkeypatch)
    path = tmp_path / "refs.bib"
    inside = "".join(f"@article{{a{number},\n  title = {{T}},\n}}\n" for number in range(30))
    path.write_text(f"@comment{{\n{inside}}}\n@book{{b, title = {{B}}}}\n", encoding="utf-8")
    assert [work.key for work in stream(path)] == ["b"] == list(read(path).keys)


@pytest.mark.parametrize(
    ("name", "text"), [pytest.param(*each, id=each[0]) for each in texts() if FORMATS[each[0]].streams]
)
def test_samples_are_the_same_from_a_stream(name, text, tmp_path):
    path = tmp_path / "refs.txt"
    path.write_text(text, encoding="utf-8")
    assert list(stream(path)) == list(read(path))
    assert list(stream(path, name)) == list(read(path, name))


@pytest.mark.parametrize("name", ["crossref", "datacite", "openalex", "csl-jsonl"])
def test_json_lines_are_the_same_from_a_stream(name, tmp_path):
    path = tmp_path / "refs.jsonl"
    items = {
        "crossref": {"DOI": "10.1000/{}", "type": "monograph", "title": ["T"], "score": 7.25},
        "datacite": {"doi": "10.1000/{}", "types": {"resourceTypeGeneral": "Book"}, "titles": [{"title": "T"}]},
        "openalex": {"id": "https://openalex.org/W{}", "title": "T", "publication_year": 2018, "authorships": []},
        "csl-jsonl": {"id": "{}", "type": "book", "title": "T"},
    }
    lines = [json.dumps(items[name]).replace("{}", letter) for letter in "abc"]
    path.write_text("\n".join([*lines, "{broken", ""]), encoding="utf-8")
    assert can_stream(path, name)
    found = []
    works = list(stream(path, name, found.append))
    assert [replace(work, key="") for work in works] == [replace(work, key="") for work in read(path, name)]
    assert [each.line for each in found if each.code == "S001"] == [4]


def test_json_that_is_one_list_is_not_streamed(tmp_path):
    path = tmp_path / "refs.json"
    path.write_text('[{"id": "a", "type": "book"}]', encoding="utf-8")
    assert not can_stream(path)
    assert [work.key for work in stream(path)] == ["a"]


def test_every_work_of_a_stream_has_a_key_of_its_own(tmp_path):
    path = tmp_path / "refs.ris"
    record = "TY  - BOOK\nAU  - Doe, J.\nPY  - 2018\n{}ER  - \n"
    path.write_text(
        record.format("ID  - a\n") * 3 + record.format("") * 3 + record.format("ID  - a-2\n"), encoding="utf-8"
    )
    found = []
    assert [work.key for work in stream(path, report=found.append)] == [
        *("a", "a-2", "a-3"),
        *("doe2018", "doe2018a", "doe2018b"),
        "a-2-2",
    ]
    assert [(each.code, each.line, each.value) for each in found] == [
        ("U701", 6, "a"),
        ("U701", 11, "a"),
        ("U701", 28, "a-2"),
    ]


def zipped(data, name="refs.ris"):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress, zipped], ids=["gz", "xz", "bz2", "zip"])
def test_packed_files_are_read_and_streamed(pack, tmp_path):
    path = tmp_path / "refs.packed"
    path.write_bytes(pack(b"TY  - BOOK\nTI  - One\nER  - \n\nTY  - BOOK\nTI  - Two\nER  - \n"))
    assert [work.title for work in read(path)] == [work.title for work in stream(path)] == ["One", "Two"]


@pytest.mark.parametrize("suffix", ["", ".gz", ".xz", ".bz2", ".zip"])
def test_works_are_written_one_by_one(suffix, tmp_path):
    path = tmp_path / f"refs.jsonl{suffix}"
    works = [Work(key=f"k{number}", type="book", title=f"Book\u2028{number}") for number in range(3)]
    write_stream(works, path)
    assert list(read(path)) == list(stream(path)) == works
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_format_that_needs_all_works_at_once_is_not_written_one_by_one(tmp_path):
    with pytest.raises(InvalidValueError, match="not written work by work: 'mods'; bibtex, "):
        write_stream([], tmp_path / "refs.mods")


def test_nothing_is_left_behind_when_reading_fails_in_the_middle(tmp_path, monkeypatch):
    monkeypatch.setattr("refgraph.text.decoding._FIRST", 1 << 12)
    source, target = tmp_path / "refs.ris", tmp_path / "refs.bib"
    source.write_bytes(b"TY  - BOOK\nTI  - One\nER  - \n" * 3_000 + b"\x00\x01")
    target.write_text("old", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"refs.ris: is not a text file: byte .* is 0x00"):
        convert_stream(source, target)
    assert target.read_text(encoding="utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_process_that_is_killed_leaves_the_old_file(tmp_path):
    source, target = tmp_path / "refs.ris", tmp_path / "refs.bib"
    source.write_text("TY  - BOOK\nTI  - One\nER  - \n" * 50_000, encoding="utf-8")
    target.write_text("old", encoding="utf-8")
    program = (
        "import sys; from refgraph.formats.registry import convert_stream; "
        "convert_stream(*sys.argv[1:], tell=lambda _: print(1, flush=True))"
    )
    with subprocess.Popen([sys.executable, "-c", program, source, target], stdout=subprocess.PIPE) as running:
        running.stdout.readline()
        running.kill()
    assert target.read_text(encoding="utf-8") == "old"


def test_losses_are_told_on_the_way(tmp_path):
    source, target = tmp_path / "refs.ris", tmp_path / "refs.enw"
    source.write_text("TY  - BOOK\nTI  - One\nC1  - Riga\nER  - \nstray\n", encoding="utf-8")
    told = []
    convert_stream(source, target, tell=told.append)
    assert [str(each) for each in told if isinstance(each, Loss)] == ["onend: ris-c1 'Riga': not in this format"]
    assert [each.line for each in told if isinstance(each, Finding)] == [5]
    assert [each for each in told if isinstance(each, int)] == [1]


def test_an_encoding_that_is_guessed_far_down_is_a_finding_with_its_line(tmp_path, monkeypatch):
    monkeypatch.setattr("refgraph.text.decoding._FIRST", 1 << 12)
    path = tmp_path / "refs.ris"
    record = "TY  - BOOK\nTI  - {}\nER  - \n"
    plain = record.format("Plain") * 3_000
    path.write_bytes((plain + record.format("Толстой")).encode("cp1251"))
    found = []
    assert [work.title for work in stream(path, report=found.append)][-1] == "Толстой"
    assert [(each.code, each.line) for each in found] == [("S014", 9_002)]
    assert "cp1251" in found[0].message


def peak(path, target):
    tracemalloc.start()
    convert_stream(path, target)
    size = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return size


RECORDS = {
    "ris": "TY  - JOUR\nAU  - Doe, J.\nTI  - On bogs {0}\nPY  - 2018\nER  - \n\n",
    "nbib": "PMID- {0}\nTI  - On bogs\nFAU - Doe, Jane\n\n",
    "jsonl": '{{"id": "k{0}", "type": "book", "title": "On bogs"}}\n',
    "bib": "@inproceedings{{k{0},\n  title = {{On bogs}},\n  crossref = {{p{0}}},\n}}\n"
    "@proceedings{{p{0}, title = {{P}}}}\n",
}


@pytest.mark.parametrize(("kind", "to"), [("ris", "jsonl"), ("nbib", "ris"), ("jsonl", "bib"), ("bib", "enw")])
def test_memory_does_not_grow_with_the_file(kind, to, tmp_path, monkeypatch):
    monkeypatch.setattr(streaming, "_PART", 1 << 12)
    monkeypatch.setattr("refgraph.text.decoding._FIRST", 1 << 12)
    sizes = []
    for count in (300, 300, 1200):  # the first fills caches
        source = tmp_path / f"{count}.{kind}"
        source.write_text("".join(RECORDS[kind].format(number) for number in range(count)), encoding="utf-8")
        sizes.append(peak(source, tmp_path / f"out.{to}"))
    assert sizes[2] < sizes[1] * 1.3


def test_a_file_of_a_format_without_streams_is_read_whole(tmp_path):
    path = tmp_path / "refs.mods"
    path.write_text(
        find_format("mods").dumps(Library(works=(Work(key="a", type="book", title="T"),))), encoding="utf-8"
    )
    assert not can_stream(path)
    assert [work.title for work in stream(path)] == ["T"]
