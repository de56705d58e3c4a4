"""KJ719: a flag that nothing asks for."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.similarity import nearest


@lint_rule(
    code="KJ719",
    name="unused-fact",
    severity=Severity.WARNING,
    title=Text("使われない事実がある", "a flag that nothing asks for"),
    documentation=Documentation(
        what=Text(
            "version.yaml の facts のうち、どの条件にも requires にも現れないものを指摘します。",
            "Reports a flag under `facts` in version.yaml that no condition and no `requires` mentions.",
        ),
        why=Text(
            "担当課は問いに答えますが、その答えは何にも使われません。条件の書き忘れのことがあります。",
            "Departments answer its question for nothing; perhaps a condition was forgotten.",
        ),
        instead=Text("条件（when）に使うか、削除します。", "Use it in a condition, or delete it."),
        bad="""\
# r9/version.yaml
facts: {クラウドの利用: クラウドサービスを利用しますか。}
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: システム上
    heading: 区が行う情報保護対策
    items: [{id: 国内法の適用, text: 国内法が適用される環境にする。}]
""",
        good="""\
# r9/version.yaml
facts: {クラウドの利用: クラウドサービスを利用しますか。}
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: システム上
    heading: 区が行う情報保護対策
    items: [{id: 国内法の適用, text: 国内法が適用される環境にする。, when: {クラウドの利用: true}}]
""",
    ),
)
def unused_fact(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each unused flag; silent while a part of the version could not be read."""
    edition = context.edition
    if not all(file.is_intact() for file in edition.effective_files):
        return
    used = {fact for _, _, condition in edition.conditions() for fact in condition.facts}
    used |= {fact for file in context.checklists for fact in file.content.requires}
    facts = context.definition.content.facts
    # Of a fact whose name is misspelt in a condition, that is what is reported.
    misspelt = {nearest(name, facts) for name in used if name not in edition.vocabulary.facts}
    for fact in facts:
        if fact not in used | misspelt:
            yield Violation(
                ("facts", fact),
                Text(f"「{fact}」はどの条件にも使われていません。", f"No condition uses “{fact}”."),
                Text(
                    "項目の when に使うか、この行を削除してください。", "Use it in the `when` of an item, or delete it."
                ),
                part=Part.KEY,
                tree=context.definition.tree,
            )
