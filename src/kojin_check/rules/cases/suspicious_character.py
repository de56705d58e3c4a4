"""KJ009: characters that cannot be seen and change what is read, and comments that cut a value short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kojin_check.findings import Severity, Text
from kojin_check.reading.characters import (
    INVISIBLE,
    SUSPICIOUS,
    UNUSUAL_SPACE,
    is_ordinary,
    named,
    quotation,
    without_suspicious,
)
from kojin_check.reading.cleaned_tree import is_indented_with_it
from kojin_check.reading.tree import MappingNode, Node, Part, Route, ScalarNode, SequenceNode
from kojin_check.regex import regex
from kojin_check.rules.rule import Context, Documentation, Rewrite, Violation, rule

_PROSE = frozenset(
    (
        "approved_by",
        "business",
        "clause",
        "contents",
        "department",
        "note",
        "purpose",
        "reason",
        "remarks",
        "storage",
        "title",
        "volume",
    )
)
"""Keys of values that are read by people only: what cannot be seen changes nothing there."""

_ANSWER = 6
"""Length of an answer's route: matters, index, answers, actor, kind, item."""

_OPENING = regex("[（(]")
_CLOSING = regex("[）)]")
_COMMENT = regex(r"(?<=[^ \t\r\n])([ \t]{1,80})#(.?)", re.DOTALL)
"""A comment behind something else. One that is farther behind than this was not written by mistake."""


class _Comment(NamedTuple):
    """A comment on a line that holds something before it."""

    gap: str
    """The blanks before it."""
    first: str
    """The character behind its `#`; empty at the end of the text."""


class _Scalar(NamedTuple):
    """A key or value with its place."""

    route: Route
    part: Part
    node: ScalarNode


@rule(
    code="KJ009",
    name="suspicious-character",
    severity=Severity.WARNING,
    title=Text(
        "見えない文字や意図しないコメントがある", "an invisible character, or a comment that cuts a value short"
    ),
    documentation=Documentation(
        what=Text(
            "項目名、記号、名前の中の見えない文字（ゼロ幅スペースなど）、その端にある全角の空白やノーブレークスペースを指摘します。"
            "また、途中の「 #」から後がコメントとして捨てられている内容を指摘します。",
            "Reports invisible characters in keys, marks and names, and full-width or no-break spaces at their ends; and a "
            "value of which the part behind “ #” is dropped as a comment.",
        ),
        why=Text(
            "見た目は同じでも別の名前になり、検索や照合で一致しません。「 #」から後は、書いてあっても誰にも読まれません。",
            "The name looks the same but is another one: it will not be found or matched. What stands behind “ #” is in the "
            "file, but nobody reads it.",
        ),
        instead=Text(
            'その文字を削除します。「#」を含む内容は、全体を " " で囲みます。コメントのときは「#」の後に空白を入れます。',
            'Delete the character. Put a value with “#” in it in " "; write a space behind the “#” of a comment.',
        ),
        bad="""\
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    data_items: [氏名, 住\u200b所]
    answers:
      区が行う:
        運用上:
          施錠保管: −（電子データのみの取扱いのため #サーバは庁内）
""",
        good="""\
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    media: [電磁的媒体]
    data_items: [氏名, 住所]
    answers:
      区が行う:
        運用上:
          施錠保管: −（電子データのみの取扱いのため）   # サーバは庁内
""",
    ),
    fixable=True,
    yields=True,
)
def suspicious_character(context: Context) -> Iterator[Violation]:
    text = context.tree.source.text
    comments = _has_comment_behind_something(text)
    characters = not is_ordinary(text) and SUSPICIOUS.search(text) is not None
    if context.tree.root is None or not (comments or characters):
        return
    for scalar in _scalars(context.tree.root, ()):
        if scalar.part is Part.VALUE and context.decoded.is_broken(scalar.route):
            continue
        if (characters and (violation := _hidden(context, scalar)) is not None) or (
            comments and (violation := _cut_short(context, scalar)) is not None
        ):
            yield violation


def _has_comment_behind_something(text: str) -> bool:
    """True when a `#` stands behind a blank on a line that holds something before it."""
    *before, _ = text.replace("\r", "\n").split("#")
    for at, stretch in enumerate(before):
        if stretch.endswith((" ", "\t")):
            _, line_end, line = stretch.rpartition("\n")
            # What is parted by no line end stands behind another `#`.
            if not line.isspace() or not (line_end or at == 0):
                return True
    return False


def _scalars(node: Node, route: Route) -> Iterator[_Scalar]:
    match node:
        case ScalarNode():
            yield _Scalar(route, Part.VALUE, node)
        case SequenceNode(items=items):
            for index, item in enumerate(items):
                yield from _scalars(item, (*route, index))
        case MappingNode(entries=entries):
            for key, entry in entries.items():
                yield _Scalar((*route, key), Part.KEY, entry.key)
                yield from _scalars(entry.value, (*route, key))


