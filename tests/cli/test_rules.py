from __future__ import annotations

import json

import pytest
from tests.conftest import RunProgram

import kojin_check.rules.cases  # noqa: F401  Importing the package registers the rules.
from kojin_check.rules.rule import RULES


class TestList:
    def test_has_a_line_for_each_rule(self, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("rules")

        assert (outcome.exit_code, outcome.errors) == (0, "")
        head, *lines = outcome.output.splitlines()
        assert head.split() == ["コード", "名前", "重さ", "指摘すること"]
        codes = [line.split()[0] for line in lines if line.startswith("KJ")]
        assert codes == sorted(codes)
        assert set(RULES) <= set(codes)
        [line] = (line for line in lines if line.startswith("KJ301"))
        assert line.split() == ["KJ301", "inapplicable-item-ticked", "エラー", "必要のない対策を行うと答えている"]

    def test_as_json_holds_the_documentation(self, kojin_check_here: RunProgram) -> None:
        data = json.loads(kojin_check_here("rules", "--format", "json", "--lang", "en").output)

        assert data["schema"] == "kojin-check/rules/v1"
        [rule] = (rule for rule in data["rules"] if rule["code"] == "KJ301")
        documentation = RULES["KJ301"].documentation
        assert rule == {
            "code": "KJ301",
            "name": "inapplicable-item-ticked",
            "severity": "error",
            "fixable": False,
            "since": "0.1.0",
            "title": RULES["KJ301"].title.en,
            "what": documentation.what.en,
            "why": documentation.why.en,
            "instead": documentation.instead.en,
            "bad": documentation.bad,
            "good": documentation.good,
        }

    def test_as_markdown_is_a_table(self, kojin_check_here: RunProgram) -> None:
        output = kojin_check_here("rules", "--format", "markdown").output

        assert output.startswith(
            "| コード | 名前 | 重さ | 自動修正 | 指摘すること |\n| --- | --- | --- | --- | --- |\n| KJ001 | `yaml-syntax` |"
        )
        assert "| KJ301 | `inapplicable-item-ticked` | エラー |  | 必要のない対策を行うと答えている |\n" in output
        assert "| KJ104 | `nonstandard-mark` | 警告 | できる | " in output


class TestDocumentation:
    def test_of_one_rule(self, kojin_check_here: RunProgram) -> None:
        output = kojin_check_here("rules", "KJ301").output

        assert output.startswith(
            "KJ301 inapplicable-item-ticked\n必要のない対策を行うと答えている\n\n重さ: エラー  導入: 0.1.0\n\n何を指摘するか\n"
        )
        assert output.endswith(
            "\n良い例\n"
            "  matters:\n"
            "    - type: 業務委託\n"
            "      checklist: 5\n"
            "      media: [電磁的媒体]\n"
            "      answers:\n"
            "        区が行う:\n"
            "          運用上:\n"
            "            施錠保管: −（電子データのみの取扱いのため）\n"
        )

    @pytest.mark.parametrize("name", ["kj301", "inapplicable-item-ticked", "Inapplicable-Item-Ticked"])
    def test_is_found_by_code_and_name_in_any_case(self, name: str, kojin_check_here: RunProgram) -> None:
        assert kojin_check_here("rules", name).output.startswith("KJ301 inapplicable-item-ticked\n")

    def test_as_markdown(self, kojin_check_here: RunProgram) -> None:
        output = kojin_check_here("rules", "KJ301", "--format", "markdown", "--lang", "en").output

        assert output.startswith("# KJ301 `inapplicable-item-ticked`\n\n")
        assert "- severity: error\n- since: 0.1.0\n" in output
        assert "\n## Reported\n\n```yaml\nmatters:\n" in output

    def test_as_json_has_one_rule(self, kojin_check_here: RunProgram) -> None:
        data = json.loads(kojin_check_here("rules", "KJ301", "--format", "json").output)

        assert [rule["code"] for rule in data["rules"]] == ["KJ301"]

    def test_of_examples_that_are_bytes_says_so(self, kojin_check_here: RunProgram) -> None:
        assert "悪い例\n  （UTF-8ではない文字コードのファイル）\n" in kojin_check_here("rules", "KJ002").output

    @pytest.mark.parametrize("code", RULES)
    @pytest.mark.parametrize("format_name", ["text", "markdown"])
    def test_exists_for_every_rule(self, code: str, format_name: str, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("rules", code, "--format", format_name)

        assert outcome.exit_code == 0
        assert f"{code} " in outcome.output.splitlines()[0]


class TestUnknownRule:
    def test_names_the_one_that_was_meant(self, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("rules", "missing-answers")

        assert (outcome.exit_code, outcome.output) == (2, "")
        assert outcome.errors == (
            "kojin-check: 「missing-answers」という規則はありません。「missing-answer」の間違いではありませんか。"
            "規則の一覧は kojin-check rules で表示できます。\n"
        )

    def test_guesses_no_codes(self, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("rules", "KJ999", "--lang", "en")

        assert outcome.exit_code == 2
        assert outcome.errors == "kojin-check: There is no rule “KJ999”. See kojin-check rules.\n"
