"""One slip in a form gives one finding, that says what to write."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from kojin_check.checking.engine import Settings
from kojin_check.diff.changes import Impact, Kind
from kojin_check.diff.compare import compare
from kojin_check.errors import LibraryError
from kojin_check.lint.lint import lint
from kojin_check.model.library import load_library, load_version

CHECKLISTS = Path(__file__).parent / "checklists"


class Slip(NamedTuple):
    """One slip in a file of a version."""

    file: str
    old: str
    new: str
    rule: str
    message: str
    hint: str


MEDICAL = "医療R6/1-医療機関.yaml"

SLIPS = [
    Slip(MEDICAL, "scale: 実施", "scale: 実旋", "KJ725", "「実旋」という記号の組は", "あるのは 実施、有無"),
    Slip(MEDICAL, "scale: 有無", "scale: 可否", "KJ725", "「可否」という記号の組は", "scales: {可否: {はい:"),
    Slip(
        "医療R6/version.yaml",
        "  有無:\n    有: {label: ある, means: met}\n    無: {label: ない, means: not_applicable}\n",
        "  有無: {}\n",
        "KJ726",
        "「有無」に記号がありません。",
        "「有無: {はい: {means: met}",
    ),
    Slip(
        "医療R6/version.yaml",
        "ある, means: met",
        "ある, means: unmet",
        "KJ721",
        "（means: met）の記号がありません",
        "means: met",
    ),
    Slip(
        "医療R6/version.yaml",
        "needs: [目標日]",
        "needs: [目標日, 担当]",
        "KJ727",
        "「担当」という欄は",
        "answer_fields: {担当: {type",
    ),
    Slip(MEDICAL, "needs: [確認日]", "needs: [確認]", "KJ727", "「確認」という欄は", "「確認日」の間違いでは"),
    Slip(
        "医療R6/version.yaml",
        "  確認日:",
        "  担当: {type: text}\n  確認日:",
        "KJ728",
        "「担当」は、どの記号も",
        "needs: [担当]",
    ),
    Slip(
        "医療R6/version.yaml",
        "  確認日:",
        "  確認曜日: {type: 曜日}\n  確認日:",
        "KJ006",
        "「曜日」は使えません。",
        "書けるのは text（1つの文）、texts（文の一覧）、date（日付）",
    ),
    Slip(
        "医療R6/version.yaml",
        "  確認日:",
        "  note: {type: text}\n  確認日:",
        "KJ710",
        "「note」はどの様式の回答にも",
        "別の名前に",
    ),
    Slip(
        MEDICAL,
        "台帳管理: はい",
        "台張管理: はい",
        "KJ751",
        "「台張管理」という項目はありません。",
        "「台帳管理」の間違いでは",
    ),
    Slip(
        MEDICAL, "台帳管理: はい", "台帳管理: 有", "KJ751", "「台帳管理」の記号に「有」はありません。", "はい、いいえ"
    ),
    Slip(MEDICAL, "台帳管理: はい", "台帳の棚卸し: はい", "KJ751", "そのものの回答", "台帳管理"),
    Slip(MEDICAL, "遠隔保守: true", "遠隔保受: true", "KJ711", "「遠隔保受」という事実は", "「遠隔保守」の間違いでは"),
    Slip(
        MEDICAL,
        "[200床未満, 200床以上]",
        "[200床未満, 300床以上]",
        "KJ711",
        "「病床数」の値に「300床以上」は",
        "200床以上",
    ),
    Slip(
        MEDICAL,
        "text: サーバ、端末PC、ネットワーク機器の台帳管理を行っている。, when: {answer: {医療情報システム: 有}}",
        "text: 台帳, when: {answer: {台帳の棚卸し: はい}}",
        "KJ752",
        "互いの回答を待つ項目",
        "条件（when）を1つ削除",
    ),
    Slip(
        "pmark-2024/1-委託先評価.yaml",
        "when: {再委託: true}",
        "when: {再委託: true, answer: {届出の受領: ○}}",
        "KJ751",
        "「届出の受領」は「委託元」の項目で、「委託先」にはありません。",
        "「委託先」の項目（責任者、規程）",
    ),
    Slip(
        "pmark-2024/1-委託先評価.yaml",
        "scale: 評価",
        "scale: 評価\nmarks:\n  ○: {means: met}",
        "KJ729",
        "marks は使われません",
        "一方",
    ),
    Slip("ipa-v4/version.yaml", "points: 4", "points: 4点", "KJ006", "「4点」とありますが", "「4」のように"),
    Slip(
        "ipa-v4/version.yaml",
        "means: partial, points: 2",
        "means: 一部, points: 2",
        "KJ006",
        "「一部」は使えません。",
        "partial",
    ),
]


SLIPS += [
    # A scale without marks, in whatever form; a field, a fact and a type that nobody declares.
    Slip(
        "医療R6/version.yaml",
        "  有無:\n    有: {label: ある, means: met}\n    無: {label: ない, means: not_applicable}\n",
        "  有無: []\n",
        "KJ006",
        "「有無」には「項目名: 値」の組を書くところですが",
        "「…: {means: …}」のように1行ずつ書いてください。means に書けるのは met（",
    ),
    Slip(
        MEDICAL,
        "requires: [病床数",
        "requires: [許可病床数, 病床数",
        "KJ711",
        "「許可病床数」という事実は宣言されていません。",
        "「病床数」の間違いでは",
    ),
    Slip(
        MEDICAL,
        "requires: [病床数",
        "requires: [救急, 病床数",
        "KJ711",
        "「救急」という事実は宣言されていません。",
        "新しい事実なら、version.yaml に「facts: {救急: 問い}」と書いてください。",
    ),
    Slip(
        "医療R6/version.yaml",
        "types:",
        "pages:\n  matters:\n    受託: [{key: party, label: 相手, required: true}]\ntypes:",
        "KJ742",
        "種別「受託」は宣言されていません。",
        "宣言されているのは ",
    ),
    Slip(
        "医療R6/version.yaml",
        "types:",
        "pages:\n  case: [{key: title, label: 件名}, {key: title, label: 題}]\ntypes:",
        "KJ741",
        "「title」という欄が、この頁に2つあります。",
        "例: {key: 契約番号, label: 契約番号, type: text}",
    ),
    Slip(
        "医療R6/version.yaml",
        "types:",
        "pages:\n  case: [{key: 管理番号, label: 管理番号, required: true}]\ntypes:",
        "KJ743",
        "「管理番号」は決まった項目名になく、型（type）も書かれていません。",
        "「{key: 管理番号, label: …, type: text}」",
    ),
    Slip(
        "医療R6/version.yaml",
        "types:",
        "pages:\n  case: [{key: 管理番号, label: 管理番号, type: 文書}]\ntypes:",
        "KJ006",
        "「文書」は使えません。",
        "text（1つの文）、texts（文の一覧）",
    ),
]


def edited(folder: Path, slip: Slip) -> Path:
    """A copy of the version as a draft without seal, with the slip in it."""
    version = slip.file.partition("/")[0]
    copy = folder / version
    copy.mkdir()
    for path in (CHECKLISTS / version).iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == "version.yaml":
            text = re.sub("fingerprint: .*\n", "", text).replace("status: adopted", "status: draft")
        if f"{version}/{path.name}" == slip.file:
            assert slip.old in text
            text = text.replace(slip.old, slip.new, 1)
        (copy / path.name).write_text(text, encoding="utf-8")
    return copy


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.rule}-{slip.new[:12]}")
def test_one_slip_gives_one_finding(slip: Slip, tmp_path: Path) -> None:
    edited(tmp_path, slip)

    findings = [finding for report in lint(tmp_path, Settings()) for finding in report.findings]

    assert [finding.rule for finding in findings] == [slip.rule], [finding.message.ja for finding in findings]
    assert slip.message in findings[0].message.ja
    assert slip.hint in findings[0].hint.ja


def test_a_version_with_an_unknown_scale_is_not_used(tmp_path: Path) -> None:
    edited(tmp_path, SLIPS[0])

    with pytest.raises(LibraryError, match="実旋"):
        load_library(tmp_path).version("医療R6")


def test_what_changes_about_answers_is_told_between_versions(tmp_path: Path) -> None:
    for folder in ("old", "new"):
        shutil.copytree(CHECKLISTS / "医療R6", tmp_path / folder)
    form, version = tmp_path / "new" / "1-医療機関.yaml", tmp_path / "new" / "version.yaml"
    text = form.read_text(encoding="utf-8").replace("scale: 有無}", "scale: 有無, needs: [確認日]}")
    form.write_text(text, encoding="utf-8")
    text = version.read_text(encoding="utf-8").replace("needs: [目標日]", "needs: [目標日, reason]")
    version.write_text(text.replace("確認日: {type: date}", "確認日: {type: text}"), encoding="utf-8")

    diff = compare(load_version(tmp_path / "old"), load_version(tmp_path / "new"))

    assert [(change.kind, change.impact, change.address) for change in diff.changes] == [
        (Kind.DECLARATION, Impact.REVIEW, "answer_fields/確認日"),
        (Kind.MARKS, Impact.BREAKING, "1"),
        (Kind.CONDITION, Impact.BREAKING, "1/医療機関/前提/医療情報システム"),
        (Kind.MARKS, Impact.BREAKING, "2"),
    ]
