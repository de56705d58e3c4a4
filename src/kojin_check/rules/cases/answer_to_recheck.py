"""KJ108: an answer that a person is to look at again, because its item has changed since it was given."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.case import RecheckEntry
from kojin_check.model.library import Version
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Route
from kojin_check.rules.rule import Context, Documentation, Hiding, Violation, rule


@rule(
    code="KJ108",
    name="answer-to-recheck",
    severity=Severity.ERROR,
    title=Text("もう一度確かめる回答", "an answer to look at again"),
    documentation=Documentation(
        what=Text(
            "recheck に残っている項目を、1件ずつ指摘します。recheck は、版を移したときに文言、条件、記号の変わった項目の回答を"
            " kojin-check migrate が書き出すものです。",
            "Reports each entry of recheck, which kojin-check migrate writes for answers of which the item has another "
            "wording, condition or marks in the new version.",
        ),
        why=Text(
            "回答は前の版の文言に対するものなので、今の版の文言にも当てはまるとは限りません。作成中（status: draft）なら警告です。",
            "The answer was given to the old wording and may not be true of the new one. In a draft it is a warning.",
        ),
        instead=Text(
            "今の文言を読んで回答を確かめ、必要なら直して、recheck のその行を削除します。",
            "Read the new wording, correct the answer if need be, and delete its line under recheck.",
        ),
        bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（電子データのみの取扱いのため）
recheck:
  - {item: 5/区が行う/運用上/施錠保管, why: 文言の変更（r4 → r5）}
""",
        good="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（電子データのみの取扱いのため）
""",
    ),
    since="0.2.0",
    hiding=Hiding.BY_SELECTION,
)
def answer_to_recheck(context: Context) -> Iterator[Violation]:
    case, version = context.case, context.version
    if not case.recheck:
        return
    severity = Severity.WARNING if case.status == "draft" else None
    rows = {row.address: (row, sheet.index) for sheet in reversed(context.sheets) for row in sheet.rows}
    for number, entry in enumerate(case.recheck):
        route: Route = ("recheck", number, "item")
        if not entry.item:
            continue  # KJ005 and KJ006 tell that nobody knows which answer is meant.
        if entry.item in rows:
            row, matter = rows[entry.item]
            yield Violation(
                route, _to_look_at(row.item.id, entry), _LOOK_AGAIN, item=row.ref, matter=matter, severity=severity
            )
        elif version is None or entry.item in _addresses(version):
            yield Violation(route, _to_look_at(quotation(entry.item), entry), _LOOK_AGAIN, severity=severity)
        else:
            yield Violation(
                route,
                Text(
                    f"もう一度確かめる項目「{quotation(entry.item)}」は、{version.id} 版のチェックリストにありません。",
                    f"The checklists of {version.id} have no item “{quotation(entry.item)}” to look at again.",
                ),
                Text(
                    "項目の書き方（番号/主体/種類/項目名）を確かめてください。なくなった項目なら、recheck のその行を削除してください。",
                    "Check how the item is written (number/actor/kind/id). If it is gone, delete its line under recheck.",
                ),
                severity=severity,
            )


def _to_look_at(name: str, entry: RecheckEntry) -> Text:
    why = quotation(entry.why) if entry.why else ""
    return Text(
        f"「{name}」の回答は、もう一度確かめることになっています" + (f": {why}" if why else "。"),
        f"The answer to “{name}” is to be looked at again" + (f": {why}" if why else "."),
    )


_LOOK_AGAIN = Text(
    "今の文言で回答が正しいかを確かめ、必要なら直して、recheck のこの行を削除してください。",
    "See whether the answer holds for the item as it is now, correct it if need be, and delete this line of recheck.",
)


def _addresses(version: Version) -> frozenset[str]:
    return frozenset(
        checklist.address(*placed) for checklist in version.checklists.values() for placed in checklist.placed_items()
    )
