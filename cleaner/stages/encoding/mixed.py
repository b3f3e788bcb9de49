"""GBK or Big5 of which pairs of bytes that are valid UTF-8 were decoded, and every other byte read as Latin-1.

Crawlers do this to pages whose codec they do not know, and ftfy, which cleans what they bring home, to some of such
pairs. Each letter is one byte as far as it can be, which is right for nearly all of a text; where that gives no text,
what stands between two ASCII characters or marks is looked at in all ways (``letters``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.patterns import lazy
from cleaner.stages.encoding.gates import reading
from cleaner.stages.encoding.letters import UNSURE, Paired, Piece, paired, written
from cleaner.stages.encoding.policies import CP1252
from cleaner.stages.encoding.readings import BROKEN, rough, unbroken
from cleaner.stages.encoding.recut import TORN
from cleaner.stages.encoding.sound import weakest

CODECS = ("gb18030", "big5hkscs")
_LEAST = -10.3  # nats: of 170 lines of 32 characters one in eight has two side by side that are less likely
# After ASCII and the marks ， 。 、 a character begins: their bytes are hardly ever two halves of characters.
_MARKS = {"gb18030": "£¬|¡£(?![¬º»¿¡®¨©])|¡¢", "big5hkscs": "¡[ABCDGH](?![@-~])"}
_SEGMENTS = {
    codec: re.compile(f"(?:(?!{mark})[^\x00-\x3a\x3c-\x3f])*(?:[\x00-\x3a\x3c-\x3f]+|{mark}|$)")
    for codec, mark in _MARKS.items()
}
_LONGEST = 400  # letters that are searched in one piece
_PLAIN_LEAD = 8.0  # nats: where each letter is one byte if it can be, and that reads well
_TOLD = 1.3  # nats: so much more where some letter is several bytes for sure
_GONE = {True: 12.0, False: 10.0}  # nats: half of a pair, on a page where some letter is several bytes and else
# Letters of a page among which a soft hyphen is to be expected: a page of so many times as many without one lost them.
_AMONG, _STRIPPED = {"gb18030": 200, "big5hkscs": 80}, 3
_UNTOLD = 6.0  # nats: letters that are several bytes on a page where all can be one
_SEARCHED = -12.0  # nats a character of what is left of a line: of less nothing comes
# Bytes, and letters that are three of them; the most there are, of these also in a short line.
_HIGH, _LOW, _BEYOND = bytes(range(0x80, 0x100)), bytes(range(0x80, 0xA0)), lazy("[\u0800-\u1fff\u2200-\uffff]")
_MOST_LOW, _MOST_BEYOND, _FEW_BEYOND = 0.15, 0.1, 3
_CLOSE = 1.5  # nats a character by which the right codec may read worse before anything is mended
_TELLING = re.compile(f"(?![{CP1252[0x80:0xA0]}])[\u0100-\u07ff]")  # letters that no single byte is
_WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
# Wide letters and digits alone, and ASCII that may be the second half of a character.
_STRAY = f"(?<![{_WIDE}])[{_WIDE}](?![{_WIDE}])|(?<![ -~])[@-~](?=[\u3400-\u9fff])"
_SPACED = lazy("(?<=[^\x00-\x7f]) [@-~](?=[\u3400-\u9fff])")
_HALF = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")  # a pair that is broken, or a byte
_BROKEN = lazy(f"{BROKEN.pattern}|\ufffd|{TORN.pattern}|{_STRAY}")


class Restored(NamedTuple):
    """What a line was, in which codec, and the lead of the closest choice.  gaps: halves without the other."""

    text: str
    codec: str
    lead: float
    gaps: int


class _Page(NamedTuple):
    """``joined``: whether some letter is several bytes for sure; whether soft hyphens may be, and are, lost."""

    joined: bool
    losses: bool
    stripped: bool


def told(lines: Sequence[str]) -> bool:
    """Whether some letter of a page is several bytes for sure."""
    return any(map(_TELLING.search, lines))


def restored(lines: Sequence[str], hyphens: bool = False, joined: bool = False, letters: int = 0) -> list[Restored]:
    """What such a program can have shown as each of ``lines``, none of them empty; an empty text if nothing.

    hyphens: whether the page has soft hyphens, so that none was lost.  joined: whether some letter of the page is
    several bytes for sure.  letters: how many the page has.
    """
    data = b"\n".join(map(written, lines))
    texts = {codec: rough(data, codec).split("\n") for codec in CODECS}
    doubts = {codec: doubtful(texts[codec], lines) for codec in CODECS}
    means = np.stack([reading(unbroken(texts[codec])).mean for codec in CODECS])
    out, open_ = _sorted(texts, doubts, means)
    most = Counter(row.codec for row in out if row.text).most_common(1)
    may_be = list(map(_like_pairs, lines))
    for number, codec in enumerate(CODECS):
        here = means[number] >= (_SEARCHED if not most or codec == most[0][0] else np.inf)
        if not most:
            here &= means[number] >= means.max(axis=0) - _CLOSE
        chosen = [i for i in open_ if here[i] or (may_be[i] and (not most or codec == most[0][0]))]
        stripped = not hyphens and letters >= _STRIPPED * _AMONG[codec]
        found = _searched([lines[i] for i in chosen], codec, _Page(joined, not hyphens, stripped))
        better = _quality(found) > _quality([out[i] for i in chosen])
        for i, row, take in zip(chosen, found, better.tolist(), strict=True):
            out[i] = row if take else out[i]
    return out


def _quality(found: Sequence[Restored]) -> NDArray[np.float64]:
    """How well lines read, in nats a character; one that is lost costs as much as a rare one."""
    if not found:
        return np.zeros(0)
    return np.where([row.text != "" for row in found], reading([row.text for row in found]).mean, -np.inf)


def _like_pairs(line: str) -> bool:
    """Whether the bytes of a line are as those of GBK are: few below A0, and hardly any letters of three bytes."""
    data = written(line)
    high = len(data) - len(data.translate(None, _HIGH))
    low = len(data) - len(data.translate(None, _LOW))
    return low <= _MOST_LOW * high and len(_BEYOND.findall(line)) <= max(_FEW_BEYOND, _MOST_BEYOND * len(line))


def _sorted(
    texts: Mapping[str, list[str]], doubts: Mapping[str, list[bool]], means: NDArray[np.float64]
) -> tuple[list[Restored], list[int]]:
    """Those lines that read well in a codec, of two that in which they read better; and which are the others."""
    sane = np.where(np.array([doubts[codec] for codec in CODECS]), -np.inf, means)
    out = [Restored("", "", 0.0, 0)] * means.shape[1]
    for i, best in enumerate(sane.argmax(axis=0).tolist()):
        if np.isfinite(sane[best, i]):
            out[i] = Restored(texts[CODECS[best]][i], CODECS[best], _PLAIN_LEAD, 0)
    return out, [i for i, row in enumerate(out) if not row.text]


def doubtful(texts: Sequence[str], letters: Sequence[str]) -> list[bool]:
    """Which of ``texts``, which are ``letters`` with one byte each, are broken or read as no text in part."""
    low = weakest([BROKEN.sub("", text) for text in texts])
    return [
        least < _LEAST + _TOLD * (_TELLING.search(shown) is not None)
        or not text
        or _BROKEN.search(text) is not None
        or UNSURE.search(shown) is not None
        for text, shown, least in zip(texts, letters, low, strict=True)
    ]


def _searched(lines: Sequence[str], codec: str, page: _Page) -> list[Restored]:
    """Lines part by part: those parts that are no text are searched, without losses and then with them."""
    parts = [[part for part in _SEGMENTS[codec].findall(line) if part] for line in lines]
    flat = [part for each in parts for part in each]
    texts = [rough(written(part), codec) for part in flat]
    leads = [_PLAIN_LEAD] * len(flat)
    ends = np.cumsum([len(each) for each in parts]).tolist()
    firsts = {0, *ends}
    doubts = [True] * len(flat) if page.losses and codec == "big5hkscs" else doubtful(texts, flat)
    hard = [i for i, doubt in enumerate(doubts) if doubt and len(flat[i]) <= _LONGEST and not flat[i].isascii()]
    pieces = [_piece(flat, texts, i, firsts)._replace(joined=page.joined, stripped=page.stripped) for i in hard]
    for i, found in zip(hard, _best(pieces, codec, page.losses), strict=True):
        if found is not None:
            texts[i], leads[i] = found.text, found.lead
    return [
        _whole(texts[first:past], codec, min(leads[first:past], default=0.0))
        for first, past in zip([0, *ends], ends, strict=False)
    ]


def _whole(parts: Sequence[str], codec: str, lead: float) -> Restored:
    """The parts of a line put together; nothing where a plain space may be half of a character, which is cut anew."""
    text = _HALF.sub("\ufffd", "".join(parts))
    if _SPACED.search(text):
        return Restored("", codec, 0.0, 0)
    return Restored(text, codec, lead, text.count("\ufffd"))


def _best(pieces: Sequence[Piece], codec: str, losses: bool) -> list[Paired | None]:
    """What ``pieces`` were: with letters that are several bytes; with losses where that gives no text or is likelier.

    ``joined`` of the pieces says whether some letter of the page is several bytes for sure.
    """
    if not losses:
        return paired(pieces, codec)
    found = paired([piece._replace(joined=True) for piece in pieces], codec)
    doubts = doubtful([each.text if each else "\ufffd" for each in found], [piece.letters for piece in pieces])
    again = [
        i
        for i, (piece, doubt) in enumerate(zip(pieces, doubts, strict=True))
        if doubt or piece.stripped or not piece.joined
    ]
    for i, lossy in zip(
        again, paired([pieces[i]._replace(losses=_GONE[pieces[i].joined]) for i in again], codec), strict=True
    ):
        whole = found[i]
        price = 0.0 if pieces[i].joined else _UNTOLD
        if lossy and (whole is None or lossy.score > whole.score - price):
            found[i] = lossy
    return found


def _piece(flat: Sequence[str], texts: Sequence[str], i: int, firsts: set[int]) -> Piece:
    """One of the parts ``flat`` of lines, whose first parts are ``firsts``, between what the others are."""
    before = "" if i in firsts else _clean(texts[i - 1][-2:])
    after = "" if i + 1 in firsts else _clean(texts[i + 1][:2])
    return Piece(flat[i], before, after, joined=False, losses=0.0)


def _clean(text: str) -> str:
    """``text`` with what tells nothing for what is broken."""
    return BROKEN.sub("\0", text)
