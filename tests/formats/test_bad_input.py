"""Damaged and hostile files: findings with file and line, never wrong data in silence, never a traceback."""

from __future__ import annotations

import random
import time

import pytest

from refgraph.errors import ConfigurationError, InvalidValueError, UnknownNameError
from refgraph.formats import FORMATS, detect_format, find_format, loads, read, stream, write
from refgraph.formats.catalogue import FileFormat
from refgraph.model import Library, Work
from refgraph.text.files import write_text

READ_ONLY = [each.name for each in FORMATS.values() if not each.writes]


@pytest.mark.parametrize("name", READ_ONLY)
def test_a_format_that_is_only_read_says_so(name, tmp_path):
    with pytest.raises(InvalidValueError, match=r"only read, not written: .*refgraph writes bibtex"):
        write(Library(), tmp_path / "x.json", name)


def test_a_format_that_is_only_written_says_so():
    chosen = FileFormat("x", (".x",), None, "refgraph.formats.tagged.ris", reads=False)
    with pytest.raises(InvalidValueError, match="only written, not read: 'x'; refgraph reads bibtex"):
        chosen.loads("")


def test_an_extra_that_is_not_installed_is_named():
    chosen = FileFormat("x", (".x",), None, "refgraph.formats.no_such", extra="xlsx")
    with pytest.raises(
        ConfigurationError, match=r"the format x needs .*; install it with: pip install 'refgraph\[xlsx\]'"
    ):
        chosen.loads("")


def test_a_record_without_an_end_is_a_finding_with_its_line():
    library = loads("TY  - BOOK\nTI  - One\n\nTY  - BOOK\nTI  - Two\nER  - \n", file="refs.ris")
    assert [work.title for work in library] == ["One", "Two"]
    (found,) = library.findings
    assert (found.code, found.place) == ("S001", "refs.ris:1")


def test_a_line_that_belongs_to_nothing_is_a_finding():
    library = loads("Provider: Somebody\n\nTY  - BOOK\nTI  - One\nER  - \nstray\n", "ris", "refs.ris")
    assert [(each.place, each.value) for each in library.findings] == [
        ("refs.ris:1", "Provider: Somebody"),
        ("refs.ris:6", "stray"),
    ]


def test_an_unknown_type_is_a_finding_and_comes_back():
    library = loads("TY  - NOVEL\nTI  - One\nER  - \n", "ris", "refs.ris")
    (found,) = library.findings
    assert (found.code, found.place, found.value) == ("E101", "refs.ris:1", "NOVEL")
    assert find_format("ris").dumps(library).startswith("TY  - NOVEL\n")


def test_a_value_that_looks_like_a_record_stays_a_value():
    work = Work(key="a", type="book", title="T", abstract="x\nER  - \nTY  - BOOK\nTI  - Fake")
    (back,) = loads(find_format("ris").dumps(Library(works=(work,))))
    assert back.title == "T"
    assert "Fake" in back.abstract


def test_a_repeated_key_is_a_finding():
    library = loads("TY  - BOOK\nID  - a\nER  - \nTY  - BOOK\nID  - a\nER  - \n")
    assert library.keys == ("a", "a-2")
    assert [each.code for each in library.findings] == ["U701"]


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("name", ["csl-yaml", "hayagriva", "cff"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: !!python/object/apply:os.system ['true']\n", "could not determine a constructor .* at line 1, column 4"),
        (BOMB, "grows beyond"),
        ("a: &a\n  b: *a\n", "contains itself"),
        ("[" * 20_000, "nested too deeply"),
        ("a: [1, 2\nb: 3\n", "line 2"),
        ("a: \t- b\n", "line 1"),
        ("a: *nothing\n", "undefined alias"),
        ("a: 1\n\x00", "not YAML"),
    ],
    ids=["tag", "bomb", "circle", "deep", "bracket", "tab", "alias", "NUL"],
)
def test_hostile_yaml_is_refused_with_its_place(name, text, message):
    with pytest.raises(InvalidValueError, match=message):
        loads(text, name)


@pytest.mark.parametrize("name", ["null", "1", "true", "&a ''", "~"])
def test_names_in_yaml_are_text_whatever_they_look_like(name):
    software = loads(f"cff-version: 1.2.0\ntitle: Bogs\n{name}: kept\n", "cff")
    books = loads(f"- id: a\n  type: book\n  title: Bogs\n  {name}: kept\n", "csl-yaml")
    works = [*software, *books]
    assert [work.title for work in works] == ["Bogs", "Bogs"]
    assert all("kept" in work.extra.values() for work in works)


def test_an_entry_that_is_none_costs_no_other():
    library = loads("a: 5\nb:\n  type: book\n  title: T\nc:\n  type: scroll\n", "hayagriva", "refs.yml")
    assert library.keys == ("b", "c")
    assert [(each.code, each.place) for each in library.findings] == [("S001", "refs.yml:1"), ("E101", "refs.yml:6")]


