from __future__ import annotations

from xml.etree import ElementTree

from kojin_check.findings import FileReport, Finding, Report, Severity, Span, Text, Waiver

FINDING = Finding(
    rule="KJ301",
    name="inapplicable-item-ticked",
    severity=Severity.ERROR,
    path="cases/x.yaml",
    span=Span(3, 5, 3, 6),
    message=Text("<b>だめです。\x1b", "It is wrong."),
    hint=Text("直してください。", "Correct it."),
)
WAIVED = FINDING._replace(severity=Severity.WARNING, waiver=Waiver("要綱", "会長", None))
FILE = FileReport("cases/x.yaml", (FINDING, FINDING), (WAIVED,))


def test_in_a_console_each_is_a_line_that_steers_no_terminal() -> None:
    assert repr(FINDING) == "<Finding 'cases/x.yaml:3:5' error KJ301: '<b>だめです。\\x1b'>"
    assert repr(WAIVED) == "<Finding 'cases/x.yaml:3:5' warning KJ301 (waived): '<b>だめです。\\x1b'>"
    assert repr(FILE) == "<FileReport 'cases/x.yaml': 2 errors, 1 waived>"
    assert repr(FileReport("y.yaml", ())) == "<FileReport 'y.yaml': no findings>"
    assert repr(Report((FILE, FILE))) == "<Report on 2 files: 4 errors, 2 waived>"


def test_in_a_notebook_findings_are_a_table_in_which_text_is_text() -> None:
    for shown, count in ((FINDING, 1), (FILE, 3), (Report((FILE, FILE)), 6)):
        page = ElementTree.fromstring(f"<div>{shown._repr_html_()}</div>".replace("<br>", "<br/>").replace("\x1b", ""))
        rows = page.findall(".//tr")
        assert len(rows) == count
        assert [cell.text for cell in rows[0]] == ["cases/x.yaml:3:5", "error", "KJ301", "<b>だめです。"]
        assert not page.findall(".//b")
    assert Report(())._repr_html_() == "<p>&lt;Report on 0 files: no findings&gt;</p>"
