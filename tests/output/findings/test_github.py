from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from tests.output.findings.conftest import FAQ, HOSTILE, HOSTILE_TEXT

from kojin_check.findings import FileReport, Finding, Report, Severity, Span, Text, Waiver
from kojin_check.output.findings.github import report
from kojin_check.output.style import Style
from kojin_check.rules.rule import Rule

COMMANDS = {
    *("error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "add-path", "add-matcher"),
    *("remove-matcher", "set-env", "set-output", "save-state", "stop-commands", "echo"),
}
"""What GitHub's runner knows (actions/runner, ActionCommandManager.cs)."""


@dataclass(frozen=True)
class Command:
    name: str
    properties: Mapping[str, str]
    data: str


def obeyed(log: str) -> Iterator[Command]:
    """The commands that GitHub's runner finds in what a step prints, read as it does (actions/runner, ActionCommand.cs)."""
    for line in log.splitlines():
        yield from obeyed_line(line)


def obeyed_line(line: str) -> Iterator[Command]:
    stripped = line.lstrip()
    end = stripped.find("::", 2)
    if stripped.startswith("::") and end >= 0:
        name, _, properties = stripped[2:end].partition(" ")
        if name.lower() in COMMANDS:
            pairs = [pair.partition("=") for pair in properties.strip().split(",") if pair]
            data = undone(stripped[end + 2 :], ("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
            yield Command(
                name,
                {
                    key: undone(value, ("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
                    for key, _, value in pairs
                },
                data,
            )
            return
    start = line.find("##[")
    if start >= 0 and "]" in line[start:]:
        name = line[start + 3 : line.index("]", start)].partition(" ")[0]
        if name.lower() in COMMANDS:
            yield Command(name, {}, line)


def undone(text: str, *replacements: tuple[str, str]) -> str:
    for written, meant in replacements:
        text = text.replace(written, meant)
    return text


def log_of(*files: FileReport, style: Style | None = None) -> str:
    return "".join(report(iter(files), style or Style()))


def finding(**changes: object) -> Finding:
    made = Finding(
        "KJ006",
        "invalid-value",
        Severity.ERROR,
        "x.yaml",
        Span(3, 5, 3, 9),
        Text("だめです。", "It is wrong."),
        Text("直してください。", "Mend it."),
    )
    return made._replace(**changes)  # type: ignore[arg-type]


@pytest.fixture
def commands(sample_report: Report, sample_rules: Mapping[str, Rule[Any]]) -> list[Command]:
    return list(obeyed(log_of(*sample_report.files, style=Style(rules=sample_rules))))


def test_a_finding_is_annotated_where_it_is(commands: list[Command]) -> None:
    (command,) = [command for command in commands if "KJ301" in command.properties["title"]]
    assert command.name == "error"
    assert command.properties == {
        "title": "KJ301 KJ301の見出し, 100%: <b>",
        "file": FAQ,
        "line": "45",
        "endLine": "45",
        "col": "17",
        "endColumn": "18",
    }
    assert command.data == (
        f"{FAQ}:45:17: 「施錠保管」に「○」が付いていますが、この案件は「media: 電磁的媒体」です。\n"
        "対策が不要なら「−（電子データのみの取扱いのため）」に、必要なら media の申告を直してください。\n"
        f"{FAQ}:31:5: この案件の申告はここです"
    )


def test_columns_are_left_out_over_several_lines(commands: list[Command]) -> None:
    (command,) = [command for command in commands if "KJ005" in command.properties["title"]]
    assert {key: value for key, value in command.properties.items() if key not in ("title", "file")} == {
        "line": "61",
        "endLine": "63",
    }


def test_there_is_one_command_a_finding_in_the_order_of_the_report(
    commands: list[Command], sample_report: Report
) -> None:
    expected = [finding for file in sample_report.files for finding in (*file.findings, *file.waived)]
    assert len(commands) == 13
    assert [command.properties["file"] for command in commands] == [finding.path for finding in expected]
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    assert [command.name for command in commands] == [
        "notice" if finding.waiver else levels[finding.severity] for finding in expected
    ]


def test_a_waived_finding_is_a_notice_with_the_reason(commands: list[Command]) -> None:
    (command,) = [command for command in commands if "KJ402" in command.properties["title"]]
    assert command.name == "notice"
    assert command.properties["title"] == "承認済み: KJ402 KJ402の見出し, 100%: <b>"
    assert command.data.splitlines()[-1] == "承認済み: 旧システムとの並行稼働のため（区政情報課長、令和8年3月31日まで）"


def test_hostile_text_gives_no_command_of_its_own(commands: list[Command]) -> None:
    hostile = [command for command in commands if command.properties["file"] == HOSTILE]
    assert [command.name for command in hostile] == ["error", "notice"]
    for command in hostile:
        assert set(command.properties) == {"title", "file", "line", "endLine", "col", "endColumn"}
        assert "注入%0A" in command.data
        assert not any(character in command.data for character in "\x1b\u202e")
        # In the log the message stands unescaped: nothing in it may look like a command there either.
        assert list(obeyed(command.data)) == []


@pytest.mark.parametrize(
    "title",
    [
        "\n::set-env name=NODE_OPTIONS::--x",
        "\r\n  ::stop-commands::x",
        "::error::x",
        "##[add-path]/tmp",
        "a\n##[error]b",
        "%0A::error::x",
        "%250A%3A%3A",
        "a,file=b,line=9::x",
        "\x0b::error::x\x0c::error::y\x85::error::z\u2028::error::w",
    ],
)
def test_a_crafted_title_cannot_inject_a_command(title: str) -> None:
    crafted = finding(
        path=f"cases/{title}.yaml",
        message=Text(f"「{title}」はだめです。", f"“{title}”"),
        hint=Text(title, title),
        waiver=Waiver(title, title, title),
    )
    log = log_of(FileReport(crafted.path, (crafted,), (crafted,)))

    found = list(obeyed(log))

    assert [command.name for command in found] == ["notice", "notice"]
    for command in found:
        assert command.properties["line"] == "3"
        assert set(command.properties) == {"title", "file", "line", "endLine", "col", "endColumn"}
        assert list(obeyed(command.data)) == []
    assert len(log.splitlines()) == 3


@pytest.mark.parametrize("text", ["100%", "%0A", "%250A", "a%2Cb", "a:b, c", "改行\nあり", "終わりの%"])
def test_text_arrives_as_it_was(text: str) -> None:
    (command,) = obeyed(log_of(FileReport("x.yaml", (finding(path=f"{text}.yaml", hint=Text(text, text)),))))
    assert command.properties["file"] == f"{text}.yaml"
    assert command.data.endswith(text)


def test_the_title_is_the_rules_name_where_rules_are_not_described() -> None:
    (command,) = obeyed(log_of(FileReport("x.yaml", (finding(),))))
    assert command.properties["title"] == "KJ006 invalid-value"


def test_paths_are_written_as_git_has_them() -> None:
    (command,) = obeyed(log_of(FileReport("./cases//x.yaml", (finding(path="./cases//x.yaml"),))))
    assert command.properties["file"] == "cases/x.yaml"


def test_ends_with_the_counts(sample_report: Report) -> None:
    assert log_of(*sample_report.files).splitlines()[-1] == (
        "kojin-check: 案件4件、エラー8件、警告2件、情報1件、承認済み2件"
    )
    assert log_of(*sample_report.files, style=Style(quiet=True)).splitlines()[-1].startswith("::error ")


def test_says_what_github_does_not_show() -> None:
    warning, info = finding(severity=Severity.WARNING), finding(severity=Severity.INFO)
    waived = finding(waiver=Waiver("試行", None, None))
    many = FileReport("x.yaml", (finding(),) * 12 + (warning,) * 10 + (info,) * 6, (waived,) * 5)
    assert log_of(many).splitlines()[-1] == (
        "GitHubが該当行に表示するのは、1ステップにつき種類ごとに10件までです。エラー12件のうち2件、情報・承認済み11件のうち1件は"
        "表示されません（このステップのログにはすべてあります）。"
    )
    assert log_of(many, style=Style(language="en")).splitlines()[-1] == (
        "GitHub shows at most 10 annotations of a kind for a step. Not shown at their lines: 2 of 12 errors, "
        "1 of 11 notices (the log of this step has all of them)."
    )
    assert "GitHub" not in log_of(FileReport("x.yaml", (finding(),) * 10))


def test_names_what_was_checked() -> None:
    versions = Style(subject=Text("チェックリストのファイル", "checklist file"))
    assert log_of(FileReport("x.yaml", ()), style=versions).startswith(
        "kojin-check: チェックリストのファイル1件、エラー0件"
    )
    english = Style(language="en", subject=versions.subject)
    assert log_of(FileReport("x.yaml", ()), style=english).startswith("kojin-check: 1 checklist files, 0 errors")


def test_english(sample_report: Report) -> None:
    log = log_of(*sample_report.files, style=Style(language="en"))
    assert log.splitlines()[-1] == "kojin-check: 4 cases, 8 errors, 2 warnings, 1 infos, 2 waived"
    (command,) = [command for command in obeyed(log) if "KJ402" in command.properties["title"]]
    assert command.properties["title"] == "Waived: KJ402 linkage-starts-early"
    assert command.data.splitlines()[-1] == "Waived: 旧システムとの並行稼働のため (区政情報課長, until 令和8年3月31日)"


def test_the_place_of_what_concerns_the_whole_file(commands: list[Command]) -> None:
    (command,) = [command for command in commands if "KJ002" in command.properties["title"]]
    assert (command.properties["line"], command.properties["col"], command.properties["endColumn"]) == ("1", "1", "1")


def test_hostile_text_is_in_the_sample() -> None:
    assert "\n::error" in HOSTILE_TEXT
    assert "\n::error" in HOSTILE


def test_places_in_the_text_are_from_the_root_of_the_repository_too(sample_report: Report) -> None:
    style = Style(place_in_repository=lambda path: f"pii/{path}")
    (line, *_) = (line for line in "".join(report(sample_report.files, style)).splitlines() if "KJ301" in line)

    assert f"::pii/{FAQ}:45:17: " in line
    assert f"%0Apii/{FAQ}:31:5: " in line