@pytest.mark.parametrize("name", ["bibjson", "crossref", "datacite", "openalex"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"title": ["T"],}', "not JSON: .* at line 1, column 17"),
        ("[" * 100_000, "nested too deeply"),
        ('{"title": NaN}', "NaN is no JSON number"),
        ("5", "JSON, but not"),
    ],
    ids=["comma", "deep", "NaN", "number"],
)
def test_broken_json_is_pointed_at(name, text, message):
    with pytest.raises(InvalidValueError, match=message):
        loads(text, name)


ODD = [None, 5, 1.5, True, "x", "", [], {}, [None], [[]], {"a": None}, {"title": {"title": []}}, [{"name": []}]]


@pytest.mark.parametrize("name", ["bibjson", "crossref", "datacite", "openalex", "hayagriva", "cff", "csl-yaml"])
def test_values_of_the_wrong_kind_do_not_raise(name):
    from tests_samples import shapes

    source = random.Random(7)
    for _ in range(300):
        record = {field: source.choice(ODD) for field in shapes(name)}
        try:
            library = loads(__import__("json").dumps({"k": record} if name == "hayagriva" else record), name)
        except InvalidValueError:
            continue
        assert len(library) <= 15


def test_a_broken_line_of_json_costs_no_other():
    library = loads(
        '{"type": "monograph", "title": ["A"]}\n{"type":\n{"type": "monograph", "title": ["B"]}\n', "crossref", "x"
    )
    assert [work.title for work in library] == ["A", "B"]
    assert library.findings[0].place == "x:2"


def test_formulas_are_escaped_in_csv_and_come_back():
    work = Work(key="=cmd|' /C calc'!A0", type="book", title="=1+1", note="+5", publisher="@SUM(A1)", abstract="'=x")
    text = find_format("csv").dumps(Library(works=(work,)))
    assert not any(cell.lstrip('"').startswith(("=", "+", "@")) for cell in text.replace("\n", ",").split(","))
    assert loads(text, "csv").works == (work,)


def test_a_row_with_too_many_cells_is_a_finding():
    library = loads("Title,Authors,Year\nBogs,Doe,2018,surplus\n", file="refs.csv")
    (found,) = library.findings
    assert (found.place, found.value) == ("refs.csv:2", "surplus")


def test_a_table_of_something_else_is_refused():
    with pytest.raises(InvalidValueError, match="no headings that are known"):
        loads("Name,Price\nPeat,5\n", "csv")


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"nothing", b"PK\x05\x06" + b"\0" * 18], ids=["cut", "text", "empty"])
def test_a_broken_workbook_is_refused(data, tmp_path):
    pytest.importorskip("openpyxl")
    path = tmp_path / "refs.xlsx"
    path.write_bytes(data)
    with pytest.raises(InvalidValueError, match=r"refs.xlsx: not an Excel workbook"):
        read(path)


