"""Cut porn, gambling and contact spam out, span by span, and never touch the article.

The n-gram model (``model``) runs over the whole text at once and lets few lines through; only those are scored
(``runs``), on a de-obfuscated view (``view``), with the lexicon of the rules files (``lexicon``) and, as a side light,
the page around them (``page``). Whole lines (``alone``) and stretches of them (``stretch``) are weighed by regressions
(``odds``) over the n-grams, the lexicon and a small network (``network``), and so are phrases that stand on a page
again and again (``repeats``); phrases of a trade that were put into sentences are known by how the lines read over them
(``misplaced``). ``judge`` decides, and the page's own words in a line with spam stay (``own``, ``ends``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.doc import Doc, Edit, settle
from cleaner.fold import Class
from cleaner.lines import Lines, lines_of
from cleaner.pipeline import Context, Proposal
from cleaner.stages.spam.adverts import adverts
from cleaner.stages.spam.asked import asked, films
from cleaner.stages.spam.beside import beside_headlines
from cleaner.stages.spam.bounds import with_own_mark, without_leftovers
from cleaner.stages.spam.broken_words import broken_words
from cleaner.stages.spam.captions import captions
from cleaner.stages.spam.clauses import planted
from cleaner.stages.spam.coherence import Rest
from cleaner.stages.spam.doorway import WORDS, is_bait, is_doorway, may_be_doorway
from cleaner.stages.spam.ends import at_ends
from cleaner.stages.spam.evidence import Known
from cleaner.stages.spam.filler import is_spam_page, is_term_list
from cleaner.stages.spam.findings import Finding, confidence
from cleaner.stages.spam.framed_names import FramedNames
from cleaner.stages.spam.house_names import NOBODY, suspects_of
from cleaner.stages.spam.houses import houses, without_houses
from cleaner.stages.spam.inserted import inserted
from cleaner.stages.spam.institutions import brands
from cleaner.stages.spam.judge import Judge
from cleaner.stages.spam.keyword_heads import keyword_heads
from cleaner.stages.spam.leaks import leaks
from cleaner.stages.spam.lexicon import Lexicon, lexicon_of
from cleaner.stages.spam.misplaced import put_in, worth_reading
from cleaner.stages.spam.model import WINDOW, Model, model, running
from cleaner.stages.spam.own import without_own
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.paragraph_ends import beside_paragraphs, come_often, tails_of
from cleaner.stages.spam.pitch import is_pitch
from cleaner.stages.spam.random_lines import random_lines
from cleaner.stages.spam.repeats import PHRASE, Place, again, repeats, seeds, spotted, without_repeats
from cleaner.stages.spam.sentences import is_scrap, within_marks
from cleaner.stages.spam.sight import EVERYTHING, Sight, sight
from cleaner.stages.spam.stamps import stamps
from cleaner.stages.spam.strange_heads import row_above, strange_heads
from cleaner.stages.spam.strays import strays
from cleaner.stages.spam.stumps import with_contacts
from cleaner.stages.spam.watermarks import watermarks

# The best window of a line must score this much for the line to be looked at. Of the clean development lines one in
# three hundred does, of written spam more than 99 in a hundred.
LET_THROUGH = 3.5
LEAK = 8.0
SOUGHT = "spam.sought"
"""Fact: the lines that hold but a name between words of sites, which may be anybody's; ``boilerplate`` takes them."""
# What those put on a page who copied it: the text about it is an article, however much of the page it is.
COPIED = ("house", "advert", "keywords", "asked", "stray", "random")


class FirstLook(NamedTuple):
    """The places of the lexicon's words, the running sums of the n-grams' weights, and the lines to look at."""

    spots: Sequence[tuple[int, int, int]]
    sums: NDArray[np.int32]
    suspects: list[int]


class Before(NamedTuple):
    """What is known of a text: the evidence of lines that were read before, and what the text may hold."""

    known: Known
    seen: Sight = EVERYTHING


