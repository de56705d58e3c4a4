"""KJ802: a reason that says something else than it did; found by `kojin_check.since`, which has both states."""

from __future__ import annotations

from kojin_check.findings import Severity, Text
from kojin_check.model.dates import EraDate
from kojin_check.model.sheet import Row
from kojin_check.reading.characters import quotation
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule, Violation

CHANGED_REASON = "KJ802"

RULES.add(
    Rule(
        code=CHANGED_REASON,
        name="changed-reason",
        severity=Severity.INFO,
        title=Text("以前の版から理由が変わっている", "a reason that has changed"),
        documentation=Documentation(
            what=Text(
                "validate --since で以前の版と比べたとき、記号は同じで理由だけが変わっている回答を指摘します。"
                "文字の幅と空白の違いは、変更とみなしません。",
                "With validate --since: reports answers with the same mark as before and another reason. "
                "Width of characters and spaces make no difference.",
            ),
            why=Text(
                "対策が必要ない理由は、付議のときに認められたものです。変わった理由は、改めて認める必要があります。",
                "The reason why a measure is not needed was accepted when the case was submitted; "
                "another reason has to be accepted anew.",
            ),
            instead=Text(
                "新しい理由が案件の内容に合っているか確かめます。意図した変更でなければ、元の理由に戻します。",
                "Make sure that the new reason fits the case; if the change was not intended, restore the old one.",
            ),
            before="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（電子データのみの取扱いのため）
""",
            bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（委託先が保管するため）
""",
            good="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（電子データのみの 取扱いのため）
""",
        ),
        hiding=Hiding.BY_SELECTION,
    )
)


def changed_reason(was: Row, row: Row, matter: int, revision: str) -> Violation:
    """Gives the violation of a reason that said something else in `revision`."""
    before = quotation(was.answer.reason or "")
    after = quotation(row.answer.reason or "")
    return Violation(
        row.reason_route,
        Text(
            f"理由が、「{revision}」の「{before}」から"
            + (f"「{after}」に変わっています。" if after else "変わり、なくなっています。"),
            f"The reason was “{before}” in “{revision}”; "
            + (f"now it is “{after}”." if after else "now there is none."),
        ),
        Text(
            "新しい理由が案件の内容に合っているか確かめてください。",
            "Make sure that the new reason fits what the case says.",
        ),
        item=row.ref,
        matter=matter,
    )


def changed_field(name: str, was: Row, row: Row, matter: int, revision: str) -> Violation:
    """Gives the violation of a field of the form's own that said something else in `revision`."""
    before, after = (quotation(_shown(one.answer.fields[name])) for one in (was, row))
    return Violation(
        row.route if row.is_one_text else (*row.route, name),
        Text(
            f"「{name}」が、「{revision}」の「{before}」から「{after}」に変わっています。",
            f"“{name}” was “{before}” in “{revision}”; now it is “{after}”.",
        ),
        Text("意図した変更かどうか確かめてください。", "Make sure that this was intended."),
        item=row.ref,
        matter=matter,
    )


def _shown(value: object) -> str:
    match value:
        case EraDate():
            return value.show()
        case bool():
            return "true" if value else "false"
        case list():
            return "、".join(map(str, value))
        case _:
            return str(value)
