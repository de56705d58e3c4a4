"""Changes in words, so that every format calls the same thing by the same name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kojin_check.diff.affected import AffectedGroup, Survey
from kojin_check.diff.changes import (
    ITEM_KINDS,
    Change,
    FormChange,
    FormValue,
    Impact,
    ItemChange,
    Kind,
    Line,
    OfferedMark,
    Reach,
    VersionDiff,
)
from kojin_check.diff.pairing import FormItem
from kojin_check.findings import Text
from kojin_check.model.checklist import REASON, Checklist, ItemDefinition, NotNeeded, Status, VersionDefinition
from kojin_check.model.condition import Condition
from kojin_check.model.condition_text import fact_name, in_words
from kojin_check.model.dates import era_text

KINDS: Mapping[Kind, Text] = MappingProxyType(
    {
        Kind.ADDED: Text("追加", "added"),
        Kind.REMOVED: Text("削除", "removed"),
        Kind.MOVED: Text("移動", "moved"),
        Kind.REWORDED: Text("文言の変更", "reworded"),
        Kind.RENAMED: Text("名称の変更", "renamed"),
        Kind.CONDITION: Text("要否の変更", "condition"),
        Kind.CHECKLIST_ADDED: Text("様式の追加", "checklist added"),
        Kind.CHECKLIST_REMOVED: Text("様式の削除", "checklist removed"),
        Kind.RENUMBERED: Text("様式番号", "renumbered"),
        Kind.TYPE: Text("種別", "type"),
        Kind.TITLE: Text("様式名", "title"),
        Kind.SCOPE: Text("対象", "scope"),
        Kind.APPLIES: Text("様式の使い分け", "applies"),
        Kind.REQUIRES: Text("必須の事実", "requires"),
        Kind.NOT_NEEDED: Text("不要な項目の扱い", "items that are not needed"),
        Kind.MARKS: Text("記号", "marks"),
        Kind.SECTION_ADDED: Text("区分の追加", "section added"),
        Kind.SECTION_REMOVED: Text("区分の削除", "section removed"),
        Kind.SECTION_MOVED: Text("区分の移動", "section moved"),
        Kind.HEADING: Text("見出し", "heading"),
        Kind.DECLARATION: Text("共通の定め", "declaration"),
    }
)

IMPACTS: Mapping[Impact, Text] = MappingProxyType(
    {
        Impact.BREAKING: Text("要対応", "breaking"),
        Impact.REVIEW: Text("要確認", "review"),
        Impact.EDITORIAL: Text("影響なし", "editorial"),
    }
)
"""One word for each impact."""

CONSEQUENCES: Mapping[Impact | None, Text] = MappingProxyType(
    {
        Impact.BREAKING: Text(
            "記入済みの案件は、このままでは未回答や誤りになります。",
            "Cases that were complete become incomplete or invalid.",
        ),
        Impact.REVIEW: Text(
            "記入済みの案件はそのまま使えますが、回答が今も正しいか確認が必要なものがあります。",
            "Cases stay complete, but some answers may no longer hold.",
        ),
        Impact.EDITORIAL: Text(
            "表記や順序だけの変更です。記入済みの案件に影響はありません。",
            "Spelling and order only: no case is concerned.",
        ),
        None: Text("違いはありません。", "There is no difference."),
    }
)
"""What the heaviest impact of a comparison means for cases."""

TITLE = Text("新旧対照表", "Comparison of versions")
DECLARATIONS = Text("各様式に共通の定め", "What holds for all forms")
UNCHANGED = Text("改正のない様式", "Forms that stay as they are")
UNREADABLE = Text("案件として読めないファイル", "Files that cannot be read as a case")
NO_DEPARTMENT = Text("（部署の記載なし）", "(no department given)")
TOTAL = Text("計", "total")
DEPARTMENT_COLUMNS = (
    Text("部署", "department"),
    Text("案件", "cases"),
    Text("未回答になる項目", "answers missing"),
    Text("確かめる箇所", "places to check"),
)


def headline(diff: VersionDiff) -> tuple[Text, Text]:
    """Gives what the old and the new side are called.

    Ministries and wards write 現行 and 改正案 while a revision is being deliberated, and 改正前 and
    改正後 once it is decided.
    """
    if diff.new.definition.status is Status.DRAFT:
        return Text("現行", "current"), Text("改正案", "proposed")
    return Text("改正前", "before"), Text("改正後", "after")


def counts(diff: VersionDiff) -> Iterator[tuple[Kind, int]]:
    """Yields how many changes of each kind there are: the kinds of items always, others only where they occur."""
    for kind in Kind:
        number = diff.count(kind)
        if number or kind in ITEM_KINDS:
            yield kind, number


def counts_besides_items(diff: VersionDiff) -> Text | None:
    """Gives in words how many changes there are that do not concern items, or None when there are none."""
    others = [(KINDS[kind], number) for kind, number in counts(diff) if kind not in ITEM_KINDS]
    if not others:
        return None
    return Text(
        f"このほか、{'、'.join(f'{name.ja} {number:,}' for name, number in others)}。",
        f"Besides: {', '.join(f'{name.en} {number:,}' for name, number in others)}.",
    )


def version_name(definition: VersionDefinition) -> Text:
    """Gives a version's title with its id, and from which day it is in force as far as that is known."""
    facts = [Text(definition.id, definition.id)]
    if definition.effective is not None:
        day = definition.effective.first
        facts.append(Text(f"{era_text(day)}適用", f"in force from {day.isoformat()}"))
    return Text(
        f"{definition.title}（{'、'.join(fact.ja for fact in facts)}）",
        f"{definition.title} ({', '.join(fact.en for fact in facts)})",
    )


