from __future__ import annotations

from itertools import chain, combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kojin_check.model.condition import (
    MEDIA,
    SUBCONTRACTS,
    Condition,
    Facts,
    FactValue,
    Operator,
    Test,
    parse_condition,
)
from kojin_check.model.situation import Vocabulary, described, situations, where

WORDS = Vocabulary(("電子", "可搬", "紙", "音声"), ("クラウド", "持込み"))

media_tests = st.builds(
    Test,
    st.just(MEDIA),
    st.sampled_from([operator for operator in Operator if operator is not Operator.EQUALS]),
    st.lists(st.sampled_from(WORDS.media), min_size=1, max_size=3, unique=True).map(tuple),
)
flag_tests = st.builds(
    Test,
    st.sampled_from([SUBCONTRACTS, *WORDS.flags]),
    st.just(Operator.EQUALS),
    st.sampled_from([("true",), ("false",)]),
)
conditions = st.lists(media_tests | flag_tests, min_size=1, max_size=3).map(lambda tests: Condition(tuple(tests)))


def every_matter() -> list[Facts]:
    """All that a matter can declare when it declares everything."""
    media = list(chain.from_iterable(combinations(WORDS.media, size) for size in range(1, len(WORDS.media) + 1)))
    return [
        {MEDIA: chosen, SUBCONTRACTS: subcontracts, "クラウド": cloud, "持込み": brought}
        for chosen, subcontracts, cloud, brought in product(media, (True, False), (True, False), (True, False))
    ]


@given(conditions, conditions)
def test_situations_stand_for_all_matters(one: Condition, other: Condition) -> None:
    found = situations(WORDS, one, other)

    assert found is not None
    outcomes = {(one.holds(situation), other.holds(situation)) for situation in found}
    assert outcomes == {(one.holds(matter), other.holds(matter)) for matter in every_matter()}


@given(conditions, conditions)
def test_where_keeps_the_situations_in_which_the_condition_holds(given_: Condition, other: Condition) -> None:
    found = where(WORDS, given_, other)

    assert found is not None
    assert {other.holds(situation) for situation in found} == {
        other.holds(matter) for matter in every_matter() if given_.holds(matter)
    }


def test_media_that_no_condition_mentions_are_alike() -> None:
    assert situations(WORDS, parse_condition({"media": "紙"})) == (
        {MEDIA: ("電子",)},
        {MEDIA: ("紙",)},
        {MEDIA: ("電子", "紙")},
    )


def test_without_conditions_there_is_one_situation() -> None:
    assert situations(WORDS, None) == ({},)


def test_too_many_facts_cannot_be_tried() -> None:
    media = tuple(f"媒体{number}" for number in range(40))
    few, many = media[:13], media[:14]

    assert situations(Vocabulary(media, ()), parse_condition({"media": {"any_of": list(many)}})) is None
    assert len(situations(Vocabulary(media, ()), parse_condition({"media": {"any_of": list(few)}})) or ()) == 2**14 - 1


@pytest.mark.parametrize(
    ("condition", "known"),
    [
        ({"media": "紙"}, True),
        ({"media": "木簡"}, False),
        ({"subcontracts": True}, True),
        ({"クラウド": "はい"}, False),
        ({"雲": True}, False),
    ],
)
def test_a_vocabulary_understands_what_it_declares(condition: dict[str, object], known: bool) -> None:
    assert WORDS.understands(None, parse_condition(condition)) is known


def test_media_are_no_fact_where_none_are_declared() -> None:
    assert Vocabulary((), ("クラウド",)).facts == (SUBCONTRACTS, "クラウド")


@pytest.mark.parametrize(
    ("fact", "value", "shown"),
    [
        (MEDIA, ("紙", "電子"), "media: [紙, 電子]"),
        (SUBCONTRACTS, True, "subcontracts: […]"),
        (SUBCONTRACTS, False, "subcontracts: []"),
        ("クラウド", True, "クラウド: true"),
    ],
)
def test_situations_are_described_as_they_are_declared(fact: str, value: FactValue, shown: str) -> None:
    assert described({fact: value}) == shown
