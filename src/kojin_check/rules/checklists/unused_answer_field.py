"""KJ728: an answer field that nothing needs."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.case import AnswerFields
from kojin_check.model.outline_of import keys_of
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.similarity import nearest


@lint_rule(
    code="KJ728",
    name="unused-answer-field",
    severity=Severity.WARNING,
    title=Text("どの記号も項目も求めない欄がある", "an answer field that nothing needs"),
    documentation=Documentation(
        what=Text(
            "version.yaml の answer_fields のうち、どの記号と項目の needs にもないものを指摘します。",
            "Reports a field under `answer_fields` in version.yaml that no mark and no item needs.",
        ),
        why=Text(
            "空欄のままでも誰も気付きません。needs の書き忘れのことがあります。",
            "Nobody notices when it stays blank; perhaps `needs` was forgotten.",
        ),
        instead=Text("記号や項目の needs に書くか、削除します。", "Write it under `needs`, or delete it."),
        bad="""\
# r9/version.yaml
answer_fields:
  目標日: {type: date}
# r9/1-業務委託.yaml
number: 1
marks:
  はい: {means: met}
  いいえ: {means: unmet}
""",
        good="""\
# r9/version.yaml
answer_fields:
  目標日: {type: date}
# r9/1-業務委託.yaml
number: 1
marks:
  はい: {means: met}
  いいえ: {means: unmet, needs: [目標日]}
""",
    ),
    since="0.2.0",
)
def unused_answer_field(context: VersionContext) -> Iterator[Violation]:
    edition = context.edition
    if not all(file.is_intact() for file in edition.effective_files):
        return
    fields = context.definition.content.answer_fields
    needed = {name for _, _, name in edition.needs()}
    # For a name that is reported, because it is misspelt or reserved, nothing more is said.
    told = {nearest(name, fields) for name in needed if name not in fields} | set(keys_of(AnswerFields))
    for name in fields:
        if name not in needed | told:
            yield Violation(
                ("answer_fields", name),
                Text(f"「{name}」は、どの記号も項目も求めていません。", f"No mark and no item needs “{name}”."),
                Text(
                    f"記号か項目に「needs: [{name}]」と書くか、この行を削除してください。",
                    f"Write “needs: [{name}]” at a mark or an item, or delete this line.",
                ),
                part=Part.KEY,
                tree=context.definition.tree,
            )
