"""The rules, one module per family or part of one; none knows another, and their order does not matter."""

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
