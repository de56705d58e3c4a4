"""A new version is a copy of one that there is, complete or not at all, and never over anything."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import RunProgram
from tests.samples.small_versions import write_version

from kojin_check.errors import OutputError
from kojin_check.model.bundled import default_folder
from kojin_check.model.checklist import Status
from kojin_check.model.fingerprint import fingerprint
from kojin_check.model.library import Library, assemble_version, load_version
from kojin_check.new.version_copy import copied

HERE = ("--checklists", "forms")


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """An empty folder for own versions."""
    folder = tmp_path / "forms"
    folder.mkdir()
    return folder


def test_is_ready_to_be_edited(forms: Path, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("new-version", "--from", "r5", "--id", "r8", *HERE)

    assert (outcome.exit_code, outcome.output) == (0, "")
    assert outcome.errors == (
        "forms/r8 を作りました（r5 の写し。案なので、採択するまで使われません）。\n"
        "写さなかったファイル（r5 だけについてのもの）: corrections.yaml\n"
        "version.yaml の title、effective、source、notes や先頭の注釈と、項目を直し、kojin-check lint forms/r8 --checklists forms で"
        "確かめてください。違いは kojin-check diff r5 r8 --checklists forms で見られます。\n"
    )
    original = (default_folder() / "r5" / "version.yaml").read_text(encoding="utf-8").splitlines()
    made = (forms / "r8" / "version.yaml").read_text(encoding="utf-8").splitlines()
    assert made[2:8] == ["id: r8", original[3], "status: draft", "supersedes: r5", "effective:", "fingerprint:"]
    assert (made[:2], made[8:]) == (original[:2], original[7:])
    for path in (default_folder() / "r5").glob("[0-9]*"):
        assert (forms / "r8" / path.name).read_bytes() == path.read_bytes()
    assert sorted(os.listdir(forms)) == ["r8"]
    assert kojin_check_here("lint", *HERE, "--fail-on", "info").exit_code == 0
    assert "違いはありません。" in kojin_check_here("diff", "r5", "r8", *HERE).output
    assert "checklist_version: r5\n" in kojin_check_here("new", "--type", "外部提供", *HERE).output


def test_goes_into_the_first_folder_of_the_configuration_seen_from_there(
    tmp_path: Path, kojin_check_here: RunProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_version(tmp_path / "b", "v1")
    (tmp_path / "a").mkdir()
    (tmp_path / "kojin-check.yaml").write_text("checklists: [a, b]\n", encoding="utf-8")

    outcome = kojin_check_here("new-version", "--from", "v1", "--id", "2026", "--lang", "en")

    assert outcome.exit_code == 0
    assert outcome.errors.startswith(
        "Made a/2026, a copy of v1. It is a draft, which nothing takes until it is adopted.\n"
    )
    assert outcome.errors.endswith("kojin-check lint a/2026. To see what differs: kojin-check diff v1 2026.\n")
    version = load_version(tmp_path / "a" / "2026")
    assert (version.id, version.definition.supersedes, version.definition.status) == ("2026", "v1", Status.DRAFT)
    assert not (tmp_path / "b" / "2026").exists()


@pytest.mark.parametrize(
    ("id", "code", "message"),
    [
        ("r5", 2, f"「r5」は既にあります（{default_folder().as_posix()}/r5）。"),
        ("R7-Draft", 2, f"「R7-Draft」は既にあります（{default_folder().as_posix()}/r7-draft）。"),
        ("own", 2, "「own」は既にあります（forms/own）。"),
        ("ＯＷＮ", 2, "「ＯＷＮ」は既にあります（forms/own）。"),
        ("notes", 2, "「notes」は既にあります（forms/notes）。"),
        ("forms/r8", 2, "「forms/r8」は場所なので、id に使えません。--id r8 とし、"),
        ("..\\r8", 2, "「..\\r8」は場所なので、id に使えません。--id r8 とし、"),
        ("/r8", 2, "「/r8」は場所なので、id に使えません。--id r8 とし、"),
        ("..", 2, "「..」は id に使えません。"),
        ("", 2, "「」は id に使えません。"),
        (".r8", 2, "「.r8」は id に使えません。"),
        ("-r8", 2, "「-r8」は id に使えません。"),
        ("r8.", 2, "「r8.」は id に使えません。"),
        ("r 8", 2, "「r 8」は id に使えません。"),
        ("HEAD:r8", 2, "「HEAD:r8」は id に使えません。"),
        ("nul", 2, "「nul」は id に使えません。"),
        ("Com1.x", 2, "「Com1.x」は id に使えません。"),
        ("r" * 61, 2, f"「{'r' * 61}」は id に使えません。"),
    ],
)
def test_an_id_that_exists_or_is_none_is_refused(
    id: str, code: int, message: str, forms: Path, kojin_check_here: RunProgram
) -> None:
    write_version(forms, "own")
    (forms / "notes").write_text("", encoding="utf-8")

    outcome = kojin_check_here("new-version", "--from", "r5", f"--id={id}", *HERE)

    assert (outcome.exit_code, outcome.output) == (code, "")
    assert outcome.errors.startswith(f"kojin-check: {message}")
    assert sorted(os.listdir(forms)) == ["notes", "own"]


@pytest.mark.parametrize(
    ("checklists", "code", "message"),
    [
        ((), 2, "同梱の版のフォルダには書き込みません。自分の版を置くフォルダを作って --checklists で指定するか"),
        ((str(default_folder()),), 2, "同梱の版のフォルダには書き込みません。"),
        ((str(default_folder() / "r5"),), 2, "同梱の版のフォルダには書き込みません。"),
        (("link",), 2, "同梱の版のフォルダには書き込みません。"),
        (("nowhere",), 3, "フォルダ nowhere がありません。名前が正しければ、先に作ってください（mkdir nowhere）。"),
        (
            ("own/v1",),
            3,
            "フォルダ own/v1 にチェックリストの版（version.yaml のあるフォルダ）がありません。own ではありませんか。",
        ),
        ((".",), 3, "フォルダ . にチェックリストの版（version.yaml のあるフォルダ）がありません。"),
        (("own", "forms"), 3, "フォルダ forms にチェックリストの版（version.yaml のあるフォルダ）がありません。"),
        (("own/v1/version.yaml",), 3, "チェックリストのフォルダ own/v1/version.yaml を開けません"),
    ],
)
def test_a_folder_that_cannot_take_it_is_told_with_what_to_name(
    checklists: tuple[str, ...], code: int, message: str, forms: Path, kojin_check_here: RunProgram
) -> None:
    write_version(forms.with_name("own"), "v1")
    forms.with_name("link").symlink_to(default_folder(), target_is_directory=True)
    before = sorted(path for path in default_folder().rglob("*"))

    options = [option for folder in checklists for option in ("--checklists", folder)]
    outcome = kojin_check_here("new-version", "--from", "r5", "--id", "r8", *options)

    assert (outcome.exit_code, outcome.output) == (code, "")
    assert outcome.errors.startswith(f"kojin-check: {message}")
    assert sorted(path for path in default_folder().rglob("*")) == before
    assert not list(forms.parent.rglob("r8"))


def test_an_unknown_version_is_told_with_those_that_there_are(forms: Path, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("new-version", "--from", "r4", "--id", "r8", *HERE)

    assert (outcome.exit_code, outcome.errors) == (
        2,
        "kojin-check: 「r4」という版はありません。あるのは r5、r7-draft です。\n",
    )
    assert os.listdir(forms) == []


def test_a_version_that_was_altered_after_sealing_is_copied_as_it_is_now_and_that_is_told(
    forms: Path, kojin_check_here: RunProgram
) -> None:
    home = write_version(forms, "v1", fingerprint=f"sha256:{'0' * 64}")

    outcome = kojin_check_here("new-version", "--from", "v1", "--id", "v2", *HERE)

    assert outcome.exit_code == 1
    assert "kojin-check: KJ908: " in outcome.errors
    assert (forms / "v2" / "1-点検.yaml").read_bytes() == (home / "1-点検.yaml").read_bytes()
    assert "sha256" not in (forms / "v2" / "version.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("failing", ["os.rename", "pathlib.Path.write_bytes"])
def test_after_a_failure_nothing_is_left(
    failing: str, forms: Path, kojin_check_here: RunProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(failing, fail)
    outcome = kojin_check_here("new-version", "--from", "r5", "--id", "r8", *HERE)

    assert outcome.exit_code == 3
    assert outcome.errors.startswith("kojin-check: forms/r8 に書き込めません（")
    assert os.listdir(forms) == []


def test_what_came_there_in_the_meantime_stays(
    forms: Path, kojin_check_here: RunProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    write: Callable[[Path, bytes], int] = Path.write_bytes

    def write_slowly(path: Path, data: bytes) -> int:
        (forms / "r8").mkdir(exist_ok=True)
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", write_slowly)
    outcome = kojin_check_here("new-version", "--from", "r5", "--id", "r8", *HERE)

    assert outcome.exit_code == 3
    assert outcome.errors.startswith("kojin-check: forms/r8 は既にあるので、書き込みませんでした。")
    assert (os.listdir(forms), os.listdir(forms / "r8")) == (["r8"], [])


class TestWhatIsEdited:
    def copy(self, home: Path) -> dict[str, str]:
        version = load_version(home)
        made = copied(version, "v2")
        return {name: data.decode() for name, data in made.files.items()}

    def test_former_ids_are_those_of_another_version(self, tmp_path: Path, kojin_check_here: RunProgram) -> None:
        home = write_version(tmp_path / "forms", "v1")
        form = home / "1-点検.yaml"
        text = form.read_text(encoding="utf-8")
        text = text.replace("{id: 責任者,", "{id: 責任者, formerly: 研修,").replace(
            "      - {id: 研修, text: 毎年、研修を行っている。}\n",
            "      - id: 研修\n        # 旧名は「責任者」\n        text: 毎年、研修を行っている。  # 注\n        formerly: 責任者\n"
            "      - formerly: 棚卸し\n        id: 台帳\n        text: 台帳を作っている。\n"
            "      - {formerly: 鍵, id: 施錠, text: 施錠している。}\n",
        )
        form.write_text(text, encoding="utf-8")

        made = self.copy(home)["1-点検.yaml"]

        assert made == text.replace(", formerly: 研修", "").replace("\n        formerly: 責任者", "").replace(
            "- formerly: 棚卸し\n        id", "- id"
        ).replace("{formerly: 鍵, ", "{")
        outcome = kojin_check_here("new-version", "--from", "v1", "--id", "v2", *HERE)
        assert "v1 より前の版での id（formerly）は、4項目から除きました。\n" in outcome.errors

    def test_line_ends_marks_and_comments_stay(self, tmp_path: Path) -> None:
        home = write_version(tmp_path, "v1")
        definition = home / "version.yaml"
        text = definition.read_text(encoding="utf-8").replace(
            "status: adopted", "status: adopted  # 令和6年度第1回会議"
        )
        definition.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

        made = copied(load_version(home), "v2").files["version.yaml"]

        expected = (
            text.replace("id: v1", "id: v2")
            .replace("status: adopted  # 令和6年度第1回会議\n", "status: draft  # 令和6年度第1回会議\nsupersedes: v1\n")
            .replace("effective: 令和6年4月1日", "effective:")
        )
        assert made == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()

    def test_a_predecessor_gives_way_to_the_version_that_is_copied(self, tmp_path: Path) -> None:
        made = self.copy(write_version(tmp_path, "v1", supersedes="v0"))["version.yaml"]

        assert made.count("supersedes") == 1
        assert "supersedes: v1\n" in made

    def test_a_definition_in_braces(self, tmp_path: Path) -> None:
        home = write_version(tmp_path, "v1")
        text = "{schema: kojin-check/version/v1, id: v1, title: 点検票, status: draft, types: {点検: {}}}\n"
        (home / "version.yaml").write_text(text, encoding="utf-8")

        assert self.copy(home)["version.yaml"] == text.replace("id: v1", "id: v2").replace("}}}", "}}, supersedes: v1}")

    def test_all_else_says_the_same(self, library: Library) -> None:
        for version_id in library.ids:
            former = library.require(version_id)
            same = {
                "id": version_id,
                "supersedes": former.definition.supersedes,
                "effective": former.definition.effective,
            }
            home = Path("nowhere")
            made = assemble_version(home, copied(former, "v2").files)
            definition = made.definition.model_copy(update=same)
            assert fingerprint(definition, made.checklists.values()) == fingerprint(
                former.definition, former.checklists.values()
            )

    def test_what_cannot_be_edited_is_refused(self, tmp_path: Path) -> None:
        home = write_version(tmp_path, "v1")
        form = home / "1-点検.yaml"
        text = form.read_text(encoding="utf-8").replace(
            "- {id: 責任者, text: 責任者を定めている。}",
            "- ? formerly\n        : 研修\n        id: 責任者\n        text: 責任者を定めている。",
        )
        form.write_text(text, encoding="utf-8")

        with pytest.raises(OutputError) as caught:
            self.copy(home)
        assert "写しを作れません" in caught.value.message.ja
