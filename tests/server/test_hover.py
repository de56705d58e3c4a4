from __future__ import annotations

from kojin_check.reading.reading import read_text
from kojin_check.server.hover import route_at

TEXT = """\
title: x
matters:
  - type: 業務委託
    party: {name: 甲, certifications: [A, B]}
    answers:

      区が行う: {}
"""


def test_a_place_leads_to_the_innermost_entry_at_it_or_before_it() -> None:
    tree = read_text("x.yaml", TEXT)

    for line, column, route in [
        (1, 1, ("title",)),
        (1, 8, ("title",)),
        (2, 3, ("matters",)),
        (3, 5, ("matters", 0, "type")),
        (4, 6, ("matters", 0, "party")),
        (4, 13, ("matters", 0, "party", "name")),
        (4, 42, ("matters", 0, "party", "certifications", 1)),
        (6, 1, ("matters", 0, "answers")),
        (7, 9, ("matters", 0, "answers", "区が行う")),
    ]:
        assert route_at(tree, line, column) == route, (line, column)


def test_before_everything_and_without_anything_there_is_nothing() -> None:
    assert route_at(read_text("x.yaml", "# only a comment\ntitle: x\n"), 1, 1) == ()
    assert route_at(read_text("x.yaml", ""), 1, 1) == ()
