"""What the program says about YAML that it does not take: repeated keys, unsupported features, excess."""

from __future__ import annotations

from enum import Enum

from kojin_check.findings import START, Problem, Related, Span, Text
from kojin_check.reading.characters import quotation

_QUOTE = Text(
    '文字として書くときは、全体を " " で囲んでください。',
    'To write it as text, put the whole value in " ".',
)
_WRITE_OUT = Text(
    "同じ内容でも、参照を使わずに全て書いてください（2社目の回答も、1社目と同じように全ての項目を書きます）。"
    + _QUOTE.ja,
    "Write everything out, even where it is the same: for a second contractor answer every item again. " + _QUOTE.en,
)


class Unsupported(Enum):
    """A feature of YAML that files have no use for: what is said about it, and what to write instead."""

    ALIAS = (
        Text(
            "「*{name}」はYAMLの参照として読まれます。参照は使えません。",
            "“*{name}” is read as a YAML alias. Aliases are not supported.",
        ),
        _WRITE_OUT,
    )
    ANCHOR = (
        Text(
            "「&{name}」はYAMLの目印（アンカー）として読まれます。アンカーは使えません。",
            "“&{name}” is read as a YAML anchor. Anchors are not supported.",
        ),
        _WRITE_OUT,
    )
    TAG = (
        Text(
            "「!」で始まる語はYAMLの型指定（{name}）として読まれます。型指定は使えません。",
            "A word that starts with “!” is read as a YAML tag ({name}). Tags are not supported.",
        ),
        _QUOTE,
    )
    MERGE = (
        Text("「<<」（マージ）は使えません。", "Merge keys (“<<”) are not supported."),
        Text("内容をそのまま書いてください。", "Write the content out."),
    )
    COLLECTION_AS_KEY = (
        Text("項目名に一覧や組は使えません。", "A list or mapping cannot be a key."),
        Text("「項目名: 値」の形で書いてください。", "Write it as “key: value”."),
    )
    DIRECTIVE = (
        Text(
            "「%」で始まる行は、YAMLへの指示として読まれます。指示は使えません。",
            "A line that starts with “%” is read as a YAML directive. Directives are not supported.",
        ),
        Text(
            "この行を削除してください。覚え書きなら、行の先頭に「#」を付けてください。",
            "Delete the line. If it is a note, start it with “#”.",
        ),
    )
    SECOND_DOCUMENT = (
        Text(
            "「---」で2つ目の文書が始まっています。1つのファイルに書けるのは1件です。この行より後は読んでいません。",
            "“---” starts a second document. A file holds one case; nothing after this line was read.",
        ),
        Text("「---」の行を削除するか、ファイルを分けてください。", "Delete the line “---”, or split the file."),
    )


def unsupported(feature: Unsupported, span: Span, name: str = "") -> Problem:
    """Gives the problem of a feature of YAML that stands at `span`; `name` is the word that follows its sign."""
    message, hint = feature.value
    shown = quotation(name)
    return Problem("KJ007", span, Text(message.ja.format(name=shown), message.en.format(name=shown)), hint)


_ONE_CASE = Text("1つのファイルには1件の案件だけを書いてください。", "Write one case in a file.")


class Excess(Enum):
    """What a file can have too much of: what is said about it, and what to do."""

    DEPTH = (
        Text("入れ子が深すぎます（{limit}段まで）。", "Nested too deeply (at most {limit} levels)."),
        Text("括弧や「-」の書き過ぎがないか確かめてください。", "Check for stray brackets or dashes."),
    )
    NODES = (Text("値の数が多すぎます（{limit:,}個まで）。", "Too many values (at most {limit:,})."), _ONE_CASE)
    LINES = (Text("行が多すぎます（{limit:,}行まで）。", "Too many lines (at most {limit:,})."), _ONE_CASE)
    MEBIBYTES = (
        Text(
            "ファイルが大きすぎます（{number:.1f} MiB）。読めるのは{limit:.0f} MiBまでです。",
            "The file is too large ({number:.1f} MiB); at most {limit:.0f} MiB are read.",
        ),
        _ONE_CASE,
    )
    MATTERS = (
        Text(
            "事項が{number:,}件あります。1つのファイルで確かめられるのは{limit:,}件までです。",
            "There are {number:,} matters; at most {limit:,} are checked in a file.",
        ),
        _ONE_CASE,
    )
    FINDINGS = (
        Text(
            "指摘が{limit:,}件を超えたので、ここから後の指摘は示していません。",
            "There are more than {limit:,} findings; those behind this place are not shown.",
        ),
        Text("ここまでの指摘を直してから、もう一度確かめてください。", "Correct those shown and check again."),
    )


def too_much(excess: Excess, limit: float, number: float = 0, span: Span = START) -> Problem:
    """Gives the problem of a file that has more of something than is taken: `number`, where `limit` are."""
    message, hint = excess.value
    ja, en = (text.format(limit=limit, number=number) for text in message)
    return Problem("KJ008", span, Text(ja, en), hint)


def duplicate_key(key: str, span: Span, first: Span, path: str) -> Problem:
    """Gives the problem of a key that stands twice: at the second, related to the first."""
    shown = quotation(key)
    return Problem(
        "KJ003",
        span,
        Text(
            f"「{shown}」が同じ場所に2回あります（最初は{first.line}行目）。",
            f"“{shown}” stands twice in the same place (first on line {first.line}).",
        ),
        Text("どちらか一方を削除してください。", "Delete one of the two."),
        (Related(path, first, Text("最初の記載", "first entry")),),
    )


def merge_conflict(span: Span) -> Problem:
    """Gives the problem of a file in which git has left both sides of a merge: at the first of its markers."""
    return Problem(
        "KJ011",
        span,
        Text(
            "gitの統合（マージ）が途中のままです。「<<<<<<<」から「>>>>>>>」までに、食い違う2つの内容が並んでいます。"
            "このファイルのほかの内容は確かめていません。",
            "A git merge was left unfinished: between “<<<<<<<” and “>>>>>>>” stand two versions that differ. Nothing else in "
            "this file was checked.",
        ),
        Text(
            "どちらの内容が正しいかを決めて書き直し、「<<<<<<<」「=======」「>>>>>>>」の行を全て削除してください。",
            "Decide which of the two is right, and delete every line of “<<<<<<<”, “=======” and “>>>>>>>”.",
        ),
    )
