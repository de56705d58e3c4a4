"""Whatever is typed, every question about it has an answer, and every place that is told lies in the text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lsprotocol import types
from tests.fuzz.strategies import any_cases, mutated, short_cases, texts

from kojin_check.runs.config import Config
from kojin_check.server.corrections import corrections
from kojin_check.server.diagnostics import diagnostics
from kojin_check.server.documents import Workshop
from kojin_check.server.hover import hover
from kojin_check.server.symbols import symbols

WORKSHOP = Workshop(lambda path: Config(Path()))
URI = "file:///x.yaml"
DOCUMENT = types.OptionalVersionedTextDocumentIdentifier(URI, 1)


def units(text: str) -> list[int]:
    """The length of each line in UTF-16 code units."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [len(line.encode("utf-16-le", "surrogatepass")) // 2 for line in lines]


def lies_in(place: types.Range, lengths: list[int]) -> bool:
    start, end = ((at.line, at.character) for at in (place.start, place.end))
    return start <= end and all(line < len(lengths) and character <= lengths[line] for line, character in (start, end))


def ask_everything(text: str, line: int, column: int) -> None:
    checked = WORKSHOP.check(Path("x.yaml"), text)
    lengths = units(text.removeprefix("\ufeff"))
    told = diagnostics(checked, URI, "ja")
    assert all(one.message for one in told)
    assert all(lies_in(one.range, lengths) for one in told)
    hover(checked, line, column, "ja")
    outline = symbols(checked, "en")
    while outline:
        assert all(one.name for one in outline)
        assert all(lies_in(one.range, lengths) and lies_in(one.selection_range, lengths) for one in outline)
        for one in outline:
            assert place(one.range.start) <= place(one.selection_range.start)
            assert place(one.selection_range.end) <= place(one.range.end)
        outline = [child for one in outline for child in one.children or ()]
    everywhere = types.Range(types.Position(0, 0), types.Position(len(lengths), 0))
    context = types.CodeActionContext([], only=[types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll])
    wanted = types.CodeActionParams(types.TextDocumentIdentifier(URI), everywhere, context)
    for action in corrections(checked, DOCUMENT, wanted, "ja"):
        assert action.title


def place(at: types.Position) -> tuple[int, int]:
    return at.line, at.character


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(texts | mutated(short_cases()), st.integers(1, 50), st.integers(1, 50))
def test_any_text(text: str, line: int, column: int) -> None:
    ask_everything(text, line, column)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(mutated(any_cases()), st.integers(1, 500), st.integers(1, 50))
def test_mutations_of_whole_cases(text: str, line: int, column: int) -> None:
    ask_everything(text, line, column)
