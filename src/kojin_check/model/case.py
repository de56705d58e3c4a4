"""A case file as typed data (design, section 4): what a department submits.

All models are frozen. Keys that were left blank are as if not written; what could not be read is
missing here and has been reported by `decode`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, GetPydanticSchema
from pydantic_core import core_schema

from kojin_check.findings import Text
from kojin_check.model.condition import Facts, FactValue
from kojin_check.model.dates import EraDate
from kojin_check.model.fields import Date, Number, OptionalFlag, Record, WrittenAs, readable_error, required
from kojin_check.model.marks import BLANK, MINUS, SPELLINGS, Answer, answer_from_fields, canonical, read_answer
from kojin_check.model.outline_of import TextOr
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Route

CASE_SCHEMA = "kojin-check/case/v1"


class AnswerFields(Record):
    """An answer written as a mapping; without a mark it is unanswered, as a blank one is."""

    form_words: ClassVar[Mapping[str, str]] = {
        "記号": "mark",
        "回答": "mark",
        "理由": "reason",
        "備考": "note",
        "補足": "note",
    }

    mark: str = ""
    reason: str | None = None
    note: str | None = None


def _read_answer(value: Any, read_fields: core_schema.ValidatorFunctionWrapHandler) -> Answer:
    if value is None:
        return BLANK
    if isinstance(value, str):
        return read_answer(value)
    if isinstance(value, list):
        raise readable_error(*_explain_list(value))
    fields: AnswerFields = read_fields(value)
    return answer_from_fields(fields.mark, fields.reason, fields.note)


def _explain_list(entries: list[Any]) -> tuple[Text, Text]:
    """What is wrong with an answer that is a list; the form's own `- 理由` on a line of its own becomes one."""
    message = Text(
        "回答が一覧になっています。行頭の「- 」や [ ] は、YAMLでは一覧の印です。",
        "The answer is a list: “- ” at the start of a line, or [ ], makes a list in YAML.",
    )
    match entries:
        case [str(entry)] if len(read_answer(entry).typed) > 2 and canonical(entry.strip()[:1]) not in SPELLINGS:
            declined = f"{MINUS}（{entry.strip().strip('（）()')}）"
            return message, Text(
                f"項目名と同じ行に「{declined}」のように、記号と括弧に入れた理由を書いてください。",
                f"Write mark and reason on the same line as the item, the reason in parentheses: “{declined}”.",
            )
        case [str(entry)] if len(read_answer(entry).typed) <= 2:
            return message, Text(
                f"項目名と同じ行に「{entry.strip()}」とだけ書いてください。",
                f"Write just “{entry.strip()}” on the same line as the item.",
            )
        case _:
            return message, Text(
                f"項目名と同じ行に、記号を1つ書いてください。「-」のつもりなら「{MINUS}」と書きます。",
                f"Write one mark on the same line as the item; for “-” write “{MINUS}”.",
            )


def _blank_is_empty(value: Any) -> Any:
    return {} if value is None else value


def _section(value: Any) -> Any:
    """Lets through what can hold the answers of a section; explains an answer that stands beside its heading."""
    if isinstance(value, str):
        raise readable_error(
            Text(
                f"「{quotation(value)}」とありますが、ここは対策の区分の見出しの段です。",
                f"“{quotation(value)}” stands where the headings (kinds of measure) stand.",
            ),
            Text(
                "対策の回答であれば、区分の見出しの下に移し、見出しより深く字下げしてください。",
                "If this is the answer to a measure, move it below its heading and indent it more than the heading.",
            ),
        )
    return _blank_is_empty(value)


def _with_all_levels(value: Any) -> Any:
    """Lets through what can hold the next level of answers; explains it once where the level is left out."""
    if value is None:
        return {}
    below = value.values() if isinstance(value, dict) else (value,)
    if any(isinstance(one, str) for one in below) and all(isinstance(one, str | None) for one in below):
        raise readable_error(
            Text(
                "answers の下は「行う者」「対策の区分」「対策」の3段で書きますが、段が足りません。",
                "Below `answers` there are three levels: actor, kind of measure, measure. A level is missing.",
            ),
            Text(
                "足りない見出しの行を加え、その下に字下げして「対策: 記号」を書いてください"
                "（見出しは kojin-check show で表示できます）。",
                "Add the line with the missing heading and indent “measure: mark” below it"
                " (kojin-check show prints the headings).",
            ),
        )
    return value


