"""Holds the checklists against the ward's document, line by line.

`tests/data/source/r5.md` is the document as it was converted to text, `corrections.yaml` says what the
conversion damaged, and `tests/data/items.tsv` gives every item its id and its line. Together they say
what each form must read. The files are read with plain PyYAML, so that an error of the package cannot
hide an error of the data.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "tests" / "data" / "source" / "r5.md"
ITEMS = ROOT / "tests" / "data" / "items.tsv"
R5 = ROOT / "checklists" / "r5"
R7_DRAFT = ROOT / "checklists" / "r7-draft"
CASE = ROOT / "cases" / "faq-system.yaml"

BLANK_FORMS = range(36, 343)
"""The lines of 別紙1."""
FILLED_IN_FORMS = range(453, 610)
"""The lines of the checklists in 別紙2."""

PAGES = range(344, 429)
"""The lines of the pages before them."""

WARD = "区が行う"
CONTRACTOR = "事業者に行わせる"
PROPOSED = {WARD: (28, 29), CONTRACTOR: (33, 34)}
"""Actor → the lines of チェックリストの追加案."""

HEADING_COLUMN, ANSWER_COLUMN, TEXT_COLUMN = 1, 2, 3
COLUMN_TITLE = "情報保護対策"


@dataclass(frozen=True)
class Replacement:
    """A correction of the text on some lines."""

    lines: tuple[int, ...]
    source: str
    corrected: str


@dataclass(frozen=True)
class Corrections:
    """`corrections.yaml`."""

    replacements: tuple[Replacement, ...]
    columns: dict[int, tuple[int, int]]
    """Line → the column in which the text stands, the column to which it belongs."""
    placements: dict[int, tuple[str, str, str]]
    """Line → item id, actor and kind of an item that stands in the wrong section."""
    repeated: tuple[int, ...]


@dataclass(frozen=True)
class Item:
    """One measure; `answer` is empty on a blank form, `id` where the source gives none."""

    text: str
    id: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Section:
    """The items of one actor and kind."""

    actor: str
    kind: str
    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Form:
    """One checklist, as far as the document says what it reads."""

    number: int
    type: str
    title: str
    scope: str
    marks: tuple[tuple[str, str], ...]
    """Mark and label."""
    sections: tuple[Section, ...]


def load_yaml(path: Path) -> Any:
    """Gives the content of a YAML file."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def source_lines() -> tuple[str, ...]:
    """Gives the document's lines; the first one is at index 1."""
    return ("", *SOURCE.read_text(encoding="utf-8").split("\n"))


@cache
def corrections() -> Corrections:
    """Gives what `corrections.yaml` records."""
    data = load_yaml(R5 / "corrections.yaml")
    return Corrections(
        replacements=tuple(
            Replacement(tuple(entry["lines"]), entry["source"], entry["corrected"])
            for entry in (*data["corrections"], *data["layout"])
        ),
        columns={line: (entry["found"], entry["belongs"]) for entry in data["columns"] for line in entry["lines"]},
        placements={
            line: (entry["item"], entry["actor"], entry["kind"])
            for entry in data["placements"]
            for line in entry["lines"]
        },
        repeated=tuple(line for entry in data["repeated"] for line in entry["lines"]),
    )


@cache
def item_ids() -> dict[int, str]:
    """Gives source line → item id."""
    with ITEMS.open(encoding="utf-8", newline="") as file:
        return {int(row["source_line"]): row["id"] for row in csv.DictReader(file, delimiter="\t")}


def corrected_line(number: int) -> str:
    """Gives a line of the document with its text corrected."""
    line = source_lines()[number]
    for replacement in corrections().replacements:
        if number in replacement.lines:
            line = line.replace(replacement.source, replacement.corrected)
    return line


def split_row(line: str) -> list[str]:
    """Gives the cells of a table row; nothing for any other line."""
    return [cell.strip() for cell in line[1:-1].split("|")] if line.startswith("|") else []


def corrected_row(number: int) -> list[str]:
    """Gives the cells of a line, each in the column to which it belongs."""
    row = split_row(corrected_line(number))
    if number in corrections().columns:
        found, belongs = corrections().columns[number]
        row[belongs - 1], row[found - 1] = row[found - 1], row[belongs - 1]
    return row


