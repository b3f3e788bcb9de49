"""Conversion of a text of the same length: OpenCC in the middle, what it gets wrong before and after it."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from cleaner.doc import codes
from cleaner.stages.script import tables
from cleaner.stages.script.tables import Codes

ZHU, ZHE = "著", "着"
# Stands in for what OpenCC cannot take (it cuts the text at a NUL and refuses lone surrogates).
STAND_IN = 1


@cache
def converter(name: str) -> Any:
    """The OpenCC converter of one configuration, built once a process.

    Raises ``ImportError`` where another package has taken the place of OpenCC's C++ binding.
    """
    import opencc

    if not hasattr(opencc, "opencc_clib"):
        raise ImportError(
            "the module 'opencc' is not OpenCC's C++ binding: opencc-py and opencc-python-reimplemented overwrite it; "
            "uninstall them and run: pip install --force-reinstall 'opencc>=1.4.1,<1.5'"
        )
    # Without the dictionary of characters that few fonts can show.
    return opencc.OpenCC(name, include_tofu_risk_dictionaries=False)


def decode(code: Codes) -> str:
    """The text of an array of code points."""
    return code.tobytes().decode("utf-32-le", "surrogatepass")


def through(name: str, text: str) -> str:
    """``text`` through one OpenCC configuration, of the same length; a line whose length would change stays."""
    code = codes(text)
    foreign = (code == 0) | ((code >= 0xD800) & (code < 0xE000))
    held = foreign.any()
    given = decode(np.where(foreign, STAND_IN, code).astype(np.uint32)) if held else text
    out: str = converter(name).convert(given)
    if len(out) != len(text):
        lines = zip(given.split("\n"), out.split("\n"), strict=False)
        out = "\n".join(new if len(new) == len(old) else old for old, new in lines)
        if len(out) != len(text):
            return text
    return decode(np.where(foreign, code, codes(out)).astype(np.uint32)) if held else out


def to_simplified(text: str) -> str:
    """``text`` in Simplified characters, of the same length."""
    given = codes(text)
    known = tables.mapping("standard").take(given)
    out = through("t2s", text if np.array_equal(known, given) else decode(known))
    return chosen(out)


def chosen(text: str) -> str:
    """Simplified ``text`` with the characters that stand for two settled by what is around them.

    A text that has 着 for the particle already (Hong Kong's usage) means 著 where it writes 著.
    """
    for given, rows in tables.choices().items():
        if given not in text or (given == ZHU and text.count(ZHE) > 2 * text.count(ZHU)):
            continue
        pieces = text.split(given)
        at = -1
        for index, piece in enumerate(pieces[:-1]):
            at += len(piece) + 1
            pieces[index] = piece + next((to for pattern, to in rows if pattern.match(text, at)), given)
        text = "".join(pieces)
    return text


def to_traditional(text: str, target: str) -> str:
    """Simplified ``text`` in Traditional characters (target ``hant``, ``hant-tw``, ``hant-hk``), of the same length."""
    name = {"hant-tw": "s2tw", "hant-hk": "s2hk"}.get(target, "s2t")
    out = through(name, text)
    return decode(tables.mapping("shared").take(codes(out))) if target == "hant" else out


def repair(text: str, target: str) -> str:
    """Machine-made Traditional ``text`` through Simplified to ``target``, so that wrong picks are made anew.

    The result is a fixed point: repairing it again changes nothing. Where none is reached, ``text`` comes back.
    """
    now = text
    for _ in range(4):
        after = to_traditional(to_simplified(now), target)
        if after == now:
            return now
        now = after
    return text


def glyphs(text: str, target: str) -> str:
    """Traditional ``text`` in the character forms of ``target``, no word changed."""
    return decode(tables.mapping("tw" if target == "hant-tw" else "shared").take(codes(text)))
