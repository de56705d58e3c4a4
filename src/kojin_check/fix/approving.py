"""Records in a case's text that it was approved; nothing else of the text changes.

Before the result is given, it is read again: it must say what it said, and hold a record that fits it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kojin_check.checking.engine import Examination, Settings, examine, examine_bytes
from kojin_check.editing.blocks import Block, blocks_of, comment_text
from kojin_check.editing.edits import apply_edits
from kojin_check.editing.level import below
from kojin_check.editing.yaml_text import in_block
from kojin_check.errors import ExitCode, KojinCheckError
from kojin_check.findings import START, Edit, Severity, Span, Text
from kojin_check.model.case import Approval, Case
from kojin_check.model.case_fingerprint import approval_fingerprint, parts_of
from kojin_check.model.checklist import ApprovalTerms, Decision
from kojin_check.model.dates import EraDate
from kojin_check.model.library import Library, Version
from kojin_check.reading.reading import read_text
from kojin_check.reading.source import Source
from kojin_check.reading.tree import MappingNode
from kojin_check.rules.cases.unapproved_waiver import UNAPPROVED_WAIVER

_KEY = "approval"
_CHANGED_AFTER_APPROVAL = "KJ507"
"""What a new approval is there for does not stand in its way."""
_STEP = "  "


class ApprovalRefused(KojinCheckError):  # noqa: N818  It is the outcome for a case, not a defect of the program.
    """A case whose approval cannot be recorded; its file stays untouched. The message names the place."""

    exit_code = ExitCode.FINDINGS

    def __init__(self, path: str, span: Span, message: Text) -> None:
        place = f"{path}:{span.line}:{span.column}: "
        super().__init__(Text(place + message.ja, place + message.en))


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was decided, as a person says it."""

    day: EraDate
    by: str | None = None
    """None for whoever decides according to the case's version."""
    result: str | None = None
    """None for the version's word for an approval, with or without conditions."""
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Approved:
    """A case with its approval recorded."""

    text: str
    """The file's new text, without a byte order mark."""
    approval: Approval
    replaced: Approval | None
    """The record that stood there before."""


def approved(path: str, data: bytes, resolution: Resolution, library: Library, settings: Settings) -> Approved:
    """Gives the text of the case in `data` with the approval recorded in it.

    Args:
        path: the name that messages show.
        data: the file's content.
        resolution: what was decided.
        library: of checklists.
        settings: of the check that the case must pass, whatever these select or ignore.

    Raises:
        ApprovalRefused: when the case is a draft, has errors or waivers that nobody has approved, when day and words
            of the resolution do not fit its version, or where its notation does not allow the edit.
    """
    settings = settings._replace(select=(), ignore=())
    examination = examine_bytes(path, data, library, settings)
    version = _version_fit_for_approval(examination)
    case = examination.context.case
    _refuse_too_early(path, resolution, version)
    approval = Approval().model_copy(
        update={
            "date": resolution.day,
            "by": resolution.by or version.definition.approval.by,
            "result": _result(path, resolution, version.definition.approval),
            "conditions": list(resolution.conditions),
            "parts": parts_of(case, version),
        }
    )
    approval = approval.model_copy(update={"fingerprint": approval_fingerprint(case, version, approval)})
    text = apply_edits(examination.context.tree.source.text, [_edit(path, approval, examination)])
    _refuse_unless_recorded(text, approval, examination, settings)
    return Approved(text, approval, case.approval)


# What can be approved.


def _version_fit_for_approval(examination: Examination) -> Version:
    """Gives the version of a case that is finished, without errors and without waivers that are only requests."""
    path, case, version = examination.report.path, examination.context.case, examination.context.version
    findings = examination.report.findings
    errors = [
        finding
        for finding in findings
        if finding.severity is Severity.ERROR and finding.rule != _CHANGED_AFTER_APPROVAL
    ]
    if errors:
        first, number = errors[0], len(errors)
        raise ApprovalRefused(
            path,
            first.span,
            Text(
                f"エラーが{number:,}件あるので、承認を記録できません（{first.rule}: {first.message.ja}）。"
                f"kojin-check validate {path} で確かめ、直してください。",
                f"Its approval cannot be recorded while it has errors ({number:,}; {first.rule}: {first.message.en}). "
                f"Check it with kojin-check validate {path} and correct it.",
            ),
        )
    if case.status != "final":
        raise ApprovalRefused(
            path,
            examination.context.tree.locate(("status",)),
            Text(
                "作成中（status: draft）の案件なので、承認を記録できません。書き終えたら status: final と書いてください。",
                "Its approval cannot be recorded while it is a draft. Write status: final once it is finished.",
            ),
        )
    pending = next((finding for finding in findings if finding.rule == UNAPPROVED_WAIVER), None)
    if pending is not None:
        raise ApprovalRefused(
            path,
            pending.span,
            Text(
                f"申請中の免除があるので、承認を記録できません（{pending.message.ja}）。{pending.hint.ja}",
                f"Its approval cannot be recorded while waivers are requests ({pending.message.en}). {pending.hint.en}",
            ),
        )
    assert version is not None  # An unknown version is an error.
    return version


