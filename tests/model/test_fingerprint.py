from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from tests.conftest import ROOT

from kojin_check.model.checklist import Checklist, VersionDefinition
from kojin_check.model.fingerprint import fingerprint
from kojin_check.model.library import Library, load_library, load_version

UNSEALED = {
    "status",
    "authority",
    "source",
    "notes",
    "note",
    "pages",
    "approval",
    "watched",
    "stock_reasons",
    "exceptions",
    "fingerprint",
    "undated",
    "going_live",
}
"""What may change in an adopted version."""


def fingerprint_of(folder: Path) -> str:
    version = load_version(folder)
    return fingerprint(version.definition, version.checklists.values())


@pytest.fixture
def r5(tmp_path: Path, root: Path) -> Path:
    return Path(shutil.copytree(root / "checklists" / "r5", tmp_path / "r5"))


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = next(folder.glob(name))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_adopted_version_carries_its_fingerprint(library: Library) -> None:
    version = library.require("r5")

    assert version.definition.fingerprint == fingerprint(version.definition, version.checklists.values())
    assert re.fullmatch("sha256:[0-9a-f]{64}", version.definition.fingerprint or "")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("5-*", "schema: kojin", "\n\n# 様式5\nschema:   kojin"),
        ("5-*", "requires: [media]", "requires:\n  - media"),
        ("5-*", "when: {media: 可搬媒体}", "when: {media: {all_of: [可搬媒体]}}"),
        ("5-*", "when: {media: 可搬媒体}", "when: {media: {any_of: [可搬媒体]}}"),
        ("5-*", "any_of: [電磁的媒体, 可搬媒体]", "any_of: [可搬媒体, 電磁的媒体]"),
        ("5-*", "number: 5\ntype: 業務委託\n", "type: 業務委託\nnumber: 5\n"),
        ("5-*", "note: 原文のまま。", "note: 様式の原文のまま。"),
        ("version*", "effective: 令和5年4月1日", "effective: 2023-04-01"),
        ("version*", "status: adopted", "status: retired"),
        ("version*", "authority: 新宿区", "authority: 東京都新宿区"),
        ("version*", "- 資料をテキスト", "- この資料をテキスト"),
        ("version*", "電子データのみ(", "電子データ(だけ|のみ)("),
        ("version*", "label: 担当部課", "label: 担当課"),
        ("version*", "label: 件名, required: true", "label: 件名"),
    ],
)
def test_what_is_on_no_form_may_change(r5: Path, name: str, old: str, new: str) -> None:
    before = fingerprint_of(r5)

    edit(r5, name, old, new)

    assert fingerprint_of(r5) == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("5-*", "業務フローを作成し、", "業務フローを作成して、"),
        ("5-*", "id: 業務フロー", "id: 業務の流れ"),
        ("5-*", "when: {media: 可搬媒体}", "when: {media: 紙媒体}"),
        ("5-*", "        strict: true", "        strict: false"),
        ("5-*", "otherwise: 電子データのみの取扱いのため", "otherwise: 電子データだけの取扱いのため"),
        ("5-*", "label: 対策が可能", "label: 対策は可能"),
        ("5-*", "reason: required", "reason: optional"),
        ("5-*", "kind: 運用上", "kind: 運用"),
        ("5-*", "【運用上の対策】", "【運用の対策】"),
        ("5-*", "scope: 電磁的", "scope: 電子的"),
        (
            "5-*",
            "applies: {media: {any_of: [電磁的媒体, 可搬媒体]}}",
            "applies: {media: 電磁的媒体}",
        ),
        ("5-*", "requires: [media]", "requires: []"),
        ("version*", "クラウドサービスを利用しますか。", "クラウドを利用しますか。"),
        ("version*", "effective: 令和5年4月1日", "effective: 令和6年4月1日"),
        (
            "version*",
            "  目的外利用: {role: disclosure}\n  外部提供: {role: disclosure}",
            "  外部提供: {role: disclosure}\n  目的外利用: {role: disclosure}",
        ),
        ("version*", "go_live: 本稼働", "go_live: 稼働"),
    ],
)
def test_what_people_answer_to_may_not(r5: Path, name: str, old: str, new: str) -> None:
    before = fingerprint_of(r5)

    edit(r5, name, old, new)

    assert fingerprint_of(r5) != before


def test_the_order_of_items_counts(r5: Path) -> None:
    before = fingerprint_of(r5)
    path = next(r5.glob("1-*"))
    head, *items = re.split(r"(?=      - id: )", path.read_text(encoding="utf-8"))
    items[-1] = items[-1].rstrip("\n") + "\n"

    path.write_text("".join((head, items[1], items[0], *items[2:])), encoding="utf-8")

    assert fingerprint_of(r5) != before


def test_the_order_of_the_files_does_not_count(library: Library) -> None:
    version = library.require("r5")
    checklists = list(version.checklists.values())

    assert fingerprint(version.definition, reversed(checklists)) == fingerprint(version.definition, checklists)


def texts(record: BaseModel, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The routes of all texts in the typed content that the fingerprint covers."""
    for name in type(record).model_fields:
        if name not in UNSEALED and name != "schema_":
            yield from _texts(getattr(record, name), (*route, name))


def _texts(value: object, route: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    match value:
        case str():
            yield route
        case BaseModel():
            yield from texts(value, route)
        case list():
            for index, entry in enumerate(value):
                yield from _texts(entry, (*route, index))
        case dict():
            for key, entry in value.items():
                yield from _texts(entry, (*route, key))


def changed(value: object, route: tuple[str | int, ...], character: str) -> object:
    """`value` with one more character at the end of the text at `route`."""
    if not route:
        return f"{value}{character}"
    step, rest = route[0], route[1:]
    match value:
        case BaseModel():
            return value.model_copy(update={str(step): changed(getattr(value, str(step)), rest, character)})
        case list():
            return [changed(entry, rest, character) if index == step else entry for index, entry in enumerate(value)]
        case dict():
            return {key: changed(entry, rest, character) if key == step else entry for key, entry in value.items()}
    raise AssertionError(route)


LIBRARY = load_library(ROOT / "checklists")
"""Not the fixture, which is too long for hypothesis to print."""


@settings(max_examples=80)
@given(data=st.data(), character=st.characters(exclude_categories=["Cs"]))
def test_one_character_anywhere_changes_it(data: st.DataObject, character: str) -> None:
    version = LIBRARY.require("r7-draft")
    before = fingerprint(version.definition, version.checklists.values())
    records: list[VersionDefinition | Checklist] = [version.definition, *version.checklists.values()]
    index = data.draw(st.integers(0, len(records) - 1))
    route = data.draw(st.sampled_from(list(texts(records[index]))))

    records[index] = changed(records[index], route, character)  # type: ignore[call-overload]

    definition, *checklists = records
    assert isinstance(definition, VersionDefinition)
    assert fingerprint(definition, [one for one in checklists if isinstance(one, Checklist)]) != before
