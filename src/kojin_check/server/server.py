"""The server itself: which question of the protocol is answered by what."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from kojin_check import __version__
from kojin_check.errors import ConfigError
from kojin_check.findings import Language
from kojin_check.server.corrections import KINDS, corrections
from kojin_check.server.diagnostics import PROGRAM, diagnostics
from kojin_check.server.documents import Checked, Workshop
from kojin_check.server.hover import hover
from kojin_check.server.positions import from_position
from kojin_check.server.symbols import symbols

_PAUSE = 0.03
"""Seconds without a key after which a text is checked: shorter than anybody types, and not to be noticed."""


class _Protocol(LanguageServerProtocol):
    """Has every editor count characters in UTF-16 code units, which is what `positions` counts in."""

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        # pygls would take the first that an editor offers: Neovim and Helix offer UTF-8. All of them know UTF-16.
        if params.capabilities.general is not None:
            params.capabilities.general.position_encodings = None
        return (yield from super().lsp_initialize(params))


class CaseServer(LanguageServer):
    """Answers one editor about the cases that it has open."""

    def __init__(self, workshop: Workshop, language: Language) -> None:
        """Takes what checks the texts, and the language of everything that is shown."""
        super().__init__(PROGRAM, __version__, protocol_cls=_Protocol)
        self.language = language
        self._workshop = workshop
        self._known: dict[str, tuple[int | None, Checked | None]] = {}
        self._pause = _PAUSE

    def checked(self, uri: str) -> Checked | None:
        """Gives what is known of a document as it is now; None where it is no case."""
        document = self.workspace.get_text_document(uri)
        version, known = self._known.get(uri, (None, None))
        if uri not in self._known or version != document.version:
            began = time.perf_counter()
            known = self._check(uri, document.source)
            # A text that takes long is checked less often, so that the editor gets answers in between.
            self._pause = max(_PAUSE, time.perf_counter() - began)
            self._known[uri] = (document.version, known)
        return known

    def publish(self, uri: str) -> None:
        """Tells the editor all findings on a document; none where it is no case, so that nothing old stays."""
        checked = self.checked(uri)
        found = [] if checked is None else diagnostics(checked, uri, self.language)
        version = self.workspace.get_text_document(uri).version
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    async def publish_soon(self, uri: str, version: int) -> None:
        """Publishes once nothing has been typed for a moment."""
        await asyncio.sleep(self._pause)
        if uri in self.workspace.text_documents and self.workspace.text_documents[uri].version == version:
            self.publish(uri)

    def publish_all(self) -> None:
        """Checks every open document anew: a configuration or a checklist may have changed."""
        self._known.clear()
        for uri in tuple(self.workspace.text_documents):
            self.publish(uri)

    def forget(self, uri: str) -> None:
        """Takes the findings of a closed document back."""
        self._known.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _check(self, uri: str, text: str) -> Checked | None:
        # A document that has no file yet is taken for one of the folder that the editor was started in.
        path = Path(to_fs_path(uri) or uri.rpartition(":")[2])
        try:
            is_case = self._workshop.is_case(path, text)
        except ConfigError:
            is_case = True  # Checking it says what is wrong with the configuration.
        return self._workshop.check(path, text) if is_case else None


def create_server(workshop: Workshop, language: Language) -> CaseServer:
    """Gives a server that is ready to be started."""
    server = CaseServer(workshop, language)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: CaseServer, params: types.DidOpenTextDocumentParams) -> None:
        ls.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: CaseServer, params: types.DidChangeTextDocumentParams) -> None:
        await ls.publish_soon(params.text_document.uri, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: CaseServer, _: types.DidSaveTextDocumentParams) -> None:
        ls.publish_all()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed_outside(ls: CaseServer, _: types.DidChangeWatchedFilesParams) -> None:
        ls.publish_all()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: CaseServer, params: types.DidCloseTextDocumentParams) -> None:
        ls.forget(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(ls: CaseServer, params: types.HoverParams) -> types.Hover | None:
        checked = ls.checked(params.text_document.uri)
        if checked is None:
            return None
        said = hover(checked, *from_position(params.position, checked.source), ls.language)
        return None if said is None else types.Hover(types.MarkupContent(types.MarkupKind.Markdown, said))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outlined(ls: CaseServer, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        checked = ls.checked(params.text_document.uri)
        return [] if checked is None else symbols(checked, ls.language)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=KINDS))
    def asked_for_corrections(ls: CaseServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        checked = ls.checked(uri)
        if checked is None:
            return []
        version = ls.workspace.get_text_document(uri).version
        document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
        return list(corrections(checked, document, params, ls.language))

    return server