def _refuse_too_early(path: str, resolution: Resolution, version: Version) -> None:
    effective = version.definition.effective
    if effective is not None and resolution.day.last < effective.first:
        raise ApprovalRefused(
            path,
            START,
            Text(
                f"承認の日（{resolution.day.show()}）が、{version.id} 版の適用日（{effective.show()}）より前です。"
                "承認の日か、案件の版（checklist_version）を確かめてください。",
                f"The day of the approval ({resolution.day.said.en}) lies before the day from which version {version.id} "
                f"is in force ({effective.said.en}). Check that day, or the checklist_version of the case.",
            ),
        )


def _result(path: str, resolution: Resolution, terms: ApprovalTerms) -> str | None:
    """The word for the outcome: the one that was given, or the version's for an approval, as long as it fits."""
    wanted = Decision.CONDITIONAL if resolution.conditions else Decision.APPROVED
    if not terms.results:
        return resolution.result
    result = resolution.result or next((word for word, means in terms.results.items() if means is wanted), None)
    means = terms.results.get(result or "")
    if means is None:
        words = "、".join(terms.results)
        raise ApprovalRefused(
            path,
            START,
            Text(
                f"「{result or ''}」という結果は、この版にありません（あるのは {words}）。",
                f"There is no result “{result or ''}” in its version (known: {words}).",
            ),
        )
    if (means is Decision.CONDITIONAL) != bool(resolution.conditions):
        raise ApprovalRefused(
            path,
            START,
            Text(
                f"結果が「{result}」なのに、条件が"
                + ("あります。" if resolution.conditions else "ありません。")
                + "条件は --condition で書き、結果はそれに合うものにしてください。",
                f"The result is “{result}”, but "
                + ("there are conditions. " if resolution.conditions else "no condition is given. ")
                + "Give conditions with --condition, and a result that fits them.",
            ),
        )
    return result


# The edit.


def _edit(path: str, approval: Approval, examination: Examination) -> Edit:
    tree = examination.context.tree
    source = tree.source
    blocks = blocks_of(tree.root, source, 0) if isinstance(tree.root, MappingNode) else None
    if not blocks:
        raise ApprovalRefused(path, START, _UNUSUAL)
    lines = _indented(approval, blocks)
    standing = next((block for block in blocks if block.name == _KEY), None)
    if standing is None:
        return below(source, blocks[-1].tail, lines)
    before = examination.context.case.approval
    written = [source.line(number) for number in range(standing.line, standing.last + 1)]
    is_ours = before is not None and before.date is not None and written == _indented(before, blocks)
    if not is_ours:
        _refuse_to_lose_comments(path, standing, source)
    return Edit(Span(standing.line, 1, standing.last, len(source.line(standing.last)) + 1), "\n".join(lines))


def _indented(approval: Approval, blocks: Sequence[Block]) -> list[str]:
    return [" " * blocks[0].indent + line for line in _lines(approval)]


def _lines(approval: Approval) -> Iterator[str]:
    assert approval.date is not None
    yield f"{_KEY}:"
    for name, text in (("date", approval.date.text), ("by", approval.by), ("result", approval.result)):
        if text is not None:
            yield f"{_STEP}{name}: {in_block(text)}"
    if approval.conditions:
        yield f"{_STEP}conditions:"
        yield from (f"{_STEP}{_STEP}- {in_block(condition)}" for condition in approval.conditions)
    yield f"{_STEP}fingerprint: {in_block(approval.fingerprint or '')}"
    yield f"{_STEP}parts:"
    yield from (f"{_STEP}{_STEP}{in_block(name)}: {in_block(digest)}" for name, digest in approval.parts.items())


def _refuse_to_lose_comments(path: str, standing: Block, source: Source) -> None:
    for number in range(standing.line, standing.last + 1):
        line = source.line(number)
        if comment_text(line) is not None or " #" in line:
            raise ApprovalRefused(
                path,
                Span(number, 1, number, len(line) + 1),
                Text(
                    "前の承認の記録にコメントがあり、書き直すと失われます。コメントを記録の外に移してください。",
                    "The record of the last approval holds a comment that would be lost. Move it out of the record.",
                ),
            )


_UNUSUAL = Text(
    "この書き方のままでは、ほかを変えずに承認を記録できません。1行に1項目ずつ「項目名: 値」の形に直してください。",
    "Written like this, the approval cannot be recorded without other changes. Write one “key: value” on a line.",
)


def _refuse_unless_recorded(text: str, approval: Approval, before: Examination, settings: Settings) -> None:
    context = before.context
    after = examine(read_text(before.report.path, text, context.library.case_outline), context.library, settings)
    is_same = _without_approval(after.context.case) == _without_approval(context.case)
    is_recorded = after.context.case.approval == approval
    if not (is_same and is_recorded) or any(finding.severity is Severity.ERROR for finding in after.report.findings):
        raise ApprovalRefused(before.report.path, START, _UNUSUAL)


def _without_approval(case: Case) -> Case:
    return case.model_copy(update={"approval": None})
