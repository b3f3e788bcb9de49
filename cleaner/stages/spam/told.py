"""What the page and the paragraph around a run without a contact say for text that tells of an offer.

Who tells what a seller, a cheat or a price list offered him writes what sellers write. But he writes it in a paragraph
of his own, of things that he speaks of elsewhere, too; an advertisement put into a text has little to do with it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.patterns import count_han
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import Reading
from cleaner.stages.spam.runs import Run, names_account
from cleaner.stages.spam.vetoes import cuts_clause, reported, telling
from cleaner.topical import topical_pairs

# How far it raises the threshold that the page is about the trade.
TOPIC = 12.0
# The same of a part of a paragraph that one tells of himself or of another, with so many ideographs beside it; or that
# has so many on both sides and shares pairs with the page.
PART, OWN, INSIDE = 2.5, 12, 4
# The same of a whole paragraph of so many ideographs that shares so many pairs with the page, or tells of another.
WHOLE, LONG, SHARED, TELLING = 2.0, 40, 2, 1.3
# The same of a part with text on both sides of which one end is no end of a clause, or behind which its clause goes on.
CUT = 6.0
# The same of what a colon introduces behind so many ideographs; the colon is among the first characters at the latest.
INTRODUCED, BEFORE, FIRST = 12.0, 12, 16

# Within so many characters from the beginning of a run a sentence says that examples follow; what that adds.
EXAMPLES, EXAMPLED = 40, 4.0
# The same where one who is ill, or of whom a friend tells, asks for help, in such families; in how many lines on both
# sides of a question he tells of it or is answered, and in how many words.
PATIENT, ILL = 20.0, frozenset(("medical", "drug", "model"))
NEAR, WORDS = 2, 2

# What the n-grams say of a run at most that tells of a trade, whatever its words are.
PROSE = 0.0
# How many topical pairs of a headline, and what part of them, the page says elsewhere.
HEADLINE, MOST = 4, 0.4
# So many different characters stand in an answer, and so many characters at most in a row of them.
ANSWER, ROW = 4, 1000

_MARKS = re.compile("[,。]")


def told(page: Page, line: Reading, run: Run, whole: bool) -> tuple[float, list[str]]:
    """How far this raises the threshold for a run, and why; ``whole``: it is most of its line."""
    if run.contacts:
        return 0.0, []
    found: dict[str, float] = {}
    if any(page.topics.about(each, line.number) for each in {run.family, *run.families}):
        found["what the page is about"] = TOPIC
    if _introduced(line.text, run, whole):
        found["introduced"] = INTRODUCED
    if run.family in ILL and (_patient(line.text, run, whole) or _asked(page, line, run)):
        found["told of a patient"] = PATIENT
    if _reordered(line.text) or (not run.firm and telling("saying").fullmatch(line.text.strip())):
        found["a saying or a question with answers"] = TOPIC
    if telling("examples").search(line.text, 0, run.start + EXAMPLES) and not run.framed:
        found["examples"] = EXAMPLED
    if run.framed or run.packed or (run.certain and run.model >= PROSE):
        return sum(found.values()), list(found)
    beside = [count_han(piece) for piece in (line.text[: run.start], line.text[run.end :])]
    reached = run.entire and names_account(line.text, run)  # who tells of an offer does not say how to take it up
    telling_of = telling("teller").search(line.text) is not None or reported(line.text, run)
    teller = sum(beside) >= OWN and telling_of and not reached
    if not whole and (teller or (min(beside) >= INSIDE and _shared(page, line, run) > 0)):
        found["part of a paragraph"] = TOPIC if run.entire and not reached else PART
    goes_on = not whole and telling("goes on").match(line.text, run.end) is not None
    if goes_on or (min(beside) >= INSIDE and cuts_clause(line.text, run)):
        found["cuts a clause"] = CUT
    if whole and not run.firm and _headline(page, line, run):
        found["headline of the page"] = WHOLE
    long = whole and count_han(line.text) >= LONG and _MARKS.search(line.text) is not None
    if long and _shared(page, line, run) >= SHARED:
        found["paragraph of the page"] = WHOLE
    elif long and (telling("other").search(line.text) or reported(line.text, run)):
        found["told of another"] = TELLING
    return sum(found.values()), list(found)


def _shared(page: Page, line: Reading, run: Run) -> int:
    return page.coherence.shared(line.number, line.place(run.start), line.place(run.end))


def _patient(text: str, run: Run, whole: bool) -> bool:
    """Whether a line tells of one who is ill: all of it, or beside a run that asks where or how he is healed."""
    if telling("patient").search(text):
        return True
    beside = f"{text[: run.start]} {text[run.end :]}"
    return not whole and run.family == "medical" and telling("ill").search(beside) is not None


def _asked(page: Page, line: Reading, run: Run) -> bool:
    """Whether the lines about it tell how the illness runs that a run speaks of, or answer it."""
    own = topical_pairs(line.text[run.start : run.end])
    near = (text for text in page.near(line.number, NEAR) if not own.isdisjoint(topical_pairs(text)))
    return any(telling("ill").search(text) or page.topics.told("medical", text) >= WORDS for text in near)


@lru_cache(maxsize=1)  # asked for each run of a line
def _reordered(text: str) -> bool:
    """Whether items of a line are others in another order, as answers to choose from are."""
    items = {item for item in text.split() if len(set(item)) >= ANSWER} if len(text) <= ROW else set()
    return len({tuple(sorted(item)) for item in items}) < len(items)


def _headline(page: Page, line: Reading, run: Run) -> bool:
    """Whether most of what a run says is what the page speaks of."""
    return _shared(page, line, run) >= max(HEADLINE, MOST * len(topical_pairs(line.text[run.start : run.end])))


def _introduced(text: str, run: Run, whole: bool) -> bool:
    """Whether a colon behind a good part of a sentence, or behind a ban, introduces a run."""
    if telling("bans").search(text, 0, min(run.start + FIRST, run.end)):
        return True
    if whole:
        return False
    colon = text.rfind(":", 0, min(run.start + FIRST, run.end))
    if colon < run.start - FIRST // 2 or telling("label").search(text, max(0, colon - FIRST), colon):
        return False
    return count_han(text, 0, max(colon, 0)) >= BEFORE
