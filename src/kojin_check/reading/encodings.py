"""Bytes → text: UTF-8 and UTF-16 are read, other encodings are recognised and named, never guessed at silently.

Municipal offices run on Windows: a file comes in CP932 from an old editor, in UTF-16 from a data export,
or is no text at all but the workbook itself. What it looks like is said together with how to save it
as UTF-8, but its content is not checked: a wrong guess would turn names into other names.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from kojin_check.findings import START, Problem, Severity, Span, Text
from kojin_check.reading.source import Source
from kojin_check.regex import regex


class Content(NamedTuple):
    """What a file's bytes hold."""

    text: str
    """Without a byte order mark. Where it is not readable, how it looks in the encoding it is most likely in."""
    problem: Problem | None = None
    """Why it must not be checked."""
    hint: Problem | None = None
    """What is better avoided although it can be read."""


class _Encoding(NamedTuple):
    """An encoding in which files come by mistake."""

    codec: str
    name: Text
    in_editor: str | None
    """What VS Code calls it in its Japanese and English menus; None when it cannot open it."""


_SHIFT_JIS = _Encoding("cp932", Text("シフトJIS（CP932、ANSI）", "Shift JIS (CP932, ANSI)"), "Japanese (Shift JIS)")
_EUC_JP = _Encoding("euc_jis_2004", Text("EUC-JP", "EUC-JP"), "Japanese (EUC-JP)")
_ISO_2022_JP = _Encoding("iso2022_jp_ext", Text("JISコード（ISO-2022-JP）", "ISO-2022-JP (JIS)"), None)
_UTF_16_LE = _Encoding("utf-16-le", Text("BOMのないUTF-16（LE）", "UTF-16 (LE) without a byte order mark"), "UTF-16 LE")
_UTF_16_BE = _Encoding("utf-16-be", Text("BOMのないUTF-16（BE）", "UTF-16 (BE) without a byte order mark"), "UTF-16 BE")
_UTF_32_LE = _Encoding("utf-32-le", Text("UTF-32（LE）", "UTF-32 (LE)"), None)
_UTF_32_BE = _Encoding("utf-32-be", Text("UTF-32（BE）", "UTF-32 (BE)"), None)

_FILE_KINDS: tuple[tuple[bytes, Text], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Text("古い形式のExcel、Word、一太郎など", "an old Excel, Word or Ichitaro file"),
    ),
    (b"%PDF-", Text("PDF", "a PDF file")),
    (b"{\\rtf", Text("リッチテキスト（RTF）", "a rich text (RTF) file")),
    (b"\x89PNG", Text("画像（PNG）", "a PNG image")),
    (b"\xff\xd8\xff", Text("画像（JPEG）", "a JPEG image")),
    (b"GIF8", Text("画像（GIF）", "a GIF image")),
    (b"\x1f\x8b", Text("圧縮ファイル（gzip）", "a gzip archive")),
    (b"7z\xbc\xaf\x27\x1c", Text("圧縮ファイル（7z）", "a 7z archive")),
    (b"Rar!\x1a\x07", Text("圧縮ファイル（RAR）", "a RAR archive")),
)
_ARCHIVE = b"PK\x03\x04"
_IN_ARCHIVES: tuple[tuple[bytes, Text], ...] = (
    (b"xl/", Text("Excel（.xlsx）", "an Excel (.xlsx) file")),
    (b"word/", Text("Word（.docx）", "a Word (.docx) file")),
    (b"ppt/", Text("PowerPoint（.pptx）", "a PowerPoint (.pptx) file")),
    (b"opendocument", Text("OpenDocument", "an OpenDocument file")),
)

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF_32_MARKS = ((codecs.BOM_UTF32_LE, _UTF_32_LE), (codecs.BOM_UTF32_BE, _UTF_32_BE))
_SAMPLE = 64 * 1024
_JIS_ESCAPE = regex(rb"\x1b(?:\$[@B]|\$\([DOPQ]|\([BIJ])")
_UNLIKELY = regex("[\uff61-\uff9f\ue000-\uf8ff\ufffd\x80-\x9f]")
"""What Japanese text has little of, and a wrong guess much: half-width kana, private characters, replacements."""
_NOT_ASCII = regex("[^\x00-\x7f]")
_UNLIKELY_SHARE = 0.2


