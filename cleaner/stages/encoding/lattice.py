"""Stretches of bytes of which some are lost, as the ways to read them: each character a list of candidates.

What the wrong codec does not take narrows down the lost bytes; the character model chooses between what is left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import Script, Way, model, singles
from cleaner.stages.encoding.eaten import EATABLE, GONE, Eaten
from cleaner.stages.encoding.neighbours import together
from cleaner.stages.encoding.policies import MISSING, Habit, grid_of

LOST = -1  # a byte that was lost
SECOND = -2  # the second byte of a pair that was lost; in a code page, a byte that left no trace
EATEN = -3  # an ASCII byte that was lost with the byte before it
DOUBT = -4  # a mark: a pair that was lost, or one byte, or an ASCII byte with it, or a ``?`` that is one
ANY = -5  # a byte that was lost by another accident than what the wrong codec does
END = -9  # nothing follows
SPOKEN = -10  # a quotation mark follows that is one of the misread text
_MOST, _MOST_EACH, _MOST_PAIRS = 140, 90, 600  # candidates a character, where there is one way, several, and of pairs
_MOST_VANISHED, _WAYS_VANISHED = 40, 6  # and ways, where pairs vanished without a trace: nearly anything may be there
_DOUBTS = 4  # doubtful marks in one stretch that are tried in all ways
_WAYS = 10
_RARE = -17.0  # nats: characters that the model does not know are no candidates
# Wide forms that the model takes for what they are forms of, and that nobody writes between Chinese characters.
_FORMS = [ord(char) for char in "\u3000＂＇＄＆＠＼＾｀"]
_IDEOGRAPHIC_SPACE = 0xE3, 0x80, 0x80
_WIDE = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]  # nor what no byte tells
_LITERAL, _SINGLE, _BROKEN, _UNUSUAL, _VANISHED, _ACCIDENT = 3.0, 1.0, 12.0, 4.0, 1.5, 10.0  # nats
_ASKED = -4.0  # nats: lines end with a question rather than with a character of which nothing tells
_BLANK = 6.0  # nats: a blank behind a character of which a byte left no trace
_CLOSING = frozenset(b"\"'<>),;|")  # what follows a misread text that stands in another
_ENDED = 1.0  # nats: the misread text ended with the byte, so that nothing was lost with it
_UNKNOWN = "\0"  # an ASCII character of which nothing is known: to the model it is no text, the price evens it out
_UNKNOWN_COST = -9.0  # nats
_LONE = 0x80  # a byte that begins no pair
_LEADS, _PAIR_LEADS = range(0xE2, 0xF0), range(0x81, 0xFF)
Pattern = tuple[int, ...]


def utf8_ways(raw: Pattern, after: int, habit: Habit, eaten: Eaten = ((EATABLE, 0.0),)) -> tuple[Way, ...]:
    """The ways to read the broken stretch ``raw`` of what was UTF-8 before the byte ``after``, the plainest first.

    eaten: what an ASCII byte that was lost can have been, with prices.
    """
    doubts = raw.count(DOUBT)
    plans = product(_plans(habit), repeat=doubts) if doubts <= _DOUBTS else iter([((0.0, (LOST, SECOND)),) * doubts])
    ways: dict[tuple[str, ...], tuple[float, list[bool]]] = {}
    for plan in plans:
        filled = _filled(raw, plan, after, habit)
        if filled is not None:
            for cost, patterns in _split(filled, habit):
                chars, meets = _fitting(patterns, after, habit), _meets(patterns)
                price = cost + sum(p for p, _ in plan) + _BROKEN * sum(not c for c in chars)
                lost_with = eaten if after == END else _eaten(eaten)
                for lost, more in lost_with if (EATEN,) in patterns else (("", 0.0),):
                    key = tuple(lost if p == (EATEN,) else c or GONE for p, c in zip(patterns, chars, strict=True))
                    ways[key] = min((price + more, meets), ways.get(key, (np.inf, meets)))
    sparse = habit.vanishes and habit.pair
    number = _WAYS_VANISHED if sparse else _WAYS
    best = sorted(ways.items(), key=lambda way: way[1][0])[:number]
    good = [(key, price, meets) for key, (price, meets) in best if price < best[0][1][0] + _BROKEN]
    most = _MOST if len(good) == 1 else _MOST_VANISHED if sparse else _MOST_EACH
    return tuple(
        (price, row)
        for key, price, meets in good
        for row in together([chars[:most] for chars in key], meets, "utf-8", habit.refused)
    )


def _meets(patterns: Sequence[Pattern]) -> list[bool]:
    """For each but the first of ``patterns``, whether its first byte and the one before it were refused together."""
    return [before[-1:] == (LOST,) and after[:1] in ((LOST,), (SECOND,)) for before, after in pairwise(patterns)]


def _plans(habit: Habit) -> tuple[tuple[float, Pattern], ...]:
    """What a mark can stand for, with prices."""
    pair, alone, literal = (0.0, (LOST, SECOND)), (_SINGLE, (LOST,)), (_LITERAL, (0x3F,))
    if not habit.pair:
        return (0.0, (LOST,)), (_BLANK, (0x20,)) if habit.mark == " " else literal
    plans: list[tuple[float, Pattern]] = [pair]
    plans += [(_SINGLE, (LOST, EATEN)), (_ENDED, (LOST,))] if len(habit.swallows) == 0x80 else [alone]
    plans += [] if _LONE in habit.singles else [(_SINGLE, (_LONE,))]
    plans += [literal] if habit.mark == "?" else []
    return tuple(plans)


def _filled(raw: Pattern, plan: Sequence[tuple[float, Pattern]], after: int, habit: Habit) -> Pattern | None:
    """``raw`` with what ``plan`` says of each mark, or ``None`` where that cannot be."""
    fill = iter(plan)
    out: list[int] = []
    for place, byte in enumerate(raw):
        if byte != DOUBT:
            out.append(byte)
            continue
        _, tokens = next(fill)
        ends = place + 1 == len(raw) and (after in (END, SPOKEN) or 0 <= after < 0x80)
        if habit.pair and tokens == (LOST,) and not ends:
            return None
        if tokens == (LOST,) and len(habit.swallows) == 0x80 and after != END and after not in _CLOSING:
            return None
        out += tokens
    return tuple(out)


def _split(tokens: Pattern, habit: Habit) -> list[tuple[float, list[Pattern]]]:
    """The cheapest ways to cut ``tokens`` into characters of UTF-8, each a pattern of bytes."""
    states: dict[int, list[tuple[float, list[Pattern]]]] = {0: [(0.0, [])]}
    for at in range(len(tokens)):
        for price, patterns in states.get(at, []):
            for cost, size, pattern in _first(tokens[at:], habit):
                rows = states.setdefault(at + size, [])
                rows.append((price + cost, [*patterns, pattern]))
                if len(rows) > 2 * _WAYS:
                    rows.sort(key=lambda row: row[0])
                    del rows[_WAYS:]
    return sorted(states.get(len(tokens), []), key=lambda row: row[0])[:_WAYS]


def _first(tokens: Pattern, habit: Habit) -> Iterator[tuple[float, int, Pattern]]:
    """Price, length and pattern of each character that ``tokens`` can begin with."""
    lead = tokens[0]
    if 0 <= lead < 0x80 or lead == EATEN:
        yield 0.0, 1, (lead,)
        return
    sizes = (3, 2, 4) if lead < 0 else (_size(lead),)
    whole = False
    for size in sizes:
        if size and len(tokens) >= size and all(_continues(t) for t in tokens[1:size]):
            whole = True
            yield 0.0 if size == 3 else _UNUSUAL, size, tokens[:size]
    if habit.vanishes:
        yield from _vanished(tokens, habit.pair, bytewise=habit.charmap != "")
    if not whole:
        yield _BROKEN, 1, ()


def _vanished(tokens: Pattern, pair: bool, bytewise: bool) -> Iterator[tuple[float, int, Pattern]]:
    """The ways in which bytes of a three-byte character can have vanished without a trace, one by one or in pairs."""
    for known in ((1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 1)):
        size = sum(known)
        rest = iter(tokens[:size])
        pattern = tuple(next(rest, END) if here else SECOND if bytewise else LOST for here in known)
        if bytewise and size == 2 and END not in pattern and all(_continues(t) for t in pattern[1:]):
            yield _ACCIDENT, size, tuple(ANY if token == SECOND else token for token in pattern)
        if pair:  # what is lost at the beginning went with the byte before it
            if known == (1, 0, 1):
                pattern = (pattern[0], _LONE, pattern[2])
            elif known == (1, 0, 0):
                pattern = (pattern[0], LOST, SECOND)
            elif known == (0, 0, 1):
                pattern = (LOST, SECOND, pattern[2])
            else:
                pattern = tuple(SECOND if at == 0 and token == LOST else token for at, token in enumerate(pattern))
        lead = pattern[0] in (LOST, SECOND) or 0xE0 <= pattern[0] < 0xF0
        if END not in pattern and lead and all(_continues(t) for t in pattern[1:]):
            yield _VANISHED * (3 - size), size, pattern


def _size(lead: int) -> int:
    return 0 if lead < 0xC2 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4 if lead < 0xF5 else 0


def _continues(token: int) -> bool:
    return token in (LOST, SECOND, ANY) or 0x80 <= token < 0xC0


def _fitting(patterns: Sequence[Pattern], after: int, habit: Habit) -> list[str]:
    nexts = [*(p[0] if p else END for p in patterns[1:]), after]
    return [EATABLE if p == (EATEN,) else _utf8_candidates(p, n, habit) for p, n in zip(patterns, nexts, strict=True)]


def _eaten(groups: Eaten) -> Iterator[tuple[str, float]]:
    """What an ASCII byte can have been, and the price of that."""
    yield from groups
    if len(groups) > 1 or len(groups[0][0]) > 1:
        yield _UNKNOWN, _UNKNOWN_COST


@lru_cache(32768)
def _utf8_candidates(pattern: Pattern, after: int, habit: Habit) -> str:
    """The known characters whose UTF-8 fits ``pattern`` and would have been lost so, likeliest first."""
    if not pattern:
        return ""
    if min(pattern) >= 0:
        char = bytes(pattern).decode("utf-8", "ignore")
        return char if char and unicodedata.category(char) != "Cn" else ""  # no character at all
    if len(pattern) == 4:
        return ""
    points, rows = _known(len(pattern))
    if pattern[: 2 if habit.vanishes else 1] == _IDEOGRAPHIC_SPACE[: 2 if habit.vanishes else 1]:
        points, rows = _beside_space()
    fits = np.ones(len(points), bool)
    for column, byte in enumerate(pattern):
        if byte >= 0:
            fits &= rows[column] == byte
        elif byte == SECOND and habit.charmap:
            fits &= habit.gone[rows[column]]
        elif byte == LOST and column + 1 < len(pattern):
            fits &= habit.refused[rows[column], rows[column + 1]]
        elif byte == LOST:
            fits &= refusable(habit, after, _LEADS)[rows[column]]
    return "".join(map(chr, points[fits][:_MOST].tolist()))


@lru_cache(4096)
def refusable(habit: Habit, after: int, leads: range) -> NDArray[np.bool_]:
    """For each byte, whether it can have been lost before ``after``, a byte or one of the signs above.

    leads: the bytes that a character of the codec may begin with.
    """
    table = habit.refused
    if habit.charmap:
        return np.asarray(table[:, 0])
    after = ord('"') if after == SPOKEN else after
    if after in (END, EATEN):
        return np.arange(256) >= 0x80
    return np.asarray(table[:, after] if after >= 0 else table[:, leads.start : leads.stop].any(axis=1)) & (
        np.arange(256) >= 0x80
    )


@cache
def _known(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The code points that the model knows and that UTF-8 writes in ``size`` bytes, likeliest first, and the bytes."""
    points = np.setdiff1d(np.flatnonzero(singles() > _RARE), _FORMS)
    points = points[(points >= 0x800) if size == 3 else (points >= 0x80) & (points < 0x800)]
    points = points[np.argsort(-singles()[points], kind="stable")]
    last = 0x80 | points & 0x3F
    if size == 2:
        return points, np.stack((0xC0 | points >> 6, last))
    return points, np.stack((0xE0 | points >> 12, 0x80 | points >> 6 & 0x3F, last))


