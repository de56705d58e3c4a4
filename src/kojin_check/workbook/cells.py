"""What one cell says, as text, and what about it a person must be told.

A cell can say more than its text: a formula shows what it comes to, a struck-out mark is meant not to count, and a
number or a date is not what stood on the screen. None of that is guessed.
"""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass
from typing import Any

from kojin_check.findings import Text


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell says."""

    text: str
    """Without blanks around it; empty where nothing can be taken from the cell."""
    notice: Text | None = None
    """What has been made of it, where that is worth saying."""
    fault: Text | None = None
    """Why it is not taken."""


BLANK = CellText("")


def text_of(cell: Any) -> CellText:
    """Gives what a cell of openpyxl says."""
    value = cell.value
    if value is None:
        return BLANK
    if cell.data_type == "f":
        return CellText(
            "",
            fault=Text(
                "数式が入っています。結果の文字を、値として書いてください。",
                "It holds a formula. Write what it is to say as a value.",
            ),
        )
    if cell.data_type == "e":
        return CellText("", fault=Text(f"エラー値（{value}）です。", f"It is an error value ({value})."))
    match value:
        case bool():
            return _converted("はい" if value else "いいえ", "論理値", "a logical value")
        case datetime.datetime():
            is_day = value.time() == datetime.time()
            shown = value.date().isoformat() if is_day else value.isoformat(sep=" ")
            return _converted(shown, "日付", "a date")
        case datetime.date():
            return _converted(value.isoformat(), "日付", "a date")
        case int() | float():
            number = int(value) if isinstance(value, float) and value.is_integer() else value
            return _converted(str(number), "数値", "a number")
        case datetime.time() | datetime.timedelta():
            return CellText(
                "", fault=Text("時刻が入っています。文字で書いてください。", "It holds a time. Write text.")
            )
    text = _legible(str(value))
    if text and _is_struck(cell):
        return CellText(
            "",
            fault=Text(
                f"「{text}」に取消線が引かれています。消すのか残すのか分かりません。文字を消すか、取消線を外してください。",
                f"“{text}” is struck out, so it is open whether it counts. Delete the text, or the line through it.",
            ),
        )
    return CellText(text)


def _converted(text: str, kind: str, kind_en: str) -> CellText:
    return CellText(
        text,
        notice=Text(
            f"{kind}が入っていたので、「{text}」と読みました。",
            f"It held {kind_en}, which was read as “{text}”.",
        ),
    )


def _legible(text: str) -> str:
    """The text as it was typed: characters that XML cannot hold are written as `_x000D_` in workbooks."""
    from openpyxl.utils.escape import unescape

    plain: str = unescape(text).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", plain).strip()


def _is_struck(cell: Any) -> bool:
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    if isinstance(cell.value, CellRichText):
        blocks = [part for part in cell.value if isinstance(part, TextBlock) and part.text.strip()]
        if any(block.font is not None and block.font.strike for block in blocks):
            return True
        if blocks and len(blocks) == len([part for part in cell.value if str(part).strip()]):
            return False
    return bool(cell.font is not None and cell.font.strike)
