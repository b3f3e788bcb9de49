"""How programs read bytes in a wrong codec: what becomes a character, what is lost, and what stands in its place.

A ``Habit`` is one codec with one way to treat the bytes that it refuses. ``Habit.forward`` misreads bytes, which is how
a repair is verified; ``Habit.encoder`` says which bytes each character was; ``Habit.refused`` says which pairs of bytes
it does not take, which is how lost bytes are narrowed down.

Sources: CPython's multibyte codecs (a refused sequence costs its first byte); the WHATWG encoding standard (a refused
pair costs both bytes unless the second is ASCII); Windows, .NET and PHP's mbstring (a refused pair is one ``?``, an
ASCII byte is lost with it; user-defined pairs are private-use characters); Java and glibc's ``iconv`` (a pair without a
character costs both bytes, any other refused sequence its first).
"""

from __future__ import annotations

import codecs
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import product
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.encoding import cp936

Family = Literal[
    "gbk", "big5", "latin", "sjis", "korean", "central", "cyrillic", "koi8", "greek", "turkish", "dos",
    "dos latin", "dos cyrillic", "mac",
]  # fmt: skip
FAMILIES: tuple[Family, ...] = get_args(Family)
# Those of codecs of pairs, which refuse some all the time.
PAIR_FAMILIES: tuple[Family, ...] = ("gbk", "big5", "sjis", "korean")
LOST_BYTE = 0xFF  # stands for a lost byte: no codec here has it
MISSING = 0xFFFF  # no byte
UNDEFINED = "\ufffe"  # as Python's charmap codec marks it
POINTS = 0x30000  # code points that a table covers
_ASCII, _LETTERS, _NONE = range(0x80), range(0x40, 0x7F), range(0)
_EURO = {0x80: "€"}
_FIRST_TRAIL = 0x30
TWIN = 0x20000  # between a character whose last pair is taken and what stands for its first one
_SELDOM, _HARDLY = 3.0, 10.0  # nats


