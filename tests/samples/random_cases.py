"""Valid cases in whatever notation people write, made from a seed by plain code."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from kojin_check.editing.yaml_text import in_block, in_flow
from kojin_check.model.checklist import Checklist, Section
from kojin_check.model.library import Library

WORDS = (
    "受付",
    "台帳",
    "（仮称）",
    "= 1 + 1",
    "- 項目",
    "第1回, 第2回",
    "a: b",
    "#1",
    "+81",
    "１２３",
    "012",
    "はい",
    "株式会社",
)
NAMES = ("日本電気株式会社", "株式会社甲", "NPO法人 乙", "丙（株）", "丁（東京支社）", "戊: 己")
CERTIFICATIONS = ("プライバシーマーク", "ISMS認証", "ISO 27017", "（その他）")
DAYS = ("令和6年4月1日", "R7.3.31", "2025-01-01", "令和7年1月", "契約締結日")


class RandomCase:
    """Writes one case."""

    def __init__(self, seed: int, library: Library) -> None:
        self.random = Random(seed)
        self.version = library.require(self.random.choice(["r5", "r5", "r7-draft"]))
        self.lines: list[str] = []

    def chance(self, one_in: int) -> bool:
        return self.random.randrange(one_in) == 0

    def words(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(1, 3))).strip()

    def text(self, indent: str, key: str) -> None:
        """A key with a text of one line or several, now and then blank."""
        match self.random.randrange(6):
            case 0:
                self.lines.append(f"{indent}{key}:")
            case 1:
                self.lines += [f"{indent}{key}: |-", f"{indent}  {self.words()}", "", f"{indent}  {self.words()}"]
            case 2:
                self.lines.append(f"{indent}{key}: '{self.words()}'  # メモ")
            case _:
                self.lines.append(f"{indent}{key}: {in_block(self.words())}")

    def texts(self, indent: str, key: str) -> None:
        """A key with a list in one of its notations."""
        entries = [self.words() for _ in range(self.random.randint(1, 4))]
        match self.random.randrange(4):
            case 0:
                self.lines.append(f"{indent}{key}: [{', '.join(map(in_flow, entries))}]")
            case 1:
                self.lines += [
                    f"{indent}{key}:",
                    f"{indent}  # 一覧",
                    f"{indent}  - |-",
                    f"{indent}    一行目",
                    f"{indent}    二行目",
                ]
            case _:
                self.lines.append(f"{indent}{key}:")
                for entry in entries:
                    self.lines += [f"{indent}  # 次"] if self.chance(4) else []
                    self.lines.append(f"{indent}  - {in_block(entry)}")

    def party(self, indent: str, key: str) -> None:
        name = self.random.choice(NAMES)
        held = self.random.sample(CERTIFICATIONS, self.random.randint(0, 3))
        match self.random.randrange(3):
            case 0 if ":" not in name:
                self.lines.append(f"{indent}{key}: {in_block(name)}")
            case 1:
                self.lines += [f"{indent}{key}:", f"{indent}  name: {in_block(name)}"]
                self.lines += [f"{indent}  certifications: [{', '.join(map(in_flow, held))}]"]
            case _:
                self.lines.append(
                    f"{indent}{key}: {{name: {in_flow(name)}, certifications: [{', '.join(map(in_flow, held))}]}}"
                )

    def periods(self, indent: str) -> None:
        self.lines.append(f"{indent}periods:")
        for _ in range(self.random.randint(1, 3)):
            first, last = self.random.choice(DAYS), self.random.choice(DAYS[:-1])
            match self.random.randrange(4):
                case 0:
                    self.lines.append(f"{indent}  - 保守 {first}から{last}まで")
                case 1:
                    self.lines.append(
                        f"{indent}  - {{from: {first}, to: {last}, renews: {self.random.choice(['true', 'false'])}}}"
                    )
                case 2:
                    self.lines += [f"{indent}  - name: {in_block(self.words())}", f"{indent}    from: {first}"]
                case _:
                    self.lines += [f"{indent}  - from: {first}", f"{indent}    to: {last}", f"{indent}    renews: true"]

    def case(self) -> str:
        """Gives the text of the file."""
        number = self.random.randint(1, 3)
        forms = [self.random.choice(list(self.version.checklists.values())) for _ in range(number)]
        types = list(dict.fromkeys(form.type for form in forms))
        self.lines += ["# 案件", "schema: kojin-check/case/v1", f"checklist_version: {self.version.id}"]
        self.lines += [f"status: {self.random.choice(['draft', 'final'])}"] if self.chance(2) else []
        self.lines += [f"title: {in_block(self.words())}", f"department: {in_block(self.words())}"]
        self.lines += [f"basis: [{', '.join(types)}]"]
        if self.chance(2):
            self.lines.append("overview:")
            self.text("  ", "purpose")
            self.texts("  ", "contents")
        self.lines.append("matters:")
        for form in forms:
            self.matter(form)
        if self.chance(3):
            self.lines += [
                "waivers:",
                "  - rule: KJ402",
                f"    reason: {in_block(self.words())}",
                "    expires: R8.3.31",
            ]
        text = "\n".join(self.lines) + self.random.choice(["\n", "", "\n\n# 終わり\n"])
        return text.replace("\n", self.random.choice(["\n", "\n", "\r\n"]))

    def matter(self, form: Checklist) -> None:
        self.lines += [f"  - type: {form.type}", f"    checklist: {form.number}"]
        indent = "    "
        for key in ("business", "purpose", "storage", "remarks"):
            if self.chance(2):
                self.text(indent, key)
        for key in ("contents", "data_subjects", "data_items"):
            if self.chance(2):
                self.texts(indent, key)
        if self.chance(2):
            self.party(indent, "party")
        if self.chance(2):
            self.periods(indent)
        if self.chance(3):
            self.lines += [f"{indent}milestones:", f"{indent}  - {{name: 本稼働, date: 令和7年1月}}"]
        electronic = (
            "電磁的媒体" if form.applies is None or form.applies.holds({"media": ("電磁的媒体",)}) else "紙媒体"
        )
        self.lines.append(
            indent
            + self.random.choice(
                [f"media: [{electronic}]", f"media: {electronic}", f'media:\n{indent}  - "{electronic}"']
            )
        )
        if form.type in ("業務委託", "指定管理"):
            self.subcontracts(indent)
        if self.chance(2):
            self.lines += [f"{indent}facts: {{クラウドの利用: {self.random.choice(['true', 'false'])}}}"]
        self.answers(form)

    def subcontracts(self, indent: str) -> None:
        match self.random.randrange(4):
            case 0:
                self.lines.append(f"{indent}subcontracts: []")
            case 1:
                self.lines.append(f"{indent}subcontracts:")
            case 2:
                self.lines.append(f"{indent}subcontracts:")
                self.lines.append(f"{indent}  - party: {self.random.choice(NAMES[:2])}")
                self.lines.append(f"{indent}    media: [紙媒体, 可搬媒体]")
                self.periods(f"{indent}    ")

    def answers(self, form: Checklist) -> None:
        self.lines.append("    answers:")
        for actor in self.random.sample(form.actors, len(form.actors)):
            self.lines.append(f"      {actor}:")
            for section in form.sections:
                if section.actor == actor:
                    self.section(section, form)

    def section(self, section: Section, form: Checklist) -> None:
        if self.chance(6):
            pairs = ", ".join(f"{in_flow(item.id)}: ○" for item in section.items)
            self.lines.append(f"        {section.kind}: {{{pairs}}}")
            return
        self.lines += [f"        # {section.heading}", f"        {section.kind}:"]
        for item in section.items:
            self.lines += [f"          # {item.text}"] if self.chance(2) else []
            key = f"          {in_block(item.id)}"
            reason = self.words()
            choices: Sequence[str] = (
                *(f"{key}: ○" for _ in range(6)),
                f"{key}:",
                f"{key}: 〇",
                f"{key}: {{mark: ○, note: {in_flow(reason)}}}",
                *(
                    []
                    if len(form.marks) < 2
                    else [f"{key}: {in_block(f'−（{reason}）')}", f"{key}: {in_block(f'- ({reason})')}"]
                ),
                *(
                    []
                    if len(form.marks) < 2
                    else [f"{key}:\n            mark: −\n            reason: {in_block(reason)}"]
                ),
            )
            self.lines.append(self.random.choice(choices))
