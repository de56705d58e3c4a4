"""Phrases that several rules share, so that the same thing is said the same way everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from kojin_check.findings import Text
from kojin_check.model import condition
from kojin_check.model.checklist import REASON, FieldType, ItemDefinition, Means, Scale, marks_meaning
from kojin_check.model.condition import BUILT_IN_FACTS, Facts
from kojin_check.model.library import Version
from kojin_check.model.marks import written
from kojin_check.model.pages import Cell, Holder, PageField, Structure
from kojin_check.model.sheet import Row, Sheet
from kojin_check.reading.tree import Part, Route
from kojin_check.rules.rule import Place
from kojin_check.similarity import differences


class DeclaredFacts(NamedTuple):
    """What a matter declares about the facts that a condition asks for."""

    text: Text
    """In words: 「media: 電磁的媒体」."""
    places: tuple[Place, ...]
    """Where the matter declares it."""


def declared_facts(sheet: Sheet, row: Row) -> DeclaredFacts:
    """Gives what `sheet`'s matter declares, and answers to other items, about the condition of the row's item."""
    when = row.item.when
    if when is None:
        return DeclaredFacts(Text("", ""), ())
    facts = declared(sheet, when.facts)
    gates = [
        other
        for other in (sheet.rows if when.answers else ())
        if other.item.id in when.answers and other.section.actor == row.section.actor and other.means is not None
    ]
    answers = [f"{other.item.id}: {other.answer.mark}" for other in gates]
    places = tuple(Place(other.mark_route, Text("その回答はここです", "the answer is here")) for other in gates)
    return DeclaredFacts(
        Text(
            "、".join(filter(None, (facts.text.ja, *(f"「{answer}」" for answer in answers)))),
            ", ".join(filter(None, (facts.text.en, *(f"“{answer}”" for answer in answers)))),
        ),
        (*facts.places, *places),
    )


def declared(sheet: Sheet, facts: Iterable[str]) -> DeclaredFacts:
    """Gives what `sheet`'s matter declares about `facts`; what it does not declare is left out."""
    return declared_by(sheet.index, sheet.facts, facts)


def declared_by(matter: int, known: Facts, facts: Iterable[str]) -> DeclaredFacts:
    """Gives what the matter with this index, known to be so, declares about `facts`."""
    phrases = []
    places = []
    for fact in dict.fromkeys(facts):
        value = known.get(fact)
        if value is None:
            continue
        phrases.append(f"{fact}: {_shown(fact, value)}")
        places.append(
            Place(
                fact_route(matter, fact),
                Text("この案件の申告はここです", "the matter declares it here"),
                Part.KEY,
            )
        )
    together = "、".join(f"「{phrase}」" for phrase in phrases)
    return DeclaredFacts(Text(together, ", ".join(f"“{phrase}”" for phrase in phrases)), tuple(places))


def fact_route(matter: int, fact: str) -> Route:
    """Gives where the matter with this index declares `fact`."""
    base: Route = ("matters", matter)
    return (*base, fact) if fact in BUILT_IN_FACTS else (*base, "facts", fact)


def how_to_declare(fact: str, version: Version, matter_type: str) -> Text:
    """Gives the hint that tells how a matter of this type declares `fact`."""
    match fact:
        case condition.MEDIA:
            known = version.definition.media
            listed_ja = "、".join(f"「{name}」（{covers}）" for name, covers in known.items())
            listed_en = ", ".join(f"“{name}” ({covers})" for name, covers in known.items())
            return Text(
                f"「media: [{next(iter(known), '')}]」のように、取り扱う媒体を全て書いてください。書けるのは{listed_ja}です。",
                f"List all media that are handled, as in “media: [{next(iter(known), '')}]”. Known: {listed_en}.",
            )
        case condition.SUBCONTRACTS:
            name = version.pages.label_of(Holder.MATTER, fact, matter_type)
            return Text(
                f"{name.ja}があれば subcontracts に書き、なければ「subcontracts: []」と書いてください。",
                "List the subcontracts; if there are none, write “subcontracts: []”.",
            )
        case _:
            asked = version.definition.facts.get(fact)
            question = fact if asked is None else asked.ask
            if asked is not None and asked.values:
                answers = [f"{fact}: {value}" for value in asked.values]
                return Text(
                    f"facts に {'、'.join(f'「{answer}」' for answer in answers)} のどれかを書いてください（{question}）。",
                    f"Write {' or '.join(f'“{answer}”' for answer in answers)} below facts ({question}).",
                )
            return Text(
                f"facts に「{fact}: true」か「{fact}: false」と書いてください（{question}）。",
                f"Write “{fact}: true” or “{fact}: false” below facts ({question}).",
            )


