"""Calling cards: a line of items that names a trade and how one reaches the seller, and says nothing else.

Who sells what nobody may sell gives the number of a telephone or the name of an account; his line is short, has no
sentence, and promises what honest sellers do not. An account alone proves nothing: people who let rooms have one, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.pattern_tables import pattern_table
from cleaner.patterns import HAN, count_han
from cleaner.stages.spam.laws import WORDS
from cleaner.stages.spam.lexicon import CONTACTS, FIRM, NO_TRADE, POINTS, Hit
from cleaner.stages.spam.runs import Run

# Trades that no honest shop has.
FORBIDDEN = frozenset(("porn", "escort", "gambling", "lottery", "certificate", "cashout", "surrogacy", "drug", "essay"))
# How long a card is, what the words of its trade must come to, and how many ideographs are not theirs: so many, or
# this share of them.
LONGEST, ENOUGH, OTHERS, SHARE = 60, 3.0, 4, 0.34
# A bare card says nothing but the word of a forbidden trade and where to ask: what its words come to, how long it is,
# and how many ideographs it holds.
BARE, SHORTEST, BARE_HAN = 2.5, 30, 3
_ASKS = frozenset("加我找问咨询联系想的来办做买微信扣")
_SENTENCE = frozenset('。!?;"《》')


def is_card(text: str, hits: Sequence[Hit]) -> bool:
    """Whether a line names a forbidden trade and a contact, and hardly anything else."""
    if len(text) > LONGEST or not _SENTENCE.isdisjoint(text) or all(hit.kind not in CONTACTS for hit in hits):
        return False
    words = [hit for hit in hits if hit.kind in WORDS]
    named = max((sum(POINTS[hit.kind] for hit in words if f in hit.families) for f in FORBIDDEN), default=0.0)
    if named < ENOUGH:
        return False
    known = sum(count_han(text, hit.start, hit.end) for hit in hits if _of_trade(hit))
    return count_han(text) - known <= max(OTHERS, SHARE * count_han(text))


def is_bare(text: str, hits: Sequence[Hit]) -> bool:
    """Whether a line holds an account to ask, words of one forbidden trade, and nothing else."""
    if len(text) > SHORTEST or not _SENTENCE.isdisjoint(text) or all(hit.kind not in CONTACTS for hit in hits):
        return False
    words = [hit for hit in hits if hit.kind in FIRM]  # others are words of honest lines, too
    named = {f: sum(POINTS[hit.kind] for hit in words if f in hit.families) for f in FORBIDDEN}
    family = max(FORBIDDEN, key=lambda f: (named[f], f))
    if named[family] < BARE:
        return False
    own = [hit for hit in hits if hit.kind in CONTACTS or family in hit.families]
    left = {at for at, sign in enumerate(text) if HAN.match(sign) and sign not in _ASKS}
    return left <= set().union(*(range(hit.start, hit.end) for hit in own))


def _of_trade(hit: Hit) -> bool:
    """Whether a hit is a contact, a word of promotion, or one of a forbidden trade."""
    return hit.kind in CONTACTS or NO_TRADE in hit.families or not FORBIDDEN.isdisjoint(hit.families)


def is_covert(text: str, run: Run) -> bool:
    """Whether the contact of a line hides from filters, or the line promises what sellers do whom nobody trusts."""
    if run.odd:
        return True
    table = pattern_table("pitching")
    return run.plain > 0 and any(each.search(text) for each in (*table.group("promise"), *table.group("card")))
