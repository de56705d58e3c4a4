"""What to write behind each key of a case file, in one line: for forms to fill in and for editors."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from kojin_check.findings import Text
from kojin_check.model.case import (
    AnswerFields,
    Case,
    Matter,
    Milestone,
    Overview,
    Party,
    Period,
    Subcontract,
    WaiverEntry,
)

_PARTY = Text(
    "相手方。例: {name: 株式会社○○, certifications: [プライバシーマーク]}",
    "The other side. For example: {name: Example Inc., certifications: [ISO 27001]}",
)
_PURPOSE = Text("目的、理由", "Purpose, reason")
_CONTENTS = Text("内容。1行に1つ「- 」を付けて書く", "Contents: one entry a line, each with “- ”")
_DATA_SUBJECTS = Text(
    "個人の範囲（誰の個人情報か）。1行に1つ「- 」を付けて書く",
    "Whose personal data: one entry a line, each with “- ”",
)
_DATA_ITEMS = Text(
    "個人情報の項目。1行に1つ「- 氏名」のように書く",
    "Items of personal data: one entry a line, such as “- name”",
)
_STORAGE = Text("個人情報を記録するもの（サーバ、媒体）", "What the personal data is recorded on: server, medium")
_MEDIA = Text("取り扱う媒体", "Media that are handled")
_PERIODS = Text(
    "期間。例: - {name: 運用, from: 令和6年4月1日, to: 令和7年3月31日, renews: true}"
    "（renews: true は、次年度以降も同様に行うとき）",
    "Periods. For example: - {name: operation, from: 2024-04-01, to: 2025-03-31, renews: true}"
    " (renews: true if it goes on in the following years)",
)
_REMARKS = Text("備考", "Remarks")

GUIDE: Mapping[type[BaseModel], Mapping[str, Text]] = {
    Case: {
        "schema": Text("この書式の名前（変えない）", "The name of this format (leave as it is)"),
        "checklist_version": Text("チェックリストの版", "Version of the checklists"),
        "status": Text(
            "作成中は draft、書き終えたら final",
            "draft while you write, final when you are done",
        ),
        "title": Text("件名", "Title of the case"),
        "department": Text("担当の部課名", "Department in charge"),
        "clause": Text("付議の根拠となる条項", "Clause under which the case is submitted"),
        "basis": Text("付議する事項の種別", "Types of the matters that are submitted"),
        "overview": Text("事業の概要", "Overview of the business"),
        "matters": Text("付議する事項", "The matters that are submitted"),
        "waivers": Text("理由を付けて認められた指摘", "Findings that were accepted, with the reason"),
    },
    Overview: {
        "business": Text("事業の名称", "Name of the business"),
        "purpose": Text("事業の目的", "Purpose of the business"),
        "data_subjects": Text("対象者", "Whom it concerns"),
        "contents": Text("事業の内容。1行に1つ「- 」を付けて書く", "Contents: one entry a line, each with “- ”"),
        "volume": Text("対象者数、想定件数など", "Number of persons or entries expected"),
    },
    Matter: {
        "type": Text("この事項の種別", "Type of this matter"),
        "checklist": Text("チェックリストの番号", "Number of the checklist"),
        "business": Text("登録業務の名称", "Name of the registered business"),
        "party": _PARTY,
        "purpose": _PURPOSE,
        "contents": _CONTENTS,
        "data_subjects": _DATA_SUBJECTS,
        "data_items": _DATA_ITEMS,
        "storage": _STORAGE,
        "media": _MEDIA,
        "periods": _PERIODS,
        "milestones": Text(
            "日程。例: - {name: テスト, date: 令和6年11月}",
            "Schedule. For example: - {name: test, date: 2024-11}",
        ),
        "subcontracts": Text(
            "再委託。ないときは [] と書く",
            "What the contractor hands on; [] if nothing",
        ),
        "facts": Text(
            "項目の要否を決める事実。はいは true、いいえは false",
            "Facts that decide which measures are needed: true or false",
        ),
        "remarks": _REMARKS,
        "answers": Text("チェックリストの回答", "Answers to the checklist"),
    },
    Subcontract: {
        "party": Text(
            "再委託先。例: {name: 株式会社○○, certifications: [プライバシーマーク]}",
            "The subcontractor. For example: {name: Example Inc., certifications: [ISO 27001]}",
        ),
        "purpose": _PURPOSE,
        "contents": _CONTENTS,
        "data_subjects": _DATA_SUBJECTS,
        "data_items": _DATA_ITEMS,
        "storage": _STORAGE,
        "media": _MEDIA,
        "periods": _PERIODS,
        "remarks": _REMARKS,
    },
    Party: {
        "name": Text("名称", "Name"),
        "certifications": Text("取得している認証", "Certifications that it holds"),
    },
    Period: {
        "name": Text("何の期間か", "What the period is for"),
        "from": Text("始まる日。例: 令和6年4月1日", "First day, such as 2024-04-01"),
        "to": Text("終わる日。例: 令和7年3月31日", "Last day, such as 2025-03-31"),
        "renews": Text("次年度以降も同様に行うときは true", "true if it goes on in the following years"),
    },
    Milestone: {
        "name": Text("作業の名称", "Name of the step"),
        "date": Text("日付。月まででもよい", "Date; the month is enough"),
    },
    WaiverEntry: {
        "rule": Text("規則のコード。例: KJ402", "Code of the rule, such as KJ402"),
        "item": Text("項目。番号/主体/種類/項目名の形で書く", "Item, written as number/actor/kind/id"),
        "reason": Text("認めた理由", "Why the finding was accepted"),
        "approved_by": Text("認めた者", "Who accepted it"),
        "expires": Text("この日まで有効", "Valid until this day"),
    },
    AnswerFields: {
        "mark": Text("記号", "The mark"),
        "reason": Text("理由", "The reason"),
        "note": Text("補足", "A note"),
    },
}
"""Model → key in the file → what to write there."""
