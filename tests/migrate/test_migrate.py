from __future__ import annotations

import pytest
from tests.samples.versions import form, item, shelf, version

from kojin_check.checking.engine import check_text
from kojin_check.errors import ExitCode
from kojin_check.migrate.migrate import Migration, MigrationRefused, Migrator
from kojin_check.model.checklist import Checklist, ItemDefinition
from kojin_check.model.condition import parse_condition
from kojin_check.model.condition_text import in_words
from kojin_check.model.library import Library, Version
from kojin_check.new.scaffold import CaseForm, MatterForm, blank_case, choose_checklist
from kojin_check.reading.reading import read_bytes, read_text

HEAD = """\
schema: kojin-check/case/v1
checklist_version: {}
title: 件名
department: 課
basis: [業務委託]
matters:
  - type: 業務委託
    checklist: 5
    answers:
"""


def migrated(text: str, *versions: Version, to: str = "r9") -> Migration:
    """The case carried over, after checking that doing it once more changes nothing."""
    library = shelf(*versions)
    target = library.require(to)
    migration = Migrator(library, target).migrate(read_text("case.yaml", text, library.case_outline))
    again = Migrator(library, target).migrate(read_text("case.yaml", migration.text, library.case_outline))
    assert again == Migration(migration.text, to, to)
    return migration


def answers_after(answers: str, old: Checklist, new: Checklist) -> str:
    """What has become of the text behind `answers:` of a case for `old`, carried over to `new`."""
    migration = migrated(HEAD.format("r8") + answers, version("r8", old), version("r9", new))
    head = HEAD.format("r9")
    assert migration.text.startswith(head)
    return migration.text.removeprefix(head)


def one_section(*items: ItemDefinition | str) -> Checklist:
    return form({("区", "運用"): items})


def refused(text: str, *versions: Version, to: str = "r9") -> MigrationRefused:
    library = shelf(*versions)
    with pytest.raises(MigrationRefused) as refusal:
        Migrator(library, library.require(to)).migrate(read_text("case.yaml", text, library.case_outline))
    assert refusal.value.exit_code is ExitCode.FINDINGS
    return refusal.value


class TestThePublishedCase:
    def test_lacks_the_four_new_answers_and_nothing_else_changes(self, library: Library, published_case: str) -> None:
        migrator = Migrator(library, library.require("r7-draft"))

        migration = migrator.migrate(read_text("case.yaml", published_case))

        others = [line for line in published_case.splitlines() if line != "checklist_version: r5"]
        lines = iter(migration.text.splitlines())
        assert all(line in lines for line in others), "every other line still stands, in the old order"
        assert len(migration.text.splitlines()) == len(others) + 1 + 8
        report = check_text("case.yaml", migration.text, library)
        unanswered = [finding.item.address for finding in report.findings if finding.rule == "KJ101" and finding.item]
        assert (
            unanswered
            == list(migration.added)
            == [
                f"5/{actor}/運用上/{name}"
                for actor in ("区が行う", "事業者に行わせる")
                for name in ("管理状況の確認", "再委託先の立入り調査")
            ]
        )
        known = {finding.rule for finding in check_text("case.yaml", published_case, library).findings}
        assert {finding.rule for finding in report.findings} == {*known, "KJ101", "KJ501"}

    def test_has_the_new_items_in_their_place_with_their_text(self, library: Library, published_case: str) -> None:
        migration = Migrator(library, library.require("r7-draft")).migrate(read_text("case.yaml", published_case))

        lines = migration.text.splitlines()
        at = lines.index("          管理状況の確認:")
        assert lines[at - 2 : at + 5] == [
            "          事故時の協議: ○",
            "          # 取扱う個人情報の管理について、必要に応じて又は定期的に確認する体制を構築するよう指導する。",
            "          管理状況の確認:",
            "          # 再委託先がある場合には、委託先との間に立入り調査等ができる契約内容を付すとともに、必要に応じて又は"
            "定期的に立入り調査等を実施するよう指導する。",
            "          再委託先の立入り調査:",
            "        # 委託にあたり区が行う情報保護対策【システム上の対策】",
            "        システム上:",
        ]

    def test_comes_back_with_the_answers_that_were_given_in_the_meantime(
        self, library: Library, published_case: str
    ) -> None:
        there = Migrator(library, library.require("r7-draft"))
        back = Migrator(library, library.require("r5"))
        once = there.migrate(read_text("case.yaml", published_case)).text.replace(
            "管理状況の確認:\n", "管理状況の確認: ○  # 済み\n", 1
        )

        at_home = back.migrate(read_text("case.yaml", once))

        report = check_text("case.yaml", at_home.text, library)
        assert report.findings == check_text("case.yaml", published_case, library).findings
        assert len(at_home.kept) == 4
        assert there.migrate(read_text("case.yaml", at_home.text)).text == once

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    def test_keeps_its_line_ends(self, library: Library, published_case: str, end: str) -> None:
        migrator = Migrator(library, library.require("r7-draft"))
        expected = migrator.migrate(read_text("case.yaml", published_case)).text.replace("\n", end)

        assert migrator.migrate(read_text("case.yaml", published_case.replace("\n", end))).text == expected


