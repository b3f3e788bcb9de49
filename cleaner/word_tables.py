"""Tables of word lists that come with the package: TOML files with a table a purpose."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def word_table(path: str) -> dict[str, Any]:
    """The table ``data/PATH.toml``, read once a process. Raises ``FileNotFoundError`` for one that is not there."""
    return tomllib.loads(files("cleaner.data").joinpath(path + ".toml").read_text("utf-8"))
