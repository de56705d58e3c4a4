from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from tests.output.diff.conftest import HOSTILE

from kojin_check.diff.affected import Survey
from kojin_check.diff.changes import VersionDiff
from kojin_check.escaping.screen import visible
from kojin_check.findings import Language
from kojin_check.output.comparison_table import Comparison
from kojin_check.output.diff.html import report
from kojin_check.output.style import Style

VOID = {"meta", "br"}
OURS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "section",
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "li",
        "br",
        "span",
        "ins",
        "del",
    ),
    *("table", "thead", "tbody", "tfoot", "tr", "th", "td"),
}


@dataclass
class Page(HTMLParser):
    """A page as a browser reads it: every element with its text, and the elements that are open around it."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    """The innermost element of each text, with the text."""
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str | None]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    """The cells of each row, with `[…]` around what is underlined."""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)
        match tag:
            case "tr":
                self.rows.append([])
            case "td" | "th":
                self.rows[-1].append("")
            case "p" | "br" if "td" in self.open and self.rows[-1][-1]:
                self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not data.strip():
            return
        self.texts.append((self.open[-1], data))
        if "tr" in self.open:
            self.rows[-1][-1] += f"[{data}]" if self.open[-1] in ("ins", "del") else data

    def all_of(self, tag: str) -> list[str]:
        return [text for innermost, text in self.texts if innermost == tag]


def written(diff: VersionDiff, survey: Survey | None = None, language: Language = "ja") -> str:
    return "".join(report(Comparison(diff, survey), Style(language=language)))


def page_of(text: str) -> Page:
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == []
    return page


def test_both_versions_stand_side_by_side_the_new_one_on_the_left(diff: VersionDiff) -> None:
    rows = page_of(written(diff)).rows

    assert rows[:2] == [["改正後", "令和7年度版（r7）"], ["改正前", "令和5年度版（r5、令和5年4月1日適用）"]]
    assert rows[2:4] == [
        ["追加", "削除", "移動", "文言の変更", "名称の変更", "要否の変更"],
        ["1", "1", "1", "2", "1", "1"],
    ]
    assert rows[4:6] == [
        ["改正後", "改正前"],
        ["要否を決める事実「持込み」\n[持ち込みますか。]", "要否を決める事実「持込み」\n（新設）"],
    ]
    assert rows[6:] == [
        ["改正後", "改正前"],
        ["対象\n（削除）", "対象\n[全媒体]"],
        ["記号\n[△　一部]", "記号\n（新設）"],
        ["区の運用", "区の運用"],
        ["（削除）", "教育\n[取扱者に研修を受けさせる。]"],
        ["入退室\n入退室を記録する。", "（「物理」から移動）\n入退室\n入退室を記録する。"],
        ["点検\n[年に一度、保管の状況を点検する。]\n必要なのは、さらに委託する先があるとき", "（新設）"],
        ["保管\n個人情報は、[耐火の]金庫に保管する。", "保管\n個人情報は、金庫[等]に保管する。"],
        [
            "[授受]簿\n個人情報の受[け]渡しを管理簿に記載する。\n（表記のみの変更）",
            "[管理]簿\n個人情報の受渡しを管理簿に記載する。",
        ],
        [
            "廃棄\n不要となった書類は溶解する。\n必要なのは、取扱媒体に「[可搬]媒体」があるとき\n"
            "不要な場合の理由の例[：廃棄しないため]",
            "廃棄\n不要となった書類は溶解する。\n必要なのは、取扱媒体に「[紙]媒体」があるとき\n不要な場合の理由の例[はない]",
        ],
        ["区の物理", "区の物理"],
        ["（「運用」へ移動）", "入退室\n入退室を記録する。"],
    ]


def test_the_forms_that_stay_are_named(diff: VersionDiff) -> None:
    page = page_of(written(diff))

    assert page.all_of("h2") == ["各様式に共通の定め", "5　業務委託の様式", "改正のない様式"]
    assert page.all_of("li") == ["2　外部提供の様式"]
    assert page.all_of("p").count("（下線部分は改正部分）") == 2


def test_a_draft_is_called_a_proposal(library_diff: VersionDiff) -> None:
    rows = page_of(written(library_diff)).rows

    assert [row[0] for row in rows[:2]] == ["改正案", "現行"]
    assert rows.count(["改正案", "現行"]) == 4
    assert rows.count(["（略）", "（略）"]) == 12
    assert sum(row[-1] == "（新設）" for row in rows) == 16


def test_the_cases_are_an_appendix(diff: VersionDiff, touched: Survey) -> None:
    text = written(diff, touched)
    page = page_of(text)

    assert page.all_of("h2")[-1] == "別紙　影響を受ける案件"
    assert page.all_of("h3") == ["業務委託（様式5）　案件 2件", "案件として読めないファイル"]
    assert ["健康部", "1", "1", "3"] in page.rows
    assert ["計", "2", "2", "6"] in page.rows
    assert page.all_of("li")[1:-1] == [
        *(
            "区・運用「点検」",
            "区・運用「授受簿」",
            "対象",
            "区・運用「入退室」",
            "区・運用「保管」",
            "区・運用「教育」",
        )
    ]
    assert page.rows[-3:] == [
        ["部署", "案件"],
        ["健康部", "窓口の委託 cases/a.yaml"],
        ["総務部", "発送の委託 cases/b.yaml"],
    ]
    assert "ほかの版の案件1件は対象外です。" in page.all_of("p")
    assert page.all_of("li")[-1] == "cases/d.yaml"


def test_no_difference_is_said_to_be_none(nothing: VersionDiff) -> None:
    page = page_of(written(nothing))

    assert "違いはありません。" in page.all_of("p")
    assert page.tags.count("table") == 1


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_is_well_formed_and_loads_nothing(language: Language, diff: VersionDiff, touched: Survey) -> None:
    text = written(diff, touched, language)
    page = page_of(text)

    assert set(page.tags) <= OURS
    assert ("lang", language) in page.attributes
    assert {name for name, _ in page.attributes} <= {"lang", "charset", "http-equiv", "content", "name", "class"}
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes
    assert re.search(r"url\(|@import|https?:|<script|<img|<link", text) is None
    body = text[text.index("<body>") : text.index("</body>") + len("</body>")]
    ElementTree.fromstring(body.replace("<br>", "<br/>"))


def test_it_prints_on_a4_with_heads_repeated_and_no_row_split(diff: VersionDiff) -> None:
    style = written(diff).partition("<style>")[2].partition("</style>")[0]

    assert "@page { size: A4 portrait;" in style
    assert "thead { display: table-header-group }" in style
    assert "tr { break-inside: avoid }" in style
    assert style.isascii()


def test_hostile_text_stays_text(hostile: tuple[VersionDiff, Survey]) -> None:
    text = written(*hostile)
    page = page_of(text)

    assert set(page.tags) <= OURS
    assert {name for name, _ in page.attributes} <= {"lang", "charset", "http-equiv", "content", "name", "class"}
    assert "\x1b" not in text
    assert "\u202e" not in text
    shown = "".join(data for _, data in page.texts)
    assert visible(HOSTILE).partition("\n")[0] in shown
