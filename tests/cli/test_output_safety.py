"""Whatever a case, a checklist, a name or an argument holds: on the screen it is text and nothing else.

What could steer a terminal (escape sequences, their eight-bit forms, OSC 8 links), turn the
direction of the text or hide some of it, and what CI servers or rich would obey, is put everywhere
and must come out in no format of any command.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import ROOT, Outcome, RunProgram

from kojin_check.output.formats import CHECKLISTS, DIFF, FINDINGS, STATUS

ESCAPES = (
    "\x1b[31m",  # colour
    "\x1b]8;;http://example.com\x07link\x1b]8;;\x07",  # a link under other words
    "\x9b2J",  # clears the screen, in the eight-bit form
    "\x9d0;title\x9c",
    "\x08\x08\x08",
    "\x00\x0c\x0b\x85",
    "\u202e\u2066\u200f\u061c",  # directions
    "\u200b\u2060\u00ad\u3164\ufeff",  # what cannot be seen
    "\u2028\u2029",
    "\U000e0041\U000e007f",  # tags
)
OBEYED = (
    "[red]bold[/red]",
    "::error::x",
    "##[group]x",
    "##vso[task.complete]",
    "%0A::error::x",
    "<script>alert(1)</script>",
    "](http://x)",
)
LINES = ("\n::error::x", "\r::warning::x")

HOSTILE = "区" + "".join((*ESCAPES, *OBEYED))
ON_SEVERAL_LINES = HOSTILE + "".join(LINES)


def quoted(text: str) -> str:
    """`text` as a YAML scalar that holds no such character itself, so that the file as such is in order."""
    escaped = (
        f"\\U{ord(character):08X}" if not character.isprintable() or character in '"\\\\' else character
        for character in text
    )
    return f'"{"".join(escaped)}"'


def case(hostile: str) -> str:
    """A case with `hostile` in every kind of place: keys, values, items, marks, reasons, lists, waivers."""
    text = quoted(hostile)
    return f"""\
schema: kojin-check/case/v1
checklist_version: r5
title: {text}
department: {text}
basis: [業務委託, {text}]
{text}: {text}
overview: {{business: {text}}}
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体, {text}]
    party: {{name: {text}}}
    data_items: [{text}]
    periods:
      - {{name: {text}, from: {text}, to: {text}}}
    answers:
      区が行う:
        運用上:
          業務フロー: {text}
          緊急時の体制: {{mark: {text}, reason: {text}, note: {text}}}
          施錠保管: {quoted("−（" + hostile + "）")}
          {text}: ○
        {text}: {{法令等の遵守: ○}}
      {text}: {{運用上: {{法令等の遵守: ○}}}}
  - type: {text}
    checklist: {text}
waivers:
  - {{rule: KJ102, reason: {text}, approved_by: {text}, expires: {text}}}
  - {{rule: {text}, reason: {text}, item: {text}}}
  - {{rule: KJ101, reason: {text}, approved_by: {text}}}
"""


RAW = f"""\
# {HOSTILE}
schema: kojin-check/case/v1
checklist_version: {HOSTILE}
title: 件名 {HOSTILE}   # {HOSTILE}
{HOSTILE}: x
matters:
  - type: 業務委託
    {HOSTILE}： x   # {HOSTILE}
    answers: "{HOSTILE}