def decode_file(path: str, data: bytes) -> Content:
    """Gives the text in a file's bytes, or what the bytes look like; never raises for what they hold.

    Args:
        path: the name that problems show.
        data: the whole file.
    """
    if (kind := _file_kind(data)) is not None:
        return Content("", _not_text(kind))
    for mark, encoding in _UTF_32_MARKS:
        if data.startswith(mark):
            return _in_another_encoding(path, data[4:], encoding, 0)
    if data.startswith(_UTF_16_MARKS):
        return _utf_16(path, data)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf_8(path, data, error)
    if "\x1b" in text and (escape := _JIS_ESCAPE.search(data)) is not None:
        return _in_another_encoding(path, data, _ISO_2022_JP, escape.start())
    if "\x00" in text and (wide := _wide_encoding(data, _MOSTLY)) is not None:
        return _in_another_encoding(path, data, wide, 0)
    return Content(text)


_MOSTLY, _PARTLY = 0.6, 0.05
"""How many of the characters must be ASCII to tell UTF-16 from a text that has some NULs, or from other bytes."""


def _file_kind(data: bytes) -> Text | None:
    if data.startswith(_ARCHIVE):
        names = data[:_SAMPLE] + data[-_SAMPLE:]
        archive = Text("圧縮ファイル（ZIP）", "a ZIP archive")
        return next((kind for name, kind in _IN_ARCHIVES if name in names), archive)
    return next((kind for magic, kind in _FILE_KINDS if data.startswith(magic)), None)


def _utf_16(path: str, data: bytes) -> Content:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        readable = data.decode("utf-16", "replace")
        place = _place(path, readable, len(data[: error.start].decode("utf-16", "replace")))
        return Content(
            readable,
            Problem(
                "KJ002",
                place,
                Text(
                    "UTF-16のファイルですが、壊れていて読めない箇所があります。",
                    "The file is in UTF-16, but a part of it is damaged.",
                ),
                Text(
                    "元のファイルから保存し直してください。文字コードは「UTF-8」にします。",
                    "Save it anew from the original, as UTF-8.",
                ),
            ),
        )
    return Content(
        text,
        hint=Problem(
            "KJ002",
            START,
            Text(
                "文字コードがUTF-16です。内容は読めましたが、他のプログラムやgitでは文字として扱われないことがあります。",
                "The file is in UTF-16. It was read, but other programs and git may not take it for text.",
            ),
            _how_to_save(None),
            severity=Severity.INFO,
        ),
    )


def _not_utf_8(path: str, data: bytes, error: UnicodeDecodeError) -> Content:
    readable = data.decode("utf-8", "replace")
    if _is_mostly_utf_8(readable):
        return _damaged_utf_8(path, data, readable, error)
    encoding = _wide_encoding(data, _PARTLY) or _japanese_encoding(data)
    if encoding is not None:
        return _in_another_encoding(path, data, encoding, error.start if encoding in (_SHIFT_JIS, _EUC_JP) else 0)
    return Content(
        readable,
        Problem(
            "KJ002",
            _place(path, readable, _characters_before(data, error.start, "utf-8")),
            Text(
                f"文字コードがUTF-8ではなく、何であるかも分かりません（{_byte(data, error)}）。",
                f"The file is not in UTF-8, nor in any other encoding that is known here ({_byte(data, error)}).",
            ),
            _how_to_save(None),
        ),
    )


def _is_mostly_utf_8(readable: str) -> bool:
    damaged = readable.count("\ufffd")
    return len(_NOT_ASCII.findall(readable)) - damaged >= 3 * damaged


def _damaged_utf_8(path: str, data: bytes, readable: str, error: UnicodeDecodeError) -> Content:
    place = _place(path, readable, _characters_before(data, error.start, "utf-8"))
    count = len(re.findall("\ufffd+", readable))
    return Content(
        readable,
        Problem(
            "KJ002",
            place,
            Text(
                f"UTF-8のファイルですが、UTF-8として読めない箇所が{count}か所あります。最初は{place.line}行目です"
                f"（{_byte(data, error)}）。",
                f"The file is in UTF-8, but cannot be read as such in {count} "
                f"{'place' if count == 1 else 'places'}, first on line {place.line} ({_byte(data, error)}).",
            ),
            Text(
                "他の文字コードの文が混ざったか、文字が途中で切れています。この行を打ち直し、UTF-8で保存してください。",
                "Text in another encoding was mixed in, or a character was cut in two. Type the line anew and save as UTF-8.",
            ),
        ),
    )


