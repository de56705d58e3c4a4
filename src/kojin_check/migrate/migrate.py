"""Carries a case over to another version of the checklists by editing its text at positions.

What stays: every answer, reason, note, comment and blank line, the order and layout of everything that
does not change, line ends. What happens to an answer is decided in `migration_plan`; here it is done:

- Items that are new are inserted blank in the form's order, with the item's text as a comment, in the
  way in which the section's other items have theirs.
- Items that moved are carried with the comments directly above them; of renamed ones the key changes.
- Reworded items get a comment 「要再確認」 with the old and the new wording. The comment that holds the
  old text stays: it may have been written by a person, and it says to which text the answer was given.
- Of an answer to an item that has changed an entry of `recheck` says so, until a person has deleted it.
- Answers that the new form has no place for become comments (see `kept_answers`), and are taken back
  when the case is carried over to a version that has a place for them again.
- A mapping in braces is written over several lines before something is changed in it.

Before the result is given, it is read again: it must hold exactly the answers that the plan says. So
whatever unusual notation a file has, the outcome is either right or refused, never damaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kojin_check.diff.changes import VersionDiff
from kojin_check.diff.compare import compare
from kojin_check.editing.blocks import is_flow
from kojin_check.editing.edits import EditError, apply_edits
from kojin_check.editing.flow_expansion import written_out
from kojin_check.editing.kept_answers import KeptAnswer, kept_answers
from kojin_check.editing.level import below
from kojin_check.editing.yaml_text import in_flow
from kojin_check.errors import ExitCode, KojinCheckError
from kojin_check.findings import START, Edit, Language, Span, Text
from kojin_check.migrate.answer_edits import UnusualNotationError, answer_edits
from kojin_check.migrate.migration_plan import Kept, MatterPlan, Moves, Remark, Spot, Stays, on_review, plan_matter
from kojin_check.migrate.recheck_edits import recheck_edits
from kojin_check.model.case import Case, Matter, RecheckEntry, WaiverEntry
from kojin_check.model.checklist import Checklist
from kojin_check.model.content import Fields, content
from kojin_check.model.decode import decode
from kojin_check.model.library import Library, Version
from kojin_check.model.marks import BLANK, Answer
from kojin_check.model.pages import Pages
from kojin_check.model.shorthand import spelt_out
from kojin_check.reading.cleaned_tree import cleaned
from kojin_check.reading.outline import Outline
from kojin_check.reading.reading import read_text
from kojin_check.reading.source import Source
from kojin_check.reading.tree import MappingNode, Part, Route, ScalarNode, Tree
from kojin_check.regex import regex

_LINE_END = regex(r"\r\n|\n|\r")
_ANSWERS: Fields = {Matter: {"answers"}}
_CARRIED_OVER: Fields = {
    Case: {"checklist_version", "recheck"},
    Matter: {"answers", "checklist"},
    WaiverEntry: {"item"},
}
"""What carrying over may change, field by field."""
_UNREAD = Answer("?", "?")
"""Stands for an answer that cannot be read: nobody can say that it is blank."""
_HARMLESS = frozenset({"KJ009"})
"""Problems of the notation that leave no doubt about what the file says."""


class MigrationRefused(KojinCheckError):  # noqa: N818  It is the outcome for a case, not a defect of the program.
    """A case that cannot be carried over as it is; it stays untouched. The message names the place."""

    exit_code = ExitCode.FINDINGS

    def __init__(self, path: str, span: Span, message: Text) -> None:
        place = f"{path}:{span.line}:{span.column}: "
        super().__init__(Text(place + message.ja, place + message.en))
        self.span = span
        self.reason = message
        """Without the place."""


@dataclass(frozen=True, slots=True)
class Migration:
    """A case carried over to another version."""

    text: str
    """The file's new text, without a byte order mark."""
    old: str
    """The version that it was written for."""
    new: str
    added: tuple[str, ...] = ()
    """Addresses of the items that were inserted blank, one for each matter."""
    review: tuple[str, ...] = ()
    """Addresses (in the new version) of the answers that a person is asked to look at again."""
    kept: tuple[str, ...] = ()
    """Addresses (in the old version) of the answers that are now comments."""
    taken_back: int = 0
    """How many answers are answers again that had been kept as comments."""
    left_alone: tuple[int, ...] = ()
    """Indexes of the matters whose form is not in both versions: their answers stay as they are."""
    recheck: tuple[RecheckEntry, ...] = ()
    """The entries that were added for answers of which the item has changed."""
    was_approved: bool = False
    """True where the case holds a record of its approval, which was given to what it said before."""


