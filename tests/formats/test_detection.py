"""What a file contains says its format, whatever it is called; archives of files, and files of other kinds."""

from __future__ import annotations

import importlib.util
import io
import zipfile

import pytest
from tests_samples import texts

from refgraph.errors import InvalidValueError, UnknownNameError, UnreadableFileError
from refgraph.formats import FORMATS, detect, detect_format, find_format, loads, read, stream, write
from refgraph.formats.bibtex import SetField, read_document
from refgraph.model import Library, Work

ALL = {**dict(texts()), "bibtex": "@book{a, title = {T}}\n", "csl-json": '[{"id": "a", "type": "book"}]\n'}
SUFFIXES = sorted({extension for each in FORMATS.values() for extension in each.extensions if not each.binary})
LIBRARY = Library(works=(Work(key="a", type="book", title="Bogs"),))


@pytest.mark.parametrize("name", ALL)
def test_a_wrong_or_missing_name_makes_no_difference(name):
    for path in (None, "refs", "refs.txt", "refs.dat", *(f"refs{suffix}" for suffix in SUFFIXES)):
        assert detect(ALL[name], path).name == name, path


@pytest.mark.parametrize("name", ["xlsx", "marc"])
@pytest.mark.parametrize("file", ["refs", "refs.bib", "refs.ris", "refs.json", "refs.xlsx", "refs.mrc", "refs.zip"])
def test_binary_files_are_known_by_their_content(name, file, tmp_path):
    if name == "xlsx" and importlib.util.find_spec("openpyxl") is None:
        pytest.skip("needs openpyxl")
    path = tmp_path / file
    path.write_bytes(find_format(name).dump_bytes(LIBRARY))
    assert detect_format(path) == name
    assert [work.title for work in read(path)] == ["Bogs"] == [work.title for work in stream(path)]


def test_text_under_the_name_of_a_workbook_is_read_as_what_it_is(tmp_path):
    path = tmp_path / "refs.xlsx"
    path.write_text(ALL["ris"], encoding="utf-8")
    assert detect_format(path) == "ris"
    assert [work.title for work in read(path)] == ["On bogs"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("<bibliography><book/></bibliography>", "it may be mods or endnote-xml or "),
        ('{"books": []}', "it may be csl-json or bibjson or "),
        ("authors: [Doe]\nyear: 2018\n", "it may be csl-yaml or hayagriva or cff: name it"),
        ("AU  - Doe, J.\nPY  - 2018\n", "it may be ris or nbib or ovid: name it"),
        ("AU Doe, J.\nPY 2018\n", "it may be wos or refworks: name it"),
        ("a,b,c\n1,2,3\n", "it may be csv: name it"),
        ("Dear Sir", "name one of bibtex, "),
    ],
)
def test_what_is_not_recognised_may_be_one_of_several_formats(text, hint):
    try:
        loads(text)
    except (UnknownNameError, InvalidValueError) as error:
        assert hint in str(error) or "JSON without items" in str(error)  # noqa: PT017 - either error will do
    else:
        pytest.fail("it was read")


def archive(tmp_path, files, name="refs.zip", **options):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for member, data in files.items():
            target.writestr(member, data, **options)
    return path


def test_the_files_of_an_archive_are_read_together(tmp_path):
    path = archive(
        tmp_path,
        {"a/one.txt": ALL["ris"], "two.dat": ALL["bibtex"], "__MACOSX/._one.txt": "x", ".hidden": "y", "b/": ""},
    )
    assert read(path).keys == ("doe2018", "a") == tuple(work.key for work in stream(path))
    assert detect_format(path) == "ris"


def test_a_file_of_no_format_in_an_archive_is_a_finding(tmp_path):
    path = archive(tmp_path, {"README": "hello", "logo.png": b"\x89PNG\r\n\x1a\n\0\0", "refs.bib": ALL["bibtex"]})
    library = read(path)
    assert library.keys == ("a",)
    assert [each.file for each in library.findings] == [f"{path}/README", f"{path}/logo.png"]
    with pytest.raises(UnknownNameError, match="no file in the archive"):
        read(archive(tmp_path, {"README": "hello", "NOTES": "hello"}))