def read_forms(lines: range) -> dict[int, Form]:
    """Reads the checklists on `lines` from the document, by number; a form that stands in two parts is one."""
    forms: dict[int, Form] = {}
    number = 0
    postponed_heading = ""
    for line in lines:
        text = corrected_line(line)
        row = corrected_row(line)
        if title := re.fullmatch(r"(\d) ((.+)にかかる個人情報保護対策チェックリスト)", text):
            number = int(title[1])
            forms.setdefault(number, Form(number, title[3], title[2], "", (), ()))
        elif scope := re.fullmatch(r"\((.+)\)", text):
            forms[number] = replace(forms[number], scope=scope[1])
        elif marks := re.findall(r"([^\s・|]+?)(?:であれば|場合は)「?([○\u2212])", text):
            forms[number] = replace(forms[number], marks=tuple((mark, label) for label, mark in marks))
        elif len(row) == TEXT_COLUMN and row[TEXT_COLUMN - 1].strip("-") not in {"", COLUMN_TITLE}:
            heading, answer, item_text = row
            item = Item(item_text, item_ids().get(line, ""), answer)
            if line in corrections().placements:
                postponed_heading = heading
                assert place_of(forms[number].sections[-1], item) == corrections().placements[line]
            elif heading := heading or postponed_heading:
                postponed_heading = ""
                forms[number] = add_section(forms[number], heading)
            forms[number] = add_item(forms[number], item)
    return forms


def place_of(section: Section, item: Item) -> tuple[str, str, str]:
    """Gives item id, actor and kind, as `placements` of the corrections name them."""
    return item.id, section.actor, section.kind


def add_section(form: Form, heading: str) -> Form:
    """Gives the form with an empty section whose actor and kind the heading names."""
    kind = heading[heading.index("【") + 1 : heading.index("の対策】")]
    actor = CONTRACTOR if "行わせる" in heading else WARD
    return replace(form, sections=(*form.sections, Section(actor, kind, heading, ())))


def add_item(form: Form, item: Item) -> Form:
    """Gives the form with an item at the end of its last section."""
    *before, last = form.sections
    return replace(form, sections=(*before, replace(last, items=(*last.items, item))))


@cache
def published_forms() -> tuple[Form, ...]:
    """Gives the blank forms as the document has them, corrected and with ids."""
    forms = read_forms(BLANK_FORMS)
    # The form of 電算処理 names its scope in its headings only.
    scope = forms[3].sections[0].heading.partition("における")[0]
    forms[3] = replace(forms[3], scope=scope)
    return tuple(forms[number] for number in sorted(forms))


def checklist_files(version: Path) -> list[Path]:
    """Gives the checklist files of a version, by number."""
    return sorted(version.glob("[0-9]-*.yaml"))


@cache
def checklist_forms() -> tuple[Form, ...]:
    """Gives the forms that the checklist files of r5 describe."""
    return tuple(
        Form(
            number=data["number"],
            type=data["type"],
            title=data["title"],
            scope=data.get("scope", ""),
            marks=tuple((mark, definition["label"]) for mark, definition in data["marks"].items()),
            sections=tuple(
                Section(
                    section["actor"],
                    section["kind"],
                    section["heading"],
                    tuple(Item(item["text"], item["id"]) for item in section["items"]),
                )
                for section in data["sections"]
            ),
        )
        for data in map(load_yaml, checklist_files(R5))
    )


def statements(forms: tuple[Form, ...]) -> Iterator[tuple[str, ...]]:
    """Yields all that the forms say, in their order."""
    for form in forms:
        yield str(form.number), form.type, form.title, form.scope, *map(str, form.marks)
        for section in form.sections:
            place = f"{form.number}/{section.actor}/{section.kind}"
            yield place, section.heading
            for item in section.items:
                yield f"{place}/{item.id}", item.text


def differences(expected: tuple[Form, ...], actual: tuple[Form, ...]) -> list[str]:
    """Gives what stands differently in two sets of forms; nothing when they say the same."""
    pairs = zip_longest(statements(expected), statements(actual))
    return [f"{wanted} != {found}" for wanted, found in pairs if wanted != found]


