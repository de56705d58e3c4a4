"""The table of cases as one page of HTML, to be opened by a double click, mailed, and printed.

The page is complete in itself: no script, font or image is loaded. Its content policy forbids any,
and lets run only the one script that the page holds, known by its hash. Without scripts the page
shows the same; with them it can be searched, narrowed down and sorted.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256

from kojin_check.escaping.markup import in_json
from kojin_check.escaping.xml_markup import in_xml, in_xml_attribute
from kojin_check.findings import Language, Summary, Text
from kojin_check.output.status_table import CaseStatus, DepartmentStatus, SortKey, StatusTable
from kojin_check.output.status_wording import (
    ALL,
    ANSWERS,
    BY_DEPARTMENT,
    CASE,
    CASES,
    DEPARTMENT,
    ERRORS,
    OTHER,
    STATUS,
    STATUSES,
    TITLE,
    TYPES,
    UNANSWERED,
    VERSION,
    WARNINGS,
    Column,
    answer_columns,
    breakdown,
    conclusion,
    department_of,
    finding_columns,
    number,
    title_of,
)
from kojin_check.output.style import Style

_STYLE = """\
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d8dee4; --paper: #fff; --shade: #f4f6f8;
  --met: #1a7f64; --not_applicable: #8fa3b8; --unanswered: #e0a100; --unanswered-2: #fff1c2; --other: #a0439b;
  --error: #b3261e; --warning: #8a5a00; --focus: #0b5cad;
  --sans: "Hiragino Sans", "Yu Gothic UI", "BIZ UDPGothic", Meiryo, "Noto Sans CJK JP", sans-serif;
  --mono: Consolas, Menlo, "BIZ UDGothic", "Noto Sans Mono CJK JP", monospace }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --soft: #a3acb7; --line: #3a424c; --paper: #15191e;
  --shade: #1e242b; --met: #3fb08f; --not_applicable: #71839a; --unanswered: #e3b341; --unanswered-2: #5c4a12;
  --other: #c77fc4; --error: #ff8a80; --warning: #e3b341; --focus: #79b8ff } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 1280px; padding: 28px 28px 48px; color: var(--ink); background: var(--paper);
  font: 14px/1.6 var(--sans); line-break: strict }
h1 { margin: 0; font-size: 24px; line-height: 1.3 }
h2 { margin: 32px 0 8px; font-size: 17px }
p { margin: 4px 0 }
.lead { color: var(--soft) }
.figures { display: flex; flex-wrap: wrap; gap: 10px; margin: 18px 0 14px }
.figures div { flex: 1 1 110px; padding: 8px 14px 10px; border: 1px solid var(--line); border-radius: 8px }
.figures dt { color: var(--soft); font-size: 12px }
.figures dd { margin: 0; font-size: 22px; font-weight: 600; line-height: 1.3; font-variant-numeric: tabular-nums }
.figures .share { margin-left: 6px; color: var(--soft); font-size: 12px; font-weight: 400 }
.bar { display: flex; height: 12px; min-width: 90px; border-radius: 3px; overflow: hidden; background: var(--shade) }
.bar i { min-width: 2px }
.total > .bar { height: 18px; border-radius: 5px }
.met { background: var(--met) }
.not_applicable { background: var(--not_applicable) }
.unanswered { background: repeating-linear-gradient(135deg, var(--unanswered) 0 4px, var(--unanswered-2) 4px 8px) }
.other { background: var(--other) }
.none { color: var(--soft); font-size: 12px }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 8px 0 0; padding: 0; list-style: none; color: var(--soft);
  font-size: 12px }
.legend i { display: inline-block; width: 14px; height: 12px; margin-right: 6px; border-radius: 3px; vertical-align: -1px }
.tools { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: end;
  margin: 0 -28px; padding: 10px 28px; background: var(--paper); border-bottom: 1px solid var(--line) }
