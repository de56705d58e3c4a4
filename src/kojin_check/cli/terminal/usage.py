"""What is wrong with a command line, in both languages: click speaks English only."""

from __future__ import annotations

import click

from kojin_check.findings import Text
from kojin_check.similarity import nearest


class Misuse(click.UsageError):
    """A wrong command line that this program finds by itself; says so in both languages."""

    def __init__(self, text: Text, ctx: click.Context) -> None:
        super().__init__(text.en, ctx)
        self.text = text


def usage_message(error: click.UsageError) -> Text:
    """Gives what is wrong and what can be written instead."""
    match error:
        case Misuse(text=text):
            return text
        case click.NoSuchOption(option_name=name):
            return _no_such_option(error, name)
        case click.MissingParameter(param=parameter) if parameter is not None:
            return _missing(parameter)
        case click.BadParameter(param=parameter) if parameter is not None:
            return _bad_value(parameter, error)
        case click.BadOptionUsage(option_name=name):
            return _bad_option(error, name)
    detail = error.format_message()
    return Text(f"コマンドの書き方が正しくありません（{detail}）。", detail)


def no_such_command(name: str, known: list[str]) -> Text:
    """Gives the message for a command that does not exist."""
    return did_you_mean(Text(f"「{name}」というコマンドはありません。", f"There is no command “{name}”."), name, known)


def too_many_arguments(extra: list[str]) -> Text:
    """Gives the message for arguments that nothing takes."""
    return Text(f"余分な引数があります: {' '.join(extra)}", f"Too many arguments: {' '.join(extra)}")


def did_you_mean(message: Text, typed: str, known: list[str]) -> Text:
    """Gives `message` with the name that was probably meant, or else with all names that there are."""
    meant = nearest(typed, known)
    if meant is not None:
        return Text(f"{message.ja}「{meant}」の間違いではありませんか。", f"{message.en} Did you mean “{meant}”?")
    return Text(f"{message.ja}使えるのは {'、'.join(known)} です。", f"{message.en} Known: {', '.join(known)}.")


def _no_such_option(error: click.UsageError, name: str) -> Text:
    known = [option for parameter in _parameters(error) for option in parameter.opts if option.startswith("--")]
    meant = nearest(name, known)
    return Text(
        f"{name} というオプションはありません。" + (f"{meant} の間違いではありませんか。" if meant else ""),
        f"There is no option {name}." + (f" Did you mean {meant}?" if meant else ""),
    )


def _missing(parameter: click.Parameter) -> Text:
    name = _name(parameter)
    return Text(f"{name} を指定してください。", f"{name} is missing.")


def _bad_value(parameter: click.Parameter, error: click.BadParameter) -> Text:
    name = _name(parameter)
    if isinstance(parameter.type, click.Choice):
        choices = list(map(str, parameter.type.choices))
        return Text(f"{name} に使えるのは {'、'.join(choices)} です。", f"{name} takes one of: {', '.join(choices)}.")
    if isinstance(parameter.type, click.IntRange) and parameter.type.min is not None:
        least = parameter.type.min
        return Text(f"{name} は{least}以上の整数で指定してください。", f"{name} takes an integer of at least {least}.")
    return Text(f"{name} の値が正しくありません（{error.message}）。", f"{name}: {error.message}")


def _bad_option(error: click.UsageError, name: str) -> Text:
    option = next((parameter for parameter in _parameters(error) if name in parameter.opts), None)
    if isinstance(option, click.Option) and option.is_flag:
        return Text(f"{name} に値は付けられません。", f"{name} takes no value.")
    metavar = option.metavar if option is not None and option.metavar else "…"
    return Text(f"{name} には値が必要です（{name} {metavar}）。", f"{name} needs a value ({name} {metavar}).")


def _parameters(error: click.UsageError) -> list[click.Parameter]:
    return error.ctx.command.get_params(error.ctx) if error.ctx is not None else []


def _name(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Argument):
        return (parameter.metavar or parameter.name or "").strip("[].").upper()
    return "/".join((*parameter.opts, *parameter.secondary_opts))
