"""What a new case is to hold: read from options, and asked for on a terminal where options are missing."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Protocol

from kojin_check.errors import UsageError
from kojin_check.escaping.screen import visible
from kojin_check.findings import Language, Text
from kojin_check.model.checklist import Checklist, VersionDefinition
from kojin_check.model.condition import BUILT_IN_FACTS, MEDIA, SUBCONTRACTS, Facts, FactValue
from kojin_check.model.library import Version
from kojin_check.model.pages import Holder, Pages
from kojin_check.new.scaffold import (
    MatterForm,
    asked_facts,
    choose_checklist,
    missing_facts,
    takes_fact,
)
from kojin_check.regex import regex
from kojin_check.similarity import folded, nearest

_SEPARATORS = regex(r"[\s,，、・/／;；]+")
_NOT_IN_FILE_NAMES = regex(r'[\\/:*?"<>|\s]+')
_YES = frozenset({"y", "yes", "true", "1", "はい", "有", "あり", "する"})
_NO = frozenset({"n", "no", "false", "2", "0", "いいえ", "無", "なし", "しない"})


class Terminal(Protocol):
    """Where a person is asked."""

    def ask(self, prompt: str) -> str:
        """Shows `prompt` and gives the line that is typed behind it."""

    def tell(self, text: str) -> None:
        """Shows `text` as lines of their own."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the options of the command line say, in the version's own names."""

    types: tuple[str, ...] = ()
    """One for each matter; a type can stand several times."""
    facts: Facts = field(default_factory=dict)


def read_wishes(
    version: Version, types: Iterable[str], media: Iterable[str], facts: Iterable[str], subcontracts: bool | None
) -> Wishes:
    """Reads the values of options; several names can stand in one value, separated by commas.

    Args:
        version: whose names are known.
        types: types of matters.
        media: names of media.
        facts: as `NAME` (true), `NAME=false`, or `NAME=WORD` where the fact has words to choose from.
        subcontracts: whether there are subcontracts; None while that is open.

    Raises:
        UsageError: when the version does not know a name, or a fact is given what it cannot be.
    """
    definition = version.definition
    declared: dict[str, FactValue] = {}
    chosen_media = known_names("--media", media, definition.media)
    if chosen_media:
        declared[MEDIA] = tuple(dict.fromkeys(chosen_media))
    if subcontracts is not None:
        declared[SUBCONTRACTS] = subcontracts
    for typed in facts:
        name, separator, value = unicodedata.normalize("NFKC", typed).partition("=")
        [fact] = known_names("--fact", [name], definition.facts)
        declared[fact] = _given(typed, value if separator else None, definition.facts[fact].values)
    return Wishes(known_names("--type", types, definition.types), declared)


def plan_matters(version: Version, wishes: Wishes) -> tuple[MatterForm, ...]:
    """Gives the matters of a new case from options alone.

    Raises:
        UsageError: when a type or a fact that decides on the checklist is missing, or no matter has a
            place for a fact.
    """
    if not wishes.types:
        raise no_types(version.definition.types)
    _refuse_idle_facts(version, wishes)
    return tuple(_matter_form(version, matter_type, wishes.facts) for matter_type in wishes.types)


def no_types(known: Iterable[str]) -> UsageError:
    """Gives the error that no type is given, where nobody can be asked."""
    names = list(known)
    return UsageError(
        Text(
            f"事項の種別を --type で指定してください。使えるのは {'、'.join(names)} です。",
            f"Give the types of the matters with --type. Known: {', '.join(names)}.",
        )
    )


def ask_for_types(offered: Mapping[str, VersionDefinition], terminal: Terminal, language: Language) -> tuple[str, ...]:
    """Asks which types of matters a new case has.

    Args:
        offered: type → the version that has it, which is shown where it is not that of the first one.
        terminal: where a person is asked.
        language: of the question.
    """
    first = next(iter(offered.values()))
    question = Pages(first).label_of(Holder.CASE, "basis").to(language)
    options = {name: "" if version is first else version.id for name, version in offered.items()}
    return _several(terminal, question, options, _SEVERAL_TYPES, language)


