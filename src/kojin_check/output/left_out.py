"""What a report does not show, and says that it does not: files that were not checked, findings that nobody wants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from kojin_check.findings import FileReport, Finding, Omission, Severity, Summary, Text, Unchecked
from kojin_check.output.style import SEVERITY_WORDS, WAIVED, Style

_OMISSIONS: Mapping[Omission, Text] = MappingProxyType(
    {
        Omission.OTHER_FORMAT: Text("このプログラムの別の書式", "other formats of this program"),
        Omission.EXCLUDED: Text("設定の exclude で除いたもの", "excluded by the configuration"),
        Omission.LINKED_FOLDER: Text("リンクのフォルダ", "linked folders"),
        Omission.LOOK_ALIKE: Text("名前の最後が .yaml でないもの", "names that do not end with .yaml"),
        Omission.CONFIGURATION: Text("ここでは使わない設定ファイル", "configurations that do not count here"),
        Omission.UNREADABLE: Text("読めないもの", "unreadable"),
    }
)


class CheckedFiles:
    """Passes on the reports on files that were checked, one by one, and keeps account of all files."""

    def __init__(self, files: Iterable[FileReport | Unchecked], style: Style) -> None:
        self._files = files
        self._style = style
        self.summary = Summary()
        """The counts over the files so far."""
        self.fates: list[tuple[str, Text]] = []
        """The path of each file so far and what has become of it, where that is asked for; not yet made safe."""

    def __iter__(self) -> Iterator[FileReport]:
        for file in self._files:
            self.summary = self.summary.plus(file)
            if self._style.show_files:
                self.fates.append((file.path, _fate(file)))
            if isinstance(file, FileReport):
                yield file

    @property
    def left_out(self) -> tuple[Text, ...]:
        """A sentence for each kind of thing that the report leaves out; nothing where it holds everything."""
        return left_out(self.summary, self._style)


def left_out(summary: Summary, style: Style) -> tuple[Text, ...]:
    """Gives what `CheckedFiles.left_out` says."""
    sentences = (unchecked(summary, style), silenced(summary, style))
    return tuple(sentence for sentence in sentences if sentence is not None)


def unchecked(summary: Summary, style: Style) -> Text | None:
    """Gives the sentence on files that were not checked; None where there are none."""
    total = summary.unchecked.total()
    if not total:
        return None
    counts = [(name, summary.unchecked[omission]) for omission, name in _OMISSIONS.items()]
    japanese = "、".join(f"{name.ja} {count:,}件" for name, count in counts if count)
    english = ", ".join(f"{name.en}: {count:,}" for name, count in counts if count)
    advice = (
        Text("", "")
        if style.show_files
        else Text("validate --show-files で一覧が出ます。", " validate --show-files lists them.")
    )
    return Text(
        f"ほかに{total:,}件は確かめていません（{japanese}）。{advice.ja}",
        f"Not checked: {total:,} more ({english}).{advice.en}",
    )


def silenced(summary: Summary, style: Style) -> Text | None:
    """Gives the sentence on findings that are not wanted; None where there are none."""
    if not summary.silenced:
        return None
    by = style.silenced_by
    return Text(
        f"{'と'.join(one.ja for one in by)}により{summary.silenced:,}件を報告していません。",
        f"Not reported because of {' and '.join(one.en for one in by)}: {summary.silenced:,}.",
    )


def _fate(file: FileReport | Unchecked) -> Text:
    match file:
        case FileReport():
            return _checked(file)
        case Unchecked(omission=Omission.OTHER_FORMAT, detail=schema):
            return Text(f"読み飛ばした: schema は {schema}", f"passed over: its schema is {schema}")
        case Unchecked(omission=Omission.EXCLUDED, detail=pattern, configuration=configuration):
            return Text(
                f"除いた: {configuration} の exclude の「{pattern}」", f"excluded by “{pattern}” in {configuration}"
            )
        case Unchecked(omission=Omission.LINKED_FOLDER, detail=target):
            return Text(f"たどっていない: {target} へのリンク", f"not followed: a link to {target}")
        case Unchecked(omission=Omission.LOOK_ALIKE):
            return Text("確かめていない: 名前の最後が .yaml でない", "not checked: its name does not end with .yaml")
        case Unchecked(omission=Omission.CONFIGURATION):
            return Text("ここでは使わない設定ファイル", "a configuration that does not count here")
        case Unchecked():
            return Text("読めない", "unreadable")


def _checked(file: FileReport) -> Text:
    counts = [(SEVERITY_WORDS[severity], _count(file.findings, severity)) for severity in reversed(Severity)]
    counts += [(WAIVED, len(file.waived)), (Text("報告していないもの", "not reported"), file.silenced)]
    japanese = "、".join(f"{name.ja} {count:,}件" for name, count in counts if count) or "指摘なし"
    english = ", ".join(f"{name.en}: {count:,}" for name, count in counts if count) or "no findings"
    return Text(f"確かめた: {japanese}", f"checked: {english}")


def _count(findings: tuple[Finding, ...], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)
