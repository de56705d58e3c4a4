"""Lines that are neither `key: value` nor a list entry: a forgotten colon, a heading, a rule, a pasted note."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from kojin_check.findings import Text
from kojin_check.reading.characters import quotation
from kojin_check.reading.lines import split_line
from kojin_check.reading.outline import Marks, Shape
from kojin_check.reading.pitfall import Proposal, Suspect, pitfall, run_of
from kojin_check.reading.repaired import LineEdit, LineSpan, Repaired, Slip
from kojin_check.regex import regex

_RULE = regex(r"([-=~_*#+.ー－─━―—＝＊～_・])\1{2,}|```.*|~~~.*|\|.*\|")
_GAP = regex(r"(?<!\s)\s*+[=＝→⇒]\s*|[ \t\u00a0\u3000]+")
_BLOCK_SIGN = regex(r"(?<! ) +[|>][-+0-9]*$")
"""What stands behind the colon of a key whose text begins on the next line."""
_MOST_GAPS = 8


@pitfall(rank=50)
def end_of_document(suspect: Suspect) -> Iterator[Proposal]:
    """A line `...` ends the document although more follows."""
    if suspect.parts.content == "..." and suspect.parts.body == 0:
        yield (
            Slip(
                suspect.place(0, 3),
                (suspect.edit(0, 3, "#"),),
                Text(
                    "行頭の「...」は、YAMLでは文書の終わりの印です。この後の内容が読まれません。",
                    "“...” at the start of a line ends the document in YAML; what follows is not read.",
                ),
                Text(
                    "この行を削除するか、行頭に「#」を付けてください。",
                    "Delete the line, or start it with “#”.",
                ),
                is_exemplary=False,
            ),
        )


@pitfall(rank=25)
def missing_colon(suspect: Suspect) -> Iterator[Proposal]:
    """The line, and those beside it, are items with their marks, but without a colon."""
    find = partial(missing_colon_slip, suspect.marks)
    if _may_be_stray(suspect) and (proposal := run_of(find, suspect.repaired, suspect.number)):
        yield proposal


@pitfall(rank=58)
def header_without_colon(suspect: Suspect) -> Iterator[Proposal]:
    """Indented lines follow the line, but it has no colon."""
    parts = suspect.parts
    following = next(suspect.below, None)
    if parts.colon >= 0 or parts.is_list_entry or following is None or following.parts.indent <= parts.indent:
        return
    before = next(suspect.above, None)
    is_in_block = before is not None and before.parts.indent == following.parts.indent
    if (is_in_block and suspect.file_outline.shape is Shape.ANY) or _RULE.fullmatch(parts.content):
        return
    block = _BLOCK_SIGN.search(parts.content)
    end = parts.end if block is None else parts.body + block.start()
    yield (
        Slip(
            suspect.place(parts.body, end),
            (suspect.edit(end, end, ":"),),
            Text(
                f"「{quotation(parts.text[parts.body : end])}」の下に字下げした行がありますが、「:」が付いていません。",
                f"Indented lines follow “{quotation(parts.text[parts.body : end])}”, but it has no “:”.",
            ),
            Text("項目名の後に半角の「:」を付けてください。", "Write “:” behind the key."),
            fix=Text("項目名の後に「:」を付ける", "Add “:” behind the key"),
            needs_place=True,
        ),
    )


@pitfall(rank=80)
def stray_line(suspect: Suspect) -> Iterator[Proposal]:
    """The line is a rule, or a text that stands by itself."""
    parts = suspect.parts
    if not parts.has_content:
        return
    is_rule = _RULE.fullmatch(parts.text[parts.indent : parts.end]) is not None
    if not is_rule and (parts.colon >= 0 or not _may_be_stray(suspect)):
        return
    start, end = parts.indent, len(parts.text)
    shown = quotation(parts.text[start:end])
    message = Text(
        f"「{shown}」は「項目名: 値」の形でも「- 」で始まる一覧でもないので読めません。",
        f"“{shown}” is neither “key: value” nor a list entry, so it cannot be read.",
    )
    hint = Text(
        "「項目名: 値」の形にしてください。前の行の文の続きなら、前の行より深く字下げしてください。"
        "覚え書きなら、行頭に「# 」を付けるとコメントになります。",
        "Write it as “key: value”. If it goes on from the line before, indent it farther than that. If it is a note, "
        "start it with “# ” to make it a comment.",
    )
    if parts.is_list_entry:
        message = Text(
            f"「{shown}」は一覧の行ですが、ここに一覧は書けません。",
            f"“{shown}” is a list entry, but no list can stand here.",
        )
        hint = Text(
            "一覧を書く項目の行（「項目名:」）の下に置き、同じ一覧の行と字下げをそろえてください。",
            "Put it below the key to which the list belongs, in line with the other entries.",
        )
    if is_rule:
        message = Text(
            f"区切りの線や表などの飾り（{shown}）は、YAMLには書けません。",
            f"YAML has no rules, tables or other decoration ({shown}).",
        )
        hint = Text(
            "この行を削除するか、行頭に「# 」を付けてコメントにしてください。",
            "Delete the line, or start it with “# ” to make it a comment.",
        )
    yield (
        Slip(
            suspect.place(start, parts.end),
            (suspect.edit(start, end, ""),),
            message,
            hint,
            is_exemplary=False,
            loses=not is_rule,
        ),
    )


def missing_colon_slip(marks: Marks, repaired: Repaired, number: int) -> Slip | None:
    """Gives the slip of a line that is an item and its mark without a colon between them: `施錠保管 ○`."""
    parts = split_line(repaired.line(number))
    if parts.colon >= 0 or parts.is_list_entry:
        return None
    for gap in islice(_GAP.finditer(parts.text, parts.body, parts.end), _MOST_GAPS):
        key, value = parts.text[parts.body : gap.start()], parts.text[gap.end() : parts.end]
        if key and marks.of(value):
            return Slip(
                LineSpan(number, gap.start(), gap.end()),
                (LineEdit(number, gap.start(), gap.end(), ": "),),
                Text(
                    f"「{quotation(key)}」と「{quotation(value)}」の間に「:」がありません。",
                    f"There is no “:” between “{quotation(key)}” and “{quotation(value)}”.",
                ),
                Text("半角の「:」と半角の空白で区切ってください。", "Part them with “:” and a space."),
                fix=Text("「: 」で区切る", "Part key and value with “: ”"),
            )
    return None


def _may_be_stray(suspect: Suspect) -> bool:
    """Whether libyaml looked for a colon behind this line, or failed on the line below it."""
    failure = suspect.failure
    if suspect.number in (failure.line, failure.context_line):
        return True
    following = next(suspect.below, None)
    return following is not None and following.number == failure.line
