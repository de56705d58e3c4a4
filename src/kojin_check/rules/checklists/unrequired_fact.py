"""KJ718: `applies` on a fact that matters need not declare."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ718",
    name="unrequired-fact",
    severity=Severity.ERROR,
    title=Text("applies の事実が requires にない", "`applies` on a fact that is not required"),
    documentation=Documentation(
        what=Text(
            "どの案件が用いるか（applies）を決める事実のうち、requires にないものを指摘します。",
            "Reports a fact that decides which matters use the checklist (`applies`) and is not under `requires`.",
        ),
        why=Text(
            "案件がその事実を書かなければ、様式が正しいかどうかを確かめられないまま通ってしまいます。",
            "A matter that leaves the fact out passes without anybody knowing whether it uses the right form.",
        ),
        instead=Text("その事実を requires に加えます。", "Add the fact to `requires`."),
        bad="""\
# r9/1-業務委託.yaml
number: 1
applies: {media: 電磁的媒体}
""",
        good="""\
# r9/1-業務委託.yaml
number: 1
applies: {media: 電磁的媒体}
requires: [media]
""",
    ),
)
def unrequired_fact(context: VersionContext) -> Iterator[Violation]:
    for file in context.checklists:
        applies, required = file.content.applies, file.content.requires
        if applies is None or not file.is_intact("requires"):
            continue
        for fact in applies.facts:
            if fact not in required:
                listed = ", ".join((*required, fact))
                yield Violation(
                    ("applies", fact),
                    Text(
                        f"「{fact}」で用いる様式が決まりますが、requires にありません。",
                        f"“{fact}” decides which form is used, but is not under `requires`.",
                    ),
                    Text(f"「requires: [{listed}]」と書いてください。", f"Write `requires: [{listed}]`."),
                    part=Part.KEY,
                    tree=file.tree,
                )