def item_name(change: Change) -> Text:
    """Gives what of a matter's form a change is about: the item with its section, the section, or what of the form."""
    if isinstance(change, ItemChange):
        place = change.place
        return Text(
            f"{place.section.actor}・{place.section.kind}「{place.id}」",
            f"{place.section.actor} / {place.section.kind}: “{place.id}”",
        )
    _, *section = change.address.split("/")
    name = subject(change)
    if change.kind is Kind.DECLARATION or not section:
        return name
    return Text(f"{'・'.join(section)}の{name.ja}", f"{' / '.join(section)}: {name.en}")


def form_name(form: Checklist) -> str:
    """Gives a form's title with its scope in parentheses."""
    return form.title if form.scope is None else f"{form.title}（{form.scope}）"


def needed_when(item: ItemDefinition) -> Text:
    """Gives when an item is needed and how strictly, in words."""
    asked = _answered_with(item)
    if item.when is None:
        return Text(f"常に必要{asked.ja}", f"always needed{asked.en}")
    words = in_words(item.when)
    if item.strict:
        return Text(
            f"必要なのは、{words.ja}（それ以外は対象外）{asked.ja}",
            f"needed when {words.en} (not to be met otherwise){asked.en}",
        )
    return Text(f"必要なのは、{words.ja}{asked.ja}", f"needed when {words.en}{asked.en}")


def _answered_with(item: ItemDefinition) -> Text:
    """How an item is answered, as far as it is not answered like the others of its form."""
    parts = [Text(f"回答に「{name}」が必要", f"answered with “{name}”") for name in item.needs]
    if item.scale is not None:
        parts.append(Text(f"記号は「{item.scale}」", f"marks of “{item.scale}”"))
    if item.not_needed is NotNeeded.SKIP:
        parts.append(Text("不要なら答えなくてよい", "no answer where it is not needed"))
    return Text("".join(f"、{part.ja}" for part in parts), "".join(f", {part.en}" for part in parts))


def stock_reason(item: ItemDefinition) -> Text:
    """Gives the reason that is suggested where the item is not needed, in words."""
    if item.otherwise is None:
        return Text("不要な場合の理由の例はない", "no reason is suggested where it is not needed")
    return Text(f"不要な場合の理由の例：{item.otherwise}", f"reason suggested where it is not needed: {item.otherwise}")


def whereabouts(item: FormItem, seen_from: FormItem) -> Text:
    """Gives where an item stands, as far as that differs from where `seen_from` stands."""
    section = item.section
    if item.checklist.number != seen_from.checklist.number:
        return Text(
            f"様式{item.checklist.number}「{section.actor}・{section.kind}」",
            f"form {item.checklist.number}, “{section.actor} / {section.kind}”",
        )
    if section.actor != seen_from.section.actor:
        return Text(f"「{section.actor}・{section.kind}」", f"“{section.actor} / {section.kind}”")
    return Text(f"「{section.kind}」", f"“{section.kind}”")


def movement(change: ItemChange) -> Text:
    """Gives from where to where an item has moved."""
    old, new = change.old, change.new
    assert old is not None
    assert new is not None
    if change.reach is Reach.ORDER:
        return Text("区分の中で順序を変更", "moved within its section")
    origin, place = whereabouts(old, new), whereabouts(new, old)
    return Text(f"{origin.ja}から{place.ja}へ移動", f"moved from {origin.en} to {place.en}")


def departure(line: Line) -> Text:
    """Gives where the item of a line that it has left has gone."""
    assert line.pair is not None
    place = whereabouts(line.pair.new, line.pair.old)
    return Text(f"{place.ja}へ移動", f"moved to {place.en}")


def arrival(line: Line) -> Text:
    """Gives from where the item of a line has come."""
    assert line.pair is not None
    origin = whereabouts(line.pair.old, line.pair.new)
    return Text(f"{origin.ja}から移動", f"moved from {origin.en}")


def subject(change: FormChange) -> Text:
    """Gives what about a form, or about all forms, has changed."""
    if change.kind is not Kind.DECLARATION:
        return KINDS[change.kind]
    group, _, name = change.address.partition("/")
    what = _DECLARATIONS[group]
    return Text(f"{what.ja}「{name}」", f"{what.en} “{name}”") if name else what


