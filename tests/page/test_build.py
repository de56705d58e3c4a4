"""The page as files, made of parts that are not there: what is in it, and what it lets in."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kojin_check.errors import InputError
from kojin_check.page import __main__ as command
from kojin_check.page import parts as parts_module
from kojin_check.page.build import INTEGRITY, PageContent, content, folder, single_file
from kojin_check.page.parts import PACKAGES, RUNTIME, gather


def runtime() -> bytes:
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as package:
        for name, data in {
            **dict.fromkeys(("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"), b"export {}"),
            "pyodide-lock.json": b'{"info": {"python": "3.14.2"}, "packages": {"numpy": {}}}',
            "console.html": b"not wanted",
        }.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(data)
            package.addfile(entry, io.BytesIO(data))
    return archive.getvalue()


def wheel(name: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr(f"{name}/__init__.py", "")
        package.writestr(f"{name}/fast.cpython-314-x86_64-linux-gnu.so", "")
        package.writestr(f"{name}/fast.cpython-314-wasm32-emscripten.so", "")
    return archive.getvalue()


@pytest.fixture(scope="module")
def parts() -> Mapping[str, bytes]:
    return {RUNTIME.file: runtime(), **{part.file: wheel(part.name.replace("-", "_")) for part in PACKAGES}}


@pytest.fixture(scope="module")
def page(parts: Mapping[str, bytes]) -> PageContent:
    return content(parts)


def test_the_program_and_its_packages_are_in_it_and_nothing_for_other_machines(page: PageContent) -> None:
    with zipfile.ZipFile(io.BytesIO(page.program)) as program:
        names = program.namelist()
    assert {"kojin_check/page/answers.py", "kojin_check/checklists/r5/version.yaml", "pydantic/__init__.py"} <= set(
        names
    )
    assert "yaml" not in {
        name.partition("/")[0] for name in names
    }  # This wheel is made up: it has the package's own name.
    assert [name for name in names if name.endswith(".so") and "emscripten" not in name] == []
    assert not any("__pycache__" in name for name in names)
    assert page.built_for == '{"info": {"python": "3.14.2"}, "packages": {}}'


def test_the_same_parts_give_the_same_page(parts: Mapping[str, bytes], page: PageContent) -> None:
    assert dict(folder(content(parts))) == dict(folder(page))


def test_each_file_has_its_digest(page: PageContent) -> None:
    files = dict(folder(page))
    lines = files.pop(INTEGRITY).decode().splitlines()
    assert lines == [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(files.items())]


def policy(html: str) -> dict[str, list[str]]:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert found is not None
    return {name: sources for name, *sources in (part.split() for part in found[1].split(";"))}


def test_nothing_is_let_in_from_outside(page: PageContent) -> None:
    served, single = dict(folder(page))["index.html"].decode(), single_file(page)
    for html in (served, single):
        rules = policy(html)
        assert rules["default-src"] == ["'none'"]
        sources = {source for found in rules.values() for source in found}
        assert not any("http" in source or "*" in source or "unsafe-inline" in source for source in sources)
        assert "<!--" not in html.partition("<script")[0]
        assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", html)
    script = re.search(r'<script type="module" id="page.js">(.*?)</script>', single, re.DOTALL)
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy(single)["script-src"]


def test_every_text_of_the_page_stands_in_it_in_both_languages(page: PageContent) -> None:
    html = dict(folder(page))["index.html"].decode()
    assert len(re.findall("data-ja[=-]", html)) == len(re.findall("data-en[=-]", html)) > 20
    assert re.findall(r'data-(?:ja|en)[a-z-]*=""', html) == []


def test_a_part_that_is_another_one_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / RUNTIME.file).write_bytes(b"changed")
    with pytest.raises(InputError) as caught:
        gather(tmp_path)
    assert "sha256" in caught.value.message.ja


def test_a_part_that_cannot_be_had_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError) as caught:
        gather(tmp_path)
    assert "--parts" in caught.value.message.ja
    assert RUNTIME.file in caught.value.message.en


def test_the_command_writes_a_folder_or_a_file(
    tmp_path: Path, parts: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "parts"
    kept.mkdir()
    for name, data in parts.items():
        (kept / name).write_bytes(data)
    assert command.main([str(tmp_path / "out"), "--parts", str(kept)]) == 3
    assert "sha256" in capsys.readouterr().err

    def with_digest(part: parts_module.Component) -> parts_module.Component:
        return replace(part, sha256=hashlib.sha256(parts[part.file]).hexdigest())

    monkeypatch.setattr(parts_module, "RUNTIME", with_digest(RUNTIME))
    monkeypatch.setattr(parts_module, "PACKAGES", tuple(map(with_digest, PACKAGES)))
    assert command.main([str(tmp_path / "out"), "--parts", str(kept)]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "SHA256SUMS", "index.html", "page.css", "page.js", "program.zip", "runtime",
    ]  # fmt: skip
    assert command.main([str(tmp_path / "one.html"), "--single-file", "--parts", str(kept)]) == 0
    assert (tmp_path / "one.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
