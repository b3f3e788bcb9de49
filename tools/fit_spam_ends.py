"""Fit what tells where spam ends that is glued to a paragraph: ``cleaner/data/models/spam_ends.toml``.

Paragraphs of the clean development data, all but one part of them, get made-up spam (``spam_lines.py``) or written
lines of it (``spam_written.py``) put before or behind, with a sign between or none. Where the judge finds some of it,
each place that it may end at is a case, and the right one is known. A conditional logit weighs the evidence.
To be run after ``fit_spam_odds``. Usage: python -m tools.fit_spam_ends [--lines 9000]
"""

from __future__ import annotations

import argparse
import random
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.lines import Lines
from cleaner.patterns import count_han
from cleaner.rules import rule_book
from cleaner.stages.spam.coherence import Rest
from cleaner.stages.spam.ends import brinks_of, ends_of
from cleaner.stages.spam.judge import Judge
from cleaner.stages.spam.lexicon import lexicon_of
from cleaner.stages.spam.model import model
from cleaner.stages.spam.page import Page
from tools.spam_lines import Maker
from tools.spam_written import texts_of, written_lines
from tools.train_spam import OUT, texts_outside

FILE = OUT.with_name("spam_ends.toml")
# The part of the clean texts that is left out.
LEFT_OUT = 0
# How long a paragraph and a piece of spam are; how many lines behind a paragraph are read with it.
PARAGRAPH, SPAM, BEHIND = range(26, 500), range(7, 240), 5
FAMILIES = ("porn",) * 6 + ("gambling", "lottery", "download") * 2 + (
    "certificate", "escort", "loan", "server", "seo", "surrogacy", "medical", "essay",
)  # fmt: skip
SIGNS = ("",) * 4 + (" ", " ", "_", "-", "  ", "|", ",", "\u3000", " - ", ":", "。")
# Of the spam that is put to paragraphs how much stands before them; how much are rows of keywords, and adverts.
BEFORE, ROWS, ADVERTS = 0.65, 0.7, 0.8
# Steps of the fit, their size, and the penalty on large weights.
STEPS, RATE, PENALTY = 800, 0.05, 1e-4
# How often a paragraph begins with a name, a number or a quotation that is in it behind a mark, if it can.
FOREIGN, _FOREIGN = 0.4, re.compile("(?<=[。！？，；])[A-Za-z0-9“《「（](?=.{24})")
_SENTENCES = re.compile("(?<=[。！？])")


# What of the cases are short lines beside spam, and spam alone; how often a paragraph begins or ends within a clause.
SHORT, ALONE, TORN = 0.3, 0.25, 0.3
SIZES = range(3, 41)


class Case(NamedTuple):
    """The evidence for each place of an end, and the number of the right one."""

    rows: NDArray[np.float64]
    right: int


def paragraphs() -> list[tuple[str, str]]:
    """Paragraphs of the clean texts, and the lines behind each."""
    found: dict[str, str] = {}
    for text in texts_outside(LEFT_OUT):
        lines = text.split("\n")
        for number, line in enumerate(map(str.strip, lines)):
            if len(line) in PARAGRAPH and "。" in line and 2 * count_han(line) > len(line):
                found[line] = "\n".join(lines[number + 1 : number + 1 + BEHIND])
    return sorted(found.items())


def spam_of(maker: Maker, written: Sequence[str]) -> str:
    """A piece of spam."""
    while True:
        dice, family = maker.random.random(), maker.random.choice(FAMILIES)
        if dice < ROWS:
            line = maker.listed(family)
        else:
            line = maker.advert(family) if dice < ADVERTS else maker.random.choice(written)
        if len(line.strip()) in SPAM:
            return line.strip()


def opened(line: str, chance: random.Random) -> str:
    """A paragraph, or what follows one of its sentences."""
    if chance.random() < FOREIGN and (found := [m.start() for m in _FOREIGN.finditer(line)]):
        return line[chance.choice(found) :].strip("”」』）")
    pieces = _SENTENCES.split(line)
    rest = "".join(pieces[chance.randrange(len(pieces)) :]) if chance.random() < 0.5 else line
    return (rest if len(rest) in PARAGRAPH else line).strip("”」』）")


