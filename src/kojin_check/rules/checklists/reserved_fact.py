"""KJ710: a flag with the name of a fact that every matter has."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.situation import MEDIA, SUBCONTRACTS
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation


@lint_rule(
    code="KJ710",
    name="reserved-fact",
    severity=Severity.ERROR,
    title=Text("決まった名前の事実を facts に書いている", "a flag with the name of a built-in fact"),
    documentation=Documentation(
        what=Text(
            f"version.yaml の facts に、{MEDIA} か {SUBCONTRACTS} という名前の事実があるものを指摘します。",
            f"Reports a flag under `facts` in version.yaml that is named {MEDIA} or {SUBCONTRACTS}.",
        ),
        why=Text(
            "この2つは案件の同じ名前の欄から決まる事実なので、facts に書いた答えは使われません。",
            "These two follow from the keys of the same name in a case, so an answer under `facts` would not be used.",
        ),
        instead=Text("別の名前にするか、削除します。", "Use another name, or delete it."),
        bad="""\
# r9/version.yaml
facts:
  subcontracts: 再委託をしますか。
""",
        good="""\
# r9/version.yaml
facts:
  クラウドの利用: クラウドサービスを利用しますか。
""",
    ),
)
def reserved_fact(context: VersionContext) -> Iterator[Violation]:
    for name in context.definition.content.facts:
        if name in (MEDIA, SUBCONTRACTS):
            yield Violation(
                ("facts", name),
                Text(
                    f"「{name}」は案件の「{name}」の欄から決まる事実で、facts には書けません。",
                    f"“{name}” follows from the key “{name}” of a case and cannot be a flag.",
                ),
                Text("別の名前にするか、この行を削除してください。", "Use another name, or delete this line."),
                part=Part.KEY,
                tree=context.definition.tree,
            )
