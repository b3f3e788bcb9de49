"""Write ``cleaner/data/models/spun-words.txt.gz``: how often words stand, and stand side by side.

Sources: word counts of ``jieba``'s dictionary (MIT), and counts taken from the clean texts and the pages of the
development data (counts only, no text; Traditional folded to Simplified). One document in five is left out, chosen by
the checksum of its name, so that ``python -m tests.benchmarks spun`` can measure on text that the model has not seen.
Usage: pip install jieba; CLEANER_DATA=../shared/data python tools/build_spun_model.py
"""

from __future__ import annotations

import gzip
import html
import itertools
import json
import math
import os
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import jieba

from cleaner.fold import fold
from cleaner.stages.spun.families import families

OUT = Path(__file__).parent.parent / "cleaner" / "data" / "models" / "spun-words.txt.gz"
DATA = Path(os.environ.get("CLEANER_DATA", "../shared/data"))
HELD_OUT = 5
HAN = re.compile("[\u3400-\u9fff]+")
TAGS = re.compile(r"(?s)<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>")
# A word of the dictionary counts from here on; a pair of words from the second value on, or from 1 beside a spun word.
LEAST_WORD, LEAST_PAIR, LONGEST = 10, 2, 5
# How much of a word's rate comes from the development data.
SHARE = 0.35


def main() -> None:
    """Count, mix, and write the model."""
    lexicon = dictionary()
    tokenizer = jieba.Tokenizer()
    for pair in (p for family in families() for p in family.pairs):
        tokenizer.add_word(pair.original)
        tokenizer.add_word(pair.spun)
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts():
        for run in HAN.findall(fold(text)):
            tokens = tokenizer.lcut(run, HMM=False)
            words.update(tokens)
            pairs.update(itertools.pairwise(tokens))
    write(mixed(lexicon, words), kept(pairs), words)


def dictionary() -> Counter[str]:
    """Words with their counts, from jieba's dictionary: common ones, characters, family words and their compounds."""
    lines = files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines()
    counts = Counter({word: int(count) for word, count, *_ in map(str.split, lines) if len(word) <= LONGEST})
    wanted = {w for family in families() for pair in family.pairs for w in (pair.original, pair.spun) if len(w) > 1}
    compound = re.compile("|".join(map(re.escape, sorted(wanted))))
    return Counter(
        {w: n for w, n in counts.items() if HAN.fullmatch(w) and (n >= LEAST_WORD or len(w) == 1 or compound.search(w))}
    )


def held_out(name: str) -> bool:
    """Whether the document with this name is for measuring, not for training."""
    return zlib.crc32(name.encode()) % HELD_OUT == 0


def texts() -> Iterator[str]:
    """The texts to count: clean ones, and the distinct longer lines of pages."""
    for path in sorted((DATA / "clean").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            if not held_out(str(record["id"])) and "poetry" not in path.name:
                yield record["text"]
    seen: set[str] = set()
    for path in sorted((DATA / "html").glob("*/*.html")):
        if held_out(path.stem):
            continue
        for line in html.unescape(TAGS.sub("\n", path.read_bytes().decode("utf-8", "ignore"))).splitlines():
            if len(HAN.findall(line)) and len(line) >= 10 and line not in seen:
                seen.add(line)
                yield line


def mixed(lexicon: Counter[str], words: Counter[str]) -> dict[str, float]:
    """The rate of each word of the lexicon, from both sources."""
    ours, theirs = sum(words.values()), sum(lexicon.values())
    return {w: (1 - SHARE) * n / theirs + SHARE * words[w] / ours for w, n in lexicon.items()}


def kept(pairs: Counter[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The pairs of words worth keeping."""
    wanted = {w for family in families() for pair in family.pairs for w in (pair.original, pair.spun)}
    return {p: n for p, n in pairs.items() if n >= LEAST_PAIR or not wanted.isdisjoint(p)}


def write(rates: dict[str, float], pairs: dict[tuple[str, str], int], words: Counter[str]) -> None:
    """Words by rate (tenths of a decade), then for each first word what follows it how often."""
    levels: dict[int, list[str]] = {}
    for word, rate in rates.items():
        levels.setdefault(round(-20 * math.log10(max(rate, 1e-9))), []).append(word)
    lines = ["# words by -20 log10 of their rate; first word, its count, its followers with counts above 1"]
    lines += [f"{level} {' '.join(sorted(members))}" for level, members in sorted(levels.items())]
    follow: dict[str, list[str]] = {}
    for (first, second), n in sorted(pairs.items()):
        if first in rates and second in rates:
            follow.setdefault(first, []).append(second if n == 1 else f"{second}{n}")
    lines.append("")
    lines += [f"{first} {words[first]} {' '.join(rest)}" for first, rest in sorted(follow.items())]
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{len(rates)} words, {sum(map(len, follow.values()))} pairs, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
