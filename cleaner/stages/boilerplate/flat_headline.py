"""Which line of a flattened page is its headline: what its looks, its place and the rest of the page say together.

A linear model over the lines above the prose and between its first paragraphs, and over the chance that none of them
is one; the chances of all sum up to one. Its weights are data (``data/models/flat_headline.toml``), written by
``tools/fit_flat_headline.py``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

from cleaner.pattern_tables import pattern_table
from cleaner.stages.boilerplate.anchored_title import fits, is_row
from cleaner.stages.boilerplate.answers import day_of, name_in, signed_by
from cleaner.stages.boilerplate.headline_signs import ITEM, LONGEST, Head, Signs, is_items, none_of
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.markup.site_names import plain
from cleaner.word_tables import word_table

_NEAR = 3  # lines from a headline down to a row
_BRIEF = 12  # letters of a title that the page may take back
_HOPELESS = 6.0  # how far below the best one a line has no chance

# What is said of a line must be so much likelier than the title by the rules, and none no likelier than this; where the
# rules find none, a line must be likelier than not.
_LIKELIER, _LEAST, _LEAST_ALONE, _MOST_NONE = 6.0, 0.25, 0.5, 0.6
_SURE_NONE, _MOST_SAID = 0.7, 0.08  # the chance of none, and of the title by the rules, for a text without one
_LEAST_DOUBTED, _MOST_DOUBTED = 0.25, 0.75  # of a line, and of none, where the title by the rules is but a name


def likelier(page: Page, kept: Sequence[int], said: str, *, doubted: bool = False) -> str:
    """The headline, where the page says that another line is far likelier to be it than ``said``; empty for none.

    kept: the lines that stay.  said: the title by the rules, or empty.  doubted: it is the name of a site, an account
    or a section; then it is out of the running.
    """
    own = plain(said)
    lines, none = chances(page, kept, own)
    named: dict[str, float] = {}
    for line, chance in lines.items():
        name = plain(page.text(line))
        named[name] = named.get(name, 0.0) + chance
    if doubted:
        return _instead(page, lines, named, own) or said
    if said and (written := plain(page.text(0))).startswith(own):  # names of section and site behind it
        named = {name: chance for name, chance in named.items() if name == written or name not in written[len(own) :]}
    ours = sum(chance for name, chance in named.items() if own and own in name)
    best = max(named, key=named.__getitem__, default="")
    least = max(_LEAST, _LIKELIER * ours) if said else _LEAST_ALONE
    if best and not (own and own in best) and none <= _MOST_NONE and named[best] >= least:
        line = next(line for line in lines if plain(page.text(line)) == best)
        label = not said and ":" in page.folded[line][:ITEM]  # of a form, as far as the page goes
        return said if label or _headed(page, said, line) or not _is_fit(page, line) else page.text(line).strip("# ")
    framed = len(kept) < len(page) or bool(page.rows)
    return "" if framed and none >= _SURE_NONE and ours <= _MOST_SAID and _may_go(page, said) else said


def _instead(page: Page, lines: Mapping[int, float], named: Mapping[str, float], own: str) -> str:
    """The likeliest headline but for a name; empty where none is likely enough."""
    total = 1 - named.get(own, 0.0)
    others = {name: chance for name, chance in named.items() if name != own and chance >= _LEAST_DOUBTED * total}
    best = max(others, key=others.__getitem__, default="")
    none = 1 - sum(named.values())
    line = next((line for line in lines if plain(page.text(line)) == best), -1) if none <= _MOST_DOUBTED * total else -1
    fit = line >= 0 and _is_fit(page, line) and ":" not in page.folded[line][:ITEM]
    return page.text(line).strip("# ") if fit else ""


def _headed(page: Page, said: str, line: int) -> bool:
    """Whether the title by the rules stands above another line, with the row of the record between the two or above."""
    own = next((i for i in range(line) if page.shows(i, said)), line)
    return own < line and any(is_row(page, i) for i in range(max(0, own - _NEAR + 1), line))


def _may_go(page: Page, said: str) -> bool:
    """Whether a title by the rules is as short as a name or items of a menu, and no day or record stands beside it."""
    if len(plain(said)) > _BRIEF and not is_items(said):
        return False
    own = next((i for i in range(len(page)) if page.shows(i, said)), -1)
    beside = [i for i in (own - 1, own + 1) if own >= 0 and 0 <= i < len(page) and len(page.folded[i]) <= LONGEST]
    return not any(day_of(page, i) or is_row(page, i) for i in beside)


def _is_fit(page: Page, line: int) -> bool:
    """Whether a line has the form of a headline, and nothing says that it is none."""
    folded, known = page.folded[line], pattern_table("pages")
    refused = any(kind.match(folded) for kind in known.group("no-title")) or known["field.other"].match(folded)
    return fits(page, line) and not (refused or signed_by(page, line) or name_in(page, line))


def chances(page: Page, kept: Sequence[int], own: str = "") -> tuple[dict[int, float], float]:
    """The chance of each line that may be the headline, and the chance that none of them is.

    A line that is hopeless whatever kind of line it is has none.  own: the letters of the title by the rules.
    """
    weights, head = _weights(), Head(page, kept, own)
    none = top = _weighed(weights, none_of(page, kept))
    places = sorted(((_weighed(weights, head.place(line)), line) for line in head.lines), reverse=True)
    scores: dict[int, float] = {}
    spare = 0.0  # the most that the kind of a line may speak for it
    for place, line in places:
        if scores and place + spare < top - _HOPELESS:
            break
        kind = head.kind(line)
        spare = spare or sum(max(0.0, weights[name]) for name in kind)
        scores[line] = place + _weighed(weights, kind)
        top = max(top, scores[line])
    total = math.exp(none - top) + sum(math.exp(score - top) for score in scores.values())
    return {line: math.exp(scores[line] - top) / total for line in sorted(scores)}, math.exp(none - top) / total


def _weighed(weights: Mapping[str, float], signs: Signs) -> float:
    return sum(weights[name] * sign for name, sign in signs.items() if sign)


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = word_table("models/flat_headline")["weights"]
    return weights
