from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from kojin_check.errors import InputError
from kojin_check.findings import Omission, Unchecked
from kojin_check.reading.reading import MAX_BYTES
from kojin_check.reading.source import display_path
from kojin_check.runs.case_files import Candidate, Origin, Selection, read_candidate, read_file, survey


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("title: x\n", encoding="utf-8")


def found(*paths: str) -> list[str]:
    return [display_path(candidate.path) for candidate in survey(paths).candidates]


@pytest.mark.usefixtures("here")
class TestFinding:
    def test_folders_are_searched_in_order_and_hidden_ones_passed_over(self) -> None:
        make("cases/b.yml", "cases/a.yaml", "cases/区政/c.YAML", "cases/.git/d.yaml", "cases/.e.yaml", "cases/f.txt")
        assert found("cases") == ["cases/a.yaml", "cases/b.yml", "cases/区政/c.YAML"]

    def test_the_order_is_that_of_the_paths_however_they_are_named(self) -> None:
        make("cases/z.yaml", "cases/a/x.yaml", "cases/a.yaml", "cases/a-b.yaml")
        by_path = ["cases/a-b.yaml", "cases/a.yaml", "cases/a/x.yaml", "cases/z.yaml"]
        assert (
            found("cases") == found(*by_path) == found(*reversed(by_path)) == found("cases/z.yaml", "cases") == by_path
        )

    def test_a_folder_of_which_everything_is_excluded_is_said(self) -> None:
        make("cases/a.yaml")
        with pytest.raises(InputError, match=r"All case files in the folder cases are excluded by the configuration\."):
            survey(["cases"], Selection(lambda _path: "*"))

    def test_the_configuration_is_no_case(self) -> None:
        make("a.yaml", "kojin-check.yaml")
        assert found(".") == ["./a.yaml"]

    def test_a_file_that_is_named_twice_is_checked_once(self) -> None:
        make("cases/a.yaml")
        assert found("cases/a.yaml", "cases", "./cases/a.yaml") == ["cases/a.yaml"]

    def test_a_named_file_needs_no_suffix(self) -> None:
        make("案件")
        assert survey(["案件", "-"]).candidates == (Candidate("-", Origin.NAMED), Candidate("案件", Origin.NAMED))

    def test_excluded_files_are_passed_over_but_not_when_named(self) -> None:
        make("cases/a.yaml", "cases/b.yaml")
        excluded = Selection({"cases/b.yaml": "b.yaml"}.get)
        assert [c.path for c in survey(["cases"], excluded).candidates] == ["cases/a.yaml"]
        assert [c.path for c in survey(["cases/b.yaml"], excluded).candidates] == ["cases/b.yaml"]

    def test_a_folder_named_like_a_case_is_searched(self) -> None:
        make("cases/x.yaml/a.yaml")
        assert found("cases") == ["cases/x.yaml/a.yaml"]

    def test_links_that_go_round_do_not_hang(self) -> None:
        make("cases/a.yaml")
        Path("cases/loop").symlink_to("..", target_is_directory=True)
        assert found("cases") == ["cases/a.yaml"]

    @pytest.mark.parametrize(
        ("path", "message"),
        [
            ("nowhere", "nowhere というファイルもフォルダもありません。"),
            ("empty", "フォルダ empty に案件のファイル（*.yaml、*.yml）がありません。"),
        ],
    )
    def test_what_is_not_there_is_said(self, path: str, message: str) -> None:
        Path("empty").mkdir()
        with pytest.raises(InputError) as caught:
            found(path)
        assert caught.value.message.ja == message

    def test_decomposed_names_are_found_and_shown_as_they_are(self) -> None:
        name = unicodedata.normalize("NFD", "ガイド.yaml")
        make(f"cases/{name}")
        assert found("cases") == [f"cases/{name}"]

    def test_names_that_are_no_utf8_are_shown(self) -> None:
        Path("cases").mkdir()
        try:
            with open(b"cases/\x8c\x8f.yaml", "wb"):
                pass
        except OSError:
            pytest.skip("the file system takes only UTF-8 names")
        assert found("cases") == ["cases/\\x8c\\x8f.yaml"]


