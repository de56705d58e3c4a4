"""What changed between two versions on some forms and not on others, and ids that were shifted: KJ706-KJ708, KJ746."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT, RunProgram
from tests.rules.checklists.conftest import LintText, place

from kojin_check.lint.lint import lint

COMMON = "{id: 規程, text: 規程がある。}, {id: 教育, text: 年1回教育する。}, "


def two_versions(before: list[str], now: list[str]) -> str:
    """Two versions with a form for each text, which is the rest of its items."""
    text = ""
    for version, forms in (("r8", before), ("r9", now)):
        text += f"# {version}/version.yaml\nid: {version}\n" + ("supersedes: r8\n" if version == "r9" else "")
        for number, items in enumerate(forms, start=1):
            text += f"# {version}/{number}-様式.yaml\nnumber: {number}\nsections:\n"
            text += f"  - {{actor: 課, kind: 全般, heading: 全般, items: [{COMMON}{items}]}}\n"
    return text


KEYS, LOG = "{id: 鍵, text: 鍵をかける。}", "{id: 記録, text: 記録を取る。}"
STRICTER = "{id: 鍵, text: 二重に鍵をかける。}"
ON_PAPER = "{id: 鍵, text: 鍵をかける。, when: {media: 紙}}"


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        # Two forms that were the same.
        ([KEYS, KEYS], [KEYS, STRICTER], [("KJ707", "r9/2-様式.yaml")]),
        ([KEYS, KEYS], [STRICTER, KEYS], [("KJ707", "r9/1-様式.yaml")]),
        ([KEYS, KEYS], [STRICTER, STRICTER], []),
        ([KEYS, KEYS], [KEYS, ON_PAPER], [("KJ707", "r9/2-様式.yaml")]),
        # They were never the same.
        ([KEYS, STRICTER], [STRICTER, KEYS], []),
        ([KEYS, ON_PAPER], [KEYS, ON_PAPER], []),
        # Of three the odd one, whether it was changed or forgotten.
        ([KEYS] * 3, [STRICTER, STRICTER, KEYS], [("KJ707", "r9/3-様式.yaml")]),
        ([KEYS] * 3, [KEYS, STRICTER, KEYS], [("KJ707", "r9/2-様式.yaml")]),
        # As many the one way as the other is meant so.
        ([KEYS] * 4, [KEYS, KEYS, STRICTER, STRICTER], []),
        # Spelling alone is no wording.
        ([KEYS, KEYS], [KEYS, KEYS.replace("鍵をかける", "鍵を かける")], []),
        # New on all: the odd one of three; of two nobody can tell.
        ([LOG] * 3, [f"{LOG}, {KEYS}", f"{LOG}, {STRICTER}", f"{LOG}, {KEYS}"], [("KJ707", "r9/2-様式.yaml")]),
        ([LOG] * 2, [f"{LOG}, {KEYS}", f"{LOG}, {STRICTER}"], []),
        # Renamed on all forms, changed on one.
        (
            [KEYS, KEYS],
            [KEYS.replace("id: 鍵", "id: 施錠, formerly: 鍵"), STRICTER.replace("id: 鍵", "id: 施錠, formerly: 鍵")],
            [("KJ707", "r9/2-様式.yaml")],
        ),
        # Left out of one form.
        ([LOG] * 3, [f"{LOG}, {KEYS}", f"{LOG}, {KEYS}", LOG], [("KJ708", "r9/3-様式.yaml")]),
        ([LOG] * 4, [f"{LOG}, {KEYS}", f"{LOG}, {KEYS}", LOG, LOG], []),
        ([LOG] * 2, [f"{LOG}, {KEYS}", LOG], []),
        # A form had it before: it has been taken over on the others.
        ([f"{LOG}, {KEYS}", LOG, LOG], [f"{LOG}, {KEYS}", f"{LOG}, {KEYS}", LOG], []),
    ],
)
def test_one_form_that_is_unlike_the_others(
    before: list[str], now: list[str], expected: list[tuple[str, str]], lint_text: LintText, tmp_path: Path
) -> None:
    found = lint_text(two_versions(before, now), "KJ707", "KJ708")

    assert [(finding.rule, place(finding, tmp_path).partition(":")[0]) for finding in found] == expected


def test_nothing_is_told_without_the_version_before(lint_text: LintText) -> None:
    text = two_versions([KEYS] * 3, [KEYS, STRICTER, KEYS]).replace("supersedes: r8\n", "")

    assert lint_text(text, "KJ707", "KJ708") == ()


def test_a_form_of_another_kind_lacks_nothing(lint_text: LintText) -> None:
    text = two_versions([LOG] * 3, [f"{LOG}, {KEYS}", f"{LOG}, {KEYS}", LOG])
    for version in ("r8", "r9"):
        other = "items: [{id: 掲示, text: 掲示する。}, {id: 説明, text: 説明する。}, "
        head, _, tail = text.partition(f"# {version}/3-")
        text = f"{head}# {version}/3-" + tail.replace(f"items: [{COMMON}", other, 1)

    assert lint_text(text, "KJ708") == ()


def test_the_wards_proposal_with_slips(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "checklists", tmp_path, dirs_exist_ok=True)
    draft = tmp_path / "r7-draft"
    paper, hall, hall_on_paper = (next(draft.glob(f"{number}-*.yaml")) for number in (6, 7, 8))
    text = paper.read_text(encoding="utf-8")
    for kind in ("指導する", "させる"):
        item = f"必要に応じて又は定期的に確認する体制を構築{'するよう指導する' if kind == '指導する' else 'させる'}。"
        line = next(line for line in text.splitlines(keepends=True) if item in line)
        text = text.replace(f"      - id: 管理状況の確認\n{line}", "", 1)
    paper.write_text(text, encoding="utf-8")
    for path, old, new in (
        (hall, "when: {subcontracts: true}", "when: {subcontracts: false}"),
        (hall_on_paper, "必要に応じて又は定期的に確認する体制を構築させる", "必要に応じて確認する体制を構築させる"),
    ):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    found = [finding for report in lint(draft) for finding in report.findings]

    assert [(finding.rule, finding.item and finding.item.address) for finding in found if finding.rule < "KJ710"] == [
        ("KJ708", "6/区が行う/運用上/管理状況の確認"),
        ("KJ708", "6/事業者に行わせる/運用上/管理状況の確認"),
        ("KJ707", "7/区が行う/運用上/再委託先の立入り調査"),
        ("KJ707", "8/事業者に行わせる/運用上/管理状況の確認"),
    ]


def test_an_exception_says_that_a_form_is_meant_to_lack_it(tmp_path: Path, lint_text: LintText) -> None:
    text = two_versions([LOG] * 3, [f"{LOG}, {KEYS}", f"{LOG}, {KEYS}", LOG]).replace(
        "supersedes: r8\n",
        "supersedes: r8\nexceptions: [{rule: KJ708, item: 3/課/全般/鍵, reason: 紙を扱わない}]\n",
    )

    assert lint_text(text, "KJ708", "KJ909") == ()


A = "台帳を整備している。", "権限を設定している。", "アカウントを削除している。"
NEW = "パスワードを定めている。"


def numbered(*texts: str, formerly: bool = False) -> str:
    """Items that are called by their numbers; of the second one and those that follow `formerly` is the number before."""
    return ", ".join(
        f"{{id: 2-{at}, text: {text}" + (f", formerly: 2-{at - 1}}}" if formerly and at > 2 else "}")
        for at, text in enumerate(texts, start=1)
    )


def test_shifted_numbers_are_told(lint_text: LintText) -> None:
    found = lint_text(two_versions([numbered(*A)], [numbered(A[0], NEW, *A[1:])]), "KJ7")

    assert [(finding.rule, finding.item and finding.item.address) for finding in found] == [
        ("KJ746", "1/課/全般/2-3"),
    ]
    assert "id をずらすなら「formerly: 2-2」を書いてください。" in found[0].hint.ja


def test_formerly_may_shift_ids(lint_text: LintText) -> None:
    assert lint_text(two_versions([numbered(*A)], [numbered(A[0], NEW, *A[1:], formerly=True)]), "KJ7") == ()


@pytest.mark.parametrize(
    ("items", "message"),
    [
        (
            "{id: 鍵, text: 鍵をかける。}, {id: 施錠, formerly: 鍵, text: 鍵をかける。}",
            "formerly の「鍵」は、この版の「課」にまだあります。",
        ),
        (
            "{id: 施錠, formerly: 鍵, text: 鍵をかける。}, {id: 金庫, formerly: 鍵, text: 鍵をかける。}",
            "formerly の「鍵」は、「施錠」の formerly でもあります。",
        ),
        (
            "{id: 記録, formerly: 鍵, text: 記録を取る。}",
            "文言は、前の版（r8）の「鍵」より「記録」に近いものです。",
        ),
        (
            "{id: 施錠, formerly: 錠, text: 鍵をかける。}",
            "formerly の「錠」という項目は、前の版（r8）にありません。",
        ),
    ],
)
def test_a_former_id_that_the_texts_do_not_bear_out(items: str, message: str, lint_text: LintText) -> None:
    (finding,) = lint_text(two_versions([f"{KEYS}, {LOG}"], [items]), "KJ706")

    assert finding.message.ja == message


CASE = """\
schema: kojin-check/case/v1
checklist_version: r8
title: 例
department: 課
basis: [点検]
matters:
  - type: 点検
    checklist: 1
    answers:
      課:
        全般:
          規程: はい
          教育: はい
          2-1: はい
          2-2: いいえ（令和8年3月に設定）
          2-3: はい
