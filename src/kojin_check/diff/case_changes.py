"""What has changed between two states of a case: facts page by page, answers item by item.

    diff = compare_cases(old, new)
    diff.pages                  # the pages on which anything has changed, in the order of the new case
    diff.pages[0].facts         # what has changed on a page, in the order and with the labels of the form
    diff.pages[1].answers       # which answers are not what they were

What a case says counts, not how that is written (`model.case_fingerprint.said`). Lists are sets. Items are
the same as between two versions of the checklists: by identity, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from pydantic import BaseModel

from kojin_check.diff.changes import VersionDiff
from kojin_check.diff.compare import compare
from kojin_check.diff.counterparts import same_matters, same_subcontracts
from kojin_check.findings import Text
from kojin_check.model.case import OWN, Approval, Case, Matter, Overview, Subcontract
from kojin_check.model.case_fingerprint import said
from kojin_check.model.checklist import Checklist
from kojin_check.model.form_reading import as_form_reads
from kojin_check.model.library import Version
from kojin_check.model.marks import BLANK, Answer, on_form
from kojin_check.model.pages import Holder, PageField
from kojin_check.reading.tree import Route
from kojin_check.similarity import nearest

Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case as it is, or was."""

    name: str
    """The file, or `revision:file`; not yet made safe."""
    case: Case
    version: Version | None
    """Of the checklists; None where the case names one that is not known."""
    unread: tuple[int, ...] = ()
    """The lines at which something could not be read without doubt, and is not compared."""


class PageChange(StrEnum):
    """What has become of a page."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class EntryChange(NamedTuple):
    """An entry of a list that has come in, has gone, or was most likely meant for another one."""

    old: Any
    new: Any
    """None on the side that does not have it."""


@dataclass(frozen=True, slots=True)
class FactChange:
    """A field of a page that says something else."""

    path: Path
    """From the record whose page it is, in keys of the file."""
    label: Text
    """What the form calls it."""
    old: Any
    new: Any
    """As the typed case has it; None where nothing stands there."""
    entries: tuple[EntryChange, ...]
    """Of a list: what has changed in it; those that were entries before first."""
    route: Route
    """Where it stands, or would stand, in the new case; of a page that has gone, in the old one."""


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer that says something else."""

    address: str
    """Of the item on the new form, or else on the old one."""
    name: str
    """The item's id."""
    text: str
    """Its text; empty where the form has no such item."""
    old: Answer
    new: Answer
    """Blank where there is none."""


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page of the form, a matter's checklist included, on which something has changed."""

    holder: Holder
    change: PageChange
    route: Route
    """Of the record in the new case; of one that has gone, in the old one."""
    type: str
    """Of the matter; empty for the case's own page."""
    party: str
    """The other side; empty where none is named."""
    facts: tuple[FactChange, ...]
    answers: tuple[AnswerChange, ...]


@dataclass(frozen=True, slots=True)
class CaseDiff:
    """Two states of a case and all in which they differ."""

    old: CaseState
    new: CaseState
    pages: tuple[ChangedPage, ...]

    @property
    def is_across_versions(self) -> bool:
        """True when the two answer different versions of the checklists."""
        return self.old.case.checklist_version != self.new.case.checklist_version

    @property
    def facts(self) -> int:
        """How many fields say something else."""
        return sum(len(page.facts) for page in self.pages)

    @property
    def answers(self) -> int:
        """How many answers say something else."""
        return sum(len(page.answers) for page in self.pages)


def compare_cases(old: CaseState, new: CaseState) -> CaseDiff:
    """Gives all in which two states of a case, or two cases, differ; of a case and itself nothing does."""
    return CaseDiff(old, new, tuple(page for page in _Comparison(old, new).pages() if page.facts or page.answers))


_ELSEWHERE: Mapping[type[BaseModel], frozenset[str]] = {
    Case: frozenset({"schema", "matters"}),
    Matter: frozenset({"answers", "subcontracts"}),
    Approval: frozenset({"fingerprint", "parts"}),
}
"""Keys that are compared in another way, or say nothing by themselves."""
_NOTHING_HANDED_ON: Path = ("subcontracts",)
"""Said by an empty list of subcontracts, and not by one that is not written."""
_LABELS_OF_THE_REST: Mapping[Path, Text] = {
    ("status",): Text("状態（status）", "Status"),
    ("checklist_version",): Text("チェックリストの版", "Version of the checklists"),
    ("waivers",): Text("免除（waivers）", "Waivers"),
    ("recheck",): Text("もう一度確かめる回答（recheck）", "Answers to look at again"),
    ("approval", "date"): Text("承認の日", "Day of the approval"),
    ("approval", "by"): Text("承認した者", "Approved by"),
    ("approval", "result"): Text("承認の結果", "Result of the approval"),
    ("approval", "conditions"): Text("承認の条件", "Conditions of the approval"),
    ("type",): Text("種別", "Type"),
    ("checklist",): Text("チェックリストの番号", "Number of the checklist"),
    _NOTHING_HANDED_ON: Text("さらに委託する先の有無", "Whether there are subcontracts"),
}
"""What stands on no page of the form; what is missing here is called as its key."""


