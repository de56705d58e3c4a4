"""The installed server, talked to over standard input and output as an editor does."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from kojin_check import check_text
from kojin_check.model.library import Library

Scenario = Callable[["Editor"], Awaitable[None]]
Converse = Callable[[Scenario], None]


_CAPABILITIES = types.ClientCapabilities(
    general=types.GeneralClientCapabilities(
        position_encodings=[
            types.PositionEncodingKind.Utf8,
            types.PositionEncodingKind.Utf32,
            types.PositionEncodingKind.Utf16,
        ]
    )
)
"""What Helix says of itself, and Neovim in another order: they would rather count bytes."""


class Editor:
    """An editor with one folder, which waits for what the server tells about its documents."""

    def __init__(self, folder: Path, client: LanguageClient) -> None:
        self.folder = folder
        self.client = client
        self._told: dict[str, asyncio.Queue[types.PublishDiagnosticsParams]] = {}

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def told(params: types.PublishDiagnosticsParams) -> None:
            self._queue(params.uri).put_nowait(params)

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    async def open(self, name: str, text: str) -> list[types.Diagnostic]:
        document = types.TextDocumentItem(self.uri(name), "yaml", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return list((await self.told(name)).diagnostics)

    def type(self, name: str, version: int, *changes: types.TextDocumentContentChangePartial | str) -> None:
        whole = [
            types.TextDocumentContentChangeWholeDocument(change) if isinstance(change, str) else change
            for change in changes
        ]
        document = types.VersionedTextDocumentIdentifier(version, self.uri(name))
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, whole))

    async def told(self, name: str) -> types.PublishDiagnosticsParams:
        return await asyncio.wait_for(self._queue(self.uri(name)).get(), 20)

    def _queue(self, uri: str) -> asyncio.Queue[types.PublishDiagnosticsParams]:
        return self._told.setdefault(uri, asyncio.Queue())


class Conversation:
    """An editor that has started the installed server in a folder."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._client = LanguageClient("editor", "1")
        self._editor = Editor(folder, self._client)
        self._loop.run_until_complete(self._begin(folder, arguments))

    def run(self, scenario: Scenario) -> None:
        self._loop.run_until_complete(scenario(self._editor))

    def end(self) -> None:
        self._loop.run_until_complete(self._finish())
        self._loop.close()

    async def _begin(self, folder: Path, arguments: tuple[str, ...]) -> None:
        await self._client.start_io(sys.executable, "-m", "kojin_check", "server", "--stdio", *arguments, cwd=folder)
        answer = await self._client.initialize_async(
            types.InitializeParams(_CAPABILITIES, root_uri=folder.as_uri(), process_id=None)
        )
        assert answer.capabilities.position_encoding == types.PositionEncodingKind.Utf16
        self._client.initialized(types.InitializedParams())

    async def _finish(self) -> None:
        await self._client.shutdown_async(None)
        self._client.exit(None)
        await self._client.stop()  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def converse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Scenario], None]]:
    """Runs a scenario with an editor in an empty folder; all scenarios have the same server, and documents of their own."""
    conversation = Conversation(tmp_path_factory.mktemp("folder"))
    yield conversation.run
    conversation.end()


def place(text: str, line: int, needle: str) -> types.Position:
    return types.Position(line - 1, text.splitlines()[line - 1].index(needle))


def test_an_editor_is_told_what_the_command_tells(converse: Converse, published_case: str, library: Library) -> None:
    async def scenario(editor: Editor) -> None:
        found = await editor.open("案件.yaml", published_case)
        expected = check_text("案件.yaml", published_case, library).findings

        assert [one.code for one in found] == [finding.rule for finding in expected] != []
        for one, finding in zip(found, expected, strict=True):
            assert one.message.startswith(finding.message.ja)
            assert one.range.start == types.Position(finding.span.line - 1, finding.span.column - 1)
            assert len(one.related_information or ()) == len(finding.related)

    converse(scenario)


def test_what_is_typed_is_told_and_corrected_at_its_place(converse: Converse, corrected_case: str) -> None:
    number = next(n for n, line in enumerate(corrected_case.splitlines(), 1) if "業務フロー: ○" in line)
    mark = place(corrected_case, number, "○")

    async def scenario(editor: Editor) -> None:
        assert await editor.open("what_is_type.yaml", corrected_case) == []
        after = types.Position(mark.line, mark.character + 1)
        editor.type("what_is_type.yaml", 2, types.TextDocumentContentChangePartial(types.Range(mark, after), "〇"))
        told = await editor.told("what_is_type.yaml")
        (one,) = told.diagnostics
        assert (told.version, one.code, one.range) == (2, "KJ104", types.Range(mark, after))

        document = types.TextDocumentIdentifier(editor.uri("what_is_type.yaml"))
        actions = await editor.client.text_document_code_action_async(
            types.CodeActionParams(document, one.range, types.CodeActionContext([one]))
        )
        (action,) = actions or ()
        assert isinstance(action, types.CodeAction)
        assert action.kind == types.CodeActionKind.QuickFix
        assert action.edit is not None
        (change,) = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document.version == 2
        assert list(change.edits) == [types.TextEdit(one.range, "○")]

        everything = await editor.client.text_document_code_action_async(
            types.CodeActionParams(
                document, one.range, types.CodeActionContext([], only=[types.CodeActionKind.SourceFixAll])
            )
        )
        (action,) = everything or ()
        assert isinstance(action, types.CodeAction)
        assert action.edit is not None
        (change,) = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        (edit,) = change.edits
        assert edit == types.TextEdit(
            types.Range(types.Position(mark.line, 0), types.Position(mark.line + 1, 0)),
            corrected_case.splitlines(keepends=True)[mark.line],
        )

    converse(scenario)