@cache
def _beside_space() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """``_known`` with the ideographic space: of those that begin with the same two bytes it is the usual one."""
    points, rows = _known(3)
    space = np.array([_IDEOGRAPHIC_SPACE]).T
    return np.append(points, 0x3000), np.append(rows, space, axis=1)


def pair_ways(
    pair: tuple[int, int], after: int, codec: str, habit: Habit, script: Script | None = None
) -> tuple[Way, ...]:
    """The characters of ``codec`` whose two bytes fit and would have been lost so, likeliest in ``script`` first.

    Where both bytes are lost to a ``?`` it may also be one. The first is ``SECOND`` if it was lost with what is before.
    """
    first, second = pair
    points, leads, trails = _pairs(codec, script)
    fits = np.ones(len(points), bool)
    both = first == LOST and second == SECOND
    if both:
        fits = habit.refused[leads, trails] & ~np.isin(points, _WIDE)
    else:
        if first != SECOND:
            fits &= leads == first if first >= 0 else habit.refused[leads, trails]
        fits &= trails == second if second >= 0 else refusable(habit, after, _PAIR_LEADS)[trails]
    found = "".join(map(chr, points[fits][:_MOST_PAIRS].tolist()))
    ways: list[Way] = [(0.0, (found,))] if found else []
    if both and habit.mark == "?":
        ways.append((_ASKED if after == END else _LITERAL, ("?",)))
    return tuple(ways) or ((_BROKEN, (GONE,)),)


