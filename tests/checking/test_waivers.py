from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo

import pytest

from kojin_check.checking.engine import Settings, WaiverUse, check_text
from kojin_check.findings import FileReport
from kojin_check.model.library import Library

TODAY = date(2026, 4, 1)
SETTINGS = Settings(today=TODAY)
ITEM = "5/区が行う/運用上/施錠保管"


def waiver(*lines: str) -> str:
    return "\nwaivers:\n  - " + "\n    ".join(lines) + "\n"


@pytest.fixture
def ticked(corrected_case: str) -> str:
    """The corrected case with one finding: KJ301 on ITEM."""
    head, tail = corrected_case.split("  - type: 業務委託", maxsplit=1)
    return f"{head}  - type: 業務委託" + tail.replace("施錠保管: −（電子データのみの取扱いのため）", "施錠保管: ○", 1)


def rules(report: FileReport) -> tuple[list[str], list[str]]:
    return [finding.rule for finding in report.findings], [finding.rule for finding in report.waived]


def test_a_waived_finding_is_listed_apart_with_the_reason(ticked: str, library: Library) -> None:
    text = ticked + waiver(
        "rule: KJ301",
        f"item: {ITEM}",
        "reason: 紙の控えを保管するため",
        "approved_by: 区政情報課長",
        "expires: 令和8年4月1日",
    )
    report = check_text("case.yaml", text, library, SETTINGS)
    assert rules(report) == ([], ["KJ301"])
    covering = report.waived[0].waiver
    assert covering is not None
    assert (covering.reason, covering.approved_by, covering.expires) == (
        "紙の控えを保管するため",
        "区政情報課長",
        "令和8年4月1日",
    )
    assert report.waived[0].span.line in report.excerpts


def test_a_waiver_without_item_covers_the_rule(ticked: str, library: Library) -> None:
    text = ticked + waiver("rule: KJ301", "reason: 紙の控えを保管するため")
    assert rules(check_text("case.yaml", text, library, SETTINGS)) == ([], ["KJ301"])


def test_disregarded_waivers_cover_nothing(ticked: str, library: Library) -> None:
    text = ticked + waiver("rule: KJ301", "reason: 紙の控えを保管するため")
    settings = replace(SETTINGS, waivers=WaiverUse.DISREGARD)
    assert rules(check_text("case.yaml", text, library, settings)) == (["KJ301"], [])


def test_an_expired_waiver_covers_nothing_and_is_reported(ticked: str, library: Library) -> None:
    text = ticked + waiver("rule: KJ301", "reason: 紙の控えを保管するため", "expires: 令和8年3月31日")
    report = check_text("case.yaml", text, library, SETTINGS)
    assert rules(report) == (["KJ301", "KJ504"], [])
    expired = report.findings[1]
    assert expired.message.ja == (
        "KJ301 の免除は、令和8年3月31日（2026-03-31）で期限が切れています（今日は令和8年4月1日（2026-04-01））。"
    )
    assert text.splitlines()[expired.span.line - 1].strip() == "expires: 令和8年3月31日"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("rule: KJ402", "reason: 試験"), "KJ402の指摘はないので、この免除は何も免除していません。"),
        (
            ("rule: KJ301", "item: 5/事業者に行わせる/運用上/施錠保管", "reason: 試験"),
            "KJ301（5/事業者に行わせる/運用上/施錠保管）の指摘はないので、この免除は何も免除していません。",
        ),
        (("rule: KJ005", "reason: 契約の控え"), "KJ005 の指摘は免除できません。"),
        (("rule: KJ999", "reason: 契約の控え"), "「KJ999」という規則はないので、この免除は何も免除していません。"),
        (("rule: KJ4", "reason: 契約の控え"), "「KJ4」という規則はないので、この免除は何も免除していません。"),
    ],
)
def test_an_unused_waiver_is_reported(
    lines: tuple[str, ...], message: str, corrected_case: str, library: Library
) -> None:
    text = corrected_case + waiver(*lines)
    (finding,) = check_text("case.yaml", text, library, SETTINGS).findings
    assert (finding.rule, finding.message.ja) == ("KJ503", message)
    assert text.splitlines()[finding.span.line - 1].strip() == f"- {lines[0]}"
    assert finding.span.column == 11


@pytest.mark.parametrize(
    ("written", "meant"), [("kj301", "KJ301"), ("ＫＪ３０１", "KJ301"), ("inapplicable-item-ticked", "KJ301")]
)
def test_the_rule_that_was_meant_is_named(written: str, meant: str, corrected_case: str, library: Library) -> None:
    text = corrected_case + waiver(f"rule: {written}", "reason: 契約の控え")
    (finding,) = check_text("case.yaml", text, library, SETTINGS).findings
    assert (finding.rule, finding.hint.ja) == ("KJ503", f"「{meant}」の間違いではありませんか。")


def test_a_waiver_whose_reason_says_nothing_covers_nothing(ticked: str, library: Library) -> None:
    text = ticked + waiver("rule: KJ301", "reason: 特になし")
    report = check_text("case.yaml", text, library, SETTINGS)
    assert rules(report) == (["KJ301", "KJ105"], [])
    assert text.splitlines()[report.findings[1].span.line - 1].strip() == "reason: 特になし"


def test_a_waiver_without_reason_covers_nothing(ticked: str, library: Library) -> None:
    text = ticked + waiver("rule: KJ301", "reason:")
    assert rules(check_text("case.yaml", text, library, SETTINGS)) == (["KJ301", "KJ005"], [])


def test_that_a_file_cannot_be_read_is_not_waivable(corrected_case: str, library: Library) -> None:
    text = corrected_case.replace("title: ", "titel: ", 1) + waiver("rule: KJ004", "reason: 試験")
    assert rules(check_text("case.yaml", text, library, SETTINGS)) == (["KJ004", "KJ503"], [])


def test_selection_does_not_make_a_waiver_unused(ticked: str, library: Library) -> None:
    text = ticked + waiver("rule: KJ301", "reason: 紙の控えを保管するため")
    settings = replace(SETTINGS, select=("KJ5",))
    assert rules(check_text("case.yaml", text, library, settings)) == ([], [])


def test_today_is_the_day_in_japan_and_is_decided_anew_for_each_check(
    monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    class Clock:
        instant = datetime(2026, 3, 31, 14, 59, tzinfo=UTC)

        @classmethod
        def now(cls, zone: tzinfo) -> datetime:
            return cls.instant.astimezone(zone)

    monkeypatch.setattr("kojin_check.model.dates.datetime", Clock)
    text = """\
schema: kojin-check/case/v1
checklist_version: r5
title: x
department: y
basis: [外部結合]
matters: [{type: 外部結合, checklist: 4, answers: {区が行う: {システム上: {通信の暗号化: ○}}}}]
waivers:
  - {rule: KJ402, reason: 専用線で結合するため, approved_by: 区政情報課, expires: 令和8年3月31日}
"""

    def expired() -> bool:
        return "KJ504" in {finding.rule for finding in check_text("case.yaml", text, library).findings}

    assert not expired()
    Clock.instant = datetime(2026, 3, 31, 15, 0, tzinfo=UTC)
    assert expired()
