"""GBK bytes of which the runs that happen to be valid UTF-8 were decoded as UTF-8, and every other byte as Latin-1.

Crawlers do this to pages whose codec they do not know. A character can be one byte or the bytes of its UTF-8. Where
each is one byte as far as possible, and that reads well, nothing else is tried; else a lattice holds all ways to pair
the bytes, and the character model finds the best way through it.
"""

from __future__ import annotations

import re
from codecs import charmap_decode
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, zip_longest
from typing import NamedTuple

import numpy as np

from cleaner.character_model import model, singles
from cleaner.doc import codes
from cleaner.stages.encoding import cp936
from cleaner.stages.encoding.beam import MARGIN, Edge, Lattices
from cleaner.stages.encoding.policies import CP1252, LATIN_1

_PAIR_PRICE = 2.5  # nats: one pair of bytes in twelve is valid UTF-8 by chance, as far as the text does not tell
_RARE, _USUAL = -16.0, -13.0  # nats: characters that are not tried, and that most text is made of
_STRAY = re.compile("(?<![\x00-\x7f])[@-~](?![\x00-\x7f])")  # it may be the second byte of a pair
_ASCII, _RUN, _MOSTLY = re.compile("[\x00-\x7f]"), re.compile("[^\x00-\x7f]{2,}"), 0.7
# After ASCII and the marks ， 。 、 a character begins: their bytes are hardly ever two halves of characters.
_MARK = "£¬|¡£(?![¬º»¿¡®¨©])|¡¢"
_SEGMENT = re.compile(f"(?:(?!{_MARK})[^\x00-\x3f])*(?:[\x00-\x3f]+|{_MARK}|$)")
_SHORT = 200  # characters of a line that is searched in one piece
_START = "\0"
_VALID = (
    re.compile(
        rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
        rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    ),
    re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xec][\x80-\xbf]{2}"),
)


class _State(NamedTuple):
    """``half``: a first byte that waits for its second, or −1.  last: the byte that stood alone just before, or −1."""

    half: int
    last: int


def restored(lines: Sequence[str]) -> list[tuple[str, float]]:
    """What such a crawler can have shown as each of ``lines``, with the lead over the next best; empty if nothing."""
    out = [(_plain(line), _PAIR_PRICE) for line in lines]
    hard = [i for i, (text, _) in enumerate(out) if not text and _dense(lines[i]) and not _only_gbk(lines[i])]
    for i, found in zip(hard, _in_segments([lines[i] for i in hard]), strict=True):
        out[i] = found
    again = [i for i in hard if not out[i][0] and len(lines[i]) <= _SHORT]
    for i, found in zip(again, _searched([lines[i] for i in again]), strict=True):
        out[i] = found
    return out


def _only_gbk(line: str) -> bool:
    """Whether all of ``line`` is single bytes, and they are GBK: then nothing was decoded, and others have read it."""
    try:
        return bool(line.encode("latin-1").decode("gb18030"))
    except UnicodeError:
        return False


def _dense(line: str) -> bool:
    """Whether ``line`` is foreign letters next to each other, as no language is written in Latin letters."""
    return sum(len(run) for run in _RUN.findall(line)) >= _MOSTLY * len(_ASCII.sub("", line))


def _in_segments(lines: Sequence[str]) -> list[tuple[str, float]]:
    """The best way through each line, part by part: where ASCII or a mark stands a character begins."""
    parts = [[part for part in _SEGMENT.findall(line) if part] for line in lines]
    found = iter(_searched([part for each in parts for part in each]))
    out = []
    for each in parts:
        rows = [next(found) for _ in each]
        whole = all(text for text, _ in rows)
        out.append(("".join(text for text, _ in rows) if whole else "", min(lead for _, lead in rows)))
    return out


def shown(data: bytes, line: str) -> bool:
    """Whether such crawlers show ``data`` as ``line``.

    All UTF-8 was decoded or only the commonest, and single bytes are Latin-1 or windows-1252.
    """
    return any(line == "".join(_runs(data, valid, table)) for valid in _VALID for table in (LATIN_1, CP1252))


