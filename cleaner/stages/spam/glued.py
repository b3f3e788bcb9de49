"""Headlines and sentences that are glued to the spam before or behind them, told by how they read by themselves."""

from __future__ import annotations

from cleaner.patterns import count_han
from cleaner.stages.spam.reading import Reading

# The fewest ideographs of such text, and how far from the last telling word it may begin.
LEAST, NEAR = 6, 6
# What the n-grams, and they and the network together, say of it at most.
HONEST, BOTH = -2.5, -8.0


def spam_part(line: Reading) -> tuple[int, int]:
    """The part of a line that holds its telling words, without the text beside them that is no spam by itself."""
    size = len(line.text)
    firm = [hit for hit in line.hits if hit.kind != "weak"]
    if not firm:
        return 0, size
    first, last = firm[0].start, max(hit.end for hit in firm)
    right = next((at for at in range(last, min(last + NEAR, size)) if _honest(line, at, size)), size)
    left = next((at for at in range(first, max(first - NEAR, 0), -1) if _honest(line, 0, at)), 0)
    return left, right


def _honest(line: Reading, start: int, end: int) -> bool:
    """Whether the models take a piece of a line, read by itself, for text of its own."""
    if count_han(line.text, start, end) < LEAST:
        return False
    score = line.strength.score(start, end)
    return score < HONEST and score + line.strength.whole(start, end) < BOTH