def test_cells_of_a_workbook_are_text(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    write(Library(works=(Work(key="a", type="book", title="=1+1"),)), tmp_path / "refs.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "refs.xlsx").active
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert cells["=1+1"] == "s"
    assert read(tmp_path / "refs.xlsx")["a"].title == "=1+1"
    assert detect_format(tmp_path / "refs.xlsx") == "xlsx"


def test_templates_without_an_end_are_findings():
    library = loads("{{cite book |title=A\n\n* {{cite book |title=B}}\n", "wikipedia", "page.wiki")
    assert [work.title for work in library] == ["B"]
    assert library.findings[0].place == "page.wiki:1"


def test_an_encoding_that_was_guessed_is_a_finding(tmp_path):
    path = tmp_path / "refs.ris"
    path.write_bytes("TY  - BOOK\r\nTI  - Müll\r\nER  - \r\n".encode("cp1252"))
    library = read(path)
    assert library.works[0].title == "Müll"
    assert [each.code for each in library.findings] == ["S014"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings_are_read(encoding, tmp_path):
    path = tmp_path / "refs.ris"
    path.write_bytes("TY  - BOOK\nTI  - Мох\nER  - \n".encode(encoding))
    assert read(path).works[0].title == "Мох"
    assert [work.title for work in stream(path)] == ["Мох"]


def test_a_file_is_streamed_record_by_record(tmp_path):
    path = tmp_path / "refs.ris.gz"
    write_text(path, "".join(f"TY  - BOOK\nTI  - Book {number}\nER  - \n\n" for number in range(500)) + "stray\n")
    findings = []
    works = stream(path, report=findings.append)
    assert next(works).title == "Book 0"
    assert len(list(works)) == 499
    assert [each.line for each in findings] == [2001]


def test_other_formats_are_streamed_after_reading(tmp_path):
    path = tmp_path / "refs.bib"
    write_text(path, "@book{a, title = {T}}\n")
    assert [work.key for work in stream(path)] == ["a"]


def test_text_of_no_format_cannot_be_streamed(tmp_path):
    path = tmp_path / "refs.txt"
    write_text(path, "hello\n")
    with pytest.raises(UnknownNameError):
        next(stream(path))


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 20_000,
        " \n" * 10_000,
        "- \n" * 9_000,
        "a:\n" * 9_000,
        "%A x\n" * 5_000,
        "a,b;c\t" * 3_000,
        "{" * 20_000,
        "# x\n" * 6_000,
    ],
    ids=["lines", "blanks", "dashes", "colons", "percent", "signs", "braces", "hashes"],
)
def test_no_pattern_of_detection_runs_away(text, tmp_path):
    path = tmp_path / "refs.txt"
    write_text(path, text)
    began = time.process_time()
    detect_format(path)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("name", ["ris", "nbib", "wos", "refer", "refworks", "ovid"])
def test_one_long_name_or_line_does_not_run_away(name):
    chosen = find_format(name)
    text = chosen.dumps(Library(works=(Work(key="a", type="book", title="T"),)))
    began = time.process_time()
    for piece in ("a" * 200_000, "a " * 100_000, "(" * 100_000, "1-" * 100_000, "[" * 50_000):
        chosen.loads(text.replace("T\n", piece + "\n", 1))
    assert time.process_time() - began < 20


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.writes and not each.binary])
@pytest.mark.parametrize("piece", ["a", "a ", "{", "&", ", "], ids=["letters", "words", "braces", "signs", "commas"])
def test_one_line_of_a_megabyte_takes_no_time(name, piece):
    chosen = find_format(name)
    text = chosen.dumps(Library(works=(Work(key="a", type="book", title="On bogs"),)))
    began = time.process_time()
    try:
        library = chosen.loads(text.replace("On bogs", piece * (1_000_000 // len(piece)), 1))
    except InvalidValueError:
        library = Library()
    assert len(library) <= 1
    assert time.process_time() - began < 20


@pytest.mark.parametrize("name", ["csl-json", "csl-jsonl"])
@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, '[{"id": ' + "[" * 100_000], ids=["lists", "objects", "item"]
)
def test_json_that_is_nested_deeply_is_refused_or_a_finding(name, text):
    try:
        library = loads(text, name)
    except InvalidValueError as error:
        assert "nested too deeply" in str(error) or "not JSON" in str(error)  # noqa: PT017 - lines are findings instead
    else:
        assert [each.code for each in library.findings] == ["S001"]


XML_FORMATS = [
    name for name, each in FORMATS.items() if each.module.startswith("refgraph.formats.xml.") and not each.binary
]
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("name", XML_FORMATS)
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LAUGHS + "]><x>&i;</x>", "declares entities is refused"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "declares entities is refused"),
        ('<!DOCTYPE x [<!ENTITY % a SYSTEM "http://a.example/a.dtd"> %a;]><x/>', "declares entities is refused"),
        ("", "not XML"),
        ("Dear Sir", "not XML"),
        ("<html><body>x</body></html>", "XML, but not"),
    ],
    ids=["laughs", "file", "parameter", "empty", "text", "html"],
)
def test_hostile_xml_is_refused(name, text, message):
    with pytest.raises(InvalidValueError, match=message):
        find_format(name).loads(text)


@pytest.mark.parametrize("name", XML_FORMATS)
def test_xml_that_is_nested_deeply_does_not_raise(name):
    with pytest.raises(InvalidValueError, match="XML, but not"):
        find_format(name).loads("<a>" * 100_000)


def test_a_document_type_is_not_fetched():
    text = '<!DOCTYPE ref-list SYSTEM "http://a.example/a.dtd">\n<ref-list><ref><element-citation><source>A</source>'
    library = loads(text + "</element-citation></ref></ref-list>", "jats")
    assert [work.title for work in library] == ["A"]
    assert not library.findings


def test_a_broken_element_costs_no_other_record():
    records = "<mods><titleInfo><title>A</titleInfo></mods>\n<mods><titleInfo><title>B</title></titleInfo></mods>"
    library = loads(f"<modsCollection>\n{records}\n</modsCollection>", "mods", "refs.xml")
    assert [work.title for work in library] == ["A", "B"]
    assert {each.code for each in library.findings} == {"S001"}
    assert library.findings[0].place == "refs.xml:2"


def test_stray_ampersands_and_names_of_html_are_text():
    text = "<modsCollection><mods><titleInfo><title>R&D in caf&eacute;s &x; &amp; &#65;</title></titleInfo></mods>"
    library = loads(text + "</modsCollection>", "mods", "refs.xml")
    assert library.works[0].title == "R&D in cafés &x; & A"
    assert [each.place for each in library.findings] == ["refs.xml:1"]


def test_other_encodings_and_namespaces_make_no_difference(tmp_path):
    path = tmp_path / "refs.xml"
    body = '<m:mods xmlns:m="http://www.loc.gov/mods/v3"><m:titleInfo><m:title>Müll</m:title></m:titleInfo></m:mods>'
    path.write_bytes(('<?xml version="1.0" encoding="UTF-16"?>' + body).encode("utf-16"))
    assert [work.title for work in read(path)] == ["Müll"]
