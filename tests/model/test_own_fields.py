"""Fields that only one form has: what may be typed there, and what is said where it cannot be read."""

from __future__ import annotations

import pytest
from tests.samples.own_fields import own_form

from kojin_check.checking.engine import check_text
from kojin_check.findings import Finding
from kojin_check.model.case import Case
from kojin_check.model.dates import parse
from kojin_check.model.decode import decode
from kojin_check.model.library import Library, load_library
from kojin_check.reading.reading import read_text

HEAD = """\
schema: kojin-check/case/v1
checklist_version: 契約版
title: 名簿の印刷
department: 総務課
basis: [委託]
"""
MATTER = "matters:\n  - type: 委託\n    checklist: 1\n    answers: {課: {日常: {記録: はい}}}\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return own_form(tmp_path_factory.mktemp("forms"))


def in_matter(library: Library, *lines: str) -> Case:
    text = HEAD + MATTER + "".join(f"    {line}\n" for line in lines)
    return decode(Case, read_text("case.yaml", text), library.require("契約版").pages).model


def findings(library: Library, text: str) -> list[Finding]:
    return list(check_text("case.yaml", text, library).findings)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("契約番号: A-1", "A-1"),
        ("関係課: [総務課, 文書課]", ["総務課", "文書課"]),
        ("関係課: 総務課、文書課", ["総務課", "文書課"]),
        ("関係課: 総務課", ["総務課"]),
        ("契約日: 令和7年3月31日", parse("令和7年3月31日")),
        ("対象人数: 1200", 1200),
        ("対象人数: １，２００", 1200),
        ("対象人数: '-3.5'", -3.5),
        ("継続: true", True),
        ("区分: 新規契約", "新規契約"),
        ("区分: ' 新規 契約 '", "新規契約"),
    ],
)
def test_a_value_is_read_by_its_type(library: Library, line: str, value: object) -> None:
    assert list(in_matter(library, line).matters[0].own.values()) == [value]


def test_each_record_has_its_own(library: Library) -> None:
    text = f"{HEAD}受付番号: 12\noverview: {{規模: 大}}\n{MATTER}    subcontracts: [{{party: X, 承諾日: R6.4.1}}]\n"
    case = decode(Case, read_text("case.yaml", text), library.require("契約版").pages).model

    assert case.own == {"受付番号": "12"}
    assert case.overview is not None
    assert case.overview.own == {"規模": "大"}
    assert case.matters[0].subcontracts is not None
    assert case.matters[0].subcontracts[0].own == {"承諾日": parse("R6.4.1")}
    values = {
        cell.field.key: cell.value for page in library.require("契約版").pages.filled(case) for cell in page.cells
    }
    assert values["受付番号"] == "12"
    assert values["overview.規模"] == "大"
    assert values["承諾日"] == parse("R6.4.1")


def test_a_blank_one_is_as_if_not_written(library: Library) -> None:
    assert in_matter(library, "契約番号:", "関係課:").matters[0].own == {}


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        (
            "契約日: 令和7年2月30日",
            "「令和7年2月30日」という日はありません。令和7年2月は28日までです。",
            "「令和7年2月28日」の間違いではありませんか。",
        ),
        (
            "対象人数: 約1,200人",
            "「約1,200人」とありますが、ここは数を書く欄です。",
            "「1200」のように、数字だけで書いてください（単位は付けません）。",
        ),
        (
            "継続: する",
            "「する」とありますが、ここは true（はい）か false（いいえ）で書きます。",
            "「true」と書いてください。",
        ),
        (
            "区分: 更親契約",
            "「更親契約」は、この欄で選べる語ではありません。",
            "「更新契約」の間違いではありませんか（選べるのは「新規契約」、「更新契約」）。",
        ),
        (
            "区分: [新規契約]",
            "ここは、決まった語から1つを選ぶ欄です。",
            "「新規契約」、「更新契約」のどれか1つを書いてください。",
        ),
        (
            "契約番号: [A-1]",
            "「契約番号」には1つの文（文字）を書くところですが、一覧になっています。",
            "行頭の「- 」や [ ] を外し、「A-1」とだけ書いてください。",
        ),
        (
            "関係課: {総務課: 1}",
            "「関係課」には一覧を書くところですが、「項目名: 値」の組になっています。",
            "1つだけでも、行ごとに「- 」を付けるか [ ] で囲んでください。",
        ),
    ],
)
def test_what_cannot_be_read_is_explained_at_the_field(library: Library, line: str, message: str, hint: str) -> None:
    [finding] = findings(library, f"{HEAD}{MATTER}    {line}\n")

    column = (
        5 if "[" in line or "{" in line else 5 + line.index(" ") + 1
    )  # A list and a mapping are shown by their key.
    assert (finding.rule, finding.span.line, finding.span.column) == ("KJ006", 10, column)
    assert (finding.message.ja, finding.hint.ja) == (message, hint)


def test_an_unknown_key_is_still_one_and_what_it_is_like_is_named(library: Library) -> None:
    [finding] = findings(library, f"{HEAD}{MATTER}    契約番合: A-1\n")

    assert (finding.rule, finding.span) == ("KJ004", (10, 5, 10, 9))
    assert finding.hint.ja == "「契約番号」の間違いではありませんか。"
    assert finding.hint.en == "Did you mean “契約番号”?"


def test_a_field_of_another_type_is_unknown(library: Library) -> None:
    text = HEAD.replace("[委託]", "[受付]") + MATTER.replace("委託", "受付").replace("checklist: 1", "checklist: 2")

    [finding] = findings(library, f"{text}    契約番号: A-1\n")

    assert finding.rule == "KJ004"
    assert "契約番号" not in finding.hint.ja


def test_the_label_stands_behind_the_key_where_it_is_another_word(library: Library) -> None:
    [finding] = findings(library, f"{HEAD}{MATTER}    contractNo: [1]\n")

    assert (
        finding.message.ja
        == "「契約管理番号（contractNo）」には1つの文（文字）を書くところですが、一覧になっています。"
    )


def test_a_date_outside_its_era_is_found(library: Library) -> None:
    [finding] = findings(library, f"{HEAD}{MATTER}    契約日: 平成32年4月1日\n")

    assert (finding.rule, finding.span.line, finding.matter) == ("KJ406", 10, 0)
    assert finding.fix is not None


def test_no_key_of_a_file_reaches_where_they_are_kept(library: Library) -> None:
    [finding] = findings(library, f"{HEAD}{MATTER}    own: {{契約番号: 1}}\n")

    assert (finding.rule, finding.message.ja) == ("KJ004", "「own」という項目名はありません。")


def test_the_published_form_has_titles_on_its_pages(published_case: str) -> None:
    assert published_case.count("    件名: ") == 4

    found = findings(load_library(), published_case)

    assert sorted(finding.rule for finding in found) == ["KJ402", "KJ403", "KJ403", "KJ405"]


def test_nothing_in_a_list_that_the_form_requires_is_not_advised_away(published_case: str) -> None:
    head, _, rest = published_case.partition("    periods:\n")
    text = head + "    periods: なし\n" + rest[rest.index("    facts:") :]

    [finding] = [finding for finding in findings(load_library(), text) if finding.rule == "KJ006"]

    assert finding.hint.ja == "この欄は空欄にできません。行ごとに「- 」を付けて、内容を書いてください。"
