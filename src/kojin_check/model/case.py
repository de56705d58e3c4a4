"""A case file as typed data: what a department submits.

All models are frozen. Keys that were left blank are as if not written; what could not be read is
missing here and has been reported by `decode`.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Set
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, GetPydanticSchema
from pydantic_core import core_schema

from kojin_check.findings import Text
from kojin_check.model.condition import MEDIA, SUBCONTRACTS, Facts, FactValue
from kojin_check.model.dates import EraDate
from kojin_check.model.fields import Date, Number, OptionalFlag, Record, optional, read_flag, readable_error, required
from kojin_check.model.marks import BLANK, MINUS, SPELLINGS, Answer, answer_from_fields, canonical, read_answer
from kojin_check.model.outline_of import TextOr
from kojin_check.model.shorthand import MEDIA_NAMES, PARTY, PERIODS, TEXTS, UNDATED
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Route

CASE_SCHEMA = "kojin-check/case/v1"
MOST_CHARACTERS = 1_000
"""Of a reason or a note, as they are held against the wordings of a version."""
_SURELY_FEWER = MOST_CHARACTERS // 18
"""Characters that never become more than that, however many NFKC makes of each."""


OWN = "\0own"
"""Where `decode` puts the fields that only the form of a case has; no key of a file has a NUL in it."""


class OnPage(Record):
    """A record of the form, on which a form can have fields of its own."""

    own: dict[str, Any] = Field(default={}, alias="\0own", exclude=True)
    """Key → value of the fields that only this form has, as `own_fields.reader` reads them; no key of files."""


class AnswerFields(OnPage):
    """An answer written as a mapping; without a mark it is unanswered, as a blank one is."""

    mark: str = optional("", Text("記号", "The mark"), "記号", "回答")
    reason: str | None = optional(None, Text("理由", "The reason"), "理由")
    note: str | None = optional(None, Text("補足", "A note"), "備考", "補足")


def _read_answer(value: Any, read_fields: core_schema.ValidatorFunctionWrapHandler) -> Answer:
    if value is None:
        return BLANK
    if isinstance(value, str):
        return read_answer(value) if len(value) <= _SURELY_FEWER else _within_limits(read_answer(value))
    if isinstance(value, list):
        raise readable_error(*_explain_list(value))
    fields: AnswerFields = read_fields(value)
    return _within_limits(answer_from_fields(fields.mark, fields.reason, fields.note, fields.own))


def _within_limits(answer: Answer) -> Answer:
    for text in (answer.reason, answer.note):
        if text is not None and len(text) > _SURELY_FEWER:
            characters = len(unicodedata.normalize("NFKC", text))
            if characters > MOST_CHARACTERS:
                raise readable_error(
                    Text(
                        f"理由や補足が{characters:,}字あります。書けるのは{MOST_CHARACTERS:,}字までです。",
                        f"The reason or note has {characters:,} characters; at most {MOST_CHARACTERS:,} can be written.",
                    ),
                    Text(
                        "要点だけを書き、詳しい説明は remarks に移してください。",
                        "Write the point, and the details under remarks.",
                    ),
                )
    return answer


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

    name: str = required("", Text("名称", "Name"), "名称", "事業者名", "委託先")
    certifications: list[str] = optional([], Text("取得している認証", "Certifications that it holds"), "認証", "資格")


class Period(Record):
    """From when to when; either end may be open."""

    name: str | None = optional(None, Text("何の期間か", "What the period is for"), "名称")
    from_: Annotated[Date | None, UNDATED] = optional(
        None, Text("始まる日。例: 令和6年4月1日", "First day, such as 2024-04-01"), "開始", "開始日", alias="from"
    )
    to: Annotated[Date | None, UNDATED] = optional(
        None, Text("終わる日。例: 令和7年3月31日", "Last day, such as 2025-03-31"), "終了", "終了日"
    )
    renews: OptionalFlag = optional(
        None, Text("次年度以降も同様に行うときは true", "true if it goes on in the following years"), "更新"
    )
    """True when the same is done in the following years (次年度以降も、同様の…)."""

    @property
    def is_reversed(self) -> bool:
        """True when it certainly ends before it starts: a month counts from its first day to its last."""
        return self.from_ is not None and self.to is not None and self.to.last < self.from_.first


class Milestone(Record):
    """A step of the schedule, such as 本稼働."""

    name: str = required("", Text("作業の名称", "Name of the step"), "名称")
    date: Date | None = optional(None, Text("日付。月まででもよい", "Date; the month is enough"), "日付", "時期")


class Handling(OnPage):
    """What somebody does with personal data: which, on what, and for how long."""

    party: Annotated[Party | None, PARTY] = optional(
        None,
        Text(
            "相手方。例: {name: 株式会社例示, certifications: [プライバシーマーク]}",
            "The other side. For example: {name: Example Inc., certifications: [ISO 27001]}",
        ),
        "相手方",
        "委託先",
        "結合先",
        "提供先",
    )
    purpose: str | None = optional(None, Text("目的、理由", "Purpose, reason"), "目的", "理由")
    contents: list[str] = optional(
        [], Text("内容。1行に1つ「- 」を付けて書く", "Contents: one entry a line, each with “- ”"), "内容", "概要"
    )
    data_subjects: list[str] = optional(
        [],
        Text(
            "個人の範囲（誰の個人情報か）。1行に1つ「- 」を付けて書く",
            "Whose personal data: one entry a line, each with “- ”",
        ),
        "個人の範囲",
        "対象者",
    )
    data_items: Annotated[list[str], TEXTS] = optional(
        [],
        Text(
            "個人情報の項目。1行に1つ「- 氏名」のように書く",
            "Items of personal data: one entry a line, such as “- name”",
        ),
        "情報項目",
        "個人情報の項目",
    )
    storage: str | None = optional(
        None,
        Text("個人情報を記録するもの（サーバ、媒体）", "What the personal data is recorded on: server, medium"),
        "記録するコンピュータ",
        "保存場所",
    )
    media: Annotated[list[str], MEDIA_NAMES] = optional(
        [], Text("取り扱う媒体", "Media that are handled"), "媒体", "取扱媒体", "記録媒体"
    )
    periods: Annotated[list[Period], PERIODS] = optional(
        [],
        Text(
            "期間。例: - {name: 運用, from: 令和6年4月1日, to: 令和7年3月31日, renews: true}"
            "（renews: true は、次年度以降も同様に行うとき）",
            "Periods. For example: - {name: operation, from: 2024-04-01, to: 2025-03-31, renews: true}"
            " (renews: true if it goes on in the following years)",
        ),
        "期間",
    )


class Subcontract(Handling):
    """再委託: what a contractor hands on."""

    party: Annotated[Party | None, PARTY] = optional(
        None,
        Text(
            "さらに委託する先。例: {name: 株式会社例示, certifications: [プライバシーマーク]}",
            "The subcontractor. For example: {name: Example Inc., certifications: [ISO 27001]}",
        ),
        "再委託先",
    )
    remarks: str | None = optional(None, Text("備考", "Remarks"), "備考")


class FactWord(str):
    """The word with which a fact is answered that has some to choose from: read, and none that was only typed."""

    __slots__ = ()


def _fact(value: Any) -> Any:
    return value if isinstance(value, FactWord) else read_flag(value)


FactAnswer = Annotated[bool | str | None, BeforeValidator(_fact)]
"""What is declared about a fact: true or false, or one of the fact's words."""


