"""Manuscripts that cannot be read and files that are not there: an error that names the file, or a finding."""

from __future__ import annotations

import json
import zipfile

import pytest

from refgraph.check import Config, check
from refgraph.check.manuscripts import SUFFIXES, read_manuscript
from refgraph.errors import RefgraphError, UnreadableFileError

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KINDS = tuple(suffix for suffix in SUFFIXES if suffix != ".docx")
CITES = {
    ".tex": "\\cite{a}",
    ".ltx": "\\cite{a}",
    ".typ": "@a",
    ".rst": ":cite:`a`",
    ".org": "[cite:@a]",
    ".adoc": "cite:[a]",
    ".asciidoc": "cite:[a]",
    ".html": '<cite data-cite="a">',
    ".htm": '<cite data-cite="a">',
    ".txt": "",
    ".text": "",
    ".ipynb": '{"cells": [{"cell_type": "markdown", "source": "[@a]"}]}',
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text("@misc{b, title = {B}}", encoding="utf-8")
    return tmp_path


def cited(path):
    return [each.key for part in read_manuscript(path) for each in part.cited]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"]
)
def test_a_file_in_another_encoding_is_read(folder, kind, encoding):
    call_out = CITES.get(kind, "[@a]")
    text = call_out if kind == ".ipynb" else f"Müller sagt über die Größe, daß es so sei: {call_out}\n"
    path = folder / f"paper{kind}"
    path.write_bytes(text.encode(encoding))
    assert cited(path) == (["a"] if call_out else [])


@pytest.mark.parametrize("kind", SUFFIXES)
@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"As Li (2020) says\0\0\0 in the text.\n", "is not a text file: byte 17 is 0x00", id="nul"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "is an image, not a text file", id="image"),
        pytest.param(b"\xff\xfea\0b\0\x00\xd8", "byte 4 is not valid UTF-16-LE", id="half a character"),
    ],
)
def test_what_is_no_text_is_named(folder, kind, data, problem):
    path = folder / f"paper{kind}"
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError) as caught:
        read_manuscript(path)
    assert str(caught.value).startswith(f"{path}: {'is no Word document' if kind == '.docx' else problem}")


@pytest.mark.parametrize("kind", SUFFIXES)
def test_a_folder_and_a_missing_file_are_named(folder, kind):
    (folder / f"paper{kind}").mkdir()
    for name, problem in (
        (f"paper{kind}", "is a folder"),
        (f"gone{kind}", "no such file"),
        (f"a\0b{kind}", "embedded"),
    ):
        with pytest.raises(UnreadableFileError) as caught:
            check("refs.bib", name, config=Config())
        assert str(caught.value).startswith(f"{name}: {problem}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_a_link_to_itself_is_named(folder, kind):
    (folder / f"paper{kind}").symlink_to(f"paper{kind}")
    with pytest.raises(UnreadableFileError, match="Too many levels of symbolic links"):
        read_manuscript(f"paper{kind}")


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_file_cites_nothing(folder, kind):
    (folder / f"paper{kind}").write_bytes(b"")
    if kind == ".ipynb":
        with pytest.raises(UnreadableFileError, match="is no notebook"):
            read_manuscript(folder / "paper.ipynb")
    else:
        assert cited(folder / f"paper{kind}") == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param('{"cells": [', "is no notebook: Expecting value in line 1, column 12", id="cut off"),
        pytest.param("# not JSON", "is no notebook: Expecting value in line 1, column 1", id="markdown"),
        pytest.param("[" * 200_000, "is no notebook: nested too deeply", id="deep"),
    ],
)
def test_a_broken_notebook_is_named(folder, text, problem):
    (folder / "paper.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        check("paper.ipynb", config=Config())
    assert str(caught.value).startswith(f"paper.ipynb: {problem}")


@pytest.mark.parametrize("value", ["[]", "3", '""', "null", '{"cells": {}}', '{"cells": [1, [], {"source": 7}]}'])
def test_json_that_is_no_notebook_cites_nothing(folder, value):
    (folder / "paper.ipynb").write_text(value, encoding="utf-8")
    assert cited("paper.ipynb") == []


def written_word(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", text)


def body(text):
    return f'<w:document xmlns:w="{WORD}"><w:body>{text}</w:body></w:document>'


BOMB = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + f']><w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>'
)
OUTSIDE = (
    f'<!DOCTYPE d [<!ENTITY x SYSTEM "refs.bib">]><w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r>'
    "</w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        pytest.param({}, "is no Word document", id="no document in it"),
        pytest.param({"document": "<w:document><w:body>"}, "word/document.xml in it is broken", id="cut off"),
        pytest.param({"document": "text"}, "word/document.xml in it is broken", id="no xml"),
        pytest.param({"document": ""}, "word/document.xml in it is broken", id="empty"),
        pytest.param({"document": BOMB}, "word/document.xml in it is broken", id="bomb"),
        pytest.param({"document": body(""), "footnotes": "<a"}, "word/footnotes.xml in it is broken", id="notes"),
    ],
)
def test_a_broken_word_document_is_named(folder, parts, problem):
    written_word(folder / "paper.docx", **parts)
    with pytest.raises(UnreadableFileError) as caught:
        check("paper.docx", config=Config())
    assert str(caught.value).startswith(f"paper.docx: {problem}")


