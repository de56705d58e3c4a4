from __future__ import annotations

from kojin_check.checking.fingerprint import identified
from kojin_check.findings import FileReport, Finding, ItemRef, Severity, Span, Text, Waiver


def finding(rule: str, line: int, text: str, **changes: object) -> Finding:
    column = text.index("|") + 1 if "|" in text else 1
    made = Finding(
        rule,
        "x",
        Severity.ERROR,
        "x.yaml",
        Span(line, column, line, len(text) + 1),
        Text(f"{line}行目", ""),
        Text("", ""),
    )
    return made._replace(**changes)  # type: ignore[arg-type]


def file(*lines: tuple[Finding, str], waived: tuple[Finding, ...] = ()) -> FileReport:
    excerpts = {found.span.line: text for found, text in lines}
    findings = tuple(found for found, _ in lines if found not in waived)
    return FileReport("x.yaml", findings, waived, excerpts=excerpts)


def fingerprints(report: FileReport) -> list[str]:
    return [entry.fingerprint for entry in identified(report)]


LOCKED = ItemRef("5/区が行う/運用上/施錠保管", "")


def test_is_short_and_the_same_from_run_to_run() -> None:
    report = file((finding("KJ006", 3, "from: |令和6年2月30日"), "from: |令和6年2月30日"))
    assert fingerprints(report) == ["42122ef7f4a375e55d0eacdf55f5fc7a"]


def test_survives_lines_inserted_above_and_changes_elsewhere_in_the_line() -> None:
    before = file((finding("KJ006", 3, "from: |x"), "from: |x"), (finding("KJ006", 4, "to: |y"), "to: |y"))
    after = file((finding("KJ006", 13, "  von: |x"), "  von: |x"), (finding("KJ006", 20, "to: |y"), "to: |y"))
    assert fingerprints(before) == fingerprints(after)


def test_differs_by_rule_matter_and_text() -> None:
    text = "from: |x"
    one = fingerprints(file((finding("KJ006", 3, text), text)))
    assert fingerprints(file((finding("KJ401", 3, text), text))) != one
    assert fingerprints(file((finding("KJ006", 3, text, matter=0), text))) != one
    assert fingerprints(file((finding("KJ006", 3, "from: |z"), "from: |z"))) != one


def test_a_finding_about_an_item_is_known_by_the_item_whatever_the_answer_reads() -> None:
    cross = file((finding("KJ103", 3, "施錠保管: |×", item=LOCKED, matter=0), "施錠保管: |×"))
    triangle = file((finding("KJ103", 9, "施錠保管: |△", item=LOCKED, matter=0), "施錠保管: |△"))
    other = file((finding("KJ103", 3, "施錠保管: |×", item=LOCKED, matter=1), "施錠保管: |×"))
    assert fingerprints(cross) == fingerprints(triangle)
    assert fingerprints(cross) != fingerprints(other)


def test_the_same_slip_twice_is_counted_from_the_top() -> None:
    first, second = finding("KJ006", 3, "|x"), finding("KJ006", 7, "|x")
    both = fingerprints(file((second, "|x"), (first, "|x")))
    assert len(set(both)) == 2
    assert fingerprints(file((first, "|x"))) == both[:1]


def test_a_waiver_changes_no_fingerprint() -> None:
    first, second, third = (finding("KJ006", line, "|x") for line in (3, 7, 9))
    lines = ((first, "|x"), (second, "|x"), (third, "|x"))
    waived = second._replace(waiver=Waiver("試行", None, None))
    report = file(*lines)
    with_waiver = report._replace(findings=(first, third), waived=(waived,))
    assert fingerprints(with_waiver) == fingerprints(report)
    assert [entry.finding.span.line for entry in identified(with_waiver)] == [3, 7, 9]


def test_the_language_does_not_matter_and_lines_that_were_not_kept_give_one_too() -> None:
    first = finding("KJ006", 3, "|x")
    translated = first._replace(message=Text("別", "another"), hint=Text("別", "another"))
    assert fingerprints(file((first, "|x"))) == fingerprints(file((translated, "|x")))
    assert len(fingerprints(FileReport("x.yaml", (first, finding("KJ006", 4, "|x"))))) == 2


def test_a_place_over_several_lines_is_known_by_its_first() -> None:
    long = finding("KJ005", 3, "- |party:")._replace(span=Span(3, 3, 9, 1))
    other = finding("KJ005", 5, "- |party:")._replace(span=Span(5, 3, 6, 1))
    assert fingerprints(file((long, "- |party:"))) == fingerprints(file((other, "- |party:")))


def test_quoting_a_value_changes_nothing() -> None:
    def of(text: str) -> list[str]:
        return fingerprints(file((finding("KJ403", 3, text)._replace(span=Span(3, 3, 3, len(text) + 1)), text)))

    assert of("- 電子データ") == of("- '電子データ'") == of('- "電子データ"')
    assert of("- 電子データ") != of("- 電子")
