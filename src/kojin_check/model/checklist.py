"""Checklist versions as typed data: what the ward publishes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self, TypeAlias

from pydantic import BeforeValidator, GetPydanticSchema, PrivateAttr
from pydantic_core import core_schema

from kojin_check.findings import Text
from kojin_check.model.condition import NO_ANSWERS, Answered, Facts
from kojin_check.model.fields import Amount, Date, Expression, Flag, Number, Record, When, optional, required
from kojin_check.model.marks import written
from kojin_check.model.outline_of import TextOr
from kojin_check.model.word import Word
from kojin_check.model.wording import plain_pattern
from kojin_check.regex import regex
from kojin_check.similarity import folded

CHECKLIST_SCHEMA = "kojin-check/checklist/v1"
VERSION_SCHEMA = "kojin-check/version/v1"
_REMARK = regex(r"\([^()]*\)$")
"""What may stand behind a name, folded: 本稼働（予定）."""

REASON = "reason"
"""What `needs` calls the reason of an answer."""


class Means(Word):
    """What a mark says about the measure, whatever the mark is called on the form."""

    MET = "met", Text("対策を行う", "The measure is taken"), "はい 実施 実施済み 実施している 行っている 適合 yes ok"
    """The measure is taken (○ 対策が可能)."""
    PARTIAL = "partial", Text("対策を一部だけ行う", "The measure is taken in part"), "一部 一部実施 部分的"
    """The measure is needed and taken in part (△)."""
    NOT_APPLICABLE = (
        "not_applicable",
        Text("対策は要らない", "The measure is not needed"),
        "該当なし 対象外 不要 na n/a",
    )
    """The measure is not needed (− 対策の必要がない)."""
    UNMET = (
        "unmet",
        Text("必要な対策を行わない", "The measure is needed and not taken"),
        "いいえ 未実施 実施していない 行っていない 不適合 no",
    )
    """The measure is needed and not taken (いいえ, on forms that have it)."""
    EXCUSED = (
        "excused",
        Text("必要な対策を行わないことが認められている", "Needed, not taken, and an exception is granted"),
        "例外 免除 例外承認",
    )
    """The measure is needed and not taken, and somebody has granted an exception (例外)."""


class MarkDefinition(Record):
    """A mark that a checklist offers."""

    text_key: ClassVar[str] = "label"

    label: str = optional(
        "", Text("様式にある記号の説明", "The form's own explanation of the mark"), "説明", "名称", "表示", "意味の説明"
    )
    means: Means = required(
        Means.MET,
        Text("記号の意味。幾つかの記号が同じ意味でもよい", "What the mark means; several marks may mean the same"),
        "意味",
    )
    reason: Literal["required", "optional"] = optional(
        "optional",
        Text("required なら、この記号の回答に理由が要る", "required if an answer with this mark needs a reason"),
        "理由",
    )
    """The same as `needs: [reason]`."""
    needs: list[str] = optional(
        [],
        Text(
            "この記号の回答に要るもの。理由は reason、ほかは version.yaml の answer_fields の名前。例: [目標日]",
            "What an answer with this mark needs: `reason`, or fields of answer_fields in version.yaml",
        ),
        "必要な欄",
        "記入欄",
    )
    points: Amount | None = optional(
        None,
        Text("この記号の回答の点数。例: 2", "How many points an answer with this mark has, such as 2"),
        "点数",
        "配点",
        "点",
    )

    @cached_property
    def needed_fields(self) -> tuple[str, ...]:
        """What an answer with this mark needs, each once; a reason is called `reason`."""
        return tuple(dict.fromkeys((*((REASON,) if self.reason == "required" else ()), *self.needs)))

    @property
    def needs_reason(self) -> bool:
        """True when an answer with this mark needs a reason."""
        return REASON in self.needed_fields


Scale: TypeAlias = Mapping[str, MarkDefinition]
"""The marks with which an item can be answered, in the form's order."""


def marks_meaning(scale: Scale, *means: Means) -> tuple[str, ...]:
    """Gives the marks with one of these meanings, in the form's order."""
    return tuple(mark for mark, definition in scale.items() if definition.means in means)


class NotNeeded(Word):
    """What is to be done with an item that a matter does not need."""

    DECLINE = "decline", Text("必要がないことを表す記号で答える", "It is answered as not needed")
    SKIP = "skip", Text("答えなくてよい", "Nothing need be answered"), "省略 回答不要 空欄"


