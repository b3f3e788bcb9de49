"""The damage done again to what was restored: whether it gives the page that was seen."""

from __future__ import annotations

import re

from cleaner.stages.encoding import cp936
from cleaner.stages.mirror.choose import Solution
from cleaner.stages.mirror.notes import INSIDE, NOTE, sound
from cleaner.stages.mirror.page import Page

_PRIVATE = re.compile("[\ue000-\ue765]")
_HALF = {**{c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)}, 0x3000: 0x20, 0xFFFD: 0x3F}


def same(seen: str, found: Solution, around: tuple[str, str], page: Page) -> bool:
    """Whether the notes put back into the bytes of ``found`` read as ``seen``, and no key stands without its note.

    around: the character before the run, with whose last byte a key can begin; and what follows, perhaps a note.
    """
    new = found.new[: len(found.new) - len(found.run.shown)]
    data = b"".join(cp936.encode(c) or b"\0" for c in new)
    if not _all_noted(around, data, found, page):
        return False
    out, at = b"", 0
    for place, note in found.run.notes:
        out += data[at:place] + b"".join(cp936.encode(c) or b"" for c in f"({note})")
        at = place
    out += data[at:] + found.run.shown.encode("ascii", "replace")
    again = cp936.decode(out)
    if page.stripped:
        seen, again = seen.replace("?", ""), _PRIVATE.sub("", again).replace("?", "")
    return _level(seen) == _level(again)


def _level(text: str) -> str:
    """``text`` without the differences that readers and later hands make."""
    text = INSIDE.sub(lambda m: f"?{sound(m[2])})", text)
    return NOTE.sub(lambda m: f"({sound(m[1])})", text).translate(_HALF)


def _all_noted(around: tuple[str, str], data: bytes, found: Solution, page: Page) -> bool:
    """Whether each key of the page in ``data`` has its note, or a note of another key in its middle."""
    first = cp936.encode(around[0] or " ") or b" "
    whole = first[-1:] + data
    noted = {place for place, _ in found.run.notes} | ({len(data)} if NOTE.match(around[1]) else set())
    return not any(
        int.from_bytes(whole[i : i + 2], "big") in page.keys and not {i, i + 1} & noted for i in range(len(whole) - 1)
    )