@dataclass(frozen=True)
class _Document:
    """A case as a located tree and as a model."""

    tree: Tree
    outline: Outline
    """Of the file."""
    pages: Pages | None = None
    """Of the version from which it is carried over: before and after, the form's own fields are read as that has them."""

    @cached_property
    def case(self) -> Case:
        return decode(Case, spelt_out(Case, self.tree, None), self.pages).model

    @property
    def source(self) -> Source:
        return self.tree.source

    def edited(self, edits: Iterable[Edit]) -> _Document:
        """Gives the document after `edits`, read anew."""
        return self.with_text(apply_edits(self.source.text, edits))

    def with_text(self, text: str) -> _Document:
        """Gives a document under the same name that holds `text`."""
        return replace(self, tree=cleaned(read_text(self.source.path, text, self.outline)))

    def is_worse_than(self, other: _Document) -> bool:
        """True when there are problems that `other` does not have."""
        return self.tree.root is None or len(self.tree.problems) > len(other.tree.problems)


@dataclass(frozen=True)
class Migrator:
    """Carries any number of cases over to one version."""

    library: Library
    target: Version
    language: Language = "ja"
    """Of the comments that are written."""
    _diffs: dict[str, VersionDiff] = field(default_factory=dict, repr=False, compare=False)

    def migrate(self, tree: Tree) -> Migration:
        """Gives the case in `tree` for the target version; of a case that is there already, the same text.

        Raises:
            MigrationRefused: when the file cannot be read without doubt, its version is unknown, or
                its notation does not allow the change.
            LibraryError: when the files of its version are broken.
        """
        document = _Document(cleaned(tree), self.library.case_outline)
        _refuse_what_cannot_be_read(document)
        old = self._version(document)
        document = replace(document, pages=old.pages)
        if old.id == self.target.id:
            return Migration(tree.source.text, old.id, old.id)
        if old.id not in self._diffs:
            self._diffs[old.id] = compare(old, self.target)
        diff = self._diffs[old.id]
        try:
            return _migration(document, diff, self.language)
        except MigrationRefused:
            # A text at the end (`note: |`) can rest on the line end that is missing there.
            if document.source.text.endswith(("\n", "\r")):
                raise
            return _migration(
                document.with_text(document.source.text + _line_end(document.source.text)), diff, self.language
            )

    def _version(self, document: _Document) -> Version:
        named = document.case.checklist_version
        version = self.library.version(named)
        if version is None:
            known = "、".join(self.library.ids)
            raise MigrationRefused(
                document.source.path,
                document.tree.locate(("checklist_version",)),
                Text(
                    f"今の版「{named}」が分からないので、移行できません（あるのは {known}）。",
                    f"Its version “{named}” is unknown, so it cannot be carried over (known: {known}).",
                )
                if named
                else Text(
                    "checklist_version がないので、移行できません。",
                    "It has no checklist_version, so it cannot be carried over.",
                ),
            )
        return version


def _migration(document: _Document, diff: VersionDiff, language: Language) -> Migration:
    path = document.source.path
    document, taken_back = _with_answers_taken_back(document, diff.new.id)
    document, plans, left_alone = _written_out_where_touched(document, diff)
    try:
        after = document.edited(_edits(document, diff, plans, left_alone, language))
        recheck = _recheck(after.case, document.case, plans, diff, language)
        after = after.edited(recheck_edits(after.tree, recheck))
    except UnusualNotationError as unusual:
        raise MigrationRefused(path, unusual.span, _UNUSUAL) from unusual
    except EditError as error:  # Two changes to the same lines.
        raise MigrationRefused(path, START, _UNUSUAL) from error
    if not _is_faithful(after, document, plans, diff) or after.case.recheck != [
        *_readdressed(document.case, diff),
        *recheck,
    ]:
        raise MigrationRefused(path, START, _UNUSUAL)
    return Migration(
        text=after.source.text,
        old=diff.old.id,
        new=diff.new.id,
        added=tuple(plan.new.address(*placed) for plan in plans for placed in plan.added),
        review=tuple(address for plan in plans for _, address, _ in _remarked(plan)),
        kept=tuple(fate.address for plan in plans for fate in plan.fates.values() if isinstance(fate, Kept)),
        taken_back=taken_back,
        left_alone=left_alone,
        recheck=recheck,
        was_approved=document.case.approval is not None,
    )


