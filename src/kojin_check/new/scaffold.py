"""A new case to fill in: the right checklists for its matters, every item with its text and an empty answer.

Which checklist a matter uses, which facts it must declare and which items it does not need is all
read from the version's data; no label of a ward's form stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from kojin_check.editing.yaml_text import comment, in_block, in_flow
from kojin_check.errors import UsageError
from kojin_check.findings import Language, Text
from kojin_check.model.case import CASE_SCHEMA, Case, Matter
from kojin_check.model.checklist import (
    REASON,
    Checklist,
    ItemDefinition,
    MarkDefinition,
    Means,
    Section,
    marks_meaning,
)
from kojin_check.model.condition import BUILT_IN_FACTS, MEDIA, SUBCONTRACTS, Condition, Facts, FactValue
from kojin_check.model.condition_text import in_words
from kojin_check.model.library import Version
from kojin_check.model.marks import written
from kojin_check.model.outline_of import keys_of
from kojin_check.model.pages import Structure
from kojin_check.new.blank_page import blank_case_page, blank_field, blank_subcontract, matter_fields

"""The facts that a matter declares outside `facts`."""

_FLAGS = {True: "true", False: "false"}


class Prefill(Enum):
    """Which items a new case answers by itself."""

    STOCK_REASONS = "stock reasons"
    """Strict items that do not apply, with the stock reason."""
    NOTHING = "nothing"


@dataclass(frozen=True)
class MatterForm:
    """One matter of a new case."""

    type: str
    checklist: Checklist
    facts: Facts
    """What is known already; the rest is left blank."""


@dataclass(frozen=True)
class CaseForm:
    """What a new case is to look like."""

    version: Version
    matters: tuple[MatterForm, ...]
    status: Literal["draft", "final"] = "draft"
    prefill: Prefill = Prefill.STOCK_REASONS
    language: Language = "ja"
    """The language of the comments that say what to write; items and headings keep the form's own."""
    editor_schema: str | None = None
    """Where the JSON Schema of cases lies as seen from the new file, for editors; None where there is none."""


def asked_facts(checklist: Checklist) -> tuple[str, ...]:
    """Gives the facts that decide whether `checklist` fits and which of its items are needed, each once."""
    conditions = [checklist.applies, *(placed.item.when for placed in checklist.placed_items())]
    return tuple(dict.fromkeys((*checklist.requires, *_facts_of(conditions))))


def takes_fact(version: Version, matter_type: str, fact: str) -> bool:
    """Gives whether a matter of the type has a place for `fact`."""
    if fact == MEDIA:
        return True
    asked = any(fact in asked_facts(checklist) for checklist in version.checklists_for(matter_type))
    return asked or (
        fact == SUBCONTRACTS and any(one.path == (SUBCONTRACTS,) for one in matter_fields(version, matter_type))
    )


def missing_facts(version: Version, matter_type: str, facts: Facts) -> tuple[str, ...]:
    """Gives the facts that are still to be declared before a checklist can be chosen."""
    open_ones = _open_checklists(version, matter_type, facts)
    undecided = _facts_of(one.applies for one in open_ones if one.applies and one.applies.holds(facts) is None)
    required = (fact for one in open_ones for fact in one.requires)
    return tuple(fact for fact in dict.fromkeys((*undecided, *required)) if fact not in facts)


def choose_checklist(version: Version, matter_type: str, facts: Facts) -> Checklist:
    """Gives the checklist for a matter of the type with `facts`; if several fit, the one with the lowest number.

    Raises:
        UsageError: when facts are missing, or no checklist is for these facts.
    """
    if missing := missing_facts(version, matter_type, facts):
        listed = "、".join(missing)
        raise UsageError(
            Text(
                f"「{matter_type}」のチェックリストを選ぶには、{listed} の指定が必要です。",
                f"To choose the checklist for “{matter_type}”, {', '.join(missing)} must be given.",
            )
        )
    fitting = _open_checklists(version, matter_type, facts)
    if not fitting:
        raise UsageError(
            Text(
                f"{version.id} 版に、「{matter_type}」でこの事実（{_shown(facts)}）に合うチェックリストがありません。",
                f"Version {version.id} has no checklist for “{matter_type}” with these facts ({_shown(facts)}).",
            )
        )
    return fitting[0]


