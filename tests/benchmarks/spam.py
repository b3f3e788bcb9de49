"""How well the spam stage does: ``python -m tests.benchmarks spam [--unseen] [--quick]``.

Spam lines are made up (``tools/spam_lines.py``, a seed that training did not use) and hand-written cases; clean lines
are the development data's, by genre. Baselines in the style of bad-word lists run over the same lines: any hit of the
lexicon's sure and strong words, and more than a fifth of the characters in such words. ``--unseen`` trains n-grams
without a group of families, takes their words out of the lexicon, and measures what is still found; and trains without
a part of the clean texts to count false alarms on it. It trains no network, and the trees that judge lines lean on one:
so it tells much less than the whole stage would find of a new trade (``spam_written --set 5`` tells that better).
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import ahocorasick_rs
import numpy as np

from cleaner.fold import fold
from cleaner.lines import Lines
from cleaner.pipeline import Proposal
from cleaner.rules import rule_book
from cleaner.stages.spam import examine
from cleaner.stages.spam.laws import WORDS
from cleaner.stages.spam.lexicon import Lexicon, lexicon_of, read_guards
from cleaner.stages.spam.model import Model, model
from tests.benchmarks.common import ROOT, data_path, megabytes_a_second, print_table, read_jsonl
from tools.spam_lines import Maker, family_words

SEED = 20261120
BEFORE = "春天到了，公园里的樱花开得很好。\n很多人带着孩子来看花，也有人坐在湖边读书。\n"
AFTER = "\n湖水很清，风一吹，花瓣就落在水面上。\n到了傍晚，人们慢慢散去，公园安静下来。"
GROUPS = (
    ("gambling", "lottery"),
    ("certificate", "loan", "cashout"),
    ("escort", "porn"),
    ("drug", "surrogacy", "medical"),
)
NOTHING: Mapping[str, object] = MappingProxyType({})


class Stage:
    """The stage with a lexicon and a model of one's choice."""

    def __init__(self, lexicon: Lexicon | None = None, weights: Model | None = None) -> None:
        self.lexicon = lexicon or lexicon_of(rule_book())
        self.model = weights or model()

    def __call__(self, text: str) -> Proposal:
        """What the stage proposes for a text."""
        return examine(Lines(text), self.lexicon, self.model, NOTHING)

    def removes(self, line: str) -> bool:
        """Whether four fifths of a line between clean ones go, and nothing of the clean ones."""
        start, end = len(BEFORE), len(BEFORE) + len(line)
        edits = self(BEFORE + line + AFTER).edits
        gone = sum(max(0, min(e.end, end) - max(e.start, start)) for e in edits)
        return gone >= 0.8 * len(line)


class WordList:
    """A bad-word list as others use it: any hit, or a share of the characters."""

    def __init__(self) -> None:
        words = {w for f in family_words().values() for kind in ("sure", "strong") for w in f[kind] if len(w) > 1}
        self._finder = ahocorasick_rs.AhoCorasick(sorted(words))

    def density(self, line: str) -> float:
        """The share of the line's characters that stand in words of the list."""
        covered = np.zeros(max(1, len(line)), np.bool_)
        for _, start, end in self._finder.find_matches_as_indexes(fold(line)):
            covered[start:end] = True
        return float(covered.mean())


def spam_lines(families: Iterable[str], each: int) -> dict[str, list[str]]:
    """Made-up lines by family."""
    maker = Maker(SEED)
    return {family: [maker.line(family) for _ in range(each)] for family in families}


def written_lines() -> list[tuple[str, str]]:
    """The hand-written lines of the tests and of the fresh set, with their families."""
    out: list[tuple[str, str]] = []
    for name in ("spam.toml", "spam_fresh.toml"):
        file = ROOT / "tests" / "cases" / name
        if file.exists():
            cases = tomllib.loads(file.read_text("utf-8"))["spam"]
            out += [(f"{name[:-5]}", line) for case in cases for line in case["lines"]]
    return out


def clean_pages() -> Iterator[tuple[str, list[str]]]:
    """The clean texts by genre; of pages the lines that are kept, and those that are dropped as navigation."""
    for file in sorted(data_path("clean").glob("*.jsonl")):
        yield file.name.split(".")[0], [record["text"] for record in read_jsonl(file)]
    for label in ("keep", "mixed", "drop"):
        pages = []
        for file in sorted(data_path("html_lines").glob("*.jsonl")):
            rows = [r["text"].replace("\n", " ") for r in read_jsonl(file) if r.get("label") == label]
            pages.append("\n".join(rows))
        yield f"page lines: {label}", pages


def recall_table(stage: Stage, each: int) -> None:
    """Recall by family, beside the word lists."""
    words = WordList()
    rows = []
    written: dict[str, list[str]] = {}
    for name, line in written_lines():
        written.setdefault(f"written: {name}", []).append(line)
    for family, lines in (spam_lines(family_words(), each) | written).items():
        density = [words.density(line) for line in lines]
        found = sum(map(stage.removes, lines)) / len(lines)
        rows.append([family, len(lines), found, mean(d > 0 for d in density), mean(d > 0.2 for d in density)])
    print_table(["family", "lines", "recall", "any hit", "density > .2"], rows, "Spam lines removed, by family")


