"""The server at the edge: messages of the editor in, values of the features out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter, lsp_method

import refgraph
from refgraph.errors import RefgraphError
from refgraph.lsp.background import Background
from refgraph.lsp.checking import Checked, checked, diagnostics
from refgraph.lsp.documents import OpenDocument, is_known
from refgraph.lsp.files import Files
from refgraph.lsp.settings import Settings
from refgraph.lsp.view import Abilities, View

log = logging.getLogger(__name__)
_PATIENCE = 2.0  # seconds that an editor's question about findings may wait for them
_STEP = 0.02
_REQUEST_FAILED = types.LSPErrorCodes.RequestFailed.value


class Protocol(LanguageServerProtocol):
    """The protocol of pygls, which leaves the texts of documents to us.

    pygls copies the whole text for every change, and takes signs for line ends that are none in the protocol (U+2028).
    """

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Iterator[Any]:
        """Hand on that a document was opened."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Iterator[Any]:
        """Hand on that a document was changed."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Iterator[Any]:
        """Hand on that a document was closed."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Server(LanguageServer):
    """The language server and the moment that the editor is in.

    Attributes:
        view: what features look at; whatever happens puts another value here.
    """

    def __init__(self) -> None:
        super().__init__(
            "refgraph",
            refgraph.__version__,
            protocol_cls=Protocol,
            converter_factory=default_converter,
        )
        self.view = View()
        self._background = Background(self._check)
        self._touched: set[Path] = set()
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def ended_well(self) -> bool:
        """Return True if the editor asked the server to shut down before it left."""
        return bool(self.protocol._shutdown)  # noqa: SLF001 - pygls knows, and does not say

    def begin(self, folders: tuple[Path, ...], settings: Settings, abilities: Abilities) -> None:
        """Take over what the editor says when it connects."""
        encoding = types.PositionEncodingKind(self.workspace.position_encoding or "utf-16").value
        self.view = View(Files(encoding=encoding), folders, settings, abilities)
        self._loop = asyncio.get_running_loop()

    def move(self, view: View) -> None:
        """Take over other folders or settings."""
        self.view = view
        self.check_soon()

    def put(self, document: OpenDocument) -> None:
        """Take over the text of a document that was opened or changed."""
        self._set_documents({**self.view.files.documents, document.path: document})
        self.check_soon(document.path)

    def remove(self, uri: str) -> None:
        """Forget a document that was closed; its findings go, and its file counts again."""
        documents = self.view.files.documents
        self._set_documents({path: each for path, each in documents.items() if each.uri != uri})
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        self.check_soon()

    def _set_documents(self, documents: dict[Path, OpenDocument]) -> None:
        self.view = replace(self.view, files=replace(self.view.files, documents=documents))

    def check_soon(self, *paths: Path) -> None:
        """Check the projects of some open files, of all if none is named, when the user rests."""
        with self._lock:
            self._touched.update(paths or self.view.files.documents)
        self._background.soon(self.view.settings.delay)

    def _check(self) -> None:
        """Check the projects of what was touched, and publish the findings in their open files."""
        with self._lock:
            touched, self._touched = self._touched, set()
        view = self.view  # no older than what touched it
        while touched:
            path = touched.pop()
            if path in view.files.documents and is_known(path):
                touched -= self._check_project(view, path)

    def _check_project(self, view: View, path: Path) -> frozenset[Path]:
        """Check the project of a file, publish its findings and return its files."""
        begun = monotonic()
        try:
            result = checked(view.files, view.project(path))
            count, took = len(result.findings), monotonic() - begun
            log.info("%s: %d findings in %d files, %.2f s", path, count, len(result.project.files), took)
            self._publish(view, result, path)
        except Exception:  # the next change may mend it, and other projects have findings, too
            log.exception("%s cannot be checked", path)
            return frozenset()
        return result.project.files

    def _publish(self, view: View, result: Checked, path: Path) -> None:
        for each, document in view.files.documents.items():
            if each == path or each in result.project.files:
                found = diagnostics(view.files, result, each)
                assert self._loop is not None
                with suppress(RuntimeError):  # the loop is closed: the editor left while this was checked
                    self._loop.call_soon_threadsafe(self._publish_one, document, found)

    def _publish_one(self, document: OpenDocument, found: list[types.Diagnostic]) -> None:
        """Publish the findings in a document unless it has changed since; then another check is on its way."""
        if self.view.files.documents.get(document.path) == document:
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(document.uri, found, document.version)
            )

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Write an error to the log: a user who types cannot do anything about it."""
        if source is not FeatureRequestError:  # that is in the answer
            log.error("%s: %s", source.__name__, error, exc_info=error)

    def answer(
        self, method: str, function: Callable[[View, Any], object], options: object = None, *, patient: bool = False
    ) -> None:
        """Let a function answer a request, in a thread, about the moment at which it came.

        Args:
            method: name of the request.
            function: takes the moment and the parameters.
            options: what the editor is told about it.
            patient: wait a moment for the check, if one is under way.
        """

        async def handle(params: Any) -> object:  # with "object" pygls would put the server in
            view = self.view
            if patient:
                await self._until_checked()
            return await asyncio.to_thread(_answered, function, view, params)

        self.feature(method, options)(handle)

    async def _until_checked(self) -> None:
        """Wait for the check without keeping a thread busy: editors ask at every step of the cursor."""
        for _ in range(int(_PATIENCE / _STEP)):
            if self._background.rests:
                return
            await asyncio.sleep(_STEP)


def _answered(function: Callable[[View, Any], object], view: View, params: object) -> object:
    """Return an answer; a request that is refused says why, and one that fails has no answer."""
    try:
        return function(view, params)
    except RefgraphError as error:
        raise JsonRpcException(str(error), _REQUEST_FAILED) from None
    except Exception:  # an editor shows every error while the user types; the log has it, and the server goes on
        log.exception("no answer to %s", type(params).__name__)
        return None
