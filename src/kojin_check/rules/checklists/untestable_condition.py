"""KJ720: conditions on so many facts that not every combination can be tried."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Checklist
from kojin_check.model.situation import situations
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation

_MEDIA = ", ".join(f"媒体{number}" for number in range(1, 17))


@lint_rule(
    code="KJ720",
    name="untestable-condition",
    severity=Severity.WARNING,
    title=Text("組合せが多すぎて確かめられない条件がある", "a condition on too many facts to be tried"),
    documentation=Documentation(
        what=Text(
            "媒体や事実が多すぎて（15以上）、成り立つ場合を全て確かめられない条件を指摘します。",
            "Reports a condition on so many media and flags (15 or more) that not all combinations can be tried.",
        ),
        why=Text(
            "様式の抜けや重なり、成り立たない条件の有無が確かめられません。",
            "Whether it can hold, and whether forms overlap or leave a gap, remains unknown.",
        ),
        instead=Text(
            "媒体の区分をまとめるか、none_of などで短く書きます。",
            "Merge media, or say it with fewer, for instance by none_of.",
        ),
        bad=f"""\
# r9/version.yaml
media: {{{_MEDIA.replace(",", ": x,")}: x}}
# r9/1-業務委託.yaml
number: 1
applies: {{media: {{any_of: [{_MEDIA}]}}}}
""",
        good=f"""\
# r9/version.yaml
media: {{{_MEDIA.replace(",", ": x,")}: x}}
# r9/1-業務委託.yaml
number: 1
applies: {{media: {{none_of: [媒体1]}}}}
""",
    ),
)
def untestable_condition(context: VersionContext) -> Iterator[Violation]:
    vocabulary = context.edition.vocabulary
    if not context.edition.has_vocabulary:
        return
    for file, route, condition in context.edition.conditions():
        given = file.content.applies if isinstance(file.content, Checklist) else None
        if situations(vocabulary, condition, given) is None:
            yield Violation(
                route,
                Text(
                    "条件に出てくる媒体と事実が多すぎて、全ての場合を確かめられません。",
                    "The condition is about too many media and facts to try every combination.",
                ),
                Text(
                    "媒体の区分をまとめるか、条件を短くしてください。",
                    "Merge media, or shorten the condition.",
                ),
                part=Part.KEY,
                tree=file.tree,
            )
