"""The characters by which scripts are told apart and mended (``data/tables/script.txt``, ``script_choices.tsv``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleaner.fold import CODE_POINTS, Class, classes

SIMPLIFIED = 1
TRADITIONAL = 2
HAN = 4
FOREIGN = 8  # kana and hangul
OPEN_CURLY = 16
OPEN_CORNER = 32
RADICAL = 64

Codes = NDArray[np.uint32]
Mask = NDArray[np.bool_]


@cache
def rows() -> Mapping[str, str]:
    """The rows of the table file by name."""
    raw = files("cleaner.data").joinpath("tables/script.txt").read_text("utf-8")
    return dict(line.split("\t") for line in raw.splitlines()[1:])


def pairs(name: str) -> dict[str, str]:
    """A one-to-one table as a dictionary."""
    return dict(zip(rows()[f"{name}.from"], rows()[f"{name}.to"], strict=True))


@cache
def mapping(name: str) -> Codes:
    """A one-to-one table as an array over all code points."""
    table = np.arange(CODE_POINTS, dtype=np.uint32)
    for old, new in pairs(name).items():
        table[ord(old)] = ord(new)
    return table


@cache
def kinds() -> NDArray[np.uint8]:
    """For each code point the bits ``SIMPLIFIED`` … ``RADICAL`` that hold for it."""
    table = np.zeros(CODE_POINTS, np.uint8)
    code = np.arange(0x1100, 0x30000, dtype=np.uint32)
    code = code[(code < 0xD800) | (code >= 0xE000)]
    kind = classes(code.tobytes().decode("utf-32-le"))
    table[code[kind == Class.HAN]] = HAN
    table[code[(kind == Class.KANA) | (kind == Class.HANGUL)]] = FOREIGN
    for bit, members in (
        (SIMPLIFIED, rows()["simplified"]),
        (TRADITIONAL, rows()["traditional"]),
        (OPEN_CURLY, "“"),
        (OPEN_CORNER, "「"),
        (RADICAL, rows()["radical.from"]),
    ):
        table[[ord(c) for c in members]] |= bit
    return table


@cache
def choices() -> Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]:
    """Characters that stand for two, each with its rows of ``script_choices.tsv``: a pattern and what it becomes."""
    raw = files("cleaner.data").joinpath("tables/script_choices.tsv").read_text("utf-8")
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for line in raw.splitlines():
        if not line.startswith("#"):
            given, result, before, after = line.split("\t")
            context = (f"(?<={before})" if before else "") + given + (f"(?={after})" if after else "")
            found.setdefault(given, []).append((re.compile(context), result))
    return {given: tuple(rows) for given, rows in found.items()}
