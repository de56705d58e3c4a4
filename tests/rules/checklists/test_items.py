"""Items, sections and their names: KJ701-KJ706."""

from __future__ import annotations

from pathlib import Path

from tests.rules.checklists.conftest import LintText, place

TWO_SIDES = """\
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 区の対策
    items: [{ours}]
  - actor: 事業者に行わせる
    kind: 運用上
    heading: 事業者の対策
    items: [{theirs}]
"""


def two_sides(ours: list[str], theirs: list[str]) -> str:
    written = [", ".join(f"{{id: {name}, text: {name}をする。}}" for name in names) for names in (ours, theirs)]
    return TWO_SIDES.replace("{ours}", written[0]).replace("{theirs}", written[1])


def test_ids_that_differ_only_in_width_are_the_same(lint_text: LintText, tmp_path: Path) -> None:
    (finding,) = lint_text(two_sides(["IDの管理", "ＩＤの管理"], []), "KJ701")

    assert place(finding, tmp_path) == "r9/1-業務委託.yaml:7:48"
    assert finding.message.en == "There are two items “ＩＤの管理” under “区が行う”."
    assert finding.item is not None
    assert finding.item.address == "1/区が行う/運用上/ＩＤの管理"
    assert [(related.span.line, related.span.column) for related in finding.related] == [(7, 18)]


def test_the_same_id_on_both_sides_is_what_is_wanted(lint_text: LintText) -> None:
    assert lint_text(two_sides(["施錠保管"], ["施錠保管"]), "KJ701", "KJ702") == ()


def test_an_item_that_is_like_no_other_is_lonely(lint_text: LintText, tmp_path: Path) -> None:
    findings = lint_text(two_sides(["業務フロー", "施錠保管"], ["施錠保管", "ウイルス対策"]), "KJ702")

    assert [(place(finding, tmp_path), finding.message.ja) for finding in findings] == [
        ("r9/1-業務委託.yaml:7:18", "「区が行う」の「業務フロー」に当たる項目が「事業者に行わせる」にありません。"),
        ("r9/1-業務委託.yaml:11:46", "「事業者に行わせる」の「ウイルス対策」に当たる項目が「区が行う」にありません。"),
    ]
    assert findings[0].hint.ja == (
        "「事業者に行わせる」にも「業務フロー」の項目を置くか、"
        "片側だけの対策なら version.yaml の exceptions に理由を書いてください。"
    )


def test_two_ids_for_one_measure_are_one_finding(lint_text: LintText) -> None:
    (finding,) = lint_text(two_sides(["施錠による保管"], ["施錠保管"]), "KJ702")

    assert finding.message.ja == "「施錠保管」と、「区が行う」の「施錠による保管」の id が違います。"
    assert [related.span.line for related in finding.related] == [7]


def test_one_side_needs_no_counterpart(lint_text: LintText) -> None:
    one_side = TWO_SIDES.replace("{ours}", "{id: 施錠保管, text: 金庫に保管する。}").split("  - actor: 事業者")[0]

    assert lint_text(one_side, "KJ702") == ()


def test_three_sides_need_no_counterpart(lint_text: LintText) -> None:
    third = "  - {actor: 区民, kind: 運用上, heading: 区民の対策, items: [{id: 届出, text: 届け出る。}]}\n"

    assert lint_text(two_sides(["業務フロー"], ["施錠保管"]) + third, "KJ702") == ()


def test_a_repeated_section_is_one_finding(lint_text: LintText, tmp_path: Path) -> None:
    text = two_sides(["施錠保管"], ["施錠保管"]).replace("事業者に行わせる", "区が行う").replace("事業者の", "区の")

    (finding,) = lint_text(text, "KJ703")

    assert (place(finding, tmp_path), finding.message.ja) == (
        "r9/1-業務委託.yaml:9:11",
        "「区が行う」の「運用上」の区画が2つあります。",
    )
    assert [(related.span.line, related.span.column) for related in finding.related] == [(5, 11)]


def test_a_checklist_without_sections_is_empty(lint_text: LintText, tmp_path: Path) -> None:
    (finding,) = lint_text("# r9/1-業務委託.yaml\nnumber: 1\nsections: []\n", "KJ704")

    assert (place(finding, tmp_path), finding.message.ja) == (
        "r9/1-業務委託.yaml:3:1",
        "ここに区画が1つもありません。",
    )


def test_actors_and_kinds_are_parts_of_addresses_too(lint_text: LintText, tmp_path: Path) -> None:
    text = (
        two_sides(["施錠保管"], ["施錠保管"])
        .replace("actor: 区が行う", "actor: 区/都")
        .replace("kind: 運用上", "kind: 運用/上")
    )

    assert [place(finding, tmp_path) for finding in lint_text(text, "KJ705")] == [
        "r9/1-業務委託.yaml:4:12",
        "r9/1-業務委託.yaml:5:11",
        "r9/1-業務委託.yaml:9:11",
    ]


FORMERLY = """\
# r8/version.yaml
id: r8
# r8/1-業務委託.yaml
number: 1
sections:
  - {actor: 区が行う, kind: 運用上, heading: 対策, items: [{id: 施錠保管, text: 金庫に保管する。}]}
# r9/version.yaml
id: r9
supersedes: r8
# r9/1-業務委託.yaml
number: 1
sections:
  - actor: 区が行う
    kind: 運用上
    heading: 対策
    items:
      - {id: 金庫, formerly: 施錠保管, text: 金庫に保管する。}
      - {id: 施錠保管, text: 金庫に保管する。}
"""


def test_a_former_id_that_still_stands_is_ambiguous(lint_text: LintText, tmp_path: Path) -> None:
    (finding,) = lint_text(FORMERLY, "KJ706")

    assert (place(finding, tmp_path), finding.message.ja, finding.hint.ja) == (
        "r9/1-業務委託.yaml:8:28",
        "formerly の「施錠保管」は、この版の「区が行う」にまだあります。",
        "formerly を削除してください。",
    )


def test_a_former_id_is_not_judged_without_the_version_before(lint_text: LintText) -> None:
    assert lint_text(FORMERLY.replace("supersedes: r8\n", ""), "KJ706") == ()