class ItemDefinition(Record):
    """情報保護対策: one measure."""

    text_key: ClassVar[str] = "text"

    id: str = required(
        "",
        Text(
            "項目の名前。様式の番号ではなく、対策を表す語にする。同じ対策は、両側でも、様式や版が違っても、同じ名前にする",
            "Name of the item, not its number on the form; the same measure has the same name on both sides, on all forms"
            " and in all versions",
        ),
        "項目名",
        "名前",
        "項目id",
    )
    text: str = required("", Text("様式の文言のとおり", "The form's own words"), "文言", "本文", "内容", "質問", "設問")
    when: When | None = optional(
        None,
        Text(
            "この項目が必要な案件の条件。例: {media: {any_of: [紙, USBメモリ]}}。書かなければ、いつも必要",
            "When the item is needed, such as {media: {any_of: [paper]}}; without it, always",
        ),
        "条件",
        "適用条件",
    )
    """The item is needed where this holds; without it, always."""
    strict: Flag = optional(
        False,
        Text(
            "true なら、条件に当てはまらないのに対策を行うという回答を誤りとする",
            "true if answering the item as met outside its condition is an error",
        ),
        "厳格",
    )
    """True where answering it as met outside its condition is a mismatch."""
    otherwise: str | None = optional(
        None,
        Text("条件に当てはまらないときの理由", "The reason to give when the condition does not hold"),
        "理由",
        "不要な理由",
        "対象外の理由",
        "reason",
    )
    """The stock reason for declaring the item not needed."""
    formerly: str | None = optional(
        None,
        Text("前の版での id（名前を変えたとき）", "The id in the version before, if it was renamed"),
        "旧id",
        "前のid",
        "旧名",
    )
    """The id of the same item in the version before, where it was renamed."""
    scale: str | None = optional(
        None,
        Text(
            "この項目だけの記号の組（version.yaml の scales の名前）",
            "The marks of this item, where they are not the form's (a name in `scales` of version.yaml)",
        ),
        "記号の組",
        "尺度",
    )
    """The name of the item's own scale; without it, it has that of its form."""
    needs: list[str] = optional(
        [],
        Text(
            "どの記号でも回答に要るもの（version.yaml の answer_fields の名前）。例: [確認日]",
            "What an answer needs whatever its mark: fields of answer_fields in version.yaml",
        ),
        "必要な欄",
        "記入欄",
    )
    not_needed: NotNeeded | None = optional(
        None,
        Text(
            "条件に当てはまらないとき、skip なら答えなくてよい。書かなければ様式の not_needed による",
            "skip if nothing need be answered outside the condition; without it, what the form says",
        ),
    )
    note: str | None = optional(
        None, Text("様式を管理する者のためのメモ", "A note for whoever maintains the form"), "メモ", "備考"
    )

    def needed(self, facts: Facts, answers: Answered = NO_ANSWERS) -> bool | None:
        """Gives whether a matter with `facts` needs the item; None while undecided, true without a condition.

        Args:
            facts: that the matter declares.
            answers: to the other items of its side.
        """
        return True if self.when is None else self.when.holds(facts, answers)


def stock_answer(scale: Scale, item: ItemDefinition) -> str | None:
    """Gives the answer that declines `item` with its stock reason: `−（電子データのみの取扱いのため）`.

    None where the form has no mark or the item no reason for it.
    """
    marks = marks_meaning(scale, Means.NOT_APPLICABLE)
    return written(marks[0], item.otherwise) if marks and item.otherwise else None


class Section(Record):
    """The items of one actor and kind, in the form's order."""

    actor: str = required("", Text("対策を行う主体", "Who takes the measures"), "主体", "実施者", "担当", "実施主体")
    kind: str = required("", Text("対策の区分", "Kind of measures"), "区分", "種類", "分類", "category")
    heading: str = required("", Text("様式の見出しのとおり", "The form's own heading"), "見出し", "表題")
    """The form's own words."""
    items: list[ItemDefinition] = required(
        [],
        Text("対策の項目、様式の並び順", "The items, in the form's order"),
        "項目",
        "項目一覧",
        "対策",
        "設問",
        "questions",
    )


class PlacedItem(NamedTuple):
    """An item with the place it has on its form."""

    section: Section
    item: ItemDefinition


