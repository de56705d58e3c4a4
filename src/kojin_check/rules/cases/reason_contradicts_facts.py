"""KJ303: the reason of an answer asserts what the matter denies."""

import re
from collections.abc import Iterable, Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Means
from kojin_check.model.sheet import Row, Sheet
from kojin_check.model.wording import plain
from kojin_check.reading.tree import Route
from kojin_check.regex import regex
from kojin_check.rules.phrases import declared
from kojin_check.rules.rule import Context, Documentation, Violation, rule
from kojin_check.rules.vocabulary import leaves_open


@rule(
    code="KJ303",
    name="reason-contradicts-facts",
    severity=Severity.ERROR,
    title=Text("理由が申告した事実と食い違う", "a reason contradicts the declared facts"),
    documentation=Documentation(
        what=Text(
            "「−」の理由や「○」に添えた補足が、事項の申告した事実と食い違うものを指摘します。どの言い回しが何を述べているかは、"
            "チェックリストの版（version.yaml の stock_reasons）にあります。必要な対策そのものが不要とされているときは、"
            "KJ302 だけが指摘します。",
            "Reports a reason, or a note beside ○, that contradicts the facts which the matter declares. Which wording asserts what is data of the "
            "checklists' version (stock_reasons in version.yaml). Where a needed measure is declined, only KJ302 reports it.",
        ),
        why=Text(
            "再委託先を挙げた案件で理由が「再委託がないため」なら、どちらかが誤りで、対策が不要という判断の根拠がありません。",
            "If a matter names a subcontractor and the reason says that there is none, one of the two is wrong, and nothing "
            "supports the judgement that the measure is not needed.",
        ),
        instead=Text(
            "実態に合う理由に書き直すか、申告（media、subcontracts、facts）の方を直します。",
            "Write the reason that is true, or correct what the matter declares (media, subcontracts, facts).",
        ),
        bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体, 紙媒体]
    answers:
      区が行う:
        運用上:
          返却と消去: −（電子データのみの取扱いのため）
""",
        good="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体, 紙媒体]
    answers:
      区が行う:
        運用上:
          返却と消去: −（個人情報を渡さず、委託先が取得するため）
""",
    ),
)
def reason_contradicts_facts(context: Context) -> Iterator[Violation]:
    for sheet in context.sheets:
        false_reasons = _false_reasons(context, sheet) if sheet.explained else []
        for row in sheet.explained if false_reasons else ():
            said, place = _said(row)
            if not said or sheet.is_wrongly_declined(row) or (row.means is Means.MET and leaves_open(said)):
                continue
            denied = tuple(_denied_facts(said, false_reasons, _NOTE_END if row.means is Means.MET else _ANY_END))
            if not denied:
                continue
            facts = declared(sheet, denied)
            if facts.places:
                yield Violation(
                    place if context.is_written(place) else row.mark_route,
                    Text(
                        f"「{row.item.id}」の理由「{said}」は、この案件の{facts.text.ja}と食い違います。",
                        f"The reason “{said}” for “{row.item.id}” contradicts what this matter declares: "
                        f"{facts.text.en}.",
                    ),
                    Text(
                        "実態に合う理由に書き直すか、申告の方を直してください。",
                        "Write the reason that is true, or correct what the matter declares.",
                    ),
                    item=row.ref,
                    matter=sheet.index,
                    related=facts.places,
                )


def _said(row: Row) -> tuple[str, Route]:
    """What the answer asserts, with its place: its reason; where the measure is taken, also its note."""
    if row.answer.reason or row.means is not Means.MET:
        return row.answer.reason or "", row.reason_route
    return row.answer.note or "", (*row.route, "note")


def _false_reasons(context: Context, sheet: Sheet) -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
    """The wordings that assert what the matter denies, with the facts that it denies."""
    reasons = () if context.version is None else context.version.definition.stock_reasons
    return [
        (reason.wording, tuple(test.name for test in reason.asserts.tests if test.holds(sheet.facts) is False))
        for reason in reasons
        if reason.asserts is not None and reason.asserts.holds(sheet.facts) is False
    ]


_ANY_END = regex("")
_NOTE_END = regex(
    "(?:を|の)?(?:取り?扱い?|取り?扱う|利用|使用|処理|業務|案件)?(?:のため|ため|なので|ので|です|である)?(?:[、。,.]|$)"
)
"""A note tells how the measure is taken: it asserts what its clause ends with (紙媒体のみ別に定める asserts nothing)."""


def _denied_facts(
    said: str, false_reasons: Iterable[tuple[re.Pattern[str], tuple[str, ...]]], end: re.Pattern[str]
) -> Iterator[str]:
    """The facts about which `said` asserts what is false; one can come twice."""
    searched = plain(said)
    for pattern, facts in false_reasons:
        if any(end.match(searched, found.end()) for found in pattern.finditer(searched)):
            yield from facts
