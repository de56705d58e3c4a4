"""Characters that have no place in a text file: control characters, strange line breaks, halves of characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice

from kojin_check.findings import Text
from kojin_check.reading.characters import NOT_IN_YAML, UNREADABLE
from kojin_check.reading.messages import Unsupported, unsupported
from kojin_check.reading.repaired import LineEdit, LineSpan, Repaired, Slip
from kojin_check.reading.tree import MAX_PROBLEMS
from kojin_check.regex import regex

_SLIPS = regex(f"(?P<character>[{NOT_IN_YAML}])(?P=character)*|(?:^|(?<=[\n\r]))%")
"""A run of one such character, or the sign of a directive."""

_BREAKS = {
    "\x0b": Text("垂直タブ（Wordの「段落内改行」）", "LINE TABULATION (a manual line break of Word)"),
    "\x0c": Text("改ページ", "FORM FEED"),
    "\x85": Text("NEXT LINE", "NEXT LINE"),
    "\u2028": Text("行区切り", "LINE SEPARATOR"),
    "\u2029": Text("段落区切り", "PARAGRAPH SEPARATOR"),
}
_NAMES = {
    "\x00": Text("NULL", "NULL"),
    "\x07": Text("ベル（Wordの表のセルの終わり）", "BELL (the end of a table cell in Word)"),
    "\x08": Text("後退", "BACKSPACE"),
    "\x1a": Text("ファイルの終わりの印", "SUBSTITUTE"),
    "\x1b": Text("エスケープ", "ESCAPE"),
    "\x1e": Text("改行をしないハイフン（Word）", "RECORD SEPARATOR (a non-breaking hyphen of Word)"),
    "\x1f": Text("任意指定のハイフン（Word）", "UNIT SEPARATOR (an optional hyphen of Word)"),
    "\x7f": Text("削除", "DELETE"),
    "\ufeff": Text("バイト順マーク（BOM）", "ZERO WIDTH NO-BREAK SPACE (byte order mark)"),
}

_COLON = regex(":(?=[ \\t]|$)")
_STRUCTURE = regex("[\\[\\]{}\"']")
"""In brackets and quotes a break parts no lines."""


def unreadable_slips(repaired: Repaired) -> list[Slip]:
    """Gives the slips of such characters and lines, a run of the same character as one; at most one too many.

    Their edits make breaks spaces and leave everything else out.

    Args:
        repaired: the file as it is.
    """
    slips = []
    for found in islice(_SLIPS.finditer(repaired.source.text), MAX_PROBLEMS + 1):
        span = repaired.source.span(*found.span())
        place = LineSpan(span.line, span.column - 1, span.end_column - 1)
        character = found["character"]
        slips.append(
            _directive(repaired, place) if character is None else _slip(place, character, repaired.line(span.line))
        )
    return slips


def _slip(place: LineSpan, character: str, line: str) -> Slip:
    name = unreadable_name(character)
    count = place.end - place.start
    times = Text(f"が{count}個続けて", f", {count} times in a row") if count > 1 else Text("が", "")
    message = Text(
        f"目に見えない制御文字{name.ja}{times.ja}入っています。YAMLには書けない文字です。",
        f"There is the invisible control character {name.en}{times.en}. YAML does not allow it.",
    )
    hint = Text("この文字を削除してください。", "Delete the character.")
    if character in _BREAKS:
        message = Text(
            f"{name.ja}{times.ja}入っています。改行のように見えても、ここで行は変わりません。",
            f"There is {name.en}{times.en}. It may look like a line break, but no new line starts here.",
        )
        hint = Text(
            "この文字を削除し、行を分けるならEnterキーで改行してください。",
            "Delete the character; to start a new line, press Enter.",
        )
    elif 0xD800 <= ord(character) <= 0xDFFF:
        message = Text(
            f"文字の片割れ（{_point(character)}）{times.ja}入っています。文字が途中で切れています。",
            f"There is half of a character ({_point(character)}){times.en}: a character was cut in two.",
        )
        hint = Text("この文字を削除し、元の文字を打ち直してください。", "Delete it and type the character anew.")
    edits = [LineEdit(*place, " " if character in _BREAKS else "")]
    if character in _BREAKS and not _STRUCTURE.search(line):
        edits += _colons_behind(place, line)
    return Slip(place, tuple(edits), message, hint)


def _colons_behind(place: LineSpan, line: str) -> Iterator[LineEdit]:
    """What would be another line behind the break is read as text, so its colons are none of this line's."""
    rest = UNREADABLE.split(line[place.end :], maxsplit=1)[0]
    for found in _COLON.finditer(rest):
        at = place.end + found.start()
        yield LineEdit(place.line, at, at + 1, "：")


def unreadable_name(character: str) -> Text:
    """Gives the name of a control character or noncharacter, with its code point."""
    name = _BREAKS.get(character) or _NAMES.get(character)
    point = _point(character)
    if name is None:
        unicode_name = unicodedata.name(character, "control character")
        name = Text(unicode_name, unicode_name)
    return Text(f"「{name.ja}」（{point}）", f"{name.en} ({point})")


def _point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _directive(repaired: Repaired, sign: LineSpan) -> Slip:
    place = LineSpan(sign.line, 0, len(repaired.line(sign.line)))
    problem = unsupported(Unsupported.DIRECTIVE, repaired.span(place))
    return Slip(place, (LineEdit(*sign, "#"),), problem.message, problem.hint, problem.code, is_exemplary=False)
