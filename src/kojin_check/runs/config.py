"""The configuration of a case repository: `kojin-check.yaml` (or `.yml`), or `[tool.kojin-check]` in `pyproject.toml`.

Both hold the same keys. The command line wins over the configuration.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kojin_check.checking.engine import DEFAULT_SETTINGS, Settings, WaiverUse, chosen_codes, ignored_codes, is_code
from kojin_check.errors import ConfigError, InputError, UsageError
from kojin_check.findings import START, Language, Problem, Severity, Span, Text
from kojin_check.model.decode import Decoded, decode
from kojin_check.model.shorthand import spelt_out
from kojin_check.reading.reading import read_bytes
from kojin_check.reading.source import Source
from kojin_check.reading.tree import Entry, MappingNode, Node, Part, Route, ScalarNode, SequenceNode, Tree
from kojin_check.regex import regex
from kojin_check.rules.cases.unapproved_waiver import WaiverTerms
from kojin_check.rules.rule import RULES, Hiding
from kojin_check.runs.case_files import CONFIG_FILES, PROJECT_FILE, STANDARD_INPUT, Selection, read_file
from kojin_check.runs.exclusion import Exclusion, has_too_many_asterisks, is_pattern

if TYPE_CHECKING:
    from kojin_check.model.configuration import ConfigFields

DEFAULT_FOLDER = "cases"
"""Where the cases are when neither the command line nor the configuration names a path."""
_TABLE = "kojin-check"
_TOML_KEY = regex(r"\s*+[\"']?([\w-]++)[\"']?\s*+=")
_MOST_BYTES = 1024 * 1024
"""Of a project file, of which only one table is read."""
_MOST_DOTS = 500
"""On a line of a project file: Python reads a key such as a.b.c in a time that grows with the square of its parts."""
_LISTS = ("paths", "exclude", "select", "ignore")


class Config(NamedTuple):
    """A configuration with the folder that its paths are relative to."""

    folder: Path
    file: str = ""
    """Its path as seen from the current folder; empty where there is none, and the defaults hold."""
    named_paths: tuple[str, ...] = ()
    """The paths to check, as it has them."""
    exclude: tuple[str, ...] = ()
    named_checklists: tuple[str, ...] = ()
    """The folders of checklist versions, as it has them."""
    wanted: Settings = DEFAULT_SETTINGS
    """What is reported where the command line says nothing else."""
    fail_on: Severity | None = None
    lang: Language | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths to check, as seen from the current folder; the default folder where the configuration names none."""
        return tuple(self._from_here(path) for path in self.named_paths or (DEFAULT_FOLDER,))

    @property
    def checklists(self) -> tuple[Path, ...]:
        """The folders of checklist versions, as seen from the current folder."""
        return tuple(Path(self._from_here(folder)) for folder in self.named_checklists)

    def paths_for(self, named: Sequence[str], command: str) -> tuple[str, ...]:
        """Gives the paths that the command line names, or else those of the configuration.

        Args:
            named: the paths on the command line.
            command: that was called, for the example in the error.

        Raises:
            InputError: when nothing names a path and there is no default folder.
            ConfigError: when a path of the configuration does not exist.
        """
        if not named and not self.named_paths and not os.path.lexists(self.paths[0]):
            raise InputError(
                Text(
                    f"{DEFAULT_FOLDER} フォルダがありません。確かめるファイルかフォルダを指定してください"
                    f"（例: kojin-check {command} 案件.yaml）。",
                    f"There is no folder {DEFAULT_FOLDER}. Name a file or folder to check "
                    f"(for example: kojin-check {command} CASE.yaml).",
                )
            )
        if named:
            return tuple(named)
        for path, seen in zip(self.named_paths, self.paths, strict=False):
            if not os.path.lexists(seen):
                raise ConfigError(
                    Text(
                        f"設定ファイル {self.file} の paths にある「{path}」というファイルもフォルダもありません。",
                        f"{self.file} names “{path}” in paths, but there is no such file or folder.",
                    )
                )
        return self.paths

    def settings(
        self,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        waivers: WaiverUse = WaiverUse.APPLY,
    ) -> Settings:
        """Gives the settings of a run; what the command line says takes the place of what stands here.

        Raises:
            UsageError: when the command line names a rule that does not exist.
        """
        return self.wanted._replace(
            select=chosen_codes(select) or self.wanted.select,
            ignore=ignored_codes(ignore) or self.wanted.ignore,
            waivers=waivers,
        )

    def covers(self, path: str) -> bool:
        """True for a file (as seen from the current folder) that lies where the cases are."""
        absolute = os.path.abspath(path)
        places = (os.path.abspath(place) for place in self.paths)
        return any(absolute == place or absolute.startswith(os.path.join(place, "")) for place in places)

    def silenced_by(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Text, ...]:
        """Gives what decides which findings are wanted: options of the command line, or else what stands here."""
        own = Text("設定", "the configuration")
        deciding = (
            (Text("「--select」", "--select") if select else own, select or self.wanted.select),
            (Text("「--ignore」", "--ignore") if ignore else own, ignore or self.wanted.ignore),
        )
        return tuple(dict.fromkeys(by for by, codes in deciding if codes))

    @property
    def exclusion(self) -> Exclusion:
        """The patterns of files that are no cases."""
        return Exclusion(self.exclude, self.folder)

    @property
    def selection(self) -> Selection:
        """What counts of the files that are found in folders."""
        return Selection(self.exclusion.pattern_for, Path(self.file) if self.file else None)

    def idle_patterns(self) -> tuple[Text, ...]:
        """Says of each pattern under `exclude` that makes no difference to any file that it does not."""
        return tuple(self._idle(pattern) for pattern in self.exclusion.idle())

    def _idle(self, pattern: str) -> Text:
        if pattern.startswith("!"):
            return Text(
                f"設定ファイル {self.file} の exclude にある「{pattern}」で元に戻るファイルはありません。"
                "「!」は、それより前の行で除いたファイルを元に戻します。",
                f"{self.file}: “{pattern}” in exclude takes no file back in. "
                "“!” takes back what a pattern before it excludes.",
            )
        advice = Text("", "")
        if pattern.startswith("#"):
            advice = Text(
                "「#」で始まる行は注釈です。名前が # で始まるときは \\# と書いてください。",
                " Lines that begin with # are comments: write \\# for a name that begins so.",
            )
        elif "\\" in pattern:
            advice = Text("フォルダの区切りには \\ ではなく / を使います。", " Folders are parted by /, not by \\.")
        elif "/" in pattern.strip("/") and not pattern.startswith("**/"):
            anywhere = f"**/{pattern.lstrip('./')}"
            advice = Text(
                f"途中に / があるものは、設定ファイルのあるフォルダから数えます（どの階層でもよければ {anywhere}）。",
                f" With a / inside it counts from the folder of the configuration (anywhere: {anywhere}).",
            )
        return Text(
            f"設定ファイル {self.file} の exclude にある「{pattern}」に当てはまるファイルはありません。{advice.ja}",
            f"{self.file}: no file fits “{pattern}” in exclude.{advice.en}",
        )

    def _from_here(self, path: str) -> str:
        return path if self.folder == Path() else (self.folder / path).as_posix()