def how_to_fill_in(cell: Cell, is_written: Callable[[Route], bool]) -> Text:
    """Gives the hint that tells what to write in a blank field of a page, and where.

    Args:
        cell: the field.
        is_written: whether something, even a blank, stands at a route of the file.
    """
    key, above = str(cell.route[-1]), cell.route[:-1]
    what = _what_to_write(cell.field, key)
    if is_written(cell.route):
        return what
    place = Text(f"「{key}:」の行を加えます。", f"Add the line “{key}:”. ")
    if above and not is_written(above):
        place = Text(f"「{above[-1]}:」の下に{place.ja}", f"Below “{above[-1]}:”: {place.en}")
    return Text(f"{place.ja}{what.ja}", f"{place.en}{what.en}")


def _what_to_write(field: PageField, key: str) -> Text:
    listed_ja = "、".join(f"「{word}」" for word in field.values)
    listed_en = ", ".join(f"“{word}”" for word in field.values)
    match field.kind:
        case Structure.PARTY:
            return Text(f"「{key}: 」の後に、名称を書いてください。", f"Write the name behind “{key}: ”.")
        case Structure.PERIODS:
            return Text(
                f"「{key}: 令和8年4月1日から令和9年3月31日まで」のように書いてください。",
                f"Write it like “{key}: [{{from: 2026-04-01, to: 2027-03-31}}]”.",
            )
        case Structure.MILESTONES:
            return Text(
                f"「{key}:」の下に、1行に1つ「- {{name: 開始, date: 令和8年4月}}」のように書いてください。",
                f"Write one step a line below “{key}:”, such as “- {{name: start, date: 2026-04}}”.",
            )
        case Structure.SUBCONTRACTS:
            return Text(
                f"あれば「{key}:」の下に1件ずつ書き、なければ「{key}: []」と書いてください。",
                f"List them below “{key}:”; if there are none, write “{key}: []”.",
            )
        case FieldType.TEXTS if field.values:
            return Text(
                f"「{key}: [{field.values[0]}]」のように書いてください。書けるのは{listed_ja}です。",
                f"Write it like “{key}: [{field.values[0]}]”. Known: {listed_en}.",
            )
        case FieldType.TEXTS:
            return Text(
                f"「{key}:」の下に、1行に1つ「- 」を付けて書いてください。",
                f"Write one entry a line below “{key}:”, each with “- ”.",
            )
        case FieldType.CHOICE:
            return Text(f"{listed_ja}のどれか1つを書いてください。", f"Write one of {listed_en}.")
        case FieldType.FLAG:
            return Text("true（はい）か false（いいえ）を書いてください。", "Write true or false.")
        case FieldType.DATE:
            return Text(f"「{key}: 令和8年4月1日」のように書いてください。", f"Write it like “{key}: 2026-04-01”.")
        case FieldType.NUMBER:
            return Text(f"「{key}: 1200」のように、数字で書いてください。", f"Write digits, such as “{key}: 1200”.")
        case _:
            return Text(f"「{key}: 」の後に内容を書いてください。", f"Write it behind “{key}: ”.")


def offered_marks(scale: Scale) -> Text:
    """Gives the marks that are offered, with their labels: 「○」（対策が可能）か「−（理由）」（対策の必要がない）."""
    shapes = {mark: answer_shape(mark, one.needed_fields) for mark, one in scale.items()}
    japanese = [f"「{shapes[mark].ja}」" + (f"（{one.label}）" if one.label else "") for mark, one in scale.items()]
    english = [f"“{shapes[mark].en}”" + (f" ({one.label})" if one.label else "") for mark, one in scale.items()]
    return Text("か".join(japanese), " or ".join(english))


_REASON = Text("理由", "reason")


