from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from cleaner.stages.encoding.search import Answer, Problem, search_many
from cleaner.stages.mirror.couples import couples, is_couple
from cleaner.stages.mirror.pieces import search_pieces
from cleaner.stages.mirror.swallowed import Swallowed, swallowed
from tests.damage.mirror import KINDS, Mirror, draw
from tests.test_mirror import PAGE, repaired, table

_HAN = "的一是不了人我在有他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里后"


def _problem(source: random.Random) -> Problem:
    """A row of characters, most of them certain, some chosen from a few, some perhaps two."""
    steps: list[object] = []
    for _ in range(source.randrange(1, 12)):
        kind = source.random()
        if kind < 0.6:
            steps.append(source.choice(_HAN))
        elif kind < 0.7:
            steps.append([(source.random(), (source.choice(_HAN), source.choice(_HAN)))])
        elif kind < 0.85:
            steps.append("".join(source.sample(_HAN, source.randrange(2, 6))))
        else:
            pair = tuple("".join(source.sample(_HAN, 3)) for _ in range(source.randrange(2, 4)))
            steps.append([(0.0, (source.choice(_HAN),)), (source.random(), pair)])
    before, after = ("".join(source.choices(_HAN, k=source.randrange(3))) for _ in range(2))
    return Problem(steps, before, after, source.choice(("hant", "hans", None)))  # type: ignore[arg-type]


def _same(found: Sequence[Answer], wanted: Sequence[Answer]) -> None:
    assert [a.text for a in found] == [a.text for a in wanted]
    assert [(a.lead, a.score) for a in wanted] == [pytest.approx((a.lead, a.score), abs=0.02) for a in wanted]


def test_pieces_give_the_answers_of_the_whole() -> None:
    source = random.Random(1)
    problems = [_problem(source) for _ in range(300)]
    _same(search_pieces(problems), search_many(problems))
    assert search_pieces([]) == []


def test_one_or_two_characters_are_chosen_as_the_search_would() -> None:
    source = random.Random(2)
    problems = [p for _ in range(900) if len((p := _problem(source)).steps) == 1]
    problems = [p for p in problems if is_couple(p)]
    assert len(problems) > 10
    _same(couples(problems), search_many(problems))


@pytest.mark.parametrize("kind", ["private use as ?", "lost as U+FFFD", "read by Python", "all at once"])
def test_no_line_break_is_made_up(kind: str) -> None:
    for seed in range(8):
        notes = draw({c: r for c, r in table().items() if c in PAGE}, random.Random(seed), 60)
        damaged = Mirror(notes, **KINDS[kind])(PAGE)  # type: ignore[arg-type]
        assert repaired(damaged).count("\n") <= PAGE.count("\n")


def test_a_swallowed_space_is_told_from_a_digit_by_the_line() -> None:
    other = "另一行有3個和4個\n"
    assert swallowed(other + "倒入?3ml 食用油", len(other) + 3) == Swallowed(" ", False)
    assert swallowed(other + "倒入?3毫升食用油", len(other) + 3).hidden


def test_no_blank_was_swallowed_before_a_closing_mark() -> None:
    assert swallowed("最後草草收?。今年也是一樣。", 6) == Swallowed("", False)
