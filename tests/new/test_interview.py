from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.conftest import ROOT

from kojin_check.errors import UsageError
from kojin_check.findings import Language
from kojin_check.model.condition import Facts
from kojin_check.model.library import Library, Version, load_library
from kojin_check.new.interview import Wishes, ask_for_file, ask_for_matters, plan_matters, read_wishes


class Script:
    """A person who gives prepared answers; keeps what they saw."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.seen: list[str] = []

    def ask(self, prompt: str) -> str:
        answer = self.answers.pop(0)
        self.seen.append(f"{prompt}{answer}")
        return answer

    def tell(self, text: str) -> None:
        self.seen.append(text)


@pytest.fixture
def r5(library: Library) -> Version:
    version = library.version("r5")
    assert version is not None
    return version


def asked(
    version: Version, wishes: Wishes, answers: Sequence[str], language: Language = "ja"
) -> tuple[list[tuple[str, int, Facts]], list[str]]:
    """The matters that come out, and what was shown; every answer must have been asked for."""
    script = Script(*answers)
    matters = ask_for_matters(version, wishes, script, language)
    assert script.answers == []
    return [(matter.type, matter.checklist.number, matter.facts) for matter in matters], script.seen


class TestAsking:
    def test_goes_through_types_media_and_facts(self, r5: Version) -> None:
        matters, seen = asked(r5, Wishes(), ["2,5", "1", "y", "n"])

        assert matters == [
            ("外部提供", 2, {}),
            ("業務委託", 5, {"media": ("電磁的媒体",), "クラウドの利用": True, "subcontracts": False}),
        ]
        assert seen == [
            "付議事項の種別",
            "  1  目的外利用",
            "  2  外部提供",
            "  3  電算処理",
            "  4  外部結合",
            "  5  業務委託",
            "  6  指定管理",
            "番号（複数なら 1,3 のように、同じ種別が2件なら 1,1 のように書く）: 2,5",
            "\n［外部提供］",
            "→ 外部提供にかかる個人情報保護対策チェックリスト",
            "\n［業務委託］",
            "処理させる情報項目の記録媒体",
            "  1  電磁的媒体（サーバ、ネットワーク上の電子データ）",
            "  2  可搬媒体（DVD-R、USBメモリ等の持ち運べる電磁的媒体）",
            "  3  紙媒体（書類、帳票等の紙）",
            "番号（複数なら 1,3 のように書く）: 1",
            "→ 業務委託にかかる個人情報保護対策チェックリスト（電磁的媒体・紙媒体の取扱い）",
            "クラウドサービスを利用しますか。［はい y ／ いいえ n ／ 後で書く Enter］: y",
            "「再委託」はありますか。［はい y ／ いいえ n ／ 後で書く Enter］: n",
        ]

    def test_speaks_english(self, r5: Version) -> None:
        _, seen = asked(r5, Wishes(), ["4", ""], "en")

        assert seen[0] == "付議事項の種別"
        assert seen[7] == "Numbers (several as in 1,3; two of one type as in 1,1): 4"
        assert seen[-1] == "クラウドサービスを利用しますか。 [yes y / no n / write it later: Enter]: "

    @pytest.mark.parametrize("typed", ["1、2", "１，２", "1　2", " 1 2 ", "目的外利用・外部提供", "２;一", "1/2"])
    def test_understands_what_an_input_method_types(self, r5: Version, typed: str) -> None:
        answers = [typed, "1 2"] if "一" in typed else [typed]

        matters, seen = asked(r5, Wishes(), answers)

        assert sorted(matter_type for matter_type, _, _ in matters) == ["外部提供", "目的外利用"]
        assert ("1 から 6 までの番号で答えてください。" in seen) == ("一" in typed)

    def test_a_type_that_is_typed_twice_is_two_matters(self, r5: Version) -> None:
        matters, _ = asked(r5, Wishes(), ["5,5", "3", "", "1", "", ""])

        assert [(matter_type, facts["media"]) for matter_type, _, facts in matters] == [
            ("業務委託", ("紙媒体",)),
            ("業務委託", ("電磁的媒体",)),
        ]

    def test_enter_decides_nothing_about_media(self, r5: Version) -> None:
        matters, seen = asked(r5, Wishes(("業務委託",)), ["", "３,3"])

        assert matters == [("業務委託", 6, {"media": ("紙媒体",)})]
        assert "1 から 3 までの番号で答えてください。" in seen

    @pytest.mark.parametrize("typed", ["", "　", "0", "7", "1,7", "-1", "全部", "①x", "\x1b[31m"])
    def test_asks_again_until_the_numbers_are_clear(self, r5: Version, typed: str) -> None:
        matters, seen = asked(r5, Wishes(), [typed, "1"])

        assert [matter_type for matter_type, _, _ in matters] == ["目的外利用"]
        assert "1 から 6 までの番号で答えてください。" in seen

    @pytest.mark.parametrize(
        ("typed", "flag"), [("ｙ", True), ("はい", True), ("YES", True), ("ｎ", False), ("いいえ", False), ("　", None)]
    )
    def test_understands_yes_and_no_of_either_width(self, r5: Version, typed: str, flag: bool | None) -> None:
        [(_, _, facts)], _ = asked(r5, Wishes(), ["4", "たぶん", typed])

        assert facts == ({} if flag is None else {"クラウドの利用": flag})

    def test_only_asks_what_decides_when_the_types_were_given(self, r5: Version) -> None:
        matters, seen = asked(r5, Wishes(("外部結合", "指定管理")), ["３"])

        assert matters == [("外部結合", 4, {}), ("指定管理", 8, {"media": ("紙媒体",)})]
        assert seen[0] == "処理させる情報項目の記録媒体"

    def test_asks_nothing_when_everything_was_given(self, r5: Version) -> None:
        matters, seen = asked(r5, Wishes(("業務委託",), {"media": ("紙媒体",)}), [])

        assert matters == [("業務委託", 6, {"media": ("紙媒体",)})]
        assert seen == []

    def test_asks_for_the_media_of_each_matter(self, r5: Version) -> None:
        matters, _ = asked(r5, Wishes(), ["5 6", "3", "", "1 3", "", ""])

        assert matters == [
            ("業務委託", 6, {"media": ("紙媒体",)}),
            ("指定管理", 7, {"media": ("電磁的媒体", "紙媒体")}),
        ]

    def test_a_required_flag_must_be_decided(self, r5: Version) -> None:
        checklist = r5.checklists[4].model_copy(update={"requires": ["クラウドの利用"]})
        version = Version(r5.folder, r5.definition, {4: checklist})

        matters, seen = asked(version, Wishes(("外部結合",)), ["", "n"])

        assert matters == [("外部結合", 4, {"クラウドの利用": False})]
        assert seen == [
            "クラウドサービスを利用しますか。［はい y ／ いいえ n］: ",
            "y か n で答えてください。",
            "クラウドサービスを利用しますか。［はい y ／ いいえ n］: n",
        ]


class TestAskingForAFile:
    def test_suggests_a_free_name(self, r5: Version, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        matters = plan_matters(r5, Wishes(("外部提供",)))

        assert ask_for_file(matters, Script(""), "ja") == Path("外部提供.yaml")
        Path("外部提供.yaml").touch()
        assert ask_for_file(matters, Script(""), "ja") == Path("外部提供-2.yaml")
        Path("cases").mkdir()
        assert ask_for_file(matters, Script(""), "ja") == Path("cases", "外部提供.yaml")

    def test_asks_again_for_a_name_that_is_taken(
        self, r5: Version, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("a.yaml").touch()
        script = Script("a.yaml", " b.yaml ")

        assert ask_for_file(plan_matters(r5, Wishes(("外部提供",))), script, "ja") == Path("b.yaml")
        assert script.seen == [
            "書き込むファイルの名前［Enter だけなら 外部提供.yaml］: a.yaml",
            "a.yaml は既にあります。別の名前にしてください。",
            "書き込むファイルの名前［Enter だけなら 外部提供.yaml］:  b.yaml ",
        ]


class TestOptions:
    def test_give_the_matters(self, r5: Version) -> None:
        wishes = read_wishes(
            r5,
            ["電算処理", "業務委託,外部結合"],
            ["紙媒体、可搬媒体", "紙媒体"],
            ["実データの使用", "クラウドの利用＝false"],
            True,
        )

        assert [(matter.type, matter.checklist.number, matter.facts) for matter in plan_matters(r5, wishes)] == [
            ("電算処理", 3, {"media": ("紙媒体", "可搬媒体"), "実データの使用": True, "クラウドの利用": False}),
            ("業務委託", 5, {"media": ("紙媒体", "可搬媒体"), "subcontracts": True, "クラウドの利用": False}),
            ("外部結合", 4, {"media": ("紙媒体", "可搬媒体"), "クラウドの利用": False}),
        ]

    @pytest.mark.parametrize(
        ("types", "media", "facts", "message"),
        [
            (["業務委任"], [], [], "--type 業務委任 は使えません。「業務委託」の間違いではありませんか。"),
            (["業務委託"], ["紙"], [], "--media 紙 は使えません。"),
            (["業務委託"], [], ["クラウドの利用=たぶん"], "--fact クラウドの利用=たぶん の「=」の後は true か false"),
            (["業務委託"], [], ["media"], "--fact media は使えません。"),
            (["\x1b]8;;x"], [], [], "--type <U+001B>]8 は使えません。"),
        ],
    )
    def test_with_unknown_names_are_refused(
        self, r5: Version, types: list[str], media: list[str], facts: list[str], message: str
    ) -> None:
        with pytest.raises(UsageError) as error:
            read_wishes(r5, types, media, facts, None)

        assert error.value.message.ja.startswith(message)
        assert error.value.exit_code == 2

    def test_without_types_are_refused(self, r5: Version) -> None:
        with pytest.raises(UsageError) as error:
            plan_matters(r5, Wishes())

        assert error.value.message.ja == (
            "事項の種別を --type で指定してください。"
            "使えるのは 目的外利用、外部提供、電算処理、外部結合、業務委託、指定管理 です。"
        )

    @pytest.mark.parametrize("facts", [{"実データの使用": True}, {"subcontracts": False}])
    def test_that_would_be_written_nowhere_are_refused(self, r5: Version, facts: Facts) -> None:
        with pytest.raises(UsageError) as error:
            plan_matters(r5, Wishes(("外部結合",), facts))

        assert error.value.message.ja == f"{next(iter(facts))} を書く欄は、選んだ種別（外部結合）にはありません。"


class TestFactsWithWords:
    @pytest.fixture
    def form(self) -> Version:
        version = load_library(ROOT / "tests" / "forms" / "checklists").version("医療R6")
        assert version is not None
        return version

    @pytest.mark.parametrize("typed", ["病床数=200床以上", "病床数=２００床以上"])
    def test_an_option_names_the_word(self, form: Version, typed: str) -> None:
        wishes = read_wishes(form, ["医療機関"], [], [typed, "遠隔保守=false"], None)

        [matter] = plan_matters(form, wishes)
        assert matter.facts == {"病床数": ("200床以上",), "遠隔保守": False}

    @pytest.mark.parametrize("typed", ["病床数", "病床数=true", "病床数=300床"])
    def test_an_option_without_one_of_the_words_is_refused(self, form: Version, typed: str) -> None:
        with pytest.raises(UsageError) as refused:
            read_wishes(form, ["医療機関"], [], [typed], None)

        assert "なし、200床未満、200床以上 のどれか" in refused.value.message.ja

    def test_is_asked_for_until_the_answer_is_clear(self, form: Version) -> None:
        matters, seen = asked(form, Wishes(), ["1", "y", "3", "", ""])

        assert matters == [("医療機関", 1, {"病床数": ("200床以上",)})]
        assert seen[seen.index("病床は何床ですか。") :][:6] == [
            "病床は何床ですか。",
            "  1  なし",
            "  2  200床未満",
            "  3  200床以上",
            "番号: y",
            "1 から 3 までの番号を1つ答えてください。",
        ]
