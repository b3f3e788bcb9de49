"""The names under which pages say their title, author, time and source: ``data/tables/metadata_fields.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def fields_of(place: str) -> dict[str, tuple[str, int]]:
    """Field by name for ``meta``, ``items`` or ``record``, with the name's rank in the field's list.

    Raises ``KeyError`` for another place.
    """
    raw = files("cleaner.data").joinpath("tables/metadata_fields.toml").read_text("utf-8")
    listed = tomllib.loads(raw)[place]
    return {name: (field, rank) for field, names in listed.items() for rank, name in enumerate(names.split())}
