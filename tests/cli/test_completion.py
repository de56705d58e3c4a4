from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import RunProgram
from tests.samples.small_versions import write_version

Offered = Callable[..., list[str]]
SHELLS = ["bash", "zsh", "fish"]


@pytest.fixture
def offered(kojin_check_here: RunProgram, monkeypatch: pytest.MonkeyPatch) -> Offered:
    """Gives what zsh is offered for the last of the words typed so far."""

    def ask(*words: str, **environment: str) -> list[str]:
        monkeypatch.setenv("COMP_WORDS", " ".join(("kojin-check", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        outcome = kojin_check_here(environment={"_KOJIN_CHECK_COMPLETE": "zsh_complete", **environment})
        assert (outcome.exit_code, outcome.errors) == (0, "")
        return outcome.output.splitlines()[1::3]

    return ask


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_its_script(kojin_check_here: RunProgram, shell: str) -> None:
    outcome = kojin_check_here(environment={"_KOJIN_CHECK_COMPLETE": f"{shell}_source"})

    assert outcome.exit_code == 0
    assert f"_KOJIN_CHECK_COMPLETE={shell}_complete" in outcome.output


def test_commands_and_options_and_choices(offered: Offered) -> None:
    assert {"validate", "diff", "rules"} <= set(offered(""))
    assert offered("validate", "--for") == ["--format", "--force-exclude"]
    assert "concise" in offered("validate", "--format", "")


def test_values_that_only_this_program_knows(offered: Offered) -> None:
    assert offered("show", "r") == ["r5", "r7-draft"]
    assert offered("diff", "r5", "r7") == ["r7-draft"]
    assert offered("migrate", "x.yaml", "--to", "") == ["r5", "r7-draft"]
    assert offered("rules", "kj30") == ["KJ301", "KJ302", "KJ303", "KJ304", "KJ305", "KJ306"]
    assert "KJ101" in offered("validate", "--select", "KJ1")


def test_only_folders_behind_checklists_and_versions_of_all_of_them(
    kojin_check_here: RunProgram, offered: Offered, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_version(tmp_path / "a", "r8")
    write_version(tmp_path / "b", "r9")

    assert offered("show", "--checklists", "a", "--checklists", "b", "r") == ["r8", "r9", "r5", "r7-draft"]
    monkeypatch.setenv("COMP_WORDS", "kojin-check show --checklists fo")
    monkeypatch.setenv("COMP_CWORD", "3")
    outcome = kojin_check_here(environment={"_KOJIN_CHECK_COMPLETE": "bash_complete"})
    assert outcome.output == "dir,fo\n"


def test_a_broken_folder_of_checklists_offers_nothing(offered: Offered) -> None:
    assert offered("show", "--checklists", "missing", "r") == []