@pytest.mark.parametrize("media", ["電磁的媒体", "紙媒体"])
def test_a_blank_case_becomes_the_blank_case_of_the_new_version(library: Library, media: str) -> None:
    def blank(version_id: str) -> list[str]:
        made_for = library.require(version_id)
        facts = {"media": (media,)}
        matters = tuple(
            MatterForm(matter_type, choose_checklist(made_for, matter_type, facts), facts)
            for matter_type in made_for.definition.types
        )
        return blank_case(CaseForm(made_for, matters)).splitlines()

    case = read_text("case.yaml", "\n".join(blank("r5")), library.case_outline)
    migration = Migrator(library, library.require("r7-draft")).migrate(case)

    # The first line is the title of the version that the case was made for.
    assert migration.text.splitlines()[1:] == blank("r7-draft")[1:]


class TestNewItems:
    def test_stand_where_the_form_has_them(self) -> None:
        assert answers_after(
            "      区:\n        運用:\n          # 一一の文\n          一: ○\n          # 三三の文\n          三: ○\n",
            one_section("一", "三"),
            one_section("零", "一", "二", "三", "四"),
        ) == (
            "      区:\n"
            "        運用:\n"
            "          # 零零の文\n"
            "          零:\n"
            "          # 一一の文\n"
            "          一: ○\n"
            "          # 二二の文\n"
            "          二:\n"
            "          # 三三の文\n"
            "          三: ○\n"
            "          # 四四の文\n"
            "          四:\n"
        )

    def test_stand_behind_their_predecessor_whatever_the_order_in_the_file(self) -> None:
        assert answers_after(
            "      区:\n        運用:\n          三: ○\n          一: ○\n",
            one_section("一", "三"),
            one_section("一", "二", "三", "四"),
        ) == (
            "      区:\n"
            "        運用:\n"
            "          三: ○\n"
            "          # 四四の文\n"
            "          四:\n"
            "          一: ○\n"
            "          # 二二の文\n"
            "          二:\n"
        )

    def test_are_written_as_the_others_are(self) -> None:
        assert answers_after(
            "      区:\n"
            "          運用:\n"
            "             ## 覚え\n"
            "             #一一の文\n"
            "             一: ○\n"
            "\n"
            "             #三三の文\n"
            "             三: ○\n",
            one_section("一", "三"),
            one_section("一", item("二", "二二\nの文"), "三", item("a: b", "文")),
        ) == (
            "      区:\n"
            "          運用:\n"
            "             ## 覚え\n"
            "             #一一の文\n"
            "             一: ○\n"
            "\n"
            "             #二二\n"
            "             #の文\n"
            "             二:\n"
            "\n"
            "             #三三の文\n"
            "             三: ○\n"
            "\n"
            "             #文\n"
            '             "a: b":\n'
        )

    def test_have_their_text_behind_them_if_the_others_have(self) -> None:
        assert answers_after(
            "      区:\n        運用:\n          一: ○  # 一一の文\n          二:  # 二二の文\n",
            one_section("一", "二"),
            one_section("一", "二", "三"),
        ) == (
            "      区:\n"
            "        運用:\n"
            "          一: ○  # 一一の文\n"
            "          二:  # 二二の文\n"
            "          三:  # 三三の文\n"
        )

    def test_stand_below_the_comments_of_the_last_answer(self) -> None:
        assert answers_after(
            "      区:\n"
            "        運用:\n"
            "          一: −（理由）  # 後\n"
            "          # 下\n"
            "\n"
            "        # 区の技術\n"
            "        技術:\n"
            "          二: ○",
            form({("区", "運用"): ["一"], ("区", "技術"): ["二"]}),
            form({("区", "運用"): ["一", "新"], ("区", "技術"): ["二", "末"]}),
        ) == (
            "      区:\n"
            "        運用:\n"
            "          一: −（理由）  # 後\n"
            "          # 下\n"
            "          # 新新の文\n"
            "          新:\n"
            "\n"
            "        # 区の技術\n"
            "        技術:\n"
            "          二: ○\n"
            "          # 末末の文\n"
            "          末:"
        )

    def test_stand_below_the_heading_of_their_section(self) -> None:
        assert answers_after(
            "      区:\n        運用:\n          # 区の運用\n          # 二二の文\n          二: ○\n",
            one_section("二"),
            one_section("一", "二"),
        ) == (
            "      区:\n"
            "        運用:\n"
            "          # 区の運用\n"
            "          # 一一の文\n"
            "          一:\n"
            "          # 二二の文\n"
            "          二: ○\n"
        )

    def test_follow_answers_that_take_up_several_lines(self) -> None:
        assert answers_after(
            "      区:\n"
            "        運用:\n"
            "          一:\n"
            "            mark: −\n"
            "            # 中\n"
            "            reason: |\n"
            "              長い\n"
            "              # 理由\n"
            "\n"
            "          三: −（長い\n"
            "            理由）\n",
            one_section("一", "三"),
            one_section("一", "二", "三", "四"),
        ) == (
            "      区:\n"
            "        運用:\n"
            "          一:\n"
            "            mark: −\n"
            "            # 中\n"
            "            reason: |\n"
            "              長い\n"
            "              # 理由\n"
            "\n"
            "          # 二二の文\n"
            "          二:\n"
            "\n"
            "          三: −（長い\n"
            "            理由）\n"
            "\n"
            "          # 四四の文\n"
            "          四:\n"
        )

    def test_are_not_inserted_twice_where_somebody_wrote_them_already(self) -> None:
        answers = "      区:\n        運用:\n          二: ○\n          一: ○\n"

        assert answers_after(answers, one_section("一"), one_section("一", "二")) == answers

    def test_old_items_without_an_answer_are_left_out_as_before(self) -> None:
        answers = "      区:\n        運用:\n          二: ○\n"

        assert answers_after(answers, one_section("一", "二"), one_section("一", "二")) == answers

    def test_get_a_section_if_there_is_none(self) -> None:
        old = form({("区", "運用"): ["一"]})
        new = form({("区", "運用"): ["一"], ("区", "技術"): ["二", "三"], ("業者", "運用"): ["四"]})

        assert answers_after("      区:\n         運用:\n            一: ○\n", old, new) == (
            "      区:\n"
            "         運用:\n"
            "            一: ○\n"
            "         # 区の技術\n"
            "         技術:\n"
            "            # 二二の文\n"
            "            二:\n"
            "            # 三三の文\n"
            "            三:\n"
            "      業者:\n"
            "        # 業者の運用\n"
            "        運用:\n"
            "           # 四四の文\n"
            "           四:\n"
        )

    @pytest.mark.parametrize("blank", ["", "  # まだ", " {}"])
    def test_come_into_a_blank_section(self, blank: str) -> None:
        old = form({("区", "運用"): ["一"], ("区", "技術"): ["二"]})
        new = form({("区", "運用"): ["一"], ("区", "技術"): ["二", "三"]})

        assert answers_after(f"      区:\n        運用: {{一: ○}}\n        技術:{blank}\n", old, new) == (
            "      区:\n        運用: {一: ○}\n"
            f"        技術:{blank.replace(' {}', '')}\n"
            "          # 三三の文\n"
            "          三:\n"
        )

    @pytest.mark.parametrize("answers", ["", "      {}\n", "      # まだ\n"])
    def test_are_not_put_into_a_matter_without_any_answer(self, answers: str) -> None:
        assert answers_after(answers, one_section("一"), one_section("一", "二")) == answers