@dataclass(frozen=True, eq=False)
class Habit:
    """One way to misread.

    family: what the misread text looks like.  codec: Python's name of the codec.
    mark: what stands for a loss; empty where lost bytes leave no trace.
    pair: whether a refused pair costs both bytes; ``swallows`` are the ASCII bytes that it may cost.
    private, singles: characters of pairs and of single bytes that the codec itself refuses or has otherwise.
    charmap: for a codec of single bytes, the character of each; ``UNDEFINED`` for a byte that is lost.
    fates: what stands for such a byte, where not all leave the same; what is empty leaves no trace.
    price: nats by which hardly any program reads so, beside one that explains a text as well.
    last: whether a character that the codec has several times was the last of its pairs.
    first: the lowest byte that a refused pair begins with.
    """

    name: str
    family: Family
    codec: str
    mark: str
    pair: bool = False
    swallows: range = _NONE
    private: Mapping[int, str] = field(default_factory=dict)
    singles: Mapping[int, str] = field(default_factory=dict)
    charmap: str = ""
    fates: Mapping[int, str] = field(default_factory=dict)
    price: float = 0.0
    last: bool = False
    first: int = 0x81

    def forward(self, data: bytes) -> str:
        """``data`` as a program with this habit shows it."""
        if self.fates:
            return data.decode("latin-1").translate(self._shown)
        if self.charmap:
            return codecs.charmap_decode(data, "replace" if self.mark else "ignore", self.charmap)[0]
        text = data.decode(self.codec, self._handler)
        return text.translate(self._otherwise) if self._otherwise else text

    @cached_property
    def _otherwise(self) -> dict[int, str]:
        """The ``private`` characters of pairs for which the codec has others."""
        grid = grid_of(self.codec)
        return {
            int(char): new for pair, new in self.private.items() if 0x7F < (char := grid[divmod(pair, 256)]) < MISSING
        }

    @cached_property
    def vanishes(self) -> bool:
        """Whether bytes can be lost without a trace."""
        return not self.mark or "" in self.private.values() or "" in self.fates.values()

    @cached_property
    def _shown(self) -> dict[int, str]:
        return dict(enumerate(self.charmap)) | dict(self.fates)

    @cached_property
    def _handler(self) -> str:
        """The name of the error handler that does with refused bytes what the habit does."""
        native = {"\ufffd": "replace", "": "ignore"}.get(self.mark)
        if native and not (self.pair or self.private or self.singles):
            return native

        def handle(error: UnicodeError) -> tuple[str, int]:
            """What the habit writes for the bytes that an error names, and where it goes on."""
            assert isinstance(error, UnicodeDecodeError)
            data, at = error.object, error.start
            first, second = data[at], data[at + 1] if at + 1 < len(data) else -1
            if first in self.singles:
                return self.singles[first], at + 1
            if second >= 0 and first << 8 | second in self.private:
                return self.private[first << 8 | second], at + 2
            if not self.pair:
                return self.mark, error.end
            both = self.first <= first < 0xFF and (second >= 0x80 or second in self.swallows)
            return self.mark, at + 1 + both

        name = f"cleaner, {self.name}"
        codecs.register_error(name, handle)
        return name

    def _grid(self) -> NDArray[np.uint32]:
        """What each pair of bytes becomes: a code point, 0 where it is refused, ``MISSING`` for anything else."""
        grid = grid_of(self.codec).copy()
        for pair, char in self.private.items():
            grid[pair >> 8, pair & 0xFF] = ord(char) if char else 0
        for byte in self.singles:
            grid[byte] = MISSING
        return grid

    @cached_property
    def gone(self) -> NDArray[np.bool_]:
        """For each byte, whether it leaves no trace in a code page."""
        lost = [char == UNDEFINED for char in self.charmap]
        return np.array([is_lost and self.fates.get(byte, self.mark) == "" for byte, is_lost in enumerate(lost)])

    @cached_property
    def refused(self) -> NDArray[np.bool_]:
        """For each first and second byte, whether the habit marks that it does not take them together."""
        if self.charmap:
            lost = np.array([char == UNDEFINED for char in self.charmap]) & ~self.gone
            return np.repeat(lost[:, None], 256, axis=1)
        out: NDArray[np.bool_] = self._grid() == 0
        return out

    @cached_property
    def twins(self) -> list[int]:
        """The code points of the characters that the codec has several times, where the last pair is taken."""
        last, first = self.encoder[: POINTS - TWIN], self.encoder[TWIN:]
        found: list[int] = np.flatnonzero((first != last) & (first != MISSING)).tolist()
        return found

    @cached_property
    def encoder(self) -> NDArray[np.uint16]:
        """The byte, or the pair as ``first << 8 | second``, of each code point below ``POINTS``; else ``MISSING``.

        Of several the lowest is taken, or the ``last``. A mark for lost bytes is ``LOST_BYTE``.
        """
        return self.encoded()

    def encoded(self) -> NDArray[np.uint16]:
        """``encoder`` for who asks it of each habit once: all of them have 24 MB."""
        table = np.full(POINTS, MISSING, np.uint16)
        if self.charmap:
            rest = np.arange(0x80, 0x100)
            table[rest] = rest  # a control that other programs leave as it is
            table[list(self.fates)] = MISSING
            for byte in range(0xFF, -1, -1):
                if self.charmap[byte] != UNDEFINED:
                    table[ord(self.charmap[byte])] = byte
        else:
            grid = self._grid()
            pairs = np.flatnonzero((grid > 0x7F) & (grid != MISSING))[:: 1 if self.last else -1]
            table[grid.ravel()[pairs]] = pairs
            if self.last:
                table[TWIN + grid.ravel()[pairs[::-1]]] = pairs[::-1]
            for byte in range(0xFF, -1, -1):
                char = self.singles.get(byte) or bytes((byte,)).decode(self.codec, "ignore")
                if char:
                    table[ord(char)] = byte
        table[0xFFFD] = MISSING
        if self.mark > "\x7f":
            table[ord(self.mark)] = LOST_BYTE
        return table


@cache
def grid_of(codec: str) -> NDArray[np.uint32]:
    """What each pair of bytes is in a codec of Python: a code point, 0 where refused, ``MISSING`` for anything else."""
    codecs.register_error("cleaner, refused", lambda error: ("\0", error.start + 1))  # type: ignore[attr-defined]
    leads, trails = range(0x80, 0x100), range(_FIRST_TRAIL, 0x100)
    data = b"\n\n".join(map(bytes, product(leads, trails)))  # a first byte may swallow one line end
    read = data.decode(codec, "cleaner, refused").split("\n\n")
    points = [0 if out[0] == "\0" else ord(out) if len(out) == 1 else MISSING for out in read]
    grid = np.zeros((256, 256), np.uint32)
    grid[leads.start :, trails.start :] = np.reshape(points, (len(leads), len(trails)))
    return grid


