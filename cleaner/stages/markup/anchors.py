"""The signs that programs for documentation put beside a heading as a link to itself."""

from __future__ import annotations

import numpy as np

from cleaner.stages.markup.tokens import HEADING
from cleaner.stages.markup.walk import Walk

_SIGNS = frozenset("#¶§🔗⚓")
_EVERYWHERE = "¶"  # no text has a link of this sign alone


def drop_anchors(walk: Walk) -> None:
    """Take out the links of one sign that stand beside other text in a heading (a pilcrow: in any line)."""
    starts, ends = np.array(walk.starts, np.int64), np.array(walk.ends, np.int64)
    short = np.flatnonzero((ends - starts == 1) & np.array(walk.links, np.bool_))
    if not len(short):
        return
    line = walk.line_numbers()
    for number in short[::-1].tolist():
        sign = walk.text[walk.starts[number]]
        headed = bool(walk.flags[walk.nodes[number]] & HEADING) or sign == _EVERYWHERE
        if sign in _SIGNS and headed and np.count_nonzero(line == line[number]) > 1:
            walk.cut_run(number, "markup.anchor")
