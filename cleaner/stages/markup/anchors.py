"""Links of a heading to itself: signs that programs for documentation put beside it, or its own words."""

from __future__ import annotations

import numpy as np

from cleaner.stages.markup.tokens import HEADING, attribute
from cleaner.stages.markup.walk import Walk

_BACK = "↩⤴⏎"  # from a note to where it is called
_EVERYWHERE = frozenset("¶" + _BACK)  # no text has a link of such a sign alone
_SIGNS = frozenset("#§🔗⚓") | _EVERYWHERE
_SHAPES = "\ufe0e\ufe0f"  # behind a sign, how it is drawn
_PARAGRAPH = 100  # characters
_ENDS = "。！？"
_LONGEST_TAG = 2000  # characters of the tag of a link


def drop_anchors(walk: Walk) -> None:
    """Take out the links of one sign that stand beside other text in a heading (a pilcrow, an arrow: in any line)."""
    starts, ends = np.array(walk.starts, np.int64), np.array(walk.ends, np.int64)
    short = np.flatnonzero((ends - starts <= 1 + len(_SHAPES)) & np.array(walk.links, np.bool_))
    if not len(short):
        return
    line = walk.line_numbers()
    for number in short[::-1].tolist():
        sign = walk.text[walk.starts[number] : walk.ends[number]].rstrip(_SHAPES)
        headed = bool(walk.flags[walk.nodes[number]] & HEADING) or sign in _EVERYWHERE
        if sign in _SIGNS and headed and np.count_nonzero(line == line[number]) > 1:
            walk.cut_run(number, "markup.anchor")


def unlink_headings(walk: Walk) -> None:
    """A heading that is a link to a place on the page, mostly to itself, leads nowhere: it is no link."""
    flags = walk.flags[np.array(walk.nodes, np.int64)] if walk.nodes else np.zeros(0, np.int64)
    for number in np.flatnonzero((flags & HEADING > 0) & np.array(walk.links, np.bool_)).tolist():
        target = address(link_tag(walk.text, walk.starts[number]))
        if target[:1] == "#" and len(target) > 1:
            walk.links[number] = False


def unlink_paragraphs(walk: Walk) -> None:
    """A paragraph of several sentences that is a link as a whole is told, and no name of another page.

    Beside a link to the same address it is what a list tells of that page.
    """
    starts, ends = np.array(walk.starts, np.int64), np.array(walk.ends, np.int64)
    for number in np.flatnonzero((ends - starts >= _PARAGRAPH) & np.array(walk.links, np.bool_)).tolist():
        text = walk.text[walk.starts[number] : walk.ends[number]].rstrip()
        if text[-1] in _ENDS and sum(map(text.count, _ENDS)) > 1 and not _is_led_to_beside(walk, number):
            walk.links[number] = False


def _is_led_to_beside(walk: Walk, number: int) -> bool:
    """Whether the run before or behind a link leads to the same address."""
    beside = [at for at in (number - 1, number + 1) if 0 <= at < len(walk.starts) and walk.links[at]]
    target = address(link_tag(walk.text, walk.starts[number]))
    return any(address(link_tag(walk.text, walk.starts[at])) == target for at in beside)


def link_tag(source: str, place: int) -> str:
    """The tag of the link that is open at ``place``; empty where none is."""
    least = max(0, place - _LONGEST_TAG)
    at = source.rfind("<a ", least, place)
    for tag in ("<A ", "<a\n"):
        at = max(at, source.rfind(tag, max(at, least), place))
    return source[at : source.find(">", at) + 1] if at >= 0 else ""


def address(tag: str) -> str:
    """The address that the tag of a link names."""
    return attribute(tag, "href")
