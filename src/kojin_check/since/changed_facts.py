"""Which of the facts that answers rest on are not what they were, as findings of KJ804."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.diff.case_changes import (
    CaseState,
    ChangedPage,
    EntryChange,
    FactChange,
    PageChange,
    compare_cases,
)
from kojin_check.findings import Text
from kojin_check.model.case import Party, matter_index
from kojin_check.model.case_fingerprint import said
from kojin_check.model.pages import Holder
from kojin_check.model.value_text import in_words
from kojin_check.reading.characters import quotation
from kojin_check.reading.tree import Part
from kojin_check.rules.rule import Violation
from kojin_check.similarity import company

_DECISIVE = frozenset({"party", "periods", "data_items", "media", "subcontracts", "facts"})
"""The keys of matters and subcontracts whose values answers rest on."""


def changed_facts(then: CaseState, now: CaseState, revision: str) -> Iterator[Violation]:
    """Yields a violation for each fact that says something else, and for each matter or subcontract that came or went.

    Args:
        then: the case as it was.
        now: the case that the routes lead through.
        revision: what the former state is called.
    """
    if (then.case.status, now.case.status) == ("final", "draft"):
        yield Violation(
            ("status",),
            Text(
                f"「{revision}」では完成（final）だった案件が、作成中（draft）に戻っています。",
                f"In “{revision}” this case was final; now it is a draft again.",
            ),
            _hint(revision),
        )
    for page in compare_cases(then, now).pages:
        yield from _on_page(page, revision)


def _on_page(page: ChangedPage, revision: str) -> Iterator[Violation]:
    matter = None if page.change is PageChange.REMOVED else matter_index(page.route)
    match page.change:
        case _ if page.holder is Holder.CASE:
            return
        case PageChange.ADDED:
            yield Violation(page.route, _came(page, revision), _hint(revision), matter=matter)
        case PageChange.REMOVED:
            # What has gone has no place; what it was one of has.
            yield Violation(("matters",), _went(page, revision), _hint(revision), part=Part.KEY)
        case PageChange.CHANGED:
            for fact in page.facts:
                if fact.path[0] in _DECISIVE and not _is_same_company(fact):
                    yield Violation(fact.route, _changed(fact, revision), _hint(revision), matter=matter)


def _is_same_company(fact: FactChange) -> bool:
    """True where a company's legal form is written in another way, and nothing else of it has changed."""
    match fact.old, fact.new:
        case Party() as old, Party() as new:
            return company(old.name) == company(new.name) and said(old.certifications) == said(new.certifications)
    return False


def _came(page: ChangedPage, revision: str) -> Text:
    name = _name(page)
    return Text(f"{name.ja}が「{revision}」の後に加わっています。", f"{name.en} has come in since “{revision}”.")


def _went(page: ChangedPage, revision: str) -> Text:
    name = _name(page)
    return Text(f"「{revision}」にあった{name.ja}がなくなっています。", f"{name.en}, which “{revision}” had, is gone.")


def _name(page: ChangedPage) -> Text:
    party = quotation(page.party)
    of_ja, of_en = (f"（{party}）", f" ({party})") if party else ("", "")
    if page.holder is Holder.SUBCONTRACT:
        return Text(f"さらに委託する先{of_ja}", f"A subcontract{of_en}")
    return Text(f"「{quotation(page.type)}」の事項{of_ja}", f"A matter of type “{quotation(page.type)}”{of_en}")


def _changed(fact: FactChange, revision: str) -> Text:
    changes = [_entry(entry) for entry in fact.entries] or [_both(fact)]
    label = Text(quotation(fact.label.ja), quotation(fact.label.en))
    return Text(
        f"「{label.ja}」が「{revision}」の後に変わっています（{'、'.join(one.ja for one in changes)}）。",
        f"“{label.en}” has changed since “{revision}” ({', '.join(one.en for one in changes)}).",
    )


def _both(fact: FactChange) -> Text:
    old, new = in_words(fact.old), in_words(fact.new)
    return Text(f"{quotation(old.ja)} → {quotation(new.ja)}", f"{quotation(old.en)} → {quotation(new.en)}")


def _entry(entry: EntryChange) -> Text:
    old, new = in_words(entry.old), in_words(entry.new)
    if entry.new is None:
        return Text(f"削除: {quotation(old.ja)}", f"removed: {quotation(old.en)}")
    if entry.old is None:
        return Text(f"追加: {quotation(new.ja)}", f"added: {quotation(new.en)}")
    return Text(f"{quotation(old.ja)} → {quotation(new.ja)}", f"{quotation(old.en)} → {quotation(new.en)}")


def _hint(revision: str) -> Text:
    return Text(
        "変更が意図したもので、回答が今の事実に合っているか確かめてください。"
        f"全ての変更は kojin-check diff --since {revision} で見られます。",
        "Make sure that this was intended and that the answers fit it. "
        f"kojin-check diff --since {revision} shows all changes.",
    )
