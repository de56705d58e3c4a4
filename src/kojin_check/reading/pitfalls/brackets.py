"""Brackets and braces: full-width ones, unclosed ones, ones too many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kojin_check.findings import Text
from kojin_check.reading.characters import quotation
from kojin_check.reading.lines import closing_quote, flow_end
from kojin_check.reading.misreadings import Alternatives, first_line, is_lone_key_in_braces, misreading
from kojin_check.reading.oddities import Oddity
from kojin_check.reading.outline import Marks, Shape
from kojin_check.reading.pitfall import QUOTE, Proposal, Suspect, in_quotes, pitfall
from kojin_check.reading.repaired import LineEdit, LineSpan, Repaired, Slip
from kojin_check.reading.tree import Node, ScalarNode, SequenceNode
from kojin_check.regex import regex

_CLOSING = {"[": "]", "{": "}"}
_HALF_WIDTH = {"［": "[", "］": "]", "｛": "{", "｝": "}", "〔": "[", "〕": "]"}
_OPENING, _ENDING = "（(「[{［｛", "）)」]}］｝"
_PARTICLE = regex("[をはがにで。]")
_LONGEST_TERM = 30
_FLOW = ("while parsing a flow sequence", "while parsing a flow mapping")


@pitfall(rank=34)
def full_width_brackets(suspect: Suspect) -> Iterator[Proposal]:
    """A value stands in full-width brackets, or in half-width ones with full-width signs between them."""
    for start, end in ((suspect.parts.value, suspect.parts.end), (suspect.parts.body, suspect.parts.end)):
        if slip := full_width_brackets_slip(suspect.repaired, suspect.number, start, end):
            yield (slip,)


@pitfall(rank=36)
def unclosed_bracket(suspect: Suspect) -> Iterator[Proposal]:
    """A list or mapping that was opened on this line is not closed on it."""
    failure = suspect.failure
    if failure.context not in _FLOW or failure.context_line != suspect.number:
        return
    start, end = failure.context_column, suspect.parts.end
    if suspect.parts.value_text[:1] in _CLOSING and suspect.parts.value < start:
        start = suspect.parts.value  # The bracket stands within another one.
    text = suspect.text[start:end]
    missing = _missing_closers(text)
    if within := [closer for closer in missing if closer.at < len(text)]:
        yield (_unclosed_within(suspect, start, text, within[0]),)
    closers = "".join(closer.sign for closer in missing)
    if not missing or within:
        return
    shown = quotation(text)
    if suspect.outline.shape is Shape.TEXT and start == suspect.parts.value:
        yield (
            Slip(
                suspect.place(start, end),
                (suspect.edit(start, end, in_quotes(text)),),
                Text(
                    f"「{shown}」は、YAMLでは{'一覧' if text[0] == '[' else '組'}の始まりになる「{text[0]}」で始まり、"
                    "閉じられていません。",
                    f"“{shown}” begins with “{text[0]}”, which starts a {'list' if text[0] == '[' else 'mapping'} in YAML, "
                    "and it is not closed.",
                ),
                Text(
                    'ここには文を書きます。全体を " " で囲んでください。',
                    "A text belongs here: put all of it in quotes.",
                ),
                fix=QUOTE,
            ),
        )
        return
    yield (
        Slip(
            suspect.place(start, end),
            (suspect.edit(end, end, closers),),
            Text(
                f"「{shown}」の「{text[0]}」が閉じられていません。次の行からも続きとして読まれます。",
                f"The “{text[0]}” of “{shown}” is not closed, so the following lines are read as its continuation.",
            ),
            Text(f"行の終わりに「{closers}」を付けてください。", f"Write “{closers}” at the end of the line."),
            fix=Text(f"行の終わりに「{closers}」を付ける", f"Add “{closers}” at the end of the line"),
        ),
    )


def _unclosed_within(suspect: Suspect, start: int, text: str, closer: _Closer) -> Slip:
    """A bracket within another is not closed before that one: `{name: x, certifications: [y}`."""
    end = text[closer.at]
    opening = next(sign for sign, closing in _CLOSING.items() if closing == closer.sign)
    at = start + closer.at
    return Slip(
        suspect.place(at, at + 1),
        (suspect.edit(at, at, closer.sign),),
        Text(
            f"「{quotation(text)}」の中の「{opening}」が、「{end}」の前で閉じられていません。",
            f"The “{opening}” within “{quotation(text)}” is not closed before the “{end}”.",
        ),
        Text(f"「{end}」の前に「{closer.sign}」を付けてください。", f"Write “{closer.sign}” before the “{end}”."),
        fix=Text(f"「{closer.sign}」を付ける", f"Add “{closer.sign}”"),
    )


@pitfall(rank=37)
def bracket_too_many(suspect: Suspect) -> Iterator[Proposal]:
    """A bracket closes nothing, or another kind of bracket: `[a]]`, `[a}`."""
    at = suspect.failure.column
    sign = suspect.text[at : at + 1]
    if not suspect.is_failing or sign not in _CLOSING.values():
        return
    is_wrong_kind = suspect.failure.context in _FLOW
    right = "}" if suspect.failure.context == _FLOW[1] else "]"
    hint = (
        Text(f"「{right}」に直してください。", f"Write “{right}”.")
        if is_wrong_kind
        else Text("余分な括弧を削除してください。", "Delete it.")
    )
    yield (
        Slip(
            suspect.place(at, at + 1),
            (suspect.edit(at, at + 1, right if is_wrong_kind else ""),),
            Text(
                f"閉じる括弧「{sign}」に対応する、開く括弧がありません。",
                f"There is no opening bracket for “{sign}”.",
            ),
            hint,
        ),
    )


_ONLY_A_NAME = regex(
    r"\{\s*(?P<key>[^:,{}\[\]\s]{1,40}):\s+(?P<name>[^,{}\[\]\"']{1,200}?)\s*\}(?P<rest>[（(][^（()）]{1,200}[)）])"
)


@pitfall(rank=38)
def text_behind_brackets(suspect: Suspect) -> Iterator[Proposal]:
    """A well-formed list or mapping in brackets is followed by words: `[氏名, 住所]等`, `{…} (…)`.

    What the words are, another entry or a remark, only their writer knows: they are left out of what is read, and no
    correction is offered.
    """
    parts = suspect.parts
    for start in dict.fromkeys((parts.value, parts.body)):
        end = start + flow_end(parts.text[start : parts.end])
        if start == end or not parts.text[end : parts.end].strip() or suspect.failure.line < suspect.number:
            continue
        rest = parts.text[end : parts.end]
        at = end + len(rest) - len(rest.lstrip())
        shown = quotation(rest.strip())
        closing = parts.text[end - 1]
        yield (
            Slip(
                suspect.place(at, parts.end),
                (suspect.edit(end, parts.end, ""),),
                Text(
                    f"「{closing}」で閉じた後に「{shown}」が続いています。YAMLでは、括弧の後には何も書けません。",
                    f"“{shown}” follows the closing “{closing}”. In YAML nothing can stand behind it.",
                ),
                _where_it_belongs(suspect, start, closing, shown),
                is_exemplary=False,
                loses=True,
            ),
        )


def _where_it_belongs(suspect: Suspect, start: int, closing: str, shown: str) -> Text:
    """What to do with the words behind the brackets that begin at `start` and end with `closing`."""
    parts = suspect.parts
    if closing == "]":
        return Text(
            f"項目の1つなら「, {shown}」として「{closing}」の前に移し、補足なら備考の欄（remarks など）に移してください。",
            f"If it is an entry, move it before “{closing}” as “, {shown}”; if it is a remark, move it to the remarks.",
        )
    named = _ONLY_A_NAME.fullmatch(parts.text, start, parts.end)
    outline = suspect.outline
    # `{name: 株式会社X}（プライバシーマーク取得済）`: the form has both as one text, which can be written as it stands there.
    if parts.colon >= 0 and named is not None and outline.shape is Shape.MAPPING and outline.required == {named["key"]}:
        whole = quotation(f"{parts.key}: {named['name']}{named['rest']}")
        return Text(
            f"様式のとおりに、{{ }} を付けずに「{whole}」と書いてください。",
            f"Write it as on the form, without braces: “{whole}”.",
        )
    return Text(
        "補足なら備考の欄（remarks など）に移し、要らなければ削除してください。",
        "If it is a remark, move it to the remarks; otherwise delete it.",
    )


@misreading(rank=20)
def full_width_brackets_read_as_text(odd: Oddity, repaired: Repaired, _marks: Marks) -> Alternatives | None:
    """A mapping or list whose brackets are full-width is one text; in braces, one with full-width colons is one key."""
    match odd.outline.shape, odd.value:
        case Shape.MAPPING | Shape.TEXT_OR_MAPPING, ScalarNode(text=text) as node if text.startswith("｛"):
            return _on_one_line(node, repaired)
        case Shape.LIST, ScalarNode(text=text) as node if text.startswith(("［", "〔")):
            return _on_one_line(node, repaired)
    return (_on_one_line(odd.node, repaired) or None) if is_lone_key_in_braces(odd, repaired) else None


@misreading(rank=40)
def full_width_commas(odd: Oddity, repaired: Repaired, _marks: Marks) -> Alternatives | None:
    """`[電磁的媒体、紙媒体]` has one entry. Not where the words between the commas make a sentence."""
    node = odd.value
    if odd.outline.shape is not Shape.LIST or not isinstance(node, SequenceNode):
        return None
    text = repaired.line(first_line(node))[node.start.column : node.end.column]
    pieces = re.split("[、，]", "".join(item.text for item in node.items if isinstance(item, ScalarNode)))
    is_list_of_terms = all(len(piece) <= _LONGEST_TERM and not _PARTICLE.search(piece) for piece in pieces)
    if not text.startswith("[") or "," in text or not is_list_of_terms:
        return None
    return _on_one_line(node, repaired) or None


def _on_one_line(node: Node, repaired: Repaired) -> Alternatives:
    if node.start.line != node.end.line:
        return ()
    slip = full_width_brackets_slip(repaired, first_line(node), node.start.column, node.end.column)
    return () if slip is None else ((slip,),)


def full_width_brackets_slip(repaired: Repaired, number: int, start: int, end: int) -> Slip | None:
    """Gives the slip of a value in brackets of which some, or the signs between them, are full-width."""
    text = repaired.line(number)[start:end]
    opening = _HALF_WIDTH.get(text[:1], text[:1])
    wanted = _CLOSING.get(opening)
    if wanted is None or _HALF_WIDTH.get(text[-1], text[-1]) != wanted:
        return None
    edits = tuple(_half_width(number, start, text))
    if not edits:
        return None
    found = "".join(dict.fromkeys(text[edit.start - start] for edit in edits)).replace(":", "")
    if not found:
        return _without_spaces(number, start, text, edits)
    return Slip(
        LineSpan(number, start, end),
        edits,
        Text(
            f"「{quotation(text)}」の中の{_listed(found)}が全角です。YAMLでは半角の記号だけが括弧や区切りになります。",
            f"In “{quotation(text)}”, {', '.join(f'“{sign}”' for sign in found)} are full-width. In YAML only half-width "
            "signs are brackets, commas and colons.",
        ),
        Text(
            "括弧と区切りを半角に直し、「,」と「:」の後に空白を入れてください。",
            "Write half-width brackets and signs, and a space behind “,” and “:”.",
        ),
        fix=Text("括弧と区切りを半角に直す", "Write half-width brackets and signs"),
    )


def _without_spaces(number: int, start: int, text: str, edits: tuple[LineEdit, ...]) -> Slip:
    return Slip(
        LineSpan(number, edits[0].start, edits[0].end),
        edits,
        Text(
            f"「{quotation(text)}」の中の「:」の後に空白がないので、項目名と内容に分かれません。",
            f"There is no space behind the “:” in “{quotation(text)}”, so key and value are not parted.",
        ),
        Text("「:」の後に半角の空白を1つ入れてください。", "Write one space behind “:”."),
        fix=Text("「:」の後に空白を入れる", "Write a space behind “:”"),
    )


def separators(text: str) -> Iterator[tuple[int, str]]:
    """Gives index and character of every comma and colon of either width between the outer brackets of `text`.

    Those in quotes, in parentheses and in inner brackets are passed over.
    """
    depth = 0
    index = 1
    while index < len(text) - 1:
        character = text[index]
        if character in "\"'" and (closing := closing_quote(text, index)) > 0:
            index = closing
        elif character in _OPENING:
            depth += 1
        elif character in _ENDING:
            depth = max(depth - 1, 0)
        elif depth == 0 and character in ",，、:：":
            yield index, character
        index += 1


def _half_width(number: int, start: int, text: str) -> Iterator[LineEdit]:
    """The edits that make brackets and separators half-width, with a space behind them."""
    for index in (0, len(text) - 1):
        if text[index] in _HALF_WIDTH:
            yield LineEdit(number, start + index, start + index + 1, _HALF_WIDTH[text[index]])
    found = list(separators(text))
    wanted = _mapping_separators(text, found) if text[0] in "{｛" else _list_separators(text, found)
    for index, sign in wanted:
        behind = index + 1
        while text[behind] in " \u3000":
            behind += 1
        yield LineEdit(number, start + index, start + behind, f"{sign} ")


def _list_separators(text: str, found: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The commas of a list that are to be replaced. 、 is only taken for one where there is no half-width comma."""
    has_comma = any(character == "," for _, character in found)
    for index, character in found:
        if character == "，" or (character == "、" and not has_comma):
            yield index, ","


