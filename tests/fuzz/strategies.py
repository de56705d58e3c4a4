"""Inputs that nobody should write, and some that people do: bytes, text, and mutations of real cases."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import cache

from hypothesis import strategies as st
from tests.conftest import ROOT

SURROGATES = "\ud800\udfff"
"""Only `check_text` can get these: no file holds them."""

NASTY = (
    " \t\n\r\x0b\x0c\x85\u2028\u2029"  # what ends lines, or does not
    "\u3000\u00a0\u2003\u200b\u200d\u2060\ufeff\u00ad\u202e\u2066"  # spaces, and what cannot be seen
    ":：︓-−－ー―・,、?？!！#＃*&%@`|>~=^\\/\"'“”「」（）()[]{}［］｛｝<>"
    "○〇◯⭕◎●×△レ一二"
    "0123456789０１９一元年月日令和平成RH."
    "abnyoteruſéÅかがガｶﾞ葛󠄀👍🇯🇵"
    "\u0301\u3099\u0000\u0007\u001b\u007f\u009b\ufffe\uffff\U0010ffff"
)
"""Single characters; some combine with the one before them."""

FRAGMENTS = (
    *("- ", "-", "? ", ": ", ":", "：", "　", "\u00a0", "\t", "\r", "\n", "\r\n", "\n\n", "  ", "#", " #", "# "),
    *(
        "[",
        "]",
        "{",
        "}",
        "[[",
        "{a: ",
        ", ",
        "&a ",
        "*a",
        "!tag ",
        "!!str ",
        "|",
        ">",
        "|+2\n",
        "%YAML 1.2\n",
        "@",
        "`",
    ),
    *("'", '"', "''", '\\"', "\\", "\\x", "\\u12", "\\U0010FFFF", '"\\e[31m"', '"\\u202e"', "---\n", "--- ", "...\n"),
    *("<<: *a", "<<:", "~", "null", "no", "0x1F", "1e999", "9" * 400, "１２", ".inf", "2024-02-30", "令和6年2月30日"),
    *(
        "平成36年4月1日",
        "令和99年",
        "〇",
        "－",
        "−（",
        "− (",
        "）",
        "“○”",
        "-（理由）",
        "- (理由)",
        "−（なし）",
        "○（",
        "×",
    ),
    *(
        "\ufeff",
        "\u2028",
        "\u0085",
        "\u200b",
        "\u202e",
        "か\u3099",
        "e\u0301",
        "\x00",
        "\x1b[31m",
        "\x1b]8;;http://x\x07",
    ),
    *("::error::x\n", "##[group]", "<script>", "](x)", "[red]", "%0A", "]]>", "&amp;", "```\n", "| a | b |"),
    *("matters:\n", "  - type: 業務委託\n", "answers:\n", "区が行う:", "運用上:", "システム上:", "media: [紙媒体]\n"),
    *(
        "checklist: 5\n",
        "schema: kojin-check/case/v1\n",
        "waivers:\n  - {rule: KJ104, reason: x}\n",
        "facts: {x: true}\n",
    ),
    *(
        "090-1234-5678",
        "kusei@example.jp",
        "123456789018",
        "施錠保管: ○\n",
        "・項目\n",
        "-項目\n",
        "①項目\n",
        "件名：x\n",
    ),
)
"""Pieces that mean something, to YAML or to a case."""

SMALL = """\
schema: kojin-check/case/v1
checklist_version: r5
title: 講座申込みの受付業務の委託について
department: 文化観光課
basis: [業務委託, 外部提供]
overview: {purpose: 講座の受付, volume: 約40,000件}
matters:
  - type: 外部提供
    checklist: 2
    facts: {クラウドの利用: true}
    answers:
      区が行う:
        運用上:
          提供理由の協議: ○
          書面の取交し: ○
          # 覚え書き
          提供先への措置要求: 〇
          提供先の実地調査: {mark: ○, note: 注}
          取扱者の指定: "○"
  - type: 業務委託
    checklist: 6
    party: {name: 日本電気株式会社, certifications: [プライバシーマーク]}
    media: [紙媒体]
    data_items:
      - 氏名
      - 住所
    periods:
      - {name: 委託, from: 平成36年4月1日, to: 令和7年3月31日, renews: true}
    answers:
      区が行う:
        運用上:
          法令等の遵守: ○
          立入り調査と報告: ○
          取扱責任者の指定: ○
          業務フロー: ○
          手交時の運搬: ○
          受渡しの管理簿: ○
          施錠保管: －（紙媒体を持ち出さず庁舎内で処理するため）
          紙媒体の返却: ○
          緊急時の体制: ○
          事故時の協議: ○
      事業者に行わせる:
        運用上:
          法令等の遵守: ○
          立入り調査と報告: ○
          取扱責任者の指定: ○
          業務フロー: ○
          手交時の運搬: ○
          受渡しの管理簿: ○
          施錠保管:
            mark: −
            reason: |
              紙媒体を持ち出さず
              庁舎内で処理するため
          紙媒体の返却: ○
          緊急時の体制: ○
          事故時の協議: ○