class _Comparison:
    """Two states that are being compared."""

    def __init__(self, old: CaseState, new: CaseState) -> None:
        self._old, self._new = old, new
        self._pages = tuple(None if state.version is None else state.version.pages for state in (old, new))
        self._versions: VersionDiff | None = None
        if old.version is not None and new.version is not None and old.version.id != new.version.id:
            self._versions = compare(old.version, new.version)

    def pages(self) -> Iterator[ChangedPage]:
        yield self._page(Holder.CASE, (), self._old.case, self._new.case)
        then, now = self._old.case.matters, self._new.case.matters
        former = {after: before for before, after in same_matters(then, now).items()}
        for index, matter in enumerate(now):
            was = then[former[index]] if index in former else None
            yield from self._matter(("matters", index), was, matter)
        for index, gone in enumerate(then):
            if index not in former.values():
                yield from self._matter(("matters", index), gone, None)

    def _matter(self, route: Route, old: Matter | None, new: Matter | None) -> Iterator[ChangedPage]:
        yield self._page(Holder.MATTER, route, old, new, tuple(self._answers(old, new)))
        then, now = (list(matter.subcontracts or ()) if matter is not None else [] for matter in (old, new))
        former = {after: before for before, after in same_subcontracts(then, now).items()}
        for index, subcontract in enumerate(now):
            was = then[former[index]] if index in former else None
            yield self._page(Holder.SUBCONTRACT, (*route, "subcontracts", index), was, subcontract)
        for index, gone in enumerate(then):
            if index not in former.values():
                yield self._page(Holder.SUBCONTRACT, (*route, "subcontracts", index), gone, None)

    def _page(
        self,
        holder: Holder,
        route: Route,
        old: Case | Matter | Subcontract | None,
        new: Case | Matter | Subcontract | None,
        answers: tuple[AnswerChange, ...] = (),
    ) -> ChangedPage:
        present = new if new is not None else old
        assert present is not None
        party = getattr(present, "party", None)
        matter_type = present.type if isinstance(present, Matter) else ""
        fields = self._fields(holder, matter_type, is_new=new is not None)
        change = PageChange.ADDED if old is None else PageChange.REMOVED if new is None else PageChange.CHANGED
        facts = tuple(_fact_changes(fields, route, *_comparable(old, new)))
        return ChangedPage(holder, change, route, matter_type, "" if party is None else party.name, facts, answers)

    def _fields(self, holder: Holder, matter_type: str, *, is_new: bool) -> Sequence[PageField]:
        before, after = self._pages
        pages = (after or before) if is_new else (before or after)
        if pages is None:
            return ()
        match holder:
            case Holder.CASE:
                fields = pages.case
            case Holder.MATTER:
                fields = pages.matter(matter_type)
            case Holder.SUBCONTRACT:
                fields = pages.subcontract
        return [field for field in fields if field.holder is holder]

    # Answers.

    def _answers(self, old: Matter | None, new: Matter | None) -> Iterator[AnswerChange]:
        then, now = _Sheet(self._old.version, old), _Sheet(self._new.version, new)
        for item in now.items():
            former = self._former(then, now, item)
            was = BLANK if former is None else then.take(*former)
            yield from _answer_change(item.address, item.name, item.text, was, now.take(item.actor, item.name))
        for item in then.items():
            # No longer on the form, or on one that has gone; the form's own order.
            yield from _answer_change(item.address, item.name, item.text, then.take(item.actor, item.name), BLANK)
        for address, was, is_now in _strays(then, now):
            yield from _answer_change(address, address.rpartition("/")[2], "", was, is_now)

    def _former(self, then: _Sheet, now: _Sheet, item: _Item) -> tuple[str, str] | None:
        """The actor and the id under which the old state answers an item of the new form.

        None for a new item whose id another one had: where ids were shifted.
        """
        if self._versions is None or then.form is None or now.form is None:
            return item.actor, item.name
        pair = self._versions.predecessor(now.form.number, item.actor, item.name)
        if pair is None and self._versions.successor(then.form.number, item.actor, item.name) is not None:
            return None
        if pair is None or pair.old.checklist.number != then.form.number:
            return item.actor, item.name
        return pair.old.section.actor, pair.old.id


class _Item(NamedTuple):
    actor: str
    name: str
    text: str
    address: str


class _Sheet:
    """The answers of a matter that have not been looked at yet."""

    def __init__(self, version: Version | None, matter: Matter | None) -> None:
        self.form: Checklist | None = None
        if version is not None and matter is not None and matter.checklist is not None:
            self.form = version.checklists.get(matter.checklist)
        self.left: dict[tuple[str, str, str], Answer] = {
            (actor, kind, name): self._as_form_reads(answer, actor, name)
            for actor, kinds in ({} if matter is None else matter.answers).items()
            for kind, entries in kinds.items()
            for name, answer in entries.items()
        }

    def _as_form_reads(self, answer: Answer, actor: str, name: str) -> Answer:
        placed = None if self.form is None else self.form.by_actor.get(actor, {}).get(name)
        if self.form is None or placed is None:
            return on_form(answer, {} if self.form is None else self.form.marks)
        return as_form_reads(answer, self.form, placed.item)

    def items(self) -> Iterator[_Item]:
        if self.form is not None:
            for section, items in self.form.addressed_items:
                yield from (_Item(section.actor, one.item.id, one.item.text, one.address) for one in items)

    def take(self, actor: str, name: str) -> Answer:
        """Gives the answer to an item, under whichever kind it stands, once."""
        key = next((key for key in self.left if (key[0], key[2]) == (actor, name)), None)
        return BLANK if key is None else self.left.pop(key)


