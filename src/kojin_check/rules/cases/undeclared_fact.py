"""KJ204: a fact that the checklist requires and the matter does not declare."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.condition import BUILT_IN_FACTS
from kojin_check.model.library import Version
from kojin_check.model.pages import Holder, named
from kojin_check.model.sheet import Sheet
from kojin_check.rules.phrases import fact_route, how_to_declare
from kojin_check.rules.rule import Context, Documentation, Hiding, Violation, rule
from kojin_check.similarity import nearest

_MOST_MISSPELT = 100
"""So many unknown names are looked into: a list with more of them is none that was only misspelt."""


@rule(
    code="KJ204",
    name="undeclared-fact",
    severity=Severity.ERROR,
    title=Text("必要な事実が書かれていない", "a required fact is not declared"),
    documentation=Documentation(
        what=Text(
            "チェックリストが必ず示すように求めている事実（業務委託と指定管理の media など）が書かれていないものを指摘します。",
            "Reports a fact that the checklist requires, such as media on a contract, and that the matter does not declare.",
        ),
        why=Text(
            "取扱媒体が分からないと、どの様式を使うのか、紙の施錠保管などの対策が必要なのかどうかを確認できません。",
            "Without the media it is unknown which form applies and whether measures such as locked storage are needed.",
        ),
        instead=Text(
            "事項に、その事実を書きます。",
            "Declare the fact in the matter.",
        ),
        bad="""\
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
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
def undeclared_fact(context: Context) -> Iterator[Violation]:
    version = context.version
    if version is None:
        return
    for sheet in context.sheets:
        for fact in sheet.checklist.requires:
            if not _is_declared(context, sheet, fact):
                name = _name(fact, version, sheet.matter.type)
                yield Violation(
                    fact_route(sheet.index, fact),
                    Text(
                        f"この様式に必要な「{name.ja}」が書かれていません。",
                        f"“{name.en}” is not declared, which this form requires.",
                    ),
                    how_to_declare(fact, version, sheet.matter.type),
                    matter=sheet.index,
                )


def _name(fact: str, version: Version, matter_type: str) -> Text:
    """The fact in the form's words: one with a key of its own is a field of the page."""
    if fact not in BUILT_IN_FACTS:
        return Text(fact, fact)
    return named(fact, version.pages.label_of(Holder.MATTER, fact, matter_type))


def _is_declared(context: Context, sheet: Sheet, fact: str) -> bool:
    """True when the fact is declared, or something that is reported elsewhere stands for it."""
    if fact in sheet.matter.declared_facts() or not context.decoded.is_intact(fact_route(sheet.index, fact)):
        return True
    unknown = [name for name in sheet.matter.facts if context.version and name not in context.version.definition.facts]
    return any(nearest(name, sheet.checklist.requires) == fact for name in unknown[:_MOST_MISSPELT])