@pytest.mark.usefixtures("here")
class TestWhatIsLeftOut:
    @pytest.mark.parametrize(
        "name",
        [
            "案件.yaml.txt",
            "a.yml.bak",
            "a.yaml~",
            "案件．yaml",
            "a.ｙａｍｌ",
            "a.YAML.orig",
            "a.yaml (1)",
            "a.yaml - コピー",
        ],
    )
    def test_names_that_look_like_a_case(self, name: str) -> None:
        make("cases/a.yaml", f"cases/{name}")
        assert survey(["cases"]).unchecked == (Unchecked(f"cases/{name}", Omission.LOOK_ALIKE),)

    @pytest.mark.parametrize("name", ["案件", ".a.yaml", ".a.yml", "案件.txt"])
    @pytest.mark.parametrize(
        "line", ["schema: kojin-check/case/v1", "schema: 'kojin-check/case/v2'", "checklist_version: r5"]
    )
    def test_texts_that_begin_like_a_case(self, name: str, line: str) -> None:
        make("cases/a.yaml", f"cases/{name}")
        assert survey(["cases"]).unchecked == ()
        Path("cases", name).write_text(f"# 案件\n{line}\n", encoding="utf-8")
        assert survey(["cases"]).unchecked == (Unchecked(f"cases/{name}", Omission.LOOK_ALIKE),)
        assert survey(["cases", f"cases/{name}"]).unchecked == (), "it has been named"

    @pytest.mark.parametrize("name", ["._a.yaml", "yaml", "a.yamllint", "メモ.txt", "a.json", ".gitlab-ci.yml"])
    def test_what_has_nothing_to_do_with_cases(self, name: str) -> None:
        make("cases/a.yaml", f"cases/{name}")
        assert survey(["cases"]).unchecked == ()

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
    def test_a_pipe_is_not_opened(self) -> None:
        make("cases/a.yaml")
        os.mkfifo("cases/案件")
        assert survey(["cases"]).unchecked == ()

    def test_only_the_configuration_that_counts_is_not_told(self) -> None:
        make("cases/a.yaml", "cases/kojin-check.yaml", "cases/x/kojin-check.yml")
        inner = Unchecked("cases/x/kojin-check.yml", Omission.CONFIGURATION)
        assert survey(["cases"], Selection(configuration=Path("cases/kojin-check.yaml"))).unchecked == (inner,)
        outer = Unchecked("cases/kojin-check.yaml", Omission.CONFIGURATION)
        assert survey(["cases"]).unchecked == (outer, inner)

    def test_a_configuration_may_have_another_name_or_be_part_of_a_project(self) -> None:
        make("cases/a.yaml", "cases/own.yaml", "cases/x/pyproject.toml", "cases/y/pyproject.toml")
        Path("cases/x/pyproject.toml").write_text("[tool.kojin-check]\nlang = 'en'\n", encoding="utf-8")
        found = survey(["cases"], Selection(configuration=Path("cases/own.yaml")))
        assert [candidate.path for candidate in found.candidates] == ["cases/a.yaml"]
        assert found.unchecked == (Unchecked("cases/x/pyproject.toml", Omission.CONFIGURATION),)
        assert survey(["cases"], Selection(configuration=Path("cases/x/pyproject.toml"))).unchecked == ()

    def test_links_to_folders_are_told_unless_what_they_lead_to_is_searched(self) -> None:
        make("cases/a.yaml", "cases/r6/b.yaml", "elsewhere/c.yaml")
        Path("cases/out").symlink_to("../elsewhere", target_is_directory=True)
        Path("cases/in").symlink_to("r6", target_is_directory=True)
        assert survey(["cases"]).unchecked == (Unchecked("cases/out", Omission.LINKED_FOLDER, "../elsewhere"),)

    def test_excluded_files_are_told_with_the_pattern_and_only_once(self) -> None:
        make("cases/a.yaml", "cases/b.yaml")
        selection = Selection({"cases/b.yaml": "b.*", "./cases/b.yaml": "b.*"}.get, Path("x.toml"))
        assert survey(["cases", "./cases"], selection).unchecked == (
            Unchecked("cases/b.yaml", Omission.EXCLUDED, "b.*", "x.toml"),
        )