def find_config(places: Sequence[str] = ()) -> Config:
    """Gives the configuration that holds for files and folders: the nearest one in their folder or above it.

    The search ends at the root of the git repository. Without a configuration, the defaults hold.

    Args:
        places: as seen from the current folder, which counts where there is none (and for standard input).

    Raises:
        ConfigError: naming file and line of everything that is wrong in the configuration.
        UsageError: when the places have different configurations.
    """
    found: dict[Path | None, str] = {}
    for folder, place in {_folder_of(place): place for place in places or ("",)}.items():
        found.setdefault(_nearest(folder), place)
    if len(found) > 1:
        raise _different(found)
    (file,) = found
    return Config(Path()) if file is None else _load(file)


def covered(places: Iterable[str]) -> Iterator[str]:
    """Yields the folders among `places`, and the files that lie where the configuration nearest to each has its cases.

    Raises:
        ConfigError: when one of the configurations is broken.
    """

    @cache
    def config_of(folder: str) -> Config:
        file = _nearest(folder)
        return Config(Path()) if file is None else _load(file)

    return (place for place in places if os.path.isdir(place) or config_of(_folder_of(place)).covers(place))


def _folder_of(place: str) -> str:
    """The folder where the search begins; not where links lead, as that is where a person sees the place."""
    if place == STANDARD_INPUT:
        return os.getcwd()
    absolute = os.path.abspath(place)
    return absolute if os.path.isdir(absolute) else os.path.dirname(absolute)


