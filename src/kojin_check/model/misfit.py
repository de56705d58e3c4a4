"""What does not fit where it stands, in words: the key or value that is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from kojin_check.findings import Problem, Text
from kojin_check.model.checklist import Checklist, VersionDefinition
from kojin_check.model.fields import READABLE_ERROR
from kojin_check.model.outline_of import Key, Written, keys_of, written_as
from kojin_check.model.pages import PageField, Pages, explained_key, named
from kojin_check.model.shorthand import NOTHING
from kojin_check.model.word import Word, with_guides
from kojin_check.reading.characters import INDENTATION_HINT, explain_indentation, quotation, without_suspicious
from kojin_check.reading.tree import Entry, MappingNode, Node, Part, Route, ScalarNode, SequenceNode, Tree
from kojin_check.regex import regex
from kojin_check.similarity import folded, nearest


def written_at(model: type[BaseModel], route: Route) -> Written | None:
    """Gives what belongs at `route` in a file that is read as `model`; None where nothing is known of it."""
    written: Written | None = written_as(model)
    for step in route:
        if written is None:
            return None
        if written.record is None:
            written = written.each
        else:
            key = keys_of(written.record).get(str(step))
            written = None if key is None else key.written
    return written


def key_at(model: type[BaseModel], route: Route) -> Key | None:
    """Gives what is declared of the key that `route` ends with; None where it is no key that is known beforehand."""
    owner = record_at(model, route[:-1]) if route else None
    return None if owner is None else keys_of(owner).get(str(route[-1]))


def record_at(model: type[BaseModel], route: Route) -> type[BaseModel] | None:
    """Gives the model of the mapping that belongs at `route`."""
    written = written_at(model, route)
    return None if written is None else written.record


def is_blank_entry(entry: Entry | None) -> bool:
    """True where a key is absent, or nothing stands behind it."""
    match entry:
        case None:
            return True
        case Entry(value=ScalarNode(text=text)):
            return text.strip() == ""
        case Entry(value=SequenceNode(items=items)):
            return not items
        case Entry(value=MappingNode(entries=entries)):
            return not entries
    return False


class Misfits(NamedTuple):
    """Explains what does not fit in one file."""

    model: type[BaseModel]
    """What the file is read as."""
    tree: Tree
    pages: Pages | None
    """Of a case: what its form calls the keys, and the fields that it has of its own."""

    def missing_field(self, route: Route) -> Problem:
        """Gives the problem of a required key that is absent or blank."""
        name = self._name(route)
        key = str(route[-1])
        blank = self.tree.node(route) is not None
        return Problem(
            "KJ005",
            self.tree.locate(route),
            Text(f"「{name.ja}」が空欄です。", f"“{name.en}” is blank.")
            if blank
            else Text(f"「{name.ja}」がありません。", f"“{name.en}” is missing."),
            self._with_meaning(
                route,
                Text(f"「{key}: 」の後に内容を書いてください。", f"Write a value behind “{key}: ”.")
                if blank
                else Text(f"ここに「{key}: 」の行を加えてください。", f"Add a line “{key}: ” here."),
            ),
        )

    def _with_meaning(self, route: Route, hint: Text) -> Text:
        """The hint, in a file of a form with what belongs behind the key."""
        key = key_at(self.model, route) if self._is_form else None
        if key is None:
            return hint
        from kojin_check.model.form_advice import meaning_of

        meaning = meaning_of(str(route[-1]), key)
        return Text(f"{hint.ja}{meaning.ja}", f"{hint.en} {meaning.en}")

    @property
    def _is_form(self) -> bool:
        """True for the files of which forms are made: nobody has a scaffold of them, and no label explains a key."""
        return self.model in (Checklist, VersionDefinition)

    def problem(self, route: Route, error: ErrorDetails) -> Problem:
        """Gives the problem that pydantic reported at `route`."""
        match error["type"]:
            case "extra_forbidden":
                return self._unknown_key(route)
            case kind if kind == READABLE_ERROR:
                context = error["ctx"]
                return Problem("KJ006", self.tree.locate(route), Text(*context["message"]), Text(*context["hint"]))
            case "literal_error" | "enum":
                return self._not_one_of(route, _expected(error))
            case "string_type":
                return self._wrong_shape(route, _TEXT)
            case "list_type":
                return self._wrong_shape(route, _LIST)
            case _:
                return self._wrong_shape(route, _MAPPING)

    def meant_route(self, route: Route) -> Iterator[Route]:
        """Yields where the value would stand if the unknown key at `route` were spelt right, unless one stands there."""
        meant = self._meant_key(route)
        owner = self.tree.node(route[:-1])
        if meant is not None and isinstance(owner, MappingNode) and is_blank_entry(owner.entries.get(meant)):
            yield (*route[:-1], meant)

    def _unknown_key(self, route: Route) -> Problem:
        key = quotation(str(route[-1]))
        place = self.tree.locate(route, Part.KEY)
        if (indentation := explain_indentation(str(route[-1]))) is not None:
            shown = without_suspicious(key)
            return Problem(
                "KJ004",
                place,
                Text(
                    f"「{shown}」を項目名として読めません。{indentation.ja}",
                    f"“{shown}” cannot be read as a key. {indentation.en}",
                ),
                INDENTATION_HINT,
            )
        known, own = self._keys_beside(route)
        meant = self._meant_key(route)
        return Problem(
            "KJ004",
            place,
            Text(f"「{key}」という項目名はありません。", f"There is no key “{key}” here."),
            self._did_you_mean((*route[:-1], meant)) if meant else self._known_keys(route[:-1], [*known, *own]),
        )

    def _label(self, route: Route) -> Text | None:
        return None if self.pages is None else self.pages.label(route, self.tree)

    def _name(self, route: Route) -> Text:
        """The key in the form's words: 件名（title）."""
        return named(str(route[-1]), self._label(route))

    def _did_you_mean(self, route: Route) -> Text:
        key = str(route[-1])
        explained = explained_key(key, self._label(route))
        return Text(f"{explained.ja}の間違いではありませんか。", f"Did you mean {explained.en}?")

    def _known_keys(self, owner: Route, keys: Iterable[str]) -> Text:
        names = [self._key_and_label((*owner, key)) for key in keys]
        return Text(
            f"ここに書けるのは {'、'.join(name.ja for name in names)} です。",
            f"Known here: {', '.join(name.en for name in names)}.",
        )

    def _key_and_label(self, route: Route) -> Text:
        key, label = str(route[-1]), self._label(route)
        return Text(key, key) if label is None or label.ja == key else Text(f"{key}（{label.ja}）", key)

    def _own_fields(self, record: Route) -> dict[str, PageField]:
        return {} if self.pages is None else dict(self.pages.own_fields(record, self.tree))

    def _keys_beside(self, route: Route) -> tuple[dict[str, Key], dict[str, PageField]]:
        """The keys that there are where the unknown one at `route` stands: those of the program, those of the form."""
        owner = record_at(self.model, route[:-1])
        return {} if owner is None else dict(keys_of(owner)), self._own_fields(route[:-1])

    def _meant_key(self, route: Route) -> str | None:
        """The key for which the unknown one was typed: the one it is like, in English or in the form's words."""
        keys, own = self._keys_beside(route)
        words = {word: name for name, key in keys.items() for word in key.declared.words}
        labels = {name: self._label((*route[:-1], name)) for name in keys}
        words |= {label.ja: name for name, label in labels.items() if label is not None}
        words |= {field.label.ja: name for name, field in own.items()}
        found = nearest(str(route[-1]), [*keys, *own, *words])
        return None if found is None else found if found in own else words.get(found, found)

    def _not_one_of(self, route: Route, offered: Sequence[str]) -> Problem:
        node = self.tree.node(route)
        typed = node.text if isinstance(node, ScalarNode) else ""
        if len(offered) == 1 and (later := _later_edition(typed, offered[0])):
            return Problem("KJ006", self.tree.locate(route), *later)
        kind = written.type if (written := written_at(self.model, route)) is not None else None
        if isinstance(kind, type) and issubclass(kind, Word):
            return self._no_such_word(route, typed, kind)
        listed = Text("、".join(offered), ", ".join(offered))
        known = Text(f"書けるのは {listed.ja} です。", f"Known: {listed.en}.")
        return self._no_such_value(route, typed, nearest(typed, offered), listed, known)

    def _no_such_word(self, route: Route, typed: str, words: type[Word]) -> Problem:
        """What to write instead of a text that is none of the words, which people may know by other names."""
        from kojin_check.model.form_advice import word_meant

        listed = with_guides(words)
        known = Text(f"書けるのは {listed.ja}です。", f"Known: {listed.en}.")
        return self._no_such_value(route, typed, word_meant(words, typed) or nearest(typed, words), listed, known)

    def _no_such_value(self, route: Route, typed: str, meant: str | None, listed: Text, known: Text) -> Problem:
        """What to write instead of `typed`: what was meant, or else, as `known` says, one of those that are `listed`."""
        return Problem(
            "KJ006",
            self.tree.locate(route),
            Text(f"「{quotation(typed)}」は使えません。", f"“{quotation(typed)}” is not a value of this key.")
            if typed
            else Text("ここには決まった語を1つ書きます。", "One of the known words belongs here."),
            Text(
                f"「{meant}」の間違いではありませんか（書けるのは {listed.ja}）。",
                f"Did you mean “{meant}”? (Known: {listed.en}.)",
            )
            if meant
            else known,
        )

    def _wrong_shape(self, route: Route, wanted: _Shape) -> Problem:
        node = self.tree.node(route)
        at = max((end for end, step in enumerate(route, start=1) if isinstance(step, str)), default=0)
        name = self._name(route[:at]) if at else None
        key = str(route[at - 1]) if at else ""
        found = _found(node)
        return Problem(
            "KJ006",
            self.tree.locate(route),
            Text(
                f"{f'「{name.ja}」' if name else 'ここ'}には{wanted.name.ja}を書くところですが、{found.ja}。",
                f"{f'“{name.en}”' if name else 'This place'} takes {wanted.name.en}, but {found.en}.",
            ),
            self._in_a_required_list(route, wanted)
            or self._in_the_shape_of_a_form(route, wanted)
            or _how_to_write(key, node, wanted, self._written_at(route))
            or self._with_meaning(route, wanted.hint),
        )

    def _in_the_shape_of_a_form(self, route: Route, wanted: _Shape) -> Text | None:
        """In a file of a form, what was typed where a mapping belongs as one."""
        if not self._is_form or wanted is _TEXT:
            return None
        from kojin_check.model.form_advice import in_shape

        key = key_at(self.model, route)
        return in_shape(str(route[-1]) if route else "", key, self.tree.node(route), written_at(self.model, route))

    def _in_a_required_list(self, route: Route, wanted: _Shape) -> Text | None:
        """What to write instead of “nothing”, where the form does not let the list be empty."""
        field = None if self.pages is None or wanted is not _LIST else self.pages.field(route, self.tree)
        node = self.tree.node(route)
        if (
            field is None
            or not field.is_required
            or not isinstance(node, ScalarNode)
            or folded(node.text) not in NOTHING
        ):
            return None
        return Text(
            "この欄は空欄にできません。行ごとに「- 」を付けて、内容を書いてください。",
            "This field cannot be left blank: write its entries on lines of their own, each with “- ”.",
        )

    def _written_at(self, route: Route) -> Written | None:
        own = self._own_fields(route[:-1]).get(str(route[-1])) if route else None
        return _OWN_TEXTS if own is not None else written_at(self.model, route)


