"""Machine-spun text: exact repairs, restored words, harm to clean text, twins, speed (detection: ``spun_detect``).

Spun text is made as the tools make it: every original of a family's dictionary is replaced wherever its characters
stand, word boundary or not, and what was put in is not replaced again. Texts come from the clean development data,
which the models of this stage have not seen, but for those that weigh what speaks for a word: they are fitted on two
pages in three, and words are put back on the third. ``CLEANER_KENLM`` may name a KenLM file to restore words with.
``spun_000.tsv`` lists the words of sample 000
that were put back by hand, without the original: a strong reference, not the truth.
"""

from __future__ import annotations

import os
import random
import re
import time
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from pathlib import Path
from typing import NamedTuple

from cleaner import Cleaner, Config
from cleaner.doc import Doc, Edit, codes
from cleaner.fold import Class, count, fold
from cleaner.lines import Lines
from cleaner.pipeline import Context
from cleaner.rules import rule_book
from cleaner.spun_tools import twins
from cleaner.spun_tools.align import gaps
from cleaner.stages.spun import propose
from cleaner.stages.spun.detect import detector, examine
from cleaner.stages.spun.exact import repairs
from cleaner.stages.spun.families import Family, families
from cleaner.stages.spun.model import scorer
from cleaner.stages.spun.words import restorations
from tests.benchmarks.common import ROOT, best_time, data_path, print_table, read_jsonl

LONGEST = 6000
KENLM = os.environ.get("CLEANER_KENLM")
# Sets whose lines are too short or too much alike to build pages from.
SHORT_LINES = ("poetry_traditional", "hk_spoken")
HERE = Path(__file__).parent


class Spun(NamedTuple):
    """A text, how a tool leaves it, and where it put what for which original."""

    source: str
    text: str
    truth: dict[tuple[int, int], str]


def main(argv: Sequence[str]) -> int:
    """Print the tables; ``argv`` names the ones wanted (default all)."""
    tables = {
        "seed": seed,
        "words": words,
        "harm": harm,
        "twins": twin_pairs,
        "speed": speed,
    }
    for name in argv or tables:
        tables[name]()
    return 0


def pages() -> Iterator[tuple[str, str]]:
    """Names and texts of modern clean pages, Simplified."""
    for path in sorted(data_path("html").glob("*/*.txt")):
        yield path.stem, fold(path.read_text("utf-8"))


def clean_texts() -> Iterator[tuple[str, str, str]]:
    """Every clean text: its set, its name, itself."""
    for path in sorted(data_path("clean").glob("*.jsonl")):
        for record in read_jsonl(path):
            yield path.stem.partition(".")[0], str(record["id"]), record["text"]
    for path in sorted(data_path("html").glob("*/*.txt")):
        yield "html", path.stem, path.read_text("utf-8")
    for path in sorted((ROOT / "samples").glob("00[1-4]*.txt")):
        yield "samples", path.stem, path.read_text("utf-8")


def spin(text: str, family: Family, draw: random.Random, *, letters: bool = False) -> Spun:
    """``text`` as a tool with this family's dictionary leaves it; one spun form an original, by ``draw``.

    ``letters``: single characters are replaced, too.
    """
    choices: dict[str, list[str]] = {}
    for pair in family.pairs:
        if (letters or len(pair.original) > 1) and pair.count:
            choices.setdefault(pair.original, []).append(pair.spun)
    order = [(original, draw.choice(forms)) for original, forms in choices.items()]
    draw.shuffle(order)
    order.sort(key=lambda entry: -len(entry[0]))
    pieces: list[tuple[str, str | None]] = [(text, None)]
    for original, form in order:
        if original in text:
            pieces = [new for piece in pieces for new in _replaced(piece, original, form)]
    truth = {}
    at = 0
    for piece, was in pieces:
        if was is not None:
            truth[at, at + len(piece)] = was
        at += len(piece)
    return Spun(text, "".join(piece for piece, _ in pieces), truth)


def undone(edits: Sequence[Edit], page: Spun) -> list[bool]:
    """Which edits leave what stood there before: all that lie in one replacement are looked at together."""
    spans = sorted(page.truth)
    inside: dict[tuple[int, int], list[Edit]] = {}
    for edit in edits:
        at = bisect_right(spans, (edit.start, len(page.text))) - 1
        if at >= 0 and edit.end <= spans[at][1]:
            inside.setdefault(spans[at], []).append(edit)
    right = set()
    for (start, end), several in inside.items():
        pieces, past = [], start
        for edit in sorted(several):
            pieces += [page.text[past : edit.start], edit.new]
            past = edit.end
        if "".join(pieces) + page.text[past:end] == page.truth[start, end]:
            right.update(several)
    return [edit in right for edit in edits]


