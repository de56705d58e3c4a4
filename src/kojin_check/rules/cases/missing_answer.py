"""KJ101: an item of the checklist without an answer."""

from __future__ import annotations

from collections.abc import Iterator, Set

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import stock_answer
from kojin_check.model.condition import Asks, Test
from kojin_check.model.sheet import Placement, Row, Sheet
from kojin_check.rules.phrases import declared_facts, fact_route, offered_marks
from kojin_check.rules.rule import Context, Documentation, Violation, rule


@rule(
    code="KJ101",
    name="missing-answer",
    severity=Severity.ERROR,
    title=Text("回答がない", "an item without an answer"),
    documentation=Documentation(
        what=Text(
            "チェックリストの対策のうち、回答が空欄のもの、案件ファイルに行がないものを、1件ずつ指摘します。"
            "作成中の案件（status: draft）では警告になります。",
            "Reports each measure of the checklist whose answer is blank or absent. In a draft (status: draft) it is a warning.",
        ),
        why=Text(
            "回答のない対策は、行うのか、必要がないのかが分かりません。全ての対策に答えてはじめて審議できます。",
            "An unanswered measure may be taken, or not needed; nobody can tell. A case can be considered only when "
            "every measure is answered.",
        ),
        instead=Text(
            "様式にある記号のどれかを書きます。理由が必要な記号には、括弧に入れて理由を添えます。",
            "Write one of the form's marks, with the reason in parentheses where the mark needs one.",
        ),
        bad="""\
matters:
  - type: 目的外利用
    checklist: 1
    answers:
      区が行う:
        運用上:
          提供理由の協議: ○
          書面の取交し:
          提供先への措置要求: ○
          提供先の実地調査: ○
""",
        good="""\
matters:
  - type: 目的外利用
    checklist: 1
    answers:
      区が行う:
        運用上:
          提供理由の協議: ○
          書面の取交し: ○
          提供先への措置要求: ○
          提供先の実地調査: ○
          取扱者の指定: ○
""",
    ),
)
def missing_answer(context: Context) -> Iterator[Violation]:
    """Yields one violation for each item that has no answer, unless something unreadable stands for it."""
    severity = Severity.WARNING if context.case.status == "draft" else None
    for sheet in context.sheets:
        for row in sheet.noteworthy:
            if (
                row.answer.is_blank
                and row.placement is not Placement.CLAIMED
                and not sheet.is_skipped(row)
                and not _waits(context, sheet, row)
                and context.decoded.is_intact(row.route)
            ):
                yield Violation(
                    row.route,
                    _message(row),
                    _hint(sheet, row),
                    item=row.ref,
                    matter=sheet.index,
                    severity=severity,
                )


def _waits(context: Context, sheet: Sheet, row: Row, passed: Set[str] = frozenset()) -> bool:
    """True where what the form asks first is open, and reported: then nobody knows yet whether the item is asked.

    `passed` are the items that wait for this one; of a circle of them none may wait.
    """
    tests = sheet.open_tests(row) if sheet.checklist.skips(row.item) else ()
    return bool(tests) and all(_is_reported(context, sheet, row, test, passed | {row.item.id}) for test in tests)


def _is_reported(context: Context, sheet: Sheet, row: Row, test: Test, passed: Set[str]) -> bool:
    if test.asks is Asks.FACT:
        return test.name in sheet.checklist.requires or not context.decoded.is_intact(
            fact_route(sheet.index, test.name)
        )
    gate = sheet.beside(row, test.name)
    if gate is None or gate.item.id in passed:
        return False
    # What waits itself is reported where what it waits for is; anything else that is open, where it stands.
    waits = gate.answer.is_blank and sheet.checklist.skips(gate.item) and bool(sheet.open_tests(gate))
    return not waits or _waits(context, sheet, gate, passed)


def _message(row: Row) -> Text:
    if row.placement is Placement.ABSENT:
        return Text(f"「{row.item.id}」の回答がありません。", f"There is no answer to “{row.item.id}”.")
    if row.answer.reason or row.answer.note:
        return Text(f"「{row.item.id}」の回答に記号がありません。", f"The answer to “{row.item.id}” has no mark.")
    return Text(f"「{row.item.id}」の回答が空欄です。", f"The answer to “{row.item.id}” is blank.")


def _hint(sheet: Sheet, row: Row) -> Text:
    place = Text("", "")
    if row.placement is Placement.ABSENT:
        section = row.section
        place = Text(
            f"「{section.actor}」の「{section.kind}」に「{row.item.id}: 」の行を加え、",
            f"Add the line “{row.item.id}: ” to “{section.kind}” of “{section.actor}”. ",
        )
    answer = stock_answer(row.scale, row.item)
    if answer is not None and sheet.needed(row) is False:
        facts = declared_facts(sheet, row).text
        return Text(
            f"{place.ja}この案件は{facts.ja}なので、必要がなければ「{answer}」と書いてください。",
            f"{place.en}As the matter declares {facts.en}, write “{answer}” if the measure is not needed.",
        )
    marks = offered_marks(row.scale)
    return Text(f"{place.ja}{marks.ja}を書いてください。", f"{place.en}Write {marks.en}.")
