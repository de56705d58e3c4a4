"""What all commands share: two languages, exit codes, output that cannot fail or lose a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import click

from kojin_check import __version__
from kojin_check.cli.terminal.usage import Misuse, no_such_command, too_many_arguments, usage_message
from kojin_check.cli.terminal.voice import LANGUAGE_VARIABLE, PROGRAM, Conversation, Voice
from kojin_check.errors import ExitCode, KojinCheckError, OutputError, cannot_write, fault_of, reason_of
from kojin_check.findings import Severity, Text
from kojin_check.output.style import Syntax
from kojin_check.output.terminal.streams import LEGIBLE, discard, fitted, make_legible, open_closed_streams
from kojin_check.reading.source import display_path


class Option(click.Option):
    """An option with its help in both languages."""

    def __init__(self, *declarations: Any, help: Text, **settings: Any) -> None:
        super().__init__(*declarations, **settings)
        self._help_text = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        say = Voice.of(ctx).say
        self.help = say(self._help_text)
        record = super().get_help_record(ctx)
        if record is None:
            return None
        # What click puts behind the text ([required], [x>=1]) is in English.
        return record[0], self.help + (say(_REQUIRED) if self.required else "")

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """Reads texts as UTF-8 also in the C locale, where Python takes arguments for ASCII; paths stay as given."""
        value = super().process_value(ctx, value)
        if isinstance(self.type, click.types.StringParamType):
            return tuple(map(_in_utf8, value)) if isinstance(value, tuple) else _in_utf8(value)
        return value


def _in_utf8(value: Any) -> Any:
    if not isinstance(value, str) or value.isascii():
        return value
    try:
        return os.fsencode(value).decode("utf-8")
    except UnicodeError:
        return value


_REQUIRED = Text("（必須）", " (required)")


def option(*declarations: str, help: Text, **settings: Any) -> Callable[[Any], Any]:
    """Declares an option of a command; like `click.option`, with help in both languages."""
    return click.option(*declarations, cls=Option, help=help, **settings)


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        write([ctx.get_help() + "\n"], None)
        ctx.exit()


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        write([f"{PROGRAM} {__version__}\n"], None)
        ctx.exit()


def language_option() -> Option:
    """Gives `--lang`, whose value was looked for before all others: help itself is in that language."""
    return Option(
        ["--lang"],
        type=click.Choice(["ja", "en"]),
        expose_value=False,
        help=Text(
            f"表示の言語（既定: ja。環境変数 {LANGUAGE_VARIABLE} でも選べる）",
            f"language of all texts (default: ja; or set {LANGUAGE_VARIABLE})",
        ),
    )


def _help_option() -> Option:
    return Option(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help=Text("この説明を表示する", "show this page"),
    )


def _version_option() -> Option:
    return Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help=Text("プログラムの版を表示する", "show the version of the program"),
    )


def format_option(formats: Sequence[str]) -> Callable[[Any], Any]:
    """Declares `--format`, given to the command as `format_name`; `text` is the default."""
    formats = sorted(formats, key=lambda name: (name != "text", name))
    return option(
        "--format",
        "format_name",
        metavar="FORMAT",
        type=click.Choice(formats),
        default="text",
        help=Text(
            f"出力の形式: {'、'.join(formats)}（既定: text）", f"output format: {', '.join(formats)} (default: text)"
        ),
    )


output_option = option(
    "--output",
    "-o",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=Text("画面ではなくこのファイルに書く（UTF-8）", "write to this file (UTF-8) instead of the screen"),
)


NEVER = "none"
"""What is given to `--fail-on` where no finding is to make the exit code 1."""

fail_on_option = option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in reversed(Severity)), NEVER]),
    help=Text(
        f"終了コードを1にする重さ（既定: error。{NEVER} なら指摘があっても0）",
        f"severity that makes the exit code 1 (default: error; {NEVER}: findings leave it at 0)",
    ),
)


def weight_that_fails(fail_on: str | None, configured: Severity | None = None) -> Severity:
    """Gives from which severity on a finding is to be corrected: as asked for, else as configured, else an error is."""
    return Severity(fail_on) if fail_on is not None and fail_on != NEVER else configured or Severity.ERROR


class Command(click.Command):
    """One command of the program, with its help in both languages."""

    def __init__(self, name: str | None = None, *, help: Text, **settings: Any) -> None:
        super().__init__(name, **settings)
        self._help_text = help
        self.add_help_option = False  # Instead of click's, which is in English.
        self.allow_extra_args = True  # Refused by `invoke` in both languages.
        self.params.append(_help_option())

    def get_help(self, ctx: click.Context) -> str:
        return _help_of(self, self._help_text, ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        ctx = click.get_current_context(silent=True)  # None while a shell completes.
        voice = Voice.asked_for((), os.environ) if ctx is None else Voice.of(ctx)
        return voice.say(self.summary)

    @property
    def summary(self) -> Text:
        """What it does, in a line: the first of its help."""
        return Text(*(text.split("\n", maxsplit=1)[0] for text in self._help_text))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _placed_in(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        if ctx.args:
            raise Misuse(too_many_arguments(ctx.args), ctx)
        return super().invoke(ctx)


@contextmanager
def _placed_in(ctx: click.Context) -> Iterator[None]:
    """Adds to errors of click's parser, which has none, the context that tells the command and its options."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _help_of(command: click.Command, text: Text, ctx: click.Context) -> str:
    from kojin_check.cli.terminal.help_page import HelpPage

    voice = Voice.of(ctx)
    command.help = voice.say(text)
    page = HelpPage(voice.language)
    command.format_help(ctx, page)
    return page.getvalue().rstrip("\n")


