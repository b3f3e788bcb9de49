"""Lines of which somebody changed the characters after they were misread: folded forms, the other script.

The change is undone first, as far as the bytes of UTF-8 tell of it, and what comes out is solved like other lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.patterns import lazy
from cleaner.stages.encoding.candidate import Candidate
from cleaner.stages.encoding.candidates import solve
from cleaner.stages.encoding.changed import unchanged
from cleaner.stages.encoding.converted import converted_to, unconverted
from cleaner.stages.encoding.folded import may_be_folded, unfolded

# The second half of a full-width letter is the first byte of a character of three then: only of these letters.
_NARROW, _TO_WIDE = lazy("(?<=[^\x00-\x7f])[c-io](?=[^\x00-\x7f])"), 0xFEE0
_TOLD = 8.0  # nats: which characters were changed, the bytes tell nearly always
Found = Sequence[Candidate | None]


def before_later_changes(
    text: str, lines: Sequence[str], found: Found, kinds: frozenset[str], follows: Sequence[str]
) -> Found:
    """``found`` for ``lines`` of ``text``, and what those were that were changed after they were misread.

    kinds: in which ways the page is known to be misread.  follows: what stands behind each line.
    """
    if may_be_folded(text):
        found = _before_folding(lines, found)
    found = unchanged(lines, found, kinds, follows)
    found = _before_narrowing(lines, found)
    return _before_conversion(lines, found)


def _before_folding(lines: Sequence[str], found: Found) -> Found:
    """``found``, and what lines were that somebody folded after they were misread, where all of it is UTF-8 then."""
    opened = {i: old for i, line in enumerate(lines) if (old := unfolded(line)) != line}
    out = list(found)
    for i, each in zip(opened, solve(list(opened.values())), strict=True):
        if each and each.exact and each.kind.startswith("utf-8"):
            out[i] = each._replace(step=f"{each.step}, then folded (NFKC)", lead=_TOLD)
    return out


def _before_narrowing(lines: Sequence[str], found: Found) -> Found:
    """``found``, and what lines were whose full-width letters became ASCII afterwards (浠g爜 for 代码)."""
    opened = {i: _NARROW.sub(_wide, lines[i]) for i, each in enumerate(found) if each is None or not each.verified}
    opened = {i: old for i, old in opened.items() if old != lines[i]}
    if not opened or not any(each and each.kind.startswith("utf-8") for each in found):
        return found
    out = list(found)
    for (i, _), each in zip(opened.items(), solve(list(opened.values())), strict=True):
        known = found[i]
        better = known is None or known.gaps > each.gaps or known.mean < each.mean if each else False
        if each and better and each.kind.startswith("utf-8"):
            out[i] = each._replace(step=f"{each.step}, then folded to half-width", lead=min(each.lead, _TOLD))
    return out


def _wide(letter: re.Match[str]) -> str:
    return chr(ord(letter[0]) + _TO_WIDE)


def _before_conversion(lines: Sequence[str], found: Found) -> Found:
    """``found``, and what lines were whose ideographs were converted to the other script after they were misread."""
    doubtful = [i for i, each in enumerate(found) if each is None or not each.verified]
    targets = list(converted_to([lines[i] for i in doubtful]))
    opened = {i: old for i in doubtful if targets and (old := unconverted(lines[i], targets))}
    out = list(found)
    solved = solve([line for line, _ in opened.values()])
    for (i, (_, target)), each in zip(opened.items(), solved, strict=True):
        known = found[i]
        if known and known.kind.startswith("utf-8"):
            out[i] = None  # what was read of it as it stands is none of its bytes
        if each and each.kind.startswith("utf-8"):
            step, lead = f"{each.step}, then converted to {target}", min(each.lead, _TOLD)
            out[i] = each._replace(step=step, lead=lead)
    return out