@lru_cache(1 << 12)
def having(pair: tuple[int, int], codec: str) -> str:
    """The characters of ``codec`` that the model knows and whose two bytes fit, whatever a program makes of them."""
    points, leads, trails = _pairs(codec, None)
    first, second = pair
    fits = (leads == first if first >= 0 else True) & (trails == second if second >= 0 else True)
    return "".join(map(chr, points[fits].tolist()))


@cache
def _pairs(codec: str, script: Script | None) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The characters of ``codec`` that are two bytes and that the model knows, likeliest first, and their bytes."""
    grid = grid_of(codec)
    leads, trails = np.nonzero((grid > 0x7F) & (grid < MISSING))
    points = grid[leads, trails].astype(np.int64)
    known = (singles()[points] > _RARE) & ~np.isin(points, _FORMS)
    leads, trails, points = leads[known], trails[known], points[known]
    order = np.argsort(-_likely(points, script), kind="stable")
    return points[order], leads[order], trails[order]


def _likely(points: NDArray[np.int64], script: Script | None) -> NDArray[np.float32]:
    """How likely each of ``points``, all of which the model knows, is in text in a script."""
    form = model().own(points.astype(np.uint32), script) - model().own(points.astype(np.uint32))
    return np.asarray(singles()[points] + form)
