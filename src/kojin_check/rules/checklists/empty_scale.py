"""KJ726: a scale without marks."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ726",
    name="empty-scale",
    severity=Severity.ERROR,
    title=Text("記号のない記号の組がある", "a scale without marks"),
    documentation=Documentation(
        what=Text(
            "version.yaml の scales のうち、記号が1つもないものを指摘します。",
            "Reports a set of marks under `scales` in version.yaml that has no mark.",
        ),
        why=Text(
            "その組を用いる様式や項目には、どんな回答も書けません。", "Where it is used, nothing can be answered."
        ),
        instead=Text("記号とその意味を書くか、組を削除します。", "Write its marks, or delete the scale."),
        bad="""\
# r9/version.yaml
scales:
  実施:
""",
        good="""\
# r9/version.yaml
scales:
  実施: {はい: {means: met}, いいえ: {means: unmet}}
""",
    ),
    since="0.2.0",
)
def empty_scale(context: VersionContext) -> Iterator[Violation]:
    for name, scale in context.definition.content.scales.items():
        if not scale and context.definition.is_intact("scales", name):
            yield Violation(
                ("scales", name),
                Text(f"「{name}」に記号がありません。", f"“{name}” has no marks."),
                Text(
                    f"「{name}: {{はい: {{means: met}}, いいえ: {{means: unmet}}}}」のように、記号と意味を書いてください。",
                    f"Write marks with their meanings: “{name}: {{Yes: {{means: met}}, No: {{means: unmet}}}}”.",
                ),
                part=Part.KEY,
                tree=context.definition.tree,
            )
