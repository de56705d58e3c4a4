"""What has been corrected, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kojin_check.findings import Text

if TYPE_CHECKING:
    from kojin_check.fix.fixing import Correction


class Account(NamedTuple):
    """Counts over the corrections of any number of files."""

    fixed: Mapping[str, int] = MappingProxyType({})
    """Code of a rule → its findings that are gone."""
    files: int = 0
    """In which something was corrected."""
    unfinished: int = 0
    """Files in which fixes were left for another run."""

    def plus(self, correction: Correction) -> Account:
        """Gives the account with one more file counted in."""
        return Account(
            Counter(self.fixed) + Counter(finding.rule for finding in correction.fixed),
            self.files + bool(correction.fixed),
            self.unfinished + correction.is_unfinished,
        )

    @property
    def done(self) -> Text:
        """The sentence that so much has been corrected."""
        if not self.files:
            return Text("自動で直せる箇所はありませんでした。", "There was nothing that can be fixed automatically.")
        numbers = self._numbers()
        rest = Text("", "")
        if self.unfinished:
            rest = Text(
                "直す箇所が多く、途中で止めたファイルがあります。もう一度 --fix を実行すると、続きを直します。",
                " Some files had so many slips that it stopped half-way: run --fix again for the rest.",
            )
        return Text(f"{numbers.ja}を自動で直しました。{rest.ja}", f"Fixed {numbers.en}.{rest.en}")

    @property
    def possible(self) -> Text:
        """The sentence that so much would be corrected."""
        if not self.files:
            return Text("自動で直せる箇所はありません。", "There is nothing that can be fixed automatically.")
        numbers = self._numbers()
        return Text(
            f"--fix だけを指定すると、{numbers.ja}を直します。まだ何も書き込んでいません。",
            f"--fix alone would fix {numbers.en}. Nothing has been written.",
        )

    def _numbers(self) -> Text:
        total = sum(self.fixed.values())
        rules = [(code, f"{count:,}") for code, count in sorted(self.fixed.items())]
        return Text(
            f"{self.files:,}個のファイルの{total:,}件（{'、'.join(f'{code} {count}件' for code, count in rules)}）",
            f"{total:,} {'finding' if total == 1 else 'findings'} in {self.files:,} {'file' if self.files == 1 else 'files'} "
            f"({', '.join(f'{code}: {count}' for code, count in rules)})",
        )