def replaced_items(
    forms: tuple[Form, ...], change: Callable[[tuple[Item, ...], int], tuple[Item, ...]]
) -> Iterator[tuple[Form, ...]]:
    """Yields the forms once for each item, with `change` made to its section at the item's index."""
    for f, form in enumerate(forms):
        for s, section in enumerate(form.sections):
            for i in range(len(section.items)):
                changed = replace(section, items=change(section.items, i))
                sections = (*form.sections[:s], changed, *form.sections[s + 1 :])
                yield (*forms[:f], replace(form, sections=sections), *forms[f + 1 :])


def rewrite(edit: Callable[[Item], Item]) -> Callable[[tuple[Item, ...], int], tuple[Item, ...]]:
    """Gives the change that edits one item and leaves its neighbours."""
    return lambda items, i: (*items[:i], edit(items[i]), *items[i + 1 :])


def swap_with_neighbour(items: tuple[Item, ...], i: int) -> tuple[Item, ...]:
    """Gives the items with the one at `i` exchanged with the next, or the first after the last."""
    order = list(items)
    j = (i + 1) % len(items)
    order[i], order[j] = order[j], order[i]
    return tuple(order)


def test_r5_reads_as_the_document() -> None:
    assert differences(published_forms(), checklist_forms()) == []


def test_r5_has_214_items() -> None:
    sizes = Counter({form.number: sum(len(section.items) for section in form.sections) for form in checklist_forms()})
    assert sizes == {1: 5, 2: 5, 3: 44, 4: 32, 5: 44, 6: 20, 7: 44, 8: 20}
    assert sizes.total() == len(item_ids()) == 214


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(rewrite(lambda item: replace(item, text="々" + item.text[1:])), id="first character"),
        pytest.param(rewrite(lambda item: replace(item, text=item.text[:9] + "々" + item.text[10:])), id="inner"),
        pytest.param(rewrite(lambda item: replace(item, text=item.text[:-1])), id="last character dropped"),
        pytest.param(rewrite(lambda item: replace(item, text=item.text + " ")), id="space added"),
        pytest.param(rewrite(lambda item: replace(item, id=item.id[:-1] + "々")), id="id"),
        pytest.param(lambda items, i: items[:i] + items[i + 1 :], id="item dropped"),
        pytest.param(swap_with_neighbour, id="order"),
    ],
)
def test_any_change_of_an_item_is_noticed(change: Callable[[tuple[Item, ...], int], tuple[Item, ...]]) -> None:
    variants = list(replaced_items(checklist_forms(), change))
    assert len(variants) == 214
    assert all(differences(published_forms(), variant) for variant in variants)


def test_any_change_of_a_heading_is_noticed() -> None:
    forms = checklist_forms()
    for f, form in enumerate(forms):
        for s, section in enumerate(form.sections):
            changed = replace(section, heading=section.heading[:-1])
            sections = (*form.sections[:s], changed, *form.sections[s + 1 :])
            variant = (*forms[:f], replace(form, sections=sections), *forms[f + 1 :])
            assert len(differences(published_forms(), variant)) == 1


@pytest.mark.parametrize("replacement", corrections().replacements, ids=lambda replacement: replacement.source)
def test_every_correction_is_used(replacement: Replacement) -> None:
    assert replacement.source != replacement.corrected
    unused = [line for line in replacement.lines if replacement.source not in source_lines()[line]]
    assert unused == []


def test_every_correction_covers_all_its_lines() -> None:
    """What is wrong on one line of the forms or of the case is not left on another."""
    left = [
        (line, replacement.source)
        for line in range(BLANK_FORMS.start, FILLED_IN_FORMS.stop)
        for replacement in corrections().replacements
        if replacement.source in corrected_line(line)
    ]
    assert left == []


def test_every_shifted_column_is_empty_where_the_text_belongs() -> None:
    for line, (found, belongs) in corrections().columns.items():
        row = split_row(source_lines()[line])
        assert row[found - 1]
        assert not row[belongs - 1]


