"""KJ401: a period that ends before it starts."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.case import located_periods, matter_index
from kojin_check.rules.rule import Context, Documentation, Place, Violation, rule


@rule(
    code="KJ401",
    name="period-reversed",
    severity=Severity.ERROR,
    title=Text("期間の終わりが始まりより前", "a period ends before it starts"),
    documentation=Documentation(
        what=Text(
            "終わり（to）が始まり（from）より前になっている期間を指摘します。再委託の期間も見ます。月までの日付は、その月の"
            "どの日であっても逆になるときだけ指摘します。",
            "Reports a period whose end (to) lies before its start (from), subcontracts' periods included. A date without a "
            "day counts only if the order is wrong whichever day of the month is meant.",
        ),
        why=Text(
            "いつからいつまで個人情報を扱うのか分からず、契約や結合の前後を確かめることもできません。",
            "Nobody can tell when personal data are handled, nor whether the contract covers that time.",
        ),
        instead=Text(
            "始まりと終わりを書き直します。年の変わり目と年度の変わり目の書き間違いが多い箇所です。",
            "Correct the start or the end. Mostly it is a slip at the turn of a calendar or fiscal year.",
        ),
        bad="""\
matters:
  - type: 業務委託
    periods:
      - {from: 令和6年4月1日, to: 令和6年3月31日}
""",
        good="""\
matters:
  - type: 業務委託
    periods:
      - {from: 令和6年4月1日, to: 令和7年3月31日}
""",
    ),
)
def period_reversed(context: Context) -> Iterator[Violation]:
    for route, period in located_periods(context.case):
        if period.is_reversed and period.from_ is not None and period.to is not None:
            start, end = period.from_.said, period.to.said
            yield Violation(
                (*route, "to"),
                Text(
                    f"期間の終わりの{end.ja}が、始まりの{start.ja}より前です。",
                    f"The period ends {end.en} before it starts {start.en}.",
                ),
                Text(
                    "始まりと終わりが逆でないか、年を書き間違えていないか確かめてください。",
                    "Check whether start and end are swapped, or a year is wrong.",
                ),
                matter=matter_index(route),
                related=(Place((*route, "from"), Text("始まりはここです", "the start")),),
            )