class AddressedItem(NamedTuple):
    """An item with what of it is looked up for every answer of every case."""

    item: ItemDefinition
    id: str
    address: str
    scale: Scale
    """The marks that it is answered with."""
    means: Mapping[str, Means]
    """What each of them says."""


class Checklist(Record):
    """One numbered form."""

    replaced_by: ClassVar[Mapping[str, str]] = MappingProxyType({"marks": "scale"})

    schema_: Literal["kojin-check/checklist/v1"] = required(
        CHECKLIST_SCHEMA,
        Text("この書式の名前（変えない）", "The name of this format (leave as it is)"),
        "スキーマ",
        "書式",
        alias="schema",
    )
    number: Number = required(
        0,
        Text("様式の番号。ファイル名の先頭と同じ", "Number of the form; the file name begins with it"),
        "様式番号",
    )
    type: str = required(
        "", Text("事項の種別（version.yaml の types）", "Type of matter (types in version.yaml)"), "種別"
    )
    title: str = required("", Text("様式の題名", "Title of the form"), "題名", "名称", "様式名", "件名")
    scope: str | None = optional(
        None,
        Text("様式の対象。同じ種別の様式を見分ける", "What the form is for, where a type has several"),
        "対象",
        "範囲",
    )
    applies: When | None = optional(
        None,
        Text(
            "この様式を用いる案件の条件。例: {media: {only: [紙]}}。書かなければ、この種別の全ての案件",
            "Which matters of the type use this form, such as {media: {only: [paper]}}; without it, all",
        ),
        "適用条件",
        "条件",
    )
    """Which matters of this type use this form; without it, all."""
    requires: list[str] = optional(
        [], Text("案件が必ず示す事実", "Facts that a matter must declare"), "必須", "必要な事実", "required"
    )
    """Facts that a matter must declare."""
    marks: dict[str, MarkDefinition] = required(
        {}, Text("回答の記号", "The marks of the form"), "記号", "回答", "選択肢", "凡例", "answers"
    )
    """Also those of its scale, once the form is completed (`within`)."""
    scale: str | None = optional(
        None,
        Text(
            "marks の代わりに、version.yaml の scales にある記号の組の名前",
            "Instead of `marks`: the name of a set of marks in `scales` of version.yaml",
        ),
        "記号の組",
        "尺度",
    )
    not_needed: NotNeeded = optional(
        NotNeeded.DECLINE,
        Text(
            "条件に当てはまらない項目を、どう答えるか。skip なら答えなくてよい",
            "What is done with items outside their conditions; skip if nothing need be answered",
        ),
    )
    sections: list[Section] = required(
        [],
        Text("主体と区分ごとの対策、様式の並び順", "The measures by actor and kind, in the form's order"),
        "区画",
        "節",
        "章",
        "大項目",
    )
    note: str | None = optional(
        None, Text("様式を管理する者のためのメモ", "A note for whoever maintains the form"), "メモ", "備考"
    )
    _scales: Mapping[str, Scale] = PrivateAttr(default_factory=dict)
    _answer_fields: "Mapping[str, AnswerFieldDefinition]" = PrivateAttr(default_factory=dict)

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The actors in the form's order, each once."""
        return tuple(dict.fromkeys(section.actor for section in self.sections))

    @cached_property
    def by_actor(self) -> dict[str, dict[str, PlacedItem]]:
        """Actor → item id → item: within an actor an id stands once."""
        placed: dict[str, dict[str, PlacedItem]] = {actor: {} for actor in self.actors}
        for section in self.sections:
            for item in section.items:
                placed[section.actor].setdefault(item.id, PlacedItem(section, item))
        return placed

    def kinds(self, actor: str) -> tuple[str, ...]:
        """Gives the kinds of `actor`'s sections in the form's order."""
        return tuple(section.kind for section in self.sections if section.actor == actor)

    def placed_items(self) -> Iterator[PlacedItem]:
        """Yields all items in the form's order."""
        return (PlacedItem(section, item) for section in self.sections for item in section.items)

    @cached_property
    def addressed_items(self) -> tuple[tuple[Section, tuple[AddressedItem, ...]], ...]:
        """The sections in the form's order, each with its items."""
        return tuple(
            (section, tuple(self._addressed(section, item) for item in section.items)) for section in self.sections
        )

    def _addressed(self, section: Section, item: ItemDefinition) -> AddressedItem:
        scale = self.scale_of(item)
        means = {mark: definition.means for mark, definition in scale.items()}
        return AddressedItem(item, item.id, self.address(section, item), scale, means)

    def address(self, section: Section, item: ItemDefinition) -> str:
        """Gives `number/actor/kind/id`."""
        return f"{self.number}/{section.actor}/{section.kind}/{item.id}"

    def within(self, version: "VersionDefinition") -> Self:
        """Gives the form as its version completes it: with the marks of the scales that it and its items name.

        Of a scale that the version does not have there are no marks.
        """
        if not version.scales and not version.answer_fields:
            return self
        own = {} if self.scale is None else {"marks": dict(version.scales.get(self.scale, {}))}
        form = self.model_copy(update=own)
        form._scales, form._answer_fields = version.scales, version.answer_fields
        return form

    @cached_property
    def answer_fields(self) -> "Mapping[str, AnswerFieldDefinition]":
        """The fields that answers can have beside mark, reason and note, by name."""
        return self._answer_fields

    def scale_of(self, item: ItemDefinition) -> Scale:
        """Gives the marks with which `item` is answered."""
        return self.marks if item.scale is None else self._scales.get(item.scale, {})

    @cached_property
    def all_scales(self) -> tuple[Scale, ...]:
        """The marks of the form, and then those of the items that have their own, each set once."""
        own = dict.fromkeys(placed.item.scale for placed in self.placed_items() if placed.item.scale is not None)
        return (self.marks, *(self._scales.get(name, {}) for name in own))

    @cached_property
    def conditional(self) -> tuple[int, ...]:
        """Which of its items are needed under a condition: their places in the form's order."""
        return tuple(at for at, placed in enumerate(self.placed_items()) if placed.item.when is not None)

    @cached_property
    def number_of_items(self) -> Mapping[str, int]:
        """Actor → how many items its sections have."""
        return Counter(section.actor for section, items in self.addressed_items for _ in items)

    @cached_property
    def plain_marks(self) -> Mapping[str, frozenset[str]]:
        """Address → the marks that say of the item just that the measure is taken, and need nothing beside them."""
        of_form, none = _plain_marks(self.marks), frozenset[str]()
        return {
            one.address: none if one.item.needs else of_form if one.scale is self.marks else _plain_marks(one.scale)
            for _, items in self.addressed_items
            for one in items
        }

    def skips(self, item: ItemDefinition) -> bool:
        """True when nothing need be answered to `item` outside its condition."""
        return item.when is not None and (item.not_needed or self.not_needed) is NotNeeded.SKIP

    @cached_property
    def has_gates(self) -> bool:
        """True when the answer to an item decides whether another one is needed."""
        return any(placed.item.when is not None and placed.item.when.answers for placed in self.placed_items())

    @cached_property
    def has_points(self) -> bool:
        """True when answers on this form have points."""
        return any(definition.points is not None for scale in self.all_scales for definition in scale.values())


