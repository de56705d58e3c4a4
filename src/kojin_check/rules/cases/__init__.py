"""One rule a file; dropping a file in here is all it takes to add one.

Importing this package registers every rule in `kojin_check.rules.rule.RULES`, in the order of their codes.
"""

from kojin_check.rules.rule import RULES

RULES.gather(__name__, __path__)
