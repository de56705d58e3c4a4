"""What every command is given: the configuration, the language, the checklists, and ways to write."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, TypeVar

import click

from kojin_check.cli.terminal.colour import Colour
from kojin_check.cli.terminal.command_line import Command, Option, language_option, write
from kojin_check.cli.terminal.voice import Conversation, Voice
from kojin_check.errors import ExitCode, InputError, reason_of
from kojin_check.findings import Language, Omission, Summary, Text, Unchecked
from kojin_check.model.library import Library, load_library
from kojin_check.output.formats import Subject
from kojin_check.output.left_out import left_out
from kojin_check.output.repository import places_in_repository
from kojin_check.output.style import Style
from kojin_check.output.terminal.progress import ProgressBar
from kojin_check.rules.cases.changed_after_sealing import told_of
from kojin_check.runs.case_files import STANDARD_INPUT, Candidate, Selection, no_case, read_candidate, survey
from kojin_check.runs.config import NO_CONFIG, Config, covered, find_config, named_config

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_Thing = TypeVar("_Thing")


@dataclass(frozen=True)
class Session:
    """One call of a command."""

    config: Config
    voice: Voice
    named_checklists: tuple[Path, ...] = ()
    """The folders of checklist versions that the command line names."""
    colour: Colour = Colour.AUTO
    named_config: str | None = None
    """The configuration that the command line names."""

    @property
    def language(self) -> Language:
        """The language of everything that a person reads."""
        return self.voice.language

    @property
    def checklists(self) -> tuple[Path, ...]:
        """The folders of checklist versions that are named: by the command line, else by the configuration."""
        return self.named_checklists or self.config.checklists

    @cached_property
    def library(self) -> Library:
        """The checklists.

        Raises:
            LibraryError: when a folder of theirs is missing or broken.
        """
        return load_library(*self.checklists)

    def config_for(self, path: Path) -> Config:
        """Gives the configuration that holds for one file, as it is now: for runs that outlive it.

        Raises:
            ConfigError: when it is broken.
        """
        return _config(self.named_config, (str(path),))

    def selection(self) -> Selection:
        """Gives what the configuration says of files that are found in folders.

        Says of patterns without any file that they exclude nothing: a slip there would pass unseen.
        """
        for message in self.config.idle_patterns():
            self.announce(message)
        return self.config.selection

    def cases(
        self, paths: Sequence[str], on_unreadable: Callable[[InputError], None] | None = None
    ) -> Iterator[tuple[Candidate, bytes]]:
        """Yields the cases behind `paths` with their bytes, and in the end says what has been passed over.

        Args:
            paths: files and folders.
            on_unreadable: is told of files that cannot be read; without it the first one ends the run.

        Raises:
            InputError: when a path does not exist, or there is no case at all.
        """
        candidates, passed_over = survey(paths, self.selection())
        left = Summary(unchecked=Counter(file.omission for file in passed_over))
        found = False
        for candidate in self.bar.over(candidates, lambda: len(candidates)):
            try:
                data = read_candidate(candidate)
            except InputError as error:
                found = True
                if on_unreadable is None:
                    raise
                on_unreadable(error)
                continue
            if isinstance(data, Unchecked):
                left = left.plus(data)
            else:
                found = True
                yield candidate, data
        if not found:
            raise no_case(paths[0], passed_over)
        self.tell_left_out(left, self.style_for(None))

    def tell_left_out(self, summary: Summary, style: Style) -> None:
        """Says on standard error what has not been checked or reported, where the output has no place for that.

        Each file that cannot be read is complained about anyhow.
        """
        unchecked = Counter({omission: summary.unchecked[omission] for omission in Omission})
        del unchecked[Omission.UNREADABLE]
        for sentence in left_out(summary._replace(unchecked=unchecked), style):
            self.announce(sentence)

    def announce(self, message: Text) -> None:
        """Writes to standard error what the program has done besides its output."""
        self.bar.hide()
        self.voice.announce(message)

    def complain(self, message: Text) -> None:
        """Writes one sentence to standard error."""
        self.bar.hide()
        self.voice.complain(message)

    def complain_of_altered(self, version_ids: Iterable[str]) -> bool:
        """Says which of these versions were altered after they were sealed; true when there is one.

        For commands whose output has no room for the finding that `validate` makes of it.
        """
        altered = [
            one for one in sorted(set(version_ids)) if (version := self.library.version(one)) and version.is_altered
        ]
        for one in altered:
            self.complain_of_alteration(one)
        return bool(altered)

    def complain_of_alteration(self, version_id: str) -> None:
        """Says that a version was altered after it was sealed."""
        message, hint = told_of(version_id)
        self.complain(Text(f"KJ908: {message.ja}{hint.ja}", f"KJ908: {message.en} {hint.en}"))

    @cached_property
    def bar(self) -> ProgressBar:
        """The bar that shows on standard error how much is done; all that is said there takes it off the screen first."""
        return ProgressBar(sys.stderr, self.language)

    def style_for(self, output: Path | None) -> Style:
        """Gives how people see what is written to `output`, or to standard output when it is None."""
        return Style(
            language=self.language,
            width=shutil.get_terminal_size().columns,
            colour=output is None and self.colour.suits(sys.stdout),
            is_terminal=output is None and sys.stdout.isatty(),
            place_in_repository=places_in_repository(os.environ),
        )

    def write(self, subject: Subject[_Thing], thing: _Thing, format_name: str, output: Path | None) -> None:
        """Writes `thing` in one of the formats of `subject` to `output`, or to standard output when it is None.

        Raises:
            OutputError: when it cannot be written there.
        """
        write(subject.render(thing, format_name, self.style_for(output)), output, subject.syntax(format_name))


class _Folder(click.Path):
    """The type of an option that names a folder, behind which a shell offers folders only."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="dir")]


