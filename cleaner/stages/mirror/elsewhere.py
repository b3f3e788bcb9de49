"""What the rest of a mirror page says of a lost character: what follows the two before it elsewhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache

from cleaner.character_model import Way
from cleaner.stages.mirror.notes import NOTE

# Nats of what the page does not say elsewhere, by how often it says the other, times the share of that.
_ELSEWHERE = ((3.0, 12.0), (2.0, 6.0), (1.0, 3.0))
_NOTHING = Counter[str]()
_TWO = re.compile("[\u3400-\u9fff](?=[\u3400-\u9fff])")


def as_elsewhere(ways: list[Way], options: str, before: str, page: str) -> list[Way]:
    """``ways``, with a price for all but the one of ``options`` that the page has elsewhere behind the same two.

    A name of which the model knows nothing is told by where it stands whole.
    """
    after = _continued(page).get(before, _NOTHING)
    times, char = max(((after[c], c) for c in options if c in after), default=(0, ""))
    worth = times * times / max(1, after.total())
    price = next((nats for least, nats in _ELSEWHERE if worth >= least), 0.0)
    if not price:
        return ways
    rest = [(nats + price, (way[0].replace(char, ""),) if len(way) == 1 else way) for nats, way in ways]
    return [(0.0, (char,)), *((nats, way) for nats, way in rest if all(way))]


@lru_cache(4)
def _continued(text: str) -> dict[str, Counter[str]]:
    """What stands behind each two ideographs of a page without its notes."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    bare = NOTE.sub("", text)
    for two in _TWO.finditer(bare):
        found[bare[two.start() : two.start() + 2]][bare[two.start() + 2 : two.start() + 3]] += 1
    return found
