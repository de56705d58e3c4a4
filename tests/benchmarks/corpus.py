"""Makes a folder of complete, commented cases of 120 answers, all different, from the real one.

python -m tests.benchmarks.corpus FOLDER [NUMBER]
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

CASE = Path(__file__).parents[1] / "data" / "examples" / "corrected.yaml"
_DEPARTMENTS = (
    "総合政策部区政情報課",
    "地域振興部地域コミュニティ課",
    "子ども家庭部保育課",
    "健康部健康政策課",
    "総務部総務課",
)
_FOLDER_SIZE = 500


def make_corpus(folder: Path, number: int, faults: int = 0) -> None:
    """Writes `number` cases below `folder`, a few hundred in each folder as departments would keep them.

    One in ten has a reason in place of an answer, so that rules have something to compare; the
    same number always gives the same files.

    Args:
        folder: is made where it is not there.
        number: of cases.
        faults: how many answers of each case have a mark that no form offers, one finding each.
    """
    text = CASE.read_text(encoding="utf-8")
    ticked = [at for at in range(len(text)) if text.startswith(": ○\n", at)]
    for index in range(number):
        chance = random.Random(index)
        case = text
        if index % 10 == 0:
            at = chance.choice(ticked)
            case = f"{case[:at]}: −（別の手順書で定めているため）\n{case[at + 4 :]}"
        case = case.replace("総合政策部区政情報課", chance.choice(_DEPARTMENTS), 1)
        case = case.replace(
            "区民意見・FAQシステムの再構築等について", f"第{index}号 区民意見・FAQシステムの再構築等について", 1
        )
        for _ in range(faults):
            at = chance.choice([at for at in range(len(case)) if case.startswith(": ○\n", at)])
            case = f"{case[:at]}: ×\n{case[at + 4 :]}"
        file = folder / f"{index // _FOLDER_SIZE:04}" / f"{index:06}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(case, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    make_corpus(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
