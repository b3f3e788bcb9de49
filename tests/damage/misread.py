"""Text read in a wrong codec, by the habits of real programs (written from their behaviour, not from the repair)."""

from __future__ import annotations

import re
from collections.abc import Callable

from cleaner.stages.encoding import cp936

Misread = Callable[[str], str]


def sloppy_1252(data: bytes) -> str:
    """Windows-1252 as browsers read it: the five bytes without a character stay what they are."""
    return "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in data)


def mixed(data: bytes) -> str:
    """Runs that happen to be valid UTF-8 decoded, every other byte as Latin-1: what some crawlers do to GBK pages."""
    out: list[str] = []
    at = 0
    for valid in re.finditer(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xec][\x80-\xbf]{2}", data):
        out += (data[at : valid.start()].decode("latin-1"), valid[0].decode("utf-8"))
        at = valid.end()
    return "".join((*out, data[at:].decode("latin-1")))


def chain(*steps: tuple[str, str]) -> Misread:
    """Each step encodes in one codec and reads in another (``replace`` where it cannot)."""

    def run(text: str) -> str:
        for truth, wrong in steps:
            text = READERS.get(wrong, lambda data, wrong=wrong: data.decode(wrong, "replace"))(text.encode(truth))
        return text

    return run


READERS: dict[str, Callable[[bytes], str]] = {
    "cp1252": sloppy_1252,
    "mixed": mixed,
    "cp936": cp936.decode,
    "cp936?": lambda data: re.sub("[\ue000-\uf8ff]", "?", cp936.decode(data)),
}

KINDS: dict[str, tuple[str, Misread]] = {
    "GBK as Latin-1": ("any", chain(("gbk", "latin-1"))),
    "GBK as cp1252": ("any", chain(("gbk", "cp1252"))),
    "Big5 as Latin-1": ("hant", chain(("big5", "latin-1"))),
    "Big5 as cp1252": ("hant", chain(("big5", "cp1252"))),
    "GBK as Latin-1, twice": ("any", chain(("gbk", "latin-1"), ("utf-8", "latin-1"))),
    "Big5 as Latin-1, twice": ("hant", chain(("big5", "latin-1"), ("utf-8", "latin-1"))),
    "GBK, UTF-8 runs decoded": ("any", chain(("gbk", "mixed"))),
    "UTF-8 as cp1252": ("any", chain(("utf-8", "cp1252"))),
    "UTF-8 as cp1252, twice": ("any", chain(("utf-8", "cp1252"), ("utf-8", "cp1252"))),
    "UTF-8 as GBK, private use": ("any", chain(("utf-8", "cp936"))),
    "UTF-8 as GBK, replace": ("any", chain(("utf-8", "gbk"))),
    "UTF-8 as GBK, ?": ("any", chain(("utf-8", "cp936?"))),
    "UTF-8 as GB 18030": ("any", chain(("utf-8", "gb18030"))),
    "GBK as Big5": ("hans", chain(("gbk", "big5"))),
    "GBK as Big5-HKSCS": ("hans", chain(("gbk", "big5hkscs"))),
    "Big5 as GBK": ("hant", chain(("big5", "gbk"))),
    "Big5 as GB 18030": ("hant", chain(("big5", "gb18030"))),
}
