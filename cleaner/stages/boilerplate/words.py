"""Words that the stage knows about pages: ``data/models/boilerplate_words.toml``, a table of lists a purpose."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(purpose: str) -> dict[str, tuple[str, ...]]:
    """The lists of a purpose by name, in order. Raises ``KeyError`` for a purpose that the file has not."""
    raw = files("cleaner.data").joinpath("models/boilerplate_words.toml").read_text("utf-8")
    return {name: tuple(listed.split()) for name, listed in tomllib.loads(raw)[purpose].items()}
