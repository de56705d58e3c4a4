"""In which release a rule came: who pins one must be able to tell which rules an update adds."""

from __future__ import annotations

import kojin_check.rules.cases
import kojin_check.rules.checklists  # noqa: F401  Importing the packages registers the rules.
from kojin_check.rules.lint_rule import LINT_RULES
from kojin_check.rules.rule import RULES

OF_THE_FIRST_RELEASE = """
    001 002 003 004 005 006 007 008 009 010
    101 102 103 104 105 106 107
    201 202 203 204
    301 302 303 304 305
    401 402 403 404 405 406
    501 502 503 504
    601
    701 702 703 704 705 706 710 711 712 713 714 715 716 717 718 719 720 721 722 723 724 731 732 733 734 735 736 737 738
    801 802
    901 902 903 904 905 906 907 908 909
"""
"""The numbers of the rules of 0.1.0, which nothing changes any more."""


def test_a_rule_that_came_later_does_not_claim_to_be_of_the_first_release() -> None:
    first = [code for code, rule in RULES.items() if rule.since == "0.1.0"]
    first += [code for code, rule in LINT_RULES.items() if rule.since == "0.1.0"]

    assert set(first) == {f"KJ{number}" for number in OF_THE_FIRST_RELEASE.split()}
