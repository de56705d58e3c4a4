"""Every rule about checklists is documented, and its examples do what they say, at the lines that they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.checklists.conftest import folders_of, place, write_folder

from kojin_check.checking.engine import Settings
from kojin_check.findings import Finding
from kojin_check.lint.lint import lint_shelf, open_shelf
from kojin_check.model import patterns
from kojin_check.rules.lint_rule import LINT_RULES
from kojin_check.rules.rule import RULES

EXPECTED = {
    "KJ701": [
        ("r9/1-業務委託.yaml:9:14", "「区が行う」に「施錠保管」という id の項目が2つあります。"),
    ],
    "KJ702": [
        ("r9/1-業務委託.yaml:13:14", "「施錠」と、「区が行う」の「施錠保管」の id が違います。"),
    ],
    "KJ703": [
        ("r9/1-業務委託.yaml:10:14", "見出し「区が行う情報保護対策」が2つの区画にあります。"),
    ],
    "KJ704": [
        ("r9/1-業務委託.yaml:7:5", "ここに項目が1つもありません。"),
    ],
    "KJ705": [
        ("r9/1-業務委託.yaml:7:18", "「施錠/保管」に「/」があります。"),
    ],
    "KJ706": [
        ("r9/1-業務委託.yaml:4:70", "formerly の「施錠保菅」という項目は、前の版（r8）にありません。"),
    ],
    "KJ707": [
        (
            "r9/1-業務委託.yaml:4:67",
            "「管理簿」の文言が、様式2と違います。前の版（r8）では同じでした。",
        ),
    ],
    "KJ708": [
        (
            "r9/3-外部提供.yaml:7:5",
            "「施錠」は、この版で様式1、2の「区が行う」に加わりましたが、この様式にはありません。",
        ),
    ],
    "KJ710": [
        ("r9/version.yaml:3:3", "「subcontracts」は案件の「subcontracts」の欄から決まる事実で、facts には書けません。"),
    ],
    "KJ711": [
        ("r9/1-業務委託.yaml:7:54", "「media」の値に「紙」はありません。"),
    ],
    "KJ712": [
        (
            "r9/1-業務委託.yaml:8:43",
            "「通信の暗号化」の条件は、このチェックリストを用いる案件（applies）では成り立ちません。",
        ),
    ],
    "KJ713": [
        (
            "r9/1-業務委託.yaml:8:40",
            "「施錠保管」の条件は、このチェックリストを用いる案件（applies）ではいつも成り立ちます。",
        ),
    ],
    "KJ714": [
        ("r9/1-業務委託.yaml:7:40", "「施錠保管」には条件（when）がないので、strict は働きません。"),
    ],
    "KJ715": [
        ("r9/1-業務委託.yaml:10:40", "「施錠保管」には条件がありますが、不要なときの理由（otherwise）がありません。"),
    ],
    "KJ716": [
        ("r9/1-業務委託.yaml:7:40", "「施錠保管」には条件（when）がないので、otherwise は使われません。"),
    ],
    "KJ717": [
        (
            "r9/1-業務委託.yaml:7:69",
            "「media: [紙媒体]」の案件では「暗号化」は不要ですが、この理由（電子データのみのため）はその事実と食い違います。",
        ),
    ],
    "KJ718": [
        ("r9/1-業務委託.yaml:3:11", "「media」で用いる様式が決まりますが、requires にありません。"),
    ],
    "KJ719": [
        ("r9/version.yaml:2:9", "「クラウドの利用」はどの条件にも使われていません。"),
    ],
    "KJ720": [
        ("r9/1-業務委託.yaml:3:1", "条件に出てくる媒体と事実が多すぎて、全ての場合を確かめられません。"),
    ],
    "KJ721": [
        ("r9/1-業務委託.yaml:3:1", "対策を行うという意味（means: met）の記号がありません。"),
    ],
    "KJ722": [
        ("r9/1-業務委託.yaml:4:3", "「可（対応済み）」は、回答に書いてもこの記号として読まれません。"),
    ],
    "KJ723": [
        ("r9/1-業務委託.yaml:9:40", "「施錠保管」には条件がありますが、この様式には不要と答える記号がありません。"),
    ],
    "KJ724": [
        ("r9/version.yaml:4:15", "「(紙媒体のみ)?」は、どんな理由にも一致します。"),
    ],
    "KJ725": [
        ("r9/1-業務委託.yaml:3:8", "「実旋」という記号の組は scales にありません。"),
    ],
    "KJ726": [
        ("r9/version.yaml:3:3", "「実施」に記号がありません。"),
    ],
    "KJ727": [
        ("r9/1-業務委託.yaml:5:31", "「目標月」という欄は answer_fields にありません。"),
    ],
    "KJ728": [
        ("r9/version.yaml:3:3", "「目標日」は、どの記号も項目も求めていません。"),
    ],
    "KJ729": [
        ("r9/1-業務委託.yaml:4:1", "「scale: 実施」があるので、marks は使われません。"),
    ],
    "KJ731": [
        ("r9/version.yaml:2:19", "「指定管理」のチェックリストがありません。"),
    ],
    "KJ732": [
        ("r9/1-業務委託.yaml:3:7", "種別「業務の委託」は宣言されていません。"),
    ],
    "KJ733": [
        ("r9/version.yaml:2:9", "「業務委託」で「media: [紙媒体]」のとき、用いるチェックリストがありません。"),
    ],
    "KJ734": [
        (
            "r9/2-業務委託-紙.yaml:4:1",
            "「業務委託」の1と2は、「media: [電磁的媒体, 紙媒体]」のとき、どちらも当てはまります。",
        ),
    ],
    "KJ735": [
        ("r9/2-指定管理.yaml:2:9", "番号1のチェックリストが2つあります（もう1つは 1-業務委託.yaml）。"),
    ],
    "KJ736": [
        ("r9/1-業務委託.yaml:2:9", "ファイル名（1-業務委託.yaml）の番号は1ですが、number は5です。"),
    ],
    "KJ737": [
        ("r9/業務委託.yaml:2:9", "「業務委託.yaml」は、名前が「番号-….yaml」の形でないので読まれません。"),
    ],
    "KJ738": [
        (
            "r9/2-業務委託-紙のみ.yaml:3:8",
            "題名と対象が 1-業務委託.yaml と同じです（業務委託にかかるチェックリスト）。",
        ),
    ],
    "KJ739": [
        ("r9/version.yaml:4:15", "「(紙.*)+のみ(です)+$」は、理由の文によっては、探すのがいつまでも終わりません。"),
    ],
    "KJ741": [
        ("r9/version.yaml:7:15", "「party」という欄が、この頁に2つあります。"),
    ],
    "KJ742": [
        ("r9/version.yaml:5:5", "種別「業務の委託」は宣言されていません。"),
    ],
    "KJ743": [
        ("r9/version.yaml:6:15", "「契約番号」は決まった項目名になく、型（type）も書かれていません。"),
    ],
    "KJ744": [
        ("r9/version.yaml:6:40", "「party」は決まった項目名なので、型（type）は書けません。"),
    ],
    "KJ745": [
        ("r9/version.yaml:6:40", "「契約区分」の選べる語（values）がありません。"),
    ],
    "KJ746": [
        (
            "r9/1-業務委託.yaml:7:45",
            "この文言は、前の版（r8）では「第1項」のものでした。回答は id で引き継がれるので、別の対策への回答になります。",
        ),
    ],
    "KJ751": [
        ("r9/1-業務委託.yaml:12:54", "「区が行う」に「台帳の管理」という項目はありません。"),
    ],
    "KJ752": [
        ("r9/1-業務委託.yaml:11:52", "互いの回答を待つ項目があります（台帳管理 → 棚卸し → 台帳管理）。"),
    ],
    "KJ901": [
        ("r9/version.yaml:1:1", "フォルダ「r9」に version.yaml がないので、版として読まれません。"),
    ],
    "KJ902": [
        ("r9/version.yaml:2:5", "id は「r8」ですが、フォルダの名前は「r9」です。"),
    ],
    "KJ903": [
        ("r9/version.yaml:3:13", "前の版「R8」がありません。"),
    ],
    "KJ904": [
        ("r8/version.yaml:3:13", "前の版をたどると、自分に戻ってきます（r8→r9→r8）。"),
    ],
    "KJ905": [
        ("r9/version.yaml:3:9", "採択された版ですが、適用日（effective）がありません。"),
    ],
    "KJ906": [
        (
            "r9/version.yaml:4:12",
            "適用日（平成9年4月1日）が、前の版（r8）の適用日（令和8年4月1日）より後ではありません。",
        ),
    ],
    "KJ907": [
        ("r9/version.yaml:3:9", "採択された版ですが、内容の指紋（fingerprint）がありません。"),
    ],
    "KJ908": [
        ("r9/version.yaml:7:14", "この版の内容が、指紋を付けた時から変わっています。"),
    ],
    "KJ909": [
        (
            "r9/version.yaml:4:12",
            "KJ702（1/区が行う/運用上/業務フロー）の指摘はないので、この例外は何にも当たりません。",
        ),
    ],
    "KJ910": [
        (
            "forms/r9/version.yaml:2:5",
            "「r9」という版が2つのフォルダにあります（forms/r9、shared/r9）。使われるのは forms/r9 だけです。",
        ),
    ],
}
"""Code → place and message of each finding on the rule's bad example."""


