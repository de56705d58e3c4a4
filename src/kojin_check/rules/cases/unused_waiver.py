"""KJ503: a waiver that covers no finding. Which ones do, tells `kojin_check.checking.waivers`: it needs all findings."""

from __future__ import annotations

from kojin_check.findings import Severity, Text
from kojin_check.model.case import WaiverEntry
from kojin_check.reading.characters import quotation
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule, Violation
from kojin_check.similarity import folded

UNUSED_WAIVER = "KJ503"


RULES.add(
    Rule(
        code=UNUSED_WAIVER,
        name="unused-waiver",
        severity=Severity.WARNING,
        title=Text("何も免除していない免除がある", "a waiver that suppresses nothing"),
        documentation=Documentation(
            what=Text(
                "対応する指摘がない免除（waivers）と、免除できない規則の免除を指摘します。",
                "Reports waivers to which no finding corresponds, and waivers of rules that cannot be waived.",
            ),
            why=Text(
                "直した後に残った免除は、同じ項目に後で生じた別の問題まで見えなくします。",
                "A waiver left behind after the correction would also cover the next problem in the same place.",
            ),
            instead=Text(
                "免除を削除するか、対象の規則と項目を正しく書きます。",
                "Delete the waiver, or name the right rule and item.",
            ),
            bad="""\
waivers:
  - rule: KJ402
    reason: 試験のための接続に限るため
    approved_by: 区政情報課長
""",
            good="""\
matters:
  - type: 外部結合
    checklist: 4
    periods:
      - {name: 結合, from: 令和6年1月1日}
    milestones:
      - {name: 本稼働, date: 令和7年1月}
waivers:
  - rule: KJ402
    reason: 試験のための接続に限るため
    approved_by: 区政情報課長
""",
        ),
        hiding=Hiding.BY_SELECTION,
    )
)


def unused_waiver(number: int, entry: WaiverEntry) -> Violation:
    """Gives the violation of the waiver with this number, which covers nothing."""
    message, hint = _why_unused(entry)
    return Violation(("waivers", number, "rule"), message, hint)


def _why_unused(entry: WaiverEntry) -> tuple[Text, Text]:
    rule = RULES.get(entry.rule)
    if rule is None:
        return (
            Text(
                f"「{quotation(entry.rule)}」という規則はないので、この免除は何も免除していません。",
                f"This waiver covers nothing: there is no rule “{quotation(entry.rule)}”.",
            ),
            _meant(entry.rule),
        )
    if rule.hiding is not Hiding.BY_WAIVER:
        return (
            Text(f"{entry.rule} の指摘は免除できません。", f"Findings of {entry.rule} cannot be waived."),
            Text(
                "この免除を削除し、指摘された箇所を直してください。",
                "Delete this waiver, and correct what is reported.",
            ),
        )
    target = entry.rule if entry.item is None else f"{entry.rule}（{quotation(entry.item)}）"
    target_en = entry.rule if entry.item is None else f"{entry.rule} ({quotation(entry.item)})"
    return (
        Text(
            f"{target}の指摘はないので、この免除は何も免除していません。",
            f"This waiver covers nothing: there is no finding {target_en}.",
        ),
        Text(
            "不要になった免除は削除してください。対象の項目を書き誤っていないかも確かめてください。",
            "Delete a waiver that is no longer needed, or correct the item that it names.",
        ),
    )


def _meant(name: str) -> Text:
    """The code that `name` was meant to be: in another width or case of the letters, or by the rule's name.

    Not by likeness: all codes are alike.
    """
    code = folded(name).upper()
    meant = code if code in RULES else next((rule.code for rule in RULES.values() if rule.name == name), None)
    if meant is None:
        return Text(
            "規則のコード（KJ301 など）を書いてください。一覧は kojin-check rules で表示できます。",
            "Write the code of a rule, such as KJ301; kojin-check rules lists them.",
        )
    return Text(f"「{meant}」の間違いではありませんか。", f"Did you mean “{meant}”?")
