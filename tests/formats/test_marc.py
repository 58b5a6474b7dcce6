"""MARC 21 records as bytes (ISO 2709): both directions, MARC-8, and what is damaged."""

from __future__ import annotations

import sys

import pytest

from refgraph.errors import ConfigurationError, InvalidValueError
from refgraph.formats import detect_format, find_format, loads, losses, read
from refgraph.formats.xml import marcxml
from refgraph.model import Library, Work

FIELDS = (
    ("001", b"doe2018"),
    ("100", b"1 \x1faDoe, Jane,\x1feauthor."),
    ("245", b"10\x1faOn bogs /\x1fcJane Doe."),
    ("260", b"  \x1faRiga :\x1fbMire Press,\x1fc2018."),
    ("300", b"  \x1fa300 p. :\x1fbill."),
)


def record(fields=FIELDS, leader=b"nam a22", ending=b"\x1d"):
    directory, body = b"", b""
    for tag, data in fields:
        directory += f"{tag}{len(data) + 1:04}{len(body):05}".encode()
        body += data + b"\x1e"
    base = 24 + len(directory) + 1
    size = base + len(body) + 1
    return f"{size:05}".encode() + leader + f"{base:05}".encode() + b" a 4500" + directory + b"\x1e" + body + ending


GOOD = record()


def titles(data):
    library = loads(data, "marc", "refs.mrc")
    return [work.title for work in library], [each.message for each in library.findings]


def test_a_record_is_read():
    (work,) = loads(GOOD, "marc")
    assert (work.key, work.type, work.title, work.year) == ("doe2018", "book", "On bogs", 2018)
    assert (work.publisher, work.publisher_place, work.number_of_pages) == ("Mire Press", "Riga", "300")
    assert [each.agent.text for each in work.authors] == ["Jane Doe"]


def test_a_record_says_the_same_as_its_xml():
    library = loads(GOOD * 2 + record((("001", b"roe"), *FIELDS[1:])), "marc")
    as_xml = loads(marcxml.dumps(library), "marcxml")
    assert as_xml.works == library.works
    assert loads(find_format("marc").dump_bytes(as_xml), "marc").works == library.works


def test_what_is_written_is_a_record_by_the_book():
    data = find_format("marc").dump_bytes(Library(works=(Work(key="a", type="book", title="Über Moore"),)))
    assert int(data[:5]) == len(data)
    assert data[9:10] == b"a"
    assert data.endswith(b"\x1e\x1d")
    pymarc = pytest.importorskip("pymarc")
    (found,) = pymarc.MARCReader(data)
    assert found["245"]["a"] == "Über Moore"


def test_marc_8_is_read():
    pytest.importorskip("pymarc")
    fields = (*FIELDS[:2], ("245", b"10\x1faM\xe8uller, d\xe1eja vu, \x1b(NMOSKWA\x1b(B"))
    assert titles(record(fields, b"nam  22")) == (["Müller, dèja vu, москва"], [])


def test_marc_8_needs_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pymarc", None)
    monkeypatch.setitem(sys.modules, "pymarc.marc8", None)
    assert titles(GOOD)[0] == ["On bogs"]
    with pytest.raises(
        ConfigurationError, match=r"the format marc needs pymarc.*; install it with: pip install 'refgraph\[marc\]'"
    ):
        loads(record((("245", b"10\x1faM\xe8uller"),), b"nam  22"), "marc")


def test_a_leader_that_says_the_wrong_encoding_is_a_finding():
    fields = (("245", "10\x1faÜber Moore".encode()),)
    assert titles(record(fields, b"nam  22")) == (
        ["Über Moore"],
        ["record 1: UTF-8, and not MARC-8 as its leader says"],
    )
    assert titles(record((("245", b"10\x1fa\xdcber Moore und S\xfcmpfe"),))) == (
        ["Über Moore und Sümpfe"],
        ["record 1: not UTF-8, as its leader says; read as cp1252"],
    )


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (GOOD[:60] + b"\x1d", "record 2 is no MARC 21 and was left out: it ends within its directory"),
        (b"hello\x1d", "record 2 is no MARC 21 and was left out: it ends within its directory"),
        (GOOD[:-6] + b"\x1d", "record 2: lengths in its directory are wrong; it is read by the ends of its fields"),
        (GOOD.replace(b"On bogs", b"On bogs and fens"), "record 2: lengths in its directory are wrong"),
        (GOOD.replace(b"24500", b"245x0"), "record 2: lengths in its directory are wrong"),
    ],
    ids=["cut", "text", "end", "longer", "letters"],
)
def test_a_broken_record_costs_no_other(broken, message):
    found, messages = titles(GOOD + broken + record((("245", b"10\x1faLast"),)))
    assert (found[0], found[-1]) == ("On bogs", "Last")
    assert messages[0].startswith(message)
    assert len(found) in {2, 3}


def test_a_record_whose_text_was_recoded_is_read():
    data = record((*FIELDS[:2], ("245", "10\x1faÜber Moore".encode("latin-1")), ("500", b"  \x1faNote")))
    (work,) = loads(data.decode("latin-1").encode(), "marc")
    assert (work.title, work.note) == ("Über Moore", "Note")


def test_a_file_cut_off_anywhere_is_read_or_refused():
    data = GOOD * 2
    for end in range(len(data)):
        try:
            library = loads(data[:end], "marc")
        except InvalidValueError as error:
            assert "no end of a field" in str(error)  # noqa: PT017 - all other cuts are read
        else:
            assert len(library) <= 2
            assert end < len(GOOD) or library.works[0].title == "On bogs"


def test_what_does_not_fit_a_record_is_named_as_lost():
    work = Work(key="a", type="book", title="T", abstract="x" * 10_000, note="y" * 9_000)
    lost = {each.field for each in losses(Library(works=(work,)), "marc")}
    assert lost == {"abstract"}
    many = Work(
        key="a", type="book", title="T", variables={}, keyword="; ".join("k" * 90 + str(n) for n in range(2000))
    )
    assert {each.field for each in losses(Library(works=(many,)), "marc")} == {"keyword"}


def test_files_are_known_by_their_leader(tmp_path):
    path = tmp_path / "records.dat"
    path.write_bytes(b"\n" + GOOD)
    assert detect_format(path) == "marc"
    assert read(path).keys == ("doe2018",)


def test_text_that_is_no_record_is_refused():
    with pytest.raises(InvalidValueError, match="no MARC 21: there is no end of a field in it"):
        loads(b"hello", "marc")
    assert loads(b"", "marc") == Library()


def test_signs_that_separate_fields_are_blanks():
    library = Library(works=(Work(key="a", type="book", title="On\x1ebogs\x1d\x1f"),))
    assert [work.title for work in loads(find_format("marc").dump_bytes(library), "marc")] == ["On bogs"]
