"""What was found in a line, within the brackets and the sentences that all of its words and contacts stand in."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from operator import attrgetter

from cleaner.patterns import count_han, lazy
from cleaner.stages.spam.findings import Finding
from cleaner.stages.spam.reading import Reading

# Brackets with spam in them, what share of them was found at least, and ideographs of the text beside them.
_BRACKETS = re.compile(r"【[^【】]{4,80}】|\([^()]{4,80}\)|\[[^\[\]]{4,80}\]")
SHARE, BESIDE = 0.3, 6
# The fewest ideographs of a sentence of the text beside spam, and what the n-grams say of it at most, or each network.
SENTENCE, OWN, READS_OWN = 6, 1.0, -2.0
# Ideographs that tell something where no word does, and how far above its threshold a finding is sure; the beginning of
# a heading or of an item of a list.
TELLS, SURE, _ITEM = 4, 1.5, re.compile("[ ]{0,3}(?:[*+-]|#{1,6}) ")
# How long a title is; what one has not.
TITLE, _END, _CLAUSE = 60, lazy("[。!?]"), lazy("[\u3400-\u9fff]{2}")
_begin = attrgetter("start")
_STOP = re.compile(r"。+[\"')」』]*")


def within_marks(line: Reading, found: Finding) -> Finding:
    """A finding of a part of a line without the clauses and sentences beside its spam."""
    if found.whole or found.run.framed:
        return found
    start, end = (bisect_left(line.view.offsets, at - line.start) for at in (found.start, found.end))
    inside = line.hits[bisect_left(line.hits, start, key=_begin) : bisect_left(line.hits, end, key=_begin)]
    told = [(hit.start, hit.end) for hit in inside if hit.kind != "weak" and hit.end <= end]
    if not told:
        return found
    first, last = told[0][0], max(stop for _, stop in told)
    left, right = _bracketed(line, start, end, first, last) or _sentences(line, start, end, first, last)
    if (left, right) == (start, end):
        return found
    return replace(found, start=line.place(left), end=line.place(right))


def is_scrap(line: Reading, found: Finding) -> bool:
    """Whether a finding without a contact is a scrap of what its writer set as a whole.

    No word speaks for it, and it is a few ideographs, or part of a clause of an item, a heading or what it is hardly
    spam in; or one word alone, and it is part of a clause amid a title.
    """
    run, text = found.run, line.text
    if found.whole or run.contacts or run.framed:
        return False
    start, end = (bisect_left(line.view.offsets, at - line.start) for at in (found.start, found.end))
    torn = any(0 < at < len(text) and _CLAUSE.match(text, at - 1) for at in (start, end))
    if run.family == "model":
        slight = run.points < found.threshold + SURE or _ITEM.match(text) is not None
        return count_han(text, start, end) < TELLS or (torn and slight)
    amid = torn and start > 0 and end < len(text) <= TITLE
    return amid and run.firm <= 1 and not run.certain and not _END.search(text)


def _bracketed(line: Reading, start: int, end: int, first: int, last: int) -> tuple[int, int] | None:
    """The brackets that what tells of a finding stands in, amid a text."""
    text = line.text
    for match in _BRACKETS.finditer(text, max(0, first - 80), last + 80):
        left, right = match.span()
        if left <= first and last <= right:
            held = min(right, end) - max(left, start) >= SHARE * (right - left)
            amid = count_han(text, 0, left) + count_han(text, right) >= BESIDE
            return (left, right) if held and amid else None
    return None


def _sentences(line: Reading, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The bounds of a finding without the sentences at its ends that hold nothing that tells."""
    stops = [stop.end() for stop in _STOP.finditer(line.text, start, end)]
    left = max((at for at in stops if at <= first), default=start)
    right = min((at for at in stops if at >= last), default=end)
    return left if _is_own(line, start, left) else start, right if _is_own(line, right, end) else end


def _is_own(line: Reading, start: int, end: int) -> bool:
    """Whether a part of a line is a sentence that the n-grams, or both networks, do not take for spam."""
    if count_han(line.text, start, end) < SENTENCE:
        return False
    strength = line.strength
    return strength.score(start, end) < OWN or max(strength.whole(start, end), strength.again(start, end)) < READS_OWN
