from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from sarif.loader import load_sarif_file
from tests.output.findings.conftest import FAQ, HOSTILE, HOSTILE_TEXT

from kojin_check.findings import Edit, FileReport, Finding, Fix, Related, Report, Severity, Span, Text, Waiver
from kojin_check.output.findings.sarif import report
from kojin_check.output.style import Style
from kojin_check.rules.rule import Rule

Json = dict[str, Any]


@pytest.fixture
def log(sample_report: Report, sample_rules: Mapping[str, Rule[Any]]) -> Json:
    return written(*sample_report.files, style=Style(rules=sample_rules))


def written(*files: FileReport, style: Style | None = None) -> Json:
    read: Json = json.loads("".join(report(iter(files), style or Style())))
    return read


def results_of(log: Json, rule: str) -> list[Json]:
    return [result for result in log["runs"][0]["results"] if result["ruleId"] == rule]


def finding(message: str = "だめです。", line: int = 3, **changes: Any) -> Finding:
    made = Finding(
        "KJ006", "invalid-value", Severity.ERROR, "x.yaml", Span(line, 1, line, 4), Text(message, message), Text("", "")
    )
    return made._replace(**changes)


def strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for entry in value:
                yield from strings(entry)
        case dict():
            for entry in value.values():
                yield from strings(entry)


def test_of_too_many_results_those_that_weigh_most_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kojin_check.output.findings.sarif.MOST_RESULTS", 3)
    waiver = Waiver("理由", "課長", None)
    found = FileReport(
        "x.yaml",
        (
            finding(line=1, severity=Severity.INFO),
            finding(line=2, severity=Severity.WARNING),
            finding(line=3),
            finding(line=4, severity=Severity.WARNING),
        ),
        (finding(line=5, waiver=waiver),),
    )
    (run,) = written(found, found)["runs"]
    assert [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in run["results"]] == [2, 3, 3]
    (invocation,) = run["invocations"]
    assert invocation["toolExecutionNotifications"] == [
        {
            "level": "note",
            "message": {"text": "GitHubなどが受け取る指摘は3件までなので、軽いものから7件を省きました。"},
        }
    ]


def test_is_valid_against_the_standards_schema(log: Json, root: Path) -> None:
    schema = root.parent / "shared" / "sarif-schema-2.1.0.json"
    if not schema.is_file():
        pytest.skip("the schema of SARIF 2.1.0 does not lie beside the repository")
    validator = Draft4Validator(json.loads(schema.read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(log)] == []
    assert [error.message for error in validator.iter_errors(written())] == []


def test_sarif_tools_reads_it(log: Json, tmp_path: Path) -> None:
    file = tmp_path / "kojin-check.sarif"
    file.write_text(json.dumps(log), encoding="utf-8")

    read = load_sarif_file(str(file))

    assert read.get_distinct_tool_names() == ["kojin-check"]
    counted = read.get_report()
    assert [counted.get_issue_count_for_severity(level) for level in ("error", "warning", "note")] == [8, 4, 1]
    records = [record for record in read.get_records() if record["Code"] == "KJ301"]
    assert [(record["Location"], record["Line"], record["Severity"]) for record in records] == [(FAQ, 45, "error")]


def test_a_result_says_where_and_what(log: Json) -> None:
    (result,) = results_of(log, "KJ301")
    assert result["level"] == "error"
    assert result["message"] == {
        "text": "「施錠保管」に「○」が付いていますが、この案件は「media: 電磁的媒体」です。"
        "対策が不要なら「−（電子データのみの取扱いのため）」に、必要なら media の申告を直してください。"
        "（[この案件の申告はここです](1)）"
    }
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "cases/faq-system.yaml", "uriBaseId": "SRCROOT"},
                "region": {"startLine": 45, "startColumn": 17, "endLine": 45, "endColumn": 18},
            },
            "logicalLocations": [{"fullyQualifiedName": "5/区が行う/運用上/施錠保管"}],
        }
    ]
    assert result["relatedLocations"] == [
        {
            "id": 1,
            "physicalLocation": {
                "artifactLocation": {"uri": "cases/faq-system.yaml", "uriBaseId": "SRCROOT"},
                "region": {"startLine": 31, "startColumn": 5, "endLine": 31, "endColumn": 10},
            },
            "message": {"text": "この案件の申告はここです"},
        }
    ]
    assert result["properties"] == {"matter": 1}


