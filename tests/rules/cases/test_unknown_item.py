from __future__ import annotations

from kojin_check.checking.engine import check_text
from kojin_check.model.library import Library


def test_a_heading_indented_too_far_is_named_as_such(corrected_case: str, library: Library) -> None:
    head, found, tail = corrected_case.rpartition("        システム上:\n")
    assert found
    [finding] = check_text("case.yaml", f"{head}  {found}{tail}", library).findings

    assert (finding.rule, finding.span[:2]) == ("KJ106", (head.count("\n") + 1, 11))
    assert finding.hint.ja == "「システム上」は見出しです。字下げを1段浅くして、ほかの見出しとそろえてください。"
