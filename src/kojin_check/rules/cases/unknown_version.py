"""KJ010: a checklist version that the library does not have."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.reading.characters import quotation
from kojin_check.rules.rule import Context, Documentation, Hiding, Violation, rule
from kojin_check.similarity import nearest


@rule(
    code="KJ010",
    name="unknown-version",
    severity=Severity.ERROR,
    title=Text("チェックリストの版が見つからない", "a checklist version that does not exist"),
    documentation=Documentation(
        what=Text(
            "checklist_version に書かれたチェックリストの版が見つからないことを指摘し、使える版を示します。",
            "Reports a checklist_version that does not exist, and lists the versions that do.",
        ),
        why=Text(
            "版が決まらないと、どの対策に答えるべきかが分からず、回答を1つも確認できません。",
            "Without the version it is unknown which measures have to be answered, and no answer can be checked.",
        ),
        instead=Text(
            "使える版の名前を書きます。別の場所にある版は、そのフォルダを設定の checklists か --checklists に加えます。",
            "Write the name of an existing version. For versions kept elsewhere, add their folder under checklists in the "
            "configuration, or with --checklists.",
        ),
        bad="checklist_version: 令和5年度版\n",
        good="checklist_version: r5\n",
    ),
    hiding=Hiding.NEVER,
)
def unknown_version(context: Context) -> Iterator[Violation]:
    named = context.case.checklist_version.strip()
    if context.version is not None or not named:
        return
    ids = context.library.ids
    meant = nearest(named, ids)
    listed = Text(f"使える版は {'、'.join(ids)} です。", f"Known versions: {', '.join(ids)}.")
    yield Violation(
        ("checklist_version",),
        Text(
            f"「{quotation(named)}」というチェックリストの版はありません。",
            f"There is no checklist version “{quotation(named)}”.",
        ),
        listed
        if meant is None
        else Text(
            f"「{meant}」の間違いではありませんか。{listed.ja}",
            f"Did you mean “{meant}”? {listed.en}",
        ),
    )
