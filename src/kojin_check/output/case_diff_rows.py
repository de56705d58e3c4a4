"""What has changed in a case as rows of a 新旧対照表, the same in every format.

A row has what the form calls the field, or an item's name with its text, and what stood and stands there, line by
line; passages that changed are marked. Personal data is masked, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from kojin_check.diff.case_changes import AnswerChange, CaseDiff, ChangedPage, FactChange, PageChange
from kojin_check.diff.rewording import Passage, reword
from kojin_check.findings import Language, Text
from kojin_check.model.case import matter_index
from kojin_check.model.pages import Holder
from kojin_check.model.value_text import NOTHING, answer_in_words, in_words
from kojin_check.rules.cases.personal_data import concealed
from kojin_check.runs.case_review import CaseReview

TITLE = Text("新旧対照表", "Comparison of cases")
FIELD = Text("項目", "field")
OLD = Text("旧", "old")
NEW = Text("新", "new")
KEY = Text("（太字の下線部分が変更箇所）", "(changes are bold and underlined)")
ADDED_CASES = Text("新しい案件", "New cases")
REMOVED_CASES = Text("なくなった案件", "Cases that are gone")

Line: TypeAlias = tuple[Passage, ...]


class DiffRow(NamedTuple):
    """One field or one item, before and after."""

    label: Text
    detail: str
    """The item's text; empty for a field."""
    old: tuple[Line, ...]
    new: tuple[Line, ...]
    """Of a list only the entries that have changed."""
    same: int = 0
    """How many entries of a list have not changed."""


def rows(page: ChangedPage, language: Language) -> Iterator[DiffRow]:
    """Yields what has changed on a page: its fields, then the answers."""
    for fact in page.facts:
        yield _fact_row(fact, language)
    for answer in page.answers:
        yield _answer_row(answer, language)


def page_name(page: ChangedPage) -> Text:
    """Gives what a page is called, with what has become of it; not yet made safe."""
    index = matter_index(page.route)
    party = concealed(page.party)
    match page.holder:
        case Holder.CASE:
            name = Text("最初のページ", "First page")
        case Holder.MATTER:
            name = Text(f"{(index or 0) + 1} {page.type}", f"{(index or 0) + 1} {page.type}")
        case Holder.SUBCONTRACT:
            name = Text(f"{(index or 0) + 1} がさらに委託する先", f"{(index or 0) + 1} Subcontract")
    if party:
        name = Text(f"{name.ja}（{party}）", f"{name.en} ({party})")
    match page.change:
        case PageChange.ADDED:
            return Text(f"{name.ja}　追加", f"{name.en} – added")
        case PageChange.REMOVED:
            return Text(f"{name.ja}　削除", f"{name.en} – removed")
        case PageChange.CHANGED:
            return name


def unchanged_entries(row: DiffRow) -> Text | None:
    """Gives how many entries of a list are as they were, or None where there are none."""
    if not row.same:
        return None
    return Text(f"（ほか{row.same:,}件は変更なし）", f"({row.same:,} more unchanged)")


def case_name(diff: CaseDiff) -> str:
    """Gives the title of the case, or of two that are compared the newer one's; not yet made safe."""
    return concealed(diff.new.case.title or diff.old.case.title)


def notes(diff: CaseDiff) -> Iterator[Text]:
    """Yields what must be known to read a comparison: other versions, and what could not be read."""
    if diff.is_across_versions:
        old, new = diff.old.case.checklist_version, diff.new.case.checklist_version
        yield Text(
            f"チェックリストの版が違うので（{old} → {new}）、回答は同じ対策どうしで比べました。",
            f"The two answer different versions ({old} → {new}); answers are compared measure by measure.",
        )
    for side, state in ((OLD, diff.old), (NEW, diff.new)):
        if state.unread:
            lines = state.unread[:5]
            yield Text(
                f"{side.ja}の案件には読めない箇所があり（{'、'.join(map(str, lines))}行目）、そこは比べていません。",
                f"The {side.en} case has places that cannot be read (line {', '.join(map(str, lines))}); these are not compared.",
            )


def verdict(review: CaseReview) -> Text:
    """Gives in one sentence what has changed in all."""
    facts, answers = sum(diff.facts for diff in review.diffs), sum(diff.answers for diff in review.diffs)
    if review.is_empty:
        same = Text("違いはありません。", "There is no difference.")
        return (
            same
            if review.since is None
            else Text(
                f"「{review.since}」と比べて、{same.ja}（案件 {review.unchanged:,}件）",
                f"Compared with “{review.since}”: {same.en} ({_number(review.unchanged, 'case')})",
            )
        )
    extent = Text(
        f"項目 {facts:,}件、回答 {answers:,}件が違います。",
        f"{_number(facts, 'field')} and {_number(answers, 'answer')} differ.",
    )
    if review.since is None:
        return extent
    counts = [
        (Text("変わった案件", "changed"), sum(bool(diff.pages) for diff in review.diffs)),
        (Text("新しい案件", "new"), len(review.added)),
        (Text("なくなった案件", "gone"), len(review.removed)),
        (Text("変わらない案件", "unchanged"), review.unchanged),
    ]
    return Text(
        f"「{review.since}」と比べて、{'、'.join(f'{what.ja} {number:,}件' for what, number in counts)}。{extent.ja}",
        f"Compared with “{review.since}”: cases {', '.join(f'{number:,} {what.en}' for what, number in counts)}. {extent.en}",
    )


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _fact_row(fact: FactChange, language: Language) -> DiffRow:
    if not fact.entries:
        return DiffRow(fact.label, "", *_sides(in_words(fact.old), in_words(fact.new), language))
    old: list[Line] = []
    new: list[Line] = []
    for before, after in fact.entries:
        was, now = _sides(in_words(before), in_words(after), language)
        old += was if before is not None else ()
        new += now if after is not None else ()
    same = len(fact.new or ()) - len(new)
    nothing: Line = (Passage(NOTHING.to(language), False),)
    return DiffRow(fact.label, "", tuple(old) or (nothing,), tuple(new) or (nothing,), max(same, 0))


def _answer_row(answer: AnswerChange, language: Language) -> DiffRow:
    place = "・".join(answer.address.split("/")[1:-1])
    label = Text(f"{place}「{answer.name}」", f"{place} “{answer.name}”")
    return DiffRow(label, answer.text, *_sides(answer_in_words(answer.old), answer_in_words(answer.new), language))


def _sides(old: Text, new: Text, language: Language) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Both wordings with what differs marked; a side on which nothing stands is not marked."""
    before, after = concealed(old.to(language)), concealed(new.to(language))
    rewording = reword(before, after)
    was = (Passage(before, False),) if old is NOTHING else rewording.old
    now = (Passage(after, False),) if new is NOTHING else rewording.new
    return (was,), (now,)
