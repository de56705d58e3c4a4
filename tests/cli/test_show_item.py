"""`show` takes the addresses, and `rules` the codes, as messages print them."""

from __future__ import annotations

import json
import unicodedata

import pytest
from tests.conftest import RunProgram


@pytest.mark.parametrize(
    ("address", "items"),
    [
        ("r5/5/区が行う/運用上/施錠保管", 1),
        (unicodedata.normalize("NFD", "r5/5/区が行う/運用上/データの暗号化と受渡し"), 1),
        ("r5/5/区が行う/運用上", 11),
        ("r5/5/区が行う/", 22),
        ("r5/5", 44),
    ],
)
def test_an_address_shows_what_stands_there(address: str, items: int, kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("show", address, "--format", "json")

    assert outcome.exit_code == 0
    (checklist,) = json.loads(outcome.output)["checklists"]
    assert sum(len(section["items"]) for section in checklist["sections"]) == items


def test_an_item_is_shown_with_its_text(kojin_check_here: RunProgram) -> None:
    shown = kojin_check_here("show", "r5/5/区が行う/運用上/施錠保管").output

    assert "個人情報は、施錠できる金庫" in shown
    assert "事業者に行わせる" not in shown


def test_an_address_of_nothing_names_what_was_meant(kojin_check_here: RunProgram) -> None:
    outcome = kojin_check_here("show", "r5/5/区が行う/運用上/施錠保菅")

    assert outcome.exit_code == 2
    assert outcome.errors == (
        "kojin-check: 様式5に「5/区が行う/運用上/施錠保菅」という項目はありません。"
        "「5/区が行う/運用上/施錠保管」の間違いではありませんか。\n"
    )


def test_the_number_of_a_code_is_enough(kojin_check_here: RunProgram) -> None:
    assert kojin_check_here("rules", "301").output == kojin_check_here("rules", "KJ301").output
    assert kojin_check_here("rules", "3").exit_code == 2
