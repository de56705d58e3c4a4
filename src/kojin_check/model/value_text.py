"""What stands in the fields of a case, in words as a form has them; not yet made safe."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from kojin_check.findings import Text
from kojin_check.model.case import Milestone, Party, Period, WaiverEntry
from kojin_check.model.dates import EraDate
from kojin_check.model.marks import Answer

NOTHING = Text("（なし）", "(nothing)")


def in_words(value: Any) -> Text:
    """Gives a value of a typed case in words; of what is blank, that there is nothing."""
    match value:
        case None | "" | [] | ():
            return NOTHING
        case bool():
            return Text("はい", "yes") if value else Text("いいえ", "no")
        case EraDate(text=text):
            return Text(text, text)
        case Party(name=name, certifications=held):
            return _with(name, held)
        case Period():
            return _period(value)
        case Milestone(name=name, date=date):
            day = NOTHING if date is None else in_words(date)
            return Text(f"{name}：{day.ja}", f"{name}: {day.en}")
        case WaiverEntry():
            about = [part for part in (value.rule, value.item, value.party) if part]
            details = [part for part in (value.approved_by, value.expires and value.expires.text) if part]
            reason = _with(value.reason, details)
            return Text(f"{'　'.join(about)}：{reason.ja}", f"{' '.join(about)}: {reason.en}")
        case BaseModel():
            return in_words([getattr(value, name) for name in type(value).model_fields])
        case list() | tuple():
            parts = [in_words(entry) for entry in value if entry not in (None, "", [])]
            return Text("、".join(part.ja for part in parts), ", ".join(part.en for part in parts))
        case _:
            return Text(str(value), str(value))


def answer_in_words(answer: Answer) -> Text:
    """Gives an answer as it is written on the form, with the form's own fields and its note behind it."""
    if answer.is_blank:
        return Text("（未回答）", "(no answer)")
    ja = en = f"{answer.mark}（{answer.reason}）" if answer.reason else answer.mark
    for key, value in answer.fields.items():
        text = in_words(value)
        ja, en = f"{ja}　{key}：{text.ja}", f"{en} {key}: {text.en}"
    return Text(f"{ja}　補足：{answer.note}", f"{en} Note: {answer.note}") if answer.note else Text(ja, en)


def _with(name: str, details: list[str]) -> Text:
    if not details:
        return Text(name, name)
    return Text(f"{name}（{'、'.join(details)}）", f"{name} ({', '.join(details)})")


def _period(period: Period) -> Text:
    start = "" if period.from_ is None else period.from_.text
    end = "" if period.to is None else period.to.text
    ja = (f"{start}から" if start else "") + (f"{end}まで" if end else "")
    en = " ".join(part for part in (f"from {start}" if start else "", f"to {end}" if end else "") if part)
    if period.renews:
        ja, en = f"{ja}（次年度以降も同様）", f"{en} (and so on in the following years)"
    ja, en = ja or NOTHING.ja, en or NOTHING.en
    return Text(f"{period.name}：{ja}", f"{period.name}: {en}") if period.name else Text(ja, en)
