"""Lines from frames of adverts and of honest talk, with any thing or service in them (``spam_frames.toml``).

The same nouns stand in both, so a model learns from them that an advert is known by what it promises and asks for, and
not by its trade.
"""

from __future__ import annotations

import random
import re

from tools.spam_lines import Maker, load

_RAW = load("spam_frames.toml")
NOUNS = str(_RAW["nouns"]).split()
FRAMES = {label: str(_RAW[label]).strip().split("\n") for label in ("spam", "honest")}
_NOUN = re.compile(r"\{x\}")
# How often all slots of a frame hold the same noun.
SAME = 0.7


class Framer:
    """Makes lines; accounts, places and names are those that ``maker`` invents."""

    def __init__(self, maker: Maker, chance: random.Random) -> None:
        self._maker, self._chance = maker, chance

    def line(self, label: str) -> str:
        """One line of ``spam`` or ``honest`` talk."""
        chance = self._chance
        same = chance.choice(NOUNS) if chance.random() < SAME else None
        frame = _NOUN.sub(lambda _: same or chance.choice(NOUNS), chance.choice(FRAMES[label]))
        return self._maker.fill(frame, "")