class TestMovedItems:
    OLD = form({("区", "運用"): ["一", "二", "三"], ("区", "技術"): ["四"], ("業者", "運用"): ["五"]})

    def test_are_carried_with_their_comments(self) -> None:
        new = form({("区", "運用"): ["一", "三"], ("区", "技術"): ["四", "二"], ("業者", "運用"): ["五"]})

        assert answers_after(
            "      区:\n"
            "        運用:\n"
            "          # 一一の文\n"
            "          一: ○\n"
            "          # 二二の文\n"
            "          # 覚え\n"
            "          二:\n"
            "            mark: −  # 横\n"
            "            reason: 理由\n"
            "          三: ○\n"
            "        技術:\n"
            "            四: ○\n"
            "            # 下\n",
            self.OLD,
            new,
        ) == (
            "      区:\n"
            "        運用:\n"
            "          # 一一の文\n"
            "          一: ○\n"
            "          三: ○\n"
            "        技術:\n"
            "            四: ○\n"
            "            # 下\n"
            "            # 二二の文\n"
            "            # 覚え\n"
            "            二:\n"
            "              mark: −  # 横\n"
            "              reason: 理由\n"
        )

    def test_can_go_to_another_actor(self) -> None:
        new = form({("区", "運用"): ["一", "二"], ("区", "技術"): ["四"], ("業者", "運用"): ["三", "五"]})

        assert answers_after(
            "      区:\n        運用:\n          一: ○\n          三: −（x）\n      業者: {運用: {五: ○}}\n",
            self.OLD,
            new,
        ) == (
            "      区:\n        運用:\n          一: ○\n      業者:\n        運用:\n          三: −（x）\n          五: ○\n"
        )

    def test_follow_the_order_of_the_form(self) -> None:
        new = form({("区", "運用"): ["二", "三", "一"], ("区", "技術"): ["四"], ("業者", "運用"): ["五"]})

        assert answers_after(
            "      区:\n        運用:\n          # 一\n          一: ○\n\n          二: ○\n\n          # 三\n          三: ○\n",
            self.OLD,
            new,
        ) == (
            "      区:\n        運用:\n\n          二: ○\n\n          # 三\n          三: ○\n\n          # 一\n          一: ○\n"
        )

    def test_leave_an_empty_section_that_the_form_still_has(self) -> None:
        new = form({("区", "運用"): ["一", "二", "三", "四"], ("区", "技術"): ["新"], ("業者", "運用"): ["五"]})

        assert answers_after(
            "      区:\n        運用:\n          三: ○\n        技術:\n          四: ○\n", self.OLD, new
        ) == (
            "      区:\n        運用:\n          三: ○\n          四: ○\n        技術:\n          # 新新の文\n          新:\n"
        )

    def test_on_another_form_are_kept_and_asked_anew(self) -> None:
        other = form({("区", "運用"): ["六"]}, number=6)
        old = version("r8", form({("区", "運用"): ["一", "二"]}), other)
        new = version("r9", form({("区", "運用"): ["一"]}), form({("区", "運用"): ["六", "二"]}, number=6))
        text = HEAD.format("r8") + "      区: {運用: {一: ○, 二: ○}}\n"

        assert migrated(text, old, new).text == HEAD.format("r9") + (
            "      区:\n"
            "        運用:\n"
            "          一: ○\n"
            "          # r8 版の回答（5/区/運用/二）。r9 版の様式にはないので、コメントにして残す。\n"
            "          #| 二: ○\n"
        )

    def test_a_section_with_another_name_takes_its_answers_along(self) -> None:
        old = form({("区", "運用"): ["一", "二"]})
        new = form({("区", "運営"): ["一", "二"]})
        answers = "      区:\n        # 区の運用\n        運用:\n          # 一\n          一: ○\n\n          二: ○\n"

        assert answers_after(answers, old, new) == (
            "      区:\n"
            "        # 区の運用\n"
            "        # r8 版の回答（5/区/運用）。r9 版の様式にはないので、コメントにして残す。\n"
            "        #| 運用:\n"
            "        # 区の運営\n"
            "        運営:\n"
            "          # 一\n"
            "          一: ○\n"
            "\n"
            "          二: ○\n"
        )


