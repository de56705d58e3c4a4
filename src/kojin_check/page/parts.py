"""What the page is made of besides this package: Python for the browser, and the packages that checking needs.

Each part has one version and the digest of its file, so that a page built tomorrow is the one that was tested. To take
newer ones, change them here and run the tests of the page.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kojin_check.editing.replacement import replacing
from kojin_check.errors import InputError, reason_of
from kojin_check.findings import Text

_PYTHON = ("--python-version", "3.14", "--implementation", "cp", "--abi", "cp314", "--abi", "none", "--abi", "abi3")
_PLATFORM = "pyemscripten_2026_0_wasm32"


@dataclass(frozen=True, slots=True)
class Component:
    """A file of a registry."""

    name: str
    version: str
    file: str
    sha256: str
    platform: str = _PLATFORM
    """For which its file is made; where there is none for the browser, one whose compiled modules are left out."""


RUNTIME = Component(
    "pyodide",
    "314.0.7",
    "pyodide-314.0.7.tgz",
    "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0",
)
"""From the npm registry."""
RUNTIME_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")

PACKAGES = (
    Component(
        "annotated-types",
        "0.8.0",
        "annotated_types-0.8.0-py3-none-any.whl",
        "f072f4d804ea359e4eaf198b1af7a8b0943881a87f31bb764f8bf219bb9419e0",
    ),
    Component(
        "defusedxml",
        "0.7.1",
        "defusedxml-0.7.1-py2.py3-none-any.whl",
        "a352e7e428770286cc899e2542b6cdaedb2b4953ff269a210103ec58f6198a61",
    ),
    Component(
        "et-xmlfile",
        "2.0.0",
        "et_xmlfile-2.0.0-py3-none-any.whl",
        "7a91720bc756843502c3b7504c77b8fe44217c85c537d85037f0f536151b2caa",
    ),
    Component(
        "openpyxl",
        "3.1.5",
        "openpyxl-3.1.5-py2.py3-none-any.whl",
        "5282c12b107bffeef825f4617dc029afaf41d0ea60823bbb665ef3079dc79de2",
    ),
    Component(
        "pathspec",
        "1.1.1",
        "pathspec-1.1.1-py3-none-any.whl",
        "a00ce642f577bf7f473932318056212bc4f8bfdf53128c78bbd5af0b9b20b189",
    ),
    Component(
        "pydantic",
        "2.14.4",
        "pydantic-2.14.4-py3-none-any.whl",
        "653a2ad9f6d8858529c77c72717d0ea991d6c6837fe683246b2f4b2bbfc3fadc",
    ),
    Component(
        "pydantic-core",
        "2.50.5",
        "pydantic_core-2.50.5-cp314-cp314-pyemscripten_2026_0_wasm32.whl",
        "b2910ec0fa5aeb9bef70156f2b79f4783978fdcfaa7b2f1b5d1814458d2e79a1",
    ),
    Component(
        "pyyaml",
        "6.0.4",
        "pyyaml-6.0.4-cp314-cp314-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl",
        "c604dc2613c417130479cdd6e55c2faa691b6365aa82b3dafddfcecc2eaf1ac7",
        platform="manylinux2014_x86_64",
    ),
    Component(
        "typing-extensions",
        "4.16.0",
        "typing_extensions-4.16.0-py3-none-any.whl",
        "481caa481374e813c1b176ada14e97f1f67a4539ce9cfeb3f350d78d6370c2e8",
    ),
    Component(
        "typing-inspection",
        "0.4.5",
        "typing_inspection-0.4.5-py3-none-any.whl",
        "bc210535442b39e1bf2805e0c7a17dfd6a4ace760c84c7f7d16245d23a6b1c39",
    ),
    Component(
        "xlsxwriter",
        "3.3.1",
        "xlsxwriter-3.3.1-py3-none-any.whl",
        "8e2c89e59d733fe59e112317218c64fbbc276d90a8c144ebd6f7fa15e7ab184a",
    ),
)
"""From the package index of Python."""


def gather(folder: Path | None = None) -> Mapping[str, bytes]:
    """Gives the files of all parts by name: from `folder` where it has them, else from the registries.

    What is fetched is put into the folder, so that the next page can be built without a network.

    Raises:
        InputError: when a part cannot be had, or is not the one that was tested.
    """
    return {part.file: _verified(part, _bytes(part, folder)) for part in (RUNTIME, *PACKAGES)}


def runtime_files(archive: bytes) -> Iterator[tuple[str, bytes]]:
    """Yields the files of the runtime that the page needs, with `pyodide-lock.json`, which says for what it is built."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as package:
        for name in (*RUNTIME_FILES, "pyodide-lock.json"):
            file = package.extractfile(f"package/{name}")
            if file is not None:
                yield name, file.read()


def package_files(wheel: bytes) -> Iterator[tuple[str, bytes]]:
    """Yields the files of a package; of its compiled modules those for the browser."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as package:
        for name in package.namelist():
            is_foreign = name.endswith((".so", ".pyd")) and "emscripten" not in name
            if not is_foreign and not name.endswith("/"):
                yield name, package.read(name)


def _bytes(part: Component, folder: Path | None) -> bytes:
    try:
        if folder is not None and (folder / part.file).is_file():
            return (folder / part.file).read_bytes()
        with TemporaryDirectory() as scratch:
            subprocess.run(_download(part), cwd=scratch, check=True, capture_output=True)
            data = (Path(scratch) / part.file).read_bytes()
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            with replacing(folder / part.file) as file:
                file.write(data)
        return data
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines() or [""]
        raise _unavailable(part, Text(said[-1], said[-1])) from error
    except OSError as error:
        raise _unavailable(part, reason_of(error)) from error


def _download(part: Component) -> list[str]:
    if part is RUNTIME:
        return ["npm", "pack", "--silent", f"{part.name}@{part.version}"]
    wanted = ["--platform", part.platform, "--platform", "any", "--only-binary", ":all:", "--no-deps"]
    return [sys.executable, "-m", "pip", "download", "--quiet", *_PYTHON, *wanted, f"{part.name}=={part.version}"]


def _unavailable(part: Component, why: Text) -> InputError:
    return InputError(
        Text(
            f"{part.name} {part.version} を取得できません（{why.ja}）。ネットワークにつながらないときは、"
            f"{part.file} を置いたフォルダを --parts で指定してください。",
            f"Cannot get {part.name} {part.version} ({why.en}). Without a network, name a folder that holds "
            f"{part.file} with --parts.",
        )
    )


def _verified(part: Component, data: bytes) -> bytes:
    found = hashlib.sha256(data).hexdigest()
    if found != part.sha256:
        raise InputError(
            Text(
                f"{part.file} の中身が、確かめてあるものと違います（sha256 が {found}）。使わずに止めました。",
                f"{part.file} is not the file that was tested (its sha256 is {found}), so it was not used.",
            )
        )
    return data