def test_findings_of_a_file_in_an_archive_name_it(tmp_path):
    path = archive(tmp_path, {"one.ris": "TY  - BOOK\nTI  - A\nER  - \nstray\n", "two.bib": ALL["bibtex"]})
    assert [each.place for each in read(path).findings] == [f"{path}/one.ris:4"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"bomb.bib": b"@" * (100 << 20)}, r"would be 100 MB unpacked, from \d+ KB"),
        ({f"{number}.bib": "@book{a}" for number in range(1001)}, "is an archive of 1001 files; 1000 are the most"),
        ({"inner.zip": b"PK\x03\x04" + bytes(30)}, "inner.zip is an archive in an archive"),
        ({"inner.gz": b"\x1f\x8b\x08" + bytes(30)}, "inner.gz is an archive in an archive"),
    ],
    ids=["bomb", "many", "zip in zip", "gzip in zip"],
)
def test_archives_that_are_dangerous_are_refused(files, message, tmp_path):
    path = archive(tmp_path, files)
    for reader in (read, lambda each: list(stream(each)), detect_format):
        with pytest.raises(UnreadableFileError, match=message):
            reader(path)


def test_a_packed_file_that_grows_without_measure_is_refused(tmp_path):
    import gzip

    path = tmp_path / "refs.bib.gz"
    path.write_bytes(gzip.compress(b"@" * (100 << 20), 9))
    with pytest.raises(UnreadableFileError, match="grows without measure"):
        read(path)


def test_an_encrypted_or_damaged_archive_is_refused(tmp_path):
    path = archive(tmp_path, {"refs.bib": ALL["bibtex"]})
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02") + 8
    data[place] |= 1
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError, match=r"refs.bib is encrypted"):
        read(path)
    for end in range(4, len(data) - 1):
        path.write_bytes(bytes(data[:end]))
        with pytest.raises(UnreadableFileError):
            read(path)


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        ("word/document.xml", "docx"),
        ("mimetype", "odt"),
        ("META-INF/container.xml", "epub"),
        ("META-INF/MANIFEST.MF", "jar"),
    ],
)
def test_documents_that_are_archives_are_no_archives_of_files(member, kind, tmp_path):
    path = archive(tmp_path, {member: "x", "refs.bib": ALL["bibtex"]}, f"refs.{kind}")
    with pytest.raises(UnreadableFileError, match="is a ZIP or Office file, not a text file"):
        read(path)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"%PDF-1.7\n",
        b"\x7fELF\2\1\1",
        bytes(range(256)) * 4,
    ],
    ids=["PNG", "JPEG", "PDF", "program", "bytes"],
)
@pytest.mark.parametrize("file", ["refs.bib", "refs.ris", "refs"])
def test_a_file_of_another_kind_is_refused(data, file, tmp_path):
    path = tmp_path / file
    path.write_bytes(data)
    for reader in (read, lambda each: list(stream(each)), detect_format):
        with pytest.raises(UnreadableFileError, match=r"not a text file"):
            reader(path)


def test_a_folder_is_refused(tmp_path):
    for reader in (read, lambda each: list(stream(each)), detect_format):
        with pytest.raises(UnreadableFileError, match="is a folder, not a file"):
            reader(tmp_path)


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.reads])
def test_an_empty_file_says_nothing_or_is_refused(name, tmp_path):
    path = tmp_path / "refs"
    path.write_bytes(b"")
    assert read(path) == Library()
    try:
        library = read(path, name)
    except InvalidValueError as error:
        assert str(path) in str(error)  # noqa: PT017 - an empty text is no XML or JSON
    else:
        assert len(library) == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("title", ["Müll", "Мох и болото", "湿原"])
