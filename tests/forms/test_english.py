"""Nobody who has an English form and asks for English meets Japanese, whatever the command and the format.

What stands in the files is printed as it stands; these files hold no Japanese. Left out are the examples in the
documentation of the rules, which are files of a Japanese form.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from tests.conftest import Outcome, RunProgram
from tests.lint.beginners import FOLDER as BEGINNERS
from tests.lint.beginners import states
from tests.rules.checklists.conftest import write_folder

from kojin_check.model.library import load_library

FORMS = Path(__file__).parent
JAPANESE = re.compile("[^\n]{0,40}[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff][^\n]{0,40}")
FORM, NEXT = "vendor-2024", "vendor-2026"

SLIPS = (
    ("MFA: Yes", "MFA: Yas"),
    ("DPIA: NA (fewer than 1000 people are concerned)", "DPIA: NA"),
    ("title: Payroll service", "titel: Payroll service"),
    ("due: 2025-06-30, ", "due: 2025-06-31, "),
    ("owner: J. Doe", "owner: TBD"),
    ("NA (no subprocessors are used)", "Yes"),
    ("department: Finance", "department:"),
    (
        "    party: {name: Example Payroll Ltd}",
        "    party: {name: Example Payroll Ltd}\n    periods: 1 May 2025 to 1 April 2025",
    ),
)
"""A correct line → the same with a slip in it."""

BROKEN = """\
schema: kojin-check/case/v1
checklist_version: vendor-2024
title：Payroll service
basis: [Vendor, Visitor]
matters:
  - type: Vendor
    checklist: 2
    media: none
    periods: [{from: 2025-13-01}]
    answers:
      Vendor:
        Access:
          MFA: - (not needed)
          Reviews: [Yes]
          DPIA: "?"
        Supply: {Exit plan: No}
  - type: Vendor
    checklist: 1
    facts: {data volume: many, clouds: yes}
    answers:
      Vendor:
        Access:
