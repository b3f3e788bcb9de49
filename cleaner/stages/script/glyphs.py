"""Which standard of glyphs Traditional text follows, and which region its words come from; the two need not agree.

A newspaper of Hong Kong from the days of Big5 has the same forms as one of Taiwan, and text that a converter made for
Hong Kong (説 税 户) has the words of the Mainland.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import product
from operator import itemgetter
from typing import Literal

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

from cleaner.doc import codes
from cleaner.points import blank
from cleaner.stages.script import tables
from cleaner.stages.script.dictionaries import decode
from cleaner.stages.script.protect import SURROGATE
from cleaner.stages.script.tables import Codes

Standard = Literal["tw", "hk", "opencc", "cn-hant", "big5-neutral", ""]

# Forms of OpenCC's own standard that no region writes, and what all write.
PRIVATE, COMMON = "爲喫羣峯麪衆", "為吃群峰麵眾"
# What Taiwan's usage prefers, and what Hong Kong's and OpenCC's do; Big5 has both.
TAIWAN, ELSEWHERE = "裡啟著", "裏啓着"
# Different forms of a standard that a text must show, and characters by which the region is judged.
LEAST = 2
SEEN = 4000
# The forms of a standard must be so many times as frequent as what others write for them.
RATIO = 4
# The second form of a character is at least this share as frequent as the first where two hands wrote it.
SHARE = 0.1
_REGIONS = "tw", "hk", "cn"

_CN, _CN_NOT, _HK, _HK_NOT, _OPENCC, _OPENCC_NOT, _TW, _TW_NOT = range(1, 9)


@cache
def _table() -> NDArray[np.uint8]:
    rows = tables.rows()
    hong_kong = rows["hk_font"]
    in_tw = tables.mapping("tw")
    table = blank(np.uint8)
    for kind, members in (
        (_HK_NOT, "".join(chr(in_tw[ord(c)]) for c in hong_kong)),
        (_OPENCC_NOT, COMMON),
        (_CN_NOT, rows["mainland.to"]),
        (_TW_NOT, ELSEWHERE),
        (_TW, TAIWAN),
        (_HK, hong_kong),
        (_OPENCC, PRIVATE),
        (_CN, rows["mainland.from"]),
    ):
        table[[ord(c) for c in members]] = kind
    return table


def standard(code: Codes) -> tuple[Standard, str]:
    """The standard of a Traditional text, and the characters that show it; empty where nothing shows."""
    kinds = _table().take(code)
    shown = kinds.nonzero()[0]
    if not len(shown):
        return "", ""
    kinds, code = kinds.take(shown), code.take(shown)
    number = np.bincount(kinds, minlength=9).tolist()

    def seen(kind: int, at_least: int = 1) -> str:
        """The most frequent characters of a kind, if there are enough different ones."""
        times = Counter(code[kinds == kind].tolist())
        ranked = sorted(times.items(), key=lambda item: (-item[1], item[0]))[:5]
        return " ".join(f"{chr(found)}{number}" for found, number in ranked) if len(times) >= at_least else ""

    found: tuple[tuple[Standard, int, int], ...] = (
        ("cn-hant", _CN, _CN_NOT),
        ("hk", _HK, _HK_NOT),
        ("opencc", _OPENCC, _OPENCC_NOT),
    )
    for name, mine, other in found:
        if number[mine] > RATIO * number[other] and (evidence := seen(mine, LEAST)):
            return name, evidence
    if number[_TW] >= LEAST and number[_TW] > RATIO * number[_TW_NOT]:
        return "tw", seen(_TW)
    neutral = number[_HK_NOT] + number[_OPENCC_NOT] >= LEAST
    return ("big5-neutral", seen(_HK_NOT)) if neutral else ("", "")


def hands(code: Codes) -> list[str]:
    """The characters that a text has in the forms of two standards, each several times: no converter writes so."""
    number, forms = _forms()
    times = np.bincount(number.take(code), minlength=2 * len(forms) + 2)[2:].reshape(-1, 2)
    most, second = times.max(1), times.min(1)
    return [forms[row] for row in ((second >= LEAST) & (second >= SHARE * most)).nonzero()[0].tolist()]


@cache
def _forms() -> tuple[NDArray[np.uint8], list[str]]:
    """Pairs of forms on which standards differ, and nothing else: not words, not what Simplified has.

    The table numbers them, from 2 on.
    """
    plain, simple = tables.plain().low, tables.mapping("t2s").low
    pairs = ["麼麽"]
    for code in np.flatnonzero(plain != np.arange(len(plain))).tolist():
        standard = int(plain[code])
        pair = chr(standard) + chr(code)
        same = simple[code] == simple[standard] and not tables.several()[simple[code]]
        if same and not pair.encode("gb2312", "ignore"):
            pairs.append(pair)
    number = blank(np.uint8)
    number[codes("".join(pairs))] = np.arange(2, 2 * len(pairs) + 2)
    return number, pairs


@cache
def _words() -> tuple[ahocorasick_rs.AhoCorasick, dict[str, tuple[str, str]]]:
    """An automaton of the words in the forms of all standards, and the region and the plain form of each."""
    raw = files("cleaner.data").joinpath("tables/script_regions.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in raw.splitlines() if not line.startswith("#"))
    known = {word: region for region, words in rows for word in words.split(" ")}
    plain = tables.plain().low
    forms: dict[str, str] = {}
    for code in np.flatnonzero(plain != np.arange(len(plain))).tolist():
        forms[chr(plain[code])] = forms.get(chr(plain[code]), "") + chr(code)
    words: dict[str, tuple[str, str]] = {}
    for word, region in known.items():
        standard = decode(plain.take(codes(word)))
        words |= dict.fromkeys(map("".join, product(*(c + forms.get(c, "") for c in standard))), (region, standard))
    automaton = ahocorasick_rs.AhoCorasick(
        list(words), ahocorasick_rs.MatchKind.LeftmostLongest, implementation=ahocorasick_rs.Implementation.DFA
    )
    return automaton, words


def regions(text: str) -> Counter[str]:
    """How many different words of each region a Traditional text has (``tw``, ``hk``, ``cn``).

    Words that only one side writes count for ``mainland`` and ``taiwan`` too.
    """
    automaton, words = _words()
    text = text[:SEEN]
    try:
        found = automaton.find_matches_as_strings(text)
    except UnicodeEncodeError:  # the automaton takes no lone surrogates
        found = automaton.find_matches_as_strings(SURROGATE.sub("\ufffd", text))
    number = Counter(name for name, _ in {words[each] for each in found} if name)
    for alone, whole in (("mainland", "cn"), ("taiwan", "tw")):
        if number[alone]:
            number[whole] += number[alone]
    return number


def region(number: Counter[str]) -> str:
    """``tw``, ``hk`` or ``cn`` by the ``regions`` of a text; empty where they do not tell."""
    if not number:
        return ""
    (first, name), (second, _), _ = sorted(((number[name], name) for name in _REGIONS), key=itemgetter(0), reverse=True)
    return name if first >= LEAST and first >= RATIO * second else ""