def part(family: Family, draw: random.Random, share: float) -> Family:
    """A family with this share of its originals."""
    kept = {original for original in sorted({p.original for p in family.pairs}) if draw.random() < share}
    return Family(family.name, family.about, tuple(p for p in family.pairs if p.original in kept))


def unseen(name: str) -> bool:
    """Whether the page or text with this name is left out where weights are fitted (``tools.fit_spun_odds``)."""
    return zlib.crc32(name.encode()) // 7 % 3 == 0


def _replaced(piece: tuple[str, str | None], original: str, form: str) -> Iterator[tuple[str, str | None]]:
    text, was = piece
    if was is not None:
        yield piece
        return
    first, *rest = text.split(original)
    yield first, None
    for part in rest:
        yield form, original
        yield part, None


def spun_pages(family: Family, least: int = 8, fitted: bool = True) -> Iterator[Spun]:
    """Pages spun with one family's dictionary, if that replaced at least so many words; ``fitted``: also seen ones."""
    for name, text in pages():
        if fitted or unseen(name):
            result = spin(text[:LONGEST], family, random.Random(name + family.name))
            if len(result.truth) >= least:
                yield result


def default_context(**options: object) -> Context:
    return Context(Config.from_mapping(options), rule_book())


def seed() -> None:
    """Sample 000: exact artefacts, and words against the reference made by hand."""
    source = next((ROOT / "samples").glob("000*.txt")).read_text("utf-8")
    lines = (HERE / "spun_000.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    truth = {(int(at), int(at) + len(form)): original for at, form, original in rows}
    exact = propose(Doc(source), default_context())
    table: list[list[object]] = [["exact", len(exact.edits), None, None, exact.scores["spun"]]]
    for label, options in (("restore", {}), ("restore, unsafe", {"unsafe": True})):
        proposal = propose(Doc(source), default_context(spun="restore", **options))
        rules = ("spun.word", "spun.word-guess") if options else ("spun.word",)
        found = {(e.start, e.end): e.new for e in proposal.edits if e.rule in rules}
        table.append([label, len(found), *_scores(found, truth), proposal.scores["spun"]])
    print_table(["policy", "edits", "precision", "recall", "score"], table, f"sample 000, {len(truth)} words by hand")


def _scores(found: dict[tuple[int, int], str], truth: dict[tuple[int, int], str]) -> tuple[float, float]:
    """Precision and recall of replacements."""
    right = sum(truth.get(span) == new for span, new in found.items())
    return right / max(1, len(found)), right / max(1, len(truth))


def words() -> None:
    """Words put back on spun pages, with the dictionary known, with half of it, and with a tool that has half of it."""
    half = [_half(family) for family in families()]
    _words("words put back, dictionary known", [(family, family) for family in families()])
    _words("words put back, half of the dictionary held back", list(zip(families(), half, strict=True)))
    _words("words put back, the tool has half of the dictionary", list(zip(half, families(), strict=True)))
    _whole_pages()


def _half(family: Family) -> Family:
    """A family without every other original of its pairs."""
    out = {o for o in {p.original for p in family.pairs} if zlib.crc32(o.encode()) % 2}
    return Family(family.name, family.about, tuple(p for p in family.pairs if p.original not in out))


def _words(title: str, tools: Sequence[tuple[Family, Family]]) -> None:
    """The table for tools: the family that spins, and what is known of it."""
    table = []
    totals: dict[str, list[int]] = {}
    for family, known in tools:
        tally = {"restore": [0, 0, 0], "unsafe": [0, 0, 0]}
        for page in spun_pages(family, fitted=False):
            edits = list(restorations(page.text, [(0, len(page.text))], [known], scorer(KENLM)))
            for label, sum_ in tally.items():
                mine = [e for e in edits if e.rule == "spun.word" or label == "unsafe"]
                right = sum(undone(mine, page))
                for i, value in enumerate((right, len(mine), len(page.truth))):
                    sum_[i] += value
        if tally["restore"][2] >= 100:
            table.append([family.name, tally["restore"][2], *_rates(tally["restore"]), *_rates(tally["unsafe"])])
        for label, sum_ in tally.items():
            totals[label] = [x + y for x, y in zip(totals.get(label, [0, 0, 0]), sum_, strict=True)]
    table.append(["all", totals["restore"][2], *_rates(totals["restore"]), *_rates(totals["unsafe"])])
    print_table(["family", "words", "precision", "recall", "unsafe precision", "recall"], table, title)


def _rates(tally: Sequence[int]) -> tuple[float, float]:
    right, made, wanted = tally
    return right / max(1, made), right / max(1, wanted)


def _whole_pages() -> None:
    """Spun pages through the whole cleaner, family unknown: how far the text is from what the author wrote."""
    table = []
    untouched = Cleaner(Config.from_mapping({"input": "text", "spun": "keep"}))
    restore: dict[str, object] = {"spun": "restore", "spun_model": KENLM}
    for label, options in {"exact": {}, "restore": restore, "unsafe": restore | {"unsafe": True}}.items():
        cleaner = Cleaner(Config.from_mapping({"input": "text", **options}))
        changed = left = 0
        for family in families():
            for page in [*spun_pages(family, fitted=False)][::2]:
                wanted = cleaner.clean(page.source).text
                changed += _distance(untouched.clean(page.text).text, wanted)
                left += _distance(cleaner.clean(page.text).text, wanted)
        table.append([label, changed, left, left / max(1, changed)])
    print_table(["policy", "characters spun", "left", "part left"], table, "whole pages, one in six")


def _distance(left: str, right: str) -> int:
    """Characters that differ between two texts (aligned, not the smallest distance)."""
    return sum(max(gap.end - gap.start, gap.was_end - gap.was_start) for gap in gaps(left, right))


def harm() -> None:
    """Edits on clean text by default, and if the detector had failed and every text were taken for spun."""
    han = edits = exact = forced = unsafe = 0
    for *_, text in clean_texts():
        han += count(text, Class.HAN)
        edits += len(propose(Doc(text), default_context()).edits)
        _, found = examine(Lines(text))
        exact += len(repairs(text, found, {each.name for each in families()}))
        scores = detector().scores(detector().scanner.count(codes(text)))
        family = max(scores, key=lambda name: (scores[name], name))
        own = [each for each in families() if each.name == family]
        words_ = list(restorations(fold(text), [(0, len(text))], own, scorer(KENLM)))
        forced += sum(edit.rule == "spun.word" for edit in words_)
        unsafe += len(words_)
    ten = han / 10_000
    table = [[han, edits, exact, exact / ten, forced / ten, unsafe / ten]]
    head = ["Han", "edits", "exact forced", "in 10k", "restore forced, in 10k", "unsafe forced, in 10k"]
    print_table(head, table, "edits on clean text")


def twin_pairs(size: int = 100_000, planted: int = 1000) -> None:
    """Spun copies (families A and B in turn) among pages put together from sentences of the clean texts."""
    draw = random.Random(7)
    parts = (re.split("(?<=[。！？\n])", fold(text)) for set_, _, text in clean_texts() if set_ not in SHORT_LINES)
    sentences = sorted({s for part in parts for s in part if 15 <= len(s) <= 120})
    texts = ["".join(draw.sample(sentences, draw.randint(15, 25))) for _ in range(size)]
    chosen = draw.sample(range(size), planted)
    pair = [family for family in families() if family.name in "AB"]
    copies = ((f"spun {i}", spin(texts[i], pair[i % 2], draw).text) for i in chosen)
    start = time.perf_counter()
    groups = list(twins(chain(((f"page {i}", text) for i, text in enumerate(texts)), copies), all_groups=True))
    seconds = time.perf_counter() - start
    found = {frozenset(two) for group in groups for two in combinations(group.names, 2)}
    truth = {frozenset((f"page {i}", f"spun {i}")) for i in chosen}
    dropped = [name for group in groups for name in group.drop]
    named = sum(name.startswith("spun") for name in dropped)
    right = len(found & truth)
    row = [size, planted, right / max(1, len(found)), right / planted, named, len(dropped) - named, seconds]
    head = ["documents", "planted", "precision", "recall", "spun one named", "wrong one named", "seconds"]
    print_table(head, [row], "twins")


def speed() -> None:
    """Megabytes a second of the detector on clean text, and characters a second of restoring."""
    texts = [text for *_, text in clean_texts()]
    size = sum(len(text.encode()) for text in texts) / 1e6
    long = "\n".join(texts)
    examine(Lines(long[:1000]))
    each = size / best_time(lambda: [examine(Lines(text)) for text in texts])
    whole = size / best_time(lambda: examine(Lines(long)))
    source = next((ROOT / "samples").glob("000*.txt")).read_text("utf-8")
    context = default_context(spun="restore")
    pace = len(source) / best_time(lambda: propose(Doc(source), context))
    row = [len(texts), size * 1e6 / len(texts), each, whole, f"{pace:,.0f}"]
    head = ["texts", "mean bytes", "detector MB/s", "as one text MB/s", "restore chars/s"]
    print_table(head, [row], "speed")
