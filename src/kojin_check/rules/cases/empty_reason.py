"""KJ105: a reason that says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.checklist import FieldType, Means, Scale, stock_answer
from kojin_check.model.marks import corrected_to
from kojin_check.model.sheet import Row, Sheet
from kojin_check.reading.characters import quotation
from kojin_check.rules.rule import Context, Documentation, Violation, rule
from kojin_check.rules.vocabulary import bare, leaves_open, points_elsewhere, says_nothing, settles_nothing


@rule(
    code="KJ105",
    name="empty-reason",
    severity=Severity.ERROR,
    title=Text("理由になっていない", "a reason that says nothing"),
    documentation=Documentation(
        what=Text(
            "「なし」「特になし」「不要」「同上」「要確認」のように、なぜ対策の必要がないのかを述べていない理由、"
            "「別紙のとおり」「前回と同じ」のようにほかの場所を指すだけの理由、様式の記号や説明を繰り返しただけの理由を指摘します。"
            "免除（waivers）の理由も同じです。何も述べていない理由では、指摘は免除されません。",
            "Reports a reason such as “none”, “not needed”, “same as above” or “to be confirmed”, which does not say why the "
            "measure is not needed; one that only points elsewhere (“see annex”, “as last time”); and one that repeats a "
            "mark of the form or its label. The same goes for the reasons of waivers; one that says nothing waives nothing.",
        ),
        why=Text(
            "理由の欄は、対策を行わないことが妥当かどうかを審議するためにあります。「不要のため」では、記号を繰り返しただけです。",
            "The reason is there so that leaving out a measure can be considered. “Because it is not needed” only repeats "
            "the mark.",
        ),
        instead=Text(
            "取り扱う媒体や業務のやり方など、対策の必要がないと言える事実を書きます。",
            "Write the fact from which it follows, such as the media that are handled or the way the work is done.",
        ),
        bad="""\
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    answers:
      区が行う:
        運用上:
          施錠保管: −（不要のため）
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
)
def empty_reason(context: Context) -> Iterator[Violation]:
    for sheet in context.sheets:
        yield from _empty_fields(sheet)
        for row in sheet.noteworthy:
            reason = row.answer.reason
            if reason is None or not reason.strip() or not row.requires_reason:
                continue
            if sheet.is_wrongly_declined(row):
                continue
            mark = row.answer.mark
            if points_elsewhere(reason):
                yield _pointing_elsewhere(context, sheet, row)
                continue
            # Of a measure that is needed and not taken, or not wholly, 整備中 says why.
            is_lacking = row.means in (Means.UNMET, Means.PARTIAL)
            empty = says_nothing(reason) if is_lacking else settles_nothing(reason)
            if not empty and not _repeats_form(reason, row.scale):
                continue
            example = None
            if sheet.needed(row) is False:
                example = stock_answer(row.scale, row.item)
            yield Violation(
                context.reason_route(row),
                Text(
                    f"「{row.item.id}」の理由「{quotation(reason)}」は、なぜ「{mark}」なのかを述べていません。",
                    f"The reason for “{row.item.id}”, “{quotation(reason)}”, does not say why it is marked “{mark}”.",
                ),
                Text(
                    "そう言える事実を書いてください"
                    + (
                        f"。例えば「{example}」。"
                        if example
                        else "（取り扱う媒体、業務のやり方、さらに委託する先の有無など）。"
                    ),
                    "Write the fact from which it follows"
                    + (f", for example “{example}”." if example else " (media, the way of working, subcontracting …)."),
                ),
                item=row.ref,
                matter=sheet.index,
            )
    for number, entry in enumerate(context.case.waivers):
        if entry.reason.strip() and says_nothing(entry.reason):
            yield Violation(
                ("waivers", number, "reason"),
                Text(
                    f"免除の理由「{quotation(entry.reason)}」は、なぜ認めるのかを述べていません。この免除は効きません。",
                    f"The reason of this waiver, “{quotation(entry.reason)}”, does not say why the finding is accepted. "
                    "The waiver has no effect.",
                ),
                Text(
                    "認めてよいと言える事実を書いてください。", "Write the fact from which it follows that it can be."
                ),
            )


def _empty_fields(sheet: Sheet) -> Iterator[Violation]:
    """One violation for each text that an answer needs beside its reason, and that says nothing."""
    for row in sheet.noteworthy if sheet.checklist.answer_fields else ():
        for name in row.needed_fields:
            field = sheet.checklist.answer_fields.get(name)
            said = row.answer.fields.get(name) if field is not None and field.type is FieldType.TEXT else None
            # An exception that is only asked for is none yet; of other measures, what is planned says something.
            if (
                isinstance(said, str)
                and said.strip()
                and (says_nothing(said) or (row.means is Means.EXCUSED and leaves_open(said)))
            ):
                yield Violation(
                    row.mark_route if row.is_one_text else (*row.route, name),
                    Text(
                        f"「{row.item.id}」の「{name}」が「{quotation(said)}」では、何も決まっていません。",
                        f"“{name}” of “{row.item.id}”, “{quotation(said)}”, does not settle anything.",
                    ),
                    Text(
                        f"「{name}」として決まったことを書いてください。決まるまでは、今の状態に合う記号にしてください。",
                        f"Write what is settled as “{name}”; until then write the mark that holds now.",
                    ),
                    item=row.ref,
                    matter=sheet.index,
                )


def _pointing_elsewhere(context: Context, sheet: Sheet, row: Row) -> Violation:
    reason = quotation(row.answer.reason or "")
    return Violation(
        context.reason_route(row),
        Text(
            f"「{row.item.id}」の理由「{reason}」は、ほかの場所を指すだけで、理由そのものが書かれていません。",
            f"The reason for “{row.item.id}”, “{reason}”, only points elsewhere; the reason itself does not stand here.",
        ),
        Text(
            "その場所に書いてある理由を、ここに書き写してください。",
            "Write here what is said there.",
        ),
        item=row.ref,
        matter=sheet.index,
    )


def _repeats_form(reason: str, scale: Scale) -> bool:
    """True for a reason that is itself one of the form's marks or their labels."""
    words = bare(reason)
    return corrected_to(reason, scale) is not None or any(
        bool(definition.label) and words == bare(definition.label) for definition in scale.values()
    )