def _line_end(text: str) -> str:
    """The line end that stands last in `text`."""
    found = list(_LINE_END.finditer(text))
    return found[-1][0] if found else "\n"


def _refuse_what_cannot_be_read(document: _Document) -> None:
    tree = document.tree
    problem = next((problem for problem in tree.problems if problem.code not in _HARMLESS), None)
    if problem is not None:
        raise MigrationRefused(
            tree.source.path,
            problem.span,
            Text(f"{problem.message.ja}{_FIRST.ja}", f"{problem.message.en} {_FIRST.en}"),
        )
    if not isinstance(tree.root, MappingNode):
        raise MigrationRefused(
            tree.source.path,
            START,
            Text(f"案件のファイルではありません。{_FIRST.ja}", f"This is no case file. {_FIRST.en}"),
        )


_FIRST = Text(
    "kojin-check validate で確かめ、先に直してください。",
    "Check it with kojin-check validate and correct it first.",
)
_UNUSUAL = Text(
    "この書き方のままでは、内容を変えずに移行できません。1行に1項目ずつ「項目名: 値」の形に直してください。",
    "Written like this it cannot be carried over without changing what it says. Write one “key: value” on a line.",
)


def _remarked(plan: MatterPlan) -> Iterator[tuple[Spot, str, tuple[Remark, ...]]]:
    """The answers above which a comment asks to look again, each with its item's address in the new version."""
    for spot, fate in plan.fates.items():
        if isinstance(fate, Stays | Moves) and fate.remarks:
            actor = fate.to.actor if isinstance(fate, Moves) else spot.actor
            placed = plan.new.by_actor[actor][fate.name]
            yield spot, plan.new.address(*placed), fate.remarks


# Taking back what had been kept as comments


def _with_answers_taken_back(document: _Document, version: str) -> tuple[_Document, int]:
    """The case with the answers of `version` in place again, as far as that is possible, and how many these are."""
    kept = list(kept_answers(document.source, version))
    if not kept:
        return document, 0
    together = document.edited(edit for one in kept for edit in one.edits)
    if _are_taken_back(kept, together, document):
        return together, len(kept)
    taken = 0
    # From the last to the first, so that the positions of the others stay valid.
    for one in reversed(kept):
        retaken = document.edited(one.edits)
        if _are_taken_back([one], retaken, document):
            document, taken = retaken, taken + 1
    return document, taken


def _are_taken_back(kept: Sequence[KeptAnswer], after: _Document, before: _Document) -> bool:
    """True when nothing has changed but that these answers have come in, each where it stood."""
    if after.is_worse_than(before) or content(before.case, _ANSWERS) != content(after.case, _ANSWERS):
        return False
    old, new = _answers(before.case), _answers(after.case)
    places = tuple(one.address.partition("/")[2] for one in kept)  # A form can have another number by now.
    return old.items() <= new.items() and all("/".join(key[1:]).startswith(places) for key in new.keys() - old.keys())


# Writing out mappings in braces


def _written_out_where_touched(
    document: _Document, diff: VersionDiff
) -> tuple[_Document, tuple[MatterPlan, ...], tuple[int, ...]]:
    """The case without braces around what changes, with its plans and the matters that are left alone."""
    while True:
        plans, left_alone = _plans(document, diff)
        edits = [edit for plan in plans if (edit := _writing_out(plan, document.tree)) is not None]
        if not edits:
            return document, plans, left_alone
        after = document.edited(edits)
        if after.is_worse_than(document) or after.case != document.case:
            raise MigrationRefused(document.source.path, edits[0].span, _UNUSUAL)
        document = after


def _writing_out(plan: MatterPlan, tree: Tree) -> Edit | None:
    """The edit for the outermost mapping in braces in which something is to change."""
    base: Route = ("matters", plan.index, "answers")
    routes = sorted({(*base, *section[:depth]) for section in plan.touched for depth in range(3)}, key=len)
    for route in routes:
        node = tree.node(route)
        if node is None or not is_flow(node, tree.source):
            continue
        parent = tree.node(route[:-1])
        assert isinstance(parent, MappingNode)
        edit = None
        if not _is_within_braces(route[:-1], tree):
            edit = written_out(parent.entries[str(route[-1])], 6 - len(route), tree.source)
        if edit is None:
            raise MigrationRefused(tree.source.path, tree.locate(route), _UNUSUAL)
        return edit
    return None


