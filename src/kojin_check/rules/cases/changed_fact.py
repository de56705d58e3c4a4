"""KJ804: a fact that is not what it was. The check itself is `kojin_check.since.comparison`: it needs both states."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

RULES.add(
    Rule(
        code="KJ804",
        name="changed-fact",
        severity=Severity.INFO,
        title=Text("以前の版から事実が変わっている", "a fact that has changed"),
        documentation=Documentation(
            what=Text(
                "validate --since で以前の版と比べたとき、相手方、期間、情報項目、媒体、再委託、要否を決める事実が変わった箇所と、"
                "完成（final）から作成中（draft）に戻った案件を指摘します。並べ方や日付の書き方の違いは、変更とみなしません。",
                "With validate --since: reports where the other side, periods, data items, media, subcontracts, or facts "
                "that decide which measures are needed have changed, and cases that went back from final to draft. Order "
                "and the spelling of dates make no difference.",
            ),
            why=Text(
                "回答は、その時の事実に基づいています。事実が変わると、○のままの回答も正しいとは限りません。",
                "Answers rest on the facts of their time; when these change, even an unchanged answer may no longer hold.",
            ),
            instead=Text(
                "変更が意図したもので、回答が今の事実に合っているか確かめます。変わった箇所は kojin-check diff --since でも見られます。",
                "Make sure that the change was intended and that the answers fit; kojin-check diff --since shows all changes.",
            ),
            before="""\
matters:
  - type: 業務委託
    checklist: 5
    party: 株式会社新宿システム
    media: [電磁的媒体]
    data_items: [氏名, 住所]
""",
            bad="""\
matters:
  - type: 業務委託
    checklist: 5
    party: 株式会社新宿システム
    media: [電磁的媒体, 紙媒体]
    data_items: [氏名, 口座番号]
""",
            good="""\
matters:
  - type: 業務委託
    checklist: 5
    party: {name: 株式会社新宿システム}
    media: [電磁的媒体]
    data_items: [住所, 氏名]
""",
        ),
        since="0.2.0",
        hiding=Hiding.BY_SELECTION,
    )
)
