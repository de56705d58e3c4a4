"""The keys of a kind of file as GitHub's Markdown: a table for each kind of mapping."""

from __future__ import annotations

from collections.abc import Iterator

from kojin_check.escaping.markdown import in_markdown
from kojin_check.findings import Language, Text
from kojin_check.output.markdown_table import markdown_table
from kojin_check.output.style import Style
from kojin_check.schema.editor_schema import FileKind
from kojin_check.schema.reference import KeyEntry, Reference

_TITLES = {
    FileKind.CASE: Text("案件のファイルの項目名", "Keys of case files"),
    FileKind.CHECKLIST: Text("チェックリストのファイルの項目名", "Keys of checklist files"),
    FileKind.VERSION: Text("version.yaml の項目名", "Keys of version.yaml"),
    FileKind.CONFIG: Text("設定ファイルの項目名", "Keys of the configuration"),
}
_NOTATION = Text(
    "見出しは、その項目名を書く場所です。「[]」は一覧の1件ごと、「*」は自分で付ける名前ごとを表します。",
    "A heading says where its keys stand: “[]” is each entry of a list, “*” each name of your own.",
)
_THE_FILE = Text("ファイルの先頭の段", "The file itself")
_HEAD = (
    Text("項目名", "key"),
    Text("必須", "required"),
    Text("意味", "meaning"),
    Text("書けるもの", "values"),
    Text("例", "example"),
)
_YES = Text("必須", "yes")
_CONDITIONS = Text("条件", "Conditions")
_ABOUT_CONDITIONS = Text(
    "条件は「事実: 値」の組です。値をそのまま書くか、次の語のどれかを書きます。幾つか書けば、全てに当てはまるときです。",
    "A condition maps facts to what they must be: a plain value, or one of these words. Several facts must all hold.",
)
_WORD = (Text("語", "word"), Text("意味", "meaning"))


def report(reference: Reference, style: Style) -> Iterator[str]:
    """Yields the title, a table for each kind of mapping, and the words of conditions."""
    say = style.language
    yield f"# {in_markdown(_TITLES[reference.subject].to(say))}\n\n{_NOTATION.to(say)}\n"
    for group in reference.groups:
        names = [f"`{place}`" if place else in_markdown(_THE_FILE.to(say)) for place in group.places]
        yield f"\n## {Text('、', ', ').to(say).join(names)}\n\n"
        yield markdown_table([[name.to(say) for name in _HEAD], *(_row(key, say) for key in group.keys)])
    if reference.operators:
        yield f"\n## {_CONDITIONS.to(say)}\n\n{_ABOUT_CONDITIONS.to(say)}\n\n"
        words = [[in_markdown(word), in_markdown(guide.to(say))] for word, guide in reference.operators]
        yield markdown_table([[name.to(say) for name in _WORD], *words])


def _row(key: KeyEntry, language: Language) -> list[str]:
    needed = _YES.to(language) if key.is_required else ""
    cells = (key.name, needed, key.meaning.to(language), key.values.to(language), f"{key.name}: {key.example}")
    return [in_markdown(cell) for cell in cells]
