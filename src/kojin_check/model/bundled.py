"""Where the checklists lie that the program brings along."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_CHECKLISTS = "checklists"


def default_folder() -> Path:
    """Gives the folder of the checklists that the program brings along.

    Installed, it lies inside the package; in a source checkout, at the repository's root. Where the package itself
    lies in an archive (zipapp), it is unpacked, for as long as the program runs.
    """
    package = Path(__file__).parents[1]
    if not package.is_dir():
        return _unpacked()
    packaged = package / _CHECKLISTS
    return packaged if packaged.is_dir() else package.parents[1] / _CHECKLISTS


@cache
def _unpacked() -> Path:
    from importlib.resources import files
    from tempfile import TemporaryDirectory

    folder = TemporaryDirectory(prefix="kojin-check-")
    atexit.register(folder.cleanup)
    _unpack(files("kojin_check").joinpath(_CHECKLISTS), Path(folder.name))
    return Path(folder.name)


def _unpack(packed: Traversable, target: Path) -> None:
    for entry in packed.iterdir():
        if entry.is_dir():
            (target / entry.name).mkdir()
            _unpack(entry, target / entry.name)
        else:
            (target / entry.name).write_bytes(entry.read_bytes())