def _wide_encoding(data: bytes, share: float) -> _Encoding | None:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes of ASCII characters stand."""
    sample = data[:_SAMPLE]
    if not sample.strip(b"\x00"):
        return None
    quarters = len(sample) // 4
    if quarters and len(data) % 4 == 0:
        zeros = [sample[at::4].count(0) for at in range(4)]
        if zeros[3] == quarters and zeros[2] >= quarters * _MOSTLY:
            return _UTF_32_LE
        if zeros[0] == quarters and zeros[1] >= quarters * _MOSTLY:
            return _UTF_32_BE
    pairs = len(sample) // 2
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    for encoding, zeros_there, zeros_elsewhere in ((_UTF_16_LE, second, first), (_UTF_16_BE, first, second)):
        if pairs and zeros_there >= pairs * share and zeros_elsewhere * 10 <= zeros_there and _decodes(data, encoding):
            return encoding
    return None


def _japanese_encoding(data: bytes) -> _Encoding | None:
    """The Japanese encoding in which the text has the fewest unlikely characters; None when it has many in all."""
    sample = data[:_SAMPLE]
    shares = [
        (_unlikely_share(sample.decode(encoding.codec, "replace")), encoding) for encoding in (_SHIFT_JIS, _EUC_JP)
    ]
    share, likeliest = min(shares, key=lambda one: one[0])
    return likeliest if share <= _UNLIKELY_SHARE else None


def _unlikely_share(text: str) -> float:
    return len(_UNLIKELY.findall(text)) / max(len(_NOT_ASCII.findall(text)), 1)


def _decodes(data: bytes, encoding: _Encoding) -> bool:
    try:
        data.decode(encoding.codec)
    except UnicodeDecodeError:
        return False
    return True


def _in_another_encoding(path: str, data: bytes, encoding: _Encoding, start: int) -> Content:
    """The content of a file that is not read; `start` is the index of the first byte that UTF-8 does not have."""
    readable = data.decode(encoding.codec, "replace").removeprefix("\ufeff")
    return Content(
        readable,
        Problem(
            "KJ002",
            _place(path, readable, _characters_before(data, start, encoding.codec)) if start else START,
            Text(
                f"文字コードがUTF-8ではなく、{encoding.name.ja}のようです。",
                f"The file is not in UTF-8 but, it seems, in {encoding.name.en}.",
            ),
            _how_to_save(encoding),
        ),
    )


def _how_to_save(encoding: _Encoding | None) -> Text:
    """What to do to get UTF-8, in the programs that the offices have."""
    reopen = Text("", "")
    if encoding is not None and encoding.in_editor is not None:
        reopen = Text(
            f"右下の文字コードの表示から「エンコード付きで再度開く」で「{encoding.in_editor}」を選び、",
            f"click the encoding at the bottom right, “Reopen with Encoding”, “{encoding.in_editor}”, then ",
        )
    editors = Text(
        f"VS Codeでは、{reopen.ja}右下の文字コードの表示から「エンコード付きで保存」で「UTF-8」を選びます。"
        "メモ帳では、「名前を付けて保存」の「エンコード」で「UTF-8」を選びます。",
        f"VS Code: {reopen.en}click the encoding at the bottom right, “Save with Encoding”, “UTF-8”. Notepad: “Save as”, "
        "“Encoding”, “UTF-8”.",
    )
    if encoding is not None and encoding.in_editor is None:
        editors = Text(
            "VS Codeとメモ帳では正しく開けないので、この文字コードを開けるエディタ（サクラエディタ、秀丸など）かWordで開き、"
            "UTF-8で保存します。",
            "VS Code and Notepad cannot open it: open it in an editor that knows this encoding (Sakura Editor, Hidemaru) or "
            "in Word, and save it as UTF-8.",
        )
    return Text(
        f"UTF-8で保存し直してください。{editors.ja}"
        "Excelでは、「名前を付けて保存」の「ファイルの種類」で「CSV UTF-8（コンマ区切り）」を選びます。",
        f"Save it as UTF-8. {editors.en} Excel: “Save As”, “CSV UTF-8 (Comma delimited)”.",
    )


def _not_text(kind: Text) -> Problem:
    return Problem(
        "KJ002",
        START,
        Text(
            f"これは{kind.ja}のファイルで、文字だけのファイル（YAML）ではありません。",
            f"This is {kind.en}, not a text file (YAML).",
        ),
        Text(
            "拡張子だけを変えても読めません。内容を kojin-check new で作った雛形に写し、UTF-8のテキストとして保存してください"
            "（VS Codeかメモ帳で。Excelから文字だけを取り出すには、「CSV UTF-8（コンマ区切り）」で保存します）。",
            "Renaming it does not help. Copy the content into a form made by kojin-check new, and save that as UTF-8 text (in "
            "VS Code or Notepad; from Excel, “CSV UTF-8 (Comma delimited)” gives the bare text).",
        ),
    )


def _place(path: str, text: str, offset: int) -> Span:
    offset = min(offset, len(text))
    return Source(path, text).span(offset, min(offset + 1, len(text)))


def _characters_before(data: bytes, start: int, codec: str) -> int:
    return len(data[:start].decode(codec, "replace"))


def _byte(data: bytes, error: UnicodeDecodeError) -> str:
    return f"0x{data[error.start]:02X}"
