"""KJ909: an exception that excuses nothing. `kojin_check.lint.lint` finds them: it needs all findings."""

from __future__ import annotations

from kojin_check.findings import Severity, Text
from kojin_check.rules.lint_rule import LINT_RULES
from kojin_check.rules.rule import Documentation, Rule, Violation

UNUSED_EXCEPTION = "KJ909"

LINT_RULES.add(
    Rule(
        code=UNUSED_EXCEPTION,
        name="unused-exception",
        severity=Severity.WARNING,
        title=Text("何にも当たらない例外がある", "an exception that excuses nothing"),
        documentation=Documentation(
            what=Text(
                "version.yaml の exceptions のうち、対応する指摘がないものを指摘します。例外にできるのは、"
                "項目についての指摘だけです。",
                "Reports an entry under `exceptions` in version.yaml to which no finding corresponds. Only findings on an "
                "item can be excused.",
            ),
            why=Text(
                "直した後に残った例外は、同じ項目に後で生じた別の誤りまで見えなくします。",
                "An exception left behind would also cover the next mistake in the same place.",
            ),
            instead=Text(
                "例外を削除するか、規則と項目の番地を正しく書きます。", "Delete it, or name the right rule and address."
            ),
            bad="""\
# r9/version.yaml
id: r9
exceptions:
  - {rule: KJ702, item: 1/区が行う/運用上/業務フロー, reason: 区だけが行う対策のため}
# r9/1-業務委託.yaml
number: 1
sections:
  - {actor: 区が行う, kind: 運用上, heading: 区の対策, items: [{id: 施錠保管, text: 金庫に保管する。}]}
""",
            good="""\
# r9/version.yaml
id: r9
exceptions:
  - {rule: KJ702, item: 1/区が行う/運用上/業務フロー, reason: 区だけが行う対策のため}
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区の対策
    items:
      - {id: 業務フロー, text: 業務フローを作成する。}
      - {id: 施錠保管, text: 金庫に保管する。}
  - actor: 事業者に行わせる
    kind: 運用上
    heading: 事業者の対策
    items:
      - {id: 施錠保管, text: 金庫に保管させる。}
""",
        ),
    )
)


def unused_exception(index: int, rule: str, item: str) -> Violation:
    """Gives the violation of the exception with this index, which excuses nothing."""
    return Violation(
        ("exceptions", index, "rule"),
        Text(
            f"{rule}（{item}）の指摘はないので、この例外は何にも当たりません。",
            f"This exception excuses nothing: there is no finding {rule} ({item}).",
        ),
        Text("例外を削除するか、規則と項目の番地を直してください。", "Delete it, or correct the rule or the address."),
    )