def test_related_places_are_linked_whatever_their_text_holds() -> None:
    related = tuple(Related("x.yaml", Span(1, 1, 1, 2), Text(text, text)) for text in ("[a](http://x)", "b\\\nc"))
    (result,) = written(FileReport("x.yaml", (finding(related=related),)), style=Style("en"))["runs"][0]["results"]
    assert result["message"]["text"] == r"だめです。  ([\[a\] (http://x)](1), [b\\ c](2))"


def test_a_line_is_known_by_the_hash_of_github() -> None:
    file = FileReport("x.yaml", (finding(line=3), finding(line=4)), line_hashes={3: "abc:1"})
    known, unknown = written(file)["runs"][0]["results"]
    assert known["partialFingerprints"]["primaryLocationLineHash"] == "abc:1"
    assert set(unknown["partialFingerprints"]) == {"kojinCheckFinding/v1"}


def test_positions_are_code_points_and_addresses_relative(log: Json) -> None:
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert "uri" not in run["originalUriBaseIds"]["SRCROOT"]
    assert run["tool"]["driver"]["informationUri"].startswith("https://")


def test_levels(log: Json) -> None:
    levels = {result["ruleId"]: result["level"] for result in log["runs"][0]["results"]}
    assert levels == {
        **dict.fromkeys(["KJ101", "KJ301", "KJ105", "KJ005", "KJ006", "KJ002"], "error"),
        **dict.fromkeys(["KJ402", "KJ403", "KJ104", "KJ601"], "warning"),
        "KJ501": "note",
    }


def test_rules_are_described(log: Json) -> None:
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(rule["id"] for rule in rules)
    described = next(rule for rule in rules if rule["id"] == "KJ501")
    assert described == {
        "id": "KJ501",
        "name": "draft-version",
        "shortDescription": {"text": "KJ501の見出し, 100%: <b>"},
        "fullDescription": {"text": "「○」が_付いた_ものを [指摘] します。"},
        "help": {
            "text": "「○」が_付いた_ものを [指摘] します。\n\nなぜ: 紙は media: <紙媒体> です。\n\n直し方: `−` と書きます。\n\n"
            "指摘される例:\n施錠保管: ○  # ```\n\n正しい例:\n施錠保管: −（電子データのみの取扱いのため）",
            "markdown": "「○」が\\_付いた\\_ものを \\[指摘\\] します。\n\n## なぜ\n\n紙は media: \\<紙媒体\\> です。\n\n"
            "## 直し方\n\n\\`−\\` と書きます。\n\n## 指摘される例\n\n````yaml\n施錠保管: ○  # ```\n````\n\n"
            "## 正しい例\n\n```yaml\n施錠保管: −（電子データのみの取扱いのため）\n```",
        },
        "defaultConfiguration": {"level": "note"},
        "properties": {"problem.severity": "recommendation"},
    }
    bytes_rule = next(rule for rule in rules if rule["id"] == "KJ002")
    assert "例" not in bytes_rule["help"]["markdown"]


def test_every_result_finds_its_rule(log: Json) -> None:
    (run,) = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_does_without_descriptions_of_rules() -> None:
    log = written(FileReport("x.yaml", (finding(),)))
    assert log["runs"][0]["tool"]["driver"]["rules"] == []
    assert "ruleIndex" not in log["runs"][0]["results"][0]


def test_a_fix_replaces_exactly_its_characters(log: Json) -> None:
    (result,) = results_of(log, "KJ104")
    assert result["fixes"] == [
        {
            "description": {"text": "「〇」を「○」に直す"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "cases/faq-system.yaml", "uriBaseId": "SRCROOT"},
                    "replacements": [
                        {
                            "deletedRegion": {"startLine": 41, "startColumn": 19, "endLine": 41, "endColumn": 20},
                            "insertedContent": {"text": "○"},
                        }
                    ],
                }
            ],
        }
    ]


def test_a_fix_can_insert_and_keeps_the_text_as_it_is() -> None:
    text = "a{0}[b](c)\x1b\u202e"
    edits = (Edit(Span(2, 5, 2, 5), text), Edit(Span(4, 1, 5, 1), ""))
    log = written(FileReport("x.yaml", (finding(fix=Fix(Text("直す", "fix"), edits)),)))
    changes = log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"]
    assert changes == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 5},
            "insertedContent": {"text": text},
        },
        {
            "deletedRegion": {"startLine": 4, "startColumn": 1, "endLine": 5, "endColumn": 1},
            "insertedContent": {"text": ""},
        },
    ]


