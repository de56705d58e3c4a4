"""KJ803: a waiver that was not there; found by `kojin_check.since`, which has both states."""

from __future__ import annotations

from kojin_check.findings import Severity, Text
from kojin_check.model.case import WaiverEntry
from kojin_check.reading.characters import quotation
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule, Violation

ADDED_WAIVER = "KJ803"

RULES.add(
    Rule(
        code=ADDED_WAIVER,
        name="added-waiver",
        severity=Severity.INFO,
        since="0.2.0",
        title=Text("以前の版になかった免除", "a waiver that was not there before"),
        documentation=Documentation(
            what=Text(
                "validate --since で以前の版と比べたとき、承認者のある免除（waivers）が加わっているか、"
                "理由、承認者、期限が変わっていれば指摘します。承認者のない免除は KJ505 が指摘します。",
                "With validate --since: reports approved waivers that have been added, or of which the reason, the approver "
                "or the date has changed. One without an approver is reported by KJ505.",
            ),
            why=Text(
                "免除された指摘は、問題として数えられなくなります。誰がなぜ認めたのかを、審査する人が確かめる必要があります。",
                "A finding that is waived counts no more, so whoever reviews the change must see who accepted it, and why.",
            ),
            instead=Text(
                "書かれた承認者が認めたことを確かめます。認めていなければ、免除を削除します。",
                "Make sure that the approver has accepted it; if not, delete the waiver.",
            ),
            before="""\
matters:
  - type: 業務委託
    checklist: 5
    party: {name: 株式会社新宿システム}
    media: [電磁的媒体]
    answers: {区が行う: {運用上: {施錠保管: ○}}}
""",
            bad="""\
matters:
  - type: 業務委託
    checklist: 5
    party: {name: 株式会社新宿システム}
    media: [電磁的媒体]
    answers: {区が行う: {運用上: {施錠保管: ○}}}
waivers:
  - {rule: KJ301, reason: 契約書の写しを保管するため, approved_by: 区政情報課長}
""",
            good="""\
matters:
  - type: 業務委託
    checklist: 5
    party: {name: 株式会社新宿システム}
    media: [電磁的媒体]
    answers: {区が行う: {運用上: {施錠保管: ○}}}
""",
        ),
        hiding=Hiding.BY_SELECTION,
    )
)


def added_waiver(number: int, entry: WaiverEntry, revision: str, *, is_changed: bool) -> Violation:
    """Gives the violation of the waiver with this number, which was not there in `revision`, or read differently."""
    rule = quotation(entry.rule) + ("" if entry.item is None else f"（{quotation(entry.item)}）")
    rule_en = quotation(entry.rule) + ("" if entry.item is None else f" ({quotation(entry.item)})")
    approver = quotation(entry.approved_by or "")
    return Violation(
        ("waivers", number, "rule"),
        Text(
            f"{rule}の免除は、「{revision}」には"
            + ("別の内容で書かれていました。" if is_changed else "ありませんでした。"),
            f"The waiver of {rule_en} "
            + ("read differently" if is_changed else "was not there")
            + f" in “{revision}”.",
        ),
        Text(
            f"「{approver}」が認めたことと、その理由を確かめてください。",
            f"Make sure that “{approver}” has accepted it, and why.",
        ),
    )
