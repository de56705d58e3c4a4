"""The one way out of a report: personal data that a case holds is masked in everything that is said about it.

The corrections keep the text that they write, because they are made with it; whatever else a report says, in any
format, has passed here.
"""

from __future__ import annotations

from kojin_check.findings import CaseHead, FileReport, Finding, Fix, FormField, Tally, Text, Waiver
from kojin_check.rules.cases.personal_data import concealed


def without_personal_data(report: FileReport) -> FileReport:
    """Gives `report` with personal data masked; its excerpts must have been masked already."""
    return report._replace(
        findings=tuple(map(_finding, report.findings)),
        waived=tuple(map(_finding, report.waived)),
        tallies=tuple(map(_tally, report.tallies)),
        head=None if report.head is None else _head(report.head),
    )


def shown_fix(finding: Finding) -> Fix | None:
    """Gives the fix of a finding as a report may hold it: none where its text holds personal data.

    Masked, it would write the mask into the case for whoever makes it; `--fix` makes it all the same.
    """
    fix = finding.fix
    return None if fix is None or any(concealed(edit.text) != edit.text for edit in fix.edits) else fix


def _finding(finding: Finding) -> Finding:
    return finding._replace(
        message=_text(finding.message),
        hint=_text(finding.hint),
        item=None if finding.item is None else finding.item._replace(address=concealed(finding.item.address)),
        related=tuple(related._replace(message=_text(related.message)) for related in finding.related),
        fix=None if finding.fix is None else finding.fix._replace(description=_text(finding.fix.description)),
        waiver=None if finding.waiver is None else _waiver(finding.waiver),
        party=_maybe(finding.party),
    )


def _waiver(waiver: Waiver) -> Waiver:
    return Waiver(concealed(waiver.reason), _maybe(waiver.approved_by), _maybe(waiver.expires))


def _tally(tally: Tally) -> Tally:
    return tally if tally.party is None else tally._replace(party=concealed(tally.party))


def _head(head: CaseHead) -> CaseHead:
    profile = head.profile._replace(
        parties=tuple(map(concealed, head.profile.parties)),
        subcontractors=tuple(map(concealed, head.profile.subcontractors)),
        facts=tuple(map(concealed, head.profile.facts)),
        result=concealed(head.profile.result),
    )
    return head._replace(
        title=concealed(head.title),
        department=concealed(head.department),
        fields=tuple(map(_field, head.fields)),
        profile=profile,
    )


def _field(field: FormField) -> FormField:
    match field.value:
        case str(text):
            return field._replace(value=concealed(text))
        case tuple(texts):
            return field._replace(value=tuple(map(concealed, texts)))
        case _:
            return field


def _text(text: Text) -> Text:
    return Text(concealed(text.ja), concealed(text.en))


def _maybe(text: str | None) -> str | None:
    return None if text is None else concealed(text)
