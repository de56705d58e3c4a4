from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT, RunProgram
from tests.samples.versions import form, item, shelf, version

from kojin_check.checking.engine import check_text
from kojin_check.findings import Severity
from kojin_check.migrate.migrate import MigrationRefused, Migrator
from kojin_check.migrate.renewal import Renewal, renewed
from kojin_check.model.dates import a_year_later, parse
from kojin_check.model.library import Library
from kojin_check.reading.reading import read_text


def renew(text: str, library: Library, version: str = "r5") -> Renewal:
    tree = read_text("case.yaml", text, library.case_outline)
    return renewed(tree, Migrator(library, library.require(version)))


def contract(periods: str, more: str = "") -> str:
    return f"""\
schema: kojin-check/case/v1
checklist_version: r5
title: 講座の受付
department: 文化観光課
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
{periods}    answers:
      区が行う:
        運用上:
          業務フロー: ○ # 令和6年度に確認
{more}"""


@pytest.mark.parametrize(
    ("typed", "later"),
    [
        ("令和6年4月1日", "令和7年4月1日"),
        ("令和６年４月１日", "令和7年４月１日"),
        ("令和元年5月", "令和2年5月"),
        ("R6.4.1", "R7.4.1"),
        ("2024-04-01", "2025-04-01"),
        ("2024/4/1", "2025/4/1"),
        ("2024-02-29", "2025-02-28"),
        ("令和5年2月28日", "令和6年2月29日"),
        ("平成30年5月1日", "令和元年5月1日"),
        ("令和六年四月一日", "令和7年4月1日"),
    ],
)
def test_a_date_of_the_next_year_is_written_alike(typed: str, later: str) -> None:
    assert a_year_later(parse(typed)) == later


def test_the_published_case(published_case: str, library: Library) -> None:
    renewal = renew(published_case, library)

    before, after = published_case.splitlines(), renewal.text.splitlines()
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    assert "status: final" in gone
    assert "status: draft" in come
    assert "        to: 令和8年3月31日" in come
    assert "      # 前回: 本稼働：令和7年1月" in come
    assert "      - {name: 本稼働, date: }" in come
    assert "      # 前回: 再構築：令和6年4月1日から令和7年3月14日まで" in come
    assert (len(renewal.moved), len(renewal.blank), renewal.dropped) == (3, 6, ())
    errors = [one for one in check_text("case.yaml", renewal.text, library).findings if one.severity is Severity.ERROR]
    assert errors == []


def test_asks_to_look_again_at_the_answers_of_which_the_item_has_changed() -> None:
    forms = [form({("区", "運用"): [item("一", text)]}) for text in ("書面で通知する。", "電子メールで通知する。")]
    library = shelf(version("r8", forms[0]), version("r9", forms[1]))
    text = (
        contract("").replace("r5", "r8").partition("      区が行う")[0] + "      区:\n        運用:\n          一: ○\n"
    )
    old = text + "recheck:\n  - {item: 5/区/運用/一, why: 以前の変更}\n"

    renewal = renew(old, library, "r9")

    added = "  - {item: 5/区/運用/一, why: 文言の変更（r8 → r9）}\n"
    assert renewal.text.endswith("recheck:\n  - {item: 5/区/運用/一, why: 以前の変更}\n" + added)
    findings = [one for one in check_text("case.yaml", renewal.text, library).findings if one.rule == "KJ108"]
    lines = len(renewal.text.splitlines())
    assert [(one.span.line, one.severity) for one in findings] == [(lines - 1, "warning"), (lines, "warning")]


@pytest.mark.parametrize(
    ("periods", "after"),
    [
        (
            "    periods: [{from: R6.4.1, to: R7.3.31, renews: true}] # 単年度\n",
            "    periods: [{from: R7.4.1, to: R8.3.31, renews: true}] # 単年度\n",
        ),
        (
            "    periods: 令和6年4月1日から令和7年3月31日まで（次年度以降も同様）\n",
            "    periods: 令和7年4月1日から令和8年3月31日まで（次年度以降も同様）\n",
        ),
        (
            "    periods:\n      - 運用　令和6年4月1日から令和7年3月31日まで\n",
            "    periods:\n      # 前回: 運用：令和6年4月1日から令和7年3月31日まで\n      - {name: 運用, from: , to: }\n",
        ),
        (
            "    periods: 令和6年4月1日から令和7年3月31日まで\n",
            "    # 前回: 令和6年4月1日から令和7年3月31日まで\n    periods: [{from: , to: }]\n",
        ),
        (
            '    periods:\n      - from: "令和6年4月1日"\n        to: 令和7年3月31日 # 年度末\n        renews: false\n',
            "    periods:\n      # 前回: 令和6年4月1日から令和7年3月31日まで\n      - from:\n        to:  # 年度末\n        renews: false\n",
        ),
        (
            "    periods:\n      - {from: 契約締結日, to: 令和7年3月31日, renews: true}\n",
            "    periods:\n      - {from: 契約締結日, to: 令和8年3月31日, renews: true}\n",
        ),
    ],
)
def test_periods_in_every_notation(periods: str, after: str, library: Library) -> None:
    text = renew(contract(periods), library).text

    assert text == contract(after).replace("checklist_version: r5\n", "checklist_version: r5\nstatus: draft\n")


def test_waivers_and_approval_go_and_answers_stay(library: Library) -> None:
    more = """\
# 例外
waivers:
  - {rule: KJ402, reason: 試験のため, approved_by: 課長}
approval: {date: 令和7年1月23日, fingerprint: x}
# 終わり
"""

    renewal = renew(contract("", more), library)

    assert renewal.dropped == ("waivers", "approval")
    assert "waivers" not in renewal.text
    assert "approval" not in renewal.text
    assert "業務フロー: ○ # 令和6年度に確認\n" in renewal.text


def test_is_carried_over_to_the_version_in_force(published_case: str, library: Library) -> None:
    renewal = renew(published_case, library, "r7-draft")

    assert "checklist_version: r7-draft\n" in renewal.text
    assert len(renewal.migration.added) == 4


@pytest.mark.parametrize("text", ["{title: a}\n", "title: 'a\n"])
def test_what_cannot_be_renewed_is_refused(text: str, library: Library) -> None:
    with pytest.raises(MigrationRefused):
        renew(text, library)


class TestCommand:
    def test_writes_a_new_file_and_leaves_the_old_one(self, kojin_check_here: RunProgram, tmp_path: Path) -> None:
        data = (ROOT / "cases" / "faq-system.yaml").read_bytes()
        (tmp_path / "a.yaml").write_bytes(data)

        outcome = kojin_check_here("new", "--from", "a.yaml", "-o", "next")

        assert (outcome.exit_code, outcome.output) == (0, "")
        assert outcome.errors == (
            "a.yaml から next.yaml を作りました（r5）: 1年進めた期間 3件、書き直す期間と日程 6件\n"
            "記入したら kojin-check validate next.yaml で確かめてください。\n"
        )
        assert (tmp_path / "a.yaml").read_bytes() == data
        assert kojin_check_here("validate", "next.yaml").exit_code == 0
        assert kojin_check_here("new", "--from", "a.yaml", "-o", "next").exit_code == 3

    def test_does_not_go_with_a_description_of_a_new_case(self, kojin_check_here: RunProgram) -> None:
        assert kojin_check_here("new", "--from", "a.yaml", "--type", "業務委託").exit_code == 2
        assert kojin_check_here("new", "--from", "nowhere.yaml").exit_code == 3
