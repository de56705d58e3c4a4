"""What other repositories use of this one: the pre-commit hook and the GitHub action."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kojin_check.output.formats import FINDINGS

Mapping = dict[str, Any]

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


@pytest.fixture(scope="session")
def action(root: Path) -> Mapping:
    read: Mapping = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))
    return read


def step(action: Mapping, name: str) -> Mapping:
    (found,) = [step for step in action["runs"]["steps"] if step.get("name") == name]
    assert isinstance(found, dict)
    return found


def test_the_hooks_leave_to_the_program_which_files_are_cases(root: Path) -> None:
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"]: hook["entry"] for hook in hooks} == {
        "kojin-check": "kojin-check validate --force-exclude",
        "kojin-check-fix": "kojin-check validate --fix --force-exclude",
        "kojin-check-lint": "kojin-check lint",
    }
    for hook in hooks:
        assert (hook["language"], hook["types"]) == ("python", ["yaml"])
        assert hook["require_serial"] is hook["verbose"] is True
        assert "files" not in hook
        assert hook.get("pass_filenames", True) is (hook["id"] != "kojin-check-lint")


@needs_bash
def test_the_action_lints_first_where_that_is_asked_for(action: Mapping, tmp_path: Path) -> None:
    """The stand-in for the program ends with 1 for the checklists and with 0 for the cases."""
    program = tmp_path / "program"
    program.write_text('#!/bin/sh\necho "$@" >> given\n[ "$1" = validate ]\n')
    program.chmod(0o755)
    running = step(action, "Run kojin-check")
    done = run_script(
        running["run"],
        tmp_path,
        PROGRAM=str(program),
        LINT="true",
        FORMAT="sarif",
        OUTPUT="o",
        CHECKLISTS="forms\nour own\n",
    )
    assert done.returncode == 1
    assert (tmp_path / "given").read_text().splitlines() == [
        "lint --format=github --checklists=forms --checklists=our own",
        "validate --format=sarif --checklists=forms --checklists=our own --output=o --",
    ]


@needs_bash
@pytest.mark.parametrize("since", ["origin/main", "origin/main..."])
def test_the_action_compares_with_where_the_branch_parted(since: str, action: Mapping, tmp_path: Path) -> None:
    given = arguments_given(action, tmp_path, since=since, config="own.yaml")
    assert given == ["validate", "--format=github", "--config=own.yaml", "--since=origin/main...", "--"]


def test_the_action_runs_in_the_folder_that_is_named(action: Mapping) -> None:
    assert step(action, "Run kojin-check")["working-directory"] == "${{ inputs.working-directory }}"


def test_no_script_of_the_action_has_an_expression_in_it(action: Mapping) -> None:
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)


def test_every_input_is_used_and_every_used_input_declared(action: Mapping) -> None:
    used = set(re.findall(r"inputs\.([a-z-]+)", str(action["runs"])))
    assert used == set(action["inputs"])
    assert all(entry["description"].strip() for entry in action["inputs"].values())
    assert all(name in action["inputs"]["format"]["description"] for name in FINDINGS.formats)


def run_script(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a step's script as GitHub does."""
    file = folder / "step.sh"
    file.write_text(script, encoding="utf-8")
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(file)],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def arguments_given(action: Mapping, folder: Path, **inputs: str) -> list[str]:
    """The arguments with which the action calls the program, given these inputs."""
    program = folder / "program"
    program.write_text(f"#!{sys.executable}\nimport sys\nopen('given', 'w').write('\\0'.join(sys.argv[1:]))\n")
    program.chmod(0o755)
    running = step(action, "Run kojin-check")
    variables = {
        variable: inputs.get(match[1], action["inputs"][match[1]]["default"]) if match else value
        for variable, value in running["env"].items()
        for match in [re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)]
    } | {"PROGRAM": str(program)}
    done = run_script(running["run"], folder, **variables)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return (folder / "given").read_text(encoding="utf-8").split("\0")


@needs_bash
def test_without_inputs_the_action_annotates_what_is_configured(action: Mapping, tmp_path: Path) -> None:
    assert arguments_given(action, tmp_path) == ["validate", "--format=github", "--"]


def test_the_action_leaves_the_language_to_the_configuration(action: Mapping) -> None:
    """The environment would win over it."""
    assert action["inputs"]["lang"]["default"] == ""


@needs_bash
def test_inputs_become_options(action: Mapping, tmp_path: Path) -> None:
    given = arguments_given(
        action,
        tmp_path,
        paths="cases\n\n区民 意見.yaml\n",
        format="sarif",
        output="out.sarif",
        checklists="my checklists",
        select="KJ1,KJ2",
        ignore="KJ104",
        arguments="--statistics\n--quiet",
        **{"fail-on": "warning"},
    )
    assert given == [
        *("validate", "--format=sarif", "--checklists=my checklists", "--output=out.sarif", "--fail-on=warning"),
        *("--select=KJ1,KJ2", "--ignore=KJ104", "--statistics", "--quiet", "--", "cases", "区民 意見.yaml"),
    ]


@needs_bash
@pytest.mark.parametrize(
    "attack",
    [
        "$(touch pwned)",
        "`touch pwned`",
        '"; touch pwned; "',
        "'; touch pwned; '",
        "a && touch pwned",
        "${PATH}",
        "--help",
        "*",
    ],
)
def test_no_input_runs_a_command_or_becomes_another_option(attack: str, action: Mapping, tmp_path: Path) -> None:
    given = arguments_given(action, tmp_path, paths=attack, output=attack, select=attack, format=attack)
    assert given == ["validate", f"--format={attack}", f"--output={attack}", f"--select={attack}", "--", attack]
    assert not (tmp_path / "pwned").exists()


@needs_bash
@pytest.mark.parametrize(
    "version", ["$(touch pwned)", "--index-url=x", "1.0 --pre", "1.0;x", "git+https://example.com"]
)
def test_only_a_version_is_installed(version: str, action: Mapping, tmp_path: Path) -> None:
    done = run_script(
        step(action, "Install kojin-check")["run"], tmp_path, VERSION=version, PYTHON="false", RUNNER_TEMP="x"
    )
    assert done.returncode == 2
    assert "The input 'version' is no version." in done.stderr
    assert not (tmp_path / "pwned").exists()


@needs_bash
@pytest.mark.parametrize(("version", "package"), [("", "the action's folder"), ("1.2.3", "kojin-check==1.2.3")])
def test_what_is_installed(version: str, package: str, action: Mapping, tmp_path: Path) -> None:
    """A stand-in for Python notes what it is asked for."""
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\nif [ "$3" = venv ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; else echo "$*" > installed; fi\n'
    )
    python.chmod(0o755)
    done = run_script(
        step(action, "Install kojin-check")["run"],
        tmp_path,
        VERSION=version,
        ACTION_FOLDER="the action's folder",
        PYTHON=str(python),
        RUNNER_TEMP=str(tmp_path),
        GITHUB_OUTPUT=str(tmp_path / "output"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "installed").read_text().startswith("-I -m pip "), "nothing of the current folder is imported"
    assert (tmp_path / "installed").read_text().strip().endswith(f" {package}")
    assert (tmp_path / "output").read_text() == f"program={tmp_path}/kojin-check/bin/kojin-check\n"
