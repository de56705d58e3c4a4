"""Whatever the case and whatever the change of the version: carrying a case over loses nothing.

The examples are made from a seed by plain code: ten times as many run in the same time as if every
choice were a draw of its own, and they are small enough to be read without being shrunk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.samples.versions import form, item, shelf, version

from kojin_check.diff.compare import compare
from kojin_check.migrate.migrate import MigrationRefused, Migrator
from kojin_check.model.case import Case
from kojin_check.model.checklist import ItemDefinition
from kojin_check.model.decode import decode
from kojin_check.model.library import Version
from kojin_check.model.marks import Answer
from kojin_check.model.outline_of import outline_of
from kojin_check.reading.reading import read_text

SECTIONS = (("区", "運用"), ("区", "技術"), ("業者", "運用"), ("業者", "技術"))
WORDS = "鍵庫網票錠窓机箱紙筆印帳棚門橋川山海空星雲雨雪風花草木石土火水金銀銅鉄"
"""Each measure has a character of its own, so that no two texts are alike."""

Layout = dict[tuple[str, str], list[ItemDefinition]]


@dataclass(frozen=True)
class Example:
    """A case for the old one of three versions."""

    old: Version
    new: Version
    newest: Version
    text: str


def example(seed: int) -> Example:
    """Gives the example that belongs to `seed`."""
    random = Random(seed)
    layout = some_layout(random)
    fresh = map(measure, range(12, len(WORDS)))
    after = edited(random, layout, fresh)
    settled = {key: [one.model_copy(update={"formerly": None}) for one in items] for key, items in after.items()}
    return Example(
        version("r8", form(layout)),
        version("r9", form(after)),
        version("r10", form(edited(random, settled, fresh))),
        Writer(random, layout).case(),
    )


def measure(number: int) -> ItemDefinition:
    """A measure whose text is like no other's."""
    word = WORDS[number]
    return item(f"{word}の管理", f"{word}を" * 6 + "守る。")


def some_layout(random: Random) -> Layout:
    """The sections of a form, with a few measures each."""
    numbers = iter(range(12))
    sections = random.choice([SECTIONS, SECTIONS[:2], SECTIONS[:1], (SECTIONS[0], SECTIONS[3])])
    return {section: [measure(next(numbers)) for _ in range(random.randint(1, 3))] for section in sections}


def edited(random: Random, layout: Layout, fresh: Iterator[ItemDefinition]) -> Layout:
    """The form after some edits: measures added, removed, moved, renamed, reworded; sections renamed."""
    new = {section: list(items) for section, items in layout.items()}
    for _ in range(random.randint(0, 6)):
        filled = [section for section, items in new.items() if items]
        if not filled:
            break
        section = random.choice(filled)
        items = new[section]
        at = random.randrange(len(items))
        match random.choice(["add", "remove", "move", "rename", "reword", "section"]):
            case "add":
                put(random, new, next(fresh))
            case "remove":
                del items[at]
            case "move":
                put(random, new, items.pop(at))
            case "rename" if items[at].formerly is None:
                items[at] = items[at].model_copy(update={"id": f"新{items[at].id}", "formerly": items[at].id})
            case "reword":
                items[at] = items[at].model_copy(update={"text": items[at].text + "また、確かめる。"})
            case "section":
                renamed = (section[0], section[1] + "面")
                new = {renamed if key == section else key: value for key, value in new.items()}
    return {section: items for section, items in new.items() if items} or {SECTIONS[0]: [next(fresh)]}


def put(random: Random, layout: Layout, one: ItemDefinition) -> None:
    """Puts a measure into any section, which may be new."""
    items = layout.setdefault(random.choice([*layout, *SECTIONS]), [])
    items.insert(random.randint(0, len(items)), one)


