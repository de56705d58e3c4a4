"""KJ910: a version whose id stands in two folders of checklists."""

from collections.abc import Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.bundled import default_folder
from kojin_check.reading.source import display_path
from kojin_check.rules.lint_rule import Edition, VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation


@lint_rule(
    code="KJ910",
    name="shadowed-version",
    severity=Severity.WARNING,
    title=Text("同じ id の版が2つのフォルダにある", "a version whose id stands in two folders"),
    documentation=Documentation(
        what=Text(
            "同じ id の版が、幾つかのチェックリストのフォルダ（同梱の版を含む）にあるものを指摘します。",
            "Reports a version whose id stands in several folders of checklists, those that come along included.",
        ),
        why=Text(
            "使われるのは先に指定したフォルダの版だけです。どれが使われるかが指定によって変わり、同じ案件の結果が変わります。",
            "Only that of the folder named first counts. Which one that is depends on what is named, and so does the "
            "outcome for a case.",
        ),
        instead=Text(
            "内容が違うなら、id とフォルダの名前を変えます（元の版は supersedes に書きます）。同じなら、一方を削除します。",
            "If they differ, give one of them another id and folder name (and the id of the other as `supersedes`); if not, "
            "delete one.",
        ),
        bad="""\
# forms/r9/version.yaml
id: r9
# shared/r9/version.yaml
id: r9
""",
        good="""\
# forms/r9-本庁/version.yaml
id: r9-本庁
supersedes: r9
# shared/r9/version.yaml
id: r9
""",
    ),
    since="0.2.0",
)
def shadowed_version(context: VersionContext) -> Iterator[Violation]:
    if len(context.namesakes) < 2:
        return
    counts, name = context.namesakes[0], context.edition.name
    places = [_place(edition) for edition in context.namesakes]
    ja, en = "、".join(place.ja for place in places), ", ".join(place.en for place in places)
    yield Violation(
        ("id",),
        Text(
            f"「{name}」という版が{len(places)}つのフォルダにあります（{ja}）。使われるのは {places[0].ja} だけです。",
            f"There are {len(places)} versions “{name}” ({en}). Only {places[0].en} counts.",
        ),
        Text(
            "内容が違うなら、この版の id とフォルダの名前を変えてください。同じなら、このフォルダを削除してください。",
            "If they differ, give this one another id and folder name. If not, delete this folder.",
        ),
        related=tuple(
            Place(
                ("id",),
                Text("使われる版", "the one that counts")
                if edition is counts
                else Text("使われない版", "does not count"),
                tree=edition.definition.tree,
            )
            for edition in context.namesakes
            if edition is not context.edition
        ),
        tree=context.definition.tree,
    )


def _place(edition: Edition) -> Text:
    shown = display_path(edition.folder)
    comes_along = edition.folder.parent == default_folder()
    return Text(f"{shown}（同梱）", f"{shown} (comes along)") if comes_along else Text(shown, shown)