def propose(doc: Doc, context: Context) -> Proposal:
    """Edits that remove spam, ``scores["spam"]``, and the verdict for pages that are nothing else."""
    lines = lines_of(doc)
    words = lexicon_of(context.rules)
    seen = sight(lines.points, words, context.rules)
    found = examine(lines, words, model(), context.facts, Before(doc.shared(Known), seen))
    calls: list[Edit] = []
    if context.facts.get("markup.kind") in ("text", "html"):
        calls = inserted(lines, context.rules) if seen.calls else []
        calls += [*watermarks(lines, words.rule_of["phrase"]), *broken_words(lines)]
        calls += stamps(lines, words.rule_of["phrase"])
        calls += [*random_lines(lines, words), *strays(Page(lines, context.facts, []), words)]
    if not calls:
        return found
    taken = {lines.at(edit.start) for edit in calls}  # what else is in their lines is looked at in the next pass
    found.edits = settle([*calls, *(edit for edit in found.edits if taken.isdisjoint(_numbers(lines, edit)))])
    return found


def _numbers(lines: Lines, edit: Edit) -> range:
    """The lines that an edit touches."""
    return range(lines.at(edit.start), lines.at(max(edit.end - 1, edit.start)) + 1)


def examine(
    lines: Lines, words: Lexicon, weights: Model, facts: Mapping[str, Any], before: Before | None = None
) -> Proposal:
    """``propose`` with a lexicon and a model of the caller's choice; ``before``: what they said of the text before."""
    known, seen = before or Before(Known())
    spots, sums, suspects = first_look(lines, words, weights, seen)
    page = Page(lines, facts, suspects)
    leaked = [
        Edit(start, end, "", words.rule_of["leak"], f"action=leak family=leak score={LEAK:.1f} tokens={tokens}", 0.9)
        for start, end, tokens in leaks(page, words, weights)
    ]
    named = words.brands(spots, lines.folded) if spots else []
    seed = [*spotted(lines, [*spots, *named]), *(seeds(lines, sums, weights.scale) if suspects else ())]
    frames, framed, others = _named(page, words, seen)
    sought: dict[str, Any] = {SOUGHT: strange} if (strange := frames.others()) else {}
    whole = adverts(page, words) if seen.adverts else []
    whole += [*keyword_heads(lines, words), *asked(lines, words), *captions(page, words, spots)]
    housed = [*framed, *others, *_apart_from(framed, whole)]
    tails = list(tails_of(lines))
    row = row_above(page, suspects, spots)
    if row is None and not suspects and not leaked and not spots and not housed and not come_often(tails, words):
        return Proposal(scores={"spam": 0.0}, facts=sought)
    bare = bare_lines(lines, suspects, spots)
    judge = Judge(page, words, weights, known, bare)
    for index in suspects:
        judge.line(index)
    judge.reconsider()
    often = list(repeats(lines, words, weights, seed))
    found = list(without_repeats(lines, weights, judge.findings, often))
    rest = lru_cache(partial(Rest, lines, suspects, [*map(_place, found), *map(_place, often)]))
    if found:
        found = list(without_own(page, rest(), judge.reading, found))
        found = at_ends(page, partial(Rest, lines, suspects), judge.reading, found)
        found = list(with_contacts(lines, found))
    if row is not None and all(each.line != row for each in found):  # else the rest of the row may be a menu
        found = [*strange_heads(judge, row), *found]
    found += beside_headlines(judge, rest)
    held = {each.line for each in found}
    found += (
        each for each in beside_paragraphs(judge, [at for _, at, _ in [*spots, *named]], tails) if each.line not in held
    )
    let_off = set(judge.missed).difference(bare, (each.line for each in found))
    found += planted(page, words, list(map(judge.reading, sorted(let_off))), judge.findings)
    rows, gone = worth_reading(lines, sums, weights.scale, spots), {each.line for each in found if each.whole}
    read_again = sorted((rows | let_off) - gone)
    put = [each for index in read_again for each in judge.phrases(index, chains=index not in rows)]
    found += put_in(page, words, put, [*map(_place, found), *map(_place, often)])
    read = [(judge.reading(each.line), each) for each in found]
    found = sorted((within_marks(*each) for each in read if not is_scrap(*each)), key=attrgetter("start"))
    often += again(lines, weights, [(f.start, f.end) for f in found])
    edits = [
        *_apart(page, _edits(page, words, found), leaked),
        *leaked,
        *(_phrase(page, words, each) for each in often),
    ]
    edits += brands(page, words, named, [each.text for each in often])
    edits += films(lines, words, sorted({*suspects}.difference(map(lines.at, (edit.start for edit in edits)))))
    edits = settle([*without_houses(_apart_from(framed, edits), housed), *housed])
    edits = list(without_leftovers(lines.text, settle([*edits, *frames.beside(edits)])))
    contacts = any(each.run.contacts for each in found)
    if edits and not contacts and is_term_list(lines, edits, repeated=not found):
        edits = []
    doorway = len(spots) >= WORDS and _is_made_to_be_found(judge, spots, sums)
    if not edits and not doorway:
        return Proposal(scores={"spam": round(0.5 * judge.near, 4)}, facts=sought)
    return _weighed(judge, edits, sought, doorway=doorway)