class Registered(Record):
    """Under which type, form and name a matter is registered: the keys that stand before all others."""

    type: str = required("", Text("この事項の種別", "Type of this matter"), "種別", "付議事項")
    checklist: Number | None = required(None, Text("チェックリストの番号", "Number of the checklist"), "チェックリスト")
    business: str | None = optional(
        None, Text("業務の名称", "Name of the business"), "業務", "登録業務", "登録業務の名称"
    )


class Matter(Handling, Registered):
    """付議事項: one use, disclosure, processing, linkage or contract, with its filled-in checklist."""

    milestones: list[Milestone] = optional(
        [],
        Text(
            "日程。例: - {name: テスト, date: 令和6年11月}",
            "Schedule. For example: - {name: test, date: 2024-11}",
        ),
        "日程",
        "スケジュール",
    )
    subcontracts: list[Subcontract] | None = optional(
        None,
        Text(
            "さらに委託するもの。ないときは [] と書く",
            "What the contractor hands on; [] if nothing",
        ),
        "再委託",
    )
    facts: Annotated[dict[str, FactAnswer], BeforeValidator(_blank_is_empty)] = optional(
        {},
        Text(
            "項目の要否を決める事実。はいは true、いいえは false",
            "Facts that decide which measures are needed: true or false",
        ),
        "事実",
        "前提",
    )
    remarks: str | None = optional(None, Text("備考", "Remarks"), "備考")
    answers: Answers = required({}, Text("チェックリストの回答", "Answers to the checklist"), "回答")

    def declared_facts(self) -> Facts:
        """Gives the facts that decide which items are needed; what is not declared is absent."""
        declared: dict[str, FactValue] = {
            name: (value,) if isinstance(value, str) else value
            for name, value in self.facts.items()
            if value is not None
        }
        if self.media:
            declared[MEDIA] = tuple(self.media)
        if self.subcontracts is not None:
            declared[SUBCONTRACTS] = bool(self.subcontracts)
        return declared


