"""Opens a workbook, or says of what is none what it is and how to save it as one."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from kojin_check.errors import InputError, MissingExtraError
from kojin_check.findings import Text
from kojin_check.reading.source import display_path
from kojin_check.regex import regex

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 20_000
"""Of all sheets together; a form has some 200."""
_MAX_COLUMNS = 200
_MAX_UNPACKED = 100 * 1024 * 1024
"""A form is some 300 KB; more than this comes only from what was made to fill the memory."""

_MAX_JOINED = 100_000
"""So many cells can be merged, or share a link."""
_RANGES = regex(
    rb"""<(?:\w{1,20}:)?(?:mergeCell|hyperlink)\s[^>]{0,500}?\bref\s{0,9}=\s{0,9}["']\s{0,9}([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"""
)

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (BadZipFile, ZlibError, OSError, NotImplementedError, RuntimeError, EOFError)
"""What the library raises for archives that are broken; that is told once, where the workbook is loaded."""
_SAVE_AS = Text(
    "「名前を付けて保存」で「Excel ブック (*.xlsx)」を選んで保存してください。",
    "Save it with “Save as”, “Excel workbook (*.xlsx)”.",
)


class _Kind(NamedTuple):
    name: Text
    remedy: Text


_EXPORT = Text(
    "kojin-check export 案件.yaml --format xlsx -o 様式.xlsx で様式を書き出し、そこに書き込んでください。",
    "Make the form with kojin-check export CASE.yaml --format xlsx -o FORM.xlsx, and fill it in.",
)
_OLD = _Kind(Text("古い形式の Excel ブック（.xls）", "a workbook of the old format (.xls)"), _SAVE_AS)
_BINARY = _Kind(Text("バイナリ形式の Excel ブック（.xlsb）", "a binary workbook (.xlsb)"), _SAVE_AS)
_ODS = _Kind(Text("OpenDocument の表（.ods）", "an OpenDocument spreadsheet (.ods)"), _SAVE_AS)
_LOCKED = _Kind(
    Text("パスワードで暗号化されたブック", "a workbook that is encrypted with a password"),
    Text(
        "Excel の「ファイル」→「情報」→「ブックの保護」でパスワードを外し、.xlsx で保存してください。",
        "Remove the password in Excel (File, Info, Protect Workbook) and save it as .xlsx.",
    ),
)
_WORD = _Kind(Text("Word の文書", "a Word document"), _EXPORT)
_PDF = _Kind(Text("PDF", "a PDF"), _EXPORT)
_CSV = _Kind(
    Text("CSV などの文字だけのファイル", "a text file such as CSV"),
    Text(
        "CSV では、どの項目の回答かが分からなくなります。" + _EXPORT.ja,
        "CSV does not say which item an answer is for. " + _EXPORT.en,
    ),
)
_OTHER_ZIP = _Kind(Text("Excel ブックではない圧縮ファイル", "an archive that is no workbook"), _EXPORT)
_UNKNOWN = _Kind(Text("Excel ブックではないファイル", "a file that is no workbook"), _EXPORT)
_IN_OLE = (
    ("EncryptedPackage", _LOCKED),
    ("WordDocument", _WORD),
    ("Workbook", _OLD),
    ("Book", _OLD),
)
_IN_ZIP = (
    ("xl/workbook.bin", _BINARY),
    ("word/document.xml", _WORD),
)


def opened(path: str, data: bytes) -> Workbook:
    """Gives the workbook in `data`.

    Raises:
        MissingExtraError: when the library for it is not installed.
        InputError: when it is none, too large, or broken; says what it is and what to do.
    """
    shown = display_path(path)
    if len(data) > MAX_BYTES:
        raise InputError(
            Text(
                f"{shown} は大きすぎます（5 MiB まで）。図などを除いて保存し直してください。",
                f"{shown} is too large (5 MiB at most). Save it without pictures.",
            )
        )
    kind = _kind_of(data)
    if kind is not None:
        raise InputError(
            Text(
                f"{shown} は{kind.name.ja}なので読めません。{kind.remedy.ja}",
                f"{shown} is {kind.name.en}, which cannot be read. {kind.remedy.en}",
            )
        )
    try:
        import defusedxml  # noqa: F401  Without it openpyxl would expand entities.
        import openpyxl
    except ImportError as error:
        raise MissingExtraError.of("excel") from error
    _refuse_bombs(shown, data)
    try:
        workbook: Workbook = openpyxl.load_workbook(BytesIO(data), rich_text=True, keep_links=False)
    except Exception as error:  # Whatever a broken file makes the library stumble over.
        raise InputError(
            Text(
                f"{shown} は壊れているか、Excel ブックとして読めません。Excel で開いて保存し直してください。",
                f"{shown} is broken or cannot be read as a workbook. Open it in Excel and save it again.",
            )
        ) from error
    rows = sum(sheet.max_row for sheet in workbook.worksheets)
    columns = max((sheet.max_column for sheet in workbook.worksheets), default=0)
    if rows > MAX_ROWS or columns > _MAX_COLUMNS:
        raise InputError(
            Text(
                f"{shown} は行や列が多すぎます（{rows:,}行、{columns:,}列）。様式の外の行と列を削除してください。",
                f"{shown} has too many rows or columns ({rows:,}, {columns:,}). Delete those that are not of the form.",
            )
        )
    return workbook


def _kind_of(data: bytes) -> _Kind | None:
    """What the data is, where that is no workbook of Excel's own format."""
    if data.startswith(_OLE):
        return next((kind for name, kind in _IN_OLE if name.encode("utf-16-le") in data), _OLD)
    if data.startswith(_ZIP):
        try:
            with ZipFile(BytesIO(data)) as archive:
                names = archive.namelist()
                if "mimetype" in names and b"opendocument" in archive.open("mimetype").read(200):
                    return _ODS
        except _BROKEN:
            return None  # Told as broken.
        if "xl/workbook.xml" in names:
            return None
        return next((kind for name, kind in _IN_ZIP if name in names), _OTHER_ZIP)
    if data.startswith(b"%PDF"):
        return _PDF
    return _CSV if b"\0" not in data[:4096] else _UNKNOWN


def _refuse_bombs(shown: str, data: bytes) -> None:
    """Refuses what would fill the memory, or keep the program busy without end, once it is opened."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            is_bomb = sum(part.file_size for part in parts) > _MAX_UNPACKED or any(
                _grows(archive.read(part)) for part in parts if part.filename.endswith((".xml", ".rels"))
            )
    except _BROKEN:
        return  # Told as broken.
    if is_bomb:
        raise InputError(
            Text(
                f"{shown} は、開くと極端に大きくなる作りなので読みません。{_EXPORT.ja}",
                f"{shown} is made so that it becomes huge when it is opened, so it is not read. {_EXPORT.en}",
            )
        )


def _grows(part: bytes) -> bool:
    """Whether a part is more than it looks: it declares entities, or joins cells that the library makes one by one.

    A part in another encoding than UTF-8 could hide either; no program for spreadsheets writes one.
    """
    if b"<!DOCTYPE" in part or b"\0" in part:
        return True
    return sum(map(_cells_of, _RANGES.findall(part))) > _MAX_JOINED


def _cells_of(reference: tuple[bytes, bytes, bytes, bytes]) -> int:
    first, top, last, bottom = reference
    return (abs(_column(last) - _column(first)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