.tools[hidden] { display: none }
.tools label { color: var(--soft); font-size: 12px }
.tools .check { padding-bottom: 7px; color: var(--ink); font-size: 13px; white-space: nowrap }
.tools input[type=search], .tools select { display: block; width: 100%; height: 34px; padding: 0 8px; color: var(--ink);
  background: var(--paper); border: 1px solid var(--soft); border-radius: 6px; font: inherit; font-size: 14px }
.tools .text { flex: 1 1 220px }
.tools .choice { flex: 0 1 220px; min-width: 110px }
.tools output { margin-left: auto; padding-bottom: 7px; color: var(--soft); font-variant-numeric: tabular-nums }
.wide { overflow-x: auto }
table { width: 100%; border-collapse: collapse }
th, td { padding: 8px 6px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
th { color: var(--soft); font-size: 12px; font-weight: 600; white-space: nowrap; vertical-align: bottom }
tbody th { color: inherit; font-size: inherit; font-weight: 400; white-space: normal; vertical-align: top }
tbody tr:hover { background: var(--shade) }
tfoot :is(th, td) { color: var(--ink); font-size: 14px; font-weight: 600; border-top: 2px solid var(--line); border-bottom: 0;
  vertical-align: top }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.zero { color: var(--soft) }
.errors { color: var(--error); font-weight: 600 }
.warnings, .open { color: var(--warning); font-weight: 600 }
.cases .name { min-width: 13em; font-weight: 600; overflow-wrap: anywhere }
.cases .path { display: block; color: var(--soft); font: 12px/1.5 var(--mono) }
.types { list-style: none; margin: 0; padding: 0 }
.types li { white-space: nowrap }
.cases .state { white-space: nowrap }
.cases .department { min-width: 8em }
.departments th:first-child { min-width: 9em }
.answers { width: 18%; min-width: 110px }
.answers .bar { margin-top: 5px }
.draft { display: inline-block; padding: 0 8px; border: 1px solid currentColor; border-radius: 99px; color: var(--soft);
  font-size: 12px }
.unknown { color: var(--error) }
th [role=button] { margin: -4px -6px; padding: 4px 6px; color: inherit; background: none; border: 0; border-radius: 4px; font: inherit;
  cursor: pointer }
th [role=button]:hover { background: var(--shade); color: var(--ink) }
th [role=button]::after { content: "↕"; display: inline-block; width: .9em; margin-left: 1px; opacity: .45; text-align: center }
th[aria-sort=ascending] [role=button]::after { content: "▲"; opacity: 1 }
th[aria-sort=descending] [role=button]::after { content: "▼"; opacity: 1 }
th[aria-sort] [role=button] { color: var(--ink) }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px }
.empty { padding: 28px; color: var(--soft); text-align: center }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@media (max-width: 800px) { body { padding: 16px } .tools { position: static; margin: 0 -16px; padding: 10px 16px } }
@page { size: A4 landscape; margin: 12mm }
@media print { :root { color-scheme: light } body { max-width: none; padding: 0; font-size: 8.5pt } .tools { display: none }
  .wide { overflow: visible } th, td { padding: 4px 5px } tfoot :is(th, td) { font-size: inherit }
  tr { break-inside: avoid } thead { display: table-header-group } tfoot { display: table-row-group }
  .bar, .bar i, .legend i { print-color-adjust: exact; -webkit-print-color-adjust: exact } th [role=button]::after { content: none } }
