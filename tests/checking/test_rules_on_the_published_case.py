"""What all rules together say about the ward's real case: its true slips, and nothing else.

Lines are found by searching for the values, so that a comment more or less in the file changes nothing here.
"""

from __future__ import annotations

from kojin_check.checking.engine import check_text
from kojin_check.findings import FileReport, Severity
from kojin_check.model.library import Library

MATTERS = {name: f"  - type: {name}" for name in ("電算処理", "外部結合", "業務委託")}
SUBCONTRACT = "    subcontracts:"
PAPER_ITEMS = ("手交時の運搬", "受渡しの管理簿", "施錠保管")
ACTORS = ("区が行う", "事業者に行わせる")
DECLINED = "−（電子データのみの取扱いのため）"


def place(text: str, *steps: str) -> tuple[int, int]:
    """Gives line and column of the last step: each is the first occurrence behind the one before."""
    at = 0
    for step in steps:
        at = text.index(step, at)
        end = at + len(step)
        at, start = end, at
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def line_of_answer(text: str, actor: str, item: str) -> int:
    """Gives the line where the contract answers `item` on the side of `actor`."""
    return place(text, MATTERS["業務委託"], "    answers:", f"      {actor}:", f"          {item}:")[0]


def with_answer(text: str, line: int, mark: str) -> str:
    """Replaces the declined answer on `line`."""
    lines = text.split("\n")
    assert lines[line - 1].endswith(DECLINED)
    lines[line - 1] = lines[line - 1].removesuffix(DECLINED) + mark
    return "\n".join(lines)


def found(report: FileReport) -> list[tuple[str, int, int, str]]:
    return [(finding.rule, finding.span.line, finding.span.column, finding.message.ja) for finding in report.findings]


def related(report: FileReport) -> list[list[tuple[int, int]]]:
    return [[(place.span.line, place.span.column) for place in finding.related] for finding in report.findings]


def test_the_published_case_has_its_four_slips(published_case: str, library: Library) -> None:
    report = check_text("faq-system.yaml", published_case, library)

    linkage, contract = MATTERS["外部結合"], MATTERS["業務委託"]
    data_item = "意見及び回答に関連する電子データ"
    recorded_item = "意見及び回答に関する電子データ"
    subject = "区長への投書（一般投書、区長へのはがき、WEB）として、区へ意見等を提出した者"
    recorded_subject = "区長への投書（一般投書、区長へのはがき、WEB）として、区へ意見を提出した者"
    unrecorded = (
        f"「{data_item}」は、電算処理の data_items にありません。"
        f"似た「{recorded_item}」とは、「関連する」と「関する」が違います。"
    )
    assert found(report) == [
        ("KJ403", *place(published_case, linkage, data_item), unrecorded),
        (
            "KJ402",
            *place(published_case, linkage, "令和6年1月1日"),
            "外部結合が令和6年1月1日（2024-01-01）に始まりますが、業務委託は令和6年4月1日（2024-04-01）、"
            "本稼働は令和7年1月（2025-01）からです。",
        ),
        (
            "KJ405",
            *place(published_case, contract, subject),
            f"「{subject}」は、電算処理の data_subjects にありません。"
            f"似た「{recorded_subject}」とは、「意見等を」と「意見を」が違います。",
        ),
        ("KJ403", *place(published_case, contract, data_item), unrecorded),
    ]
    recorded = place(published_case, "    data_items:", recorded_item)
    assert related(report) == [
        [recorded],
        [
            place(published_case, contract, "    periods:", "令和6年4月1日"),
            place(published_case, "本稼働, date: ", "令和7年1月"),
        ],
        [place(published_case, "    data_subjects:", recorded_subject)],
        [recorded],
    ]
    assert {finding.severity for finding in report.findings} == {Severity.WARNING}
    assert [finding.matter for finding in report.findings] == [1, 1, 2, 2]


def test_the_published_case_answers_120_items(published_case: str, library: Library) -> None:
    tallies = check_text("faq-system.yaml", published_case, library).tallies

    assert sum(tally.total for tally in tallies) == 120
    assert sum(tally.met for tally in tallies) == 114
    assert sum(tally.not_applicable for tally in tallies) == 6
    assert sum(tally.unanswered for tally in tallies) == 0


def test_the_corrected_case_has_none(corrected_case: str, library: Library) -> None:
    assert found(check_text("corrected.yaml", corrected_case, library)) == []


def test_paper_items_ticked_on_the_electronic_case(corrected_case: str, library: Library) -> None:
    text = corrected_case
    lines = [line_of_answer(text, "区が行う", item) for item in PAPER_ITEMS]
    for line in lines:
        text = with_answer(text, line, "○")

    report = check_text("case.yaml", text, library)

    assert found(report) == [
        (
            "KJ301",
            line,
            len(f"          {item}: ") + 1,
            f"「{item}」に「○」が付いていますが、この案件は「media: 電磁的媒体」です。",
        )
        for line, item in zip(lines, PAPER_ITEMS, strict=True)
    ]
    assert related(report) == [[place(text, MATTERS["業務委託"], "media: [電磁的媒体]")]] * 3
    assert [finding.item.address for finding in report.findings if finding.item is not None] == [
        f"5/区が行う/運用上/{item}" for item in PAPER_ITEMS
    ]


def test_paper_added_to_the_media(corrected_case: str, library: Library) -> None:
    before, media, after = corrected_case.partition("    media: [電磁的媒体]\n")
    text = f"{before}    media: [電磁的媒体, 紙媒体]\n{after}"
    assert media
    assert before.count(MATTERS["業務委託"]) == 1
    assert SUBCONTRACT not in before

    report = check_text("case.yaml", text, library)

    assert found(report) == [
        (
            "KJ302",
            line_of_answer(text, actor, item),
            len(f"          {item}: ") + 1,
            f"「{item}」が「−」ですが、この案件は「media: 電磁的媒体、紙媒体」なので、必要な対策です。",
        )
        for actor in ACTORS
        for item in PAPER_ITEMS
    ]
    assert related(report) == [[place(text, MATTERS["業務委託"], "media: [電磁的媒体, 紙媒体]")]] * 6
    assert {finding.severity for finding in report.findings} == {Severity.ERROR}
