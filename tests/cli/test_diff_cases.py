from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT, Put, RunProgram
from tests.samples.repository import commit_all, git

REPLACED = "          施錠保管: −（電子データのみの取扱いのため）"


def two_cases(folder: Path) -> None:
    (folder / "cases").mkdir()
    shutil.copy(ROOT / "cases" / "faq-system.yaml", folder / "cases" / "a.yaml")
    shutil.copy(ROOT / "tests" / "data" / "examples" / "corrected.yaml", folder / "cases" / "b.yaml")
    commit_all(folder)
    git(folder, "tag", "付議")


@pytest.fixture
def cases(tmp_path: Path, put: Put) -> Path:
    """A repository of two cases, of which the first commit is tagged."""
    put(two_cases, tmp_path)
    return tmp_path / "cases"


class TestTwoCases:
    def test_in_text(self, kojin_check_here: RunProgram, cases: Path) -> None:
        text = (cases / "a.yaml").read_text("utf-8").replace(REPLACED, REPLACED[:-1] + "、手交しないため）", 1)
        (cases / "c.yaml").write_text(text.replace("約40,000件", "約50,000件"), encoding="utf-8")

        outcome = kojin_check_here("diff", "cases/a.yaml", "cases/c.yaml")

        assert (outcome.exit_code, outcome.errors) == (0, "")
        assert outcome.output == (
            "区民意見・FAQシステムの再構築等について\n"
            "  旧  cases/a.yaml\n"
            "  新  cases/c.yaml\n"
            "\n"
            "  最初のページ\n"
            "\n"
            "    想定件数\n"
            "      旧  約40,000件\n"
            "            ~~\n"
            "      新  約50,000件\n"
            "            ~~\n"
            "\n"
            "  3 業務委託（日本電気株式会社）\n"
            "\n"
            "    区が行う・運用上「施錠保管」\n"
            "      個人情報は、施錠できる金庫又はキャビネット等に保管する。\n"
            "      旧  −（電子データのみの取扱いのため）\n"
            "      新  −（電子データのみの取扱いのため、手交しないため）\n"
            "                                         ~~~~~~~~~~~~~~~~\n"
            "\n"
            "項目 1件、回答 1件が違います。\n"
        )

    def test_as_json(self, kojin_check_here: RunProgram, cases: Path) -> None:
        outcome = kojin_check_here("diff", "cases/a.yaml", "cases/b.yaml", "--format", "json", "--exit-code")

        data = json.loads(outcome.output)
        assert outcome.exit_code == 1
        assert data["schema"] == "kojin-check/case-diff/v1"
        assert data["summary"] == {"changed": 1, "added": 0, "removed": 0, "unchanged": 0, "facts": 6, "answers": 0}
        [linkage, *_] = data["cases"][0]["pages"]
        assert (linkage["page"], linkage["matter"], linkage["party"]) == ("matter", 1, "日本電気株式会社")
        assert linkage["facts"][0]["entries"] == [
            {"old": "意見及び回答に関連する電子データ", "new": "意見及び回答に関する電子データ"}
        ]

    @pytest.mark.parametrize(
        ("format_name", "shown"),
        [
            ("markdown", "意見及び回答に関<del><strong>連</strong></del>する電子データ"),
            ("html", "意見及び回答に関<del>連</del>する電子データ"),
        ],
    )
    def test_with_the_changes_marked(
        self, kojin_check_here: RunProgram, cases: Path, format_name: str, shown: str
    ) -> None:
        output = kojin_check_here("diff", "cases/a.yaml", "cases/b.yaml", "--format", format_name).output

        assert shown in output
        assert "旧" in output

    def test_of_which_one_lies_in_a_revision(self, kojin_check_here: RunProgram, cases: Path) -> None:
        outcome = kojin_check_here("diff", "付議:cases/a.yaml", "cases/a.yaml")

        assert outcome.output.endswith("違いはありません。\n")
        assert "旧  付議:cases/a.yaml" in outcome.output

    def test_personal_data_is_masked(self, kojin_check_here: RunProgram, cases: Path) -> None:
        text = (cases / "a.yaml").read_text("utf-8").replace("約40,000件", "約40,000件（03-3209-1111）")
        (cases / "c.yaml").write_text(text, encoding="utf-8")

        for format_name in ("text", "json", "markdown", "html"):
            output = kojin_check_here("diff", "cases/a.yaml", "cases/c.yaml", "--format", format_name).output
            assert "3209" not in output

    @pytest.mark.parametrize(
        ("arguments", "exit_code", "said"),
        [
            (("cases/a.yaml", "r5"), 2, "cases/a.yaml は案件で、もう一方は版なので、比べられません。"),
            (("r5", "付議:cases/a.yaml"), 2, "付議:cases/a.yaml は案件で、もう一方は版なので、比べられません。"),
            (("cases/a.yaml",), 2, "比べる2つを OLD NEW の順に指定してください"),
            (("cases/a.yaml", "cases/x.yaml"), 3, "cases/x.yaml というファイルはありません。"),
            (("付議:cases/x.yaml", "cases/a.yaml"), 3, "git の「付議」に「cases/x.yaml」というファイルはありません。"),
            (("cases/a.yaml", "cases/sjis.yaml"), 3, "cases/sjis.yaml:1: 案件として読めないので、比べられません。"),
            (("cases/a.yaml", "cases/b.yaml", "--cases", "cases"), 2, "--cases は、版を比べるときだけ使えます。"),
            (("--since", "無い版"), 2, "git に「無い版」という版（コミット、ブランチ、タグ）はありません。"),
        ],
    )
    def test_what_cannot_be_compared(
        self, kojin_check_here: RunProgram, cases: Path, arguments: tuple[str, ...], exit_code: int, said: str
    ) -> None:
        (cases / "sjis.yaml").write_bytes("title: 講座の案内\n".encode("cp932"))

        outcome = kojin_check_here("diff", *arguments)

        assert (outcome.exit_code, outcome.output) == (exit_code, "")
        assert said in outcome.errors


