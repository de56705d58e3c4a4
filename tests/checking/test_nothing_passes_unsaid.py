"""Nothing passes unsaid: what the program lets pass is complete in the eyes of somebody else.

The other reader is `yaml.compose`, with a count of its own: it knows the checklists' items, the marks in the
spellings of the form, and where facts stand, and nothing of the program's own reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT

from kojin_check.checking.engine import check_text
from kojin_check.findings import Severity
from kojin_check.model.library import Library

MARK = re.compile(r"[○〇◯⭕−\-－ーｰ‐‑‒–—―─━﹘﹣➖]")
MINUS = re.compile(r"[−\-－ーｰ‐‑‒–—―─━﹘﹣➖]")
OPEN = re.compile(r"[?？→]|未定|未実施|要確認|検討中|別紙のとおり|前回と同じ")

CASE = (ROOT / "tests" / "data" / "examples" / "corrected.yaml").read_text(encoding="utf-8")
LINES = CASE.split("\n")
ANSWERS = [at for at, line in enumerate(LINES) if re.match(r" {10}\S+: [○−]", line)]
FACTS = [at for at, line in enumerate(LINES) if re.match(r" {4}(media|facts|subcontracts|party|checklist|type):", line)]

Mutation = Callable[[list[str], st.DataObject], None]


def plain(node: yaml.Node | None) -> Any:
    """The values of a document as texts, the last of two equal keys, without YAML's guessing of types."""
    match node:
        case yaml.ScalarNode():
            return node.value
        case yaml.SequenceNode():
            return [plain(entry) for entry in node.value]
        case yaml.MappingNode():
            return {plain(key): plain(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    return None


def form_items(number: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Actor, kind, id and definition of every item of the form with this number, read from its file."""
    [path] = (ROOT / "checklists" / "r5").glob(f"{number}-*.yaml")
    for section in plain_file(path)["sections"]:
        for item in section["items"]:
            yield section["actor"], section["kind"], item["id"], item


def plain_file(path: Path) -> Any:
    if path not in _READ:
        _READ[path] = plain(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    return _READ[path]


_READ: dict[Path, Any] = {}


def gaps(text: str) -> list[str]:
    """What is missing in a case that somebody else reads."""
    case = plain(yaml.compose(text, Loader=yaml.CSafeLoader))
    found = [f"no matter {kind}" for kind in case["basis"] if kind not in [one["type"] for one in case["matters"]]]
    for index, matter in enumerate(case["matters"]):
        for actor, kind, name, item in form_items(matter["checklist"]):
            kinds = matter["answers"].get(actor) or {}
            under_any = [entries[name] for entries in kinds.values() if entries and name in entries]
            answer = under_any[0] if under_any else ""
            written = answer["mark"] if isinstance(answer, dict) else answer
            where = f"{index}/{actor}/{kind}/{name}"
            if not MARK.match(written.strip().strip("“”\"「」'")):
                found.append(f"{where}: {written!r}")
            elif OPEN.search(str(answer)):
                found.append(f"{where} is open: {answer!r}")
            elif MINUS.match(written) and (missing := blank_facts(item, matter)):
                found.append(f"{where} rests on {missing}")
    found += [
        f"nobody approved {one}" for one in case.get("waivers") or () if not (one.get("approved_by") or "").strip()
    ]
    return found


def blank_facts(item: dict[str, Any], matter: dict[str, Any]) -> list[str]:
    facts = {**(matter.get("facts") or {}), "media": matter.get("media"), "subcontracts": matter.get("subcontracts")}
    return [fact for fact in item.get("when") or {} if facts.get(fact) in (None, "")]


def change_answer(lines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.sampled_from(ANSWERS))
    name = lines[at].split(":")[0]
    answers = [
        "",
        " −",
        " ○",
        " 〇",
        " −（専用線で結合するため）",
        " −（別紙のとおり）",
        " ○?",
        " ○→−",
        " ○（未実施）",
        " ×",
        " レ",
    ]
    answers += [" －（検討中）", " {mark: ○, note: 要確認}", " ~", " 未定", " -", " '○'", " ○ #", " [○]"]
    lines[at] = f"{name}:{data.draw(st.sampled_from(answers))}"


def decline_on_both_sides(lines: list[str], data: st.DataObject) -> None:
    name = lines[data.draw(st.sampled_from(ANSWERS))].split(":")[0]
    for at in ANSWERS:
        if lines[at].split(":")[0] == name:
            lines[at] = f"{name}: −（専用線で結合するため）"


def damage_line(lines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.sampled_from(ANSWERS + FACTS))
    damages: list[Callable[[str], str]] = [
        lambda line: "#" + line,
        lambda line: line.split(":")[0] + ":",
        lambda line: line.replace(": ", "： ", 1),
        lambda line: line.replace(":", "々:", 1),
        lambda line: "  " + line,
        lambda line: line[2:],
        lambda line: line + " # メモ",
        lambda line: line + "\n" + line,
        lambda _: "",
    ]
    lines[at] = data.draw(st.sampled_from(damages))(lines[at])


def add_waiver(lines: list[str], data: st.DataObject) -> None:
    if any(line == "waivers:" for line in lines):
        return
    rule = data.draw(st.sampled_from(["KJ101", "KJ102", "KJ103", "KJ105", "KJ109", "KJ205", "KJ302", "KJ304"]))
    approver = data.draw(
        st.sampled_from([", approved_by: 区政情報課", ", approved_by:", ", approved_by: ''", ", approved_by: '　'", ""])
    )
    lines.append("waivers:")
    lines.append(f"  - {{rule: {rule}, reason: 専用線で結合するため{approver}}}")


MUTATIONS: list[Mutation] = [change_answer, change_answer, decline_on_both_sides, damage_line, add_waiver]


def test_the_other_reader_finds_the_case_complete() -> None:
    assert gaps(CASE) == []


def test_the_other_reader_finds_what_is_missing() -> None:
    assert gaps(CASE.replace("法令等の遵守: ○", "法令等の遵守:", 1)) == ["0/区が行う/運用上/法令等の遵守: ''"]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_exits_0_is_complete(data: st.DataObject, library: Library) -> None:
    lines = list(LINES)
    for mutation in data.draw(st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=4)):
        mutation(lines, data)
    text = "\n".join(lines)
    report = check_text("case.yaml", text, library)
    said = {finding.rule for finding in report.findings}
    if any(finding.severity is Severity.ERROR for finding in report.findings):
        return
    if any(finding.waiver is not None and finding.waiver.approved_by for finding in report.waived):
        said.add("approved")
    assert [gap for gap in gaps(text) if not said & said_by(gap)] == []


def said_by(gap: str) -> set[str]:
    """What may be said in place of an error where somebody else finds this gap."""
    if "nobody approved" in gap:
        return {"KJ503", "KJ505"}
    return {"KJ205", "KJ304", "approved"} if "rests on" in gap else {"approved"}