def _expected(error: ErrorDetails) -> list[str]:
    return [option.strip().strip("'") for option in error["ctx"]["expected"].replace(" or ", ", ").split(",")]


_OWN_TEXTS = Written(list, each=Written(str))
"""What can be a list in a field that only the form has."""


class _Shape(NamedTuple):
    """What belongs in a place, as messages call it."""

    name: Text
    hint: Text
    """What to write, where nothing more can be said."""


_TEXT = _Shape(
    Text("1つの文（文字）", "a text"),
    Text("「項目名: 内容」のように、同じ行に内容を書いてください。", "Write the value on the same line: “key: value”."),
)
_LIST = _Shape(
    Text("一覧", "a list"),
    Text(
        "1つだけでも、行ごとに「- 」を付けるか [ ] で囲んでください。",
        "Start each line with “- ”, or use [ ], even for a single entry.",
    ),
)
_MAPPING = _Shape(
    Text("「項目名: 値」の組", "a mapping (“key: value”)"),
    Text("次の行に字下げして「項目名: 値」を書いてください。", "Write “key: value” on the next lines, indented."),
)


def _found(node: Node | None) -> Text:
    match node:
        case SequenceNode():
            return Text("一覧になっています", "it is a list")
        case MappingNode():
            return Text("「項目名: 値」の組になっています", "it is a mapping")
        case ScalarNode(text=text) if text.strip():
            return Text(f"「{quotation(text)}」と書かれています", f"it is the text “{quotation(text)}”")
        case _:
            return Text("何も書かれていません", "nothing is written")