waivers:
  - {rule: KJ102, item: 6/区が行う/運用上/施錠保管, reason: 確認済み, expires: 令和8年3月31日}
"""
"""A short case with some of everything; most mutations are made in it, because it is quick to check."""


@cache
def cases() -> tuple[str, ...]:
    """The texts that are mutated, the short ones first."""
    files = [
        *(ROOT / "tests" / "data" / "examples" / "broken").glob("*.yaml"),
        ROOT / "tests" / "data" / "examples" / "corrected.yaml",
        ROOT / "cases" / "faq-system.yaml",
    ]
    return SMALL, *sorted((path.read_text(encoding="utf-8") for path in files), key=len)


def short_cases() -> st.SearchStrategy[str]:
    """Texts to mutate that are checked in milliseconds."""
    return st.sampled_from([text for text in cases() if len(text) < 4000])


def any_cases() -> st.SearchStrategy[str]:
    """All texts to mutate, the whole real case among them."""
    return st.sampled_from(cases())


nasty_characters = st.sampled_from(NASTY)
fragments = st.one_of(
    st.sampled_from(FRAGMENTS),
    nasty_characters,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
)
texts = st.one_of(
    st.text(st.sampled_from(NASTY), max_size=60),
    st.lists(fragments, max_size=30).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
)
"""Text that is no case at all."""

texts_with_surrogates = st.lists(st.one_of(fragments, st.sampled_from(SURROGATES)), max_size=20).map("".join)


@st.composite
def mutated(draw: st.DrawFn, bases: st.SearchStrategy[str]) -> str:
    """A case in which some things have been typed over, left out, doubled, moved, indented otherwise or cut off."""
    text = draw(bases)
    for _ in range(draw(st.integers(1, 6))):
        text = draw(st.sampled_from(_MUTATIONS))(draw, text)
    return text


Mutation = Callable[[st.DrawFn, str], str]


def _place(draw: st.DrawFn, text: str) -> int:
    """Anywhere, but most often where something begins or ends."""
    at = draw(st.integers(0, len(text)))
    if draw(st.booleans()):
        return at
    found = [text.find(token, at) for token in ("\n", ": ", "- ", "（", ", ", "#")]
    token_at = min((place for place in found if place >= 0), default=at)
    return token_at + draw(st.integers(0, 2))


def _insert(draw: st.DrawFn, text: str) -> str:
    at = _place(draw, text)
    return text[:at] + draw(fragments) + text[at:]


def _delete(draw: st.DrawFn, text: str) -> str:
    at = _place(draw, text)
    return text[:at] + text[at + draw(st.sampled_from([1, 1, 2, 5, 40])) :]


def _overwrite(draw: st.DrawFn, text: str) -> str:
    at = _place(draw, text)
    piece = draw(fragments)
    return text[:at] + piece + text[at + len(piece) :]


def _lines(draw: st.DrawFn, text: str) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, draw(st.integers(0, len(lines) - 1))


def _double_line(draw: st.DrawFn, text: str) -> str:
    lines, at = _lines(draw, text)
    to = draw(st.integers(0, len(lines)))
    lines.insert(to, lines[at])
    return "\n".join(lines)


def _drop_line(draw: st.DrawFn, text: str) -> str:
    lines, at = _lines(draw, text)
    del lines[at]
    return "\n".join(lines)


def _indent(draw: st.DrawFn, text: str) -> str:
    lines, at = _lines(draw, text)
    space = draw(st.sampled_from(["", " ", "  ", "   ", "\t", "　", "\u00a0", " " * 80]))
    lines[at] = space + (lines[at].lstrip() if draw(st.booleans()) else lines[at])
    return "\n".join(lines)


def _cut_off(draw: st.DrawFn, text: str) -> str:
    return text[: _place(draw, text)]


def _replace_everywhere(draw: st.DrawFn, text: str) -> str:
    old = draw(st.sampled_from(["\n", ": ", ":", "- ", "  ", "○", "−", "（", "[", "年", "。"]))
    return text.replace(old, draw(fragments))


def _splice(draw: st.DrawFn, text: str) -> str:
    other = draw(short_cases())
    return text[: _place(draw, text)] + other[_place(draw, other) :]


_MUTATIONS: list[Mutation] = [
    *[_insert, _insert, _insert, _delete, _delete, _overwrite],
    *[_double_line, _drop_line, _indent, _indent, _cut_off, _replace_everywhere, _splice],
]

_REPEATED = (
    *(
        "[",
        "]",
        "{",
        "{a: ",
        "[{",
        "- ",
        "? ",
        "- - ",
        "-\n",
        "?\n",
        ": ",
        ":",
        "a: ",
        "a:\n",
        "\n",
        "\r",
        " ",
        "　",
        "\t",
    ),
    *(
        "&a ",
        "*a, ",
        "- *a\n",
        "!t ",
        "'",
        '"',
        "''",
        "\\",
        '"\\',
        "#",
        "# x\n",
        " #",
        "---\n",
        "...\n",
        "--- x\n",
        "%x\n",
        "<<: {}\n",
    ),
    *(
        "件名：x\n",
        "・項目\n",
        "-項目\n",
        "- (理由)\n",
        "x: - (y)\n",
        "x: - \n",
        "x: [\n",
        "x: '\n",
        "\tx: y\n",
        "x:y\n",
        "　x: y\n",
    ),
    *(
        "（",
        "）",
        "−（",
        "〇",
        "x: 〇\n",
        "平成36年4月1日",
        "令和",
        "09",
        "03-3209-1111 ",
        "a@b.c ",
        "\x00",
        "\x1b[",
        "\u200b",
        "\u0301",
    ),
    *(
        "- 氏名\n",
        "- {name: x}\n",
        "  - type: 業務委託\n",
        "x: |\n y\n",
        "x: >-\n",
        "? a\n: b\n",
        "k, ",
        "'a': \"b\"\n",
        "x: *a\n",
        "\ufeff",
    ),
)


@st.composite
def repetitions(draw: st.DrawFn, most: int) -> str:
    """A token so often that depth, number or length is the problem; perhaps behind the head of a case."""
    token = draw(st.sampled_from(_REPEATED) | fragments)
    times = draw(st.sampled_from([10, 65, 100, 1000, 10_000, 100_000]))
    text = token * min(times, most // max(len(token), 1))
    head = draw(
        st.sampled_from(["", "title: ", "- ", "schema: kojin-check/case/v1\nmatters:\n  - ", SMALL, SMALL[:900]])
    )
    tail = draw(st.sampled_from(["", "\n", "]", "x", "\nx: y\n", "'"]))
    return head + text + tail


@st.composite
def many_keys(draw: st.DrawFn, most: int) -> str:
    """Mappings and lists with very many entries."""
    line = draw(
        st.sampled_from(["k{}: v\n", "- v{}\n", "k{0}: {{a{0}: b}}\n", "{}：v\n", "施錠保管{}: ○\n", "k{}: [\n"])
    )
    number = draw(st.sampled_from([100, 1000, 10_000]))
    return draw(st.sampled_from(["", SMALL])) + "".join(map(line.format, range(min(number, most // 10))))


_ENCODINGS: list[Callable[[str], bytes]] = [
    lambda text: text.encode(),
    lambda text: codecs.BOM_UTF8 + text.encode(),
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: text.encode("utf-16"),
    lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    lambda text: text.encode("utf-16-le"),
    lambda text: text.encode("utf-32"),
    lambda text: text.encode("cp932", "replace"),
    lambda text: text.encode("euc_jp", "replace"),
    lambda text: text.encode("iso2022_jp", "replace"),
    lambda text: text.encode("utf-7"),
]


@st.composite
def encoded(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> bytes:
    """Text as a file of some kind, most often a right one, sometimes with a few bytes spoilt."""
    encode = draw(st.sampled_from([_ENCODINGS[0]] * len(_ENCODINGS) + _ENCODINGS))
    data = bytearray(encode(draw(texts)))
    for _ in range(draw(st.sampled_from([0, 0, 0, 0, 1, 3]))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 2))] = draw(st.binary(max_size=2))
    return bytes(data)


def files(most: int) -> st.SearchStrategy[bytes]:
    """All kinds of files, up to `most` characters of repetition."""
    kinds = [
        st.binary(max_size=200),
        encoded(texts),
        *[encoded(mutated(short_cases()))] * 5,
        encoded(mutated(any_cases())),
        encoded(repetitions(most)),
        encoded(many_keys(most)),
    ]
    return st.one_of(kinds)


def sources(most: int) -> st.SearchStrategy[bytes | str]:
    """All kinds of inputs: files, and texts that no file can hold."""
    return st.one_of([*[files(most)] * 9, texts_with_surrogates])
