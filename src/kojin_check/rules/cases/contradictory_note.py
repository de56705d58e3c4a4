"""KJ109: a measure that is answered as taken, with a note that says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import Means, Scale
from kojin_check.model.marks import corrected_to
from kojin_check.model.sheet import Row
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Route
from kojin_check.rules.phrases import offered_marks
from kojin_check.rules.rule import Context, Documentation, Violation, rule
from kojin_check.rules.vocabulary import leaves_open
from kojin_check.similarity import folded


@rule(
    code="KJ109",
    name="contradictory-note",
    severity=Severity.ERROR,
    title=Text("補足が記号と食い違う", "a note that contradicts its mark"),
    documentation=Documentation(
        what=Text(
            "「○」に、行っていない、まだである、決まっていない、という意味の補足（未実施、要確認、検討中、対象外、できない、"
            "令和8年4月から実施予定、? など）が付いているものを指摘します。",
            "Reports ○ with a note by which the measure is not taken, not yet taken, or not decided (未実施, 要確認, 検討中, "
            "対象外, できない, 令和8年4月から実施予定, ? …).",
        ),
        why=Text(
            "記号だけを数えると「対策済み」になりますが、補足はそうでないと述べています。そのまま個人情報を渡すと、"
            "行われていない対策を行っているものとして承認されてしまいます。",
            "Counted by its mark the measure is taken, but the note says that it is not. The case would be approved on a "
            "measure that nobody takes.",
        ),
        instead=Text(
            "今の状態に合う記号を書きます。対策を行っているなら、何をしているのかを補足に書きます。",
            "Write the mark that holds now. If the measure is taken, say in the note what is done.",
        ),
        bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          業務フロー: ○（未実施、要確認）
""",
        good="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          業務フロー: ○（令和6年4月に作成し、委託先と共有済み）
""",
    ),
    since="0.2.0",
)
def contradictory_note(context: Context) -> Iterator[Violation]:
    for sheet in context.sheets:
        for row in sheet.explained:
            if row.means is not Means.MET or (row.item.strict and sheet.needed(row) is False):
                continue  # What cannot be taken at all is reported as such.
            if sheet.unread_field(row) is not None:
                continue  # So is a text that cannot be read as what the form has in parentheses.
            offered = offered_marks(row.scale)
            for note, route in _notes(row):
                if leaves_open(note) or _takes_back(note, row.scale):
                    mark = row.answer.mark
                    shown = quotation(note.strip())
                    yield Violation(
                        route if context.is_written(route) else row.mark_route,
                        Text(
                            f"「{row.item.id}」は「{mark}」ですが、補足「{shown}」は、対策を行っていないか、"
                            "まだ決まっていないと読めます。",
                            f"“{row.item.id}” is marked “{mark}”, but the note “{shown}” reads as if the measure is not "
                            "taken, or not decided.",
                        ),
                        Text(
                            f"今の状態に合う記号を書いてください（この様式の記号は{offered.ja}）。行っている対策なら、"
                            "補足には行っていることを書いてください。",
                            f"Write the mark that holds now (this form offers {offered.en}). If the measure is taken, "
                            "say in the note what is done.",
                        ),
                        item=row.ref,
                        matter=sheet.index,
                    )
                    break


def _notes(row: Row) -> Iterator[tuple[str, Route]]:
    """What stands behind the mark in parentheses or as `reason`, and the `note` of a mapping, with their places."""
    if row.answer.reason:
        yield row.answer.reason, row.reason_route
    if row.answer.note:
        yield row.answer.note, (*row.route, "note")


def _takes_back(note: str, scale: Scale) -> bool:
    """True for a note that is another mark of the form, its label, or an arrow to one: `→−（手交しないため）`."""
    others = {mark: one for mark, one in scale.items() if one.means is not Means.MET}
    return corrected_to(note, scale) in others or folded(note) in {
        folded(one.label) for one in others.values() if one.label
    }