"""


def test_answers_go_with_their_texts(tmp_path: Path, kojin_check_here: RunProgram) -> None:
    from tests.rules.checklists.conftest import write_folder

    form = two_versions([numbered(*A)], [numbered(A[0], NEW, *A[1:], formerly=True)])
    head = "type: 点検\ntitle: 点検票\nmarks: {はい: {means: met}, いいえ: {means: unmet, reason: required}}\nsections:"
    form = form.replace("sections:", head).replace(
        "id: r8\n", "id: r8\ntitle: 第8版\nstatus: draft\ntypes: {点検: {}}\n"
    )
    form = form.replace("id: r9\n", "id: r9\ntitle: 第9版\nstatus: draft\ntypes: {点検: {}}\n")
    form = form.replace("\nid:", "\nschema: kojin-check/version/v1\nid:")
    form = form.replace("\nnumber:", "\nschema: kojin-check/checklist/v1\nnumber:")
    (tmp_path / "forms").mkdir()
    write_folder(tmp_path / "forms", form)
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")

    outcome = kojin_check_here("migrate", "case.yaml", "--to", "r9", "--checklists", "forms")

    assert outcome.exit_code == 0, outcome.errors
    migrated = (tmp_path / "case.yaml").read_text(encoding="utf-8")
    assert migrated.endswith(
        "          2-1: はい\n          # パスワードを定めている。\n          2-2:\n"
        "          2-3: いいえ（令和8年3月に設定）\n          2-4: はい\n"
    )
    assert "recheck" not in migrated
    (tmp_path / "before.yaml").write_text(CASE, encoding="utf-8")
    compared = kojin_check_here("diff", "before.yaml", "case.yaml", "--checklists", "forms", "--format", "json")
    assert json.loads(compared.output)["summary"]["answers"] == 0