class TestRenamedItems:
    def test_get_the_new_key(self) -> None:
        assert answers_after(
            "      区:\n        運用:\n          # 一一の文\n          '一' : ○  # 横\n          二: ○\n",
            one_section("一", "二"),
            one_section(item("壱: 改", "一一の文", formerly="一"), item("弐", "二二の文", formerly="二")),
        ) == ('      区:\n        運用:\n          # 一一の文\n          "壱: 改" : ○  # 横\n          弐: ○\n')

    def test_can_take_the_name_of_another_renamed_item(self) -> None:
        assert answers_after(
            "      区: {運用: {一: ○, 二: −（x）}}\n",
            one_section("一", "二"),
            one_section(item("二", "一一の文", formerly="一"), item("三", "二二の文", formerly="二")),
        ) == ("      区:\n        運用:\n          二: ○\n          三: −（x）\n")

    def test_are_refused_where_the_new_name_is_taken(self) -> None:
        refusal = refused(
            HEAD.format("r8") + "      区:\n        運用:\n          一: ○\n          壱: −（x）\n",
            version("r8", one_section("一")),
            version("r9", one_section(item("壱", "一一の文", formerly="一"))),
        )

        assert refusal.message.ja.startswith("case.yaml:12:11: ")

    def test_are_followed_by_the_waivers_that_name_them(self) -> None:
        waivers = "waivers:\n  - {rule: KJ304, item: 5/区/運用/一, reason: 理由}\n  - rule: KJ304\n    item: 5/区/運用/二  # 横\n"
        text = HEAD.format("r8") + "      区:\n        運用:\n          一: ○\n          二: ○\n" + waivers
        new = version("r9", one_section(item("壱", "一一の文", formerly="一"), "二"))

        migration = migrated(text, version("r8", one_section("一", "二")), new)

        assert migration.text.endswith(waivers.replace("運用/一", "運用/壱"))


