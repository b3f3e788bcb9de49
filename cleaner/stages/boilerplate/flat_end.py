"""Where an article ends whose beginning is known: what each line has to do with the lines from the beginning on.

A next story is prose like the article itself. But it stands behind lines of the frame, and it speaks of other things
than the title and the first lines of the article do.
"""

from __future__ import annotations

import numpy as np

from cleaner.stages.boilerplate.flat_features import flags_of
from cleaner.stages.boilerplate.page import Counts, Page
from cleaner.trees import Column, Table

_OPENING = 6  # lines of an article that name its topic
_NEAR = 8
_MOST = 20
_CLIP = 3.0  # how much one line may say
_REACHES = (3, 8)


def end_features(page: Page, table: Table, first: int, title: int, line: Column) -> Table:
    """``table`` for the lines from ``first`` on, with what stands between ``first`` and each of them.

    title: the line of the title, or −1.  line: what the model of articles says of each line of the page.
    """
    count = len(page) - first
    prose = table["prose"][first:]
    out = {name: column[first:] for name, column in table.items()}
    out["run-lines"] = np.log1p(np.arange(count))
    out["run-prose"] = np.log1p(np.cumsum(prose) - prose)
    for name, flags in (
        ("fired", page.fired),
        ("heads", flags_of(page.heads, len(page))),
        ("sure", flags_of(page.sure, len(page))),
        ("stamps", table["since-stamp"] == 0),
    ):
        some = flags[first:]
        out["run-" + name] = np.minimum(np.cumsum(some) - some, _MOST)
    index = np.arange(count)
    gap = np.minimum(index - np.maximum.accumulate(np.where(prose > 0, index, 0)), _MOST)
    out["run-gap"], out["run-most-gap"] = gap, np.maximum.accumulate(gap)
    _topic(page, prose, first, title, out)
    _valleys(page.solid_sizes[first:], line[first:], out)
    return out


def _valleys(size: Counts, line: Column, out: Table) -> None:
    """How far the run up to each line has gone through lines that the model takes for the frame, and what is left.

    A valley is a stretch of such lines; its depth is what they say against an article, all together, by lines and by
    characters (as a share of what the best run so far says for one). line: what the model says of the lines.
    """
    said = np.clip(line.astype(np.float64), -_CLIP, _CLIP)
    for name, each in (("lines", said), ("chars", said * np.sqrt(size + 4.0))):
        total = np.cumsum(each)
        peak = np.maximum.accumulate(total)
        scale = np.maximum(peak, 1.0) if name == "chars" else 1.0
        out["valley-" + name] = (peak - total) / scale
        out["valley-most-" + name] = np.maximum.accumulate(peak - total) / scale
        out["left-" + name] = (np.maximum.accumulate(total[::-1])[::-1] - total) / scale
    index, low = np.arange(len(said)), said < 0
    width = np.minimum(index - np.maximum.accumulate(np.where(low, -1, index)), _MOST)
    out["valley-width"], out["valley-most-width"] = width, np.maximum.accumulate(width)
    held = np.concatenate((np.zeros(1), np.cumsum(said)))
    for reach in _REACHES:
        back, ahead = np.maximum(index + 1 - reach, 0), np.minimum(index + 1 + reach, len(said))
        out[f"line-{reach}"] = (held[index + 1] - held[back]) / reach
        out[f"line+{reach}"] = (held[ahead] - held[index + 1]) / reach
    out["line"], out["run-mean"] = said, held[1:] / (index + 1)


def _topic(page: Page, prose: Column, first: int, title: int, out: Table) -> None:
    """How much of each line, and of the prose around it, was said before: since the beginning, and in the opening."""
    count = len(prose)
    pair, line = page.pairs
    wanted = (line >= first) | (line == title)
    pair, line = pair[wanted], np.where(line[wanted] == title, 0, line[wanted] - first)
    if title > first:  # as in training data; below a title they are in order as they are
        order = np.lexsort((line, pair))
        pair, line = pair[order], line[order]
    new = np.concatenate(([True], pair[1:] != pair[:-1])) if len(pair) else np.zeros(0, np.bool_)
    group = np.cumsum(new) - 1
    begun = line[new][group] if len(pair) else line
    times = np.bincount(group)[group] if len(pair) else line
    rare = times <= max(6, int(0.1 * count))
    held = np.maximum(np.bincount(line, minlength=count), 1)
    for name, said in (("said", ~new & rare), ("opening", (begun < np.minimum(line, _OPENING)) & rare)):
        share = np.bincount(line, said, count) / held
        out[name] = share
        total = np.concatenate((np.zeros(1), np.cumsum(share * prose)))
        whole = np.concatenate((np.zeros(1), np.cumsum(prose, dtype=np.float64)))
        at = np.arange(count)
        ahead, back = np.minimum(at + 1 + _NEAR, count), np.maximum(at + 1 - _NEAR, 0)
        out[name + "-ahead"] = (total[ahead] - total[at + 1]) / np.maximum(whole[ahead] - whole[at + 1], 1)
        out[name + "-back"] = (total[at + 1] - total[back]) / np.maximum(whole[at + 1] - whole[back], 1)
