"""KJ507: a case that is no longer what was approved."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.case import Approval
from kojin_check.model.case_fingerprint import CASE_PART, approval_fingerprint, changed_parts, parts_of
from kojin_check.model.checklist import Decision
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Part, Route
from kojin_check.rules.rule import Context, Documentation, Hiding, Violation, rule

_MOST_PARTS = 6
"""Of more parts the others are counted: so many lines still are read."""


@rule(
    code="KJ507",
    name="changed-after-approval",
    severity=Severity.ERROR,
    title=Text("承認の後に内容が変わっている", "a case that has changed since it was approved"),
    documentation=Documentation(
        what=Text(
            "承認の記録（approval）の指紋と今の内容を比べ、承認の後に変わった部分を指摘します。コメント、改行、並べ方、記号と日付の書き方、"
            "免除（waivers）は、変更とみなしません。手で書いた記録や、手で直した記録も指摘します。",
            "Holds the case against the fingerprint in its record of approval, and names the parts that have changed since. "
            "Comments, layout, order, the spelling of marks and dates, and waivers make no difference. A record that was "
            "written or changed by hand is reported too.",
        ),
        why=Text(
            "承認されたのは、その時の内容です。変わった内容は、まだ誰も認めていません。",
            "What was approved is the case as it was then; nobody has accepted what it says now.",
        ),
        instead=Text(
            "承認されたときの内容に戻すか、改めて承認を受けて kojin-check approve で記録します。",
            "Restore what was approved, or have the case approved again and record that with kojin-check approve.",
        ),
        bad="""\
title: 講座の案内と受付
department: 文化観光課
approval:
  date: 令和7年1月23日
  by: 個人情報保護管理運営会議
  result: 承認
  fingerprint: sha256:e9145b767f1edfe5741731b583ee9a2ebe51b9e47a7e553c5cd98e990557dcd9
  parts: {case: 14b104ae7d4133b1}
""",
        good="""\
title: 講座の案内
department: 文化観光課
approval:
  date: 令和7年1月23日
  by: 個人情報保護管理運営会議
  result: 承認
  fingerprint: sha256:e9145b767f1edfe5741731b583ee9a2ebe51b9e47a7e553c5cd98e990557dcd9
  parts: {case: 14b104ae7d4133b1}
""",
    ),
    since="0.2.0",
    hiding=Hiding.BY_SELECTION,
)
def changed_after_approval(context: Context) -> Iterator[Violation]:
    """Yields at most one violation: what has changed, or what is wrong with the record.

    While something cannot be read, nobody can say what the case is, and that is reported as such. A case that was
    not approved may change.
    """
    approval = context.case.approval
    if approval is None or approval.date is None or not context.decoded.is_intact(()):
        return
    if approval.fingerprint is None:
        yield Violation(("approval",), *_NO_FINGERPRINT, part=Part.KEY)
        return
    route: Route = ("approval", "date")
    parts = parts_of(context.case, context.version)
    changed = changed_parts(approval.parts, parts)
    if approval.fingerprint == approval_fingerprint(context.case, context.version, approval):
        if sorted(approval.parts.values()) != sorted(parts.values()):
            yield Violation(("approval",), *_CHANGED_BY_HAND, part=Part.KEY)
    elif not changed:
        yield Violation(("approval",), *_CHANGED_BY_HAND, part=Part.KEY)
    elif not _was_rejected(approval, context):
        day = approval.date.said
        yield Violation(
            route,
            Text(
                f"{day.ja}に承認された後で、{_listed_ja(changed)}が変わっています。",
                f"This case was approved on {day.en}; what has changed since: {_listed_en(changed)}.",
            ),
            Text(
                "承認されたときの内容に戻すか、改めて承認を受けて kojin-check approve で記録してください。"
                "何が変わったかは、承認のときの git の版を指定して kojin-check diff --since で見られます。",
                "Restore what was approved, or have it approved again and record that with kojin-check approve. With the "
                "git revision of that time, kojin-check diff --since shows what has changed.",
            ),
        )


_NO_FINGERPRINT = (
    Text(
        "承認の記録に指紋（fingerprint）がないので、承認された内容のままかどうかを確かめられません。",
        "This record of approval has no fingerprint, so nobody can tell whether the case is still what was approved.",
    ),
    Text(
        "手で書いた記録を消し、kojin-check approve で記録してください。",
        "Delete what was written by hand, and record the approval with kojin-check approve.",
    ),
)
_CHANGED_BY_HAND = (
    Text(
        "承認の記録が、書かれたときのままではありません。案件の内容は変わっていません。",
        "This record of approval is not what was recorded; the case itself is unchanged.",
    ),
    Text(
        "手で直した箇所を元に戻すか、kojin-check approve で記録し直してください。",
        "Undo what was changed by hand, or record the approval again with kojin-check approve.",
    ),
)


def _was_rejected(approval: Approval, context: Context) -> bool:
    results = {} if context.version is None else context.version.definition.approval.results
    return results.get(approval.result or "") is Decision.REJECTED


def _listed_ja(parts: tuple[str, ...]) -> str:
    rest = f"ほか{len(parts) - _MOST_PARTS}か所" if len(parts) > _MOST_PARTS else ""
    return "、".join(_name(part).ja for part in parts[:_MOST_PARTS]) + rest


def _listed_en(parts: tuple[str, ...]) -> str:
    rest = f", and {len(parts) - _MOST_PARTS} more" if len(parts) > _MOST_PARTS else ""
    return ", ".join(_name(part).en for part in parts[:_MOST_PARTS]) + rest


def _name(part: str) -> Text:
    if part == CASE_PART:
        return Text("最初のページ（件名、部署など）", "the first page (title, department …)")
    matter, _, side = part.partition("/")
    shown = quotation(matter)
    if side:
        return Text(f"「{shown}」の回答（{quotation(side)}）", f"the answers of “{shown}” ({quotation(side)})")
    return Text(f"「{shown}」のページ", f"the page of “{shown}”")