def _is_within_braces(route: Route, tree: Tree) -> bool:
    nodes = (tree.node(route[:length]) for length in range(len(route) + 1))
    return any(node is not None and is_flow(node, tree.source) for node in nodes)


# Planning


def _plans(document: _Document, diff: VersionDiff) -> tuple[tuple[MatterPlan, ...], tuple[int, ...]]:
    answers = _answers(document.case)
    plans, left_alone = [], []
    for index, matter in enumerate(document.case.matters):
        number = matter.checklist
        form = diff.form(number) if number is not None else None
        if form is None or form.old is None:
            continue  # Not a form of its own version: validate says so, before as after.
        if form.new is None or _is_for_another_type(form.old, form.new, diff.new):
            left_alone.append(index)
            continue
        node = document.tree.node(("matters", index, "answers"))
        if isinstance(node, MappingNode) and node.entries:
            marks = {Spot(*key[1:]): answer.mark for key, answer in answers.items() if key[0] == index}
            plan = plan_matter(index, node, diff, (form.old, form.new), marks)
            if plan.touched:
                _refuse_unknown_sections(document, plan)
            plans.append(plan)
    return tuple(plans), tuple(left_alone)


def _refuse_unknown_sections(document: _Document, plan: MatterPlan) -> None:
    """A misspelt actor or kind: what is new would be put into a second section beside it."""
    known = {(one.actor, one.kind) for form in (plan.old, plan.new) for one in form.sections}
    for actor, kind in plan.written:
        if (actor, kind) not in known:
            actors = {one for one, _ in known}
            route: Route = ("matters", plan.index, "answers", actor, *([kind] if actor in actors else []))
            raise MigrationRefused(
                document.source.path,
                document.tree.locate(route, Part.KEY),
                Text(
                    f"「{route[-1]}」という欄は様式{plan.old.number}にありません。{_FIRST.ja}",
                    f"Form {plan.old.number} has no section “{route[-1]}”. {_FIRST.en}",
                ),
            )


def _is_for_another_type(old: Checklist, new: Checklist, version: Version) -> bool:
    """True when the number now belongs to the form of another type; not when the type itself got another name."""
    return old.type != new.type and old.type in version.definition.types


_Answers = dict[tuple[int, str, str, str], Answer]


def _answers(case: Case) -> _Answers:
    return {
        (index, actor, kind, name): answer
        for index, matter in enumerate(case.matters)
        for actor, kinds in matter.answers.items()
        for kind, items in kinds.items()
        for name, answer in items.items()
    }


# Editing


def _edits(
    document: _Document, diff: VersionDiff, plans: Sequence[MatterPlan], left_alone: Sequence[int], language: Language
) -> Iterator[Edit]:
    tree = document.tree
    version = tree.node(("checklist_version",))
    assert isinstance(version, ScalarNode)
    yield Edit(version.span, in_flow(diff.new.id))
    yield from _title_edits(tree, diff)
    for index in left_alone:
        yield from _remark_on_form(document, index, diff, language)
    for plan in plans:
        number = tree.node(("matters", plan.index, "checklist"))
        if plan.old.number != plan.new.number and isinstance(number, ScalarNode):
            yield Edit(number.span, str(plan.new.number))
        if plan.old.type != plan.new.type:
            yield from _remark_on_form(document, plan.index, diff, language)
        if plan.touched:
            yield from answer_edits(tree, plan, diff.old.id, diff.new.id, language)
    yield from _address_edits(document, diff)


def _title_edits(tree: Tree, diff: VersionDiff) -> Iterator[Edit]:
    """The comment at the head of a new case names its version; it follows, as long as nobody has changed it."""
    title = diff.old.definition.title
    assert tree.root is not None
    for number in range(1, tree.root.span.line):
        line = tree.source.line(number)
        if title and line.startswith("#") and line[1:].strip() == title:
            at = line.index(title) + 1
            yield Edit(Span(number, at, number, at + len(title)), " ".join(diff.new.definition.title.split()))


