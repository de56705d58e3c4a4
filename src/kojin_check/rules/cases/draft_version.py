"""KJ501: the case is written for a version that has not been adopted."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Status, VersionDefinition
from kojin_check.rules.rule import Context, Documentation, Violation, rule


@rule(
    code="KJ501",
    name="draft-version",
    severity=Severity.INFO,
    title=Text("案の段階の版を使っている", "the case uses a draft version"),
    documentation=Documentation(
        what=Text(
            "案（draft）の段階にあるチェックリストの版を使っている案件を指摘します。",
            "Reports a case that is written for a version of the checklists which is still a draft.",
        ),
        why=Text(
            "案は、採択されるまでに変わることがあります。案に合わせた回答は、書き直しになるかもしれません。",
            "A draft can change before it is adopted, and the answers may have to be written again.",
        ),
        instead=Text(
            "付議する案件には、採択済みの版を書きます。試しに記入しているなら、そのままで構いません。",
            "Name an adopted version in a case that is submitted. To try a draft out, leave it as it is.",
        ),
        bad="""\
checklist_version: r7-draft
""",
        good="""\
checklist_version: r5
""",
    ),
)
def draft_version(context: Context) -> Iterator[Violation]:
    if context.version is None or context.version.definition.status is not Status.DRAFT:
        return
    definition = context.version.definition
    adopted = context.library.current(definition.id, context.today) or _with_the_same_types(context, definition)
    yield Violation(
        ("checklist_version",),
        Text(
            f"「{definition.id}」は、まだ案の段階の版です。",
            f"“{definition.id}” is still a draft.",
        ),
        Text("提出するまでに、採択された版に直してください。", "Name an adopted version before the case is submitted.")
        if adopted is None
        else Text(
            f"提出する案件なら、採択済みの「{adopted.id}」に直してください。",
            f"Write the adopted “{adopted.id}” in a case that is to be submitted.",
        ),
    )


def _with_the_same_types(context: Context, draft: VersionDefinition) -> VersionDefinition | None:
    """The version in force, where it is one of the same forms: another organization's is of no use to the case."""
    newest = context.library.newest_adopted
    return newest if newest is not None and newest.types.keys() & draft.types.keys() else None