def _weighed(judge: Judge, edits: list[Edit], facts: dict[str, Any], *, doorway: bool) -> Proposal:
    """The cuts with what they say of the page: how much of it is spam, and whether it is nothing else."""
    page, words, lines = judge.page, judge.lexicon, judge.page.lines
    copied = {words.rule_of[family] for family in COPIED if family in words.rule_of}
    told = [edit for edit in edits if edit.rule not in copied]
    taken = sum(page.han(e.start, e.end) for e in told)
    share = taken / max(1, page.han(0, len(lines.text)))
    near = max([judge.near, *(e.confidence for e in edits)])
    alone = doorway or is_spam_page(lines, told, share, judge.doubted) or is_pitch(lines, told, words)
    verdict = "spam" if alone else None
    score = max(share, 0.5 * near + 0.5 * share, 0.9 if verdict else 0.0)
    return Proposal(edits, scores={"spam": round(min(1.0, score), 4)}, facts=facts, verdict=verdict)


def _named(page: Page, words: Lexicon, seen: Sight) -> tuple[FramedNames, list[Edit], list[Edit]]:
    """Names among words of sites, the cuts of those that their frames show to be houses', and those of other names."""
    suspects = suspects_of(page.lines, words) if seen.houses else NOBODY
    frames = FramedNames(page, words, suspects.sought)
    framed = list(frames.edits())
    return frames, framed, _apart_from(framed, houses(page, words, suspects))


def _is_made_to_be_found(judge: Judge, spots: Sequence[tuple[int, int, int]], sums: NDArray[np.int32]) -> bool:
    """Whether a page holds nothing but what people search for: it is bait, or a doorway to another site."""
    page, words, lines, scale = judge.page, judge.lexicon, judge.page.lines, judge.model.scale
    told = list(map(judge.reading, sorted({lines.at(start) for _, start, _ in spots})))
    if is_bait(page, words, told):
        return True
    return may_be_doorway(lines, sums, scale) and is_doorway(page, words, told, sums, scale)


def first_look(lines: Lines, words: Lexicon, weights: Model, seen: Sight = EVERYTHING) -> FirstLook:
    """What the spotter and the n-grams say of a text at once, and which lines they let through."""
    spots = words.spots(lines.points) if seen.spots else []
    sums = running(lines.points, weights.weights)
    return FirstLook(spots, sums, suspect_lines(lines, sums, weights.scale, spots, words.weighty(spots)))


