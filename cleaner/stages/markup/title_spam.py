"""Titles without the spam that hijackers put into them: what the spam stage would cut in a line of the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import compress

from cleaner.edits import mask_of
from cleaner.fold import fold
from cleaner.lines import Lines
from cleaner.pipeline import Context
from cleaner.stages.markup.title import SPAM, Clear
from cleaner.stages.markup.title_parts import parts_of
from cleaner.stages.markup.walk import LINE, Walk
from cleaner.stages.spam import examine, first_look
from cleaner.stages.spam.lexicon import lexicon_of
from cleaner.stages.spam.model import model
from cleaner.stages.spam.reading import Strength

_AROUND = 4_000  # characters of the page that are read with a suspicious title
_RUNS = 400  # of its visible runs
# What the n-grams, and they and the network together, say at most of a part that is a title of its own.
_HONEST, _BOTH = 0.0, -2.0
_LIKE = 1.0  # what the n-grams say at least of more spam beside it
_BREAK = re.compile(r"(\s*[\s_|｜丨-]\s*)")
_ENDS = " \u3000-–—_|｜丨·,，、:："


def clears(walk: Walk, context: Context) -> Clear:
    """A function that takes the spam out of titles of a page.

    A title that no word and no n-gram makes suspicious costs next to nothing; another is read at the head of the page's
    own text, as the spam stage would.
    """

    def left(titles: Sequence[str]) -> Mapping[str, str]:
        """What is left of those of ``titles`` that hold spam; of one that is all spam the best part that is none."""
        if not _suspicious("\n".join(titles), context):
            return {}
        page = _page(walk)
        kept = zip(titles, _read(titles, page, context), strict=True)
        touched = {title: rest.strip(_ENDS) for title, rest in kept if rest != title}
        for title in (title for title, rest in touched.items() if not rest):
            parts = parts_of(title)
            own = [part for part, rest in zip(parts, _read(parts, page, context), strict=True) if part == rest]
            touched[title] = max(filter(_honest, own), key=len, default="")
        return {title: _without_names(rest) for title, rest in touched.items()}

    return left if context.config.enabled(SPAM) else lambda titles: {}


def _suspicious(titles: str, context: Context) -> bool:
    """Whether the spam stage would look at one of ``titles``, each a line."""
    return bool(first_look(Lines(titles), lexicon_of(context.rules), model()).suspects)


def _read(titles: Sequence[str], page: str, context: Context) -> list[str]:
    """What the spam stage leaves of titles that stand in lines at the head of a page."""
    head = "\n".join(titles)
    lines = Lines(f"{head}\n\n{page}")
    found = examine(lines, lexicon_of(context.rules), model(), context.facts)
    gone = mask_of(len(lines.text), (edit[:2] for edit in found.edits if context.config.enabled(edit.rule)))
    kept = (~gone | (lines.points == ord("\n")))[: len(head)]
    return "".join(compress(head, kept.tolist())).split("\n")


def _page(walk: Walk) -> str:
    """The beginning of the visible text of a page, its title aside."""
    runs = range(walk.title + 1, min(len(walk.starts), walk.title + _RUNS))
    text = ("\n" * (walk.seps[number] == LINE) + walk.text[walk.starts[number] : walk.ends[number]] for number in runs)
    return "".join(text)[:_AROUND]


def _without_names(rest: str) -> str:
    """What is left of a title that held spam, without first and last words that the models take for more of it."""
    words = _BREAK.split(rest)
    while len(words) > 2 and _more(words[0]):
        words = words[2:]
    while len(words) > 2 and _more(words[-1]):
        words = words[:-2]
    return "".join(words)


def _more(part: str) -> bool:
    """Whether the models take a part of a title with spam for more of it."""
    score, whole = _read_alone(part)
    return score > _LIKE and whole > 0


def _honest(part: str) -> bool:
    """Whether the models take a part of a title, read by itself, for words of the page."""
    score, whole = _read_alone(part)
    return score < _HONEST and score + whole < _BOTH


def _read_alone(part: str) -> tuple[float, float]:
    """What the n-grams and the network say of a part of a title."""
    read = Strength(fold(part), model())
    return float(read.score(0, len(part))), float(read.whole(0, len(part)))
