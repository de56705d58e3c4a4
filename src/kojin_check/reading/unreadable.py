"""What libyaml says of a text that is not YAML, in words that its writer understands.

The fallback of the explanations in `kojin_check.reading.pitfalls`: those know what was typed, this only what
the parser missed.
"""

from __future__ import annotations

from kojin_check.findings import Problem, Span, Text

_MEANINGS: dict[str, Text] = {
    "mapping values are not allowed in this context": Text(
        "ここに「項目名: 値」は書けません。字下げが深すぎるか、前の行の区切りが「: 」になっていません",
        "“key: value” cannot stand here: the line is indented too far, or the line before lacks its “: ”",
    ),
    "could not find expected ':'": Text(
        "項目名の後の「:」が見つかりません", "there is no “:” behind what should be a key"
    ),
    "block sequence entries are not allowed in this context": Text(
        "ここに「- 」で始まる一覧は書けません", "a list entry (“- ”) cannot stand here"
    ),
    "mapping keys are not allowed in this context": Text("ここに「? 」は書けません", "“? ” cannot stand here"),
    "did not find expected key": Text(
        "前の行までの内容の続きとして読めません。字下げがそろっていないか、引用符や括弧の後に文字が続いています",
        "this does not go on from the lines before: the indentation differs, or text follows a quote or bracket",
    ),
    "did not find expected '-' indicator": Text(
        "一覧の途中に「- 」で始まらない行があります", "a line within a list does not start with “- ”"
    ),
    "did not find expected ',' or ']'": Text(
        "「[」に対する「,」か「]」がありません", "“,” or “]” is missing after “[”"
    ),
    "did not find expected ',' or '}'": Text(
        "「{」に対する「,」か「}」がありません", "“,” or “}” is missing after “{”"
    ),
    "did not find expected node content": Text("ここには値が必要です", "a value is needed here"),
    "did not find expected <document start>": Text(
        "「...」で文書が終わった後に、まだ内容があります", "something follows “...”, which ends the document"
    ),
    "found character that cannot start any token": Text(
        "この文字では始められません", "nothing can start with this character"
    ),
    "found a tab character that violates indentation": Text(
        "字下げにタブが使われています", "a tab is used for indentation"
    ),
    "found a tab character where an indentation space is expected": Text(
        "字下げにタブが使われています", "a tab is used for indentation"
    ),
    "found unexpected end of stream": Text(
        "引用符が閉じられないまま、ファイルが終わっています", "the file ends within quotes"
    ),
    "found unexpected document indicator": Text(
        "引用符の中に「---」の行があります", "there is a line “---” within quotes"
    ),
    "found unknown escape character": Text(
        '" " の中の「\\」の後の文字が正しくありません', "an unknown character follows “\\” within double quotes"
    ),
    "did not find expected hexdecimal number": Text(
        '" " の中の「\\」の後の文字が正しくありません', "a wrong code follows “\\” within double quotes"
    ),
    "did not find expected comment or line break": Text(
        "「|」や「>」と同じ行に文が続いています", "text follows “|” or “>” on its line"
    ),
}
"""libyaml's words → ours, without a full stop."""

_HINT = Text(
    "この行と前の行の「:」の後の空白、字下げ、括弧と引用符の閉じ忘れを確かめてください。",
    "Check this line and the one before: space after “:”, indentation, unclosed brackets or quotes.",
)


def unreadable(problem: str, span: Span) -> Problem:
    """Gives the problem of a text that is not YAML; `problem` is what libyaml says."""
    meaning = _MEANINGS.get(problem, Text(problem, problem))
    return Problem(
        "KJ001",
        span,
        Text(f"YAMLとして読めません（{meaning.ja}）。", f"Not valid YAML ({meaning.en})."),
        _HINT,
    )