@pytest.mark.usefixtures("here")
class TestReading:
    @pytest.mark.parametrize(
        ("first_line", "is_case"),
        [
            (b"schema: kojin-check/case/v1", True),
            (b"schema: kojin-check/checklist/v1", False),
            (b'schema: "kojin-check/version/v1"', False),
            (b"schema: kojin-check/case/v2", True),
            (b"schema: kojin-check/cases/v1", True),
            (b"schema: kojin-check/checklist/v2", True),
            (b"schema: kojin-check/version/v10", True),
            (b"schema: kojin-check/config/v1 # of another folder", False),
            (b"schema: kojin-check/corrections/v1", False),
            (b'title: "x\nschema: kojin-check/config/v1"', True),
            (b"title: x  # schema: kojin-check/config/v1", True),
            (b"overview:\n  schema: kojin-check/config/v1", True),
            (b"schema: other/v1", True),
            (b"title: no schema line", True),
        ],
    )
    def test_other_formats_are_passed_over_in_folders_only(self, first_line: bytes, is_case: bool) -> None:
        Path("a.yaml").write_bytes(b"# head\n" + first_line + b"\n")
        assert isinstance(read_candidate(Candidate("a.yaml", Origin.FOUND)), bytes) is is_case
        assert isinstance(read_candidate(Candidate("a.yaml", Origin.NAMED)), bytes)

    def test_a_byte_order_mark_hides_no_format(self) -> None:
        Path("a.yaml").write_bytes(b"\xef\xbb\xbfschema: kojin-check/checklist/v1\n")
        assert read_candidate(Candidate("a.yaml", Origin.FOUND)) == Unchecked(
            "a.yaml", Omission.OTHER_FORMAT, "kojin-check/checklist/v1"
        )

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
    def test_a_pipe_is_refused_at_once(self) -> None:
        os.mkfifo("pipe.yaml")
        with pytest.raises(InputError, match="not a plain file"):
            read_file("pipe.yaml")

    def test_a_link_to_nothing_is_said(self) -> None:
        Path("a.yaml").symlink_to("gone.yaml")
        with pytest.raises(InputError, match=r"Cannot read a\.yaml"):
            read_file("a.yaml")

    def test_a_found_link_that_leads_out_of_the_folder_is_not_read(self) -> None:
        make("secret.yaml", "cases/a.yaml")
        Path("cases/inside.yaml").symlink_to("a.yaml")
        Path("cases/outside.yaml").symlink_to("../secret.yaml")
        a, inside, outside = survey(["cases"]).candidates

        assert read_candidate(inside) == read_candidate(a) == b"title: x\n"
        with pytest.raises(InputError, match=r"cases/outside\.yaml is a link that leads out of the folder"):
            read_candidate(outside)
        assert read_candidate(*survey(["cases/outside.yaml"]).candidates) == b"title: x\n", "somebody named it"
        for paths in (["cases", "cases/outside.yaml"], ["cases/outside.yaml", "cases"]):
            assert read_candidate(survey(paths).candidates[-1]) == b"title: x\n", "and its folder"

    def test_no_more_than_one_byte_too_many_is_read(self) -> None:
        Path("a.yaml").write_bytes(b"x" * (MAX_BYTES + 1000))
        assert len(read_file("a.yaml")) == MAX_BYTES + 1
