"""Run one benchmark by name: each module of this package with a ``main(argv)`` is one."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import sys

import tests.benchmarks as here

HELPERS = {"__main__", "common"}


def names() -> list[str]:
    """The benchmarks that exist, sorted. Modules that begin with an underscore are helpers."""
    found = (module.name for module in pkgutil.iter_modules(here.__path__))
    return sorted(name for name in found if name not in HELPERS and not name.startswith("_"))


def main(argv: list[str]) -> int:
    """Dispatch ``NAME [args]`` to ``tests.benchmarks.NAME.main(args)``.

    Returns the exit code (2: unknown name or a package that is not there).
    """
    known = names()
    if not argv or argv[0] in ("-h", "--help"):
        print("usage: python -m tests.benchmarks NAME [args]")
        print("benchmarks:", ", ".join(known) or "none yet")
        return 0 if argv else 2
    name, *rest = argv
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        print(f"unknown benchmark {name!r}{hint}\nbenchmarks: {', '.join(known) or 'none yet'}", file=sys.stderr)
        return 2
    try:
        return int(importlib.import_module(f"tests.benchmarks.{name}").main(rest) or 0)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in ("cleaner", "tests"):
            raise
        print(f"{name}: needs {error.name}; pip install -e '.[bench]' brings all but lightgbm", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