class TestReview:
    def test_is_asked_for_where_the_wording_has_changed(self) -> None:
        answers = "      区:\n        運用:\n          # 書面で通知する。\n          一: ○\n          二:\n"
        old = one_section(item("一", "書面で通知する。"), item("二", "月に1回確かめる。"), item("三", "保管する。"))
        new = one_section(item("一", "電子メールで通知する。"), item("二", "月に2回確かめる。"), item("三", "保管する"))

        assert answers_after(answers, old, new) == (
            "      区:\n"
            "        運用:\n"
            "          # 書面で通知する。\n"
            "          # 要再確認: 項目の文言が変わった（r8 → r9）。\n"
            "          #   旧: 書面で通知する。\n"
            "          #   新: 電子メールで通知する。\n"
            "          一: ○\n"
            "          # 要再確認: 項目の文言が変わった（r8 → r9）。\n"
            "          #   旧: 月に1回確かめる。\n"
            "          #   新: 月に2回確かめる。\n"
            "          二:\n"
            "recheck:\n"
            "  - {item: 5/区/運用/一, why: 文言の変更（r8 → r9）}\n"
        )

    def test_is_not_asked_for_where_only_the_spelling_has(self) -> None:
        answers = "      区:\n        運用:\n          # 受け渡しを、記録する。\n          一: ○\n"

        assert (
            answers_after(
                answers,
                one_section(item("一", "受け渡しを、記録する。")),
                one_section(item("一", "受渡しを，記録する")),
            )
            == answers
        )

    def test_goes_along_with_a_moved_and_renamed_item(self) -> None:
        old = form({("区", "運用"): [item("一", "書面で通知する。")], ("区", "技術"): ["二"]})
        new = form({("区", "運用"): ["新"], ("区", "技術"): [item("壱", "口頭で伝える。", formerly="一"), "二"]})

        migration = migrated(
            HEAD.format("r8")
            + "      区:\n        運用:\n          # 覚え\n          一: ○ # 横\n        技術:\n          二: ○\n",
            version("r8", old),
            version("r9", new),
        )

        assert migration.text == HEAD.format("r9") + (
            "      区:\n"
            "        運用:\n"
            "          # 新新の文\n"
            "          新:\n"
            "        技術:\n"
            "          # 覚え\n"
            "          # 要再確認: 項目の文言が変わった（r8 → r9）。\n"
            "          #   旧: 書面で通知する。\n"
            "          #   新: 口頭で伝える。\n"
            "          壱: ○ # 横\n"
            "          二: ○\n"
            "recheck:\n"
            "  - {item: 5/区/技術/壱, why: 文言の変更（r8 → r9）}\n"
        )
        assert migration.review == ("5/区/技術/壱",)
        assert migration.added == ("5/区/運用/新",)

    def test_is_asked_for_where_the_condition_has_changed(self) -> None:
        paper, portable = {"media": "紙媒体"}, {"media": {"any_of": ["紙媒体", "可搬媒体"]}}
        handed_on = {"subcontracts": True}
        old = one_section(item("一", when=paper), item("二"), item("三", when=paper))
        new = one_section(item("一", when=portable), item("二", when=handed_on), item("三"))

        def words(condition: object) -> str:
            return in_words(parse_condition(condition)).ja

        assert answers_after("      区: {運用: {一: ○, 二: −（x）, 三: }}\n", old, new) == (
            "      区:\n"
            "        運用:\n"
            "          # 要再確認: この項目が必要な場合が変わった（r8 → r9）。\n"
            f"          #   旧: {words(paper)}\n"
            f"          #   新: {words(portable)}\n"
            "          一: ○\n"
            "          # 要再確認: この項目が必要な場合が変わった（r8 → r9）。\n"
            "          #   旧: 常に必要\n"
            f"          #   新: {words(handed_on)}\n"
            "          二: −（x）\n"
            "          三:\n"
            "recheck:\n"
            "  - {item: 5/区/運用/一, why: 条件の変更（r8 → r9）}\n"
            "  - {item: 5/区/運用/二, why: 条件の変更（r8 → r9）}\n"
        )

    def test_is_asked_for_where_a_mark_has_gone_or_means_something_else(self) -> None:
        sections = {("区", "運用"): ["一", "二", "三"]}
        old = form(
            sections, marks={"○": {"label": "実施", "means": "met"}, "−": {"label": "不要", "means": "not_applicable"}}
        )
        new = form(sections, marks={"○": {"label": "未実施", "means": "unmet"}, "◎": {"label": "実施", "means": "met"}})

        assert answers_after(
            "      区:\n        運用:\n          一: 〇\n          二: -（x）\n          三:\n", old, new
        ) == (
            "      区:\n"
            "        運用:\n"
            "          # 要再確認: 記号「○」の意味が変わった（r8 → r9）。\n"
            "          #   旧: 実施\n"
            "          #   新: 未実施\n"
            "          一: 〇\n"
            "          # 要再確認: 記号「−」は様式から除かれた（r8 → r9）。使えるのは ○、◎\n"
            "          二: -（x）\n"
            "          三:\n"
            "recheck:\n"
            "  - {item: 5/区/運用/一, why: 記号の変更（r8 → r9）}\n"
            "  - {item: 5/区/運用/二, why: 記号の変更（r8 → r9）}\n"
        )

    def test_is_written_in_the_language_of_the_run(self) -> None:
        library = shelf(
            version("r8", one_section(item("一", "書面で通知する。"))),
            version("r9", one_section(item("一", "電子メールで通知する。"))),
        )
        text = HEAD.format("r8") + "      区:\n        運用:\n          一: ○\n"

        migration = Migrator(library, library.require("r9"), "en").migrate(
            read_text("case.yaml", text, library.case_outline)
        )

        assert migration.text == HEAD.format("r9") + (
            "      区:\n"
            "        運用:\n"
            "          # Look again: the item's wording has changed (r8 → r9).\n"
            "          #   before: 書面で通知する。\n"
            "          #   now: 電子メールで通知する。\n"
            "          一: ○\n"
            "recheck:\n"
            "  - {item: 5/区/運用/一, why: wording changed (r8 → r9)}\n"
        )


ASKED = "{item: 5/区/運用/二, why: 文言の変更（r8 → r9）}"