def answer_shape(mark: str, needed: Sequence[str]) -> Text:
    """Gives how an answer is written that needs these fields: `−（理由）`, or `{mark: △, reason: 理由, 目標日: 目標日}`."""
    names = {name: _REASON if name == REASON else Text(name, name) for name in needed}
    if not names:
        return Text(mark, mark)
    if len(names) == 1:
        (name,) = names.values()
        return Text(f"{mark}（{name.ja}）", f"{mark}（{name.en}）")
    return Text(
        f"{{mark: {mark}, {', '.join(f'{key}: {name.ja}' for key, name in names.items())}}}",
        f"{{mark: {mark}, {', '.join(f'{key}: {name.en}' for key, name in names.items())}}}",
    )


def labelled(mark: str, scale: Scale) -> Text:
    """Gives a mark with its label, where it has one: 「−」（対策の必要がない）."""
    label = scale[mark].label
    return Text(f"「{mark}」" + (f"（{label}）" if label else ""), f"“{mark}”" + (f" ({label})" if label else ""))


def instead_of_met(sheet: Sheet, row: Row) -> Text:
    """Gives the hint for an item that is not needed: the mark with the stock reason, or the facts to correct."""
    item, marks, decisive = row.item, marks_meaning(row.scale, Means.NOT_APPLICABLE), _decisive(row.item)
    if sheet.checklist.skips(item):
        return Text(
            f"対策が不要なら空欄に、必要なら {decisive.ja}を直してください。",
            f"Leave it blank if the measure is not needed; otherwise correct {decisive.en}.",
        )
    if not marks:
        return _check_what_decides(item)
    answer = written(marks[0], item.otherwise)
    return Text(
        f"対策が不要なら「{answer}」に、必要なら {decisive.ja}を直してください。",
        f"Write “{answer}” if the measure is not needed; otherwise correct {decisive.en}.",
    )


def instead_of_declined(row: Row) -> Text:
    """Gives the hint for an item that is needed: the marks for a measure that is taken, or the facts to correct."""
    marks, decisive = marks_meaning(row.scale, Means.MET), _decisive(row.item)
    if not marks:
        return _check_what_decides(row.item)
    return Text(
        f"対策を行うなら{'か'.join(f'「{mark}」' for mark in marks)}に、本当に不要なら {decisive.ja}を直してください。",
        f"Write {' or '.join(f'“{mark}”' for mark in marks)} if the measure is taken; if it is really not needed, "
        f"correct {decisive.en}.",
    )


def _decisive(item: ItemDefinition) -> Text:
    """What decides whether `item` is needed: facts, answers to other items, or both."""
    facts = "、".join(() if item.when is None else item.when.facts)
    gates = () if item.when is None else item.when.answers
    if not gates:
        return Text(f"{facts} の申告", facts)
    answers = Text("".join(f"「{gate}」" for gate in gates) + "の回答", ", ".join(f"“{gate}”" for gate in gates))
    return Text(f"{facts} の申告か{answers.ja}", f"{facts}, {answers.en}") if facts else answers


def _check_what_decides(item: ItemDefinition) -> Text:
    decisive = _decisive(item)
    return Text(f"{decisive.ja}を確かめてください。", f"Check what the matter declares ({decisive.en}).")


_MOST_DIFFERENCES = 3
"""Texts that differ in more places than this are not explained word by word."""


def differing(one: str, other: str) -> Text | None:
    """Gives in words where two texts differ, such as 「関連する」と「関する」が違います; None when in too many places."""
    pairs = differences(one, other)
    if not 0 < len(pairs) <= _MOST_DIFFERENCES:
        return None
    japanese, english = [], []
    for ours, theirs in pairs:
        if ours and theirs:
            japanese.append(f"「{ours}」と「{theirs}」")
            english.append(f"“{ours}” against “{theirs}”")
        else:
            japanese.append(f"「{ours or theirs}」の有無")
            english.append(f"“{ours or theirs}” stands in only one")
    return Text(f"{'、'.join(japanese)}が違います", f"they differ: {'; '.join(english)}")


def resembling(text: str, similar: str) -> Text:
    """Gives the sentence that shows a near match with the words that differ."""
    difference = differing(text, similar) or Text("表記が違います", "they are written differently")
    return Text(f"似た「{similar}」とは、{difference.ja}。", f"“{similar}” is like it; {difference.en}.")


def _shown(fact: str, value: bool | tuple[str, ...]) -> str:
    match fact, value:
        case "subcontracts", True:
            return "あり"
        case "subcontracts", False:
            return "[]"
        case _, bool():
            return "true" if value else "false"
        case _:
            return "、".join(value)
