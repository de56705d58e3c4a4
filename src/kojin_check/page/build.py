"""Puts the page together: a folder for a web server, or one file that opens by a double click."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kojin_check import __version__
from kojin_check.model.bundled import default_folder
from kojin_check.page.parts import PACKAGES, RUNTIME, RUNTIME_FILES, package_files, runtime_files

_HERE = Path(__file__).parent
_PACKAGE = _HERE.parent
INTEGRITY = "SHA256SUMS"
"""The digests of all other files of the folder, as `sha256sum --check` reads them."""
_ANY_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive, so that the same program gives the same page."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """What the page consists of, however it is laid out."""

    runtime: Mapping[str, bytes]
    """The files of Python for the browser, by name."""
    built_for: str
    """What the runtime says of itself, which it wants to be told when it starts (JSON)."""
    program: bytes
    """An archive of this package and all that it needs."""


def content(parts: Mapping[str, bytes]) -> PageContent:
    """Gives the content of the page made of `parts`, as `parts.gather` gives them."""
    runtime = dict(runtime_files(parts[RUNTIME.file]))
    lock = json.loads(runtime.pop("pyodide-lock.json"))
    # Without packages: the page brings its own, and asks no server for any.
    built_for = json.dumps({"info": lock["info"], "packages": {}})
    return PageContent({name: runtime[name] for name in RUNTIME_FILES}, built_for, _program(parts))


def _program(parts: Mapping[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as program:
        for name, data in sorted(_program_files(parts)):
            program.writestr(zipfile.ZipInfo(name, _ANY_TIME), data, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def _program_files(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for package in PACKAGES:
        yield from package_files(parts[package.file])
    for path in _PACKAGE.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"kojin_check/{path.relative_to(_PACKAGE).as_posix()}", path.read_bytes()
    for path in default_folder().rglob("*.yaml"):
        yield f"kojin_check/checklists/{path.relative_to(default_folder()).as_posix()}", path.read_bytes()


def folder(page: PageContent) -> Iterator[tuple[str, bytes]]:
    """Yields the files of a folder for a web server, by their paths in it."""
    files = {
        **{f"runtime/{name}": data for name, data in page.runtime.items()},
        "program.zip": page.program,
        "page.css": _own("page.css"),
        "page.js": _own("page.js"),
        "index.html": _html(_own("page.css"), _own("page.js"), page).encode(),
    }
    digests = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    yield from files.items()
    yield INTEGRITY, digests.encode()


def single_file(page: PageContent) -> str:
    """Gives the whole page as one HTML document."""
    style, script = _own("page.css"), _own("page.js")
    embedded = "\n".join(
        f'<script type="text/plain" id="{name}">{base64.b64encode(data).decode()}</script>'
        for name, data in {**page.runtime, "program.zip": page.program}.items()
    )
    return _html(style, script, page, embedded)


def _html(style: bytes, script: bytes, page: PageContent, embedded: str | None = None) -> str:
    if embedded is None:
        own = "'self'"
        head = f'<link rel="stylesheet" href="page.css" integrity="{_sri(style)}">'
        tail = f'<script type="module" src="page.js" integrity="{_sri(script)}"></script>'
    else:
        own = "blob:"
        head = f"<style>{style.decode()}</style>"
        tail = f'{embedded}\n<script type="module" id="page.js">{script.decode()}</script>'
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {own} 'wasm-unsafe-eval' " + (f"'{_sri(script)}'" if embedded is not None else ""),
            f"style-src {own} " + (f"'{_sri(style)}'" if embedded is not None else ""),
            f"connect-src {own}",
            f"worker-src {own}",
            "img-src data:",
            "frame-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    html = _own("page.html").decode()
    for name, value in {
        "policy": policy,
        "head": head,
        "tail": tail,
        "version": __version__,
        "built-for": base64.b64encode(page.built_for.encode()).decode(),
    }.items():
        html = html.replace(f"<!--{name}-->", value)
    return html


def _sri(data: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(data).digest()).decode()}"


def _own(name: str) -> bytes:
    return (_HERE / name).read_bytes()
