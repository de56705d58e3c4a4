"""Whole repositories that nobody should have, and a command run in them: folders, forms, configurations, migrations."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.fuzz.strategies import FRAGMENTS, SMALL, any_cases, cases, encoded, mutated, short_cases, texts
from tests.fuzz.whole_path import NOTATION

from kojin_check.checking.engine import check_bytes
from kojin_check.cli import program
from kojin_check.cli.terminal.command_line import run
from kojin_check.escaping.screen import UNSAFE
from kojin_check.findings import Severity
from kojin_check.model.library import Library

_OUTSIDE = "outside"
"""Beside the repository: what lies in it is neither read nor written, whatever leads there."""
_SECRET = "title: 外の案件\n"
_FAULTS = (
    "プログラムの不具合のため",
    "プログラムの不具合が起きました",
    "program failed and ended",
    "program failed on it",
)
"""What is said where an exception ends a run, or the check of a file."""
_CASE_NAMES = ("a.yaml", "b.yml", "案件.yaml", "sub/c.yaml", "sub/.d.yaml", "x y.yaml", "-o.yaml", "e.YAML", "f.txt")
_SUFFIXES = (".yaml", ".yml")


class Repository(NamedTuple):
    """Files of a folder, and the command that is run in it."""

    command: tuple[str, ...]
    files: dict[str, bytes]
    """Path below the folder → content."""
    links: dict[str, str] = {}
    """Path below the folder → where the link leads."""
    form: str | None = None
    """Name of the folder of checklists that it starts with."""

    def make(self, folder: Path) -> None:
        """Writes it into an empty folder; what stands in the way of something else is left out."""
        if self.form:
            shutil.copytree(ROOT / "checklists" / self.form, folder / "forms" / self.form)
        for path, data in self.files.items():
            file = folder / path
            if not any(parent.is_file() for parent in file.parents) and not file.is_dir():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        for path, target in self.links.items():
            link = folder / path
            if not os.path.lexists(link):
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(target)


class Ending(NamedTuple):
    """How a command ended."""

    exit_code: int
    output: str
    errors: str


def check_repository(repository: Repository, library: Library) -> Iterator[str]:
    """Runs the command, asserts all that must hold whatever the repository is, and gives what is counted.

    Raises:
        AssertionError: when something does not hold.
    """
    with TemporaryDirectory() as name:
        folder = Path(name, "repository")
        folder.mkdir()
        secret = Path(name, _OUTSIDE, "secret.yaml")
        secret.parent.mkdir()
        secret.write_text(_SECRET, encoding="utf-8")
        repository.make(folder)
        before = _contents(folder)
        ending = _run_in(folder, repository.command)
        assert secret.read_text(encoding="utf-8") == _SECRET
        assert list(secret.parent.iterdir()) == [secret], "something was written beside the repository"
        _check_ending(ending)
        _check_files(before, _contents(folder), repository.command, library)
        if repository.command[0] == "validate" and ending.exit_code == 0:
            _check_that_all_were_cases(folder, ending, library)
    yield f"{repository.command[0]} ended with {ending.exit_code}"


def _contents(folder: Path) -> dict[str, bytes]:
    """What lies in the folder itself, wherever its links lead."""
    found = (Path(parent, name) for parent, _, names in os.walk(folder) for name in sorted(names))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found if not path.is_symlink()}


def _run_in(folder: Path, command: tuple[str, ...]) -> Ending:
    output, errors = (TextIOWrapper(BytesIO(), "utf-8") for _ in range(2))
    with chdir(folder), redirect_stdout(output), redirect_stderr(errors):
        exit_code = run(program(), command, {})
    return Ending(exit_code, *map(_written, (output, errors)))


def _written(stream: TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue().decode()


def _check_ending(ending: Ending) -> None:
    assert ending.exit_code in (0, 1, 2, 3), ending.exit_code
    for text in (ending.output, ending.errors):
        assert "Traceback" not in text
        assert not any(fault in text for fault in _FAULTS), text
        text = text.replace("\r\n", "\n")  # As files have it whose corrections are shown.
        unsafe = UNSAFE.search(text)
        assert unsafe is None, text[max(unsafe.start() - 40, 0) : unsafe.end() + 40]
    assert ending.exit_code < 2 or ending.errors.strip(), "nothing says why it could not run"


def _check_files(before: dict[str, bytes], after: dict[str, bytes], command: tuple[str, ...], library: Library) -> None:
    assert after.keys() == before.keys(), "a file is gone, or one was left behind"
    if not {"--fix", "--to"} & set(command) or {"--diff", "--dry-run"} & set(command):
        assert after == before, "nothing was to be written"
    for path in (path for path in after if after[path] != before[path]):
        assert _hard_to_read(after[path], library) <= _hard_to_read(before[path], library), f"{path} became worse"


def _hard_to_read(data: bytes, library: Library) -> int:
    return sum(finding.rule in NOTATION for finding in check_bytes("case.yaml", data, library).findings)


def _check_that_all_were_cases(folder: Path, ending: Ending, library: Library) -> None:
    """What ended well either was checked and is a case, or is said not to have been checked; a hidden file may be anything."""
    configured = (folder / "kojin-check.yaml").exists()
    for path, data in _contents(folder).items():
        is_hidden = Path(path).name.startswith(".")
        if path.startswith("cases/") and path.endswith(_SUFFIXES) and not configured and not is_hidden:
            report = check_bytes(path, data, library)
            told = json.dumps(Path(path).name, ensure_ascii=False).strip('"') in ending.output
            assert told or not any(one.severity is Severity.ERROR for one in report.findings), path


def folders() -> st.SearchStrategy[Repository]:
    """Cases, right and wrong, in folders with links and other files, and a command that reads them."""
    return st.builds(
        Repository,
        st.sampled_from(
            [
                *[("validate", "cases", "--show-files", "--lang", "ja")] * 3,
                ("validate", "cases", "--show-files", "--format", "json"),
                ("validate", ".", "--show-files", "--format", "github"),
                ("validate", "cases", "--show-files", "--fix"),
                ("validate", "cases", "--fix", "--diff"),
                ("validate", "cases/a.yaml", "cases", "--show-files", "--format", "sarif"),
                *[("status", "cases", "--format", kind) for kind in ("text", "json", "markdown", "html")],
                ("diff", "r5", "r7-draft", "--cases", "cases"),
                ("export", "cases/a.yaml", "--format", "html"),
                ("new", "--from", "cases/a.yaml"),
            ]
        ),
        st.dictionaries(_case_paths, _case_bytes, min_size=1, max_size=4),
        st.dictionaries(_case_paths, st.sampled_from(_TARGETS), max_size=2),
        st.none(),
    )


_case_paths = st.sampled_from([f"cases/{name}" for name in _CASE_NAMES])
_case_bytes = st.one_of(
    st.sampled_from([b"", *(text.encode() for text in (SMALL, *cases()[-2:]))]),
    encoded(texts),
    *[encoded(mutated(short_cases()))] * 4,
    encoded(mutated(any_cases())),
)
_TARGETS = (
    f"../../{_OUTSIDE}/secret.yaml",
    f"../../{_OUTSIDE}",
    "a.yaml",
    ".",
    "..",
    "nowhere",
    "/dev/null",
    "self",
)


def migrations() -> st.SearchStrategy[Repository]:
    """Cases that are moved to another version."""
    return st.builds(
        Repository,
        st.sampled_from(
            [
                *[("migrate", "cases", "--to", "r7-draft")] * 3,
                ("migrate", "cases", "--to", "r7-draft", "--dry-run"),
                ("migrate", "cases/a.yaml", "--to", "r7-draft", "--lang", "en"),
                ("migrate", "cases", "--to", "r5"),
                ("migrate", "cases", "--to", "r6"),
            ]
        ),
        st.dictionaries(_case_paths, _case_bytes, min_size=1, max_size=2),
        st.just({}),
        st.none(),
    )


CONFIGURATION = """\
# 設定
schema: kojin-check/config/v1
paths: [cases, 案件]
exclude:
  - drafts/
  - "**/template.yaml"
  - "!cases/keep.yaml"