def _plain_marks(scale: Scale) -> frozenset[str]:
    return frozenset(
        mark for mark, definition in scale.items() if definition.means is Means.MET and not definition.needed_fields
    )


class Role(Word):
    """What a matter type does with the data, so that rules need no ward's label."""

    RECORDING = "recording", Text("個人情報を記録する", "Recording data"), "記録 保管 処理"
    LINKAGE = "linkage", Text("外部のシステムと結合する", "Linking to another system"), "結合 接続 連携"
    CONTRACT = (
        "contract",
        Text("仕事を外部に委ねる", "Entrusting the work to somebody"),
        "委託 契約 外部委託",
    )
    DISCLOSURE = "disclosure", Text("個人情報を提供する、ほかの目的に用いる", "Handing data on"), "提供 開示"


class TypeDefinition(Record):
    """A type of matter."""

    role: Role | None = optional(
        None,
        Text("種別の役割。種別をまたぐ確認が読む", "What the type does with the data, for checks across types"),
        "役割",
    )


class StockReason(Record):
    """A wording of reasons, with what it claims about the matter."""

    pattern: Expression = required(
        re.compile("(?!)"),
        Text("理由の中を探す正規表現", "A regular expression, searched in the reason"),
        "文言",
        "型",
        "正規表現",
    )
    """A regular expression, searched in the reason; without one, it matches nothing."""
    asserts: When | None = required(
        None,
        Text("この理由が述べていること（条件）", "What such a reason asserts: a condition"),
        "意味",
        "事実",
        "条件",
    )

    @cached_property
    def wording(self) -> re.Pattern[str]:
        """The pattern as it is searched in reasons, which are read without spaces and width (`wording.plain`)."""
        return plain_pattern(self.pattern)


