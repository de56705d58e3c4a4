"""Marks: KJ721-KJ723."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.checklists.conftest import LintText, place


def form(*marks: str) -> str:
    return "# r9/1-業務委託.yaml\nnumber: 1\nmarks:\n" + "".join(f"  {mark}\n" for mark in marks)


def test_a_form_on_which_nothing_can_be_met(lint_text: LintText, tmp_path: Path) -> None:
    (finding,) = lint_text(form("×: {label: しない, means: unmet}", "−: {label: 不要, means: not_applicable}"), "KJ721")

    assert (place(finding, tmp_path), finding.message.ja) == (
        "r9/1-業務委託.yaml:3:1",
        "対策を行うという意味（means: met）の記号がありません。",
    )


def test_a_mark_without_meaning_is_a_missing_field(lint_text: LintText, tmp_path: Path) -> None:
    findings = lint_text(form("○: {label: 行う, means: met}", "×: {label: 行わない}"), "KJ005", "KJ721")

    assert [(finding.rule, place(finding, tmp_path)) for finding in findings if finding.span.line == 5] == [
        ("KJ005", "r9/1-業務委託.yaml:5:3")
    ]


def test_a_meaning_that_cannot_be_read_is_reported_once(lint_text: LintText, tmp_path: Path) -> None:
    findings = lint_text(form("○: {label: 行う, means: 行う}"), "KJ006", "KJ721")

    assert [(finding.rule, place(finding, tmp_path)) for finding in findings] == [("KJ006", "r9/1-業務委託.yaml:4:25")]


@pytest.mark.parametrize("mark", ["可(済)", "''"])
def test_marks_that_are_read_as_something_else(lint_text: LintText, tmp_path: Path, mark: str) -> None:
    (finding,) = lint_text(form(f"{mark}: {{label: 行う, means: met}}"), "KJ722")

    assert place(finding, tmp_path) == "r9/1-業務委託.yaml:4:3"


@pytest.mark.parametrize(("mark", "twin"), [("○", "〇"), ("−", "－"), ("Yes", "ｙｅｓ")])
def test_marks_that_look_alike(lint_text: LintText, tmp_path: Path, mark: str, twin: str) -> None:
    marks = (f"{mark}: {{label: 行う, means: met}}", f"{twin}: {{label: 不要, means: not_applicable}}")

    (finding,) = lint_text(form(*marks), "KJ722")

    assert (place(finding, tmp_path), finding.message.ja) == (
        "r9/1-業務委託.yaml:5:3",
        f"「{twin}」と「{mark}」は、字形や幅だけが違う記号です。",
    )
    assert [related.span.line for related in finding.related] == [4]


def test_marks_that_are_words(lint_text: LintText) -> None:
    marks = (
        "はい: {label: 行う, means: met}",
        "いいえ: {label: 行わない, means: unmet}",
        "該当なし: {label: 不要, means: not_applicable}",
    )

    assert lint_text(form(*marks), "KJ72") == ()
