"""What the page's script is told, asked as it asks: in JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT, RunProgram

from kojin_check.page import answers
from kojin_check.page.answers import Desk


def ask(desk: Desk, question: str, **details: Any) -> Any:
    return json.loads(desk.answer(json.dumps({"ask": question, **details})))["answer"]


def problem(desk: Desk, question: str, **details: Any) -> str:
    said: str = json.loads(desk.answer(json.dumps({"ask": question, **details})))["problem"]["ja"]
    return said


@pytest.fixture
def desk() -> Desk:
    return Desk(ROOT / "checklists")


def examples() -> Iterator[Path]:
    for folder in ("cases", "tests/data/examples", "tests/data/pitfalls"):
        yield from sorted((ROOT / folder).rglob("*.yaml"))


def test_checking_gives_what_the_command_prints(desk: Desk, kojin_check_here: RunProgram) -> None:
    checked = 0
    for path in examples():
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # Opening it says so, see below.
        if path.name in ("expected.yaml", "kojin-check.yaml"):
            continue
        outcome = kojin_check_here("validate", str(path), "--format", "json", "--config", "none")
        found = ask(desk, "check", name=str(path), text=text)
        assert found["findings"] == json.loads(outcome.output)["findings"], path
        checked += 1
    assert checked > 60


def test_a_file_in_another_encoding_is_told_when_it_is_opened(desk: Desk, published_case: str) -> None:
    def opened(data: bytes) -> dict[str, Any]:
        return {"name": "x.yaml", "data": base64.b64encode(data).decode()}

    assert ask(desk, "open", **opened(published_case.encode())) == published_case
    assert ask(desk, "open", **opened(published_case.encode("utf-8-sig"))) == published_case
    assert ask(desk, "open", **opened(published_case.encode("utf-16"))) == published_case
    assert "UTF-8" in problem(desk, "open", **opened("件名: あ".encode("cp932")))
    assert "5 MiB" in problem(desk, "open", **opened(b"a" * (5 * 2**20 + 1)))


def test_correcting_gives_the_text_and_what_has_changed(desk: Desk, corrected_case: str) -> None:
    slipped = corrected_case.replace("業務フロー: ○", "業務フロー: 〇", 1)

    corrected = ask(desk, "correct", name="x.yaml", text=slipped)

    assert (corrected["text"], corrected["fixed"]) == (corrected_case, 1)
    assert "業務フロー: 〇" in corrected["difference"]


def test_a_new_case_is_the_one_that_the_command_writes(desk: Desk, kojin_check_here: RunProgram) -> None:
    newest, *_ = ask(desk, "versions")
    assert newest["id"] == "r5"
    assert newest["types"]["業務委託"] == ["media", "クラウドの利用"]
    assert list(newest["media"]) == ["電磁的媒体", "可搬媒体", "紙媒体"]

    matters = [{"type": "業務委託", "facts": {"media": ["電磁的媒体"], "クラウドの利用": True}}]
    written = kojin_check_here(
        "new", "--type", "業務委託", "--media", "電磁的媒体", "--fact", "クラウドの利用=true"
    )  # fmt: skip
    assert written.exit_code == 0, written.errors
    assert ask(desk, "new", version="r5", matters=matters) == written.output
    assert "media" in problem(desk, "new", version="r5", matters=[{"type": "業務委託", "facts": {}}])


def test_a_new_case_is_filled_in_field_by_field(desk: Desk) -> None:
    matters = [{"type": "業務委託", "facts": {"media": ["電磁的媒体"], "クラウドの利用": False}}]
    text = ask(desk, "new", version="r5", matters=matters)
    form = ask(desk, "form", name="x.yaml", text=text)
    samples = {"text": "あ: い", "line": "株式会社甲（プライバシーマーク）", "lines": ["氏名", "住所"]}
    for page in form["pages"]:
        for field in page["fields"]:
            value = field["values"][:1] if field["kind"] == "choices" else samples.get(field["kind"])
            if field["open"] and value:
                periods = ["令和8年4月1日から令和9年3月31日まで"]
                text = ask(
                    desk,
                    "fill",
                    text=text,
                    route=field["route"],
                    value=periods if field["route"][-1] == "periods" else value,
                )
    for sheet in form["sheets"]:
        assert [mark["mark"] for mark in sheet["marks"]] == ["○", "−"]
        for section in sheet["sections"]:
            for row in section["rows"]:
                if row["open"]:
                    text = ask(desk, "fill", text=text, route=row["route"], value="○")
    text = ask(desk, "fill", text=text, route=["status"], value="final")

    report = ask(desk, "check", name="x.yaml", text=text)

    assert report["summary"]["answers"]["unanswered"] == 0
    # Only the places for which the samples make no sense are left to a person.
    assert {finding["rule"] for finding in report["findings"]} <= {"KJ206", "KJ302", "KJ303", "KJ205"}
    again = ask(desk, "form", name="x.yaml", text=text)
    rows = [row for sheet in again["sheets"] for section in sheet["sections"] for row in section["rows"]]
    assert len(rows) == 44
    assert not any(row["open"] for row in rows)


def test_the_stock_reason_of_an_item_is_offered_first(desk: Desk, published_case: str) -> None:
    form = ask(desk, "form", name="x.yaml", text=published_case)

    rows = {row["address"]: row for sheet in form["sheets"] for section in sheet["sections"] for row in section["rows"]}
    row = rows["5/区が行う/運用上/施錠保管"]
    assert (row["mark"], row["reason"]) == ("−", "電子データのみの取扱いのため")
    assert row["reasons"][0] == "電子データのみの取扱いのため"


def test_what_cannot_be_put_in_its_place_is_left_to_the_text(desk: Desk) -> None:
    assert "文のほうで" in problem(desk, "fill", text="- a\n", route=["title"], value="x")
    assert ask(desk, "form", name="x.yaml", text="a: 1\n") is None
    assert "checklist_version" in problem(desk, "print", name="x.yaml", text="a: 1\n")


def test_printing_gives_the_export(
    desk: Desk, published_case: str, kojin_check_here: RunProgram, tmp_path: Path
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(published_case, encoding="utf-8")
    assert kojin_check_here("export", str(path), "-o", "x.html").exit_code == 0

    assert ask(desk, "print", name=str(path), text=published_case) == (tmp_path / "x.html").read_text(encoding="utf-8")


def test_an_excel_form_goes_out_and_comes_back(desk: Desk, published_case: str) -> None:
    sent = ask(desk, "to_workbook", name="x.yaml", text=published_case)
    back = ask(desk, "from_workbook", name="x.xlsx", data=sent)

    first, second = (ask(desk, "check", name="x.yaml", text=text) for text in (published_case, back["text"]))
    assert second["summary"]["answers"] == first["summary"]["answers"]
    assert sorted(one["message"] for one in second["findings"]) == sorted(one["message"] for one in first["findings"])
    assert "CSV" in problem(desk, "from_workbook", name="x.xlsx", data=base64.b64encode(b"a,b").decode())
    assert "エラー" in problem(desk, "to_workbook", name="x.yaml", text=published_case.replace("title:", "titel:", 1))
    assert "エラー" in problem(desk, "print", name="x.yaml", text=published_case.replace("title:", "titel:", 1))


def test_other_checklists_can_be_given(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "OWN_CHECKLISTS", tmp_path / "own")
    folder = ROOT / "checklists" / "r7-draft"
    files = {f"r7-draft/{path.name}": path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")}

    assert "version.yaml" in problem(desk, "use_checklists", files={"x/1.yaml": "a: 1\n"})
    assert len(ask(desk, "versions")) == 2
    assert [version["id"] for version in ask(desk, "use_checklists", files=files)] == ["r5", "r7-draft"]
