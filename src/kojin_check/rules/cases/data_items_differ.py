"""KJ403: data items of a linkage or contract that no recording matter records."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.recording import unrecorded_entries
from kojin_check.rules.rule import Context, Documentation, Violation, rule


@rule(
    code="KJ403",
    name="data-items-differ",
    severity=Severity.WARNING,
    title=Text("記録していない情報項目を扱っている", "data items that no recording matter records"),
    documentation=Documentation(
        what=Text(
            "外部結合や業務委託などで扱う情報項目（data_items）のうち、同じ案件の電算処理で記録することになっていないものを"
            "指摘します。全角と半角の違いや空白は問いません。",
            "Reports data items (data_items) of a linkage or contract that no recording matter of the case records. "
            "Width and spaces do not matter.",
        ),
        why=Text(
            "記録していない情報は、結合先や委託先に渡せません。記録する項目の書き漏れか、渡してよい項目の誤りか、"
            "表記の不統一のどれかです。",
            "What is not recorded cannot be handed on. Either the record lacks an item, or too much is handed on, "
            "or the same item is written in two ways.",
        ),
        instead=Text(
            "同じ項目なら、電算処理と同じ表記にそろえます。別の項目なら、電算処理の data_items に加えます。",
            "Write the same item as the recording matter writes it; add another item to the recording matter's data_items.",
        ),
        bad="""\
matters:
  - type: 電算処理
    data_items: [氏名, 住所, 回答に関する電子データ]
  - type: 業務委託
    data_items: [氏名, 回答に関連する電子データ]
""",
        good="""\
matters:
  - type: 電算処理
    data_items: [氏名, 住所, 回答に関する電子データ]
  - type: 業務委託
    data_items: [氏名, 回答に関する電子データ]
""",
    ),
)
def data_items_differ(context: Context) -> Iterator[Violation]:
    yield from unrecorded_entries(context, "data_items")
