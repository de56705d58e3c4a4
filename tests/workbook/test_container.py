"""What is no workbook is told as what it is, and what would fill the memory is not opened."""

from __future__ import annotations

import zipfile
from io import BytesIO

import openpyxl
import pytest

from kojin_check.errors import InputError
from kojin_check.workbook.container import MAX_BYTES, MAX_ROWS, opened

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


def archive(**parts: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "remedy"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "古い形式の Excel ブック（.xls）", "Excel ブック (*.xlsx)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "パスワードで暗号化されたブック", "パスワードを外し"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word の文書", "kojin-check export"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument の表（.ods）", ".xlsx"),
        (archive(word__document_xml=b"<a/>"), "Word の文書", "kojin-check export"),
        (archive(xl__workbook_bin=b"x"), "バイナリ形式の Excel ブック（.xlsb）", ".xlsx"),
        (archive(a_txt=b"x"), "Excel ブックではない圧縮ファイル", "kojin-check export"),
        ("回答,理由\n○,\n".encode("cp932"), "CSV などの文字だけのファイル", "どの項目の回答かが分からなくなります"),
        (b"", "CSV などの文字だけのファイル", "kojin-check export"),
        (b"%PDF-1.7", "PDF", "kojin-check export"),
        (b"\x89PNG\0\0", "Excel ブックではないファイル", "kojin-check export"),
    ],
)
def test_is_told_with_what_to_do(data: bytes, kind: str, remedy: str) -> None:
    with pytest.raises(InputError) as refusal:
        opened("a/form.xlsx", data)

    assert refusal.value.message.ja.startswith(f"a/form.xlsx は{kind}なので読めません。")
    assert remedy in refusal.value.message.ja


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"xl/styles.xml", b"xl/stylez.xml"),
        lambda data: data[:300] + b"\0" * 100 + data[400:],
    ],
)
def test_broken_ones_end_in_one_sentence(published_form: bytes, damage: object) -> None:
    assert callable(damage)
    with pytest.raises(InputError) as refusal:
        opened("form.xlsx", damage(published_form))

    assert "壊れているか、Excel ブックとして読めません" in refusal.value.message.ja


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return buffer.getvalue()


def test_huge_files_are_not_opened() -> None:
    with pytest.raises(InputError, match="too large"):
        opened("form.xlsx", b"PK\x03\x04" + b"\0" * MAX_BYTES)


def test_zip_bombs_are_not_opened(published_form: bytes) -> None:
    bomb = with_part(published_form, "xl/sharedStrings.xml", b" " * (101 * 1024 * 1024))
    assert len(bomb) < MAX_BYTES

    with pytest.raises(InputError, match="huge when it is opened"):
        opened("form.xlsx", bomb)


def test_entities_are_not_expanded(published_form: bytes) -> None:
    entities = b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><sst><si><t>&c;</t></si></sst>'

    with pytest.raises(InputError):
        opened("form.xlsx", with_part(published_form, "xl/sharedStrings.xml", entities))


@pytest.mark.parametrize(
    "element",
    [
        b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b"<mergeCells><x:mergeCell  ref = 'A30:GR20000'/></mergeCells>",
        b'<hyperlinks><hyperlink display="x" ref="A1:A1048576"/></hyperlinks>',
    ],
)
def test_cells_without_end_are_not_made(published_form: bytes, element: bytes) -> None:
    name = "xl/worksheets/sheet2.xml"
    with zipfile.ZipFile(BytesIO(published_form)) as archive:
        sheet = archive.read(name).replace(b"</sheetData>", b"</sheetData>" + element)

    with pytest.raises(InputError, match="huge when it is opened"):
        opened("form.xlsx", with_part(published_form, name, sheet))


def test_parts_in_another_encoding_are_not_read(published_form: bytes) -> None:
    with pytest.raises(InputError, match="huge when it is opened"):
        opened("form.xlsx", with_part(published_form, "xl/sharedStrings.xml", "<sst/>".encode("utf-16")))


def test_too_many_rows_are_refused() -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].cell(MAX_ROWS + 1, 1).value = "x"
    buffer = BytesIO()
    workbook.save(buffer)

    with pytest.raises(InputError, match="too many rows"):
        opened("form.xlsx", buffer.getvalue())
