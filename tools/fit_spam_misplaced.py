"""Fit what tells a phrase of a trade that was put into a sentence: ``cleaner/data/models/spam_misplaced.npz``.

Texts of the development data get search queries put into them: words of the lexicon, put together as people search, and
short pieces of written lines of spam. They are put before, behind and into clauses, in brackets, and at the ends of
paragraphs; the phrases found there are right. Wrong are those that are found in these texts as they are, in written and
made-up clean lines, and in open text (``character_corpus.py`` gives sources and licences). To be run after
``fit_spam_ends``. Usage: python -m tools.fit_spam_misplaced [--cross]
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

import lightgbm
import numpy as np

from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.spam.lexicon import lexicon_of
from cleaner.stages.spam.misplaced import Misplaced, evidence, phrases
from cleaner.stages.spam.model import model
from cleaner.stages.spam.page import Page
from cleaner.stages.spam.reading import Reading, Strength
from cleaner.stages.spam.view import view
from cleaner.trees import Forest
from tools.innocent_lines import Innocent
from tools.spam_lines import NEVER, family_words
from tools.spam_written import written_lines
from tools.train_boilerplate import fitted
from tools.train_spam import OUT, clean_texts, open_pieces

FILE = OUT.with_name("spam_misplaced.npz")
TREES: dict[str, Any] = {
    "n_estimators": 200, "learning_rate": 0.05, "num_leaves": 12, "max_depth": 4, "min_child_samples": 20,
    "reg_lambda": 5, "colsample_bytree": 0.6,
}  # fmt: skip
# More of these never speaks against spam, or never for it.
RISING = {
    "model": 1, "tags": 1, "sure": 1, "certain": 1, "covered": 1, "better": 1, "others": -1, "beside": -1,
    "beside model": -1, "shared": -1, "guards": -1, "topic": -1, "function": -1,
}  # fmt: skip
# How many texts get phrases, how many made-up clean lines there are; how much what is wrong counts.
MADE, INNOCENT, DEAR = 6000, 4000, 6.0
# The longest text, the shortest paragraph, and how much of a phrase that is found must be one that was put in.
LONGEST, PARAGRAPH, RIGHT = 60_000, 30, 0.6
PLACES = ("北京", "上海", "广州", "郑州", "成都", "武汉", "西安", "南京", "附近", "本地", "全国", "专业", "最新")
_CLAUSES = re.compile("(?<=[，；、：。！？,;])")
_PIECES = re.compile(r"[，,。！!；;、_|\s]")
_MARKS = "，；、：。！？,;"


class Case(NamedTuple):
    """What was seen of a phrase, whether it was put in, and the text that it stands in."""

    seen: Mapping[str, float]
    right: bool
    text: str


class Fitter:
    """Makes cases; ``chance`` decides what is put where."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._lexicon, self._model = lexicon_of(rule_book()), model()
        self._words = family_words()
        self._written = [*filter(self._telling, self._pieces())]

    def _pieces(self) -> Iterator[str]:
        for line in written_lines():
            for piece in _PIECES.split(line.text) if line.label == "spam" else ():
                if 3 <= len(piece) <= 22:
                    yield piece

    def _telling(self, piece: str) -> bool:
        hits = self._lexicon.hits(view(piece.lower()).text)
        return any(hit.kind != "weak" and hit.families != ("contact",) for hit in hits)

    def phrase(self) -> str:
        """A piece of a written line, or words of a trade as people search for them."""
        pick, dice = self._chance.choice, self._chance.random
        while dice() < 0.5:
            words = self._words[pick(sorted(self._words))]
            query = pick([*words["sure"], *words["sure"], *words["strong"]])
            query += pick(words["weak"]) if words["weak"] and dice() < 0.35 else ""
            query = pick(PLACES) + query if dice() < 0.25 else query
            query += pick(["", " "]) + pick(words["strong"]) if words["strong"] and dice() < 0.25 else ""
            if not NEVER.search(query):
                return query
        return pick(self._written)

    def polluted(self, text: str) -> tuple[str, list[tuple[int, int]]]:
        """A text with phrases put into some of its paragraphs, and where they stand."""
        lines = text.split("\n")
        some = [n for n, line in enumerate(lines) if len(line) > PARAGRAPH and _CLAUSES.search(line)]
        chosen = set(self._chance.sample(some, min(len(some), self._chance.choice([1, 1, 1, 2, 3, 4]))))
        put, same = self._chance.choice(PUT), self.phrase() if self._chance.random() < 0.4 else ""
        places, at = [], 0
        for number, line in enumerate(lines):
            if number in chosen:
                phrase = same or self.phrase()
                before, behind = put(self._chance, line)
                places.append((at + len(before), at + len(before) + len(phrase)))
                lines[number] = before + phrase + behind
            at += len(lines[number]) + 1
        return "\n".join(lines), places

    def cases(self, text: str, name: str, places: Sequence[tuple[int, int]] = ()) -> Iterator[Case]:
        """What is found in a text; only what was put in, where something was."""
        lines = Lines(text)
        rows = sorted({lines.at(start) for _, start, _ in self._lexicon.spots(lines.points)})
        found = [phrase for row in rows for phrase in phrases(self._reading(lines, row))]
        page = Page(lines, {})
        for phrase, seen in zip(found, evidence(page, self._lexicon, found) if found else (), strict=True):
            if not places or _shared(phrase, places) >= RIGHT:
                yield Case(seen, bool(places), name)

    def _reading(self, lines: Lines, row: int) -> Reading:
        start, end = int(lines.starts[row]), int(lines.ends[row])
        seen = view(lines.folded[start:end])
        return Reading(row, start, seen, self._lexicon.hits(seen.text), Strength(seen.text, self._model))


