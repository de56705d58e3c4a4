"""KJ601: a phone number, an e-mail address or a 個人番号 in a case file.

A phone number has ten digits, eleven where it begins with 050 to 090 (0800 included); its last group has four, three
for toll-free and similar services; the only area codes of two digits are 03, 04 and 06 (総務省「電気通信番号計画」).
A 個人番号 has twelve digits, of which the last is a check digit (行政手続における特定の個人を識別するための番号の利用等に
関する法律施行令 第8条, 平成26年総務省令第85号 第5条).
"""

import re
from collections.abc import Iterator
from enum import Enum

from kojin_check.findings import Severity, Text
from kojin_check.model.marks import MINUS, SPELLINGS
from kojin_check.regex import regex
from kojin_check.rules.rule import Context, Documentation, Occurrence, Violation, rule

_DASHES = MINUS + SPELLINGS[MINUS]
_HALF_WIDTH = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\u00a0\u3000", " ")
    | dict.fromkeys(_DASHES, "-")
)
"""Reads every character in half width, one for one, so that indexes stay."""

_TRACE = regex(
    f"[@＠0-9０-９](?:(?<=[@＠])[^@＠\n]{{1,63}}[.．]|(?:[{re.escape(_DASHES)}()（） \u00a0\u3000]{{0,2}}[0-9０-９]){{9}})"
)
"""What every kind has in it: an at sign with a dot after it, or ten digits with no more than separators between them.

Searched first and in the text as it is, so that files without personal data cost next to nothing.
"""

