"""The page itself, in a headless Chromium: what a person does on it, and that it says what the command says.

Needs chromium, chromedriver, and a folder for the parts in KOJIN_CHECK_PAGE_PARTS, into which what is missing is fetched.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT, RunProgram
from tests.page import browser as chromium
from tests.page.browser import Browser
from tests.page.test_answers import examples

from kojin_check.page import __main__ as command

PARTS = os.environ.get("KOJIN_CHECK_PAGE_PARTS")
pytestmark = [
    pytest.mark.skipif(not PARTS, reason="KOJIN_CHECK_PAGE_PARTS names no folder"),
    pytest.mark.skipif(not chromium.is_there(), reason="there is no chromium with its driver"),
]


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm"}
    asked: list[str] = []

    def log_message(self, format: str, *arguments: Any) -> None:
        self.asked.append(self.path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as a folder and as one file, in a folder of its own."""
    place = tmp_path_factory.mktemp("page")
    assert command.main([str(place / "out"), "--parts", str(PARTS)]) == 0
    assert command.main([str(place / "one.html"), "--single-file", "--parts", str(PARTS)]) == 0
    return place


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(built / "out")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def opened(address: str) -> Iterator[Browser]:
    window = Browser()
    window.open(address)
    assert window.wait_for("document.body.dataset.ready") == "yes"
    yield window
    window.close()


@pytest.fixture
def page(opened: Browser) -> Browser:
    opened.run("for (const open of document.querySelectorAll('dialog[open]')) open.close()")
    opened.run("document.getElementById('show-text').click(); document.getElementById('clear').click()")
    opened.wait_for("document.getElementById('verdict').className === ''")
    return opened


def drop(page: Browser, name: str, text: str) -> None:
    page.run(
        "const data = new DataTransfer(); data.items.add(new File([args[1]], args[0]));"
        "dispatchEvent(new DragEvent('drop', {dataTransfer: data, cancelable: true}))",
        name,
        text,
    )


def findings(page: Browser) -> list[str]:
    found: list[str] = page.run("return [...document.querySelectorAll('#findings li')].map(one => one.textContent)")
    return found


def test_it_finds_what_the_command_finds_and_asks_no_server(page: Browser, kojin_check_here: RunProgram) -> None:
    before = len(_Handler.asked)
    for path in examples():
        if path.name in ("expected.yaml", "kojin-check.yaml"):
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        expected = json.loads(kojin_check_here("validate", str(path), "--format", "json", "--config", "none").output)
        found = page.run("return await kojinCheck.check(args[0], args[1])", str(path), text)
        assert found["findings"] == expected["findings"], path
        assert found["summary"]["answers"] == expected["summary"]["answers"], path
    assert _Handler.asked[before:] == []
    assert page.console() == []


def test_a_case_that_is_dropped_is_checked_and_each_finding_leads_to_its_line(
    page: Browser, published_case: str
) -> None:
    drop(page, "区民意見.yaml", published_case)
    page.wait_for("document.querySelectorAll('#findings li').length === 4")
    assert page.run("return document.getElementById('name').value") == "区民意見.yaml"
    assert (
        page.run("return document.getElementById('verdict').textContent") == "エラーはありません。警告が4件あります。"
    )

    page.run("document.querySelector('#findings button').click()")
    chosen = page.run(
        "const text = document.getElementById('text'); return text.value.slice(text.selectionStart, text.selectionEnd)"
    )
    assert chosen == "意見及び回答に関連する電子データ"


def test_correcting_shows_what_changes_and_can_be_undone(page: Browser, corrected_case: str) -> None:
    slipped = corrected_case.replace("業務フロー: ○", "業務フロー: 〇", 1)
    drop(page, "x.yaml", slipped)
    page.wait_for("!document.getElementById('correct').disabled")
    page.run("document.getElementById('correct').click()")
    page.wait_for("document.getElementById('changes').open")
    assert page.run("return document.getElementById('text').value") == corrected_case
    assert "業務フロー: ○" in page.run("return document.querySelector('#difference .come').textContent")
    page.wait_for("document.getElementById('verdict').className === 'good'")

    page.run("document.getElementById('undo').click()")
    page.wait_for("document.getElementById('verdict').className === 'warning'")
    assert page.run("return document.getElementById('text').value") == slipped


def test_nothing_is_lost_when_the_page_is_loaded_again(page: Browser, published_case: str, address: str) -> None:
    drop(page, "区民意見.yaml", published_case)
    page.wait_for("document.querySelectorAll('#findings li').length === 4")
    page.open(address)
    page.wait_for("document.body.dataset.ready")
    assert page.run("return document.getElementById('text').value") == published_case
    assert page.run("return document.getElementById('name').value") == "区民意見.yaml"
    page.wait_for("document.querySelectorAll('#findings li').length === 4")

    page.run("document.getElementById('clear').click()")
    page.open(address)
    page.wait_for("document.body.dataset.ready")
    assert page.run("return document.getElementById('text').value") == ""