_LONGEST_EXAMPLE = 40
_SEPARATORS = regex("[、,，・]")


def _how_to_write(name: str, node: Node | None, wanted: _Shape, written: Written | None) -> Text | None:
    """The typed value in the shape that is wanted, where that is plain to see."""
    lists_texts = written is not None and written.each is not None and written.each.type is str
    match node:
        case ScalarNode(text=text) if wanted is _LIST and folded(text) in NOTHING:
            return Text(f"ないときは「{name}: []」と書いてください。", f"For none, write “{name}: []”.")
        case ScalarNode(text=text) if wanted is _LIST and lists_texts and _is_short(text):
            entries = ", ".join(entry.strip() for entry in _SEPARATORS.split(text) if entry.strip())
            return Text(
                f"「{name}: [{entries}]」のように、1つだけでも [ ] で囲んでください。",
                f"Put [ ] around it, even for a single entry: “{name}: [{entries}]”.",
            )
        case MappingNode(entries=entries) if wanted is _LIST and entries and not lists_texts:
            first = next(iter(entries))
            return Text(
                f"ここから1件ごとに、先頭の行に「- 」を付けてください（「- {first}: 」）。",
                f"Start the first line of each entry with “- ” (“- {first}: ”).",
            )
        case ScalarNode(text=text) if wanted is _MAPPING and folded(text) in NOTHING:
            return Text(f"ないときは「{name}:」の後を空欄にしてください。", f"For none, leave “{name}:” blank.")
        case ScalarNode(text=text) if wanted is _MAPPING and _is_short(text) and (key := _first_needed(written)):
            return Text(f"「{{{key}: {text}}}」のように書いてください。", f"Write it like “{{{key}: {text}}}”.")
        case MappingNode(entries=entries) if wanted is _TEXT and len(entries) == 1:
            [(key, entry)] = entries.items()
            text = f"{key}: {entry.value.text}" if isinstance(entry.value, ScalarNode) else ""
            if _is_short(text):
                return Text(
                    f'「:」を含む文は、全体を " " で囲んで「"{text}"」と書いてください。',
                    f'A text with “: ” in it stands in quotes: “"{text}"”.',
                )
        case SequenceNode(items=[ScalarNode(text=text)]) if wanted is _TEXT and _is_short(text):
            return Text(
                f"行頭の「- 」や [ ] を外し、「{text}」とだけ書いてください。",
                f"Without “- ” or [ ]: write just “{text}”.",
            )
        case ScalarNode() if wanted is _TEXT:
            return Text(
                "内容を書くか、「- 」だけの行を削除してください。",
                "Write a value, or delete the line that has only “- ”.",
            )
    return None


