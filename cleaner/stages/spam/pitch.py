"""Posts that are the talk of one who sells in secret: what of them is cut names a trade, the rest praises it.

Such sentences read like any other, so most of them stay in the text; but nobody wrote them for a reader. An article or
the page of an honest shop that an advert was put on speaks of something else, and promises other things.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from cleaner.edits import Edit
from cleaner.lines import Lines
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import count_han
from cleaner.stages.spam.filler import what_is_left
from cleaner.stages.spam.lexicon import FIRM, Lexicon
from cleaner.stages.spam.view import view
from cleaner.topical import topical_pairs

# What each piece of evidence weighs, how much of it counts at most, and what they must come to.
WEIGHTS = {
    "cut": (3.2, 1.0),  # the share of the page's ideographs that is cut
    "touched": (2.7, 1.0),  # the share of its sentences of which something is
    "promises": (2.2, 3.0),  # the promises that the rest holds, in a hundred ideographs
    "shared": (0.9, 3.0),  # its topical pairs that what is cut has, too, in as many
    "voice": (0.3, 5.0),  # the words of one who sells, in as many
    "trade": (1.5, 1.0),  # the share of the rest that stands in lines with telling words of the trade
    "trades": (-1.3, 4.0),  # how many trades are cut: hijackers put several on a page
    "guards": (-0.3, 15.0),  # what the guard words of the page weigh
}
ENOUGH = 3.75
# The rest must speak of what is cut, unless this share is cut, so that little of it is left: some Chinese.
MUCH = 0.3
# Ideographs of a line that counts, and of the least rest by which promises, and by which words, are counted; of a
# longer page nobody is sure.
LINE, FEWEST_PROMISING, FEWEST, LONGEST = 4, 100, 50, 2000
# What is cut for other reasons than that it sells something; what is cut for no trade in particular.
_NOT_SOLD, _NO_TRADES = frozenset(("leak", "phrase", "brand", "emoji")), frozenset(("model", "contact"))
_SENTENCE, _QUOTED = re.compile(r"[^\n。!?]+"), re.compile(r"""(["'])[^"'\n]{1,200}\1""")


def is_pitch(lines: Lines, edits: Iterable[Edit], words: Lexicon) -> bool:
    """Whether a page of which ``edits`` cut spam sells one thing throughout."""
    sold = [edit for edit in edits if words.family_of[edit.rule] not in _NOT_SOLD]
    if _NO_TRADES.issuperset(words.family_of[edit.rule] for edit in sold) or count_han(lines.folded) > LONGEST:
        return False
    seen = evidence(lines, sold, words)
    if not (seen["shared"] or seen["trade"] or MUCH < seen["cut"] < 1.0):
        return False
    return sum(weight * min(seen[name], most) for name, (weight, most) in WEIGHTS.items()) >= ENOUGH


def evidence(lines: Lines, sold: Sequence[Edit], words: Lexicon) -> dict[str, float]:
    """What is seen of each of ``WEIGHTS`` on a page from which ``sold`` is cut."""
    folded, table = lines.folded, pattern_table("pitching")
    rest = [line for line in what_is_left(lines, sold) if count_han(line) >= LINE]
    text, size = _QUOTED.sub(" ", "\n".join(rest)), sum(map(count_han, rest))
    families = {words.family_of[edit.rule] for edit in sold}
    trades = families - _NO_TRADES
    named = (table["contact"].sub(" ", folded[edit.start : edit.end]) for edit in sold)
    topics = frozenset[str]().union(*map(topical_pairs, named))
    hundreds = max(FEWEST, size) / 100
    return {
        "cut": sum(count_han(folded, edit.start, edit.end) for edit in sold) / max(1, count_han(folded)),
        "touched": _touched(folded, sold),
        "promises": sum(len(each.findall(text)) for each in table.group("promise")) * 100 / max(FEWEST_PROMISING, size),
        "shared": sum(len(topics & topical_pairs(line)) for line in rest) / hundreds,
        "voice": len(table["voice"].findall(text)) / hundreds,
        "trade": sum(count_han(line) for line in rest if _tells(line, trades, words)) / max(1, size),
        "trades": len(trades),
        "guards": max(words.raised(folded, family)[0] for family in families | _NO_TRADES),
    }


def _touched(text: str, sold: Sequence[Edit]) -> float:
    """The share of the sentences of which something is cut."""
    spans = [found.span() for found in _SENTENCE.finditer(text) if count_han(found[0]) >= LINE]
    return sum(any(e.start < end and start < e.end for e in sold) for start, end in spans) / max(1, len(spans))


def _tells(line: str, trades: Collection[str], words: Lexicon) -> bool:
    """Whether a line holds a telling word of one of the trades."""
    hits = words.hits(view(line).text) if trades else ()
    return any(hit.kind in FIRM and not set(hit.families).isdisjoint(trades) for hit in hits)
