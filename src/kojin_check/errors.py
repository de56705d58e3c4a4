"""Why the program cannot run at all. Bad input in a case is never an exception: it is a finding."""

from __future__ import annotations

from enum import IntEnum

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
