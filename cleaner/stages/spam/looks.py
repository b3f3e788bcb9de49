"""How a line is written, and its weakest and strongest pieces: they tell an advertisement from talk about one."""

from __future__ import annotations

from cleaner.patterns import count_han
from cleaner.stages.spam.reading import Reading, means_of

# How wide the pieces are that the n-grams judge, and what is the end of a line at least.
WIDE, END = 10, 4
# The share of a line that is in each of these.
_SHARES = {
    "function": frozenset("的了是在和有不我你您他她们这那就也都而与及或"),
    "stops": frozenset('。,!?;:、"《》()'),
    "signs": frozenset(" |_-/·•#"),
    "digits": frozenset("0123456789"),
    "letters": frozenset("abcdefghijklmnopqrstuvwxyz"),
}


def looks(line: Reading, left: int, right: int) -> dict[str, float]:
    """What the n-grams say of the pieces of a stretch and of its second half, and the look of it, in numbers."""
    text, strength = line.text[left:right], line.strength
    pieces = strength.pieces(left, right, WIDE)
    shares = {name: sum(map(chars.__contains__, text)) / len(text) for name, chars in _SHARES.items()}
    return shares | {
        "least": float(pieces.min()),
        "most": float(pieces.max()),
        "end": strength.score(right - max(END, (right - left) // 2), right),
        "han": count_han(text) / len(text),
        "sentence": float(text.endswith("。")),
        "quotes": float('"' in text or "《" in text),
        "you": float("你" in text or "您" in text),
    }


def reads(line: Reading, left: int, right: int) -> dict[str, float]:
    """What the network says of a stretch as a whole, and of its weakest and strongest piece."""
    tags = line.strength.tags[left:right]
    means = means_of(tags)
    whole = line.strength.whole(left, right)
    return {"network": whole, "tags least": float(means.min()), "tags most": float(means.max())}
