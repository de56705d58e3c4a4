"""KJ721: a checklist whose marks do not say, with exactly one of them, that a measure is taken."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Means
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation


@lint_rule(
    code="KJ721",
    name="not-one-met-mark",
    severity=Severity.ERROR,
    title=Text("対策を行う意味の記号が1つでない", "not exactly one mark means that a measure is taken"),
    documentation=Documentation(
        what=Text(
            "対策を行うという意味（means: met）の記号がないチェックリストと、2つ以上あるチェックリストを指摘します。",
            "Reports a checklist with no mark that means `met`, or with more than one.",
        ),
        why=Text(
            "行う記号がなければ誰も「行う」と答えられず、2つあれば、どちらを勧めてよいか、集計でどう数えるかが決まりません。",
            "Without one nobody can say that a measure is taken; with two it is not settled which one to suggest.",
        ),
        instead=Text("means を正しく書き分けます。", "Give each mark its own meaning."),
        bad="""\
# r9/1-業務委託.yaml
number: 1
marks:
  はい: {label: 行う, means: met}
  いいえ: {label: 行わない, means: met}
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
def not_one_met_mark(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for a checklist without such a mark, and one for each that it has too many."""
    for file in context.checklists:
        if not context.edition.has_meanings(file):
            continue
        met = file.content.marks_meaning(Means.MET)
        if not met:
            yield Violation(
                ("marks",),
                Text(
                    "対策を行うという意味（means: met）の記号がありません。",
                    "No mark says that a measure is taken (means: met).",
                ),
                Text("どれかの記号に「means: met」と書いてください。", "Give one of the marks `means: met`."),
                part=Part.KEY,
                tree=file.tree,
            )
        for mark in met[1:]:
            yield Violation(
                ("marks", mark, "means"),
                Text(
                    f"「{met[0]}」も「{mark}」も、対策を行うという意味（means: met）です。",
                    f"Both “{met[0]}” and “{mark}” say that a measure is taken (means: met).",
                ),
                Text(
                    "行わないなら unmet、不要なら not_applicable と書いてください。",
                    "Write unmet where it is not taken, not_applicable where it is not needed.",
                ),
                related=(Place(("marks", met[0], "means"), Text("最初の記号", "first mark"), tree=file.tree),),
                tree=file.tree,
            )
