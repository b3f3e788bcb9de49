"""Characters that a site spelled in pinyin so that no filter of words finds them: ``放dàng``, ``mí路``, ``qín_shòu``.

Novels of the 2010s are full of them, mostly harmless words that share a character with a harmful one. The reading with
its tone leaves few characters, and the words beside it choose: the likeliest of them, by far. In texts on the language
pinyin stands beside its character, apart from the words, or in brackets; there nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.character_model import Script, large
from cleaner.doc import Edit
from cleaner.patterns import lazy
from cleaner.stages.encoding.gates import scripts_of

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_LETTERS = f"A-Za-zü{_TONED}"
_HAN = "\u3400-\u9fff"
_MARK = "，。、：；！？…—“”‘’「」『』,.!?:;\n"
_WORD = lazy(f"(?<![{_LETTERS}_])[a-zü{_TONED}]{{1,6}}(?:_?[a-zü{_TONED}]{{1,6}}){{0,2}}(?![{_LETTERS}_])")
TONE = lazy(f"[{_TONED}]")
_TEXT = lazy(f"[{_HAN}{_MARK}]")
_IDEOGRAPH = lazy(f"[{_HAN}]")
_TOPIC = lazy(
    "拼音|[注标標读讀发發]音|声母|聲母|[韵韻]母|[声聲][调調]|普通话|普通話|[汉漢国國]语|國語|[汉漢生识識]字|字[词詞]|[词詞][语語]|"
    "加[点點]|多音|[语語]文|(?i:pinyin)"
)
_FEWEST, _APART = 2, 0.2  # places in a text, and for each so many where pinyin stands otherwise
_MOST_WAYS = 1600
_LEAD = 3.0  # nats
_RIGHT = ((5.0, 0.99), (-np.inf, 0.96))  # shares of 707 spelled characters with such a lead that came out right


class _Place(NamedTuple):
    """Pinyin in the place of characters, and the characters that can be read so, one set a syllable."""

    start: int
    end: int
    ways: tuple[str, ...]


def repairs(text: str) -> Iterator[Edit]:
    """Edits that set the characters for pinyin that stands in their places."""
    places, apart = _found(text)
    if len(places) < _FEWEST or apart > _APART * len(places) or _TOPIC.search(text):
        return
    script: Script = scripts_of((text.replace("\n", " "),), "hans")[0]
    for place in places:
        chars, lead = _read(text, place, script)
        if lead >= _LEAD:
            confidence = next(right for least, right in _RIGHT if lead >= least)
            reason = f"guessed: the likeliest characters with this reading, lead {lead:.1f} nats"
            yield Edit(place.start, place.end, chars, "encoding.spelled", reason, confidence)


def _found(text: str) -> tuple[list[_Place], int]:
    """The places where pinyin stands for characters, and the number of toned words that stand otherwise."""
    places, apart = [], 0
    for match in _WORD.finditer(text):
        if not TONE.search(match[0]):
            continue
        ways = _ways(match[0])
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        glued = (not before or _TEXT.match(before)) and (not after or _TEXT.match(after))
        beside = _IDEOGRAPH.match(before) or _IDEOGRAPH.match(after)
        glossed = ways and ((before and before in ways[-1]) or (after and after in ways[0]))
        if ways and glued and beside and not glossed:
            places.append(_Place(*match.span(), ways))
        else:
            apart += 1
    return places, apart


def _ways(word: str) -> tuple[str, ...]:
    """The characters for each syllable of ``word``, or nothing if it is no pinyin."""
    readings = _readings()
    ways: list[str] = []
    for part in word.split("_"):
        at = 0
        while at < len(part):
            end = next((end for end in range(min(len(part), at + 6), at, -1) if part[at:end] in readings), at)
            if end == at or not TONE.search(part, at, end):
                return ()
            ways.append(readings[part[at:end]])
            at = end
    return tuple(ways)


def _read(text: str, place: _Place, script: Script) -> tuple[str, float]:
    """The likeliest characters at a place, and how many nats they are ahead of the next ones."""
    if np.prod([len(way) for way in place.ways]) > _MOST_WAYS:
        return "", 0.0
    options = ["".join(chars) for chars in product(*place.ways)]
    before, after = text[max(0, place.start - 2) : place.start], text[place.end : place.end + 2]
    scores = _scores(options, before, after, script)
    best = int(scores.argmax())
    rest = np.delete(scores, best)
    return options[best], float(scores[best] - rest.max()) if len(rest) else np.inf


def _scores(options: Sequence[str], before: str, after: str, script: Script) -> NDArray[np.float64]:
    model = large()
    rows = np.stack([model.ids(before + option + after) for option in options])
    edge = np.full((len(options), 2), model.size, np.intp)
    rows = np.concatenate((edge, rows), axis=1)
    links = model.third(rows[:, :-2], rows[:, 1:-1], rows[:, 2:])[:, len(before) :]
    own = np.stack([model.alone(option, script) for option in options])
    scores: NDArray[np.float64] = links.sum(1, dtype=np.float64) + own.sum(1, dtype=np.float64)
    return scores


@cache
def _readings() -> Mapping[str, str]:
    """The characters in use that have a reading, by the syllable with its tone."""
    rows = files("cleaner.data").joinpath("tables/toned_readings.txt").read_text("utf-8").splitlines()[1:]
    return dict(row.split(" ") for row in rows)
