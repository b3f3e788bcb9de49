"""Write ``cleaner/data/models/spun-words.txt.gz``: how often words stand, and stand side by side.

Sources: word counts of ``jieba``'s dictionary (MIT) and of ``wordfreq`` (CC BY-SA 4.0 data), and counts taken
from the open text of ``character_corpus.py``, which states its licences (no text; Traditional folded to Simplified).
Nothing is counted in the development data, so that all of it can measure.
Usage: pip install jieba wordfreq; python -m tools.build_spun_model     (needs the mirrors; takes ten minutes)
"""

from __future__ import annotations

import gzip
import itertools
import math
import re
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path

import jieba
import wordfreq

from cleaner.fold import fold
from cleaner.stages.spun.families import families
from tools.character_corpus import SOURCES, Source, lines_of

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "models" / "spun-words.txt.gz"
HAN = re.compile("[\u3400-\u9fff]+")
LONGEST = 5
# A word needs so many uses in jieba's dictionary, so great a rate in wordfreq's, or so many in the text.
LEAST_LISTED, LEAST_RATE, LEAST_USES = 10, 2e-7, 20.0
# How much of a word's rate comes from jieba's dictionary, from wordfreq, and from the text.
SHARES = (0.35, 0.35, 0.3)
# Pairs of words: how many are kept, which say most beyond their second word; those with a family's word count double.
PAIRS, LEAST_PAIR = 300_000, 0.6
# Of these sources only every so manieth line is counted, and counts as much more: law and talks say the same often.
THINNED = {"cn-law": 6, "tw-law": 6, "transcript": 2}
# Counts are kept in halves.
UNITS = 2


def main() -> None:
    """Count, mix, and write the model."""
    words, pairs = counted()
    rates = mixed(words)
    write(rates, kept(pairs, words, rates), words)


def family_words() -> set[str]:
    """All words of all families, longer than a character."""
    return {w for family in families() for pair in family.pairs for w in (pair.original, pair.spun) if len(w) > 1}


def counted() -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Words and pairs of words of the text, with the weights of their sources."""
    tokenizer = jieba.Tokenizer()
    for word in family_words():
        tokenizer.add_word(word)
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for source in SOURCES:
        ours, theirs = counts_of(source, tokenizer)
        weight = source.weight * THINNED.get(source.name, 1)
        for word, number in ours.items():
            words[word] += number * weight  # type: ignore[assignment]
        for pair, number in theirs.items():
            pairs[pair] += number * weight  # type: ignore[assignment]
    return words, pairs


def counts_of(source: Source, tokenizer: jieba.Tokenizer) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Words and pairs of words of one source."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for line in itertools.islice(lines_of(source), 0, None, THINNED.get(source.name, 1)):
        for run in HAN.findall(fold(line)):
            tokens = tokenizer.lcut(run, HMM=False)
            words.update(tokens)
            pairs.update(itertools.pairwise(tokens))
    return words, pairs


def mixed(words: Counter[str]) -> dict[str, float]:
    """The rate of each word worth keeping, from all sources."""
    lines = files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines()
    listed = {word: int(count) for word, count, *_ in map(str.split, lines) if HAN.fullmatch(word)}
    rated: dict[str, float] = defaultdict(float)
    for word, rate in wordfreq.get_frequency_dict("zh", wordlist="best").items():
        if HAN.fullmatch(word):
            rated[fold(word)] += rate
    keep = {w for w, n in listed.items() if n >= LEAST_LISTED or len(w) == 1}
    keep |= {w for w, rate in rated.items() if rate > LEAST_RATE} | {w for w, n in words.items() if n >= LEAST_USES}
    totals = sum(listed.values()), 1.0, sum(words.values())
    return {
        w: sum(
            s * n / t for s, n, t in zip(SHARES, (listed.get(w, 0), rated.get(w, 0.0), words[w]), totals, strict=True)
        )
        for w in keep
        if len(w) <= LONGEST
    }


def kept(pairs: Counter[tuple[str, str]], words: Counter[str], rates: dict[str, float]) -> dict[str, dict[str, int]]:
    """The pairs that say most, by their first word, in units."""
    ours = family_words()
    gains = []
    for (first, second), number in pairs.items():
        if number >= LEAST_PAIR and first in rates and second in rates:
            gain = number * math.log10(number / words[first] / max(rates[second], 1e-9))
            gains.append((gain * (2 if {first, second} & ours else 1), first, second))
    gains.sort(reverse=True)
    out: dict[str, dict[str, int]] = defaultdict(dict)
    for gain, first, second in gains[:PAIRS]:
        if gain > 0:
            out[first][second] = max(1, round(UNITS * pairs[first, second]))
    return out


def write(rates: dict[str, float], pairs: dict[str, dict[str, int]], words: Counter[str]) -> None:
    """Words by rate (twentieths of a decade), then for each first word what follows it how often."""
    levels: dict[int, list[str]] = {}
    for word, rate in rates.items():
        levels.setdefault(round(-20 * math.log10(max(rate, 1e-9))), []).append(word)
    lines = ["# words by -20 log10 of their rate; first word, its count, its followers with counts above 1"]
    lines += [f"{level} {' '.join(sorted(members))}" for level, members in sorted(levels.items())]
    lines.append("")
    for first, rest in sorted(pairs.items()):
        total = max(round(UNITS * words[first]), sum(rest.values()))
        followers = " ".join(word if n == 1 else f"{word}{n}" for word, n in sorted(rest.items()))
        lines.append(f"{first} {total} {followers}")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{len(rates)} words, {sum(map(len, pairs.values()))} pairs, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
