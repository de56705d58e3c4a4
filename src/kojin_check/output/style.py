"""How a report is to be shown, and the words that all reports share."""

from collections.abc import Callable, Mapping
from enum import Enum
from posixpath import normpath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from kojin_check.escaping.screen import visible_line
from kojin_check.findings import Finding, Language, Severity, Span, Text, Waiver

if TYPE_CHECKING:
    from kojin_check.rules.rule import Rule


class Syntax(Enum):
    """What reads an output, where a stream lacks a character."""

    PROSE = "prose"
    """People, who understand a substitute."""
    JSON = "json"
    XML = "xml"


CASE = Text("案件", "case")
"""What `validate` checks, and most reports are about."""


class Style(NamedTuple):
    """What the person or program at the other end wants to see."""

    language: Language = "ja"
    width: int = 80
    """Columns of the terminal, counted in half-width cells."""
    colour: bool = False
    is_terminal: bool = False
    """True where lines that are too wide would be broken by a screen; elsewhere what programs read stays whole."""
    quiet: bool = False
    """Findings only: no summary."""
    statistics: bool = False
    """Adds how often each rule reported something."""
    show_files: bool = False
    """Adds a list of all files with what has become of each."""
    silenced_by: tuple[Text, ...] = ()
    """What decides which findings are wanted, where not all are: the configuration, an option."""
    fail_on: Severity = Severity.ERROR
    """From which severity on a finding must be fixed: the one that makes the exit code 1."""
    rules: "Mapping[str, Rule[Any]]" = MappingProxyType({})
    """All rules by code, in their order, for reports that describe them; may be empty."""
    subject: Text = CASE
    """What each file is; in English one of them, which takes an s."""
    offers_fix: bool = False
    """Whether it can be said that `--fix` corrects something: it has not been asked for, and it could be."""
    most_findings: int | None = None
    """Of one file; of more the others are counted. None for all."""
    lists_cases: bool = False
    """Every case of a table of many, where otherwise only its departments are shown."""
    place_in_repository: Callable[[str], str] = normpath
    """Gives a path as seen from the root of the repository, for what is shown there and not where the program is run."""
    since: str | None = None
    """The revision that the cases were compared with, where the report holds only what has come up since."""


SEVERITY_WORDS: Mapping[Severity, Text] = MappingProxyType(
    {
        Severity.ERROR: Text("エラー", "error"),
        Severity.WARNING: Text("警告", "warning"),
        Severity.INFO: Text("情報", "info"),
    }
)
PARTY = Text("相手方", "party")
WAIVED = Text("承認済み", "waived")


def scope(style: Style) -> Text | None:
    """Gives the sentence that a report holds only what is new; not yet made safe. None where it holds everything."""
    if style.since is None:
        return None
    return Text(
        f"「{style.since}」の後の新しい指摘と変更（回答、理由、事実、免除）だけを示しています。",
        f"Only what has come up since “{style.since}” is shown: findings, relaxed answers, changed reasons and facts, added waivers.",
    )


def bracketed(text: str, language: Language) -> str:
    """Gives `text` in the parentheses of `language`, to be put behind another."""
    return f"（{text}）" if language == "ja" else f" ({text})"


def position(path: str, span: Span) -> str:
    """Gives `path:line:column` on one line, as editors and terminals make a link of it."""
    return f"{visible_line(path)}:{span.line}:{span.column}"


def statement(finding: Finding) -> Text:
    """Gives what is wrong and what to write instead as one paragraph; not yet made safe."""
    party = (
        Text("", "") if finding.party is None else Text(f"（相手方：{finding.party}）", f" (party: {finding.party})")
    )
    return Text(finding.message.ja + finding.hint.ja + party.ja, f"{finding.message.en} {finding.hint.en}{party.en}")


def corrections(count: int) -> Text:
    """Gives the sentence that so many findings can be corrected by the program."""
    noun = "finding" if count == 1 else "findings"
    return Text(f"{count:,}件は --fix で直せます。", f"--fix corrects {count:,} {noun}.")


def next_step(finished_drafts: int) -> Text:
    """Gives what to do with cases that are complete but still drafts."""
    one = finished_drafts == 1
    return Text(
        f"作成中の案件{finished_drafts:,}件は、エラーも未回答もありません。"
        "提出するときは、status: final と書いて、もう一度確かめてください。",
        f"{finished_drafts:,} {'draft has' if one else 'drafts have'} no errors and nothing unanswered. "
        "To submit, write status: final and check again.",
    )


def justification(waiver: Waiver) -> Text:
    """Gives why a finding was accepted, by whom and until when; the case's own words, not yet made safe."""
    details = [] if waiver.approved_by is None else [Text(waiver.approved_by, waiver.approved_by)]
    if waiver.expires is not None:
        details.append(Text(f"{waiver.expires}まで", f"until {waiver.expires}"))
    if not details:
        return Text(waiver.reason, waiver.reason)
    return Text(
        f"{waiver.reason}（{'、'.join(detail.ja for detail in details)}）",
        f"{waiver.reason} ({', '.join(detail.en for detail in details)})",
    )
