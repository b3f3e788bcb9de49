"""Pictographs that sites against copying strew over a text by a generator: ``为🛁🆟了弥补``, ``人的存🕝在``.

The generator draws from all code points of the blocks U+1F000 to U+1F7FF, so among clocks and shoes come such as nobody
writes: tiles of mahjong, alchemical signs, and code points that are no characters. A person sets an emoji behind a
sentence and not within a word, and never these.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.doc import Edit
from cleaner.patterns import lazy

FIRST = 0x1F000
_HAN = "[\u3400-\u9fff]"
_AMID = lazy(f"(?<={_HAN})[\U0001f000-\U0001f7ff]{{1,6}}(?={_HAN})")
_ODD = (
    "\U0001f000-\U0001f003\U0001f005-\U0001f0ce\U0001f0d0-\U0001f16f\U0001f172-\U0001f17d\U0001f180-\U0001f18d"
    "\U0001f18f\U0001f190\U0001f19b-\U0001f1e5\U0001f203-\U0001f219\U0001f21b-\U0001f22e\U0001f230\U0001f231"
    "\U0001f23b-\U0001f24f\U0001f252-\U0001f2ff\U0001f650-\U0001f67f\U0001f6d8-\U0001f6db\U0001f6ed-\U0001f6ef"
    "\U0001f6fd-\U0001f7df\U0001f7ec-\U0001f7ff"
)
_STRANGE = lazy(f"[{_ODD}]")
_BESIDE = lazy(
    f"(?<=[\u3400-\u9fff，。、：；！？”」…])[{_ODD}]{{1,6}}|(?<![^\n])[{_ODD}]{{1,6}}(?={_HAN})"
)  # at a mark or the beginning of a line none but the strange ones
_TOPIC = lazy("麻[将將雀]|扑克|撲克|[牌卡]面|塔[罗羅]|表情符[号號]|[炼煉]金|Unicode|(?i:emoji)")
_RUNS, _STRANGE_RUNS = 3, 2  # runs amid ideographs, and of them such as hold what nobody writes


def repairs(text: str) -> Iterator[Edit]:
    """Edits that take such pictographs out of a text that is strewn with them."""
    runs = list(_AMID.finditer(text))
    strange = sum(1 for run in runs if _STRANGE.search(run[0]))
    if len(runs) < _RUNS or strange < _STRANGE_RUNS or _TOPIC.search(text):
        return
    places = {run.span() for run in runs}
    taken = {at for start, end in places for at in range(start, end)}
    places |= {run.span() for run in _BESIDE.finditer(text) if run.start() not in taken and run.end() - 1 not in taken}
    reason = f"verified: {strange} runs within sentences hold signs that nobody writes"
    yield from (Edit(start, end, "", "encoding.strewn-sign", reason) for start, end in sorted(places))
