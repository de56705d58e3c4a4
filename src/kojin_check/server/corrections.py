"""What an editor offers at its light bulb: the corrections that findings bring along, and all that are certain at once."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from lsprotocol import types

from kojin_check.findings import Finding, Fix, Language, Text
from kojin_check.regex import regex
from kojin_check.server.diagnostics import diagnostic
from kojin_check.server.documents import Checked
from kojin_check.server.positions import to_range

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.kojin-check"
KINDS = [types.CodeActionKind.QuickFix, FIX_ALL]


def corrections(
    checked: Checked,
    document: types.OptionalVersionedTextDocumentIdentifier,
    wanted: types.CodeActionParams,
    language: Language,
) -> Iterator[types.CodeAction]:
    """Yields what can be done about the findings in the range that an editor asks for.

    The edits are those of exactly this version of the document: an editor whose text has changed since refuses them.
    """
    if _is_wanted(types.CodeActionKind.QuickFix.value, wanted):
        for finding in checked.report.findings:
            if finding.fix is not None and _touches(to_range(finding.span, checked.source), wanted.range):
                yield _quick_fix(finding, finding.fix, checked, document, language)
    if _is_wanted(FIX_ALL, wanted) and (correction := checked.corrected()) is not None:
        number = len(correction.fixed)
        title = Text(f"確実に直せる{number}件を全て直す", f"Correct all that is certain ({number})")
        yield types.CodeAction(
            title=title.to(language),
            kind=FIX_ALL,
            edit=_edit(document, list(_changed_lines(correction.before, correction.after))),
        )


def _quick_fix(
    finding: Finding,
    fix: Fix,
    checked: Checked,
    document: types.OptionalVersionedTextDocumentIdentifier,
    language: Language,
) -> types.CodeAction:
    return types.CodeAction(
        title=fix.description.to(language),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(finding, checked, document.uri, language)],
        is_preferred=True,
        edit=_edit(document, [types.TextEdit(to_range(edit.span, checked.source), edit.text) for edit in fix.edits]),
    )


def _edit(document: types.OptionalVersionedTextDocumentIdentifier, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, edits)])


def _changed_lines(before: str, after: str) -> Iterator[types.TextEdit]:
    """The lines that differ: what stays is not touched, so that cursors and folds stay too."""
    old, new = (_LINE.findall(text) for text in (before, after))
    for kind, start, end, from_, to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            stretch = types.Range(types.Position(start, 0), types.Position(end, 0))
            yield types.TextEdit(stretch, "".join(new[from_:to]))


_LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def _touches(one: types.Range, other: types.Range) -> bool:
    return _place(one.start) <= _place(other.end) and _place(other.start) <= _place(one.end)


def _place(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


def _is_wanted(kind: str, wanted: types.CodeActionParams) -> bool:
    """What changes a whole file is done only where it is asked for by its name, such as on saving."""
    if wanted.context.only is None:
        return kind == types.CodeActionKind.QuickFix.value
    return any(kind == asked or kind.startswith(f"{asked}.") for asked in map(str.__str__, wanted.context.only))
