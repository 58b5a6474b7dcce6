"""An editor for the tests: a small client that speaks the real protocol with a server in a process of its own."""

from __future__ import annotations

import itertools
import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

WAIT = 60  # seconds; machines are busy
_LASTING = ("workspace/didChangeConfiguration", "workspace/didChangeWorkspaceFolders", "exit")
"""What a server does not forget with the documents and the folder."""


def _workspace(folder):
    return {"uri": folder.as_uri(), "name": folder.name}


class RefusedError(Exception):
    """The server answered a request with an error."""


class Editor:
    """Starts the server, sends requests and keeps what the server says on its own."""

    def __init__(self, folder, *, encodings=("utf-16",), options=None, capabilities=None, roots=None):
        self.folder = folder
        self.is_as_new = True
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONFAULTHANDLER": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "refgraph.cli", "lsp", "--log", str(folder / "lsp.log")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment,
        )
        self.errors = b""
        self.versions = {}
        self.notes = []
        self._numbers = itertools.count(1)
        self._messages = queue.Queue()
        self._answers = {}
        for job in (self._read, self._drain):
            threading.Thread(target=job, daemon=True).start()
        roots = [folder] if roots is None else roots
        self.initialized = self.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=roots[0].as_uri() if roots else None,
            workspaceFolders=[_workspace(each) for each in roots] or None,
            capabilities={
                "general": {"positionEncodings": list(encodings)},
                "textDocument": {
                    "completion": {"completionItem": {"snippetSupport": True}},
                    "rename": {"prepareSupport": True},
                },
                **(capabilities or {}),
            },
            initializationOptions={"delay": 0.05, **(options or {})},
        )
        self.tell("initialized")

    def _read(self):
        stream = self.process.stdout
        while True:
            length = 0
            while (line := stream.readline()).strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not line:
                break
            self._messages.put(json.loads(stream.read(length)))
        self._messages.put(None)

    def _drain(self):
        for line in self.process.stderr:
            self.errors += line

    def _send(self, **message):
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self.process.stdin.flush()

    def _message(self):
        for _ in range(WAIT):  # not one long wait: a machine that stands still for minutes is no server that hangs
            try:
                return self._messages.get(timeout=1)
            except queue.Empty:
                continue
        self.process.send_signal(signal.SIGABRT)  # it prints where it hangs
        self.process.wait()
        return None

    def _next(self):
        message = self._message()
        assert message is not None, f"the server left or hangs: {self.errors.decode()}"
        if "method" in message and "id" in message:
            self.notes.append(message)
            self._send(id=message["id"], result=None)
        elif "method" in message:
            self.notes.append(message)
        else:
            self._answers[message["id"]] = message

    def tell(self, method, **params):
        self.is_as_new &= method not in _LASTING
        self._send(method=method, params=params)

    def move(self, folder):
        """Close all documents and go to another folder."""
        for uri in self.versions:
            self.tell("textDocument/didClose", textDocument={"uri": uri})
        event = {"added": [_workspace(folder)], "removed": [_workspace(self.folder)]}
        self._send(method="workspace/didChangeWorkspaceFolders", params={"event": event})
        self.folder, self.versions = folder, {}
        none = {"uri": (folder / "none.bib").as_uri()}
        self.ask("textDocument/foldingRange", textDocument=none)  # what was under way is over then
        self.notes.clear()

    def ask(self, method, **params):
        number = next(self._numbers)
        self._send(id=number, method=method, params=params)
        while number not in self._answers:
            self._next()
        answer = self._answers.pop(number)
        if "error" in answer:
            raise RefusedError(answer["error"]["message"])
        return answer["result"]

    def path(self, name):
        return name if isinstance(name, Path) else self.folder / name

    def uri(self, name):
        return name if isinstance(name, str) and ":" in name else self.path(name).as_uri()

    def write(self, name, text):
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def open(self, name, text=None, language=""):
        uri = self.uri(name)
        self.versions[uri] = 1
        text = self.path(name).read_bytes().decode() if text is None else text
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": language, "version": 1, "text": text})
        return text

    def change(self, name, *changes):
        uri = self.uri(name)
        self.versions[uri] += 1
        events = [{"text": each} if isinstance(each, str) else {"range": each[0], "text": each[1]} for each in changes]
        self.tell(
            "textDocument/didChange",
            textDocument={"uri": uri, "version": self.versions[uri]},
            contentChanges=events,
        )

    def close(self, name):
        self.tell("textDocument/didClose", textDocument={"uri": self.uri(name)})

    def findings(self, name, having=(), lacking=()):
        """Wait for the findings in the newest version of a document, and until some codes are among them or not."""
        uri = self.uri(name)
        while True:
            about = self.note("textDocument/publishDiagnostics")
            codes = {each.get("code") for each in about["diagnostics"]}
            is_newest = about["uri"] == uri and about.get("version") == self.versions[uri]
            if is_newest and codes.issuperset(having) and codes.isdisjoint(lacking):
                return about["diagnostics"]

    def note(self, method):
        """Wait for a notification, and take it."""
        while not (found := [each for each in self.notes if each["method"] == method]):
            self._next()
        self.notes = [each for each in self.notes if each is not found[0]]
        return found[0]["params"]

    def at(self, name, text, marked, back=0):
        """Return the request parameters for the place after ``marked`` in a text, in UTF-16 units."""
        before = text[: text.index(marked) + len(marked) - back]
        lines = before.replace("\r\n", "\n").split("\n")
        column = len(lines[-1].encode("utf-16-le")) // 2
        return {
            "textDocument": {"uri": self.uri(name)},
            "position": {"line": len(lines) - 1, "character": column},
        }

    @staticmethod
    def applied(text, edits):
        """Return a text with edits of the protocol made, positions in UTF-16 units."""
        lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)

        def offset(position):
            before = "".join(lines[: position["line"]])
            line = lines[position["line"]] if position["line"] < len(lines) else ""
            units = line.encode("utf-16-le")[: 2 * position["character"]]
            return len(before) + len(units.decode("utf-16-le"))

        for edit in sorted(edits, key=lambda each: offset(each["range"]["start"]), reverse=True):
            start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
            text = text[:start] + edit["newText"] + text[end:]
        return text

    def leave(self):
        """Say goodbye and return the exit code."""
        self.ask("shutdown")
        self.tell("exit")
        return self.process.wait(WAIT)

    def end(self):
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()


@pytest.fixture
def editors():
    """Start editors; each has a server in a process of its own."""
    pytest.importorskip("pygls", reason='needs the extra "lsp"')
    started = []

    def start(*args, **options):
        started.append(Editor(*args, **options))
        return started[-1]

    yield start
    for each in started:
        each.end()


@pytest.fixture
def refused():
    return RefusedError


@pytest.fixture(scope="session")
def kept():
    """The editor that tests share, as long as its server is as new: starting one takes seconds."""
    editors = []
    yield editors
    for each in editors:
        each.end()


@pytest.fixture
def editor(kept, tmp_path):
    pytest.importorskip("pygls", reason='needs the extra "lsp"')
    if kept and kept[0].is_as_new and kept[0].process.poll() is None:
        kept[0].move(tmp_path)
    else:
        for each in kept:
            each.end()
        kept[:] = [Editor(tmp_path)]
    return kept[0]
