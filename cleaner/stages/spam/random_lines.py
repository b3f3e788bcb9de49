"""Lines of ideographs drawn at random that sites put amid a copied article, to pass for another text.

They hold nothing else, not a mark, and each ideograph follows the one before it as rarely as chance has it: 10 nats a
character. Of 9,835 clean files one line of so many ideographs without a mark comes near (8.8, a row of old names);
sentences, titles and verse have 4 to 7. Lists of characters read so, too, and stay where a page is made of them or
speaks of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from cleaner.character_model import large
from cleaner.doc import Edit
from cleaner.fold import Class
from cleaner.lines import Lines
from cleaner.patterns import lazy
from cleaner.stages.spam.lexicon import Lexicon

# The fewest ideographs of a line; the nats a character that it has at most; the share of them that are different.
_FEWEST, _NATS, _DIFFERENT = 30, -9.2, 0.75
# So many lines show it, or one so long; of the page's ideographs at least this share stands in other lines.
_LINES, _LONG, _REST = 2, 80, 0.4
# A list is in some order; of ideographs drawn at random every other one comes behind the one before it.
_IN_ORDER = 0.7
# No more lines are read.
_MOST = 400
_TOPIC = lazy(
    "[字词詞]表|[常通]用(?:[汉漢])?字|生字|生僻字|[识識]字|字[帖库庫]|[编編][码碼]|密[码碼]|[乱亂][码碼]|千字文|百家姓|姓氏|随机|隨機|GB(?:K|2312)"
)


def random_lines(lines: Lines, words: Lexicon) -> Iterator[Edit]:
    """Cuts of the lines that are made of ideographs drawn at random, with their ends."""
    rule = words.rule_of.get("random")
    if rule is None:
        return
    han = lines.counts(Class.HAN)
    rows = np.flatnonzero((han >= _FEWEST) & (han == lines.sizes))[:_MOST]
    if not len(rows):
        return
    texts = [lines.folded[int(lines.starts[row]) : int(lines.ends[row])] for row in rows]
    means = large().means(texts)
    found = [
        int(row)
        for row, text, mean in zip(rows, texts, means.tolist(), strict=True)
        if mean <= _NATS and len(set(text)) >= _DIFFERENT * len(text) and not _in_order(text)
    ]
    shown = len(found) >= _LINES or any(han[row] >= _LONG for row in found)
    if not shown or han.sum() - han[found].sum() < _REST * han.sum() or _TOPIC.search(lines.text):
        return
    for row in found:
        start, end = lines.whole(row)
        yield Edit(start, end, "", rule, "action=line family=random", 0.95)


def _in_order(text: str) -> bool:
    """Whether the ideographs are sorted, by their sounds (as GB 2312 is) or by their radicals (as Unicode is)."""
    keys = ([char.encode("gb18030") for char in text], [*text])
    return any(sum(a < b for a, b in pairwise(key)) > _IN_ORDER * (len(text) - 1) for key in keys)
