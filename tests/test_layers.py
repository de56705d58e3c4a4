"""A file imports only from lower layers (design, section 5)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "kojin_check"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("__init__",),
    ("findings",),
    (
        "source",
        "identity",
        "errors",
        "status",
        "presentation",
        "replacement",
        "slips.characters",
        "terminal.colours",
        "terminal.typesetting",
        "terminal.progress",
    ),
    ("slips.notation", "slips.unreadable", "slips.line_parts", "slips.form", "pausing"),
    (
        "yaml_tree",
        "history.git",
        "terminal.help_page",
        "terminal.page",
        "terminal.snippet",
        "terminal.streams",
        "wareki",
        "marks",
        "similarity",
        "condition",
        "versions.spelling",
        "versions.rewording",
        "markup",
        "xml_markup",
        "migration.kept_answers",
    ),
    ("slips.draft", "slips.oddities"),
    ("slips.pitfall", "slips.control_characters", "slips.character_encodings", "slips.model_form"),
    ("slips.pitfalls.*", "slips.pitfalls.__init__"),
    ("slips.misreadings",),
    ("slips.recovery",),
    (
        "reading",
        "condition_text",
        "document",
        "terminal.usage",
        "edits",
        "slips.cleaned_tree",
        "migration.blocks",
        "authoring.yaml_text",
    ),
    ("fields", "migration.flow_expansion"),
    ("checklist", "case"),
    (
        "decode",
        "versions.pairing",
        "linting.situation",
        "linting.fingerprint",
        "authoring.case_guide",
        "authoring.checklist_guide",
        "authoring.model_schema",
    ),
    ("library", "history.revision"),
    ("versions.changes", "catalogue", "versions.version_source"),
    ("versions.form_changes",),
    ("diff",),
    ("sheet", "reach", "listing", "migration.migration_plan"),
    ("versions.affected", "migration.answer_edits"),
    ("versions.change_wording", "migrate"),
    ("versions.comparison_table",),
    ("versions.diff_reporters.*", "versions.diff_reporters.__init__"),
    ("rule",),
    ("linting.lint_rule",),
    ("wording", "rulebook", "relocation"),
    ("recording",),
    ("rules.*", "rules.__init__", "linting.lint_rules.*", "linting.lint_rules.__init__"),
    ("waivers",),
    ("engine", "authoring.editor_schema", "scaffold"),
    ("case_files", "config", "lint", "history.comparison", "fixing", "authoring.interview"),
    ("history.past",),
    ("batch", "linting.seal", "fixed_files"),
    ("reporters.*", "reporters.__init__"),
    ("overview.status_wording",),
    ("overview.status_reporters.*", "overview.status_reporters.__init__"),
    ("terminal.command_line", "job_summary"),
    ("cli.*", "cli.__init__"),
    ("__main__",),
)
"""From the lowest to the highest; within a layer nothing imports from the same layer."""

REPORTERS_KNOW = {
    "__init__",
    "findings",
    "presentation",
    "errors",
    "identity",
    "markup",
    "xml_markup",
    "terminal.colours",
    "terminal.page",
    "terminal.snippet",
    "terminal.typesetting",
}


def modules() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def layer_of(module: str) -> int:
    found = [number for number, layer in enumerate(LAYERS) if any(fnmatch(module, pattern) for pattern in layer)]
    assert found, f"{module}.py has no place in LAYERS"
    return found[-1]


def imported_by(module: str) -> Iterator[str]:
    """The modules of the package that `module` imports, but for those only needed by type checkers."""
    tree = ast.parse((PACKAGE / Path(*module.split("."))).with_suffix(".py").read_text(encoding="utf-8"))
    guarded = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in guarded:
            continue
        match node:
            case ast.ImportFrom(module=str(name), names=names) if name.split(".")[0] == "kojin_check":
                inside = name.removeprefix("kojin_check").lstrip(".")
                for alias in names:
                    candidate = f"{inside}.{alias.name}".lstrip(".")
                    yield candidate if is_module(candidate) else inside
            case ast.Import(names=names):
                for alias in names:
                    if alias.name.split(".")[0] == "kojin_check":
                        yield alias.name.removeprefix("kojin_check").lstrip(".")


def is_module(name: str) -> bool:
    path = PACKAGE.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def file_module(name: str) -> str:
    """The module's file: a package stands for its `__init__`."""
    return f"{name}.__init__".lstrip(".") if (PACKAGE.joinpath(*name.split(".")) / "__init__.py").is_file() else name


@pytest.mark.parametrize("module", list(modules()))
def test_imports_only_from_lower_layers(module: str) -> None:
    too_high = [
        imported
        for imported in map(file_module, imported_by(module))
        if layer_of(imported) >= layer_of(module) and not module.startswith("__init__")
    ]
    assert too_high == []


@pytest.mark.parametrize("module", [module for module in modules() if module.startswith("reporters.")])
def test_reporters_know_nothing_of_rules_and_cases(module: str) -> None:
    assert {file_module(imported) for imported in imported_by(module)} <= REPORTERS_KNOW
