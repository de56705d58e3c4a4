"""Types, forms and their files: KJ731-KJ738."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.checklists.conftest import LintText, place

VERSION = """\
# r9/version.yaml
id: r9
types: {業務委託: {role: contract}}
media: {電磁的媒体: 電子データ, 可搬媒体: USB等, 紙媒体: 書類}
facts: {クラウドの利用: クラウドを利用しますか。}
"""


def forms(*applies: str, type_name: str = "業務委託") -> str:
    return VERSION + "".join(
        f"# r9/{number}-form.yaml\nnumber: {number}\ntype: {type_name}\n"
        + (f"applies: {condition}\n" if condition else "")
        for number, condition in enumerate(applies, start=1)
    )


def test_the_wards_two_forms_cover_every_set_of_media_once(lint_text: LintText) -> None:
    text = forms("{media: {any_of: [電磁的媒体, 可搬媒体]}}", "{media: {only: [紙媒体]}}")

    assert lint_text(text, "KJ733", "KJ734") == ()


def test_a_gap_names_the_media(lint_text: LintText, tmp_path: Path) -> None:
    (finding,) = lint_text(forms("{media: 電磁的媒体}", "{media: {only: [紙媒体]}}"), "KJ733", "KJ734")

    assert (finding.rule, place(finding, tmp_path)) == ("KJ733", "r9/version.yaml:3:9")
    assert finding.message.ja == (
        "「業務委託」で「media: [可搬媒体]」「media: [可搬媒体, 紙媒体]」のとき、用いるチェックリストがありません。"
    )
    assert [(related.path.rpartition("/")[2], related.span.line) for related in finding.related] == [
        ("1-form.yaml", 4),
        ("2-form.yaml", 4),
    ]


def test_a_gap_in_other_facts(lint_text: LintText) -> None:
    (finding,) = lint_text(forms("{クラウドの利用: true, subcontracts: false}", "{クラウドの利用: false}"), "KJ733")

    assert finding.message.en == "No checklist is for “業務委託” with “subcontracts: […]、クラウドの利用: true”."


def test_many_gaps_are_one_finding(lint_text: LintText) -> None:
    (finding,) = lint_text(forms("{media: {all_of: [電磁的媒体, 可搬媒体, 紙媒体]}}"), "KJ733")

    assert finding.message.ja.endswith("など6通りのとき、用いるチェックリストがありません。")


def test_an_overlap_names_the_media(lint_text: LintText, tmp_path: Path) -> None:
    text = forms("{media: {any_of: [電磁的媒体, 可搬媒体]}}", "{media: {any_of: [紙媒体]}}")

    (finding,) = lint_text(text, "KJ733", "KJ734")

    assert (finding.rule, place(finding, tmp_path)) == ("KJ734", "r9/2-form.yaml:4:1")
    assert finding.message.ja == (
        "「業務委託」の1と2は、「media: [電磁的媒体, 紙媒体]」のとき、どちらも当てはまります。"
    )


def test_a_form_for_all_overlaps_with_every_other(lint_text: LintText, tmp_path: Path) -> None:
    (finding,) = lint_text(forms("", "{media: {only: [紙媒体]}}"), "KJ733", "KJ734")

    assert place(finding, tmp_path) == "r9/2-form.yaml:4:1"
    (finding,) = lint_text(forms("{media: {only: [紙媒体]}}", ""), "KJ733", "KJ734")
    assert place(finding, tmp_path) == "r9/2-form.yaml:3:7"
    assert finding.message.ja == "「業務委託」の1と2は、「media: [紙媒体]」のとき、どちらも当てはまります。"


def test_two_forms_for_all(lint_text: LintText) -> None:
    (finding,) = lint_text(forms("", ""), "KJ734")

    assert finding.message.ja == "「業務委託」の1と2は、どちらも当てはまります。"


def test_forms_of_different_types_do_not_overlap(lint_text: LintText) -> None:
    text = forms("") + "# r9/2-form.yaml\nnumber: 2\ntype: 指定管理\n"

    assert lint_text(text, "KJ734") == ()


@pytest.mark.parametrize("broken", ["applies: 紙媒体", "applies: {media: 紙}"])
def test_nothing_is_concluded_from_a_form_that_cannot_be_judged(lint_text: LintText, broken: str) -> None:
    text = forms("{media: 電磁的媒体}") + f"# r9/2-form.yaml\nnumber: 2\ntype: 業務委託\n{broken}\n"

    assert lint_text(text, "KJ733", "KJ734") == ()


def test_a_form_without_readable_type_may_be_the_missing_one(lint_text: LintText) -> None:
    assert lint_text(forms("", type_name="[業務委託]"), "KJ731", "KJ732") == ()


def test_an_undeclared_type_names_those_that_are(lint_text: LintText, tmp_path: Path) -> None:
    findings = lint_text(forms("", type_name="業務の委託"), "KJ731", "KJ732")

    assert [(finding.rule, place(finding, tmp_path)) for finding in findings] == [
        ("KJ732", "r9/1-form.yaml:3:7"),
        ("KJ731", "r9/version.yaml:3:9"),
    ]
    assert findings[0].hint.ja == (
        "「業務委託」の間違いではありませんか。宣言されているのは 業務委託 です（version.yaml の types）。"
    )


def test_files_that_the_program_does_not_read(lint_text: LintText, tmp_path: Path) -> None:
    text = forms("") + "# r9/2-form.yml\nnumber: 2\n# r9/corrections.yaml\nschema: kojin-check/corrections/v1\n"

    (finding,) = lint_text(text, "KJ737")

    assert (place(finding, tmp_path), finding.hint.ja) == (
        "r9/2-form.yml:2:1",
        "「2-….yaml」という名前に変えてください。",
    )


def test_leading_zeros_do_not_make_another_number(lint_text: LintText) -> None:
    assert lint_text(VERSION + "# r9/01-form.yaml\nnumber: 1\n", "KJ736") == ()
