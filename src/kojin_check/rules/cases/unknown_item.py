"""KJ106: an item, actor or kind among the answers that the checklist does not have."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.sheet import Sheet, Stray
from kojin_check.reading.characters import INDENTATION_HINT, explain_indentation, quotation, without_suspicious
from kojin_check.reading.tree import Part
from kojin_check.rules.rule import Context, Documentation, Hiding, Violation, rule

_ACTOR, _KIND, _ITEM = 4, 5, 6
"""Lengths of routes: matters, index, answers, actor, kind, item."""

_WHAT = {
    _ACTOR: Text("行う者の見出し", "actor"),
    _KIND: Text("対策の区分の見出し", "kind of measure"),
    _ITEM: Text("対策", "item"),
}


@rule(
    code="KJ106",
    name="unknown-item",
    severity=Severity.ERROR,
    title=Text("チェックリストにない対策や見出しがある", "an item that the checklist does not have"),
    documentation=Documentation(
        what=Text(
            "回答に、チェックリストにない対策の名前や、様式にない見出し（行う者、対策の区分）があるものを指摘し、"
            "近いものがあれば示します。",
            "Reports an item among the answers that the checklist does not have, or a heading (actor, kind) that the form does "
            "not have, and names the one that it is most like.",
        ),
        why=Text(
            "名前が1字でも違うと、どの対策への回答なのかが決まらず、本来の対策は未回答になります。",
            "With one wrong character it is unknown which measure is answered, and the real one stays unanswered.",
        ),
        instead=Text(
            "チェックリストにある名前に直します。名前は kojin-check show で確かめられます。",
            "Use the checklist's name. kojin-check show prints the names.",
        ),
        bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠管理: −（電子データのみの取扱いのため）
""",
        good="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（電子データのみの取扱いのため）
""",
    ),
    hiding=Hiding.NEVER,
)
def unknown_item(context: Context) -> Iterator[Violation]:
    for sheet in context.sheets:
        for stray in sheet.strays:
            yield Violation(
                stray.route,
                _message(sheet, stray),
                _hint(context, sheet, stray),
                part=Part.KEY,
                matter=sheet.index,
            )


def _message(sheet: Sheet, stray: Stray) -> Text:
    what = _WHAT[len(stray.route)]
    name = quotation(without_suspicious(stray.name))
    message = Text(
        f"「{name}」という{what.ja}は、チェックリスト{sheet.checklist.number}にありません。",
        f"Checklist {sheet.checklist.number} has no {what.en} “{name}”.",
    )
    indentation = explain_indentation(stray.name)
    if indentation is None:
        return message
    return Text(f"{message.ja}{indentation.ja}", f"{message.en} {indentation.en}")


def _hint(context: Context, sheet: Sheet, stray: Stray) -> Text:
    if explain_indentation(stray.name) is not None:
        return INDENTATION_HINT
    if len(stray.route) == _ITEM and stray.name in sheet.checklist.kinds(str(stray.route[_ACTOR - 1])):
        return Text(
            f"「{stray.name}」は見出しです。字下げを1段浅くして、ほかの見出しとそろえてください。",
            f"“{stray.name}” is a heading: indent it less, like the other headings.",
        )
    if stray.meant is not None:
        return Text(f"「{stray.meant}」の間違いではありませんか。", f"Did you mean “{stray.meant}”?")
    if len(stray.route) < _ITEM:
        return Text(f"書けるのは {'、'.join(stray.known)} です。", f"Known here: {', '.join(stray.known)}.")
    return _where_it_belongs(context, sheet, stray.name) or Text(
        f"対策の名前は kojin-check show {_shown(context, sheet)} で確かめられます。",
        f"kojin-check show {_shown(context, sheet)} prints the names of the items.",
    )


def _where_it_belongs(context: Context, sheet: Sheet, name: str) -> Text | None:
    """The checklists of the version that have the item, for one copied from another form."""
    version = context.version
    having = [
        str(checklist.number)
        for checklist in (() if version is None else version.checklists.values())
        if any(name in items for items in checklist.by_actor.values())
    ]
    if not having:
        return None
    return Text(
        f"チェックリスト{'、'.join(having)}の対策です。この事項では答えないので、行を削除してください。",
        f"It is an item of checklist {', '.join(having)}. This matter does not answer it: delete the line.",
    )


def _shown(context: Context, sheet: Sheet) -> str:
    return f"{context.case.checklist_version}/{sheet.checklist.number}"
