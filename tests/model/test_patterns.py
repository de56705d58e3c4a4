from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT

from kojin_check.errors import LibraryError
from kojin_check.model import patterns
from kojin_check.model.library import Library, load_library
from kojin_check.model.pattern_trial import takes_too_long
from kojin_check.model.patterns import MOST_CHARACTERS, UnfitExpressionError, expression, slow_ones


def test_the_patterns_that_come_along_are_fast(library: Library) -> None:
    for definition in library.definitions.values():
        assert slow_ones(tuple(stock.pattern.pattern for stock in definition.stock_reasons)) == frozenset()


@pytest.mark.parametrize(
    "pattern", [".*のみ", "電子.*のみ.*ため", "(電子|電磁的)(データ|媒体)(のみ|だけ)?", "(?:紙|書類)(?:の|等)*のみ"]
)
def test_ordinary_patterns_are_fast(pattern: str) -> None:
    assert not takes_too_long(pattern)


@pytest.mark.parametrize("pattern", [".*.*.*.*だ", "(.*)(.*)(.*)だ", "[あ-ん]*の.*の.*の.*だ"])
def test_patterns_that_take_very_long(pattern: str) -> None:
    assert takes_too_long(pattern)


def test_those_that_never_end_are_slow_and_the_others_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_PATIENCE", 1)
    never = ("(.+)+だよ$", "(a|aa)+$", "((再(委託)?先)+)+だ", "a?" * 60 + "a" * 60)

    assert slow_ones(("紙のみ", never[0], "電子のみ", never[1])) == frozenset(never[:2])
    monkeypatch.setattr(patterns, "_MOST_TRIALS", 2)
    assert slow_ones((*never, "紙のみ")) == frozenset((*never, "紙のみ")), "after two nothing more is tried out"


def test_a_version_with_a_slow_pattern_is_not_used(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "checklists" / "r5", tmp_path / "r5")
    file = tmp_path / "r5" / "version.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("紙媒体のみ(?!", ".*.*.*.*のみ(?!"), encoding="utf-8")

    with pytest.raises(LibraryError) as raised:
        load_library(tmp_path).version("r5")

    assert raised.value.message.ja.startswith(f"{file}: stock_reasons の pattern「.*.*.*.*のみ(?!")
    assert f"kojin-check lint {tmp_path / 'r5'} で" in raised.value.message.ja


def test_without_processes_nothing_is_tried_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError("emscripten does not support processes")

    monkeypatch.setattr(subprocess, "run", refuse)

    assert slow_ones(("(.+)+$", "ない")) == frozenset()


@pytest.mark.parametrize("text", ["(", "[[a]", "a{99999999999}", "(" * 150, "あ" * (MOST_CHARACTERS + 1), r"\u3042"])
def test_what_is_no_expression(text: str) -> None:
    with pytest.raises(UnfitExpressionError):
        expression(text)