def test_a_case_is_filled_in_by_clicks(page: Browser) -> None:
    page.run("document.getElementById('begin').click()")
    page.wait_for("document.getElementById('new-case').open")
    page.run("document.getElementById('new-type').value = '業務委託'; document.getElementById('add-matter').click()")
    page.run("document.getElementById('create').click()")
    page.wait_for("document.getElementById('new-problem').textContent")
    page.run("document.querySelector('#new-matters input[value=電磁的媒体]').click()")
    page.run("document.querySelector('#new-matters input[value=false]').click()")
    page.run("document.getElementById('create').click()")
    page.wait_for("document.querySelectorAll('.item').length === 44")
    assert "未回答 38" in page.run("return document.getElementById('open-count').textContent")

    for left in range(37, -1, -1):
        page.run("document.querySelector('.item.must-open input[type=radio]').click()")
        page.wait_for(f"{left} ? document.getElementById('open-count').textContent.includes('未回答 {left}')"
                      " : !document.querySelector('.item.must-open')")  # fmt: skip

    text = page.run("return document.getElementById('text').value")
    assert text.count(": ○\n") == 38
    report = page.run("return await kojinCheck.check('x.yaml', args[0])", text)
    assert report["summary"]["answers"]["unanswered"] == 0


def test_it_is_used_from_the_keyboard(page: Browser, corrected_case: str) -> None:
    drop(page, "x.yaml", corrected_case.replace("業務フロー: ○", "業務フロー:", 1))
    page.wait_for("document.getElementById('verdict').className === 'error'")
    page.run("document.getElementById('show-form').focus()")
    page.press("\ue007")
    page.wait_for("document.querySelector('.item.must-open')")
    page.run("document.getElementById('next-open').focus()")
    page.press(" ")
    assert page.run("return document.activeElement.closest('.item').className").endswith("must-open")
    page.press(" ")
    page.wait_for("document.getElementById('verdict').className === 'good'")
    assert page.run("return document.getElementById('text').value") == corrected_case


def test_everything_that_can_be_worked_has_a_name(page: Browser, published_case: str) -> None:
    drop(page, "x.yaml", published_case)
    page.run("document.getElementById('show-form').click()")
    page.wait_for("document.querySelectorAll('.item').length > 100")
    for language in ("ja", "en"):
        nameless = page.run(
            "return [...document.querySelectorAll('button, input:not([hidden]), select, textarea')].filter(one =>"
            " !(one.textContent.trim() || one.ariaLabel || one.labels?.[0]?.textContent.trim())).map(one => one.outerHTML)"
        )
        assert nameless == [], language
        page.run("document.getElementById('language').click()")
    page.run("document.getElementById('show-text').click()")


def test_it_fits_at_twice_the_size(address: str) -> None:
    window = Browser("--force-device-scale-factor=2", width=800, height=900)
    try:
        window.open(address)
        window.wait_for("document.body.dataset.ready")
        assert window.run("return document.documentElement.scrollWidth <= innerWidth")
    finally:
        window.close()


def test_the_print_is_the_export(page: Browser, published_case: str) -> None:
    drop(page, "x.yaml", published_case)
    page.wait_for("document.querySelectorAll('#findings li').length === 4")
    page.run("document.getElementById('paper').contentWindow.print = () => { window.printed = true }")
    page.run("document.getElementById('print').click()")
    page.wait_for("window.printed")
    paper = "document.getElementById('paper').contentDocument"
    assert "区民意見・FAQシステムの再構築等について" in page.run(f"return {paper}.body.textContent")
    assert page.run(f"return {paper}.adoptedStyleSheets[0].cssRules.length") > 5
    assert page.console() == []


def test_one_file_opens_without_a_server(built: Path, published_case: str) -> None:
    window = Browser()
    try:
        window.open((built / "one.html").as_uri())
        assert window.wait_for("document.body.dataset.ready") == "yes"
        found = window.run("return await kojinCheck.check('x.yaml', args[0])", published_case)
        assert [one["rule"] for one in found["findings"]] == ["KJ403", "KJ402", "KJ405", "KJ403"]
        assert window.console() == []
    finally:
        window.close()


def give_checklists(page: Browser, *folders: Path) -> None:
    """Chooses folders of versions, as the dialog for folders hands them over."""
    files = {
        f"{folder.name}/{path.name}": path.read_text(encoding="utf-8")
        for folder in folders
        for path in folder.glob("*.yaml")
    }
    page.run(
        "const input = document.getElementById('folder'); const data = new DataTransfer();"
        "for (const [path, text] of Object.entries(args[0])) {"
        "  const file = new File([text], path.split('/').pop());"
        "  Object.defineProperty(file, 'webkitRelativePath', {value: path}); data.items.add(file); }"
        "Object.defineProperty(input, 'files', {value: data.files, configurable: true});"
        "input.dispatchEvent(new Event('change')); delete input.files",
        files,
    )
    for folder in folders:
        page.wait_for(f"document.getElementById('state').textContent.includes({json.dumps(folder.name)})")


def test_other_forms_are_given_as_folders_and_say_the_same(page: Browser, kojin_check_here: RunProgram) -> None:
    forms = ROOT / "tests" / "forms"
    versions = sorted(path.parent for path in (forms / "checklists").rglob("version.yaml"))
    give_checklists(page, *versions)
    for path in sorted((forms / "cases").rglob("*.yaml")):
        arguments = ("validate", str(path), "--format", "json", "--config", "none")
        expected = json.loads(kojin_check_here(*arguments, "--checklists", str(forms / "checklists")).output)
        found = page.run("return await kojinCheck.check(args[0], args[1])", str(path), path.read_text(encoding="utf-8"))
        assert found["findings"] == expected["findings"], path
        assert found["summary"]["answers"] == expected["summary"]["answers"], path


def test_another_version_of_the_checklists_takes_the_place_of_those_inside(page: Browser) -> None:
    give_checklists(page, ROOT / "checklists" / "r7-draft")
    assert "r7-draft" in page.run("return document.getElementById('new-version').textContent")