class Writer:
    """Writes a case in whatever style and order people may; every comment, reason and note is unmistakable."""

    def __init__(self, random: Random, layout: Layout) -> None:
        self.random = random
        self.layout = layout
        self.step = random.choice([1, 2, 4])
        self.lines: list[str] = []
        self.count = 0

    def case(self) -> str:
        """Gives the text of the file."""
        self.lines += [
            "schema: kojin-check/case/v1",
            "checklist_version: r8",
            "title: 件名",
            "department: 課",
            "basis: [業務委託]",
            "matters:",
        ]
        for _ in range(self.random.randint(1, 2)):
            self.lines += ["  - type: 業務委託", "    checklist: 5"]
            self.answers()
            if self.chance(2):
                self.lines.append(f"    remarks: {self.token('備')}")
        text = "\n".join(self.lines) + self.random.choice(["\n", "", "\n\n", "\n# 終わり\n"])
        return text.replace("\n", self.random.choice(["\n", "\n", "\r\n"]))

    def chance(self, one_in: int) -> bool:
        return self.random.randrange(one_in) == 0

    def token(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}{kind}"

    def kinds(self, actor: str) -> dict[str, list[ItemDefinition]]:
        return {kind: items for (one, kind), items in self.layout.items() if one == actor}

    def shuffled(self, names: Sequence[str]) -> list[str]:
        return self.random.sample(names, len(names))

    def answers(self) -> None:
        """Writes the answers of one matter."""
        actors = list(dict.fromkeys(actor for actor, _ in self.layout))
        if self.chance(10):
            self.lines.append("    answers: " + self.braces({actor: self.kinds(actor) for actor in actors}))
            return
        self.lines.append("    answers:" + self.trailing())
        for actor in self.shuffled(actors):
            self.between(6)
            kinds = self.kinds(actor)
            if self.chance(8):
                self.lines.append(f"      {actor}: " + self.braces(kinds) + self.trailing())
                continue
            self.lines.append(f"      {actor}:" + self.trailing())
            for kind in self.shuffled(list(kinds)):
                self.section(actor, kind, kinds[kind])

    def section(self, actor: str, kind: str, items: Sequence[ItemDefinition]) -> None:
        indent = 6 + self.step
        space = " " * indent
        self.between(indent)
        if self.chance(2):
            self.lines.append(f"{space}# {actor}の{kind}")
        match self.random.randrange(7):
            case 0:
                self.lines.append(f"{space}{kind}: " + self.braces({one.id: one for one in items}) + self.trailing())
            case 1:
                self.lines.append(f"{space}{kind}:" + self.trailing())
            case 2:
                pass
            case _:
                self.lines.append(f"{space}{kind}:" + self.trailing())
                for one in self.random.sample(items, self.random.randint(0, len(items))):
                    self.between(indent + self.step)
                    self.entry(one, " " * (indent + self.step))
                self.between(indent + self.step)

    def entry(self, one: ItemDefinition, space: str) -> None:
        if self.chance(2):
            self.lines.append(f"{space}# {one.text}")
        key = space + self.random.choice([one.id, f'"{one.id}"', f"'{one.id}'"])
        reason = self.token("理")
        match self.random.randrange(8):
            case 0:
                self.lines.append(f"{key}:" + self.trailing())
            case 1 | 2:
                self.lines.append(f"{key}: {reason}○" + self.trailing())
            case 3:
                self.lines.append(f"{key}: −（{reason}）" + self.trailing())
            case 4:
                self.lines.append(f"{key}: {{mark: −, reason: {reason}}}" + self.trailing())
            case 5:
                self.lines += [f"{key}:", f"{space}  mark: −", f"{space}  reason: {reason}"]
            case 6:
                self.lines += [f"{key}:", f"{space}  mark: −" + self.trailing(), "", f"{space}  # {self.token('注')}"]
                self.lines += [f"{space}  note: |", f"{space}    {reason}", "", f"{space}    # {self.token('注')}"]
            case _:
                self.lines += [f'{key}: "−（{reason}', "", f'{space}  {self.token("理")}）"']

    def between(self, indent: int) -> None:
        """Writes comments, also at odd places, and blank lines."""
        for _ in range(self.random.choice([0, 0, 1, 2])):
            match self.random.randrange(5):
                case 0 | 1:
                    self.lines.append(" " * indent + f"# {self.token('注')}")
                case 2:
                    self.lines.append(" " * self.random.randint(0, indent) + f"#{self.token('注')}")
                case 3:
                    self.lines.append(" " * indent + "#")
                case _:
                    self.lines.append(self.random.choice(["", "  "]))

    def trailing(self) -> str:
        return f" # {self.token('注')}" if self.chance(4) else ""

    def braces(self, entries: Mapping[str, object]) -> str:
        parts = [f"{key}: {self.value(value)}" for key, value in entries.items()]
        separator = self.random.choice([", ", ", ", ",\n            "])
        return "{" + separator.join(parts) + self.random.choice(["", ",", " "]) + "}"

    def value(self, value: object) -> str:
        match value:
            case dict():
                return self.braces(value)
            case list():
                return self.braces({one.id: one for one in value})
            case _:
                reason = self.token("理")
                return self.random.choice([f"{reason}○", f"−（{reason}）", f"{{mark: −, reason: {reason}}}"])