AnswerField = Annotated[
    Answer,
    TextOr(AnswerFields),
    GetPydanticSchema(lambda _, build: core_schema.no_info_wrap_validator_function(_read_answer, build(AnswerFields))),
    WrittenAs(AnswerFields),
]
Answers = Annotated[
    dict[
        str,
        Annotated[
            dict[str, Annotated[dict[str, AnswerField], BeforeValidator(_section)]],
            BeforeValidator(_with_all_levels),
        ],
    ],
    BeforeValidator(_with_all_levels),
]
"""actor → kind → item id → answer."""


class Party(Record):
    """The other side: a contractor, the linked organization."""

    form_words: ClassVar[Mapping[str, str]] = {
        "名称": "name",
        "事業者名": "name",
        "委託先": "name",
        "認証": "certifications",
        "資格": "certifications",
    }

    name: str = required("")
    certifications: list[str] = []


class Period(Record):
    """From when to when; either end may be open."""

    form_words: ClassVar[Mapping[str, str]] = {
        "名称": "name",
        "開始": "from",
        "開始日": "from",
        "終了": "to",
        "終了日": "to",
        "更新": "renews",
    }

    name: str | None = None
    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None
    renews: OptionalFlag = None
    """True when the same is done in the following years (次年度以降も、同様の…)."""

    @property
    def is_reversed(self) -> bool:
        """True when it certainly ends before it starts: a month counts from its first day to its last."""
        return self.from_ is not None and self.to is not None and self.to.last < self.from_.first


class Milestone(Record):
    """A step of the schedule, such as 本稼働."""

    form_words: ClassVar[Mapping[str, str]] = {
        "名称": "name",
        "日付": "date",
        "時期": "date",
    }

    name: str = required("")
    date: Date | None = None


class Subcontract(Record):
    """再委託: what a contractor hands on."""

    form_words: ClassVar[Mapping[str, str]] = {
        "再委託先": "party",
        "目的": "purpose",
        "理由": "purpose",
        "内容": "contents",
        "概要": "contents",
        "個人の範囲": "data_subjects",
        "対象者": "data_subjects",
        "情報項目": "data_items",
        "個人情報の項目": "data_items",
        "記録するコンピュータ": "storage",
        "保存場所": "storage",
        "媒体": "media",
        "取扱媒体": "media",
        "記録媒体": "media",
        "期間": "periods",
        "備考": "remarks",
    }

    party: Party | None = None
    purpose: str | None = None
    contents: list[str] = []
    data_subjects: list[str] = []
    data_items: list[str] = []
    storage: str | None = None
    media: list[str] = []
    periods: list[Period] = []
    remarks: str | None = None


class Matter(Record):
    """付議事項: one use, disclosure, processing, linkage or contract, with its filled-in checklist."""

    form_words: ClassVar[Mapping[str, str]] = {
        "種別": "type",
        "付議事項": "type",
        "チェックリスト": "checklist",
        "業務": "business",
        "登録業務": "business",
        "登録業務の名称": "business",
        "相手方": "party",
        "委託先": "party",
        "結合先": "party",
        "提供先": "party",
        "目的": "purpose",
        "理由": "purpose",
        "内容": "contents",
        "概要": "contents",
        "個人の範囲": "data_subjects",
        "対象者": "data_subjects",
        "情報項目": "data_items",
        "個人情報の項目": "data_items",
        "記録するコンピュータ": "storage",
        "保存場所": "storage",
        "媒体": "media",
        "取扱媒体": "media",
        "記録媒体": "media",
        "期間": "periods",
        "備考": "remarks",
        "日程": "milestones",
        "スケジュール": "milestones",
        "再委託": "subcontracts",
        "事実": "facts",
        "前提": "facts",
        "回答": "answers",
    }

    type: str = required("")
    checklist: Number | None = required(None)
    business: str | None = None
    party: Party | None = None
    purpose: str | None = None
    contents: list[str] = []
    data_subjects: list[str] = []
    data_items: list[str] = []
    storage: str | None = None
    media: list[str] | None = None
    periods: list[Period] = []
    milestones: list[Milestone] = []
    subcontracts: list[Subcontract] | None = None
    facts: Annotated[dict[str, OptionalFlag], BeforeValidator(_blank_is_empty)] = {}
    remarks: str | None = None
    answers: Answers = required({})

    def declared_facts(self) -> Facts:
        """Gives the facts that decide which items are needed; what is not declared is absent."""
        declared: dict[str, FactValue] = {name: flag for name, flag in self.facts.items() if flag is not None}
        if self.media:
            declared["media"] = tuple(self.media)
        if self.subcontracts is not None:
            declared["subcontracts"] = bool(self.subcontracts)
        return declared


