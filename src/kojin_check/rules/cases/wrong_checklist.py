"""KJ203: the checklist is not for this type of matter or not for these media."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.case import Matter
from kojin_check.model.checklist import Checklist
from kojin_check.model.condition import Facts
from kojin_check.model.library import Version
from kojin_check.model.sheet import known_facts
from kojin_check.rules.phrases import declared_by
from kojin_check.rules.rule import Context, Documentation, Hiding, Place, Violation, rule


@rule(
    code="KJ203",
    name="wrong-checklist",
    severity=Severity.ERROR,
    title=Text("チェックリストの番号が合わない", "a checklist that is not for this matter"),
    documentation=Documentation(
        what=Text(
            "事項の種別や取扱媒体に合わないチェックリストの番号を指摘し、正しい番号を示します"
            "（電磁的媒体を扱うのに「紙媒体のみ」の様式、紙媒体のみなのに電磁的媒体の様式など）。",
            "Reports the number of a checklist that is not for this type of matter or not for these media (the form for paper "
            "only on a contract with electronic media, say), and names the right one.",
        ),
        why=Text(
            "様式が違うと、必要な対策が初めから問われません。その様式の回答は、この指摘が直るまで確認しません。",
            "On the wrong form, measures that are needed are never asked for. Its answers are not checked until this is settled.",
        ),
        instead=Text(
            "正しい番号に直し、その様式の対策に答えます。媒体や種別の方が誤りなら、そちらを直します。",
            "Write the right number and answer that form; or correct the media or the type if these are wrong.",
        ),
        bad="""\
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 6
    media: [電磁的媒体]
""",
        good="""\
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
""",
    ),
    hiding=Hiding.NEVER,
)
def wrong_checklist(context: Context) -> Iterator[Violation]:
    version = context.version
    if version is None:
        return
    for index, matter in enumerate(context.case.matters):
        if matter.checklist is None or matter.type not in version.definition.types:
            continue
        facts = known_facts(matter, version)
        found = _mismatch(index, matter, facts, version)
        if found is not None:
            message, related = found
            yield Violation(
                ("matters", index, "checklist"),
                message,
                _hint(matter, facts, version),
                matter=index,
                related=related,
            )


def _mismatch(index: int, matter: Matter, facts: Facts, version: Version) -> tuple[Text, tuple[Place, ...]] | None:
    """Why the checklist is not for the matter, with the places that show it."""
    number = matter.checklist
    checklist = version.checklists.get(number) if number is not None else None
    if checklist is None:
        return Text(f"チェックリスト{number}はありません。", f"There is no checklist {number}."), ()
    if checklist.type != matter.type:
        place = Place(("matters", index, "type"), Text("種別はここです", "the type stands here"))
        return Text(
            f"チェックリスト{number}は「{checklist.type}」の様式ですが、この事項は「{matter.type}」です。",
            f"Checklist {number} is for “{checklist.type}”, but this matter is “{matter.type}”.",
        ), (place,)
    if checklist.applies is not None and checklist.applies.holds(facts) is False:
        declared = declared_by(index, facts, checklist.applies.facts)
        return Text(
            f"チェックリスト{number}{_scope_ja(checklist)}は、{declared.text.ja}の事項には使えません。",
            f"Checklist {number}{_scope_en(checklist)} is not for a matter with {declared.text.en}.",
        ), declared.places
    return None


def _hint(matter: Matter, facts: Facts, version: Version) -> Text:
    fitting = [
        checklist
        for checklist in version.checklists_for(matter.type)
        if checklist.applies is None or checklist.applies.holds(facts) is not False
    ]
    if not fitting:
        return Text(
            f"「{matter.type}」でこの事実に合う様式はありません。type と、取扱媒体などの申告を確かめてください。",
            f"No form for “{matter.type}” fits what the matter declares. Check the type and the declared facts.",
        )
    japanese = "か".join(f"「{one.number}」{_scope_ja(one)}" for one in fitting)
    english = " or ".join(f"“{one.number}”{_scope_en(one)}" for one in fitting)
    return Text(
        f"checklist を{japanese}に直すか、type や取扱媒体の申告を確かめてください。",
        f"Change checklist to {english}, or check the type and the declared facts.",
    )


def _scope_ja(checklist: Checklist) -> str:
    return f"（{checklist.type}、{checklist.scope}）" if checklist.scope else f"（{checklist.type}）"


def _scope_en(checklist: Checklist) -> str:
    return f" ({checklist.type}, {checklist.scope})" if checklist.scope else f" ({checklist.type})"
