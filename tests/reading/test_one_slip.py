"""One slip gives one finding, at its place: nothing that follows from it is reported as well.

Each slip is a change to the corrected real case, which gives no finding by itself. `⟪` in the
changed text stands right before the place where the finding is expected.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library

HERE = "⟪"

BASIS = "basis: [電算処理, 外部結合, 業務委託]\n"
CONTRACT = "  - type: 業務委託\n    checklist: 5\n"
MEDIA = "    media: [電磁的媒体]\n    periods:"
ANSWERS = "    answers:\n      区が行う:\n        # 委託にあたり区が行う情報保護対策【運用上の対策】\n        運用上:\n"
SYSTEMS = "        # 委託にあたり区が行う情報保護対策【システム上の対策】\n        システム上:\n"
FIRST_SYSTEM = (
    "          # 接続するネットワークについては、特定相手以外との通信を不可とする。\n          通信相手の限定: ○\n"
)
CONTRACTOR = "      事業者に行わせる:\n        # 委託事業者に行わせる情報保護対策【運用上の対策】\n        運用上:\n"
CONTRACTOR_SYSTEMS = "        # 委託事業者に行わせる情報保護対策【システム上の対策】\n        システム上:\n"
WORKFLOW = "          # 全体の業務フローを作成し、委託先と共有する。\n          業務フロー: ○\n"
LOCKED = "          # 個人情報は、施錠できる金庫又はキャビネット等に保管する。\n          施錠保管: −（電子データのみの取扱いのため）\n"
DOMESTIC_LAW = (
    "          # システムを提供するサーバは日本国内の法が適用される安全性が確保された環境にする。\n          国内法の適用: ○\n"
    "      事業者に行わせる:\n        # 委託事業者に"
)
MILESTONE = "      - {name: 本稼働, date: 令和7年1月}\n    facts: {クラウドの利用: true}\n"


ACTORS = ("      区が行う:", "      事業者に行わせる:")


@dataclass(frozen=True)
class Slip:
    """A change of the case: what stood there, what was typed, and the rules that report it, in the order of the text."""

    name: str
    old: str
    new: str
    rules: tuple[str, ...]
    also: tuple[str, str] | None = None
    """A second replacement: the other half of a line that was moved, or the place where something is missed."""


def slip(name: str, old: str, new: str, *rules: str, also: tuple[str, str] | None = None) -> Slip:
    return Slip(name, old, new, rules, also)


SLIPS = [
    # Keys
    slip("misspelt required key", "\ntitle:", f"\n{HERE}titel:", "KJ004"),
    slip("Japanese word for a required key", "\ndepartment:", f"\n{HERE}担当課:", "KJ004"),
    slip("misspelt version key", "\nchecklist_version:", f"\n{HERE}checklist-version:", "KJ004"),
    slip("misspelt basis", BASIS, f"{HERE}bases: [電算処理, 外部結合, 業務委託]\n", "KJ004"),
    slip("misspelt matters", "\nmatters:", f"\n{HERE}matter:", "KJ004"),
    slip("misspelt media", MEDIA, f"    {HERE}medai: [電磁的媒体]\n    periods:", "KJ004"),
    slip("Japanese word for media", MEDIA, f"    {HERE}取扱媒体: [電磁的媒体]\n    periods:", "KJ004"),
    slip("misspelt checklist", CONTRACT, f"  - type: 業務委託\n    {HERE}cheklist: 5\n", "KJ004"),
    slip("misspelt type", CONTRACT, f"  - {HERE}typ: 業務委託\n    checklist: 5\n", "KJ004"),
    slip("misspelt answers", ANSWERS, ANSWERS.replace("answers", f"{HERE}anwsers"), "KJ004"),
    slip(
        "misspelt mark in a mapping",
        LOCKED,
        LOCKED.replace("−（", f"{{{HERE}mrak: −, reason: ").replace("）", "}"),
        "KJ004",
    ),
    slip("unknown key without a value", "\nstatus:", f"\n{HERE}memo:\nstatus:", "KJ004"),
    slip("full-width space before a key", "\ntitle:", f"\n{HERE}　title:", "KJ009"),
    # A needed item that is declined: what its reason lacks is not the point
    slip("needed item declined", DOMESTIC_LAW, DOMESTIC_LAW.replace("○", f"{HERE}−（国外のため）"), "KJ302"),
    slip("needed item declined without reason", DOMESTIC_LAW, DOMESTIC_LAW.replace("○", f"{HERE}−"), "KJ302"),
    slip("needed item declined emptily", DOMESTIC_LAW, DOMESTIC_LAW.replace("○", f"{HERE}−（なし）"), "KJ302"),
    # Required values
    slip(
        "title left out",
        "\ntitle: 区民意見・FAQシステムの再構築等について",
        "",
        "KJ005",
        also=("\nschema:", f"\n{HERE}schema:"),
    ),
    slip("blank basis", BASIS, f"{HERE}basis:\n", "KJ005"),
    slip("empty basis", BASIS, f"{HERE}basis: []\n", "KJ005"),
    slip("blank type", CONTRACT, f"  - {HERE}type:\n    checklist: 5\n", "KJ005"),
    slip("checklist left out", CONTRACT, f"  - {HERE}type: 業務委託\n", "KJ005"),
    slip("blank version", "checklist_version: r5", f"{HERE}checklist_version:", "KJ005"),
    # Values
    slip("unknown type", CONTRACT, CONTRACT.replace("業務委託", f"{HERE}業務委詫"), "KJ006"),
    slip("type like no other", CONTRACT, CONTRACT.replace("業務委託", f"{HERE}よその仕事"), "KJ006"),
    slip("type as a list", CONTRACT, CONTRACT.replace("type: 業務委託", f"{HERE}type: [業務委託]"), "KJ006"),
    slip("unknown type in the basis", BASIS, BASIS.replace("業務委託", f"{HERE}業務委詫"), "KJ006"),
    slip("basis as a text", BASIS, f"basis: {HERE}電算処理、外部結合、業務委託\n", "KJ006"),
    slip("blank entry in the basis", BASIS, f"basis:\n  - 電算処理\n  -{HERE}\n  - 業務委託\n", "KJ006"),
    slip("unknown medium", MEDIA, MEDIA.replace("電磁的媒体", f"{HERE}電磁媒体"), "KJ006"),
    slip("unknown medium beside a known one", MEDIA, MEDIA.replace("電磁的媒体", f"電磁的媒体, {HERE}紙"), "KJ006"),
    slip("unknown medium in a text", MEDIA, MEDIA.replace("[電磁的媒体]", f"電磁的媒体・{HERE}紙"), "KJ006"),
    slip("checklist in words", CONTRACT, CONTRACT.replace("5", f"{HERE}五"), "KJ006"),
    slip("unknown fact", MILESTONE, MILESTONE.replace("クラウドの利用", f"{HERE}クラウド利用"), "KJ006"),
    slip("fact that is neither true nor false", MILESTONE, MILESTONE.replace("true", f"{HERE}はい"), "KJ006"),
    slip(
        "data item with a colon",
        "      - 回答内容\n      - 意見及び回答に関する電子データ\n    storage: 電磁的媒体",
        f"      - {HERE}回答内容: 全文\n      - 意見及び回答に関する電子データ\n    storage: 電磁的媒体",
        "KJ006",
    ),
    slip("unknown status", "status: final", f"status: {HERE}完成", "KJ006"),
    slip("answer as a list", WORKFLOW, WORKFLOW.replace("業務フロー: ○", f"{HERE}業務フロー: [○]"), "KJ006"),
    slip(
        "item beside its heading",
        WORKFLOW,
        "",
        "KJ006",
        also=(
            "        # 委託にあたり区が行う情報保護対策【シス",
            f"        業務フロー: {HERE}○\n        # 委託にあたり区が行う情報保護対策【シス",
        ),
    ),
    # Features of YAML
    slip(
        "alias for a required text",
        "title: 区民意見・FAQシステムの再構築等について",
        f"title: {HERE}*件名".replace("件名", "title"),
        "KJ007",
    ),
    slip("alias for an answer", WORKFLOW, WORKFLOW.replace("○", f"{HERE}*yes"), "KJ007"),
    slip("alias for the media", MEDIA, MEDIA.replace("[電磁的媒体]", f"{HERE}*media"), "KJ007"),
    slip("tag", CONTRACT, CONTRACT.replace("業務委託", f"{HERE}!a 業務委託"), "KJ007"),
    # Characters
    slip("zero-width space in a type", CONTRACT, CONTRACT.replace("業務委託", f"{HERE}業務\u200b委託"), "KJ009"),
    slip("zero-width space in an item", WORKFLOW, WORKFLOW.replace("業務フロー:", f"{HERE}業務\u200bフロー:"), "KJ009"),
    slip("no-break space behind a medium", MEDIA, MEDIA.replace("電磁的媒体", f"{HERE}電磁的媒体\u00a0"), "KJ009"),
    slip("full-width space behind the number", CONTRACT, CONTRACT.replace("5", f"{HERE}5\u3000"), "KJ009"),
    slip(
        "comment that cuts a reason",
        LOCKED,
        LOCKED.replace("−（", f"{HERE}−（").replace("ため）", "ため #庁内）"),
        "KJ009",
    ),
    # Versions
    slip("unknown version", "checklist_version: r5", f"checklist_version: {HERE}R5", "KJ010"),
    # Answers
    slip("blank answer", WORKFLOW, WORKFLOW.replace("業務フロー: ○", f"{HERE}業務フロー:"), "KJ101"),
    slip("answer left out", WORKFLOW, "", "KJ101", also=(ANSWERS, ANSWERS.replace("運用上:", f"{HERE}運用上:"))),
    slip(
        "answer without a mark",
        LOCKED,
        LOCKED.replace("施錠保管: −（", f"{HERE}施錠保管: {{reason: ").replace("）", "}"),
        "KJ101",
    ),
    slip("mark without a reason", LOCKED, LOCKED.replace("−（電子データのみの取扱いのため）", f"{HERE}−"), "KJ102"),
    slip("reason in a comment", LOCKED, LOCKED.replace("−（", f"{HERE}− #（"), "KJ102"),
    slip(
        "reason without a mark",
        LOCKED,
        LOCKED.replace("−（電子データのみの取扱いのため）", f"{HERE}電子データのみの取扱いのため"),
        "KJ103",
    ),
    slip("look-alike of a mark", WORKFLOW, WORKFLOW.replace("○", f"{HERE}◎"), "KJ103"),
    slip("mark in another spelling", WORKFLOW, WORKFLOW.replace("○", f"{HERE}〇"), "KJ104"),
    slip("empty reason", LOCKED, LOCKED.replace("−（電子データのみの取扱いのため）", f"{HERE}−（同上）"), "KJ105"),
    slip("misspelt item", WORKFLOW, WORKFLOW.replace("業務フロー:", f"{HERE}業務フロウ:"), "KJ106"),
    slip("another name for an item", WORKFLOW, WORKFLOW.replace("業務フロー:", f"{HERE}手順書:"), "KJ106"),
    slip("misspelt kind", ANSWERS, ANSWERS.replace("運用上:", f"{HERE}運用面:"), "KJ106"),
    slip("another name for an actor", ANSWERS, ANSWERS.replace("区が行う:", f"{HERE}担当課:"), "KJ106"),
    slip("full-width space before an item", WORKFLOW, WORKFLOW.replace("業務フロー:", f"{HERE}　業務フロー:"), "KJ009"),
    slip(
        "item under another kind",
        WORKFLOW,
        "",
        "KJ107",
        also=(SYSTEMS, SYSTEMS + WORKFLOW.replace("業務フロー:", f"{HERE}業務フロー:")),
    ),
    # Headings
    slip(
        "heading of a kind left out",
        SYSTEMS + FIRST_SYSTEM,
        FIRST_SYSTEM.replace("通信相手", f"{HERE}通信相手"),
        "KJ107",
    ),
    slip(
        "heading of a kind indented too far", SYSTEMS, SYSTEMS.replace("システム上:", f"  {HERE}システム上:"), "KJ106"
    ),
    slip(
        "heading of an actor left out",
        CONTRACTOR,
        CONTRACTOR.replace("      事業者に行わせる:\n", "").replace("運用上:", f"{HERE}運用上:"),
        "KJ003",
        "KJ003",
        also=(CONTRACTOR_SYSTEMS, CONTRACTOR_SYSTEMS.replace("システム上:", f"{HERE}システム上:")),
    ),
    slip(
        "heading of an actor indented too little",
        CONTRACTOR,
        CONTRACTOR.replace("      事業者に", f"    {HERE}事業者に"),
        "KJ004",
    ),
    slip("key indented too far", "\nmatters:", f"\n  {HERE}matters:", "KJ004"),
    # Matters
    slip("type that no matter has", BASIS, BASIS.replace("業務委託", f"業務委託, {HERE}指定管理"), "KJ201"),
    slip(
        "type that the basis does not name",
        BASIS,
        "basis: [電算処理, 外部結合]\n",
        "KJ202",
        also=(CONTRACT, CONTRACT.replace("業務委託", f"{HERE}業務委託")),
    ),
    slip("checklist of another type", CONTRACT, CONTRACT.replace("5", f"{HERE}4"), "KJ203"),
    slip("checklist that does not exist", CONTRACT, CONTRACT.replace("5", f"{HERE}50"), "KJ203"),
    slip("checklist for other media", CONTRACT, CONTRACT.replace("5", f"{HERE}6"), "KJ203"),
    slip("type that is not the checklist's", CONTRACT, f"  - type: 指定管理\n    checklist: {HERE}5\n", "KJ203"),
    slip("empty media", MEDIA, MEDIA.replace("media: [電磁的媒体]", f"{HERE}media: []"), "KJ204"),
    slip("media left out", MEDIA, "    periods:", "KJ204", also=(CONTRACT, CONTRACT.replace("type", f"{HERE}type"))),
]


def replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the case"
    return text.replace(old, new)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_one_slip_gives_one_finding(slip: Slip, corrected_case: str, library: Library) -> None:
    marked = replaced(corrected_case, slip.old, slip.new)
    if slip.also is not None:
        marked = replaced(marked, *slip.also)
    lines = marked.split("\n")
    expected = [(number, line.index(HERE) + 1) for number, line in enumerate(lines, 1) if HERE in line]

    findings = check_text("case.yaml", marked.replace(HERE, ""), library).findings

    assert [(finding.rule, finding.span[:2]) for finding in findings] == list(zip(slip.rules, expected, strict=True))


def findings_in(text: str, library: Library) -> list[tuple[str, int]]:
    return [(finding.rule, finding.span.line) for finding in check_text("case.yaml", text, library).findings]


@pytest.mark.parametrize("typed", [" 別紙のとおり", " [別紙]", " {業務フロー: ○, 施錠保管: ○}"])
def test_answers_of_another_shape_are_one_finding(typed: str, corrected_case: str, library: Library) -> None:
    head, found, _ = corrected_case.partition(ANSWERS)
    assert found
    assert findings_in(f"{head}    answers:{typed}\n", library) == [("KJ006", head.count("\n") + 1)]


@pytest.mark.parametrize("typed", ["", " {}"])
def test_no_answers_at_all_are_one_finding(typed: str, corrected_case: str, library: Library) -> None:
    head, _, _ = corrected_case.partition(ANSWERS)
    assert findings_in(f"{head}    answers:{typed}\n", library) == [("KJ005", head.count("\n") + 1)]


def test_a_level_of_headings_left_out_is_one_finding_a_side(corrected_case: str, library: Library) -> None:
    head, answers, tail = corrected_case.partition(ANSWERS)
    flat = (answers + tail).replace("        運用上:\n", "").replace("        システム上:\n", "")
    lines = [number for number, line in enumerate((head + flat).split("\n"), 1) if line in ACTORS]
    assert findings_in(head + flat, library) == [("KJ006", line) for line in lines[-2:]]


def test_a_matter_without_its_first_line_is_not_missed(corrected_case: str, library: Library) -> None:
    text = replaced(corrected_case, "  - type: 外部結合\n", "")
    assert {rule for rule, _ in findings_in(text, library)} == {"KJ003"}


def test_matters_that_are_no_list_are_one_finding(corrected_case: str, library: Library) -> None:
    head, found, _ = corrected_case.partition("\nmatters:\n")
    assert found
    text = f"{head}\nmatters:\n  type: 業務委託\n  checklist: 5\n"
    assert findings_in(text, library) == [("KJ006", head.count("\n") + 2)]


def test_a_matter_that_is_no_mapping_is_one_finding(corrected_case: str, library: Library) -> None:
    head, found, _ = corrected_case.partition(CONTRACT)
    assert found
    assert findings_in(f"{head}  - 業務委託\n", library) == [("KJ006", head.count("\n") + 1)]


def test_slips_in_two_matters_do_not_hide_each_other(corrected_case: str, library: Library) -> None:
    text = replaced(corrected_case, CONTRACT, CONTRACT.replace("業務委託", "業務委詫"))
    text = replaced(text, "    checklist: 4\n", "    checklist: 40\n")
    lines = text.split("\n")
    assert findings_in(text, library) == [
        ("KJ203", lines.index("    checklist: 40") + 1),
        ("KJ006", lines.index("  - type: 業務委詫") + 1),
    ]


def test_two_misspelt_items_are_two_findings(corrected_case: str, library: Library) -> None:
    text = replaced(corrected_case, WORKFLOW, WORKFLOW.replace("業務フロー:", "業務フロウ:"))
    text = replaced(text, LOCKED, LOCKED.replace("施錠保管:", "施錠管理:"))
    lines = text.split("\n")
    assert findings_in(text, library) == [
        ("KJ106", lines.index("          業務フロウ: ○") + 1),
        ("KJ106", lines.index("          施錠管理: −（電子データのみの取扱いのため）") + 1),
    ]