class SourceDocument(Record):
    """Where the version was published."""

    title: str = required("", Text("資料の題名", "Title of the document"), "題名", "資料名")
    date: Date | None = optional(None, Text("資料の日付", "Its date"), "日付")
    part: str | None = optional(None, Text("資料の中の場所", "Where in the document"), "場所", "頁")


class Status(Word):
    """Where an edition stands."""

    DRAFT = "draft", Text("案", "A proposal"), "草案 下書き 作成中 検討中 proposal"
    ADOPTED = "adopted", Text("採択されている", "In force"), "採択 採用 決定 確定 施行 現行 使用中 有効 active final"
    RETIRED = "retired", Text("使われなくなった", "No longer in force"), "廃止 失効 終了 旧版 old"


class Decision(Word):
    """What the council's word for its decision says, whatever the word is."""

    APPROVED = "approved", Text("認める", "The case is approved"), "承認 可 適"
    CONDITIONAL = (
        "conditional",
        Text("条件を付けて認める", "The case is approved under conditions"),
        "条件付き 条件付き承認",
    )
    REJECTED = "rejected", Text("認めない", "The case is not approved"), "不承認 否認 却下 否 不可"


class ApprovalTerms(Record):
    """How the council decides about cases: who, and in which words."""

    by: str | None = optional(None, Text("決定する者", "Who decides"), "決定者", "承認者")
    results: dict[str, Decision] = optional(
        {}, Text("決定の結果を表す語とその意味", "The words for the outcome, with what they mean"), "結果"
    )
    """Word → what it says."""


class LintException(Record):
    """A finding of `kojin-check lint` on one item that is as it should be, with the reason."""

    rule: str = required("", Text("規則のコード。例: KJ702", "Code of the rule, such as KJ702"))
    item: str = required(
        "", Text("項目の番地。番号/主体/区分/項目名の形で書く", "Address of the item: number/actor/kind/id")
    )
    """The item's address."""
    reason: str = required("", Text("そのままでよい理由", "Why it is as it should be"))


class FieldType(Word):
    """What is written for a field that only this form has."""

    TEXT = "text", Text("1つの文", "A text"), "文 文字 文字列 string str"
    TEXTS = "texts", Text("文の一覧", "A list of texts"), "一覧 複数 list"
    DATE = "date", Text("日付", "A date"), "日 年月日 期日"
    NUMBER = "number", Text("数", "A number"), "数値 数字 整数 int integer"
    FLAG = "flag", Text("true か false", "true or false"), "真偽 有無 はい/いいえ bool boolean yes/no"
    CHOICE = "choice", Text("values のうちの1つ", "One of `values`"), "選択 選択肢 select enum"


class FieldDefinition(Record):
    """A field of a page."""

    text_key: ClassVar[str] = "label"

    key: str = required(
        "",
        Text(
            "案件のファイルでの項目名（title、overview.purpose、party など）。この様式だけの欄は、様式の言葉でよい",
            "The key in case files, such as title, overview.purpose, party; for a field of this form alone, any word",
        ),
        "項目名",
        "キー",
    )
    """Dotted where it stands deeper: `overview.purpose`, `answers.担当課`."""
    label: str = required(
        "", Text("様式にある欄の名前のとおり", "What the form calls the field"), "名前", "名称", "欄の名前", "見出し"
    )
    required: Flag = optional(
        False,
        Text("true なら、書き終えた案件では空欄にできない", "true if a final case must not leave it blank"),
        "必須",
    )
    type: FieldType | None = optional(
        None,
        Text(
            "この様式だけの欄に書くもの。決まった項目名の欄には書かない",
            "What is written for a field of this form alone; not for a key that the program knows",
        ),
        "型",
        "種類",
    )
    values: list[str] = optional(
        [], Text("type: choice のとき、選べる語", "With type: choice, the words that can be chosen"), "選択肢", "値"
    )
    row: str | None = optional(
        None,
        Text(
            "様式の1つの行に幾つかの欄があるとき、その行の見出し",
            "The heading of the form's row, where several fields stand in one",
        ),
        "行",
    )
    """Fields that follow one another and have the same row stand in one on the form."""


