"""What the pages of a version add to the schema of cases: what the form calls its fields, and those that only it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kojin_check.findings import Language, Text
from kojin_check.model.checklist import FieldType
from kojin_check.model.library import Version
from kojin_check.model.pages import Holder, Kind, PageField
from kojin_check.schema.model_schema import FLAG, TEXT, JsonSchema, date_schema, enumeration, or_blank, refining

OwnKeys = Mapping[str, tuple[str, ...]]
"""Name of a model → the keys that only forms have there, of all versions that a schema knows."""


def own_keys(versions: Iterable[Version]) -> OwnKeys:
    """Gives the keys that only forms have, by the model that has them."""
    found: dict[str, dict[str, None]] = {name: {} for name in ("Case", "Overview", "Matter", "Subcontract")}
    for version in versions:
        types = dict.fromkeys((*version.definition.types, *version.pages.types))
        pages = [(Holder.CASE, ""), (Holder.SUBCONTRACT, ""), *((Holder.MATTER, name) for name in types)]
        for holder, matter_type in pages:
            for field in version.pages.distinct(holder, matter_type):
                if field.is_own:
                    found[_model(field)][field.path[-1]] = None
    return {name: tuple(keys) for name, keys in found.items()}


class PageParts:
    """The schemas of the pages of one version."""

    def __init__(self, version: Version, own: OwnKeys, language: Language) -> None:
        self._version = version
        self._own = own
        self._language = language

    def case(self) -> JsonSchema:
        """Gives the properties of a case, its overview included."""
        fields = self._version.pages.distinct(Holder.CASE)
        overview = {"properties": self._properties("Overview", (field for field in fields if len(field.path) > 1))}
        own = self._properties("Case", (field for field in fields if len(field.path) == 1))
        return {**own, "overview": {**own.get("overview", {}), **overview}}

    def matter(self, matter_type: str) -> JsonSchema:
        """Gives the properties of a matter of this type."""
        return self._properties("Matter", self._version.pages.distinct(Holder.MATTER, matter_type))

    def subcontract(self) -> JsonSchema:
        """Gives the properties of a subcontract."""
        return self._properties("Subcontract", self._version.pages.distinct(Holder.SUBCONTRACT))

    def _properties(self, model: str, fields: Iterable[PageField]) -> JsonSchema:
        """Those of the program with their names, those of the form as they are written, and none of another form's."""
        properties: JsonSchema = dict.fromkeys(self._own[model], False)
        for field in fields:
            if len(field.path) == (2 if model == "Overview" else 1):
                shape = self._field(field)
                properties |= {field.path[-1]: shape} if field.is_own else refining({field.path[-1]: shape})
        return properties

    def _field(self, field: PageField) -> JsonSchema:
        title: JsonSchema = {"title": field.label.to(self._language)}
        if not field.is_own:
            return title
        guide = field.guide.to(self._language)
        needed = Text("書き終えた案件では必須", "required once final").to(self._language) if field.is_required else ""
        explained = Text("。", ". ").to(self._language).join(part for part in (guide, needed) if part)
        return {
            **title,
            **({"description": explained} if explained else {}),
            **or_blank(field_shape(field.kind, field.values, field.label.ja, self._language)),
        }


def _model(field: PageField) -> str:
    return "Overview" if len(field.path) > 1 else field.holder.value.capitalize()


def field_shape(kind: Kind, words: Iterable[str], label: str, language: Language) -> JsonSchema:
    """Gives what is written in a field that only a form has.

    Args:
        kind: its type.
        words: those of a choice.
        label: what the form calls the field.
        language: of the examples.
    """
    match kind:
        case FieldType.TEXTS:
            return {"type": ["array", "string"], "items": TEXT}
        case FieldType.DATE:
            return date_schema(language)
        case FieldType.NUMBER:
            return {"type": ["number", "string"]}
        case FieldType.FLAG:
            return FLAG
        case FieldType.CHOICE:
            return enumeration(dict.fromkeys(words, label))
        case _:
            return TEXT
