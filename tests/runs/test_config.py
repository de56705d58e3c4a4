from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest

from kojin_check.errors import ConfigError
from kojin_check.findings import Severity
from kojin_check.runs.config import Config, find_config

YAML = """\
paths: [cases, 追加]
exclude: ["drafts/*", "*/雛形.yaml", old]
checklists: forms
select: [KJ1, KJ301]
ignore:
  - KJ104
severity: {KJ402: error}
fail_on: warning
lang: en
"""
TOML = """\
[project]
name = "cases"

[tool.kojin-check]
paths = ["cases", "追加"]
exclude = ["drafts/*", "*/雛形.yaml", "old"]
checklists = "forms"
select = ["KJ1", "KJ301"]
ignore = ["KJ104"]
fail_on = "warning"
lang = "en"

[tool.kojin-check.severity]
KJ402 = "error"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("name", "text"), [("kojin-check.yaml", YAML), ("pyproject.toml", TOML)])
def test_both_files_say_the_same(name: str, text: str, here: Path) -> None:
    (here / name).write_text(text, encoding="utf-8")
    config = find_config()
    assert config.paths == ("cases", "追加")
    assert config.checklists == (Path("forms"),)
    assert config.settings().select == ("KJ1", "KJ301")
    assert config.settings().ignore == ("KJ104",)
    assert config.settings().severities == {"KJ402": Severity.ERROR}
    assert config.fail_on is Severity.WARNING
    assert config.lang == "en"
    excluded_by = config.exclusion.pattern_for
    assert [excluded_by(path) for path in ("drafts/a.yaml", "cases/雛形.yaml", "old/x/a.yaml", "cases/a.yaml")] == [
        "drafts/*",
        "*/雛形.yaml",
        "old",
        None,
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("kojin-check.yaml", "checklists: [自前, ../共通]\n"),
        ("kojin-check.yaml", "checklists:\n  - 自前\n  - ../共通\n"),
        ("pyproject.toml", "[tool.kojin-check]\nchecklists = ['自前', '../共通']\n"),
    ],
)
def test_several_folders_of_checklists_are_seen_from_the_configuration(
    name: str, text: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / name).write_text(text, encoding="utf-8")
    (here / "cases").mkdir()
    monkeypatch.chdir(here / "cases")

    assert [folder.as_posix() for folder in find_config().checklists] == ["../自前", "../../共通"]


@pytest.mark.parametrize("text", ["checklists:\n", "checklists: []\n"])
def test_no_folder_of_checklists_may_stand_there(text: str, here: Path) -> None:
    (here / "kojin-check.yaml").write_text(text, encoding="utf-8")

    assert find_config().checklists == ()


@pytest.mark.parametrize("text", ["checklists: {a: b}\n", "checklists: [[a], b]\n", "checklists: [a, ]\nlang: jp\n"])
def test_folders_of_checklists_that_are_none_are_told(text: str, here: Path) -> None:
    (here / "kojin-check.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError, match=r"kojin-check\.yaml:[12]:1?\d: .*"):
        find_config()


def test_without_a_configuration_the_defaults_hold(here: Path) -> None:
    assert find_config() == Config(Path())
    assert find_config().paths == ("cases",)


def test_an_empty_configuration_is_the_default(here: Path) -> None:
    (here / "kojin-check.yaml").write_text("# まだ何も決めていない\n", encoding="utf-8")
    assert find_config().paths == ("cases",)


def test_it_is_found_from_a_folder_below_and_its_paths_are_seen_from_there(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "kojin-check.yaml").write_text(YAML, encoding="utf-8")
    (here / "追加" / "drafts").mkdir(parents=True)
    monkeypatch.chdir(here / "追加")
    config = find_config()
    assert config.paths == ("../cases", "../追加")
    assert config.checklists == (Path("../forms"),)
    assert config.exclusion.pattern_for("../drafts/a.yaml") == "drafts/*"


def test_the_search_ends_at_the_repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "kojin-check.yaml").write_text(YAML, encoding="utf-8")
    (here / "other" / ".git").mkdir(parents=True)
    monkeypatch.chdir(here / "other")
    assert find_config().paths == ("cases",)


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        (
            "kojin-check.yaml",
            "path: [cases]\nfail_on: fatal\nselect: [KJ1, KJ9999]\nseverity: {KJ402: warn}\n",
            [
                "kojin-check.yaml:1:1: 「path」という項目名はありません。",
                "kojin-check.yaml:2:10: 「fatal」は使えません。",
                "kojin-check.yaml:3:15: 「KJ9999」という規則はありません。",
                "kojin-check.yaml:4:19: 「warn」は使えません。",
            ],
        ),
        ("kojin-check.yaml", "paths: [cases\n", ["kojin-check.yaml:"]),
        (
            "pyproject.toml",
            '[tool.kojin-check]\npaths = "cases"\nfail-on = "error"\n',
            ["pyproject.toml:2:1: ", "pyproject.toml:3:1: 「fail-on」という項目名はありません。"],
        ),
        (
            "pyproject.toml",
            '[tool.kojin-check]\npaths = "cases"\nignore = [104]\n',
            [
                'pyproject.toml:2:1: 「paths」には、文字列の一覧を書きます。例えば paths = ["…", "…"] のように',
                "pyproject.toml:3:1: 「ignore」には、文字列の一覧を書きます。",
            ],
        ),
        (
            "kojin-check.yaml",
            "severity: {KJ4: error}\n",
            ["kojin-check.yaml:1:12: severity では、「KJ4」のようにまとめて指定できません。KJ402 のように"],
        ),
    ],
)
def test_everything_wrong_is_said_with_its_line(name: str, text: str, lines: list[str], here: Path) -> None:
    (here / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        find_config()
    said = caught.value.message.ja.splitlines()
    assert said[0] == "設定ファイルが正しくありません。"
    assert len(said) == len(lines) + 1
    for line, expected in zip(said[1:], lines, strict=True):
        assert line.startswith(expected)


def test_a_project_file_of_others_is_passed_over(here: Path) -> None:
    (here / "pyproject.toml").write_text("[tool.other]\npaths = 1\n", encoding="utf-8")
    assert find_config().paths == ("cases",)


@pytest.mark.parametrize("text", ['tool = "x"\n', "tool = [1]\n", "[[tool]]\nx = 1\n"])
def test_a_project_file_without_a_table_of_tools_is_passed_over(text: str, here: Path) -> None:
    (here / "pyproject.toml").write_text(text, encoding="utf-8")
    assert find_config().paths == ("cases",)


@pytest.mark.parametrize("value", ['"x"', "[1]", "3"])
def test_a_tool_entry_that_is_no_table_is_said(value: str, here: Path) -> None:
    (here / "pyproject.toml").write_text(f"[tool]\nkojin-check = {value}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="must be a table"):
        find_config()


@pytest.mark.parametrize(
    "pattern", ["drafts", "drafts/", "./drafts", "./drafts/", "drafts/*", "drafts//", "カ\u3099イト\u3099/"]
)
def test_a_folder_can_be_excluded_however_its_name_is_written(pattern: str, here: Path) -> None:
    (here / "kojin-check.yaml").write_text(f'exclude: ["{pattern}"]\n', encoding="utf-8")
    folder = "ガイド" if pattern.startswith("カ") else "drafts"
    excluded_by = find_config().exclusion.pattern_for
    assert excluded_by(f"{folder}/a.yaml") == excluded_by(f"./{folder}/below/a.yaml") == normalize("NFC", pattern)
    assert excluded_by("cases/a.yaml") is None


def test_a_configured_path_that_does_not_exist_is_said(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "kojin-check.yaml").write_text("paths: [cases, 控え]\n", encoding="utf-8")
    (here / "cases" / "below").mkdir(parents=True)
    monkeypatch.chdir(here / "cases" / "below")
    config = find_config()
    assert config.paths_for(["x.yaml"], "validate") == ("x.yaml",)
    with pytest.raises(ConfigError) as caught:
        config.paths_for([], "validate")
    assert caught.value.message.ja == (
        "設定ファイル ../../kojin-check.yaml の paths にある「控え」というファイルもフォルダもありません。"
    )


def test_broken_toml_is_said(here: Path) -> None:
    (here / "pyproject.toml").write_text("[tool.kojin-check\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="is not valid TOML"):
        find_config()
