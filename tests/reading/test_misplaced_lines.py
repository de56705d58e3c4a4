"""A line that is indented wrongly, or lacks the dash of a list entry, is one finding, where it stands.

Each slip is made on one line of the corrected real case, which gives no finding by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library

TAB = "行頭の字下げにタブが使われています。YAMLではタブで字下げできません。"
WIDE = (
    "行頭の空白に全角の空白（U+3000）が使われています。YAMLの字下げは半角の空白だけなので、別の段の行として読まれます。"
)
NO_BREAK = WIDE.replace("全角の空白（U+3000）", "ノーブレークスペース（U+00A0）")


def out_of_step(spaces: int) -> str:
    return f"行頭の空白（{spaces}個）が前後の行とそろっていないため、どの段の行なのか読み取れません。"


@dataclass(frozen=True)
class Slip:
    """What is typed in the place of the first characters of a line, and what is said about it."""

    line: str
    """How the line begins in the case."""
    typed: str
    rule: str
    column: int
    says: str
    number: int = 1
    """Which of the lines that begin so."""

    @property
    def name(self) -> str:
        return f"{self.line.strip()}-{self.typed.replace(' ', '_')}"


SLIPS = [
    # Tabs, for two and for four spaces
    Slip("        システム上:", "\t\t\t\tシステム上:", "KJ001", 1, TAB),
    Slip("      事業者に行わせる:", "\t\t\t事業者に行わせる:", "KJ001", 1, TAB),
    Slip("        システム上:", "\t\tシステム上:", "KJ001", 1, TAB, number=2),
    # Full-width spaces, for one and for two spaces, and no-break spaces
    Slip("  volume:", "　volume:", "KJ009", 1, WIDE),
    Slip("      事業者に行わせる:", "　　　事業者に行わせる:", "KJ001", 1, WIDE),
    Slip("      - 投稿ページ", "　　　　　　- 投稿ページ", "KJ001", 1, WIDE),
    Slip("      - コールセンター", "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0- コールセンター", "KJ001", 1, NO_BREAK),
    Slip("      - {name: 本稼働", "    　- {name: 本稼働", "KJ001", 5, WIDE),
    Slip("        システム上:", "      　システム上:", "KJ009", 7, WIDE),
    # Headings
    Slip("        運用上:", "         運用上:", "KJ001", 1, out_of_step(9)),
    Slip("        運用上:", "          運用上:", "KJ001", 1, out_of_step(10)),
    Slip("        システム上:", "         システム上:", "KJ001", 1, out_of_step(9)),
    Slip("      事業者に行わせる:", "       事業者に行わせる:", "KJ001", 1, out_of_step(7)),
    Slip(
        "    milestones:",
        "      milestones:",
        "KJ001",
        1,
        "前の行の「storage」には「Microsoft Dynamics 365により構築されたインフラ基盤上に存在するMicrosoftのデータベースサ…」"
        "という値があるのに、この行はその中身のように深く字下げされています。",
    ),
    # Keys of a list entry
    Slip("    checklist: 3", "  checklist: 3", "KJ001", 1, out_of_step(2)),
    Slip("    business: コール", "  business: コール", "KJ001", 1, out_of_step(2)),
    Slip("        from: 令和7年1月1日", "       from: 令和7年1月1日", "KJ001", 1, out_of_step(7)),
    Slip("        renews:", "       renews:", "KJ001", 1, out_of_step(7)),
    # List entries
    Slip("  - type: 外部結合", "      - type: 外部結合", "KJ001", 1, out_of_step(6)),
    Slip("      - party: {name: NEC", "          - party: {name: NEC", "KJ001", 1, out_of_step(10)),
    Slip(
        "      - ID",
        "     - ID",
        "KJ001",
        1,
        "「- ID」の字下げが次の行の「- 」より浅いので、次の行からがこの行の続きとして読まれます。",
    ),
    Slip(
        "      - 氏名",
        "       - 氏名",
        "KJ001",
        1,
        "「- 氏名」は前の行の「- 」より深く字下げされているので、一覧の1行ではなく、前の行の続きとして読まれます。",
    ),
    # List entries without a dash
    Slip(
        "      - name: 結合",
        "      name: 結合",
        "KJ001",
        7,
        "「name: 結合」は一覧を書くところにありますが、行頭に「- 」がありません。",
    ),
    Slip(
        "  - type: 外部結合",
        "    type: 外部結合",
        "KJ001",
        5,
        "「type: 外部結合」から次の1件が始まるようですが、行頭に「- 」がありません。前の1件の続きとして読まれ、"
        "同じ項目名が2回あることになります。",
    ),
    Slip(
        "      - name: 保守",
        "        name: 保守",
        "KJ001",
        9,
        "「name: 保守」から次の1件が始まるようですが、行頭に「- 」がありません。前の1件の続きとして読まれ、"
        "同じ項目名が2回あることになります。",
    ),
    Slip(
        "      - ID",
        "      ID",
        "KJ001",
        7,
        "一覧の最初の「ID」の行頭に「- 」がないので、次の行からがその続きとして読まれます。",
    ),
    Slip(
        "      - ID",
        "        ID",
        "KJ001",
        9,
        "一覧の最初の「ID」の行頭に「- 」がないので、次の行からがその続きとして読まれます。",
    ),
    # The rest of a text
    Slip(
        "      Microsoft Dynamics",
        "  Microsoft Dynamics",
        "KJ001",
        3,
        "「Microsoft Dynamics 365により構築されたインフラ基盤上に存在するMicrosoftのデータベースサ…」は"
        "「項目名: 値」の形でも「- 」で始まる一覧でもないので読めません。",
    ),
]


def index_of(lines: list[str], beginning: str, number: int) -> int:
    return [index for index, line in enumerate(lines) if line.startswith(beginning)][number - 1]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_misplaced_line_is_one_finding(slip: Slip, corrected_case: str, library: Library) -> None:
    lines = corrected_case.split("\n")
    index = index_of(lines, slip.line, slip.number)
    lines[index] = slip.typed + lines[index].removeprefix(slip.line)

    findings = check_text("case.yaml", "\n".join(lines), library).findings

    assert [(finding.rule, *finding.span[:2], finding.message.ja) for finding in findings] == [
        (slip.rule, index + 1, slip.column, slip.says)
    ]


@pytest.mark.parametrize(
    ("beginning", "by"),
    [
        ("      区が行う:", 1),
        ("      区が行う:", 2),
        ("        運用上:", 1),
        ("        運用上:", 2),
        ("        システム上:", 1),
    ],
)
def test_a_heading_that_is_indented_too_far_with_all_below_it(
    beginning: str, by: int, corrected_case: str, library: Library
) -> None:
    lines = corrected_case.split("\n")
    index = index_of(lines, beginning, 1)
    indent = len(beginning) - len(beginning.lstrip())
    rest = lines[index + 1 :]
    length = next(at for at, line in enumerate(rest) if line.strip() and not line.startswith(" " * (indent + 1)))
    for at in range(index, index + 1 + length):
        lines[at] = " " * by + lines[at]

    findings = check_text("case.yaml", "\n".join(lines), library).findings

    assert [(finding.rule, *finding.span[:2], finding.message.ja) for finding in findings] == [
        ("KJ001", index + 1, 1, out_of_step(indent + by))
    ]


def test_a_section_among_the_answers_of_another(corrected_case: str, library: Library) -> None:
    lines = corrected_case.split("\n")
    index = index_of(lines, "        システム上:", 1)
    rest = lines[index + 1 :]
    length = next(at for at, line in enumerate(rest) if line.strip() and not line.startswith(" " * 9))
    lines[index : index + 1 + length] = ["  " + line for line in lines[index : index + 1 + length]]

    findings = check_text("case.yaml", "\n".join(lines), library).findings

    assert [(finding.rule, *finding.span[:2], finding.message.ja) for finding in findings] == [
        (
            "KJ001",
            index + 1,
            1,
            "「システム上」は回答の行と同じ深さに字下げされているので、見出しではなく「運用上」の中の対策として読まれます。",
        )
    ]


@pytest.mark.parametrize("answer", ["{mrak: −, reason: 館外に出さないため}", "{記号: −, 理由: 館外に出さないため}"])
def test_an_answer_with_wrong_keys_is_no_section(answer: str, corrected_case: str, library: Library) -> None:
    text = corrected_case.replace("施錠保管: −（電子データのみの取扱いのため）", f"施錠保管: {answer}", 1)

    findings = check_text("case.yaml", text, library).findings

    assert {finding.rule for finding in findings} == {"KJ004"}