def _private_950() -> dict[int, str]:
    """The user-defined pairs of code page 950 (Microsoft): U+E000 from FA40 on, U+E311 from 8E40, U+EEB8 from 8140."""
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    out = {}
    point = 0xE000
    for leads in (range(0xFA, 0xFF), range(0x8E, 0xA1), range(0x81, 0x8E)):
        for lead, trail in product(leads, trails):
            out[lead << 8 | trail] = chr(point)
            point += 1
    for lead, trail in product(range(0xC6, 0xC9), trails):
        if lead > 0xC6 or trail >= 0xA1:
            out[lead << 8 | trail] = chr(point)
            point += 1
    return out


# Pairs that GB 18030 gave to ǹ, 〾 and the signs of how ideographs are made up; the GBK of Java, Perl and ICU did not.
_PRIVATE_GBK = {0xA8BF: "\ue7c8", **{0xA989 + number: chr(0xE7E7 + number) for number in range(13)}}


def _private_18030() -> dict[int, str]:
    """The pairs of GB 18030 that are private-use characters, as in Windows and PHP's mbstring."""
    grid = grid_of("gb18030")
    leads, trails = ((grid >= 0xE000) & (grid <= 0xF8FF)).nonzero()
    pairs = (leads << 8 | trails).tolist()
    return dict(zip(pairs, map(chr, grid[leads, trails].tolist()), strict=True))


LATIN_1, LATIN_9 = (bytes(range(0x100)).decode(codec) for codec in ("latin-1", "iso8859-15"))
UNDEFINED_1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
# windows-1252; the five bytes that it does not have stay what they are, as in browsers.
CP1252 = "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in range(0x100))


# Code pages that bytes of Chinese text were read in by programs of other countries, and by those that unpack archives.
CODE_PAGES: dict[Family, str] = {
    "central": "cp1250", "cyrillic": "cp1251", "koi8": "koi8-r", "greek": "cp1253", "turkish": "cp1254",
    "dos": "cp437", "dos latin": "cp850", "dos cyrillic": "cp866", "mac": "mac-roman",
}  # fmt: skip
OUTLANDISH = frozenset((*CODE_PAGES, "korean"))  # families that need the best of proofs


def _charmaps(family: Family, codec: str) -> Iterator[Habit]:
    """A code page with its undefined bytes as controls, as browsers read it, and marked."""
    chars = [bytes((byte,)).decode(codec, "ignore") for byte in range(0x100)]
    yield Habit(codec, family, codec, "", charmap="".join(c or chr(byte) for byte, c in enumerate(chars)))
    if not all(chars):
        marked = "".join(c or UNDEFINED for c in chars)
        yield Habit(f"{codec}, losses marked", family, codec, "\ufffd", charmap=marked)


def _without(charmap: str, lost: Collection[int]) -> str:
    return "".join(UNDEFINED if byte in lost else char for byte, char in enumerate(charmap))


