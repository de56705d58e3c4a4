"""KJ505: a waiver that nobody has approved, or that lacks what the configuration asks for; found as waivers are applied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from kojin_check.findings import Severity, Text
from kojin_check.model.case import WaiverEntry
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule, Violation

if TYPE_CHECKING:
    from kojin_check.model.configuration import Requirement

UNAPPROVED_WAIVER = "KJ505"

_ITEM_BY_ITEM = frozenset({"KJ101"})
"""Rules of which one waiver must not cover all findings: each open answer is accepted by itself."""


class WaiverTerms(NamedTuple):
    """What the configuration asks of waivers."""

    require: tuple[Requirement, ...] = ()
    """Keys that a waiver must have."""
    allow: tuple[str, ...] | None = None
    """The codes that can be waived; None for all that the program lets be waived."""


ANY_TERMS = WaiverTerms()


RULES.add(
    Rule(
        code=UNAPPROVED_WAIVER,
        name="unapproved-waiver",
        severity=Severity.WARNING,
        since="0.2.0",
        title=Text("承認されていない免除がある", "a waiver that is not approved"),
        documentation=Documentation(
            what=Text(
                "承認者（approved_by）のない免除、KJ101 の免除で項目（item）のないもの、設定（waivers の require、allow）に合わない"
                "免除を指摘します。指摘はどれも免除されません。",
                "Reports a waiver without approver (approved_by), one of KJ101 without item, and one that does not meet the "
                "configuration (require and allow of waivers). None of them covers anything.",
            ),
            why=Text(
                "誰も認めていない免除で指摘が消えると、対策のないまま個人情報が渡されます。",
                "If a waiver that nobody accepted made findings disappear, personal data would be handed over unprotected.",
            ),
            instead=Text(
                "認められたら、認めた者を approved_by に書きます。認められないなら、免除を削除して問題を直します。",
                "Once it is accepted, write who accepted it (approved_by); otherwise delete it and correct the problem.",
            ),
            bad="""\
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


def unapproved_waiver(number: int, entry: WaiverEntry, terms: WaiverTerms) -> Violation | None:
    """Gives the violation of the waiver with this number where it covers nothing yet; None where nothing is missing."""
    missing = _what_is_missing(entry, terms)
    return None if missing is None else Violation(("waivers", number), *missing)


_KEYS: Mapping[Requirement, Text] = {
    "item": Text("対象の項目（item）", "the item (`item`)"),
    "party": Text("相手方（party）", "the other side (`party`)"),
    "expires": Text("期限（expires）", "a date (`expires`)"),
}


def _what_is_missing(entry: WaiverEntry, terms: WaiverTerms) -> tuple[Text, Text] | None:
    if terms.allow is not None and entry.rule not in terms.allow:
        codes = "、".join(terms.allow) or "なし"
        return (
            Text(
                f"設定（waivers の allow）により、{entry.rule} の指摘は免除できません。",
                f"The configuration (allow of waivers) does not let {entry.rule} be waived.",
            ),
            Text(
                f"この免除を削除し、指摘された箇所を直してください（免除できるのは: {codes}）。",
                f"Delete this waiver, and correct what is reported (what can be waived: {', '.join(terms.allow) or 'none'}).",
            ),
        )
    if not (entry.approved_by or "").strip():
        return (
            Text(
                f"{entry.rule} の免除は、承認者が書かれていないので申請中です。指摘はそのまま残ります。",
                f"The waiver of {entry.rule} has no approver, so it is a request: the finding stays.",
            ),
            Text(
                "認められたら、認めた者を approved_by に書いてください。",
                "Once it is accepted, write who accepted it: approved_by.",
            ),
        )
    needed: list[Requirement] = ["item"] if entry.rule in _ITEM_BY_ITEM else []
    lacking = [key for key in dict.fromkeys((*needed, *terms.require)) if not getattr(entry, key)]
    if not lacking:
        return None
    ja, en = "と".join(_KEYS[key].ja for key in lacking), " and ".join(_KEYS[key].en for key in lacking)
    return (
        Text(
            f"{entry.rule} の免除には{ja}が要ります。この免除は何も免除していません。",
            f"A waiver of {entry.rule} needs {en}. This one covers nothing.",
        ),
        Text(f"{ja}を書き加えてください。", f"Add {en}."),
    )
