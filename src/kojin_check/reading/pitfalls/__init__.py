"""The typing pitfalls that the reader explains; dropping a file in here is all it takes to add one.

Importing this package registers every pitfall with `kojin_check.reading.pitfall`.
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