def _mapping_separators(text: str, found: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The commas and colons of a mapping that are to be replaced; not those within its values."""
    in_key = True
    for at, (index, character) in enumerate(found):
        following = found[at + 1][1] if at + 1 < len(found) else ""
        if character in ":：":
            if in_key and (character == "：" or text[index + 1] not in " ,}/"):
                yield index, ":"
            in_key = False
        elif character == ",":
            in_key = True
        elif not in_key and following in (":", "："):
            yield index, ","
            in_key = True


class _Closer(NamedTuple):
    """A closing bracket that is missing."""

    at: int
    """The index at which it belongs."""
    sign: str


def _missing_closers(text: str) -> list[_Closer]:
    """The brackets that `text` leaves open, in the order in which they are to be closed.

    One within another is closed where that one is, at the latest.
    """
    missing: list[_Closer] = []
    open_brackets: list[str] = []
    index = 0
    while index < len(text):
        character = text[index]
        if character in "\"'" and (closing := closing_quote(text, index)) > 0:
            index = closing
        elif character in _CLOSING:
            open_brackets.append(_CLOSING[character])
        elif character in open_brackets:
            while (sign := open_brackets.pop()) != character:
                missing.append(_Closer(index, sign))
        index += 1
    return missing + [_Closer(len(text), sign) for sign in reversed(open_brackets)]


def _listed(signs: str) -> str:
    return "、".join(f"「{sign}」" for sign in signs)
