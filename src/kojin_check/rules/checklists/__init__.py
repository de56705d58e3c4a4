"""One rule about checklists a file; dropping a file in here is all it takes to add one.

Importing this package registers every rule in `kojin_check.rules.lint_rule.LINT_RULES`, in the order of their codes.
"""

from kojin_check.rules.lint_rule import LINT_RULES

LINT_RULES.gather(__name__, __path__)