"""
"""The same characters as they are, which YAML does not allow: shown in excerpts, and repaired while reading."""

FORBIDDEN = re.compile(
    "["
    + "".join(re.escape(character) for character in sorted(set("".join(ESCAPES)) - set(map(chr, range(32, 127)))))
    + "]"
)


def assert_harmless(outcome: Outcome, format_name: str = "text") -> None:
    # Lines of CSV end as Excel wants them, and the mark of UTF-8 stands before them.
    output = outcome.output.removeprefix("\ufeff").replace("\r\n", "\n") if format_name == "csv" else outcome.output
    for stream in (output, outcome.errors):
        for character in set(stream):
            is_control = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
            assert not is_control or character in "\n\t", f"U+{ord(character):04X} in {stream!r}"
            assert not FORBIDDEN.match(character), f"U+{ord(character):04X} in {stream!r}"
        said = stream if format_name != "github" else re.sub(r"(?m)^::\w+ [^:]*::", "", stream)
        assert not re.search(r"##(vso)?\[", said)
        for line in stream.split("\n"):
            if line.lstrip().startswith("::"):
                assert format_name == "github"
                assert re.match(r"::(error|warning|notice) title=KJ\d{3} [^:]*,file=[^:]*::[^:]*", line) or re.match(
                    r"::(error|warning|notice) title=(承認済み|Waived)%3A KJ", line
                ), line
    if format_name in ("html", "markdown"):
        assert "<script>alert" not in outcome.output
    if format_name == "markdown":
        assert "](http://x)" not in outcome.output
    assert "Traceback" not in outcome.errors


@pytest.fixture
def hostile_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "quoted.yaml").write_text(case(ON_SEVERAL_LINES), encoding="utf-8")
    (folder / "raw.yaml").write_text(RAW, encoding="utf-8", newline="")
    for text in (*ESCAPES[:2], *ESCAPES[6:8], *OBEYED):
        name = text.replace("/", "_").replace("\0", "")
        (folder / f"{name}.yaml").write_text("title: x\n", encoding="utf-8")
    (folder / "::error::x\n::error::y\r").mkdir()
    (folder / "::error::x\n::error::y\r" / "\t.yaml").write_text("title: [\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("format_name", FINDINGS.formats)
@pytest.mark.usefixtures("hostile_folder")
def test_validate(format_name: str, kojin_check_here: RunProgram) -> None:
    arguments = ("validate", "cases", "--format", format_name, "--statistics")
    for outcome in (kojin_check_here(*arguments), kojin_check_here(*arguments, "--lang", "en")):
        assert outcome.exit_code == 1
        assert_harmless(outcome, format_name)


@pytest.mark.usefixtures("hostile_folder")
def test_json_keeps_what_is_dangerous_for_programs_to_read(kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("validate", "cases/quoted.yaml", "--format", "json")

    messages = [finding["message"] for finding in json.loads(outcome.output)["findings"]]
    assert any("\x1b[31m" in message for message in messages)


@pytest.mark.usefixtures("hostile_folder")
def test_fixing(kojin_check_here: RunProgram) -> None:
    for arguments in (("--fix", "--diff"), ("--fix",)):
        assert_harmless(kojin_check_here("validate", "cases", *arguments))


@pytest.mark.parametrize("format_name", STATUS.formats)
@pytest.mark.usefixtures("hostile_folder")
def test_status(format_name: str, kojin_check_here: RunProgram) -> None:
    assert_harmless(kojin_check_here("status", "cases", "--format", format_name), format_name)


@pytest.mark.usefixtures("hostile_folder")
def test_migrate(kojin_check_here: RunProgram) -> None:
    assert_harmless(kojin_check_here("migrate", "cases", "--to", "r7-draft", "--dry-run"))


def _hostile(found: re.Match[str]) -> str:
    return found[1] + quoted(ON_SEVERAL_LINES)


class TestChecklists:
    """Somebody else's checklists are as little to be trusted."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = tmp_path / "checklists"
        shutil.copytree(ROOT / "checklists", folder)
        for path in (folder / "r7-draft").glob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            for key in ("title", "heading", "text", "scope", "otherwise", "authority"):
                text = re.sub(rf"(\b{key}: )(?=[^\n\[{{|>'\"]).*", _hostile, text)
            text = re.sub(r"(\blabel: )[^,}\n]+", _hostile, text)
            path.write_text(text, encoding="utf-8")
        return folder

    @pytest.mark.parametrize("format_name", CHECKLISTS.formats)
    @pytest.mark.usefixtures("folder")
    def test_show(self, format_name: str, kojin_check_here: RunProgram) -> None:
        for version in ("r7-draft", "r7-draft/5"):
            outcome = kojin_check_here("show", version, "--checklists", "checklists", "--format", format_name)
            assert "alert" in outcome.output
            assert_harmless(outcome, format_name)

    @pytest.mark.parametrize("format_name", DIFF.formats)
    @pytest.mark.usefixtures("folder")
    def test_diff(self, format_name: str, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("diff", "r5", "r7-draft", "--checklists", "checklists", "--format", format_name)
        assert "alert" in outcome.output
        assert_harmless(outcome, format_name)

    @pytest.mark.parametrize("format_name", FINDINGS.formats)
    @pytest.mark.usefixtures("folder")
    def test_lint(self, format_name: str, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("lint", "checklists", "--format", format_name)
        assert_harmless(outcome, format_name)

    @pytest.mark.usefixtures("folder")
    def test_new(self, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here(
            "new", "--version", "r7-draft", "--type", "業務委託", "--media", "紙媒体", "--checklists", "checklists"
        )
        assert "alert" in outcome.output
        # It is a file, not a log: the text of items stays what it is, as far as it can be seen.
        assert_harmless(replace(outcome, output=re.sub(r"##(vso)?\[", "", outcome.output)))

    @pytest.mark.usefixtures("folder")
    def test_schema(self, kojin_check_here: RunProgram) -> None:
        outcome = kojin_check_here("schema", "case", "--version", "r7-draft", "--checklists", "checklists")
        assert "alert" in outcome.output
        assert_harmless(outcome)

    def test_broken_ones(self, folder: Path, kojin_check_here: RunProgram) -> None:
        version = folder / "r5" / "version.yaml"
        version.write_text(version.read_text(encoding="utf-8") + f"{quoted(HOSTILE)}: x\n", encoding="utf-8")

        outcome = kojin_check_here("show", "r5", "--checklists", "checklists")

        assert outcome.exit_code == 3
        assert_harmless(outcome)


ARGUMENT = HOSTILE.replace("\0", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", ARGUMENT),
        ("validate", ARGUMENT + "/"),
        ("validate", "--select", ARGUMENT),
        ("validate", "--format", ARGUMENT),
        ("validate", "--" + ARGUMENT),
        ("validate", "--checklists", ARGUMENT),
        ("validate", "--shard", ARGUMENT),
        ("validate", "--jobs", ARGUMENT),
        ("validate", "--output", ARGUMENT + "/x/y", "case.yaml"),
        ("validate", "--quiet=" + ARGUMENT),
        ("show", ARGUMENT),
        ("show", "r5/" + ARGUMENT),
        ("show", "r5", ARGUMENT),
        ("rules", ARGUMENT),
        ("diff", ARGUMENT, ARGUMENT),
        ("diff", "r5", "HEAD:" + ARGUMENT),
        ("new", "--type", ARGUMENT),
        ("new", "--type", "業務委託", "--media", ARGUMENT),
        ("migrate", ARGUMENT, "--to", "r5"),
        ("migrate", "case.yaml", "--to", ARGUMENT),
        ("status", "--sort", ARGUMENT),
        ("lint", ARGUMENT),
        ("schema", ARGUMENT),
        (ARGUMENT,),
    ],
    ids=lambda arguments: " ".join(argument.replace(ARGUMENT, "X") for argument in arguments),
)
def test_arguments(arguments: tuple[str, ...], tmp_path: Path, kojin_check_here: RunProgram) -> None:
    (tmp_path / "case.yaml").write_text("title: x\n", encoding="utf-8")
    for language in ("ja", "en"):
        outcome = kojin_check_here(*arguments, "--lang", language)

        assert outcome.exit_code in (2, 3)
        assert_harmless(outcome)


@pytest.mark.parametrize(
    "text",
    [
        f"{quoted(ARGUMENT)}: x\n",
        f"select: [{quoted(ARGUMENT)}]\n",
        f"severity: {{{quoted(ARGUMENT)}: error}}\n",
        f"paths: [{quoted(ARGUMENT)}]\n",
        f"checklists: {quoted(ARGUMENT)}\n",
        f"lang: {quoted(ARGUMENT)}\n",
        f"# {ARGUMENT}\nselect: [\n",
    ],
)
def test_configuration(text: str, tmp_path: Path, kojin_check_here: RunProgram) -> None:
    (tmp_path / "kojin-check.yaml").write_text(text, encoding="utf-8", newline="")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.yaml").write_text("title: x\n", encoding="utf-8")

    outcome = kojin_check_here("validate")

    assert outcome.exit_code == 3
    assert_harmless(outcome)


def test_names_that_are_no_utf8(tmp_path: Path, kojin_check_here: RunProgram) -> None:
    (tmp_path / "cases").mkdir()
    try:
        (tmp_path / os.fsdecode(b"cases/\x9b2J\x1b[31m\xff.yaml")).write_text("title: x\n", encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    for format_name in FINDINGS.formats:
        outcome = kojin_check_here("validate", "cases", "--format", format_name)

        assert outcome.exit_code == 1
        assert_harmless(outcome, format_name)


def test_colours_are_the_only_escapes_on_a_terminal(hostile_folder: Path) -> None:
    from kojin_check.model.library import load_library
    from kojin_check.output.findings.text import report
    from kojin_check.output.style import Style
    from kojin_check.runs.batch import check_file

    file = check_file(hostile_folder / "quoted.yaml", load_library(ROOT / "checklists"))
    text = "".join(report([file], Style(colour=True)))
    bare = re.sub(r"\x1b\[[0-9;]*m", "", text)

    assert bare != text
    assert "[red]bold[/red]" in bare
    assert not FORBIDDEN.search(bare)


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "cases", "-o", "cases/a.yaml"),
        ("validate", "cases", "--fix", "-o", "cases/a.yaml"),
        ("status", "cases", "-o", "cases/a.yaml"),
        ("schema", "case", "-o", "cases/a.yaml"),
        ("show", "-o", "cases/a.yaml"),
        ("rules", "-o", "cases/a.yaml"),
        ("diff", "r5", "r7-draft", "-o", "cases/a.yaml"),
        ("lint", "-o", "cases/a.yaml"),
        ("validate", "案件", "-o", "案件"),
        ("validate", "案件", "-o", "./cases/../link"),
        ("validate", "案件", "-o", "hard"),
        ("schema", "case", "-o", "dangling"),
    ],
    ids=" ".join,
)
def test_output_replaces_nothing_that_is_read(
    arguments: tuple[str, ...],
    tmp_path: Path,
    published_case: str,
    kojin_check_here: RunProgram,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cases").mkdir()
    for name in ("cases/a.yaml", "案件"):
        (tmp_path / name).write_text(published_case.replace("○", "〇", 1), encoding="utf-8")
    (tmp_path / "link").symlink_to("案件")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "hard").hardlink_to("案件")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    outcome = kojin_check_here(*arguments)

    assert (outcome.exit_code, outcome.output) == (2, "")
    assert "別の名前を指定してください。" in outcome.errors
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
