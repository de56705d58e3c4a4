"""Patterns are read like the reasons that they are searched in."""

from __future__ import annotations

import re

import pytest

from kojin_check.model.wording import plain, plain_pattern


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("no personal data", "No, no personal data is processed"),
        (r"no\s+personal\s*data", "no personal data"),
        (r"no {1,3}personal", "no personal data"),
        (r"no\ personal", "no personal data"),
        ("ＵＳＢメモリ(を|は)使用しない", "USBメモリを使用しないため"),
        ("USBメモリ", "ＵＳＢメモリを使用しない"),
        ("[Ａ-Ｃ]社", "B社に委ねない"),
        ("クラウド（AWS）", "クラウド（ＡＷＳ）は利用しない"),
        ("㈱甲", "（株）甲が行う"),
        ("㈱?甲", "甲が行う"),
        ("ｶﾞｲﾄﾞ", "ガイドに従う"),
        ("何か[？。]", "何か？"),
        ("[]x]甲", "x甲"),
        ("再委託 (は|が)ない", "再委託はない"),
    ],
)
def test_finds_the_reason(pattern: str, reason: str) -> None:
    assert plain_pattern(re.compile(pattern)).search(plain(reason))


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("クラウド（AWS）", "クラウドAWSは利用しない"),
        ("全て．", "全ての"),
        ("紙媒体のみ", "電子データのみ"),
    ],
)
def test_does_not_find_another(pattern: str, reason: str) -> None:
    assert not plain_pattern(re.compile(pattern)).search(plain(reason))


def test_what_cannot_be_written_so_stays_as_it_is() -> None:
    pattern = re.compile("( )?(?(1)a|b)[ ]")
    assert plain_pattern(pattern).search("b ")
