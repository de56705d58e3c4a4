"""KJ721: marks of which none says that a measure is taken."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Means, marks_meaning
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ721",
    name="no-met-mark",
    severity=Severity.ERROR,
    title=Text("対策を行う意味の記号がない", "no mark means that a measure is taken"),
    documentation=Documentation(
        what=Text(
            "対策を行うという意味（means: met）の記号が1つもないチェックリストや記号の組（scales）を指摘します。",
            "Reports a checklist, or a set of marks under `scales`, with no mark that means `met`.",
        ),
        why=Text(
            "行う記号がなければ、誰も「行う」と答えられません。",
            "Without one nobody can say that a measure is taken.",
        ),
        instead=Text(
            "対策を行うことを表す記号に means: met と書きます。幾つかの記号が同じ意味でもかまいません。",
            "Give the marks that say so `means: met`; several marks may mean the same.",
        ),
        bad="""\
# r9/1-業務委託.yaml
number: 1
marks:
  はい: {label: 行う, means: unmet}
  いいえ: {label: 行わない, means: unmet, reason: required}
""",
        good="""\
# r9/1-業務委託.yaml
number: 1
marks:
  はい: {label: 行う, means: met}
  いいえ: {label: 行わない, means: unmet, reason: required}
""",
    ),
)
def no_met_mark(context: VersionContext) -> Iterator[Violation]:
    for marks in context.edition.mark_sets():
        if marks.has_meanings and not marks_meaning(marks.scale, Means.MET):
            yield Violation(
                marks.route,
                Text(
                    "対策を行うという意味（means: met）の記号がありません。",
                    "No mark says that a measure is taken (means: met).",
                ),
                Text("どれかの記号に「means: met」と書いてください。", "Give one of the marks `means: met`."),
                part=Part.KEY,
                tree=marks.file.tree,
            )