def test_waived_findings_are_suppressed_with_their_justification(log: Json) -> None:
    (result,) = results_of(log, "KJ402")
    assert result["suppressions"] == [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "旧システムとの並行稼働のため（区政情報課長、令和8年3月31日まで）",
        }
    ]
    # §3.27.23: all results of a run have the property, or none.
    assert [result["ruleId"] for result in log["runs"][0]["results"] if result["suppressions"]] == ["KJ402", "KJ601"]
    assert all(isinstance(result["suppressions"], list) for result in log["runs"][0]["results"])


def test_a_waiver_without_approver_and_date_has_only_its_reason() -> None:
    log = written(FileReport("x.yaml", (), (finding(waiver=Waiver("試行のため", None, None)),)))
    assert log["runs"][0]["results"][0]["suppressions"][0]["justification"] == "試行のため"


def test_the_category_is_left_to_the_upload(log: Json) -> None:
    assert "automationDetails" not in log["runs"][0]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("cases/区民 意見#1.yaml", "cases/%E5%8C%BA%E6%B0%91%20%E6%84%8F%E8%A6%8B%231.yaml"),
        ("./cases//x.yaml", "cases/x.yaml"),
        ("a:b?.yaml", "a%3Ab%3F.yaml"),
        ("cases/\udc82.yaml", "cases/%82.yaml"),
    ],
)
def test_relative_addresses_are_percent_encoded(path: str, uri: str) -> None:
    log = written(FileReport(path, (finding(path=path),)))
    artifact = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": uri, "uriBaseId": "SRCROOT"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("/srv/案件/x.yaml", "file:///srv/%E6%A1%88%E4%BB%B6/x.yaml"),
        ("C:/cases/x y.yaml", "file:///C:/cases/x%20y.yaml"),
        ("//server/share/x.yaml", "file://server/share/x.yaml"),
    ],
)
def test_absolute_paths_give_file_addresses(path: str, uri: str) -> None:
    log = written(FileReport(path, (finding(path=path),)))
    artifact = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": uri}


def test_hostile_text_is_only_text(log: Json) -> None:
    (result,) = results_of(log, "KJ006")
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == HOSTILE
    assert not set(uri) & set("\n <>|[]:")
    assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == HOSTILE_TEXT
    shown = [text for text in strings(result) if text != HOSTILE_TEXT]
    assert not any(character in text for text in shown for character in "\x1b\u202e\u202c")


def test_the_bytes_hold_nothing_that_steers_a_terminal(
    sample_report: Report, sample_rules: Mapping[str, Rule[Any]]
) -> None:
    text = "".join(report(sample_report.files, Style(rules=sample_rules)))
    assert not any(character in text for character in "\x1b\x07\x9b\u202e\u202c\u200b\ufeff")
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("[ここ](https://example.com) を見る", "[ここ] (https://example.com) を見る"),
        ("{0} と {mark: ○}", "{{0}} と {mark: ○}"),
        ("[○、－]", "[○、－]"),
    ],
)
def test_nothing_in_a_message_is_a_link_or_a_placeholder(typed: str, message: str) -> None:
    log = written(FileReport("x.yaml", (finding(typed),)))
    assert log["runs"][0]["results"][0]["message"]["text"] == message


def test_fingerprints_tell_all_findings_of_a_file_apart(log: Json) -> None:
    seen = [
        (
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            result["partialFingerprints"]["kojinCheckFinding/v1"],
        )
        for result in log["runs"][0]["results"]
    ]
    assert len(seen) == len(set(seen)) == 13


def test_english(sample_report: Report, sample_rules: Mapping[str, Rule[Any]]) -> None:
    log = written(*sample_report.files, style=Style(language="en", rules=sample_rules))
    (run,) = log["runs"]
    assert (run["language"], run["tool"]["driver"]["language"]) == ("en", "en")
    (result,) = results_of(log, "KJ105")
    assert result["message"]["text"] == "The reason of “ID等の管理” is empty. Say why the measure is not needed."
    (waived,) = results_of(log, "KJ402")
    assert waived["suppressions"][0]["justification"] == (
        "旧システムとの並行稼働のため (区政情報課長, until 令和8年3月31日)"
    )
    assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"] == "title of KJ002, 100%: <b>"


def test_results_stand_by_position_waived_ones_among_them(log: Json) -> None:
    lines = [
        result["locations"][0]["physicalLocation"]["region"]["startLine"]
        for result in log["runs"][0]["results"]
        if result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == FAQ
    ]
    assert lines == [2, 21, 35, 41, 42, 43, 44, 45, 51, 61]


def test_a_file_without_findings_gives_no_result() -> None:
    assert written(FileReport("x.yaml", ()))["runs"][0]["results"] == []
