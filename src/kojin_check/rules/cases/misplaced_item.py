"""KJ107: the right item under the wrong kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kojin_check.findings import Severity, Text
from kojin_check.model.form_reading import as_form_reads
from kojin_check.model.marks import Answer
from kojin_check.model.sheet import Sheet
from kojin_check.reading.tree import Part, Route
from kojin_check.rules.rule import Context, Documentation, Place, Violation, rule
from kojin_check.similarity import folded

if TYPE_CHECKING:
    from kojin_check.editing.relocation import Relocation


@rule(
    code="KJ107",
    name="misplaced-item",
    severity=Severity.WARNING,
    title=Text("対策が別の区分に書かれている", "an item under the wrong kind"),
    documentation=Documentation(
        what=Text(
            "正しい名前の対策が、様式とは別の区分（「運用上」の対策が「システム上」など）に書かれているものを指摘します。",
            "Reports an item that stands under another kind of measure than on the form.",
        ),
        why=Text(
            "回答は読み取れますが、様式と並びが違うと、審議の資料や前の案件と見比べられません。"
            "同じ対策が正しい区分にも書かれているときは、こちらの回答は読まれません。2つの回答が違えば、どちらが本当か"
            "分からないので、エラーになります。",
            "The answer is read, but with another order than the form's it cannot be compared with other documents. "
            "Where the item is answered in its own place as well, this answer is not read; where the two differ, nobody "
            "can tell which holds, and it is an error.",
        ),
        instead=Text(
            "様式の区分の下へ、行を移します。kojin-check validate --fix で自動的に移せます。",
            "Move the line to its kind. kojin-check validate --fix does it for you.",
        ),
        bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        システム上:
          業務フロー: ○
""",
        good="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          業務フロー: ○
""",
    ),
    fixable=True,
)
def misplaced_item(context: Context) -> Iterator[Violation]:
    """Yields one violation for each known item that stands under a kind of the form which is not its own.

    Where the heading of a kind was left out, this is one violation for all of its items.
    """
    for sheet in context.sheets:
        for (actor, kind, right), items in _misplaced(sheet).items():
            answers = sheet.matter.answers[actor]
            if len(items) == 1 or right in answers:
                yield from (_violation(sheet, actor, kind, item, right) for item in items)
            elif (
                right not in answers[kind]
            ):  # Else the heading is there, indented too far: reported as an unknown item.
                yield _without_heading(sheet, actor, kind, items, right)


def _misplaced(sheet: Sheet) -> Mapping[tuple[str, str, str], list[str]]:
    """Actor, kind and right kind → the items that stand so.

    An unknown actor or kind is reported as such, not once for each of its items.
    """
    misplaced: dict[tuple[str, str, str], list[str]] = {}
    for actor, kinds in sheet.matter.answers.items():
        items = sheet.checklist.by_actor.get(actor, {})
        for kind in sheet.checklist.kinds(actor):
            for item in kinds.get(kind, ()):
                if item in items and items[item].section.kind != kind:
                    misplaced.setdefault((actor, kind, items[item].section.kind), []).append(item)
    return misplaced


def _without_heading(sheet: Sheet, actor: str, kind: str, items: list[str], right: str) -> Violation:
    return Violation(
        ("matters", sheet.index, "answers", actor, kind, items[0]),
        Text(
            f"「{right}」の見出しがなく、その対策（{len(items)}件）が「{kind}」に書かれています。",
            f"The heading “{right}” is missing, and its items ({len(items)}) stand under “{kind}”.",
        ),
        Text(
            f"この行の前に「{right}:」の行を加え、「{kind}:」と字下げをそろえてください。",
            f"Add the line “{right}:” before this one, indented like “{kind}:”.",
        ),
        part=Part.KEY,
        matter=sheet.index,
    )


def _violation(sheet: Sheet, actor: str, kind: str, item: str, right: str) -> Violation:
    row = next(row for row in sheet.rows if row.section.actor == actor and row.item.id == item)
    route: Route = ("matters", sheet.index, "answers", actor, kind, item)
    message = Text(
        f"「{item}」は「{right}」の対策ですが、「{kind}」に書かれています。",
        f"“{item}” belongs to “{right}”, but it stands under “{kind}”.",
    )
    hint = Text(f"「{actor}」の「{right}」へ移してください。", f"Move it to “{right}” of “{actor}”.")
    related: tuple[Place, ...] = ()
    correction: Relocation | None = None
    severity: Severity | None = None
    if row.route == route:
        correction = _relocation(sheet, route, right)
    else:
        hint = Text(
            f"「{right}」にも回答があり、そちらを読みました。どちらか正しい方だけを「{right}」に残してください。",
            f"It is answered under “{right}” as well, and that answer was read. Keep the right one there.",
        )
        if _contradicts(as_form_reads(sheet.matter.answers[actor][kind][item], sheet.checklist, row.item), row.answer):
            severity = Severity.ERROR
            message = Text(
                f"「{item}」は「{right}」の対策ですが、「{kind}」にも異なる回答が書かれています。",
                f"“{item}” belongs to “{right}”, but “{kind}” has another answer to it as well.",
            )
        related = (Place(row.route, Text("本来の場所の回答", "the answer in its own place"), Part.KEY),)
    return Violation(
        route,
        message,
        hint,
        part=Part.KEY,
        item=row.ref,
        matter=sheet.index,
        related=related,
        correction=correction,
        severity=severity,
    )


def _contradicts(one: Answer, other: Answer) -> bool:
    """True when both are answers, with different marks or with different text in parentheses."""
    if one.is_blank or other.is_blank:
        return False
    return (one.mark, one.fields) != (other.mark, other.fields) or folded(one.reason or "") != folded(
        other.reason or ""
    )


def _relocation(sheet: Sheet, route: Route, kind: str) -> Relocation:
    from kojin_check.editing.relocation import Relocation

    actor, item = str(route[-3]), str(route[-1])
    sections = [section for section in sheet.checklist.sections if section.actor == actor]
    return Relocation(
        Text(f"「{item}」を「{kind}」へ移す", f"Move “{item}” to “{kind}”"),
        route,
        to=(*route[:-2], kind),
        order=tuple(definition.id for section in sections if section.kind == kind for definition in section.items),
        siblings=tuple(dict.fromkeys(sheet.checklist.kinds(actor))),
        headings=frozenset(line for section in sections for line in section.heading.splitlines()),
    )
