"""Exact repairs on text spun by machine, single characters and all: how many of those that the rules know are made.

Unlike in ``spun``, a family's tool replaces single characters, too (人 by 东说念主), so none is left where it has been.
Texts are the clean pages of the development data: whole, with a part that is not spun, and pieces of them. Known
are the repairs that the rules would make if every family were at work and nothing were a mention.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.doc import Doc
from cleaner.lines import Lines
from cleaner.stages.spun import propose
from cleaner.stages.spun.detect import examine
from cleaner.stages.spun.exact import repairs
from cleaner.stages.spun.families import Family, families
from tests.benchmarks.common import print_table
from tests.benchmarks.spun import LONGEST, Spun, default_context, pages, spin, undone

SIZES, PIECES = (1000, 300, 150, 60), 3


def main(argv: Sequence[str]) -> int:
    """Print the table; ``argv`` is not used."""
    del argv
    table: list[list[object]] = []
    every = {family.name for family in families()}
    for kind in ("whole", "half", *SIZES):
        tally: Counter[str] = Counter()
        for page in made(kind):
            known = repairs(page.text, examine(Lines(page.text))[1], every)
            tally.update(texts=1, known=sum(undone(known, page)))
            for right in undone(propose(Doc(page.text), default_context()).edits, page):
                tally["right" if right else "wrong"] += 1
        table.append([kind, *(tally[each] for each in ("texts", "known", "right", "wrong"))])
        table[-1].append(tally["right"] / max(1, tally["known"]))
    print_table(["text", "texts", "known", "right", "wrong", "recall"], table, "exact repairs of spun text")
    return 0


def made(kind: str | int) -> Iterator[Spun]:
    """Texts of this kind that have at least two replacements."""
    for family in families():
        for name, text in pages():
            draw = random.Random(name + family.name)
            body = text[:LONGEST]
            if kind == "whole":
                found = [spin(body, family, draw, letters=True)]
            elif kind == "half":
                found = [*half(body, family, draw)]
            else:
                size = int(kind)
                starts = range(0, max(1, len(body) - size), 5 * size)[:PIECES]
                found = [spin(body[at : at + size], family, draw, letters=True) for at in starts]
            yield from (page for page in found if len(page.truth) > 1)


def half(text: str, family: Family, draw: random.Random) -> Iterator[Spun]:
    """The text with the lines before or after some line spun."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) >= 6:
        at = draw.randint(2, len(lines) - 2)
        first, last = "\n".join(lines[:at]) + "\n", "\n".join(lines[at:])
        if draw.random() < 0.5:
            page = spin(first, family, draw, letters=True)
            yield page._replace(text=page.text + last)
        else:
            page = spin(last, family, draw, letters=True)
            moved = {(start + len(first), end + len(first)): was for (start, end), was in page.truth.items()}
            yield page._replace(text=first + page.text, truth=moved)
