from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.output.findings.conftest import FAQ, HOSTILE, HOSTILE_TEXT

from kojin_check.escaping.screen import visible
from kojin_check.findings import FileReport, Finding, Omission, Report, Severity, Span, Text, Unchecked
from kojin_check.output.findings.gitlab import report
from kojin_check.output.style import Style


def entries(*files: FileReport, style: Style | None = None) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads("".join(report(iter(files), style or Style())))
    return read


@pytest.fixture
def artifact(sample_report: Report) -> list[dict[str, Any]]:
    return entries(*sample_report.files)


def _object(**properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_TEXT = {"type": "string", "minLength": 1}
_LINE = {"type": "integer", "minimum": 1}
_SCHEMA = {
    "type": "array",
    "items": _object(
        description=_TEXT,
        check_name=_TEXT,
        fingerprint={"type": "string", "pattern": "^[0-9a-f]{32}$"},
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=_object(path={"type": "string", "pattern": "^[^./]"}, lines=_object(begin=_LINE, end=_LINE)),
    ),
}
"""Stricter than what GitLab checks an entry with (app/validators/json_schemas/codeclimate.json), and with the severities
that its documentation names."""


def test_each_entry_has_exactly_what_gitlab_reads(sample_report: Report) -> None:
    left_out = Unchecked("x.txt", Omission.EXCLUDED)
    silenced = sample_report.files[0]._replace(path="cases/silenced.yaml", silenced=3)
    artifact = json.loads("".join(report([*sample_report.files, silenced, left_out], Style())))

    Draft202012Validator(_SCHEMA).validate(artifact)
    assert {"kojin-check unchecked", "kojin-check silenced"} <= {entry["check_name"] for entry in artifact}


def test_an_entry_says_where_and_what(artifact: list[dict[str, Any]]) -> None:
    (entry,) = [entry for entry in artifact if entry["check_name"] == "KJ005 missing-field"]
    assert entry["description"] == "「name」がありません。ここに「name: 」の行を加えてください。"
    assert entry["severity"] == "critical"
    assert entry["location"] == {"path": FAQ, "lines": {"begin": 61, "end": 63}}


def test_severities(artifact: list[dict[str, Any]]) -> None:
    severities = {entry["check_name"].split()[0]: entry["severity"] for entry in artifact}
    assert severities == {
        **dict.fromkeys(["KJ101", "KJ301", "KJ105", "KJ005", "KJ006", "KJ002"], "critical"),
        **dict.fromkeys(["KJ403", "KJ104"], "minor"),
        "KJ501": "info",
        **dict.fromkeys(["KJ402", "KJ601"], "info"),  # Waived.
    }


def test_waived_findings_stay_visible_with_the_reason(artifact: list[dict[str, Any]]) -> None:
    (entry,) = [entry for entry in artifact if entry["check_name"].startswith("KJ402")]
    assert entry["description"] == (
        "承認済み: 旧システムとの並行稼働のため（区政情報課長、令和8年3月31日まで） ― "
        "外部結合の開始（令和6年1月1日（2024-01-01））が、契約の開始（令和6年4月1日（2024-04-01））より前です。"
        "どちらかの日付を直してください。"
    )


def test_fingerprints_are_unique_in_the_whole_report(artifact: list[dict[str, Any]]) -> None:
    fingerprints = [entry["fingerprint"] for entry in artifact]
    assert len(set(fingerprints)) == 13
    assert all(len(fingerprint) == 32 for fingerprint in fingerprints)


def test_the_same_finding_in_two_files_has_two_fingerprints() -> None:
    def file(path: str) -> FileReport:
        finding = Finding(
            "KJ006", "invalid-value", Severity.ERROR, path, Span(3, 1, 3, 2), Text("だめ", "no"), Text("", "")
        )
        return FileReport(path, (finding,))

    first, second = entries(file("a.yaml"), file("b.yaml"))
    assert first["fingerprint"] != second["fingerprint"]


def test_paths_are_relative_without_a_dot_in_front() -> None:
    finding = Finding(
        "KJ006", "invalid-value", Severity.ERROR, "./cases/x.yaml", Span(3, 1, 3, 2), Text("", ""), Text("", "")
    )
    (entry,) = entries(FileReport("./cases/x.yaml", (finding,)))
    assert entry["location"]["path"] == "cases/x.yaml"


def test_hostile_text_is_only_text(artifact: list[dict[str, Any]], sample_report: Report) -> None:
    (entry,) = [entry for entry in artifact if entry["check_name"].startswith("KJ006")]
    assert entry["location"]["path"] == HOSTILE
    assert (
        entry["description"]
        == f"「{visible(HOSTILE_TEXT)}」は使えません。「{visible(HOSTILE_TEXT)}」を書き直してください。"
    )
    text = "".join(report(sample_report.files, Style()))
    assert not any(character in text for character in "\x1b\x07\x9b\u202e\u200b\ufeff")
    assert not any(line.startswith("::") for line in text.splitlines())


def test_english(sample_report: Report) -> None:
    descriptions = [entry["description"] for entry in entries(*sample_report.files, style=Style(language="en"))]
    assert "The reason of “ID等の管理” is empty. Say why the measure is not needed." in descriptions
    assert any(
        description.startswith("Waived: 旧システムとの並行稼働のため (区政情報課長, until 令和8年3月31日) — The")
        for description in descriptions
    )


def test_no_finding_gives_an_empty_list() -> None:
    assert "".join(report([FileReport("x.yaml", ())], Style())) == "[]\n"
    assert entries() == []
