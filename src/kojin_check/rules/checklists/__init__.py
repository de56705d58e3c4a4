"""One rule about checklists a file; dropping a file in here is all it takes to add one.

Importing this package registers every rule in `kojin_check.rules.lint_rule.LINT_RULES`, in the order of their codes.
"""

from importlib import import_module
from pkgutil import iter_modules

from kojin_check.rules.lint_rule import LINT_RULES

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

_in_order = sorted(LINT_RULES.items())
LINT_RULES.clear()
LINT_RULES.update(_in_order)
