"""The server as a process: how it begins and ends, and what it does with nonsense."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from random import Random

import pytest

pytest.importorskip("pygls", reason='needs the extra "lsp"')

from refgraph.formats.bibtex import parse_document
from refgraph.formats.bibtex.layout import format_document
from refgraph.lsp.positions import Lines

HALF = [
    "@",
    "@art",
    "@article",
    "@article{",
    "@article{k",
    "@article{k,",
    "@article{k, title",
    "@article{k, title =",
    "@article{k, title = {",
    "@article{k, title = {T",
    '@article{k, title = "T',
    "@article{k, title = {T}, author = }",
    "@string{",
    "@comment{ @",
    "{{{{",
    "}}}}",
    "@@@",
    "\ufeff@book{a",
    "@book{a, title = {🦆",
    "@book{ש, crossref = {ש}}",
    "\x00\x01",
    "\\cite{",
    "\\cite{🦆",
    "[@",
    "---\nbibliography: [",
    '#bibliography("',
    "\ud83e",
]
POSITIONED = ("hover", "completion", "definition", "documentHighlight", "prepareRename")
WHOLE = ("documentSymbol", "foldingRange")


@pytest.fixture
def editor(editors, tmp_path):
    """An editor with a server of its own."""
    return editors(tmp_path)


def test_the_server_says_what_it_can(editor):
    can = editor.initialized["capabilities"]
    assert editor.initialized["serverInfo"]["name"] == "refgraph"
    assert can["textDocumentSync"] == {"openClose": True, "change": 2, "save": True}
    assert can["renameProvider"] == {"prepareProvider": True}
    assert can["completionProvider"]["resolveProvider"]
    assert can["codeActionProvider"] == {"codeActionKinds": ["quickfix", "source.fixAll.refgraph"]}
    for feature in ("hover", "definition", "references", "documentHighlight", "documentSymbol", "workspaceSymbol"):
        assert can[f"{feature}Provider"]
    assert can["documentFormattingProvider"]
    assert can["foldingRangeProvider"]


def test_a_goodbye_ends_the_server_with_0(editor):
    assert editor.leave() == 0
    assert editor.errors == b""


def test_an_exit_without_a_goodbye_is_1(editor):
    editor.tell("exit")
    assert editor.process.wait(60) == 1


def test_an_editor_that_is_gone_ends_the_server(editor):
    editor.process.stdin.close()
    assert editor.process.wait(60) == 1


def test_a_request_that_it_does_not_know_is_refused(editor, refused):
    with pytest.raises(refused, match="textDocument/noSuchThing"):
        editor.ask("textDocument/noSuchThing")
    assert editor.leave() == 0


def test_a_file_that_is_nowhere_has_no_answers(editor):
    place = {"textDocument": {"uri": editor.uri("nowhere.bib")}, "position": {"line": 3, "character": 3}}
    for name in POSITIONED:
        answer = editor.ask(f"textDocument/{name}", **place)
        assert not (answer.get("items") if isinstance(answer, dict) else answer)
    editor.tell("textDocument/didClose", textDocument=place["textDocument"])
    change = {"uri": editor.uri("nowhere.bib"), "version": 2}
    editor.tell("textDocument/didChange", textDocument=change, contentChanges=[{"text": "x"}])
    assert editor.leave() == 0


@pytest.mark.parametrize("name", ["half.bib", "half.tex", "half.md", "half.typ", "half.rst", "half.org", "half.adoc"])
def test_half_typed_text_is_no_trouble(editor, name):
    editor.write(name, "")
    editor.open(name)
    for text in HALF:
        editor.change(name, text)
        document = {"uri": editor.uri(name)}
        last = {"line": text.count("\n"), "character": len(text.rpartition("\n")[2])}
        for feature in POSITIONED:
            editor.ask(f"textDocument/{feature}", textDocument=document, position=last)
        for feature in WHOLE:
            editor.ask(f"textDocument/{feature}", textDocument=document)
        editor.ask("textDocument/formatting", textDocument=document, options={"tabSize": 2, "insertSpaces": True})
        place = {"start": {"line": 0, "character": 0}, "end": last}
        editor.ask("textDocument/codeAction", textDocument=document, range=place, context={"diagnostics": []})
    editor.findings(name)
    assert editor.leave() == 0
    log = (editor.folder / "lsp.log").read_text(encoding="utf-8")
    assert "Traceback" not in log


BITS = [
    "{",
    "}",
    "@",
    "\n",
    "\r\n",
    ",",
    "=",
    '"',
    "#",
    "x",
    "🦆",
    "ש",
    "\u2028",
    "\\cite{",
    "@article{k,",
    "title = {",
]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_server_has_the_text_of_the_editor_after_any_changes(editor, seed):
    random = Random(seed)
    text = "@book{a,\n  title = {On 🦆 קצר},\r\n  year = 2001,\n}\n" * 5
    editor.write("refs.bib", text)
    editor.open("refs.bib")
    for _ in range(150):
        lines = Lines(text)
        start = random.randint(0, len(text))
        place = lines.range((start, min(len(text), start + random.choice([0, 0, 1, 9]))))
        start, end = lines.span(place)
        new = random.choice([*BITS, "", ""])
        ends = [{"line": each.line, "character": each.character} for each in (place.start, place.end)]
        editor.change("refs.bib", ({"start": ends[0], "end": ends[1]}, new))
        text = text[:start] + new + text[end:]
        name = random.choice(POSITIONED)
        editor.ask(f"textDocument/{name}", textDocument={"uri": editor.uri("refs.bib")}, position=ends[0])
    edits = editor.ask(
        "textDocument/formatting",
        textDocument={"uri": editor.uri("refs.bib")},
        options={"tabSize": 2, "insertSpaces": True},
    )
    assert editor.applied(text, edits) == format_document(parse_document(text))
    assert editor.leave() == 0
    assert "Traceback" not in (editor.folder / "lsp.log").read_text(encoding="utf-8")


def test_a_file_outside_the_folder_of_the_editor_is_served(editors, tmp_path):
    (tmp_path / "workspace").mkdir()
    editor = editors(tmp_path, roots=[tmp_path / "workspace"])
    text = "\\addbibresource{refs.bib} \\cite{nobody}\n"
    editor.write("elsewhere/refs.bib", "@misc{a, title = {T}}\n")
    editor.write("elsewhere/a.tex", text)
    editor.open("elsewhere/a.tex")
    editor.findings("elsewhere/a.tex", having=["G801"])


def test_without_a_folder_the_files_beside_are_looked_at(editors, tmp_path):
    editor = editors(tmp_path, roots=[])
    bib = "@misc{a, title = {T}}\n"
    editor.write("refs.bib", bib)
    editor.write("a.tex", "\\addbibresource{refs.bib} \\cite{a}\n")
    editor.open("refs.bib")
    found = editor.ask(
        "textDocument/references", context={"includeDeclaration": False}, **editor.at("refs.bib", bib, "@misc{a")
    )
    assert [each["uri"] for each in found] == [editor.uri("a.tex")]


def test_folders_can_be_added(editor):
    editor.tell(
        "workspace/didChangeWorkspaceFolders",
        event={"added": [{"uri": (editor.folder / "new").as_uri(), "name": "new"}], "removed": []},
    )
    editor.write("new/more.bib", "@misc{other, title = {T}}\n")
    assert [each["containerName"] for each in editor.ask("workspace/symbol", query="other")] == ["other"]


def test_files_are_watched_where_the_editor_can(editors, tmp_path):
    editor = editors(tmp_path, capabilities={"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}})
    (registration,) = editor.note("client/registerCapability")["registrations"]
    assert registration["method"] == "workspace/didChangeWatchedFiles"
    assert ".bib" in registration["registerOptions"]["watchers"][0]["globPattern"]


def command(*arguments, **options):
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, encoding="utf-8", **options
    )


def test_without_the_extra_the_command_says_how_to_get_it(tmp_path):
    code = "import sys; sys.modules['pygls'] = None; from refgraph.cli import main; sys.exit(main(['lsp']))"
    done = command("-c", code, cwd=tmp_path, env={"PYTHONPATH": ":".join(sys.path)})
    assert done.returncode == 2
    assert "pip install 'refgraph[lsp]'" in done.stderr


@pytest.mark.parametrize("address", ["localhost", "localhost:x", ":80", "localhost:99999"])
def test_an_address_that_is_none_is_refused(address):
    done = command("-m", "refgraph.cli", "lsp", "--tcp", address)
    assert done.returncode == 2
    assert "HOST:PORT" in done.stderr


def test_the_help_has_examples():
    done = command("-m", "refgraph.cli", "lsp", "--help")
    assert done.returncode == 0
    assert "refgraph lsp --log" in done.stdout


def test_the_server_listens_where_it_is_told(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "refgraph.cli", "lsp", "--tcp", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL
    )
    try:
        connection = connected(port)
        body = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
        connection.sendall(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        assert b"Content-Length" in connection.recv(4096)
        connection.close()
        assert server.wait(60) == 1
    finally:
        server.kill()
        server.wait()


def connected(port):
    for _ in range(600):
        try:
            return socket.create_connection(("127.0.0.1", port))
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not listen")
