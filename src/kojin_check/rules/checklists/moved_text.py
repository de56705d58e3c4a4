"""KJ746: a text that now stands under another item's id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.characters import quotation
from kojin_check.rules.lint_rule import LocatedItem, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Violation
from kojin_check.similarity import folded


@lint_rule(
    code="KJ746",
    name="moved-text",
    severity=Severity.ERROR,
    since="0.2.0",
    title=Text("文言が、ほかの項目の id に移っている", "a text that has moved to another item's id"),
    documentation=Documentation(
        what=Text(
            "前の版である項目の文言だったものが、この版では別の項目の id の下にあり、どちらの id も両方の版にあるものを指摘します。"
            "様式の番号を id にしていて、途中に項目が加わったときに起こります。",
            "Reports a text that belonged to one item in the version before and stands under the id of another one now, "
            "where both versions have both ids. It happens where the numbers of the form are ids and an item comes in between.",
        ),
        why=Text(
            "回答は id で引き継がれるので、ある対策への回答が、別の対策への回答になってしまいます。",
            "Answers are carried over by their ids, so that the answer to one measure becomes the answer to another.",
        ),
        instead=Text(
            "その文言の項目の id を、前の版の id に戻します。新しい項目には、新しい id を付けます。",
            "Give the item the id that its text had, and a new item a new id.",
        ),
        bad="""\
# r8/version.yaml
id: r8
# r8/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 対策
    items: [{id: 第1項, text: 金庫に保管する。}, {id: 第2項, text: 管理簿に記載する。}]
# r9/version.yaml
id: r9
supersedes: r8
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 対策
    items: [{id: 第1項, text: 責任者を定める。}, {id: 第2項, text: 金庫に保管する。}, {id: 第3項, text: 管理簿に記載する。}]
""",
        good="""\
# r8/version.yaml
id: r8
# r8/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 対策
    items: [{id: 保管, text: 金庫に保管する。}, {id: 管理簿, text: 管理簿に記載する。}]
# r9/version.yaml
id: r9
supersedes: r8
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 対策
    items: [{id: 責任者, text: 責任者を定める。}, {id: 保管, text: 金庫に保管する。}, {id: 管理簿, text: 管理簿に記載する。}]
""",
    ),
)
def moved_text(context: VersionContext) -> Iterator[Violation]:
    """Yields one violation for each such item; silent where the version before is not at hand or cannot be read."""
    for located, owner in moved_items(context):
        assert context.predecessor is not None
        before = context.predecessor.name
        yield Violation(
            (*located.route, "id"),
            Text(
                f"この文言は、前の版（{before}）では「{quotation(owner)}」のものでした。"
                "回答は id で引き継がれるので、別の対策への回答になります。",
                f"In the version before ({before}) this is the text of “{quotation(owner)}”. Answers are carried over by "
                "ids, so they would answer another measure.",
            ),
            Text(
                f"id を「{quotation(owner)}」に戻し、新しい項目には新しい id を付けてください。"
                "id は様式の番号ではなく、対策の名前にします。"
                f"id をずらすなら「formerly: {quotation(owner)}」を書いてください。",
                f"Give it the id “{quotation(owner)}” again, and new items new ids: names of measures, not numbers. To shift "
                f"ids write “formerly: {quotation(owner)}”.",
            ),
            item=located.ref,
            tree=located.file.tree,
        )


def moved_items(context: VersionContext) -> Iterator[tuple[LocatedItem, str]]:
    """Yields each item whose text stood under another id of the same side in the version before, with that id."""
    before = context.items_before() or {}
    texts = {key: folded(located.item.text) for key, located in before.items()}
    times = Counter((number, actor, text) for (number, actor, _), text in texts.items())
    owners = {(number, actor, text): name for (number, actor, name), text in texts.items()}
    for file in context.checklists:
        for located in context.edition.items(file):
            form, actor, name = located.key
            text = folded(located.item.text)
            owner = owners.get((form, actor, text), name)
            # One that stands twice tells nothing, and of an id that is gone or new the comparison of versions tells.
            is_moved = owner not in (name, located.item.formerly) and bool(text) and times[form, actor, text] == 1
            if is_moved and (form, actor, name) in before and owner in file.content.by_actor[actor]:
                yield located, owner
