"""The report as JUnit XML: a test suite for each case file, in it a test case for the file and for each matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kojin_check.escaping.screen import visible_line
from kojin_check.escaping.xml import in_xml, in_xml_attribute
from kojin_check.findings import FileReport, Finding, Language, Omission, Severity, Text, Unchecked
from kojin_check.output.left_out import CheckedFiles
from kojin_check.output.spool import Spool
from kojin_check.output.style import SEVERITY_WORDS, WAIVED, Style, Syntax, justification, position

SYNTAX = Syntax.XML


@dataclass(frozen=True, slots=True)
class _TestCase:
    """What is said about one matter, or about the file apart from its matters."""

    name: Text
    failing: tuple[Finding, ...]
    """What must be fixed."""
    excused: tuple[Finding, ...]
    """What would have to be fixed but for a waiver."""
    remarks: tuple[Finding, ...]
    """The rest."""

    @property
    def is_skipped(self) -> bool:
        """True when only waivers keep it from failing."""
        return bool(self.excused) and not self.failing


@dataclass
class _Totals:
    tests: int = 0
    failures: int = 0
    skipped: int = 0

    def add(self, cases: Iterable[_TestCase]) -> None:
        for case in cases:
            self.tests += 1
            self.failures += bool(case.failing)
            self.skipped += case.is_skipped

    @property
    def attributes(self) -> str:
        return f'tests="{self.tests}" failures="{self.failures}" errors="0" time="0"'


def report(files: Iterable[FileReport | Unchecked], style: Style) -> Iterator[str]:
    """Yields one document. The suites are spooled, because their totals stand before them.

    A test case fails when it has a finding that makes the exit code 1; all of them stand in its one
    `<failure>`, as many readers look at no second one. It is skipped when only waivers keep it from
    failing. Everything else goes to `<system-out>`.
    """
    totals = _Totals()
    with Spool[str]() as suites:
        overview = CheckedFiles(files, style)
        for file in overview:
            cases = tuple(_test_cases(file, style))
            totals.add(cases)
            suites.append("".join(_suite(file, cases, style.language)))
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f'<testsuites name="kojin-check" {totals.attributes}>\n'
        yield from suites
        yield from _account(overview, style.language)
        yield "</testsuites>\n"


def _account(overview: CheckedFiles, language: Language) -> Iterator[str]:
    """A suite without test cases that says what was left out; nothing where nothing was."""
    said = [sentence.to(language) for sentence in overview.left_out]
    said += [visible_line(f"{path}: {fate.to(language)}") for path, fate in overview.fates]
    if not said:
        return
    summary, text = overview.summary, in_xml("\n".join(said))
    counts = {f"unchecked.{omission.value}": summary.unchecked[omission] for omission in Omission}
    yield f'  <testsuite name="kojin-check" {_Totals().attributes}>\n    <properties>\n'
    for name, count in {**counts, "silenced": summary.silenced}.items():
        if count:
            yield f'      <property name="{name}" value="{count}"/>\n'
    yield f"    </properties>\n    <system-out>{text}</system-out>\n  </testsuite>\n"


def _test_cases(file: FileReport, style: Style) -> Iterator[_TestCase]:
    fail_on = style.fail_on
    yield _test_case(Text(f"{style.subject.ja}全体", style.subject.en), None, file, fail_on)
    names = {
        tally.matter: Text(
            f"事項{tally.matter + 1} {tally.type}（チェックリスト{tally.checklist}）{tally.party or ''}",
            f"matter {tally.matter + 1} {tally.type} (checklist {tally.checklist}) {tally.party or ''}".rstrip(),
        )
        for tally in file.tallies
    }
    mentioned = {finding.matter for finding in (*file.findings, *file.waived) if finding.matter is not None}
    for matter in sorted(mentioned | names.keys()):
        # A matter whose checklist could not be told has findings, but no tally.
        name = names.get(matter, Text(f"事項{matter + 1}", f"matter {matter + 1}"))
        yield _test_case(name, matter, file, style.fail_on)


def _test_case(name: Text, matter: int | None, file: FileReport, fail_on: Severity) -> _TestCase:
    findings = [finding for finding in file.findings if finding.matter == matter]
    waived = [finding for finding in file.waived if finding.matter == matter]
    return _TestCase(
        name=name,
        failing=tuple(finding for finding in findings if finding.severity >= fail_on),
        excused=tuple(finding for finding in waived if finding.severity >= fail_on),
        remarks=tuple(finding for finding in (*findings, *waived) if finding.severity < fail_on),
    )


def _suite(file: FileReport, cases: tuple[_TestCase, ...], language: Language) -> Iterator[str]:
    totals = _Totals()
    totals.add(cases)
    path = in_xml_attribute(visible_line(file.path))
    # The file stands here, as the schema that Jenkins checks has no place for it on a test case.
    yield f'  <testsuite name={path} file={path} {totals.attributes} skipped="{totals.skipped}">\n'
    for case in cases:
        name = in_xml_attribute(visible_line(case.name.to(language)))
        opening = f'    <testcase classname={path} name={name} time="0"'
        content = list(_content(case, language))
        if content:
            yield f"{opening}>\n"
            yield from content
            yield "    </testcase>\n"
        else:
            yield f"{opening}/>\n"
    yield "  </testsuite>\n"


def _content(case: _TestCase, language: Language) -> Iterator[str]:
    said = case.remarks
    if case.failing:
        yield _outcome("failure", _headline(case.failing, language), case.failing, language)
        said = (*case.excused, *case.remarks)
    elif case.excused:
        yield _outcome("skipped", _excuse(case.excused, language), case.excused, language)
    if said:
        yield f"      <system-out>{in_xml(_listed(said, language))}</system-out>\n"


def _outcome(element: str, message: str, findings: tuple[Finding, ...], language: Language) -> str:
    codes = in_xml_attribute(" ".join(dict.fromkeys(finding.rule for finding in findings)))
    text = in_xml(_listed(findings, language))
    return f"      <{element} message={in_xml_attribute(message)} type={codes}>{text}</{element}>\n"


def _headline(findings: tuple[Finding, ...], language: Language) -> str:
    first = findings[0]
    more = len(findings) - 1
    rest = Text(f"（ほか{more}件）", f" (and {more} more)").to(language) if more else ""
    return f"{first.rule} {first.message.to(language)}{rest}"


def _excuse(findings: tuple[Finding, ...], language: Language) -> str:
    reasons = [justification(finding.waiver).to(language) for finding in findings if finding.waiver is not None]
    return f"{WAIVED.to(language)}: {' / '.join(dict.fromkeys(reasons))}"


def _listed(findings: Iterable[Finding], language: Language) -> str:
    return "\n".join(_paragraph(finding, language) for finding in findings)


def _paragraph(finding: Finding, language: Language) -> str:
    word = SEVERITY_WORDS[finding.severity] if finding.waiver is None else WAIVED
    lines = [
        f"{position(finding.path, finding.span)}: {word.to(language)} {finding.rule} {finding.name}",
        f"  {finding.message.to(language)}",
    ]
    lines.append(f"  {finding.hint.to(language)}")
    lines += [
        f"  {position(related.path, related.span)}: {related.message.to(language)}" for related in finding.related
    ]
    if finding.waiver is not None:
        lines.append(f"  {WAIVED.to(language)}: {justification(finding.waiver).to(language)}")
    return "\n".join(lines)