def findings_of(code: str, example: str, folder: Path) -> list[Finding]:
    write_folder(folder, example)
    reports = lint_shelf(open_shelf(*folders_of(folder)), Settings(select=(code,)))
    found = (finding for report in reports for finding in report.findings)
    return [finding for finding in found if finding.rule == code]


@pytest.mark.parametrize("code", LINT_RULES)
def test_the_bad_example_is_reported(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if code == "KJ739":
        monkeypatch.setattr(patterns, "_PATIENCE", 0.5)  # Its example never ends, however long it is waited for.
    example = LINT_RULES[code].documentation.bad
    assert isinstance(example, str)
    findings = findings_of(code, example, tmp_path)

    said = [
        (place(finding, tmp_path), finding.message.ja.replace(f"{tmp_path.as_posix()}/", "")) for finding in findings
    ]
    assert said == EXPECTED[code]
    assert {(finding.rule, finding.name, finding.severity) for finding in findings} == {
        (code, LINT_RULES[code].name, LINT_RULES[code].severity)
    }


@pytest.mark.parametrize("code", LINT_RULES)
def test_the_good_example_is_not_reported(code: str, tmp_path: Path) -> None:
    example = LINT_RULES[code].documentation.good
    assert isinstance(example, str)
    assert findings_of(code, example, tmp_path) == []


@pytest.mark.parametrize("code", LINT_RULES)
def test_every_text_stands_in_both_languages(code: str) -> None:
    rule = LINT_RULES[code]
    for text in (rule.title, rule.documentation.what, rule.documentation.why, rule.documentation.instead):
        assert text.ja.strip()
        assert any(character.isascii() and character.isalpha() for character in text.en)


def test_codes_and_names_are_unlike_those_of_the_rules_about_cases() -> None:
    assert LINT_RULES.keys() & RULES.keys() == {"KJ908"}  # Told of the cases that are held against such a version.
    assert (LINT_RULES["KJ908"].name, LINT_RULES["KJ908"].title) == (RULES["KJ908"].name, RULES["KJ908"].title)
    names = [*(rule.name for rule in RULES.values()), *(rule.name for rule in LINT_RULES.values())]
    names.remove("changed-after-sealing")
    assert len(names) == len(set(names))


def test_each_rule_has_a_file_named_like_it(root: Path) -> None:
    files = {path.stem for path in (root / "src" / "kojin_check" / "rules" / "checklists").glob("[a-z]*.py")}
    assert files == {rule.name.replace("-", "_") for rule in LINT_RULES.values()}
