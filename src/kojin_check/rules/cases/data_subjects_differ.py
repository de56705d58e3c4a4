"""KJ405: data subjects of a linkage or contract that no recording matter records."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.recording import unrecorded_entries
from kojin_check.rules.rule import Context, Documentation, Violation, rule


@rule(
    code="KJ405",
    name="data-subjects-differ",
    severity=Severity.WARNING,
    title=Text("記録していない個人の範囲を扱っている", "data subjects that no recording matter records"),
    documentation=Documentation(
        what=Text(
            "外部結合や業務委託などで扱う個人の範囲（data_subjects）のうち、同じ案件の電算処理で記録することになっていない"
            "ものを指摘します。全角と半角の違いや空白は問いません。",
            "Reports data subjects (data_subjects) of a linkage or contract that no recording matter of the case records. "
            "Width and spaces do not matter.",
        ),
        why=Text(
            "だれの情報を扱うかは、審議の対象そのものです。電算処理と委託で範囲が違えば、どちらかの審議が実態と合いません。",
            "Whose data are handled is what the council decides on. If the recording matter and the contract name different "
            "people, one of the two decisions does not fit what is done.",
        ),
        instead=Text(
            "同じ人々を指すなら、電算処理と同じ表記にそろえます。違う人々なら、電算処理の data_subjects に加えます。",
            "Write the same people as the recording matter writes them; add others to the recording matter's data_subjects.",
        ),
        bad="""\
matters:
  - type: 電算処理
    data_subjects: [区へ意見を提出した者, コールセンターに問合せを行った者]
  - type: 業務委託
    data_subjects: [区へ意見等を提出した者]
""",
        good="""\
matters:
  - type: 電算処理
    data_subjects: [区へ意見を提出した者, コールセンターに問合せを行った者]
  - type: 業務委託
    data_subjects: [区へ意見を提出した者]
""",
    ),
)
def data_subjects_differ(context: Context) -> Iterator[Violation]:
    yield from unrecorded_entries(context, "data_subjects")