class TestSince:
    def test_tells_changed_new_gone_and_renamed_cases(
        self, kojin_check_here: RunProgram, cases: Path, tmp_path: Path, corrected_case: str
    ) -> None:
        git(tmp_path, "mv", "cases/a.yaml", "cases/区民意見.yaml")
        path = cases / "区民意見.yaml"
        path.write_text(path.read_text("utf-8").replace("約40,000件", "約50,000件"), encoding="utf-8")
        (cases / "b.yaml").unlink()
        (cases / "c.yaml").write_text(corrected_case.replace("title: ", "title: 新しい", 1), encoding="utf-8")

        outcome = kojin_check_here("diff", "--since", "付議")

        assert (outcome.exit_code, outcome.errors) == (0, "")
        assert "  旧  付議:cases/a.yaml\n  新  cases/区民意見.yaml\n" in outcome.output
        assert "新しい案件\n  cases/c.yaml\n" in outcome.output
        assert "なくなった案件\n  付議:cases/b.yaml\n" in outcome.output
        assert outcome.output.replace("\n", "").endswith(
            "「付議」と比べて、変わった案件 1件、新しい案件 1件、なくなった案件 1件、変わらない案件 0件。項目 1件、回答 0件が違います。"
        )

    def test_says_that_nothing_has_changed(self, kojin_check_here: RunProgram, cases: Path) -> None:
        (cases / "a.yaml").write_text("# 確認済み\n" + (cases / "a.yaml").read_text("utf-8"), encoding="utf-8")

        outcome = kojin_check_here("diff", "--since", "HEAD", "cases", "--exit-code")

        assert (outcome.exit_code, outcome.output) == (0, "「HEAD」と比べて、違いはありません。（案件 2件）\n")

    def test_goes_on_behind_a_file_that_cannot_be_read(self, kojin_check_here: RunProgram, cases: Path) -> None:
        (cases / "a.yaml").write_bytes("title: 講座の案内\n".encode("cp932"))

        outcome = kojin_check_here("diff", "--since", "HEAD", "--lang", "en")

        assert outcome.exit_code == 3
        assert "cases/a.yaml:1: this cannot be read as a case" in outcome.errors
        assert outcome.output == "Compared with “HEAD”: There is no difference. (1 case)\n"