def ask_for_matters(
    version: Version, wishes: Wishes, terminal: Terminal, language: Language, types: tuple[str, ...] = ()
) -> tuple[MatterForm, ...]:
    """Gives the matters of a new case, asking for what the options leave open.

    If the types were given, only what decides on their checklists is asked for: whoever writes
    options knows what they want. Otherwise all facts are gone through; those can be left open.

    Args:
        version: whose forms they are.
        wishes: what the options say.
        terminal: where a person is asked.
        language: of the questions.
        types: those that have been asked for already.

    Raises:
        UsageError: when no matter has a place for a fact, or no checklist is for the facts.
    """
    asking = _Asking(version, terminal, language)
    types = (
        wishes.types
        or types
        or ask_for_types(dict.fromkeys(version.definition.types, version.definition), terminal, language)
    )
    _refuse_idle_facts(version, Wishes(types, wishes.facts))
    forms = []
    for matter_type in types:
        facts = dict(wishes.facts)
        if not wishes.types:
            terminal.tell(f"\n［{matter_type}］")
        while missing := missing_facts(version, matter_type, facts):
            facts[missing[0]] = asking.needed_fact(matter_type, missing[0])
        checklist = choose_checklist(version, matter_type, facts)
        if not wishes.types:
            terminal.tell(f"→ {checklist.title}" + (f"（{checklist.scope}）" if checklist.scope else ""))
            for fact in _open_facts(version, matter_type, checklist, facts):
                answer = asking.optional_fact(matter_type, fact)
                if answer is not None:
                    facts[fact] = answer
        forms.append(_matter_form(version, matter_type, facts))
    return tuple(forms)


def ask_for_file(matters: Sequence[MatterForm], terminal: Terminal, language: Language) -> Path:
    """Gives the file that the new case is to be written to: one that does not exist yet."""
    suggested = _free_name(matters)
    while True:
        typed = terminal.ask(f"{_FILE.to(language)}{_DEFAULT.to(language).format(suggested)}: ").strip()
        path = Path(typed) if typed else suggested
        if not os.path.lexists(path):
            return path
        terminal.tell(_FILE_EXISTS.to(language).format(visible(typed)))


def _free_name(matters: Sequence[MatterForm]) -> Path:
    """A file named after the first matter, in the folder of the cases if there is one."""
    folder = Path("cases") if os.path.isdir("cases") else Path()
    name = _NOT_IN_FILE_NAMES.sub("-", matters[0].type)
    numbered = (folder / f"{name}{number}.yaml" for number in chain([""], (f"-{at}" for at in count(2))))
    return next(path for path in numbered if not os.path.lexists(path))


def _matter_form(version: Version, matter_type: str, facts: Facts) -> MatterForm:
    fitting = {fact: value for fact, value in facts.items() if takes_fact(version, matter_type, fact)}
    checklist = choose_checklist(version, matter_type, fitting)
    asked = (*BUILT_IN_FACTS, *asked_facts(checklist))
    return MatterForm(matter_type, checklist, {fact: value for fact, value in fitting.items() if fact in asked})


def _open_facts(version: Version, matter_type: str, checklist: Checklist, facts: Facts) -> list[str]:
    """The flags that the form's items depend on and that nobody has declared."""
    candidates = [fact for fact in asked_facts(checklist) if fact not in BUILT_IN_FACTS]
    if takes_fact(version, matter_type, SUBCONTRACTS):
        candidates.append(SUBCONTRACTS)
    return [fact for fact in candidates if fact not in facts]


def _refuse_idle_facts(version: Version, wishes: Wishes) -> None:
    """A fact that would be written nowhere is a slip of the person who gave it."""
    for fact in wishes.facts:
        if not any(takes_fact(version, matter_type, fact) for matter_type in wishes.types):
            listed = "、".join(dict.fromkeys(wishes.types))
            raise UsageError(
                Text(
                    f"{fact} を書く欄は、選んだ種別（{listed}）にはありません。",
                    f"The chosen types ({listed}) have no place for {fact}.",
                )
            )


