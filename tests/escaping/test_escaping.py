"""What each function does beyond the formats that use it, which have tests of their own."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kojin_check.escaping.json import in_json
from kojin_check.escaping.markdown import in_markdown, literal_markdown, markdown_fence
from kojin_check.escaping.screen import visible
from kojin_check.escaping.xml import in_xml, in_xml_attribute


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("「施錠保管」に「○」", "「施錠保管」に「○」"),
        ("media: [電磁的媒体]", "media: \\[電磁的媒体\\]"),
        ("a_b*c`d|e\\f", "a\\_b\\*c\\`d\\|e\\\\f"),
        ("<b>&amp;", "&lt;b&gt;<span>&amp;</span>amp;"),
        ("@user #1 100% !2", "<span>@</span>user <span>#</span>1 100% <span>!</span>2"),
        ("~~x~ ~", "<span>\\~</span><span>\\~</span>x\\~ \\~"),
        ("https://example.com", "https<span>:</span>//example\\.com"),
        ("令和6年4月1日（2024-04-01）1.5", "令和6年4月1日（2024-04-01）1.5"),
        ("a\nb\t", "a<br>b\t"),
    ],
)
def test_markdown(text: str, markdown: str) -> None:
    assert in_markdown(text) == markdown


@given(st.text(alphabet=st.sampled_from("a1あ○ \t\n\\`*_[]()<>&|~#@$!%^:.-+=\"'{}\u202e\x1b")))
def test_markdown_shows_any_text_as_one_paragraph(text: str) -> None:
    html = (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(f"x {in_markdown(text)} x")
    )
    assert html.startswith("<p>x ")
    root = ElementTree.fromstring(html.replace("<br>", "<br/>"))
    assert {element.tag for element in root.iter()} <= {"p", "span", "br"}
    shown = "".join(root.itertext()).split()
    assert shown == f"x {visible(text).replace(chr(10), '')} x".split()


@given(st.text(alphabet=st.sampled_from("a1あ \\`*_[]()<>&|~#!-+=\"'")))
def test_literal_markdown_shows_any_text_without_html(text: str) -> None:
    written = literal_markdown(text)
    html = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).render(f"x {written} x")
    root = ElementTree.fromstring(html)
    assert root.tag == "p"
    assert "".join(root.itertext()).split() == f"x {text} x".split()


@given(st.text(alphabet="`a\n "))
def test_nothing_ends_a_fence_early(text: str) -> None:
    (token,) = MarkdownIt().parse(markdown_fence(text))
    assert (token.type, token.info) == ("fence", "yaml")
    assert token.content.rstrip() == text.rstrip()


@given(st.text())
def test_xml_holds_any_text(text: str) -> None:
    element = ElementTree.fromstring(f"<x y={in_xml_attribute(text)}>{in_xml(text)}</x>".encode())
    shown = visible(text).replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")
    assert element.text == (shown or None)
    assert element.attrib["y"] == shown


@given(st.text())
def test_json_gives_back_any_text(text: str) -> None:
    written = in_json([text])
    assert json.loads(written) == [text]
    assert visible(written) == written
    assert "##[" not in written


def test_json_keeps_japanese_readable() -> None:
    assert in_json({"施錠保管": "−\u202e\udc82\U000e0041##[x"}) == (
        '{"施錠保管": "−\\u202e\\udc82\\udb40\\udc41#\\u0023[x"}'
    )
