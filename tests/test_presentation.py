from __future__ import annotations

import pytest

from kojin_check.presentation import visible, visible_line, without_commands


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("施錠保管\t○\n", "施錠保管\t○\n"),
        ("\x1b[31m", "<U+001B>[31m"),
        ("\x9b2J", "<U+009B>2J"),
        ("a\rb", "a<U+000D>b"),
        ("\x1b]8;;https://example.com\x07x", "<U+001B>]8;;https://example.com<U+0007>x"),
        ("\u202e逆順\u202c", "<U+202E>逆順<U+202C>"),
        ("a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"),
        ("\udce5", "<U+DCE5>"),
        ("葛\U000e0100", "葛\U000e0100"),
    ],
)
def test_visible_writes_out_what_could_steer_a_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_visible_line_stays_on_one_line() -> None:
    assert visible_line("a\n\tb\x1b") == "a<U+000A><U+0009>b<U+001B>"


@pytest.mark.parametrize(
    ("line", "harmless"),
    [
        ("::error::x", "<U+003A>:error::x"),
        ("  ::set-output name=a::b", "  <U+003A>:set-output name=a::b"),
        ("x ##[add-mask]y", "x #<U+0023>[add-mask]y"),
        ("  3 | ::error::x", "  3 | ::error::x"),
        (": a", ": a"),
        ("# 見出し", "# 見出し"),
    ],
)
def test_without_commands_no_line_is_one_for_a_ci_server(line: str, harmless: str) -> None:
    assert without_commands(line) == harmless
