"""Which matter of one state of a case is which of another, and which subcontract."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, TypeVar

from kojin_check.model.case import Handling, Matter, Subcontract
from kojin_check.similarity import company, folded

_Thing = TypeVar("_Thing")
_Likeness: TypeAlias = Callable[[_Thing], object]


def _party(handling: Handling) -> str:
    return "" if handling.party is None else folded(handling.party.name)


def _company(handling: Handling) -> str:
    return "" if handling.party is None else company(handling.party.name)[0]


_OF_MATTERS: tuple[_Likeness[Matter], ...] = (
    lambda matter: (matter.type, matter.checklist, _party(matter), matter),
    lambda matter: (matter.type, matter.checklist, _party(matter)),
    lambda matter: (matter.type, _party(matter)),
    lambda matter: (matter.type, matter.checklist),
    lambda matter: (matter.type,),
)
"""What makes two matters the same one, the surest first: a contractor can be renamed, a medium added."""
_OF_SUBCONTRACTS: tuple[_Likeness[Subcontract], ...] = (_party, _company)


def same_matters(then: Sequence[Matter], now: Sequence[Matter]) -> Mapping[int, int]:
    """Gives for the index of a former matter that of the same matter now; equals are paired in their order."""
    return _pairs(then, now, _OF_MATTERS)


def same_subcontracts(then: Sequence[Subcontract], now: Sequence[Subcontract]) -> Mapping[int, int]:
    """Gives for the index of a former subcontract that of the same one now: the one with the same party.

    Where only one is left on either side, its party has changed.
    """
    pairs = dict(_pairs(then, now, _OF_SUBCONTRACTS))
    left = [index for index in range(len(then)) if index not in pairs]
    right = [index for index in range(len(now)) if index not in pairs.values()]
    return {**pairs, left[0]: right[0]} if len(left) == len(right) == 1 else pairs


def _pairs(then: Sequence[_Thing], now: Sequence[_Thing], likenesses: Sequence[_Likeness[_Thing]]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    left, right = list(range(len(then))), list(range(len(now)))
    for likeness in likenesses:
        before, after = (
            {index: likeness(things[index]) for index in some} for things, some in ((then, left), (now, right))
        )
        for index, wanted in before.items():
            found = next((other for other in right if after[other] == wanted), None)
            if found is not None:
                pairs[index] = found
                left.remove(index)
                right.remove(found)
    return pairs