def _hidden(context: Context, scalar: _Scalar) -> Violation | None:
    """The violation for a name with characters that its writer cannot see."""
    if scalar.part is Part.VALUE and scalar.route in context.flagged:
        return None
    source = context.tree.source
    typed = source.slice(scalar.node.span)
    name = _name_in(typed, scalar)
    if scalar.part is Part.KEY and is_indented_with_it(scalar.node, context.tree):
        return None  # Meant as indentation: explained where the key is reported.
    found = list(dict.fromkeys(_hidden_in(name)))
    if not found or without_suspicious(name) == "":
        return None
    names = [named(character) for character in found]
    shown = quotation(without_suspicious(name).strip("\"'"))
    right = _cleaned(name) + typed[len(name) :]
    description = Text("目に見えない文字を削除する", "Delete the invisible characters")
    # A key that was left as it is looks like another one; without the character it would stand twice.
    looks_like_another = scalar.part is Part.KEY and SUSPICIOUS.search(scalar.node.text) is not None
    return Violation(
        scalar.route,
        Text(
            f"「{shown}」に、目に見えない{'、'.join(one.ja for one in names)}が入っています。",
            f"There is an invisible {', '.join(one.en for one in names)} in “{shown}”.",
        ),
        Text(
            f"この文字を削除してください（「{shown}」と打ち直すのが確実です）。",
            f"Delete the character; typing “{shown}” anew is the surest way.",
        ),
        part=scalar.part,
        matter=_matter(scalar.route),
        correction=None if looks_like_another else Rewrite(description, scalar.route, typed, right, scalar.part),
    )


def _name_in(typed: str, scalar: _Scalar) -> str:
    """The part of a scalar's source in which such a character matters; empty where it is prose."""
    if scalar.part is Part.KEY:
        return typed
    keys = [step for step in scalar.route if isinstance(step, str)]
    if keys[0] == "overview" or keys[-1] in _PROSE:
        return ""
    if len(scalar.route) >= _ANSWER and scalar.route[2] == "answers" and (reason := _OPENING.search(typed)) is not None:
        # Between a mark and its reason spaces are accepted, and the reason is prose.
        return typed[: reason.start()].rstrip()
    return typed


def _hidden_in(name: str) -> Iterator[str]:
    """The invisible characters in `name`, and the unusual spaces at its ends."""
    yield from INVISIBLE.findall(name)
    bare = name.strip("\"'")
    for end in (bare[: len(bare) - len(bare.lstrip())], bare[len(bare.rstrip()) :]):
        yield from UNUSUAL_SPACE.findall(end)


def _cleaned(name: str) -> str:
    """`name` as it stands in the file, quotes and ordinary spaces included, without what is hidden in it."""
    quote = name[0] if name[:1] in ("'", '"') and name[-1:] == name[0] and len(name) > 1 else ""
    return f"{quote}{without_suspicious(name[1:-1] if quote else name)}{quote}"


def _cut_short(context: Context, scalar: _Scalar) -> Violation | None:
    """The violation for an unquoted value behind which a comment swallows what belongs to it."""
    node = scalar.node
    if scalar.part is Part.KEY or node.style is not None or not node.text:
        return None
    source = context.tree.source
    found = _COMMENT.match(source.text, source.offset(node.span.end_line, node.span.end_column))
    if found is None:
        return None
    comment = _Comment(found[1], found[2])
    is_open = len(_OPENING.findall(node.text)) > len(_CLOSING.findall(node.text))
    is_joined = comment.gap == " " and not comment.first.isspace() and comment.first not in ("", "#")
    # An open parenthesis is a slip of its own, whatever else is wrong with the value: it may be why a reason is missing.
    if not (is_open or (is_joined and scalar.route not in context.flagged)):
        return None
    line = source.line(node.span.end_line)
    dropped = quotation(line[node.span.end_column - 1 :])
    whole = quotation(f"{node.text} {dropped}")
    otherwise = Text("コメントなら「#」の後に空白を入れてください。", "If it is a comment, write a space behind “#”.")
    if is_open:
        otherwise = Text(
            "コメントなら、開いている括弧を閉じてください。", "If it is a comment, close the open parenthesis."
        )
    return Violation(
        scalar.route,
        Text(
            f"「{quotation(node.text)}」の後の「{dropped}」は、コメントとして捨てられています。",
            f"“{dropped}” behind “{quotation(node.text)}” is dropped as a comment.",
        ),
        Text(
            f'内容の一部なら、全体を " " で囲んで「"{whole}"」と書いてください。{otherwise.ja}',
            f'If it belongs to the value, put all of it in quotes: “"{whole}"”. {otherwise.en}',
        ),
        matter=_matter(scalar.route),
    )


def _matter(route: Route) -> int | None:
    return route[1] if len(route) > 1 and route[0] == "matters" and isinstance(route[1], int) else None
