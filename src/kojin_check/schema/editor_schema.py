"""JSON Schema (2020-12) that drives editors: what stands where, what to offer, what it means.

The schema of cases knows every item of every checklist. Which of them it offers depends on what the
case says: the version, and in each matter its type and the number of its checklist. It flags what a
person should see while typing; what is right in the end only `validate` says.

The constructs are those that yaml-language-server handles: `if`/`then`, `$ref` within the file,
`enumDescriptions`, `markdownDescription`, `defaultSnippets`, `errorMessage`, `patternErrorMessage`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import count
from types import NoneType

import kojin_check.rules.cases
import kojin_check.rules.checklists  # noqa: F401
from kojin_check.editing.yaml_text import in_block, in_flow
from kojin_check.escaping.markdown import in_markdown
from kojin_check.findings import Language, Severity, Text
from kojin_check.model.case import CASE_SCHEMA, AnswerFields, Case
from kojin_check.model.checklist import (
    CHECKLIST_SCHEMA,
    REASON,
    VERSION_SCHEMA,
    Checklist,
    ItemDefinition,
    Means,
    Scale,
    VersionDefinition,
)
from kojin_check.model.condition import ANSWER, BUILT_IN_FACTS, MEDIA, SUBCONTRACTS, Condition, Operator, Test
from kojin_check.model.condition_text import in_words
from kojin_check.model.configuration import CONFIG_SCHEMA, ConfigFields
from kojin_check.model.dates import EraDate
from kojin_check.model.library import Library, Version
from kojin_check.model.marks import SPELLINGS, Answer, canonical, written
from kojin_check.model.outline_of import keys_of
from kojin_check.model.pages import Holder, Pages
from kojin_check.model.situation import vocabulary_of
from kojin_check.regex import regex
from kojin_check.rules.lint_rule import LINT_RULES, Edition
from kojin_check.rules.phrases import answer_shape
from kojin_check.rules.rule import RULES, Context, Hiding, Rule
from kojin_check.schema.model_schema import (
    BLANK,
    FLAG,
    TEXT,
    JsonSchema,
    ModelSchema,
    as_editors_read,
    date_schema,
    enumeration,
    or_blank,
    refining,
)
from kojin_check.schema.page_schema import OwnKeys, PageParts, field_shape, own_keys

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class FileKind(StrEnum):
    """What a schema can be about; the values are those of the command line."""

    CASE = "case"
    CHECKLIST = "checklist"
    VERSION = "version"
    CONFIG = "config"


def schema_for(subject: FileKind, library: Library, version_id: str | None, language: Language) -> JsonSchema:
    """Gives the schema of one kind of file.

    Args:
        subject: the kind of file.
        library: whose versions the schema knows.
        version_id: the only version that it knows. Without it, the schema of cases knows all of them,
            and that of checklists the newest adopted one.
        language: of the descriptions.

    Raises:
        UsageError: when the library has no version of that id.
        LibraryError: when the library cannot be read.
    """
    match subject:
        case FileKind.CASE:
            ids = library.ids if version_id is None else (version_id,)
            return case_schema([library.require(name) for name in ids], RULES.values(), language)
        case FileKind.CHECKLIST:
            edition = _edition(library, version_id)
            checklists = [file.content for file in edition.checklists]
            return checklist_schema(edition.definition.content, checklists, language)
        case FileKind.VERSION:
            return version_schema(library.ids, {code: rule.title for code, rule in LINT_RULES.items()}, language)
        case FileKind.CONFIG:
            return config_schema(RULES.values(), language)


def _edition(library: Library, version_id: str | None) -> Edition:
    """The version as it was read, defects included: it may be the one that is being written."""
    if version_id is None:
        newest = library.newest_adopted
        version_id = library.ids[-1] if newest is None else newest.id
    return Edition(library.folder_of(version_id))


def case_schema(versions: Sequence[Version], rules: Iterable[Rule[Context]], language: Language) -> JsonSchema:
    """Gives the schema of case files that are held against one of `versions`.

    Args:
        versions: those that the schema knows; a case that names another one is flagged.
        rules: those that a waiver can name.
        language: of the descriptions.
    """
    models = ModelSchema(language, {EraDate: date_schema(language), Answer: {}})
    models.reference(Case)
    definitions = dict(models.definitions)
    root = definitions.pop("Case")
    answers = definitions["Matter"]["properties"]["answers"]
    definitions["Matter"]["properties"]["answers"] = _group(answers["description"])
    if any(fact.values for version in versions for fact in version.definition.facts.values()):
        # Which facts are true or false, and which are words, each version says.
        facts = definitions["Matter"]["properties"]["facts"]
        definitions["Matter"]["properties"]["facts"] = _group(facts["description"])
    root["properties"]["schema"] = {**root["properties"]["schema"], "default": CASE_SCHEMA}
    root["properties"]["checklist_version"] |= enumeration(
        {version.id: version.definition.title for version in versions}
    )
    definitions["WaiverEntry"]["properties"]["rule"] |= enumeration(
        {rule.code: rule.title.to(language) for rule in rules if rule.hiding is Hiding.BY_WAIVER}
    )
    own = own_keys(versions)
    for model, record in (("Case", root), *((model, definitions[model]) for model in own if model != "Case")):
        record["properties"] |= refining({key: {} for key in own[model]})
    branches = []
    for number, version in enumerate(versions, start=1):
        name = f"version{number}"
        definitions |= _VersionParts(name, version, own, language).definitions()
        branch = {"$ref": f"#/$defs/{name}"}
        branches.append(_when({"checklist_version": {"const": version.id}}, branch) if len(versions) > 1 else branch)
    return {
        "$schema": DIALECT,
        "title": Text("案件（kojin-check）", "Case (kojin-check)").to(language),
        **root,
        "allOf": branches,
        "$defs": definitions,
    }


def checklist_schema(definition: VersionDefinition, checklists: Sequence[Checklist], language: Language) -> JsonSchema:
    """Gives the schema of checklist files.

    Args:
        definition: of the version that they belong to, whose types and facts are offered.
        checklists: whose actors, kinds and ids are offered, because the same ones recur on all forms.
        language: of the descriptions.
    """
    models = ModelSchema(language, {Condition: {"$ref": "#/$defs/Condition"}})
    models.reference(Checklist)
    vocabulary = vocabulary_of(definition)
    definitions = {**models.definitions, "Condition": _condition_schema(definition, language)}
    root = definitions.pop("Checklist")
    root["properties"]["schema"] = {**root["properties"]["schema"], "default": CHECKLIST_SCHEMA}
    if definition.types:
        root["properties"]["type"] |= enumeration(dict.fromkeys(definition.types, definition.title))
    root["properties"]["requires"]["items"] = enumeration(
        {fact: _fact_description(fact, definition, language) for fact in vocabulary.facts}
    )
    sections = [section for checklist in checklists for section in checklist.sections]
    _offer(definitions["Section"], "actor", (section.actor for section in sections))
    _offer(definitions["Section"], "kind", (section.kind for section in sections))
    _offer(definitions["ItemDefinition"], "id", (item.id for section in sections for item in section.items))
    for record in (root, definitions["ItemDefinition"]):
        _offer(record, "scale", definition.scales)
    for record in (definitions["MarkDefinition"], definitions["ItemDefinition"]):
        record["properties"]["needs"]["examples"] = [[name] for name in (REASON, *definition.answer_fields)]
    return {
        "$schema": DIALECT,
        "title": Text("チェックリスト（kojin-check）", "Checklist (kojin-check)").to(language),
        **root,
        "$defs": definitions,
    }


def version_schema(ids: Iterable[str], lint_rules: Mapping[str, Text], language: Language) -> JsonSchema:
    """Gives the schema of version.yaml.

    Args:
        ids: of the versions that exist, which are offered as what a version supersedes.
        lint_rules: code → title of the rules whose findings can be excused.
        language: of the descriptions.
    """
    models = ModelSchema(
        language,
        {
            EraDate: date_schema(language),
            Condition: {"$ref": "#/$defs/Condition"},
            re.Pattern: {"type": "string", "format": "regex"},
        },
    )
    models.reference(VersionDefinition)
    definitions = {**models.definitions, "Condition": _condition_schema(None, language)}
    root = definitions.pop("VersionDefinition")
    root["properties"]["schema"] = {**root["properties"]["schema"], "default": VERSION_SCHEMA}
    _offer(root, "supersedes", ids)
    definitions["LintException"]["properties"]["rule"] |= enumeration(
        {code: title.to(language) for code, title in lint_rules.items()}
    )
    return {
        "$schema": DIALECT,
        "title": Text("チェックリストの版（kojin-check）", "Version of the checklists (kojin-check)").to(language),
        **root,
        "$defs": definitions,
    }


def config_schema(rules: Iterable[Rule[Context]], language: Language) -> JsonSchema:
    """Gives the schema of a configuration.

    Args:
        rules: those that can be selected, ignored and weighed.
        language: of the descriptions.
    """
    severity = enumeration({word: said.to(language) for word, said in _SEVERITIES.items()})
    models = ModelSchema(language, {Severity: severity})
    models.reference(ConfigFields)
    definitions = dict(models.definitions)
    root = definitions.pop("ConfigFields")
    properties = root["properties"]
    titles = {rule.code: rule.title.to(language) for rule in rules}
    changeable = {rule.code: titles[rule.code] for rule in rules if rule.hiding is not Hiding.NEVER}
    properties["schema"] |= {"default": CONFIG_SCHEMA}
    properties["select"]["items"] = _codes_or_families(titles, language)
    properties["ignore"]["items"] = _codes_or_families(changeable, language)
    weighed = {code: {"description": title, **severity} for code, title in changeable.items()}
    described = properties["severity"]["description"]
    properties["severity"] = {**_group(described, weighed), "errorMessage": _RULES_WEIGHED.to(language)}
    definitions["WaiverFields"]["properties"]["allow"]["items"] = enumeration(changeable)
    return {
        "$schema": DIALECT,
        "title": Text("設定ファイル（kojin-check）", "Configuration (kojin-check)").to(language),
        **root,
        "$defs": definitions,
    }


_SEVERITIES = {
    Severity.ERROR: Text("エラー。直すまで提出できない", "an error, to be corrected before the case is submitted"),
    Severity.WARNING: Text("警告。確かめて、必要なら直す", "a warning, to be looked at and corrected if need be"),
    Severity.INFO: Text("情報", "information"),
}
_RULES_WEIGHED = Text(
    "severity には「KJ402: error」のように、規則のコードと重さ（error、warning、info）を書きます。",
    "severity takes lines such as “KJ402: error”: the code of a rule, and error, warning or info.",
)


def _codes_or_families(titles: Mapping[str, str], language: Language) -> JsonSchema:
    """One of the codes, or the beginning that several have in common."""
    return {
        "anyOf": [enumeration(titles), {"type": "string", "pattern": "^KJ[0-9]{1,2}$"}],
        "errorMessage": Text(
            "規則のコードを、KJ402 か、まとめて KJ4 のように書きます。",
            "Write the code of a rule, such as KJ402, or of a family, such as KJ4.",
        ).to(language),
    }


def _offer(record: JsonSchema, key: str, values: Iterable[str]) -> None:
    """Adds suggestions, each once; other values stay allowed."""
    offered = list(dict.fromkeys(value for value in values if value))
    if offered:
        record["properties"][key]["examples"] = offered


def _when(properties: JsonSchema, then: JsonSchema) -> JsonSchema:
    return {"if": {"properties": properties, "required": list(properties)}, "then": then}


# What one version adds to the schema of cases.


class _VersionParts:
    """The definitions of one version; their names begin with its own, because items differ from version to version."""

    def __init__(self, name: str, version: Version, own: OwnKeys, language: Language) -> None:
        self._name = name
        self._version = version
        self._pages = PageParts(version, own, language)
        self._language = language
        self._definition = version.definition

    def definitions(self) -> dict[str, JsonSchema]:
        """Gives the parts by name: the case, its matters, and the answers to each checklist."""
        types = enumeration({name: self._forms_of(name) for name in self._definition.types})
        parts: dict[str, JsonSchema] = {
            self._name: {
                "properties": _merged(
                    self._pages.case(),
                    refining(
                        {"basis": {"items": types}, "matters": {"items": {"$ref": f"#/$defs/{self._name}-matter"}}}
                    ),
                )
            },
            f"{self._name}-matter": {**self._matter(types), "defaultSnippets": list(self._matter_snippets())},
        }
        for checklist in self._version.checklists.values():
            form = _AnswerParts(checklist, f"{self._name}-answer{checklist.number}", self._language)
            parts |= {self._form_name(checklist): form.answers(), **form.each_kind()}
        return parts

    def _matter_snippets(self) -> Iterator[JsonSchema]:
        """A whole matter for each form, its page's fields in their order and every item of its checklist."""
        pages = Pages(self._definition)
        for checklist in self._version.checklists.values():
            stops = count(1)
            page = [field.path[0] for field in pages.matter(checklist.type) if field.holder is Holder.MATTER]
            blanks = {
                key: f"${next(stops)}"
                for key in dict.fromkeys((*page, *checklist.requires))
                if key not in ("type", "checklist", "answers")
            }
            answers: dict[str, dict[str, dict[str, str]]] = {}
            for placed in checklist.placed_items():
                kinds = answers.setdefault(placed.section.actor, {})
                kinds.setdefault(placed.section.kind, {})[placed.item.id] = f"${next(stops)}"
            yield {
                "label": f"{self._version.id} {_form_title(checklist)}",
                "description": checklist.title,
                "body": {
                    "type": checklist.type,
                    "checklist": checklist.number,
                    **blanks,
                    "answers": answers,
                },
            }

    def _form_name(self, checklist: Checklist) -> str:
        return f"{self._name}-answers{checklist.number}"

    def _forms_of(self, type_name: str) -> str:
        return "、".join(_form_title(checklist) for checklist in self._version.checklists_for(type_name))

    def _matter(self, types: JsonSchema) -> JsonSchema:
        media = _media_names(self._definition)
        properties: JsonSchema = {
            "type": types,
            "media": {"items": media},
            "subcontracts": {
                "items": {"properties": _merged(self._pages.subcontract(), refining({"media": {"items": media}}))}
            },
            "facts": _facts(self._definition),
        }
        if self._definition.go_live_names:
            name = {"examples": list(self._definition.go_live_names)}
            properties["milestones"] = {"items": {"properties": refining({"name": name})}}
        branches = []
        for type_name in self._definition.types:
            forms = self._version.checklists_for(type_name)
            numbers = enumeration({str(form.number): _form_title(form) for form in forms})
            # The number is always read as a number; the quoted text would only be offered beside it.
            kept = [at for at, value in enumerate(numbers["enum"]) if isinstance(value, int)]
            numbers = {key: [values[at] for at in kept] for key, values in numbers.items()}
            branches.append(
                _when(
                    {"type": {"const": type_name}},
                    {"properties": _merged(self._pages.matter(type_name), refining({"checklist": numbers}))},
                )
            )
            branches += [self._form_branch(form) for form in forms]
        return {"properties": refining(properties), "allOf": branches}

    def _form_branch(self, checklist: Checklist) -> JsonSchema:
        """What a matter of the checklist's type that names its number is to hold."""
        properties: JsonSchema = {"answers": {"allOf": [{"$ref": f"#/$defs/{self._form_name(checklist)}"}]}}
        flags = [fact for fact in checklist.requires if fact not in BUILT_IN_FACTS]
        needed = [fact for fact in checklist.requires if fact not in flags] + (["facts"] if flags else [])
        if flags:
            properties["facts"] = {"required": flags}
        then: JsonSchema = {"properties": refining(properties)}
        if needed:
            then["required"] = needed
        if checklist.applies is not None:
            then["allOf"] = [self._applies(test, checklist.applies) for test in checklist.applies.tests]
        return _when({"type": {"const": checklist.type}, "checklist": {"const": checklist.number}}, then)

    def _applies(self, test: Test, applies: Condition) -> JsonSchema:
        words = in_words(applies)
        message = Text(f"この様式を用いるのは、{words.ja}です。", f"This form is for matters where {words.en}.").to(
            self._language
        )
        match test.name:
            case name if name == MEDIA:
                return {"properties": refining({MEDIA: self._media_test(test, message)})}
            case name if name == SUBCONTRACTS:
                count: JsonSchema = {"minItems": 1} if test.values == ("true",) else {"maxItems": 0}
                return {"properties": refining({SUBCONTRACTS: {**count, "errorMessage": message}})}
            case fact:
                expected: JsonSchema = {**self._fact_test(test), "errorMessage": message}
                return {"properties": refining({"facts": {"properties": refining({fact: expected})}})}

    def _fact_test(self, test: Test) -> JsonSchema:
        asked = self._definition.facts.get(test.name)
        if asked is None or not asked.values:
            return {"const": test.values == ("true",)}
        words: JsonSchema = {"enum": [value for word in test.values for value in as_editors_read(word)]}
        return {"not": words} if test.operator is Operator.NONE_OF else words

    def _media_test(self, test: Test, message: str) -> JsonSchema:
        """What a test asks of the list of media; editors show `message` only where it stands beside what fails."""
        values = list(test.values)
        match test.operator:
            case Operator.EQUALS | Operator.ALL_OF:
                return {"allOf": [{"contains": {"const": value}, "errorMessage": message} for value in values]}
            case Operator.ANY_OF:
                return {"contains": {"enum": values}, "errorMessage": message}
            case Operator.NONE_OF:
                others = [medium for medium in self._definition.media if medium not in values]
                return {"items": {"enum": others, "errorMessage": message}}
            case Operator.ONLY:
                return {"items": {"enum": values, "errorMessage": message}, "minItems": 1}


