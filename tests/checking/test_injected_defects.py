"""One defect put into the corrected real case, at a random place, gives exactly the finding for it.

The corrected case gives no finding at all, so whatever is reported comes from the defect: recall
and precision are both tested.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT

from kojin_check.checking.engine import DEFAULT_SETTINGS, check_bytes
from kojin_check.findings import Span
from kojin_check.fix.approving import Resolution, approved
from kojin_check.model.dates import parse
from kojin_check.model.library import Library, load_library
from kojin_check.reading.source import Source
from kojin_check.reading.tree import MappingNode, Part, Route, Tree, read_tree
from kojin_check.rules.rule import RULES

RECORDING, LINKAGE, CONTRACT = range(3)
"""Indexes of the matters of the real case."""

CONDITIONAL = {"データの暗号化と受渡し", "手交時の運搬", "受渡しの管理簿", "施錠保管", "国内法の適用"}
CONDITIONAL |= {"機器設置場所の入退室", "外部記録媒体の管理", "実データの検証", "持込機器の制限"}
SOUND_REASON = "−（別の手順書で定めているため）"


@dataclass(frozen=True)
class CaseText:
    """The text of a case, with its places."""

    text: str

    @cached_property
    def source(self) -> Source:
        return Source("case.yaml", self.text)

    def span(self, route: Route, part: Part = Part.VALUE) -> Span:
        return self._tree.locate(route, part)

    @cached_property
    def _tree(self) -> Tree:
        return read_tree(self.source)

    @cached_property
    def answers(self) -> tuple[Route, ...]:
        """The routes of all answers."""
        return tuple(self._answers())

    def _answers(self) -> Iterator[Route]:
        for matter in (RECORDING, LINKAGE, CONTRACT):
            base: Route = ("matters", matter, "answers")
            actors = self._tree.node(base)
            assert isinstance(actors, MappingNode)
            for actor, kinds in actors.entries.items():
                assert isinstance(kinds.value, MappingNode)
                for kind, items in kinds.value.entries.items():
                    assert isinstance(items.value, MappingNode)
                    for item in items.value.entries:
                        yield (*base, actor, kind, item)

    def with_value(self, route: Route, value: str) -> Defective:
        """Replaces the value at `route`; the finding is expected there."""
        return self.edited(self.span(route), value)

    def with_key(self, route: Route, key: str) -> Defective:
        return self.edited(self.span(route, Part.KEY), key)

    def edited(self, span: Span, text: str) -> Defective:
        start, end = self.source.offset(span.line, span.column), self.source.offset(span.end_line, span.end_column)
        return Defective(self.text[:start] + text + self.text[end:], (span.line,))

    def with_line_after(self, route: Route, line: str, part: Part = Part.VALUE) -> Defective:
        """Adds a line below the one of `route`, indented like the key or list entry there."""
        span = self.span(route, part)
        lines = list(self.source.lines)
        indent = len(lines[span.line - 1]) - len(lines[span.line - 1].lstrip())
        lines.insert(span.end_line, " " * indent + line)
        return Defective("\n".join(lines) + "\n", (span.end_line + 1,))

    def without_line(self, route: Route, part: Part = Part.KEY) -> Defective:
        span = self.span(route, part)
        lines = list(self.source.lines)
        del lines[span.line - 1]
        return Defective("\n".join(lines) + "\n", (span.line,))

    def list_entry(self, matter: int, key: str, index: int) -> Route:
        return ("matters", matter, key, index)


@dataclass(frozen=True)
class Defective:
    """A case with a defect, and the lines where it is to be reported."""

    text: str | bytes
    lines: tuple[int, ...]

    def at(self, *lines: int) -> Defective:
        return Defective(self.text, lines)

    @property
    def data(self) -> bytes:
        return self.text if isinstance(self.text, bytes) else self.text.encode()


Inject = Callable[[CaseText, st.DataObject], Defective]
DEFECTS: dict[str, list[Inject]] = {}


def defect(code: str) -> Callable[[Inject], Inject]:
    def register(inject: Inject) -> Inject:
        DEFECTS.setdefault(code, []).append(inject)
        return inject

    return register


def any_answer(case: CaseText, data: st.DataObject) -> Route:
    return data.draw(st.sampled_from(case.answers))


def plain_answer(case: CaseText, data: st.DataObject) -> Route:
    """An answer to an item that is needed whatever the facts."""
    return data.draw(st.sampled_from([route for route in case.answers if route[-1] not in CONDITIONAL]))


def declined_answer(case: CaseText, data: st.DataObject) -> Route:
    """One of the six − of the real case."""
    declined = [route for route in case.answers if case.source.slice(case.span(route)).startswith("−")]
    assert len(declined) == 6
    return data.draw(st.sampled_from(declined))


@defect("KJ001")
def unquoted_hyphen(case: CaseText, data: st.DataObject) -> Defective:
    typed = data.draw(st.sampled_from(["-", "- (電子データのみの取扱いのため)", "- （電子データのみの取扱いのため）"]))
    if typed == "-":  # Without a reason it would be a second defect.
        route = data.draw(st.sampled_from([("title",), ("department",)]))
        return case.with_value(route, "- 区政情報課")
    return case.with_value(declined_answer(case, data), typed)


@defect("KJ001")
def tab(case: CaseText, data: st.DataObject) -> Defective:
    span = case.span(any_answer(case, data), Part.KEY)
    return case.edited(Span(span.line, 1, span.line, span.column), "\t" * data.draw(st.integers(1, 4)))


@defect("KJ001")
def control_character(case: CaseText, data: st.DataObject) -> Defective:
    return case.with_value(("title",), "区民意見" + data.draw(st.sampled_from("\x00\x07\x1b\x7f\x9b")) + "システム")


@defect("KJ002")
def saved_by_an_old_editor(case: CaseText, data: st.DataObject) -> Defective:
    encoding = data.draw(st.sampled_from(["cp932", "euc-jp"]))
    return Defective(case.text.replace("−", "－").encode(encoding, "replace"), ())


@defect("KJ003")
def duplicate(case: CaseText, data: st.DataObject) -> Defective:
    route = any_answer(case, data)
    return case.with_line_after(route, f"{route[-1]}: ○", Part.KEY)


@defect("KJ004")
def unknown_key(case: CaseText, data: st.DataObject) -> Defective:
    route: Route = data.draw(
        st.sampled_from(
            [("title",), ("matters", LINKAGE, "business"), ("matters", CONTRACT, "media"), ("overview", "volume")]
        )
    )
    return case.with_line_after(
        route, data.draw(st.sampled_from(["備考欄", "Title", "tanto", "mediaa"])) + ": 参考", Part.KEY
    )


@defect("KJ005")
def required_field_blank(case: CaseText, data: st.DataObject) -> Defective:
    return case.with_value((data.draw(st.sampled_from(["title", "department", "checklist_version"])),), "")


@defect("KJ005")
def required_field_absent(case: CaseText, data: st.DataObject) -> Defective:
    name = data.draw(st.sampled_from(["title", "department"]))
    return case.without_line((name,)).at(case.span(("schema",)).line)


@defect("KJ006")
def impossible_date(case: CaseText, data: st.DataObject) -> Defective:
    end = data.draw(st.sampled_from(["from", "to"]))
    typed = data.draw(
        st.sampled_from(["令和6年2月30日", "2024-02-30", "令和6年13月1日", "R6.4.31", "来年度", "令和6年"])
    )
    return case.with_value(("matters", data.draw(st.sampled_from([LINKAGE, CONTRACT])), "periods", 0, end), typed)


@defect("KJ006")
def unknown_word(case: CaseText, data: st.DataObject) -> Defective:
    route, value = data.draw(
        st.sampled_from(
            [
                (("status",), "完成"),
                (("matters", CONTRACT, "media", 0), "電子媒体"),
                (("matters", LINKAGE, "type"), "外部接合"),
                (("matters", LINKAGE, "checklist"), "四"),
                (("matters", CONTRACT, "periods", 1, "renews"), "はい"),
            ]
        )
    )
    return case.with_value(route, value)


@defect("KJ007")
def yaml_feature(case: CaseText, data: st.DataObject) -> Defective:
    return case.with_value(("title",), data.draw(st.sampled_from(["&a 件名", "!tag 件名", "*a"])))


@defect("KJ008")
def too_deep(case: CaseText, data: st.DataObject) -> Defective:
    depth = data.draw(st.integers(65, 200))
    return case.with_value(("title",), "[" * depth + "]" * depth)


@defect("KJ009")
def zero_width_space(case: CaseText, data: st.DataObject) -> Defective:
    index = data.draw(st.integers(0, 11))
    route = case.list_entry(data.draw(st.sampled_from([LINKAGE, CONTRACT])), "data_items", index)
    typed = case.source.slice(case.span(route))
    at = data.draw(st.integers(0, len(typed)))
    return case.with_value(route, typed[:at] + "\u200b" + typed[at:])


@defect("KJ010")
def unknown_version(case: CaseText, data: st.DataObject) -> Defective:
    return case.with_value(("checklist_version",), data.draw(st.sampled_from(["r4", "R5", "令和5年度版", "r55"])))


@defect("KJ011")
def merge_conflict(case: CaseText, data: st.DataObject) -> Defective:
    lines = case.text.split("\n")
    at = data.draw(st.integers(0, len(lines) - 2))
    conflict = ["<<<<<<< HEAD", lines[at], "=======", lines[at], ">>>>>>> topic"]
    return Defective("\n".join([*lines[:at], *conflict, *lines[at + 1 :]]), (at + 1,))


@defect("KJ101")
def blank_answer(case: CaseText, data: st.DataObject) -> Defective:
    return case.with_value(any_answer(case, data), "")


@defect("KJ101")
def absent_answer(case: CaseText, data: st.DataObject) -> Defective:
    route = any_answer(case, data)
    return case.without_line(route).at(case.span(route[:-1], Part.KEY).line)


@defect("KJ102")
def no_reason(case: CaseText, data: st.DataObject) -> Defective:
    return case.with_value(plain_answer(case, data), "−")


@defect("KJ103")
def foreign_mark(case: CaseText, data: st.DataObject) -> Defective:
    return case.with_value(any_answer(case, data), data.draw(st.sampled_from(["×", "△", "◎", "レ", "済", "0", "一"])))


@defect("KJ103")
def open_answer(case: CaseText, data: st.DataObject) -> Defective:
    return case.with_value(any_answer(case, data), data.draw(st.sampled_from(["○?", "○→−", "○/−", "○ 未定", "−→○"])))


@defect("KJ104")
def other_spelling(case: CaseText, data: st.DataObject) -> Defective:
    if data.draw(st.booleans()):
        ticked = [route for route in case.answers if case.source.slice(case.span(route)) == "○"]
        return case.with_value(data.draw(st.sampled_from(ticked)), data.draw(st.sampled_from(["〇", "◯", "⭕", "“○”"])))
    mark = data.draw(st.sampled_from("－ーｰ‐‑‒–—―─━﹘﹣➖"))
    return case.with_value(declined_answer(case, data), mark + "（電子データのみの取扱いのため）")


@defect("KJ105")
def empty_reason(case: CaseText, data: st.DataObject) -> Defective:
    reason = data.draw(
        st.sampled_from(
            [
                "なし",
                "特になし",
                "該当なし",
                "不要",
                "必要なし",
                "同上",
                "−",
                "？",
                "TBD",
                "要確認",
                "別紙のとおり",
                "前回と同じ",
                "○",
            ]
        )
    )
    return case.with_value(plain_answer(case, data), f"−（{reason}）")


@defect("KJ108")
def answer_to_look_at_again(case: CaseText, data: st.DataObject) -> Defective:
    item = data.draw(st.sampled_from(["5/区が行う/運用上/施錠保管", "5/区が行う/運用上/施錠"]))
    entry = f"  - {{item: {item}, why: 文言の変更（r4 → r5）}}"
    return Defective(f"{case.text.rstrip()}\nrecheck:\n{entry}\n", (case.text.rstrip().count("\n") + 3,))


@defect("KJ109")
def note_that_denies_its_mark(case: CaseText, data: st.DataObject) -> Defective:
    note = data.draw(st.sampled_from(["未実施、要確認", "検討中", "令和8年4月から実施予定", "対象外", "できない", "?"]))
    ticked = [route for route in case.answers if case.source.slice(case.span(route)) == "○"]
    return case.with_value(data.draw(st.sampled_from(ticked)), f"○（{note}）")


@defect("KJ106")
def unknown_item(case: CaseText, data: st.DataObject) -> Defective:
    route = any_answer(case, data)
    typed = str(route[-1])
    at = data.draw(st.integers(0, len(typed)))
    return case.with_key(route, typed[:at] + data.draw(st.sampled_from("々ヶ様〆")) + typed[at:])


@defect("KJ106")
def unknown_section(case: CaseText, data: st.DataObject) -> Defective:
    route = any_answer(case, data)[: data.draw(st.sampled_from([4, 5]))]
    return case.with_key(route, f"{route[-1]}の対策")


@defect("KJ107")
def misplaced_item(case: CaseText, data: st.DataObject) -> Defective:
    route = any_answer(case, data)
    kinds = {"運用上": "システム上", "システム上": "運用上"}
    other = (*route[:-2], kinds[str(route[-2])])
    typed = case.source.line(case.span(route).line).strip()
    moved = case.with_line_after(other, "  " + typed, Part.KEY)
    assert isinstance(moved.text, str)
    removed = case.span(route).line
    if removed > moved.lines[0] - 1:
        removed += 1
    lines = moved.text.split("\n")
    del lines[removed - 1]
    return Defective("\n".join(lines), (moved.lines[0] - (removed < moved.lines[0]),))


@defect("KJ201")
def matter_missing(case: CaseText, data: st.DataObject) -> Defective:
    return case.with_value(
        ("basis", 2), "業務委託, " + data.draw(st.sampled_from(["目的外利用", "外部提供", "指定管理"]))
    )


@defect("KJ202")
def basis_missing(case: CaseText, data: st.DataObject) -> Defective:
    types = ["電算処理", "外部結合", "業務委託"]
    left_out = data.draw(st.integers(0, 2))
    named = ", ".join(name for index, name in enumerate(types) if index != left_out)
    span = case.span(("basis",), Part.KEY)
    changed = case.edited(Span(span.line, 1, span.line, len(case.source.line(span.line)) + 1), f"basis: [{named}]")
    return changed.at(case.span(("matters", left_out, "type")).line)


@defect("KJ203")
def wrong_checklist(case: CaseText, data: st.DataObject) -> Defective:
    matter, numbers = data.draw(
        st.sampled_from([(CONTRACT, "123467890"), (LINKAGE, "1235678"), (RECORDING, "1245678")])
    )
    return case.with_value(("matters", matter, "checklist"), data.draw(st.sampled_from(numbers)))


@defect("KJ204")
def undeclared_media(case: CaseText, data: st.DataObject) -> Defective:
    route: Route = ("matters", CONTRACT, "media")
    if data.draw(st.booleans()):
        return case.without_line(route).at(case.span(("matters", CONTRACT)).line)
    span = case.span(route, Part.KEY)
    return case.edited(Span(span.line, span.end_column, span.line, len(case.source.line(span.line)) + 1), ":")


ONE_LINE_FIELDS: list[Route] = [
    ("clause",),
    ("overview", "business"),
    ("overview", "data_subjects"),
    *(("matters", matter, "business") for matter in (RECORDING, LINKAGE, CONTRACT)),
    *(("matters", matter, "storage") for matter in (RECORDING, LINKAGE)),
    *(("matters", matter, "party") for matter in (LINKAGE, CONTRACT)),
    *(("matters", matter, "purpose") for matter in (LINKAGE, CONTRACT)),
    ("matters", CONTRACT, "subcontracts", 0, "purpose"),
    ("matters", CONTRACT, "subcontracts", 0, "media"),
]


@defect("KJ206")
def blank_field(case: CaseText, data: st.DataObject) -> Defective:
    route = data.draw(st.sampled_from(ONE_LINE_FIELDS))
    key = case.span(route, Part.KEY)
    value = Span(key.line, key.end_column, key.line, len(case.source.line(key.line)) + 1)
    return case.edited(value, data.draw(st.sampled_from([":", ": ", ":   # 後で書く"])))


@defect("KJ206")
def absent_field(case: CaseText, data: st.DataObject) -> Defective:
    route = data.draw(st.sampled_from(ONE_LINE_FIELDS))
    removed = case.without_line(route)
    parent = route[:-1] if route[0] == "matters" else route[: len(route) - 1]
    return removed.at(case.span(parent).line) if parent else removed.at(case.span(("schema",)).line)


@defect("KJ206")
def list_of_blanks(case: CaseText, data: st.DataObject) -> Defective:
    blank = data.draw(st.sampled_from(['""', "''", '" "']))
    behind = data.draw(st.sampled_from(["", "  ", "  # 後で書く"]))
    defective = case.with_value(("matters", LINKAGE, "contents", 0), f"{blank}{behind}")
    return defective.at(case.span(("matters", LINKAGE, "contents"), Part.KEY).line)


@defect("KJ301")
def paper_item_ticked(case: CaseText, data: st.DataObject) -> Defective:
    return case.with_value(declined_answer(case, data), "○")


@defect("KJ302")
def needed_item_declined(case: CaseText, data: st.DataObject) -> Defective:
    routes = [route for route in case.answers if route[-1] == "国内法の適用"]
    return case.with_value(data.draw(st.sampled_from(routes)), SOUND_REASON)


@defect("KJ303")
def contradicting_reason(case: CaseText, data: st.DataObject) -> Defective:
    reason = data.draw(
        st.sampled_from(["再委託がないため", "紙媒体のみの取扱いのため", "クラウドサービスを利用しないため"])
    )
    return case.with_value(declined_answer(case, data), f"−（{reason}）")


@defect("KJ304")
def sides_disagree(case: CaseText, data: st.DataObject) -> Defective:
    return case.with_value(plain_answer(case, data), SOUND_REASON)


@defect("KJ306")
def party_named_a_little_differently(case: CaseText, data: st.DataObject) -> Defective:
    route: Route = ("matters", CONTRACT, "subcontracts", 0, "party", "name")
    typed = case.source.slice(case.span(("matters", CONTRACT, "party", "name")))
    return case.with_value(route, typed + data.draw(st.sampled_from(["ー", "ズ", "社"])))


@defect("KJ401")
def reversed_period(case: CaseText, data: st.DataObject) -> Defective:
    route: Route = data.draw(
        st.sampled_from([("matters", LINKAGE, "periods", 0, "to"), ("matters", CONTRACT, "periods", 1, "to")])
    )
    return case.with_value(route, data.draw(st.sampled_from(["令和6年12月31日", "2024-12-31", "R6.12"])))


@defect("KJ402")
def early_linkage(case: CaseText, data: st.DataObject) -> Defective:
    day = data.draw(st.sampled_from(["令和6年1月1日", "令和6年12月31日", "R6.12", "2024-04-01", "令和五年十二月一日"]))
    return case.with_value(("matters", LINKAGE, "periods", 0, "from"), day)


@defect("KJ403")
def unrecorded_item(case: CaseText, data: st.DataObject) -> Defective:
    matter = data.draw(st.sampled_from([LINKAGE, CONTRACT]))
    index = data.draw(st.integers(0, 11))
    return case.with_line_after(case.list_entry(matter, "data_items", index), "- 口座番号")


@defect("KJ404")
def subcontract_goes_beyond(case: CaseText, data: st.DataObject) -> Defective:
    base: Route = ("matters", CONTRACT, "subcontracts", 0)
    match data.draw(st.sampled_from(["media", "data_items", "period"])):
        case "media":
            return case.with_value((*base, "media", 0), "電磁的媒体, 可搬媒体")
        case "data_items":
            return case.with_line_after((*base, "data_items", data.draw(st.integers(0, 11))), "- 口座番号")
        case _:
            return case.with_value((*base, "periods", 0, "from"), "令和6年3月31日")


@defect("KJ405")
def unrecorded_subject(case: CaseText, data: st.DataObject) -> Defective:
    matter = data.draw(st.sampled_from([LINKAGE, CONTRACT]))
    index = data.draw(st.integers(0, 2))
    return case.with_line_after(case.list_entry(matter, "data_subjects", index), "- 窓口に来庁した者")


@defect("KJ406")
def era_that_had_ended(case: CaseText, data: st.DataObject) -> Defective:
    route: Route = data.draw(
        st.sampled_from(
            [
                ("matters", CONTRACT, "periods", 0, "from"),
                ("matters", CONTRACT, "subcontracts", 0, "periods", 0, "from"),
            ]
        )
    )
    return case.with_value(route, data.draw(st.sampled_from(["平成36年4月1日", "H36.4.1", "平成３６年４月１日"])))


@defect("KJ407")
def schedule_without_going_live(case: CaseText, data: st.DataObject) -> Defective:
    route: Route = ("matters", RECORDING, "milestones")
    [at] = [
        entry
        for entry in range(20)
        if (node := case._tree.node((*route, entry, "name"))) is not None and case.source.slice(node.span) == "本稼働"
    ]
    name = data.draw(st.sampled_from(["公開", "本番", "稼働", "試行", "システムの切替え（予定）"]))
    return case.with_value((*route, at, "name"), name).at(case.span(route, Part.KEY).line)


@defect("KJ505")
def request_for_a_waiver(case: CaseText, data: st.DataObject) -> Defective:
    rule = data.draw(st.sampled_from(["KJ101", "KJ301", "KJ302", "KJ402"]))
    entry = f"  - {{rule: {rule}, reason: 契約の締結後に定めるため}}"
    return Defective(f"{case.text.rstrip()}\nwaivers:\n{entry}\n", (case.text.rstrip().count("\n") + 3,))


@defect("KJ507")
def change_after_approval(case: CaseText, data: st.DataObject) -> Defective:
    library = load_library(ROOT / "checklists")
    record = approved(
        "case.yaml", case.text.encode(), Resolution(parse("令和7年1月23日")), library, DEFAULT_SETTINGS
    ).text
    key = data.draw(st.sampled_from(["clause", "title"]))
    changed = CaseText(record).with_value((key,), "要綱第3条第1項第4号")
    return changed.at(len(case.text.splitlines()) + 2)


@defect("KJ601")
def phone_number(case: CaseText, data: st.DataObject) -> Defective:
    typed = data.draw(
        st.sampled_from(["03-3209-1111", "０３－３２０９－１１１１", "090-1234-5678", "kusei@example.jp"])
    )
    route: Route = data.draw(
        st.sampled_from([("matters", CONTRACT, "purpose"), ("title",), ("matters", LINKAGE, "business")])
    )
    return case.with_value(route, f"連絡先は {typed} とする")


SHAPED_OTHERWISE = {"KJ012", "KJ110", "KJ205", "KJ305", "KJ501", "KJ502", "KJ503", "KJ504", "KJ506"}
SHAPED_OTHERWISE |= {"KJ908", "KJ801", "KJ802", "KJ803", "KJ804"}
"""Rules that need more than one change to one file; they have tests of their own below or beside the rule."""


def findings_in(defective: Defective, library: Library) -> list[tuple[str, int]]:
    report = check_bytes("case.yaml", defective.data, library)
    return [(finding.rule, finding.span.line) for finding in report.findings]


def test_the_corrected_case_gives_no_finding(corrected_case: str, library: Library) -> None:
    assert check_bytes("case.yaml", corrected_case.encode(), library).findings == ()


def test_every_rule_has_a_defect() -> None:
    assert set(DEFECTS) | SHAPED_OTHERWISE == set(RULES)


CASE = CaseText((ROOT / "tests" / "data" / "examples" / "corrected.yaml").read_text(encoding="utf-8"))
INJECTIONS = [
    pytest.param(code, inject, id=f"{code}-{inject.__name__}") for code in sorted(DEFECTS) for inject in DEFECTS[code]
]


@pytest.mark.parametrize(("code", "inject"), INJECTIONS)
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_defect_gives_exactly_its_finding(code: str, inject: Inject, data: st.DataObject, library: Library) -> None:
    defective = inject(CASE, data)
    found = findings_in(defective, library)
    if defective.lines:
        assert found == [(code, line) for line in defective.lines]
    else:
        assert [rule for rule, _ in found] == [code]


def test_matters_that_disagree(library: Library) -> None:
    item = "通信の暗号化"
    text = CASE.text
    lines: list[int] = []
    for actor in ("区が行う", "事業者に行わせる"):
        route: Route = ("matters", CONTRACT, "answers", actor, "システム上", item)
        changed = CaseText(text).with_value(route, SOUND_REASON)
        assert isinstance(changed.text, str)
        text = changed.text
        lines += changed.lines
    assert findings_in(Defective(text, ()), library) == [("KJ305", line) for line in lines]


def test_measures_that_rest_on_a_blank_fact(library: Library) -> None:
    text = CASE.text
    for actor in ("区が行う", "事業者に行わせる"):
        route: Route = ("matters", RECORDING, "answers", actor, "運用上", "実データの検証")
        changed = CaseText(text).with_value(route, SOUND_REASON)
        assert isinstance(changed.text, str)
        text = changed.text
    line = CASE.span(("matters", RECORDING, "facts"), Part.KEY).line
    assert findings_in(Defective(text, ()), library) == [("KJ205", line)]


def test_a_draft_version(library: Library) -> None:
    defective = CASE.with_value(("checklist_version",), "r7-draft")
    missing = [
        ("KJ101", CASE.span(("matters", CONTRACT, "answers", actor, "運用上"), Part.KEY).line)
        for actor in ("区が行う", "事業者に行わせる")
        for _ in range(2)
    ]
    assert findings_in(defective, library) == [("KJ501", defective.lines[0]), *missing]


def test_a_superseded_version(tmp_path: Path) -> None:
    for name in ("r5", "r6"):
        shutil.copytree(ROOT / "checklists" / "r5", tmp_path / name)
    definition = tmp_path / "r6" / "version.yaml"
    text = definition.read_text(encoding="utf-8").replace("id: r5", "id: r6\nsupersedes: r5")
    definition.write_text(text, encoding="utf-8")
    expected = [("KJ502", CASE.span(("checklist_version",)).line)]
    assert findings_in(Defective(CASE.text, ()), load_library(tmp_path)) == expected