def _nearest(start: str) -> Path | None:
    """The configuration in the folder `start` or the nearest one above it."""
    for folder in (Path(start), *Path(start).parents):
        # Whatever has such a name counts: a dead link that was passed over would silently change what is checked.
        match [folder / name for name in CONFIG_FILES if os.path.lexists(folder / name)]:
            case [own]:
                return own
            case [one, other]:
                raise ConfigError(
                    Text(
                        f"設定ファイルが2つあります（{_seen(one)} と {_seen(other)}）。どちらかを削除してください。",
                        f"There are two configurations, {_seen(one)} and {_seen(other)}. Delete one of them.",
                    )
                )
        project = folder / PROJECT_FILE
        if os.path.isfile(project) and _read_toml(Path(_seen(project))) is not None:
            return project
        if os.path.exists(folder / ".git"):
            break
    return None


def _load(file: Path) -> Config:
    seen = Path(_seen(file))
    tree = _read_toml(seen) if seen.suffix == ".toml" else _read_yaml(seen)
    return Config(seen.parent, seen.as_posix()) if tree is None else _checked(seen, tree)


def _seen(file: Path) -> str:
    """The path as seen from the current folder."""
    try:
        return Path(os.path.relpath(file)).as_posix()
    except ValueError:  # On another drive.
        return file.as_posix()


def _different(found: Mapping[Path | None, str]) -> UsageError:
    none = Text("設定ファイルなし", "no configuration")
    pairs = [(place or ".", none if file is None else Text(_seen(file), _seen(file))) for file, place in found.items()]
    return UsageError(
        Text(
            f"指定された場所で設定が違います（{'、'.join(f'{place} は {file.ja}' for place, file in pairs)}）。"
            f"場所ごとに分けて実行するか、--config で設定ファイル（{NO_CONFIG} なら使わない）を指定してください。",
            f"The places given have different configurations ({', '.join(f'{place}: {file.en}' for place, file in pairs)}). "
            f"Run this once for each, or name one with --config ({NO_CONFIG} for no one).",
        )
    )


NO_CONFIG = "none"
"""What is given to `--config` where no configuration is to count."""


def named_config(name: str) -> Config:
    """Gives the configuration in the file `name`; for `none` the defaults.

    Raises:
        ConfigError: when the file cannot be read, or says nothing to this program; and as `find_config`.
    """
    if name == NO_CONFIG:
        return Config(Path())
    file = Path(name)
    tree = _read_toml(file) if file.suffix == ".toml" else _read_yaml(file)
    if tree is None:
        raise ConfigError(
            Text(
                f"設定ファイル {name} に [tool.{_TABLE}] という表がありません。",
                f"{name} has no table [tool.{_TABLE}].",
            )
        )
    return _checked(file, tree)


def _checked(path: Path, tree: Tree) -> Config:
    from kojin_check.model.configuration import ConfigFields  # Most places have no configuration.

    decoded = decode(ConfigFields, spelt_out(ConfigFields, tree, None))
    problems = [
        *tree.problems,
        *decoded.problems,
        *_unknown_codes(tree, decoded),
        *_broken_patterns(tree, decoded),
        *_impossible_paths(tree),
    ]
    if problems:
        raise ConfigError(_broken(path, sorted(problems, key=lambda problem: problem.span)))
    return _config(path, decoded.model)


def _config(path: Path, fields: ConfigFields) -> Config:
    waivers = fields.waivers
    return Config(
        path.parent,
        path.as_posix(),
        tuple(fields.paths),
        tuple(fields.exclude),
        tuple(fields.checklists),
        Settings(
            tuple(fields.select),
            tuple(fields.ignore),
            fields.severity,
            terms=WaiverTerms(tuple(waivers.require), None if waivers.allow is None else tuple(waivers.allow)),
        ),
        fields.fail_on,
        fields.lang,
    )


def _impossible_paths(tree: Tree) -> Iterator[Problem]:
    for key in ("paths", "exclude", "checklists"):
        node = tree.node((key,))
        entries = len(node.items) if isinstance(node, SequenceNode) else 0
        for route in ((key,), *((key, number) for number in range(entries))):
            node = tree.node(route)
            # No system has such a name, and Python refuses it with an exception of its own.
            if isinstance(node, ScalarNode) and "\0" in node.text:
                yield Problem(
                    "KJ006",
                    tree.locate(route),
                    Text(
                        f"「{node.text}」は、ファイルやフォルダの名前として使えません（U+0000 を含んでいます）。",
                        f"“{node.text}” cannot be the name of a file or folder: it holds U+0000.",
                    ),
                    Text("この文字（\\0）を削除してください。", "Delete that character (\\0)."),
                )