def carried_over(one: Example, text: str, to: str) -> str:
    library = shelf(one.old, one.new, one.newest)
    return Migrator(library, library.require(to)).migrate(read_text("case.yaml", text, library.case_outline)).text


def answers_in(text: str) -> dict[tuple[int, str, str, str], Answer]:
    tree = read_text("case.yaml", text, outline_of(Case))
    assert tree.problems == ()
    return {
        (index, actor, kind, name): answer
        for index, matter in enumerate(decode(Case, tree).model.matters)
        for actor, kinds in matter.answers.items()
        for kind, items in kinds.items()
        for name, answer in items.items()
    }


def written(text: str) -> dict[tuple[int, str, str, str], Answer]:
    """The answers that are not blank; of a note at the end of a file the line end does not count."""
    return {
        place: replace(answer, note=answer.note and answer.note.rstrip("\n"))
        for place, answer in answers_in(text).items()
        if not answer.is_blank
    }


def tokens(text: str) -> list[str]:
    return sorted(re.findall(r"注\d+注|理\d+理|備\d+備", text))


carrying = settings(max_examples=40, deadline=None)
examples = st.integers(0, 10**12).map(example)


@carrying
@given(examples)
def test_no_comment_reason_note_or_blank_line_is_lost(one: Example) -> None:
    after = carried_over(one, one.text, "r9")

    assert tokens(after) == tokens(one.text)
    assert blank_lines(after) >= blank_lines(one.text)
    assert after.endswith("\n") or not one.text.endswith("\n")
    if "\r\n" in one.text:
        assert "\n" not in after.replace("\r\n", "")


def blank_lines(text: str) -> int:
    """Blank lines, those within kept answers included."""
    return sum(line.strip(" ") in ("", "#|", "#<") for line in text.splitlines())


@carrying
@given(examples)
def test_every_answer_stands_where_its_item_is_now(one: Example) -> None:
    there = carried_over(one, one.text, "r9")

    after = answers_in(there)
    diff = compare(one.old, one.new)
    expected = {}
    for (index, actor, _, name), answer in answers_in(one.text).items():
        pair = diff.successor(5, actor, name)
        if pair is not None:
            section = pair.new.section
            bare = replace(answer, note=answer.note and answer.note.rstrip("\n"))
            expected[index, section.actor, section.kind, pair.new.id] = bare
        else:
            event("an item was removed")
    assert written(there) == {place: answer for place, answer in expected.items() if not answer.is_blank}
    new_items = {item.address.removeprefix("5/") for item in diff.added}
    inserted = {"/".join(place[1:]) for place in after.keys() - expected.keys()}
    matters_answered = {place[0] for place in answers_in(one.text)}
    assert inserted <= new_items
    if len(matters_answered) == 2:
        assert inserted == new_items


@carrying
@given(examples)
def test_doing_it_again_changes_nothing(one: Example) -> None:
    once = carried_over(one, one.text, "r9")

    assert carried_over(one, once, "r9") == once


@carrying
@given(examples)
def test_going_there_and_back_gives_the_same_answers(one: Example) -> None:
    there = carried_over(one, one.text, "r9")

    back = carried_over(one, there, "r8")

    assert written(back) == written(one.text)
    assert tokens(back) == tokens(one.text)
    assert written(carried_over(one, back, "r9")) == written(there)


@carrying
@given(examples)
def test_a_longer_way_and_back_gives_the_same_answers(one: Example) -> None:
    way = [one.text]
    for version_id in ("r9", "r10", "r9", "r8"):
        way.append(carried_over(one, way[-1], version_id))

    assert written(way[3]) == written(way[1])
    assert written(way[4]) == written(way[0])
    assert all(tokens(text) == tokens(one.text) for text in way)


@carrying
@given(examples, st.data())
def test_a_damaged_file_is_carried_over_rightly_or_refused(one: Example, data: st.DataObject) -> None:
    """Characters put in or taken out at random: never an exception, never a lost reason."""
    text = one.text
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        end = min(len(text), at + data.draw(st.integers(0, 3)))
        text = (
            text[:at]
            + data.draw(st.sampled_from(["", " ", "\n", "{", "}", ":", "- ", "#", "? ", "|", "'", "　"]))
            + text[end:]
        )
    try:
        after = carried_over(one, text, "r9")
    except MigrationRefused:
        event("refused")
        return

    event("carried over")
    assert tokens(after) == tokens(text)
