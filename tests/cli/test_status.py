from __future__ import annotations

import codecs
import csv
import json
import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.conftest import ROOT, RunProgram
from tests.samples.own_fields import own_form

from kojin_check.model.dates import show, today
from kojin_check.output.terminal.typesetting import width_of

HOSTILE = "<script>alert(1)</script> & 引用 | [x](y) ::error::注入"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture
def cases(tmp_path: Path, corrected_case: str) -> Path:
    """Four files: one without defect, a draft with two blanks, one with a hostile title and an error, one broken."""
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "一.yaml").write_text(corrected_case, encoding="utf-8")
    draft = corrected_case.replace(": ○", ":", 2).replace("総合政策部区政情報課", "ＡＢ課", 1)
    draft = draft.replace("\nstatus: final\n", "\nstatus: draft\n", 1)
    (folder / "二.yaml").write_text(draft, encoding="utf-8")
    hostile = re.sub("^title: .*$", f'title: "{HOSTILE}"', corrected_case, flags=re.MULTILINE)
    (folder / "三.yaml").write_text(hostile.replace(": ○", ": ×", 1), encoding="utf-8")
    (folder / "四.yaml").write_bytes("title: 案件".encode("cp932"))
    return folder


class TestText:
    def test_has_the_departments_and_the_numbers_beside_each_title(
        self, cases: Path, kojin_check_here: RunProgram
    ) -> None:
        outcome = kojin_check_here("status", "cases/一.yaml", "cases/二.yaml")

        assert (outcome.exit_code, outcome.errors) == (0, "")
        about = (
            "  相手方 日本電気株式会社 | 二次委託 NECソリューションイノベータ株式会社 | 事実\n"
            "  クラウドの利用 | 期間の終わり 令和7年3月31日（更新あり）\n"
        )
        assert outcome.output == (
            "                                          -------- 回答 ---------   --- 指摘 ---\n"
            "部署                                      実施  不要  未回答   計   エラー  警告\n"
            "総合政策部区政情報課（1件）                114     6       0  120        0     0\n"
            "ＡＢ課（1件）                              112     6       2  120        0     2\n"
            "全体（2件）                                226    12       2  240        0     2\n"
            "\n"
            "                                          -------- 回答 ---------   --- 指摘 ---\n"
            "案件                                      実施  不要  未回答   計   エラー  警告\n"
            "区民意見・FAQシステムの再構築等について    114     6       0  120        0     0\n"
            "  総合政策部区政情報課 | 電算処理、外部結合、業務委託 | r5 | 完成\n"
            "  cases/一.yaml\n"
            + about
            + "区民意見・FAQシステムの再構築等について    112     6       2  120        0     2\n"
            "  ＡＢ課 | 電算処理、外部結合、業務委託 | r5 | 作成中 | cases/二.yaml\n" + about + "\n"
            "案件 2件：エラーのある案件 0件、未回答のある案件 1件\n"
            f"{show(today())}現在\n"
        )

    def test_of_many_cases_lists_only_departments_unless_asked(
        self, cases: Path, corrected_case: str, kojin_check_here: RunProgram
    ) -> None:
        for number in range(12):
            (cases / f"{number}.yaml").write_text(corrected_case, encoding="utf-8")

        brief = kojin_check_here("status").output
        assert "cases/1.yaml" not in brief
        assert "案件ごとの一覧は --list を付けるか、" in brief
        assert len(brief.splitlines()) < 15
        assert "cases/11.yaml" in kojin_check_here("status", "--list").output
        assert "cases/二.yaml" in kojin_check_here("status", "--department", "ab課").output

    @pytest.mark.parametrize("language", ["ja", "en"])
    @pytest.mark.parametrize("columns", [80, 120])
    def test_keeps_to_the_terminal(
        self, columns: int, language: str, cases: Path, kojin_check_here: RunProgram
    ) -> None:
        output = kojin_check_here("status", "--lang", language, environment={"COLUMNS": str(columns)}).output

        assert max(width_of(line) for line in output.splitlines()) <= columns
        assert not re.search(r"^\s*::", output, re.MULTILINE)

    def test_in_english(self, cases: Path, kojin_check_here: RunProgram) -> None:
        output = kojin_check_here("status", "--lang", "en").output

        assert "(unreadable file)" in output
        assert "(no department given) (1 case)" in output
        assert f"\n4 cases: 2 with errors, 1 with unanswered items\nas of {today().isoformat()}\n" in output


