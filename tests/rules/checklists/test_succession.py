"""Versions among each other: KJ901-KJ908."""

from __future__ import annotations

from pathlib import Path

from tests.rules.checklists.conftest import LintText, place


def versions(**supersedes: str | None) -> str:
    return "".join(
        f"# {name}/version.yaml\nid: {name}\n" + (f"supersedes: {before}\n" if before else "")
        for name, before in supersedes.items()
    )


def test_a_chain_is_no_circle(lint_text: LintText) -> None:
    assert lint_text(versions(r5=None, r7="r5", r9="r7"), "KJ903", "KJ904") == ()


def test_a_version_that_supersedes_itself(lint_text: LintText, tmp_path: Path) -> None:
    (finding,) = lint_text(versions(r5="r5"), "KJ90")

    assert (finding.rule, place(finding, tmp_path)) == ("KJ904", "r5/version.yaml:3:13")
    assert finding.message.ja == "前の版をたどると、自分に戻ってきます（r5→r5）。"


def test_a_circle_is_one_finding_and_who_leads_into_it_is_none(lint_text: LintText, tmp_path: Path) -> None:
    (finding,) = lint_text(versions(r5="r7", r6="r5", r7="r5"), "KJ904")

    assert place(finding, tmp_path) == "r5/version.yaml:3:13"
    assert [related.path.split("/")[-2] for related in finding.related] == ["r7"]


def test_the_only_version_can_supersede_none(lint_text: LintText) -> None:
    (finding,) = lint_text(versions(r9="r8"), "KJ903")

    assert finding.hint.ja == "supersedes を削除してください。"


def test_a_version_on_the_same_day_as_the_one_before(lint_text: LintText, tmp_path: Path) -> None:
    text = versions(r5=None, r7="r5").replace("id: r5\n", "id: r5\neffective: 令和5年4月\n")

    (finding,) = lint_text(text + "effective: 2023-04-01\n", "KJ906")

    assert place(finding, tmp_path) == "r7/version.yaml:4:12"
    assert lint_text(text + "effective: 2023-05-01\n", "KJ906") == ()


def test_drafts_need_neither_date_nor_fingerprint(lint_text: LintText) -> None:
    assert lint_text("# r9/version.yaml\nid: r9\nstatus: draft\n", "KJ905", "KJ907") == ()


def test_retired_versions_need_both(lint_text: LintText, tmp_path: Path) -> None:
    findings = lint_text("# r9/version.yaml\nid: r9\nstatus: retired\n", "KJ905", "KJ907")

    assert [(finding.rule, place(finding, tmp_path)) for finding in findings] == [
        ("KJ905", "r9/version.yaml:3:9"),
        ("KJ907", "r9/version.yaml:3:9"),
    ]


def test_a_date_that_cannot_be_read_is_not_missing(lint_text: LintText) -> None:
    text = "# r9/version.yaml\nid: r9\nstatus: adopted\neffective: 令和5年13月\n"

    assert [finding.rule for finding in lint_text(text, "KJ006", "KJ905")] == ["KJ006"]
