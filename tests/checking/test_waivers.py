from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

import pytest

from kojin_check.checking.engine import Settings, WaiverUse, check_text
from kojin_check.findings import FileReport, Severity
from kojin_check.model.library import Library
from kojin_check.rules.cases.unapproved_waiver import WaiverTerms

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
    text = ticked + waiver("rule: KJ301", "reason: 紙の控えを保管するため", "approved_by: 区政情報課長")
    assert rules(check_text("case.yaml", text, library, SETTINGS)) == ([], ["KJ301"])


def test_disregarded_waivers_cover_nothing(ticked: str, library: Library) -> None:
    text = ticked + waiver("rule: KJ301", "reason: 紙の控えを保管するため", "approved_by: 区政情報課長")
    settings = SETTINGS._replace(waivers=WaiverUse.DISREGARD)
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
        (
            ("rule: KJ402", "reason: 試験", "approved_by: 課長"),
            "KJ402の指摘はないので、この免除は何も免除していません。",
        ),
        (
            ("rule: KJ301", "item: 5/事業者に行わせる/運用上/施錠保管", "reason: 試験", "approved_by: 課長"),
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
    text = ticked + waiver("rule: KJ301", "reason: 紙の控えを保管するため", "approved_by: 区政情報課長")
    settings = SETTINGS._replace(select=("KJ5",))
    assert rules(check_text("case.yaml", text, library, settings)) == ([], [])


@pytest.mark.parametrize("approver", [(), ("approved_by:",), ('approved_by: "　"',)])
def test_a_waiver_that_nobody_approved_is_a_request(approver: tuple[str, ...], ticked: str, library: Library) -> None:
    text = ticked + waiver("rule: KJ301", f"item: {ITEM}", "reason: 紙の控えを保管するため", *approver)
    report = check_text("case.yaml", text, library, SETTINGS)

    assert rules(report) == (["KJ301", "KJ505"], [])
    request = report.findings[1]
    assert (request.severity, text.splitlines()[request.span.line - 1].strip()) == (Severity.WARNING, "- rule: KJ301")
    assert request.message.ja == "KJ301 の免除は、承認者が書かれていないので申請中です。指摘はそのまま残ります。"
    assert request.hint.ja == "認められたら、認めた者を approved_by に書いてください。"


def test_open_answers_are_accepted_one_by_one(corrected_case: str, library: Library) -> None:
    text = corrected_case.replace("法令等の遵守: ○", "法令等の遵守:", 1)
    terms = ("rule: KJ101", "reason: 契約の締結後に決まるため", "approved_by: 区政情報課長")
    report = check_text("case.yaml", text + waiver(*terms), library, SETTINGS)

    assert rules(report) == (["KJ101", "KJ505"], [])
    assert report.findings[1].message.ja == (
        "KJ101 の免除には対象の項目（item）が要ります。この免除は何も免除していません。"
    )
    with_item = text + waiver(*terms, "item: 3/区が行う/運用上/法令等の遵守")
    assert rules(check_text("case.yaml", with_item, library, SETTINGS)) == ([], ["KJ101"])


def test_the_configuration_can_ask_for_more(ticked: str, library: Library) -> None:
    text = ticked + waiver("rule: KJ301", "reason: 紙の控えを保管するため", "approved_by: 区政情報課長")

    def told(terms: WaiverTerms) -> list[str]:
        findings = check_text("case.yaml", text, library, SETTINGS._replace(terms=terms)).findings
        return [finding.message.ja for finding in findings if finding.rule == "KJ505"]

    assert told(WaiverTerms(require=("item", "expires"))) == [
        "KJ301 の免除には対象の項目（item）と期限（expires）が要ります。この免除は何も免除していません。"
    ]
    assert told(WaiverTerms(allow=("KJ302",))) == ["設定（waivers の allow）により、KJ301 の指摘は免除できません。"]
    assert told(WaiverTerms(allow=("KJ301",))) == []


TWO_CONTRACTORS = """\
schema: kojin-check/case/v1
checklist_version: r5
title: x
department: y
basis: [業務委託]
matters:
"""
CONTRACTOR = """\
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    party: {name: NAME}
    answers: {区が行う: {運用上: {施錠保管: ○}}}
"""


@pytest.mark.parametrize(
    ("names", "party", "expected"),
    [
        (("株式会社甲", "株式会社乙"), (), (["KJ301", "KJ301", "KJ506"], [])),
        (("株式会社甲", "株式会社乙"), ("party: 株式会社乙",), (["KJ301"], ["KJ301"])),
        (("株式会社甲", "株式会社乙"), ("party: 株式会社丙",), (["KJ301", "KJ301", "KJ503"], [])),
        (("株式会社甲", "株式会社甲"), ("party: 株式会社甲",), (["KJ301", "KJ301", "KJ506"], [])),
        (("株式会社甲",), (), ([], ["KJ301"])),
    ],
)
def test_a_waiver_is_about_one_matter(
    names: tuple[str, ...], party: tuple[str, ...], expected: tuple[list[str], list[str]], library: Library
) -> None:
    text = TWO_CONTRACTORS + "".join(CONTRACTOR.replace("NAME", name) for name in names)
    terms = ("rule: KJ301", f"item: {ITEM}", "reason: 紙の控えを保管するため", "approved_by: 区政情報課長", *party)
    settings = SETTINGS._replace(select=("KJ3", "KJ5"))
    report = check_text("case.yaml", text.rstrip("\n") + waiver(*terms), library, settings)

    assert rules(report) == expected
    for finding in report.findings:
        if finding.rule == "KJ506":
            assert finding.span.line == text.count("\n") + 3
            assert finding.message.ja.startswith(f"「{ITEM}」に当てはまる事項が2件あるので")


@pytest.mark.parametrize("rule", ["KJ001", "KJ005", "KJ006", "KJ010", "KJ106", "KJ201", "KJ202", "KJ203", "KJ204"])
def test_what_was_not_checked_cannot_be_waived(rule: str, corrected_case: str, library: Library) -> None:
    text = corrected_case + waiver(f"rule: {rule}", "reason: 旧版のため", "approved_by: 区政情報課長")
    (finding,) = check_text("case.yaml", text, library, SETTINGS).findings

    assert (finding.rule, finding.message.ja) == ("KJ503", f"{rule} の指摘は免除できません。")


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
