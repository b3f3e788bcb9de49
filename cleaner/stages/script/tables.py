"""The characters by which scripts are told apart and mended (``data/tables/script.txt``, ``script_choices.tsv``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import Class, classes, table_of
from cleaner.points import Mapped, blank

SIMPLIFIED = 1
TRADITIONAL = 2
HAN = 4
FOREIGN = 8  # kana and hangul
PRINTED = 16  # Simplified, and in old prints of Traditional too
JAPANESE = 32  # ideographs that only Japanese has
RADICAL = 64
CANTONESE = 128
BITS = (SIMPLIFIED, TRADITIONAL, HAN, FOREIGN, PRINTED, JAPANESE, RADICAL, CANTONESE)

Codes = NDArray[np.uint32]
Mask = NDArray[np.bool_]


@cache
def rows() -> Mapping[str, str]:
    """The rows of ``script.txt`` by name."""
    return read("script.txt")


def read(name: str) -> Mapping[str, str]:
    """The rows of a table file by name."""
    raw = files("cleaner.data").joinpath(f"tables/{name}").read_text("utf-8")
    return dict(line.split("\t") for line in raw.splitlines()[1:])


def pairs(name: str) -> dict[str, str]:
    """A one-to-one table as a dictionary."""
    return dict(zip(rows()[f"{name}.from"], rows()[f"{name}.to"], strict=True))


@cache
def mapping(name: str) -> Mapped:
    """What a one-to-one table makes of each code point."""
    mapped = Mapped()
    for old, new in pairs(name).items():
        mapped.low[ord(old)] = ord(new)
    return mapped


@cache
def kinds() -> NDArray[np.uint8]:
    """For each code point the bits ``SIMPLIFIED`` … ``CANTONESE`` that hold for it."""
    table = blank(np.uint8)
    code = np.arange(0x1100, 0x30000, dtype=np.uint32)
    code = code[(code < 0xD800) | (code >= 0xE000)]
    kind = classes(code.tobytes().decode("utf-32-le"))
    table[code[kind == Class.HAN]] = HAN
    table[code[(kind == Class.KANA) | (kind == Class.HANGUL)]] = FOREIGN
    for bit, members in (
        (SIMPLIFIED, rows()["simplified"]),
        (TRADITIONAL, rows()["traditional"]),
        (PRINTED, rows()["printed"]),
        (JAPANESE, rows()["japanese"]),
        (RADICAL, rows()["radical.from"]),
        (CANTONESE, rows()["cantonese"]),
    ):
        table[[ord(c) for c in members]] |= bit
    return table


@cache
def held_bits() -> NDArray[np.int64]:
    """For each value that one of ``kinds`` can have a row: 1 for each of ``BITS`` that is set in it, else 0."""
    held: NDArray[np.bool_] = (np.arange(256)[:, None] & np.array(BITS)) != 0
    return held.astype(np.int64)


@cache
def several() -> Mask:
    """For each code point whether it is a Simplified character with several Traditional ones."""
    return table_of(rows()["several"])


@cache
def plain() -> Mapped:
    """For each code point its form in OpenCC's own standard, from which regions differ in glyphs."""
    mapped = Mapped()
    for name in ("to_tw", "to_hk"):
        for standard, regional in pairs(name).items():
            mapped.low[ord(regional)] = ord(standard)
    return mapped


@cache
def phrases(way: str) -> Mapping[str, str]:
    """Our own phrases of a direction (``s2t``, ``t2s``)."""
    found: dict[str, str] = {}
    known = pairs(way)
    for heads, words, results in _table("script_overlaps.tsv", way):
        for head in heads.split(" "):
            become = "".join(known.get(character, character) for character in head)
            each = zip(words.split(" "), results.split(" "), strict=True)
            found |= {head + word: become + result for word, result in each}
    for given, result in _table("script_phrases.tsv", way):
        found[given] = result
    return found


def _table(name: str, way: str) -> Iterator[list[str]]:
    """The rows of a table that begin with a direction, without it."""
    raw = files("cleaner.data").joinpath(f"tables/{name}").read_text("utf-8")
    return (line.split("\t")[1:] for line in raw.splitlines() if line.startswith(f"{way}\t"))


def between(before: str, given: str, after: str) -> str:
    """A pattern for a character with what stands around it; ``before`` is of fixed width, either may be empty."""
    return (f"(?<={before})" if before else "") + given + (f"(?={after})" if after else "")


@cache
def choices() -> Mapping[str, tuple[re.Pattern[str], tuple[str, ...]]]:
    """Characters that stand for two, each with its rows of ``script_choices.tsv``.

    The pattern matches where a row decides; the number of its last group is that of the first row that does, from 1 on,
    and what each row makes of the character follows.
    """
    raw = files("cleaner.data").joinpath("tables/script_choices.tsv").read_text("utf-8")
    found: dict[str, list[tuple[str, str]]] = {}
    for line in raw.splitlines():
        if not line.startswith("#"):
            given, result, before, after = line.split("\t")
            found.setdefault(given, []).append((f"({between(before, given, after)})", result))
    return {
        given: (re.compile("|".join(context for context, _ in rows)), tuple(result for _, result in rows))
        for given, rows in found.items()
    }