def test_every_placement_stands_under_another_heading() -> None:
    for line, (item, _, kind) in corrections().placements.items():
        assert item_ids()[line] == item
        heading = corrected_row(line)[HEADING_COLUMN - 1]
        assert heading
        assert f"【{kind}の対策】" not in heading


def test_every_repeated_line_repeats_the_line_before_them() -> None:
    first = corrections().repeated[0] - 1
    for line in corrections().repeated:
        assert all(cell in source_lines()[first] for cell in split_row(source_lines()[line]))


def test_filled_in_forms_repeat_the_blank_ones() -> None:
    """The document has three of the forms twice; once corrected, both say the same."""
    blank = {form.number: form for form in published_forms()}
    filled_in = read_forms(FILLED_IN_FORMS)
    assert sorted(filled_in) == [3, 4, 5]
    for number, form in filled_in.items():
        assert form.marks == blank[number].marks
        assert [(section.heading, [item.text for item in section.items]) for section in form.sections] == [
            (section.heading, [item.text for item in section.items]) for section in blank[number].sections
        ]


def test_the_case_has_the_published_answers() -> None:
    blank = {form.number: form for form in published_forms()}
    published = [
        (number, section.actor, section.kind, item.id, answered.answer)
        for number, form in read_forms(FILLED_IN_FORMS).items()
        for section, answers in zip(blank[number].sections, form.sections, strict=True)
        for item, answered in zip(section.items, answers.items, strict=True)
    ]
    in_case = [
        (matter["checklist"], actor, kind, item, answer)
        for matter in load_yaml(CASE)["matters"]
        for actor, kinds in matter["answers"].items()
        for kind, answers in kinds.items()
        for item, answer in answers.items()
    ]
    assert in_case == published
    assert Counter(answer[0] for *_, answer in published) == {"○": 114, "\u2212": 6}


def test_r7_draft_is_r5_with_the_proposed_items() -> None:
    added = []
    for old_file, new_file in zip(checklist_files(R5), checklist_files(R7_DRAFT), strict=True):
        old, new = load_yaml(old_file), load_yaml(new_file)
        assert old_file.name == new_file.name
        for old_section, new_section in zip(old["sections"], new["sections"], strict=True):
            items = new_section["items"]
            size = len(old_section["items"])
            place = (new["number"], new_section["actor"], new_section["kind"])
            added += [(*place, item["id"], item["text"]) for item in items[size:]]
            del items[size:]
        assert new == old
    assert added == [
        (number, actor, "運用上", item, corrected_line(line).removeprefix("- ・"))
        for number in (5, 6, 7, 8)
        for actor, lines in PROPOSED.items()
        for item, line in zip(("管理状況の確認", "再委託先の立入り調査"), lines, strict=True)
    ]
    assert len(added) == 16


def headings_of_the_pages() -> set[str]:
    """The left column of the tables on the pages, and and the title of what has no table."""
    lines = [SOURCE.read_text(encoding="utf-8").splitlines()[number - 1] for number in PAGES]
    rows = [line.split("|")[1] for line in lines if re.match(r"\| [^|<]", line)]
    headings = {printed(row) for row in rows}
    assert "要綱の根拠" in lines
    return {*headings, "要綱の根拠"} - {""}


def printed(text: str) -> str:
    """As it is compared: in which width brackets and spaces are does not matter."""
    return unicodedata.normalize("NFKC", text).replace(" ", "")


@pytest.mark.parametrize("folder", [R5, R7_DRAFT])
def test_every_row_of_the_pages_is_a_field_or_a_row_of_fields(folder: Path) -> None:
    pages = yaml.safe_load((folder / "version.yaml").read_text(encoding="utf-8"))["pages"]
    fields = [
        *pages["case"],
        *(field for fields in pages["matters"].values() for field in fields),
        *pages["subcontract"],
    ]
    named = {printed(name) for field in fields for name in (field["label"], field.get("row", ""))}

    assert len(headings_of_the_pages()) == 32
    assert headings_of_the_pages() - named == set()


def test_both_versions_have_the_same_pages() -> None:
    pages = [
        yaml.safe_load((folder / "version.yaml").read_text(encoding="utf-8"))["pages"] for folder in (R5, R7_DRAFT)
    ]

    assert pages[0] == pages[1]
