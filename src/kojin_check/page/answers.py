"""All that the script of the page asks Python for: one question, one answer, both JSON.

A question is an object with `ask`, the name of a method of `Desk`, and what that takes; the answer is `{"answer": …}`,
or `{"problem": {"ja": …, "en": …}}` with a sentence for the person at the screen. Whatever is judged, written or printed
comes from the same functions as in the commands.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kojin_check.checking.engine import DEFAULT_SETTINGS, Examination, check_bytes, examine_bytes
from kojin_check.editing.assignment import AssignmentError, Plain, assigned
from kojin_check.errors import InputError, KojinCheckError, UsageError
from kojin_check.findings import FileReport, Language, Text
from kojin_check.fix.fixing import correct
from kojin_check.model.library import Version, load_library
from kojin_check.new.scaffold import CaseForm, MatterForm, asked_facts, blank_case, choose_checklist
from kojin_check.output.filled_form import filled_form, lost_on_form
from kojin_check.output.formats import FINDINGS, FORM
from kojin_check.output.style import Style
from kojin_check.page.fields import page_fields, sheet_rows
from kojin_check.reading.reading import read_bytes, read_text
from kojin_check.rules.cases.internal_error import unchecked
from kojin_check.rules.rule import RULES

OWN_CHECKLISTS = Path("/checklists")
"""Where a folder of checklists is put that somebody has given to the page."""


_UNREADABLE = ("KJ002", "KJ008")
"""What these say of a file leaves no text of it to be shown."""
_MOST_FAULTS = 5
"""Of more cells that cannot be taken over, the first ones are named."""


class Desk:
    """Answers questions about one case after another."""

    def __init__(self, *checklists: Path) -> None:
        """Takes the folders of checklists that count before those that the program brings along."""
        self._library = load_library(*checklists)

    def answer(self, question: str) -> str:
        """Answers one question; see the module."""
        asked: dict[str, Any] = json.loads(question)
        try:
            found = getattr(self, asked.pop("ask"))(**asked)
        except KojinCheckError as error:
            return json.dumps({"problem": error.message._asdict()}, ensure_ascii=False)
        return json.dumps({"answer": found}, ensure_ascii=False)

    def open(self, name: str, data: str) -> Any:
        """Gives the text of a file's bytes (base64).

        Raises:
            InputError: when it is in an encoding that is not read, or too large.
        """
        tree = read_bytes(name, base64.b64decode(data))
        for problem in tree.problems:
            if problem.code in _UNREADABLE:
                raise InputError(
                    Text(f"{problem.message.ja}{problem.hint.ja}", f"{problem.message.en} {problem.hint.en}")
                )
        return tree.source.text

    def check(self, name: str, text: str, language: Language = "ja") -> Any:
        """Gives what `validate --format json` prints for a case."""
        report = self._report(name, text)
        return json.loads("".join(FINDINGS.render([report], "json", Style(language=language, rules=RULES))))

    def correct(self, name: str, text: str) -> Any:
        """Gives the text with all corrected that is certain, how many findings that were, and what changes."""
        correction = correct(name, _encoded(text), self._library, DEFAULT_SETTINGS)
        return {"text": correction.after, "fixed": len(correction.fixed), "difference": correction.difference}

    def versions(self) -> Any:
        """Gives the versions of the checklists with what has to be known for a new case; the newest in force first."""
        newest = self._library.newest_adopted
        found = [self._library.require(version_id) for version_id in self._library.ids]
        return [_version(version) for version in sorted(found, key=lambda one: newest is None or one.id != newest.id)]

    def new(self, version: str, matters: Sequence[Mapping[str, Any]], language: Language = "ja") -> Any:
        """Gives the text of a new case, as `new` writes it.

        Args:
            version: id of the checklist version.
            matters: each with its `type` and with `facts`: media, subcontracts and flags, as far as they are known.
            language: of the comments that say what to write.
        """
        forms = self._library.require(version)
        planned = []
        for matter in matters:
            facts = {
                name: tuple(value) if isinstance(value, list) else value for name, value in matter["facts"].items()
            }
            checklist = choose_checklist(forms, matter["type"], facts)
            planned.append(MatterForm(matter["type"], checklist, facts))
        return blank_case(CaseForm(forms, tuple(planned), language=language))

    def form(self, name: str, text: str, language: Language = "ja") -> Any:
        """Gives a case as a form to fill in: the fields of its pages, the rows of its checklists, and what is open.

        Without a version that the library has there is no form: null.
        """
        examination = self._examination(name, text)
        version = examination.context.version
        if version is None:
            return None
        form = filled_form(examination, version)
        return {
            "pages": [page_fields(page, form, examination.context, language) for page in form.pages],
            "sheets": [sheet_rows(sheet, form) for sheet in form.sheets],
        }

    def fill(self, text: str, route: Sequence[str | int], value: str | Sequence[str]) -> Any:
        """Gives the text with a value put in its place.

        Raises:
            UsageError: when that cannot be done without changing anything else.
        """
        typed: Plain = value if isinstance(value, str) else list(value)
        try:
            return assigned(read_text("", text, self._library.case_outline), {tuple(route): typed})
        except AssignmentError as error:
            raise UsageError(
                Text(
                    "この欄は、書かれている形のままでは書き換えられません。文のほうで直してください。",
                    "This field cannot be changed in the form that it is written in. Change it in the text.",
                )
            ) from error

    def to_workbook(self, name: str, text: str, language: Language = "ja") -> Any:
        """Gives the case as an Excel form (base64), as `export --format xlsx` writes it.

        Raises:
            UsageError: when something in it would not stand on the form.
        """
        from kojin_check.workbook.form import form_of
        from kojin_check.workbook.writing import written

        _, version = self._on_form(name, text, may_be_incomplete=False)
        tree = read_text(name, text, self._library.case_outline)
        return base64.b64encode(written(form_of(tree, version), language)).decode()

    def from_workbook(self, name: str, data: str, language: Language = "ja") -> Any:
        """Gives the text of a new case with what an Excel form (base64) says, and what there is to say of the form.

        Raises:
            InputError: when it is no form, or a cell of it cannot be taken over.
        """
        from kojin_check.workbook.changes import faults_in, new_case, unanswered_rows
        from kojin_check.workbook.reading import read_form

        found = read_form(name, base64.b64decode(data), self._library)
        faults = [fault.text for fault in faults_in(found)]
        if faults:
            raise InputError(
                Text(" ".join(fault.ja for fault in faults[:_MOST_FAULTS]), " ".join(fault.en for fault in faults))
            )
        notices = [*(notice.text for notice in found.notices), *unanswered_rows(found)]
        return {"text": new_case(found, language), "notices": [notice.to(language) for notice in notices]}

    def print(self, name: str, text: str, draft: bool = False, language: Language = "ja") -> Any:
        """Gives the case on its forms, as a page of HTML to be printed.

        Raises:
            UsageError: when its version of the checklists is not there, or something would be missing on the form.
        """
        examination, version = self._on_form(name, text, may_be_incomplete=draft)
        form = filled_form(examination, version, with_open_points=draft)
        return "".join(FORM.render(form, "html", Style(language=language)))

    def use_checklists(self, files: Mapping[str, str]) -> Any:
        """Takes the files of a folder of checklists, each by its path in it, and gives its versions.

        Raises:
            LibraryError: when there is no version in it, or one is broken; the checklists stay those of before.
        """
        before = self._library
        for path, text in files.items():
            target = OWN_CHECKLISTS / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        try:
            self._library = load_library(OWN_CHECKLISTS)
            return self.versions()
        except KojinCheckError:
            self._library = before
            raise

    def _report(self, name: str, text: str) -> FileReport:
        try:
            return check_bytes(name, _encoded(text), self._library)
        except KojinCheckError:
            raise
        except Exception as error:  # A fault of the program is a finding here too: silence would look like no faults.
            return unchecked(name, error)

    def _on_form(self, name: str, text: str, *, may_be_incomplete: bool) -> tuple[Examination, Version]:
        """The case with the version whose form it is put on."""
        examination = self._examination(name, text)
        version = examination.context.version
        if version is None:
            raise UsageError(
                Text(
                    "チェックリストの版が分からないので、様式にできません。checklist_version を確かめてください。",
                    "Without its version of the checklists there is no form. See checklist_version.",
                )
            )
        if not may_be_incomplete and lost_on_form(examination.report):
            raise UsageError(
                Text(
                    "読めない箇所や様式にない箇所があり、そのままでは様式に載りません。エラーを直してください。",
                    "Something cannot be read or is not on the form, so that it would be missing there. Correct it first.",
                )
            )
        return examination, version

    def _examination(self, name: str, text: str) -> Examination:
        return examine_bytes(name, _encoded(text), self._library)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _version(version: Version) -> Mapping[str, Any]:
    definition = version.definition
    return {
        "id": version.id,
        "title": definition.title,
        "media": dict(definition.media),
        "facts": {name: question.ask for name, question in definition.facts.items()},
        "types": {name: _asked(version, name) for name in definition.types},
    }


def _asked(version: Version, matter_type: str) -> Iterable[str]:
    """The facts that a new matter of the type is asked for."""
    return list(dict.fromkeys(fact for one in version.checklists_for(matter_type) for fact in asked_facts(one)))
