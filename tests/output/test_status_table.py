from __future__ import annotations

import pytest

from kojin_check.findings import START, CaseHead, FileReport, Finding, Severity, Summary, Tally, Text
from kojin_check.output.status_table import CaseStatus, DepartmentStatus, SortKey, status_of


def case(path: str, department: str, *, unanswered: int = 0, errors: int = 0, title: str = "") -> FileReport:
    finding = Finding("KJ101", "missing-answer", Severity.ERROR, path, START, Text("", ""), Text("", ""))
    return FileReport(
        path=path,
        findings=(finding,) * errors,
        tallies=(Tally(0, "業務委託", 5, "区が行う", 10, 8 - unanswered, 2, unanswered),),
        head=CaseHead(title, department, "r5", "final", ("業務委託", "業務委託", "")),
    )


FILES = (
    case("c.yaml", "税務課", unanswered=1, title="い"),
    FileReport("broken.yaml", ()),
    case("b.yaml", "", errors=2, title="う"),
    case("a.yaml", "税務課", unanswered=5, errors=1, title="あ"),
    case("d.yaml", "保育課"),
)


def test_a_case_is_what_its_report_says() -> None:
    [status] = status_of([FILES[0]]).cases

    counts = Summary(cases=1, total=10, met=7, not_applicable=2, unanswered=1)
    assert status == CaseStatus("c.yaml", "い", "税務課", ("業務委託",), "r5", "final", counts, FILES[0].tallies)
    assert status.is_readable


def test_a_file_that_could_not_be_read_is_counted_too() -> None:
    [status] = status_of([FILES[1]]).cases

    assert status == CaseStatus("broken.yaml", "", "", (), "", "", Summary(cases=1))
    assert not status.is_readable


def test_departments_and_everything_are_counted_together() -> None:
    table = status_of(FILES)

    assert table.departments == (
        DepartmentStatus("保育課", Summary(cases=1, total=10, met=8, not_applicable=2)),
        DepartmentStatus("税務課", Summary(cases=2, errors=1, total=20, met=10, not_applicable=4, unanswered=6)),
        DepartmentStatus("", Summary(cases=2, errors=2, total=10, met=8, not_applicable=2)),
    )
    assert table.total == Summary(cases=5, errors=3, total=40, met=26, not_applicable=8, unanswered=6)


@pytest.mark.parametrize(
    ("key", "order"),
    [
        (SortKey.DEPARTMENT, "d a c b broken"),
        (SortKey.PATH, "a b broken c d"),
        (SortKey.TITLE, "a c b d broken"),
        (SortKey.STATUS, "d a c b broken"),
        (SortKey.ERRORS, "b a d c broken"),
        (SortKey.UNANSWERED, "a c d b broken"),
        (SortKey.WARNINGS, "d a c b broken"),
    ],
)
def test_cases_are_sorted_with_ties_by_department_and_path(key: SortKey, order: str) -> None:
    for files in (FILES, reversed(FILES)):
        assert [one.path.removesuffix(".yaml") for one in status_of(files, key).cases] == order.split()


def test_nothing_gives_an_empty_table() -> None:
    table = status_of([])

    assert (table.cases, table.departments, table.total) == ((), (), Summary())
