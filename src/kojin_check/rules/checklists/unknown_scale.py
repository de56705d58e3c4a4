"""KJ725: a scale that the version does not have."""

from collections.abc import Iterator

from kojin_check.findings import ItemRef, Severity, Text
from kojin_check.model.checklist import Checklist
from kojin_check.reading.tree import Route
from kojin_check.rules.lint_rule import LintedFile, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.similarity import nearest


@lint_rule(
    code="KJ725",
    name="unknown-scale",
    severity=Severity.ERROR,
    title=Text("scales にない記号の組の名前がある", "a scale that the version does not have"),
    documentation=Documentation(
        what=Text(
            "様式や項目の scale が名指す記号の組のうち、version.yaml の scales にないものを指摘します。",
            "Reports a name under `scale` of a form or an item that is not under `scales` in version.yaml.",
        ),
        why=Text(
            "記号の組がなければ、その様式や項目にはどんな回答も書けません。",
            "Without the marks nothing can be answered there.",
        ),
        instead=Text("名前を直すか、version.yaml の scales に加えます。", "Correct the name, or add the scale."),
        bad="""\
# r9/version.yaml
scales:
  実施: {はい: {means: met}, いいえ: {means: unmet}}
# r9/1-業務委託.yaml
number: 1
scale: 実旋
""",
        good="""\
# r9/version.yaml
scales:
  実施: {はい: {means: met}, いいえ: {means: unmet}}
# r9/1-業務委託.yaml
number: 1
scale: 実施
""",
    ),
    since="0.2.0",
)
def unknown_scale(context: VersionContext) -> Iterator[Violation]:
    scales = tuple(context.definition.content.scales)
    if not context.definition.is_intact("scales"):
        return
    for file in context.checklists:
        if file.content.scale is not None and file.content.scale not in scales:
            yield _violation(file, ("scale",), file.content.scale, scales, None)
        for located in context.edition.items(file):
            if located.item.scale is not None and located.item.scale not in scales:
                yield _violation(file, (*located.route, "scale"), located.item.scale, scales, located.ref)


def _violation(
    file: LintedFile[Checklist], route: Route, name: str, known: tuple[str, ...], item: ItemRef | None
) -> Violation:
    meant = nearest(name, known)
    hint = Text(
        f"version.yaml に「scales: {{{name}: {{はい: {{means: met}}, いいえ: {{means: unmet}}}}}}」のように書いてください。",
        f"Write it in version.yaml, such as “scales: {{{name}: {{Yes: {{means: met}}, No: {{means: unmet}}}}}}”.",
    )
    if meant:
        hint = Text(
            f"「{meant}」の間違いではありませんか（あるのは {'、'.join(known)}）。",
            f"Did you mean “{meant}”? (Known: {', '.join(known)}.)",
        )
    elif known:
        hint = Text(f"あるのは {'、'.join(known)} です。{hint.ja}", f"Known: {', '.join(known)}. {hint.en}")
    return Violation(
        route,
        Text(f"「{name}」という記号の組は scales にありません。", f"There is no scale “{name}”."),
        hint,
        item=item,
        tree=file.tree,
    )
