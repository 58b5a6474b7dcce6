"""Making the server: which message goes to which function."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from lsprotocol import types
from pygls.uris import to_fs_path

from refgraph.lsp.actions import KINDS, actions
from refgraph.lsp.completion import TRIGGERS, complete, resolve
from refgraph.lsp.documents import SUFFIXES_WATCHED, OpenDocument
from refgraph.lsp.hover import hover
from refgraph.lsp.layout import formatted
from refgraph.lsp.navigation import definition, highlight, references
from refgraph.lsp.renaming import prepare, rename
from refgraph.lsp.server import Server
from refgraph.lsp.settings import Settings
from refgraph.lsp.symbols import document_symbols, folding_ranges, workspace_symbols
from refgraph.lsp.view import Abilities


def make_server() -> Server:
    """Return a server with all features, ready to start."""
    server = Server()
    _follow_the_editor(server)
    _follow_documents(server)
    _answer_requests(server)
    return server


def _answer_requests(server: Server) -> None:
    completing = types.CompletionOptions(trigger_characters=TRIGGERS, resolve_provider=True)
    server.answer(types.TEXT_DOCUMENT_COMPLETION, complete, completing)
    server.answer(types.COMPLETION_ITEM_RESOLVE, resolve)
    server.answer(types.TEXT_DOCUMENT_HOVER, hover)
    server.answer(types.TEXT_DOCUMENT_DEFINITION, definition)
    server.answer(types.TEXT_DOCUMENT_REFERENCES, references)
    server.answer(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, highlight)
    server.answer(types.TEXT_DOCUMENT_PREPARE_RENAME, prepare)
    server.answer(types.TEXT_DOCUMENT_RENAME, rename, types.RenameOptions(prepare_provider=True))
    fixing = types.CodeActionOptions(code_action_kinds=KINDS)
    server.answer(types.TEXT_DOCUMENT_CODE_ACTION, actions, fixing, patient=True)
    server.answer(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document_symbols)
    server.answer(types.WORKSPACE_SYMBOL, workspace_symbols)
    server.answer(types.TEXT_DOCUMENT_FOLDING_RANGE, folding_ranges)
    server.answer(types.TEXT_DOCUMENT_FORMATTING, formatted)


def _follow_the_editor(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.begin(_folders(params), Settings.of(params.initialization_options), _abilities(params.capabilities))

    @server.feature(types.INITIALIZED)
    def initialized(_params: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if watched and watched.dynamic_registration:
            server.client_register_capability(types.RegistrationParams([_watching()]))

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configured(params: types.DidChangeConfigurationParams) -> None:
        server.move(replace(server.view, settings=server.view.settings.updated(params.settings)))

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def moved(_params: types.DidChangeWorkspaceFoldersParams) -> None:
        folders = (to_fs_path(each.uri) for each in server.workspace.folders.values())
        server.move(replace(server.view, folders=_resolved(folders)))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(_params: types.DidChangeWatchedFilesParams) -> None:
        server.check_soon()


def _follow_documents(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.put(OpenDocument.of(params.text_document))

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        named, files = params.text_document, server.view.files
        for document in files.documents.values():
            if document.uri == named.uri:
                server.put(document.changed(params.content_changes, named.version, files.encoding))
                return

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_params: types.DidSaveTextDocumentParams) -> None:
        server.check_soon()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.remove(params.text_document.uri)


def _abilities(given: types.ClientCapabilities) -> Abilities:
    text, workspace = given.text_document, given.workspace
    item = text.completion.completion_item if text and text.completion else None
    edit = workspace.workspace_edit if workspace else None
    return Abilities(snippets=bool(item and item.snippet_support), versions=bool(edit and edit.document_changes))


def _folders(params: types.InitializeParams) -> tuple[Path, ...]:
    """Return the folders that are open in the editor."""
    names: list[str | None] = [to_fs_path(each.uri) for each in params.workspace_folders or ()]
    if not names:
        names = [to_fs_path(params.root_uri) if params.root_uri else params.root_path]
    return _resolved(names)


def _resolved(names: Iterable[str | None]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(Path(each).resolve() for each in names if each))


def _watching() -> types.Registration:
    pattern = "**/*{" + ",".join(sorted(SUFFIXES_WATCHED)) + "}"
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(pattern)])
    return types.Registration("refgraph-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
