from __future__ import annotations

import json
from io import BytesIO, StringIO, TextIOWrapper
from xml.etree import ElementTree

import pytest

from kojin_check.output.style import Syntax
from kojin_check.output.terminal.streams import LEGIBLE, fitted, make_legible


def written(text: str, encoding: str) -> str:
    """What a reader of a stream in `encoding` sees of `text`."""
    buffer = BytesIO()
    stream = TextIOWrapper(buffer, encoding, newline="")
    make_legible(stream)
    stream.write(text)
    stream.flush()
    return buffer.getvalue().decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "seen"),
    [
        ("utf-8", "○か−（理由）〜"),
        ("cp932", "○か－（理由）～"),
        ("shift_jis", "○か−（理由）〜"),
        ("euc_jp", "○か−（理由）〜"),
    ],
)
def test_the_mark_of_the_form_stays_legible(encoding: str, seen: str) -> None:
    assert written("○か−（理由）〜", encoding) == seen


@pytest.mark.parametrize(
    ("text", "encoding", "seen"),
    [
        ("👍", "cp932", "<U+1F44D>"),
        ("葛\U000e0100", "cp932", "葛<U+E0100>"),
        ("－", "shift_jis", "−"),
        ("“a” – ‘b’", "ascii", "\"a\" - 'b'"),
        ("−", "ascii", "-"),
        ("対策 1", "ascii", "<U+5BFE><U+7B56> 1"),
        ("\udce5.yaml", "utf-8", "<U+DCE5>.yaml"),
    ],
)
def test_other_characters_get_a_substitute_or_their_code_point(text: str, encoding: str, seen: str) -> None:
    assert written(text, encoding) == seen


def test_what_is_no_stream_of_bytes_stays_as_it_is() -> None:
    make_legible(StringIO())
    make_legible(None)


def test_the_handler_is_for_encoding_only() -> None:
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", LEGIBLE)


@pytest.mark.parametrize("syntax", Syntax)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "UTF8", None])
def test_unicode_streams_need_no_fitting(syntax: Syntax, encoding: str | None) -> None:
    assert fitted("−👍", encoding, syntax) == "−👍"


def test_json_means_the_same_in_every_encoding() -> None:
    text = json.dumps({"mark": "−👍\udce5"}, ensure_ascii=False)

    assert fitted(text, "cp932", Syntax.JSON) == '{"mark": "\\u2212\\ud83d\\udc4d\\udce5"}'
    assert json.loads(fitted(text, "cp932", Syntax.JSON)) == json.loads(text)


def test_xml_means_the_same_in_every_encoding() -> None:
    element = ElementTree.fromstring(fitted("<a b='−'>○👍</a>", "cp932", Syntax.XML))

    assert (element.get("b"), element.text) == ("−", "○👍")


def test_prose_is_left_to_the_stream() -> None:
    assert fitted("−", "cp932", Syntax.PROSE) == "−"
