"""What the program says about YAML that it does not take: repeated keys, unsupported features, excess."""

from __future__ import annotations

from kojin_check.findings import Problem, Related, Span, Text
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


def unsupported_alias(name: str, span: Span) -> Problem:
    """Gives the problem of a value that is an alias (`*name`)."""
    shown = quotation(name)
    return Problem(
        "KJ007",
        span,
        Text(
            f"「*{shown}」はYAMLの参照として読まれます。参照は使えません。",
            f"“*{shown}” is read as a YAML alias. Aliases are not supported.",
        ),
        _WRITE_OUT,
    )


def unsupported_anchor(name: str, span: Span) -> Problem:
    """Gives the problem of a value that begins with an anchor (`&name`)."""
    shown = quotation(name)
    return Problem(
        "KJ007",
        span,
        Text(
            f"「&{shown}」はYAMLの目印（アンカー）として読まれます。アンカーは使えません。",
            f"“&{shown}” is read as a YAML anchor. Anchors are not supported.",
        ),
        _WRITE_OUT,
    )


def unsupported_tag(tag: str, span: Span) -> Problem:
    """Gives the problem of a value that begins with a tag (`!name`)."""
    shown = quotation(tag)
    return Problem(
        "KJ007",
        span,
        Text(
            f"「!」で始まる語はYAMLの型指定（{shown}）として読まれます。型指定は使えません。",
            f"A word that starts with “!” is read as a YAML tag ({shown}). Tags are not supported.",
        ),
        _QUOTE,
    )


def unsupported_merge(span: Span) -> Problem:
    """Gives the problem of a merge key."""
    return Problem(
        "KJ007",
        span,
        Text("「<<」（マージ）は使えません。", "Merge keys (“<<”) are not supported."),
        Text("内容をそのまま書いてください。", "Write the content out."),
    )


def unsupported_key(span: Span) -> Problem:
    """Gives the problem of a key that is a list or a mapping."""
    return Problem(
        "KJ007",
        span,
        Text("項目名に一覧や組は使えません。", "A list or mapping cannot be a key."),
        Text("「項目名: 値」の形で書いてください。", "Write it as “key: value”."),
    )


def unsupported_directive(span: Span) -> Problem:
    """Gives the problem of a line that begins with `%`."""
    return Problem(
        "KJ007",
        span,
        Text(
            "「%」で始まる行は、YAMLへの指示として読まれます。指示は使えません。",
            "A line that starts with “%” is read as a YAML directive. Directives are not supported.",
        ),
        Text(
            "この行を削除してください。覚え書きなら、行の先頭に「#」を付けてください。",
            "Delete the line. If it is a note, start it with “#”.",
        ),
    )


def second_document(span: Span) -> Problem:
    """Gives the problem of a document that starts behind another one."""
    return Problem(
        "KJ007",
        span,
        Text(
            "「---」で2つ目の文書が始まっています。1つのファイルに書けるのは1件です。この行より後は読んでいません。",
            "“---” starts a second document. A file holds one case; nothing after this line was read.",
        ),
        Text("「---」の行を削除するか、ファイルを分けてください。", "Delete the line “---”, or split the file."),
    )


def too_deep(span: Span, limit: int) -> Problem:
    """Gives the problem of nesting beyond `limit` levels."""
    return Problem(
        "KJ008",
        span,
        Text(f"入れ子が深すぎます（{limit}段まで）。", f"Nested too deeply (at most {limit} levels)."),
        Text("括弧や「-」の書き過ぎがないか確かめてください。", "Check for stray brackets or dashes."),
    )


def too_many_nodes(span: Span, limit: int) -> Problem:
    """Gives the problem of more than `limit` keys, values and lists."""
    return Problem(
        "KJ008",
        span,
        Text(f"値の数が多すぎます（{limit:,}個まで）。", f"Too many values (at most {limit:,})."),
        Text("1つのファイルには1件の案件だけを書いてください。", "Write one case in a file."),
    )


def too_many_matters(number: int, span: Span, limit: int) -> Problem:
    """Gives the problem of more than `limit` matters, at the key that introduces them."""
    return Problem(
        "KJ008",
        span,
        Text(
            f"付議事項が{number:,}件あります。1つのファイルで確かめられるのは{limit:,}件までです。",
            f"There are {number:,} matters; at most {limit:,} are checked in a file.",
        ),
        Text("1つのファイルには1件の案件だけを書いてください。", "Write one case in a file."),
    )


def too_many_findings(span: Span, limit: int) -> Problem:
    """Gives the problem of a file of which only the first `limit` findings are reported, behind the last of them."""
    return Problem(
        "KJ008",
        span,
        Text(
            f"指摘が{limit:,}件を超えたので、ここから後の指摘は示していません。",
            f"There are more than {limit:,} findings; those behind this place are not shown.",
        ),
        Text("ここまでの指摘を直してから、もう一度確かめてください。", "Correct those shown and check again."),
    )


def too_large(size: int, limit: int) -> Problem:
    """Gives the problem of a file of `size` bytes, where `limit` are read."""
    mebibytes, most = size / 1024 / 1024, limit // 1024 // 1024
    return Problem(
        "KJ008",
        Span(1, 1, 1, 1),
        Text(
            f"ファイルが大きすぎます（{mebibytes:.1f} MiB）。読めるのは{most} MiBまでです。",
            f"The file is too large ({mebibytes:.1f} MiB); at most {most} MiB are read.",
        ),
        Text("1つのファイルには1件の案件だけを書いてください。", "Write one case in a file."),
    )


def too_many_lines(limit: int) -> Problem:
    """Gives the problem of a file with more than `limit` lines."""
    return Problem(
        "KJ008",
        Span(1, 1, 1, 1),
        Text(f"行が多すぎます（{limit:,}行まで）。", f"Too many lines (at most {limit:,})."),
        Text("1つのファイルには1件の案件だけを書いてください。", "Write one case in a file."),
    )
