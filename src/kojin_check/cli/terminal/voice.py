"""The language of a run, and what is said in it beside the output."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import click

from kojin_check.escaping.workflow_commands import visible_in_log
from kojin_check.findings import Language, Text
from kojin_check.output.terminal.streams import discard

PROGRAM = "kojin-check"
LANGUAGE_VARIABLE = "KOJIN_CHECK_LANG"


def asked_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language | None:
    """Gives the language that the command line (`--lang`) or else the environment asks for, if any.

    Read before the options are parsed, because help and usage errors are to be in that language too.
    """
    wanted = environment.get(LANGUAGE_VARIABLE, "")
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and at + 1 < len(arguments):
            wanted = arguments[at + 1]
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
    if not wanted:
        return None
    return "en" if wanted.lower().startswith("en") else "ja"


class Voice(NamedTuple):
    """Says things in the language of everything that a person reads in this run."""

    language: Language = "ja"
    is_chosen: bool = False
    """True when the command line or the environment named the language, which no configuration overrules."""

    @classmethod
    def asked_for(cls, arguments: Sequence[str], environment: Mapping[str, str]) -> Voice:
        """Gives the voice in the language that is asked for; by default Japanese."""
        asked = asked_language(arguments, environment)
        return cls(asked or "ja", asked is not None)

    @classmethod
    def of(cls, ctx: click.Context) -> Voice:
        """Gives the voice of the run that a click context belongs to."""
        conversation = ctx.find_object(Conversation)
        return cls() if conversation is None else conversation.voice

    def configured(self, language: Language | None) -> Voice:
        """Gives the voice in the language that a configuration names, unless another one was chosen."""
        return self if language is None or self.is_chosen else self._replace(language=language)

    def say(self, text: Text) -> str:
        """Gives `text` in this language."""
        return text.to(self.language)

    def complain(self, message: Text) -> None:
        """Writes one sentence to standard error."""
        _write_beside(f"{PROGRAM}: {self.say(message)}\n")

    def announce(self, message: Text) -> None:
        """Writes to standard error what the program has done besides its output."""
        _write_beside(f"{self.say(message)}\n")


class Conversation:
    """What click's context carries: the voice, which a configuration may set once it has been found."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice


def _write_beside(text: str) -> None:
    try:
        sys.stderr.write(visible_in_log(text))
        sys.stderr.flush()
    except OSError:
        discard(sys.stderr)  # A full disk or a closed pipe: nobody is left to tell, but the exit code tells the rest.