class TestRecheck:
    @pytest.mark.parametrize(
        ("standing", "after"),
        [
            ("", f"recheck:\n  - {ASKED}\n"),
            ("recheck:\n", f"recheck:\n  - {ASKED}\n"),
            ("recheck: []\n", f"recheck: [{ASKED}]\n"),
            ("recheck: # まだ\n\n# 終わり\n", f"recheck: # まだ\n  - {ASKED}\n\n# 終わり\n"),
            (
                "recheck:\n- {item: 5/区/運用/一, why: x}  # 横\n",
                f"recheck:\n- {{item: 5/区/運用/壱, why: x}}  # 横\n- {ASKED}\n",
            ),
            (
                "recheck:\n    - item: 5/区/運用/無\n      why: x\n\ntitle2:\n",
                f"recheck:\n    - item: 5/区/運用/無\n      why: x\n    - {ASKED}\n\ntitle2:\n",
            ),
            ("recheck: [{item: 5/区/運用/無}]\n", f"recheck: [{{item: 5/区/運用/無}}, {ASKED}]\n"),
            (f"recheck:\n  - {ASKED}\n", f"recheck:\n  - {ASKED}\n"),
            (
                "\n# 覚え\napproval:\n  date: 令和7年1月23日\n",
                f"recheck:\n  - {ASKED}\n\n# 覚え\napproval:\n  date: 令和7年1月23日\n",
            ),
        ],
    )
    def test_is_added_to_what_stands_there(self, standing: str, after: str) -> None:
        old = one_section("一", item("二", "書面で通知する。"))
        new = one_section(item("壱", "一一の文", formerly="一"), item("二", "口頭で伝える。"))

        text = answers_after(f"      区:\n        運用:\n          一: ○\n          二: ○\n{standing}", old, new)

        assert text == (
            "      区:\n"
            "        運用:\n"
            "          壱: ○\n"
            "          # 要再確認: 項目の文言が変わった（r8 → r9）。\n"
            "          #   旧: 書面で通知する。\n"
            "          #   新: 口頭で伝える。\n"
            "          二: ○\n" + after
        )

    def test_names_an_item_once_with_all_that_has_changed(self) -> None:
        old, new = (
            one_section(item("一", "書面で通知する。")),
            one_section(item("一", "伝える。", when={"media": "紙媒体"})),
        )
        matter = HEAD.partition("matters:\n")[2] + "      区:\n        運用:\n          一: ○\n"
        text = HEAD.format("r8").partition("  - type")[0] + matter + matter

        migration = migrated(text, version("r8", old), version("r9", new))

        [entry] = migration.recheck
        assert (entry.item, entry.why) == ("5/区/運用/一", "文言の変更、条件の変更（r8 → r9）")

    def test_is_what_validate_asks_for_until_the_line_is_deleted(self) -> None:
        library = shelf(
            version("r8", one_section(item("一", "書面で通知する。"))),
            version("r9", one_section(item("一", "電子メールで通知する。"))),
        )
        text = HEAD.format("r8") + "      区:\n        運用:\n          一: ○\n"
        migration = migrated(text, version("r8", one_section(item("一", "書面で通知する。"))), library.require("r9"))

        def asked(text: str) -> list[tuple[str, int, str]]:
            findings = check_text("case.yaml", text, library).findings
            return [(one.rule, one.span.line, one.severity) for one in findings if one.rule == "KJ108"]

        last = len(migration.text.splitlines())
        assert asked(migration.text) == [("KJ108", last, "error")]
        assert asked(migration.text.replace("title:", "status: draft\ntitle:")) == [("KJ108", last + 1, "warning")]
        assert asked(migration.text.partition("recheck:")[0]) == []
        assert asked(migration.text.replace("item: 5/区/運用/一", "item: 5/区/運用/零")) == [("KJ108", last, "error")]


class TestRemovedItems:
    def test_leave_their_answers_as_comments(self) -> None:
        assert answers_after(
            "      区:\n"
            "        運用:\n"
            "          # 一一の文\n"
            "          一: −（理由）  # 横\n"
            "          二:\n"
            "            mark: ○\n"
            "\n"
            "            note: 覚え\n"
            "          三: ○\n",
            one_section("一", "二", "三"),
            one_section("三"),
        ) == (
            "      区:\n"
            "        運用:\n"
            "          # 一一の文\n"
            "          # r8 版の回答（5/区/運用/一）。r9 版の様式にはないので、コメントにして残す。\n"
            "          #| 一: −（理由）  # 横\n"
            "          # r8 版の回答（5/区/運用/二）。r9 版の様式にはないので、コメントにして残す。\n"
            "          #| 二:\n"
            "          #|   mark: ○\n"
            "          #|\n"
            "          #|   note: 覚え\n"
            "          三: ○\n"
        )

    def test_whole_sections_and_actors_become_comments(self) -> None:
        old = form({("区", "運用"): ["一"], ("区", "技術"): ["二"], ("業者", "運用"): ["三"], ("業者", "技術"): ["四"]})
        new = form({("区", "運用"): ["一", "三"]})

        assert answers_after(
            "      区:\n"
            "        運用: {一: ○}\n"
            "        # 区の技術\n"
            "        技術: {二: ○, 未知: −（x）}\n"
            "      業者:\n"
            "        運用:\n"
            "          三: ○\n"
            "        技術:\n"
            "          # 四\n"
            "          四: ○\n",
            old,
            new,
        ) == (
            "      区:\n"
            "        運用:\n"
            "          一: ○\n"
            "          三: ○\n"
            "        # 区の技術\n"
            "        # r8 版の回答（5/区/技術）。r9 版の様式にはないので、コメントにして残す。\n"
            "        #| 技術:\n"
            "        #|   二: ○\n"
            "        #|   未知: −（x）\n"
            "      # r8 版の回答（5/業者）。r9 版の様式にはないので、コメントにして残す。\n"
            "      #| 業者:\n"
            "      #|   運用:\n"
            "      #|   技術:\n"
            "      #|     # 四\n"
            "      #|     四: ○\n"
        )

    def test_come_back_with_the_version_that_has_them(self) -> None:
        old = form({("区", "運用"): ["一", "二"], ("区", "技術"): ["三"], ("業者", "運用"): ["四"]})
        new = form({("区", "運用"): ["一", "五"]})
        text = HEAD.format("r8") + (
            "      区:\n"
            "        運用:\n"
            "          # 二二の文\n"
            "          二: −（理由）\n"
            "          一: ○\n"
            "        # 見出し\n"
            "        技術:\n"
            "          三: ○\n"
            "      業者:\n"
            "        運用:\n"
            "          四: ○"
        )
        versions = version("r8", old), version("r9", new)

        there = migrated(text, *versions)
        back = migrated(there.text, *versions, to="r8")

        assert (there.taken_back, back.taken_back) == (0, 3)
        assert back.text == text.replace(
            "          一: ○\n",
            "          一: ○\n"
            "          # 五五の文\n"
            "          # r9 版の回答（5/区/運用/五）。r8 版の様式にはないので、コメントにして残す。\n"
            "          #| 五:\n",
        )

    def test_stay_comments_where_they_were_answered_anew(self) -> None:
        versions = version("r8", one_section("一", "二")), version("r9", one_section("一"))
        there = migrated(HEAD.format("r8") + "      区:\n        運用:\n          一: ○\n          二: ○\n", *versions)
        answered = there.text + "          二: −（x）\n"

        back = migrated(answered, *versions, to="r8")

        assert back.text == answered.replace("checklist_version: r9", "checklist_version: r8")
        assert back.taken_back == 0


