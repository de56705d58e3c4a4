"""KJ734: two checklists of a type that apply to the same matters."""

from collections.abc import Iterator
from itertools import combinations

from kojin_check.findings import Severity, Text
from kojin_check.model.situation import described, where
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation


@lint_rule(
    code="KJ734",
    name="overlapping-checklists",
    severity=Severity.ERROR,
    title=Text("同じ案件に当てはまるチェックリストが2つある", "two checklists apply to the same matters"),
    documentation=Documentation(
        what=Text(
            "同じ種別の2つのチェックリストが、同じ案件に当てはまる（applies）ものを指摘します。媒体の空でない組合せを全て確かめます。",
            "Reports two checklists of one type that both apply to some matter. Every non-empty set of media is tried.",
        ),
        why=Text(
            "どちらの様式に記入すべきかが決まらず、緩い方を選べてしまいます。",
            "It is not settled which form to fill in, and the laxer one may be chosen.",
        ),
        instead=Text(
            "applies を、どの案件にも1つだけが当てはまるように直します。",
            "Write `applies` so that exactly one fits each matter.",
        ),
        bad="""\
# r9/version.yaml
media: {電磁的媒体: 電子データ, 紙媒体: 書類等の紙}
# r9/1-業務委託.yaml
number: 1
type: 業務委託
applies: {media: 電磁的媒体}
# r9/2-業務委託-紙.yaml
number: 2
type: 業務委託
applies: {media: 紙媒体}
""",
        good="""\
# r9/version.yaml
media: {電磁的媒体: 電子データ, 紙媒体: 書類等の紙}
# r9/1-業務委託.yaml
number: 1
type: 業務委託
applies: {media: 電磁的媒体}
# r9/2-業務委託-紙のみ.yaml
number: 2
type: 業務委託
applies: {media: {only: [紙媒体]}}
""",
    ),
)
def overlapping_checklists(context: VersionContext) -> Iterator[Violation]:
    vocabulary = context.edition.vocabulary
    if not context.edition.has_vocabulary:
        return
    readable = [file for file in context.checklists if file.content.type and file.is_intact("applies")]
    for first, second in combinations(readable, 2):
        ours, theirs = first.content, second.content
        if ours.type != theirs.type or ours.number == theirs.number:
            continue
        if not vocabulary.understands(ours.applies, theirs.applies):
            continue
        shared = [
            situation
            for situation in where(vocabulary, ours.applies, theirs.applies) or ()
            if theirs.applies is None or theirs.applies.holds(situation)
        ]
        if shared:
            example = described(shared[0])
            yield Violation(
                ("applies",) if theirs.applies is not None else ("type",),
                Text(
                    f"「{ours.type}」の{ours.number}と{theirs.number}は、"
                    + (f"「{example}」のとき、" if example else "")
                    + "どちらも当てはまります。",
                    f"Of “{ours.type}”, both {ours.number} and {theirs.number} apply"
                    + (f" with “{example}”." if example else "."),
                ),
                Text(
                    "どの案件にも1つだけが当てはまるように、applies を直してください。",
                    "Write `applies` so that exactly one of them fits each matter.",
                ),
                part=Part.VALUE if theirs.applies is None else Part.KEY,
                related=(
                    Place(
                        ("applies",) if ours.applies is not None else ("type",),
                        Text(f"{ours.number}を用いる場合", f"when {ours.number} applies"),
                        Part.VALUE if ours.applies is None else Part.KEY,
                        tree=first.tree,
                    ),
                ),
                tree=second.tree,
            )
