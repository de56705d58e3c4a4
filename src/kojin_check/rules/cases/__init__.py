"""One rule a file; dropping a file in here is all it takes to add one.

Importing this package registers every rule in `kojin_check.rules.rule.RULES`, in the order of their codes.
"""

from importlib import import_module
from pkgutil import iter_modules

from kojin_check.rules.rule import RULES

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

_in_order = sorted(RULES.items())
RULES.clear()
RULES.update(_in_order)