def _unknown_codes(tree: Tree, decoded: Decoded[ConfigFields]) -> Iterator[Problem]:
    fields = decoded.model
    routes: list[tuple[Route, str]] = [
        *((("select", number), code) for number, code in enumerate(fields.select)),
        *((("ignore", number), code) for number, code in enumerate(fields.ignore)),
        *((("severity", code), code) for code in fields.severity),
        *((("waivers", "allow", number), code) for number, code in enumerate(fields.waivers.allow or ())),
    ]
    for route, code in routes:
        if not is_code(code):
            yield Problem(
                "KJ006",
                tree.locate(route),
                Text(f"「{code}」という規則はありません。", f"There is no rule “{code}”."),
                Text("規則の一覧は kojin-check rules で表示できます。", "See kojin-check rules."),
            )
        elif route[0] != "select" and code in RULES and RULES[code].hiding is Hiding.NEVER:
            yield Problem(
                "KJ006",
                tree.locate(route, Part.KEY if route[0] == "severity" else Part.VALUE),
                Text(
                    f"{code} の指摘は、{route[0]} では変えられません。案件が読めないか確かめられないという指摘だからです。",
                    f"{code} cannot be changed by {route[0]}: it says that a case could not be read or checked.",
                ),
                Text("この行を削除してください。", "Delete this line."),
            )
        elif route[0] == "waivers" and code not in RULES:
            yield Problem(
                "KJ006",
                tree.locate(route),
                Text(
                    f"waivers の allow では、「{code}」のようにまとめて指定できません。",
                    f"allow of waivers takes no families such as “{code}”.",
                ),
                Text("KJ402 のように、規則を1つずつ書いてください。", "Name each rule, such as KJ402."),
            )
        elif route[0] == "severity" and code not in RULES:
            yield Problem(
                "KJ006",
                tree.locate(route, Part.KEY),
                Text(
                    f"severity では、「{code}」のようにまとめて指定できません。",
                    f"severity takes no families such as “{code}”.",
                ),
                Text("KJ402 のように、規則を1つずつ書いてください。", "Name each rule, such as KJ402."),
            )


def _broken_patterns(tree: Tree, decoded: Decoded[ConfigFields]) -> Iterator[Problem]:
    for number, pattern in enumerate(decoded.model.exclude):
        if not is_pattern(pattern):
            advice = (
                Text(
                    "「*」は1つの名前に3つまで、「**」は2つまでです。",
                    "A name takes at most three *, a pattern at most two **.",
                )
                if has_too_many_asterisks(pattern)
                else Text(
                    "フォルダの区切りには \\ ではなく / を使ってください。", "Folders are parted by /, not by \\."
                )
                if "\\" in pattern
                else Text(
                    "「drafts/」や「*.bak.yaml」のように書いてください。", "Write, for example, drafts/ or *.bak.yaml."
                )
            )
            yield Problem(
                "KJ006",
                tree.locate(("exclude", number)),
                Text(
                    f"「{pattern}」は、除くファイルの書き方として読めません。", f"“{pattern}” is no pattern of files."
                ),
                advice,
            )


def _broken(path: Path, problems: Iterable[Problem]) -> Text:
    lines = [
        (f"{path.as_posix()}:{problem.span.line}:{problem.span.column}: ", problem.message, problem.hint)
        for problem in problems
    ]
    return Text(
        "設定ファイルが正しくありません。\n" + "\n".join(f"{at}{message.ja}{hint.ja}" for at, message, hint in lines),
        "The configuration is broken.\n" + "\n".join(f"{at}{message.en} {hint.en}" for at, message, hint in lines),
    )


def _read(path: Path) -> bytes:
    try:
        return read_file(path)
    except InputError as error:
        raise ConfigError(
            Text(
                f"設定ファイル: {error.message.ja}読めるようにするか、削除してください。",
                f"The configuration: {error.message.en} Make it readable, or delete it.",
            )
        ) from error


def _read_yaml(path: Path) -> Tree:
    tree = read_bytes(path.as_posix(), _read(path))
    if tree.root is None and not tree.problems:
        return Tree(tree.source, MappingNode({}, _Mark(0, 0), _Mark(0, 0)), ())  # Empty: all defaults.
    return tree


