"""What the configuration of a case repository may say: the keys of `kojin-check.yaml`."""

from collections.abc import Sequence
from typing import Annotated, Literal

from kojin_check.findings import Language, Severity, Text
from kojin_check.model.fields import Record, optional
from kojin_check.model.outline_of import Shorthand
from kojin_check.model.shorthand import Typed
from kojin_check.reading.tree import Node

CONFIG_SCHEMA = "kojin-check/config/v1"
"""The name of this format."""

Requirement = Literal["item", "party", "expires"]
"""A key that waivers can be required to have."""


def _by_itself(typed: Typed) -> Sequence[Node]:
    """The only entry of a list may stand there by itself."""
    return [typed.node]


class WaiverFields(Record):
    """What the configuration may ask of the waivers of cases."""

    require: list[Requirement] = optional(
        [],
        Text(
            "どの免除にも必ず書く項目名（理由と承認者のほかに）",
            "Keys that every waiver must have, beside reason and approver",
        ),
    )
    allow: list[str] | None = optional(
        None,
        Text(
            "免除してよい規則のコード。書かなければ、免除できる規則は全て",
            "The codes of the rules that can be waived; without it, all that the program lets be waived",
        ),
    )


class ConfigFields(Record):
    """A configuration; all of it may be left out."""

    schema_: Literal["kojin-check/config/v1"] | None = optional(
        None, Text("この書式の名前（変えない）", "The name of this format (leave as it is)"), alias="schema"
    )
    paths: list[str] = optional(
        [],
        Text(
            "確かめるファイルとフォルダ。設定ファイルのあるフォルダから数える。書かなければ cases",
            "Files and folders to check, as seen from the folder of the configuration; without it cases",
        ),
    )
    exclude: list[str] = optional(
        [],
        Text(
            "案件でないファイルとフォルダ。.gitignore と同じ書き方。例: drafts/、cases/**/template.yaml",
            "Files and folders that are no cases, as in .gitignore, such as drafts/ or cases/**/template.yaml",
        ),
    )
    checklists: Annotated[list[str], Shorthand(_by_itself)] = optional(
        [],
        Text(
            "チェックリストの版が入ったフォルダ（1つだけなら一覧でなくてよい）。先のものが優先し、同梱の版が最後に加わる",
            "Folders of checklist versions (a single one need not be a list); the first counts first, the versions that come along last",
        ),
    )
    select: list[str] = optional(
        [],
        Text(
            "報告する規則のコード。KJ1 は KJ1xx の全て。書かなければ全ての規則",
            "Codes of the rules to report; KJ1 is all of KJ1xx; without it all rules",
        ),
    )
    ignore: list[str] = optional(
        [], Text("報告しない規則のコード。KJ1 は KJ1xx の全て", "Codes of rules not to report; KJ1 is all of KJ1xx")
    )
    severity: dict[str, Severity] = optional(
        {}, Text("規則のコードと、変えた重さ。例: KJ402: error", "Rule code and its severity, such as KJ402: error")
    )
    fail_on: Severity | None = optional(
        None,
        Text(
            "この重さ以上の指摘があれば、終了コードを1にする。書かなければ error",
            "Findings of this severity or above make the exit code 1; without it error",
        ),
    )
    lang: Language | None = optional(None, Text("表示の言語。書かなければ ja", "Language of all texts; without it ja"))
    waivers: WaiverFields = optional(
        WaiverFields, Text("案件の免除に求めること", "What is asked of the waivers of cases")
    )


EXAMPLE = f"""\
schema: {CONFIG_SCHEMA}
paths: [cases]
exclude: [cases/drafts/]
checklists: [forms, shared]
select: [KJ1, KJ402]
ignore: [KJ405]
severity: {{KJ402: error}}
fail_on: error
lang: ja
waivers: {{require: [item, expires], allow: [KJ402]}}
"""
"""A configuration that has everything, to learn from."""