def _shared(phrase: Misplaced, places: Sequence[tuple[int, int]]) -> float:
    """How much of a phrase and of the nearest place is in both."""
    start, end = phrase.place
    return max((min(end, b) - max(start, a)) / (max(end, b) - min(start, a)) for a, b in places)


Put = Callable[[random.Random, str], tuple[str, str]]


def _before_clause(chance: random.Random, line: str) -> tuple[str, str]:
    ends = [0, *(match.end() for match in _CLAUSES.finditer(line))]
    at = chance.choice([end for end in ends if end < len(line)] or [0])
    return line[:at], line[at:]


def _behind_clause(chance: random.Random, line: str) -> tuple[str, str]:
    before, behind = _before_clause(chance, line)
    bare = before.rstrip(_MARKS)
    return bare, before[len(bare) :] + behind


def _own_clause(chance: random.Random, line: str) -> tuple[str, str]:
    before, behind = _before_clause(chance, line)
    return before, chance.choice("，，，。") + behind


def _in_brackets(chance: random.Random, line: str) -> tuple[str, str]:
    before, behind = _behind_clause(chance, line)
    return before + "（", "）" + behind


def _anywhere(chance: random.Random, line: str) -> tuple[str, str]:
    at = chance.randrange(1, len(line) - 1)
    return line[:at], line[at:]


def _at_end(chance: random.Random, line: str) -> tuple[str, str]:
    return line + chance.choice(["", "", "", "--", "_", " "]), ""


def _at_start(chance: random.Random, line: str) -> tuple[str, str]:
    return "", chance.choice(["", "", "，", " ", "："]) + line


PUT: Sequence[Put] = (
    _before_clause, _before_clause, _before_clause, _behind_clause, _own_clause, _in_brackets, _anywhere, _at_end,
    _at_end, _at_start,
)  # fmt: skip


def all_cases() -> list[Case]:
    """All cases, always the same ones."""
    chance = random.Random(7)
    fitter, innocent = Fitter(chance), Innocent(7)
    hosts = [(f"host {number}", text[:LONGEST]) for number, text in enumerate(clean_texts()) if len(text) > 150]
    clean = [("written", line.text) for line in written_lines() if line.label == "clean"]
    clean += [("made", innocent.line()) for _ in range(INNOCENT)]
    clean += [(f"open {number}", text) for number, text in enumerate(open_pieces(0))]
    out = [case for name, text in [*hosts, *clean] for case in fitter.cases(text, name)]
    for _ in range(MADE):
        name, text = chance.choice(hosts)
        polluted, places = fitter.polluted(text[: LONGEST // 10])
        out += fitter.cases(polluted, name, places) if places else ()
    return out


def forest(cases: Sequence[Case]) -> Forest:
    """The trees for some cases."""
    names = tuple(cases[0].seen)
    matrix = np.array([[case.seen[name] for name in names] for case in cases], np.float32)
    right = np.array([case.right for case in cases])
    rising = {"monotone_constraints": [RISING.get(name, 0) for name in names]}
    return fitted(lightgbm.LGBMClassifier, TREES | rising, names, (matrix, right, np.where(right, 1.0, DEAR)))


def cross(cases: Sequence[Case], parts: int = 4) -> None:
    """Print how many of the right ones are found beside so many wrong ones, in texts that were not fitted on."""
    part = np.array([crc32(case.text.encode()) % parts for case in cases])
    points = np.zeros(len(cases))
    for number in range(parts):
        trees = forest([case for case, where in zip(cases, part, strict=True) if where != number])
        matrix = np.array([[case.seen[name] for name in trees.names] for case in cases], np.float32)
        points = np.where(part == number, trees.run(matrix), points)
    right = np.array([case.right for case in cases])
    wrong = np.sort(points[~right])
    for many in (0, 3, 8, 20):
        least = wrong[len(wrong) - 1 - many]
        print(f"{many} of {len(wrong)} wrong above {least:.2f}: {np.mean(points[right] > least):.3f} of {right.sum()}")


def main() -> None:
    """Fit and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cross", action="store_true", help="only print how well texts are told that are left out")
    given = parser.parse_args()
    cases = all_cases()
    if given.cross:
        cross(cases)
        return
    np.savez_compressed(FILE, **forest(cases).arrays("misplaced."))
    print(FILE, len(cases), sum(case.right for case in cases))


if __name__ == "__main__":
    main()
