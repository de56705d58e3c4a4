"""Coverage-guided fuzzing of the reader: libFuzzer changes inputs so that they reach code not reached before.

    pip install -e '.[fuzz]'
    python -m tests.fuzz.coverage_guided [CORPUS_FOLDER] [-max_total_time=SECONDS] [-runs=N] [other options of libFuzzer]

Reads each input into a tree and decodes it; the rules and reports are left to `tests.fuzz.long`. An
input that crashes or takes too long is written to a file by libFuzzer. Without a folder, the cases of
the repository are where it begins.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kojin_check"]):
    from kojin_check.model.case import Case
    from kojin_check.model.decode import decode
    from kojin_check.model.outline_of import outline_of
    from kojin_check.reading.cleaned_tree import cleaned
    from kojin_check.reading.reading import read_bytes

from tests.fuzz.strategies import FRAGMENTS, cases

_LONGEST_INPUT = 4096
_PATIENCE = 5
"""Seconds for one input; instrumented code is several times slower."""


def read_one(data: bytes) -> None:
    """Reads one input; whatever it holds, there is a tree, and what has no root says why."""
    tree = cleaned(read_bytes("case.yaml", data, outline_of(Case)))
    decoded = decode(Case, tree)
    for problem in (*tree.problems, *decoded.problems):
        span = problem.span
        assert span[:2] <= span[2:], problem
        assert 1 <= span.column <= len(tree.source.line(span.line)) + 1, problem
    assert tree.root is not None or tree.problems or decoded.problems


def main() -> None:
    """Runs until libFuzzer's options end it."""
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    options = [argument for argument in sys.argv[1:] if argument.startswith("-")]
    with tempfile.TemporaryDirectory() as place:
        seeds = Path(place, "seeds")
        seeds.mkdir()
        for number, text in enumerate(cases()):
            if len(text.encode()) <= _LONGEST_INPUT:
                (seeds / f"{number}.yaml").write_text(text, encoding="utf-8")
        words = Path(place, "words")
        words.write_text("\n".join(map(_word, FRAGMENTS)), encoding="ascii")
        atheris.Setup(
            [
                sys.argv[0],
                *folders,
                str(seeds),
                f"-dict={words}",
                f"-max_len={_LONGEST_INPUT}",
                f"-timeout={_PATIENCE}",
                *options,
            ],
            read_one,
        )
        atheris.Fuzz()


def _word(text: str) -> str:
    """A line of libFuzzer's dictionary."""
    return '"' + "".join(f"\\x{byte:02X}" for byte in text.encode()) + '"'


if __name__ == "__main__":
    main()
