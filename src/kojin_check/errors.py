"""Why the program cannot run at all. Bad input in a case is never an exception: it is a finding."""

from __future__ import annotations

import errno
from enum import IntEnum
from pathlib import PurePath

from kojin_check import __version__
from kojin_check.findings import Text


class ExitCode(IntEnum):
    """What the program hands to the shell; the same for every command."""

    OK = 0
    """Nothing at or above the threshold."""
    FINDINGS = 1
    """Findings at or above the threshold."""
    USAGE = 2
    """The command line is wrong."""
    CANNOT_RUN = 3
    """A path does not exist, is unreadable, holds no case, or the configuration is broken."""


class KojinCheckError(Exception):
    """Says in one sentence why the program cannot go on, and with which exit code it ends."""

    exit_code = ExitCode.CANNOT_RUN

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message

    def __reduce__(self) -> tuple[type[KojinCheckError], tuple[Text]]:
        return type(self), (self.message,)  # Exceptions travel between processes.


class InputError(KojinCheckError):
    """A path that cannot be read, or a folder without cases."""


class OutputError(KojinCheckError):
    """A file that cannot be written."""


class LibraryError(KojinCheckError):
    """A checklists folder that is missing or broken; the message names the file and the line."""


class ConfigError(KojinCheckError):
    """A configuration file that is broken; the message names the file and the line."""


class UsageError(KojinCheckError):
    """Options that contradict each other or name something that does not exist."""

    exit_code = ExitCode.USAGE


class MissingExtraError(KojinCheckError):
    """A part of the program that has to be installed first."""

    @classmethod
    def of(cls, extra: str) -> MissingExtraError:
        """Gives the error for an extra, named as it is given to pip."""
        return cls(
            Text(
                f"この機能の部品が入っていません。pip install 'kojin-check[{extra}]' で加えてください。",
                f"This part is not installed. Add it with pip install 'kojin-check[{extra}]'.",
            )
        )


_REASONS = {
    errno.ENOENT: Text("ファイルかフォルダがありません", "no such file or folder"),
    errno.ELOOP: Text("リンクが循環しています", "links lead in a circle"),
    errno.EACCES: Text("権限がありません", "permission denied"),
    errno.EPERM: Text("権限がありません", "permission denied"),
    errno.EISDIR: Text("フォルダです", "it is a folder"),
    errno.ENOTDIR: Text("フォルダではありません", "it is no folder"),
    errno.ENOSPC: Text("空き容量がありません", "no space left"),
    errno.EROFS: Text("読み取り専用の場所です", "the place is read-only"),
    errno.ENAMETOOLONG: Text("名前が長すぎます", "the name is too long"),
}


def reason_of(error: OSError) -> Text:
    """Gives why a file could not be read or written; in the system's own words where they are rare."""
    own = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, Text(own, own))


def fault_of(error: Exception) -> str:
    """Gives the kind and the place of a fault of the program, and not its message, which may quote the case."""
    import traceback  # Takes a while, and a run without faults does without.

    *_, last = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__}, {PurePath(last.filename).name}:{last.lineno}, kojin-check {__version__}"


def cannot_write(shown: str, error: OSError) -> OutputError:
    """Gives the error that a file or folder, under the name that is shown for it, could not be written."""
    reason = reason_of(error)
    return OutputError(Text(f"{shown} に書き込めません（{reason.ja}）。", f"Cannot write {shown} ({reason.en})."))