class _Mark(NamedTuple):
    line: int
    column: int


def _read_toml(path: Path) -> Tree | None:
    """The tool's table as a tree; None when the file has none. Positions are those of the keys."""
    try:
        import tomllib

        text = _within_limits(path).decode("utf-8-sig")
        tools: Any = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError) as error:  # No UTF-8, no TOML, a number of 5,000 digits; lists without end.
        raise _no_toml(path, error) from error
    table = tools.get(_TABLE) if isinstance(tools, dict) else None
    if table is None:
        return None
    source = Source(path.as_posix(), text)
    spans = _lines_of_keys(source)
    if not isinstance(table, dict):
        raise ConfigError(
            Text(
                f"設定ファイル {path} の tool.{_TABLE} は、[tool.{_TABLE}] という表にしてください。",
                f"{path}: tool.{_TABLE} must be a table, [tool.{_TABLE}].",
            )
        )
    no_lists = [key for key in _LISTS if not _is_list_of_texts(table.get(key, []))]
    rest = {key: value for key, value in table.items() if key not in no_lists}
    try:
        root = _node(rest, (), spans)
    except (ValueError, RecursionError) as error:  # A number of so many digits written with 0x; a.b.c without end.
        raise _no_toml(path, error) from error
    return Tree(source, root, tuple(_no_list(key, spans.get(key, START)) for key in no_lists))


def _no_toml(path: Path, error: Exception) -> ConfigError:
    return ConfigError(
        Text(f"設定ファイル {path} をTOMLとして読めません（{error}）。", f"{path} is not valid TOML ({error}).")
    )


def _within_limits(path: Path) -> bytes:
    data = _read(path)
    if len(data) <= _MOST_BYTES and all(line.count(b".") <= _MOST_DOTS for line in data.split(b"\n")):
        return data
    raise ConfigError(
        Text(
            f"設定ファイル {path} は大きすぎます（1 MiB、1行に「.」が{_MOST_DOTS}個まで）。"
            "このプログラムの設定は kojin-check.yaml に書けます。",
            f"{path} is too large: at most 1 MiB, and {_MOST_DOTS} dots on a line. "
            "The configuration of this program can stand in kojin-check.yaml.",
        )
    )


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _no_list(key: str, span: Span) -> Problem:
    """Said here, because the general hint shows how to write it in YAML."""
    return Problem(
        "KJ006",
        span,
        Text(f"「{key}」には、文字列の一覧を書きます。", f"“{key}” takes a list of strings."),
        Text(f'例えば {key} = ["…", "…"] のように書いてください。', f'Write, for example: {key} = ["…", "…"].'),
    )


def _lines_of_keys(source: Source) -> Mapping[str, Span]:
    """Key of the tool's table → where it stands."""
    inside = False
    spans: dict[str, Span] = {}
    for number, line in enumerate(source.lines, start=1):
        header, bracket, _ = line.strip().partition("]")
        if bracket and header.startswith("["):
            table = header.lstrip("[").strip()
            inside = table.startswith(f"tool.{_TABLE}")
            if inside:
                name = table.removeprefix(f"tool.{_TABLE}").lstrip(".")
                spans.setdefault(name, Span(number, 1, number, len(line) + 1))
        elif inside and (key := _TOML_KEY.match(line)):
            start = key.start(1) + 1
            spans.setdefault(key[1], Span(number, start, number, start + len(key[1])))
    return spans


def _node(value: Any, route: tuple[str, ...], spans: Mapping[str, Span]) -> Node:
    span = next((spans[step] for step in reversed(route) if step in spans), spans.get("", START))
    start, end = _Mark(span.line - 1, span.column - 1), _Mark(span.end_line - 1, span.end_column - 1)
    match value:
        case dict():
            entries = {
                key: Entry(_key(key, (*route, key), spans), _node(inner, (*route, key), spans))
                for key, inner in value.items()
            }
            return MappingNode(entries, start, end)
        case list():
            return SequenceNode([_node(inner, route, spans) for inner in value], start, end)
        case bool():
            return ScalarNode("true" if value else "false", start, end, None)
        case _:
            return ScalarNode(str(value), start, end, '"')


def _key(key: str, route: tuple[str, ...], spans: Mapping[str, Span]) -> ScalarNode:
    node = _node(key, route, spans)
    assert isinstance(node, ScalarNode)
    return node
