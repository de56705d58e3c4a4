"""KJ908, told of the cases: the version that a case is held against was altered after it was sealed."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import Context, Documentation, Hiding, Violation, rule


def told_of(version_id: str) -> tuple[Text, Text]:
    """Gives what is wrong with an altered version, and what to do."""
    return (
        Text(
            f"版「{version_id}」の内容が、指紋を付けた時から変わっています。案件を、採用された様式と照らせません。",
            f"The content of the version “{version_id}” has changed since it was sealed, so that no case can be held "
            "against the adopted forms.",
        ),
        Text(
            "kojin-check lint で版を確かめ、変更を元に戻してください。",
            "Check the version with kojin-check lint, and undo the change.",
        ),
    )


@rule(
    code="KJ908",
    name="changed-after-sealing",
    severity=Severity.ERROR,
    title=Text("指紋を付けた後に内容が変わっている", "content that changed after it was sealed"),
    documentation=Documentation(
        what=Text(
            "指紋（fingerprint）を付けた後に内容の変わった版を用いている案件を指摘します。",
            "Reports a case that is held against a version whose content has changed since it was sealed.",
        ),
        why=Text(
            "案件は、採用されたものとは違う様式と照らされています。問題がないように見えても、確かめたことになりません。",
            "The case is held against other forms than those that were adopted, so that nothing is known about it.",
        ),
        instead=Text(
            "kojin-check lint で版を確かめ、変更を元に戻します。",
            "Check the version with kojin-check lint, and undo the change.",
        ),
        bad=None,
        good=None,
    ),
    hiding=Hiding.NEVER,
)
def held_against_altered_version(context: Context) -> Iterator[Violation]:
    """Yields one violation when the fingerprint of the version does not fit its content."""
    if context.version is not None and context.version.is_altered:
        yield Violation(("checklist_version",), *told_of(context.version.id))
