"""KJ002: a file in another encoding than UTF-8; found while reading."""

from kojin_check.findings import Severity, Text
from kojin_check.rules.rule import RULES, Documentation, Hiding, Rule

_EXAMPLE = """\
title: 講座申込みの受付業務の委託について
department: 文化観光課
"""
_IN_SHIFT_JIS = (
    b"title: \x8du\x8d\xc0\x90\\\x8d\x9e\x82\xdd\x82\xcc\x8e\xf3\x95t\x8b\xc6\x96\xb1\x82\xcc\x88\xcf\x91\xf5\x82\xc9\x82\xc2\x82\xa2\x82\xc4\n"
    b"department: \x95\xb6\x89\xbb\x8a\xcf\x8c\xf5\x89\xdb\n"
)
"""The same as bytes: to encode it here would load tables of Japanese characters whenever the program starts."""

RULES.add(
    Rule(
        code="KJ002",
        name="not-utf8",
        severity=Severity.ERROR,
        title=Text("文字コードがUTF-8でない", "the file is not in UTF-8"),
        documentation=Documentation(
            what=Text(
                "UTF-8以外の文字コード（シフトJIS、EUC-JP、BOMのないUTF-16など）で保存されたファイルを指摘します。"
                "下の悪い例は、良い例と同じ文をシフトJISで保存したものです。",
                "Reports a file that was saved in an encoding other than UTF-8, such as Shift JIS, EUC-JP, or UTF-16 "
                "without a byte order mark. The bad example below is the good one, saved in Shift JIS.",
            ),
            why=Text(
                "文字コードを推測して読むと、氏名や項目名が気付かれないまま別の字に化けることがあります。"
                "シフトJISには「−」（U+2212）を正しく表せない環境もあります。",
                "If the program guessed the encoding, names could silently turn into other characters. "
                "In Shift JIS the mark − (U+2212) cannot even be written by every program.",
            ),
            instead=Text(
                "エディタの「名前を付けて保存」で、文字コードに「UTF-8」を選んで保存し直します（BOMは、あってもなくても読めます）。",
                "Save the file again with the encoding “UTF-8” (with or without a byte order mark).",
            ),
            bad=_IN_SHIFT_JIS,
            good=_EXAMPLE,
        ),
        hiding=Hiding.NEVER,
    )
)
