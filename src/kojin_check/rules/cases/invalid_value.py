"""KJ006: a value of the wrong form, found while reading; a type, medium or fact that the version does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kojin_check.findings import Severity, Text
from kojin_check.model.condition import BUILT_IN_FACTS
from kojin_check.model.form_reading import fault_in_parentheses
from kojin_check.model.library import Version
from kojin_check.model.sheet import Row, Sheet
from kojin_check.reading.characters import INDENTATION_HINT, explain_indentation, quotation
from kojin_check.reading.tree import Part, Route
from kojin_check.rules.rule import Context, Documentation, Hiding, Violation, rule
from kojin_check.similarity import folded, nearest


@rule(
    code="KJ006",
    name="invalid-value",
    severity=Severity.ERROR,
    title=Text("内容が正しくない", "a value that is not valid"),
    documentation=Documentation(
        what=Text(
            "書き方の合わない内容（一覧のところに文、日付でない文、実在しない日付など）と、この版にない事項の種別、媒体、"
            "事実を指摘します。",
            "Reports a value of the wrong form (a text where a list belongs, something that is no date, a day that does not "
            "exist), and a matter type, medium or fact that the version does not have.",
        ),
        why=Text(
            "読み取れない内容は、書かれていないのと同じになります。媒体の名前が1字違うだけで、その媒体に必要な対策を"
            "確認できなくなります。",
            "What cannot be read is as if it were not written. One wrong character in the name of a medium, and the measures "
            "that it needs cannot be checked.",
        ),
        instead=Text(
            "指摘に示された書き方や語に直します。種別、媒体、事実の名前は kojin-check show で確かめられます。",
            "Use the form or the word that the finding names. kojin-check show prints the names of types, media and facts.",
        ),
        bad="""\
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電子媒体]
    periods:
      - {name: 保守, from: 令和6年4月1日, to: 令和7年2月29日}
""",
        good="""\
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    periods:
      - {name: 保守, from: 令和6年4月1日, to: 令和7年2月28日}
""",
    ),
    hiding=Hiding.NEVER,
)
def invalid_value(context: Context) -> Iterator[Violation]:
    """Yields one violation for each name that the case's version does not have; the rest is found while reading."""
    version = context.version
    if version is None:
        return
    for route, matter, name in _types(context):
        if name not in version.definition.types:
            yield _unknown(
                route, matter, name, Text("種別", "matter type"), dict.fromkeys(version.definition.types, "")
            )
    known_media = version.definition.media
    for route, matter, name in _media(context):
        # A version that names no media leaves them open.
        if known_media and name not in known_media:
            yield _unknown(route, matter, name, Text("媒体", "medium"), known_media)
    for index, one in enumerate(context.case.matters):
        for name in one.facts:
            if name not in version.definition.facts:
                yield _unknown_fact(("matters", index, "facts", name), index, name, version)
    for sheet in context.sheets:
        for row in sheet.explained:
            if (field := sheet.unread_field(row)) is not None:
                yield _unread_field(sheet, row, field)


def _unread_field(sheet: Sheet, row: Row, field: str) -> Violation:
    """The violation for a text in parentheses that is not what the form has there."""
    explained = fault_in_parentheses(row.answer, field, sheet.checklist)["ctx"]
    message, hint = Text(*explained["message"]), Text(*explained["hint"])
    return Violation(
        row.mark_route,
        Text(
            f"「{row.item.id}」の括弧の中は「{field}」です。{message.ja}",
            f"What stands in parentheses at “{row.item.id}” is “{field}”. {message.en}",
        ),
        hint,
        item=row.ref,
        matter=sheet.index,
    )


def _types(context: Context) -> Iterator[tuple[Route, int | None, str]]:
    """The matter types that the case names, as far as they could be read."""
    for index, name in enumerate(context.case.basis):
        if not context.decoded.is_broken(("basis", index)):
            yield ("basis", index), None, name
    for index, matter in enumerate(context.case.matters):
        if matter.type.strip():
            yield ("matters", index, "type"), index, matter.type


def _media(context: Context) -> Iterator[tuple[Route, int | None, str]]:
    """The media that the case names, as far as they could be read."""
    for index, matter in enumerate(context.case.matters):
        base: Route = ("matters", index)
        named = [(base, matter.media)]
        for number, subcontract in enumerate(matter.subcontracts or ()):
            named.append(((*base, "subcontracts", number), subcontract.media))
        for owner, media in named:
            for at, name in enumerate(media):
                if not context.decoded.is_broken((*owner, "media", at)):
                    yield (*owner, "media", at), index, name


def _unknown(route: Route, matter: int | None, name: str, what: Text, known: Mapping[str, str]) -> Violation:
    """The violation for a name that is none of `known`: name → what it covers, or an empty text."""
    listed_ja = "、".join(f"「{one}」（{covers}）" if covers else f"「{one}」" for one, covers in known.items())
    listed_en = ", ".join(f"“{one}” ({covers})" if covers else f"“{one}”" for one, covers in known.items())
    meant = nearest(name, known) or _covering(name, known)
    hint = Text(f"書けるのは{listed_ja}です。", f"Known: {listed_en}.")
    if meant is not None:
        hint = Text(
            f"「{meant}」の間違いではありませんか。{hint.ja}",
            f"Did you mean “{meant}”? {hint.en}",
        )
    typed = quotation(name)
    return Violation(
        route,
        Text(f"「{typed}」という{what.ja}はありません。", f"There is no {what.en} “{typed}”."),
        hint,
        matter=matter,
    )


def _covering(name: str, known: Mapping[str, str]) -> str | None:
    """The one name whose description has `name` in it, as 可搬媒体 has USBメモリ."""
    wanted = folded(name)
    covering = [one for one, covers in known.items() if wanted and wanted in folded(one + covers)]
    return covering[0] if len(covering) == 1 else None


def _unknown_fact(route: Route, matter: int, name: str, version: Version) -> Violation:
    facts = version.definition.facts
    typed = quotation(name)
    message = Text(f"「{typed}」という事実（facts）はありません。", f"There is no fact “{typed}”.")
    if (indentation := explain_indentation(name)) is not None:
        message = Text(f"{message.ja}{indentation.ja}", f"{message.en} {indentation.en}")
        hint = INDENTATION_HINT
    elif name in BUILT_IN_FACTS:
        hint = Text(
            f"「{name}」は facts の下ではなく、type や checklist と同じ段に書いてください。",
            f"Write “{name}” beside type and checklist, not below facts.",
        )
    elif (meant := nearest(name, facts)) is not None:
        hint = Text(
            f"「{meant}」の間違いではありませんか（{facts[meant].ask}）。",
            f"Did you mean “{meant}”? ({facts[meant].ask})",
        )
    elif facts:
        hint = Text(f"書けるのは {'、'.join(facts)} です。", f"Known: {', '.join(facts)}.")
    else:
        hint = Text("この版には facts に書くものがありません。", "This version has no facts to declare.")
    return Violation(route, message, hint, part=Part.KEY, matter=matter)
