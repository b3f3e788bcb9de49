"""Patterns as data: what short lines of pages look like, each with an id and examples that are tested.

A file ``data/patterns/NAME.toml`` holds ``[[pattern]]`` tables:

``id``      unique in the file; what stands before a dot is the name of a group of patterns that are tried in order
``regex``   a regular expression; ``{NAME}`` stands for the piece of that name in the table ``[parts]`` of the file
``finds``   pairs: a text, and the value in it, which is the first group that took part (or all that matched)
``silent``  texts that it must not match
``what``    what it stands for, where id and examples do not tell
Rules (``rules.py``) change the text and are named in the ledger; these only tell what a line is or says.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from cleaner.patterns import lazy, needs

_ANY = frozenset(("",))  # what every text has
_PART = re.compile(r"\{([A-Z]+)\}")
_KEYS = frozenset(("id", "regex", "finds", "silent", "what"))


class Entry(NamedTuple):
    """One record of a file."""

    id: str
    pattern: re.Pattern[str]
    finds: tuple[tuple[str, str], ...]
    silent: tuple[str, ...]


class PatternTable:
    """The patterns of one file by id, and by the group that their ids begin with."""

    def __init__(self, text: str) -> None:
        raw = tomllib.loads(text)
        parts: dict[str, str] = {}
        for name, part in raw.get("parts", {}).items():
            parts[name] = _filled(part, parts)
        self.entries = tuple(_entry(record, parts) for record in raw["pattern"])
        self._by_id = {entry.id: entry.pattern for entry in self.entries}
        self._groups: dict[str, tuple[re.Pattern[str], ...]] = {}
        self._signs: dict[str, frozenset[str]] = {}
        self._telling: dict[str, dict[str, list[int]]] = {}
        for entry in self.entries:
            group = entry.id.partition(".")[0]
            self._groups[group] = (*self._groups.get(group, ()), entry.pattern)

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self._by_id[name]

    def signs(self, name: str) -> frozenset[str]:
        """Characters of which any match of a pattern, or of one of a group of them, holds one; they say it sooner.

        Raises ``ValueError`` where the form of a pattern does not tell them.
        """
        known = self._signs.get(name)
        if known is None:
            one = self._by_id.get(name)
            found = [needs(pattern.pattern) for pattern in ((one,) if one else self._groups[name])]
            self._signs[name] = known = frozenset[str]().union(*(each[0] for each in found if each))
            if not all(found):
                raise ValueError(f"the patterns of {name!r} may match without any sign")
        return known

    def telling(self, name: str, text: str) -> Iterator[re.Pattern[str]]:
        """The patterns of a group that ``text`` has a sign for, without which they match nothing; in their order."""
        known = self._telling.get(name)
        if known is None:
            self._telling[name] = known = {}
            for place, pattern in enumerate(self._groups[name]):
                for sign in next(iter(needs(pattern.pattern)), _ANY):
                    known.setdefault(sign, []).append(place)
        signs = list(filter(text.__contains__, known))
        yield from map(self._groups[name].__getitem__, sorted({place for sign in signs for place in known[sign]}))

    def group(self, name: str) -> tuple[re.Pattern[str], ...]:
        """The patterns whose ids begin with ``name`` and a dot, in the order of the file."""
        return self._groups[name]


@cache
def pattern_table(name: str) -> PatternTable:
    """The table ``data/patterns/NAME.toml``, read once a process.

    Raises ``KeyError`` for a part that it has not, and ``ValueError`` for a key of a pattern that means nothing.
    """
    return PatternTable(files("cleaner.data").joinpath(f"patterns/{name}.toml").read_text("utf-8"))


def value_of(found: re.Match[str]) -> str:
    """The first group of a match that took part in it, or all of it where the pattern has no groups."""
    return found[found.lastindex or 0]


def _entry(record: Mapping[str, Any], parts: Mapping[str, str]) -> Entry:
    if unknown := sorted(record.keys() - _KEYS):
        raise ValueError(f"pattern {record['id']!r}: {unknown[0]!r} is none of {', '.join(sorted(_KEYS))}")
    finds = tuple((text, value) for text, value in record["finds"])
    return Entry(record["id"], lazy(_filled(record["regex"], parts)), finds, tuple(record["silent"]))


def _filled(regex: str, parts: Mapping[str, str]) -> str:
    return _PART.sub(lambda part: parts[part[1]], regex)