def test_no_other_file_is_read_into_a_word_document(folder):
    written_word(folder / "paper.docx", document=OUTSIDE)
    try:
        (found,) = read_manuscript("paper.docx")
    except UnreadableFileError:
        return
    assert "misc" not in found.text


def test_a_word_document_that_is_cut_off_anywhere_is_read_or_named(folder):
    written_word(folder / "whole.docx", document=body("<w:p><w:r><w:t>Li (2020) says.</w:t></w:r></w:p>"))
    data = (folder / "whole.docx").read_bytes()
    for end in range(0, len(data), 7):
        (folder / "paper.docx").write_bytes(data[:end])
        with pytest.raises(UnreadableFileError) as caught:
            read_manuscript("paper.docx")
        assert str(caught.value).startswith("paper.docx: ")


def test_a_word_document_with_a_changed_byte_is_read_or_named(folder):
    written_word(folder / "whole.docx", document=body("<w:p><w:r><w:t>Li (2020) says.</w:t></w:r></w:p>"))
    data = (folder / "whole.docx").read_bytes()
    for at in range(0, len(data), 3):
        (folder / "paper.docx").write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        try:
            read_manuscript("paper.docx")
        except UnreadableFileError as error:
            assert str(error).startswith("paper.docx: ")  # noqa: PT017 - either is right


@pytest.mark.parametrize(
    "front",
    [
        "bibliography: [refs.bib",
        "bibliography: 'refs.bib",
        "- a\n- b",
        "a: b: c",
        "\tbibliography: x",
        "&a [*a]",
        "? [",
        "a: !!python/object:os.system x",
        "a: &x [*x, *x]",
        "%YAML 9",
        "bibliography: {a: b}",
        "bibliography: 3",
        "nocite: 3",
    ],
)
def test_broken_front_matter_costs_no_citations(folder, front):
    (folder / "paper.md").write_text(f"---\ntitle: x\n{front}\n---\n\nAs @a says.\n", encoding="utf-8")
    assert "a" in cited("paper.md")


INCLUDES = {
    ".tex": "\\input{%s}",
    ".rst": ".. include:: %s",
    ".typ": '#include "%s"',
    ".org": '#+include: "%s"',
    ".adoc": "include::%s[]",
    ".qmd": "{{< include %s >}}",
    ".md": "```{include} %s\n```\n",
}


@pytest.mark.parametrize("kind", INCLUDES)
def test_files_that_include_each_other_are_read_once(folder, kind):
    for own, other in (("one", "two"), ("two", "three"), ("three", "one")):
        text = "\n".join(
            INCLUDES[kind] % f"{name}{kind}" for name in (other, own, f"./{other}", f"../{folder.name}/{own}")
        )
        (folder / f"{own}{kind}").write_text(text + "\n", encoding="utf-8")
    assert [part.file for part in read_manuscript(f"one{kind}")] == [
        f"{name}{kind}" for name in ("one", "two", "three")
    ]


