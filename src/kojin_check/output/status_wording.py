"""The words of the table of cases, the same in every format; the marks of the forms are data and not among them."""

from __future__ import annotations

from typing import NamedTuple

from kojin_check.findings import Summary, Text
from kojin_check.output.status_table import CaseStatus, SortKey, StatusTable
from kojin_check.output.style import WAIVED

TITLE = Text("案件の状況", "Status of the cases")
CASE = Text("案件", "case")
CASES = Text("案件", "cases")
FILE = Text("ファイル", "file")
DEPARTMENT = Text("部署", "department")
BY_DEPARTMENT = Text("部署別", "By department")
TYPES = Text("付議事項", "matters")
VERSION = Text("版", "version")
STATUS = Text("状態", "status")
ANSWERS = Text("回答", "answers")
FINDINGS = Text("指摘", "findings")
TOTAL = Text("計", "total")
ALL = Text("全体", "all")
NO_DEPARTMENT = Text("（部署の記載なし）", "(no department given)")
NO_TITLE = Text("（件名の記載なし）", "(no title given)")
UNREADABLE = Text("（読めないファイル）", "(unreadable file)")

STATUSES = {
    "draft": Text("作成中", "draft"),
    "final": Text("完成", "final"),
    "": Text("不明", "unknown"),
}
"""What a case says of itself → in words; a file that could not be read says nothing."""


class Column(NamedTuple):
    """A column of numbers."""

    name: str
    """For programs: a field of `Summary`, or `other`."""
    label: Text
    """The shortest heading that is understood below `ANSWERS` or `FINDINGS`."""
    full: Text
    """The heading where it stands by itself."""


MET = Column("met", Text("実施", "met"), Text("対策あり", "met"))
NOT_APPLICABLE = Column("not_applicable", Text("不要", "n/a"), Text("必要なし", "not needed"))
UNANSWERED = Column("unanswered", Text("未回答", "open"), Text("未回答", "unanswered"))
OTHER = Column("other", Text("その他", "other"), Text("その他", "other"))
ITEMS = Column("total", TOTAL, Text("項目の数", "items"))
ERRORS = Column("errors", Text("エラー", "errors"), Text("エラー", "errors"))
WARNINGS = Column("warnings", Text("警告", "warn."), Text("警告", "warnings"))
ACCEPTED = Column("waived", WAIVED, WAIVED)

SORT_LABELS = {
    SortKey.DEPARTMENT: DEPARTMENT,
    SortKey.PATH: FILE,
    SortKey.TITLE: Text("件名", "title"),
    SortKey.VERSION: VERSION,
    SortKey.STATUS: STATUS,
    SortKey.MET: MET.full,
    SortKey.NOT_APPLICABLE: NOT_APPLICABLE.full,
    SortKey.UNANSWERED: UNANSWERED.full,
    SortKey.ERRORS: ERRORS.full,
    SortKey.WARNINGS: WARNINGS.full,
    SortKey.WAIVED: ACCEPTED.full,
}


def answer_columns(table: StatusTable) -> tuple[Column, ...]:
    """Gives the columns about answers; marks that say something else have one only where there are any."""
    others = (OTHER,) if other(table.total) else ()
    return MET, NOT_APPLICABLE, UNANSWERED, *others, ITEMS


def finding_columns(table: StatusTable) -> tuple[Column, ...]:
    """Gives the columns about findings; accepted ones have a column only where there are any."""
    return ERRORS, WARNINGS, *((ACCEPTED,) if table.total.waived else ())


def number(counts: Summary, column: Column) -> int:
    """Gives what stands in `column`."""
    return other(counts) if column is OTHER else int(getattr(counts, column.name))


def other(counts: Summary) -> int:
    """Gives how many answers are neither blank nor say that a measure is taken or not needed."""
    return counts.total - counts.met - counts.not_applicable - counts.unanswered


def title_of(case: CaseStatus) -> Text:
    """Gives the title of `case`, or what there is instead of one; not yet made safe."""
    if case.title:
        return Text(case.title, case.title)
    return NO_TITLE if case.is_readable else UNREADABLE


def department_of(name: str) -> Text:
    """Gives the name of a department, or what there is instead of one; not yet made safe."""
    return Text(name, name) if name else NO_DEPARTMENT


def types_of(case: CaseStatus) -> Text:
    """Gives the types of the matters in one line; not yet made safe."""
    return Text("、".join(case.types), ", ".join(case.types))


def breakdown(counts: Summary) -> Text:
    """Gives the answers in words, for those who cannot see the bar."""
    if not counts.total:
        return Text("数えられる回答なし", "no answers that can be counted")
    parts = [column for column in (MET, NOT_APPLICABLE, UNANSWERED, OTHER) if number(counts, column) or column is MET]
    return Text(
        f"{counts.total:,}項目のうち" + "、".join(f"{one.full.ja} {number(counts, one):,}" for one in parts),
        ", ".join(f"{number(counts, one):,} {one.full.en}" for one in parts) + f" of {counts.total:,} items",
    )


def conclusion(table: StatusTable) -> Text:
    """Gives in one sentence how many cases there are and how many of them need work."""
    total = table.total
    wrong = sum(case.counts.errors > 0 for case in table.cases)
    unfinished = sum(case.counts.unanswered > 0 for case in table.cases)
    one = total.cases == 1
    return Text(
        f"案件 {total.cases:,}件：エラーのある案件 {wrong:,}件、未回答のある案件 {unfinished:,}件",
        f"{total.cases:,} {'case' if one else 'cases'}: {wrong:,} with errors, {unfinished:,} with unanswered items",
    )
