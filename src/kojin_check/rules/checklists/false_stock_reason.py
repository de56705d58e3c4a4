"""KJ717: a stock reason that says something else than that its item's condition does not hold."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.situation import described, where
from kojin_check.model.wording import plain
from kojin_check.rules.lint_rule import LocatedItem, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation


@lint_rule(
    code="KJ717",
    name="false-stock-reason",
    severity=Severity.ERROR,
    title=Text("条件と食い違う理由がある", "a stock reason at odds with its condition"),
    documentation=Documentation(
        what=Text(
            "不要なときの理由（otherwise）が、stock_reasons によれば、条件に当てはまらない案件の事実と食い違うことがあるものを"
            "指摘します。",
            "Reports a stock reason (`otherwise`) that, by the patterns of `stock_reasons`, can contradict the facts of a "
            "matter for which the item is not needed.",
        ),
        why=Text(
            "雛形のとおりに書いた理由が、案件の確認で誤り（KJ303）になってしまいます。",
            "A case that states the very reason of the form would be reported (KJ303).",
        ),
        instead=Text(
            "条件に当てはまらない全ての案件に当てはまる理由にするか、条件を直します。",
            "Write a reason that is true of every matter outside the condition, or correct the condition.",
        ),
        bad="""\
# r9/version.yaml
media: {電磁的媒体: 電子データ, 紙媒体: 書類等の紙, 可搬媒体: DVD-R等}
stock_reasons:
  - {pattern: 電子データのみ, asserts: {media: {only: [電磁的媒体, 可搬媒体]}}}
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 暗号化, text: 暗号化する。, when: {media: 可搬媒体}, otherwise: 電子データのみのため}]
""",
        good="""\
# r9/version.yaml
media: {電磁的媒体: 電子データ, 紙媒体: 書類等の紙, 可搬媒体: DVD-R等}
stock_reasons:
  - {pattern: 電子データのみ, asserts: {media: {only: [電磁的媒体, 可搬媒体]}}}
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区が行う情報保護対策
    items: [{id: 暗号化, text: 暗号化する。, when: {media: 可搬媒体}, otherwise: 可搬媒体を扱わないため}]
""",
    ),
)
def false_stock_reason(context: VersionContext) -> Iterator[Violation]:
    if context.edition.has_vocabulary:
        for file in context.checklists:
            for located in context.edition.items(file):
                yield from _contradictions(context, located)


def _contradictions(context: VersionContext, located: LocatedItem) -> Iterator[Violation]:
    vocabulary = context.edition.vocabulary
    when, otherwise, applies = located.item.when, located.item.otherwise, located.file.content.applies
    if when is None or not otherwise:
        return
    searched = plain(otherwise)
    for index, stock in context.edition.stock_reasons:
        if not stock.wording.search(searched) or stock.asserts is None:
            continue
        if not vocabulary.understands(when, applies, stock.asserts):
            continue
        users = where(vocabulary, applies, when, stock.asserts) or ()
        outside = [situation for situation in users if not when.holds(situation)]
        contradicted = next((situation for situation in outside if not stock.asserts.holds(situation)), None)
        if contradicted is not None:
            yield Violation(
                (*located.route, "otherwise"),
                Text(
                    f"「{described(contradicted)}」の案件では「{located.item.id}」は不要ですが、"
                    f"この理由（{otherwise}）はその事実と食い違います。",
                    f"A matter with “{described(contradicted)}” does not need “{located.item.id}”, "
                    f"but this reason ({otherwise}) contradicts these facts.",
                ),
                Text(
                    "条件に当てはまらない全ての案件に当てはまる理由にするか、条件を直してください。",
                    "Write a reason that is true of every matter outside the condition, or correct the condition.",
                ),
                item=located.ref,
                related=(
                    Place(
                        ("stock_reasons", index, "asserts"),
                        Text("この理由が述べていること", "what this reason asserts"),
                        tree=context.definition.tree,
                    ),
                ),
                tree=located.file.tree,
            )
            return