class PrintedWords(Record):
    """What is printed on the form besides the names of its fields."""

    heading: str | None = optional(None, Text("案件の頁の題", "Heading of the page of the case"))
    enclosed: str | None = optional(
        None, Text("件名の下にある、内容が後に続くという言葉", "The words below the title that the contents follow")
    )
    overview: str | None = optional(None, Text("概要の頁の題", "Heading of the page of the overview"))
    answers: str | None = optional(
        None, Text("対策の欄にある、チェックリストを見よという言葉", "The words that refer to the checklist")
    )
    measure: str | None = optional(None, Text("チェックリストの、対策の列の名前", "Heading of the column of measures"))
    marks: dict[str, str] = optional(
        {}, Text("チェックリストの、回答の列にある記号の説明", "What the column of answers says of each mark")
    )
    """Mark → the form's sentence; for a mark without one, its label stands there."""


class PagesDefinition(Record):
    """The pages of the form that are no checklists, field by field in the form's order."""

    printed: PrintedWords = optional(
        PrintedWords,
        Text("欄の名前のほかに、様式に印刷されている言葉", "What is printed besides the names of fields"),
        "印刷",
    )

    case: list[FieldDefinition] = optional([], Text("案件の頁", "The page of the case"), "案件")
    matters: dict[str, list[FieldDefinition]] = optional(
        {}, Text("種別ごとの事項の頁", "The pages of matters, by type of matter"), "事項"
    )
    subcontract: list[FieldDefinition] = optional(
        [], Text("subcontracts の1件の頁", "The page of one of the subcontracts")
    )


class AnswerFieldDefinition(Record):
    """A field that answers can have beside their mark, their reason and their note."""

    type: FieldType = required(FieldType.TEXT, Text("この欄に書くもの", "What is written in the field"), "型", "種類")
    values: list[str] = optional(
        [], Text("type: choice のとき、選べる語", "With type: choice, the words that can be chosen"), "選択肢", "値"
    )


class FactDefinition(Record):
    """What a matter is asked, so that it is known which items it needs."""

    ask: str = required("", Text("問い", "The question"), "問い", "質問")
    values: list[str] = optional(
        [],
        Text(
            "答えとして選べる語。なければ true か false で答える",
            "The words that can be chosen; without them it is answered with true or false",
        ),
        "選択肢",
        "値",
    )


def _read_fact(value: Any, read: core_schema.ValidatorFunctionWrapHandler) -> FactDefinition:
    found: FactDefinition = read({"ask": value} if isinstance(value, str) else value)
    return found


FactQuestion = Annotated[
    FactDefinition,
    TextOr(FactDefinition),
    GetPydanticSchema(lambda _, build: core_schema.no_info_wrap_validator_function(_read_fact, build(FactDefinition))),
]
"""A question, or one with the words that it can be answered with."""


def _blank_is_empty(value: Any) -> Any:
    return {} if value is None else value


