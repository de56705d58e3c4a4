"""Installs the lowest version that each dependency allows, and runs the suite with them: `python -m tests.lowest_versions`.

The bounds in pyproject.toml are promises; nothing else would notice that one no longer holds. Takes some minutes and
the network. Other arguments go to pytest.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
_BOUND = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)>=(?P<lowest>[^,;\s]+)")
_NOT_RUN_WITH = ("bench", "fuzz", "dev")
"""Extras that are tools for this repository, and no promise to anybody."""


def lowest() -> Iterator[str]:
    """Yields the lowest version of each dependency that the program and its extras name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(one for name in extras if name not in _NOT_RUN_WITH for one in extras[name])]
    for requirement in wanted:
        bound = _BOUND.match(requirement)
        if bound is not None:
            yield f"{bound['name']}=={bound['lowest']}"


def main(arguments: list[str]) -> int:
    """Runs the suite with the lowest versions, and gives the exit code of pytest."""
    with TemporaryDirectory() as scratch:
        place = Path(scratch)
        venv.create(place / "venv", with_pip=True)
        python = str(place / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python")
        constraints = place / "constraints.txt"
        constraints.write_text("\n".join(lowest()), encoding="utf-8")
        extras = "[dev,server]"
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--constraint", constraints, "--editable", f"{ROOT}{extras}"],
            check=True,
        )
        # What is deprecated since then is not what these versions are asked for.
        command = [python, "-m", "pytest", "--quiet", "--numprocesses", "auto", "-W", "default", *arguments]
        return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