class TestForms:
    def test_with_another_number_change_it_in_the_case(self) -> None:
        old = version("r8", form({("区", "運用"): ["一"]}, scope="紙"))
        new = version("r9", form({("区", "運用"): ["一"]}, number=9, scope="紙"))
        text = HEAD.format("r8") + "      区: {運用: {一: ○}}\n"

        migration = migrated(text, old, new)

        assert migration.text == text.replace("r8", "r9").replace("checklist: 5", "checklist: 9")

    def test_that_are_gone_leave_the_matter_as_it_is(self) -> None:
        old = version("r8", form({("区", "運用"): ["一"]}))
        new = version("r9", form({("区", "運用"): ["二"]}, number=9, type="他"), types=["業務委託", "他"])
        text = HEAD.format("r8") + "      区: {運用: {一: ○}}\n"

        migration = migrated(text, old, new)

        assert migration.left_alone == (0,)
        assert migration.text == text.replace("version: r8", "version: r9").replace(
            "    checklist: 5", "    # 要再確認: 様式5は廃止された（r8 → r9）。\n    checklist: 5"
        )

    def test_that_belong_to_another_type_now_leave_the_matter_as_it_is(self) -> None:
        old = version("r8", form({("区", "運用"): ["一"]}))
        new = version("r9", form({("区", "運用"): ["二"]}, type="他"), types=["業務委託", "他"])
        text = HEAD.format("r8").replace("- type: 業務委託\n    checklist: 5", "- checklist: 5\n    type: 業務委託")

        migration = migrated(text + "      区: {運用: {一: ○}}\n", old, new)

        assert "\n  # 要再確認: 様式5は「他」のものになった（r8 → r9）。\n  - checklist: 5\n" in migration.text
        assert migration.text.endswith("      区: {運用: {一: ○}}\n")

    def test_whose_type_has_another_name_are_carried_over(self) -> None:
        old = version("r8", form({("区", "運用"): ["一"]}))
        new = version("r9", form({("区", "運用"): ["一", "二"]}, type="委託"))

        migration = migrated(HEAD.format("r8") + "      区: {運用: {一: ○}}\n", old, new)

        assert "\n    # 要再確認: 様式5は「委託」のものになった（r8 → r9）。\n    checklist: 5\n" in migration.text
        assert migration.text.endswith("          一: ○\n          # 二二の文\n          二:\n")

    @pytest.mark.parametrize("number", ["7", "", "五"])
    def test_that_the_old_version_has_not_are_left_to_validate(self, number: str) -> None:
        text = HEAD.format("r8").replace("checklist: 5", f"checklist: {number}") + "      区: {運用: {一: ○}}\n"

        migration = migrated(text, version("r8", one_section("一")), version("r9", one_section("二")))

        assert migration.text == text.replace("r8", "r9")

    def test_of_several_matters_are_carried_over_each(self) -> None:
        matter = "  - type: 業務委託\n    checklist: 5\n    answers:\n      区:\n        運用:\n          一: {}\n"
        text = HEAD.format("r8").partition("  - ")[0] + matter.format("○") + "\n" + matter.format("−（x）")
        new_item = "          # 二二の文\n          二:\n"

        migration = migrated(text, version("r8", one_section("一")), version("r9", one_section("一", "二")))

        assert migration.text == HEAD.format("r9").partition("  - ")[0] + (
            matter.format("○") + new_item + "\n" + matter.format("−（x）") + new_item
        )
        assert migration.added == ("5/区/運用/二", "5/区/運用/二")


class TestBraces:
    def test_are_written_out_where_something_changes_and_stay_elsewhere(self) -> None:
        old = form({("区", "運用"): ["一", "二"], ("区", "技術"): ["三"]})
        new = form({("区", "運用"): ["一", "新", "二"], ("区", "技術"): ["三"]})

        assert answers_after(
            "      区:\n"
            "        # 区の運用\n"
            "        運用: {一: ○, '二': {mark: −, reason: x}}  # 横\n"
            "        技術: {三: ○}\n",
            old,
            new,
        ) == (
            "      区:\n"
            "        # 区の運用\n"
            "        運用:  # 横\n"
            "          一: ○\n"
            "          # 新新の文\n"
            "          新:\n"
            "          '二': {mark: −, reason: x}\n"
            "        技術: {三: ○}\n"
        )

    def test_around_all_answers_are_written_out(self) -> None:
        text = HEAD.format("r8").rstrip("\n") + " {区: {運用: {一: ○}}, 業者: {運用: {二: ○}}}\n"
        old = form({("区", "運用"): ["一"], ("業者", "運用"): ["二"]})
        new = form({("区", "運用"): ["一", "新"], ("業者", "運用"): ["二"]})

        assert migrated(text, version("r8", old), version("r9", new)).text == HEAD.format("r9") + (
            "      区:\n"
            "        運用:\n"
            "          一: ○\n"
            "          # 新新の文\n"
            "          新:\n"
            "      業者:\n"
            "        運用:\n"
            "          二: ○\n"
        )

    def test_around_the_matter_are_refused_where_answers_change(self) -> None:
        text = (
            "{schema: kojin-check/case/v1, checklist_version: r8, title: 件名, department: 課, basis: [業務委託],\n"
            "matters: [{type: 業務委託, checklist: 5, answers: {区: {運用: {一: ○}}}}]}\n"
        )
        old = version("r8", one_section("一"))

        refusal = refused(text, old, version("r9", one_section("一", "二")))
        assert refusal.message.ja == (
            "case.yaml:2:38: この書き方のままでは、内容を変えずに移行できません。"
            "1行に1項目ずつ「項目名: 値」の形に直してください。"
        )
        assert migrated(text, old, version("r9", one_section("一"))).text == text.replace("r8", "r9")


