"""The words of the table of cases, the same in every format; the marks of the forms are data and not among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kojin_check.findings import Summary, Tally, Text
from kojin_check.model.dates import era_text, show
from kojin_check.output.status_table import CaseStatus, StatusTable
from kojin_check.output.style import WAIVED

TITLE = Text("案件の状況", "Status of the cases")
CASE = Text("案件", "case")
CASES = Text("案件", "cases")
FILE = Text("ファイル", "file")
DEPARTMENT = Text("部署", "department")
BY_DEPARTMENT = Text("部署別", "By department")
TYPES = Text("事項", "matters")
VERSION = Text("版", "version")
STATUS = Text("状態", "status")
ANSWERS = Text("回答", "answers")
FINDINGS = Text("指摘", "findings")
TOTAL = Text("計", "total")
ALL = Text("全体", "all")
NO_DEPARTMENT = Text("（部署の記載なし）", "(no department given)")
NO_TITLE = Text("（件名の記載なし）", "(no title given)")
UNREADABLE = Text("（読めないファイル）", "(unreadable file)")

ABOUT = Text("相手方、期間など", "party, period …")

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
PARTIAL = Column("partial", Text("一部", "part"), Text("一部実施", "partly met"))
UNMET = Column("unmet", Text("未実施", "unmet"), Text("対策なし", "not met"))
EXCUSED = Column("excused", Text("例外", "exc."), Text("例外承認", "excused"))
NOT_APPLICABLE = Column("not_applicable", Text("不要", "n/a"), Text("必要なし", "not needed"))
UNANSWERED = Column("unanswered", Text("未回答", "open"), Text("未回答", "unanswered"))
OTHER = Column("other", Text("その他", "other"), Text("その他", "other"))
"""Answers that are neither blank nor say that a measure is taken or not needed, on forms that tell no more apart."""
UNKNOWN = Column("unknown-mark", Text("その他", "other"), Text("その他", "other"))
"""Answers with marks that the form does not have, on forms that tell apart how far a measure is taken."""
POINTS = Column("points", Text("点数", "points"), Text("点数", "points"))
ITEMS = Column("total", TOTAL, Text("項目の数", "items"))
ERRORS = Column("errors", Text("エラー", "errors"), Text("エラー", "errors"))
WARNINGS = Column("warnings", Text("警告", "warn."), Text("警告", "warnings"))
ACCEPTED = Column("waived", WAIVED, WAIVED)


def answer_columns(table: StatusTable) -> tuple[Column, ...]:
    """Gives the columns about answers; marks that say something else have one only where there are any."""
    return *meanings(table.total), ITEMS


def meanings(counts: Summary) -> tuple[Column, ...]:
    """Gives the columns into which these answers fall; those for how far a measure is taken only where forms say so."""
    if not counts.partial and not counts.excused:
        return MET, NOT_APPLICABLE, UNANSWERED, *((OTHER,) if number(counts, OTHER) else ())
    columns = (MET, PARTIAL, UNMET, NOT_APPLICABLE, EXCUSED, UNANSWERED, UNKNOWN)
    return tuple(one for one in columns if one in (MET, NOT_APPLICABLE, UNANSWERED) or number(counts, one))


def point_columns(table: StatusTable) -> tuple[Column, ...]:
    """Gives the column of points, where a form has them."""
    return () if table.total.points is None else (POINTS,)


def finding_columns(table: StatusTable) -> tuple[Column, ...]:
    """Gives the columns about findings; accepted ones have a column only where there are any."""
    return ERRORS, WARNINGS, *((ACCEPTED,) if table.total.waived else ())


def number(counts: Summary, column: Column) -> int | float:
    """Gives what stands in `column`."""
    if column is OTHER:
        return counts.total - counts.met - counts.not_applicable - counts.unanswered
    if column is UNKNOWN:
        return number(counts, OTHER) - counts.partial - counts.unmet - counts.excused
    found: int | float | None = getattr(counts, column.name)
    return found or 0


def shown(counts: Summary, column: Column) -> str:
    """Gives what stands in `column` for people; nothing where there are no points at all."""
    return "" if column is POINTS and counts.points is None else f"{number(counts, column):,}"


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
    named = matters_of(case)
    return Text("、".join(one.ja for one in named), ", ".join(one.en for one in named))


def matters_of(case: CaseStatus) -> tuple[Text, ...]:
    """Gives each type of matters with the sides by which several of them are told apart; not yet made safe."""
    return tuple(
        Text(f"{one}（{'、'.join(parties)}）", f"{one} ({', '.join(parties)})") if parties else Text(one, one)
        for one, parties in case.parties_by_type
    )


def breakdown(counts: Summary) -> Text:
    """Gives the answers in words, for those who cannot see the bar."""
    if not counts.total:
        return Text("数えられる回答なし", "no answers that can be counted")
    parts = [column for column in meanings(counts) if number(counts, column) or column is MET]
    return Text(
        f"{counts.total:,}項目のうち" + "、".join(f"{one.full.ja} {number(counts, one):,}" for one in parts),
        ", ".join(f"{number(counts, one):,} {one.full.en}" for one in parts) + f" of {counts.total:,} items",
    )


def points_of(side: Tally) -> Text:
    """Gives the points of one side of a matter in words; not yet made safe."""
    name = side.actor if side.party is None else f"{side.party} {side.actor}"
    return Text(f"{name} {side.points or 0:,}点", f"{name}: {side.points or 0:,} points")


def about(case: CaseStatus) -> Iterator[tuple[Text, Text]]:
    """Yields who and what a case is about: a label with what stands behind it; not yet made safe."""
    profile = case.profile
    for label, names in (
        (Text("相手方", "party"), profile.parties),
        (Text("二次委託", "subcontractor"), profile.subcontractors),
        (Text("事実", "facts"), profile.facts),
        (Text("情報項目", "data items"), profile.watched),
    ):
        if names:
            yield label, Text("、".join(names), ", ".join(names))
    if profile.ends is not None:
        yield Text("期間の終わり", "ends"), end_of(case)
    if profile.approval:
        yield Text("承認", "approval"), approval_of(case)


def end_of(case: CaseStatus) -> Text:
    """Gives when the last period of a case ends, and whether it goes on; empty where that is not known."""
    profile = case.profile
    if profile.ends is None:
        return Text("", "")
    renewal = Text("（更新あり）", " (renews)") if profile.renews else Text("（更新なし）", " (does not renew)")
    return Text(era_text(profile.ends) + renewal.ja, profile.ends.isoformat() + renewal.en)


def approval_of(case: CaseStatus) -> Text:
    """Gives when and how a case was decided, and whether it has changed since; not yet made safe."""
    profile = case.profile
    words = f"{profile.approval} {profile.result}".strip()
    if not case.is_changed_since_approval:
        return Text(words, words)
    return Text(f"{words}（その後に変更あり）", f"{words} (changed since)")


def as_of(table: StatusTable) -> Text:
    """Gives of which day the table is."""
    return Text(f"{show(table.day)}現在", f"as of {table.day.isoformat()}")


def conclusion(table: StatusTable) -> Text:
    """Gives in one sentence how many cases there are and how many of them need work."""
    total = table.total
    wrong = sum(case.counts.errors > 0 for case in table.cases)
    unfinished = sum(case.counts.unanswered > 0 for case in table.cases)
    one = total.cases == 1
    sentence = Text(
        f"案件 {total.cases:,}件：エラーのある案件 {wrong:,}件、未回答のある案件 {unfinished:,}件",
        f"{total.cases:,} {'case' if one else 'cases'}: {wrong:,} with errors, {unfinished:,} with unanswered items",
    )
    if not table.is_filtered:
        return sentence
    of = Text(f"全{table.looked_at:,}件のうち、条件に合う", f"Of {table.looked_at:,}, what fits: ")
    sentence = Text(of.ja + sentence.ja, of.en + sentence.en)
    if not table.unknown:
        return sentence
    return Text(
        f"{sentence.ja}（ほかに、読めないので条件に合うか分からないファイル {table.unknown:,}件）",
        f"{sentence.en} (and {table.unknown:,} that cannot be read, so nobody knows whether they fit)",
    )
