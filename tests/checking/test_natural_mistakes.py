"""Natural mistakes that once passed for right: what is said of each, and that no correction makes it worse.

The files are in `tests/data/failing`; names in them are invented. What their pages leave blank is passed over here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT, RunProgram

from kojin_check.checking.engine import DEFAULT_SETTINGS, check_bytes
from kojin_check.findings import Finding
from kojin_check.fix.fixing import correct
from kojin_check.model.library import Library, load_library

FOLDER = ROOT / "tests" / "data" / "failing"
BESIDE = {"KJ206", "KJ402", "KJ403", "KJ405", "KJ501"}
"""Blank pages, the slips of the published case that some of the files are made of, and versions that are drafts."""

SAID: Mapping[str, list[tuple[str, int]]] = {
    "anchors": [("KJ007", 20), ("KJ007", 81)],
    "arrow": [("KJ109", 72), ("KJ109", 95)],
    "blank-facts": [("KJ205", line) for line in (51, 53, 55, 57, 59)],
    "conflict": [("KJ011", 23)],
    "contract-date": [],
    "crash-question-mark-on-last-line": [("KJ005", 7), ("KJ001", 9)],
    "final-empty-page": [],
    "half-done": [("KJ103", 32), ("KJ103", 57)],
    "line-separator-fix": [("KJ005", 11), ("KJ001", 14)],
    "list-with-nado": [("KJ001", 47)],
    "media-both": [("KJ302", line) for line in (28, 29, 30, 53, 54, 55)],
    "note-denies-mark": [("KJ109", 32), ("KJ109", 57)],
    "party-with-text": [("KJ001", 39)],
    "pasted-word-text": [("KJ001", 21)],
    "reference-reasons": [("KJ105", 32), ("KJ105", 57)],
    "same-item-twice-contradicting": [("KJ107", line) for line in (445, 446, 447, 448)],
    "schema-v2": [("KJ006", 1)],
    "text-after-brace": [("KJ001", 54)],
    "waiver-for-nothing-checked": [("KJ006", 6), ("KJ503", 8)],
    "waiver-without-approver": [*(("KJ302", line) for line in (77, 79, 81, 126, 128, 130)), ("KJ505", 162)],
    "yesno": [("KJ001", 12)],
    "yesno-hyphen": [("KJ001", 12)],
}
"""File → what is said of it, with the lines."""
CORRECTED = {"crash-question-mark-on-last-line", "pasted-word-text", "yesno"}
"""Where `--fix` has something sure to correct; all others it leaves as they are."""


def library_of(name: str) -> Library:
    return load_library(FOLDER / "form-yesno" if name.startswith("yesno") else ROOT / "checklists")


def data_of(name: str) -> bytes:
    return (FOLDER / f"{name}.yaml").read_bytes()


def said(name: str) -> list[Finding]:
    report = check_bytes(f"{name}.yaml", data_of(name), library_of(name))
    assert report.waived == ()
    return [finding for finding in report.findings if finding.rule not in BESIDE]


@pytest.mark.parametrize("name", SAID)
def test_what_is_said(name: str) -> None:
    assert [(finding.rule, finding.span.line) for finding in said(name)] == SAID[name]


@pytest.mark.parametrize("name", sorted(SAID.keys() - CORRECTED))
def test_nothing_is_corrected(name: str) -> None:
    correction = correct(f"{name}.yaml", data_of(name), library_of(name), DEFAULT_SETTINGS)

    assert correction is None or not correction.fixed


def test_a_page_that_is_blank_is_reported_field_by_field() -> None:
    report = check_bytes("x.yaml", data_of("final-empty-page"), library_of(""))

    assert [finding.rule for finding in report.findings] == ["KJ206"] * 12


def test_nobody_approves_everything_at_once() -> None:
    findings = said("waive-all")

    assert [finding.rule for finding in findings if finding.rule != "KJ101"] == ["KJ505"]
    assert sum(finding.rule == "KJ101" for finding in findings) == 44


def test_a_bullet_before_every_answer_is_a_bullet() -> None:
    correction = correct("x.yaml", data_of("bullet-all-form6"), library_of(""), DEFAULT_SETTINGS)

    assert correction is not None
    assert [finding.rule for finding in correction.report.findings if finding.rule not in BESIDE] == []
    assert correction.after.count(": ○（実施済み）") == 20
    assert "−" not in correction.after.partition("answers:")[2]


def test_aliases_are_to_be_written_out_the_second_contractors_in_full() -> None:
    assert [finding.hint.ja for finding in said("anchors")] == [
        "同じ内容でも、参照を使わずに全て書いてください（2社目の回答も、1社目と同じように全ての項目を書きます）。"
        '文字として書くときは、全体を " " で囲んでください。'
    ] * 2


def test_a_pasted_text_is_put_below_a_bar_as_it_is() -> None:
    name = "pasted-word-text"
    (finding,) = said(name)
    assert finding.span == (21, 3, 21, 16)
    assert finding.message.ja.startswith("「purpose」の下に、改行を含む文が貼り付けられています。")
    assert "「purpose: |」と書いて改行し" in finding.hint.ja

    correction = correct(f"{name}.yaml", data_of(name), library_of(name), DEFAULT_SETTINGS)

    pasted = "  purpose: 1 概要\n(1) 電算処理\n　画面の改善を行う。\n\n(2) 外部結合\n・PCから結合する。\n"
    put = "  purpose: |\n    1 概要\n    (1) 電算処理\n    　画面の改善を行う。\n\n    (2) 外部結合\n    ・PCから結合する。\n"
    before = data_of(name).decode()
    assert before.count(pasted) == 1
    assert correction.after == before.replace(pasted, put)


def test_a_party_half_in_braces_is_advised_to_stand_as_on_the_form() -> None:
    (finding,) = said("party-with-text")
    assert finding.span[:2] == (39, 32)
    advised = "party: 株式会社西新宿メーリング（プライバシーマーク取得済）"
    assert finding.hint.ja == f"様式のとおりに、{{ }} を付けずに「{advised}」と書いてください。"

    text = data_of("party-with-text").decode()
    line = "party: {name: 株式会社西新宿メーリング}（プライバシーマーク取得済）"
    report = check_bytes("x.yaml", text.replace(line, advised).encode(), library_of("party-with-text"))
    assert [finding.rule for finding in report.findings if finding.rule not in BESIDE] == []


def test_a_form_without_a_dash_gets_none() -> None:
    library = load_library(FOLDER / "form-yesminus")
    correction = correct("case.yaml", (FOLDER / "form-yesminus" / "case.yaml").read_bytes(), library, DEFAULT_SETTINGS)

    assert "責任者: はい\n" in correction.after
    assert "規程: いいえ\n" in correction.after
    assert "研修: いいえ（来年度）\n" in correction.after
    for name in ("case", "case2", "case3"):
        data = (FOLDER / "form-fixminus" / f"{name}.yaml").read_bytes()
        after = correct(f"{name}.yaml", data, load_library(FOLDER / "form-yesno"), DEFAULT_SETTINGS).after
        assert after.count("−") == data.decode().count("−"), name


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        (
            "list-with-nado",
            "「]」で閉じた後に「等」が続いています。YAMLでは、括弧の後には何も書けません。",
            "項目の1つなら「, 等」として「]」の前に移し、補足なら備考の欄（remarks など）に移してください。",
        ),
        (
            "text-after-brace",
            "「}」で閉じた後に「(次年度以降も同様)」が続いています。YAMLでは、括弧の後には何も書けません。",
            "補足なら備考の欄（remarks など）に移し、要らなければ削除してください。",
        ),
        (
            "schema-v2",
            "「kojin-check/case/v2」は、このプログラムの知らない新しい書式です。ファイルより、このプログラムが古いようです。",
            "プログラムを新しくしてください（pip install --upgrade kojin-check）。このプログラムの書式は kojin-check/case/v1 です。"
            "書式だけを書き直しても、内容は確かめられません。",
        ),
    ],
)
def test_how_it_is_said(name: str, message: str, hint: str) -> None:
    [finding] = said(name)

    assert (finding.message.ja, finding.hint.ja) == (message, hint)


def test_the_items_that_a_version_adds_are_counted_apart_from_those_blank_today(kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("diff", "r5", "r7-draft", "--cases", str(FOLDER / "diff-counts"))

    assert "新しい版に移すと、8項目が未回答になります。" in outcome.output.replace("\n", "")
    as_json = kojin_check_here("diff", "r5", "r7-draft", "--cases", str(FOLDER / "diff-counts"), "--format", "json")
    assert json.loads(as_json.output)["totals"]["unanswered_after"] == 8


class TestAVersionThatIsNotYetInForce:
    FORMS = ("--checklists", str(FOLDER / "form-future"))

    def test_is_not_what_new_takes(self, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("new", "--type", "事業者", *self.FORMS)

        assert "checklist_version: R6\n" in outcome.output

    def test_supersedes_nothing(self) -> None:
        library = load_library(FOLDER / "form-future")

        assert library.successor("R6") is None
        newest = library.newest_adopted
        assert newest is not None
        assert newest.id == "R6"
        in_force = library.definitions["R7"].effective
        assert in_force is not None
        successor = library.successor("R6", in_force.first)
        assert successor is not None
        assert successor.id == "R7"


TERMS = st.text("氏名住所IDａ ", min_size=1, max_size=6).filter(lambda term: term.strip() != "")
REST = st.text("等など（）()、,[]{}:：\"' \u2028\u2029\x85", max_size=8)
KEY = re.compile(r"^ *(?:- )*[^\s:]+:(?: |$)", re.MULTILINE)


@settings(max_examples=80)
@given(terms=st.lists(TERMS, min_size=1, max_size=3), rest=REST, key=st.sampled_from(["data_items", "title", "party"]))
def test_no_correction_quotes_a_list_or_joins_two_keys(terms: list[str], rest: str, key: str) -> None:
    listed = f"[{', '.join(terms)}]"
    text = f"checklist_version: r5\n{key}: {listed}{rest}\ndepartment: 区政情報課{rest}clause: 第3条\nmatters: []\n"

    correction = correct("case.yaml", text.encode(), LIBRARY, DEFAULT_SETTINGS)

    if correction is not None and correction.fixed:
        assert not re.search(r"[\"']" + re.escape(listed), correction.after)
        assert len(KEY.findall(correction.after)) >= len(KEY.findall(text))


LIBRARY = load_library(ROOT / "checklists")
