"""`python -m kojin_check.page OUT`: builds the page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kojin_check.editing.replacement import replacing
from kojin_check.errors import KojinCheckError
from kojin_check.page.build import content, folder, single_file
from kojin_check.page.parts import gather


def main(arguments: list[str]) -> int:
    """Builds the page that the command line asks for, and gives the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m kojin_check.page",
        description="Python のないパソコンのためのページを作る / Builds the page for PCs without Python",
    )
    parser.add_argument(
        "out", type=Path, help="作るフォルダ。--single-file ならファイル / the folder, or the file, to write"
    )
    parser.add_argument(
        "--single-file",
        action="store_true",
        help="ダブルクリックで開く1つのHTMLにする / one HTML file that opens by a double click",
    )
    parser.add_argument(
        "--parts",
        type=Path,
        metavar="DIR",
        help="部品のファイルを置くフォルダ。ないものは取得して置く / where the files of the parts are kept; what is missing is fetched",
    )
    options = parser.parse_args(arguments)
    try:
        page = content(gather(options.parts))
    except KojinCheckError as error:
        print(f"kojin-check: {error.message.ja}\n{error.message.en}", file=sys.stderr)  # noqa: T201
        return error.exit_code
    if options.single_file:
        with replacing(options.out) as file:
            file.write(single_file(page).encode())
        return 0
    for name, data in folder(page):
        target = options.out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as file:
            file.write(data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
