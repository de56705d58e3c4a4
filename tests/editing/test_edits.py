from __future__ import annotations

import codecs
import os
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kojin_check.editing.edits import EditError, apply_edits, encode_as, legible_diff, rewrite_file, unified_diff
from kojin_check.errors import OutputError
from kojin_check.findings import Edit, Span
from kojin_check.reading.source import Source


def edit(line: int, column: int, end_line: int, end_column: int, text: str) -> Edit:
    return Edit(Span(line, column, end_line, end_column), text)


class TestApplyEdits:
    def test_replaces_inserts_and_deletes_at_positions_of_the_original(self) -> None:
        text = "施錠保管: 〇\n業務フロー: ○\n緊急時の体制: －\n"

        edited = apply_edits(
            text,
            [edit(3, 9, 3, 10, "−"), edit(1, 7, 1, 8, "○"), edit(2, 1, 3, 1, ""), edit(3, 1, 3, 1, "# 新\n")],
        )

        assert edited == "施錠保管: ○\n# 新\n緊急時の体制: −\n"

    def test_columns_are_code_points_also_beyond_the_basic_plane(self) -> None:
        assert apply_edits("𠮷野家: 〇\n", [edit(1, 6, 1, 7, "○")]) == "𠮷野家: ○\n"

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_uses_the_line_end_of_the_place(self, end: str) -> None:
        edited = apply_edits(f"a{end}b{end}", [edit(2, 1, 2, 1, "x\ny\n"), edit(3, 1, 3, 1, "z\n")])

        assert edited == f"a{end}x{end}y{end}b{end}z{end}"

    def test_uses_the_line_end_of_the_lines_before_on_a_last_line_without_one(self) -> None:
        assert apply_edits("a\r\nb", [edit(2, 2, 2, 2, "\nc")]) == "a\r\nb\r\nc"

    def test_keeps_mixed_line_ends_and_takes_carriage_returns_as_given(self) -> None:
        assert apply_edits("a\nb\r\nc\r", [edit(2, 2, 2, 2, "\r\nx\ny")]) == "a\nb\r\nx\r\ny\r\nc\r"

    def test_an_empty_text_can_be_edited(self) -> None:
        assert apply_edits("", [edit(1, 1, 1, 1, "a\n")]) == "a\n"

    def test_insertions_at_one_place_keep_their_order_and_precede_a_replacement(self) -> None:
        edits = [edit(1, 2, 1, 3, "B"), edit(1, 2, 1, 2, "1"), edit(1, 2, 1, 2, "2"), edit(1, 3, 1, 3, "3")]

        assert apply_edits("abc", edits) == "a12B3c"

    @pytest.mark.parametrize(
        "edits",
        [
            [edit(1, 1, 1, 3, "x"), edit(1, 2, 1, 4, "y")],
            [edit(1, 1, 1, 3, "x"), edit(1, 1, 1, 3, "x")],
            [edit(1, 1, 1, 3, "x"), edit(1, 2, 1, 2, "y")],
        ],
    )
    def test_refuses_edits_that_overlap(self, edits: list[Edit]) -> None:
        with pytest.raises(EditError, match="overlaps"):
            apply_edits("abcd", edits)

    @pytest.mark.parametrize(
        "outside",
        [
            edit(0, 1, 1, 1, ""),
            edit(1, 0, 1, 1, ""),
            edit(1, 4, 1, 5, ""),
            edit(2, 1, 3, 1, ""),
            edit(1, 1, 2, 9, ""),
        ],
    )
    def test_refuses_places_outside_the_text(self, outside: Edit) -> None:
        with pytest.raises(EditError, match="no place"):
            apply_edits("ab\nb", [outside])

    def test_refuses_a_span_that_ends_before_it_starts(self) -> None:
        with pytest.raises(EditError, match="ends before it starts"):
            apply_edits("abcd", [edit(1, 3, 1, 2, "")])

    @given(
        st.lists(st.text(st.sampled_from("ab○　𠮷\n\r"), min_size=1, max_size=6), max_size=9),
        st.lists(st.text(st.sampled_from("xy"), max_size=3), min_size=9, max_size=9),
        st.randoms(use_true_random=False),
    )
    def test_changes_the_edited_stretches_and_nothing_else(
        self, stretches: list[str], replacements: list[str], random: object
    ) -> None:
        """Every second stretch of a text is replaced, whatever the order in which the edits come."""
        text = "".join(stretches)
        source = Source("", text)
        edits, expected, at = [], "", 0
        for index, stretch in enumerate(stretches):
            end = at + len(stretch)
            cuts_a_line_end = any(0 < cut < len(text) and text[cut - 1 : cut + 1] == "\r\n" for cut in (at, end))
            if index % 2 and not cuts_a_line_end:
                edits.append(Edit(source.span(at, end), replacements[index]))
                expected += replacements[index]
            else:
                expected += stretch
            at = end
        random.shuffle(edits)  # type: ignore[attr-defined]

        assert apply_edits(text, edits) == expected


