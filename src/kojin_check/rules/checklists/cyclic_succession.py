"""KJ904: versions that supersede one another in a circle."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation


@lint_rule(
    code="KJ904",
    name="cyclic-succession",
    severity=Severity.ERROR,
    title=Text("版の前後関係が輪になっている", "versions that supersede one another in a circle"),
    documentation=Documentation(
        what=Text(
            "前の版（supersedes）をたどると、自分に戻ってくるものを指摘します。",
            "Reports a version that, following `supersedes`, comes before itself.",
        ),
        why=Text("どれが新しい版か決まりません。", "It is not settled which version is the newer one."),
        instead=Text("最も古い版の supersedes を削除します。", "Delete `supersedes` from the oldest of them."),
        bad="""\
# r8/version.yaml
id: r8
supersedes: r9
# r9/version.yaml
id: r9
supersedes: r8
""",
        good="""\
# r8/version.yaml
id: r8
# r9/version.yaml
id: r9
supersedes: r8
""",
    ),
)
def cyclic_succession(context: VersionContext) -> Iterator[Violation]:
    circle = [context.edition.name]
    while True:
        edition = context.editions.get(circle[-1])
        following = None if edition is None else edition.definition.content.supersedes
        if following is None or following in circle[1:]:
            return
        if following == circle[0]:
            break
        circle.append(following)
    if min(circle) == circle[0]:
        way = "→".join((*circle, circle[0]))
        yield Violation(
            ("supersedes",),
            Text(
                f"前の版をたどると、自分に戻ってきます（{way}）。",
                f"Following `supersedes` leads back to this version ({way}).",
            ),
            Text("最も古い版の supersedes を削除してください。", "Delete `supersedes` from the oldest of them."),
            related=tuple(
                Place(("supersedes",), Text("ここもです", "and here"), tree=context.editions[name].definition.tree)
                for name in circle[1:]
            ),
            tree=context.definition.tree,
        )