checklists: forms
select: [KJ1, KJ402]
ignore: [KJ405]
severity: {KJ403: info, KJ4: warning}
fail_on: warning
lang: en
waivers:
  require: [approver, expires]
  allow: [KJ104]
"""

PROJECT = """\
[project]
name = "cases"

[tool.kojin-check]
paths = ["cases"]
exclude = ["drafts/", "*.txt"]
severity = {KJ403 = "error"}
fail_on = "none"
lang = 'ja'

[tool.kojin-check.waivers]
allow = []
"""


def configurations() -> st.SearchStrategy[Repository]:
    """A configuration that somebody has mistyped, beside a case."""
    return st.builds(
        lambda command, name, data, case: Repository(command, {name: data, "cases/a.yaml": case}),
        st.sampled_from([("validate",), ("validate", "cases", "--format", "json"), ("status",), ("rules",), ("lint",)]),
        st.sampled_from(["kojin-check.yaml", "kojin-check.yml", "pyproject.toml"]),
        st.one_of(
            encoded(mutated(st.sampled_from([CONFIGURATION, "lang: en\n", "paths: [cases]\n"]))),
            encoded(mutated(st.just(PROJECT))),
            encoded(texts),
        ),
        st.sampled_from([SMALL.encode(), (ROOT / "cases" / "faq-system.yaml").read_bytes()]),
    )


@cache
def _form_files() -> dict[str, str]:
    return {
        f"forms/{path.relative_to(ROOT / 'checklists')}": path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "checklists").rglob("*.yaml"))
        if path.parent.name == "r5"
    }


@st.composite
def forms(draw: st.DrawFn) -> Repository:
    """A version of the checklists in which some things are mistyped in one file."""
    path = draw(st.sampled_from(sorted(_form_files())))
    text = draw(mutated(st.just(_form_files()[path])) | st.sampled_from(FRAGMENTS))
    command = draw(
        st.sampled_from(
            [
                *[("lint", "forms")] * 3,
                ("lint", "forms", "--format", "json"),
                ("show", "r5", "--checklists", "forms"),
                ("show", "r5/6", "--checklists", "forms", "--format", "markdown"),
                ("diff", "r5", "r5", "--checklists", "forms"),
                ("validate", "cases", "--show-files", "--checklists", "forms"),
            ]
        )
    )
    return Repository(command, {path: draw(encoded(st.just(text))), "cases/a.yaml": SMALL.encode()}, form="r5")


REPOSITORIES: dict[str, Callable[[], st.SearchStrategy[Repository]]] = {
    "folders": folders,
    "migrations": migrations,
    "configurations": configurations,
    "forms": forms,
}
"""Kinds of repositories."""