def _merged(one: JsonSchema, other: JsonSchema) -> JsonSchema:
    """Properties of two parts; of a key that both have, what either says."""
    return {key: {**one.get(key, {}), **other.get(key, {})} if key in other else one[key] for key in {**one, **other}}


def _media_names(definition: VersionDefinition) -> JsonSchema:
    """One medium, or several in one text as the forms have them."""
    offered = enumeration(definition.media)
    one = "|".join(_escaped(name) for name in definition.media)
    return (
        {"anyOf": [offered, {"type": "string", "pattern": rf"^({one})(\s*[、，,・／/]\s*({one}))+$"}]}
        if one
        else offered
    )


def _facts(definition: VersionDefinition) -> JsonSchema:
    return {
        "properties": {
            name: {"description": fact.ask, **or_blank(_words(fact.values) if fact.values else FLAG)}
            for name, fact in definition.facts.items()
        },
        "additionalProperties": False,
    }


def _words(words: Iterable[str]) -> JsonSchema:
    return enumeration(dict.fromkeys(words, ""))


def _form_title(checklist: Checklist) -> str:
    return f"{checklist.number} {checklist.title}" + (f"（{checklist.scope}）" if checklist.scope else "")


# The answers to one checklist.


class _AnswerParts:
    """The schemas of the answers to one checklist."""

    def __init__(self, checklist: Checklist, name: str, language: Language) -> None:
        self._checklist = checklist
        self._name = name
        self._language = language
        self._kinds: dict[tuple[str | None, tuple[str, ...]], str] = {(None, ()): name}
        """Scale and needs of an item → the name of the schema of its answers."""
        for placed in checklist.placed_items():
            self._kinds.setdefault(_kind_of(placed.item), f"{name}-{len(self._kinds)}")

    def answers(self) -> JsonSchema:
        """Gives the schema of `answers`, actor → kind → item."""
        actors: JsonSchema = {}
        for section in self._checklist.sections:
            kinds = actors.setdefault(section.actor, _group("", {}))["properties"]
            kinds[section.kind] = _group(section.heading, {item.id: self._item(item) for item in section.items})
        return _group(_form_title(self._checklist), actors)

    def each_kind(self) -> dict[str, JsonSchema]:
        """Gives the schemas of single answers by name: what the item itself does not decide."""
        items = {_kind_of(placed.item): placed.item for placed in self._checklist.placed_items()}
        return {name: self._answer(items.get(kind, ItemDefinition())) for kind, name in self._kinds.items()}

    def _answer(self, item: ItemDefinition) -> JsonSchema:
        marks = self._checklist.scale_of(item)
        read_as = {_TYPE_NAMES[type(value)] for mark in marks for value in as_editors_read(mark)}
        texts = {key: {"description": self._guide(key), **or_blank(TEXT)} for key in ("reason", "note")}
        fields = {
            name: {"description": name, **or_blank(field_shape(field.type, field.values, name, self._language))}
            for name, field in self._checklist.answer_fields.items()
        }
        named = enumeration({mark: definition.label for mark, definition in marks.items()})
        # No stricter than the program: a mark in another spelling, or none yet, is what `validate` speaks of.
        mark = {"anyOf": [named, {"pattern": _mark_pattern(marks)}, BLANK]}
        shapes = ["string", "object", "null", *sorted(read_as - {"string", "null"})]
        return {
            "pattern": _answer_pattern(marks),
            "patternErrorMessage": self._what_is_expected(marks),
            "properties": {"mark": {"description": self._guide("mark"), **mark}, **texts, **fields},
            "additionalProperties": False,
            # A plain `type` with null in it would make editors offer the word null.
            "if": {"not": {"type": shapes}},
            "then": {"type": "string", "errorMessage": self._what_is_expected(marks)},
        }

    def _item(self, item: ItemDefinition) -> JsonSchema:
        return {
            "description": item.text,
            "markdownDescription": self._explanation(item),
            "defaultSnippets": list(self._snippets(item)),
            "allOf": [{"$ref": f"#/$defs/{self._kinds[_kind_of(item)]}"}],
        }

    def _explanation(self, item: ItemDefinition) -> str:
        """The item's text, when it is needed, and the marks, in Markdown."""
        parts = [in_markdown(item.text)]
        if item.when is not None:
            words = in_words(item.when)
            needed = Text(f"必要なのは、{words.ja}です。", f"Needed when {words.en}.").to(self._language)
            parts.append(in_markdown(needed))
        scale = self._checklist.scale_of(item).items()
        marks = (f"- {in_markdown(mark)} {in_markdown(one.label)}".rstrip() for mark, one in scale)
        return "\n\n".join((*parts, "\n".join(marks)))

    def _snippets(self, item: ItemDefinition) -> Iterator[JsonSchema]:
        """What can be chosen as the answer, the item's own reason for not being needed included."""
        for mark, definition in self._checklist.scale_of(item).items():
            needed = tuple(dict.fromkeys((*definition.needed_fields, *item.needs)))
            if definition.means is Means.NOT_APPLICABLE and item.otherwise:
                whole = written(mark, item.otherwise)
                yield {"label": whole, "description": definition.label, "body": in_block(whole)}
            if len(needed) == 1:
                name = _REASON.to(self._language) if needed[0] == REASON else needed[0]
                yield {
                    "label": written(mark, name),
                    "description": definition.label,
                    "body": f"{mark}（${{1:{name}}}）",
                }
            elif needed:
                fields = ", ".join(f"{in_flow(name)}: ${{{at}:{name}}}" for at, name in enumerate(needed, start=1))
                yield {
                    "label": answer_shape(mark, needed).to(self._language),
                    "description": definition.label,
                    "body": f"{{mark: {in_flow(mark)}, {fields}}}",
                }
            else:
                yield {"label": mark, "description": definition.label, "body": in_block(mark)}

    def _guide(self, key: str) -> str:
        return keys_of(AnswerFields)[key].declared.guide.to(self._language)

    def _what_is_expected(self, scale: Scale) -> str:
        shapes = [answer_shape(mark, one.needed_fields).to(self._language) for mark, one in scale.items()]
        return Text(
            f"この様式の回答は {'、'.join(shapes)} です。",
            f"An answer on this form is {', '.join(shapes)}.",
        ).to(self._language)


