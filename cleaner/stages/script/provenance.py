"""Where Traditional text comes from: a native hand, OpenCC or one of its kin, or a naive table of characters.

A converter cannot undo its own choices, so text that OpenCC made comes back unchanged from a round trip to Simplified,
while native text does not. What a table of single characters made is told by its choices (``naive``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from cleaner.doc import codes
from cleaner.fold import fold
from cleaner.literary import may_be_literary
from cleaner.pattern_tables import pattern_table
from cleaner.stages.script import tables
from cleaner.stages.script.glyphs import LEAST as LEAST_WORDS
from cleaner.stages.script.glyphs import hands, standard
from cleaner.stages.script.labels import HANT, LABELS, MIXED, Choice, Paragraphs
from cleaner.stages.script.naive import DIFFERENT, NOTHING, slips
from cleaner.stages.script.roundtrip import Choices, choices_of, round_trip
from cleaner.stages.script.style import mainland
from cleaner.stages.script.unread import unread, written_for

Origin = Literal["native", "machine", "naive-table", "unknown"]

_TRADITIONAL = np.isin(np.arange(len(LABELS)), (HANT, MIXED))
# Characters below which nothing is said, and Han characters after which the judgement is tried until it is clear.
LEAST = 1000
# From which length on the picks of a table of characters are asked about, and the log odds that they must come to: of
# 13,000 native pieces of 300 to 990 characters none has as much as 6, if it is neither Japanese nor mixed.
SHORTEST, PICKED = 200, 7.0
# What the Mainland's quotation marks weigh there, and what the picks must come to with them: of 5,300 native pieces of
# 650 characters, those with more of these marks than of the others come to no more than 4.5.
QUOTED, PICKED_QUOTED = 0.5, 5.0
SAMPLES = (1500, 3000, 6000)
# Differences in 10,000 Han characters after a round trip follow a gamma-Poisson law (shape, mean). Fitted to native
# text of Taiwan and Hong Kong, and to Simplified text converted with the dictionaries of 2018.
NATIVE = (1.5, 38.0)
MACHINE = (0.6, 2.0)
# The share of 的 that tells modern from classical text, whose characters follow no table; and of terse modern text, if
# it is more frequent there than the words of classical text. With less of it a text is no prose but names, addresses or
# entries of a list: there 里 is a village and 后 a queen, and neither these nor a round trip tell anything.
MODERN, TERSE = 0.005, 0.003
CLASSICAL = "之乎矣曰"
# What a Mainland quotation mark weighs against one of Taiwan's or Hong Kong's (converters leave them), and at most.
# Official Hong Kong writes them too, so beside its words they say nothing.
QUOTE = 0.8
QUOTES = 4.0
# What each word that the Mainland alone has weighs (converters leave them too) against one of Taiwan or Hong Kong, and
# at most for and against it (some of the Mainland type Traditional); what one that it shares with Hong Kong weighs.
WORD, FOR, AGAINST = 1.0, 6.0, 6.0
SHARED = 0.5
# What the way of putting things weighs in all, and at most against a machine, for one, and for one where the marks of
# quotations are not the Mainland's: stories are told alike everywhere.
STYLE, STYLED, TOLD = 2.0, 8.0, 3.0
# Plain prose of any region comes through a round trip as it was: marks, words and their way must weigh more than this.
PLAIN = 2.0
# What several forms of OpenCC's own standard weigh that no region writes (爲 with 衆), and those of Hong Kong's fonts.
FORMS = {"opencc": 3.0, "hk": 2.0}
# Converters with other tables (MediaWiki's), whose quotation marks may be Taiwan's: the law of their differences, and
# log odds before any evidence.
OTHERS = (2.3, 24.0)
OTHER = -2.5
# Log odds of a converter that puts the words of Taiwan as well, which then say nothing; what each that is out of place
# weighs for it, and at most.
WORDED = -3.5
PUT, MOST_PUT = 1.5, 6.0
# With the quotation marks and the words of its region, no round trip of the samples could make text a machine's.
OWN, OWN_WORDS = -6.0, -1.0
# Log odds from which on text counts as a machine's, as a table's, as native (where words of its own tell), and needs no
# larger sample.
SURE = 4.5
# What asks for more: text of fewer Han characters. And words alone do not tell where more characters in 10,000 differ
# after a round trip than they do on average in native text: some of the Mainland type Traditional.
FEW, FEW_SURE = 700, 5.0
# And a short one with code in Markdown, which its author keeps as he wrote it (some of the Mainland and programs that
# write let it be Traditional): log odds, Han characters, marks of code.
CODED_SURE = 8.0
CODED, CODE = 2000, 4
TABLE = 3.0
NATIVE_BELOW = -2.0
# Log odds of a naive table in the classical language, whose hands choose as one would: of 42 pieces of old books four
# look as much like a table's work as this, and up to 6 more.
OLD = -22.0
CLEAR, SETTLED = 5.0, -1.0
# Words half in Simplified that tell of a converter.
LEFT = 2
# So many forms that Japanese alone has, and such a share of the Traditional ones: no table writes them, but programs
# that read prints do.
READ, READ_SHARE = 5, 0.1
# Characters in the forms of two standards that no converter has made.
HANDS = 2


@dataclass(frozen=True)
class Provenance:
    """What is known, the evidence in words for the ledger, and the log odds that a machine converted the text.

    unread: characters of a naive table that no conversion takes back, with those that the table had read.
    slips: whether the text, too short for a judgement of its origin, has picks of a naive table.
    """

    origin: Origin
    evidence: str = ""
    odds: float | None = None
    unread: Mapping[int, int] = field(default_factory=dict)
    slips: bool = False

    @property
    def made(self) -> bool:
        """Whether the text was converted from Simplified."""
        return self.origin in ("machine", "naive-table")

    @property
    def score(self) -> float | None:
        """The odds as a probability."""
        return None if self.odds is None else 1 / (1 + math.exp(-max(-30.0, min(30.0, self.odds))))


def provenance(paragraphs: Paragraphs, picks: bool = False) -> Provenance:
    """The provenance of the Traditional paragraphs of a text; with ``picks`` a short text is looked at for slips."""
    wanted = _TRADITIONAL.take(paragraphs.labels)
    size = len(paragraphs.text)
    if np.count_nonzero(wanted) < len(wanted):
        size = int(np.add.reduce((paragraphs.ends - paragraphs.starts)[wanted]))
    if size < LEAST and (why := written_for(paragraphs.text, paragraphs.traditional_codes)):
        return _by_table(paragraphs, why, CLEAR)
    if size < SHORTEST and not picks:
        return Provenance("unknown", f"only {size} characters")
    pieces = list(samples(paragraphs, wanted))
    text = "".join(piece for piece, _ in pieces)
    old = classical(text)
    bare = old or text.count("的") < TERSE * sum(han for _, han in pieces)
    japanese = paragraphs.total(tables.JAPANESE)
    pure = not japanese and not (paragraphs.labels == MIXED).any()
    if len(text) < LEAST:
        few = brief(paragraphs, text, picks and not bare, pure and not bare)
        return few if few.made else _left_behind(few, text, pure and not old)
    verdict = judged(pieces, text, paragraphs.region, paragraphs.regions, OLD if bare else 0.0)
    read = japanese >= max(READ, READ_SHARE * paragraphs.total(tables.TRADITIONAL))
    if old or (verdict.made and (bare or read)):
        kind = "classical text" if old else "no sentences" if bare else "forms of Japanese"
        return replace(verdict, origin="unknown", evidence=f"{kind}, {verdict.evidence}")
    short = verdict.made and (verdict.odds or 0.0) < CODED_SURE and sum(han for _, han in pieces) < CODED
    typed = paragraphs.regions["put"] < LEAST_WORDS  # nobody types what converters put
    if short and typed and paragraphs.text.count("`") >= CODE:
        return replace(verdict, origin="unknown", evidence=f"short, with code, {verdict.evidence}")
    if verdict.origin == "naive-table":
        return replace(verdict, unread=unread(paragraphs.traditional_codes, table=True)[0])
    return verdict if verdict.made else _left_behind(verdict, text, pure and not old)


def _left_behind(verdict: Provenance, text: str, modern: bool) -> Provenance:
    """``verdict``, or that of a machine where a converter by words has left some of a modern text as they were.

    Some know 什麼 and 裡面, and neither 怎么 nor 這么: of 2,099 Traditional texts of people none has two of these. Who
    types Traditional on the Mainland may, but has 麽.
    """
    if not modern or "麼" not in text or "麽" in text:
        return verdict
    found = Counter(pattern_table("scripts")["left.words"].findall(text))
    if found.total() < LEFT:
        return verdict
    words = "、".join(f"{word} {number}" for word, number in found.items())
    return replace(verdict, origin="machine", evidence=f"{verdict.evidence}; left by a converter: {words}", odds=SURE)


def of_a_table(paragraphs: Paragraphs) -> Provenance | None:
    """The provenance of a text of any length that was reworked by a program, if its picks are those of a table."""
    found = slips(round_trip(paragraphs.traditional_codes).choices)
    if found.odds < TABLE:
        return None
    return _by_table(paragraphs, f"glosses that a program scattered, {found}", found.odds)


def _by_table(paragraphs: Paragraphs, why: str, odds: float) -> Provenance:
    """That of a text that a table of characters has made, with what no conversion takes back."""
    return Provenance("naive-table", why, odds, unread(paragraphs.traditional_codes, table=True)[0])


def brief(paragraphs: Paragraphs, text: str, picks: bool, pure: bool) -> Provenance:
    """What is known of a text too short for its differences to tell: a table that writes 后 and 里 everywhere may be.

    picks: it is looked at for slips.  pure: it is modern Traditional all through.
    """
    few = Provenance("unknown", f"only {len(text)} characters")
    if not picks and not pure:
        return few
    choices = choices_of(codes(text), DIFFERENT)
    found = slips(choices, CLEAR) if choices else NOTHING
    quoted = QUOTED * max(0.0, min(QUOTES, QUOTE * (text.count("“") - text.count("「"))))
    if pure and found.odds >= PICKED_QUOTED and found.odds + quoted >= PICKED and len(text) >= SHORTEST:
        return _by_table(paragraphs, f"{few.evidence}; {found}", found.odds)
    return replace(few, evidence=f"{few.evidence}; {found}", slips=True) if picks and found.odds >= CLEAR else few


def classical(text: str) -> bool:
    """Whether a text is, or may be, in the classical language; laws and lists are not, though they are terse."""
    modern = text.count("的")
    if modern >= MODERN * len(text) or TERSE * len(text) <= modern > sum(map(text.count, CLASSICAL)):
        return False
    return may_be_literary(codes(fold(text)), int(np.count_nonzero(tables.kinds().take(codes(text)) & tables.HAN)))


def judged(
    pieces: list[tuple[str, int]], text: str, region: str, words: Counter[str], table_prior: float = 0.0
) -> Provenance:
    """The provenance of a text long enough.

    ``text`` is the ``pieces`` in a row, ``region`` that of its ``words``, which are counted by region;
    ``table_prior``: log odds of a naive table before any evidence.
    """
    curly, corner = text.count("“"), text.count("「")
    official = words["hk"] >= LEAST_WORDS and words["hk"] > words["mainland"]
    quotes = max(-QUOTES, min(0.0 if official else QUOTES, QUOTE * (curly - corner)))
    ours = words["mainland"] + SHARED * (words["cn"] - words["mainland"])
    leaning = max(-AGAINST, min(FOR, WORD * (ours - words["tw"] - words["hk"] - words["outside"])))
    style = max(-STYLED, min(STYLED if corner <= curly else TOLD, STYLE * mainland(text)))
    known = quotes + leaning + style
    put = words["put"] if words["put"] >= LEAST_WORDS else 0  # one may be an author's
    worded = WORDED + quotes + style + min(MOST_PUT, PUT * put)
    if known <= OWN and leaning <= OWN_WORDS and not put:
        return Provenance("native", f"{corner} quotations in 「」, {curly} in “”, words of {region}", known)
    forms = FORMS.get(standard(codes(text))[0], 0.0)
    _, missed = unread(codes(text))
    # A table is told by its picks alone where somebody of the Mainland is quoted at length.
    tabled = known - max(0.0, style) + missed + table_prior
    choices: Choices = Counter()
    differ, seen, odds, table = 0, 0, 0.0, NOTHING
    for number, (piece, size) in enumerate(pieces, 1):
        made, more = round_trip(codes(piece))
        choices.update(made)
        differ, seen = differ + more, seen + size
        native = likelihood(differ, seen, NATIVE)
        odds = float(np.logaddexp(known, worded)) + likelihood(differ, seen, MACHINE) - native
        other = OTHER + max(0.0, quotes) + leaning + style + likelihood(differ, seen, OTHERS) - native
        odds = forms + float(np.logaddexp(odds, other))
        # Only where it decides about a larger sample must it be known how little a table is likely.
        settled = odds > SETTLED or number == len(pieces)
        table = slips(choices, (TABLE if settled else -CLEAR) - tabled)
        if odds >= CLEAR:
            break
        if odds <= SETTLED and table.odds + tabled <= -CLEAR:
            break
    # The picks of characters must speak for a table themselves: words alone tell who wrote, and not what made it.
    if table.odds + tabled >= TABLE and (table.odds >= 0 or missed):
        return Provenance("naive-table", str(table), table.odds + tabled)
    why = f"{differ} of {seen} Han characters differ after a round trip, {curly} quotations in “”, {corner} in 「」"
    why += f", words of {region}" if region else ""
    why += f", {words['mainland']} words that the Mainland alone has" if words["mainland"] else ""
    why += f", {put} words that converters put" if put else ""
    sure = SURE if seen >= FEW else FEW_SURE
    if odds >= sure and len(both := hands(codes(text))) >= HANDS:
        odds, why = SETTLED, f"{why}, characters in two forms: {'、'.join(both)}"
    # A converter may know Taiwan's words and marks.
    typed = differ * 1e4 > NATIVE[1] * seen
    plain = max(known, quotes, worded if put else known) <= PLAIN
    if (odds >= sure and (typed or plain)) or (odds <= NATIVE_BELOW and odds > known):
        return Provenance("unknown", why, odds)
    return Provenance("machine" if odds >= sure else "native" if odds <= NATIVE_BELOW else "unknown", why, odds)


def likelihood(count: int, han: int, law: tuple[float, float]) -> float:
    """The logarithm of a gamma-Poisson probability of ``count`` differences, without what both laws share.

    0 of no characters at all: where all paragraphs are such as tell nothing.
    """
    if not han:
        return 0.0
    shape, mean = law
    odds = mean * han / 1e4 / shape
    return (
        math.lgamma(count + shape)
        - math.lgamma(shape)
        - shape * math.log1p(odds)
        + count * (math.log(odds) - math.log1p(odds))
    )


def samples(paragraphs: Paragraphs, wanted: Choice) -> Iterator[tuple[str, int]]:
    """The wanted paragraphs from the first on, in pieces that end at about ``SAMPLES`` Han characters, with those."""
    chosen = wanted.nonzero()[0]
    total = paragraphs.han.take(chosen).cumsum()
    at = 0
    for size, last in zip(SAMPLES, total.searchsorted(SAMPLES).tolist(), strict=True):
        end = min(last + 1, len(chosen))
        if at < end:
            spans = zip(
                paragraphs.starts[chosen[at:end]].tolist(), paragraphs.ends[chosen[at:end]].tolist(), strict=True
            )
            text = "".join([paragraphs.text[a:b] for a, b in spans])
            han = int(total[end - 1] - (total[at - 1] if at else 0))
            if len(text) > 2 * size:  # a paragraph without end
                text = text[: 2 * size]
                han = int(np.count_nonzero(tables.kinds().take(codes(text)) & tables.HAN))
            yield text, han
        at = max(at, end)
