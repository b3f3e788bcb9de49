"""Text out of sight that the reader sees after all: a script shows the article once the page has loaded.

A page that shows no prose of its own, or less than it hides, is one that a script unveils; what it hides besides
(menus, forms, windows over the page) stays hidden, and so does what is out of sight inside the article. Of a page that
shows more, the rest of the article (``rest.py``) comes in sight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.markup import tokens
from cleaner.stages.markup.nesting import nearest
from cleaner.stages.markup.rest import rest_of
from cleaner.stages.markup.scan import Places
from cleaner.stages.markup.tokens import GROUP_SHIFT, HIDDEN
from cleaner.stages.markup.walk import Walk, linked

_LEAST, _LEAST_FALLBACK = 50, 200  # characters of prose, of what is hidden by style and by the name of its element
_LINE = 30  # characters of a text that is prose without a mark
_MARK, _LETTER = re.compile(r"[，。！？；…]"), re.compile(r"\w")
_FURNITURE = ("nav", "footer", "login", "ad", "share", "modal", "related", "comment")
_PIECE, _SAME = 8, 0.5  # letters of pieces of a hidden text, and the share of them that a copy of it has
_MOST_PIECES, _MOST_COPIES = 200, 20  # that are looked for on one page
_ROUNDS = 3  # an element that is shown may hold the article in another one that is to be shown


def read(text: str, alt: bool = False, letters: bytes | None = None) -> Walk:
    """The walk over a page, with what a script unveils in sight; ``letters``: the page in ASCII, where it is known."""
    walk = Walk(text, alt=alt, letters=letters)
    for _ in range(_ROUNDS):
        if walk.hidden < _LEAST or not _unveil(walk):
            break
        walk = Walk(text, walk, alt=alt)
    return walk


def _unveil(walk: Walk) -> bool:
    """Bring in sight what holds more prose than the page shows, or the rest of that; whether there is any."""
    hidden = [(start, end) for start, end, rule in walk.unseen if rule == "markup.hidden"]
    starts = np.array([start for start, _ in hidden], np.int64)
    nodes = walk.nodes_at(starts)
    sizes = _prose(walk, starts, [walk.text[start:end] for start, end in hidden], nodes)
    total = int(sizes.sum())
    if total < _LEAST:
        return False
    shown, tree = _shown(walk), walk.tree
    out = tree.bits & HIDDEN > 0
    out &= ~out[np.maximum(tree.parents, 0)]
    roots = nearest(tree.parents, out)
    if total <= shown.sum():
        rest = rest_of(walk, hidden, sizes, roots[nodes], shown)
        rest &= ~_says_again(walk, hidden, roots[nodes], rest)
        if rest.any():
            tree.unveil(rest)
        return bool(rest.any())
    held = np.bincount(roots[nodes], sizes, len(out))
    chosen = held > np.where(tree.is_fallback, _LEAST_FALLBACK, 0)
    chosen &= ~_says_again(walk, hidden, roots[nodes], chosen)
    beside = np.zeros(len(out), np.bool_)
    beside[tree.parents[chosen.nonzero()[0]]] = True
    links = np.bincount(roots[nodes], linked(walk.tags, tree, starts), len(out))
    beside = out & beside[np.maximum(tree.parents, 0)] & (links == 0)
    chosen |= beside & ~tree.is_fallback & (tree.bits & _furniture() == 0)
    if chosen.any():
        tree.unveil(chosen)
    return bool(chosen.any())


def _says_again(
    walk: Walk, hidden: list[tuple[int, int]], roots: Places, chosen: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which of the ``chosen`` elements hold but what the page shows: the source of its text, a copy to be shared.

    hidden: the hidden texts. roots: the element of each.
    """
    out = np.zeros(len(chosen), np.bool_)
    texts: dict[int, list[str]] = {}
    for (start, end), root in zip(hidden, roots.tolist(), strict=True):
        if chosen[root]:
            texts.setdefault(root, []).append(walk.text[start:end])
    if len(texts) > _MOST_COPIES:
        return out
    seen = _letters(walk.text[start:end] for start, end in zip(walk.starts, walk.ends, strict=True))
    tries = _MOST_PIECES // max(len(texts), 1)
    for root, held in texts.items():
        letters = _letters(held)
        step = max(_PIECE, len(letters) // max(tries, 2))
        pieces = [letters[at : at + _PIECE] for at in range(0, len(letters) - _PIECE, step)]
        out[root] = len(pieces) > 1 and sum(piece in seen for piece in pieces) >= _SAME * len(pieces)
    return out


def _letters(texts: Iterable[str]) -> str:
    return "".join(_LETTER.findall("".join(texts)))


def _shown(walk: Walk) -> Places:
    """The size of each run in sight that is prose, 0 of others."""
    texts = [walk.text[start:end] for start, end in zip(walk.starts, walk.ends, strict=True)]
    return _prose(walk, np.array(walk.starts, np.int64), texts, np.array(walk.nodes, np.int64))


def _prose(walk: Walk, starts: Places, texts: list[str], nodes: Places) -> Places:
    """The size of each text that is prose, 0 of others: of links, and of what stands around an article."""
    plain = walk.flags[nodes] & _furniture() == 0
    told = [
        free and (len(text) >= _LINE or _MARK.search(text) is not None) for free, text in zip(plain, texts, strict=True)
    ]
    sizes = [len(_LETTER.findall(text)) if prose else 0 for text, prose in zip(texts, told, strict=True)]
    if sum(sizes) < _LEAST:
        return np.zeros(len(texts), np.int64)
    return np.where(linked(walk.tags, walk.tree, starts), 0, np.array(sizes, np.int64))


def _furniture() -> int:
    """Bits of elements that hold no article."""
    bits = tokens.NAV | tokens.FOOTER | tokens.ASIDE | tokens.FORM
    for group in _FURNITURE:
        bits |= 1 << (GROUP_SHIFT + tokens.groups().index(group))
    return bits