def bare_lines(lines: Lines, suspects: Sequence[int], spots: Sequence[tuple[int, int, int]]) -> frozenset[int]:
    """Those ``suspects`` that hold no ideograph, telling word (``spots``) or ``@``: addresses, code, foreign text."""
    han = lines.counts(Class.HAN)
    told = {lines.at(start) for _, start, _ in spots}
    bare = (index for index in suspects if not han[index] and index not in told)
    return frozenset(i for i in bare if "@" not in lines.text[int(lines.starts[i]) : int(lines.ends[i])])


def _apart(page: Page, edits: Sequence[Edit], leaked: Sequence[Edit]) -> Iterator[Edit]:
    """The edits that overlap no leak, and of others the words before it; both are in order and free of overlaps."""
    ends = [each.end for each in leaked]
    for edit in edits:
        next_leak = bisect_right(ends, edit.start)
        stop = min(edit.end, leaked[next_leak].start) if next_leak < len(leaked) else edit.end
        if stop == edit.end or 2 * page.han(edit.start, stop) > stop - edit.start > 0:
            yield edit._replace(end=stop)


def _apart_from(held: Sequence[Edit], edits: Sequence[Edit]) -> list[Edit]:
    """The edits that touch none of those that are ``held``."""
    if not held:
        return list(edits)
    return [edit for edit in edits if all(edit.end <= each.start or each.end <= edit.start for each in held)]


def _place(found: Finding | Place) -> tuple[int, int]:
    return found.start, found.end


def suspect_lines(
    lines: Lines,
    sums: NDArray[np.int32],
    scale: float,
    spots: Sequence[tuple[int, int, int]],
    weighty: Sequence[bool],
) -> list[int]:
    """The lines that the model (by its running ``sums``) or the lexicon's spotter lets through.

    The model asks for a high window, or a high total in a short line; the spotter (``spots``) for two telling words, or
    one that is weighty or that the model does not take for prose.
    """
    limit = LET_THROUGH * (3 * WINDOW) ** 0.5 / scale
    high = (sums[WINDOW:] - sums[:-WINDOW] > limit).nonzero()[0]
    totals = sums[lines.ends] - sums[lines.starts]
    flagged = set(((totals > limit / 2) & (lines.sizes < 2 * WINDOW)).nonzero()[0].tolist())
    if len(high):
        flagged.update((lines.starts.searchsorted(high + WINDOW // 2, "right") - 1).tolist())
    if spots:
        starts = np.fromiter((start for _, start, _ in spots), np.int64, len(spots))
        told = sums[np.minimum(starts + WINDOW, len(lines.text))] > sums[np.maximum(starts - WINDOW // 2, 0)]
        told |= np.array(weighty, np.bool_)
        where = lines.starts.searchsorted(starts, "right") - 1
        again = where[1:] == where[:-1]
        told[1:] |= again
        told[:-1] |= again
        flagged.update(where[told].tolist())
    return sorted(flagged)


def _phrase(page: Page, words: Lexicon, each: Place) -> Edit:
    line = page.lines.at(each.start)
    bounds = int(page.lines.starts[line]), int(page.lines.ends[line])
    start, end = with_own_mark(page.lines.text, bounds, each.start, each.end)
    notes = f"action=phrase family=phrase score={each.points:.1f} text={each.text}"
    return Edit(start, end, "", words.rule_of["phrase"], notes, confidence(each.points, PHRASE))


def _edits(page: Page, words: Lexicon, findings: Sequence[Finding]) -> list[Edit]:
    edits: list[Edit] = []
    for each in findings:
        start, end = each.start, each.end
        if each.whole:
            start, end = page.lines.whole(each.line)
            start = max(start, edits[-1].end if edits else 0)
        sure = confidence(each.run.points, each.threshold)
        action = "line" if each.whole else "span"
        edits.append(Edit(start, end, "", words.rule_of[each.run.family], f"action={action} {each.notes}", sure))
    return edits
