"""KJ722: a mark that an answer cannot be read as, or that is taken for another."""

from collections.abc import Collection, Iterator

from kojin_check.findings import Severity, Text
from kojin_check.model.marks import canonical, on_form, read_answer
from kojin_check.reading.tree import Part
from kojin_check.rules.lint_rule import VersionContext, lint_rule
from kojin_check.rules.rule import Documentation, Place, Violation

_REASON = "理由"


@lint_rule(
    code="KJ722",
    name="unreadable-mark",
    severity=Severity.ERROR,
    title=Text("回答として読めない記号がある", "a mark that an answer cannot be read as"),
    documentation=Documentation(
        what=Text(
            "回答に書いても、その記号として読まれない記号（括弧や引用符を含むもの、空白）と、"
            "幅や字形だけが違って互いに取り違えられる記号を指摘します。",
            "Reports a mark that is not read as itself when it stands as an answer (parentheses, quotes, blank), and marks "
            "that differ only in width or in look-alike characters.",
        ),
        why=Text(
            "括弧から後は理由として読まれるので、括弧のある記号の回答は全て誤りになります。",
            "What stands in parentheses is read as the reason, so every answer with such a mark would be an error.",
        ),
        instead=Text(
            "括弧のない、互いに紛れない記号にします。", "Choose marks without parentheses that cannot be confused."
        ),
        bad="""\
# r9/1-業務委託.yaml
number: 1
marks:
  可（対応済み）: {label: 対策が可能, means: met}
""",
        good="""\
# r9/1-業務委託.yaml
number: 1
marks:
  可: {label: 対策が可能（対応済み）, means: met}
""",
    ),
)
def unreadable_mark(context: VersionContext) -> Iterator[Violation]:
    for marks_as_written in context.edition.mark_sets():
        file, route, marks = marks_as_written.file, marks_as_written.route, marks_as_written.scale
        earlier: dict[str, str] = {}
        for mark in marks:
            if not _is_readable(mark, marks):
                yield Violation(
                    (*route, mark),
                    Text(
                        f"「{mark}」は、回答に書いてもこの記号として読まれません。",
                        f"An answer “{mark}” is not read as this mark.",
                    ),
                    Text(
                        "括弧や引用符を使わない記号に変えてください。説明は label に書きます。",
                        "Choose a mark without parentheses and quotes; explanations belong in `label`.",
                    ),
                    part=Part.KEY,
                    tree=file.tree,
                )
                continue
            twin = earlier.setdefault(canonical(mark).casefold(), mark)
            if twin != mark:
                yield Violation(
                    (*route, mark),
                    Text(
                        f"「{mark}」と「{twin}」は、字形や幅だけが違う記号です。",
                        f"“{mark}” and “{twin}” differ only in look or width.",
                    ),
                    Text("一方を、紛れない記号に変えてください。", "Choose another mark for one of them."),
                    part=Part.KEY,
                    related=(
                        Place((*route, twin), Text("もう一方の記号", "the other mark"), Part.KEY, tree=file.tree),
                    ),
                    tree=file.tree,
                )


def _is_readable(mark: str, offered: Collection[str]) -> bool:
    """True when an answer with this mark is read as such, alone and with a reason."""
    alone = on_form(read_answer(mark), offered)
    reasoned = on_form(read_answer(f"{mark}（{_REASON}）"), offered)
    return (alone.mark, alone.reason, reasoned.mark, reasoned.reason) == (mark, None, mark, _REASON)
