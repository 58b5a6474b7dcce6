"""The answers as another client reads them: that of pygls, which takes only what the protocol allows."""

from __future__ import annotations

import asyncio
import sys

import pytest

pytest.importorskip("pygls", reason='needs the extra "lsp"')

from lsprotocol import types
from pygls.lsp.client import LanguageClient

BIB = "@string{j = {J}}\n@article{a🦆, author = {Li, Bo}, title = {T}, journal = j, pages = {1-5}, year = 2001}\n"
TEX = "\\addbibresource{refs.bib}\n\\cite{a🦆} \\cite{nobody}\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "a.tex").write_text(TEX, encoding="utf-8")
    return tmp_path


async def session(folder):
    """Ask for everything once; return the answers by name, and the findings by file."""
    client = LanguageClient("test", "1")
    try:
        return await answers_to(client, folder)
    finally:
        await client.stop()


async def answers_to(client, folder):
    found, arrived = {}, asyncio.Event()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: types.PublishDiagnosticsParams):
        found[params.uri.rpartition("/")[2]] = params.diagnostics
        if len(found) == 2:
            arrived.set()

    await client.start_io(sys.executable, "-m", "refgraph.cli", "lsp", cwd=str(folder))
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities(), root_uri=folder.as_uri()))
    client.initialized(types.InitializedParams())
    for name, language in (("refs.bib", "bibtex"), ("a.tex", "latex")):
        text = (folder / name).read_text(encoding="utf-8")
        item = types.TextDocumentItem((folder / name).as_uri(), language, 1, text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    bib, tex = (types.TextDocumentIdentifier((folder / name).as_uri()) for name in ("refs.bib", "a.tex"))
    key = types.Position(1, 7)
    whole = types.Range(types.Position(0, 0), types.Position(9, 0))
    ask = {
        "hover": client.text_document_hover_async(types.HoverParams(tex, key)),
        "completion": client.text_document_completion_async(types.CompletionParams(tex, key)),
        "fields": client.text_document_completion_async(types.CompletionParams(bib, types.Position(1, 11))),
        "definition": client.text_document_definition_async(types.DefinitionParams(tex, key)),
        "references": client.text_document_references_async(
            types.ReferenceParams(
                text_document=tex, position=key, context=types.ReferenceContext(include_declaration=True)
            )
        ),
        "highlight": client.text_document_document_highlight_async(types.DocumentHighlightParams(tex, key)),
        "prepare": client.text_document_prepare_rename_async(types.PrepareRenameParams(tex, key)),
        "rename": client.text_document_rename_async(types.RenameParams(text_document=tex, position=key, new_name="b")),
        "symbols": client.text_document_document_symbol_async(types.DocumentSymbolParams(bib)),
        "workspace": client.workspace_symbol_async(types.WorkspaceSymbolParams("li")),
        "folding": client.text_document_folding_range_async(types.FoldingRangeParams(bib)),
        "formatting": client.text_document_formatting_async(
            types.DocumentFormattingParams(bib, types.FormattingOptions(tab_size=2, insert_spaces=True))
        ),
        "actions": client.text_document_code_action_async(
            types.CodeActionParams(bib, whole, types.CodeActionContext([]))
        ),
    }
    answers = {name: await asked for name, asked in ask.items()}
    item = answers["completion"].items[0]
    answers["resolve"] = await client.completion_item_resolve_async(item)
    await arrived.wait()
    await client.shutdown_async(None)
    client.exit(None)
    return answers, found


def test_every_answer_is_one_of_the_protocol(folder):
    answers, found = asyncio.run(session(folder))
    assert all(answers[name] for name in answers if name != "folding"), answers
    assert answers["rename"].changes is not None
    assert answers["resolve"].documentation.kind is types.MarkupKind.Markdown
    assert {each.code for each in found["a.tex"]} == {"G801"}
    assert "P401" in {each.code for each in found["refs.bib"]}
