"""What to write behind each key of a checklist file and of version.yaml, in one line: for editors."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel

from kojin_check.findings import Text
from kojin_check.model.checklist import (
    Checklist,
    ItemDefinition,
    LintException,
    MarkDefinition,
    Means,
    Role,
    Section,
    SourceDocument,
    Status,
    StockReason,
    TypeDefinition,
    VersionDefinition,
)
from kojin_check.model.condition import Operator

_SCHEMA = Text("この書式の名前（変えない）", "The name of this format (leave as it is)")
_NOTE = Text("様式を管理する者のためのメモ", "A note for whoever maintains the form")

CHECKLIST_GUIDE: Mapping[type[BaseModel], Mapping[str, Text]] = {
    Checklist: {
        "schema": _SCHEMA,
        "number": Text("様式の番号。ファイル名の先頭と同じ", "Number of the form; the file name begins with it"),
        "type": Text("付議事項の種別（version.yaml の types）", "Type of matter (types in version.yaml)"),
        "title": Text("様式の題名", "Title of the form"),
        "scope": Text("様式の対象。同じ種別の様式を見分ける", "What the form is for, where a type has several"),
        "applies": Text(
            "この様式を用いる案件の条件。例: {media: {only: [紙媒体]}}。書かなければ、この種別の全ての案件",
            "Which matters of the type use this form, such as {media: {only: [紙媒体]}}; without it, all",
        ),
        "requires": Text("案件が必ず示す事実", "Facts that a matter must declare"),
        "marks": Text("回答の記号", "The marks of the form"),
        "sections": Text("主体と区分ごとの対策、様式の並び順", "The measures by actor and kind, in the form's order"),
        "note": _NOTE,
    },
    MarkDefinition: {
        "label": Text("様式にある記号の説明", "The form's own explanation of the mark"),
        "means": Text("記号の意味", "What the mark means"),
        "reason": Text(
            "required なら、この記号の回答に理由が要る", "required if an answer with this mark needs a reason"
        ),
    },
    Section: {
        "actor": Text("対策を行う主体", "Who takes the measures"),
        "kind": Text("対策の区分", "Kind of measures"),
        "heading": Text("様式の見出しのとおり", "The form's own heading"),
        "items": Text("対策の項目、様式の並び順", "The items, in the form's order"),
    },
    ItemDefinition: {
        "id": Text(
            "項目の名前。同じ対策は、両側でも、様式や版が違っても、同じ名前にする",
            "Name of the item; the same measure has the same name on both sides, on all forms and in all versions",
        ),
        "text": Text("様式の文言のとおり", "The form's own words"),
        "when": Text(
            "この項目が必要な案件の条件。例: {media: {any_of: [紙媒体, 可搬媒体]}}。書かなければ、いつも必要",
            "When the item is needed, such as {media: {any_of: [紙媒体]}}; without it, always",
        ),
        "strict": Text(
            "true なら、条件に当てはまらないのに対策を行うという回答を誤りとする",
            "true if answering the item as met outside its condition is an error",
        ),
        "otherwise": Text("条件に当てはまらないときの理由", "The reason to give when the condition does not hold"),
        "formerly": Text("前の版での id（名前を変えたとき）", "The id in the version before, if it was renamed"),
        "note": _NOTE,
    },
    VersionDefinition: {
        "schema": _SCHEMA,
        "id": Text("版の名前。フォルダの名前と同じ", "Id of the version: its folder's name"),
        "title": Text("版の題名", "Title of the version"),
        "status": Text("版の状態", "Status of the version"),
        "effective": Text("適用日。採用された版では必ず書く", "In force from this day; needed once adopted"),
        "supersedes": Text("この版が置き換える版の id", "Id of the version that this one supersedes"),
        "authority": Text("様式を定めた部署", "Who issues the forms"),
        "source": Text("様式を公表した資料", "The document that the forms were published in"),
        "notes": Text("版を管理する者のためのメモ", "Notes for whoever maintains the version"),
        "types": Text(
            "付議事項の種別、並び順。例: 業務委託: {role: contract}",
            "The types of matters in their order, such as 業務委託: {role: contract}",
        ),
        "go_live": Text("本番の開始を表す日程の名称", "Name of the milestone that means going live"),
        "media": Text("取扱媒体の名称と説明", "The media with their descriptions"),
        "facts": Text(
            "項目の要否を決める事実と、その問い。案件には true か false で書く",
            "The flags that decide which items are needed, each with its question",
        ),
        "stock_reasons": Text(
            "よく書かれる理由と、それが案件について述べていること",
            "Common reasons with what they assert about the matter",
        ),
        "exceptions": Text(
            "kojin-check lint の指摘のうち、そのままでよいもの",
            "Findings of kojin-check lint that are as they should be",
        ),
        "fingerprint": Text(
            "採用した内容の指紋。kojin-check lint --seal が書く",
            "Fingerprint of the adopted content; kojin-check lint --seal writes it",
        ),
    },
    TypeDefinition: {
        "role": Text("種別の役割。種別をまたぐ確認が読む", "What the type does with the data, for checks across types"),
    },
    StockReason: {
        "pattern": Text("理由の中を探す正規表現", "A regular expression, searched in the reason"),
        "asserts": Text("この理由が述べていること（条件）", "What such a reason asserts: a condition"),
    },
    SourceDocument: {
        "title": Text("資料の題名", "Title of the document"),
        "date": Text("資料の日付", "Its date"),
        "part": Text("資料の中の場所", "Where in the document"),
    },
    LintException: {
        "rule": Text("規則のコード。例: KJ702", "Code of the rule, such as KJ702"),
        "item": Text("項目の番地。番号/主体/区分/項目名の形で書く", "Address of the item: number/actor/kind/id"),
        "reason": Text("そのままでよい理由", "Why it is as it should be"),
    },
}
"""Model → key in the file → what to write there."""

WORD_GUIDE: Mapping[StrEnum, Text] = {
    Means.MET: Text("対策を行う", "The measure is taken"),
    Means.NOT_APPLICABLE: Text("対策の必要がない", "The measure is not needed"),
    Means.UNMET: Text("必要な対策を行わない", "The measure is needed and not taken"),
    Role.RECORDING: Text("記録する（電算処理）", "Recording data"),
    Role.LINKAGE: Text("外部と結合する（外部結合）", "Linking to another system"),
    Role.CONTRACT: Text("外部に委ねる（業務委託、指定管理）", "Entrusting the work to somebody"),
    Role.DISCLOSURE: Text("提供する（目的外利用、外部提供）", "Handing data on"),
    Status.DRAFT: Text("案", "A proposal"),
    Status.ADOPTED: Text("採用されている", "In force"),
    Status.RETIRED: Text("使われなくなった", "No longer in force"),
    Operator.ANY_OF: Text("どれか1つを含む", "Contains at least one of them"),
    Operator.ALL_OF: Text("全てを含む", "Contains all of them"),
    Operator.NONE_OF: Text("どれも含まない", "Contains none of them"),
    Operator.ONLY: Text("これらのほかを含まない", "Contains nothing else"),
}
"""Word that is written as a value or as an operator of a condition → what it says."""