_REASON = Text("理由", "reason")


def _kind_of(item: ItemDefinition) -> tuple[str | None, tuple[str, ...]]:
    """What the schema of an item's answers depends on."""
    return item.scale, tuple(item.needs)


_TYPE_NAMES: Mapping[type, str] = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null"}

_OPENING_QUOTES = "\"“＂「'‘＇"
_CLOSING_QUOTES = "\"”＂」'’＇"
_SPECIAL = regex(r"[\\^$.*+?()\[\]{}|/]")


def _answer_pattern(marks: Scale) -> str:
    """The texts that answers can be, as an ECMAScript pattern: a mark in any of its spellings, with what it needs."""
    alternatives = []
    for mark, definition in marks.items():
        spellings = _spellings(mark)
        reason = r"\s*[（(][\s\S]*[^\s（）()][\s\S]*" if len(definition.needed_fields) == 1 else r"(\s*[（(][\s\S]*)?"
        alternatives.append(rf"({spellings})[\uFE0E\uFE0F]?[{_CLOSING_QUOTES}]?{reason}")
    return rf"^\s*[{_OPENING_QUOTES}]?\s*({'|'.join(alternatives)})\s*[{_CLOSING_QUOTES}]?\s*$"


def _mark_pattern(marks: Scale) -> str:
    """The texts that a mark by itself can be."""
    return rf"^\s*({'|'.join(map(_spellings, marks))})[\uFE0E\uFE0F]?\s*$"