class Location(click.Path):
    """The type of a parameter that says where the files are that a command is about: their configuration counts."""


def _checklists_option() -> Option:
    return Option(
        ["--checklists"],
        metavar="DIR",
        type=_Folder(path_type=Path),
        multiple=True,
        help=Text(
            "チェックリストの版が入ったフォルダ（繰り返せる。先のものが優先し、同梱の版が最後に加わる。既定: 設定の checklists）",
            "folder of checklist versions (can be repeated: the first counts first, the versions that come along last; "
            "default: those of the configuration)",
        ),
    )


def _config_option() -> Option:
    return Option(
        ["--config"],
        metavar="FILE",
        help=Text(
            f"設定ファイル（{NO_CONFIG} なら使わない。既定: 指定した場所（なければ今のフォルダ）か、その上にある最も近いもの）",
            f"configuration ({NO_CONFIG} for no one; default: the nearest one in the place given, or else here, or above)",
        ),
    )


def _colour_option() -> Option:
    return Option(
        ["--color"],
        type=click.Choice([colour.value for colour in Colour]),
        default=Colour.AUTO.value,
        help=Text("画面の色（既定: auto。端末なら色を付ける）", "colours (default: auto, on a terminal that has them)"),
    )


def command(name: str, *, help: Text) -> Callable[[Callable[Concatenate[Session, ...], ExitCode]], Command]:
    """Declares a command; the decorated function takes the session and its own options, and gives the exit code.

    Args:
        name: as it is typed.
        help: for `--help`; its first line stands in the list of commands.
    """

    def declare(run: Callable[Concatenate[Session, ...], ExitCode]) -> Command:
        @click.pass_context
        def run_in_session(
            ctx: click.Context, /, checklists: tuple[Path, ...], config: str | None, color: str, **options: Any
        ) -> ExitCode:
            return run(open_session(ctx), **options)

        own: list[click.Parameter] = getattr(run, "__click_params__", [])  # As decorators add them: the last one first.
        shared = [_checklists_option(), _config_option(), _colour_option(), language_option()]
        return Command(name, help=help, callback=run_in_session, params=[*reversed(own), *shared])

    return declare


def open_session(ctx: click.Context) -> Session:
    """Gives the session that the shared options of a command ask for.

    Raises:
        ConfigError: when the configuration is broken.
        InputError: when the current folder is gone.
        UsageError: when the places that the command line names have different ones.
    """
    _require_current_folder()
    config_name: str | None = ctx.params["config"]
    config = _config(config_name, tuple(_places(ctx)))
    voice = Voice.of(ctx).configured(config.lang)
    conversation = ctx.find_object(Conversation)
    if conversation is not None:
        conversation.voice = voice  # What ends the run from here on is said in this language too.
    return Session(config, voice, ctx.params["checklists"] or (), Colour(ctx.params["color"]), config_name)


def _require_current_folder() -> None:
    try:
        os.getcwd()
    except OSError as error:
        raise InputError(
            Text(
                f"今いるフォルダが使えません（{reason_of(error).ja}）。削除されていないか確かめて、cd で別のフォルダに移ってください。",
                f"The current folder cannot be used ({reason_of(error).en}). It may have been deleted: go to another one "
                "with cd.",
            )
        ) from error


def _config(name: str | None, places: tuple[str, ...]) -> Config:
    return find_config(places) if name is None else named_config(name)


def _places(ctx: click.Context) -> Iterator[str]:
    """The files and folders that the command line names."""
    for parameter in ctx.command.params:
        named = ctx.params.get(parameter.name or "") if isinstance(parameter.type, Location) else None
        places = list(map(str, named if isinstance(named, tuple) else [] if named is None else [named]))
        if ctx.params.get("stdin_filename"):  # Standard input that goes by a file's name lies where that file does.
            places = [place for place in places if place != STANDARD_INPUT]
        # Of what a program has named, only that counts which a configuration takes for a case.
        yield from covered(places) if ctx.params.get("force_exclude") else places
