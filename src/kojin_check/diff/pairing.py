"""Which item of one version is which item of another: every item is paired at most once.

Identity across versions is (number, actor, id). Items whose identity changed are found

1. by `formerly`, which declares the id that the item had in the version before (read in both
   directions, so that going back to an older version finds the same pairs); that id may still
   stand, on another item, where ids were shifted,
2. by likeness: the text is nearly the same under another id of the same actor,
3. by id: on the same form under another actor, or on another form if the text is nearly the same there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple, TypeAlias

from kojin_check.diff.spelling import folded_spelling
from kojin_check.errors import LibraryError
from kojin_check.findings import Text
from kojin_check.model.checklist import Checklist, ItemDefinition, Section

NEARLY_THE_SAME = 0.75
"""Likeness (0 to 1) from which two texts are one measure reworded; the measures of one r5 form stay below 0.55."""
_LONGEST = 500
"""Characters of a text that is compared with others: comparing takes time by their square."""
_MOST_PAIRS = 40_000
"""Items of one version times those of the other, among which new names are looked for: 200 on a form, all renamed."""


@dataclass(frozen=True)
class FormItem:
    """An item where it stands on its form."""

    checklist: Checklist
    section: Section
    item: ItemDefinition
    position: int
    """Its place among all items of the form, from 0."""

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id

    @property
    def text(self) -> str:
        """The measure, as on the form."""
        return self.item.text

    @property
    def address(self) -> str:
        """`number/actor/kind/id`."""
        return self.checklist.address(self.section, self.item)


class FormPair(NamedTuple):
    """A form in both versions, or in one of them."""

    old: Checklist | None
    new: Checklist | None

    @property
    def form(self) -> Checklist:
        """The form as it is in the new version, or was in the old one if it is removed."""
        form = self.new or self.old
        assert form is not None
        return form


class Identity(NamedTuple):
    """What makes an item the same item in both versions."""

    number: int
    """Of the form in the new version, also for an item of the old one whose form has a new number."""
    actor: str
    id: str


@dataclass(frozen=True)
class Pairing:
    """All items of both versions, paired as far as they belong together."""

    pairs: tuple[tuple[FormItem, FormItem], ...]
    """Old and new item, in the order of the new forms."""
    added: tuple[FormItem, ...]
    """In the order of the new forms."""
    removed: tuple[FormItem, ...]
    """In the order of the old forms."""


def pair_forms(old: Mapping[int, Checklist], new: Mapping[int, Checklist]) -> tuple[FormPair, ...]:
    """Pairs the forms of two versions, in the order of their numbers.

    Forms are the same if their number is; of the others those that are the only ones for their type
    and scope: they have got a new number.
    """
    pairs = [FormPair(old.get(number), form) for number, form in new.items() if number in old]
    gone = [form for number, form in old.items() if number not in new]
    come = [form for number, form in new.items() if number not in old]
    for form in gone:
        same = [other for other in come if _purpose(other) == _purpose(form)]
        unique = len(same) == 1 and sum(_purpose(other) == _purpose(form) for other in gone) == 1
        pairs.append(FormPair(form, same[0] if unique else None))
    paired = {pair.new.number for pair in pairs if pair.new is not None}
    pairs += [FormPair(None, form) for form in come if form.number not in paired]
    return tuple(sorted(pairs, key=lambda pair: pair.form.number))


def declared_pairs(forms: Iterable[FormPair]) -> Mapping[Identity, Identity]:
    """Gives for items of the new version which of the old one they are, where `formerly` says so and the texts bear it."""
    old, new = _by_identity(forms)
    pairs: dict[Identity, Identity] = {}
    for identity, partner in _declared(old, new):
        if identity not in pairs and partner not in pairs.values():
            pairs[identity] = partner
    return pairs


def _by_identity(forms: Iterable[FormPair]) -> tuple[_Items, _Items]:
    """The items of the old forms, and those of the new ones."""
    old: dict[Identity, FormItem] = {}
    new: dict[Identity, FormItem] = {}
    for pair in forms:
        if pair.old is not None:
            old.update(_items(pair.old, pair.form.number))
        if pair.new is not None:
            new.update(_items(pair.new, pair.form.number))
    return old, new


def pair_items(forms: Iterable[FormPair]) -> Pairing:
    """Pairs the items of all `forms`.

    Raises:
        LibraryError: when so many items of a form have another name that nobody could tell which is which.
    """
    old, new = _by_identity(forms)
    partners: dict[Identity, Identity] = {}
    for find in (_declared, _identical, _alike, _under_another_actor, _on_another_form):
        taken = set(partners.values())
        left_old = {identity: item for identity, item in old.items() if identity not in taken}
        left_new = {identity: item for identity, item in new.items() if identity not in partners}
        for identity, partner in find(left_old, left_new):
            if partner not in taken and identity not in partners:
                taken.add(partner)
                partners[identity] = partner
    taken = set(partners.values())
    return Pairing(
        tuple((old[partners[identity]], item) for identity, item in new.items() if identity in partners),
        tuple(item for identity, item in new.items() if identity not in partners),
        tuple(item for identity, item in old.items() if identity not in taken),
    )


def likeness(one: str, other: str) -> float:
    """Gives how alike two texts are, from 0 to 1, spelling apart; 0 where they stay below `NEARLY_THE_SAME`."""
    return next(_likenesses([one], other))


def _likenesses(ones: Iterable[str], other: str) -> Iterator[float]:
    """The likeness of each of `ones` to the other text; of texts that are too long only whether they are the same."""
    compared = folded_spelling(other)
    matcher = SequenceMatcher(None, "", compared[:_LONGEST], autojunk=False)
    for one in map(folded_spelling, ones):
        if one == compared or max(len(one), len(compared)) > _LONGEST:
            yield float(one == compared)
            continue
        matcher.set_seq1(one)
        quick = min(matcher.real_quick_ratio(), matcher.quick_ratio())
        ratio = matcher.ratio() if quick >= NEARLY_THE_SAME else 0.0
        yield ratio if ratio >= NEARLY_THE_SAME else 0.0


_Items: TypeAlias = Mapping[Identity, FormItem]
_Proposals: TypeAlias = Iterator[tuple[Identity, Identity]]
"""New and old identities that belong together, the best first; whoever comes first is taken."""


def _declared(old: _Items, new: _Items) -> _Proposals:
    yield from _named_by(new, old)
    yield from ((partner, identity) for identity, partner in _named_by(old, new))


def _named_by(items: _Items, others: _Items) -> Iterator[tuple[Identity, Identity]]:
    """The items that name a former id, each with the item of the other version that they name."""
    by_id = _by_id(others)
    for identity, item in items.items():
        former = item.item.formerly
        if former is not None and former != identity.id:
            partner = _best_named(former, identity, by_id, items)
            if partner is not None and _is_borne_out(identity, partner, items, others):
                yield identity, partner


def _is_borne_out(identity: Identity, partner: Identity, items: _Items, others: _Items) -> bool:
    """False where the texts tell that the former id is a slip, or was left from a version before.

    Of an id that is new, instead of one that is gone, there is nothing to doubt. Where ids were shifted, the text must
    be more like that of the item named than like that of its own id; and the item that has the former id now must be
    another one.
    """
    here = likeness(others[partner].text, items[identity].text)
    same_id, heir = others.get(identity), items.get(partner)
    if same_id is not None and likeness(same_id.text, items[identity].text) >= here:
        return False
    still = 0.0 if heir is None else likeness(others[partner].text, heir.text)
    return not still or still < here


def _by_id(items: _Items) -> Mapping[str, Sequence[Identity]]:
    found: dict[str, list[Identity]] = {}
    for identity in items:
        found.setdefault(identity.id, []).append(identity)
    return found


def _best_named(name: str, near: Identity, among: Mapping[str, Sequence[Identity]], others: _Items) -> Identity | None:
    """The item called `name` that stands nearest to `near`.

    One that stands elsewhere is meant only if it is not still there in the other version: the same
    measure has the same id on every form.
    """
    here = near._replace(id=name)
    named = among.get(name, ())
    if here in named:
        return here
    elsewhere = [identity for identity in named if identity not in others]
    return min(elsewhere, key=lambda one: (one.number != near.number, one.actor != near.actor), default=None)


def _identical(old: _Items, new: _Items) -> _Proposals:
    return ((identity, identity) for identity in new if identity in old)


class _Placed(NamedTuple):
    at: int
    identity: Identity
    text: str


def _alike(old: _Items, new: _Items) -> _Proposals:
    found = []
    before, after = _by_side(old), _by_side(new)
    for side in after:
        candidates = before.get(side, ())
        if len(candidates) * len(after[side]) > _MOST_PAIRS:
            raise _too_many(*side, len(candidates), len(after[side]))
        for placed in after[side]:
            alikes = _likenesses((candidate.text for candidate in candidates), placed.text)
            for candidate, alike in zip(candidates, alikes, strict=True):
                if alike:
                    found.append(
                        (-alike, abs(candidate.at - placed.at), placed.at, placed.identity, candidate.identity)
                    )
    return ((identity, candidate) for *_, identity, candidate in sorted(found))


def _by_side(items: _Items) -> Mapping[tuple[int, str], Sequence[_Placed]]:
    sides: dict[tuple[int, str], list[_Placed]] = {}
    for at, (identity, item) in enumerate(items.items()):
        sides.setdefault(identity[:2], []).append(_Placed(at, identity, item.text))
    return sides


def _too_many(number: int, actor: str, old: int, new: int) -> LibraryError:
    return LibraryError(
        Text(
            f"チェックリスト {number} の「{actor}」では、項目の名前（id）が{old}件なくなり{new}件増えているので、対応を探せません。"
            "同じ対策には同じ id を付けるか、新しい項目に formerly（前の版での id）を書いてください。",
            f"On checklist {number}, {actor}, {old} ids are gone and {new} have come: too many to look for those that "
            "belong together. Give the same measure the same id, or name its id of before under `formerly`.",
        )
    )


def _under_another_actor(old: _Items, new: _Items) -> _Proposals:
    candidates = _by_id(old)
    for identity in new:
        for candidate in candidates.get(identity.id, ()):
            if candidate.number == identity.number:
                yield identity, candidate


def _on_another_form(old: _Items, new: _Items) -> _Proposals:
    candidates = _by_id(old)
    for identity, item in new.items():
        for candidate in candidates.get(identity.id, ()):
            if candidate.actor == identity.actor and likeness(old[candidate].text, item.text):
                yield identity, candidate


def _purpose(form: Checklist) -> tuple[str, str]:
    return form.type, folded_spelling(form.scope or "")


def _items(form: Checklist, number: int) -> Iterator[tuple[Identity, FormItem]]:
    """The items in the form's order; of an id that an actor has twice the first one counts, as everywhere."""
    for position, (section, item) in enumerate(form.placed_items()):
        if form.by_actor[section.actor][item.id].item is item:
            yield Identity(number, section.actor, item.id), FormItem(form, section, item, position)