def _spellings(mark: str) -> str:
    return "|".join(_escaped(spelling) for spelling in (mark, *SPELLINGS.get(canonical(mark), "")))


def _escaped(text: str) -> str:
    """`text` in a pattern; unlike `re.escape`, nothing is escaped that ECMAScript does not let be escaped."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def _group(description: str, properties: JsonSchema | None = None) -> JsonSchema:
    """A level of answers, blank while nothing is answered; with any keys where none are given."""
    described: JsonSchema = {"description": description} if description else {}
    known = {} if properties is None else {"properties": properties, "additionalProperties": False}
    return {**described, "type": ["object", "null"], **known}


# Conditions in checklist files.


def _condition_schema(definition: VersionDefinition | None, language: Language) -> JsonSchema:
    """A condition on the facts of a version, or on any facts."""
    if definition is None:
        return {"type": "object", "additionalProperties": {"anyOf": [FLAG, TEXT, _operators(TEXT, language)]}}
    media = enumeration(definition.media)
    properties: JsonSchema = {
        fact: {
            "description": _fact_description(fact, definition, language),
            **_fact_condition(fact, definition, language),
        }
        for fact in (SUBCONTRACTS, *definition.facts)
    }
    properties[ANSWER] = _answer_condition(language)
    if definition.media:
        properties[MEDIA] = {
            "description": _fact_description(MEDIA, definition, language),
            "anyOf": [media, _operators(media, language)],
        }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _fact_condition(fact: str, definition: VersionDefinition, language: Language) -> JsonSchema:
    asked = definition.facts.get(fact)
    if asked is None or not asked.values:
        return FLAG
    words = _words(asked.values)
    return {"anyOf": [words, _operators(words, language)]}


def _answer_condition(language: Language) -> JsonSchema:
    description = Text("同じ側のほかの項目への回答", "The answer to another item of the same side")
    return {
        "description": description.to(language),
        "type": "object",
        "additionalProperties": {"anyOf": [TEXT, _operators(TEXT, language)]},
    }


def _operators(value: JsonSchema, language: Language) -> JsonSchema:
    operators = [operator for operator in Operator if operator is not Operator.EQUALS]
    return {
        "type": "object",
        "properties": {
            operator.value: {
                "description": operator.guide.to(language),
                "anyOf": [{"type": "array", "items": value, "minItems": 1}, value],
            }
            for operator in operators
        },
        "minProperties": 1,
        "additionalProperties": False,
    }


def _fact_description(fact: str, definition: VersionDefinition, language: Language) -> str:
    built_in = {
        MEDIA: Text("取扱媒体", "The media that are handled"),
        SUBCONTRACTS: Text("さらに委託する先があるか", "Whether there are subcontracts"),
    }
    return definition.facts[fact].ask if fact in definition.facts else built_in[fact].to(language)
