"""A folder imports only from those below it, and a class has a name of its own."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "kojin_check"

FOLDERS = (
    "escaping",
    "reading",
    "editing",
    "git",
    "model",
    "new",
    "diff",
    "rules",
    "migrate",
    "schema",
    "checking",
    "lint",
    "since",
    "fix",
    "workbook",
    "runs",
    "output",
    "server",
    "page",
    "cli",
)
"""From the bottom to the top. Modules that stand beside the folders, such as `findings`, know none of them."""


def folder_of(module: str) -> str:
    """The folder of the package that a module stands in; nothing for the modules beside the folders."""
    first, _, _ = module.partition(".")
    return first if (PACKAGE / first).is_dir() else ""


def imported_by(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, but for those only needed by type checkers."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    guarded = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(name), names=names) if node not in guarded:
                yield from (f"{name}.{alias.name}" for alias in names)
            case ast.Import(names=names) if node not in guarded:
                yield from (alias.name for alias in names)


def test_folders_import_only_from_those_below() -> None:
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} == set(FOLDERS)
    upward = {
        f"{path.relative_to(PACKAGE).as_posix()} imports {imported}"
        for path in PACKAGE.rglob("*.py")
        if path != PACKAGE / "__main__.py"
        for imported in imported_by(path)
        if imported.startswith("kojin_check.")
        and (target := folder_of(imported.removeprefix("kojin_check.")))
        and (folder := folder_of(path.relative_to(PACKAGE).parts[0].removesuffix(".py"))) != target
        and (not folder or FOLDERS.index(target) > FOLDERS.index(folder))
    }

    assert upward == set()


def test_no_two_classes_have_the_same_name() -> None:
    named = Counter(
        name
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(r"^class ([A-Za-z]\w*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert [name for name, times in named.items() if times > 1] == []