def blank_case(form: CaseForm) -> str:
    """Gives the text of a case file to fill in, with comments that say what to write."""
    return "".join(_case(form))


def _facts_of(conditions: Iterable[Condition | None]) -> list[str]:
    return [fact for condition in conditions if condition is not None for fact in condition.facts]


def _open_checklists(version: Version, matter_type: str, facts: Facts) -> list[Checklist]:
    """The checklists of the type that `facts` do not rule out."""
    return [
        checklist
        for checklist in version.checklists_for(matter_type)
        if checklist.applies is None or checklist.applies.holds(facts) is not False
    ]


def _shown(facts: Facts) -> str:
    return ", ".join(
        f"{fact}: {_FLAGS[value] if isinstance(value, bool) else '・'.join(value)}" for fact, value in facts.items()
    )


def _case(form: CaseForm) -> Iterator[str]:
    say = form.language
    if form.editor_schema is not None:
        yield comment(f"yaml-language-server: $schema={form.editor_schema}")
    yield comment(form.version.definition.title)
    yield comment(_HOW_TO_FILL_IN.to(say))
    yield f"schema: {CASE_SCHEMA}\n"
    yield f"checklist_version: {in_block(form.version.id)}\n"
    yield comment(keys_of(Case)["status"].declared.guide.to(say))
    yield f"status: {form.status}\n"
    yield from blank_case_page(form.version, _flow_list([*dict.fromkeys(matter.type for matter in form.matters)]), say)
    yield "\n"
    yield comment(keys_of(Case)["matters"].declared.guide.to(say))
    yield "matters:\n"
    for index, matter in enumerate(form.matters):
        if index:
            yield "\n"
        yield from _matter(matter, form)


_HOW_TO_FILL_IN = Text(
    "「:」の後に書き込んでください。任意の欄は空けておけます。「#」で始まる行は説明で、消しても構いません。\n"
    "何行にもなる文は、「:」の後に「|」と書き、次の行から字下げして書きます。",
    "Write behind the colons; optional keys may stay blank. Lines that start with “#” are notes and may be deleted.\n"
    "For a text of several lines write “|” behind the colon, and the text below it, indented.",
)
_ACCORDING_TO_THE_MARK = Text("理由も書く", "with the reason")
_REASON = Text("（理由）", "（reason）")


def _matter(matter: MatterForm, form: CaseForm) -> Iterator[str]:
    checklist, version, indent = matter.checklist, form.version, "    "
    yield f"  - type: {in_block(matter.type)}\n"
    yield comment(checklist.title + (f"（{checklist.scope}）" if checklist.scope else ""), indent)
    yield f"{indent}checklist: {checklist.number}\n"
    asked = dict.fromkeys((*asked_facts(checklist), *matter.facts))
    flags = [fact for fact in asked if fact not in BUILT_IN_FACTS]
    needed = [*(key for key in BUILT_IN_FACTS if key in asked), *(["facts"] if flags else [])]
    for field in matter_fields(version, matter.type, needed):
        if field.kind is Structure.FACTS:
            yield from _flags(matter, form, flags)
            continue
        yield from blank_field(version, field, form.language, indent, _known(matter, field.path[0]))
        if field.kind is Structure.SUBCONTRACTS and matter.facts.get(SUBCONTRACTS) is True:
            yield from blank_subcontract(version, form.language)
    yield from _answers(matter, form)


def _known(matter: MatterForm, key: str) -> str:
    """What is known already of a key of the matter, as it is written."""
    match matter.facts.get(key) if key in BUILT_IN_FACTS else None:
        case tuple() as media:
            return _flow_list(media)
        case False:
            return "[]"
        case _:
            return ""


