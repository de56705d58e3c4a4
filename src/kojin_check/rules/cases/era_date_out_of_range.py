"""KJ406: a date in an era that was not in use then."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.case import dated, matter_index
from kojin_check.model.dates import ERAS, EraDate, EraSlip
from kojin_check.reading.tree import Route
from kojin_check.rules.rule import Context, Documentation, Rewrite, Violation, rule

_FARTHEST_YEARS = 20
"""Plans made before a change of era reach some years past it in the old one. A date farther off is more likely a
typing error, such as 平成136年, and respelling it would make a wrong date look right."""


@rule(
    code="KJ406",
    name="era-date-out-of-range",
    severity=Severity.WARNING,
    title=Text("使われていない元号の日付", "a date in an era that was not in use then"),
    documentation=Documentation(
        what=Text(
            "その日には使われていない元号で書かれた日付を指摘します。平成は31年4月30日まで、令和は元年5月1日からです。",
            "Reports a date written in an era that was not in use on that day. 平成 ended on 31年4月30日; 令和 began on 元年5月1日.",
        ),
        why=Text(
            "「平成36年4月1日」は令和6年の日付ですが、元号と年のどちらの書き間違いか、読む人には分かりません。",
            "“平成36年4月1日” is a day in 令和6年, but a reader cannot tell whether the era or the year is the slip.",
        ),
        instead=Text(
            "その日に使われていた元号で書きます。改元から長くたっていない日付は --fix で直せます。",
            "Write the era that was in use then. Dates not long after the change of era can be corrected with --fix.",
        ),
        bad="""\
matters:
  - type: 業務委託
    periods:
      - {from: 平成36年4月1日, to: 令和7年3月31日}
""",
        good="""\
matters:
  - type: 業務委託
    periods:
      - {from: 令和6年4月1日, to: 令和7年3月31日}
""",
    ),
    fixable=True,
)
def era_date_out_of_range(context: Context) -> Iterator[Violation]:
    for route, date in (*dated(context.case), *_in_parentheses(context)):
        slip = date.out_of_era
        if slip is not None:
            yield Violation(
                route,
                _message(date, slip),
                _hint(date, slip),
                matter=matter_index(route),
                correction=_rewrite(route, date, slip),
            )


def _in_parentheses(context: Context) -> Iterator[tuple[Route, EraDate]]:
    """The dates in parentheses behind marks, where the form has a field for one: はい（令和7年3月31日）."""
    for sheet in context.sheets:
        for row in sheet.noteworthy if sheet.checklist.answer_fields else ():
            if row.is_one_text:
                yield from ((row.route, value) for value in row.answer.fields.values() if isinstance(value, EraDate))


def _message(date: EraDate, slip: EraSlip) -> Text:
    if _years_past_the_era(date, slip) > 0:
        return Text(
            f"「{date.text}」には、{slip.era}は終わっています。", f"On “{date.text}” the era {slip.era} had ended."
        )
    return Text(
        f"「{date.text}」には、{slip.era}はまだ始まっていません。",
        f"On “{date.text}” the era {slip.era} had not begun.",
    )


def _hint(date: EraDate, slip: EraSlip) -> Text:
    japanese = "か".join(f"「{spelling}」" for spelling in slip.suggestions)
    english = " or ".join(f"“{spelling}”" for spelling in slip.suggestions)
    if _years_past_the_era(date, slip) > _FARTHEST_YEARS:
        return Text(
            f"元号か年の書き間違いではありませんか。このままでは{japanese}のことになります。",
            f"Is the era or the year a slip? As it stands, {english} is meant.",
        )
    return Text(
        f"{japanese}と書いてください。年の書き間違いなら、年を直してください。",
        f"Write {english}, or correct the year if that is the slip.",
    )


def _rewrite(route: Route, date: EraDate, slip: EraSlip) -> Rewrite | None:
    if len(slip.suggestions) != 1 or _years_past_the_era(date, slip) > _FARTHEST_YEARS:
        return None
    spelling = slip.suggestions[0]
    return Rewrite(
        Text(f"「{spelling}」に直す", f"write “{spelling}”"),
        route,
        old=date.text,
        new=spelling,
    )


def _years_past_the_era(date: EraDate, slip: EraSlip) -> float:
    """How many years after the era's end the date lies; 0 for one before the era began."""
    era = next(era for era in ERAS if era.name == slip.era)
    return max(0.0, (date.first - era.last).days / 365.25)