_DECLARATIONS: Mapping[str, Text] = MappingProxyType(
    {
        "types": Text("事項の種別", "type of matters"),
        "media": Text("取扱媒体", "medium"),
        "facts": Text("要否を決める事実", "fact"),
        "stock_reasons": Text("理由の言い回し", "wording of reasons"),
        "go_live": Text("本番の開始を表す日程", "milestone of going live"),
    }
)


def value_in_words(change: FormChange, value: FormValue) -> Text:
    """Gives one side of a change about a form in words."""
    match value:
        case str() if change.kind is Kind.REQUIRES:
            return fact_name(value)
        case NotNeeded():
            return value.guide
        case Condition():
            return in_words(value)
        case OfferedMark(mark=mark, definition=definition):
            details = [Text("理由が必要", "with a reason")] if definition.needs_reason else []
            details += [
                Text(f"「{name}」が必要", f"with “{name}”") for name in definition.needed_fields if name != REASON
            ]
            if definition.points is not None:
                details.append(Text(f"{definition.points:,}点", f"{definition.points:,} points"))
            return Text(
                f"{mark}　{definition.label}" + "".join(f"（{detail.ja}）" for detail in details),
                f"{mark} {definition.label}" + "".join(f" ({detail.en})" for detail in details),
            )
        case str():
            return Text(value, value)


_ANSWER = Text("回答を記入する", "answer it")
_CORRECT = Text("案件の記載を改める", "correct what the case says")
_RENAME = Text("項目名を改める（回答は引き継ぐ）", "rename it; the answer stays")
_CHECK_ANSWER = Text("回答が今も正しいか確かめる", "check whether the answer still holds")
_CHECK_FACT = Text("案件の申告が今も正しいか確かめる", "check whether what the case declares still holds")
_DROP = Text("回答は不要になる", "its answer is no longer asked for")
_TASKS = (_ANSWER, _CORRECT, _RENAME, _CHECK_ANSWER, _CHECK_FACT, _DROP)
"""What a change can ask of a case, the most pressing first."""


def to_do(change: Change) -> Text:
    """Gives what a change asks of a case that it concerns."""
    match change:
        case ItemChange(kind=Kind.ADDED) | ItemChange(reach=Reach.CHECKLIST):
            return _ANSWER
        case ItemChange(kind=Kind.REMOVED):
            return _DROP
        case ItemChange(kind=Kind.RENAMED):
            return _RENAME
        case FormChange(impact=Impact.BREAKING):
            return _CORRECT
        case FormChange(kind=Kind.DECLARATION):
            return _CHECK_FACT
        case _:
            return _CHECK_ANSWER


def group_name(group: AffectedGroup) -> Text:
    """Gives the type and the form of matters for which the same changes, with how many cases have one."""
    number = len(group.cases)
    return Text(
        f"{group.type}（様式{group.form.number}）　案件 {number:,}件",
        f"{group.type} (form {group.form.number}): {_number(number, 'case')}",
    )


def tasks_of(group: AffectedGroup) -> Mapping[Text, tuple[Change, ...]]:
    """Gives what is to be done about such matters, the most pressing first, each task with the changes that ask for it."""
    found = {task: tuple(change for change in group.changes if to_do(change) is task) for task in _TASKS}
    return {task: changes for task, changes in found.items() if changes}


def extent(survey: Survey) -> Text:
    """Gives in one sentence how many cases are concerned and how much work that is."""
    if not survey.cases:
        return Text("影響を受ける案件はありません。", "No case is concerned.")
    missing, review = survey.unanswered_after, survey.to_review
    work = [Text(f"{missing:,}項目が未回答になり", f"{_number(missing, 'answer')} missing")] if missing else []
    work += [Text(f"{review:,}か所の確認が必要になり", f"{_number(review, 'place')} to check")] if review else []
    if not work:
        work = [Text("記載を改めることになり", "what is written there needs correcting")]
    return Text(
        f"影響を受ける案件は{len(survey.cases):,}件です。新しい版に移すと、{'、'.join(part.ja for part in work)}ます。",
        f"{_number(len(survey.cases), 'case')} concerned. Carried over: {', '.join(part.en for part in work)}.",
    )


def other_cases(survey: Survey) -> Iterator[Text]:
    """Yields a sentence about what is blank today, and about each group of cases that nothing changes for."""
    if (blank := blank_today(survey)) is not None:
        yield blank
    if survey.untouched:
        yield Text(
            f"同じ版の案件のうち{survey.untouched:,}件には影響がありません。",
            f"{_number(survey.untouched, 'case')} of the same version not concerned.",
        )
    if survey.other_versions:
        yield Text(
            f"ほかの版の案件{survey.other_versions:,}件は対象外です。",
            f"{_number(survey.other_versions, 'case')} of other versions left out.",
        )


def blank_today(survey: Survey) -> Text | None:
    """Gives how many items of the cases concerned are blank already, or None where there are none."""
    if not survey.blank:
        return None
    return Text(
        f"このほかに、今も未回答の項目が{survey.blank:,}あります（上の数には含みません）。",
        f"Besides, {_number(survey.blank, 'item')} not answered today either (not counted above).",
    )


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
