from __future__ import annotations

from tests.rules.cases.conftest import RunRule


def test_reports_another_encoding_once(run_rule: RunRule) -> None:
    [finding] = run_rule("bad")

    assert finding.rule == "KJ002"
    assert "UTF-8" in finding.message.ja
    assert "UTF-8" in finding.hint.en


def test_the_same_text_in_utf8_is_read(run_rule: RunRule) -> None:
    assert run_rule("good") == ()
