"""KJ502: a newer version of the checklists has been adopted."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Status, VersionDefinition
from kojin_check.rules.rule import Context, Documentation, Violation, rule


@rule(
    code="KJ502",
    name="superseded-version",
    severity=Severity.WARNING,
    title=Text("新しい版が採択されている", "a newer version has been adopted"),
    documentation=Documentation(
        what=Text(
            "より新しい版が採択されているのに、古い版のチェックリストを使っている案件を指摘します。廃止された版を使っている"
            "案件も指摘します。",
            "Reports a case that is written for an old version of the checklists although a newer one has been adopted, or for "
            "a version that is no longer in use.",
        ),
        why=Text(
            "新しい版で加わった対策が、検討されないまま付議されます。",
            "The measures that the newer version adds would not be considered.",
        ),
        instead=Text(
            "kojin-check migrate で回答を新しい版に移し、加わった項目に答えます。",
            "Carry the answers over with kojin-check migrate, and answer the items that were added.",
        ),
        bad="""\
checklist_version: r5
""",
        good="""\
checklist_version: r8
""",
    ),
)
def superseded_version(context: Context) -> Iterator[Violation]:
    """Yields one violation when the version of the case has a successor, or is no longer in use."""
    if context.version is None:
        return
    definition = context.version.definition
    newer = context.library.successor(definition.id, context.today)
    if newer is not None:
        yield Violation(("checklist_version",), *_superseded(definition, newer))
    elif definition.status is Status.RETIRED:
        yield Violation(("checklist_version",), *_retired(definition))


def _superseded(definition: VersionDefinition, newer: VersionDefinition) -> tuple[Text, Text]:
    since = Text("", "")
    if newer.effective is not None:
        since = Text(f"適用は{newer.effective.show()}からです。", f" It is in force from {newer.effective.said.en}.")
    return (
        Text(
            f"「{definition.id}」より新しい版「{newer.id}」が採択されています。{since.ja}",
            f"“{newer.id}”, which is newer than “{definition.id}”, has been adopted.{since.en}",
        ),
        Text(
            f"kojin-check migrate で、回答を「{newer.id}」に移してください（--to {newer.id}）。",
            f"Carry the answers over: kojin-check migrate --to {newer.id}.",
        ),
    )


def _retired(definition: VersionDefinition) -> tuple[Text, Text]:
    return (
        Text(f"「{definition.id}」は廃止された版です。", f"“{definition.id}” is no longer in use."),
        Text(
            "使うべき版を、チェックリストの所管課に確かめてください。",
            "Ask the department that keeps the checklists which version to use.",
        ),
    )