class TestFilters:
    @pytest.mark.parametrize(
        ("options", "found"),
        [
            (("--department", "情報課"), "一三"),
            (("--department", "AB", "--department", "情報課"), "一二三"),
            (("--party", "㈱日本電気"), "一二三"),
            (("--party", "necソリューション"), "一二三"),
            (("--party", "四谷"), ""),
            (("--ends-before", "令和7年4月"), "一二三"),
            (("--ends-before", "2025-03-31"), ""),
            (("--fact", "クラウドの利用"), "一二三"),
            (("--fact", "クラウドの利用=false"), ""),
            (("--fact", "クラウドの利用=はい"), "一二三"),
            (("--fact", "個人番号"), ""),
            (("--fact", "個人番号=false"), "一二三"),
            (("--severity", "error"), "三四"),
            (("--severity", "warning", "--department", "ＡＢ"), "二"),
        ],
    )
    def test_find_the_cases(
        self, options: tuple[str, ...], found: str, cases: Path, kojin_check_here: RunProgram
    ) -> None:
        data = json.loads(kojin_check_here("status", "--format", "json", *options).output)

        assert {case["path"][6] for case in data["cases"]} == set(found)
        assert data["looked_at"] == 4

    def test_say_what_cannot_be_told(self, cases: Path, kojin_check_here: RunProgram) -> None:
        output = kojin_check_here("status", "--party", "四谷").output

        assert "全4件のうち、条件に合う案件 0件" in output
        assert "（ほかに、読めないので条件に合うか分からないファイル 1件）" in output.replace("\n", "")

    def test_watched_items_and_approvals_are_shown(
        self, cases: Path, corrected_case: str, kojin_check_here: RunProgram
    ) -> None:
        (cases / "五.yaml").write_text(corrected_case.replace("- 氏名\n", "- マイナンバー\n", 1), encoding="utf-8")
        kojin_check_here("approve", "cases/一.yaml", "--date", "令和7年1月23日")

        [watched] = json.loads(kojin_check_here("status", "--fact", "個人番号", "--format", "json").output)["cases"]
        assert (watched["path"], watched["watched"]) == ("cases/五.yaml", ["個人番号"])
        assert "承認 令和7年1月23日 承認" in kojin_check_here("status", "cases/一.yaml").output.replace("\n  ", " ")
        path = cases / "一.yaml"
        path.write_text(path.read_text("utf-8").replace("約40,000件", "約50,000件"), encoding="utf-8")
        [changed] = json.loads(kojin_check_here("status", "cases/一.yaml", "--format", "json").output)["cases"]
        assert changed["approval"] == {"date": "令和7年1月23日", "result": "承認", "changed_since": True}

    def test_refuse_a_fact_that_no_version_has(self, cases: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("status", "--fact", "クラウド利用")

        assert (outcome.exit_code, outcome.output) == (2, "")
        assert "--fact: 「クラウド利用」という事実や情報項目はありません（あるのは " in outcome.errors
        assert "「クラウドの利用」の間違いではありませんか。" in outcome.errors

    def test_refuse_what_is_no_date(self, cases: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("status", "--ends-before", "年度末")

        assert outcome.exit_code == 2
        assert "--ends-before: 「年度末」は日付として読めません。" in outcome.errors


def test_csv_opens_in_a_spreadsheet_and_is_only_text(
    cases: Path, corrected_case: str, kojin_check_here: RunProgram, tmp_path: Path
) -> None:
    evil = re.sub("^title: .*$", 'title: "=HYPERLINK(1)"', corrected_case, flags=re.MULTILINE)
    (cases / "五.yaml").write_text(evil.replace("department: ", 'department: "＋1" # '), encoding="utf-8")

    assert kojin_check_here("status", "--format", "csv", "-o", "status.csv").exit_code == 0

    data = (tmp_path / "status.csv").read_bytes()
    assert data.startswith(codecs.BOM_UTF8)
    assert data.count(b"\r\n") == 6
    rows = {row["ファイル"]: row for row in csv.DictReader(data.decode("utf-8-sig").splitlines())}
    assert rows["cases/五.yaml"]["件名"] == "'=HYPERLINK(1)"
    assert rows["cases/五.yaml"]["部署"] == "'＋1"
    assert rows["cases/一.yaml"]["期間の終わり"] == "令和7年3月31日（更新あり）"
    assert (rows["cases/二.yaml"]["未回答"], rows["cases/二.yaml"]["状態"]) == ("2", "作成中")
    assert HOSTILE in {row["件名"] for row in rows.values()}


class TestJson:
    def test_holds_every_case_and_department(self, cases: Path, kojin_check_here: RunProgram) -> None:
        data = json.loads(kojin_check_here("status", "--format", "json", "--sort", "errors").output)

        assert (data["schema"], data["sort"]) == ("kojin-check/status/v1", "errors")
        assert [case["path"] for case in data["cases"]] == [f"cases/{name}.yaml" for name in "三四一二"]
        answers = {"total": 120, "met": 113, "partial": 0, "unmet": 0}
        answers |= {"not_applicable": 6, "excused": 0, "unanswered": 0}
        fields = data["cases"][0].pop("fields")
        assert [(one["label"], one["matter"], one["subcontract"]) for one in fields] == [
            ("件名", 0, None),
            ("件名", 1, None),
            ("件名", 2, None),
            ("件名", 2, 0),
        ]
        assert data["cases"][0] == {
            "path": "cases/三.yaml",
            "title": HOSTILE,
            "department": "総合政策部区政情報課",
            "types": ["電算処理", "外部結合", "業務委託"],
            "version": "r5",
            "status": "final",
            "errors": 1,
            "warnings": 0,
            "infos": 0,
            "waived": 0,
            "answers": answers,
            "parties": ["日本電気株式会社"],
            "subcontractors": ["NECソリューションイノベータ株式会社"],
            "ends": "2025-03-31",
            "renews": True,
            "facts": ["クラウドの利用"],
            "watched": [],
            "approval": None,
        }
        assert data["cases"][1]["title"] is data["cases"][1]["status"] is None
        assert [(one["department"], one["cases"], one["errors"]) for one in data["departments"]] == [
            ("総合政策部区政情報課", 2, 1),
            ("ＡＢ課", 1, 0),
            (None, 1, 1),
        ]
        assert (data["summary"]["cases"], data["summary"]["errors"]) == (4, 2)

    def test_of_processes_is_the_same(self, cases: Path, kojin_check_here: RunProgram) -> None:
        one, two = (kojin_check_here("status", "--format", "json", "--jobs", jobs).output for jobs in "12")

        assert one == two

    def test_obeys_the_configuration(self, cases: Path, tmp_path: Path, kojin_check_here: RunProgram) -> None:
        (tmp_path / "kojin-check.yaml").write_text(
            'paths: [cases]\nexclude: ["cases/四.yaml"]\nseverity: {KJ101: error}\nlang: en\n', encoding="utf-8"
        )

        outcome = kojin_check_here("status", "--format", "json")

        errors = {one["path"]: one["errors"] for one in json.loads(outcome.output)["cases"]}
        assert errors == {"cases/一.yaml": 0, "cases/二.yaml": 2, "cases/三.yaml": 1}


def test_markdown_shows_titles_as_they_are(cases: Path, kojin_check_here: RunProgram) -> None:
    output = kojin_check_here("status", "--format", "markdown").output

    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(output)
    text = _text_of(page)
    assert HOSTILE in text
    assert page.count("<table>") == 2
    assert "<script>" not in page
    assert page.count("<tr>") == 1 + 4 + 1 + 4


class TestCannotRun:
    def test_without_any_case(self, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("status")

        assert (outcome.exit_code, outcome.output) == (3, "")
        assert "kojin-check status 案件.yaml" in outcome.errors

    def test_past_an_unreadable_file_shows_the_others(self, cases: Path, kojin_check_here: RunProgram) -> None:
        (cases / "五.yaml").symlink_to("nowhere.yaml")

        outcome = kojin_check_here("status")

        assert outcome.exit_code == 3
        assert "案件 4件：" in outcome.output
        assert outcome.errors.startswith("kojin-check: cases/五.yaml を読めません")

    def test_with_an_unknown_order(self, cases: Path, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("status", "--sort", "size")

        assert (outcome.exit_code, outcome.output) == (2, "")
        assert "--sort に使えるのは department、" in outcome.errors


class _Texts(HTMLParser):
    """Collects the text that a browser would show."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _text_of(page: str) -> str:
    parser = _Texts()
    parser.feed(page)
    return "".join(parser.texts)


class TestPage:
    @pytest.fixture
    def page(self, cases: Path, kojin_check_here: RunProgram) -> str:
        return kojin_check_here("status", "--format", "html").output

    def test_loads_nothing(self, page: str) -> None:
        assert not re.search(r"\b(?:src|href|url|@import|fetch|https?:)\b\s*[=(:/]", page)
        assert "default-src 'none'" in page

    def test_lets_only_its_own_script_run(self, page: str) -> None:
        [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
        digest = b64encode(sha256(script.encode()).digest()).decode()

        assert f"script-src 'sha256-{digest}';" in page
        assert page.count("<script") == 2  # The other one is data.

    def test_shows_everything_without_scripts(self, page: str) -> None:
        assert HOSTILE in _text_of(page)
        assert "<script>alert" not in page
        assert '<div class="tools" role="search" hidden>' in page
        words = "120項目のうち対策あり 112、必要なし 6、未回答 2"
        assert (
            f'<div class="bar" role="img" aria-label="{words}" title="{words}"><i class="met" style="flex:112 0 0">'
            in page
        )

    @pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
    def test_sorts_and_filters_in_a_browser(self, page: str, tmp_path: Path) -> None:
        steps = """
          const seen = [];
          const note = () => seen.push([...document.querySelectorAll(".cases tbody tr:not([hidden]) .path")]
            .map((path) => path.textContent.slice(6, 7)).join("") + " " + document.getElementById("shown").value);
          const button = (key) => document.querySelector(`.cases th[data-sort=${key}] [role=button]`);
          const press = (key) => button(key).click();
          const strike = (key) => button(key).dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
          const enter = (id, value, event = "input") => {
            const control = document.getElementById(id);
            control.value = value;
            control.dispatchEvent(new Event(event));
          };
          press("unanswered"); note(); strike("unanswered"); note();
          enter("text", "ab 電算"); note(); enter("text", "");
          enter("department", "="); note(); enter("department", "*");
          enter("status", "draft", "change"); note();
          seen.push(document.querySelector("[data-sum=met]").textContent);
          enter("status", "*"); document.getElementById("work").click(); note();
          document.getElementById("work").click(); enter("text", "にない記号"); note(); enter("text", "");
          const opened = document.querySelector(".cases details");
          opened.querySelector("summary").click();
          seen.push(String(opened.open), opened.querySelector(".found .error").textContent);
          enter("text", "無い"); note(); seen.push(String(document.querySelector(".empty").hidden));
          document.body.innerHTML = "<pre>" + JSON.stringify(seen) + "</pre>";
        """
        hook = b64encode(sha256(steps.encode()).digest()).decode()
        probe = page.replace("script-src ", f"script-src 'sha256-{hook}' ", 1)
        (tmp_path / "probe.html").write_text(probe.replace("</body>", f"<script>{steps}</script></body>"), "utf-8")
        assert CHROMIUM is not None
        dumped = subprocess.run(
            [
                CHROMIUM,
                *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
                f"--user-data-dir={tmp_path / 'profile'}",
                "--dump-dom",
                (tmp_path / "probe.html").as_uri(),
            ],
            capture_output=True,
            timeout=60,
            check=True,
        ).stdout.decode()

        [seen] = re.findall("<pre>(.*?)</pre>", dumped)
        assert json.loads(seen) == [
            "二一三四 4件中 4件を表示",
            "一三四二 4件中 4件を表示",
            "二 4件中 1件を表示",
            "四 4件中 1件を表示",
            "二 4件中 1件を表示",
            "112",
            "三四二 4件中 3件を表示",
            "三 4件中 1件を表示",
            "true",
            "エラー KJ103",
            " 4件中 0件を表示",
            "false",
        ]


def test_json_has_what_stands_in_the_fields_that_only_the_form_has(
    tmp_path: Path, kojin_check_here: RunProgram
) -> None:
    own_form(tmp_path / "forms")
    (tmp_path / "cases").mkdir()
    case = """\
schema: kojin-check/case/v1
checklist_version: 契約版
title: 名簿の印刷
department: 総務課
basis: [委託]
受付番号: 電話 03-3209-1111
overview: {規模: 大}
matters:
  - type: 委託
    checklist: 1
    契約日: 令和6年4月
    対象人数: 1,200
    関係課: 総務課、文書課
    継続: false
    契約番号:
    subcontracts: [{party: X, 承諾日: R6.4.1}]
    answers: {課: {日常: {記録: はい}}}
"""
    (tmp_path / "cases" / "a.yaml").write_text(case, encoding="utf-8")

    outcome = kojin_check_here("status", "cases", "--checklists", "forms", "--format", "json")

    [read] = json.loads(outcome.output)["cases"]
    assert [tuple(field.values()) for field in read["fields"]] == [
        ("受付番号", "受付番号", "電話 **-****-****", None, None),
        ("overview.規模", "事業の規模", "大", None, None),
        ("関係課", "関係課", ["総務課", "文書課"], 0, None),
        ("契約日", "契約日", "2024-04", 0, None),
        ("対象人数", "対象人数", 1200, 0, None),
        ("継続", "継続", False, 0, None),
        ("承諾日", "承諾日", "2024-04-01", 0, 0),
    ]


@pytest.mark.parametrize("format_name", ["text", "markdown", "csv", "html"])
def test_matters_of_one_type_are_told_apart(format_name: str, tmp_path: Path, kojin_check_here: RunProgram) -> None:
    text = (ROOT / "tests" / "data" / "two-contractors.yaml").read_text(encoding="utf-8")
    parted = "株式会社中野情報".join(text.rsplit("株式会社新宿システム", 1))
    (tmp_path / "a.yaml").write_text(parted, encoding="utf-8")

    outcome = kojin_check_here("status", "a.yaml", "--format", format_name)

    assert "業務委託（株式会社新宿システム、株式会社中野情報）" in outcome.output