"""

_SCRIPT = """\
"use strict";
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const table = document.querySelector(".cases");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\\s+/g, "");
  const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));
  const text = document.getElementById("text");
  const department = document.getElementById("department");
  const status = document.getElementById("status");
  const work = document.getElementById("work");
  const shown = document.getElementById("shown");
  const empty = document.querySelector(".empty");
  const format = new Intl.NumberFormat(document.documentElement.lang);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  const filter = () => {
    const wanted = text.value.split(/\\s+/).map(fold).filter(Boolean);
    const sums = {};
    let count = 0;
    for (const row of rows) {
      const data = row.dataset;
      const fits = wanted.every((one) => texts.get(row).includes(one)) &&
        (department.value === "*" || "=" + data.department === department.value) &&
        (status.value === "*" || data.status === status.value) &&
        (!work.checked || Number(data.errors) > 0 || Number(data.unanswered) > 0 || data.status === "");
      row.hidden = !fits;
      if (!fits) continue;
      count += 1;
      for (const name of words.sums) sums[name] = (sums[name] || 0) + Number(data[name]);
    }
    for (const cell of table.tFoot.querySelectorAll("[data-sum]")) {
      cell.textContent = format.format(sums[cell.dataset.sum] || 0);
    }
    shown.value = words.shown.replace("{shown}", format.format(count)).replace("{all}", format.format(rows.length));
    empty.hidden = count > 0;
  };

  const compare = (key, isNumber) => (one, other) => {
    const a = one.dataset[key], b = other.dataset[key];
    if (isNumber) return Number(a) - Number(b);
    if ((a === "") !== (b === "")) return a === "" ? 1 : -1;
    return collator.compare(a, b);
  };

  const sort = (heading) => {
    const isNumber = heading.classList.contains("number") || heading.hasAttribute("data-descending");
    const before = heading.getAttribute("aria-sort");
    const first = isNumber ? "descending" : "ascending";
    const order = before === null ? first : before === "ascending" ? "descending" : "ascending";
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", order);
    const by = compare(heading.dataset.sort, isNumber);
    const sorted = [...rows].sort(order === "ascending" ? by : (one, other) => by(other, one));
    body.append(...sorted);
  };

  for (const heading of table.querySelectorAll("th[data-sort]")) {
    // Not a <button>: browsers leave these out where a heading is repeated on the next printed page.
    const button = document.createElement("span");
    button.setAttribute("role", "button");
    button.tabIndex = 0;
    button.title = words.sort;
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(heading));
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      sort(heading);
    });
    heading.append(button);
  }
  // Not every program that fills in a page sends both.
  for (const control of [text, department, status, work]) {
    for (const event of ["input", "change"]) control.addEventListener(event, filter);
  }
  document.querySelector(".tools").hidden = false;
  filter();
})();
"""

_HASH = b64encode(sha256(_SCRIPT.encode()).digest()).decode("ascii")
_POLICY = (
    f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
)

_SEARCH = Text("検索（件名、部署、ファイルなど）", "search (title, department, file …)")
_EVERY = Text("全て", "all")
_WORK = Text("エラーか未回答のある案件だけ", "only with errors or unanswered items")
_SHOWN = Text("{all}件中 {shown}件を表示", "{shown} of {all} shown")
_NOTHING = Text("条件に合う案件はありません。", "No case fits.")
_SORT = Text("この列で並べ替える", "sort by this column")
_SHOWN_TOTAL = Text("表示中の計", "total shown")
_NO_BAR = Text("集計できる回答がありません", "no answers to count")


def report(table: StatusTable, style: Style) -> Iterator[str]:
    """Yields one page of HTML."""
    language = style.language
    title = in_xml(TITLE.to(language))
    yield (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<p class="lead">{_say(conclusion(table), language)}</p>\n'
    )
    yield from _overall(table, language)
    yield from _departments(table, language)
    yield from _cases(table, language)
    words = {"shown": _SHOWN.to(language), "sort": _SORT.to(language), "sums": [c.name for c in _columns(table)]}
    # A data block is not run; `<` could only end it, and stands for itself as an escape.
    data = in_json(words).replace("<", r"\u003c")
    yield f'<script type="application/json" id="words">{data}</script>\n<script>{_SCRIPT}</script>\n</body>\n</html>\n'


def _columns(table: StatusTable) -> tuple[Column, ...]:
    return (*answer_columns(table), *finding_columns(table))


# The figures of all cases.


def _overall(table: StatusTable, language: Language) -> Iterator[str]:
    total = table.total
    yield f'<dl class="figures">\n<div><dt>{_say(CASES, language)}</dt><dd>{total.cases:,}</dd></div>\n'
    for column in _columns(table):
        count = number(total, column)
        is_share = column in answer_columns(table)[:-1] and total.total
        share = f'<span class="share">{_percent(count, total.total)}</span>' if is_share else ""
        ink = _ink(column, count)
        yield f"<div><dt>{_say(column.full, language)}</dt><dd{ink}>{count:,}{share}</dd></div>\n"
    yield f'</dl>\n<div class="total">{_bar(total, language)}</div>\n<ul class="legend">\n'
    for column in answer_columns(table)[:-1]:
        yield f'<li><i class="{column.name}"></i>{_say(column.full, language)}</li>\n'
    yield "</ul>\n"


def _percent(count: int, total: int) -> str:
    """Rounded, but never to 0 or 100 where that would be a lie."""
    share = 100 * count / total
    if 0 < count < total and not 0.05 <= share <= 99.95:
        return "&lt;0.1%" if share < 1 else "&gt;99.9%"
    return f"{share:.1f}%"


# The departments.


def _departments(table: StatusTable, language: Language) -> Iterator[str]:
    columns = _columns(table)
    yield f"<h2>{_say(BY_DEPARTMENT, language)}</h2>\n"
    yield '<div class="wide"><table class="departments">\n<thead><tr>'
    yield f'<th scope="col">{_say(DEPARTMENT, language)}</th><th scope="col" class="number">{_say(CASES, language)}</th>'
    yield f'<th scope="col" class="answers">{_say(ANSWERS, language)}</th>'
    yield "".join(f'<th scope="col" class="number">{_say(column.full, language)}</th>' for column in columns)
    yield "</tr></thead>\n<tbody>\n"
    for department in table.departments:
        yield _department(department, columns, language)
    yield "</tbody>\n<tfoot>\n"
    yield _department(DepartmentStatus(ALL.to(language), table.total), columns, language)
    yield "</tfoot>\n</table></div>\n"


def _department(department: DepartmentStatus, columns: Iterable[Column], language: Language) -> str:
    counts = department.counts
    return (
        f'<tr><th scope="row">{_say(department_of(department.name), language)}</th>'
        f'<td class="number">{counts.cases:,}</td><td class="answers">{_bar(counts, language)}</td>'
        f"{_numbers(counts, columns)}</tr>\n"
    )


# The cases.


def _cases(table: StatusTable, language: Language) -> Iterator[str]:
    columns = _columns(table)
    yield f"<h2>{_say(CASE, language) if language == 'ja' else 'Cases'}</h2>\n"
    yield from _tools(table, language)
    yield '<div class="wide"><table class="cases">\n<thead><tr>'
    for label, key in ((CASE, SortKey.TITLE), (DEPARTMENT, SortKey.DEPARTMENT)):
        yield _heading(label, key.value, table.sort, language)
    yield f'<th scope="col">{_say(TYPES, language)}</th>'
    for label, key in ((VERSION, SortKey.VERSION), (STATUS, SortKey.STATUS)):
        yield _heading(label, key.value, table.sort, language)
    yield f'<th scope="col" class="answers">{_say(ANSWERS, language)}</th>'
    for column in columns:
        yield _heading(column.full, column.name, table.sort, language, ' class="number"')
    yield "</tr></thead>\n<tbody>\n"
    for case in table.cases:
        yield _case(case, columns, language)
    yield f'</tbody>\n<tfoot><tr><th scope="row" colspan="6">{_say(_SHOWN_TOTAL, language)}</th>'
    for column in columns:
        yield f'<td class="number" data-sum="{column.name}">{number(table.total, column):,}</td>'
    yield f'</tr></tfoot>\n</table></div>\n<p class="empty" hidden>{_say(_NOTHING, language)}</p>\n'


def _tools(table: StatusTable, language: Language) -> Iterator[str]:
    """The controls; hidden until the script that they need runs."""
    every = f'<option value="*">{_say(_EVERY, language)}</option>'
    yield '<div class="tools" role="search" hidden>\n'
    yield f'<label class="text">{_say(_SEARCH, language)}<input type="search" id="text" autocomplete="off"></label>\n'
    yield f'<label class="choice">{_say(DEPARTMENT, language)}<select id="department">{every}'
    for department in table.departments:
        value = in_xml_attribute(f"={department.name}")
        yield f"<option value={value}>{_say(department_of(department.name), language)}</option>"
    yield f'</select></label>\n<label class="choice">{_say(STATUS, language)}<select id="status">{every}'
    for status in dict.fromkeys(case.status for case in table.cases):
        yield f"<option value={in_xml_attribute(status)}>{_say(STATUSES[status], language)}</option>"
    yield "</select></label>\n"
    yield f'<label class="check"><input type="checkbox" id="work"> {_say(_WORK, language)}</label>\n'
    yield '<output id="shown" for="text department status work"></output>\n</div>\n'


def _heading(label: Text, name: str, sort: SortKey, language: Language, attributes: str = "") -> str:
    order = ""
    if name == sort.value:
        order = ' aria-sort="descending"' if attributes else ' aria-sort="ascending"'
    return f'<th scope="col" data-sort="{name}"{order}{attributes}>{_say(label, language)}</th>'


def _case(case: CaseStatus, columns: Iterable[Column], language: Language) -> str:
    data = {
        "title": case.title,
        "department": case.department,
        "version": case.version,
        "status": case.status,
        **{column.name: str(number(case.counts, column)) for column in columns},
    }
    attributes = "".join(f" data-{name}={in_xml_attribute(value)}" for name, value in data.items())
    types = "".join(f"<li>{in_xml(one)}</li>" for one in case.types)
    return (
        f'<tr{attributes}><th scope="row" class="name">{_say(title_of(case), language)}'
        f'<span class="path">{in_xml(case.path)}</span></th>'
        f'<td class="department">{_say(department_of(case.department), language)}</td>'
        f'<td><ul class="types">{types}</ul></td>'
        f'<td class="state">{in_xml(case.version)}</td><td class="state">{_status(case.status, language)}</td>'
        f'<td class="answers">{_bar(case.counts, language)}</td>{_numbers(case.counts, columns)}</tr>\n'
    )


def _status(status: str, language: Language) -> str:
    text = _say(STATUSES[status], language)
    match status:
        case "draft":
            return f'<span class="draft">{text}</span>'
        case "":
            return f'<span class="unknown">{text}</span>'
        case _:
            return text


def _numbers(counts: Summary, columns: Iterable[Column]) -> str:
    return "".join(
        f'<td class="number"><span{_ink(column, number(counts, column))}>{number(counts, column):,}</span></td>'
        for column in columns
    )


_INKS = {ERRORS: "errors", WARNINGS: "warnings", UNANSWERED: "open"}


def _ink(column: Column, count: int) -> str:
    if not count:
        return ' class="zero"'
    return f' class="{_INKS[column]}"' if column in _INKS else ""


def _bar(counts: Summary, language: Language) -> str:
    """The answers as a bar, with the same in words for those who cannot see it."""
    if not counts.total:
        return f'<span class="none">{_say(_NO_BAR, language)}</span>'
    words = in_xml_attribute(breakdown(counts).to(language))
    parts = "".join(
        f'<i class="{name}" style="flex:{count} 0 0"></i>'
        for name, count in (
            ("met", counts.met),
            ("not_applicable", counts.not_applicable),
            ("unanswered", counts.unanswered),
            (OTHER.name, number(counts, OTHER)),
        )
        if count
    )
    return f'<div class="bar" role="img" aria-label={words} title={words}>{parts}</div>'


def _say(text: Text, language: Language) -> str:
    return in_xml(text.to(language))
