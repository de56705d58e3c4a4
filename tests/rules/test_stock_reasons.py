"""The wordings of reasons are regular expressions in the checklists' data."""

from __future__ import annotations

from pathlib import Path

import pytest

from kojin_check.errors import LibraryError
from kojin_check.model.library import Library, load_library

VERSION = """\
schema: kojin-check/version/v1
id: v1
title: 理由の言い回しを確かめるための版
status: adopted
types: {業務委託: {role: contract}}
stock_reasons:
  - asserts: {media: 紙媒体}
    pattern: '紙媒体のみ('
"""


def asserted_facts(library: Library, version: str, reason: str) -> list[str]:
    loaded = library.version(version)
    assert loaded is not None
    return [
        fact
        for stock in loaded.definition.stock_reasons
        if stock.asserts is not None and stock.pattern.search(reason)
        for fact in stock.asserts.facts
    ]


@pytest.mark.parametrize("version", ["r5", "r7-draft"])
@pytest.mark.parametrize(
    ("reason", "facts"),
    [
        ("電子データのみの取扱いのため", ["media"]),
        ("電磁的媒体のみの取扱いのため", ["media"]),
        ("紙媒体のみの取扱いのため", ["media"]),
        ("再委託がないため", ["subcontracts"]),
        ("再委託はしない", ["subcontracts"]),
        ("クラウドサービスを利用しないため", ["クラウドの利用"]),
        ("電子データのみではないため", []),
        ("再委託先が行うため", []),
    ],
)
def test_what_the_wards_wordings_assert(version: str, reason: str, facts: list[str], library: Library) -> None:
    assert asserted_facts(library, version, reason) == facts


def test_a_broken_expression_is_named_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "v1"
    folder.mkdir()
    (folder / "version.yaml").write_text(VERSION, encoding="utf-8")

    with pytest.raises(LibraryError) as raised:
        load_library(tmp_path).version("v1")

    assert f"{(folder / 'version.yaml').as_posix()}:8:14: 正規表現として読めません" in raised.value.message.ja
    assert "Not a regular expression" in raised.value.message.en