class Overview(OnPage):
    """事業の概要."""

    business: str | None = optional(None, Text("事業の名称", "Name of the business"), "事業", "事業名")
    purpose: str | None = optional(None, Text("事業の目的", "Purpose of the business"), "目的")
    data_subjects: str | None = optional(None, Text("対象者", "Whom it concerns"), "対象者", "個人の範囲")
    contents: list[str] = optional(
        [], Text("事業の内容。1行に1つ「- 」を付けて書く", "Contents: one entry a line, each with “- ”"), "内容"
    )
    volume: str | None = optional(
        None, Text("対象者数、想定件数など", "Number of persons or entries expected"), "件数", "想定件数"
    )


class WaiverEntry(Record):
    """A finding that was accepted, with the reason."""

    rule: str = required("", Text("規則のコード。例: KJ402", "Code of the rule, such as KJ402"), "規則", "指摘")
    item: str | None = optional(
        None, Text("項目。番号/主体/種類/項目名の形で書く", "Item, written as number/actor/kind/id"), "項目", "対策"
    )
    party: str | None = optional(
        None,
        Text(
            "事項の相手方の名称（同じ様式の事項が複数あるとき）",
            "Name of the matter's other side, where several matters use the same form",
        ),
        "相手方",
    )
    """The other side of the matter that is meant, where several matters have the item."""
    reason: str = required("", Text("認めた理由", "Why the finding was accepted"), "理由")
    approved_by: str | None = optional(
        None,
        Text(
            "認めた者。書くまでは申請中で、何も免除しない",
            "Who accepted it; until then the waiver is a request and covers nothing",
        ),
        "承認者",
    )
    expires: Date | None = optional(None, Text("この日まで有効", "Valid until this day"), "期限", "有効期限")


class RecheckEntry(Record):
    """An answer that is to be looked at again, because its item has changed since it was given; `migrate` writes it."""

    item: str = required(
        "", Text("項目。番号/主体/種類/項目名の形で書く", "Item, written as number/actor/kind/id"), "項目", "対策"
    )
    why: str | None = optional(None, Text("変わった点", "What has changed"), "理由")