def alarm_table(stage: Stage) -> None:
    """False alarms on clean lines by genre, beside the word lists."""
    words = WordList()
    rows: list[list[object]] = []
    total = np.zeros(4)
    for genre, texts in clean_pages():
        lines = [line for text in texts for line in text.split("\n") if line.strip()]
        alarms = sum(len(stage(text).edits) for text in texts)
        density = [words.density(line) for line in lines]
        counts = np.array([alarms, sum(d > 0 for d in density), sum(d > 0.2 for d in density), len(lines)], float)
        total += counts
        rows.append([genre, len(lines), *(1e4 * counts[:3] / len(lines)).tolist()])
    rows.append(["all", int(total[3]), *(1e4 * total[:3] / total[3]).tolist()])
    print_table(["genre", "lines", "stage", "any hit", "density > .2"], rows, "False alarms per 10,000 clean lines")


def page_table(stage: Stage, pages: int) -> None:
    """Spam removed from and article kept on clean pages with a header, a footer and a line in the middle put in."""
    maker = Maker(SEED + 1)
    families = sorted(family_words())
    gone = kept = spam = article = 0
    for genre, texts in clean_pages():
        if genre not in ("cn_law_markdown", "tw_wiki", "recipes_markdown"):
            continue
        for text in texts[:pages]:
            lines = text.split("\n")
            places = sorted({0, len(lines) // 2, len(lines)}, reverse=True)
            marked = [False] * len(lines)
            for place in places:
                lines.insert(place, maker.line(maker.random.choice(["porn", "porn", *families])))
                marked.insert(place, True)
            removed = np.zeros(sum(map(len, lines)) + len(lines), np.bool_)
            for edit in stage("\n".join(lines)).edits:
                removed[edit.start : edit.end] = True
            at = 0
            for line, is_spam in zip(lines, marked, strict=True):
                cut = int(removed[at : at + len(line)].sum())
                at += len(line) + 1
                if is_spam:
                    gone, spam = gone + cut, spam + len(line)
                else:
                    kept, article = kept + len(line) - cut, article + len(line)
    rows = [["spam characters removed", gone / spam], ["article characters kept", kept / article]]
    print_table(["clean pages with spam lines put in", "share"], rows, "Polluted pages")


def unseen_table(each: int) -> None:
    """Recall on families whose words neither the model nor the lexicon has seen."""
    from tools.train_spam import train

    book = rule_book()
    guards = read_guards((ROOT / "cleaner/data/rules/spam-guards.toml").read_text("utf-8"), "spam-guards.toml")
    rows = []
    for group in GROUPS:
        rules = [r for r in book.stage("spam") if "family" in r.extra]
        kept = [
            replace(r, extra={k: v for k, v in r.extra.items() if k not in (*WORDS, "patterns", "certain_patterns")})
            if r.extra["family"] in group
            else r
            for r in rules
        ]
        stage = Stage(Lexicon(kept, guards), train(group))
        for family, lines in spam_lines(group, each).items():
            rows.append([family, "+".join(group), mean(map(stage.removes, lines))])
    rows.append(["all", "", float(np.mean([r[2] for r in rows]))])
    print_table(["family", "left out together", "recall"], rows, "Families not seen in training")


def honest_alarms() -> None:
    """False alarms of a model trained without a part of the clean texts, on that part."""
    from tools.spam_written import FOLDS
    from tools.train_spam import clean_texts, train

    stage = Stage(weights=train(fold=0))
    texts = [text for number, text in enumerate(clean_texts()) if number % FOLDS == 0]
    lines = sum(bool(line.strip()) for text in texts for line in text.split("\n"))
    alarms = sum(len(stage(text).edits) for text in texts)
    rows = [[lines, alarms, 1e4 * alarms / lines]]
    print_table(
        ["clean lines not trained on", "alarms", "per 10,000"], rows, "False alarms on texts not seen in training"
    )


def speed_table(stage: Stage) -> None:
    """Megabytes a second on clean text, in documents as they come and in one piece."""
    texts = [text for genre, texts in clean_pages() if "page" not in genre for text in texts]
    whole = "\n".join(texts)
    start = time.process_time()
    for text in texts:
        stage(text)
    seconds = time.process_time() - start
    size = len(whole.encode()) / 1e6
    rows = [["documents as they come", size / seconds], ["one piece", megabytes_a_second(whole, lambda: stage(whole))]]
    print_table(["clean text", "MB/s"], rows, f"Speed, one core, {size:.1f} MB")


def mean(values: Iterable[object]) -> float:
    """The share of true values."""
    items = list(map(bool, values))
    return sum(items) / max(1, len(items))


def main(argv: Sequence[str]) -> int:
    """Print all tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks spam", description=__doc__)
    parser.add_argument(
        "--unseen", action="store_true", help="also train without families and a part of the clean text"
    )
    parser.add_argument("--quick", action="store_true", help="fewer lines and pages")
    given = parser.parse_args(argv)
    stage = Stage()
    recall_table(stage, 60 if given.quick else 300)
    alarm_table(stage)
    page_table(stage, 10 if given.quick else 100)
    speed_table(stage)
    if given.unseen:
        honest_alarms()
        unseen_table(60 if given.quick else 300)
    return 0