\t  MFA: Yes
waivers:
  - {rule: KJ999, reason: x}
  - {rule: KJ101, item: 1/Vendor/Access/MFA, reason: later, expires: 2020-01-01}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An English form with its case, a version that follows it, and a case with many slips."""
    shutil.copytree(FORMS / "checklists" / FORM, tmp_path / "forms" / FORM)
    shutil.copytree(FORMS / "checklists" / FORM, tmp_path / "forms" / NEXT)
    version, checklist = tmp_path / "forms" / NEXT / "version.yaml", tmp_path / "forms" / NEXT / "1-vendor.yaml"
    text = re.sub("(?m)^fingerprint:.*\n", "", version.read_text(encoding="utf-8")).replace(
        f"id: {FORM}", f"id: {NEXT}"
    )
    text = text.replace("status: adopted", f"status: draft\nsupersedes: {FORM}")
    version.write_text(text.replace("NA: {label", "Exempt: {label: Exempt, means: excused}\n    NA: {label"), "utf-8")
    text = checklist.read_text(encoding="utf-8")
    text = text.replace("is enforced.}", "is enforced for everybody.}").replace(
        "{id: Reviews, text: Access", "{id: Rights, formerly: Reviews, text: Access"
    )
    text = text.replace(
        "      - id: DPIA\n", "      - {id: Log, text: Access is logged., needs: [owner]}\n      - id: DPIA\n"
    )
    text = text.replace("when: {subprocessors: true}", "when: {data volume: 1000 or more}")
    checklist.write_text(
        text.replace(
            "      - {id: Exit plan, text: Data is returned at the end of the contract., needs: [severity]}\n", ""
        ),
        "utf-8",
    )
    case = (FORMS / "cases" / f"{FORM}.yaml").read_text(encoding="utf-8")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "good.yaml").write_text(case, "utf-8")
    for old, new in SLIPS:
        assert old in case
        case = case.replace(old, new, 1)
    (tmp_path / "cases" / "slips.yaml").write_text(case, "utf-8")
    (tmp_path / "cases" / "broken.yaml").write_text(BROKEN, "utf-8")
    return tmp_path


def _without_documentation(output: str) -> str:
    """What JSON and SARIF say besides the documentation of rules, which names the Japanese words that they look for."""
    data = json.loads(output) if output.startswith("{") else {}
    if "rules" in data:
        return "\n".join(rule["title"] for rule in data["rules"])
    for run in data.get("runs", ()):
        output = json.dumps(run["results"], ensure_ascii=False)
    return output


def english(run: RunProgram, *arguments: str, checklists: bool = True) -> Outcome:
    """Runs the program in English, and sees to it that it speaks English."""
    outcome = run(*arguments, "--lang", "en", *(("--checklists", "forms") if checklists else ()))
    assert outcome.exit_code in (0, 1), outcome.errors
    assert JAPANESE.findall(_without_documentation(outcome.output) + outcome.errors) == []
    return outcome


@pytest.mark.parametrize("form", ["text", "concise", "github", "gitlab", "json", "junit", "markdown", "sarif"])
def test_validate_and_lint(form: str, folder: Path, kojin_check_here: RunProgram) -> None:
    everything = ("--statistics", "--show-files", "--all") if form == "text" else ()
    english(kojin_check_here, "validate", "cases", "--format", form, *everything)
    english(kojin_check_here, "validate", "cases/good.yaml", "--format", form)
    english(kojin_check_here, "lint", "forms", "--format", form)


def test_corrections(folder: Path, kojin_check_here: RunProgram) -> None:
    english(kojin_check_here, "validate", "cases", "--fix", "--diff")
    english(kojin_check_here, "validate", "cases", "--fix")


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_show(form: str, folder: Path, kojin_check_here: RunProgram) -> None:
    for what in (FORM, f"{FORM}/1", f"{FORM}/1/Vendor/Access/DPIA"):
        english(kojin_check_here, "show", what, "--format", form)


@pytest.mark.parametrize("form", ["text", "csv", "html", "json", "markdown"])
def test_status(form: str, folder: Path, kojin_check_here: RunProgram) -> None:
    english(kojin_check_here, "status", "cases", "--format", form)
    english(kojin_check_here, "status", "cases", "--format", form, "--list", "--fact", "subprocessors=false")


@pytest.mark.parametrize("form", ["text", "html", "json", "markdown"])
def test_diff(form: str, folder: Path, kojin_check_here: RunProgram) -> None:
    english(kojin_check_here, "diff", FORM, NEXT, "--cases", "cases", "--format", form)
    english(kojin_check_here, "diff", "cases/good.yaml", "cases/slips.yaml", "--format", form)


def test_since(folder: Path, kojin_check_here: RunProgram) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.com")
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "x")
    shutil.copy(folder / "cases" / "slips.yaml", folder / "cases" / "good.yaml")
    for form in ("text", "html", "json", "markdown"):
        english(kojin_check_here, "diff", "--since", "HEAD", "cases", "--format", form)
    english(kojin_check_here, "validate", "--since", "HEAD", "cases/good.yaml")


def test_migrate(folder: Path, kojin_check_here: RunProgram) -> None:
    english(kojin_check_here, "migrate", "cases/good.yaml", "--to", NEXT, "--dry-run")
    english(kojin_check_here, "migrate", "cases", "--to", NEXT)
    migrated = (folder / "cases" / "good.yaml").read_text(encoding="utf-8")
    assert "recheck:" in migrated
    assert JAPANESE.findall(migrated) == []
    english(kojin_check_here, "validate", "cases/good.yaml")


def test_new(folder: Path, kojin_check_here: RunProgram) -> None:
    made = english(
        kojin_check_here, "new", "--type", "Vendor", "--fact", "data volume=under 1000", "--fact", "subprocessors=false"
    ).output
    assert "# Payroll" not in made
    english(kojin_check_here, "new", "--from", "cases/good.yaml")
    english(kojin_check_here, "approve", "cases/good.yaml", "--date", "2025-01-23", "--condition", "yearly report")
    approved = (folder / "cases" / "good.yaml").read_text(encoding="utf-8")
    assert JAPANESE.findall(approved) == []


@pytest.mark.parametrize("what", ["cases/good.yaml", "cases/slips.yaml", f"{FORM}/1"])
def test_forms_on_paper(what: str, folder: Path, kojin_check_here: RunProgram) -> None:
    english(kojin_check_here, "export", what, "--format", "html")
    english(kojin_check_here, "export", what, "--format", "html", "--draft")


@pytest.mark.parametrize("what", ["cases/good.yaml", f"{FORM}/1"])
def test_forms_in_excel(what: str, folder: Path, kojin_check_here: RunProgram) -> None:
    english(kojin_check_here, "export", what, "--format", "xlsx", "-o", "form.xlsx")
    with zipfile.ZipFile(folder / "form.xlsx") as workbook:
        parts = {part: workbook.read(part).decode("utf-8") for part in workbook.namelist()}
    for fonts in ("xl/styles.xml", "xl/theme/theme1.xml"):
        parts.pop(fonts)  # Their names.
    assert {part: found for part, text in parts.items() if (found := JAPANESE.findall(text))} == {}
    english(kojin_check_here, "import", "form.xlsx", "-o", "form.yaml")
    assert JAPANESE.findall((folder / "form.yaml").read_text(encoding="utf-8")) == []


def test_a_form_in_english_words_is_the_same_case(folder: Path, kojin_check_here: RunProgram) -> None:
    before = (folder / "cases" / "good.yaml").read_text(encoding="utf-8")
    english(kojin_check_here, "export", "cases/good.yaml", "--format", "xlsx", "-o", "form.xlsx")
    english(kojin_check_here, "import", "form.xlsx", "--into", "cases/good.yaml", "--yes")

    assert (folder / "cases" / "good.yaml").read_text(encoding="utf-8") == before


def test_a_beginners_form(folder: Path, kojin_check_here: RunProgram) -> None:
    for state in states(BEGINNERS / "vendor.txt"):
        shutil.rmtree(folder / "forms")
        (folder / "forms").mkdir()
        write_folder(folder / "forms", state.form)
        english(kojin_check_here, "lint", "forms", checklists=False)


@pytest.mark.parametrize("subject", ["case", "checklist", "version"])
@pytest.mark.parametrize("form", ["json", "markdown"])
def test_schema(subject: str, form: str, folder: Path, kojin_check_here: RunProgram) -> None:
    english(kojin_check_here, "schema", subject, "--version", FORM, "--format", form)


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_rules(form: str, folder: Path, kojin_check_here: RunProgram) -> None:
    english(kojin_check_here, "rules", "--format", form)


def test_help(kojin_check_here: RunProgram) -> None:
    commands = sorted(
        path.stem.rstrip("_").replace("_", "-") for path in (FORMS.parents[1] / "src/kojin_check/cli").glob("[a-z]*.py")
    )
    for command in commands:
        outcome = kojin_check_here(command, "--help", "--lang", "en")
        assert JAPANESE.findall(outcome.output) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "nowhere"),
        ("validate", "--format", "nothing"),
        ("show", "vendor-2042"),
        ("show", f"{FORM}/9"),
        ("diff", FORM, "vendor-2042"),
        ("new", "--type", "Visitor"),
        ("new", "--type", "Vendor", "--fact", "clouds"),
        ("migrate", "cases/good.yaml", "--to", "vendor-2042"),
        ("approve", "cases/good.yaml", "--date", "yesterday"),
        ("export", "cases/good.yaml", "--format", "xlsx"),
        ("import", "cases/good.yaml", "-o", "x.yaml"),
        ("schema", "form"),
        ("rules", "KJ000"),
        ("status", "cases", "--sort", "colour"),
        ("lint", "cases"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done(arguments: tuple[str, ...], folder: Path, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here(*arguments, "--lang", "en", "--checklists", "forms")

    assert outcome.exit_code in (2, 3)
    said = outcome.output + outcome.errors
    for name in load_library().require("r5").definition.types:  # Those come along with every form.
        said = said.replace(name, "")
    assert JAPANESE.findall(said) == []
