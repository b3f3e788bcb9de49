"""Whether a page is spam, or a text that spam was put on.

A header above a text, a footer below it, or both, is what hijackers put on other people's pages: the text is an
article. A page is spam where most of it is and no text of its own is left, where an advertisement comes back between
short pieces, and where one is padded with verse that has no title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import groupby
from statistics import median
from typing import NamedTuple

from cleaner.edits import Edit, mask_of
from cleaner.lines import Lines
from cleaner.patterns import count_han, lazy
from cleaner.stages.spam.coherence import Rest

# The share of a page's ideographs that is cut, where it is nothing but spam.
MOST = 0.5
# What hijackers put on a text: so many lines in so many places at most.
HEADERS, ENDS = 4, 2
# What is left is a text of its own where it is so many ideographs, or has a title of so many characters at most; what
# has no sentence must be so many lines. So many letters or digits say as much as an ideograph.
OWN, TITLE, MANY, LETTERS = 30, 40, 4, 4
# An advertisement that comes back stands in so many places, between pieces of so many ideographs that have no title, or
# that are as many and stand below it.
PLACES, PIECE = 3, 60
# The share of the visible characters that is in lines of spam between filler; and that is cut where the rest is verse.
WOVEN, PADDED = 0.25, 0.2
# A list of terms has so many rows, of so many characters in the middle and at most (but for one in twenty), of which at
# most this share is cut; so much of what is cut stands in what is left, too.
ROWS, TERM, LONGEST, CUT, ECHOED = 40, 12, 24, 0.7, 0.4
_END = re.compile(r"[。!?;…][\"')]?\Z")
_STOP, _SOLID = re.compile(r"[。!?;…]|[a-z0-9]\.(?=\s|\Z)"), re.compile(r"\S")
_VERSE = lazy("(?:[\u3400-\u9fff]{4,7}[,。!?;、 ]{1,2}){1,16}")
_CLAUSE = lazy("[\u3400-\u9fff]+")


class _Block(NamedTuple):
    """Lines that stand together, blank ones aside: as they were, as they are left, and whether they are spam."""

    was: list[str]
    left: list[str]
    spam: bool

    @property
    def han(self) -> int:
        """How many ideographs are left."""
        return sum(map(count_han, self.left))


def is_spam_page(lines: Lines, edits: Sequence[Edit], share: float, doubted: Callable[[], Set[int]]) -> bool:
    """Whether a page is spam, of whose ideographs ``edits`` cut a ``share``.

    doubted: gives the lines that stay although a model takes them for spam.
    """
    left = what_is_left(lines, edits)
    blocks = list(_blocks(lines.stripped, left))
    ads = [block for block in blocks if block.spam]
    pieces = [block for block in blocks if not block.spam]
    rest = [line for piece in pieces for line in piece.left]
    was, kept = (sum(map(_visible, each)) for each in (lines.stripped, left))
    if was - kept >= PADDED * was and rest and all(map(_is_verse, rest)):
        return True
    woven = sum(_visible(line) for block in ads for line in block.was) >= WOVEN * was
    if len(ads) >= PLACES and woven and median(piece.han for piece in pieces) <= PIECE:
        opens = blocks[0].spam and len(pieces) >= PLACES
        if opens or _END.search(rest[0]):
            return True
    if share < MOST:
        return False
    if len(ads) > ENDS or sum(len(block.was) for block in ads) > HEADERS:
        return True
    without = doubted()
    return not _is_text([line for number, line in enumerate(left) if number not in without])


def is_term_list(lines: Lines, edits: Sequence[Edit], repeated: bool) -> bool:
    """Whether a text is a list of short terms, such as a filter has, and not rows of spam on a page.

    Much of what ``edits`` cut stands in what they leave, too; or it is ``repeated``, as words of such terms are.
    """
    sizes = sorted(len(line) for line in lines.stripped if line)
    if len(sizes) < ROWS or sizes[len(sizes) // 2] > TERM or sizes[-1 - len(sizes) // 20] > LONGEST:
        return False
    if any(_STOP.search(line) for line in lines.stripped) or not edits:
        return False
    if repeated:
        return True
    rows = {lines.at(edit.start) for edit in edits}
    rest = Rest(lines, (), [edit[:2] for edit in edits])
    said = rest.shares("\n".join(lines.folded[edit.start : edit.end].strip() for edit in edits)) > 0
    return len(rows) <= CUT * len(sizes) and float(said.mean()) >= ECHOED


def what_is_left(lines: Lines, edits: Sequence[Edit]) -> list[str]:
    """What is left of each folded line."""
    gone = mask_of(len(lines.text), (edit[:2] for edit in edits))
    kept = ~gone | (lines.points == ord("\n"))
    left = lines.folded_points[kept].tobytes().decode("utf-32-le", "surrogatepass")
    return [line.strip() for line in left.split("\n")]


def _blocks(was: Sequence[str], left: Sequence[str]) -> Iterator[_Block]:
    """The lines in blocks: such of which nothing is left, and others."""
    solid = [(before, after) for before, after in zip(was, left, strict=True) if before]
    for spam, group in groupby(solid, lambda line: not line[1]):
        before, after = zip(*group, strict=True)
        yield _Block(list(before), list(after), spam)


def _visible(line: str) -> int:
    return len(_SOLID.findall(line))


def _is_verse(line: str) -> bool:
    """Whether a line is clauses of one length with a mark behind each, as in a poem without its title."""
    return bool(_VERSE.fullmatch(line)) and len(set(map(len, _CLAUSE.findall(line)))) == 1


def _is_text(lines: Sequence[str]) -> bool:
    """Whether lines are a text of its own: a sentence of some length, one below a title, or many lines of any kind."""
    solid = [line for line in lines if line]
    han = sum(map(count_han, solid))
    size = han + (sum(map(_visible, solid)) - han) / LETTERS
    if not any(map(_STOP.search, solid)):
        return len(solid) >= MANY and size >= OWN
    titled = len(solid) > 1 and len(solid[0]) <= TITLE and not _END.search(solid[0])
    return titled or size >= OWN
