from __future__ import annotations

from pathlib import Path

from tests.rules.cases.foreign_form import foreign_case, foreign_library

from kojin_check.checking.engine import Settings, check_text


def test_a_form_may_require_flags_and_the_list_of_subcontracts(tmp_path: Path) -> None:
    library = foreign_library(tmp_path)
    text = foreign_case(記録="〇").replace(
        "    facts: {遠隔接続: false}\n    subcontracts: []\n", "    facts: {遠隔接続: }\n"
    )
    findings = check_text("case.yaml", text, library, Settings(select=("KJ204",))).findings

    assert [(finding.span.line, finding.span.column, finding.hint.ja) for finding in findings] == [
        (7, 5, "さらに委託する先があれば subcontracts に書き、なければ「subcontracts: []」と書いてください。"),
        (9, 13, "facts に「遠隔接続: true」か「遠隔接続: false」と書いてください（遠隔で接続しますか。）。"),
    ]


def test_a_misspelt_flag_is_reported_where_it_stands(tmp_path: Path) -> None:
    library = foreign_library(tmp_path)
    text = foreign_case(記録="〇").replace("遠隔接続: false", "遠隔接読: false")
    findings = check_text("case.yaml", text, library, Settings(select=("KJ0", "KJ2"))).findings

    assert [(finding.rule, finding.span.line) for finding in findings] == [("KJ006", 9)]
