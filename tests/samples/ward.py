"""A made-up ward: a repository of 200 cases with three years of history, the same whenever it is made.

python -m tests.samples.ward FOLDER

Each year is a commit with a tag (令和6年度 …): departments hand work to contractors, some of them on, renew it the year
after with periods a year later, change contractor or data now and then, and give some of it up.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tests.samples.repository import git

from kojin_check.checking.engine import DEFAULT_SETTINGS
from kojin_check.fix.approving import Resolution, approved
from kojin_check.model.checklist import stock_answer
from kojin_check.model.condition import Facts
from kojin_check.model.dates import parse
from kojin_check.model.library import Library, load_library

ROOT = Path(__file__).parents[2]
CASES = 200
YEARS = (6, 7, 8)
"""Of the era 令和; the last one is the present of the repository."""
MEDIA = ("電磁的媒体",)
_DEPARTMENTS = (
    "区政情報課",
    "総務課",
    "税務課",
    "戸籍住民課",
    "保育課",
    "介護保険課",
    "健康政策課",
    "文化観光課",
    "道路課",
    "教育指導課",
)
_CONTRACTORS = ("株式会社新宿システム", "四谷情報サービス株式会社", "大久保データ株式会社", "株式会社落合計算センター", "戸塚印刷株式会社",
                "株式会社牛込ソリューションズ", "箪笥町テクノロジー株式会社", "株式会社榎コンサルティング")  # fmt: skip
_WORK = (
    "通知書の作成",
    "窓口の受付",
    "データの入力",
    "システムの保守",
    "アンケートの集計",
    "台帳の管理",
    "電話での案内",
    "講座の運営",
)
_ITEMS = ("氏名", "住所", "電話番号", "生年月日", "メールアドレス", "口座番号", "相談の内容", "世帯の構成")
_NUMBER = "個人番号"


@dataclass(frozen=True)
class Work:
    """One case as it is in one year."""

    number: int
    department: str
    name: str
    party: str
    handed_on: str | None
    items: tuple[str, ...]
    renews: bool
    cloud: bool
    volume: int
    year: int
    begun: int

    @property
    def path(self) -> str:
        return f"cases/{self.department}/{self.number:03}.yaml"


def works(year: int) -> list[Work]:
    """Gives the cases of a year, by number; those of the last year are all 200."""
    first = YEARS[0]
    if year < first:
        return []
    chance = Random(year)
    kept = [_renewed(work, chance) for work in works(year - 1) if work.renews]
    wanted = CASES if year == YEARS[-1] else 60 * (year - first + 2)
    taken = {work.number for work in kept}
    free = (number for number in range(1, 1000) if number not in taken)
    new = [_new(next(free), year, chance) for _ in range(wanted - len(kept))]
    return sorted([*kept, *new], key=lambda work: work.number)


def _new(number: int, year: int, chance: Random) -> Work:
    return Work(
        number=number,
        department=chance.choice(_DEPARTMENTS),
        name=f"{chance.choice(('納税', '転入', '保育', '健診', '防災', '図書', '介護', '給付'))}に関する{chance.choice(_WORK)}",
        party=chance.choice(_CONTRACTORS),
        handed_on=chance.choice(_CONTRACTORS) if chance.random() < 0.2 else None,
        items=(*sorted(chance.sample(_ITEMS, 4)), *([_NUMBER] if chance.random() < 0.1 else [])),
        renews=chance.random() < 0.8,
        cloud=chance.random() < 0.3,
        volume=chance.randint(1, 90) * 100,
        year=year,
        begun=year,
    )


def _renewed(work: Work, chance: Random) -> Work:
    work = replace(work, year=work.year + 1, renews=chance.random() < 0.9)
    if chance.random() < 0.1:
        work = replace(work, party=chance.choice(_CONTRACTORS))
    if chance.random() < 0.1:
        work = replace(work, items=(*work.items, chance.choice([one for one in _ITEMS if one not in work.items])))
    return work


def text_of(work: Work, library: Library) -> str:
    """Gives the file of a case."""
    title = f"{work.name}の委託について（{work.number}号）"
    renews = "true" if work.renews else "false"
    lines = [
        "schema: kojin-check/case/v1",
        "checklist_version: r5",
        "status: final",
        f"title: {title}",
        f"department: {work.department}",
        "clause: 要綱第3条第1項第3号",
        "basis: [業務委託]",
        "overview:",
        f"  business: {work.name}",
        f"  purpose: {work.name}を効率よく行うため。",
        "  data_subjects: 区民",
        f"  contents: [{work.name}を委託する。]",
        f"  volume: 約{work.volume:,}件",
        "matters:",
        "  - type: 業務委託",
        "    checklist: 5",
        f"    business: {work.name}",
        f"    party: {work.party}（プライバシーマーク）",
        "    purpose: 専門の知識が必要なため。",
        f"    contents: [{work.name}]",
        "    data_subjects: [区民]",
        f"    data_items: [{', '.join(work.items)}]",
        f"    media: [{', '.join(MEDIA)}]",
        "    periods:",
        f"      - {{from: 令和{work.year}年4月1日, to: 令和{work.year + 1}年3月31日, renews: {renews}}}",
        *_subcontracts(work),
        f"    facts: {{クラウドの利用: {'true' if work.cloud else 'false'}}}",
        "    answers:",
        *_answers(work, library),
    ]
    return "\n".join(lines) + "\n"


def _subcontracts(work: Work) -> Iterator[str]:
    if work.handed_on is None or work.handed_on == work.party:
        yield "    subcontracts: []"
        return
    yield "    subcontracts:"
    yield f"      - party: {work.handed_on}"
    yield f"        data_items: [{work.items[0]}]"
    yield f"        media: [{', '.join(MEDIA)}]"
    yield "        data_subjects: [区民]"
    yield "        purpose: 一部の作業を行うため。"
    yield f"        contents: [{work.name}の一部]"
    yield f"        periods: [{{from: 令和{work.year}年4月1日, to: 令和{work.year + 1}年3月31日}}]"


def _answers(work: Work, library: Library) -> Iterator[str]:
    form = library.require("r5").checklists[5]
    facts: Facts = {"media": MEDIA, "クラウドの利用": work.cloud, "subcontracts": work.handed_on is not None}
    chance = Random(work.number)
    for actor in form.actors:
        yield f"      {actor}:"
        for section in (one for one in form.sections if one.actor == actor):
            yield f"        {section.kind}:"
            for item in section.items:
                declined = stock_answer(form.scale_of(item), item) if item.strict and not item.needed(facts) else None
                answer = declined or "○"
                if item.id == "国内法の適用" and not work.cloud:
                    answer = "−（クラウドサービスを利用しないため）"
                # A few cases are not finished.
                yield f"          {item.id}:" + ("" if chance.random() < 0.0005 else f" {answer}")


def _is_open(text: str) -> bool:
    """True where an answer is left blank."""
    return any(line.startswith("          ") and line.endswith(":") for line in text.splitlines())


def make_ward(folder: Path) -> None:
    """Makes the repository in an empty folder; the files are as they are in the last year."""
    library = load_library(ROOT / "checklists")
    git(folder, "init")
    for year in YEARS:
        for old in folder.glob("cases/*/*.yaml"):
            old.unlink()
        for work in works(year):
            path = folder / work.path
            path.parent.mkdir(parents=True, exist_ok=True)
            text = text_of(work, library)
            if work.number % 3 == 0 and not _is_open(text):
                text = _approved(work, text, library)
            path.write_text(text, encoding="utf-8", newline="\n")
        git(folder, "add", "--all", ".")
        git(folder, "commit", "-m", f"令和{year}年度の案件")
        git(folder, "tag", f"令和{year}年度")


def _approved(work: Work, text: str, library: Library) -> str:
    resolution = Resolution(parse(f"令和{work.year}年2月20日"))
    return approved(work.path, text.encode(), resolution, library, DEFAULT_SETTINGS).text


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    make_ward(target)
