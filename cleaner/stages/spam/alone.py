"""Lines and stretches of lines that the model condemns; words and contacts of the lexicon only help."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log, log1p

from cleaner.patterns import count_han, lazy
from cleaner.stages.spam.cards import BARE_HAN, is_bare, is_card, is_covert
from cleaner.stages.spam.laws import WORDS
from cleaner.stages.spam.lexicon import CONTACTS, POINTS, Hit
from cleaner.stages.spam.looks import looks, reads
from cleaner.stages.spam.odds import line_odds, odds
from cleaner.stages.spam.reading import READ, SURE, Reading
from cleaner.stages.spam.runs import Run, describe

# What a line must show; one that ends in a plain number as honest shops do; a list of short names, whose shape proves
# nothing; a calling card, and how many ideographs that has at least.
ALONE, SHOP, ROW, CARD, CARD_HAN = 2.85, 3.1, 3.4, 0.5, 4
# What the second network must say of a line of which the trees say so much, by how long it is: of less, such as a name
# or a headline, it knows too little. Where they say less, so much more, and as much again for each; and of each piece
# of it then at least so much. The n-grams must give a line so much that seems to hold text of its own.
UNSURE, AGAIN, FURTHER, EACH, PIECEWISE, THROUGHOUT = 1.9, ((24, 3.6), (16, 6.6)), 1.0, 1.5, 0.0, 0.0
# What the trees and so much of what the second network says must come to where a contact is covert, and what it then
# says of each piece.
TOGETHER, COVERT, PIECE_OF_CARD = 0.4, 2.5, -2.0
# What the regression must say of a list of nothing but weak words of one trade.
ALL_WORDS = 4.0
# What the page around it can add to a line.
SLACK = 2.0
LEAST, LEAST_HAN = 6, 8
# What somebody types or pastes so many times over is none without a telling word; of such a length it is known.
TIMES, TYPED = 4, 16
SHORT = 24
# What stands beside a stretch of spam is text of its own below this, sooner where a blank sets it apart.
OTHER, OTHER_APART, OTHER_WITHIN = -2.5, -1.5, -6.0
# What stands between pieces of spam is text of its own below this.
BETWEEN = -2.5
# The network must give each character of such text less than this on average; or less than this at an end of the line,
# of so many characters.
READS_OWN, ENDS_OWN, GLUED = 0.0, -1.0, 8
_STOPS = "。!? |_→←»›"
_APART = re.compile(f"[{re.escape(_STOPS)}]")
_KANA = re.compile("[\u3041-\u30fa]")
# Kana beside ideographs of a text that is not Chinese.
JAPANESE = 0.3
# The labels of a form or a template: so many, and what share of it they are.
_LABEL, LABELS, MOSTLY = re.compile(r"[【\[][^【】\[\]]{1,12}[】\]]"), 3, 0.8
_ITEMS, _HEAD = lazy(r"[|_,、;/\- ]+"), lazy("([\u3400-\u9fff])[,|\t]")
# A list of names, such as dynasties or cities: its items, and the most characters of one on average.
MANY_ITEMS, NAME = 6, 4.0


def whole_line(line: Reading) -> tuple[Run, float] | None:
    """The line as one run, and its threshold, where the model finds it spam through and through."""
    text = line.text.strip()
    left = line.text.find(text)
    right = left + len(text)
    card, bare = is_card(text, line.hits), is_bare(line.text, line.hits)
    found = judged(line, left, right, BARE_HAN if bare else CARD_HAN if card else LEAST)
    if not found:
        return None
    run, hits = found
    if bare:
        run.points = ALONE
        return run, CARD
    shop = run.plain and not (run.odd or run.firm)
    least = CARD if card else ROW if names(text, run) else SHOP if shop else ALONE
    seen = evidence(line, run, hits)
    if line_odds().of(seen | {"network": SURE}) < least - SLACK:
        return None
    start, end = line.strength.core
    own = _clean(line, left, start) or _clean(line, end, right) or _sandwiched(line, left, right)
    if own and (run.model < THROUGHOUT or least > ALONE):
        return None
    read = reads(line, left, right)
    own = own or (read["tags least"] < ENDS_OWN and _ends_own(line, left, right))
    run.points = odds("whole", seen | looks(line, left, right) | read)
    if least == ROW and _all_words(line.text, hits) and line_odds().of(seen | read) >= ALL_WORDS:
        run.points = max(run.points, ROW)
    if (own or run.points < least) and is_advert(line, run, own):
        run.points, own = max(run.points, least), False
    return None if own else (run, least)


def is_advert(line: Reading, run: Run, throughout: bool) -> bool:
    """Whether the network that knows frames of adverts takes a line for one; a row of names has no frame.

    Where the other models doubt more, or take a piece of it for text of its own, each piece must read like one.
    """
    text, strength = line.text[run.start : run.end], line.strength
    covert = is_covert(text, run)
    bar = next((bar for least, bar in AGAIN if len(text) >= least), None)
    shop = run.plain > 0 and not run.odd  # honest shops have a number, too
    doubted = run.points < UNSURE
    if bar is None or (not covert and (_is_row(text) or (doubted and shop))):
        return False
    again = strength.again(run.start, run.end)
    if covert and run.points >= 0.0 and run.points + TOGETHER * again >= COVERT:
        bar = again
    elif doubted and shop:
        return False
    elif doubted:
        bar, throughout = bar + FURTHER + EACH * (UNSURE - run.points), True
    if again < bar:
        return False
    return not throughout or strength.again_least(run.start, run.end) >= (PIECE_OF_CARD if covert else PIECEWISE)


def _ends_own(line: Reading, left: int, right: int) -> bool:
    """Whether the models agree that the first or the last characters of a line are text of its own."""
    for hit in line.hits:  # names and numbers of contacts say nothing
        if hit.kind in CONTACTS and hit.end >= right - GLUED // 2 and hit.start > left:
            right = hit.start
    size = min(GLUED, right - left)
    ends = ((left, left + size), (right - size, right))
    return any(line.strength.tags[a:b].mean() < ENDS_OWN and line.strength.score(a, b) < BETWEEN for a, b in ends)


def _all_words(text: str, hits: Sequence[Hit]) -> bool:
    """Whether a line is a list of nothing but different words of one trade."""
    words = {text[hit.start : hit.end] for hit in hits}
    families = Counter(family for hit in hits for family in hit.families)
    return len(words) >= MANY_ITEMS and max(families.values()) == len(hits) == len(_words_of(text))


def _words_of(text: str) -> list[str]:
    """The items of a list."""
    return [item for item in _ITEMS.split(text) if item and not item.isdigit()]


def names(text: str, run: Run) -> bool:
    """Whether a text is a list of short names, none of them a contact, and only the model speaks against it."""
    return run.family == "model" and not run.contacts and _is_row(text)


def _is_row(text: str) -> bool:
    """Whether a text is a list of short names."""
    items = _words_of(text)
    return len(items) >= MANY_ITEMS and sum(map(len, items)) <= NAME * len(items)


def evidence(line: Reading, run: Run, hits: Sequence[Hit]) -> dict[str, float]:
    """What the regression weighs beside the network: words and contacts of each kind, the model, length and gaps.

    Words of promotion that honest advertisements have too (family ``contact``) count as weak ones.
    """
    found: dict[str, set[str]] = {kind: set() for kind in POINTS}
    for hit in hits:
        kind = "weak" if hit.families == ("contact",) and hit.kind in WORDS else hit.kind
        found[kind].add(line.text[hit.start : hit.end])
    counts = {kind: float(len(words)) for kind, words in found.items()}
    return counts | {
        "model": run.model,
        "length": log(run.end - run.start),
        "gaps": log1p(line.view.gaps),
    }


def _clean(line: Reading, left: int, right: int) -> bool:
    """Whether what stands beside the stretch of spam is text of its own, not more of the same.

    Text of its own is set apart by a blank or the end of a sentence; within a sentence it must be far from spam.
    """
    apart = " " in line.text[max(0, left - 1) : left + 1] or " " in line.text[right - 1 : right + 1]
    while left < right and line.text[left] == " ":
        left += 1
    piece = line.text[left:right]
    least, most = (LEAST_HAN // 2, OTHER_APART) if apart else (LEAST_HAN, OTHER)
    if not apart and not any(mark in piece for mark in _STOPS):
        most = OTHER_WITHIN
    return count_han(piece) >= least and line.strength.score(left, right) < most and _own(line, left, right)


def _own(line: Reading, left: int, right: int) -> bool:
    """Whether the network does not take a piece of a line for spam, or has not read it."""
    return len(line.text) > READ or float(line.strength.tags[left:right].mean()) < READS_OWN


def _sandwiched(line: Reading, left: int, right: int) -> bool:
    """Whether text of its own stands between pieces of spam, set apart from them on both sides."""
    cuts = [left, *(m.end() for m in _APART.finditer(line.text, left, right)), right]
    return any(
        count_han(line.text, start, end) >= LEAST_HAN
        and line.strength.score(start, end) < BETWEEN
        and _own(line, start, end)
        for start, end in pairwise(cuts)
    )


def judged(line: Reading, left: int, right: int, fewest: int = LEAST) -> tuple[Run, list[Hit]] | None:
    """The part of a line as one run with the score of the model, and its hits; none where little is Chinese.

    None, too, of one word over and over that does not tell, of an entry of a dictionary, and of labels: the n-grams
    know nothing of these.
    """
    size = right - left
    last = min(right, left + 400)
    han = count_han(line.text, left, last)
    if han < fewest or han < 0.15 * min(size, 400) or is_japanese(line.text[left:last]):
        return None
    score = line.strength.score(left, right, SHORT) + line.strength.bias
    inside = [h for h in line.hits if left <= h.start and h.end <= right]
    if all(hit.kind == "weak" for hit in inside) and _tells_nothing(line.text[left:right]):
        return None
    run = describe(line, inside, 0.0) if inside else Run(left, right, 0.0, "model")
    run.start, run.end, run.points, run.model = left, right, score, score
    if not run.firm:
        run.family = "model"
    return run, inside


def _tells_nothing(text: str) -> bool:
    """Whether a text without telling words is one word over and over, an entry of a dictionary, or labels."""
    if _said_again(text) or _is_entry(text):
        return True
    labels = [match.end() - match.start() for match in _LABEL.finditer(text)]
    return len(labels) >= LABELS and sum(labels) >= MOSTLY * len(text)


def _said_again(text: str) -> bool:
    """Whether a text is a few characters over and over, or one item several times, as a title in both scripts is."""
    items = text.split()
    return (len(text) >= TYPED and len(set(text)) * TIMES <= len(text)) or (len(items) > 1 and len(set(items)) == 1)


def _is_entry(text: str) -> bool:
    """Whether a text is a row of a dictionary: a single ideograph, and items most of which hold it."""
    head = _HEAD.match(text)
    if not head:
        return False
    items = _words_of(text[head.end() :])
    return len(items) >= MANY_ITEMS and 2 * sum(head[1] in item for item in items) >= len(items)


def is_japanese(text: str) -> bool:
    """Whether a text with ideographs holds too much kana to be Chinese."""
    kana = len(_KANA.findall(text))
    return kana > 0 and kana > JAPANESE * count_han(text)
