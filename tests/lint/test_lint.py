from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.rules.checklists.conftest import write_folder

from kojin_check.checking.engine import Settings
from kojin_check.errors import LibraryError
from kojin_check.findings import FileReport, Severity
from kojin_check.lint.lint import REPORTABLE, lint, open_shelf
from kojin_check.reading.source import Source
from kojin_check.rules.lint_rule import LINT_RULES


@pytest.fixture
def checklists(tmp_path: Path, root: Path) -> Path:
    return Path(shutil.copytree(root / "checklists", tmp_path / "checklists"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def lines(reports: list[FileReport]) -> list[str]:
    return [
        f"{finding.path.rpartition('/checklists/')[2]}:{finding.span.line}:{finding.span.column} {finding.rule}"
        for report in reports
        for finding in report.findings
    ]


def test_the_checklists_that_come_along_are_flawless(root: Path) -> None:
    reports = list(lint(root / "checklists"))

    assert lines(reports) == []
    assert [report.waived for report in reports if report.waived] == []
    assert len(reports) == 2 * (1 + 8)


def test_a_broken_folder_is_reported_whole(checklists: Path) -> None:
    edit(checklists / "r7-draft" / "version.yaml", "id: r7-draft", "id: r7")
    edit(checklists / "r7-draft" / "version.yaml", "supersedes: r5", "supersedes: r4")
    edit(checklists / "r7-draft" / "1-目的外利用.yaml", "means: met", "means: done")
    edit(checklists / "r7-draft" / "2-外部提供.yaml", "number: 2", "numbr: 2")
    edit(checklists / "r7-draft" / "3-電算処理.yaml", "when: {機器設置場所への入退室: true}", "when: {入退室: true}")
    edit(checklists / "r7-draft" / "4-外部結合.yaml", "title: ", "title: [")
    edit(checklists / "r7-draft" / "5-業務委託.yaml", "      - id: 施錠保管", "      - id: 手交時の運搬")

    assert lines(list(lint(checklists))) == [
        "r7-draft/1-目的外利用.yaml:10:28 KJ006",
        "r7-draft/2-外部提供.yaml:6:1 KJ004",
        "r7-draft/3-電算処理.yaml:34:16 KJ711",
        "r7-draft/4-外部結合.yaml:8:8 KJ001",
        "r7-draft/5-業務委託.yaml:46:13 KJ701",
        "r7-draft/version.yaml:3:5 KJ902",
        "r7-draft/version.yaml:6:13 KJ903",
    ]


def test_findings_carry_their_lines_and_related_places(checklists: Path) -> None:
    edit(checklists / "r5" / "5-業務委託.yaml", "      - id: 施錠保管", "      - id: 手交時の運搬")

    (report,) = [report for report in lint(checklists) if "/5-業務委託" in report.path and "/r5/" in report.path]

    (twin,) = report.findings
    assert (twin.name, twin.severity) == ("duplicate-item", Severity.ERROR)
    assert twin.item is not None
    assert twin.item.address == "5/区が行う/運用上/手交時の運搬"
    assert twin.item.text == "個人情報は、施錠できる金庫又はキャビネット等に保管する。"
    assert report.excerpts[twin.span.line] == "      - id: 手交時の運搬"
    assert {related.span.line for related in twin.related} <= report.excerpts.keys()


def test_a_changed_text_in_an_adopted_version(checklists: Path) -> None:
    edit(checklists / "r5" / "1-目的外利用.yaml", "慎重に協議する", "協議する")

    assert lines(list(lint(checklists))) == ["r5/version.yaml:7:14 KJ908"]


def test_one_versions_folder(checklists: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(checklists / "r5" / "version.yaml", "id: r5", "id: r6")

    assert lines(list(lint(checklists / "r7-draft"))) == []
    monkeypatch.chdir(checklists / "r5")
    assert [report.path for report in lint(".")][-1] == "version.yaml"
    assert {finding.rule for report in lint(".") for finding in report.findings} == {"KJ902", "KJ908"}


def test_selection_filters_findings(checklists: Path) -> None:
    edit(checklists / "r5" / "1-目的外利用.yaml", "number: 1", "number: 2")

    assert {line[-5:] for line in lines(list(lint(checklists)))} == {"KJ735", "KJ736", "KJ908"}
    assert {line[-5:] for line in lines(list(lint(checklists, Settings(ignore=("KJ7",)))))} == {"KJ908"}


def test_severities_can_be_set(checklists: Path) -> None:
    edit(checklists / "r5" / "1-目的外利用.yaml", "慎重に協議する", "協議する")
    definition = checklists / "r5" / "version.yaml"
    definition.write_text(re.sub("fingerprint: .*\n", "", definition.read_text(encoding="utf-8")), encoding="utf-8")

    reports = lint(checklists, Settings(severities={"KJ907": Severity.INFO}))

    assert [finding.severity for report in reports for finding in report.findings] == [Severity.INFO]


def test_no_setting_hides_what_changed_after_sealing(checklists: Path) -> None:
    edit(checklists / "r5" / "1-目的外利用.yaml", "慎重に協議する", "協議する")

    for chosen in (Settings(severities={"KJ908": Severity.INFO}), Settings(ignore=("KJ9",)), Settings(("KJ7",))):
        [finding] = [finding for report in lint(checklists, chosen) for finding in report.findings]
        assert (finding.rule, finding.severity) == ("KJ908", Severity.ERROR)


LONELY = """\
# r9/version.yaml
id: r9
exceptions:
  - {rule: KJ702, item: 1/区が行う/運用上/業務フロー, reason: 区だけが行う対策のため}
  - {rule: KJ702, item: 1/区が行う/運用上/施錠保管, reason: 区だけが行う対策のため}
  - {rule: KJ701, item: 1/区が行う/運用上/業務フロー, reason: ''}
# r9/1-業務委託.yaml
number: 1
sections:
  - {actor: 区が行う, kind: 運用上, heading: 区の対策, items: [{id: 業務フロー, text: 作成する。}]}
  - {actor: 事業者に行わせる, kind: 運用上, heading: 事業者の対策, items: [{id: ウイルス対策, text: 導入させる。}]}
"""


def test_an_exception_keeps_its_finding_in_the_report_with_the_reason(tmp_path: Path) -> None:
    reports = list(lint(write_folder(tmp_path, LONELY), Settings(select=("KJ702", "KJ909"))))

    assert [
        (finding.rule, finding.item and finding.item.address)
        for finding in reports[0].findings
        if finding.rule == "KJ702"
    ] == [("KJ702", "1/事業者に行わせる/運用上/ウイルス対策")]
    (waived,) = reports[0].waived
    assert (waived.rule, waived.span.line) == ("KJ702", 4)
    assert waived.waiver is not None
    assert waived.waiver.reason == "区だけが行う対策のため"


def test_exceptions_that_excuse_nothing(tmp_path: Path) -> None:
    reports = list(lint(write_folder(tmp_path, LONELY), Settings(select=("KJ005", "KJ909"))))

    assert [
        (finding.rule, finding.span.line, finding.span.column)
        for finding in reports[1].findings
        if finding.span.line > 3
    ] == [
        ("KJ909", 5, 12),
        ("KJ005", 6, 51),
    ]


def test_only_findings_on_items_can_be_excused(tmp_path: Path) -> None:
    text = "# r9/version.yaml\nid: r8\nexceptions:\n  - {rule: KJ902, item: '', reason: 仮の名前}\n"

    reports = list(lint(write_folder(tmp_path, text), Settings(select=("KJ902",))))

    assert "KJ902" in [finding.rule for report in reports for finding in report.findings]


def test_a_folder_without_versions(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="holds no checklist version"):
        open_shelf(tmp_path)


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no folder"):
        open_shelf(tmp_path / "nowhere")


def test_hidden_and_other_folders_are_no_versions(checklists: Path) -> None:
    shutil.copytree(checklists / "r5", checklists / ".old")
    (checklists / "notes").mkdir()

    assert list(open_shelf(checklists).editions) == ["r5", "r7-draft"]


def test_a_folder_with_forms_only_is_a_version_without_definition(checklists: Path) -> None:
    (checklists / "r7-draft" / "version.yaml").unlink()

    assert lines(list(lint(checklists))) == ["r7-draft/version.yaml:1:1 KJ901"]


def test_what_can_be_reported() -> None:
    assert set(LINT_RULES) < set(REPORTABLE)
    assert {code[:3] for code in REPORTABLE} == {"KJ0", "KJ7", "KJ9"}


def test_what_is_no_file_is_passed_over(checklists: Path) -> None:
    (checklists / "r5" / "9-folder.yaml").mkdir()
    (checklists / "r5" / "folder.yaml").mkdir()

    assert lines(list(lint(checklists))) == []


def test_a_slip_that_was_repaired_is_the_only_finding(checklists: Path) -> None:
    edit(checklists / "r7-draft" / "5-業務委託.yaml", "requires: [media]", "requires：[media]")

    assert {line[-5:] for line in lines(list(lint(checklists)))} == {"KJ001"}


FRAGMENTS = [
    "\n",
    "  ",
    "- ",
    "{",
    "]",
    ": ",
    '"',
    "#",
    "\t",
    "&a ",
    "*a",
    "|",
    "null",
    "media",
    "only",
    "id: ",
    "\x00",
    "，",
]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_nothing_that_a_file_holds_makes_it_fail(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "tests" / "rules" / "checklists" / "small", Path(folder) / "small")
        path = data.draw(st.sampled_from(sorted((Path(folder) / "small").glob("*.yaml"))))
        text = path.read_text(encoding="utf-8")
        for _ in range(data.draw(st.integers(1, 3))):
            start = data.draw(st.integers(0, len(text)))
            end = start + data.draw(st.integers(0, 12))
            text = text[:start] + data.draw(st.sampled_from([*FRAGMENTS, ""])) + text[end:]
        path.write_text(text, encoding="utf-8")

        for report in lint(folder):
            assert all(finding.message.ja and finding.message.en for finding in report.findings)
            count = len(Source("", Path(report.path).read_text(encoding="utf-8")).lines) + 1
            assert all(1 <= finding.span.line <= count for finding in report.findings)