def _is_short(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_EXAMPLE and text.isprintable()


def _first_needed(written: Written | None) -> str | None:
    if written is None or written.record is None:
        return None
    return next((name for name, key in keys_of(written.record).items() if key.declared.is_required), None)


_EDITION = regex(r"(.+/v)([0-9]{1,9})")


def _later_edition(typed: str, known: str) -> tuple[Text, Text] | None:
    """What to say of a format of which this program knows an earlier edition; None for any other text."""
    theirs, ours = _EDITION.fullmatch(typed.strip()), _EDITION.fullmatch(known)
    if theirs is None or ours is None or theirs[1] != ours[1] or int(theirs[2]) <= int(ours[2]):
        return None
    return (
        Text(
            f"「{quotation(typed.strip())}」は、このプログラムの知らない新しい書式です。ファイルより、このプログラムが古いようです。",
            f"“{quotation(typed.strip())}” is a later format than this program knows: it may be older than the file.",
        ),
        Text(
            "プログラムを新しくしてください（pip install --upgrade kojin-check）。"
            f"このプログラムの書式は {known} です。書式だけを書き直しても、内容は確かめられません。",
            f"Update the program (pip install --upgrade kojin-check); its format is {known}. Another name for the format "
            "does not make the content fit it.",
        ),
    )
