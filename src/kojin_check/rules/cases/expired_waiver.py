"""KJ504: a waiver past its date."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.dates import show
from kojin_check.rules.rule import Context, Documentation, Hiding, Violation, rule


@rule(
    code="KJ504",
    name="expired-waiver",
    severity=Severity.ERROR,
    title=Text("免除の期限が過ぎている", "a waiver past its date"),
    documentation=Documentation(
        what=Text("期限（expires）を過ぎた免除を指摘します。", "Reports waivers whose date (expires) has passed."),
        why=Text(
            "期限を過ぎた免除はもう効きません。免除していた指摘は、再び報告されています。",
            "An expired waiver has no effect any more; the finding that it covered is reported again.",
        ),
        instead=Text(
            "指摘された問題を直して免除を削除するか、改めて承認を得て期限を書き直します。",
            "Correct the problem and delete the waiver, or have it approved again with a new date.",
        ),
        bad="""\
waivers:
  - rule: KJ402
    reason: 試験のための接続に限るため
    approved_by: 区政情報課長
    expires: 令和元年12月31日
""",
        good="""\
waivers:
  - rule: KJ402
    reason: 試験のための接続に限るため
    approved_by: 区政情報課長
    expires: 令和80年3月31日
""",
    ),
    hiding=Hiding.BY_SELECTION,
)
def expired_waiver(context: Context) -> Iterator[Violation]:
    for number, entry in enumerate(context.case.waivers):
        if entry.expires is not None and entry.expires.last < context.today:
            yield Violation(
                ("waivers", number, "expires"),
                Text(
                    f"{entry.rule} の免除は、{entry.expires.show()}で期限が切れています（今日は{show(context.today)}）。",
                    f"The waiver of {entry.rule} expired on {entry.expires.said.en} (today is {context.today.isoformat()}).",
                ),
                Text(
                    "問題を直して免除を削除するか、改めて承認を得て期限を書き直してください。",
                    "Correct the problem and delete the waiver, or have it approved again with a new date.",
                ),
            )