def _remark_on_form(document: _Document, index: int, diff: VersionDiff, language: Language) -> Iterator[Edit]:
    """A comment above the number of a form that the new version does not have, or has for another type."""
    matter = document.tree.node(("matters", index))
    number = document.case.matters[index].checklist
    if number is None or not isinstance(matter, MappingNode) or _is_within_braces(("matters", index), document.tree):
        return
    line = matter.entries["checklist"].key.span.line
    form = diff.form(number)
    if form is None or form.new is None:
        said = Text(f"様式{number}は廃止された", f"form {number} has been abolished")
    else:
        now, matter_type = form.new.number, form.new.type
        said = Text(f"様式{now}は「{matter_type}」のものになった", f"form {now} is now that of “{matter_type}”")
    [remark] = on_review(said, f"{diff.old.id} → {diff.new.id}")
    text = document.source.line(line)
    indent = text[: len(text) - len(text.lstrip(" "))]
    yield below(document.source, line - 1, [f"{indent}# {remark.to(language)}"])


def _address_edits(document: _Document, diff: VersionDiff) -> Iterator[Edit]:
    """Waivers and entries of `recheck` name items by their address, which changes with the item's place and id."""
    addresses = _new_addresses(diff)
    case = document.case
    named: list[tuple[Route, str | None]] = [
        *((("waivers", number, "item"), waiver.item) for number, waiver in enumerate(case.waivers)),
        *((("recheck", number, "item"), entry.item) for number, entry in enumerate(case.recheck)),
    ]
    for route, address in named:
        node = document.tree.node(route)
        if address in addresses and isinstance(node, ScalarNode):
            yield Edit(node.span, in_flow(addresses[address]))


def _new_addresses(diff: VersionDiff) -> dict[str, str]:
    return {pair.old.address: pair.new.address for pair in diff.pairs if pair.old.address != pair.new.address}


def _readdressed(case: Case, diff: VersionDiff) -> list[RecheckEntry]:
    addresses = _new_addresses(diff)
    return [entry.model_copy(update={"item": addresses.get(entry.item, entry.item)}) for entry in case.recheck]


def _recheck(
    after: Case, before: Case, plans: Sequence[MatterPlan], diff: VersionDiff, language: Language
) -> tuple[RecheckEntry, ...]:
    """The entries to add: one for each address with an answer, however many matters have it; none that stands there."""
    answers = _answers(before)
    reasons: dict[str, dict[Text, None]] = {}
    for plan in plans:
        for spot, address, remarks in _remarked(plan):
            if not answers.get((plan.index, *spot), _UNREAD).is_blank:
                reasons.setdefault(address, {}).update(dict.fromkeys(remark.reason for remark in remarks))
    between = f"{diff.old.id} → {diff.new.id}"
    entries = []
    for address, why in reasons.items():
        said = Text("、".join(one.ja for one in why), ", ".join(one.en for one in why))
        text = Text(f"{said.ja}（{between}）", f"{said.en} ({between})")
        entries.append(RecheckEntry(item=address, why=text.to(language)))
    return tuple(entry for entry in entries if entry not in after.recheck)


# Checking the outcome


def _is_faithful(after: _Document, before: _Document, plans: Sequence[MatterPlan], diff: VersionDiff) -> bool:
    """True when the result is the same case with exactly the answers that the plans say."""
    return (
        not after.is_worse_than(before)
        and after.case.checklist_version == diff.new.id
        and _carried_over(before.case, plans) == _answers(after.case)
        and content(before.case, _CARRIED_OVER) == content(after.case, _CARRIED_OVER)
    )


def _carried_over(case: Case, plans: Sequence[MatterPlan]) -> _Answers:
    """The answers as they must be afterwards."""
    answers = _answers(case)
    for plan in plans:
        before = {key: answers.pop(key) for key in list(answers) if key[0] == plan.index}
        for (_, *place), answer in before.items():
            spot = Spot(*place)
            match plan.fates[spot]:
                case Stays(name=name):
                    answers[plan.index, spot.actor, spot.kind, name] = answer
                case Moves(to=to, name=name):
                    answers[plan.index, to.actor, to.kind, name] = answer
        for section, item in plan.added:
            answers[plan.index, section.actor, section.kind, item.id] = BLANK
    return answers