@cache
def every_habit() -> tuple[Habit, ...]:
    """All habits in the order in which they are tried: of two that fit alike the first is taken."""
    user_936 = {pair: char for pair, char in cp936.characters().items() if "\ue000" <= char <= "\uf8ff"}
    stripped = dict.fromkeys(user_936, "")
    every_936 = _private_18030() | user_936 | _PRIVATE_GBK
    none_936 = dict.fromkeys(every_936, "")
    return (
        Habit("GBK, as Windows and PHP read it", "gbk", "gbk", "?", True, _ASCII, user_936, _EURO),
        Habit("GBK without private use", "gbk", "gbk", "?", True, _ASCII, {}, _EURO),
        Habit("GBK, private use stripped", "gbk", "gbk", "?", True, _ASCII, stripped, _EURO),
        Habit("GBK with all private use", "gbk", "gbk", "?", True, _ASCII, every_936, _EURO),
        Habit("GBK, all private use stripped", "gbk", "gbk", "?", True, _ASCII, none_936, _EURO),
        Habit("GBK with all private use, losses marked", "gbk", "gbk", "\ufffd", True, _NONE, every_936, _EURO),
        Habit("GBK without private use, losses marked", "gbk", "gbk", "\ufffd", True, _NONE, {}, _EURO),
        Habit("GBK with all private use, losses dropped", "gbk", "gbk", "", True, _NONE, every_936, _EURO),
        Habit("GBK, private use stripped, losses marked", "gbk", "gbk", "\ufffd", True, _NONE, none_936, _EURO),
        Habit("GBK, as Java reads it, private use stripped", "gbk", "gbk", "\ufffd", True, _LETTERS, none_936),
        Habit("GB 18030", "gbk", "gb18030", "\ufffd"),
        Habit("GB 18030, as browsers read it", "gbk", "gb18030", "\ufffd", True, _NONE, {}, _EURO),
        Habit("GBK", "gbk", "gbk", "\ufffd"),
        Habit("GBK with the euro sign", "gbk", "gbk", "\ufffd", singles=_EURO),
        Habit("GBK, as Java reads it", "gbk", "gbk", "\ufffd", True, _LETTERS),
        Habit("GBK, 80 begins a pair", "gbk", "gbk", "\ufffd", True, _LETTERS, first=0x80),
        Habit("GB 18030, losses as ?", "gbk", "gb18030", "?", price=_HARDLY),
        Habit("GBK, losses as ?", "gbk", "gbk", "?", price=_SELDOM),
        Habit("GB 18030, losses dropped", "gbk", "gb18030", ""),
        Habit("GBK, losses dropped", "gbk", "gbk", ""),
        Habit("GBK, as iconv -c reads it", "gbk", "gbk", "", True, _LETTERS),
        Habit("Big5-HKSCS", "big5", "big5hkscs", "\ufffd"),
        Habit("Big5", "big5", "big5", "\ufffd"),
        Habit("code page 950", "big5", "cp950", "\ufffd"),
        Habit("Big5, as browsers read it", "big5", "big5hkscs", "\ufffd", True),
        Habit("code page 950, as Windows reads it", "big5", "cp950", "?", True, _ASCII, _private_950()),
        Habit("code page 950 with private use, losses marked", "big5", "cp950", "\ufffd", True, _NONE, _private_950()),
        Habit("code page 950 without private use", "big5", "cp950", "?", True, _ASCII),
        Habit("Big5, losses as ?", "big5", "big5", "?"),
        Habit("Big5, losses dropped", "big5", "big5", ""),
        Habit("Big5-HKSCS, losses dropped", "big5", "big5hkscs", ""),
        Habit("Shift-JIS, as Windows reads it", "sjis", "cp932", "\ufffd"),
        Habit("Shift-JIS", "sjis", "shift_jis", "\ufffd"),
        Habit("Shift-JIS, losses dropped", "sjis", "cp932", ""),
        Habit("Shift-JIS, as browsers read it", "sjis", "cp932", "\ufffd", True),
        # IBM's characters, which code page 932 has twice: in GBK their last pairs are in 国, 产, 果 and others.
        Habit("Shift-JIS, as Windows reads it, IBM's pairs", "sjis", "cp932", "\ufffd", last=True),
        Habit("Shift-JIS, losses as middle dots", "sjis", "cp932", "・", last=True),
        Habit("Shift-JIS, losses as ?", "sjis", "cp932", "?", price=_SELDOM, last=True),
        Habit("windows-1252", "latin", "cp1252", "", charmap=CP1252),
        Habit("Latin-1", "latin", "latin-1", "", charmap=LATIN_1),
        Habit("windows-1252, losses marked", "latin", "cp1252", "\ufffd", charmap=_without(CP1252, UNDEFINED_1252)),
        Habit("windows-1252, losses dropped", "latin", "cp1252", "", charmap=_without(CP1252, UNDEFINED_1252)),
        Habit("Latin-1, controls dropped", "latin", "latin-1", "", charmap=_without(LATIN_1, range(0x80, 0xA0))),
        Habit("windows-1252 with plain spaces", "latin", "cp1252", "", charmap=CP1252.replace("\xa0", " ")),
        Habit("Latin-1 with plain spaces", "latin", "latin-1", "", charmap=LATIN_1.replace("\xa0", " ")),
        Habit("Latin-9", "latin", "iso8859-15", "", charmap=LATIN_9),
        Habit("code page 949", "korean", "cp949", "\ufffd"),
        Habit("EUC-KR, as browsers read it", "korean", "cp949", "\ufffd", True),
        Habit("code page 949, losses as ?", "korean", "cp949", "?", price=_SELDOM),
        *(habit for family, codec in CODE_PAGES.items() for habit in _charmaps(family, codec)),
    )


@cache
def habits(family: Family) -> tuple[Habit, ...]:
    """The habits of one family, in the order in which they are tried."""
    return tuple(habit for habit in every_habit() if habit.family == family)