_PERSONAL_DATA = regex(
    r"""
    (?P<address>
        (?<![\w%+]) [\w%+][\w.%+-]{0,63} @ (?:[a-z\d-]{1,63}\.){1,8} [a-z]{2,24} (?!\w)
    )
    | (?:電話|連絡先|携帯|ファッ?クス|ファクシミリ|tel|fax|[℡☎]) (?:番号)? [.:\ ]{0,3}
      (?P<labelled>0[1-9]\d{8,9}) (?![\w@]|-\w)
    | (?: (?<!\w) | (?<=tel) | (?<=fax) ) (?<!\w-) (?<!\d[.,])
      (?P<number>
          0[1-9]\d{0,3} (?: -\d{1,4}- | \ \d{1,4}\  | \ ?\(\d{1,4}\)[-\ ]? ) \d{3,4}
        | \(0[1-9]\d{0,3}\) [-\ ]? \d{1,4} [-\ ] \d{3,4}
        | 0[5-9]0 -? \d{4} -? \d{4}
        | 0[36]\d{8}
        | \+81 [-\ ]? (?:\(0\))? 0?[1-9]\d{0,3} [-\ ]? \d{1,4} [-\ ]? \d{3,4}
        | \d{12} | \d{4}-\d{4}-\d{4} | (?<!\d\ ) \d{4}\ \d{4}\ \d{4} (?!\ \d)
      ) (?![\w@]|-\w|[.,]\d)
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)


class _Kind(Enum):
    PHONE_NUMBER = Text("電話番号", "a phone number")
    EMAIL_ADDRESS = Text("メールアドレス", "an e-mail address")
    INDIVIDUAL_NUMBER = Text("個人番号", "a 個人番号 (My Number)")


@rule(
    code="KJ601",
    name="personal-data",
    severity=Severity.WARNING,
    title=Text("個人情報そのものが書かれている", "personal data in a case file"),
    documentation=Documentation(
        what=Text(
            "案件のファイルに書かれた電話番号、メールアドレス、個人番号（マイナンバー）と思われるものを、コメントの中も含めて"
            "指摘します。個人番号は、検査用数字が正しい12桁の数字だけです。指摘の文には、その値を表示しません。",
            "Reports what looks like a phone number, an e-mail address or a 個人番号 (My Number) in a case file, comments "
            "included. A 個人番号 is twelve digits with a valid check digit. The finding does not show the value itself.",
        ),
        why=Text(
            "案件のファイルは多くの人が見ます。何の個人情報を扱うかを書くもので、個人情報そのものを書くものではありません。",
            "Many people see a case file. It says which kinds of personal data are handled, and is no place for the data.",
        ),
        instead=Text(
            "項目の名前（電話番号、メールアドレスなど）だけを書き、値は削除します。組織の代表番号のように個人情報でないものは、"
            "waivers に理由を書いて残せます。",
            "Write only the name of the data item, and delete the value. What is no personal data, such as an organization's "
            "main number, can be kept with a reason in waivers.",
        ),
        bad="""\
title: 講座申込みの受付業務の委託について  # 問合せは 090-1234-5678 まで
""",
        good="""\
title: 講座申込みの受付業務の委託について  # 問合せは内線で
""",
    ),
    conceals=True,
)
def personal_data(context: Context) -> Iterator[Violation]:
    for kind, place in _found_in(context.tree.source.text):
        yield _violation(kind, place)


def concealed(text: str) -> str:
    """Gives `text` with everything masked in it that the rule reports; as long as before."""
    pieces = []
    done = 0
    for _, place in _found_in(text):
        pieces += [text[done : place.start], place.masked]
        done = place.end
    return text if not pieces else "".join((*pieces, text[done:]))


def _found_in(text: str) -> Iterator[tuple[_Kind, Occurrence]]:
    for start, end in _lines_with_traces(text):
        for found in _PERSONAL_DATA.finditer(text[start:end].translate(_HALF_WIDTH)):
            kind = _kind(found)
            if kind is not None:
                at, to = found.span(found.lastgroup or 0)
                yield kind, Occurrence(start + at, text[start + at : start + to])


def _lines_with_traces(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines begin and end in which it is worth looking; nothing that is looked for goes over the end of one."""
    end = 0
    while (trace := _TRACE.search(text, end)) is not None:
        start = text.rfind("\n", 0, trace.start()) + 1
        end = text.find("\n", trace.end())
        end = len(text) if end < 0 else end
        yield start, end


def _violation(kind: _Kind, place: Occurrence) -> Violation:
    return Violation(
        place,
        Text(
            f"{kind.value.ja}と思われるもの（{place.masked}）が書かれています。",
            f"There is what looks like {kind.value.en} ({place.masked}).",
        ),
        Text(
            "値を削除し、項目の名前だけを書いてください。個人情報でなければ、waivers に理由を書いて残せます。",
            "Delete the value and write only the name of the data item. What is no personal data can be kept with "
            "a reason in waivers.",
        ),
    )


def _kind(found: re.Match[str]) -> _Kind | None:
    if found["address"]:
        return _Kind.EMAIL_ADDRESS
    written = found["labelled"] or found["number"]
    if _is_phone_number(written):
        return _Kind.PHONE_NUMBER
    if is_individual_number("".join(re.findall(r"\d", written))):
        return _Kind.INDIVIDUAL_NUMBER
    return None


def _is_phone_number(written: str) -> bool:
    """True where the digits are as many, and grouped, as the numbering plan has it."""
    groups = re.findall(r"\d+", re.sub(r"^\+81\D*(?:0\D*)?", "0", written))
    digits = "".join(groups)
    if digits.startswith(("050", "060", "070", "080", "090")):
        return len(digits) == 11
    if len(groups) > 1 and len(groups[-1]) == 3:
        return len(digits) == 10 and digits.startswith(("0120", "0170", "0180", "0570", "0990"))
    return len(digits) == 10 and (len(groups[0]) != 2 or groups[0] in ("03", "04", "06"))


def is_individual_number(digits: str) -> bool:
    """True for twelve digits of which the last is the check digit of a 個人番号.

    平成26年総務省令第85号 第5条: with Pn the n-th of the other eleven digits from the right, and Qn = n + 1 up to the sixth
    and n - 5 from the seventh on, it is 11 less the remainder of the sum of all Pn × Qn by 11, or 0 where that remainder
    is 0 or 1.
    """
    if len(digits) != 12:
        return False
    total = sum(
        int(digit) * (place + 1 if place <= 6 else place - 5)
        for place, digit in enumerate(reversed(digits[:-1]), start=1)
    )
    remainder = total % 11
    return int(digits[-1]) == (0 if remainder <= 1 else 11 - remainder)