class TestUnifiedDiff:
    def test_is_empty_when_nothing_changes(self) -> None:
        assert unified_diff("x.yaml", "a\n", "a\n") == ""

    def test_shows_the_changed_lines(self) -> None:
        assert unified_diff("x.yaml", "a\nb\nc\n", "a\nB\nc\n") == (
            "--- x.yaml\n+++ x.yaml\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"
        )

    def test_says_where_the_final_line_end_is_missing(self) -> None:
        assert unified_diff("x.yaml", "a", "a\n") == (
            "--- x.yaml\n+++ x.yaml\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"
        )

    def test_a_path_cannot_break_the_header(self) -> None:
        assert unified_diff("x\n+++ y", "a\n", "b\n").splitlines()[:2] == ["--- x +++ y", "+++ x +++ y"]

    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    @pytest.mark.parametrize("final", ["", "最後"])
    def test_can_be_applied(self, tmp_path: Path, end: str, final: str) -> None:
        before = f"一{end}二{end}三{end}{final}"
        after = f"一{end}弐{end}三{end}四{end}{final}"
        (tmp_path / "x.yaml").write_bytes(before.encode())
        (tmp_path / "x.patch").write_bytes(unified_diff("x.yaml", before, after).encode())

        subprocess.run(["git", "apply", "-p0", "x.patch"], cwd=tmp_path, check=True, timeout=60)

        assert (tmp_path / "x.yaml").read_bytes() == after.encode()


class TestLegibleDiff:
    def test_shows_what_would_steer_a_terminal(self) -> None:
        assert legible_diff("-\x1b[2J\r\n+\u202ea\r-b\n") == "-<U+001B>[2J\r\n+<U+202E>a\n-b\n"

    @pytest.mark.parametrize("diff", ["", "--- x\n+++ x\n@@ -1 +1 @@\n-a\r\n+○\tb\r\n", "-a\n\\ No newline"])
    def test_leaves_the_rest_alone(self, diff: str) -> None:
        assert legible_diff(diff) == diff


class TestEncodeAs:
    @pytest.mark.parametrize(
        "original",
        [
            "施錠".encode(),
            codecs.BOM_UTF8 + "施錠".encode(),
            codecs.BOM_UTF16_LE + "施錠".encode("utf-16-le"),
            codecs.BOM_UTF16_BE + "施錠".encode("utf-16-be"),
        ],
    )
    def test_gives_back_the_original_bytes_for_the_original_text(self, original: bytes) -> None:
        assert encode_as(original, "施錠") == original


class TestRewriteFile:
    def test_replaces_the_content_and_keeps_permissions_and_byte_order_mark(self, tmp_path: Path) -> None:
        path = tmp_path / "x.yaml"
        original = codecs.BOM_UTF8 + b"a\r\n"
        path.write_bytes(original)
        path.chmod(0o640)

        rewrite_file(path, original, "b\r\n")

        assert path.read_bytes() == codecs.BOM_UTF8 + b"b\r\n"
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert list(tmp_path.iterdir()) == [path]

    def test_leaves_a_file_alone_that_has_changed_in_the_meantime(self, tmp_path: Path) -> None:
        path = tmp_path / "x.yaml"
        path.write_bytes(b"somebody else's\n")

        with pytest.raises(OutputError) as error:
            rewrite_file(path, b"a\n", "b\n")

        assert error.value.message.ja.endswith("変更されたので、書き込みませんでした。もう一度実行してください。")
        assert path.read_bytes() == b"somebody else's\n"
        assert list(tmp_path.iterdir()) == [path]

    def test_says_when_the_file_is_gone(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError) as error:
            rewrite_file(tmp_path / "x.yaml", b"a\n", "b\n")

        assert "x.yaml" in error.value.message.ja
        assert list(tmp_path.iterdir()) == []

    def test_compares_once_the_new_file_is_on_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "x.yaml"
        path.write_bytes(b"a\n")
        really_sync = os.fsync

        def sync_while_somebody_else_writes(descriptor: int) -> None:
            really_sync(descriptor)
            path.write_bytes(b"somebody else's\n")

        monkeypatch.setattr(os, "fsync", sync_while_somebody_else_writes)
        with pytest.raises(OutputError) as error:
            rewrite_file(path, b"a\n", "b\n")

        assert "読み込んだ後に変更された" in error.value.message.ja
        assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"x.yaml": b"somebody else's\n"}

    @pytest.mark.skipif(os.name == "nt", reason="links need a permission there")
    def test_parts_no_hard_links(self, tmp_path: Path) -> None:
        path, other = tmp_path / "x.yaml", tmp_path / "other.yaml"
        path.write_bytes(b"a\n")
        os.link(path, other)

        with pytest.raises(OutputError) as error:
            rewrite_file(path, b"a\n", "b\n")

        assert error.value.message.ja == (
            f"{path} は、別の名前でも使われているファイル（ハードリンク）なので、書き込みませんでした。"
            "コピーして1つの名前だけにしてから、もう一度実行してください。"
        )
        assert path.read_bytes() == other.read_bytes() == b"a\n"

    def test_writes_nothing_through_a_symbolic_link(self, tmp_path: Path) -> None:
        file, link = tmp_path / "x.yaml", tmp_path / "link.yaml"
        file.write_bytes(b"a\n")
        link.symlink_to(file)

        with pytest.raises(OutputError, match=r"is a link"):
            rewrite_file(link, b"a\n", "b\n")

        assert link.is_symlink()
        assert file.read_bytes() == b"a\n"
