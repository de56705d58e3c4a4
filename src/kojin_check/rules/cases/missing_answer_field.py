"""KJ110: an answer without a field that its mark or its item needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import REASON, AnswerFieldDefinition, FieldType
from kojin_check.model.form_reading import short_form
from kojin_check.model.sheet import Row, Sheet
from kojin_check.rules.phrases import labelled
from kojin_check.rules.rule import Context, Documentation, Violation, rule


@rule(
    code="KJ110",
    name="missing-answer-field",
    severity=Severity.ERROR,
    title=Text("回答に要る欄が書かれていない", "a field of an answer is missing"),
    documentation=Documentation(
        what=Text(
            "記号や項目が求める欄（目標日、確認日、担当者など、様式の answer_fields）が、回答に書かれていないものを指摘します。"
            "理由がないものは KJ102 が指摘します。",
            "Reports an answer that lacks a field which its mark or its item needs: a due date, a day of checking, a name "
            "(answer_fields of the form). A missing reason is reported by KJ102.",
        ),
        why=Text(
            "いつまでに行うのか、いつ誰が確かめたのかは、その欄がなければ分かりません。",
            "Without it nobody knows by when the measure will be taken, or when and by whom it was checked.",
        ),
        instead=Text(
            "欄が1つだけなら記号の後に括弧に入れて、2つ以上なら {mark: 記号, 欄: 内容} の形で書きます。",
            "Where one field is needed, write it in parentheses behind the mark; where several are, {mark: …, field: …}.",
        ),
        bad="""\
checklist_version: 医療R6
matters:
  - type: 医療機関
    checklist: 1
    answers:
      医療機関:
        体制構築:
          責任者の設置: いいえ
""",
        good="""\
checklist_version: 医療R6
matters:
  - type: 医療機関
    checklist: 1
    answers:
      医療機関:
        体制構築:
          責任者の設置: いいえ（令和7年3月31日）
""",
    ),
    since="0.2.0",
)
def missing_answer_field(context: Context) -> Iterator[Violation]:
    for sheet in context.sheets:
        for row in sheet.noteworthy if sheet.checklist.answer_fields else ():
            missing = _missing(context, sheet, row)
            if missing and context.decoded.is_intact(row.route):
                mark = labelled(row.answer.mark, row.scale)
                names = "、".join(f"「{name}」" for name in missing)
                english = ", ".join(f"“{name}”" for name in missing)
                yield Violation(
                    row.mark_route,
                    Text(
                        f"「{row.item.id}」は{mark.ja}ですが、{names}がありません。",
                        f"“{row.item.id}” is marked {mark.en}, but {english} {'is' if len(missing) == 1 else 'are'} missing.",
                    ),
                    _hint(sheet, row, missing),
                    item=row.ref,
                    matter=sheet.index,
                )


def _missing(context: Context, sheet: Sheet, row: Row) -> list[str]:
    """The fields that are needed and not written; what is written and cannot be read is reported as such."""
    unread = sheet.unread_field(row)
    return [
        name
        for name in row.needed_fields
        if name not in (REASON, unread)
        and _says_nothing(row.answer.fields.get(name))
        and name in sheet.checklist.answer_fields
        and context.decoded.is_intact((*row.route, name))
    ]


def _says_nothing(value: object) -> bool:
    return value is None or (isinstance(value, str | list) and not any(one.strip() for one in value))


def _hint(sheet: Sheet, row: Row, missing: Sequence[str]) -> Text:
    fields = sheet.checklist.answer_fields
    japanese, english = (
        {name: _example(name, fields[name]).to(language) for name in missing} for language in ("ja", "en")
    )
    mark, (name, *others) = row.answer.mark, missing
    if not row.is_one_text:
        return Text(
            f"この回答に「{_listed(japanese)}」のように書き加えてください。",
            f"Add it to this answer: “{_listed(english)}”.",
        )
    if not others and not row.answer.reason and short_form(sheet.checklist, row.item, mark) == name:
        return Text(
            f"「{mark}（{japanese[name]}）」のように、記号の後に括弧に入れて書いてください。",
            f"Write it behind the mark, in parentheses: “{mark}（{english[name]}）”.",
        )
    reason = f"{REASON}: {row.answer.reason}, " if row.answer.reason else ""
    return Text(
        f"「{{mark: {mark}, {reason}{_listed(japanese)}}}」のように書いてください。",
        f"Write it like “{{mark: {mark}, {reason}{_listed(english)}}}”.",
    )


def _listed(examples: dict[str, str]) -> str:
    return ", ".join(f"{name}: {example}" for name, example in examples.items())


def _example(name: str, field: AnswerFieldDefinition) -> Text:
    match field.type:
        case FieldType.DATE:
            return Text("令和7年3月31日", "2025-03-31")
        case FieldType.NUMBER:
            return Text("12", "12")
        case FieldType.FLAG:
            return Text("true", "true")
        case FieldType.CHOICE:
            return Text("／".join(field.values), " / ".join(field.values))
        case _:
            return Text(f"（{name}）", f"({name})")