class CommandGroup(click.Group):
    """The program: one command for each module that lies directly in a package, imported when it is used."""

    def __init__(self, package: ModuleType) -> None:
        """Takes the package in which each module holds its command as `command`."""
        super().__init__(
            callback=_without_command,
            add_help_option=False,
            no_args_is_help=False,
            invoke_without_command=True,
            subcommand_metavar="COMMAND [ARGS]...",
            params=[language_option(), _version_option(), _help_option()],
        )
        self._package = package

    def get_help(self, ctx: click.Context) -> str:
        return _help_of(self, _PROGRAM_HELP, ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _placed_in(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        # A word that Python keeps for itself (import) has an underscore behind it as the name of a module.
        return [
            module.name.rstrip("_").replace("_", "-")
            for module in iter_modules(self._package.__path__)
            if not module.ispkg
        ]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name.replace("-", "_")
        found: click.Command = import_module(f"{self._package.__name__}.{module}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            raise Misuse(no_such_command(args[0], self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)


_PROGRAM_HELP = Text(
    "個人情報保護対策チェックリストと、それに記入した案件を確かめます。\n\nまずは kojin-check validate 案件.yaml",
    "Checks personal-information protection checklists and the cases that answer them.\n\n"
    "To begin: kojin-check validate CASE.yaml",
)


@click.pass_context
def _without_command(ctx: click.Context) -> ExitCode | None:
    if ctx.invoked_subcommand is not None:
        return None
    write([ctx.get_help() + "\n"], None)
    return ExitCode.USAGE


_INTERRUPTED = 130
_READER_GONE = 141
"""What shells give for programs that SIGINT and SIGPIPE end."""


_COMPLETION = "_KOJIN_CHECK_COMPLETE"
"""Set by shells: `bash_source` and the like ask for the script of the completion, `bash_complete` for what fits."""


def run(group: click.Group, arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Runs the program and gives its exit code; whatever goes wrong is said in one sentence on standard error."""
    open_closed_streams()
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    conversation = Conversation(Voice.asked_for(arguments, environment))
    if asked := environment.get(_COMPLETION):
        from click.shell_completion import shell_complete

        return shell_complete(group, {"obj": conversation}, PROGRAM, _COMPLETION, asked)
    try:
        # Not `group.main`, which ends the process by itself where a pipe is closed.
        with group.make_context(PROGRAM, list(arguments), obj=conversation) as context:
            outcome = group.invoke(context)
    except click.UsageError as error:
        place = error.ctx.command_path if error.ctx is not None else PROGRAM
        conversation.voice.complain(_with_help_hint(usage_message(error), place))
        return ExitCode.USAGE
    except click.exceptions.Exit as exit_request:
        return exit_request.exit_code
    except (click.Abort, EOFError, KeyboardInterrupt):
        conversation.voice.complain(Text("中断しました。", "Interrupted."))
        return _INTERRUPTED
    except KojinCheckError as error:
        conversation.voice.complain(error.message)
        return error.exit_code
    except BrokenPipeError:
        # The reader (head, less) has gone: nobody is left to tell, and Python would complain at exit.
        discard(sys.stdout)
        return _READER_GONE
    except Exception as error:
        conversation.voice.complain(_internal(error))
        return ExitCode.CANNOT_RUN
    return int(outcome) if outcome is not None else ExitCode.OK


def _internal(error: Exception) -> Text:
    fault = fault_of(error)
    return Text(
        f"プログラムの不具合のため、途中で終わりました（{fault}）。この行の文を、プログラムを管理している人に知らせてください。",
        f"The program failed and ended early ({fault}). Send this line to whoever maintains the program.",
    )


def _with_help_hint(message: Text, place: str) -> Text:
    return Text(f"{message.ja}\n使い方は {place} --help で表示できます。", f"{message.en}\nSee {place} --help.")


def write(pieces: Iterable[str], output: Path | None, syntax: Syntax = Syntax.PROSE) -> None:
    """Writes to the file `output`, or to standard output when it is None.

    A file is in UTF-8 and is replaced only once its new content is complete. On standard output
    characters that it cannot encode are written as `syntax` allows.

    Raises:
        UsageError: when the file is one that the program reads, or a link.
        OutputError: when it cannot be written there.
    """
    if output is None:
        for piece in pieces:
            _put(fitted(piece, sys.stdout.encoding, syntax))
        _put("")
        return
    from kojin_check.editing.replacement import refuse_replacing, replacing

    refuse_replacing(output, _arguments())
    try:
        with replacing(output) as file:
            for piece in pieces:
                file.write(piece.encode("utf-8", LEGIBLE))
    except OSError as error:
        raise cannot_write(display_path(output), error) from error


def _arguments() -> Iterator[str]:
    """All that the command was given, but where its output goes: files and folders are among it."""
    context = click.get_current_context(silent=True)
    for name, value in (context.params if context is not None else {}).items():
        if name != "output":
            for one in value if isinstance(value, (list, tuple)) else (value,):
                if isinstance(one, str | Path):
                    yield str(one)


def _put(text: str) -> None:
    """Writes to standard output; without text, all that it still holds."""
    try:
        sys.stdout.write(text) if text else sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard(sys.stdout)
        raise OutputError(
            Text(
                f"標準出力に書き込めません（{reason_of(error).ja}）。",
                f"Cannot write the output ({reason_of(error).en}).",
            )
        ) from error


def refuse_existing(path: Path) -> None:
    """Ends the run when something stands at `path` already.

    Raises:
        OutputError: saying so.
    """
    if os.path.lexists(path):
        raise OutputError(
            Text(
                f"{display_path(path)} は既にあるので、書き込みませんでした。別の名前を指定してください。",
                f"{display_path(path)} exists already, so nothing was written. Give another name.",
            )
        )


def write_new(content: str | bytes, output: Path | None) -> None:
    """Writes to the new file `output`, complete or not at all, or a text to standard output when it is None.

    Raises:
        OutputError: when something stands at `output` already, or it cannot be written.
    """
    if output is None:
        assert isinstance(content, str)
        write([content], None)
        return
    from kojin_check.editing.replacement import creating

    try:
        with creating(output) as file:
            file.write(content.encode("utf-8", LEGIBLE) if isinstance(content, str) else content)
    except FileExistsError:
        refuse_existing(output)
    except OSError as error:
        raise cannot_write(display_path(output), error) from error