class TestRefusals:
    VERSIONS = version("r8", one_section("一")), version("r9", one_section("一", "二"))

    def test_of_unknown_versions(self) -> None:
        refusal = refused(HEAD.format("r7") + "      区: {運用: {一: ○}}\n", *self.VERSIONS)

        assert refusal.message.ja == "case.yaml:2:20: 今の版「r7」が分からないので、移行できません（あるのは r8、r9）。"

    def test_of_cases_without_a_version(self) -> None:
        refusal = refused(HEAD.format("") + "      区: {運用: {一: ○}}\n", *self.VERSIONS)

        assert refusal.message.ja == "case.yaml:2:1: checklist_version がないので、移行できません。"

    @pytest.mark.parametrize(
        ("answers", "place"),
        [
            ("      区:\n        運用:\n          一: -\n", "12:14"),
            ("      区:\n        運用:\n          一: ○\n          一: −（x）\n", "13:11"),
            ("      区:\n        運用: &a\n          一: ○\n", "11:13"),
            ("      区:\n        運用:\n          一: ○\n---\na: b\n", "13:1"),
            ("      区: {運用: {一: ○}\n", "10:10"),
        ],
    )
    def test_of_what_cannot_be_read(self, answers: str, place: str) -> None:
        refusal = refused(HEAD.format("r8") + answers, *self.VERSIONS)

        assert refusal.message.ja.startswith(f"case.yaml:{place}: ")
        assert refusal.message.ja.endswith("kojin-check validate で確かめ、先に直してください。")

    @pytest.mark.parametrize("text", ["", "# 空\n", "一覧\n", "- 一覧\n"])
    def test_of_what_is_no_case(self, text: str) -> None:
        refusal = refused(text, *self.VERSIONS)

        assert "kojin-check validate で確かめ" in refusal.message.ja

    @pytest.mark.parametrize(
        ("answers", "place"),
        [
            ("      区:\n        ? 運用\n        :\n          一: ○\n", "10:7"),
            ("      区:\n        運用:\n          ? 一\n          : ○\n", "11:9"),
            ("      区:\n        運用: ○\n", "11:9"),
            ("      区: [一]\n", "10:7"),
        ],
    )
    def test_of_notations_that_are_no_lines(self, answers: str, place: str) -> None:
        refusal = refused(HEAD.format("r8") + answers, *self.VERSIONS)

        assert refusal.message.ja == (
            f"case.yaml:{place}: この書き方のままでは、内容を変えずに移行できません。"
            "1行に1項目ずつ「項目名: 値」の形に直してください。"
        )

    @pytest.mark.parametrize(
        ("answers", "place", "name"),
        [
            ("      くく: {運用: {一: ○}}\n", "10:7", "くく"),
            ("      区:\n        運用: {一: ○}\n        運よう: {}\n", "12:9", "運よう"),
        ],
    )
    def test_of_sections_that_no_form_has(self, answers: str, place: str, name: str) -> None:
        refusal = refused(HEAD.format("r8") + answers, *self.VERSIONS)

        assert refusal.message.ja == (
            f"case.yaml:{place}: 「{name}」という欄は様式5にありません。"
            "kojin-check validate で確かめ、先に直してください。"
        )

    def test_of_files_in_another_encoding(self) -> None:
        library = shelf(*self.VERSIONS)
        data = (HEAD.format("r8") + "      区: {運用: {一: ○}}\n").encode("cp932")

        with pytest.raises(MigrationRefused):
            Migrator(library, library.require("r9")).migrate(read_bytes("case.yaml", data))


def test_what_is_indented_with_a_full_width_space_is_read_as_it_is_written() -> None:
    """KJ009 reports the space; the answers are carried over all the same."""
    answers = "      区:\n        運用:\n          一　: ○\n"

    assert answers_after(answers, one_section("一"), one_section("一", "二")) == (
        answers + "          # 二二の文\n          二:\n"
    )


def test_decomposed_characters_stay_decomposed() -> None:
    old, new = one_section("データ"), one_section("データ", "プログラム")
    answers = "      区:\n        運用:\n          デ\u30fcタ: ○\n".replace("デ", "テ\u3099")

    assert answers_after(answers, old, new) == answers + "          # プログラムプログラムの文\n          プログラム:\n"