class VersionDefinition(Record):
    """`version.yaml`: one edition of all checklists."""

    schema_: Literal["kojin-check/version/v1"] = required(
        VERSION_SCHEMA,
        Text("この書式の名前（変えない）", "The name of this format (leave as it is)"),
        "スキーマ",
        "書式",
        alias="schema",
    )
    id: str = required(
        "", Text("版の名前。フォルダの名前と同じ", "Id of the version: its folder's name"), "版", "版番号", "名前"
    )
    title: str = required("", Text("版の題名", "Title of the version"), "題名", "名称")
    status: Status = required(Status.DRAFT, Text("版の状態", "Status of the version"), "状態")
    effective: Date | None = optional(
        None,
        Text("適用日。採択された版では必ず書く", "In force from this day; needed once adopted"),
        "適用日",
        "施行日",
        "適用開始日",
        "発効日",
    )
    supersedes: str | None = optional(
        None,
        Text("この版が置き換える版の id", "Id of the version that this one supersedes"),
        "前の版",
        "旧版",
        "置き換える版",
    )
    authority: str | None = optional(None, Text("様式を定めた部署", "Who issues the forms"), "制定者", "所管", "作成者")
    source: SourceDocument | None = optional(
        None, Text("様式を公表した資料", "The document that the forms were published in"), "出典", "資料"
    )
    notes: list[str] = optional(
        [], Text("版を管理する者のためのメモ", "Notes for whoever maintains the version"), "メモ", "備考"
    )
    types: dict[str, TypeDefinition] = required(
        {},
        Text(
            "事項の種別、並び順。例: 委託: {role: contract}",
            "The types of matters in their order, such as Vendor: {role: contract}",
        ),
        "種別",
    )
    go_live: str | None = optional(
        None, Text("本番の開始を表す日程の名称", "Name of the milestone that means going live"), "本番"
    )
    """The milestone name that means going live (本稼働)."""
    going_live: list[str] = optional(
        [],
        Text(
            "本番の開始を表す、go_live のほかの名称",
            "Other names of the milestone that means going live, beside go_live",
        ),
    )
    """Other names of it (本番稼働, 稼働開始): which of them a case writes makes no difference."""
    undated: list[str] = optional(
        [],
        Text("日付の決まらない日を表す語。期間の from、to に書ける", "Words for a day without a date, for from and to"),
    )
    approval: ApprovalTerms = optional(
        ApprovalTerms,
        Text("案件を承認する者と、決定の結果を表す語", "Who approves cases, and the words for the outcome"),
        "承認",
        "決定",
    )
    media: dict[str, str] = optional(
        {}, Text("取扱媒体の名称と説明", "The media with their descriptions"), "媒体", "記録媒体"
    )
    facts: dict[str, FactQuestion] = optional(
        {},
        Text(
            "項目の要否を決める事実と、その問い。案件には true か false で書く。"
            "語で答える事実は {ask: 問い, values: [語, 語]} と書く",
            "The facts that decide which items are needed, each with its question; one that is answered with a word is"
            " written {ask: question, values: [word, word]}",
        ),
        "事実",
        "質問",
        "条件",
    )
    """Fact → the question that it answers."""
    scales: dict[str, Annotated[dict[str, MarkDefinition], BeforeValidator(_blank_is_empty)]] = optional(
        {},
        Text(
            "幾つかの様式や項目で用いる記号の組。例: 実施: {はい: {means: met}, いいえ: {means: unmet, needs: [目標日]}}",
            "Sets of marks that forms and items name, such as done: {Yes: {means: met}, No: {means: unmet}}",
        ),
        "記号の組",
        "尺度",
        "marks",
    )
    answer_fields: dict[str, AnswerFieldDefinition] = optional(
        {},
        Text(
            "回答に、記号と理由のほかに書く欄。例: 目標日: {type: date}",
            "What answers have beside mark and reason, such as due: {type: date}",
        ),
        "回答欄",
        "欄",
    )
    pages: PagesDefinition | None = optional(
        None,
        Text(
            "チェックリストの前にある頁の欄、様式の並び順と名前。例: case: [{key: title, label: 件名, required: true}]",
            "The fields of the pages before the checklists, in the form's order and words, such as"
            " case: [{key: title, label: Title, required: true}]",
        ),
        "頁",
        "ページ",
    )
    watched: dict[str, list[str]] = optional(
        {},
        Text(
            "状況の一覧に示す情報項目。例: 個人番号: [個人番号, マイナンバー]",
            "Data items that the list of cases points out: what to call them, and the words that they have",
        ),
    )
    """Label → the words that tell such a data item."""
    stock_reasons: list[StockReason] = optional(
        [],
        Text(
            "よく書かれる理由と、それが案件について述べていること",
            "Common reasons with what they assert about the matter",
        ),
        "理由",
        "定型の理由",
    )
    exceptions: list[LintException] = optional(
        [],
        Text(
            "kojin-check lint の指摘のうち、そのままでよいもの",
            "Findings of kojin-check lint that are as they should be",
        ),
        "例外",
    )
    fingerprint: str | None = optional(
        None,
        Text(
            "採択した内容の指紋。kojin-check lint --seal が書く",
            "Fingerprint of the adopted content; kojin-check lint --seal writes it",
        ),
    )
    """Of the content, once the version is adopted: `kojin-check lint --seal` writes it."""

    def is_in_force(self, day: date) -> bool:
        """True for an adopted version whose effective date has come by `day`; of a month it is the first."""
        return self.status is Status.ADOPTED and (self.effective is None or self.effective.first <= day)

    @property
    def go_live_names(self) -> tuple[str, ...]:
        """Every name of the milestone that means going live, the form's own first; empty where there is none."""
        return (*([self.go_live] if self.go_live else []), *(name for name in self.going_live if name))

    def means_going_live(self, milestone: str) -> bool:
        """True when a milestone's name is one of those for going live, with or without a remark in brackets behind it."""
        name = _REMARK.sub("", folded(milestone))
        return any(name == folded(known) for known in self.go_live_names)
