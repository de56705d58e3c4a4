"""A case file as typed data (design, section 4): what a department submits.

All models are frozen. Keys that were left blank are as if not written; what could not be read is
missing here and has been reported by `decode`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, GetPydanticSchema
from pydantic_core import core_schema

from kojin_check.condition import Facts, FactValue
from kojin_check.fields import Date, Number, OptionalFlag, Record, required
from kojin_check.marks import BLANK, Answer, answer_from_fields, read_answer
from kojin_check.wareki import EraDate
from kojin_check.yaml_tree import Route

CASE_SCHEMA = "kojin-check/case/v1"


class AnswerFields(Record):
    """An answer written as a mapping."""

    mark: str = required("")
    reason: str | None = None
    note: str | None = None


def _read_answer(value: Any, read_fields: core_schema.ValidatorFunctionWrapHandler) -> Answer:
    if value is None:
        return BLANK
    if isinstance(value, str):
        return read_answer(value)
    fields: AnswerFields = read_fields(value)
    return answer_from_fields(fields.mark, fields.reason, fields.note)


def _blank_is_empty(value: Any) -> Any:
    return {} if value is None else value


AnswerField = Annotated[
    Answer,
    GetPydanticSchema(lambda _, build: core_schema.no_info_wrap_validator_function(_read_answer, build(AnswerFields))),
]
Answers = Annotated[
    dict[
        str,
        Annotated[
            dict[str, Annotated[dict[str, AnswerField], BeforeValidator(_blank_is_empty)]],
            BeforeValidator(_blank_is_empty),
        ],
    ],
    BeforeValidator(_blank_is_empty),
]
"""actor → kind → item id → answer."""


class Party(Record):
    """The other side: a contractor, the linked organization."""

    name: str = required("")
    certifications: list[str] = []


class Period(Record):
    """From when to when; either end may be open."""

    name: str | None = None
    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None
    renews: OptionalFlag = None
    """True when the same is done in the following years (次年度以降も、同様の…)."""


class Milestone(Record):
    """A step of the schedule, such as 本稼働."""

    name: str = required("")
    date: Date | None = None


class Subcontract(Record):
    """再委託: what a contractor hands on."""

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

    business: str | None = None
    purpose: str | None = None
    data_subjects: str | None = None
    contents: list[str] = []
    volume: str | None = None


class WaiverEntry(Record):
    """A finding that was accepted, with the reason."""

    rule: str = required("")
    item: str | None = None
    reason: str = required("")
    approved_by: str | None = None
    expires: Date | None = None


class Case(Record):
    """付議案件: one submission to the council."""

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


def dated(case: Case) -> Iterator[tuple[Route, EraDate]]:
    """Yields every date in the case with its route: periods, milestones, subcontracts' periods, waivers."""
    for index, matter in enumerate(case.matters):
        base: Route = ("matters", index)
        yield from _period_dates((*base, "periods"), matter.periods)
        for at, milestone in enumerate(matter.milestones):
            if milestone.date is not None:
                yield (*base, "milestones", at, "date"), milestone.date
        for at, subcontract in enumerate(matter.subcontracts or ()):
            yield from _period_dates((*base, "subcontracts", at, "periods"), subcontract.periods)
    for at, waiver in enumerate(case.waivers):
        if waiver.expires is not None:
            yield ("waivers", at, "expires"), waiver.expires


def _period_dates(route: Route, periods: list[Period]) -> Iterator[tuple[Route, EraDate]]:
    for at, period in enumerate(periods):
        if period.from_ is not None:
            yield (*route, at, "from"), period.from_
        if period.to is not None:
            yield (*route, at, "to"), period.to
