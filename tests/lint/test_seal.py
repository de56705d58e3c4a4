from __future__ import annotations

import codecs
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kojin_check.editing.edits import encode_as
from kojin_check.errors import OutputError, UsageError
from kojin_check.lint.lint import lint, open_shelf
from kojin_check.lint.seal import Seal, seals

KEY = "fingerprint"


@pytest.fixture
def checklists(tmp_path: Path, root: Path) -> Path:
    return Path(shutil.copytree(root / "checklists", tmp_path / "checklists"))


@pytest.fixture
def definition(checklists: Path) -> Path:
    """The adopted version's version.yaml, without its fingerprint."""
    path = checklists / "r5" / "version.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(KEY)), encoding="utf-8")
    return path


def seal_all(checklists: Path, *resealed: str) -> list[Seal]:
    written = list(seals(open_shelf(checklists), resealed))
    for seal in written:
        seal.path.write_bytes(encode_as(seal.original, seal.text))
    return written


def rules(checklists: Path) -> set[str]:
    return {finding.rule for report in lint(checklists) for finding in report.findings}


def test_an_adopted_version_gets_one_more_line(checklists: Path, definition: Path) -> None:
    before = definition.read_text(encoding="utf-8").splitlines(keepends=True)
    assert rules(checklists) == {"KJ907"}

    (seal,) = seal_all(checklists)

    after = definition.read_text(encoding="utf-8").splitlines(keepends=True)
    assert (seal.version, seal.path) == ("r5", definition)
    assert after[:6] == before[:6]
    assert after[6].startswith("fingerprint: sha256:")
    assert after[7:] == before[6:]
    assert rules(checklists) == set()


def test_the_line_is_the_one_that_the_project_carries(checklists: Path, definition: Path, root: Path) -> None:
    seal_all(checklists)

    assert definition.read_bytes() == (root / "checklists" / "r5" / "version.yaml").read_bytes()


def test_sealing_again_changes_nothing(checklists: Path, definition: Path) -> None:
    seal_all(checklists)

    assert seal_all(checklists) == []


def crlf(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def marked(data: bytes) -> bytes:
    return codecs.BOM_UTF8 + data


def wide(data: bytes) -> bytes:
    return codecs.BOM_UTF16_LE + data.decode().encode("utf-16-le")


@pytest.mark.parametrize("written", [crlf, marked, wide])
def test_line_ends_and_encoding_stay(checklists: Path, definition: Path, written: Callable[[bytes], bytes]) -> None:
    definition.write_bytes(written(definition.read_bytes()))

    seal_all(checklists)

    assert rules(checklists) == ({"KJ002"} if written is wide else set())  # A hint that UTF-8 is better.
    sealed = (definition.parents[2] / "sealed.yaml").as_posix()
    plain = definition.read_bytes().decode("utf-16" if written is wide else "utf-8-sig").replace("\r\n", "\n")
    Path(sealed).write_text(plain, encoding="utf-8")
    assert definition.read_bytes() == written(Path(sealed).read_bytes())


def test_a_blank_key_is_filled(checklists: Path, definition: Path) -> None:
    text = definition.read_text(encoding="utf-8")
    definition.write_text(text.replace("authority:", "fingerprint:   # まだ\nauthority:"), encoding="utf-8")

    seal_all(checklists)

    line = next(line for line in definition.read_text(encoding="utf-8").splitlines() if line.startswith(KEY))
    assert line.startswith("fingerprint: sha256:")
    assert line.endswith("   # まだ")
    assert rules(checklists) == set()


def test_without_a_date_the_line_stands_below_the_status(checklists: Path, definition: Path) -> None:
    text = definition.read_text(encoding="utf-8")
    text = text.replace("effective: 令和5年4月1日\n", "").replace("status: adopted\n", "status: adopted  # 採用\n")
    definition.write_text(text, encoding="utf-8")
    assert rules(checklists) == {"KJ905", "KJ907"}

    assert seal_all(checklists) == []  # Not while something else is wrong.


def test_a_date_at_the_very_end(checklists: Path, definition: Path) -> None:
    text = definition.read_text(encoding="utf-8").replace("effective: 令和5年4月1日\n", "")
    definition.write_text(text + "effective: 令和5年4月1日  # 適用", encoding="utf-8")

    seal_all(checklists)

    *_, above, last = definition.read_text(encoding="utf-8").split("\n")
    assert above == "effective: 令和5年4月1日  # 適用"
    assert last.startswith("fingerprint: sha256:")
    assert rules(checklists) == set()


def test_an_indented_file(checklists: Path, definition: Path) -> None:
    text = definition.read_text(encoding="utf-8")
    definition.write_text("".join(f"  {line}" for line in text.splitlines(keepends=True)), encoding="utf-8")

    seal_all(checklists)

    assert "\n  fingerprint: sha256:" in definition.read_text(encoding="utf-8")
    assert rules(checklists) == set()


def test_a_file_in_braces_cannot_be_given_a_line(checklists: Path, definition: Path) -> None:
    definition.write_text(
        "{schema: kojin-check/version/v1, id: r5, title: 令和5年度版, status: adopted, effective: 令和5年4月1日, types: {目的外利用: {}, 外部提供: {}}}\n",
        encoding="utf-8",
    )
    for number in range(3, 9):
        next((checklists / "r5").glob(f"{number}-*")).unlink()
    (checklists / "r7-draft" / "version.yaml").unlink()
    before = definition.read_bytes()

    with pytest.raises(OutputError, match="no fingerprint can be added"):
        seal_all(checklists)

    assert definition.read_bytes() == before


def change_text(checklists: Path) -> None:
    path = checklists / "r5" / "1-目的外利用.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("慎重に協議する", "協議する"), encoding="utf-8")


def test_a_changed_version_is_not_sealed_anew_by_itself(checklists: Path) -> None:
    change_text(checklists)

    assert seal_all(checklists) == []
    assert rules(checklists) == {"KJ908"}


def test_a_changed_version_is_sealed_anew_when_it_is_named(checklists: Path) -> None:
    definition = checklists / "r5" / "version.yaml"
    before = definition.read_text(encoding="utf-8").splitlines()
    change_text(checklists)

    (seal,) = seal_all(checklists, "r5")

    after = definition.read_text(encoding="utf-8").splitlines()
    assert seal.version == "r5"
    assert [index for index, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]] == [6]
    assert rules(checklists) == set()


def test_naming_a_version_that_has_not_changed_does_nothing(checklists: Path) -> None:
    assert seal_all(checklists, "r5") == []


def test_a_version_with_errors_is_not_sealed(checklists: Path, definition: Path) -> None:
    path = checklists / "r5" / "5-業務委託.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("      - id: 施錠保管", "      - id: 手交時の運搬"), encoding="utf-8"
    )

    assert seal_all(checklists) == []
    assert rules(checklists) == {"KJ701", "KJ907"}


def test_drafts_are_not_sealed(checklists: Path, definition: Path) -> None:
    definition.write_text(
        definition.read_text(encoding="utf-8").replace("status: adopted", "status: draft"), encoding="utf-8"
    )

    assert seal_all(checklists) == []
    with pytest.raises(UsageError, match="is a draft"):
        seal_all(checklists, "r7-draft")


def test_an_unknown_version_cannot_be_named(checklists: Path) -> None:
    with pytest.raises(UsageError, match="Known: r5, r7-draft"):
        seal_all(checklists, "r6")
