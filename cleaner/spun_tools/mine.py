"""Read the entries of a tool's dictionary off a spun page and its unspun twin.

A tool's map is one-to-one within an article, so one aligned page gives each pair many times over and shows at once
which differences are no pairs: those whose original stands in the spun page, too, or turns into several forms.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from dataclasses import replace
from typing import NamedTuple

from cleaner.fold import fold
from cleaner.spun_tools.align import Gap, gaps
from cleaner.stages.spun.families import Kind, Pair, families, read_family, write_family
from cleaner.stages.spun.model import bigrams

# How many characters on either side of a difference may belong to its words.
_GROWTH = 2
# Lengths of an original and of what stands for it.
_SIZES = [(0, 1), (1, 0), *((size, width) for size in (1, 2, 3, 4) for width in (1, 2, 3, 4))]
# What it costs to take a character for an edit of its own, and to read a pair: one that a family has; two words of one
# length; of different lengths, more; where the original is no word, or the form is none, more; a character and a word;
# two characters.
_EDIT = 2.0
_KNOWN, _WORD, _UNEVEN, _STRANGE, _ODD, _SINGLE, _CHARACTER = 0.2, 1.0, 0.6, 2.5, 0.4, 1.8, 3.0
_TOO_DEAR = 100.0
# Tools leave numbers alone: where only one side has one of these, somebody edited the text.
_NUMERALS = frozenset("三四五六七八九十百千万亿")
# A form that stands for something else more often than this part of its uses is no pair.
_CONSISTENT = 0.75
# Characters of a stretch, and the part of a text's stretches that its other state has, too.
_STRETCH, _IN_BOTH = 3, 0.1
# log10 of the rate below which a spun form counts as rare, and as never seen.
_RARE, _NEVER = -5.7, -8.0


class Found(NamedTuple):
    """``spun`` stands for ``original`` ``uses`` times; ``against``: places that speak against the pair.

    families: the families that have the pair already.
    """

    original: str
    spun: str
    uses: int
    against: int
    families: tuple[str, ...]


def mine(spun: str, original: str) -> list[Found]:
    """The pairs that turn ``original`` into ``spun``, the surest first; both are compared folded (Simplified).

    None where they are not two states of one text.
    """
    here, there = fold(spun), fold(original)
    if not _one_text(here, there):
        return []
    known: dict[tuple[str, str], list[str]] = defaultdict(list)
    for family in families():
        for each in family.pairs:
            known[each.original, each.spun].append(family.name)
    pairs = Counter(pair for gap in gaps(here, there) for pair in _words(here, there, gap, known))
    out = []
    for (was, form), number in pairs.items():
        others = sum(n for (o, s), n in pairs.items() if o == was and s != form)
        left = max(0, here.count(was) - here.count(form) * form.count(was)) if len(was) > 1 else 0
        if number >= _CONSISTENT * (number + others + left):
            out.append(Found(was, form, number, others + left, tuple(known.get((was, form), ()))))
    return sorted(out, key=lambda f: (f.against - f.uses, f.original, f.spun))


def _words(here: str, there: str, gap: Gap, known: Container[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs (original, spun) in one difference: the cheapest way to read it word by word.

    A little of the text around belongs to it, since words may share a character with what stands for them.
    """
    left = min(_GROWTH, gap.start, gap.was_start)
    right = min(_GROWTH, len(here) - gap.end, len(there) - gap.was_end)
    form = here[gap.start - left : gap.end + right]
    was = there[gap.was_start - left : gap.was_end + right]
    best: dict[tuple[int, int], tuple[float, tuple[tuple[str, str], ...]]] = {(0, 0): (0.0, ())}
    for i, j in ((i, j) for i in range(len(was) + 1) for j in range(len(form) + 1)):
        if (i, j) not in best:
            continue
        cost, pairs = best[i, j]
        for size, width in _SIZES:
            o, s = was[i : i + size], form[j : j + width]
            if len(o) < size or len(s) < width or (price := _price(o, s, known)) is None:
                continue
            to = (i + size, j + width)
            if cost + price < best.get(to, (_TOO_DEAR, ()))[0]:
                best[to] = (cost + price, pairs if o == s or not o or not s else (*pairs, (o, s)))
    return list(best.get((len(was), len(form)), (0.0, ()))[1])


def _price(original: str, spun: str, known: Container[tuple[str, str]]) -> float | None:
    """What it costs to read ``spun`` as put for ``original``; ``None`` where that is out of the question."""
    if not original or not spun:
        return _EDIT
    if original == spun:
        return 0.0 if len(original) == 1 else None
    if (original, spun) in known:
        return _KNOWN
    if not _han(original + spun) or _NUMERALS & (set(original) ^ set(spun)):
        return None
    if len(original) == 1:
        return _SINGLE if len(spun) > 1 else _CHARACTER
    model = bigrams()
    price = _WORD + (0.0 if len(original) == len(spun) else _UNEVEN)
    return price + (0.0 if original in model else _STRANGE) + (0.0 if spun in model else _ODD)


def _one_text(here: str, there: str) -> bool:
    """Whether enough stretches of one text stand in the other: of a spun page a third, of two pages hardly one."""
    ours, theirs = ({text[i : i + _STRETCH] for i in range(len(text) - _STRETCH + 1)} for text in (here, there))
    return len(ours & theirs) >= _IN_BOTH * max(1, min(len(ours), len(theirs)))


def _han(text: str) -> bool:
    return all("\u3400" <= c <= "\u9fff" for c in text)


def new_family(name: str) -> str:
    """The file of a family that has no pairs yet."""
    return write_family([f"# Spun words of family {name}: read off pages by 'cleaner spun mine'."], ())


def merge(table: str, name: str, found: Iterable[Found], page: str) -> str:
    """A family file (``data/tables/spun-NAME.tsv``) with these pairs added or, where it has them, this page counted.

    ``page`` is the evidence: a short name without spaces. Raises ``ValueError`` if the file is not a family file or
    the name of the page cannot stand in it.
    """
    if not page or set(page) & set(" \t\n;"):
        raise ValueError(f"{page!r} cannot be the name of a page: no spaces, no semicolons")
    family = read_family(table, name)
    pairs = {(p.original, p.spun): p for p in family.pairs}
    for each in found:
        old = pairs.get((each.original, each.spun)) or _new(each)
        pages = tuple(dict.fromkeys([*(e for e in old.evidence if e != "recalled"), page]))
        pairs[each.original, each.spun] = replace(old, evidence=pages, count=len(pages))
    head = [line for line in table.splitlines() if line.startswith("#")]
    return write_family(head, pairs.values())


def _new(found: Found) -> Pair:
    """A pair that no family file has: its class and its rates by the word model."""
    model = bigrams()
    original, spun = model.rate(found.original), model.rate(found.spun)
    kind: Kind = "X" if spun < _NEVER else "R" if spun < _RARE else "A" if spun < original - 0.5 else "N"
    return Pair(found.original, found.spun, kind, (), 0, 0, 10 ** (original + 6), 10 ** (spun + 6))