class Approval(Record):
    """What the council decided about a case, and the fingerprint of what it decided about; `approve` writes it."""

    date: Date | None = required(None, Text("決定の日", "Day of the decision"), "承認日", "決定日")
    by: str | None = optional(None, Text("決定した者", "Who decided"), "承認者", "決定者")
    result: str | None = optional(
        None, Text("決定の結果（様式の語）", "The outcome, in the words of the form"), "結果", "承認結果"
    )
    conditions: list[str] = optional([], Text("承認の条件", "Conditions of the approval"), "条件")
    fingerprint: str | None = optional(
        None,
        Text(
            "承認した内容の指紋（kojin-check approve が書く）",
            "Fingerprint of what was approved (kojin-check approve writes it)",
        ),
    )
    parts: dict[str, str] = optional(
        {},
        Text(
            "部分ごとの指紋（kojin-check approve が書く）",
            "Fingerprint of each part (kojin-check approve writes it)",
        ),
    )
    """Part → its digest, so that it can be said which part has changed; `case_fingerprint` has the names of parts."""


class Case(OnPage):
    """付議案件: one submission to the council."""

    may_wait: ClassVar[Set[str]] = frozenset({"title", "department"})

    schema_: Literal["kojin-check/case/v1"] = required(
        CASE_SCHEMA, Text("この書式の名前（変えない）", "The name of this format (leave as it is)"), alias="schema"
    )
    checklist_version: str = required(
        "", Text("チェックリストの版", "Version of the checklists"), "版", "チェックリストの版"
    )
    status: Literal["draft", "final"] = optional(
        "final",
        Text(
            "作成中は draft、書き終えたら final",
            "draft while you write, final when you are done",
        ),
        "状態",
    )
    title: str = required("", Text("件名", "Title of the case"), "件名", "案件名")
    department: str = required("", Text("担当の部課名", "Department in charge"), "部署", "担当課", "担当部課", "所管課")
    clause: str | None = optional(
        None, Text("根拠となる条項", "Clause under which the case is submitted"), "付議根拠", "根拠", "条項"
    )
    basis: list[str] = required(
        [], Text("事項の種別", "Types of the matters that are submitted"), "付議区分", "付議事項の種別"
    )
    overview: Overview | None = optional(None, Text("事業の概要", "Overview of the business"), "概要", "事業の概要")
    matters: list[Matter] = required([], Text("案件の事項", "The matters that are submitted"), "付議事項")
    waivers: list[WaiverEntry] = optional(
        [], Text("理由を付けて認められた指摘", "Findings that were accepted, with the reason"), "例外"
    )
    recheck: list[RecheckEntry] = optional(
        [],
        Text(
            "もう一度確かめる回答（kojin-check migrate が書く。確かめたら、その行を消す）",
            "Answers to look at again (kojin-check migrate writes them; delete each line once you have)",
        ),
        "要再確認",
        "再確認",
    )
    approval: Approval | None = optional(
        None,
        Text("承認の記録（kojin-check approve が書く）", "Record of the approval (kojin-check approve writes it)"),
        "承認",
    )


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


def _own_fields(case: Case) -> Iterator[tuple[Route, Mapping[str, Any]]]:
    yield (), case.own
    if case.overview is not None:
        yield ("overview",), case.overview.own
    for index, matter in enumerate(case.matters):
        yield ("matters", index), matter.own
        for number, subcontract in enumerate(matter.subcontracts or ()):
            yield ("matters", index, "subcontracts", number), subcontract.own
        yield from _own_fields_of_answers(index, matter)


def _own_fields_of_answers(index: int, matter: Matter) -> Iterator[tuple[Route, Mapping[str, Any]]]:
    for actor, kinds in matter.answers.items():
        for kind, answers in kinds.items():
            for item, answer in answers.items():
                if answer.fields:
                    yield ("matters", index, "answers", actor, kind, item), answer.fields


def dated(case: Case) -> Iterator[tuple[Route, EraDate]]:
    """Yields every date in the case with its route: periods, milestones, own fields, answers, waivers, approval."""
    for route, values in _own_fields(case):
        for key, value in values.items():
            if isinstance(value, EraDate):
                yield (*route, key), value
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
    if case.approval is not None and case.approval.date is not None:
        yield ("approval", "date"), case.approval.date
