from __future__ import annotations

import pytest

from kojin_check.escaping.screen import visible, visible_line
from kojin_check.escaping.workflow_commands import visible_in_log, without_commands
from kojin_check.reading.characters import INVISIBLE


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
        ("ソフト\u00adハイフン\u3164", "ソフト<U+00AD>ハイフン<U+3164>"),
        ("\U000e0041", "<U+E0041>"),
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
        ("x ##vso[task.complete]y", "x #<U+0023>vso[task.complete]y"),
        ("###[x ##teamcity[y ## [z", "##<U+0023>[x #<U+0023>teamcity[y ## [z"),
        ("  3 | ::error::x", "  3 | ::error::x"),
        (": a", ": a"),
        ("# 見出し", "# 見出し"),
    ],
)
def test_without_commands_no_line_is_one_for_a_ci_server(line: str, harmless: str) -> None:
    assert without_commands(line) == harmless


def test_everything_that_cannot_be_seen_is_written_out() -> None:
    invisible = [chr(point) for point in range(0x110000) if INVISIBLE.match(chr(point))]

    assert len(invisible) > 30
    assert [character for character in invisible if visible(character) == character] == []


def test_every_line_of_a_log_is_harmless() -> None:
    assert visible_in_log("a\n::error::\x1b[0m\n ##[group]\n") == "a\n<U+003A>:error::<U+001B>[0m\n #<U+0023>[group]\n"