def _runs(data: bytes, valid: re.Pattern[bytes], table: str) -> Iterator[str]:
    at = 0
    for run in valid.finditer(data):
        yield charmap_decode(data[at : run.start()], "strict", table)[0]
        yield run[0].decode("utf-8")
        at = run.end()
    yield charmap_decode(data[at:], "strict", table)[0]


def _plain(line: str) -> str:
    """``line`` with one byte for each character that can be one, or nothing where that is no GBK or shows otherwise."""
    data = b"".join(_bytes(char)[0] for char in line)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    if _STRAY.search(text) or not shown(data, line):
        return ""
    return text if min(singles()[np.minimum(codes(text), 0xFFFF)]) > _USUAL else ""


@lru_cache(4096)
def _bytes(char: str) -> tuple[bytes, ...]:
    """What ``char`` can have been."""
    if char < "\x80":
        return (char.encode(),)
    utf8 = char.encode("utf-8", "surrogatepass")
    if char <= "\xff":
        return char.encode("latin-1"), utf8
    at = CP1252.find(char)
    return (bytes((at,)), utf8) if at >= 0x80 else (utf8,)


def _searched(lines: Sequence[str]) -> list[tuple[str, float]]:
    """The best way through the lattice of each line."""
    nodes: list[list[list[Edge]]] = []
    good: list[int] = []
    for owner, line in enumerate(lines):
        if each := list(_nodes(len(good), line)):
            nodes.append(each)
            good.append(owner)
    if not good:
        return [("", 0.0)] * len(lines)
    scorer = model()
    start = np.full((len(good), 2), scorer.ids(_START)[0])
    lattices = Lattices(start, [None] * len(good))
    lattices.take([list(chain.from_iterable(each)) for each in zip_longest(*nodes, fillvalue=())])
    out = [("", 0.0)] * len(lines)
    for owner, found in zip(good, lattices.found(), strict=True):
        out[owner] = (found.text, min(found.score - found.second, float(MARGIN)))
    return out


def _nodes(owner: int, line: str) -> Iterator[list[Edge]]:
    """The edges to each node of the lattice of ``line``; none where it cannot have been GBK."""
    states: dict[_State, tuple[int, ...]] = {_State(-1, -1): (0,)}  # the nodes at which each begins
    out: list[list[Edge]] = []
    for char in line:
        into: dict[_State, list[Edge]] = {}
        after: dict[_State, tuple[int, ...]] = {}
        for number, data in enumerate(_bytes(char)):
            for state, sources in states.items():
                step = _step(state, data)
                if step is None:
                    continue
                new, chars = step
                price = _PAIR_PRICE if number else 0.0
                if not chars:
                    after[new] = (*after.get(new, ()), *sources)
                    continue
                before = sources
                if len(chars) == 2:
                    out.append([Edge(owner, source, chars[0]) for source in sources])
                    before = (len(out),)
                into.setdefault(new, []).extend(Edge(owner, source, chars[-1], price) for source in before)
        for new, edges in into.items():
            out.append(edges)
            after[new] = (*after.get(new, ()), len(out))
        states = after
        if not states:
            return
    ends = [source for state, sources in states.items() if state.half < 0 for source in sources]
    if ends:
        yield from out
        yield [Edge(owner, source, "\n", link=True) for source in sorted(ends)]


@lru_cache(65536)
def _step(state: _State, data: bytes) -> tuple[_State, str] | None:
    """``state`` after more bytes, and the characters that they complete; ``None`` where that is no likely GBK."""
    alone = data[0] if len(data) == 1 else -1
    if 0xC2 <= state.last < 0xE0 and 0x80 <= alone < 0xC0:
        return None  # the two would have been decoded
    if state.half >= 0:
        data = bytes((state.half, *data))
    chars = ""
    at = 0
    while at < len(data):
        if data[at] < 0x80:
            chars += chr(data[at])
            at += 1
        elif at + 1 < len(data):
            char = cp936.characters().get(data[at] << 8 | data[at + 1])
            if char is None or singles()[ord(char)] < _RARE:
                return None
            chars += char
            at += 2
        else:
            break
    return _State(data[at] if at < len(data) else -1, alone), chars