def test_wide_encodings_are_read_and_streamed(encoding, title, tmp_path):
    path = tmp_path / "refs.txt"
    path.write_bytes(f"TY  - BOOK\r\nTI  - {title}\r\nER  - \r\n".encode(encoding))
    assert [work.title for work in read(path)] == [title] == [work.title for work in stream(path)]


def test_a_wide_file_that_is_cut_off_is_refused_or_read(tmp_path):
    path = tmp_path / "refs.ris"
    data = "TY  - BOOK\nTI  - Мох\nER  - \n".encode("utf-16")
    for end in range(len(data)):
        path.write_bytes(data[:end])
        try:
            works = list(read(path))
        except (UnreadableFileError, UnknownNameError):
            assert end % 2 or end < 30
        else:
            assert len(works) <= 1


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.writes and not each.binary])
def test_a_nul_in_a_file_is_refused_or_a_finding(name, tmp_path):
    path = tmp_path / "refs.txt"
    text = find_format(name).dumps(LIBRARY)
    path.write_bytes(text.replace("Bogs", "Bo\0gs").encode())
    try:
        library = read(path, name)
    except (UnreadableFileError, InvalidValueError):
        return
    assert library.findings


def test_single_bytes_in_utf_8_are_read_one_by_one_and_found(tmp_path):
    path = tmp_path / "refs.ris"
    good = "TY  - BOOK\nTI  - Über Moore und Sümpfe\nER  - \n".encode() * 3
    path.write_bytes(good + "TY  - BOOK\nTI  - Müll\nER  - \n".encode("cp1252"))
    library = read(path)
    assert [work.title for work in library] == ["Über Moore und Sümpfe"] * 3 + ["Müll"]
    assert [(each.code, each.line) for each in library.findings] == [("S014", 11)]


@pytest.mark.parametrize(
    ("encoding", "title"), [("cp1251", "Болото и мох"), ("mac_roman", "Étude des marécages"), ("cp1252", "Étude")]
)
def test_a_guessed_encoding_is_named_with_its_line(encoding, title, tmp_path):
    path = tmp_path / "refs.ris"
    path.write_bytes(f"TY  - BOOK\nTI  - {title}\nER  - \n".encode(encoding))
    library = read(path)
    assert library.works[0].title == title
    (finding,) = library.findings
    assert (finding.code, finding.line) == ("S014", 2)
    assert encoding in finding.message


def test_bytes_are_read_where_the_format_is_named():
    assert loads("TY  - BOOK\nTI  - Müll\nER  - \n".encode("cp1252"), "ris").works[0].title == "Müll"
    with pytest.raises(InvalidValueError, match="this format is no text: 'marc'; give the bytes"):
        loads("text", "marc")


def test_a_packed_archive_can_be_written(tmp_path):
    write(LIBRARY, tmp_path / "refs.bib.zip")
    assert zipfile.ZipFile(io.BytesIO((tmp_path / "refs.bib.zip").read_bytes())).namelist() == ["refs.bib"]
    assert read(tmp_path / "refs.bib.zip").keys == ("a",)


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "mac_roman", "utf-16"])
def test_an_edit_of_a_bib_file_keeps_the_bytes_of_its_encoding(encoding, tmp_path):
    title = "Болото и мох" if encoding == "cp1251" else "Étude des marécages"
    path = tmp_path / "refs.bib"
    path.write_bytes(f"@book{{a,\r\n  title = {{{title}}},\r\n  year = 2018\r\n}}\r\n".encode(encoding))
    document = read_document(path)
    assert document.to_bytes() == path.read_bytes()
    changed = document.edit(SetField("a", "year", "2019"))
    codec = "utf-16-le" if encoding == "utf-16" else encoding
    old, new = (number.encode(codec) for number in ("2018", "2019"))
    assert changed.to_bytes() == path.read_bytes().replace(old, new)
