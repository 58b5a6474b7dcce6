"""Recorded answers made in a folder, and a server on this machine that answers as a test says."""

from __future__ import annotations

import json
import shutil
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from refgraph.check import Config, check
from refgraph.check.online import Online
from refgraph.check.online.registries import REGISTRIES


@dataclass
class Found:
    """The findings of a run, easy to ask."""

    report: object

    @property
    def slugs(self):
        return {each.slug: each.severity.value for each in self.report}

    def __getitem__(self, slug):
        return next(each for each in self.report if each.slug == slug)


@pytest.fixture
def folder(tmp_path):
    """Write recorded answers: a text, or a value that becomes JSON."""

    def write(**files):
        place = tmp_path / "recorded"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for name, content in files.items():
            data = content if isinstance(content, str | bytes) else json.dumps(content)
            path = place / name
            if isinstance(data, bytes):
                path.write_bytes(data)
            else:
                path.write_text(data, encoding="utf-8")
        return place

    return write


@pytest.fixture
def replay(tmp_path, folder):
    """Check a .bib text against recorded answers."""

    def run(bib, files, select=("X",), **settings):
        path = tmp_path / "refs.bib"
        path.write_text(bib, encoding="utf-8")
        online = Online(recorded=folder(**files), **settings)
        return Found(check(path, online=online, config=Config(), select=list(select)))

    return run


@dataclass
class Clock:
    """Time that passes only where somebody sleeps."""

    now: float = 1000.0
    slept: list = field(default_factory=list)

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


class Server:
    """Answers on this machine: what a test puts into `answers`, else what `works` has, else 404."""

    def __init__(self):
        self.asked = []
        self.answers = []
        self.always = None
        self.works = {}
        self.heads = {}
        self.release = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                server.asked.append((self.path, dict(self.headers)))
                status, headers, body = server.answer(self.path)
                if status == "hang":
                    server.release.wait(30)
                    self.close_connection = True
                    return
                data = body if isinstance(body, bytes) else body.encode()
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(data)

            do_HEAD = do_GET  # noqa: N815 - http.server's name

            def log_message(self, *_):
                pass

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, *_):
                """Say nothing of clients that left."""

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def answer(self, path):
        if self.answers:
            return self.answers.pop(0)
        if self.always is not None:
            return self.always
        return self.registries(path)

    def registries(self, path):  # noqa: PLR0911 - one line for each
        """Answer as Crossref does, from `works`; the other registries know nothing."""
        parts = urlsplit(unquote(path))
        query = parse_qs(urlsplit(path).query)
        if "filter" in query:
            wanted = [each.removeprefix("doi:") for each in query["filter"][0].split(",")]
            items = [self.works[each] for each in wanted if each in self.works]
            return 200, {}, json.dumps({"status": "ok", "message": {"items": items}, "results": []})
        if parts.path.startswith("/works/") and parts.path.removeprefix("/works/") in self.works:
            work = self.works[parts.path.removeprefix("/works/")]
            return 200, {}, json.dumps({"status": "ok", "message-type": "work", "message": work})
        if parts.path.startswith("/doiRA/"):
            dois = parts.path.removeprefix("/doiRA/").split(",")
            said = [{"DOI": each, "status": "DOI does not exist"} for each in dois]
            return 200, {}, json.dumps(said)
        if "esearch" in parts.path:
            return 200, {}, json.dumps({"esearchresult": {"idlist": []}})
        if parts.path == "/dois":
            return 200, {}, json.dumps({"data": []})
        if parts.path == "/works":
            return 200, {}, json.dumps({"results": [], "message": {"items": []}})
        return 404, {"Content-Type": "text/plain"}, "Resource not found."

    def close(self):
        self.release.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


@pytest.fixture
def live(server, clock, tmp_path):
    """Make what asks the server instead of the registries; time is the fake clock's."""
    from refgraph.check.online.cache import Cache
    from refgraph.check.online.live import Live
    from refgraph.check.online.pacing import Pace
    from refgraph.check.online.retraction_watch import RetractionWatch
    from refgraph.check.online.transport import Transport, new_client

    made = []

    def make(timeout=20.0, max_age=14, **changes):
        from datetime import timedelta

        source = Live(
            transport=Transport(new_client("me@example.org", timeout), Pace(clock=clock, sleep=clock.sleep)),
            cache=Cache(tmp_path / "cache" / "online.sqlite", timedelta(days=max_age)),
            watch=RetractionWatch(),
            hosts=dict.fromkeys(REGISTRIES, server.url),
            **changes,
        )
        made.append(source)
        return source

    yield make
    for each in made:
        each.transport.close()
        each.cache.close()


@pytest.fixture
def ask_live(live, tmp_path):
    """Check a .bib text against the server."""

    def run(bib, source=None, *, links=False, select=("X",)):
        path = tmp_path / "refs.bib"
        path.write_text(bib, encoding="utf-8")
        online = Online(links=links)
        online.__dict__["source"] = source or live()  # a cached property, filled beforehand
        return Found(check(path, online=online, config=Config(), select=list(select)))

    return run
