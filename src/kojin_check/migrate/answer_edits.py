"""The edits of a case file that carry out the plan for one matter's answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kojin_check.editing.blocks import Block, comment_text
from kojin_check.editing.kept_answers import keep, reason_for_keeping
from kojin_check.editing.level import Incoming, Level, below, lines_of, shifted, without
from kojin_check.editing.yaml_text import in_block
from kojin_check.findings import Edit, Language, Span
from kojin_check.migrate.migration_plan import AnswerSection, Kept, MatterPlan, Moves, Remark, Spot, Stays
from kojin_check.model.checklist import PlacedItem
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Entry, MappingNode, Part, ScalarNode, Tree

_STEP = 2
"""How many columns an entry is indented below its key, where the file gives no example."""


class UnusualNotationError(ValueError):
    """Answers that are not written one below the other, so that they cannot be edited as lines."""

    def __init__(self, span: Span) -> None:
        super().__init__(f"{span.line}:{span.column}")
        self.span = span


def answer_edits(
    tree: Tree, plan: MatterPlan, old_version: str, new_version: str, language: Language
) -> tuple[Edit, ...]:
    """Gives the edits for one matter.

    Args:
        tree: the case; nothing that the plan touches stands in braces.
        plan: what is to become of the matter's answers.
        old_version: id of the version that the case is written for.
        new_version: id of the version that it is carried over to.
        language: of the comments that ask to look at an answer again.

    Raises:
        UnusualNotationError: where answers are not written one below the other, or two would get the
            same key.
    """
    return tuple(_Editor(tree, plan, old_version, new_version, language).edits())


@dataclass(frozen=True, slots=True)
class _CommentStyle:
    """How the items of a section have their texts as comments."""

    mark: str = "# "
    behind: bool = False
    """True where they stand behind the answers, not above."""


@dataclass(frozen=True)
class _Editor:
    tree: Tree
    plan: MatterPlan
    old_version: str
    new_version: str
    language: Language

    def edits(self) -> Iterator[Edit]:
        """Yields what comes in first: at the same place it stands above the comments on what is there."""
        self._refuse_collisions()
        yield from self._insertions()
        for block in self._leaving.values():
            yield without(self._source, block.lead - block.gap, block.last)
        yield from self._keeping()
        for spot, fate in self.plan.fates.items():
            if isinstance(fate, Stays) and spot.section in self.plan.touched and spot not in self._leaving:
                block = self._block(spot)
                if fate.name != spot.name:
                    yield Edit(block.key.span, in_block(fate.name))
                if fate.remarks:
                    yield below(self._source, block.line - 1, self._remarks(fate.remarks, block.indent))

    @property
    def _source(self) -> Source:
        return self.tree.source

    # What stands in the file

    @cached_property
    def _top(self) -> Level:
        matter = self.tree.node(("matters", self.plan.index))
        assert isinstance(matter, MappingNode)
        return self._level(matter.entries["answers"])

    def _actor_level(self, actor: str) -> Level:
        block = self._top.blocks[actor]
        return self._level(Entry(block.key, block.value))

    @cached_property
    def _levels(self) -> dict[AnswerSection, Level]:
        """The sections that stand in the file and in which something changes."""
        levels = {}
        for section in self._in_form_order(self.plan.touched):
            if section.actor in self._top.blocks:
                block = self._actor_level(section.actor).blocks.get(section.kind)
                if block is not None:
                    headings = self._headings(section)
                    levels[section] = self._level(Entry(block.key, block.value), headings)
        return levels

    @cached_property
    def _step(self) -> int:
        """How many columns items are indented below their section elsewhere in this matter."""
        for entry in self._answers.entries.values():
            if isinstance(entry.value, MappingNode):
                for kind in entry.value.entries.values():
                    if isinstance(kind.value, MappingNode) and kind.value.entries:
                        item = next(iter(kind.value.entries.values()))
                        step = item.key.span.column - kind.key.span.column
                        if item.key.span.line > kind.key.span.line and step > 0:
                            return step
        return _STEP

    @property
    def _answers(self) -> MappingNode:
        node = self.tree.node(("matters", self.plan.index, "answers"))
        assert isinstance(node, MappingNode)
        return node

    def _level(self, entry: Entry, headings: Collection[str] = ()) -> Level:
        level = Level.of(entry, self._source, headings)
        if level is None:
            raise UnusualNotationError(entry.key.span)
        return level

    def _block(self, spot: Spot) -> Block:
        return self._levels[spot.section].blocks[spot.name]

    def _headings(self, section: AnswerSection) -> frozenset[str]:
        return frozenset(
            one.heading
            for form in (self.plan.old, self.plan.new)
            for one in form.sections
            if (one.actor, one.kind) == section
        )

    # What leaves its place

    @cached_property
    def _leaving(self) -> dict[Spot, Block]:
        return {
            spot: self._block(spot)
            for spot, fate in self.plan.fates.items()
            if isinstance(fate, Moves) or (isinstance(fate, Stays) and fate.shifts)
        }

    def _keeping(self) -> Iterator[Edit]:
        """Comments instead of what the new form has no place for: whole sections where these go."""
        taken = {line for block in self._leaving.values() for line in range(block.lead - block.gap, block.last + 1)}
        number = self.plan.old.number
        for actor, block in self._top.blocks.items():
            if actor in self.plan.gone_actors and any(section.actor == actor for section in self.plan.written):
                yield from self._kept(block, f"{number}/{actor}", taken)
                continue
            gone = [section for section in self.plan.gone if section.actor == actor]
            blocks = self._actor_level(actor).blocks if gone else {}
            for section in gone:
                yield from self._kept(blocks[section.kind], f"{number}/{actor}/{section.kind}", taken)
        for spot, fate in self.plan.fates.items():
            if isinstance(fate, Kept) and spot.section not in self.plan.gone:
                yield from self._kept(self._block(spot), fate.address, taken)

    def _kept(self, block: Block, address: str, taken: Collection[int]) -> Iterator[Edit]:
        reason = reason_for_keeping(self.old_version, address, self.new_version)
        return keep(self._source, block.line, block.last, block.indent, reason.to(self.language), taken)

    # What comes in

    def _insertions(self) -> Iterator[Edit]:
        new_sections: dict[str, list[Incoming]] = {}
        for section, incoming in self._incoming.items():
            level = self._levels.get(section)
            if level is not None:
                yield from level.insertions(incoming, self._item_ranks(section))
            else:
                new_sections.setdefault(section.actor, []).append(self._new_section(section, incoming))
        new_actors = []
        actors = self.plan.new.actors
        for actor, sections in new_sections.items():
            if actor in self._top.blocks:
                level = self._actor_level(actor)
                kinds = {kind: rank for rank, kind in enumerate(self.plan.new.kinds(actor)) if kind in level.blocks}
                yield from level.insertions(sections, kinds)
            else:
                lines = [
                    " " * self._top.indent(_STEP) + f"{in_block(actor)}:",
                    *(one for new in sections for one in new.lines),
                ]
                new_actors.append(Incoming(actors.index(actor), tuple(lines), self._top.gap))
        ranks = {actor: rank for rank, actor in enumerate(actors) if actor in self._top.blocks}
        yield from self._top.insertions(new_actors, ranks)

    def _new_section(self, section: AnswerSection, incoming: Sequence[Incoming]) -> Incoming:
        indent = " " * self._section_indent(section.actor)
        headings = [
            f"{indent}# {line}"
            for one in self.plan.new.sections
            if (one.actor, one.kind) == section
            for line in one.heading.splitlines()
        ]
        first, *others = sorted(incoming, key=lambda one: one.rank)
        # The blank lines above the first entry part the section from what stands above it.
        lines = [*[""] * first.gap, *headings, f"{indent}{in_block(section.kind)}:", *first.lines]
        for entry in others:
            lines += [*[""] * entry.gap, *entry.lines]
        gap = self._actor_level(section.actor).gap if section.actor in self._top.blocks and not first.gap else 0
        return Incoming(self.plan.new.kinds(section.actor).index(section.kind), tuple(lines), gap)

    def _section_indent(self, actor: str) -> int:
        return self._actor_level(actor).indent(_STEP) if actor in self._top.blocks else self._top.indent(_STEP) + _STEP

    @cached_property
    def _incoming(self) -> dict[AnswerSection, list[Incoming]]:
        incoming: dict[AnswerSection, list[Incoming]] = {}
        for spot, block in self._leaving.items():
            fate = self.plan.fates[spot]
            assert not isinstance(fate, Kept)
            section = fate.to if isinstance(fate, Moves) else spot.section
            incoming.setdefault(section, []).append(self._carried(block, section, fate))
        for placed in self.plan.added:
            section = AnswerSection(placed.section.actor, placed.section.kind)
            incoming.setdefault(section, []).append(self._new_item(placed, section))
        return {section: incoming[section] for section in self._in_form_order(incoming)}

    def _in_form_order(self, sections: Collection[AnswerSection]) -> list[AnswerSection]:
        order = [AnswerSection(one.actor, one.kind) for one in (*self.plan.new.sections, *self.plan.old.sections)]
        return [section for section in dict.fromkeys(order) if section in sections] + [
            section for section in sections if section not in order
        ]

    def _item_ranks(self, section: AnswerSection) -> dict[str, int]:
        """The place on the form of every answer (by its key in the file) that stays in the section."""
        order = self._order(section)
        return {
            spot.name: order[fate.name]
            for spot, fate in self.plan.fates.items()
            if spot.section == section and spot not in self._leaving and isinstance(fate, Stays) and fate.name in order
        }

    def _order(self, section: AnswerSection) -> dict[str, int]:
        ids = [
            placed.item.id
            for placed in self.plan.new.placed_items()
            if (placed.section.actor, placed.section.kind) == section
        ]
        return {name: rank for rank, name in enumerate(ids)}

    def _item_indent(self, section: AnswerSection) -> int:
        level = self._levels.get(section)
        return self._section_indent(section.actor) + self._step if level is None else level.indent(self._step)

    def _gap(self, section: AnswerSection) -> int:
        level = self._levels.get(section)
        return 0 if level is None else level.gap

    def _carried(self, block: Block, section: AnswerSection, fate: Stays | Moves) -> Incoming:
        lines = lines_of(block, self._source)
        at = block.line - block.lead
        start, end = block.key.span.column - 1, block.key.span.end_column - 1
        if fate.name != block.name:
            lines[at] = lines[at][:start] + in_block(fate.name) + lines[at][end:]
        lines[at:at] = self._remarks(fate.remarks, block.indent)
        lines = shifted(lines, self._item_indent(section) - block.indent)
        gap = max(block.gap, self._gap(section))
        return Incoming(self._order(section)[fate.name], lines, gap)

    def _new_item(self, placed: PlacedItem, section: AnswerSection) -> Incoming:
        indent = " " * self._item_indent(section)
        style = self._comment_style(section)
        key = f"{indent}{in_block(placed.item.id)}:"
        text = placed.item.text.splitlines()
        if style.behind and len(text) == 1:
            lines = [f"{key}  {style.mark}{text[0]}"]
        else:
            lines = [*(f"{indent}{style.mark}{line}".rstrip() for line in text), key]
        return Incoming(self._order(section)[placed.item.id], tuple(lines), self._gap(section))

    def _comment_style(self, section: AnswerSection) -> _CommentStyle:
        """How most of the section's items have their texts; as in a new case where none has."""
        level = self._levels.get(section)
        found: Counter[_CommentStyle] = Counter()
        for name, block in (level.blocks if level is not None else {}).items():
            placed = self.plan.old.by_actor.get(section.actor, {}).get(name)
            if placed is not None:
                style = self._comment_style_of(block, placed.item.text)
                found.update([] if style is None else [style])
        return found.most_common(1)[0][0] if found else _CommentStyle()

    def _comment_style_of(self, block: Block, text: str) -> _CommentStyle | None:
        for number in range(block.lead, block.line):
            line = self._source.line(number).lstrip()
            if comment_text(line) == text:
                return _CommentStyle(line[: line.index(text)])
        line = self._source.line(block.last)
        value_end = block.value.span.end_column - 1 if block.value.span.end_line == block.last else 0
        rest = line[max(value_end, 0) :].lstrip()
        if isinstance(block.value, ScalarNode) and comment_text(rest) == text:
            return _CommentStyle(rest[: rest.index(text)], behind=True)
        return None

    def _remarks(self, remarks: Sequence[Remark], indent: int) -> list[str]:
        return [f"{' ' * indent}# {line.to(self.language)}" for remark in remarks for line in remark.lines]

    # What cannot be done

    def _refuse_collisions(self) -> None:
        """Two answers with one key: a renamed item, and an unknown one that has the new id already."""
        arriving: Counter[tuple[AnswerSection, str]] = Counter()
        for spot, fate in self.plan.fates.items():
            if not isinstance(fate, Kept):
                arriving[fate.to if isinstance(fate, Moves) else spot.section, fate.name] += 1
        for spot, fate in self.plan.fates.items():
            if not isinstance(fate, Kept):
                section = fate.to if isinstance(fate, Moves) else spot.section
                if arriving[section, fate.name] > 1:
                    route = ("matters", self.plan.index, "answers", *spot)
                    raise UnusualNotationError(self.tree.locate(route, Part.KEY))