def _flags(matter: MatterForm, form: CaseForm, flags: Sequence[str]) -> Iterator[str]:
    if not flags:
        return
    yield comment(keys_of(Matter)["facts"].declared.guide.to(form.language), "    ")
    yield "    facts:\n"
    for flag in flags:
        asked = form.version.definition.facts.get(flag)
        if asked is not None and asked.ask:
            yield comment(asked.ask + (f"（{'／'.join(asked.values)}）" if asked.values else ""), "      ")
        declared = matter.facts.get(flag)
        yield f"      {in_block(flag)}:{_declared(declared)}\n"


def _declared(value: FactValue | None) -> str:
    match value:
        case bool():
            return f" {_FLAGS[value]}"
        case (word,):
            return f" {in_block(word)}"
        case _:
            return ""


def _answers(matter: MatterForm, form: CaseForm) -> Iterator[str]:
    yield comment(_marks_explained(matter.checklist, form.language), "    ")
    yield "    answers:\n"
    for actor, kinds in _grouped(matter.checklist).items():
        yield f"      {in_block(actor)}:\n"
        for kind, sections in kinds.items():
            yield from (comment(section.heading, "        ") for section in sections)
            yield f"        {in_block(kind)}:\n"
            for section in sections:
                for item in section.items:
                    yield comment(item.text, "          ")
                    yield from _item_explained(matter.checklist, item, form.language)
                    yield f"          {in_block(item.id)}:{_prefilled(matter, item, form.prefill)}\n"


def _item_explained(checklist: Checklist, item: ItemDefinition, language: Language) -> Iterator[str]:
    """How an item is answered that is not answered like the others of its form, and when it need not be."""
    if item.scale is not None or item.needs:
        marks = [_mark_explained(mark, one, language) for mark, one in checklist.scale_of(item).items()]
        yield comment("／".join((*marks, *(f"{name}: …" for name in item.needs))), "          ")
    if item.when is not None and checklist.skips(item):
        words = in_words(item.when)
        only = Text(f"答えるのは、{words.ja}だけです。", f"Only to be answered when {words.en}.")
        yield comment(only.to(language), "          ")


def _prefilled(matter: MatterForm, item: ItemDefinition, prefill: Prefill) -> str:
    answer = None if prefill is Prefill.NOTHING else known_answer(matter.checklist, item, matter.facts)
    return "" if answer is None else f" {in_block(answer)}"


def known_answer(checklist: Checklist, item: ItemDefinition, facts: Facts) -> str | None:
    """Gives the answer that says a strict item is not needed, or None where it is needed or a person must say why."""
    if not item.strict or item.needed(facts) is not False:
        return None
    scale = checklist.scale_of(item)
    marks = marks_meaning(scale, Means.NOT_APPLICABLE)
    if not marks or checklist.skips(item):
        return None
    if item.otherwise is not None:
        return written(marks[0], item.otherwise)
    return None if scale[marks[0]].needed_fields or item.needs else marks[0]


def _grouped(checklist: Checklist) -> dict[str, dict[str, list[Section]]]:
    """Actor → kind → sections: a key stands only once, in whatever order the form has its sections."""
    grouped: dict[str, dict[str, list[Section]]] = {}
    for section in checklist.sections:
        grouped.setdefault(section.actor, {}).setdefault(section.kind, []).append(section)
    return grouped


def _marks_explained(checklist: Checklist, language: Language) -> str:
    marks = [_mark_explained(mark, definition, language) for mark, definition in checklist.marks.items()]
    return f"{keys_of(Matter)['answers'].declared.guide.to(language)}: {'／'.join(marks)}"


def _mark_explained(mark: str, definition: MarkDefinition, language: Language) -> str:
    needed = definition.needed_fields
    if needed == (REASON,):
        written = in_block(f"{mark}{_REASON.to(language)}")
        return f"{written} {definition.label}（{_ACCORDING_TO_THE_MARK.to(language)}）"
    label = f" {definition.label}" if definition.label else ""
    if len(needed) > 1:
        return f"{{mark: {in_flow(mark)}, {', '.join(f'{name}: …' for name in needed)}}}{label}"
    return in_block(f"{mark}（{needed[0]}）" if needed else mark) + label


def _flow_list(entries: Sequence[str]) -> str:
    return f"[{', '.join(map(in_flow, entries))}]"