@pytest.mark.parametrize("kind", INCLUDES)
@pytest.mark.parametrize(
    "name", ["gone", "dir", "", ".", "..", "a" * 5000, "~", "/", "//", "\\", "a\0b", "$x", "é", "*"]
)
def test_an_include_that_is_not_there_costs_nothing(folder, kind, name):
    (folder / f"dir{kind}").mkdir()
    call_out = CITES.get(kind, "[@a]")
    text = f"{INCLUDES[kind] % (name + kind)}\n\n{call_out} text\n\n{INCLUDES[kind] % name}\n"
    if "\0" in text:
        text = text.replace("\0", "\x0c")
    (folder / f"paper{kind}").write_text(text, encoding="utf-8")
    assert cited(f"paper{kind}") == ["a"]


@pytest.mark.parametrize("kind", INCLUDES)
def test_an_included_file_that_is_no_text_is_named_or_passed_over(folder, kind):
    (folder / f"part{kind}").write_bytes(b"\x89PNG\0\0")
    (folder / f"paper{kind}").write_text(INCLUDES[kind] % f"part{kind}" + "\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=f"part{kind}"):
        read_manuscript(f"paper{kind}")


def test_a_chain_of_includes_of_any_length_is_followed(folder):
    for number in range(1500):
        text = f"\\cite{{k{number}}} \\input{{part{number + 1}}}"
        (folder / f"part{number}.tex").write_text(text, encoding="utf-8")
    assert len(cited("part0.tex")) == 1500


def test_bibliographies_that_cannot_be_read_are_named(folder):
    (folder / "broken.bib").write_bytes(b"\x89PNG\0\0")
    (folder / "paper.tex").write_text("\\cite{b}\\bibliography{broken}", encoding="utf-8")
    for files in (["paper.tex"], ["paper.tex", "refs.bib"]):
        with pytest.raises(RefgraphError, match=r"broken\.bib"):
            check(*files, config=Config())


def test_a_bibliography_that_is_a_folder_is_missing(folder):
    (folder / "list.bib").mkdir()
    (folder / "paper.tex").write_text("\\cite{b}\\bibliography{list}", encoding="utf-8")
    report = check("paper.tex", config=Config())
    assert [(each.code, each.file) for each in report] == [("G810", "paper.tex")]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("paper.docx", b"no zip", "the manuscript is no Word document (.docx)"),
        (
            "paper.ipynb",
            b"{",
            "the manuscript is no notebook: Expecting property name enclosed in double quotes in line 1,",
        ),
        ("paper.tex", b"\x89PNG\0", "the manuscript is an image, not a text file"),
        ("part.tex", b"\x89PNG\0", "the manuscript is an image, not a text file"),
    ],
)
def test_a_broken_manuscript_costs_no_findings_of_others(folder, name, data, message):
    (folder / "one.tex").write_text("\\cite{gone}", encoding="utf-8")
    (folder / "whole.tex").write_text("\\input{part}", encoding="utf-8")
    (folder / name).write_bytes(data)
    broken = "whole.tex" if name == "part.tex" else name
    report = check("refs.bib", broken, "one.tex", config=Config(), select=["G801", "S001"])
    assert [(each.code, each.file, each.key) for each in report] == [("S001", name, None), ("G801", "one.tex", "gone")]
    assert report.findings[0].message.startswith(message)
    assert report.exit_code == 1


def test_what_is_odd_in_a_manuscript_costs_nothing(folder):
    (folder / "two.md").write_text("---\nbibliography: [refs.bib\n---\n[@gone] [@b]", encoding="utf-8")
    (folder / "three.ipynb").write_text(json.dumps({"cells": [3, {"source": 3}]}), encoding="utf-8")
    report = check("refs.bib", "two.md", "three.ipynb", config=Config(), select=["G801"])
    assert [(each.file, each.key) for each in report] == [("two.md", "gone")]
