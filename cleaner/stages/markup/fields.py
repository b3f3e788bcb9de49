"""The names under which pages say their title, author, time and source: ``data/tables/metadata_fields.toml``."""

from __future__ import annotations

from functools import cache

from cleaner.word_tables import word_table


@cache
def fields_of(place: str) -> dict[str, tuple[str, int]]:
    """Field by name for ``meta``, ``items`` or ``record``, with the name's rank in the field's list.

    Raises ``KeyError`` for another place.
    """
    listed = word_table("tables/metadata_fields")[place]
    return {name: (field, rank) for field, names in listed.items() for rank, name in enumerate(names.split())}