class Overview(Record):
    """事業の概要."""

    form_words: ClassVar[Mapping[str, str]] = {
        "事業": "business",
        "事業名": "business",
        "目的": "purpose",
        "対象者": "data_subjects",
        "個人の範囲": "data_subjects",
        "内容": "contents",
        "件数": "volume",
        "想定件数": "volume",
    }

    business: str | None = None
    purpose: str | None = None
    data_subjects: str | None = None
    contents: list[str] = []
    volume: str | None = None


class WaiverEntry(Record):
    """A finding that was accepted, with the reason."""

    form_words: ClassVar[Mapping[str, str]] = {
        "規則": "rule",
        "指摘": "rule",
        "項目": "item",
        "対策": "item",
        "理由": "reason",
        "承認者": "approved_by",
        "期限": "expires",
        "有効期限": "expires",
    }

    rule: str = required("")
    item: str | None = None
    reason: str = required("")
    approved_by: str | None = None
    expires: Date | None = None


class Case(Record):
    """付議案件: one submission to the council."""

    may_wait: ClassVar[Set[str]] = frozenset({"title", "department"})
    form_words: ClassVar[Mapping[str, str]] = {
        "版": "checklist_version",
        "チェックリストの版": "checklist_version",
        "状態": "status",
        "件名": "title",
        "案件名": "title",
        "部署": "department",
        "担当課": "department",
        "担当部課": "department",
        "所管課": "department",
        "付議根拠": "clause",
        "根拠": "clause",
        "条項": "clause",
        "付議区分": "basis",
        "付議事項の種別": "basis",
        "概要": "overview",
        "事業の概要": "overview",
        "付議事項": "matters",
        "例外": "waivers",
    }

    schema_: Literal["kojin-check/case/v1"] = required(CASE_SCHEMA, alias="schema")
    checklist_version: str = required("")
    status: Literal["draft", "final"] = "final"
    title: str = required("")
    department: str = required("")
    clause: str | None = None
    basis: list[str] = required([])
    overview: Overview | None = None
    matters: list[Matter] = required([])
    waivers: list[WaiverEntry] = []


def matter_index(route: Route) -> int | None:
    """Gives the index of the matter that `route` leads into, or None when it leads elsewhere."""
    match route:
        case ("matters", int(index), *_):
            return index
        case _:
            return None


def located_periods(case: Case) -> Iterator[tuple[Route, Period]]:
    """Yields every period of the matters and of their subcontracts with its route."""
    for index, matter in enumerate(case.matters):
        for at, period in enumerate(matter.periods):
            yield ("matters", index, "periods", at), period
        for number, subcontract in enumerate(matter.subcontracts or ()):
            for at, period in enumerate(subcontract.periods):
                yield ("matters", index, "subcontracts", number, "periods", at), period


def dated(case: Case) -> Iterator[tuple[Route, EraDate]]:
    """Yields every date in the case with its route: periods, milestones, waivers."""
    for route, period in located_periods(case):
        if period.from_ is not None:
            yield (*route, "from"), period.from_
        if period.to is not None:
            yield (*route, "to"), period.to
    for index, matter in enumerate(case.matters):
        for at, milestone in enumerate(matter.milestones):
            if milestone.date is not None:
                yield ("matters", index, "milestones", at, "date"), milestone.date
    for at, waiver in enumerate(case.waivers):
        if waiver.expires is not None:
            yield ("waivers", at, "expires"), waiver.expires
