from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pydantic import BaseModel

from kojin_check.checking.engine import examine_bytes
from kojin_check.model.dates import EraDate
from kojin_check.model.library import Library
from kojin_check.model.marks import Answer
from kojin_check.output.filled_form import FilledForm, filled_form
from kojin_check.output.form.html import report
from kojin_check.output.style import Style


@dataclass
class Page(HTMLParser):
    """A page as a browser reads it: the texts in their order, and for each sheet of paper the rows of its tables."""

    tags: set[str] = field(default_factory=set)
    sheets: list[list[list[str]]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("meta", "br"):
            self._open.append(tag)
        match tag:
            case "section":
                self.sheets.append([])
            case "tr":
                self.sheets[-1].append([])
            case "td" | "th":
                self.sheets[-1][-1].append("")
            case "p" | "br" if "tr" in self._open and self.sheets[-1][-1][-1]:
                self.sheets[-1][-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "tr" in self._open:
            self.sheets[-1][-1][-1] += data.strip()
        elif self._open[-1:] in (["h1"], ["h2"]):
            self.headings.append(data)


def form_of(text: str, library: Library, *, draft: bool = False) -> FilledForm:
    examination = examine_bytes("case.yaml", text.encode(), library)
    assert examination.context.version is not None
    return filled_form(examination, examination.context.version, with_open_points=draft)


UNPRINTED = {"schema_", "checklist_version", "status"}


def texts_in(value: object) -> Iterator[str]:
    """Every line of text that a case says, apart from its keys."""
    match value:
        case str():
            yield from value.splitlines()
        case EraDate():
            yield value.text
        case Answer():
            yield from (part for part in (value.mark, value.reason, value.note) if part)
        case BaseModel():
            yield from texts_in(
                {name: getattr(value, name) for name in type(value).model_fields if name not in UNPRINTED}
            )
        case dict():
            for below in value.values():
                yield from texts_in(below)
        case list():
            for below in value:
                yield from texts_in(below)


def page_of(text: str, library: Library, *, draft: bool = False) -> Page:
    page = Page()
    page.feed("".join(report(form_of(text, library, draft=draft), Style())))
    return page


class TestThePublishedCase:
    def test_has_the_sheets_of_the_source_in_their_order(self, published_case: str, library: Library) -> None:
        assert page_of(published_case, library).headings == [
            "個人情報保護管理運営会議 付議事項",
            "事業の概要",
            "電算処理",
            "外部結合",
            "業務委託",
            "再委託",
            *["3 電算処理にかかる個人情報保護対策チェックリスト"] * 2,
            *["4 外部結合にかかる個人情報保護対策チェックリスト"] * 2,
            *["5 業務委託にかかる個人情報保護対策チェックリスト"] * 2,
        ]

    def test_has_the_fields_of_the_form_in_its_words(self, published_case: str, library: Library) -> None:
        contract = page_of(published_case, library).sheets[4]

        assert [row[0] for row in contract[1:]] == [
            "保有課（担当課）",
            "登録業務の名称",
            "委託先",
            "委託に伴い事業者に処理させる情報項目（だれの、どのような項目か）",
            "処理させる情報項目の記録媒体",
            "委託理由",
            "委託の内容",
            "委託の開始時期及び期限",
            "委託にあたり区が行う情報保護対策",
            "受託事業者に行わせる情報保護対策",
            "再委託",
            "備考",
        ]
        values = dict(contract)
        assert values["委託先"] == "日本電気株式会社（プライバシーマーク、ISMS認証取得済）"
        assert values["委託の開始時期及び期限"] == (
            "再構築 令和6年4月1日から令和7年3月14日まで\n"
            "保守 令和7年1月1日から令和7年3月31日まで（次年度以降も、同様に行う。）"
        )
        assert values["委託にあたり区が行う情報保護対策"] == "別紙チェックリストのとおり"

    def test_has_mark_and_reason_in_one_cell_beside_the_items_text(self, published_case: str, library: Library) -> None:
        side = page_of(published_case, library).sheets[-2]

        assert side[0] == ["", "対策が可能であれば「○」\n対策の必要がない場合は「−」", "情報保護対策"]
        assert [len(row) for row in side[1:]] == [3, *[2] * 10, 3, *[2] * 10]
        assert side[1][0] == "委託にあたり区が行う情報保護対策【運用上の対策】"
        assert side[6] == [
            "−（電子データのみの取扱いのため）",
            "個人情報を手交する場合は、鍵付きカバン等を使用して運搬する。",
        ]

    def test_lacks_nothing_of_what_the_case_says(self, published_case: str, library: Library) -> None:
        form = form_of(published_case, library)
        printed = re.sub("<[^>]*>", "", "".join(report(form, Style())))

        said = list(texts_in(form.case))

        assert len(said) > 200
        assert {text for text in said if text not in printed} == set()

    def test_prints_no_findings(self, published_case: str, library: Library) -> None:
        assert "KJ" not in "".join(report(form_of(published_case, library), Style()))


class TestADraft:
    def test_has_the_open_points_beside_what_they_concern(self, published_case: str, library: Library) -> None:
        text = published_case.replace("通信の暗号化: ○", "通信の暗号化:", 1)

        page = page_of(text, library, draft=True)

        margins = {(row[-2], row[-1]) for sheet in page.sheets for row in sheet if row[-1].endswith("KJ101")}
        assert margins == {
            (
                "通信内容は暗号化し、通信途上の個人情報の盗用、改ざん、成りすましを防止する。",
                "「通信の暗号化」の回答が空欄です。KJ101",
            )
        }
        assert {row[0] for row in page.sheets[3] if "KJ403" in row[-1]} == {
            "結合される情報項目（だれの、どのような項目か）"
        }

    def test_loses_no_finding(self, published_case: str, library: Library) -> None:
        text = published_case.replace("title: 区民意見・FAQシステムの再構築等について", "title:")
        form = form_of(text, library, draft=True)
        findings = examine_bytes("case.yaml", text.encode(), library).report.findings

        page = page_of(text, library, draft=True)

        printed = "".join(row[-1] for sheet in page.sheets for row in sheet)
        assert form.open_points is not None
        assert sum(map(len, form.open_points.values())) == len(findings) == printed.count("KJ")


HOSTILE = "<script>alert(1)</script>&"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: 区民意見・FAQシステムの再構築等について", f'title: "{HOSTILE}"'),
        ("business: コールセンター及び区民意見システム", f'business: "{HOSTILE}"'),
        ("施錠保管: −（電子データのみの取扱いのため）", f'施錠保管: "−（{HOSTILE}）"'),
        ("通信の暗号化: ○", f'通信の暗号化: {{mark: ○, note: "{HOSTILE}"}}'),
    ],
)
def test_text_of_the_case_is_text(published_case: str, library: Library, old: str, new: str) -> None:
    assert old in published_case
    text = published_case.replace(old, new, 1)

    written = "".join(report(form_of(text, library, draft=True), Style()))

    assert "<script" not in written
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in written


def test_two_contractors_are_told_apart(library: Library, root: Path) -> None:
    text = (root / "tests" / "data" / "two-contractors.yaml").read_text(encoding="utf-8")
    form = form_of(text, library)

    named = [form.matter_of(sheet) for sheet in form.sheets]

    assert named == ["1/2 株式会社新宿システム", "2/2 株式会社新宿システム"]
