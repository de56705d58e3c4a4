"""Makes the pictures of README from real runs: `python -m tests.pictures`.

Needs Chromium, LibreOffice and pdftoppm (poppler-utils), with a Japanese font.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text as AnsiText
from tests.conftest import ROOT

PICTURES = ROOT / ".github" / "pictures"
CASE = "cases/faq-system.yaml"
MOST_BYTES = 200_000
_COLUMNS = 100
_TERMINAL = (
    "<!DOCTYPE html><meta charset='utf-8'><style>body{{margin:0;padding:14px 18px;background:#fff;color:#222}}"
    "pre{{font:14px/1.4 'Noto Sans Mono CJK JP',monospace;margin:0}}</style>"
    "<pre>$ kojin-check validate 案件.yaml\n{code}</pre>"
)


def kojin_check(*arguments: str) -> str:
    """Gives what the program writes to a terminal of 100 columns."""
    done = subprocess.run(
        [sys.executable, "-m", "kojin_check", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(_COLUMNS), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def terminal(folder: Path) -> None:
    """A finding as a department sees it."""
    output = kojin_check("validate", "tests/data/examples/broken/paper-items-ticked.yaml", "--color", "always")
    shown = output.replace("tests/data/examples/broken/paper-items-ticked.yaml", "案件.yaml").split("\n\n")
    console = Console(record=True, width=_COLUMNS, file=StringIO(), force_terminal=True)
    console.print(AnsiText.from_ansi("\n\n".join([*shown[:4], "  ⋮", *shown[-1:]])))
    page = folder / "terminal.html"
    page.write_text(console.export_html(inline_styles=True, code_format=_TERMINAL), "utf-8")
    screenshot(page, "terminal", 900, 420)


def status(folder: Path) -> None:
    """The page with the state of all cases."""
    page = folder / "status.html"
    kojin_check("status", "cases", "tests/data/examples", "--format", "html", "-o", str(page))
    screenshot(page, "status", 1100, 700)


def printed_page(folder: Path) -> None:
    """A side of checklist 5 as it comes out of the printer."""
    page = folder / "form.html"
    kojin_check("export", CASE, "-o", str(page))
    pdf = folder / "form.pdf"
    chromium("--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri())
    picture_of(pdf, "print", 11)


def workbook(folder: Path) -> None:
    """The same side in the workbook, as LibreOffice shows it."""
    form = folder / "form.xlsx"
    kojin_check("export", CASE, "--format", "xlsx", "-o", str(form))
    office = shutil.which("soffice") or "libreoffice"
    subprocess.run(
        [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "office"), str(form)],
        check=True,
        capture_output=True,
    )
    picture_of(folder / "office" / "form.pdf", "workbook", 9)


def picture_of(pdf: Path, name: str, page: int) -> None:
    """Makes a picture of one page."""
    # Without the foot of the sheet, which is blank.
    numbered = ["-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run(["pdftoppm", *numbered, "-r", "75", "-H", "740", "-png", str(pdf), str(PICTURES / name)], check=True)


def screenshot(page: Path, name: str, width: int, height: int) -> None:
    """Makes a picture of a page as a browser shows it."""
    chromium(f"--window-size={width},{height}", f"--screenshot={PICTURES / f'{name}.png'}", page.as_uri())


def chromium(*arguments: str) -> None:
    """Runs the browser without a window."""
    browser = shutil.which("chromium") or "google-chrome"
    basic = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    subprocess.run([browser, *basic, *arguments], check=True, capture_output=True)


def too_large() -> Iterator[str]:
    """Yields the pictures that take too long to load."""
    return (path.name for path in PICTURES.iterdir() if path.stat().st_size >= MOST_BYTES)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as made:
        for make in (terminal, status, printed_page, workbook):
            make(Path(made))
    if names := list(too_large()):
        sys.exit(f"too large: {', '.join(names)}")
