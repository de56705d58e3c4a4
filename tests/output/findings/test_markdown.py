from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from tests.output.findings.conftest import FAQ, HOSTILE, HOSTILE_TEXT

from kojin_check.escaping.screen import visible
from kojin_check.findings import CaseHead, FileReport, Finding, Related, Report, Severity, Span, Text, Waiver
from kojin_check.output.findings.markdown import MOST_CHARACTERS, report
from kojin_check.output.style import Style

OURS = {
    *("h2", "h3", "h4", "p", "strong", "ul", "li", "br", "code", "span", "details", "summary"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


@dataclass
class Page(HTMLParser):
    """What a renderer makes of Markdown: its elements, and its text piece by piece as it stands between tags."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def names(self) -> set[str]:
        return {tag for tag, _ in self.tags}

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def rendered(markdown: str) -> Page:
    """As on GitHub: tables, struck text and bare addresses as links; HTML is let through, to see what comes of it."""
    page = Page()
    page.feed(MarkdownIt("gfm-like", {"html": True}).render(markdown))
    page.close()
    return page


def written(*files: FileReport, style: Style | None = None) -> str:
    return "".join(report(iter(files), style or Style()))


def finding(**changes: object) -> Finding:
    made = Finding(
        "KJ006",
        "invalid-value",
        Severity.ERROR,
        "x.yaml",
        Span(3, 5, 3, 9),
        Text("だめです。", "It is wrong."),
        Text("直してください。", "Mend it."),
    )
    return made._replace(**changes)  # type: ignore[arg-type]


def test_what_must_be_fixed_comes_first_and_the_rest_is_folded(sample_report: Report) -> None:
    markdown = written(*sample_report.files)
    page = rendered(markdown)

    opened, *folded = re.split("<details>", markdown)
    assert len(folded) == 2
    codes = [re.findall(r"^- \*\*(KJ\d+)\*\*", part, re.MULTILINE) for part in (opened, *folded)]
    assert codes == [
        ["KJ101", "KJ101", "KJ101", "KJ301", "KJ105", "KJ005", "KJ006", "KJ002"],
        ["KJ501", "KJ403", "KJ104"],
        ["KJ402", "KJ601"],
    ]
    assert "直すべき指摘が8件あります。" in page.text
    assert "そのほかの指摘（3件）" in page.text
    assert "承認済み（2件）" in page.text
    assert page.comments == [" kojin-check "]


def test_a_finding_says_where_what_and_how(sample_report: Report) -> None:
    assert (
        "- **KJ301** エラー, 45行目: 「施錠保管」に「○」が付いていますが、この案件は「media: 電磁的媒体」です。"
        "<br>直し方: 対策が不要なら「−（電子データのみの取扱いのため）」に、必要なら media の申告を直してください。"
        "<br>関連: 31行目: この案件の申告はここです\n"
    ) in written(*sample_report.files)


def test_a_waived_finding_has_its_reason(sample_report: Report) -> None:
    assert (
        "<br>関連: 33行目: 同じ相手との契約はここから"
        "<br>承認の理由: 旧システムとの並行稼働のため（区政情報課長、令和8年3月31日まで）\n"
    ) in written(*sample_report.files)


def test_the_figures(sample_report: Report) -> None:
    assert (
        "| 案件 | エラー | 警告 | 情報 | 承認済み | 対策の項目 | 未回答 |\n"
        "|---:|---:|---:|---:|---:|---:|---:|\n"
        "| 4 | 8 | 2 | 1 | 2 | 86 | 3 |\n"
    ) in written(*sample_report.files)
    assert "|---" not in written(*sample_report.files, style=Style(quiet=True))


def test_statistics(sample_report: Report) -> None:
    assert "| 規則 | 件数 |\n|---|---:|\n| KJ101 missing-answer | 3 |\n| KJ002 not-utf8 | 1 |\n" in written(
        *sample_report.files, style=Style(statistics=True)
    )


def test_what_must_be_fixed_follows_the_threshold(sample_report: Report) -> None:
    markdown = written(*sample_report.files, style=Style(fail_on=Severity.WARNING))
    assert "直すべき指摘が10件あります。" in markdown
    assert "そのほかの指摘（1件）" in markdown


def test_nothing_to_fix() -> None:
    assert written(FileReport("x.yaml", ())) == (
        "<!-- kojin-check -->\n## kojin-check\n\n**直すべき指摘はありません。**\n\n"
        "| 案件 | エラー | 警告 | 情報 | 承認済み | 対策の項目 | 未回答 |\n"
        "|---:|---:|---:|---:|---:|---:|---:|\n| 1 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
    )


def test_the_heading_of_a_file_has_the_title_of_its_case() -> None:
    head = CaseHead("FAQ_システム", "区政情報課", "r5", "final", ("業務委託",))
    markdown = written(FileReport("x_1.yaml", (finding(), finding()), head=head))
    assert markdown.count("####") == 1
    assert "#### <code>x\\_1\\.yaml</code> FAQ\\_システム\n\n- **KJ006**" in markdown


def test_names_what_was_checked() -> None:
    assert "| 版 | エラー |" in written(style=Style(subject=Text("版", "version")))
    assert "| versions | errors |" in written(style=Style(language="en", subject=Text("版", "version")))


def test_english(sample_report: Report) -> None:
    text = rendered(written(*sample_report.files, style=Style(language="en"))).text
    assert "To be fixed: 8." in text
    assert "Other findings (3)" in text
    assert "Waived (2)" in text
    assert "KJ105 error, line 51: The reason of “ID等の管理” is empty.\nFix: Say why the measure is not needed." in text


def test_hostile_text_is_shown_as_it_is_and_does_nothing(sample_report: Report) -> None:
    page = rendered(written(*sample_report.files))
    assert page.names <= OURS
    assert all(not attributes or set(attributes) == {"style"} for _, attributes in page.tags)
    assert f"「{visible(HOSTILE_TEXT)}」は使えません。" in page.text
    assert HOSTILE in page.text


ATTACKS = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</details></summary><h1>x",
    "<!-- x -->",
    "&lt;b&gt; &#60;b&#62; &copy;",
    "[公式](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "<https://evil.example> https://evil.example www.evil.example evil.example/x a@evil.example mailto:a@evil.example",
    "[x]: https://evil.example\n[x]",
    "`code` ``code`` \\`x\\` \\\\` ` \\",
    "**b** __b__ *i* _i_ ~~s~~ ~s~ ***",
    "a | b || c \\| d",
    "x\n\n# h\n\n- li\n\n1. li\n\n> q\n\n```\nfence\n```\n\n    code\n\n---\n\n| a | b |\n|---|---|\n| c | d |",
    "\n<details>\n<summary>x</summary>\n",
    "[^1] [ ] [x] :tada: $x$ $$x$$",
    "\u202e\x1b[31m\u200b\x00",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_from_a_case_is_markup(attack: str) -> None:
    text = Text(attack, attack)
    crafted = finding(
        path=attack,
        message=text,
        hint=text,
        related=(Related(attack, Span(1, 1, 1, 2), text), Related("y.yaml", Span(1, 1, 1, 2), text)),
        waiver=Waiver(attack, attack, attack),
    )
    head = CaseHead(attack, attack, attack, "final", ())
    file = FileReport(attack, (crafted._replace(waiver=None),), (crafted,), head=head)

    page = rendered(written(file))

    harmless = rendered(
        written(
            FileReport(
                "x",
                (finding(path="x", related=crafted.related),),
                (finding(path="x", waiver=Waiver("", None, None), related=crafted.related),),
            )
        )
    )
    assert page.names <= OURS
    assert all(not attributes or set(attributes) == {"style"} for _, attributes in page.tags)
    assert page.comments == [" kojin-check "]
    counted = [tag for tag, _ in page.tags if tag not in ("span", "br", "code")]
    assert counted == [tag for tag, _ in harmless.tags if tag not in ("span", "br", "code")]
    shown = re.sub(r"\s+", " ", visible(attack)).strip()
    assert re.sub(r"\s+", " ", page.text).count(shown) >= 6


@pytest.mark.parametrize(
    "text",
    [
        "@octocat",
        "(@org/team)",
        "#12",
        "org/repo#12",
        "GH-12",
        "gh-12",
        "!34",
        "$56",
        "%7",
        "~label",
        '~"a b"',
        "&8",
        "^alert#9",
        ":+1:",
    ],
)
def test_nothing_from_a_case_is_a_mention_or_a_reference(text: str) -> None:
    """GitHub and GitLab look for these in each piece of text, after Markdown has been rendered."""
    page = rendered(written(FileReport("x.yaml", (finding(message=Text(f"前 {text} 後", text)),))))
    assert f"前 {text} 後" in page.text
    reference = re.compile(r'@\w|#\d|GH-\d|!\d|\$\d|%\d|~["\w]|&\d|\^\w|:\+1:', re.IGNORECASE)
    assert [piece for piece in page.pieces if reference.search(piece)] == []


def test_a_comment_on_github_can_hold_it() -> None:
    files = [
        FileReport(
            f"cases/{number}.yaml",
            (finding(path=f"cases/{number}.yaml"), finding(path=f"cases/{number}.yaml", severity=Severity.INFO)),
            (finding(path=f"cases/{number}.yaml", waiver=Waiver("試行", None, None)),),
        )
        for number in range(2_000)
    ]
    markdown = written(*files)
    page = rendered(markdown)
    assert MOST_CHARACTERS * 0.98 < len(markdown) <= MOST_CHARACTERS
    assert "直すべき指摘が2000件あります。" in page.text
    shown = markdown.partition("<details>")[0].count("- **KJ006**")
    assert f"ほかに{2_000 - shown}件あります。1つのコメントに収まらないため省きました。" in page.text
    assert "そのほかの指摘（2000件）" in page.text
    assert "承認済み（2000件）\nほかに2000件あります。" in page.text
    assert [tag for tag, _ in page.tags].count("details") == 2


def test_one_long_value_does_not_push_out_the_others() -> None:
    long = finding(
        message=Text("@" * 200_000, ""),
        hint=Text("長" * 200_000, ""),
        related=(Related("x.yaml", Span(1, 1, 1, 2), Text("<" * 9_999, "")),) * 50,
    )
    markdown = written(FileReport("x.yaml", (long, finding(rule="KJ999"))))
    assert len(markdown) < MOST_CHARACTERS
    assert "**KJ999**" in markdown
    assert "長…" in markdown


def test_sections_without_findings_are_left_out() -> None:
    markdown = written(FileReport(FAQ, (finding(),)))
    assert "### 直すべきもの" in markdown
    assert "<details>" not in markdown
