"""Lints folders that are written as one text: each file is introduced by a comment with its path."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kojin_check.checking.engine import Settings
from kojin_check.findings import Finding
from kojin_check.lint.lint import lint

_FILE_NAME = re.compile(r"^# (\S+/\S+\.ya?ml)\n", re.MULTILINE)

LintText = Callable[..., tuple[Finding, ...]]


def write_folder(folder: Path, text: str) -> Path:
    """Writes the files of `text`; the comment with the path stays the first line of each."""
    names = list(_FILE_NAME.finditer(text))
    assert names, "the text must begin with a comment that names a file"
    assert names[0].start() == 0
    for name, following in zip(names, [*names[1:], None], strict=True):
        path = folder / name[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text[name.start() : None if following is None else following.start()], encoding="utf-8")
    return folder


def folders_of(folder: Path) -> list[Path]:
    """The folders of versions that `write_folder` has made: `folder` itself, or where the text names several, those in it."""
    nested = {path.parents[1] for path in folder.glob("*/*/*.yaml")}
    return sorted(nested) or [folder]


def place(finding: Finding, folder: Path) -> str:
    """`path:line:column` within the folder."""
    path = Path(finding.path).relative_to(folder).as_posix()
    return f"{path}:{finding.span.line}:{finding.span.column}"


@pytest.fixture
def lint_text(tmp_path: Path) -> LintText:
    """Gives a function from the text of a folder to the findings of the selected rules, with paths within the folder."""

    def run(text: str, *codes: str) -> tuple[Finding, ...]:
        folder = write_folder(tmp_path, text)
        reports = list(lint(folder, Settings(select=codes)))
        found = (finding for report in reports for finding in report.findings)
        return tuple(finding for finding in found if not codes or finding.rule.startswith(codes))

    return run
