"""KJ201: basis names a type that no matter has."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.case import Matter
from kojin_check.model.library import Version
from kojin_check.rules.rule import Context, Documentation, Hiding, Violation, rule
from kojin_check.similarity import nearest


@rule(
    code="KJ201",
    name="missing-matter",
    severity=Severity.ERROR,
    title=Text("basis に挙げた種別の事項がない", "a type that no matter has"),
    documentation=Documentation(
        what=Text(
            "basis（事項の種別）に挙げた種別の事項が、matters にないものを指摘します。",
            "Reports a type that basis names although no matter has it.",
        ),
        why=Text(
            "付議するはずの事項が抜けていると、その事項の個人情報保護対策が審議されません。",
            "If a matter that should be submitted is left out, its measures are not considered.",
        ),
        instead=Text(
            "その種別の事項を matters に加えるか、付議しないのなら basis から除きます。",
            "Add the matter to matters, or take the type out of basis if it is not submitted.",
        ),
        bad="""\
basis: [外部結合, 業務委託]
matters:
  - type: 業務委託
    checklist: 5
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
def missing_matter(context: Context) -> Iterator[Violation]:
    """Yields one violation for each type of the basis that no matter has, or may have."""
    version, case = context.version, context.case
    if version is None or not case.matters or _has_merged(context):
        return
    accounted: set[str] = set()
    for matter in case.matters:
        types = _types(matter, version)
        if not types:
            return  # This matter may be of any type; what is wrong with it is reported there.
        accounted |= types
    for index, name in enumerate(case.basis):
        if name in version.definition.types and name not in accounted and name not in case.basis[:index]:
            yield Violation(
                ("basis", index),
                Text(
                    f"basis に「{name}」がありますが、「{name}」の事項がありません。",
                    f"basis names “{name}”, but no matter is of this type.",
                ),
                Text(
                    f"matters に「type: {name}」の事項を加えるか、出さないなら basis から「{name}」を除いてください。",
                    f"Add a matter with “type: {name}”, or take “{name}” out of basis.",
                ),
            )


def _has_merged(context: Context) -> bool:
    """True when a matter has keys twice: one whose line `- type` is missing has run into the one before it."""
    return any(context.decoded.is_broken(("matters", key)) for key in ("type", "checklist", "answers"))


def _types(matter: Matter, version: Version) -> set[str]:
    """The types that the matter has, or is likely meant to have: by its checklist, or by a misspelt type.

    A type that does not fit its checklist, or that the version does not know, is reported there.
    """
    known = version.definition.types
    meant = matter.type if matter.type in known else nearest(matter.type, known)
    types = set() if meant is None else {meant}
    checklist = None if matter.checklist is None else version.checklists.get(matter.checklist)
    return types if checklist is None else types | {checklist.type}