def _strays(then: _Sheet, now: _Sheet) -> Iterator[tuple[str, Answer, Answer]]:
    """What is answered on either side that no form asks for."""
    for key in {**now.left, **then.left}:
        yield "/".join(key), then.left.get(key, BLANK), now.left.get(key, BLANK)


def _answer_change(address: str, name: str, text: str, old: Answer, new: Answer) -> Iterator[AnswerChange]:
    if said(old) != said(new):
        yield AnswerChange(address, name, text, old, new)


# Facts.


def _values(record: Case | Matter | Subcontract | None) -> dict[Path, Any]:
    return {} if record is None else dict(_flat(record, ()))


def _comparable(
    old: Case | Matter | Subcontract | None, new: Case | Matter | Subcontract | None
) -> tuple[dict[Path, Any], dict[Path, Any]]:
    """The fields of both; that nothing is handed on is said by the page of a subcontract that has come or gone."""
    then, now = _values(old), _values(new)
    if any(isinstance(one, Matter) and one.subcontracts for one in (old, new)):
        for values in (then, now):
            values.pop(_NOTHING_HANDED_ON, None)
    return then, now


def _flat(record: BaseModel, path: Path) -> Iterator[tuple[Path, Any]]:
    """The fields of a record, those of an overview, of an approval and of facts each by itself."""
    left_out = _ELSEWHERE.get(type(record), frozenset())
    for name, field in type(record).model_fields.items():
        key, value = field.alias or name, getattr(record, name)
        match value:
            case _ if key in left_out:
                continue
            case Overview() | Approval():
                yield from _flat(value, (*path, key))
            case dict():
                # The form's own fields stand beside the others in the file.
                below = path if key == OWN else (*path, key)
                yield from (((*below, one), entry) for one, entry in value.items())
            case _:
                yield (*path, key), value
    if isinstance(record, Matter) and record.subcontracts == []:
        yield _NOTHING_HANDED_ON, False


def _fact_changes(
    fields: Sequence[PageField], route: Route, old: Mapping[Path, Any], new: Mapping[Path, Any]
) -> Iterator[FactChange]:
    for path, label in _in_order(fields, {**old, **new}):
        before, after = old.get(path), new.get(path)
        if _content(before) != _content(after):
            entries = tuple(_entry_changes(before, after)) if isinstance(before or after, list) else ()
            yield FactChange(path, label, before, after, entries, (*route, *path))


def _content(value: Any) -> Any:
    content = said(value)
    return None if content in ("", [], {}) else content


def _in_order(fields: Sequence[PageField], paths: Iterable[Path]) -> Iterator[tuple[Path, Text]]:
    """The paths in the order of the page, each with the form's label; behind them those that are not on it."""
    left = dict.fromkeys(paths)
    for field in fields:
        for path in [path for path in left if path[: len(field.path)] == field.path]:
            del left[path]
            below = path[len(field.path) :]
            yield path, _joined(field.label, below) if below else field.label
    for path in left:
        name = path[-1] if path[0] == "facts" else ".".join(path)
        yield path, _LABELS_OF_THE_REST.get(path, Text(name, name))


def _joined(label: Text, below: Path) -> Text:
    name = ".".join(below)
    return Text(f"{label.ja}（{name}）", f"{label.en} ({name})")


_MOST_COMPARISONS = 10_000
"""Of longer lists nobody looks for entries that are much alike: it takes time by the product of their lengths."""


def _entry_changes(old: Sequence[Any] | None, new: Sequence[Any] | None) -> Iterator[EntryChange]:
    """The entries that only one side has; those that are much alike are one that was rewritten."""
    before, after = _by_content(old), _by_content(new)
    gone = {key: value for key, value in before.items() if key not in after}
    come = {key: value for key, value in after.items() if key not in before}
    is_worthwhile = len(gone) * len(come) <= _MOST_COMPARISONS
    for key, value in gone.items():
        meant = nearest(key, come) if is_worthwhile else None
        yield EntryChange(value, None if meant is None else come.pop(meant))
    yield from (EntryChange(None, value) for value in come.values())


def _by_content(entries: Sequence[Any] | None) -> dict[str, Any]:
    """The entries by what they say; those that say nothing are none."""
    contents = ((said(entry), entry) for entry in entries or ())
    return {_key(content): entry for content, entry in contents if content not in (None, "", {})}


def _key(content: Any) -> str:
    match content:
        case str():
            return content
        case dict():
            return " ".join(map(_key, content.values()))
        case list():
            return " ".join(map(_key, content))
        case _:
            return str(content)
