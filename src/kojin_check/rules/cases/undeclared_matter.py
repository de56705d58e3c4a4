"""KJ202: a matter whose type basis does not name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kojin_check.findings import Severity, Text
from kojin_check.model.case import Matter
from kojin_check.model.library import Version
from kojin_check.reading.tree import Part
from kojin_check.rules.rule import Context, Documentation, Hiding, Place, Violation, rule
from kojin_check.similarity import nearest

_MOST_MISSPELT = 100
"""So many unknown names are looked into: a list with more of them is none that was only misspelt."""


@rule(
    code="KJ202",
    name="undeclared-matter",
    severity=Severity.ERROR,
    title=Text("事項の種別が basis にない", "a matter that basis does not name"),
    documentation=Documentation(
        what=Text(
            "matters にある事項の種別が、basis（事項の種別）に挙げられていないものを指摘します。",
            "Reports a matter whose type basis does not name.",
        ),
        why=Text(
            "案件の表書きに種別が抜けていると、その事項が付議されていることに気付かれないまま審議されるおそれがあります。",
            "A matter that the cover of the case does not name may be overlooked when the case is considered.",
        ),
        instead=Text(
            "basis に種別を加えるか、付議しないのなら事項を除きます。",
            "Add the type to basis, or take the matter out if it is not submitted.",
        ),
        bad="""\
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
  - type: 外部結合
    checklist: 4
""",
        good="""\
basis: [外部結合, 業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
  - type: 外部結合
    checklist: 4
""",
    ),
    hiding=Hiding.NEVER,
)
def undeclared_matter(context: Context) -> Iterator[Violation]:
    version, case = context.version, context.case
    if version is None or not case.basis or not context.decoded.is_intact(("basis",)):
        return
    named = set(case.basis)
    misspelt = (name for name in case.basis if name not in version.definition.types)
    named.update(nearest(name, version.definition.types) or name for name in islice(misspelt, _MOST_MISSPELT))
    for index, matter in enumerate(case.matters):
        if (
            matter.type in version.definition.types
            and matter.type not in named
            and not _is_mistyped(matter, context, version)
        ):
            yield Violation(
                ("matters", index, "type"),
                Text(
                    f"「{matter.type}」の事項がありますが、basis に「{matter.type}」がありません。",
                    f"There is a matter of type “{matter.type}”, but basis does not name it.",
                ),
                Text(
                    f"basis に「{matter.type}」を加えてください。出さないなら、この事項を除いてください。",
                    f"Add “{matter.type}” to basis, or take the matter out if it is not submitted.",
                ),
                matter=index,
                related=(Place(("basis",), Text("basis はここです", "basis stands here"), Part.KEY),),
            )


def _is_mistyped(matter: Matter, context: Context, version: Version) -> bool:
    """True when the matter's checklist is for a type that basis names: then its type is wrong, which is KJ203."""
    checklist = None if matter.checklist is None else version.checklists.get(matter.checklist)
    return checklist is not None and checklist.type != matter.type and checklist.type in context.case.basis