def test_only_the_last_of_several_keys_is_answered(converse: Converse, corrected_case: str) -> None:
    async def scenario(editor: Editor) -> None:
        await editor.open("only_the_las.yaml", corrected_case)
        for version in range(2, 12):
            editor.type("only_the_las.yaml", version, corrected_case + "x" * version)
        assert (await editor.told("only_the_las.yaml")).version == 11

    converse(scenario)


def test_the_form_s_words_and_the_rules_are_shown(converse: Converse, published_case: str) -> None:
    lines = published_case.splitlines()
    item = next(n for n, line in enumerate(lines, 1) if "施錠保管:" in line)
    field = next(n for n, line in enumerate(lines, 1) if line.startswith("title:"))

    async def scenario(editor: Editor) -> None:
        found = await editor.open("the_form_s_w.yaml", published_case)
        document = types.TextDocumentIdentifier(editor.uri("the_form_s_w.yaml"))

        async def shown(position: types.Position) -> str:
            answer = await editor.client.text_document_hover_async(types.HoverParams(document, position))
            assert answer is not None
            assert isinstance(answer.contents, types.MarkupContent)
            return answer.contents.value

        said = await shown(place(published_case, item, "施錠"))
        assert "個人情報は、施錠できる金庫又はキャビネット等に保管する。" in said
        assert "必要なのは" in said
        assert "件名" in await shown(place(published_case, field, "title"))
        warned = await shown(found[0].range.start)
        assert warned.startswith("**KJ4")

        outline = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
        assert outline is not None
        symbols = [one for one in outline if isinstance(one, types.DocumentSymbol)]
        assert [one.name.split()[1] for one in symbols] == ["電算処理", "外部結合", "業務委託"]
        sections = symbols[2].children or ()
        assert [(one.name, one.detail, len(one.children or ())) for one in sections] == [
            ("区が行う 運用上", "11項目", 11),
            ("区が行う システム上", "11項目", 11),
            ("事業者に行わせる 運用上", "11項目", 11),
            ("事業者に行わせる システム上", "11項目", 11),
        ]

    converse(scenario)


def test_the_language_of_the_command_line_is_spoken(tmp_path: Path, published_case: str) -> None:
    async def scenario(editor: Editor) -> None:
        (first, *_) = await editor.open("the_language.yaml", published_case)
        assert "is not among" in first.message

    conversation = Conversation(tmp_path, "--lang", "en")
    conversation.run(scenario)
    conversation.end()


ODD_TEXTS = (
    "",
    "\ufeff",
    "[[[[",
    "schema: kojin-check/case/v1\nmatters: [{",
    "a: &x *x\r\rb:\u2028\t\x00",
    "𠮟👍: \ufffe",
)


def test_any_text_is_survived(converse: Converse, corrected_case: str) -> None:
    async def scenario(editor: Editor) -> None:
        name = "cases/x.yaml"
        document = types.TextDocumentIdentifier(editor.uri(name))
        anywhere = types.Position(3, 40)
        await editor.open(name, corrected_case)
        for version, text in enumerate(ODD_TEXTS, start=1):
            editor.type(name, 2 * version, text)
            assert (await editor.told(name)).diagnostics, text
            await editor.client.text_document_hover_async(types.HoverParams(document, anywhere))
            await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
            await editor.client.text_document_code_action_async(
                types.CodeActionParams(
                    document,
                    types.Range(anywhere, anywhere),
                    types.CodeActionContext([], only=["", "quickfix", "source"]),
                )
            )
            editor.type(name, 2 * version + 1, corrected_case)
            assert not (await editor.told(name)).diagnostics

    converse(scenario)


def test_the_configuration_says_which_files_are_cases_and_what_is_told(
    tmp_path: Path, published_case: str, corrected_case: str
) -> None:
    (tmp_path / "kojin-check.yaml").write_text("ignore: [KJ402]\nexclude: [cases/控え/]\n", encoding="utf-8")

    async def scenario(editor: Editor) -> None:
        assert {one.code for one in await editor.open("cases/a.yaml", published_case)} == {"KJ403", "KJ405"}
        assert await editor.open("docker-compose.yml", "services: {}\n") == []
        assert await editor.open("cases/控え/b.yaml", "title: x\n") == []
        assert await editor.open("cases/c.yaml", "title: x\n") != []
        assert await editor.open("checklists/9-x.yaml", "schema: kojin-check/checklist/v1\n") == []

        (tmp_path / "kojin-check.yaml").write_text("ignore: KJ999\n", encoding="utf-8")
        document = types.TextDocumentIdentifier(editor.uri("cases/a.yaml"))
        editor.client.text_document_did_save(types.DidSaveTextDocumentParams(document))
        (one,) = (await editor.told("cases/a.yaml")).diagnostics
        assert "kojin-check.yaml" in one.message

    conversation = Conversation(tmp_path)
    conversation.run(scenario)
    conversation.end()


def test_a_closed_document_leaves_no_findings(converse: Converse, published_case: str) -> None:
    async def scenario(editor: Editor) -> None:
        assert await editor.open("a_closed_doc.yaml", published_case)
        document = types.TextDocumentIdentifier(editor.uri("a_closed_doc.yaml"))
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(document))
        assert not (await editor.told("a_closed_doc.yaml")).diagnostics

    converse(scenario)
