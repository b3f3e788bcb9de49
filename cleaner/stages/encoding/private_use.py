"""Private-use characters that once stood for characters of GB 18030 or of Hong Kong's HKSCS.

Icon fonts live in the same area, so a table is believed only where all private characters of the text are in it, they
stand in words, and for Hong Kong the text is Traditional and the characters that come out are such as people write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import numpy as np

from cleaner.character_model import singles
from cleaner.doc import Edit, codes
from cleaner.fold import simplified_characters
from cleaner.patterns import lazy

_IDEOGRAPH = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_PRIVATE = "\ue000-\uf8ff"
_BEFORE = lazy(f"[{_IDEOGRAPH}{_PRIVATE}，。、「《（“]")
_AFTER = lazy(f"[{_IDEOGRAPH}{_PRIVATE}，。、；：！？」》）”…]|\\Z|\n")
_WORD = lazy(f"[{_IDEOGRAPH}]")
# Nats: characters above it are such as people write; so large a share of those that come out must be.
_KNOWN, _SHARE = -13.5, 0.6
# Traditional characters that a text of Hong Kong must show.
_TRADITIONAL = 4
# GB 18030 of 2000 had no other place for these (the 2005 and 2022 editions gave them code points).
_MARKS = {
    0xE5E5: "\u3000", 0xE7C7: "\u1e3f", 0xE7C8: "\u01f9",
    **{0xE78D + i: chr(0xFE10 + i) for i in (0, 3, 4, 5, 6, 7, 8, 9)}, 0xE78E: "\ufe12", 0xE78F: "\ufe11",
}  # fmt: skip


# Parts of characters that GB 18030 of 2000 kept here; those of the editions of 2005 and 2022 that Unicode has by now.
_PARTS = {
    0xE816: "\U00020087", 0xE817: "\U00020089", 0xE818: "\U000200cc", 0xE81E: "\u9fb4", 0xE826: "\u9fb5",
    0xE82B: "\u9fb6", 0xE82C: "\u9fb7", 0xE831: "\U000215d7", 0xE832: "\u9fb8", 0xE83B: "\U0002298f",
    0xE843: "\u9fb9", 0xE854: "\u9fba", 0xE855: "\U000241fe", 0xE864: "\u9fbb",
}  # fmt: skip


@cache
def _table(name: str) -> Mapping[int, str]:
    raw = files("cleaner.data").joinpath("tables/private_use.txt").read_text("utf-8")
    rows = dict(line.split("\t") for line in raw.splitlines()[1:])
    found = {int(pair[:4], 16): pair[4:] for pair in rows[name].split(" ")}
    return _PARTS | found if name == "gbk" else found


def repairs(text: str, where: list[int]) -> Iterator[Edit]:
    """Edits for the private characters at the places ``where``, which are all of them."""
    points = {ord(text[at]) for at in where}
    table: Mapping[int, str]
    if points <= _MARKS.keys():
        table, origin = _MARKS, "GB 18030"
    elif points <= _table("gbk").keys() | _MARKS.keys() and all(_in_word(text, at) for at in where):
        table, origin = {**_table("gbk"), **_MARKS}, "GBK or GB 18030"
    elif points <= _table("hkscs").keys() and all(_in_word(text, at) for at in where) and _hong_kong(text, where):
        table, origin = _table("hkscs"), "HKSCS"
    else:
        return
    for at in where:
        reason = f"exact: the {origin} character that stood here"
        yield Edit(at, at + 1, table[ord(text[at])], "encoding.private-use", reason)


def _in_word(text: str, at: int) -> bool:
    """Whether the character has an ideograph beside it and nothing but text around it."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    plain = (not before or before == "\n" or _BEFORE.match(before)) and _AFTER.match(after)
    return bool(plain and _WORD.search(text, max(0, at - 2), at + 3))


def _hong_kong(text: str, where: list[int]) -> bool:
    """Whether the text is Traditional, and most of what comes out are characters that people write."""
    old = simplified_characters()
    shown = sum(c in old for c in text[:5000])
    if shown < _TRADITIONAL:
        return False
    new = codes("".join(_table("hkscs")[ord(text[at])] for at in where))
    common = np.count_nonzero(singles()[new[new < 0x10000]] > _KNOWN)
    return bool(common >= _SHARE * len(where))
