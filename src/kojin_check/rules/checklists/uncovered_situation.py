"""KJ733: matters of a type for which none of its checklists is."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.situation import described, situations
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation

_MOST_SHOWN = 4


@lint_rule(
    code="KJ733",
    name="uncovered-situation",
    severity=Severity.ERROR,
    title=Text("用いるチェックリストのない場合がある", "matters for which there is no checklist"),
    documentation=Documentation(
        what=Text(
            "ある種別の案件で、媒体などの組合せによっては、用いるチェックリスト（applies）が1つもないものを指摘します。"
            "媒体の空でない組合せを全て確かめます。",
            "Reports a type of matter for which, with some set of media or other facts, no checklist applies. Every "
            "non-empty set of media is tried.",
        ),
        why=Text(
            "その組合せの案件は、どの様式にも記入できません。",
            "A matter in that situation has no form to fill in.",
        ),
        instead=Text(
            "どれかのチェックリストの applies を広げるか、チェックリストを加えます。",
            "Widen an `applies`, or add a checklist.",
        ),
        bad="""\
# r9/version.yaml
types: {業務委託: {}}
media: {電磁的媒体: 電子データ, 紙媒体: 書類等の紙}
# r9/1-業務委託.yaml
number: 1
type: 業務委託
applies: {media: 電磁的媒体}
""",
        good="""\
# r9/version.yaml
types: {業務委託: {}}
media: {電磁的媒体: 電子データ, 紙媒体: 書類等の紙}
# r9/1-業務委託.yaml
number: 1
type: 業務委託
applies: {media: 電磁的媒体}
# r9/2-業務委託-紙のみ.yaml
number: 2
type: 業務委託
applies: {media: {only: [紙媒体]}}
""",
    ),
)
def uncovered_situation(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each type with a gap; silent while one of its checklists could not be read."""
    edition = context.edition
    if not edition.has_vocabulary or not all(
        file.content.type and file.is_intact("applies") for file in context.checklists
    ):
        return
    for name in context.definition.content.types:
        forms = [file for file in context.checklists if file.content.type == name]
        conditions = [file.content.applies for file in forms]
        if not forms or None in conditions or not edition.vocabulary.understands(*conditions):
            continue
        gaps = [
            described(situation)
            for situation in situations(edition.vocabulary, *conditions) or ()
            if not any(condition is not None and condition.holds(situation) for condition in conditions)
        ]
        if gaps:
            shown = "」「".join(gaps[:_MOST_SHOWN])
            more = len(gaps) - _MOST_SHOWN
            yield Violation(
                ("types", name),
                Text(
                    f"「{name}」で「{shown}」{f'など{len(gaps)}通り' if more > 0 else ''}のとき、"
                    "用いるチェックリストがありません。",
                    f"No checklist is for “{name}” with “{shown}”{f' and {more} more' if more > 0 else ''}.",
                ),
                Text(
                    "チェックリストの applies を広げるか、この場合のチェックリストを加えてください。",
                    "Widen the `applies` of a checklist, or add one for these matters.",
                ),
                part=Part.KEY,
                related=tuple(
                    Place(
                        ("applies",),
                        Text(f"{file.content.number}を用いる場合", f"when {file.content.number} applies"),
                        Part.KEY,
                        tree=file.tree,
                    )
                    for file in forms
                ),
                tree=context.definition.tree,
            )
