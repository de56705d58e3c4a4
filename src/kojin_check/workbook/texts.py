"""What stands at a place of a case as the text of one cell, and the other way round.

A list has an entry on each line; a party, a period and media stand as the forms have them. Where that would be
read back as something else, there is no one text for the place, and each of its parts has a cell of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from kojin_check.editing.assignment import Bare, Plain, plain
from kojin_check.findings import Text
from kojin_check.model.case import Case, Party, Period
from kojin_check.model.checklist import FieldType, VersionDefinition
from kojin_check.model.library import Version
from kojin_check.model.longhand import joined_media, joined_party, joined_period
from kojin_check.model.misfit import written_at
from kojin_check.model.outline_of import Written
from kojin_check.model.pages import PageField
from kojin_check.model.shorthand import MEDIA_NAMES, Typed
from kojin_check.reading.source import Source
from kojin_check.reading.tree import MappingNode, Node, Route, ScalarNode, SequenceNode, Tree

FLAGS = {"true": Text("はい", "Yes"), "false": Text("いいえ", "No")}
FLAG_WORDS = tuple(word.ja for word in FLAGS.values())
"""What a flag says in a form that is not written yet; a workbook has the words of its language, and both are read."""
"""What a flag is called on the form."""

_OF_FIELDS = {
    FieldType.TEXTS: Written(list, each=Written(str)),
    FieldType.FLAG: Written(bool),
}


@dataclass(frozen=True)
class CasePlace:
    """A place of a case, with what can be written there."""

    route: Route
    written: Written
    version: VersionDefinition
    reading: Any = None
    """What reads one text that stands for several parts; None where there is none."""

    @classmethod
    def at(cls, route: Route, tree: Tree, version: Version) -> CasePlace:
        """Gives the place at a route of `tree`."""
        field = version.pages.field(route, tree)
        if field is not None and field.is_own:
            return cls(route, _of_field(field), version.definition)
        written = written_at(Case, route) or Written(str)
        list_of = written_at(Case, route[:-1]) if route and isinstance(route[-1], int) else None
        reading = written.shorthand if list_of is None else list_of.shorthand
        return cls(route, written, version.definition, reading)

    @property
    def is_flag(self) -> bool:
        """True where true or false is written."""
        match self.route:
            case (*_, "facts", str(fact)):
                return not _words_of(self.version, fact)
            case _:
                return self.written.type is bool

    @property
    def holds_texts(self) -> bool:
        """True for a list of texts."""
        return self.written.type is list and self.written.each is not None and self.written.each.type is str

    @property
    def holds_media(self) -> bool:
        """True for the list of media."""
        return self.reading is MEDIA_NAMES.read

    def text(self, node: Node | None) -> str | None:
        """Gives the text of the cell, or None where one text would be read back as something else."""
        match node:
            case None:
                return ""
            case ScalarNode(text=text):
                return FLAGS[text].ja if self.is_flag and text in FLAGS else text
            case SequenceNode() if self.holds_texts:
                return self._list_text(plain(node))
            case MappingNode() if self.reading is not None:
                return self._record_text(plain(node))
            case _:
                return None

    def value(self, text: str, node: Node | None) -> Plain:
        """Gives what is to stand in the file for a text in the cell; `node` is what stands there now."""
        if self.is_flag:
            return next((Bare(flag) for flag, word in FLAGS.items() if text in (*word, flag)), text)
        if not text:
            return text
        if self.holds_media:
            parts = self._read(text)
            return text if parts is None else parts
        if self.holds_texts:
            return [line.strip() for line in text.split("\n") if line.strip()]
        if isinstance(node, MappingNode) and isinstance(read := self._read(text), dict):
            return {**dict.fromkeys(node.entries, ""), **read}
        return text

    def _list_text(self, entries: Plain) -> str | None:
        if not isinstance(entries, list):
            return None
        texts = [entry for entry in entries if isinstance(entry, str)]
        text = joined_media(texts) if self.holds_media else "\n".join(texts)
        return text if self.value(text, None) == entries else None

    def _record_text(self, record: Plain) -> str | None:
        assert isinstance(record, dict)
        text = None
        match self.written.record, record:
            case kind, {"name": str(name)} if kind is Party:
                held = record.get("certifications") or []
                if isinstance(held, list):
                    text = joined_party(name, [str(one) for one in held])
            case kind, {"from": str(first)} if kind is Period:
                what, last = record.get("name", ""), record.get("to", "")
                text = joined_period(str(what), first, str(last), renews=record.get("renews") == "true")
        return text if text is not None and self._read(text) == _without_blanks(record) else None

    def _read(self, text: str) -> Plain | None:
        """What one text stands for, as `shorthand` reads it: a record, or the entries of a list."""
        node = ScalarNode(text, _Mark(0, 0), _Mark(0, len(text)), None)
        parts = self.reading(Typed(node, Source("", text), self.version))
        if parts is None:
            return None
        return [plain(part) for part in parts] if self.holds_texts else plain(parts[0])


class _Mark(NamedTuple):
    line: int
    column: int


def _without_blanks(record: Plain) -> Plain:
    return (
        {key: value for key, value in record.items() if value not in ("", [])} if isinstance(record, dict) else record
    )


def _of_field(field: PageField) -> Written:
    return _OF_FIELDS.get(field.kind, Written(str)) if isinstance(field.kind, FieldType) else Written(str)


def _words_of(version: VersionDefinition, fact: str) -> tuple[str, ...]:
    """The words that a fact is answered with; none where it is true or false."""
    return tuple(version.facts[fact].values) if fact in version.facts else ()