def _given(typed: str, value: str | None, words: Sequence[str]) -> FactValue:
    if words:
        word = _word(value or "", words)
        if word is not None:
            return (word,)
        raise UsageError(
            Text(
                f"--fact {visible(typed)} は使えません。「=」の後に {'、'.join(words)} のどれかを書いてください。",
                f"--fact {visible(typed)}: write one of {', '.join(words)} behind “=”.",
            )
        )
    flag = True if value is None else _flag(value)
    if flag is not None:
        return flag
    raise UsageError(
        Text(
            f"--fact {visible(typed)} の「=」の後は true か false で書きます。",
            f"--fact {visible(typed)}: write true or false behind “=”.",
        )
    )


def known_names(option: str, typed: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Gives the names, of those that are known, that stand in the values of an option.

    Raises:
        UsageError: when one of them is unknown.
    """
    by_folded = {folded(name): name for name in known}
    names = []
    for value in typed:
        # A name may hold a separator itself.
        for name in [value] if folded(value) in by_folded else separated(value):
            if folded(name) not in by_folded:
                raise _unknown_name(option, name, tuple(by_folded.values()))
            names.append(by_folded[folded(name)])
    return tuple(names)


def separated(value: str) -> list[str]:
    """Gives the names that stand in one value of an option."""
    return [name for name in _SEPARATORS.split(value) if name]


def _unknown_name(option: str, name: str, known: Sequence[str]) -> UsageError:
    meant = nearest(name, known)
    listed_ja, listed_en = "、".join(known), ", ".join(known)
    return UsageError(
        Text(
            f"{option} {visible(name)} は使えません。"
            + (f"「{meant}」の間違いではありませんか。" if meant else "")
            + f"使えるのは {listed_ja} です。",
            f"{option} {visible(name)} is unknown."
            + (f" Did you mean “{meant}”?" if meant else "")
            + f" Known: {listed_en}.",
        )
    )


_SEVERAL = Text("番号（複数なら 1,3 のように書く）", "Numbers (several as in 1,3)")
_SEVERAL_TYPES = Text(
    "番号（複数なら 1,3 のように、同じ種別が2件なら 1,1 のように書く）",
    "Numbers (several as in 1,3; two of one type as in 1,1)",
)
_DEFAULT = Text("［Enter だけなら {}］", " [just Enter: {}]")
_NUMBERS_ONLY = Text("1 から {} までの番号で答えてください。", "Answer with numbers from 1 to {}.")
_NUMBER_OF_ONE = Text("番号", "Number")
_NUMBER_OR_LATER = Text("番号［後で書く Enter］", "Number [write it later: Enter]")
_ONE_NUMBER_ONLY = Text("1 から {} までの番号を1つ答えてください。", "Answer with one number from 1 to {}.")
_YES_OR_NO = Text("［はい y ／ いいえ n］", " [yes y / no n]")
_YES_NO_OR_LATER = Text("［はい y ／ いいえ n ／ 後で書く Enter］", " [yes y / no n / write it later: Enter]")
_YES_OR_NO_ONLY = Text("y か n で答えてください。", "Answer y or n.")
_FILE = Text("書き込むファイルの名前", "File to write")
_FILE_EXISTS = Text("{} は既にあります。別の名前にしてください。", "{} exists already. Give another name.")
_ANY = Text("「{}」はありますか。", "Is there anything under “{}”?")


@dataclass(frozen=True)
class _Asking:
    """The questions, put in one language on one terminal; each is repeated until the answer is clear."""

    version: Version
    terminal: Terminal
    language: Language

    def needed_fact(self, matter_type: str, fact: str) -> FactValue:
        """Asks for a fact without which no checklist can be chosen."""
        if fact == MEDIA:
            question, media = self._label(matter_type, fact), self.version.definition.media
            chosen = _several(self.terminal, question, media, _SEVERAL, self.language)
            return tuple(dict.fromkeys(chosen))
        if words := self._words(fact):
            return self._one_of(self._question(matter_type, fact), words, _NUMBER_OF_ONE) or ()
        while True:
            flag = _flag(self._ask(f"{self._question(matter_type, fact)}{_YES_OR_NO.to(self.language)}"))
            if flag is not None:
                return flag
            self.terminal.tell(_YES_OR_NO_ONLY.to(self.language))

    def optional_fact(self, matter_type: str, fact: str) -> FactValue | None:
        """Asks for a fact that can be left open."""
        if words := self._words(fact):
            return self._one_of(self._question(matter_type, fact), words, _NUMBER_OR_LATER)
        while True:
            typed = self._ask(f"{self._question(matter_type, fact)}{_YES_NO_OR_LATER.to(self.language)}")
            flag = _flag(typed)
            if flag is not None or not typed.strip():
                return flag
            self.terminal.tell(_YES_OR_NO_ONLY.to(self.language))

    def _label(self, matter_type: str, key: str) -> str:
        return self.version.pages.label_of(Holder.MATTER, key, matter_type).to(self.language)

    def _question(self, matter_type: str, fact: str) -> str:
        if fact == SUBCONTRACTS:
            return _ANY.to(self.language).format(self._label(matter_type, fact))
        asked = self.version.definition.facts.get(fact)
        return fact if asked is None or not asked.ask else asked.ask

    def _words(self, fact: str) -> Sequence[str]:
        asked = self.version.definition.facts.get(fact)
        return () if asked is None else asked.values

    def _one_of(self, question: str, words: Sequence[str], prompt: Text) -> tuple[str, ...] | None:
        """Shows numbered words and gives the one that is chosen; None for Enter, where `prompt` offers that."""
        self.terminal.tell(question)
        for number, word in enumerate(words, start=1):
            self.terminal.tell(f"  {number}  {word}")
        while True:
            typed = self._ask(prompt.to(self.language))
            if prompt is _NUMBER_OR_LATER and not typed.strip():
                return None
            numbered = {str(number): word for number, word in enumerate(words, start=1)}
            if (chosen := _word(typed, words) or numbered.get(folded(typed))) is not None:
                return (chosen,)
            self.terminal.tell(_ONE_NUMBER_ONLY.to(self.language).format(len(words)))

    def _ask(self, prompt: str) -> str:
        return self.terminal.ask(f"{prompt}: ")


def _several(
    terminal: Terminal, question: str, options: Mapping[str, str], prompt: Text, language: Language
) -> tuple[str, ...]:
    """Shows numbered options, each with its explanation, and gives those that are chosen, as often as they are.

    Enter by itself chooses none: what decides how data is protected is decided by a person.
    """
    terminal.tell(question)
    for number, (name, explanation) in enumerate(options.items(), start=1):
        terminal.tell(f"  {number}  {name}" + (f"（{explanation}）" if explanation else ""))
    while True:
        if chosen := _chosen(terminal.ask(f"{prompt.to(language)}: "), tuple(options)):
            return chosen
        terminal.tell(_NUMBERS_ONLY.to(language).format(len(options)))


def _word(typed: str, words: Sequence[str]) -> str | None:
    return {folded(word): word for word in words}.get(folded(typed))


def _chosen(typed: str, options: Sequence[str]) -> tuple[str, ...]:
    """The options that numbers (of either width) or names stand for, in their order; empty if one of them is unknown."""
    by_answer = {str(number): option for number, option in enumerate(options, start=1)}
    by_answer |= {folded(option): option for option in options}
    answers = [folded(answer) for answer in _SEPARATORS.split(typed) if answer]
    if not all(answer in by_answer for answer in answers):
        return ()
    return tuple(by_answer[answer] for answer in answers)


def _flag(typed: str) -> bool | None:
    answer = folded(typed)
    return True if answer in _YES else False if answer in _NO else None
