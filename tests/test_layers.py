"""Imports run one way, and the core does no input or output and reads no clock or environment (DESIGN, section 3)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "cleaner"
# From the bottom up; a module may import from its own layer and those below.
LAYERS = [
    {
        "_version",
        "binary",
        "errors",
        "extras",
        "edits",
        "rounds",
        "doc",
        "decoding",
        "euctw",
        "iso2022cn",
        "labels",
        "once",
        "patterns",
        "points",
    },
    {"data", "fold", "products", "ngrams", "trees", "pattern_tables"},
    {"lines", "literary", "character_model", "topical", "word_tables"},
    {"config", "matcher", "needles", "rules", "rows"},
    {"pipeline", "stages"},
    {"document", "structure", "tables", "verdict"},
    {"api", "rule_check", "emit", "markdown", "markdown_marks", "diff", "explain", "stats"},
    {"io", "engines", "report", "batch", "learn", "spun_tools"},
    {"cli", "__main__"},
]
# Only for types or inside functions: `run` finds the stages, a document its records, the package its names.
LOOPS = {("pipeline", "stages"), ("document", "emit")}
CORE = set().union(*LAYERS[:7]) - {"api"}
IMPURE = {
    "asyncio", "click", "glob", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random", "requests",
    "secrets", "shutil", "signal", "socket", "subprocess", "sys", "tempfile", "threading", "time", "urllib.request",
}  # fmt: skip
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def own(path: Path) -> str:
    """The first name of a module below the package: ``stages`` for ``cleaner/stages/spam.py``."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield f"{node.module}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(name: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if name in names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    here = own(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "cleaner" or len(parts) < 2:
            continue
        there = parts[1]
        if there in set().union(*LAYERS) and (here, there) not in LOOPS:
            assert layer(there) <= layer(here), f"{here} imports {name}"


@pytest.mark.parametrize("path", [p for p in FILES if own(p) in CORE], ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_core_is_pure(path: Path) -> None:
    assert not set(imports(path)) & IMPURE
    called = {
        n.func.id
        for n in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }
    assert not called & {"open", "print", "input", "eval", "exec", "hash", "id"}
