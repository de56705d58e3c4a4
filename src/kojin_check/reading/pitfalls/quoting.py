"""Values that begin with a sign of YAML, have one in them, or go on behind their quotes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from kojin_check.findings import Text
from kojin_check.reading.characters import quotation
from kojin_check.reading.lines import closing_quote, flow_end, split_line
from kojin_check.reading.misreadings import Alternatives, first_line, misreading
from kojin_check.reading.oddities import Oddity
from kojin_check.reading.outline import Marks, Shape
from kojin_check.reading.pitfall import QUOTE, Neighbour, Proposal, Suspect, in_quotes, pitfall
from kojin_check.reading.repaired import LineEdit, LineSpan, Repaired, Slip
from kojin_check.reading.tree import MappingNode, ScalarNode

_SIGNS = {
    "*": Text("別の場所の内容への参照", "an alias of something elsewhere"),
    "&": Text("参照のための目印", "an anchor for aliases"),
    "!": Text("型の指定", "a tag"),
    "%": Text("読み方の指示", "a directive"),
    "@": Text("使い道が決まっていない予約された記号", "a reserved sign"),
    "`": Text("使い道が決まっていない予約された記号", "a reserved sign"),
    "[": Text("一覧の始まり", "the start of a list"),
    "]": Text("一覧の終わり", "the end of a list"),
    "{": Text("「項目名: 値」の組の始まり", "the start of a mapping"),
    "}": Text("「項目名: 値」の組の終わり", "the end of a mapping"),
    "|": Text("次の行から始まる文の印", "the sign of a text on the next lines"),
    ">": Text("次の行から始まる文の印", "the sign of a text on the next lines"),
    ",": Text("一覧の区切り", "a comma between list entries"),
    "?": Text("項目名の印", "the sign of a key"),
}
"""What YAML takes a value for that begins so."""


@pitfall(rank=40)
def leading_sign(suspect: Suspect) -> Iterator[Proposal]:
    """A value, list entry or key begins with a sign of YAML, and what follows does not fit it."""
    parts = suspect.parts
    for start, end in ((parts.value, parts.end), (parts.body, parts.colon)):
        text = parts.text[start:end].rstrip()
        if flow_end(text) == 0 and text[:1] in _SIGNS and _fails_in(suspect, start):
            meaning = _SIGNS[text[0]]
            yield (
                _slip(
                    suspect,
                    start,
                    text,
                    Text(
                        f"「{quotation(text)}」は、YAMLでは{meaning.ja}になる「{text[0]}」で始まっているので読めません。",
                        f"“{quotation(text)}” begins with “{text[0]}”, in YAML {meaning.en}, so it cannot be read.",
                    ),
                ),
            )


@pitfall(rank=41)
def text_behind_quotes(suspect: Suspect) -> Iterator[Proposal]:
    """A value begins with quoted words and goes on behind the quotes: `"○"です`."""
    parts = suspect.parts
    for start, end in ((parts.value, parts.end), (parts.body, parts.end)):
        text = parts.text[start:end]
        if text[:1] not in ('"', "'"):
            continue
        closing = closing_quote(text, 0)
        if 0 < closing < len(text) - 1 and suspect.fails_within(start + closing + 1, parts.end + 1):
            yield (
                _slip(
                    suspect,
                    start,
                    text,
                    Text(
                        f"「{quotation(text)}」は引用符で始まっているのに、閉じた後に「{quotation(text[closing + 1 :].strip())}」"
                        "が続いています。YAMLでは引用符が値の全体を囲みます。",
                        f"“{quotation(text)}” begins with quotes, but “{quotation(text[closing + 1 :].strip())}” follows them. "
                        "In YAML quotes go around the whole value.",
                    ),
                ),
            )


@pitfall(rank=45)
def colon_in_value(suspect: Suspect) -> Iterator[Proposal]:
    """A value has a colon with a space in it: `件名: a: b`."""
    parts = suspect.parts
    if parts.colon < 0 or not suspect.fails_within(parts.value, parts.end):
        return
    start = parts.body if suspect.body_outline.shape is Shape.TEXT else parts.value
    text = parts.text[start : parts.end]
    if text[:1] in ('"', "'") or not (": " in text or text.endswith(":")):
        return
    yield (
        _slip(
            suspect,
            start,
            text,
            Text(
                f"「{quotation(parts.content)}」には「: 」が2つ以上あるので、どこまでが項目名なのか読み取れません。",
                f"There is more than one “: ” in “{quotation(parts.content)}”, so it is unclear where the key ends.",
            ),
            Text(
                '文の全体を " " で囲むか、文の中の「:」を全角の「：」にしてください。',
                "Put the whole text in quotes, or write a full-width “：” in it.",
            ),
        ),
    )


@pitfall(rank=39)
def backslash_in_quotes(suspect: Suspect) -> Iterator[Proposal]:
    r"""A text in double quotes has a backslash in it: `"C:\Users"`."""
    failure = suspect.failure
    at = failure.context_column
    is_escape = failure.context == "while parsing a quoted scalar" and failure.context_line == suspect.number
    if not is_escape or not suspect.text.startswith('"', at):
        return
    closing = suspect.text.find('"', at + 1)
    if closing < 0:
        return
    typed = suspect.text[at : closing + 1]
    yield (
        Slip(
            suspect.place(at, closing + 1),
            (suspect.edit(at, closing + 1, "'" + typed[1:-1].replace("'", "''") + "'"),),
            Text(
                f"「{quotation(typed)}」の中に「\\」（環境によっては「¥」と見えます）があります。"
                '" " の中の「\\」は、次の文字と合わせて特別な意味になります。',
                f"There is a “\\” in “{quotation(typed)}”. Within double quotes it gives the next character a special "
                "meaning.",
            ),
            Text(
                "フォルダの区切りなら「/」にしてください。そうでなければ、' ' で囲むか、「\\」を2つ重ねて書いてください。",
                "Between folders write “/”. Otherwise use single quotes, or write “\\\\”.",
            ),
            fix=Text("' ' で囲む", "Use single quotes"),
        ),
    )


@pitfall(rank=35)
def unclosed_quotes(suspect: Suspect) -> Iterator[Proposal]:
    """A value begins with a quote that is not closed on its line, or is closed with another sign."""
    number, start = _nearest_unclosed(suspect) if suspect.is_failing else (0, 0)
    if number == 0:
        return
    line = Suspect(suspect.repaired, number, suspect.failure)
    text = line.text[start:].rstrip()
    end = start + len(text)
    look_alike = text[-1] in _CLOSING_LOOK_ALIKES and len(text) > 1
    right = (text[:-1] if look_alike else text) + text[0]
    message = Text(
        f"「{text[0]}」で始まる引用符が、この行で閉じられていません。閉じるまでの行が、全て1つの文として読まれます。",
        f"The quote “{text[0]}” is not closed on this line, so everything up to the next quote is read as one text.",
    )
    if look_alike:
        message = Text(
            f"引用符が半角の「{text[0]}」で始まり、別の文字の「{text[-1]}」で終わっているので、閉じたことになりません。",
            f"The quotes begin with “{text[0]}” and end with another character, “{text[-1]}”, so they are not closed.",
        )
    yield (
        Slip(
            line.place(start, end),
            (line.edit(start, end, right),),
            message,
            Text(
                f"終わりにも半角の「{text[0]}」を付けてください。",
                f"Write “{text[0]}” at the end, too.",
            ),
        ),
    )


_CLOSING_LOOK_ALIKES = "”“＂〟’‘＇″′"


def _nearest_unclosed(suspect: Suspect) -> tuple[int, int]:
    """Line and index of the nearest quote, on this line or above, that starts a value and is not closed; else zeros."""
    here = Neighbour(suspect.number, suspect.parts)
    for number, parts in chain([here], suspect.above):
        for start in (parts.value, parts.body):
            if parts.text[start : start + 1] in ('"', "'") and closing_quote(parts.text, start) < 0:
                return number, start
    return 0, 0


def _fails_in(suspect: Suspect, start: int) -> bool:
    """Whether what libyaml could not read begins on this line, at or behind `start`."""
    failure = suspect.failure
    return suspect.fails_within(start, len(suspect.text) + 1) or (
        failure.context_line == suspect.number and failure.context_column >= start
    )


def _slip(suspect: Suspect, start: int, text: str, message: Text, hint: Text | None = None) -> Slip:
    end = start + len(text)
    return Slip(
        suspect.place(start, end),
        (suspect.edit(start, end, in_quotes(text)),),
        message,
        hint
        or Text(
            '文字として書くときは、全体を " " で囲んでください（中に " があるときは \' \' で囲みます）。',
            'To write it as text, put the whole value in " " (or in \' \' if it has " in it).',
        ),
        fix=QUOTE,
    )


@misreading(rank=50)
def text_read_as_mapping(odd: Oddity, repaired: Repaired, _marks: Marks) -> Alternatives | None:
    """A sentence with a colon and a space in it, such as `- 注意: 必要`, is key and value."""
    match odd.outline.shape, odd.value:
        case Shape.TEXT, MappingNode() as node:
            return _in_quotes(node, repaired)
    return None


def _in_quotes(node: MappingNode, repaired: Repaired) -> Alternatives:
    if len(node.entries) != 1:
        return ()
    [entry] = node.entries.values()
    number = first_line(node)
    parts = split_line(repaired.line(number))
    is_one_line = isinstance(entry.value, ScalarNode) and entry.value.end.line == node.start.line
    if not is_one_line or parts.body != node.start.column or parts.colon < 0 or entry.key.style is not None:
        return ()
    typed = parts.content
    return (
        (
            Slip(
                LineSpan(number, parts.body, parts.end),
                (LineEdit(number, parts.body, parts.end, in_quotes(typed)),),
                Text(
                    f"ここには文を書くところですが、「{quotation(typed)}」は「: 」があるため「項目名: 値」の組として読まれます。",
                    f"A text belongs here, but “{quotation(typed)}” has a “: ” in it, so it is read as key and value.",
                ),
                Text(
                    '全体を " " で囲むか、「:」を全角の「：」にしてください。',
                    "Put all of it in quotes, or write a full-width “：”.",
                ),
                "KJ006",
                fix=QUOTE,
            ),
        ),
    )