def neighbours() -> list[tuple[str, str, str]]:
    """Short lines of the clean texts of any kind, and the lines before and behind each."""
    found: dict[str, tuple[str, str]] = {}
    for text in texts_outside(LEFT_OUT):
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if len(line.strip()) in SIZES:
                before, behind = lines[max(0, number - BEHIND) : number], lines[number + 1 : number + 1 + BEHIND]
                found[line.strip()] = "\n".join(before), "\n".join(behind)
    return [(line, *beside) for line, beside in sorted(found.items())]


def torn(line: str, before: bool, chance: random.Random) -> str:
    """A paragraph that begins or ends where a line of it was broken."""
    at = chance.randrange(len(line) // 3, max(2 * len(line) // 3, 1 + len(line) // 3))
    return line[at:].lstrip("，。；、：！？”）》」』") if before else line[:at]


def cases(lines: int) -> Iterator[tuple[bool, tuple[str, ...], Case]]:
    """Ends that the judge finds in so many lines: whether the spam is before, names of the evidence, and the case."""
    words, weights = lexicon_of(rule_book()), model()
    maker, own, short = Maker(3), paragraphs(), neighbours()
    chance, written = maker.random, texts_of(written_lines(), "spam")
    for _ in range(lines):
        spam, sign, before, dice = (
            spam_of(maker, written),
            chance.choice(SIGNS),
            chance.random() < BEFORE,
            chance.random(),
        )
        above = ""
        if dice < SHORT + ALONE:
            paragraph, above, behind = chance.choice(short)
            if dice < ALONE:
                paragraph = sign = ""
            before = chance.random() < 0.5
        else:
            line, behind = chance.choice(own)
            paragraph = opened(line, chance)
            if len(paragraph) > 40 and chance.random() < TORN:
                paragraph = torn(paragraph, before, chance)
        text = spam + sign + paragraph if before else paragraph + sign + spam
        page_lines, number = Lines(f"{above}\n{text}\n{behind}"), above.count("\n") + 1
        judge = Judge(Page(page_lines, {}, [number]), words, weights)
        judge.line(number)
        judge.reconsider()
        reading = judge.reading(number)
        right = bisect_left(reading.view.offsets, len(spam + sign) if before else len(paragraph))
        for end in ends_of(reading, judge.findings):
            rest = Rest(page_lines, [number], [(reading.place(end.first), reading.place(end.last))])
            brinks = brinks_of(end, rest)
            places = brinks.places()
            true = right if paragraph and end.head == before else end.found
            if (end.whole or end.head == before) and true in places:
                seen = [brinks.evidence(place) for place in places]
                yield end.head, tuple(seen[0]), Case(np.array([[*row.values()] for row in seen]), places.index(true))


def weights_of(found: Sequence[Case]) -> NDArray[np.float64]:
    """The weights that make the right places likeliest."""
    sizes = [len(case.rows) for case in found]
    rows = np.concatenate([case.rows for case in found])
    spread = rows.std(axis=0) + 1e-9
    rows = (rows - rows.mean(axis=0)) / spread
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    owner = np.repeat(np.arange(len(found)), sizes)
    wanted = rows[firsts + [case.right for case in found]].sum(axis=0)
    weights, mean, square = (np.zeros(rows.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        odds = rows @ weights
        likely = np.exp(odds - np.maximum.reduceat(odds, firsts)[owner])
        likely /= np.add.reduceat(likely, firsts)[owner]
        slope = (likely @ rows - wanted) / len(found) + PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = RATE * (1 - (step - 1) / STEPS)
        weights -= rate * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    out: NDArray[np.float64] = weights / spread
    return out


def table(weights: Mapping[str, Mapping[str, float]]) -> str:
    """The weights as TOML."""
    out = "# What tells where spam ends that is glued to a paragraph. Written by tools/fit_spam_ends.py.\n"
    for side, each in weights.items():
        out += f"\n[{side}]\n" + "".join(f'"{name}" = {weight:.4f}\n' for name, weight in each.items())
    return out


def main() -> None:
    """Make the cases, fit and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=9000)
    found = list(cases(parser.parse_args().lines))
    sides = {side: [case for head, _, case in found if head == (side == "head")] for side in ("head", "tail")}
    names = found[0][1]
    FILE.write_text(table({side: dict(zip(names, weights_of(each), strict=True)) for side, each in sides.items()}))
    print(FILE, {side: len(each) for side, each in sides.items()})


if __name__ == "__main__":
    main()
